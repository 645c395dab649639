import * as HttpClientRequest from "@effect/platform/HttpClientRequest"

/*
 * Requests as the other layers handle them, so that only this folder imports the HTTP client.
 */

/** A request that is ready to be sent. */
export type HttpRequest = HttpClientRequest.HttpClientRequest

/** Adds a token to a request, which is not changed. */
export const withBearerToken = (request: HttpRequest, token: string): HttpRequest =>
  HttpClientRequest.setHeader(request, "authorization", `Bearer ${token}`)

/** Makes the request that posts a form. */
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
