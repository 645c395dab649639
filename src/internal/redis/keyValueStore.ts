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

/** Sets the second key if the first one has a value. Both may be the same key. */
const setIf = `if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[2], ARGV[2])
return 1`

/** Removes the second key if the first one has a value. Both may be the same key. */
export const removeIf = `if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('DEL', KEYS[2])
return 1`

/** Makes the store. */
export const make = ({ evaluate, prefix, run }: Connection): AtomicStore.AtomicStore => {
  // The braces put all keys on one node of a cluster, so that a script can use two of them.
  const storePrefix = `${prefix}:{store}:`
  const at = (key: string) => `${storePrefix}${key}`

  const clear = forEachKeys(
    run,
    storePrefix,
    (keys) => keys.length === 0 ? Effect.void : run((redis) => redis.del(...keys))
  )
  const size = Effect.suspend(() => {
    const seen = new Set<string>()
    const add = (keys: ReadonlyArray<string>) => Effect.sync(() => keys.forEach((key) => seen.add(key)))
    return Effect.map(forEachKeys(run, storePrefix, add), () => seen.size)
  })

  const store = KeyValueStore.makeStringOnly({
    get: (key) => orFail("get", key, Effect.map(run((redis) => redis.get(at(key))), Option.fromNullable)),
    set: (key, value) => orFail("set", key, Effect.asVoid(run((redis) => redis.set(at(key), value)))),
    remove: (key) => orFail("remove", key, Effect.asVoid(run((redis) => redis.del(at(key))))),
    clear: orFail("clear", undefined, clear),
    size: orFail("size", undefined, size)
  })
  const isOne = (script: Effect.Effect<unknown, RedisError>) => Effect.map(script, (result) => result === 1)
  return AtomicStore.make(store, {
    create: (key, value) =>
      orFail("create", key, Effect.map(run((redis) => redis.set(at(key), value, "NX")), (result) => result === "OK")),
    setIf: (condition, key, value) =>
      orFail("setIf", key, isOne(evaluate(setIf, [at(condition.key), at(key)], [condition.value, value]))),
    removeIf: (condition, key) =>
      orFail("removeIf", key, isOne(evaluate(removeIf, [at(condition.key), at(key)], [condition.value])))
  })
}

/** Converts an error of Redis to the error of a store. */
const orFail = <A>(
  method: string,
  key: string | undefined,
  self: Effect.Effect<A, RedisError>
): Effect.Effect<A, SystemError> =>
  Effect.mapError(
    self,
    ({ cause }) => storeError(method, key, `Redis: ${cause instanceof Error ? cause.message : "unknown error"}`)
  )

/** Number of keys that one step of a scan looks at. */
const scanCount = 1_000

/** Calls a function with the keys that begin with a prefix, some at a time. A key may occur twice. */
const forEachKeys = (
  run: Connection["run"],
  prefix: string,
  f: (keys: ReadonlyArray<string>) => Effect.Effect<unknown, RedisError>
): Effect.Effect<void, RedisError> => {
  const pattern = `${prefix.replaceAll(/[\\?*[\]]/g, "\\$&")}*`
  const step = (cursor: string): Effect.Effect<void, RedisError> =>
    Effect.flatMap(
      run((redis) => redis.scan(cursor, "MATCH", pattern, "COUNT", scanCount)),
      ([next, keys]) => Effect.zipRight(f(keys), next === "0" ? Effect.void : step(next))
    )
  return step("0")
}
