import * as HttpClient from "@effect/platform/HttpClient"
import * as HttpClientError from "@effect/platform/HttpClientError"
import * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import type * as HttpClientResponse from "@effect/platform/HttpClientResponse"
import * as Effect from "effect/Effect"
import type * as Fiber from "effect/Fiber"
import * as FiberRef from "effect/FiberRef"
import * as Stream from "effect/Stream"
import type { Dispatcher } from "undici"
import type { DirectClient } from "../http/directClient.js"
import { makeExchange } from "./direct.js"
import { type DispatchBody, makeDispatch } from "./dispatch.js"
import { Exchange } from "./exchange.js"
import { NodeHttpResponse } from "./response.js"
import { makeTargetOf, ofUrl, type Target } from "./target.js"

type Request = HttpClientRequest.HttpClientRequest
type Sent = Effect.Effect<HttpClientResponse.HttpClientResponse, HttpClientError.HttpClientError>

/** Makes an `HttpClient` that sends requests with a dispatcher. */
export const fromDispatcher = (
  dispatcher: Dispatcher,
  { compression }: { readonly compression: boolean }
): HttpClient.HttpClient & DirectClient => {
  const targetOf = makeTargetOf()

  const dispatch = makeDispatch(dispatcher, compression)

  const sendBody = (request: Request, target: Target, body: DispatchBody, signal: AbortSignal | undefined): Sent =>
    Effect.async((resume) => {
      const exchange = new Exchange({
        onResponse: (exchange, status, headers) =>
          resume(Effect.sync(() => new NodeHttpResponse(request, status, headers, exchange))),
        onError: (cause) => resume(Effect.fail(requestError(request, "Transport", cause)))
      })
      signal?.addEventListener("abort", () => exchange.abort(), { once: true })
      dispatch(request, target, body, exchange)
      return Effect.sync(() => exchange.abort())
    })

  const send = (request: Request, target: Target, signal?: AbortSignal): Sent => {
    const { body } = request
    switch (body._tag) {
      case "Empty":
        return sendBody(request, target, null, signal)
      case "Uint8Array":
        return sendBody(request, target, body.body, signal)
      case "Raw":
        // The type of a raw body is unknown. undici fails if it does not support the value.
        return sendBody(request, target, body.body as DispatchBody, signal)
      case "FormData": {
        // undici accepts only its own FormData class. A Response encodes the form of Node.
        const form = new Response(body.formData)
        const type = form.headers.get("content-type") ?? "multipart/form-data"
        return sendBody(HttpClientRequest.setHeader(request, "content-type", type), target, form.body, signal)
      }
      case "Stream":
        return Effect.flatMap(
          Stream.toAsyncIterableEffect(body.stream),
          (body) => sendBody(request, target, body, signal)
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

  const client = HttpClient.makeWith<never, never, HttpClientError.HttpClientError, never>(
    Effect.flatMap(execute),
    Effect.succeed
  )
  return Object.assign(client, { "effect-purecloud/exchange": makeExchange(targetOf, dispatch) })
}

const isTraced = (fiber: Fiber.RuntimeFiber<unknown, unknown>, request: Request): boolean =>
  fiber.getFiberRef(FiberRef.currentTracerEnabled) && !fiber.getFiberRef(HttpClient.currentTracerDisabledWhen)(request)

const requestError = (request: Request, reason: HttpClientError.RequestError["reason"], cause: unknown) =>
  new HttpClientError.RequestError({ request, reason, cause })
