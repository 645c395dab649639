import type * as Arr from "effect/Array"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Schema from "effect/Schema"
import * as RateLimiter from "../../RateLimiter.js"
import { readStopwatch, sleep } from "../http/stopwatch.js"
import * as Queue from "../http/waitQueue.js"
import { type Connection, RedisError } from "./connection.js"
import * as Scripts from "./rateLimitScripts.js"

/*
 * A rate limiter whose windows are in Redis. A second limiter in memory counts the same requests and responses, and
 * limits requests while Redis is not available. If Redis has lost its state, it gets the state of the latest response.
 */

/**
 * Maximum time between two reads of Redis by a waiting request, in milliseconds. Another process may have updated it.
 */
const maxWaitMillis = 1_000

const decodeChoice = Schema.decodeUnknown(Schema.Tuple(Schema.Int, Schema.Int))

/** The two limiters, and what is known of the windows. */
interface Limiter {
  readonly connection: Connection
  /** The limiter in memory. */
  readonly local: RateLimiter.Service
  /** State of each window according to the latest response, or to Redis if it has used up its allowance since then. */
  readonly hints: Map<string, Scripts.Hint>
}

/** Makes the limiter. */
export const make = (connection: Connection): Effect.Effect<RateLimiter.Service> =>
  Effect.map(RateLimiter.make, (local) => {
    const limiter: Limiter = { connection, local, hints: new Map() }
    const { evaluate, orElse } = connection
    const tryAcquire: RateLimiter.Service["tryAcquire"] = (keys) =>
      orElse(tryShared(limiter, keys), local.tryAcquire(keys))
    return {
      acquire: acquireInOrder(tryAcquire),
      tryAcquire,
      observe: (key, observation) => {
        const { age = Duration.zero, allowed, count, reset } = observation
        const args = [count, allowed, Duration.toMillis(reset), Math.round(Duration.toMillis(age))]
        const shared = Effect.asVoid(evaluate(Scripts.observe(), keysOf(connection, key), args))
        return Effect.zipRight(
          setHint(limiter, key, { allowed, count }, Duration.toMillis(reset)),
          Effect.zipRight(local.observe(key, observation), orElse(shared, Effect.void))
        )
      },
      pause: (key, duration) => {
        const args = [Math.ceil(Duration.toMillis(duration))]
        const shared = Effect.asVoid(evaluate(Scripts.pause(), keysOf(connection, key), args))
        return Effect.zipRight(local.pause(key, duration), orElse(shared, Effect.void))
      }
    }
  })

/**
 * Returns the two keys of a window. The part in braces is the same for all keys, so that a cluster stores them on one
 * node, which scripts require.
 */
const keysOf = ({ prefix }: Connection, key: string): ReadonlyArray<string> => [
  `${prefix}:{limit}:${key}`,
  `${prefix}:{limit}:${key}:starts`
]

const setHint = (
  { hints }: Limiter,
  key: string,
  counts: { readonly allowed: number; readonly count: number },
  millis: number
): Effect.Effect<void> =>
  Effect.clockWith((clock) =>
    Effect.sync(() => void hints.set(key, { ...counts, endsAt: readStopwatch(clock) + millis, clock }))
  )

/** Starts a request in a window in Redis, or returns the time after which to look at the windows again. */
const tryShared = (
  limiter: Limiter,
  keys: Arr.NonEmptyReadonlyArray<string>
): Effect.Effect<Either.Either<string, Duration.Duration>, RedisError> =>
  Effect.gen(function*() {
    const { connection, hints, local } = limiter
    const args = [crypto.randomUUID(), ...keys.flatMap((key) => Scripts.encodeHint(hints.get(key)))]
    const result = yield* connection.evaluate(
      Scripts.acquire(),
      keys.flatMap((key) => keysOf(connection, key)),
      args
    )
    const [index, millis] = yield* Effect.mapError(decodeChoice(result), (cause) => new RedisError({ cause }))
    const key = keys[index] ?? keys[0]
    if (millis > 0) {
      yield* noteFull(limiter, key, millis)
      return Either.left(Duration.millis(Math.min(millis, maxWaitMillis)))
    }
    // The limiter in memory counts the request too.
    yield* local.tryAcquire([key])
    return Either.right(key)
  })

/** Sets the window as used up, because other processes may have used it since the latest response to this process. */
const noteFull = (limiter: Limiter, key: string, millis: number): Effect.Effect<void> =>
  Effect.suspend(() => {
    const allowed = limiter.hints.get(key)?.allowed
    return allowed === undefined ? Effect.void : Effect.zipRight(
      setHint(limiter, key, { allowed, count: allowed }, millis),
      limiter.local.observe(key, { allowed, count: allowed, reset: Duration.millis(millis) })
    )
  })

/** Makes the function that waits until a window allows a request. The requests of a window start in order. */
const acquireInOrder = (tryAcquire: RateLimiter.Service["tryAcquire"]): RateLimiter.Service["acquire"] => {
  const queues = new Map<string, Queue.WaitQueue>()
  const queueOf = (key: string): Queue.WaitQueue => {
    const queue = queues.get(key) ?? Queue.make()
    queues.set(key, queue)
    return queue
  }
  return (key, onWait) => {
    const wait: Effect.Effect<void> = Effect.flatMap(
      tryAcquire([key]),
      Either.match({
        onRight: () => Effect.void,
        onLeft: (delay) =>
          onWait(delay).pipe(
            Effect.zipRight(Effect.interruptible(sleep(Duration.toMillis(delay)))),
            Effect.zipRight(Effect.suspend(() => wait))
          )
      })
    )
    return Effect.suspend(() => queueOf(key).run(wait))
  }
}
