import { htmlEntities, maxPatternLength } from "./secretPattern.js"

/*
 * Recognizes secrets in encodings that change all their characters, for example base64, hexadecimal or
 * `\u0041`. The text is decoded to find them, also if encodings are nested.
 */

/** Minimum length of a secret that is searched for in decoded text. A shorter one would be found by chance. */
const minLength = 4

/** Maximum number of nested encodings, for example a form in base64 in JSON. */
const maxNesting = 4

/** Makes a function that returns whether a text contains one of the secrets in an encoding. */
export const findsEncoded = (secrets: ReadonlyArray<string>): (text: string) => boolean => {
  const wanted = secrets.map((secret) => secret.slice(0, maxPatternLength).toLowerCase())
    .filter((secret) => secret.length >= minLength)
  if (wanted.length === 0) return () => false
  const minChars = Math.min(...wanted.map((secret) => [...secret].length))
  const decoders = [...textDecoders, hexDecoder(minChars), base64Decoder(minChars)]
  const contains = (text: string): boolean => {
    const lower = text.toLowerCase()
    return wanted.some((secret) => lower.includes(secret))
  }
  const finds = (text: string, nesting: number): boolean =>
    nesting > 0 && decoders.some((decode) => {
      const decoded = decode(text)
      return decoded !== text && decoded !== "" && (contains(decoded) || finds(decoded, nesting - 1))
    })
  return (text) => finds(text, maxNesting)
}

// --------------------------------------------------------------------------------------------------------- decoders

/** Decodes a text. Returns it unchanged, or an empty text, if nothing in it is encoded. */
type Decoder = (text: string) => string

const utf8 = new TextDecoder()

const fromBytes = (bytes: Iterable<number>): string => utf8.decode(Uint8Array.from(bytes))

const fromCodePoint = (code: number): string => code <= 0x10ffff ? String.fromCodePoint(code) : ""

const decodePercent: Decoder = (text) =>
  text.replace(/(?:%[\da-f]{2})+/gi, (run) => fromBytes(run.slice(1).split("%").map((hex) => parseInt(hex, 16))))

const decodeForm: Decoder = (text) => text.includes("+") ? decodePercent(text.replaceAll("+", " ")) : text

/** Decodes escapes of JSON and JavaScript. */
const decodeBackslash: Decoder = (text) =>
  text.replace(
    /\\(?:u([\da-f]{4})|u\{([\da-f]{1,6})\}|x([\da-f]{2})|(["'\\/]))/gi,
    (_, unit?: string, point?: string, byte?: string, char?: string) =>
      char ??
        (unit === undefined
          ? fromCodePoint(parseInt(point ?? byte ?? "", 16))
          : String.fromCharCode(parseInt(unit, 16)))
  )

const decodeHtml: Decoder = (text) =>
  text.replace(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(amp|lt|gt|quot|apos));/gi,
    (_, decimal?: string, hexadecimal?: string, name = "") =>
      decimal !== undefined
        ? fromCodePoint(Number(decimal))
        : hexadecimal !== undefined
        ? fromCodePoint(parseInt(hexadecimal, 16))
        : Object.keys(htmlEntities).find((char) => htmlEntities[char] === name.toLowerCase()) ?? ""
  )

const textDecoders: ReadonlyArray<Decoder> = [decodePercent, decodeForm, decodeBackslash, decodeHtml]

/** Makes a decoder of hexadecimal bytes, with or without separators, that are enough for a secret. */
const hexDecoder = (minChars: number): Decoder => {
  const runs = new RegExp(`(?:[\\da-f]{2}[ :-]?){${minChars},}[\\da-f]?`, "gi")
  return (text) => {
    const found: Array<string> = []
    for (const [run] of text.matchAll(runs)) {
      const digits = run.replace(/[ :-]/g, "")
      // There may be another digit before the first byte.
      for (const part of [digits, digits.slice(1)]) {
        found.push(fromBytes((part.match(/../g) ?? []).map((byte) => parseInt(byte, 16))))
      }
    }
    return found.join("\n")
  }
}

/**
 * Makes a decoder of base64 that is long enough for a secret. It returns the text found in all four alignments, because
 * there may be other text before the base64.
 */
const base64Decoder = (minChars: number): Decoder => {
  // Base64 is a third longer than the bytes that it encodes. Most ids are too short to match.
  const runs = new RegExp(`[a-z\\d+/_-]{${Math.floor(minChars * 4 / 3)},}`, "gi")
  const isText = new RegExp(`[^\\ufffd]{${minChars}}`, "u")
  return (text) => {
    const found: Array<string> = []
    for (const [run] of text.matchAll(runs)) {
      const standard = run.replaceAll("-", "+").replaceAll("_", "/")
      for (let offset = 0; offset < 4; offset++) {
        const part = standard.slice(offset)
        // A single character at the end does not encode a byte.
        const bytes = atob(part.length % 4 === 1 ? part.slice(0, -1) : part)
        const decoded = fromBytes(Array.from(bytes, (char) => char.charCodeAt(0)))
        if (isText.test(decoded)) found.push(decoded)
      }
    }
    return found.join("\n")
  }
}
