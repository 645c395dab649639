import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Queue from "../http/waitQueue.js"

/*
 * Limits the number of requests in flight. A client starts with a low limit, because the rate limit is unknown. Until a
 * response shows the rate limit, the limit grows with each request that ends (with any result) and with time, so that a
 * few requests without a response do not block all others.
 */

/** Limit at the start. */
const initialLimit = 4

/** Time after which the limit doubles if a request waits. */
const doublingTime = "1 seconds"

/** Limits the requests in flight. */
export interface InFlight {
  /** Runs a request as soon as the limit allows it. Requests run in the order in which they came. */
  readonly run: <A, E, R>(request: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>
  /** Raises the limit to its maximum, once the rate limit is known. */
  readonly open: () => void
}

/** Makes a limit that grows up to a maximum. */
export const make = (max: number): InFlight => {
  const queue = Queue.make()
  const changed = Queue.makeSignal()
  let limit = Math.min(initialLimit, max)
  let running = 0

  const setLimit = (n: number): void => {
    limit = Math.min(max, n)
    changed.send()
  }

  /** Waits until `enter` succeeds. */
  const waitToEnter = (enter: () => boolean): Effect.Effect<void> =>
    Effect.suspend(() => {
      if (enter()) return Effect.void
      if (limit === max) return Effect.zipRight(changed.next(), waitToEnter(enter))
      // Interruptible, so that the timeout can end the wait even if the caller is uninterruptible.
      return Effect.timeoutOption(Effect.interruptible(changed.next()), doublingTime).pipe(
        Effect.map((signal) => Option.isNone(signal) ? setLimit(2 * limit) : undefined),
        Effect.zipRight(waitToEnter(enter))
      )
    })

  return {
    run: (request) =>
      Effect.suspend(() => {
        let hasEntered = false
        const enter = (): boolean => {
          if (running >= limit) return false
          running++
          return hasEntered = true
        }
        const entered = Effect.suspend(() => queue.isEmpty() && enter() ? Effect.void : queue.run(waitToEnter(enter)))
        const leave = Effect.sync(() => {
          if (!hasEntered) return
          running--
          setLimit(limit + 1)
        })
        return Effect.ensuring(Effect.zipRight(entered, request), leave)
      }),
    open: () => {
      if (limit < max) setLimit(max)
    }
  }
}
