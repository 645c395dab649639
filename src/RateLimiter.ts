/**
 * The rate limit, as the answers' headers teach it. While a window is spent, callers wait for the next one instead of
 * provoking a 429; after a 429 all callers of that token wait, not only the unlucky one.
 *
 * It stands behind a service, so that programs that share a token can put a shared one in its place.
 *
 * @since 0.1.0
 */

import * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import { advanceTo, stopwatch } from "./internal/http/stopwatch.js"
import * as Queue from "./internal/http/waitQueue.js"

// ----------------------------------------------------------------------------------------------------------- models

/**
 * What an answer says about the limit of its token.
 *
 * @since 0.1.0
 * @category models
 */
export interface Observation {
  /** Requests counted in this window, `inin-ratelimit-count`. */
  readonly count: number
  /** Requests allowed in a window, `inin-ratelimit-allowed`. */
  readonly allowed: number
  /** Until the window ends, `inin-ratelimit-reset`. */
  readonly reset: Duration.Duration
  /** Since the request was sent: what was long on its way may tell of a window gone by. Where unsaid, none. */
  readonly age?: Duration.Duration
}

/**
 * @since 0.1.0
 * @category models
 */
export interface Service {
  /**
   * Waits until a request may start, first come first served. The key is the token's. Who has to wait is told for how
   * long, as far as that is known, before the wait begins.
   */
  readonly acquire: (
    key: string,
    onWait: (delay: Duration.Duration) => Effect.Effect<void>
  ) => Effect.Effect<void>
  /** Learns from an answer. */
  readonly observe: (key: string, observation: Observation) => Effect.Effect<void>
  /** Holds all callers of a token back, because of a 429. */
  readonly pause: (key: string, duration: Duration.Duration) => Effect.Effect<void>
}

// ------------------------------------------------------------------------------------------------------------- tags

/**
 * @since 0.1.0
 * @category tags
 */
export class RateLimiter extends Context.Tag("effect-purecloud/RateLimiter")<RateLimiter, Service>() {}

// ----------------------------------------------------------------------------------------------------- constructors

interface Window {
  /** Allowed in a window, once an answer has said so. */
  allowed: number
  /** When the requests of this program started that this window counts. */
  starts: Array<number>
  /** Requests that others started with the same token, as far as the answers tell. */
  others: number
  /** When it began. */
  startedAt: number
  /** When it ends: not before the one, not after the other. A guess until an answer has told. */
  endsFrom: number
  endsAt: number
  isGuess: boolean
  /** Nobody starts before. */
  pausedUntil: number
  /** Who waits. The first one looks at the window. */
  readonly queue: Queue.Queue
  /** Given when one may start sooner than the first one was told. */
  readonly sooner: Queue.Signal
}

/** The service counts per minute. The answers say when a window really ends. */
const windowMillis = 60_000

/** How far `reset` may be off: it counts whole seconds. */
const resetError = 2_000

/** No window takes longer to end, whatever `reset` says: one broken header must not stop everybody for good. */
const longestReset = 120_000

/** How long a token is remembered after its last window: to forget it is to start it without a limit again. */
const rememberMillis = 3_600_000

/** With fewer tokens, none is forgotten. */
const fewTokens = 16

/**
 * A limiter that lives in this program's memory.
 *
 * @since 0.1.0
 * @category constructors
 */
export const make: Effect.Effect<Service> = Effect.sync(() => {
  const windows = new Map<string, Window>()
  let crowd = fewTokens

  /** Forgets tokens that nobody has used for long, whenever there are twice as many as were left the last time. */
  const forget = (now: number): void => {
    if (windows.size < crowd) return
    for (const [key, { endsAt, pausedUntil, queue }] of windows) {
      if (queue.isEmpty() && Math.max(endsAt, pausedUntil) + rememberMillis <= now) windows.delete(key)
    }
    crowd = Math.max(fewTokens, 2 * windows.size)
  }

  const windowOf = (key: string, now: number): Window => {
    let window = windows.get(key)
    if (window === undefined) {
      forget(now)
      window = {
        allowed: Infinity,
        starts: [],
        others: 0,
        startedAt: -Infinity,
        endsFrom: -Infinity,
        endsAt: -Infinity,
        isGuess: true,
        pausedUntil: -Infinity,
        queue: Queue.make(),
        sooner: Queue.makeSignal()
      }
      windows.set(key, window)
    }
    return window
  }

  /** Begins the next window. What may have started after the end of the last one is counted in both. */
  const begin = (window: Window, startedAt: number, endsAt: number): void => {
    window.starts = window.starts.filter((start) => start >= window.endsFrom)
    window.others = 0
    window.startedAt = startedAt
    window.endsFrom = endsAt - resetError
    window.endsAt = endsAt
    window.isGuess = true
  }

  /** When one may start, as far as is known. */
  const opensAt = ({ allowed, endsAt, others, pausedUntil, starts }: Window): number =>
    starts.length + others >= allowed ? Math.max(pausedUntil, endsAt) : pausedUntil

  /** Starts a request, or says how many milliseconds remain until one may. */
  const start = (window: Window, now: number): number => {
    if (now >= Math.max(window.pausedUntil, window.endsAt)) begin(window, now, now + windowMillis)
    const millis = opensAt(window) - now
    if (millis > 0) return millis
    window.starts.push(now)
    return 0
  }

  const wait = (
    window: Window,
    onWait: (delay: Duration.Duration) => Effect.Effect<void>
  ): Effect.Effect<void> =>
    Effect.clockWith((clock) => {
      const now = stopwatch(clock)
      const millis = start(window, now)
      if (millis <= 0) return Effect.void
      const delay = Duration.millis(millis)
      // Interruptible, or the sleep would not end it where the caller is not.
      const sooner = Effect.interruptible(window.sooner.next())
      return onWait(delay).pipe(
        Effect.zipRight(Effect.timeoutOption(sooner, delay)),
        Effect.map((changed) => Option.isNone(changed) ? advanceTo(clock, now + millis) : 0),
        Effect.zipRight(wait(window, onWait))
      )
    })

  return {
    acquire: (key, onWait) =>
      Effect.clockWith((clock) => {
        const now = stopwatch(clock)
        const window = windowOf(key, now)
        return window.queue.isEmpty() && start(window, now) <= 0
          ? Effect.void
          : window.queue.run(wait(window, onWait))
      }),
    observe: (key, { age = Duration.zero, allowed, count, reset }) =>
      Effect.clockWith((clock) => {
        const now = stopwatch(clock)
        const window = windowOf(key, now)
        const told = opensAt(window)
        const millis = Math.min(Duration.toMillis(reset), longestReset)
        const sentAt = now - Duration.toMillis(age)
        const endsFrom = sentAt + millis - resetError
        const endsAt = now + millis
        window.allowed = allowed
        if (sentAt >= window.startedAt) {
          if (endsFrom > window.endsAt) begin(window, sentAt, endsAt)
          window.endsFrom = window.isGuess ? endsFrom : Math.max(window.endsFrom, endsFrom)
          window.endsAt = window.isGuess ? endsAt : Math.min(window.endsAt, endsAt)
          window.isGuess = false
          window.others = Math.max(window.others, count - window.starts.length)
        }
        if (opensAt(window) < told) window.sooner.give()
        return Effect.void
      }),
    pause: (key, duration) =>
      Effect.clockWith((clock) => {
        const now = stopwatch(clock)
        const window = windowOf(key, now)
        window.pausedUntil = Math.max(window.pausedUntil, now + Duration.toMillis(duration))
        return Effect.void
      })
  }
})

// ----------------------------------------------------------------------------------------------------------- layers

/**
 * A limiter of its own wherever it is provided. Clients that send the same token share one when it is provided to all
 * of them at once: `Layer.provide(Layer.merge(first, second), RateLimiter.layer)`.
 *
 * @since 0.1.0
 * @category layers
 */
export const layer: Layer.Layer<RateLimiter> = Layer.fresh(Layer.effect(RateLimiter, make))
