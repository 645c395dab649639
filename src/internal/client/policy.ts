import * as Duration from "effect/Duration"
import type { Service as Config } from "../../PureCloudConfig.js"
import type * as Backoff from "../http/backoff.js"

/** Limits of a call, from the configuration. Times are in milliseconds. */
export interface Policy extends Backoff.Limits {
  /** Maximum number of attempts. Attempts that end with a 429 or with the replacement of the token do not count. */
  readonly attempts: number
  /** Maximum `Retry-After` that the call waits for. */
  readonly maxRetryAfterMillis: number
  /** Maximum time for all attempts and the waits between them. */
  readonly deadlineMillis: number
  /** Maximum time for one attempt. */
  readonly timeoutMillis: number
}

/** Returns the limits that a configuration sets. */
export const policyOf = ({ retry, timeout }: Config): Policy => ({
  attempts: retry.attempts,
  baseDelayMillis: Duration.toMillis(retry.baseDelay),
  maxDelayMillis: Duration.toMillis(retry.maxDelay),
  maxRetryAfterMillis: Duration.toMillis(retry.maxRetryAfter),
  deadlineMillis: Duration.toMillis(retry.deadline),
  timeoutMillis: Duration.toMillis(timeout)
})
