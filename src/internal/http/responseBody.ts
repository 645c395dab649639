import type * as HttpClientResponse from "@effect/platform/HttpClientResponse"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { isBoundedBody } from "./boundedBody.js"
import type { Bytes } from "./bytes.js"
import { collectBytes } from "./collectBytes.js"
import { decodeContent, decompressByPlatform, type Options, tooLarge } from "./contentEncoding.js"
import { bodyFailure, RequestFailure } from "./failure.js"
import type { RawResponse } from "./rawResponse.js"

/*
 * Reads the body of a response as text of limited size.
 */

/** Reads the body of a response to its end. */
export const readText = (
  response: HttpClientResponse.HttpClientResponse,
  maxBytes: number
): Effect.Effect<string, RequestFailure> => {
  if (!isBoundedBody(response)) {
    return Effect.flatMap(
      readBytes(response, maxBytes),
      (bytes) => textOf(bytes, response, { maxBytes, decompress: decompressByPlatform, isRaw: false })
    )
  }
  const { decompress, read } = response["effect-purecloud/BoundedBody"]
  return Effect.flatMap(
    Effect.mapError(read(maxBytes), bodyFailure),
    (bytes) => textOf(bytes, response, { maxBytes, decompress, isRaw: true })
  )
}

/** Returns the text of a body that was read. A body that is too large is `undefined`. */
export const textOf = (
  bytes: Bytes | undefined,
  { headers, status }: Pick<RawResponse, "headers" | "status">,
  options: Options
): Effect.Effect<string, RequestFailure> => {
  if (bytes === undefined || bytes.byteLength > options.maxBytes) return Effect.fail(tooLarge(options.maxBytes))
  const encoding = headers["content-encoding"]
  return encoding === undefined
    ? decodeText(bytes, status)
    : Effect.flatMap(decodeAny(bytes, encoding, status, options), (bytes) => decodeText(bytes, status))
}

/**
 * Reads a body with the functions of `HttpClientResponse`, which do not limit its size. Returns `undefined` if the body
 * is too large.
 */
const readBytes = (
  response: HttpClientResponse.HttpClientResponse,
  maxBytes: number
): Effect.Effect<Bytes | undefined, RequestFailure> => {
  const { headers } = response
  // For a response of another origin, a browser decodes the body, but shows the encoded length and hides the encoding.
  // It also hides the date, so without a date the length is not trusted.
  const isLengthKnown = headers["content-encoding"] === undefined && headers["date"] !== undefined
  const length = isLengthKnown ? Number(headers["content-length"]) : NaN
  if (length <= maxBytes) {
    return Effect.mapBoth(response.arrayBuffer, {
      onFailure: bodyFailure,
      onSuccess: (buffer) => new Uint8Array(buffer)
    })
  }
  // If the length shows that the body is too large, reading stops at the first byte.
  return collectBytes(bodyStream(response), length > maxBytes ? 0 : maxBytes)
}

/** Returns the body as a stream. A response of fetch without a body, for example a 204, has none. */
const bodyStream = (response: HttpClientResponse.HttpClientResponse): Stream.Stream<Uint8Array, RequestFailure> =>
  Stream.catchAll(
    response.stream,
    (error) => error.reason === "EmptyBody" ? Stream.empty : Stream.fail(bodyFailure(error))
  )

const isSuccess = (status: number): boolean => status >= 200 && status <= 299

/**
 * Decodes a body. If the body of an error response cannot be decoded, it counts as empty, because the status is more
 * important.
 */
const decodeAny = (
  bytes: Bytes,
  encoding: string,
  status: number,
  options: Options
): Effect.Effect<Bytes, RequestFailure> => {
  const decoded = decodeContent(bytes, encoding, options)
  return isSuccess(status) ? decoded : Effect.catchAll(
    decoded,
    (failure) => failure.reason === "TooLarge" ? Effect.fail(failure) : Effect.succeed(new Uint8Array(0))
  )
}

const strictUtf8 = new TextDecoder("utf-8", { fatal: true })
const lenientUtf8 = new TextDecoder()

/** Decodes text. The body of an error response may be the web page of a gateway, which may not be UTF-8. */
const decodeText = (bytes: Uint8Array, status: number): Effect.Effect<string, RequestFailure> => {
  try {
    return Effect.succeed((isSuccess(status) ? strictUtf8 : lenientUtf8).decode(bytes))
  } catch {
    return Effect.fail(new RequestFailure("Body", undefined, "not UTF-8"))
  }
}
