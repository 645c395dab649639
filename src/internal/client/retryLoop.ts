import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Random from "effect/Random"
import type { PureCloudError } from "../../PureCloudError.js"
import type { RawResponse } from "../http/rawResponse.js"
import { readStopwatch, sleep } from "../http/stopwatch.js"
import { attempt } from "./attempt.js"
import { type CallState, remainingMillis } from "./callState.js"
import type { Client } from "./client.js"
import { deadlineExceeded } from "./errors.js"
import { emit } from "./hooks.js"
import { logGiveUp, logReplacedToken, logRetry } from "./logging.js"
import { decide, type Retry, type Wait, waitOf } from "./retryDecision.js"
import { noteWait } from "./waits.js"

/*
 * The retry loop: repeats the attempts of a call until one succeeds or the call gives up. It carries out the decisions
 * of `retryDecision.ts`.
 */

/** Repeats the attempts of a call until one succeeds, the error may not be retried, or the deadline has passed. */
export const attemptWithRetries = (client: Client, state: CallState): Effect.Effect<RawResponse, PureCloudError> =>
  Effect.catchAll(Effect.suspend(() => attempt(client, state)), (error) => afterFailure(client, state, error))

const afterFailure = (
  client: Client,
  state: CallState,
  error: PureCloudError
): Effect.Effect<RawResponse, PureCloudError> => {
  state.error = error
  const decision = decide(error, state, client.policy, client.sharedPolicy.maxRetryAfterMillis)
  switch (decision._tag) {
    case "GiveUp":
      return Effect.zipRight(pause(client, state, decision.pauseMillis), giveUp(client, state, error))
    case "ReplaceToken":
      return Effect.zipRight(logReplacedToken(state.endpoint.id, error), replaceToken(client, state))
    case "Retry":
      if (decision.counts) state.failures++
      else if (decision.backoffMillis > 0) state.throttled++
      return Effect.flatMap(
        decision.backoffMillis > 0 ? Random.next : Effect.succeed(0),
        (random) => waitAndRetry(client, state, error, decision, waitOf(decision, random))
      )
  }
}

const replaceToken = (client: Client, state: CallState): Effect.Effect<RawResponse, PureCloudError> => {
  const { source, token } = state
  state.canReplaceToken = false
  state.keepsSource = true
  return Effect.zipRight(
    token === undefined ? Effect.void : source.invalidate(token),
    attemptWithRetries(client, state)
  )
}

const waitAndRetry = (
  client: Client,
  state: CallState,
  error: PureCloudError,
  { pausesToken }: Retry,
  { millis, reason }: Wait
): Effect.Effect<RawResponse, PureCloudError> =>
  Effect.clockWith((clock) => {
    const paused = pause(client, state, pausesToken ? millis : undefined)
    // Another token of the pool may allow the request at once. Otherwise the rate limit waits for the end of the pause.
    if (pausesToken && client.auth.pool !== undefined) {
      state.isThrottled = true
      return Effect.zipRight(paused, attemptWithRetries(client, state))
    }
    if (millis >= remainingMillis(state, client.policy.deadlineMillis, readStopwatch(clock))) {
      return Effect.zipRight(paused, giveUp(client, state, deadlineExceeded(state)))
    }
    const delay = Duration.millis(millis)
    return paused.pipe(
      Effect.zipRight(logRetry(state.endpoint.id, state.sent, delay, error)),
      Effect.zipRight(emit(client.config, { _tag: "Wait", endpoint: state.endpoint.id, reason, delay, error })),
      Effect.zipRight(sleep(millis)),
      Effect.map(() => noteWait(client, state, clock, millis, reason === "Backoff" ? "backoff" : "retry_after")),
      Effect.zipRight(attemptWithRetries(client, state))
    )
  })

/** Pauses all calls of the token, even if the deadline of this call passes before the end of the pause. */
const pause = (
  { rateLimiter }: Client,
  { source }: CallState,
  millis: number | undefined
): Effect.Effect<void> => millis === undefined ? Effect.void : rateLimiter.pause(source.key, Duration.millis(millis))

const giveUp = (
  { config }: Client,
  { endpoint, sent }: CallState,
  error: PureCloudError
): Effect.Effect<never, PureCloudError> =>
  logGiveUp(endpoint.id, sent, error).pipe(
    Effect.zipRight(emit(config, { _tag: "GiveUp", endpoint: endpoint.id, error })),
    Effect.zipRight(Effect.fail(error))
  )
