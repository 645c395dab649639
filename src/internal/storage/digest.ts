import * as Effect from "effect/Effect"
import * as Encoding from "effect/Encoding"

/*
 * A digest of bytes that grow, without the state of a hash: SHA-256 over blocks, each with the digest of those before
 * it. Whoever has the bytes has the digest, however they came in.
 */

const blockSize = 2 ** 18

const digestSize = 32

/** Any bytes, one after the other, in a digest. */
export interface Chain {
  readonly append: (bytes: Uint8Array) => Effect.Effect<void>
  /** Of all bytes so far, in hexadecimal. */
  readonly digest: Effect.Effect<string>
}

const sha256 = (bytes: Uint8Array): Effect.Effect<Uint8Array> =>
  Effect.map(Effect.promise(() => crypto.subtle.digest("SHA-256", bytes)), (digest) => new Uint8Array(digest))

/** The digest of a text, in hexadecimal. */
export const digestOf = (text: string): Effect.Effect<string> =>
  Effect.map(sha256(new TextEncoder().encode(text)), Encoding.encodeHex)

/** A chain without any bytes. */
export const make = (): Chain => {
  // The digest of the blocks before, and the block that is not full yet.
  const block = new Uint8Array(digestSize + blockSize)
  let end = digestSize

  const append = (bytes: Uint8Array): Effect.Effect<void> =>
    Effect.suspend(() => {
      const taken = Math.min(bytes.length, block.length - end)
      block.set(bytes.subarray(0, taken), end)
      end += taken
      return end < block.length ? Effect.void : Effect.flatMap(sha256(block), (digest) => {
        block.set(digest)
        end = digestSize
        return append(bytes.subarray(taken))
      })
    })

  return {
    append,
    digest: Effect.suspend(() => Effect.map(sha256(block.subarray(0, end)), Encoding.encodeHex))
  }
}
