import type * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as FiberId from "effect/FiberId"
import * as Runtime from "effect/Runtime"
import * as Scheduler from "effect/Scheduler"
import { advanceTo, currentTimers, stopwatch } from "./stopwatch.js"

/*
 * Time limits. A timer for each would cost a third of a bare request, only to be taken back: one per clock watches all
 * that is on its way, and goes when nothing is.
 */

/** What is on its way. */
interface Limited {
  readonly fiber: Fiber.RuntimeFiber<unknown, unknown>
  /** The time of day when it began. */
  readonly since: number
  until: number
  isLate: boolean
}

interface Watch {
  readonly add: (limited: Limited) => void
  readonly remove: (limited: Limited) => void
}

/** Turns of the scheduler that the timer outlives the last request: who sends one after another is back by then. */
const turns = 8

const makeWatch = (clock: Clock.Clock): Watch => {
  const pending = new Set<Limited>()
  let timer: Fiber.RuntimeFiber<void> | undefined
  let wakesAt = Infinity
  /** When the timer was set, by the time of day. */
  let setAt = 0
  /** What it was set by. If that has been replaced since, it may never go off. */
  let setBy: unknown
  let isLeaving = false

  const watching: Effect.Effect<void> = Effect.suspend(() => {
    const now = stopwatch(clock)
    wakesAt = Infinity
    setAt = clock.unsafeCurrentTimeMillis()
    setBy = currentTimers()
    for (const limited of pending) {
      if (limited.until <= now) {
        pending.delete(limited)
        limited.isLate = true
        limited.fiber.unsafeInterruptAsFork(FiberId.none)
      } else {
        wakesAt = Math.min(wakesAt, limited.until)
      }
    }
    return wakesAt === Infinity
      ? Effect.void
      : Effect.zipRight(Effect.map(clock.sleep(Duration.millis(wakesAt - now)), () => catchUp(wakesAt)), watching)
  })

  /**
   * The timer has the last word on how much time has passed since it was set. How much of that was over before a request
   * began, which is not to be counted, the time of day can tell.
   */
  const catchUp = (reading: number): void => {
    const millis = advanceTo(clock, reading)
    if (millis === 0) return
    for (const limited of pending) limited.until += Math.min(millis, Math.max(0, limited.since - setAt))
  }

  const stop = () => {
    timer?.unsafeInterruptAsFork(FiberId.none)
    timer = undefined
    wakesAt = Infinity
  }

  const leaveIn = (turns: number): void =>
    Scheduler.defaultScheduler.scheduleTask(() => {
      if (pending.size === 0 && turns > 1) return leaveIn(turns - 1)
      isLeaving = false
      if (pending.size === 0) stop()
    }, 0)

  return {
    add: (limited) => {
      pending.add(limited)
      if (limited.until >= wakesAt && setBy === currentTimers()) return
      stop()
      // It serves many callers, and belongs to none.
      timer = Runtime.runFork(Runtime.defaultRuntime)(watching)
    },
    remove: (limited) => {
      pending.delete(limited)
      if (pending.size > 0 || isLeaving) return
      isLeaving = true
      leaveIn(turns)
    }
  }
}

const watches = new WeakMap<Clock.Clock, Watch>()

const watchOf = (clock: Clock.Clock): Watch => {
  let watch = watches.get(clock)
  if (watch === undefined) {
    watch = makeWatch(clock)
    watches.set(clock, watch)
  }
  return watch
}

/**
 * Runs an effect in a fiber of its own, which is interrupted when time is up, also where the caller must not be. What
 * the effect does to its FiberRefs stays with it.
 */
export const within = <A, E, E2, R>(
  self: Effect.Effect<A, E, R>,
  options: { readonly millis: number; readonly onTimeout: () => E2; readonly runtime: Runtime.Runtime<R> }
): Effect.Effect<A, E | E2> =>
  Effect.clockWith((clock) =>
    Effect.async((resume) => {
      const watch = watchOf(clock)
      // As a value, or its failure would be logged as one that nobody handles.
      const fiber = Runtime.runFork(options.runtime)(Effect.exit(Effect.interruptible(self)))
      const limited: Limited = {
        fiber,
        since: clock.unsafeCurrentTimeMillis(),
        until: stopwatch(clock) + options.millis,
        isLate: false
      }
      watch.add(limited)
      fiber.addObserver((exit) => {
        const outcome = Exit.flatten(exit)
        resume(limited.isLate && Exit.isFailure(outcome) ? Effect.fail(options.onTimeout()) : outcome)
        // Last, so that the caller goes on before the timer does.
        watch.remove(limited)
      })
      return Fiber.interrupt(fiber)
    })
  )
