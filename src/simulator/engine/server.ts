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
 * Connects the engine to an `HttpServer`.
 */

/** Closes the connection of a request, if the request of the platform has a socket. */
const closeConnection = (
  { source }: HttpServerRequest.HttpServerRequest,
  method: "destroy" | "destroySoon"
): Effect.Effect<void> =>
  Effect.sync(() => {
    if (!Predicate.hasProperty(source, "socket") || !Predicate.hasProperty(source.socket, method)) return
    const close = source.socket[method]
    if (typeof close === "function") close.call(source.socket)
  })

const toServerResponse = (
  request: HttpServerRequest.HttpServerRequest,
  { body, headers, isCut, status }: Response
): HttpServerResponse.HttpServerResponse => {
  if (body.length === 0) return HttpServerResponse.empty({ status, headers })
  const contentType = headers["content-type"] ?? ""
  return isCut
    ? HttpServerResponse.stream(
      Stream.concat(
        Stream.make(body.slice(0, body.length >> 1)),
        Stream.execute(closeConnection(request, "destroySoon"))
      ),
      { status, headers, contentType, contentLength: body.length }
    )
    : HttpServerResponse.uint8Array(body, { status, headers, contentType })
}

/** Makes the app that passes requests to the engine. */
export const app = (handle: Handle): HttpApp.Default =>
  Effect.flatMap(HttpServerRequest.HttpServerRequest, (request) =>
    request.text.pipe(
      // On some servers, for example those of web handlers, `originalUrl` has the host.
      Effect.flatMap((body) => handle({ method: request.method, url: request.url, headers: request.headers, body })),
      Effect.matchEffect({
        onSuccess: (response) => Effect.succeed(toServerResponse(request, response)),
        // Also if the connection of the client broke within the body: the rest is not a request.
        onFailure: () => Effect.as(closeConnection(request, "destroy"), HttpServerResponse.empty({ status: 502 }))
      })
    ))

/**
 * The apps that each server serves. `Layer.provideMerge` builds a layer twice if it is not memoized, and a server that
 * serves an app twice would process each request twice.
 */
const servedApps = new WeakMap<HttpServer.HttpServer, Set<HttpApp.Default>>()

/** Keeps a set of the requests that have no response yet. */
const trackOpenRequests = (app: HttpApp.Default, open: Set<HttpServerRequest.HttpServerRequest>): HttpApp.Default =>
  Effect.flatMap(HttpServerRequest.HttpServerRequest, (request) =>
    Effect.suspend(() => {
      open.add(request)
      return Effect.ensuring(app, Effect.sync(() => open.delete(request)))
    }))

/**
 * Serves an app until the scope is closed, unless the server serves it already. Closing the scope also closes the
 * connections of open requests, because a server waits for them before it closes.
 */
export const serve = (app: HttpApp.Default): Effect.Effect<void, never, HttpServer.HttpServer | Scope.Scope> =>
  Effect.flatMap(HttpServer.HttpServer, (server) => {
    const apps = servedApps.get(server) ?? new Set()
    servedApps.set(server, apps)
    if (apps.has(app)) return Effect.void
    const open = new Set<HttpServerRequest.HttpServerRequest>()
    const register = Effect.acquireRelease(
      Effect.sync(() => apps.add(app)),
      () =>
        Effect.suspend(() => {
          apps.delete(app)
          return Effect.forEach([...open], (request) => closeConnection(request, "destroy"), { discard: true })
        })
    )
    return Effect.zipRight(register, HttpServer.serveEffect(trackOpenRequests(app, open)))
  })
