import type * as HttpClientError from "@effect/platform/HttpClientError"
import type * as HttpClientResponse from "@effect/platform/HttpClientResponse"
import type * as Effect from "effect/Effect"
import type { Bytes } from "./bytes.js"

/*
 * Functions that responses of `NodeHttp` have in addition to `HttpClientResponse`: they read a body of limited size
 * without a Stream, and decompress it with the functions of the platform. Responses of other clients are read through
 * the public interface.
 */

/** The compressions that platforms support. `deflate` has the header of zlib, `deflate-raw` has none. */
export type Compression = "gzip" | "deflate" | "deflate-raw" | "brotli"

/** Decompresses a whole body. Returns `undefined` if the result has more than `maxBytes`. */
export type Decompress = (
  bytes: Bytes,
  compression: Compression,
  maxBytes: number
) => Effect.Effect<Bytes | undefined, DecompressionFailure>

/** The failure of bytes that cannot be decompressed. */
export class DecompressionFailure {
  readonly _tag = "DecompressionFailure"
  constructor(readonly reason: "UnknownCompression" | "InvalidBytes", readonly cause?: unknown) {}
}

/**
 * The functions of a response of `NodeHttp`. The key is a string and not a symbol, so that bundlers can remove unused
 * classes that have it.
 */
export interface BoundedBody {
  readonly "effect-purecloud/BoundedBody": {
    /**
     * Reads the whole body without decompressing it. If it has more than `maxBytes`, stops reading and returns
     * `undefined`.
     */
    readonly read: (maxBytes: number) => Effect.Effect<Bytes | undefined, HttpClientError.ResponseError>
    readonly decompress: Decompress
  }
}

/** Whether a response has the functions of {@link BoundedBody}. */
export const isBoundedBody = (
  response: HttpClientResponse.HttpClientResponse
): response is HttpClientResponse.HttpClientResponse & BoundedBody => "effect-purecloud/BoundedBody" in response
