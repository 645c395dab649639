import type * as HttpApp from "@effect/platform/HttpApp"
import * as HttpServerRequest from "@effect/platform/HttpServerRequest"
import * as HttpServerResponse from "@effect/platform/HttpServerResponse"
import * as Effect from "effect/Effect"
import type { Answer, Request } from "./wire.js"

/** Answers what an `HttpServer` receives. */
export const app = (handle: (request: Request) => Effect.Effect<Answer>): HttpApp.Default =>
  Effect.flatMap(HttpServerRequest.HttpServerRequest, (request) =>
    request.text.pipe(
      Effect.orElseSucceed(() => ""),
      Effect.flatMap((body) =>
        handle({ method: request.method, url: request.originalUrl, headers: request.headers, body })
      ),
      Effect.map(({ body, headers, status }) =>
        body.length === 0
          ? HttpServerResponse.empty({ status, headers })
          : HttpServerResponse.uint8Array(body, { status, headers, contentType: headers["content-type"] ?? "" })
      )
    ))
