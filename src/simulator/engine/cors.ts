import type * as HttpApp from "@effect/platform/HttpApp"
import * as HttpMiddleware from "@effect/platform/HttpMiddleware"
import * as HttpServerRequest from "@effect/platform/HttpServerRequest"
import * as Effect from "effect/Effect"

/*
 * Cross-origin requests of browsers (CORS).
 */

const cors = (allowedOrigins: ReadonlyArray<string>) =>
  HttpMiddleware.cors({
    allowedOrigins: allowedOrigins.includes("*") ? ["*"] : (origin) => allowedOrigins.includes(origin),
    allowedMethods: ["GET", "POST", "PUT", "PATCH", "DELETE"],
    // The headers that the vendor's SDK for browsers sends.
    allowedHeaders: ["authorization", "content-type", "genesys-app", "purecloud-sdk"],
    exposedHeaders: [
      "inin-correlation-id",
      "inin-ratelimit-allowed",
      "inin-ratelimit-count",
      "inin-ratelimit-reset",
      "retry-after"
    ],
    maxAge: 600
  })

const isPreflight = ({ headers, method }: HttpServerRequest.HttpServerRequest): boolean =>
  method === "OPTIONS" && headers["origin"] !== undefined && headers["access-control-request-method"] !== undefined

/** Whether a text is an origin, or `*` for all origins. */
export const isOrigin = (text: string): boolean =>
  text === "*" || (URL.canParse(text) && new URL(text).origin === text && !text.includes("*"))

/** Allows pages of some origins to call an app, and responds to their preflight requests. */
export const allow = <E, R>(
  app: HttpApp.Default<E, R>,
  allowedOrigins: ReadonlyArray<string>
): HttpApp.Default<E, R> => {
  if (allowedOrigins.length === 0) return app
  const withCors = cors(allowedOrigins)(app)
  return Effect.flatMap(
    HttpServerRequest.HttpServerRequest,
    (request) => request.method === "OPTIONS" && !isPreflight(request) ? app : withCors
  )
}
