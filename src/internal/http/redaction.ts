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

/** How a secret is looked for: white space around it and padding at its end may be lost on the way. */
const coreOf = (secret: string): string => {
  const trimmed = secret.trim()
  return trimmed.replace(/=+$/, "") || trimmed
}

/**
 * Replaces secrets, however they are written down, and all there is where that cannot be done. The longest goes first:
 * another one may be its beginning. Of very long words the beginning is given.
 */
export const redactor = (secrets: ReadonlyArray<string>): (words: string) => string => {
  const distinct = [...new Set(secrets.map(coreOf))].filter((secret) => secret !== "")
    .sort((a, b) => b.length - a.length)
  if (distinct.length === 0) return (words) => words.slice(0, bound)
  if (distinct.length > most) return () => gone
  const source = distinct.map(patternOf).join("|")
  const hides = hiding(distinct)
  return (words) => {
    try {
      const left = words.slice(0, bound).replace(new RegExp(source, "giu"), gone)
      if (hides(left)) return gone
      return words.length <= bound || left.endsWith(gone) ? left : left.slice(0, -half)
    } catch {
      // Some engines take less. Their error would quote the pattern, and so the secrets.
      return gone
    }
  }
}

// ---------------------------------------------------------------------------------------------- secrets in disguise

/** Secrets shorter than this are found by chance in what was decoded. */
const shortest = 4

/** How many encodings lie one over the other, for example a form in base64 in JSON. */
const layers = 4

/**
 * Tells whether words hold a secret in an encoding that hides all its characters, for example base64 or `\u0041`, or in
 * several encodings.
 */
const hiding = (secrets: ReadonlyArray<string>): (words: string) => boolean => {
  const wanted = secrets.map((secret) => secret.slice(0, longest).toLowerCase()).filter((secret) =>
    secret.length >= shortest
  )
  if (wanted.length === 0) return () => false
  const holds = (text: string): boolean => {
    const lower = text.toLowerCase()
    return wanted.some((secret) => lower.includes(secret))
  }
  // Base64 of a secret is a third longer than it. Ids are mostly shorter.
  const fewest = Math.min(...wanted.map((secret) => [...secret].length))
  const shortestRun = Math.floor(fewest * 4 / 3)
  const readable = new RegExp(`[^\\ufffd]{${fewest}}`, "u")
  const runs = new RegExp(`[a-z\\d+/_-]{${shortestRun},}`, "gi")
  const decoders = [percent, form, backslash, html, (text: string) => base64(text, runs, readable)]
  const hides = (text: string, depth: number): boolean =>
    depth > 0 && decoders.some((decode) => {
      const decoded = decode(text)
      return decoded !== text && decoded !== "" && (holds(decoded) || hides(decoded, depth - 1))
    })
  return (words) => hides(words, layers)
}

const fromBytes = (bytes: Iterable<number>): string => anyText.decode(Uint8Array.from(bytes))

const anyText = new TextDecoder()

const fromCode = (code: number): string => code <= 0x10ffff ? String.fromCodePoint(code) : ""

const percent = (text: string): string =>
  text.replace(/(?:%[\da-f]{2})+/gi, (run) => fromBytes(run.slice(1).split("%").map((hex) => parseInt(hex, 16))))

const form = (text: string): string => text.includes("+") ? percent(text.replaceAll("+", " ")) : text

const backslash = (text: string): string =>
  text.replace(
    /\\(?:u([\da-f]{4})|u\{([\da-f]{1,6})\}|x([\da-f]{2})|(["'\\/]))/gi,
    (_, unit?: string, point?: string, byte?: string, char?: string) =>
      char ??
        (unit === undefined ? fromCode(parseInt(point ?? byte ?? "", 16)) : String.fromCharCode(parseInt(unit, 16)))
  )

const html = (text: string): string =>
  text.replace(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(amp|lt|gt|quot|apos));/gi,
    (_, decimal?: string, hexadecimal?: string, name = "") =>
      decimal !== undefined
        ? fromCode(Number(decimal))
        : hexadecimal !== undefined
        ? fromCode(parseInt(hexadecimal, 16))
        : Object.keys(names).find((char) => names[char] === name.toLowerCase()) ?? ""
  )

/** What is text in base64, wherever in a run of its characters it begins: other text may be glued to it. */
const base64 = (text: string, runs: RegExp, readable: RegExp): string => {
  const found: Array<string> = []
  for (const [run] of text.matchAll(runs)) {
    const standard = run.replaceAll("-", "+").replaceAll("_", "/")
    for (let offset = 0; offset < 4; offset++) {
      const part = standard.slice(offset)
      // A single character at the end is no byte.
      const bytes = atob(part.length % 4 === 1 ? part.slice(0, -1) : part)
      const decoded = fromBytes(Array.from(bytes, (char) => char.charCodeAt(0)))
      if (readable.test(decoded)) found.push(decoded)
    }
  }
  return found.join("\n")
}
