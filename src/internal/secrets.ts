/*
 * Taking secrets out of words that a service wrote: it may have repeated what it was sent.
 */

const hex = (n: number): string => n.toString(16).padStart(2, "0")

const utf8 = new TextEncoder()

const names: { readonly [char: string]: string } = { "&": "amp", "<": "lt", ">": "gt", "\"": "quot", "'": "apos" }

/** A character as plain text, JSON, a URL and HTML may write it. */
const spellings = (char: string): string => {
  if (/[a-z0-9]/i.test(char)) return char
  const code = char.codePointAt(0) ?? 0
  const units = Array.from({ length: char.length }, (_, i) => char.charCodeAt(i))
  return `(?:${
    [
      `\\\\?\\u{${hex(code)}}`,
      units.map((unit) => `\\\\u${hex(unit).padStart(4, "0")}`).join(""),
      [...utf8.encode(char)].map((byte) => `%${hex(byte)}`).join(""),
      `&#0*${code};`,
      `&#x0*${hex(code).replace(/^0+/, "")};`,
      ...(names[char] === undefined ? [] : [`&${names[char]};`]),
      ...(char === " " ? ["\\+"] : [])
    ].join("|")
  })`
}

/** Replaces secrets, however they are written down. The longest goes first: another one may be its beginning. */
export const redactor = (secrets: ReadonlyArray<string>): (words: string) => string => {
  const patterns = secrets.filter((secret) => secret !== "")
    .sort((a, b) => b.length - a.length)
    .map((secret) => [...secret].map(spellings).join(""))
  if (patterns.length === 0) return (words) => words
  const pattern = new RegExp(patterns.join("|"), "giu")
  return (words) => words.replace(pattern, "[redacted]")
}
