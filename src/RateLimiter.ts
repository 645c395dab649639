/**
 * The rate limit of a token, as the headers of responses describe it. When the allowance of the current window is used
 * up, calls wait for the next window, so that the service does not respond with 429. After a 429 all calls of that token
 * wait.
 *
 * The limiter is a service, so that programs that use the same token can provide a shared limiter.
 *
 * @since 0.1.0
 */

import * as Arr from "effect/Array"
import * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as RateWindow from "./internal/http/rateWindow.js"
import { advanceTo, readStopwatch } from "./internal/http/stopwatch.js"

// ----------------------------------------------------------------------------------------------------------- models

/**
 * Rate limit of a token, according to a response.
 *
 * @since 0.1.0
 * @category models
 */
export interface Observation {
  /** Number of requests in the current window, header `inin-ratelimit-count`. */
  readonly count: number
  /** Maximum number of requests in a window, header `inin-ratelimit-allowed`. */
  readonly allowed: number
  /** Time until the window ends, header `inin-ratelimit-reset`. */
  readonly reset: Duration.Duration
  /** Time since the request was sent. A slow response may describe an earlier window. Default: zero. */
  readonly age?: Duration.Duration
}

/**
 * A rate limiter. Its keys are the keys of `Auth.Service`.
 *
 * @since 0.1.0
 * @category models
 */
export interface Service {
  /**
   * Waits until a request may start. Requests start in the order in which they came. `onWait` is called before each
   * wait, with its expected duration.
   */
  readonly acquire: (
    key: string,
    onWait: (delay: Duration.Duration) => Effect.Effect<void>
  ) => Effect.Effect<void>
  /**
   * Starts a request with one of several tokens: the one that has most requests left in its window. Returns the key of
   * the token. If none of them allows a request now, starts nothing, and returns the time until the first one does. It
   * does not wait for the requests that wait in `acquire`.
   */
  readonly tryAcquire: (
    keys: Arr.NonEmptyReadonlyArray<string>
  ) => Effect.Effect<Either.Either<string, Duration.Duration>>
  /** Updates the rate limit of a token from a response. */
  readonly observe: (key: string, observation: Observation) => Effect.Effect<void>
  /** Pauses all requests of a token, after a 429. */
  readonly pause: (key: string, duration: Duration.Duration) => Effect.Effect<void>
}

// ------------------------------------------------------------------------------------------------------------- tags

/**
 * The tag of the rate limiter.
 *
 * @since 0.1.0
 * @category tags
 */
export class RateLimiter extends Context.Tag("effect-purecloud/RateLimiter")<RateLimiter, Service>() {}

// ----------------------------------------------------------------------------------------------------- constructors

/**
 * Makes a limiter whose state is in the memory of this process.
 *
 * @since 0.1.0
 * @category constructors
 */
export const make: Effect.Effect<Service> = Effect.sync(() => {
  const windows = RateWindow.makeWindows()
  return {
    acquire: (key, onWait) =>
      Effect.clockWith((clock) => {
        const now = readStopwatch(clock)
        const window = windows.get(key, now)
        return window.queue.isEmpty() && RateWindow.start(window, now) <= 0
          ? Effect.void
          : window.queue.run(waitForStart(window, onWait))
      }),
    tryAcquire: (keys) =>
      Effect.clockWith((clock) => {
        const now = readStopwatch(clock)
        const candidates = Arr.map(keys, (key) => windows.get(key, now))
        const { millis, window } = RateWindow.startFirst(candidates, now)
        return Effect.succeed(
          millis > 0 ? Either.left(Duration.millis(millis)) : Either.right(keys[candidates.indexOf(window)] ?? keys[0])
        )
      }),
    observe: (key, { age = Duration.zero, allowed, count, reset }) =>
      Effect.clockWith((clock) => {
        const now = readStopwatch(clock)
        RateWindow.observe(windows.get(key, now), now, {
          count,
          allowed,
          reset: Duration.toMillis(reset),
          age: Duration.toMillis(age)
        })
        return Effect.void
      }),
    pause: (key, duration) =>
      Effect.clockWith((clock) => {
        const now = readStopwatch(clock)
        RateWindow.pause(windows.get(key, now), now, Duration.toMillis(duration))
        return Effect.void
      })
  }
})

const waitForStart = (
  window: RateWindow.RateWindow,
  onWait: (delay: Duration.Duration) => Effect.Effect<void>
): Effect.Effect<void> =>
  Effect.clockWith((clock) => {
    const now = readStopwatch(clock)
    const millis = RateWindow.start(window, now)
    if (millis <= 0) return Effect.void
    const delay = Duration.millis(millis)
    // Interruptible, so that the timeout can end the wait even if the caller is uninterruptible.
    const earlier = Effect.interruptible(window.earlier.next())
    return onWait(delay).pipe(
      Effect.zipRight(Effect.timeoutOption(earlier, delay)),
      Effect.map((signal) => Option.isNone(signal) ? advanceTo(clock, now + millis) : 0),
      Effect.zipRight(waitForStart(window, onWait))
    )
  })

// ----------------------------------------------------------------------------------------------------------- layers

/**
 * Provides a limiter. The program has one, even if it provides this layer several times. The limiter counts the requests
 * of each token separately, so the clients of all organizations can share it. Clients that send the same token must
 * share it.
 *
 * @since 0.1.0
 * @category layers
 */
export const layer: Layer.Layer<RateLimiter> = Layer.effect(RateLimiter, make)
