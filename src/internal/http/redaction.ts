import { findsEncoded } from "./encodedSecrets.js"
import { patternOf } from "./secretPattern.js"

/*
 * Removes secrets from text of the service, which may repeat the request.
 */

/** Maximum number of secrets: the size of a regular expression is limited. */
const maxSecrets = 16

/** Maximum number of characters of a text that are searched. The rest is removed. */
const maxTextLength = 65_536

/**
 * Number of characters that are removed at the end of a shortened text, which may be a part of a secret. It is larger
 * than any match of a pattern.
 */
const cutLength = 4096

const redacted = "[redacted]"

/**
 * Returns the part of a secret that is searched for: without white space around it and without padding at its end,
 * because the service may omit them.
 */
const coreOf = (secret: string): string => {
  const trimmed = secret.trim()
  return trimmed.replace(/=+$/, "") || trimmed
}

/**
 * Makes a function that replaces secrets in a text, or the whole text if they cannot be replaced one by one. A long
 * text is shortened.
 */
export const redactor = (secrets: ReadonlyArray<string>): (text: string) => string => {
  // A secret may begin with another one, so the longest is replaced first.
  const distinct = [...new Set(secrets.map(coreOf))].filter((secret) => secret !== "")
    .sort((a, b) => b.length - a.length)
  if (distinct.length === 0) return (text) => text.slice(0, maxTextLength)
  if (distinct.length > maxSecrets) return () => redacted
  const pattern = distinct.map(patternOf).join("|")
  const isEncodedIn = findsEncoded(distinct)
  return (text) => {
    try {
      const result = text.slice(0, maxTextLength).replace(new RegExp(pattern, "giu"), redacted)
      if (isEncodedIn(result)) return redacted
      return text.length <= maxTextLength || result.endsWith(redacted) ? result : result.slice(0, -cutLength)
    } catch {
      // The JavaScript engine may reject a long pattern. Its error would contain the pattern with the secrets.
      return redacted
    }
  }
}
