import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as DefaultServices from "effect/DefaultServices"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"

/*
 * Measures elapsed time. It does not depend on the time of day, which may be set to another time. It agrees with
 * timers: after a sleep of one second, the stopwatch has advanced by at least one second. Fake timers of a test
 * framework do not stop it.
 */

/** State of the stopwatch of one clock. Its source is that clock, or for the live clock a function of `performance`. */
interface Stopwatch {
  /** Latest reading of the source, in milliseconds. */
  source: number
  /** Milliseconds by which the stopwatch is ahead of its source. */
  ahead: number
}

const stopwatches = new WeakMap<Clock.Clock, Stopwatch>()

const liveClock = Context.get(DefaultServices.liveServices, Clock.Clock)

/**
 * Reads the source of a clock, in milliseconds. A clock of a test computes its nanoseconds with floating-point numbers,
 * so they can be a little less than a whole millisecond, and are rounded.
 */
const readSource = (clock: Clock.Clock): number =>
  clock === liveClock ? Math.floor(performance.now()) : Number((clock.unsafeCurrentTimeNanos() + 500_000n) / 1_000_000n)

const stopwatchOf = (clock: Clock.Clock): Stopwatch => {
  const source = readSource(clock)
  let stopwatch = stopwatches.get(clock)
  if (stopwatch === undefined) {
    stopwatch = { source, ahead: 0 }
    stopwatches.set(clock, stopwatch)
  }
  // The source goes back only if it was replaced.
  if (source < stopwatch.source) stopwatch.ahead += stopwatch.source - source
  stopwatch.source = source
  return stopwatch
}

/** Returns the reading of the stopwatch in milliseconds. Only differences of readings have a meaning. */
export const readStopwatch = (clock: Clock.Clock): number => {
  const { ahead, source } = stopwatchOf(clock)
  return source + ahead
}

/** The reading of the stopwatch of the current clock. */
export const elapsed: Effect.Effect<number> = Effect.clockWith((clock) => Effect.sync(() => readStopwatch(clock)))

/**
 * Advances the stopwatch to a reading, if that is later than the current one. Returns the milliseconds by which it
 * advanced.
 */
export const advanceTo = (clock: Clock.Clock, reading: number): number => {
  const stopwatch = stopwatchOf(clock)
  const behind = Math.max(0, reading - stopwatch.source - stopwatch.ahead)
  stopwatch.ahead += behind
  return behind
}

/** Sleeps for a number of milliseconds, and advances the stopwatch by at least as much. */
export const sleep = (millis: number): Effect.Effect<void> =>
  Effect.clockWith((clock) => {
    const end = readStopwatch(clock) + millis
    return Effect.map(clock.sleep(Duration.millis(millis)), () => void advanceTo(clock, end))
  })

/**
 * Returns `setTimeout`, to detect that a test framework has replaced it. Timers that were set before the replacement
 * may never fire.
 */
// oxlint-disable-next-line no-restricted-globals -- It is compared, and not called.
export const currentTimers = (): unknown => setTimeout
