import type * as Query from "../../models/DevelopmentActivityQuery.js"
import * as Activities from "../data/developmentActivities.js"
import { formatInterval, type Interval } from "../data/time.js"
import { refuseField } from "../engine/refusal.js"
import { decodeActivityInterval, isWithin, mayView } from "./developmentVisibility.js"
import type { Call } from "./handler.js"

/*
 * Aggregates of development activities. An appointment is counted once for each attendee.
 */

const maxAttendees = 100

/** An activity and one of its attendees. */
interface Attendance {
  readonly userId: string
  readonly activity: Activities.Activity
}

type Statistics = Query.DevelopmentActivityAggregateQueryResponseStatistics

type Metric = (activities: ReadonlyArray<Activities.Activity>, now: number) => Statistics

const counting = (matches: (activity: Activities.Activity, now: number) => boolean): Metric => (activities, now) => ({
  count: activities.filter((activity) => matches(activity, now)).length
})

const countingStatus = (status: string): Metric => counting((activity) => activity.status === status)

const scores: Metric = (activities) => {
  const scores = activities.flatMap(({ score }) => score === undefined ? [] : [score])
  return scores.length === 0 ? { count: 0 } : {
    count: scores.length,
    min: Math.min(...scores),
    max: Math.max(...scores),
    sum: scores.reduce((sum, score) => sum + score, 0)
  }
}

const metrics: ReadonlyMap<string, Metric> = new Map(Object.entries<Metric>({
  nActivities: counting(() => true),
  nPlannedActivities: countingStatus("Planned"),
  nInProgressActivities: countingStatus("InProgress"),
  nCompleteActivities: countingStatus("Completed"),
  nOverdueActivities: counting(Activities.isOverdue),
  nInvalidScheduleActivities: countingStatus("InvalidSchedule"),
  nPassedActivities: counting((activity) => Activities.isPassed(activity) === true),
  nFailedActivities: counting((activity) => Activities.isPassed(activity) === false),
  oActivityScore: scores,
  nNotCompletedActivities: countingStatus("NotCompleted")
}))

const combine = <A>(
  type: Query.DevelopmentActivityCombination,
  all: ReadonlyArray<A>,
  matches: (each: A) => boolean
): boolean => type === "Or" ? all.some(matches) : all.every(matches)

const valueOf = ({ activity, userId }: Attendance, dimension: string): string | undefined => {
  switch (dimension) {
    case "attendeeId":
      return userId
    case "type":
      return activity.type
    case "moduleId":
      return activity.moduleId
    default: {
      const isPassed = Activities.isPassed(activity)
      return isPassed === undefined ? undefined : String(isPassed)
    }
  }
}

const matches = (
  { clauses, type }: Query.DevelopmentActivityAggregateQueryRequestFilter,
  attendance: Attendance
): boolean =>
  combine(
    type,
    clauses,
    ({ predicates, type }) =>
      combine(type, predicates, ({ dimension, value }) => valueOf(attendance, dimension) === value)
  )

/** Returns the ids of the attendees of a filter. Refuses a filter without attendees, or with too many. */
const attendeesOf = ({ clauses }: Query.DevelopmentActivityAggregateQueryRequestFilter): ReadonlyArray<string> => {
  const attendees = new Set(
    clauses.flatMap(({ predicates }) => predicates)
      .flatMap(({ dimension, value }) => dimension === "attendeeId" ? [value] : [])
  )
  if (attendees.size === 0 || attendees.size > maxAttendees) {
    refuseField("filter", "wem.learning.input.validation.error", "The filter must name from 1 to {max} attendees.", {
      max: String(maxAttendees)
    })
  }
  return [...attendees]
}

/** Returns the activities that a query selects, with each attendee whom the filter names. */
const select = (
  call: Call,
  { filter }: Query.DevelopmentActivityAggregateParam,
  interval: Interval
): ReadonlyArray<Attendance> =>
  attendeesOf(filter).flatMap((userId) =>
    Activities.attendedBy(call.store, call.store.ordinalOf(userId))
      .filter((activity) => isWithin(activity.due, interval) && mayView(call, activity))
      .map((activity) => ({ userId, activity }))
      .filter((attendance) => matches(filter, attendance))
  )

/** Responds to a query for aggregates. */
export const aggregateActivities = (
  call: Call,
  query: Query.DevelopmentActivityAggregateParam
): Query.DevelopmentActivityAggregateResponse => {
  const interval = decodeActivityInterval("interval", query.interval)
  const { groupBy = [], metrics: names = [...metrics.keys()] } = query
  const selected = select(call, query, interval)
  const isGrouped = groupBy.length > 0
  const groups = isGrouped ? [...new Set(selected.map(({ userId }) => userId))] : selected.length === 0 ? [] : [""]
  return {
    results: groups.map((group) => {
      const activities = selected.flatMap(({ activity, userId }) => isGrouped && userId !== group ? [] : [activity])
      return {
        group: isGrouped ? { attendeeId: group } : {},
        data: [{
          interval: formatInterval(interval),
          metrics: names.map((metric) => ({ metric, stats: metrics.get(metric)?.(activities, call.now) ?? {} }))
        }]
      }
    })
  }
}
