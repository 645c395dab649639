import * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import * as HttpTraceContext from "@effect/platform/HttpTraceContext"
import type * as Tracer from "effect/Tracer"

/*
 * Functions on requests for the other folders of the interpreter, so that these do not import the HTTP client.
 */

/** A request that is ready to be sent. */
export type HttpRequest = HttpClientRequest.HttpClientRequest

/** Returns a copy of a request with a token. */
export const withBearerToken = (request: HttpRequest, token: string): HttpRequest =>
  HttpClientRequest.setHeader(request, "authorization", `Bearer ${token}`)

/**
 * Returns a copy of a request with the header `traceparent` of a span. Returns the request unchanged if there is no
 * span or its ids are not valid, because it is not recorded.
 */
export const withTraceParent = (request: HttpRequest, span: Tracer.Span | undefined): HttpRequest => {
  const traceparent = span === undefined ? "" : HttpTraceContext.toHeaders(span)["traceparent"] ?? ""
  return /^00-[\da-f]{32}-[\da-f]{16}-\d\d$/.test(traceparent)
    ? HttpClientRequest.setHeader(request, "traceparent", traceparent)
    : request
}

/** Makes a POST request with a form. */
export const formRequest = (
  url: string,
  fields: URLSearchParams,
  authorization: string | undefined
): HttpRequest =>
  HttpClientRequest.bodyText(
    HttpClientRequest.post(url, {
      headers: { accept: "application/json", ...(authorization === undefined ? {} : { authorization }) }
    }),
    fields.toString(),
    "application/x-www-form-urlencoded"
  )
