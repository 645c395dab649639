import type * as Analytics from "../../models/Analytics.js"
import type * as Query from "../../models/AnalyticsQuery.js"
import * as History from "../data/history.js"
import { type Interval, iso } from "../data/time.js"
import { hash } from "../engine/random.js"
import {
  checkFilter,
  checkUserDays,
  decodeInterval,
  lengthOf,
  matches,
  pastOf,
  presenceIdOf,
  type Segments,
  userIdsIn,
  usersOf
} from "./analyticsFilters.js"
import type { Call } from "./handler.js"
import * as Listing from "./listing.js"

/*
 * Details: the presences and routing statuses of users in an interval.
 */

/** The history of a user in the interval of a query. */
export interface UserHistory {
  readonly presences: Segments
  readonly statuses: Segments
}

/** Returns the history of a user in an interval. */
export const historyOf = ({ store }: Call, ordinal: number, interval: Interval): UserHistory => ({
  presences: History.presences(store, ordinal, interval),
  statuses: History.routingStatuses(store, ordinal, interval)
})

/** Returns the details of a user in the past part of the interval of a query. */
export const toDetail = (
  call: Call,
  ordinal: number,
  past: Interval,
  order: string
): Analytics.AnalyticsUserDetail => {
  const { presences, statuses } = historyOf(call, ordinal, past)
  const times = ({ from, to }: Interval) => ({
    startTime: iso(from),
    // A segment that has not ended has no end time.
    ...(to === call.now && to === past.to ? {} : { endTime: iso(to) })
  })
  const sort = (segments: Segments) => order === "desc" ? [...segments].reverse() : segments
  return {
    userId: call.store.people.idOf(ordinal),
    primaryPresence: sort(presences).map((segment) => ({
      ...times(segment),
      systemPresence: segment.value,
      organizationPresenceId: presenceIdOf(call, segment.value)
    })),
    routingStatus: sort(statuses).map((segment) => ({ ...times(segment), routingStatus: segment.value }))
  }
}

/** Counts segments by value, or by ranges of their lengths. */
const aggregate = (
  { dimension, metric, ranges = [], size = 10, type }: Query.AnalyticsQueryAggregation,
  segments: Segments
): Analytics.AggregationResult => {
  const counts = new Map<string, number>()
  for (const { value } of segments) counts.set(value, (counts.get(value) ?? 0) + 1)
  return {
    ...(type === undefined ? {} : { type }),
    ...(dimension === undefined ? {} : { dimension }),
    ...(metric === undefined ? {} : { metric }),
    count: segments.length,
    results: type === "numericRange"
      ? ranges.map(({ gte = 0, lt = Infinity }) => ({
        gte,
        ...(lt === Infinity ? {} : { lt }),
        count: segments.filter((segment) => lengthOf(segment) >= gte && lengthOf(segment) < lt).length
      }))
      : [...counts].sort(([, a], [, b]) => b - a).slice(0, size).map(([value, count]) => ({ value, count }))
  }
}

/** The filters of a query. */
type Filters = Pick<Query.UserDetailsQuery, "presenceFilters" | "routingStatusFilters" | "userFilters">

/** Refuses filters that have unknown dimensions. */
export const checkFilters = (query: Filters): void => {
  const { presenceFilters = [], routingStatusFilters = [], userFilters = [] } = query
  userFilters.forEach((filter, i) => checkFilter(filter, `userFilters[${i}].predicates`, ["userId"]))
  presenceFilters.forEach((filter, i) =>
    checkFilter(filter, `presenceFilters[${i}].predicates`, ["systemPresence", "organizationPresenceId"])
  )
  routingStatusFilters.forEach((filter, i) =>
    checkFilter(filter, `routingStatusFilters[${i}].predicates`, ["routingStatus"])
  )
}

/** Whether a user has at least one segment, and a matching segment for each filter. */
export const matchesFilters = (
  call: Call,
  { presenceFilters = [], routingStatusFilters = [] }: Filters,
  { presences, statuses }: UserHistory
): boolean =>
  presences.length + statuses.length > 0 &&
  presenceFilters.every((filter) =>
    presences.some(({ value }) =>
      matches(filter, (dimension) => [dimension === "systemPresence" ? value : presenceIdOf(call, value)])
    )
  ) &&
  routingStatusFilters.every((filter) => statuses.some(({ value }) => matches(filter, () => [value])))

/** Stands for a repeated user on a page. */
const repetition = -1

/**
 * Returns the users of a page. The real service lists some users more than once. It removes the repeated users after it
 * has selected the page, so a page can have fewer users than its size.
 */
const cutPage = (call: Call, ordinals: ReadonlyArray<number>, paging: Listing.PageInput) => {
  const rows = paging.pageSize !== undefined && paging.pageSize < 2
    ? ordinals
    : ordinals.flatMap((ordinal) => hash(call.store.seed, ordinal, 42) % 4 === 0 ? [ordinal, repetition] : [ordinal])
  const { info, items } = Listing.cut(paging, Listing.fromArray(rows), 500)
  return { totalHits: info.total, ordinals: items.filter((ordinal) => ordinal !== repetition) }
}

const findUsers = (call: Call, query: Query.UserDetailsQuery, past: Interval): ReadonlyArray<number> => {
  const {
    presenceAggregations = [],
    presenceFilters = [],
    routingStatusAggregations = [],
    routingStatusFilters = [],
    userFilters = []
  } = query
  const users = usersOf(call, userFilters)
  const matchesAll = presenceFilters.length + routingStatusFilters.length === 0 && past.from < past.to
  const hasAggregations = presenceAggregations.length + routingStatusAggregations.length > 0
  // Filters read the presences and the statuses of all users. Aggregations read them again.
  checkUserDays(users.size, past, (matchesAll ? 0 : 2) + (hasAggregations ? 2 : 0))
  return Listing.flatMap(users, (ordinal) =>
    matchesAll || matchesFilters(call, query, historyOf(call, ordinal, past))
      ? [ordinal]
      : [])
}

const aggregateAll = (
  call: Call,
  { presenceAggregations = [], routingStatusAggregations = [] }: Query.UserDetailsQuery,
  past: Interval,
  ordinals: ReadonlyArray<number>
): ReadonlyArray<Analytics.AggregationResult> => {
  if (presenceAggregations.length + routingStatusAggregations.length === 0) return []
  const histories = ordinals.map((ordinal) => historyOf(call, ordinal, past))
  const presences = histories.flatMap((history) => history.presences)
  const statuses = histories.flatMap((history) => history.statuses)
  return [
    ...presenceAggregations.map((aggregation) => aggregate(aggregation, presences)),
    ...routingStatusAggregations.map((aggregation) => aggregate(aggregation, statuses))
  ]
}

/** Responds to a query for details. */
export const queryDetails = (
  call: Call,
  query: Query.UserDetailsQuery
): Analytics.AnalyticsUserDetailsQueryResponse => {
  const { order = "asc", paging = { pageNumber: 1, pageSize: 25 }, userFilters = [] } = query
  const maxDays = userIdsIn(userFilters).length > 0 ? 31 : 7
  const past = pastOf(call, decodeInterval(query.interval, maxDays))
  checkFilters(query)
  const found = findUsers(call, query, past)
  const page = cutPage(call, found, paging)
  const aggregations = aggregateAll(call, query, past, found)
  return {
    userDetails: page.ordinals.map((ordinal) => toDetail(call, ordinal, past, order)),
    ...(aggregations.length === 0 ? {} : { aggregations }),
    totalHits: page.totalHits
  }
}
