import type * as HttpClientError from "@effect/platform/HttpClientError"
import type * as HttpClientResponse from "@effect/platform/HttpClientResponse"
import type * as Effect from "effect/Effect"

/*
 * What a client of this package offers beyond `HttpClientResponse`: to read a body within a bound without a Stream, and
 * to decompress it with the means of its platform. Any other response is read through the public interface.
 */

export type Bytes = Uint8Array<ArrayBuffer>

/** The compressions that platforms know. `deflate` has the header of zlib, `deflate-raw` has none. */
export type Compression = "gzip" | "deflate" | "deflate-raw" | "brotli"

/** Decompresses a whole body. `undefined`: it has more than `maxBytes`. */
export type Decompress = (
  bytes: Bytes,
  compression: Compression,
  maxBytes: number
) => Effect.Effect<Bytes | undefined, unknown>

/** Named by a string, so that bundlers drop classes that have it. */
export interface BoundedBody {
  readonly "effect-purecloud/BoundedBody": {
    /** The whole body as it was sent. `undefined`: it has more than `maxBytes`, and the rest is not read. */
    readonly read: (maxBytes: number) => Effect.Effect<Bytes | undefined, HttpClientError.ResponseError>
    readonly decompress: Decompress
  }
}

export const isBoundedBody = (
  response: HttpClientResponse.HttpClientResponse
): response is HttpClientResponse.HttpClientResponse & BoundedBody => "effect-purecloud/BoundedBody" in response
