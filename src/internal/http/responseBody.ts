import type * as HttpClientError from "@effect/platform/HttpClientError"
import type * as HttpClientResponse from "@effect/platform/HttpClientResponse"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { RequestFailure } from "./failure.js"
import { codeOf } from "./failureReason.js"

/*
 * The body of a response: read within a bound, decoded where it is encoded, as text.
 */

type Bytes = Uint8Array<ArrayBuffer>

/** Reads the body of a response to its end. */
export const readText = (
  response: HttpClientResponse.HttpClientResponse,
  maxBytes: number
): Effect.Effect<string, RequestFailure> => {
  const { headers, status } = response
  const encoding = headers["content-encoding"]
  // Across origins a browser hides the encoding, decodes, and shows the length before that. It hides the date as well.
  const length = encoding === undefined && headers["date"] !== undefined ? Number(headers["content-length"]) : NaN
  const bytes = length <= maxBytes
    ? Effect.mapBoth(response.arrayBuffer, { onFailure: bodyFailure, onSuccess: (buffer) => new Uint8Array(buffer) })
    : readBounded(response, length, maxBytes)
  return Effect.flatMap(
    encoding === undefined ? bytes : Effect.flatMap(bytes, (bytes) => decode(bytes, encoding, status, maxBytes)),
    (bytes) => bytes.byteLength <= maxBytes ? decodeText(bytes, status) : Effect.fail(tooLarge(maxBytes))
  )
}

/** Reads a body of unknown length, or of one over the bound, and lets go of it past the bound. */
const readBounded = (
  response: HttpClientResponse.HttpClientResponse,
  length: number,
  maxBytes: number
): Effect.Effect<Bytes, RequestFailure> => {
  // A response of fetch without a body, for example a 204, has no stream either.
  const bytes = Stream.catchAll(
    response.stream,
    (error) => error.reason === "EmptyBody" ? Stream.empty : Stream.fail(bodyFailure(error))
  )
  return collect(length > maxBytes ? Stream.mapEffect(bytes, () => Effect.fail(tooLarge(maxBytes))) : bytes, maxBytes)
}

const collect = (
  bytes: Stream.Stream<Uint8Array, RequestFailure>,
  maxBytes: number
): Effect.Effect<Bytes, RequestFailure> => {
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

const tooLarge = (maxBytes: number): RequestFailure =>
  new RequestFailure("TooLarge", undefined, `more than ${maxBytes} bytes`)

/** The failure of a body that the client could not read. */
export const bodyFailure = (error: HttpClientError.ResponseError): RequestFailure =>
  new RequestFailure("Body", codeOf(error.cause))

const isSuccess = (status: number): boolean => status >= 200 && status <= 299

// ------------------------------------------------------------------------------------------------ content encodings

/** Most encodings of one body, as in curl and in fetch: each of them may be a bomb. */
const mostEncodings = 5

/** Undoes encodings that nobody asked for: a gateway may apply them all the same. */
const decode = (
  bytes: Bytes,
  header: string,
  status: number,
  maxBytes: number
): Effect.Effect<Bytes, RequestFailure> => {
  const encodings = header.toLowerCase().split(",").map((name) => name.trim()).filter((name) =>
    name !== "" && name !== "identity"
  )
  if (encodings.length > mostEncodings) return Effect.fail(unknownEncoding(`${encodings.length} encodings`))
  const decoded = encodings.reduceRight(
    (bytes, encoding) => Effect.flatMap(bytes, (bytes) => decodeOne(bytes, encoding, maxBytes)),
    Effect.succeed(bytes) as Effect.Effect<Bytes, RequestFailure>
  )
  // The status of an error says more than its body.
  return isSuccess(status)
    ? decoded
    : Effect.catchAll(
      decoded,
      (failure) => failure.reason === "TooLarge" ? Effect.fail(failure) : Effect.succeed(nothing)
    )
}

const nothing: Bytes = new Uint8Array(0)

const decodeOne = (bytes: Bytes, encoding: string, maxBytes: number): Effect.Effect<Bytes, RequestFailure> => {
  switch (encoding) {
    case "gzip":
    case "x-gzip":
      return bytes[0] === 0x1f && bytes[1] === 0x8b ? decompress(bytes, "gzip", encoding, maxBytes) : unchanged(bytes)
    case "deflate":
      if (isZlib(bytes)) return decompress(bytes, "deflate", encoding, maxBytes)
      // Some servers send deflate without its zlib header.
      return isText(bytes) ? unchanged(bytes) : decompress(bytes, "deflate-raw", encoding, maxBytes)
    case "br":
      return isText(bytes) ? unchanged(bytes) : decompress(bytes, "brotli", encoding, maxBytes)
    default:
      return isText(bytes) ? unchanged(bytes) : Effect.fail(unknownEncoding(encoding))
  }
}

/** A client that decodes, for example fetch, leaves the header as it was. */
const unchanged = (bytes: Bytes): Effect.Effect<Bytes, RequestFailure> => Effect.succeed(bytes)

/** RFC 1950, section 2.2: the method is 8, and the first two bytes are a multiple of 31. */
const isZlib = ([first = 0, second = 0]: Bytes): boolean =>
  (first & 0x8f) === 0x08 && ((first << 8) | second) % 31 === 0

/** Whether bytes are text already: UTF-8 without control characters, which JSON does not contain. */
const isText = (bytes: Bytes): boolean => {
  try {
    return !/[^\P{Cc}\t\n\r\x7f-\x9f]/u.test(utf8.decode(bytes))
  } catch {
    return false
  }
}

const unknownEncoding = (name: string): RequestFailure =>
  new RequestFailure("Encoding", undefined, /^[\w.+ -]{1,40}$/.test(name) ? name : "an encoding of unusual name")

const decompress = (
  bytes: Bytes,
  format: "gzip" | "deflate" | "deflate-raw" | "brotli",
  encoding: string,
  maxBytes: number
): Effect.Effect<Bytes, RequestFailure> => {
  const stream = decompressionStream(format)
  return stream === undefined ? Effect.fail(unknownEncoding(encoding)) : collect(
    Stream.fromReadableStream(
      () => new Blob([bytes]).stream().pipeThrough(stream),
      (cause) => new RequestFailure("Body", codeOf(cause), `its ${encoding} is broken`)
    ),
    maxBytes
  )
}

const decompressionStream = (format: string): DecompressionStream | undefined => {
  try {
    // The types know fewer formats than platforms do. One that is not known throws.
    return new DecompressionStream(format as "gzip")
  } catch {
    return undefined
  }
}

// -------------------------------------------------------------------------------------------------------------- text

const utf8 = new TextDecoder("utf-8", { fatal: true })
const anyText = new TextDecoder()

/** An error says what it says by its status: the page of some gateway need not be UTF-8. */
const decodeText = (bytes: Uint8Array, status: number): Effect.Effect<string, RequestFailure> => {
  try {
    return Effect.succeed((isSuccess(status) ? utf8 : anyText).decode(bytes))
  } catch {
    return Effect.fail(new RequestFailure("Body", undefined, "it is not UTF-8"))
  }
}
