import * as Duration from "effect/Duration"
import type { RawResponse } from "./rawResponse.js"

/*
 * Reads the headers that describe the rate limit window of a token.
 */

/** Rate limit window of a token, according to a response. */
export interface RateLimitHeaders {
  /** Number of requests in the window so far. */
  readonly count: number
  /** Maximum number of requests in a window. */
  readonly allowed: number
  /** Time until the window ends. */
  readonly reset: Duration.Duration
}

const wholeNumber = (header: string | undefined): number | undefined =>
  header !== undefined && /^\d{1,15}$/.test(header) ? Number(header) : undefined

/** Reads the rate limit headers of a response. Returns `undefined` unless all of them are present and valid. */
export const rateLimitOf = ({ headers }: RawResponse): RateLimitHeaders | undefined => {
  const count = wholeNumber(headers["inin-ratelimit-count"])
  const allowed = wholeNumber(headers["inin-ratelimit-allowed"])
  const reset = wholeNumber(headers["inin-ratelimit-reset"])
  return count === undefined || reset === undefined || allowed === undefined || allowed === 0
    ? undefined
    : { count, allowed, reset: Duration.seconds(reset) }
}
