import type * as HttpApp from "@effect/platform/HttpApp"
import * as HttpServerRequest from "@effect/platform/HttpServerRequest"
import * as HttpServerResponse from "@effect/platform/HttpServerResponse"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type * as Endpoint from "../../Endpoint.js"
import * as endpoints from "../../endpoints/index.js"
import * as OpenApi from "../../OpenApi.js"

/*
 * The simulator's own page: its operations, to read and to try.
 */

/** What an app answers, and `/docs` and `/openapi.json` besides. */
export const mount = <E, R>(
  app: HttpApp.Default<E, R>,
  operations: ReadonlyArray<Endpoint.Any>
): HttpApp.Default<E, R> => {
  const document = (request: HttpServerRequest.HttpServerRequest) => {
    const origin = Option.getOrUndefined(HttpServerRequest.toURL(request))?.origin
    return OpenApi.fromEndpoints([...Object.values<Endpoint.Any>(endpoints), ...operations], {
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
 * The page of a document: Swagger UI as @effect/platform ships it, whole in one file, so that it opens without a network.
 * Its two megabytes are loaded when somebody asks for them.
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
    // The viewer shows the document of an HttpApi: this one has nothing in it, and ours for a document.
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
