import * as FetchHttpClient from "@effect/platform/FetchHttpClient"
import * as HttpClient from "@effect/platform/HttpClient"
import type * as HttpClientError from "@effect/platform/HttpClientError"
import type * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import type * as HttpClientResponse from "@effect/platform/HttpClientResponse"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Runtime from "effect/Runtime"
import * as Stream from "effect/Stream"
import { type Origin, TransportError } from "../PureCloudError.js"
import { within } from "./timeLimit.js"
import { codeOf, type Failure, failureOf } from "./transport.js"

/*
 * One request and its whole answer. Shared by the calls and by the token service.
 */

/** A whole answer. */
export interface Answer {
  readonly status: number
  readonly headers: HttpClientResponse.HttpClientResponse["headers"]
  readonly text: string
}

/** Why there is none. */
export class Fault {
  readonly _tag = "Fault"
  constructor(
    readonly reason: Failure["reason"],
    readonly code?: string | undefined,
    readonly text?: string | undefined,
    readonly host?: string | undefined
  ) {}
}

/** The error of a fault. */
export const transportError = ({ code, host, reason, text }: Fault, origin: Origin): TransportError =>
  new TransportError({ origin, reason, host, code, text })

/**
 * Where a request runs: neither are URLs recorded nor trace headers sent (they would carry values of the call to
 * others), and no redirect is followed, which would carry the token along.
 */
const guarded = (runtime: Runtime.Runtime<never>): Runtime.Runtime<never> =>
  // The one client that follows redirects is fetch's. The others do not know this service.
  Runtime.provideService(
    Runtime.setFiberRef(runtime, HttpClient.currentTracerDisabledWhen, () => true),
    FetchHttpClient.RequestInit,
    { ...Option.getOrUndefined(Context.getOption(runtime.context, FetchHttpClient.RequestInit)), redirect: "manual" }
  )

/** Sends a request and reads its answer to the end, so that the socket returns to its pool. */
export const exchange = (
  client: HttpClient.HttpClient,
  request: HttpClientRequest.HttpClientRequest,
  options: { readonly timeoutMillis: number; readonly maxBytes: number }
): Effect.Effect<Answer, Fault> =>
  Effect.flatMap(Effect.runtime<never>(), (runtime) =>
    within(
      Effect.flatMap(
        Effect.mapError(client.execute(request), faultOf),
        (response) => {
          const { headers, status } = response
          return Effect.map(
            readText(response, headers, options.maxBytes),
            (text): Answer => ({ status, headers, text })
          )
        }
      ),
      { millis: options.timeoutMillis, onTimeout: () => new Fault("Timeout"), runtime: guarded(runtime) }
    )).pipe(Effect.mapError(withHost(request.url)))

const readText = (
  response: HttpClientResponse.HttpClientResponse,
  headers: HttpClientResponse.HttpClientResponse["headers"],
  maxBytes: number
): Effect.Effect<string, Fault> => {
  const encoding = headers["content-encoding"]
  // Across origins a browser hides the encoding, unpacks, and shows the length before that. It hides the date as well.
  const length = encoding === undefined && headers["date"] !== undefined ? Number(headers["content-length"]) : NaN
  const bytes = length <= maxBytes
    ? Effect.mapBoth(response.arrayBuffer, { onFailure: bodyFault, onSuccess: (buffer) => new Uint8Array(buffer) })
    : readBounded(response, length, maxBytes)
  return Effect.flatMap(
    encoding === undefined ? bytes : Effect.flatMap(bytes, (packed) => unpack(packed, maxBytes)),
    (bytes) => bytes.byteLength <= maxBytes ? decodeText(bytes, response.status) : Effect.fail(tooLarge(maxBytes))
  )
}

/** Reads an answer that does not say how long it is, or says that it is too long, and lets go of it past the bound. */
const readBounded = (
  response: HttpClientResponse.HttpClientResponse,
  length: number,
  maxBytes: number
): Effect.Effect<Uint8Array<ArrayBuffer>, Fault> => {
  // What fetch answers without a body, such as a 204, has no stream either.
  const bytes = Stream.catchAll(
    response.stream,
    (error) => error.reason === "EmptyBody" ? Stream.empty : Stream.fail(bodyFault(error))
  )
  return collect(length > maxBytes ? Stream.mapEffect(bytes, () => Effect.fail(tooLarge(maxBytes))) : bytes, maxBytes)
}

/** Nobody asks for gzip, and a gateway may send it. Where the client unpacks by itself, as fetch does, none is left. */
const unpack = (bytes: Uint8Array<ArrayBuffer>, maxBytes: number): Effect.Effect<Uint8Array, Fault> =>
  bytes[0] === 0x1f && bytes[1] === 0x8b
    ? collect(
      Stream.fromReadableStream(
        () => new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip")),
        (cause) => new Fault("Body", codeOf(cause), "its gzip is broken")
      ),
      maxBytes
    )
    : Effect.succeed(bytes)

const collect = (
  bytes: Stream.Stream<Uint8Array, Fault>,
  maxBytes: number
): Effect.Effect<Uint8Array<ArrayBuffer>, Fault> => {
  const chunks: Array<Uint8Array> = []
  let size = 0
  return bytes.pipe(
    Stream.runForEachChunk((parts) =>
      Effect.suspend(() => {
        for (const part of parts) {
          chunks.push(part)
          size += part.byteLength
        }
        return size > maxBytes ? Effect.fail(tooLarge(maxBytes)) : Effect.void
      })
    ),
    Effect.map(() => {
      const whole = new Uint8Array(size)
      let offset = 0
      for (const chunk of chunks) {
        whole.set(chunk, offset)
        offset += chunk.byteLength
      }
      return whole
    })
  )
}

const tooLarge = (maxBytes: number): Fault => new Fault("TooLarge", undefined, `more than ${maxBytes} bytes`)

const bodyFault = (error: HttpClientError.ResponseError): Fault => new Fault("Body", codeOf(error.cause))

const utf8 = new TextDecoder("utf-8", { fatal: true })
const anyText = new TextDecoder()

/** An error says what it says by its status: the page of some gateway need not be UTF-8. */
const decodeText = (bytes: Uint8Array, status: number): Effect.Effect<string, Fault> => {
  try {
    return Effect.succeed((status >= 200 && status <= 299 ? utf8 : anyText).decode(bytes))
  } catch {
    return Effect.fail(new Fault("Body", undefined, "it is not UTF-8"))
  }
}

const faultOf = (error: HttpClientError.HttpClientError): Fault => {
  if (error._tag === "ResponseError") return bodyFault(error)
  const { code, reason, text } = failureOf(error.cause)
  return new Fault(reason, code, text, hostOf(error.request.url))
}

/** A URL holds values of the call, all but its host. */
const hostOf = (url: string): string | undefined => URL.canParse(url) ? new URL(url).host : undefined

const withHost = (url: string) => (fault: Fault): Fault =>
  new Fault(fault.reason, fault.code, fault.text, fault.host ?? hostOf(url))
