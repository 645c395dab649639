import * as FetchHttpClient from "@effect/platform/FetchHttpClient"
import * as HttpClient from "@effect/platform/HttpClient"
import type * as HttpClientError from "@effect/platform/HttpClientError"
import type * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import type * as HttpClientResponse from "@effect/platform/HttpClientResponse"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Runtime from "effect/Runtime"
import { RequestFailure } from "./failure.js"
import { failureOf } from "./failureReason.js"
import { bodyFailure, readText } from "./responseBody.js"
import { within } from "./timeout.js"

/*
 * One request and its whole answer. Shared by the calls and by the token service.
 */

/** A whole answer. */
export interface RawResponse {
  readonly status: number
  readonly headers: HttpClientResponse.HttpClientResponse["headers"]
  readonly text: string
}

/**
 * Where a request runs: neither are URLs recorded nor trace headers sent (they would carry values of the call to
 * others), and no redirect is followed, which would carry the token along.
 */
const guarded = (runtime: Runtime.Runtime<never>): Runtime.Runtime<never> =>
  // The one client that follows redirects is fetch's. The others do not know this service.
  Runtime.provideService(
    Runtime.setFiberRef(runtime, HttpClient.currentTracerDisabledWhen, () => true),
    FetchHttpClient.RequestInit,
    { ...Option.getOrUndefined(Context.getOption(runtime.context, FetchHttpClient.RequestInit)), redirect: "manual" }
  )

/** Sends a request and reads its answer to the end, so that the socket returns to its pool. */
export const exchange = (
  client: HttpClient.HttpClient,
  request: HttpClientRequest.HttpClientRequest,
  options: { readonly timeoutMillis: number; readonly maxBytes: number }
): Effect.Effect<RawResponse, RequestFailure> =>
  Effect.flatMap(Effect.runtime<never>(), (runtime) =>
    within(
      Effect.flatMap(
        Effect.mapError(client.execute(request), requestFailure),
        (response) => {
          const { headers, status } = response
          return Effect.map(
            readText(response, options.maxBytes),
            (text): RawResponse => ({ status, headers, text })
          )
        }
      ),
      { millis: options.timeoutMillis, onTimeout: () => new RequestFailure("Timeout"), runtime: guarded(runtime) }
    )).pipe(Effect.mapError(withHost(request.url)))

/** Sends a request and reads its response. */
export type Exchange = (
  request: HttpClientRequest.HttpClientRequest,
  options: { readonly timeoutMillis: number; readonly maxBytes: number }
) => Effect.Effect<RawResponse, RequestFailure>

/** Binds {@link exchange} to the `HttpClient` of the context. */
export const makeExchange: Effect.Effect<Exchange, never, HttpClient.HttpClient> = Effect.map(
  HttpClient.HttpClient,
  (client) => (request, options) => exchange(client, request, options)
)

const requestFailure = (error: HttpClientError.HttpClientError): RequestFailure => {
  if (error._tag === "ResponseError") return bodyFailure(error)
  const { code, reason, text } = failureOf(error.cause)
  return new RequestFailure(reason, code, text, hostOf(error.request.url))
}

/** A URL holds values of the call, all but its host. */
const hostOf = (url: string): string | undefined => URL.canParse(url) ? new URL(url).host : undefined

const withHost = (url: string) => (failure: RequestFailure): RequestFailure =>
  new RequestFailure(failure.reason, failure.code, failure.text, failure.host ?? hostOf(url))
