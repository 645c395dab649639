import * as DateTime from "effect/DateTime"
import * as Duration from "effect/Duration"
import type { RawResponse } from "./rawResponse.js"

/*
 * Parses `Retry-After` (RFC 9110, section 10.2.3): whole seconds, or a date.
 */

/** Returns the time to wait, if a response has a valid `Retry-After`. */
export const retryAfterOf = ({ headers }: RawResponse, now: number): Duration.Duration | undefined => {
  const millis = retryAfterMillis(headers, now)
  return millis === undefined ? undefined : Duration.millis(millis)
}

/** Returns the time to wait in milliseconds, if headers have a valid `Retry-After`. */
export const retryAfterMillis = (
  headers: { readonly [key: string]: string | undefined },
  now: number
): number | undefined => {
  const value = headers["retry-after"]?.trim() ?? ""
  // Two headers, for example of the service and of a gateway, are joined with a comma. The longest wait is obeyed.
  if (/^\d+(\s*,\s*\d+)*$/.test(value)) {
    return Math.min(Math.max(...value.split(",").map(Number)) * 1000, Number.MAX_SAFE_INTEGER)
  }
  const date = dateMillis(value, now)
  return date === undefined ? undefined : Math.max(0, date - now)
}

const months = "JanFebMarAprMayJunJulAugSepOctNovDec"

const weekday = "(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)"

const month = "(?<month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"

const time = "(?<hour>\\d{1,2}):(?<minute>\\d{2}):(?<second>\\d{2})"

/** Formats of a date (RFC 9110, section 5.6.7): first IMF-fixdate and RFC 850, then asctime. */
const forms = (): ReadonlyArray<RegExp> => [
  new RegExp(`^${weekday}[a-z]*, (?<day>\\d{1,2})[ -]${month}[ -](?<year>\\d{4}|\\d{2}) ${time} GMT$`),
  new RegExp(`^${weekday} ${month} +(?<day>\\d{1,2}) ${time} (?<year>\\d{4})$`)
]

/**
 * Parses a date. `Date.parse` is not used, because it accepts nearly any text, and reads an asctime date as local time.
 */
const dateMillis = (text: string, now: number): number | undefined => {
  const fields = forms().map((form) => form.exec(text)?.groups).find((groups) => groups !== undefined)
  if (fields === undefined) return undefined
  const of = (name: string): number => Number(fields[name])
  const month = months.indexOf(fields["month"] ?? "") / 3 + 1
  const year = fields["year"]?.length === 2 ? fullYear(of("year"), now) : of("year")
  const date = DateTime.unsafeMake({
    year,
    month,
    day: of("day"),
    hours: of("hour"),
    minutes: of("minute"),
    seconds: of("second")
  })
  const { day, hours } = DateTime.toPartsUtc(date)
  const exists = day === of("day") && hours === of("hour") && of("minute") < 60 && of("second") <= 60
  return exists ? DateTime.toEpochMillis(date) : undefined
}

/** Returns the year of two digits: at most 50 years in the future, otherwise in the past. */
const fullYear = (digits: number, now: number): number => {
  const thisYear = DateTime.getPartUtc(DateTime.unsafeMake(now), "year")
  const year = thisYear - thisYear % 100 + digits
  return year > thisYear + 50 ? year - 100 : year < thisYear - 49 ? year + 100 : year
}
