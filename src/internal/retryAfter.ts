/*
 * `Retry-After` (RFC 9110, section 10.2.3): whole seconds, or a date.
 */

/** The wait an answer asks for, in milliseconds, where it asks for one that can be read. */
export const retryAfterMillis = (
  headers: { readonly [key: string]: string | undefined },
  now: number
): number | undefined => {
  const value = headers["retry-after"]?.trim()
  if (value === undefined) return undefined
  if (/^\d+$/.test(value)) return Number(value) * 1000
  const date = /^[A-Za-z]{3}/.test(value) ? Date.parse(value) : NaN
  return Number.isNaN(date) ? undefined : Math.max(0, date - now)
}
