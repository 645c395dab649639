import type * as HttpClient from "@effect/platform/HttpClient"
import type * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import type * as Effect from "effect/Effect"
import type { RequestFailure } from "./failure.js"
import type { RawResponse } from "./rawResponse.js"

/*
 * A function that the client of `NodeHttp` has in addition to `HttpClient`: it sends a request and reads its response in
 * one step, without a fiber of its own. A client that was made from it with the functions of `HttpClient`, for example
 * `HttpClient.mapRequest`, does not have the function, and is used through the public interface.
 */

/** The limits of one exchange. */
export interface ExchangeOptions {
  /** The time for the whole exchange, from the request to the end of the response. */
  readonly timeoutMillis: number
  /** The largest size of the body, before and after it is decompressed. */
  readonly maxBytes: number
}

/** Sends a request and reads its response. */
export type Exchange = (
  request: HttpClientRequest.HttpClientRequest,
  options: ExchangeOptions
) => Effect.Effect<RawResponse, RequestFailure>

/** The part of a client that holds the function. */
export interface DirectClient {
  readonly "effect-purecloud/exchange": Exchange
}

/** Returns whether a client has the function. */
export const isDirectClient = (client: HttpClient.HttpClient): client is HttpClient.HttpClient & DirectClient =>
  "effect-purecloud/exchange" in client
