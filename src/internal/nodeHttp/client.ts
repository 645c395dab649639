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

/** An `HttpClient` that sends by a dispatcher. */
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
          // undici also sends what is an AsyncIterable, which its types do not say.
          body: body as Dispatcher.DispatchOptions["body"] & {},
          // A time limit is the caller's.
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
        // What undici takes is the caller's to know; it refuses anything else.
        return dispatch(request, target, body.body as DispatchBody, signal)
      case "FormData": {
        // undici knows its own forms only. Node's can write themselves.
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

  // Spans and their headers are the platform's affair, which costs an AbortController and a URL for each request.
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

/** In pairs: undici would add to a record, which the request shares with others. */
const headersOf = ({ headers }: Request, compression: boolean): Array<string> => {
  const pairs: Array<string> = []
  for (const name in headers) pairs.push(name, headers[name] ?? "")
  if (compression && headers["accept-encoding"] === undefined) pairs.push("accept-encoding", "gzip, deflate, br")
  return pairs
}
