import * as Cookies from "@effect/platform/Cookies"
import * as Headers from "@effect/platform/Headers"
import * as HttpClient from "@effect/platform/HttpClient"
import * as HttpClientError from "@effect/platform/HttpClientError"
import type * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import * as HttpClientResponse from "@effect/platform/HttpClientResponse"
import * as HttpIncomingMessage from "@effect/platform/HttpIncomingMessage"
import * as UrlParams from "@effect/platform/UrlParams"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Inspectable from "effect/Inspectable"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import type { Handle, Response } from "./wire.js"

/*
 * An `HttpClient` that calls the engine without a socket. It uses no promises and no timers, so a `TestClock` controls
 * it completely.
 */

const utf8 = new TextDecoder()

/** A response of the engine, in the form that an `HttpClient` returns. */
class MemoryResponse extends Inspectable.Class implements HttpClientResponse.HttpClientResponse {
  readonly [HttpClientResponse.TypeId]: HttpClientResponse.TypeId = HttpClientResponse.TypeId
  readonly [HttpIncomingMessage.TypeId]: HttpIncomingMessage.TypeId = HttpIncomingMessage.TypeId
  readonly headers: Headers.Headers
  readonly remoteAddress = Option.none<string>()

  constructor(
    readonly request: HttpClientRequest.HttpClientRequest,
    private readonly response: Response
  ) {
    super()
    this.headers = Headers.fromInput(response.headers)
  }

  get status(): number {
    return this.response.status
  }

  get cookies(): Cookies.Cookies {
    return Cookies.empty
  }

  get arrayBuffer(): Effect.Effect<ArrayBuffer, HttpClientError.ResponseError> {
    const { body, isCut } = this.response
    return isCut ? Effect.fail(this.connectionError()) : Effect.sync(() => body.slice().buffer)
  }

  get stream(): Stream.Stream<Uint8Array, HttpClientError.ResponseError> {
    const { body, isCut } = this.response
    return isCut
      ? Stream.concat(Stream.make(body.slice(0, body.length >> 1)), Stream.fail(this.connectionError()))
      : Stream.make(body)
  }

  get text(): Effect.Effect<string, HttpClientError.ResponseError> {
    return Effect.map(this.arrayBuffer, (buffer) => utf8.decode(buffer))
  }

  get json(): Effect.Effect<unknown, HttpClientError.ResponseError> {
    return Effect.flatMap(
      this.text,
      (text) => Effect.try({ try: (): unknown => JSON.parse(text), catch: (cause) => this.decodeError(cause) })
    )
  }

  get urlParamsBody(): Effect.Effect<UrlParams.UrlParams, HttpClientError.ResponseError> {
    return Effect.map(this.text, (text) => UrlParams.fromInput(new URLSearchParams(text)))
  }

  get formData(): Effect.Effect<FormData, HttpClientError.ResponseError> {
    return Effect.fail(this.decodeError(undefined))
  }

  override toJSON(): unknown {
    return HttpIncomingMessage.inspect(this, {
      _id: "@effect/platform/HttpClientResponse",
      request: this.request.toJSON(),
      status: this.status
    })
  }

  private connectionError(): HttpClientError.ResponseError {
    return this.decodeError({ code: "ECONNRESET" })
  }

  private decodeError(cause: unknown): HttpClientError.ResponseError {
    return new HttpClientError.ResponseError({ request: this.request, response: this, reason: "Decode", cause })
  }
}

const notAccepted = (request: HttpClientRequest.HttpClientRequest, what: string) =>
  Effect.fail(
    new HttpClientError.RequestError({
      request,
      reason: "Encode",
      description: `the simulator does not accept ${what}`
    })
  )

/** Returns the text of a raw body. `undefined` if only a promise could read it, or if an HTTP client could not send it. */
const rawText = (body: unknown): string | undefined =>
  typeof body === "string" || body instanceof URLSearchParams
    ? String(body)
    : body instanceof ArrayBuffer
    ? utf8.decode(body)
    : ArrayBuffer.isView(body)
    ? utf8.decode(new Uint8Array(body.buffer, body.byteOffset, body.byteLength))
    : undefined

const readBody = (
  request: HttpClientRequest.HttpClientRequest
): Effect.Effect<string, HttpClientError.RequestError> => {
  const { body } = request
  switch (body._tag) {
    case "Empty":
      return Effect.succeed("")
    case "Uint8Array":
      return Effect.succeed(utf8.decode(body.body))
    case "Raw": {
      const text = rawText(body.body)
      return text === undefined
        ? notAccepted(request, "raw bodies other than text, forms and bytes")
        : Effect.succeed(text)
    }
    case "Stream":
      return body.stream.pipe(
        Stream.decodeText(),
        Stream.mkString,
        Effect.mapError((cause) => new HttpClientError.RequestError({ request, reason: "Encode", cause }))
      )
    case "FormData":
      return notAccepted(request, "form data")
  }
}

/** Makes a client that passes requests to the engine. The host of a request is ignored. */
export const client = (handle: Handle): HttpClient.HttpClient =>
  HttpClient.makeWith((prepared) =>
    Effect.flatMap(prepared, (request) => {
      const url = UrlParams.makeUrl(request.url, request.urlParams, request.hash)
      if (Either.isLeft(url)) {
        return Effect.fail(new HttpClientError.RequestError({ request, reason: "InvalidUrl", cause: url.left }))
      }
      const { pathname, search } = url.right
      return Effect.flatMap(readBody(request), (body) =>
        Effect.mapBoth(
          handle({
            method: request.method,
            url: pathname + search,
            headers: "contentType" in request.body && request.body.contentType !== undefined
              ? { "content-type": request.body.contentType, ...request.headers }
              : request.headers,
            body
          }),
          {
            onSuccess: (response) => new MemoryResponse(request, response),
            onFailure: () =>
              new HttpClientError.RequestError({ request, reason: "Transport", cause: { code: "ECONNRESET" } })
          }
        ))
    }), Effect.succeed<HttpClientRequest.HttpClientRequest>)
