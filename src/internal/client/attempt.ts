import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import type { PureCloudError } from "../../PureCloudError.js"
import { errorOf } from "../http/errorResponse.js"
import { isHeaderSafe } from "../http/headerValue.js"
import { originOf } from "../http/origin.js"
import { rateLimitOf } from "../http/rateLimitHeaders.js"
import type { RawResponse } from "../http/rawResponse.js"
import { withBearerToken } from "../http/requests.js"
import { stopwatch } from "../http/stopwatch.js"
import { type CallState, remainingMillis } from "./callState.js"
import type { Client } from "./client.js"
import { deadlineExceeded, requestError, unusableToken } from "./errors.js"
import { emit } from "./hooks.js"
import { isOwnRateLimit } from "./retryDecision.js"

/*
 * One attempt of a call: waits for a token and for the rate limit, sends the request, and classifies the response as a
 * success or an error.
 */

/** A response, and its error if it is not a success. */
interface Classified {
  readonly response: RawResponse
  readonly error: PureCloudError | undefined
}

/** Sends the request of a call once. Fails with the error of the response if it is not a success. */
export const attempt = (client: Client, state: CallState): Effect.Effect<RawResponse, PureCloudError> =>
  // The token is read first, so that a call without a token does not use the allowance of the rate limit. The token may
  // expire during the wait, so it is read again.
  Effect.flatMap(
    Effect.zipRight(
      getToken(client, state),
      whenAllowed(client, state, Effect.flatMap(getToken(client, state), (token) => send(client, state, token)))
    ),
    (classified) => finish(client, state, classified)
  )

/** Gets the token, within the deadline. If the deadline is later than the timeout of the token, no timer is set. */
const getToken = (
  { auth, policy, sharedPolicy }: Client,
  state: CallState
): Effect.Effect<Redacted.Redacted, PureCloudError> =>
  Effect.clockWith((clock) => {
    const left = remainingMillis(state, policy.deadlineMillis, stopwatch(clock))
    return left >= sharedPolicy.timeoutMillis ? auth.get : Effect.timeoutFail(Effect.interruptible(auth.get), {
      duration: Duration.millis(left),
      onTimeout: () => deadlineExceeded(state)
    })
  })

/** Runs a request as soon as fewer than `maxConcurrency` requests are in flight and the rate limit allows it. */
const whenAllowed = <A, E>(
  { auth, config, inFlight, rateLimiter }: Client,
  state: CallState,
  request: Effect.Effect<A, E>
): Effect.Effect<A, E> =>
  Effect.clockWith((clock) => {
    const before = stopwatch(clock)
    const allowed = rateLimiter.acquire(
      auth.key,
      (delay) =>
        emit(config, { _tag: "Wait", endpoint: state.endpoint.id, reason: "RateLimit", delay, error: undefined })
    )
    return inFlight.run(Effect.flatMap(allowed, () => {
      state.uncountedMillis += stopwatch(clock) - before
      return request
    }))
  })

/** Sends the request with a token. */
const send = (
  client: Client,
  state: CallState,
  token: Redacted.Redacted
): Effect.Effect<Classified, PureCloudError> =>
  Effect.zipRight(
    emitAttempt(client, state, token),
    Effect.clockWith((clock): Effect.Effect<Classified, PureCloudError> => {
      const { config, exchange, policy } = client
      const sentAt = stopwatch(clock)
      const left = remainingMillis(state, policy.deadlineMillis, sentAt)
      if (left <= 0) return Effect.fail(deadlineExceeded(state))
      const bearer = Redacted.value(token)
      if (!isHeaderSafe(bearer)) return Effect.fail(unusableToken(state))
      state.token = token
      // A set, because a token may be sent hundreds of times, and each token of the set is searched for in the texts of
      // errors.
      state.tokens.add(bearer)
      state.sent++
      const options = { timeoutMillis: Math.min(policy.timeoutMillis, left), maxBytes: config.maxResponseBytes }
      return Effect.matchEffect(exchange(withBearerToken(state.request, bearer), options), {
        onFailure: (failure) => Effect.fail(requestError(state, failure, left < policy.timeoutMillis)),
        onSuccess: (response) =>
          classify(client, state, response, clock.unsafeCurrentTimeMillis(), stopwatch(clock) - sentAt)
      })
    })
  )

/** Emits the event of an attempt that {@link send} is about to make. */
const emitAttempt = ({ config, policy }: Client, state: CallState, token: Redacted.Redacted): Effect.Effect<void> =>
  config.onEvent === undefined ?
    Effect.void :
    Effect.clockWith((clock) =>
      remainingMillis(state, policy.deadlineMillis, stopwatch(clock)) <= 0 || !isHeaderSafe(Redacted.value(token))
        ? Effect.void
        : emit(config, { _tag: "Attempt", endpoint: state.endpoint.id, attempt: state.sent + 1 })
    )

/**
 * Classifies a response as a success or an error. Passes its rate limit headers to the limiter before the next request
 * may start.
 */
const classify = (
  { auth, inFlight, rateLimiter }: Client,
  state: CallState,
  response: RawResponse,
  now: number,
  ageMillis: number
): Effect.Effect<Classified> => {
  const { endpoint, secrets, sent } = state
  const error = response.status >= 200 && response.status <= 299
    ? undefined
    : errorOf(endpoint, originOf(endpoint, sent), response, now, secrets)
  const classified = { response, error }
  const headers = error !== undefined && isOwnRateLimit(endpoint, error) ? undefined : rateLimitOf(response)
  return headers === undefined
    ? Effect.succeed(classified)
    : Effect.map(rateLimiter.observe(auth.key, { ...headers, age: Duration.millis(ageMillis) }), () => {
      inFlight.open()
      return classified
    })
}

/** Emits the event of a response, and fails with its error. */
const finish = (
  { config }: Client,
  { endpoint, sent }: CallState,
  { error, response }: Classified
): Effect.Effect<RawResponse, PureCloudError> => {
  const result = error === undefined ? Effect.succeed(response) : Effect.fail(error)
  return config.onEvent === undefined ? result : Effect.zipRight(
    emit(config, { _tag: "Response", endpoint: endpoint.id, attempt: sent, status: response.status }),
    result
  )
}
