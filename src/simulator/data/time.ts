import * as DateTime from "effect/DateTime"
import * as Option from "effect/Option"

/*
 * Dates, intervals and durations in the formats of the service.
 */

/** Number of milliseconds in a minute. */
export const minute = 60_000

/** Number of milliseconds in a day. */
export const day = 86_400_000

/** Formats a time in milliseconds since 1970 as an ISO-8601 date. */
export const iso = (millis: number): string => DateTime.formatIso(DateTime.unsafeMake(millis))

/** Parses an ISO-8601 date. Returns milliseconds since 1970, or `undefined` if the text is not a date with a time. */
export const parse = (text: string): number | undefined =>
  /^\d{4}-\d\d-\d\dT/.test(text)
    ? Option.getOrUndefined(Option.map(DateTime.make(text), DateTime.toEpochMillis))
    : undefined

/** An interval. Both ends are in milliseconds since 1970; the end is not part of it. */
export interface Interval {
  readonly from: number
  readonly to: number
}

/** Parses an interval, `start/end`. Returns `undefined` if it is invalid or empty. */
export const parseInterval = (text: string): Interval | undefined => {
  const [start = "", end = "", ...more] = text.split("/")
  const [from, to] = [parse(start), parse(end)]
  return from === undefined || to === undefined || from >= to || more.length > 0 ? undefined : { from, to }
}

/** Formats an interval. */
export const formatInterval = ({ from, to }: Interval): string => `${iso(from)}/${iso(to)}`

const units = { W: 604_800_000, D: day, H: 3_600_000, M: minute, S: 1000 }

/**
 * Parses an ISO-8601 duration of weeks, days, hours, minutes and seconds. Returns milliseconds, or `undefined` if the
 * duration is invalid or zero.
 */
export const parseDuration = (text: string): number | undefined => {
  const match = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(text)
  if (match === null) return undefined
  const [, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = match
  const millis = Number(weeks) * units.W + Number(days) * units.D + Number(hours) * units.H +
    Number(minutes) * units.M + Number(seconds) * units.S
  return millis > 0 ? millis : undefined
}
