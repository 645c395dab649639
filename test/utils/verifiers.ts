/**
 * The codes of an authenticator app, and the credentials of a browser.
 */
import { createHmac } from "node:crypto"

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"

const fromBase32 = (text: string): Buffer => {
  const bits = [...text].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, "0")).join("")
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}

/** The code that an app shows at a time, in milliseconds since 1970. */
export const totpCode = (keyUri: string, at: number): string => {
  const params = new URL(keyUri).searchParams
  const digits = Number(params.get("digits"))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 1000 / Number(params.get("period")))))
  const hmac = createHmac(params.get("algorithm")!.toLowerCase(), fromBase32(params.get("secret")!)).update(counter)
    .digest()
  const offset = hmac[hmac.length - 1]! & 15
  return String((hmac.readUInt32BE(offset) & 0x7fffffff) % 10 ** digits).padStart(digits, "0")
}

/** The result of a browser for a challenge. */
export const webAuthnCredential = (id: string, challenge: string, type = "webauthn.create") => ({
  id,
  rawId: id,
  type: "public-key",
  response: {
    clientDataJSON: Buffer.from(JSON.stringify({ type, challenge, origin: "https://login.example" })).toString(
      "base64url"
    ),
    attestationObject: "cHJvb2Y"
  }
})
