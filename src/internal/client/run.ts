import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import type * as Endpoint from "../../Endpoint.js"
import type { PureCloudError } from "../../PureCloudError.js"
import { responseOriginOf } from "../http/origin.js"
import { quoting } from "../http/quote.js"
import { correlationIdOf, type RawResponse } from "../http/rawResponse.js"
import * as Slot from "../http/slot.js"
import { readStopwatch } from "../http/stopwatch.js"
import { errorTypeOf, errorTypeOfCause } from "../telemetry/errorType.js"
import type { CallState } from "./callState.js"
import type { Client } from "./client.js"
import { reportDrift } from "./drift.js"
import { prepareCall, type Prepared, prepareEndpoint } from "./prepare.js"
import { attemptWithRetries } from "./retryLoop.js"
import { withCallSpan } from "./tracing.js"

/*
 * A call from its input to its result: prepares the request, repeats attempts until one succeeds, decodes the response,
 * and reports drift.
 */

/** Result of a call. */
export interface CallResult {
  /** The decoded body. */
  readonly value: unknown
  readonly status: number
  readonly headers: RawResponse["headers"]
  readonly correlationId: string | undefined
}

/** Calls an endpoint. */
export const run = (
  client: Client,
  endpoint: Endpoint.Any,
  input: unknown
): Effect.Effect<CallResult, PureCloudError> => call(client, endpoint, input, (response) => response)

/**
 * Calls an endpoint without decoding the response. Returns an effect that decodes it. Until then the response is text,
 * which needs less memory and garbage collection than its decoded value. The effect can run once.
 */
export const send = (
  client: Client,
  endpoint: Endpoint.Any,
  input: unknown
): Effect.Effect<Effect.Effect<CallResult, PureCloudError>, PureCloudError> =>
  call(client, endpoint, input, Effect.succeed)

/**
 * Repeats the attempts of a call until one succeeds, in a span. `next` receives the effect that decodes the response.
 */
const call = <A>(
  client: Client,
  endpoint: Endpoint.Any,
  input: unknown,
  next: (decoded: Effect.Effect<CallResult, PureCloudError>) => Effect.Effect<A, PureCloudError>
): Effect.Effect<A, PureCloudError> =>
  Effect.clockWith((clock) => {
    const prepared = prepareEndpoint(endpoint)
    const metrics = client.metrics.of(endpoint)
    metrics.began()
    const encoded = prepareCall(client, endpoint, prepared, input, clock)
    if (Either.isLeft(encoded)) {
      metrics.ended(0, errorTypeOf(encoded.left))
      return Effect.fail(encoded.left)
    }
    const state = encoded.right
    const result = Effect.flatMap(
      Effect.zipRight(client.beforeCall, attemptWithRetries(client, state)),
      (response) => {
        const slot = Slot.make(response)
        return next(Effect.suspend(() => {
          const response = Slot.take(slot)
          return response === undefined
            ? Effect.dieMessage("A response can be decoded once")
            : decode(client, prepared, state, response)
        }))
      }
    )
    return Effect.matchCauseEffect(withCallSpan(result, state, client.server), {
      onFailure: (cause) => {
        metrics.ended(readStopwatch(clock) - state.startedAt, errorTypeOfCause(cause))
        return Effect.failCause(cause)
      },
      onSuccess: (value) => {
        metrics.ended(readStopwatch(clock) - state.startedAt, undefined)
        return Effect.succeed(value)
      }
    })
  })

const decode = (
  client: Client,
  { decode: decodeBody }: Prepared,
  { endpoint, secrets, sent }: CallState,
  response: RawResponse
): Effect.Effect<CallResult, PureCloudError> => {
  const decoded = decodeBody(responseOriginOf(endpoint, sent, client.host), response, client.config.decode, secrets)
  if (Either.isLeft(decoded)) return Effect.fail(decoded.left)
  const { issues, value } = decoded.right
  const correlationId = correlationIdOf(response)
  const result: CallResult = { value, status: response.status, headers: response.headers, correlationId }
  if (issues.length === 0) return Effect.succeed(result)
  const reported = { endpoint: endpoint.id, issues, correlationId: quoting(secrets)(correlationId) }
  return Effect.as(reportDrift(client, endpoint, reported), result)
}
