import type * as FetchHttpClient from "@effect/platform/FetchHttpClient"
import * as Platform from "@effect/platform/HttpClient"
import type * as HttpClientError from "@effect/platform/HttpClientError"
import type * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import type * as HttpClientResponse from "@effect/platform/HttpClientResponse"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Runtime from "effect/Runtime"
import { type Exchange, type ExchangeOptions, isDirectClient } from "./directClient.js"
import { bodyFailure, RequestFailure, requestFailure } from "./failure.js"
import type { RawResponse } from "./rawResponse.js"
import { readText } from "./responseBody.js"
import { within } from "./timeout.js"

/*
 * Sends one request and reads its response. Calls and token requests use it.
 */

/** The tag of `FetchHttpClient` for the options of `fetch`. A program that uses another client does not load that module. */
const FetchOptions = Context.GenericTag<FetchHttpClient.RequestInit, RequestInit>(
  "@effect/platform/FetchHttpClient/FetchOptions"
)

/**
 * Returns the runtime of a request. URLs are not traced and trace headers are not sent, because they would expose
 * values of the call. Redirects are not followed, because the token would be sent to another host.
 */
const withoutLeaks = (runtime: Runtime.Runtime<never>): Runtime.Runtime<never> =>
  // Only the client of fetch follows redirects. Other clients do not use this service.
  Runtime.provideService(
    Runtime.setFiberRef(runtime, Platform.currentTracerDisabledWhen, () => true),
    FetchOptions,
    { ...Option.getOrUndefined(Context.getOption(runtime.context, FetchOptions)), redirect: "manual" }
  )

/** Sends a request and reads its response to the end, so that the socket returns to its pool. */
export const exchange = (
  client: HttpClient,
  request: HttpClientRequest.HttpClientRequest,
  options: ExchangeOptions
): Effect.Effect<RawResponse, RequestFailure> =>
  Effect.mapError(
    isDirectClient(client)
      ? client["effect-purecloud/exchange"](request, options)
      : exchangeByPlatform(client, request, options),
    withHost(request.url)
  )

const exchangeByPlatform = (
  client: HttpClient,
  request: HttpClientRequest.HttpClientRequest,
  options: ExchangeOptions
): Effect.Effect<RawResponse, RequestFailure> =>
  Effect.flatMap(Effect.runtime<never>(), (runtime) =>
    within(
      Effect.flatMap(
        Effect.catchAll(client.execute(request), responseOfError),
        (response) => {
          const { headers, status } = response
          return Effect.map(
            readText(response, options.maxBytes),
            (text): RawResponse => ({ status, headers, text })
          )
        }
      ),
      { millis: options.timeoutMillis, onTimeout: () => new RequestFailure("Timeout"), runtime: withoutLeaks(runtime) }
    ))

/** The HTTP client of the context. */
export type HttpClient = Platform.HttpClient

/** Binds {@link exchange} to the `HttpClient` of the context. */
export const makeExchange: Effect.Effect<Exchange, never, HttpClient> = Effect.map(
  Platform.HttpClient,
  (client) => (request, options) => exchange(client, request, options)
)

/**
 * Returns the response of an error, if the client has rejected its status, for example with `HttpClient.filterStatusOk`.
 * Fails if there is no response.
 */
const responseOfError = (
  error: HttpClientError.HttpClientError
): Effect.Effect<HttpClientResponse.HttpClientResponse, RequestFailure> => {
  if (error._tag === "RequestError") return Effect.fail(requestFailure(error.cause, hostOf(error.request.url)))
  return error.reason === "StatusCode" ? Effect.succeed(error.response) : Effect.fail(bodyFailure(error))
}

/** Returns the host of a URL, because the rest may contain values of the call. */
const hostOf = (url: string): string | undefined => URL.canParse(url) ? new URL(url).host : undefined

const withHost = (url: string) => (failure: RequestFailure): RequestFailure =>
  new RequestFailure(failure.reason, failure.code, failure.text, failure.host ?? hostOf(url))
