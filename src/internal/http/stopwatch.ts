import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as DefaultServices from "effect/DefaultServices"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"

/*
 * Elapsed time. It is not the time of day, which may be set while something is measured, and it agrees with the timers
 * that a program sleeps by: whoever sleeps for a second has waited for a second, whatever any clock says. Under the fake
 * timers of a test framework, Effect's own clock goes on as ever.
 */

interface Stopwatch {
  /** The last reading of the source. */
  source: number
  /** Milliseconds by which the stopwatch is ahead of its source. */
  ahead: number
}

const stopwatches = new WeakMap<Clock.Clock, Stopwatch>()

const liveClock = Context.get(DefaultServices.liveServices, Clock.Clock)

/** Fake timers replace `performance`, but not the function that Effect's clock has kept since it was imported. */
const readSource = (clock: Clock.Clock): number =>
  clock === liveClock ? Math.floor(performance.now()) : Number(clock.unsafeCurrentTimeNanos() / 1_000_000n)

const stopwatchOf = (clock: Clock.Clock): Stopwatch => {
  const source = readSource(clock)
  let stopwatch = stopwatches.get(clock)
  if (stopwatch === undefined) {
    stopwatch = { source, ahead: 0 }
    stopwatches.set(clock, stopwatch)
  }
  // A clock that nobody sets never goes back: the source was replaced.
  if (source < stopwatch.source) stopwatch.ahead += stopwatch.source - source
  stopwatch.source = source
  return stopwatch
}

/** Milliseconds on a clock that nobody sets. Only differences mean anything. */
export const stopwatch = (clock: Clock.Clock): number => {
  const { ahead, source } = stopwatchOf(clock)
  return source + ahead
}

/** Moves the stopwatch on to a reading, unless it is past it, and returns by how many milliseconds. */
export const advanceTo = (clock: Clock.Clock, reading: number): number => {
  const stopwatch = stopwatchOf(clock)
  const behind = Math.max(0, reading - stopwatch.source - stopwatch.ahead)
  stopwatch.ahead += behind
  return behind
}

/** Sleeps, after which the stopwatch of the clock has moved on by at least so much. */
export const sleep = (millis: number): Effect.Effect<void> =>
  Effect.clockWith((clock) => {
    const end = stopwatch(clock) + millis
    return Effect.map(clock.sleep(Duration.millis(millis)), () => void advanceTo(clock, end))
  })

/** Identifies the timers in force: a test framework replaces them, and those that were set before never go off. */
// oxlint-disable-next-line no-restricted-globals -- It is compared, and not called.
export const currentTimers = (): unknown => setTimeout
