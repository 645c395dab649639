/*
 * `Retry-After` (RFC 9110, section 10.2.3): whole seconds, or a date.
 */

/** The wait an answer asks for, in milliseconds, where it asks for one that can be read. */
export const retryAfterMillis = (
  headers: { readonly [key: string]: string | undefined },
  now: number
): number | undefined => {
  const value = headers["retry-after"]?.trim() ?? ""
  if (/^\d+$/.test(value)) return Math.min(Number(value) * 1000, Number.MAX_SAFE_INTEGER)
  // Date.parse finds a date in nearly anything.
  const date = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*, .+ GMT$/.test(value) ? Date.parse(value) : NaN
  return Number.isNaN(date) ? undefined : Math.max(0, date - now)
}
