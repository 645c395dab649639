import type * as Clock from "effect/Clock"
import * as Either from "effect/Either"
import type * as Endpoint from "../../Endpoint.js"
import { AuthError, EncodeError } from "../../PureCloudError.js"
import * as Response from "../http/decodeResponse.js"
import * as Request from "../http/encodeRequest.js"
import { originOf } from "../http/origin.js"
import { readStopwatch } from "../http/stopwatch.js"
import * as CallState from "./callState.js"
import type { Client } from "./client.js"

/*
 * The first stage of a call: makes the state of the call from an endpoint and its input.
 */

/** The functions and values of a call that depend on the endpoint only. */
export interface Prepared {
  readonly encode: Request.Encoder
  readonly decode: Response.Decoder
}

const cache = new WeakMap<Endpoint.Any, Prepared>()

/** Prepares an endpoint. The result is cached. */
export const prepareEndpoint = (endpoint: Endpoint.Any): Prepared => {
  let prepared = cache.get(endpoint)
  if (prepared === undefined) {
    prepared = { encode: Request.encoder(endpoint), decode: Response.decoder(endpoint) }
    cache.set(endpoint, prepared)
  }
  return prepared
}

/** Checks and encodes the input of a call. */
export const prepareCall = (
  { auth, config, headerIssues, headers }: Client,
  endpoint: Endpoint.Any,
  { encode }: Prepared,
  input: unknown,
  clock: Clock.Clock
): Either.Either<CallState.CallState, AuthError | EncodeError> => {
  if (endpoint.invalidFor.includes(auth.grant)) {
    return Either.left(new AuthError({ origin: originOf(endpoint, 0), reason: "GrantNotAllowed" }))
  }
  if (headerIssues.length > 0) {
    return Either.left(new EncodeError({ origin: originOf(endpoint, 0), issues: [...headerIssues] }))
  }
  const encoded = encode(input)
  if (Either.isLeft(encoded)) {
    return Either.left(new EncodeError({ origin: originOf(endpoint, 0), issues: [...encoded.left] }))
  }
  return Either.right(CallState.make({
    endpoint,
    request: Request.toRequest(endpoint.method, config.apiUrl, encoded.right, headers),
    passwords: encoded.right.passwords,
    startedAt: readStopwatch(clock),
    canReplaceToken: auth.grant !== "static",
    source: auth
  }))
}
