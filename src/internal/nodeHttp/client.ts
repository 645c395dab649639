import * as HttpClient from "@effect/platform/HttpClient"
import * as HttpClientError from "@effect/platform/HttpClientError"
import * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import type * as HttpClientResponse from "@effect/platform/HttpClientResponse"
import * as Effect from "effect/Effect"
import type * as Fiber from "effect/Fiber"
import * as FiberRef from "effect/FiberRef"
import * as Stream from "effect/Stream"
import type { Dispatcher } from "undici"
import { Exchange } from "./exchange.js"
import { NodeHttpResponse } from "./response.js"
import { makeTargetOf, ofUrl, type Target } from "./target.js"

type Request = HttpClientRequest.HttpClientRequest
type Sent = Effect.Effect<HttpClientResponse.HttpClientResponse, HttpClientError.HttpClientError>
type DispatchBody = Exclude<Dispatcher.DispatchOptions["body"], undefined> | AsyncIterable<Uint8Array>

/** Makes an `HttpClient` that sends requests with a dispatcher. */
export const fromDispatcher = (
  dispatcher: Dispatcher,
  { compression }: { readonly compression: boolean }
): HttpClient.HttpClient => {
  const targetOf = makeTargetOf()

  const dispatch = (request: Request, target: Target, body: DispatchBody, signal: AbortSignal | undefined): Sent =>
    Effect.async((resume) => {
      const fail = (cause: unknown) => resume(Effect.fail(requestError(request, "Transport", cause)))
      const exchange = new Exchange({
        onResponse: (exchange, status, headers) =>
          resume(Effect.sync(() => new NodeHttpResponse(request, status, headers, exchange))),
        onError: fail
      })
      signal?.addEventListener("abort", () => exchange.abort(), { once: true })
      try {
        dispatcher.dispatch({
          ...target,
          method: request.method,
          headers: headersOf(request, compression),
          // undici accepts any AsyncIterable as a body, but its types do not include it.
          body: body as Dispatcher.DispatchOptions["body"] & {},
          // The caller sets the time limits.
          headersTimeout: 0,
          bodyTimeout: 0
        }, exchange)
      } catch (cause) {
        fail(cause)
      }
      return Effect.sync(() => exchange.abort())
    })

  const send = (request: Request, target: Target, signal?: AbortSignal): Sent => {
    const { body } = request
    switch (body._tag) {
      case "Empty":
        return dispatch(request, target, null, signal)
      case "Uint8Array":
        return dispatch(request, target, body.body, signal)
      case "Raw":
        // The type of a raw body is unknown. undici fails if it does not support the value.
        return dispatch(request, target, body.body as DispatchBody, signal)
      case "FormData": {
        // undici accepts only its own FormData class. A Response encodes the form of Node.
        const form = new Response(body.formData)
        const type = form.headers.get("content-type") ?? "multipart/form-data"
        return dispatch(HttpClientRequest.setHeader(request, "content-type", type), target, form.body, signal)
      }
      case "Stream":
        return Effect.flatMap(
          Stream.toAsyncIterableEffect(body.stream),
          (body) => dispatch(request, target, body, signal)
        )
    }
  }

  // The client of the platform makes spans and their headers. It allocates an AbortController and a URL for each
  // request, so it is used only if tracing is enabled.
  const traced = HttpClient.make((request, url, signal) => send(request, ofUrl(url), signal))

  const execute = (request: Request): Sent =>
    Effect.withFiberRuntime((fiber) => {
      if (isTraced(fiber, request)) return traced.execute(request)
      const target = targetOf(request)
      return target._tag === "Right"
        ? send(request, target.right)
        : Effect.fail(requestError(request, "InvalidUrl", target.left))
    })

  return HttpClient.makeWith<never, never, HttpClientError.HttpClientError, never>(
    Effect.flatMap(execute),
    Effect.succeed
  )
}

const isTraced = (fiber: Fiber.RuntimeFiber<unknown, unknown>, request: Request): boolean =>
  fiber.getFiberRef(FiberRef.currentTracerEnabled) && !fiber.getFiberRef(HttpClient.currentTracerDisabledWhen)(request)

const requestError = (request: Request, reason: HttpClientError.RequestError["reason"], cause: unknown) =>
  new HttpClientError.RequestError({ request, reason, cause })

/** Returns the headers as a list of names and values. undici may change a record, which other requests share. */
const headersOf = ({ headers }: Request, compression: boolean): Array<string> => {
  const pairs: Array<string> = []
  for (const name in headers) pairs.push(name, headers[name] ?? "")
  if (compression && headers["accept-encoding"] === undefined) pairs.push("accept-encoding", "gzip, deflate, br")
  return pairs
}
