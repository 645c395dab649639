import type { SystemError } from "@effect/platform/Error"
import * as KeyValueStore from "@effect/platform/KeyValueStore"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as AtomicStore from "../../AtomicStore.js"
import { storeError } from "../storage/storageError.js"
import type { Connection, RedisError } from "./connection.js"

/*
 * A store in Redis. Its atomic operations are scripts, which Redis carries out one after the other.
 */

const setIf = `if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[2], ARGV[2])
return 1`

/** Removes the second key if the first one has a value. Both may be the same key. */
export const removeIf = `if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('DEL', KEYS[2])
return 1`

/** Number of keys that one step of a listing looks at. */
const scanCount = 1_000

/** Makes the store. */
export const make = ({ evaluate, prefix, run }: Connection): AtomicStore.AtomicStore => {
  // The braces put all keys on one node of a cluster, so that a script can use two of them.
  const begin = `${prefix}:{store}:`
  const at = (key: string) => `${begin}${key}`

  const orFail = <A>(
    method: string,
    key: string | undefined,
    self: Effect.Effect<A, RedisError>
  ): Effect.Effect<A, SystemError> =>
    Effect.mapError(
      self,
      ({ cause }) => storeError(method, key, `Redis: ${cause instanceof Error ? cause.message : "unknown error"}`)
    )

  /** Calls a function with the keys of the store, some at a time. */
  const forEachKeys = (f: (keys: ReadonlyArray<string>) => Effect.Effect<unknown, RedisError>) => {
    const pattern = `${begin.replaceAll(/[\\?*[\]]/g, "\\$&")}*`
    const step = (cursor: string): Effect.Effect<void, RedisError> =>
      Effect.flatMap(
        run((redis) => redis.scan(cursor, "MATCH", pattern, "COUNT", scanCount)),
        ([next, keys]) => Effect.zipRight(f(keys), next === "0" ? Effect.void : step(next))
      )
    return step("0")
  }

  /** A listing may return a key twice. */
  const size = Effect.suspend(() => {
    const seen = new Set<string>()
    return Effect.as(forEachKeys((keys) => Effect.sync(() => keys.forEach((key) => seen.add(key)))), seen)
  })

  const store = KeyValueStore.makeStringOnly({
    get: (key) => orFail("get", key, Effect.map(run((redis) => redis.get(at(key))), Option.fromNullable)),
    set: (key, value) => orFail("set", key, Effect.asVoid(run((redis) => redis.set(at(key), value)))),
    remove: (key) => orFail("remove", key, Effect.asVoid(run((redis) => redis.del(at(key))))),
    clear: orFail(
      "clear",
      undefined,
      forEachKeys((keys) => keys.length === 0 ? Effect.void : run((redis) => redis.del(...keys)))
    ),
    size: orFail("size", undefined, Effect.map(size, (seen) => seen.size))
  })
  return AtomicStore.make(store, {
    create: (key, value) =>
      orFail("create", key, Effect.map(run((redis) => redis.set(at(key), value, "NX")), (result) => result === "OK")),
    setIf: (condition, key, value) =>
      orFail(
        "setIf",
        key,
        Effect.map(evaluate(setIf, [at(condition.key), at(key)], [condition.value, value]), (result) => result === 1)
      ),
    removeIf: (condition, key) =>
      orFail(
        "removeIf",
        key,
        Effect.map(evaluate(removeIf, [at(condition.key), at(key)], [condition.value]), (result) => result === 1)
      )
  })
}
