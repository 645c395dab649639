import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Encoding from "effect/Encoding"
import * as Redacted from "effect/Redacted"

/*
 * Encrypts the entries of a token store with AES-GCM of the Web Crypto API.
 */

/** An entry cannot be encrypted or decrypted. Its reason contains no secret. */
export class CipherError extends Data.TaggedError("CipherError")<{ readonly reason: string }> {
  override get message() {
    return this.reason
  }
}

/** Encrypts and decrypts an entry with one key. */
export interface Cipher {
  readonly encrypt: (text: string) => Effect.Effect<string, CipherError>
  readonly decrypt: (entry: string) => Effect.Effect<string, CipherError>
}

/** Prefix of an encrypted entry. */
const prefix = "v1."

/** Cipher that returns entries unchanged. */
export const plain: Cipher = {
  encrypt: Effect.succeed,
  decrypt: (entry) =>
    entry.startsWith(prefix)
      ? new CipherError({ reason: "it is encrypted, and no key is given" })
      : Effect.succeed(entry)
}

/** Number of iterations of PBKDF2 that OWASP recommends. */
const iterations = 600_000

/** Number of bytes of the initialization vector. */
const ivLength = 12

/** Makes the cipher of an entry. An entry that was moved to another name cannot be decrypted. */
export const make = (secret: Redacted.Redacted, name: string): Effect.Effect<Cipher> =>
  Effect.map(Effect.cached(deriveKey(secret)), (key) => {
    const parameters = (iv: Uint8Array<ArrayBuffer>) => ({ name: "AES-GCM", iv, additionalData: bytesOf(name) })
    return {
      encrypt: (text) =>
        Effect.flatMap(key, (key) => {
          const iv = crypto.getRandomValues(new Uint8Array(ivLength))
          return Effect.map(
            attempt("it cannot be encrypted", () => crypto.subtle.encrypt(parameters(iv), key, bytesOf(text))),
            (encrypted) => prefix + Encoding.encodeBase64(new Uint8Array([...iv, ...new Uint8Array(encrypted)]))
          )
        }),
      decrypt: (entry) =>
        Effect.flatMap(key, (key) => {
          if (!entry.startsWith(prefix)) return new CipherError({ reason: "it is not encrypted" })
          return attempt("it was changed, or encrypted with another key", () => {
            const bytes = Uint8Array.from(atob(entry.slice(prefix.length)), (char) => char.charCodeAt(0))
            return crypto.subtle.decrypt(parameters(bytes.subarray(0, ivLength)), key, bytes.subarray(ivLength))
              .then((text) => new TextDecoder().decode(text))
          })
        })
    }
  })

type Key = Awaited<ReturnType<typeof crypto.subtle.importKey>>

const deriveKey = (secret: Redacted.Redacted): Effect.Effect<Key, CipherError> =>
  attempt(
    "the Web Crypto API is not available",
    () =>
      crypto.subtle.importKey("raw", bytesOf(Redacted.value(secret).trim()), "PBKDF2", false, ["deriveKey"])
        .then((password) => crypto.subtle.deriveKey(derivation(), password, algorithm, false, ["encrypt", "decrypt"]))
  )

const derivation = () => ({
  name: "PBKDF2",
  hash: "SHA-256",
  salt: bytesOf("effect-purecloud token store"),
  iterations
})

const algorithm = { name: "AES-GCM", length: 256 }

const attempt = <A>(reason: string, run: () => Promise<A>): Effect.Effect<A, CipherError> =>
  Effect.tryPromise({ try: run, catch: () => new CipherError({ reason }) })

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text)
