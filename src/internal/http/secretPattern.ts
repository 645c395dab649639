/*
 * Makes regular expressions that find a secret in text, in plain form or with escaped characters.
 */

/** Names of the characters that HTML escapes. */
export const htmlEntities: { readonly [char: string]: string } = {
  "&": "amp",
  "<": "lt",
  ">": "gt",
  "\"": "quot",
  "'": "apos"
}

/** Maximum number of characters of a secret in its pattern: the size of a regular expression is limited. */
export const maxPatternLength = 256

/**
 * Returns the pattern of a secret. A long secret is found by its beginning, and the pattern matches all text after it.
 */
export const patternOf = (secret: string): string => {
  const chars = [...secret]
  return chars.slice(0, maxPatternLength).map(charPattern).join("") + (chars.length > maxPatternLength ? "[^]*" : "")
}

/** Returns the pattern of a character in plain text, JSON, a URL or HTML. */
const charPattern = (char: string): string => {
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
      ...(htmlEntities[char] === undefined ? [] : [`&${htmlEntities[char]};`]),
      ...(char === " " ? ["\\+"] : [])
    ].join("|")
  })`
}

const hex = (n: number): string => n.toString(16).padStart(2, "0")

const utf8 = new TextEncoder()
