import type * as HttpApp from "@effect/platform/HttpApp"
import * as HttpServer from "@effect/platform/HttpServer"
import * as HttpServerRequest from "@effect/platform/HttpServerRequest"
import * as HttpServerResponse from "@effect/platform/HttpServerResponse"
import * as Effect from "effect/Effect"
import * as Predicate from "effect/Predicate"
import type * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import type { Handle, Response } from "./wire.js"

/*
 * The simulator behind any `HttpServer`.
 */

/** Ends the connection of a request, where the platform's request has a socket that can be ended. */
const hangUp = ({ source }: HttpServerRequest.HttpServerRequest, how: "destroy" | "destroySoon"): Effect.Effect<void> =>
  Effect.sync(() => {
    if (!Predicate.hasProperty(source, "socket") || !Predicate.hasProperty(source.socket, how)) return
    const end = source.socket[how]
    if (typeof end === "function") end.call(source.socket)
  })

const write = (
  request: HttpServerRequest.HttpServerRequest,
  { body, cut, headers, status }: Response
): HttpServerResponse.HttpServerResponse => {
  if (body.length === 0) return HttpServerResponse.empty({ status, headers })
  const contentType = headers["content-type"] ?? ""
  return cut
    ? HttpServerResponse.stream(
      Stream.concat(
        Stream.make(body.slice(0, body.length >> 1)),
        Stream.execute(hangUp(request, "destroySoon"))
      ),
      { status, headers, contentType, contentLength: body.length }
    )
    : HttpServerResponse.uint8Array(body, { status, headers, contentType })
}

/** Answers what an `HttpServer` receives. */
export const app = (handle: Handle): HttpApp.Default =>
  Effect.flatMap(HttpServerRequest.HttpServerRequest, (request) =>
    request.text.pipe(
      Effect.orElseSucceed(() => ""),
      Effect.flatMap((body) =>
        handle({ method: request.method, url: request.originalUrl, headers: request.headers, body })
      ),
      Effect.matchEffect({
        onSuccess: (answer) => Effect.succeed(write(request, answer)),
        onFailure: () => Effect.as(hangUp(request, "destroy"), HttpServerResponse.empty({ status: 502 }))
      })
    ))

/**
 * Apps by the servers that call them. `Layer.provideMerge` builds a layer that is not memoized twice, and a server with
 * two listeners would carry out each request twice.
 */
const served = new WeakMap<HttpServer.HttpServer, Set<HttpApp.Default>>()

/** Notes the requests that are open. */
const noting = (app: HttpApp.Default, open: Set<HttpServerRequest.HttpServerRequest>): HttpApp.Default =>
  Effect.flatMap(HttpServerRequest.HttpServerRequest, (request) =>
    Effect.suspend(() => {
      open.add(request)
      return Effect.ensuring(app, Effect.sync(() => open.delete(request)))
    }))

/**
 * Serves an app for as long as the scope is open. Connections of open requests end with it, since a server waits for
 * them before it is closed. Nothing is done where the server calls the app already.
 */
export const serve = (app: HttpApp.Default): Effect.Effect<void, never, HttpServer.HttpServer | Scope.Scope> =>
  Effect.flatMap(HttpServer.HttpServer, (server) => {
    const apps = served.get(server) ?? new Set()
    served.set(server, apps)
    if (apps.has(app)) return Effect.void
    const open = new Set<HttpServerRequest.HttpServerRequest>()
    const registered = Effect.acquireRelease(
      Effect.sync(() => apps.add(app)),
      () =>
        Effect.suspend(() => {
          apps.delete(app)
          return Effect.forEach([...open], (request) => hangUp(request, "destroy"), { discard: true })
        })
    )
    return Effect.zipRight(registered, HttpServer.serveEffect(noting(app, open)))
  })
