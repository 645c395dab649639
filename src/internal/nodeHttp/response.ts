import * as Cookies from "@effect/platform/Cookies"
import * as Headers from "@effect/platform/Headers"
import * as HttpClientError from "@effect/platform/HttpClientError"
import type * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import * as HttpClientResponse from "@effect/platform/HttpClientResponse"
import * as HttpIncomingMessage from "@effect/platform/HttpIncomingMessage"
import * as UrlParams from "@effect/platform/UrlParams"
import * as Effect from "effect/Effect"
import * as Inspectable from "effect/Inspectable"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import type { BoundedBody } from "../http/boundedBody.js"
import type { Bytes } from "../http/bytes.js"
import { decodeContent } from "../http/contentEncoding.js"
import { decompress, decompressionStream } from "./decompress.js"
import type { Exchange, RawHeaders } from "./exchange.js"

/**
 * Aborts the request of a response that was garbage collected before its body was read. Otherwise its connection could
 * stay paused for ever. A response is unregistered when its body was read, because the garbage collector frees a
 * registered object, and its body with it, much later.
 */
const unread = new FinalizationRegistry<Exchange>((exchange) => exchange.abort())

/** Response of `NodeHttp`. Its body is read when one of its getters is used. */
export class NodeHttpResponse extends Inspectable.Class implements HttpClientResponse.HttpClientResponse, BoundedBody {
  declare readonly [HttpIncomingMessage.TypeId]: HttpIncomingMessage.TypeId
  declare readonly [HttpClientResponse.TypeId]: HttpClientResponse.TypeId
  private cachedHeaders: Headers.Headers | undefined
  private cachedBytes: Bytes | undefined

  constructor(
    readonly request: HttpClientRequest.HttpClientRequest,
    readonly status: number,
    private readonly rawHeaders: RawHeaders,
    private readonly exchange: Exchange
  ) {
    super()
    // Assigned in the constructor, because bundlers cannot remove an unused class with computed field names.
    this[HttpIncomingMessage.TypeId] = HttpIncomingMessage.TypeId
    this[HttpClientResponse.TypeId] = HttpClientResponse.TypeId
    // Most small bodies are complete at this point.
    if (!exchange.isOver) unread.register(this, exchange, exchange)
  }

  get headers(): Headers.Headers {
    return this.cachedHeaders ??= Headers.fromInput(this.rawHeaders)
  }

  get cookies(): Cookies.Cookies {
    const header = this.rawHeaders["set-cookie"]
    return header === undefined ? Cookies.empty : Cookies.fromSetCookie(header)
  }

  get remoteAddress(): Option.Option<string> {
    return Option.none()
  }

  get "effect-purecloud/BoundedBody"() {
    return { read: (maxBytes: number) => this.read(maxBytes), decompress }
  }

  /** Reads the body without decompressing it. Returns `undefined` if it has more than `maxBytes`. */
  private read(maxBytes: number): Effect.Effect<Bytes | undefined, HttpClientError.ResponseError> {
    if (this.cachedBytes !== undefined) {
      return Effect.succeed(this.cachedBytes.byteLength > maxBytes ? undefined : this.cachedBytes)
    }
    return Effect.mapBoth(this.exchange.readAll(maxBytes), {
      onFailure: (cause) => this.error(cause),
      onSuccess: (bytes) => {
        unread.unregister(this.exchange)
        return this.cachedBytes = bytes
      }
    })
  }

  /** Reads the body, and decompresses it if it is compressed. */
  private get bytes(): Effect.Effect<Bytes, HttpClientError.ResponseError> {
    const encoding = this.headers["content-encoding"]
    const bytes = Effect.map(this.read(Infinity), (bytes = new Uint8Array()) => bytes)
    return encoding === undefined ?
      bytes :
      Effect.flatMap(
        bytes,
        (bytes) =>
          Effect.mapError(
            decodeContent(bytes, encoding, { maxBytes: Infinity, decompress, isRaw: true }),
            (cause) => this.error(cause)
          )
      )
  }

  get arrayBuffer(): Effect.Effect<ArrayBuffer, HttpClientError.ResponseError> {
    return Effect.map(
      this.bytes,
      ({ buffer, byteLength, byteOffset }) =>
        buffer.byteLength === byteLength ? buffer : buffer.slice(byteOffset, byteOffset + byteLength)
    )
  }

  get text(): Effect.Effect<string, HttpClientError.ResponseError> {
    return Effect.map(this.bytes, (bytes) => new TextDecoder().decode(bytes))
  }

  get json(): Effect.Effect<unknown, HttpClientError.ResponseError> {
    return this.parsed((text): unknown => text === "" ? null : JSON.parse(text))
  }

  get urlParamsBody(): Effect.Effect<UrlParams.UrlParams, HttpClientError.ResponseError> {
    return this.parsed((text) => UrlParams.fromInput(new URLSearchParams(text)))
  }

  get formData(): Effect.Effect<FormData, HttpClientError.ResponseError> {
    return Effect.flatMap(this.bytes, (bytes) =>
      Effect.tryPromise({
        try: () => new Response(bytes, { headers: { "content-type": this.headers["content-type"] ?? "" } }).formData(),
        catch: (cause) => this.error(cause)
      }))
  }

  get stream(): Stream.Stream<Uint8Array, HttpClientError.ResponseError> {
    return Stream.suspend(() => {
      const sent = this.cachedBytes === undefined ? this.received : Stream.succeed(this.cachedBytes)
      const decompression = decompressionStream(this.headers["content-encoding"] ?? "")
      return decompression === undefined ? sent : Stream.unwrap(
        Effect.map(
          Stream.toReadableStreamEffect(sent),
          (readable) =>
            Stream.fromReadableStream(() => readable.pipeThrough(decompression), (cause) => this.error(cause))
        )
      )
    })
  }

  /** The bytes as they are received. */
  private get received(): Stream.Stream<Uint8Array, HttpClientError.ResponseError> {
    const chunks = Stream.repeatEffectChunkOption(this.exchange.pull()).pipe(
      Stream.ensuring(Effect.sync(() => this.exchange.abort()))
    )
    return Stream.mapError(
      Stream.unwrap(Effect.as(this.exchange.startReading(), chunks)),
      (cause) => this.error(cause)
    )
  }

  private parsed<A>(parse: (text: string) => A): Effect.Effect<A, HttpClientError.ResponseError> {
    return Effect.tryMap(this.text, { try: parse, catch: (cause) => this.error(cause) })
  }

  private error(cause: unknown): HttpClientError.ResponseError {
    return new HttpClientError.ResponseError({ request: this.request, response: this, reason: "Decode", cause })
  }

  toJSON(): unknown {
    return HttpIncomingMessage.inspect(this, {
      _id: "@effect/platform/HttpClientResponse",
      request: this.request.toJSON(),
      status: this.status
    })
  }
}
