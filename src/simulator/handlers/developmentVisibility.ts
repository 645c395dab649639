import { isCoaching } from "../data/developmentActivities.js"
import type { Activity } from "../data/developmentActivities.js"
import { day, type Interval, parseInterval } from "../data/time.js"
import { refuseField } from "../engine/refusal.js"
import type { Call } from "./handler.js"

const maxDays = 366

/** Whether the permissions of the token cover an activity. */
export const mayView = ({ permissions }: Call, activity: Activity): boolean =>
  permissions.has(isCoaching(activity) ? "coaching:appointment:view" : "learning:assignment:view")

/** Whether a time is in an interval. */
export const isWithin = (time: number, { from, to }: Interval): boolean => time >= from && time < to

const toSecond = (millis: number): number => Math.floor(millis / 1000) * 1000

/** Decodes an interval of at most one year. Milliseconds are ignored. */
export const decodeActivityInterval = (field: string, text: string): Interval => {
  const { from, to } = parseInterval(text) ??
    refuseField(field, "wem.learning.input.validation.error", "[{field}] is not an interval.", { field })
  if (to - from > maxDays * day) {
    refuseField(field, "date.interval.param.too.big", "[{field}] is longer than one year.", { field })
  }
  return { from: toSecond(from), to: toSecond(to) }
}
