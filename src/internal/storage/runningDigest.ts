import * as Effect from "effect/Effect"
import * as Encoding from "effect/Encoding"

/*
 * A digest of bytes that are appended one after the other, by the digest function of the platform, which keeps no state
 * between calls: SHA-256 over blocks of 256 KiB, each after the digest of the blocks before it. The digest depends on
 * the bytes only, and not on the pieces in which they were appended.
 */

const blockSize = 2 ** 18

const digestSize = 32

/** A digest that bytes can be appended to. */
export interface RunningDigest {
  readonly append: (bytes: Uint8Array) => Effect.Effect<void>
  /** The digest of all bytes so far, in hexadecimal. */
  readonly digest: Effect.Effect<string>
}

const sha256 = (bytes: Uint8Array): Effect.Effect<Uint8Array> =>
  Effect.map(Effect.promise(() => crypto.subtle.digest("SHA-256", bytes)), (digest) => new Uint8Array(digest))

/** Returns the SHA-256 of a text, in hexadecimal. */
export const digestOf = (text: string): Effect.Effect<string> =>
  Effect.map(sha256(new TextEncoder().encode(text)), Encoding.encodeHex)

/** Makes the digest of no bytes. */
export const make = (): RunningDigest => {
  // The digest of the blocks before, then the block that is not full yet.
  const buffer = new Uint8Array(digestSize + blockSize)
  let end = digestSize

  const append = (bytes: Uint8Array): Effect.Effect<void> =>
    Effect.suspend(() => {
      const size = Math.min(bytes.length, buffer.length - end)
      buffer.set(bytes.subarray(0, size), end)
      end += size
      return end < buffer.length ? Effect.void : Effect.flatMap(sha256(buffer), (digest) => {
        buffer.set(digest)
        end = digestSize
        return append(bytes.subarray(size))
      })
    })

  return {
    append,
    digest: Effect.suspend(() => Effect.map(sha256(buffer.subarray(0, end)), Encoding.encodeHex))
  }
}
