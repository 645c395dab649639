import type * as HttpApp from "@effect/platform/HttpApp"
import * as HttpServerRequest from "@effect/platform/HttpServerRequest"
import * as HttpServerResponse from "@effect/platform/HttpServerResponse"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type * as Endpoint from "../../Endpoint.js"
import * as OpenApi from "../../OpenApi.js"

/*
 * Documentation of the simulated operations: `/openapi.json`, and `/docs` to read and try them.
 */

/** Adds `/docs` and `/openapi.json` to an app. */
export const mount = <E, R>(
  app: HttpApp.Default<E, R>,
  endpoints: ReadonlyArray<Endpoint.Any>
): HttpApp.Default<E, R> => {
  const document = (request: HttpServerRequest.HttpServerRequest) => {
    const origin = Option.getOrUndefined(HttpServerRequest.toURL(request))?.origin
    return OpenApi.fromEndpoints(endpoints, {
      title: "Simulated PureCloud",
      ...(origin === undefined ? {} : { hosts: { apiUrl: origin, loginUrl: origin } })
    })
  }
  return Effect.flatMap(HttpServerRequest.HttpServerRequest, (request): HttpApp.Default<E, R> => {
    switch (`${request.method} ${request.url.replace(/\?.*/, "")}`) {
      case "GET /docs":
        return page(document(request))
      case "GET /openapi.json":
        return Effect.succeed(HttpServerResponse.unsafeJson(document(request)))
      default:
        return app
    }
  })
}

/**
 * Renders a document with the Swagger UI of @effect/platform. The page is one file, so it works without a network. The
 * code of Swagger UI, two megabytes, is loaded on the first request.
 */
export const page = (document: OpenApi.Document): Effect.Effect<HttpServerResponse.HttpServerResponse> =>
  Effect.gen(function*() {
    const [HttpApi, HttpApiSwagger, HttpLayerRouter, { Transform }] = yield* Effect.promise(() =>
      Promise.all([
        import("@effect/platform/HttpApi"),
        import("@effect/platform/HttpApiSwagger"),
        import("@effect/platform/HttpLayerRouter"),
        import("@effect/platform/OpenApi")
      ])
    )
    // Swagger UI shows the document of an HttpApi. This HttpApi is empty, and its document is replaced.
    const api = HttpApi.make("simulator").annotate(Transform, () => ({ ...document }))
    const app = yield* HttpLayerRouter.toHttpEffect(HttpApiSwagger.layerHttpLayerRouter({ api, path: "/" }))
    return yield* app
  }).pipe(
    Effect.provideService(
      HttpServerRequest.HttpServerRequest,
      HttpServerRequest.fromWeb(new Request("http://docs.invalid/"))
    ),
    Effect.scoped,
    Effect.orDie
  )
