import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Queue from "../http/waitQueue.js"

/*
 * How many requests are in flight at the same time. A client that knows nothing of the rate limit yet starts with a few.
 * Until a response says what the limit is, each request that ends makes room for one more, whatever became of it, and so
 * does time: a few requests without a response must not hold up all others.
 */

/** Requests that may be in flight before anything is known. */
const few = 4

/** How long callers wait, before anything is known, until twice as many may be in flight. */
const patience = "1 seconds"

/** Requests in flight. */
export interface InFlight {
  /** Runs an effect as a request, when there is room for it. First come, first served. */
  readonly run: <A, E, R>(request: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>
  /** From here on as many may be in flight as is allowed at all: the rate limit is known. */
  readonly open: () => void
}

/** Bounds how many requests are in flight at the same time. */
export const make = (most: number): InFlight => {
  const queue = Queue.make()
  const changed = Queue.makeSignal()
  let limit = Math.min(few, most)
  let running = 0

  const allow = (n: number): void => {
    limit = Math.min(most, n)
    changed.give()
  }

  /** Waits until there is room, which `enter` takes, if there is any. */
  const wait = (enter: () => boolean): Effect.Effect<void> =>
    Effect.suspend(() => {
      if (enter()) return Effect.void
      if (limit === most) return Effect.zipRight(changed.next(), wait(enter))
      // Interruptible, or the timer would not end it where the caller is not.
      return Effect.timeoutOption(Effect.interruptible(changed.next()), patience).pipe(
        Effect.map((signal) => Option.isNone(signal) ? allow(2 * limit) : undefined),
        Effect.zipRight(wait(enter))
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
        const turn = Effect.suspend(() => queue.isEmpty() && enter() ? Effect.void : queue.run(wait(enter)))
        const leave = Effect.sync(() => {
          if (!hasEntered) return
          running--
          allow(limit + 1)
        })
        return Effect.ensuring(Effect.zipRight(turn, request), leave)
      }),
    open: () => {
      if (limit < most) allow(most)
    }
  }
}
