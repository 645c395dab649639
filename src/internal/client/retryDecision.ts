import * as Duration from "effect/Duration"
import type * as Endpoint from "../../Endpoint.js"
import type { PureCloudError } from "../../PureCloudError.js"
import { backoffMillis } from "../http/backoff.js"
import type { CallState } from "./callState.js"
import type { Policy } from "./policy.js"

/*
 * Decides what to do after a failed attempt. This is a pure function of the error, the state of the call and its
 * policy. The retry loop chooses the random part of a backoff, waits, and changes the state.
 */

/** Decision after a failed attempt. */
export type RetryDecision = GiveUp | ReplaceToken | Retry

/** Decision that the call fails. */
export interface GiveUp {
  readonly _tag: "GiveUp"
  /** Milliseconds for which all calls of the token pause, if any. */
  readonly pauseMillis: number | undefined
}

/** Decision to retry at once with another token. */
export interface ReplaceToken {
  readonly _tag: "ReplaceToken"
}

/** Decision to wait and then retry. */
export interface Retry {
  readonly _tag: "Retry"
  /** Whether the failed attempt counts toward the maximum number of attempts. A 429 does not count. */
  readonly counts: boolean
  /** Backoff in milliseconds. The wait is a random time between half of it and all of it. Zero means no backoff. */
  readonly backoffMillis: number
  /** Minimum wait in milliseconds, from the `Retry-After` of the response. Zero if it has none. */
  readonly retryAfterMillis: number
  /** Whether all calls of the token pause for the wait. */
  readonly pausesToken: boolean
}

/** Kind of retry after an error, without regard to limits. */
type Kind = "Never" | "WithBackoff" | "Throttled" | "WithAnotherToken"

/** The fields of the state that a decision depends on. */
export type DecisionState = Pick<CallState, "endpoint" | "failures" | "throttled" | "canReplaceToken">

/**
 * Decides what to do after a failed attempt.
 *
 * @param maxPauseMillis maximum `Retry-After` of a 429 that pauses all calls of the token. A longer one belongs to the
 *   daily limit of one operation, which does not affect other calls
 */
export const decide = (
  error: PureCloudError,
  state: DecisionState,
  policy: Policy,
  maxPauseMillis: number
): RetryDecision => {
  const kind = kindOf(error, state)
  const retryAfterMillis = retryAfterOf(error)
  const pausesToken = error._tag === "PureCloudRateLimited" && !isOwnRateLimit(state.endpoint, error) &&
    retryAfterMillis <= maxPauseMillis
  const giveUp: GiveUp = { _tag: "GiveUp", pauseMillis: pausesToken ? retryAfterMillis : undefined }
  if (retryAfterMillis > policy.maxRetryAfterMillis) return giveUp
  switch (kind) {
    case "Never":
      return giveUp
    case "WithAnotherToken":
      return { _tag: "ReplaceToken" }
    case "WithBackoff": {
      if (state.failures + 1 >= policy.attempts) return giveUp
      const backoff = backoffMillis(policy, state.failures)
      return { _tag: "Retry", counts: true, backoffMillis: backoff, retryAfterMillis, pausesToken }
    }
    case "Throttled": {
      const backoff = retryAfterMillis > 0 ? 0 : backoffMillis(policy, state.throttled)
      return { _tag: "Retry", counts: false, backoffMillis: backoff, retryAfterMillis, pausesToken }
    }
  }
}

const kindOf = (error: PureCloudError, { canReplaceToken, endpoint }: DecisionState): Kind => {
  switch (error._tag) {
    case "PureCloudRateLimited":
      return "Throttled"
    case "PureCloudUnauthorized":
      return canReplaceToken ? "WithAnotherToken" : "Never"
    case "PureCloudAuthError":
      return !error.isRetryable ? "Never" : error.reason === "RateLimited" ? "Throttled" : "WithBackoff"
    case "PureCloudTransportError":
      return error.isRetryable && (error.isNotSent || endpoint.idempotent) ? "WithBackoff" : "Never"
    case "PureCloudServerError":
    case "PureCloudRequestTimeout":
      return error.isRetryable && endpoint.idempotent ? "WithBackoff" : "Never"
    case "PureCloudConflict":
      // The request has changed nothing. If the operation takes no version, it can succeed after the other change is
      // complete.
      return error.isRetryable ? "WithBackoff" : "Never"
    default:
      return "Never"
  }
}

/**
 * Returns the `Retry-After` in milliseconds. Zero is ignored, because the request would be sent repeatedly without a
 * wait.
 */
const retryAfterOf = (error: PureCloudError): number =>
  "retryAfter" in error && error.retryAfter !== undefined ? Duration.toMillis(error.retryAfter) : 0

/** Returns whether an error belongs to the rate limit of the endpoint itself, and not to that of the token. */
export const isOwnRateLimit = ({ rateLimit }: Endpoint.Any, error: PureCloudError): boolean =>
  rateLimit !== undefined && error._tag === "PureCloudRateLimited" && error.code === rateLimit.code

/** A wait before the next attempt. */
export interface Wait {
  readonly millis: number
  readonly reason: "RetryAfter" | "Backoff"
}

/** Returns the wait of a retry, given a random number from 0 to 1. */
export const waitOf = ({ backoffMillis, counts, retryAfterMillis }: Retry, random: number): Wait => {
  const backoff = Math.ceil(backoffMillis * (0.5 + random / 2))
  return {
    millis: Math.max(backoff, retryAfterMillis),
    reason: !counts || retryAfterMillis > backoff ? "RetryAfter" : "Backoff"
  }
}
