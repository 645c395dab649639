import type { JsonSchema } from "../schema/jsonSchema.js"
import type { Content, Header, Response } from "./document.js"

/*
 * Makes the responses of a document, and their headers.
 */

/** Reason phrases of RFC 9110, by status. */
const phrases: { readonly [status: number]: string } = {
  200: "OK",
  201: "Created",
  202: "Accepted",
  204: "No Content",
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  408: "Request Timeout",
  409: "Conflict",
  410: "Gone",
  413: "Content Too Large",
  415: "Unsupported Media Type",
  422: "Unprocessable Content",
  424: "Failed Dependency",
  429: "Too Many Requests",
  500: "Internal Server Error",
  501: "Not Implemented",
  502: "Bad Gateway",
  503: "Service Unavailable",
  504: "Gateway Timeout"
}

const phraseOf = (status: number): string => phrases[status] ?? `Status ${status}`

/** Returns the component name of the response of a status, for example `NotFound`. */
export const responseName = (status: number): string => phraseOf(status).replaceAll(" ", "")

/** Makes the response of a status. Without a schema it has no body. */
export const makeResponse = (status: number, schema: JsonSchema | undefined): Response => ({
  description: phraseOf(status),
  headers: Object.fromEntries(
    Object.keys(headers)
      .filter((name) => name !== "Retry-After" || status === 429)
      .map((name) => [name, { $ref: `#/components/headers/${name}` }])
  ),
  ...(schema === undefined ? {} : { content: jsonContent(schema) })
})

/** Makes the content of a JSON body. */
export const jsonContent = (schema: JsonSchema): Content => ({ "application/json": { schema } })

/** Headers of the responses, by name. */
export const headers: { readonly [name: string]: Header } = {
  "ININ-Correlation-Id": { description: "Correlation id, for a support case.", schema: { type: "string" } },
  "inin-ratelimit-count": {
    description: "Requests of this token in the current rate limit window.",
    schema: { type: "integer" }
  },
  "inin-ratelimit-allowed": {
    description: "Requests allowed in a rate limit window.",
    schema: { type: "integer" }
  },
  "inin-ratelimit-reset": {
    description: "Seconds until the rate limit window ends.",
    schema: { type: "integer" }
  },
  "Retry-After": { description: "Seconds to wait.", schema: { type: "integer" } }
}
