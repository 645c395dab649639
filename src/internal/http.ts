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
import { within } from "./timeLimit.js"

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
    readonly reason: "Connect" | "Reset" | "Timeout" | "Body" | "TooLarge",
    readonly code?: string | undefined,
    readonly text?: string | undefined
  ) {}
}

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
    ))

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
  const code = codeOf(error.cause)
  return neverOpened(error.cause) ? new Fault("Connect", code) : new Fault("Reset", code)
}

const connectCodes: ReadonlySet<unknown> = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "UND_ERR_CONNECT_TIMEOUT"
])

interface SystemError {
  readonly code?: unknown
  readonly syscall?: unknown
  readonly cause?: unknown
  readonly errors?: unknown
}

const isSystemError = (u: unknown): u is SystemError => typeof u === "object" && u !== null

/** Whether the cause proves that no connection was opened: only then can nothing have been done. */
const neverOpened = (cause: unknown, depth = 0): boolean => {
  if (!isSystemError(cause) || depth > 5) return false
  if (Array.isArray(cause.errors) && cause.errors.length > 0) {
    return cause.errors.every((error) => neverOpened(error, depth + 1))
  }
  return connectCodes.has(cause.code) || cause.syscall === "connect" || neverOpened(cause.cause, depth + 1)
}

/** The system's code for an error, as `ECONNRESET`. Its message is left alone: it may hold values of the call. */
const codeOf = (cause: unknown, depth = 0): string | undefined => {
  if (!isSystemError(cause) || depth > 5) return undefined
  if (typeof cause.code === "string" && /^[A-Z][A-Z0-9_]{1,60}$/.test(cause.code)) return cause.code
  return codeOf(Array.isArray(cause.errors) ? cause.errors[0] : cause.cause, depth + 1)
}
