import * as Duration from "effect/Duration"
import type { Service as Config } from "../../PureCloudConfig.js"

/** Limits of a call: those of the configuration, in milliseconds. */
export interface Policy {
  /** Maximum number of attempts that count. */
  readonly attempts: number
  /** Backoff after the first failure. It doubles with each further one. */
  readonly baseDelayMillis: number
  /** Maximum backoff. */
  readonly maxDelayMillis: number
  /** Longest `Retry-After` that the call waits for. */
  readonly maxRetryAfterMillis: number
  /** Time for all attempts and the waits between them. */
  readonly deadlineMillis: number
  /** Time for one attempt. */
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
