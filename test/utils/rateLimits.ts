/**
 * The state of a rate limit as a response shows it.
 */
import { Duration, Effect } from "effect"
import type * as RateLimiter from "effect-purecloud/RateLimiter"

/** Requests counted in the window and allowed in it, seconds until its end, and milliseconds since the request was sent. */
export const observed = (count: number, allowed: number, reset: number, age?: number): RateLimiter.Observation => ({
  count,
  allowed,
  reset: Duration.seconds(reset),
  ...age !== undefined && { age: Duration.millis(age) }
})

/** A function that a limiter calls before a wait, and that does nothing. */
export const silent = () => Effect.void
