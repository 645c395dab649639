import { redactor } from "./redaction.js"

/*
 * Quotes text of the service in an error. Secrets are redacted, because the text may repeat the request.
 */

/** Returns the secrets to redact. It is called only if there is an error. */
export type Secrets = () => ReadonlyArray<string>

/** Returns text on one line, without secrets, of at most `maxLength` characters. `undefined` if there is no text. */
export type Quote = (u: unknown, maxLength?: number) => string | undefined

/** Default maximum length of a quoted text. */
const defaultMaxLength = 200

/** Makes a {@link Quote}. */
export const quoting = (secrets: Secrets): Quote => {
  const redact = redactor(secrets())
  return (u, maxLength = defaultMaxLength) =>
    typeof u === "string"
      ? redact(u).replace(/[\s\p{Cc}]+/gu, " ").trim().slice(0, maxLength).replace(/[\ud800-\udbff]$/, "") || undefined
      : undefined
}
