import * as Effect from "effect/Effect"

/*
 * Time-based one-time codes (RFC 6238), and the URI from which apps read the secret of the codes.
 */

/** The parameters of one-time codes. */
export interface Parameters {
  /** `SHA1`, `SHA256` or `SHA512`. */
  readonly algorithm: string
  readonly digits: number
  /** Seconds for which a code is valid. */
  readonly period: number
  readonly secret: ReadonlyArray<number>
}

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"

/** Encodes bytes in base32, without padding. */
export const base32 = (bytes: ReadonlyArray<number>): string => {
  const bits = bytes.map((byte) => byte.toString(2).padStart(8, "0")).join("")
  return (bits.match(/.{1,5}/g) ?? []).map((group) => alphabet[Number.parseInt(group.padEnd(5, "0"), 2)]).join("")
}

/** Returns the URI that apps read from a QR code. */
export const keyUri = (
  { algorithm, digits, period, secret }: Parameters,
  { account, issuer }: { readonly account: string; readonly issuer: string }
): string => {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`
  const values = `algorithm=${algorithm}&digits=${digits}&period=${period}`
  return `otpauth://totp/${label}?secret=${base32(secret)}&issuer=${encodeURIComponent(issuer)}&${values}`
}

const hmac = (algorithm: string, secret: ReadonlyArray<number>, message: ArrayBuffer): Effect.Effect<DataView> => {
  const parameters = { name: "HMAC", hash: algorithm.replace("SHA", "SHA-") }
  return Effect.promise(() => crypto.subtle.importKey("raw", new Uint8Array(secret), parameters, false, ["sign"])).pipe(
    Effect.flatMap((key) => Effect.promise(() => crypto.subtle.sign("HMAC", key, message))),
    Effect.map((signature) => new DataView(signature))
  )
}

/** Returns the code that is valid at a time. `at` is in milliseconds since 1970. */
export const codeAt = ({ algorithm, digits, period, secret }: Parameters, at: number): Effect.Effect<string> => {
  const message = new DataView(new ArrayBuffer(8))
  message.setBigUint64(0, BigInt(Math.max(0, Math.floor(at / 1000 / period))))
  return Effect.map(hmac(algorithm, secret, message.buffer), (signature) => {
    const offset = signature.getUint8(signature.byteLength - 1) & 15
    const number = signature.getUint32(offset) & 0x7fffffff
    return String(number % 10 ** digits).padStart(digits, "0")
  })
}

/** Whether a code is valid at a time. The codes of the periods before and after are valid too. */
export const isValid = (parameters: Parameters, code: string, at: number): Effect.Effect<boolean> =>
  Effect.map(
    Effect.forEach([-1, 0, 1], (step) => codeAt(parameters, at + step * parameters.period * 1000)),
    (codes) => codes.includes(code)
  )
