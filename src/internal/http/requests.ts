import * as HttpClientRequest from "@effect/platform/HttpClientRequest"

/*
 * Functions on requests for the other folders, so that only this folder imports the HTTP client.
 */

/** A request that is ready to be sent. */
export type HttpRequest = HttpClientRequest.HttpClientRequest

/** Returns a copy of a request with a token. */
export const withBearerToken = (request: HttpRequest, token: string): HttpRequest =>
  HttpClientRequest.setHeader(request, "authorization", `Bearer ${token}`)

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
