import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import { identity } from "effect/Function"
import * as Redacted from "effect/Redacted"
import type { Source } from "../../Auth.js"
import type { PureCloudError } from "../../PureCloudError.js"
import { errorOf } from "../http/errorResponse.js"
import { isHeaderSafe } from "../http/headerValue.js"
import { responseOriginOf } from "../http/origin.js"
import { rateLimitOf } from "../http/rateLimitHeaders.js"
import type { RawResponse } from "../http/rawResponse.js"
import { withBearerToken, withTraceParent } from "../http/requests.js"
import { readStopwatch } from "../http/stopwatch.js"
import { errorTypeOf } from "../telemetry/errorType.js"
import { acquire, onlySource } from "./acquire.js"
import { type CallState, remainingMillis } from "./callState.js"
import type { Client } from "./client.js"
import { deadlineExceeded, requestError, unusableToken } from "./errors.js"
import { emit } from "./hooks.js"
import { logRateLimitWait } from "./logging.js"
import { isOwnRateLimit } from "./retryDecision.js"
import { type Classified, withAttemptSpan } from "./tracing.js"
import { noteWait } from "./waits.js"

/*
 * One attempt of a call: waits for a token and for the rate limit, sends the request, and classifies the response as a
 * success or an error.
 */

/** Sends the request of a call once. Fails with the error of the response if it is not a success. */
export const attempt = (client: Client, state: CallState): Effect.Effect<RawResponse, PureCloudError> => {
  const source = onlySource(client)
  return Effect.flatMap(
    // The only token is read first, so that a call without a token does not use the allowance of the rate limit. The
    // token may expire during the wait, so it is read again.
    Effect.zipRight(
      source === undefined ? Effect.void : getToken(client, state, source),
      whenAllowed(client, state, client.inFlight.run)
    ),
    (classified) => finish(client, state, classified)
  )
}

/** Sends the request with the token of a source. If the token cannot be fetched, uses another token of the pool. */
const sendWith = (
  client: Client,
  state: CallState,
  source: Source
): Effect.Effect<Classified, PureCloudError> => {
  const { pool } = client.auth
  const token = getToken(client, state, source)
  const isRemoved = () => pool !== undefined && !pool.sources().some(({ key }) => key === source.key)
  const withToken = pool === undefined ? token : Effect.catchIf(token, isRemoved, () => Effect.succeed(undefined))
  return Effect.flatMap(withToken, (token) => {
    if (token === undefined) return whenAllowed(client, state, identity)
    state.source = source
    return send(client, state, token)
  })
}

/** Gets a token, within the deadline. If the deadline is later than the timeout of the token, no timer is set. */
const getToken = (
  { policy, sharedPolicy }: Client,
  state: CallState,
  { get }: Source
): Effect.Effect<Redacted.Redacted, PureCloudError> =>
  Effect.clockWith((clock) => {
    const left = remainingMillis(state, policy.deadlineMillis, readStopwatch(clock))
    return left >= sharedPolicy.timeoutMillis ? get : Effect.timeoutFail(Effect.interruptible(get), {
      duration: Duration.millis(left),
      onTimeout: () => deadlineExceeded(state)
    })
  })

/**
 * Sends the request as soon as a place is free (fewer than `maxConcurrency` requests are in flight) and the rate limit
 * of a token allows it. These waits do not count toward the deadline, except for the wait after a 429.
 */
const whenAllowed = (
  client: Client,
  state: CallState,
  withPlace: <A, E>(request: Effect.Effect<A, E>) => Effect.Effect<A, E>
): Effect.Effect<Classified, PureCloudError> =>
  Effect.clockWith((clock) => {
    const before = readStopwatch(clock)
    const { endpoint } = state
    /** Stopwatch reading at the start of the wait for the rate limit. */
    let waitsSince: number | undefined
    const acquired = acquire(client, state, (delay) => {
      waitsSince ??= readStopwatch(clock)
      return Effect.zipRight(
        logRateLimitWait(endpoint.id, delay),
        emit(client.config, { _tag: "Wait", endpoint: endpoint.id, reason: "RateLimit", delay, error: undefined })
      )
    })
    return withPlace(
      Effect.flatMap(state.isThrottled ? withinDeadline(client, state, acquired, before) : acquired, (source) => {
        const now = readStopwatch(clock)
        if (!state.isThrottled) state.uncountedMillis += now - before
        state.isThrottled = false
        if (waitsSince !== undefined) noteWait(client, state, clock, now - waitsSince, "rate_limit")
        return sendWith(client, state, source)
      })
    )
  })

/** Waits for the rate limit until the deadline. Only the wait for a place, since `before`, does not count toward it. */
const withinDeadline = <A>(
  { policy }: Client,
  state: CallState,
  acquired: Effect.Effect<A>,
  before: number
): Effect.Effect<A, PureCloudError> =>
  Effect.clockWith((clock) => {
    const now = readStopwatch(clock)
    state.uncountedMillis += now - before
    return Effect.timeoutFail(Effect.interruptible(acquired), {
      duration: Duration.millis(remainingMillis(state, policy.deadlineMillis, now)),
      onTimeout: () => deadlineExceeded(state)
    })
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
      const sentAt = readStopwatch(clock)
      const left = remainingMillis(state, policy.deadlineMillis, sentAt)
      if (left <= 0) return Effect.fail(deadlineExceeded(state))
      const bearer = Redacted.value(token)
      if (!isHeaderSafe(bearer)) return Effect.fail(unusableToken(state))
      state.token = token
      // It is a set, because the same token may be sent hundreds of times, and the texts of errors are searched for
      // each token.
      state.tokens.add(bearer)
      state.sent++
      state.status = undefined
      state.correlationId = undefined
      const metrics = client.metrics.of(state.endpoint)
      metrics.sent()
      const options = { timeoutMillis: Math.min(policy.timeoutMillis, left), maxBytes: config.maxResponseBytes }
      const request = withBearerToken(state.request, bearer)
      return withAttemptSpan(state, client.server, (span) =>
        Effect.matchEffect(exchange(config.propagateTrace ? withTraceParent(request, span) : request, options), {
          onFailure: (failure) => {
            const error = requestError(state, failure, left < policy.timeoutMillis)
            metrics.received(readStopwatch(clock) - sentAt, undefined, errorTypeOf(error))
            return Effect.fail(error)
          },
          onSuccess: (response) => {
            const millis = readStopwatch(clock) - sentAt
            const error = errorOfResponse(client, state, response, clock.unsafeCurrentTimeMillis())
            metrics.received(millis, response.status, error === undefined ? undefined : errorTypeOf(error))
            return observeRateLimit(client, state, { response, error }, millis)
          }
        }))
    })
  )

/** Emits the event of an attempt that {@link send} is about to make. */
const emitAttempt = ({ config, policy }: Client, state: CallState, token: Redacted.Redacted): Effect.Effect<void> =>
  config.onEvent === undefined ?
    Effect.void :
    Effect.clockWith((clock) =>
      remainingMillis(state, policy.deadlineMillis, readStopwatch(clock)) <= 0 || !isHeaderSafe(Redacted.value(token))
        ? Effect.void
        : emit(config, { _tag: "Attempt", endpoint: state.endpoint.id, attempt: state.sent + 1 })
    )

/** Returns the error of a response. `undefined` if it is a success. */
const errorOfResponse = (
  { host }: Client,
  { endpoint, secrets, sent }: CallState,
  response: RawResponse,
  now: number
): PureCloudError | undefined =>
  response.status >= 200 && response.status <= 299
    ? undefined
    : errorOf(endpoint, responseOriginOf(endpoint, sent, host), response, now, secrets)

/** Passes the rate limit headers of a response to the limiter, before the next request may start. */
const observeRateLimit = (
  { auth, inFlight, metrics, rateLimiter, waiting }: Client,
  { endpoint, source }: CallState,
  classified: Classified,
  ageMillis: number
): Effect.Effect<Classified> => {
  const { error, response } = classified
  const headers = error !== undefined && isOwnRateLimit(endpoint, error) ? undefined : rateLimitOf(response)
  if (headers === undefined) return Effect.succeed(classified)
  metrics.allowance(Math.max(0, headers.allowed - headers.count))
  return Effect.map(rateLimiter.observe(source.key, { ...headers, age: Duration.millis(ageMillis) }), () => {
    inFlight.open()
    if (auth.pool !== undefined) waiting.earlier.send()
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
