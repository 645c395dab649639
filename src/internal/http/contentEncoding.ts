import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { type Compression, type Decompress, DecompressionFailure } from "./boundedBody.js"
import type { Bytes } from "./bytes.js"
import { collectBytes } from "./collectBytes.js"
import { bodyFailure, RequestFailure } from "./failure.js"

/*
 * Decodes the `Content-Encoding` of a body. Most HTTP clients have already decoded the body, but do not remove the
 * header. A gateway may add an encoding that the client did not request.
 */

/** Maximum number of encodings of one body, the same as in curl and fetch. Each of them may be a decompression bomb. */
const maxEncodings = 5

/** Options of the decoding of a body. */
export interface Options {
  /** Maximum size of the body after each decompression, in bytes. */
  readonly maxBytes: number
  readonly decompress: Decompress
  /** Whether it is certain that the HTTP client has not decoded the bytes. */
  readonly isRaw: boolean
}

/**
 * Decodes a body. `header` lists its encodings in the order in which they were applied. An empty body, for example of a
 * 204, has none, whatever the header says.
 */
export const decodeContent = (
  bytes: Bytes,
  header: string,
  options: Options
): Effect.Effect<Bytes, RequestFailure> => {
  if (bytes.byteLength === 0) return Effect.succeed(bytes)
  const encodings = header.toLowerCase().split(",").map((name) => name.trim())
    .filter((name) => name !== "" && name !== "identity")
  if (encodings.length > maxEncodings) return Effect.fail(unknownEncoding(`${encodings.length} encodings`))
  return encodings.reduceRight<Effect.Effect<Bytes, RequestFailure>>(
    (bytes, encoding) => Effect.flatMap(bytes, (bytes) => decodeOne(bytes, encoding, options)),
    Effect.succeed(bytes)
  )
}

/** Decodes one encoding. Returns a body unchanged if its bytes are not in this encoding. */
const decodeOne = (bytes: Bytes, encoding: string, options: Options): Effect.Effect<Bytes, RequestFailure> => {
  switch (encoding) {
    case "gzip":
    case "x-gzip":
      return isGzip(bytes) ? decompressed(bytes, "gzip", encoding, options) : Effect.succeed(bytes)
    case "deflate":
      if (isZlib(bytes)) return decompressed(bytes, "deflate", encoding, options)
      // Some servers send deflate without its zlib header.
      return isText(bytes) ? Effect.succeed(bytes) : decompressed(bytes, "deflate-raw", encoding, options)
    case "br":
      return !options.isRaw && isText(bytes)
        ? Effect.succeed(bytes)
        : decompressed(bytes, "brotli", encoding, options)
    default:
      return isText(bytes) ? Effect.succeed(bytes) : Effect.fail(unknownEncoding(encoding))
  }
}

const decompressed = (
  bytes: Bytes,
  compression: Compression,
  encoding: string,
  { decompress, maxBytes }: Options
): Effect.Effect<Bytes, RequestFailure> =>
  Effect.matchEffect(decompress(bytes, compression, maxBytes), {
    onFailure: ({ cause, reason }) =>
      Effect.fail(
        reason === "UnknownCompression"
          ? unknownEncoding(encoding)
          : bodyFailure({ cause }, `invalid ${encoding}`)
      ),
    onSuccess: (bytes) => bytes === undefined ? Effect.fail(tooLarge(maxBytes)) : Effect.succeed(bytes)
  })

const isGzip = (bytes: Bytes): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b

/** RFC 1950, section 2.2: the method is 8, and the first two bytes are a multiple of 31. */
const isZlib = ([first = 0, second = 0]: Bytes): boolean =>
  (first & 0x8f) === 0x08 && ((first << 8) | second) % 31 === 0

const utf8 = new TextDecoder("utf-8", { fatal: true })

/** Whether bytes are text and not compressed: UTF-8 without the control characters that JSON cannot contain. */
const isText = (bytes: Bytes): boolean => {
  try {
    return !/[^\P{Cc}\t\n\r\x7f-\x9f]/u.test(utf8.decode(bytes))
  } catch {
    return false
  }
}

const unknownEncoding = (name: string): RequestFailure =>
  new RequestFailure("Encoding", undefined, /^[\w.+ -]{1,40}$/.test(name) ? name : "an encoding with an unusual name")

/** Makes the failure of a body that is larger than allowed. */
export const tooLarge = (maxBytes: number): RequestFailure =>
  new RequestFailure("TooLarge", undefined, `more than ${maxBytes} bytes`)

/** Decompresses with the standard `DecompressionStream`, whose formats differ by platform. */
export const decompressByPlatform: Decompress = (bytes, compression, maxBytes) => {
  const stream = decompressionStream(compression)
  return stream === undefined ? Effect.fail(new DecompressionFailure("UnknownCompression")) : collectBytes(
    Stream.fromReadableStream(
      () => new Blob([bytes]).stream().pipeThrough(stream),
      (cause) => new DecompressionFailure("InvalidBytes", cause)
    ),
    maxBytes
  )
}

const decompressionStream = (format: string): DecompressionStream | undefined => {
  try {
    // The type has fewer formats than some platforms support. The constructor throws if the format is not supported.
    return new DecompressionStream(format as "gzip")
  } catch {
    return undefined
  }
}
