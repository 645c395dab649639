import * as DateTime from "effect/DateTime"
import * as Option from "effect/Option"

/*
 * Instants, intervals and durations, as the service writes them.
 */

/** An instant. */
export const iso = (millis: number): string => DateTime.formatIso(DateTime.unsafeMake(millis))

/** Milliseconds of an instant, where it is one. */
export const parse = (text: string): number | undefined =>
  /^\d{4}-\d\d-\d\dT/.test(text)
    ? Option.getOrUndefined(Option.map(DateTime.make(text), DateTime.toEpochMillis))
    : undefined

/** From when to when, in milliseconds. */
export interface Interval {
  readonly from: number
  readonly to: number
}

/** `start/end`, where it is one and has a length. */
export const parseInterval = (text: string): Interval | undefined => {
  const [start = "", end = "", ...more] = text.split("/")
  const [from, to] = [parse(start), parse(end)]
  return from === undefined || to === undefined || from >= to || more.length > 0 ? undefined : { from, to }
}

/** An interval. */
export const formatInterval = ({ from, to }: Interval): string => `${iso(from)}/${iso(to)}`

const units = { W: 604_800_000, D: 86_400_000, H: 3_600_000, M: 60_000, S: 1000 }

/** Milliseconds of an ISO-8601 duration, where it is one of weeks, days, hours, minutes and seconds. */
export const parseDuration = (text: string): number | undefined => {
  const match = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(text)
  if (match === null) return undefined
  const [, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = match
  const millis = Number(weeks) * units.W + Number(days) * units.D + Number(hours) * units.H +
    Number(minutes) * units.M + Number(seconds) * units.S
  return millis > 0 ? millis : undefined
}
