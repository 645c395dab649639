import type * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as FiberId from "effect/FiberId"
import * as Runtime from "effect/Runtime"
import * as Scheduler from "effect/Scheduler"
import * as Slot from "./slot.js"
import { advanceTo, currentTimers, readStopwatch } from "./stopwatch.js"

/*
 * Timeouts of requests. A timer for each request would take a third of the time of a small request. Therefore all
 * requests in flight share one timer for each clock. It is cleared when no request is in flight.
 */

/** A timeout that is pending. */
interface Timed {
  readonly onTimeout: () => void
  /** Time of day at the start. */
  readonly startedAt: number
  /** Stopwatch reading at the timeout. */
  until: number
}

/** The timer of a clock. */
interface Timer {
  readonly clock: Clock.Clock
  readonly pending: Set<Timed>
  /** Fiber that sleeps until the next timeout. */
  fiber: Fiber.RuntimeFiber<void> | undefined
  /** Stopwatch reading at the end of the sleep. */
  wakesAt: number
  /** Time of day at the start of the sleep. */
  setAt: number
  /** The function `setTimeout` at the start of the sleep. If it was replaced since then, the sleep may never end. */
  setBy: unknown
  /** Whether the timer is about to be cleared, because nothing is pending. */
  isClearing: boolean
}

/**
 * Number of scheduler rounds between the end of the last request and the clearing of the timer, so that consecutive
 * requests use the same timer.
 */
const idleRounds = 8

/**
 * Ends all timeouts that have passed, and sleeps until the next timeout. Repeats this until nothing is pending.
 */
const runTimer = (timer: Timer): Effect.Effect<void> =>
  Effect.suspend(() => {
    const { clock, pending } = timer
    const now = readStopwatch(clock)
    timer.wakesAt = Infinity
    timer.setAt = clock.unsafeCurrentTimeMillis()
    timer.setBy = currentTimers()
    for (const timed of pending) {
      if (timed.until <= now) {
        pending.delete(timed)
        timed.onTimeout()
      } else {
        timer.wakesAt = Math.min(timer.wakesAt, timed.until)
      }
    }
    const { wakesAt } = timer
    return wakesAt === Infinity ? Effect.void : Effect.zipRight(
      Effect.map(clock.sleep(Duration.millis(wakesAt - now)), () => catchUp(timer, wakesAt)),
      runTimer(timer)
    )
  })

/**
 * Advances the stopwatch to the end of the sleep, because a timer that fires shows that its time has passed. For a
 * request that began during the sleep, only a part of that time has passed. The time of day shows how much.
 */
const catchUp = ({ clock, pending, setAt }: Timer, reading: number): void => {
  const millis = advanceTo(clock, reading)
  if (millis === 0) return
  for (const timed of pending) timed.until += Math.min(millis, Math.max(0, timed.startedAt - setAt))
}

const clear = (timer: Timer): void => {
  timer.fiber?.unsafeInterruptAsFork(FiberId.none)
  timer.fiber = undefined
  timer.wakesAt = Infinity
}

const clearAfter = (timer: Timer, rounds: number): void =>
  Scheduler.defaultScheduler.scheduleTask(() => {
    if (timer.pending.size === 0 && rounds > 1) return clearAfter(timer, rounds - 1)
    timer.isClearing = false
    if (timer.pending.size === 0) clear(timer)
  }, 0)

const add = (timer: Timer, timed: Timed): void => {
  timer.pending.add(timed)
  if (timed.until >= timer.wakesAt && timer.setBy === currentTimers()) return
  clear(timer)
  // All callers share the timer, so it must not be a child of one of them.
  timer.fiber = Runtime.runFork(Runtime.defaultRuntime)(runTimer(timer))
}

const remove = (timer: Timer, timed: Timed): void => {
  timer.pending.delete(timed)
  if (timer.pending.size > 0 || timer.isClearing) return
  timer.isClearing = true
  clearAfter(timer, idleRounds)
}

const timers = new WeakMap<Clock.Clock, Timer>()

const timerOf = (clock: Clock.Clock): Timer => {
  let timer = timers.get(clock)
  if (timer === undefined) {
    timer = {
      clock,
      pending: new Set(),
      fiber: undefined,
      wakesAt: Infinity,
      setAt: 0,
      setBy: undefined,
      isClearing: false
    }
    timers.set(clock, timer)
  }
  return timer
}

/**
 * Calls a function at a timeout, unless the returned function is called before.
 */
export const startTimeout = (clock: Clock.Clock, millis: number, onTimeout: () => void): () => void => {
  const timer = timerOf(clock)
  const timed = { onTimeout, startedAt: clock.unsafeCurrentTimeMillis(), until: readStopwatch(clock) + millis }
  add(timer, timed)
  return () => remove(timer, timed)
}

/**
 * Runs an effect in its own fiber, which is interrupted at the timeout, even if the caller is uninterruptible. Changes
 * that the effect makes to FiberRefs do not reach the caller.
 */
export const within = <A, E, E2, R>(
  self: Effect.Effect<A, E, R>,
  options: { readonly millis: number; readonly onTimeout: () => E2; readonly runtime: Runtime.Runtime<R> }
): Effect.Effect<A, E | E2> =>
  Effect.clockWith((clock) =>
    Effect.async((resume) => {
      const slot = Slot.make<Exit.Exit<A, E>>()
      const fiber = Runtime.runFork(options.runtime)(
        Effect.map(Effect.exit(Effect.interruptible(self)), (exit) => {
          slot.value = exit
        })
      )
      let hasTimedOut = false
      const endTimeout = startTimeout(clock, options.millis, () => {
        hasTimedOut = true
        fiber.unsafeInterruptAsFork(FiberId.none)
      })
      fiber.addObserver(() => {
        // A fiber that has no result was interrupted.
        const result = Slot.take(slot) ?? Exit.interrupt(fiber.id())
        resume(hasTimedOut && Exit.isFailure(result) ? Effect.fail(options.onTimeout()) : result)
        // The caller resumes before the timer is cleared.
        endTimeout()
      })
      return Fiber.interrupt(fiber)
    })
  )
