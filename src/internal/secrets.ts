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

/** Most characters of a secret that are looked for, and most secrets: a regular expression has its limits. */
const longest = 256
const most = 16

/** The beginning tells a long secret. All that follows goes with it. */
const patternOf = (secret: string): string => {
  const chars = [...secret]
  return chars.slice(0, longest).map(spellings).join("") + (chars.length > longest ? "[^]*" : "")
}

const withhold = (): string => "[redacted]"

/**
 * Replaces secrets, however they are written down, and all there is where that cannot be done. The longest goes first:
 * another one may be its beginning.
 */
export const redactor = (secrets: ReadonlyArray<string>): (words: string) => string => {
  const distinct = [...new Set(secrets)].filter((secret) => secret !== "").sort((a, b) => b.length - a.length)
  if (distinct.length === 0) return (words) => words
  if (distinct.length > most) return withhold
  const source = distinct.map(patternOf).join("|")
  return (words) => {
    try {
      return words.replace(new RegExp(source, "giu"), withhold)
    } catch {
      // Some engines take less. Their error would quote the pattern, and so the secrets.
      return withhold()
    }
  }
}
