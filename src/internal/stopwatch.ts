import type * as Clock from "effect/Clock"

/**
 * Milliseconds on a clock that nobody sets. For how long something takes: the time of day may jump in between, timers
 * don't.
 */
export const stopwatch = (clock: Clock.Clock): number => Number(clock.unsafeCurrentTimeNanos() / 1_000_000n)
