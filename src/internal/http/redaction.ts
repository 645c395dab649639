import { findsEncoded } from "./encodedSecrets.js"
import { patternOf } from "./secretPattern.js"

/*
 * Removes secrets from text of the service, which may repeat what it received.
 */

/** Maximum number of secrets: the size of a regular expression is limited. */
const maxSecrets = 16

/** Maximum number of characters of a text that are searched. The rest is removed. */
const maxTextLength = 65_536

/** Number of characters removed at a cut, where part of a secret may be: more than a pattern matches. */
const cutLength = 4096

const redacted = "[redacted]"

/** Returns the part of a secret that is looked for: white space around it and padding at its end may be lost. */
const coreOf = (secret: string): string => {
  const trimmed = secret.trim()
  return trimmed.replace(/=+$/, "") || trimmed
}

/**
 * Makes a function that replaces secrets in a text, or the whole text if they cannot be replaced one by one. A long
 * text is cut.
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
      // An engine may refuse a long pattern. Its error would contain the pattern, and so the secrets.
      return redacted
    }
  }
}
