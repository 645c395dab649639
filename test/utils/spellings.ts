/**
 * Encodings in which a program may write a text.
 */
import { FastCheck } from "effect"

export type Spelling = (text: string) => string

const units = (write: (unit: number) => string): Spelling => (text) =>
  Array.from({ length: text.length }, (_, i) => write(text.charCodeAt(i))).join("")

const base64 = (text: string) => Buffer.from(text).toString("base64")

export const withoutPadding = (text: string) => text.replace(/=+$/, "")

/** Encodings of a text, by name. */
export const spellings: { readonly [name: string]: Spelling } = {
  unchanged: (text) => text,
  trimmed: (text) => text.trim(),
  "without its padding": (text) => withoutPadding(text.trim()),
  "in upper case": (text) => text.toUpperCase(),
  "in JSON": (text) => JSON.stringify(text).slice(1, -1),
  "in JSON, ASCII only": units((unit) => `\\u${unit.toString(16).padStart(4, "0")}`),
  "in JSON with solidus escaped": (text) => JSON.stringify(text).slice(1, -1).replaceAll("/", "\\/"),
  "percent-encoded": encodeURIComponent,
  "percent-encoded, lower case": (text) => encodeURIComponent(text).replace(/%../g, (hex) => hex.toLowerCase()),
  "percent-encoded, every byte": (text) =>
    [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join(""),
  "in a form": (text) => new URLSearchParams({ k: text }).toString().slice(2),
  "in HTML": (text) =>
    text.replace(/[&<>"']/g, (char) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&quot;" })[char] ?? "&#39;"),
  "in HTML, every character": (text) => [...text].map((char) => `&#x${char.codePointAt(0)!.toString(16)};`).join(""),
  "in hexadecimal": (text) => Buffer.from(text).toString("hex"),
  "in hexadecimal, upper case": (text) => Buffer.from(text).toString("hex").toUpperCase(),
  "as bytes in hexadecimal": (text) => Buffer.from(text).toString("hex").replace(/..(?=.)/g, "$& "),
  "as bytes in hexadecimal with colons": (text) => Buffer.from(text).toString("hex").replace(/..(?=.)/g, "$&:"),
  base64,
  "base64 without padding": (text) => withoutPadding(base64(text)),
  base64url: (text) => Buffer.from(text).toString("base64url"),
  "Basic credentials": (text) => `Basic ${base64(`a-client:${text}`)}`,
  "Basic credentials without padding": (text) => `Basic ${withoutPadding(base64(`client:${text}`))}`,
  "Basic credentials of encoded values": (text) => `Basic ${base64(`c:${encodeURIComponent(text)}`)}`
}

/** White space that a program may write before or after a text. */
export const whiteSpace = FastCheck.stringOf(FastCheck.constantFrom(" ", "\n", "\r", "\t", "\u00a0", "\ufeff"), {
  maxLength: 3
})
