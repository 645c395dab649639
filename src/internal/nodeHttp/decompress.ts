// @effect-diagnostics nodeBuiltinImport:off
import * as Effect from "effect/Effect"
import { kMaxLength } from "node:buffer"
import { Duplex, type Transform } from "node:stream"
import * as Zlib from "node:zlib"
import { type Compression, type Decompress, DecompressionFailure } from "../http/boundedBody.js"
import type { Bytes } from "../http/bytes.js"

/*
 * Decompression by the zlib module of Node, which runs in other threads.
 */

type OneShot = (
  bytes: Bytes,
  options: Zlib.ZlibOptions & Zlib.BrotliOptions,
  callback: (error: NodeJS.ErrnoException | null, result: Buffer<ArrayBuffer>) => void
) => void

const oneShotOf = (compression: Compression): OneShot => {
  switch (compression) {
    case "gzip":
      return Zlib.gunzip
    case "deflate":
      return Zlib.inflate
    case "deflate-raw":
      return Zlib.inflateRaw
    case "brotli":
      return Zlib.brotliDecompress
  }
}

/** Decompresses a whole body. */
export const decompress: Decompress = (bytes, compression, maxBytes) =>
  Effect.async((resume) =>
    oneShotOf(compression)(bytes, { maxOutputLength: Math.min(maxBytes, kMaxLength) }, (error, result) => {
      if (error === null) resume(Effect.succeed(result))
      else if (error.code === "ERR_BUFFER_TOO_LARGE") resume(Effect.succeed(undefined))
      else resume(Effect.fail(new DecompressionFailure("InvalidBytes", error)))
    })
  )

/** Returns a stream that decompresses, or `undefined` if Node does not support the encoding. */
export const decompressionStream = (encoding: string) => {
  const stream = streamOf(encoding.trim().toLowerCase())
  return stream && Duplex.toWeb(stream)
}

const streamOf = (encoding: string): Transform | undefined => {
  switch (encoding) {
    case "gzip":
    case "x-gzip":
      return Zlib.createGunzip()
    case "deflate":
      return Zlib.createInflate()
    case "br":
      return Zlib.createBrotliDecompress()
    default:
      return undefined
  }
}
