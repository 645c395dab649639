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
export class RateLimit extends Context.Tag("effect-purecloud/RateLimit")<RateLimit, Service>() {}

// ----------------------------------------------------------------------------------------------------- constructors

interface Window {
  /** Allowed in a window, once an answer has said so. */
  allowed: number
  /** Started in this window, by this program or, as the answers say, by others too. */
  used: number
  /** When this window ends. */
  endsAt: number
  /** Nobody starts before. */
  pausedUntil: number
  /** Callers in line. */
  waiting: number
  readonly turn: Effect.Semaphore
}

/** The service counts per minute. The answers say when a window really ends. */
const windowMillis = 60_000

/** Windows whose ends are this close are the same: `reset` counts whole seconds. */
const sameWindow = 1_500

/**
 * A limiter that lives in this program's memory.
 *
 * @since 0.1.0
 * @category constructors
 */
export const make: Effect.Effect<Service> = Effect.sync(() => {
  const windows = new Map<string, Window>()

  const windowOf = (key: string): Window => {
    let window = windows.get(key)
    if (window === undefined) {
      window = {
        allowed: Infinity,
        used: 0,
        endsAt: -Infinity,
        pausedUntil: -Infinity,
        waiting: 0,
        turn: Effect.unsafeMakeSemaphore(1)
      }
      windows.set(key, window)
    }
    return window
  }

  /** Starts a request, or says how many milliseconds remain until one may. */
  const start = (window: Window, now: number): number => {
    if (now < window.pausedUntil) return window.pausedUntil - now
    if (now >= window.endsAt) {
      window.used = 0
      window.endsAt = now + windowMillis
    }
    if (window.used >= window.allowed) return window.endsAt - now
    window.used++
    return 0
  }

  const wait = (
    window: Window,
    onWait: (delay: Duration.Duration) => Effect.Effect<void>
  ): Effect.Effect<void> =>
    Effect.clockWith((clock) => {
      const millis = start(window, clock.unsafeCurrentTimeMillis())
      if (millis <= 0) return Effect.void
      const delay = Duration.millis(millis)
      return onWait(delay).pipe(Effect.zipRight(Effect.sleep(delay)), Effect.zipRight(wait(window, onWait)))
    })

  return {
    acquire: (key, onWait) =>
      Effect.clockWith((clock) => {
        const window = windowOf(key)
        if (window.waiting === 0 && start(window, clock.unsafeCurrentTimeMillis()) <= 0) return Effect.void
        window.waiting++
        return window.turn.withPermits(1)(wait(window, onWait)).pipe(
          Effect.ensuring(Effect.sync(() => window.waiting--))
        )
      }),
    observe: (key, { allowed, count, reset }) =>
      Effect.clockWith((clock) => {
        const window = windowOf(key)
        const endsAt = clock.unsafeCurrentTimeMillis() + Duration.toMillis(reset)
        const isNext = endsAt > window.endsAt + sameWindow
        window.used = isNext ? count : Math.max(window.used, count)
        window.endsAt = endsAt
        window.allowed = allowed
        return Effect.void
      }),
    pause: (key, duration) =>
      Effect.clockWith((clock) => {
        const window = windowOf(key)
        window.pausedUntil = Math.max(window.pausedUntil, clock.unsafeCurrentTimeMillis() + Duration.toMillis(duration))
        return Effect.void
      })
  }
})

// ----------------------------------------------------------------------------------------------------------- layers

/**
 * @since 0.1.0
 * @category layers
 */
export const layer: Layer.Layer<RateLimit> = Layer.effect(RateLimit, make)
