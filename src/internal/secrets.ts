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

/** Most characters that are looked through. */
const bound = 65_536

/** More than a secret's beginning takes, whatever its spelling: so much at a cut may be the half of one. */
const half = 4096

const gone = "[redacted]"

/**
 * Replaces secrets, however they are written down, and all there is where that cannot be done. The longest goes first:
 * another one may be its beginning. Of very long words the beginning is given.
 */
export const redactor = (secrets: ReadonlyArray<string>): (words: string) => string => {
  const distinct = [...new Set(secrets)].filter((secret) => secret !== "").sort((a, b) => b.length - a.length)
  if (distinct.length === 0) return (words) => words.slice(0, bound)
  if (distinct.length > most) return () => gone
  const source = distinct.map(patternOf).join("|")
  return (words) => {
    try {
      const left = words.slice(0, bound).replace(new RegExp(source, "giu"), gone)
      return words.length <= bound || left.endsWith(gone) ? left : left.slice(0, -half)
    } catch {
      // Some engines take less. Their error would quote the pattern, and so the secrets.
      return gone
    }
  }
}
