import type * as Arr from "effect/Array"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Schema from "effect/Schema"
import * as RateLimiter from "../../RateLimiter.js"
import { sleep } from "../http/stopwatch.js"
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

/** Makes the limiter. */
export const make = ({ evaluate, orElse, prefix }: Connection): Effect.Effect<RateLimiter.Service> =>
  Effect.gen(function*() {
    const local = yield* RateLimiter.make
    const hints = new Map<string, Scripts.Hint>()
    const queues = new Map<string, Queue.WaitQueue>()
    // The part in braces is the same for all keys, so that a cluster stores them on one node, which scripts require.
    const keysOf = (key: string) => [`${prefix}:{limit}:${key}`, `${prefix}:{limit}:${key}:starts`]

    /**
     * Sets the window as used up, because other processes may have used it since the latest response to this process.
     */
    const noteFull = (key: string, millis: number): Effect.Effect<void> =>
      Effect.clockWith((clock) => {
        const allowed = hints.get(key)?.allowed
        if (allowed === undefined) return Effect.void
        hints.set(key, { allowed, count: allowed, endsAt: clock.unsafeCurrentTimeMillis() + millis, clock })
        return local.observe(key, { allowed, count: allowed, reset: Duration.millis(millis) })
      })

    const tryShared = (keys: Arr.NonEmptyReadonlyArray<string>) =>
      Effect.gen(function*() {
        const args = keys.flatMap((key) => Scripts.encodeHint(hints.get(key)))
        const result = yield* evaluate(Scripts.acquire(), keys.flatMap(keysOf), [crypto.randomUUID(), ...args])
        const [index, millis] = yield* Effect.mapError(decodeChoice(result), (cause) => new RedisError({ cause }))
        const key = keys[index] ?? keys[0]
        if (millis > 0) {
          yield* noteFull(key, millis)
          return Either.left(Duration.millis(Math.min(millis, maxWaitMillis)))
        }
        // The limiter in memory counts the request too.
        yield* local.tryAcquire([key])
        return Either.right(key)
      })
    const tryAcquire: RateLimiter.Service["tryAcquire"] = (keys) => orElse(tryShared(keys), local.tryAcquire(keys))

    const queueOf = (key: string): Queue.WaitQueue => {
      const queue = queues.get(key) ?? Queue.make()
      queues.set(key, queue)
      return queue
    }
    const acquire: RateLimiter.Service["acquire"] = (key, onWait) => {
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

    return {
      acquire,
      tryAcquire,
      observe: (key, observation) => {
        const { age = Duration.zero, allowed, count, reset } = observation
        const args = [count, allowed, Duration.toMillis(reset), Math.round(Duration.toMillis(age))]
        const shared = Effect.asVoid(evaluate(Scripts.observe(), keysOf(key), args))
        return Effect.clockWith((clock) => {
          hints.set(key, { allowed, count, endsAt: clock.unsafeCurrentTimeMillis() + Duration.toMillis(reset), clock })
          return Effect.zipRight(local.observe(key, observation), orElse(shared, Effect.void))
        })
      },
      pause: (key, duration) =>
        Effect.zipRight(
          local.pause(key, duration),
          orElse(
            Effect.asVoid(evaluate(Scripts.pause(), keysOf(key), [Math.ceil(Duration.toMillis(duration))])),
            Effect.void
          )
        )
    }
  })
