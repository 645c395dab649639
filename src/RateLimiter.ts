/**
 * The rate limit of a token, as the headers of responses describe it. When the requests of a window are used up, calls wait
 * for the next window instead of provoking a 429. After a 429 all calls of that token wait.
 *
 * The limiter is a service, so that programs that share a token can provide one that they share.
 *
 * @since 0.1.0
 */

import * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as RateWindow from "./internal/http/rateWindow.js"
import { advanceTo, stopwatch } from "./internal/http/stopwatch.js"

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
  /** Time since the request was sent. A slow response may be about an earlier window. Default zero. */
  readonly age?: Duration.Duration
}

/**
 * A rate limiter. Its keys are those of `Auth.Service`: one for each token.
 *
 * @since 0.1.0
 * @category models
 */
export interface Service {
  /**
   * Waits until a request may start, first come, first served. `onWait` is called before each wait, with its expected
   * length.
   */
  readonly acquire: (
    key: string,
    onWait: (delay: Duration.Duration) => Effect.Effect<void>
  ) => Effect.Effect<void>
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
 * Makes a limiter in the memory of this program.
 *
 * @since 0.1.0
 * @category constructors
 */
export const make: Effect.Effect<Service> = Effect.sync(() => {
  const windows = RateWindow.makeWindows()
  return {
    acquire: (key, onWait) =>
      Effect.clockWith((clock) => {
        const now = stopwatch(clock)
        const window = windows.get(key, now)
        return window.queue.isEmpty() && RateWindow.start(window, now) <= 0
          ? Effect.void
          : window.queue.run(waitForStart(window, onWait))
      }),
    observe: (key, { age = Duration.zero, allowed, count, reset }) =>
      Effect.clockWith((clock) => {
        const now = stopwatch(clock)
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
        const now = stopwatch(clock)
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
    const now = stopwatch(clock)
    const millis = RateWindow.start(window, now)
    if (millis <= 0) return Effect.void
    const delay = Duration.millis(millis)
    // Interruptible, because the timeout could not end it if the caller is uninterruptible.
    const earlier = Effect.interruptible(window.earlier.next())
    return onWait(delay).pipe(
      Effect.zipRight(Effect.timeoutOption(earlier, delay)),
      Effect.map((signal) => Option.isNone(signal) ? advanceTo(clock, now + millis) : 0),
      Effect.zipRight(waitForStart(window, onWait))
    )
  })

// ----------------------------------------------------------------------------------------------------------- layers

/**
 * Provides a limiter. A program has one, however often it provides this layer: a limiter counts for each token on its
 * own, so the clients of all organizations can share it, and clients that send the same token have to.
 *
 * @since 0.1.0
 * @category layers
 */
export const layer: Layer.Layer<RateLimiter> = Layer.effect(RateLimiter, make)
