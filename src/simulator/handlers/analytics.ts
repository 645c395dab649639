import type * as Analytics from "../../models/Analytics.js"
import type * as Query from "../../models/AnalyticsQuery.js"
import * as History from "../data/history.js"
import { type Interval, iso } from "../data/time.js"
import { hash } from "../engine/random.js"
import { refuseField, refuseValue } from "../engine/wire.js"
import { aggregate } from "./aggregates.js"
import type { Call, Handlers } from "./handler.js"
import * as Listing from "./listing.js"
import {
  check,
  checkUserDays,
  checkValues,
  each,
  fits,
  interval,
  length,
  namedUsers,
  past,
  predicates,
  presenceId,
  type Segments,
  users
} from "./queries.js"

/*
 * What users did and do, computed from their simulated history.
 */

// ------------------------------------------------------------------------------------------------------------- details

interface Told {
  readonly presences: Segments
  readonly statuses: Segments
}

const tell = ({ store }: Call, ordinal: number, { from, to }: Interval): Told => ({
  presences: History.presences(store, ordinal, from, to),
  statuses: History.routing(store, ordinal, from, to)
})

const detail = (
  call: Call,
  ordinal: number,
  { presences, statuses }: Told,
  seen: Interval,
  order: string
): Analytics.AnalyticsUserDetail => {
  const times = ({ from, to }: Interval) => ({
    startTime: iso(from),
    // What lasts has no end yet.
    ...(to === call.now && to === seen.to ? {} : { endTime: iso(to) })
  })
  const ordered = <A>(values: ReadonlyArray<A>) => order === "desc" ? [...values].reverse() : values
  return {
    userId: call.store.people.idOf(ordinal),
    primaryPresence: ordered(presences).map((segment) => ({
      ...times(segment),
      systemPresence: segment.value,
      organizationPresenceId: presenceId(call, segment.value)
    })),
    routingStatus: ordered(statuses).map((segment) => ({ ...times(segment), routingStatus: segment.value }))
  }
}

/** Counts values, or durations by ranges. */
const aggregated = (
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
        count: segments.filter((segment) => length(segment) >= gte && length(segment) < lt).length
      }))
      : [...counts].sort(([, a], [, b]) => b - a).slice(0, size).map(([value, count]) => ({ value, count }))
  }
}

const details = (call: Call, query: Query.UserDetailsQuery): Analytics.AnalyticsUserDetailsQueryResponse => {
  const {
    order = "asc",
    paging = { pageNumber: 1, pageSize: 25 },
    presenceAggregations = [],
    presenceFilters = [],
    routingStatusAggregations = [],
    routingStatusFilters = [],
    userFilters = []
  } = query
  const seen = past(call, interval(query.interval, namedUsers(userFilters).length > 0 ? 31 : 7))
  userFilters.forEach((filter, i) => check(filter, `userFilters[${i}].predicates`, ["userId"]))
  presenceFilters.forEach((filter, i) =>
    check(filter, `presenceFilters[${i}].predicates`, ["systemPresence", "organizationPresenceId"])
  )
  routingStatusFilters.forEach((filter, i) => check(filter, `routingStatusFilters[${i}].predicates`, ["routingStatus"]))

  const wanted = ({ presences, statuses }: Told): boolean =>
    presences.length + statuses.length > 0 &&
    presenceFilters.every((filter) =>
      presences.some(({ value }) =>
        fits(filter, (dimension) => [dimension === "systemPresence" ? value : presenceId(call, value)])
      )
    ) &&
    routingStatusFilters.every((filter) => statuses.some(({ value }) => fits(filter, () => [value])))

  const all = users(call, userFilters)
  const isAll = presenceFilters.length === 0 && routingStatusFilters.length === 0 && seen.from < seen.to
  const isTold = presenceAggregations.length + routingStatusAggregations.length > 0
  // Each filter and each aggregation looks at both aspects of all users.
  checkUserDays(all.size, seen, (isAll ? 0 : 2) + (isTold ? 2 : 0))
  const found = isAll
    ? each(all, (ordinal) => [ordinal])
    : each(all, (ordinal) => wanted(tell(call, ordinal, seen)) ? [ordinal] : [])
  // Who has a status that spans days comes up more than once. The page is cut first, and then rid of the repetitions.
  const rows = paging.pageSize < 2
    ? found
    : found.flatMap((ordinal) => hash(call.store.seed, ordinal, 42) % 4 === 0 ? [ordinal, -1] : [ordinal])
  const { items, place } = Listing.cut(paging, Listing.fromArray(rows), 500)
  const told = isTold ? found.map((ordinal) => tell(call, ordinal, seen)) : []
  const aggregations = [
    ...presenceAggregations.map((aggregation) => aggregated(aggregation, told.flatMap(({ presences }) => presences))),
    ...routingStatusAggregations.map((aggregation) => aggregated(aggregation, told.flatMap(({ statuses }) => statuses)))
  ]
  return {
    userDetails: items.filter((ordinal) => ordinal >= 0)
      .map((ordinal) => detail(call, ordinal, tell(call, ordinal, seen), seen, order)),
    ...(aggregations.length === 0 ? {} : { aggregations }),
    totalHits: place.total
  }
}

// -------------------------------------------------------------------------------------------------------- observations

const observable: {
  readonly [metric: string]: (call: Call, ordinal: number) => ReadonlyArray<Analytics.AggregateMetricData>
} = {
  oActiveQueues: ({ store }, ordinal) => [{
    metric: "oActiveQueues",
    stats: { count: store.queues.get(ordinal).filter(({ joined }) => joined).length }
  }],
  oMemberQueues: ({ store }, ordinal) => [{
    metric: "oMemberQueues",
    stats: { count: store.queues.get(ordinal).length }
  }],
  oUserPresences: ({ now, store }, ordinal) => [{
    metric: "oUserPresences",
    qualifier: History.presenceAt(store, ordinal, now).value,
    stats: { count: 1 }
  }],
  oUserRoutingStatuses: ({ now, store }, ordinal) => [{
    metric: "oUserRoutingStatuses",
    qualifier: History.routingAt(store, ordinal, now).value,
    stats: { count: 1 }
  }]
}

const observe = (call: Call, query: Query.ObservationQuery): Analytics.ObservationQueryResponse => {
  const { detailMetrics = [], filter } = query
  check(filter, "filter.predicates", ["userId", "mediaType"])
  const all = predicates(filter)
  if (!all.some(({ dimension }) => dimension === "userId")) {
    refuseField("filter.predicates", "bad.request", "The filter names no user.")
  }
  const asked = [...new Set(query.metrics ?? Object.keys(observable))]
  for (const metric of [...asked, ...detailMetrics]) {
    if (!Object.hasOwn(observable, metric)) refuseValue("metrics", metric, `[${Object.keys(observable).join(", ")}]`)
  }
  const mediaTypes = all.flatMap(({ dimension, value }) =>
    dimension === "mediaType" && value !== undefined ? [value] : []
  )
  const groups = mediaTypes.length === 0 ? [{}] : [...new Set(mediaTypes)].map((mediaType) => ({ mediaType }))
  const named = new Set(
    all.flatMap(({ dimension, value }) => dimension === "userId" && value !== undefined ? [value] : [])
  )
  checkValues("filter.predicates", named.size * groups.length * asked.length)
  const results = [...named].flatMap((userId) => {
    const ordinal = call.store.ordinalOf(userId)
    if (ordinal < 0) return []
    return groups.flatMap((group) => {
      const values: { readonly [dimension: string]: string } = { userId, ...group }
      const value = (dimension: string) => values[dimension] === undefined ? [] : [values[dimension]]
      if (!fits(filter, value)) return []
      const data = asked.flatMap((metric) => observable[metric]?.(call, ordinal) ?? [])
      return [{
        group: values,
        data: data.map((metric) =>
          detailMetrics.includes(metric.metric ?? "")
            ? {
              ...metric,
              truncated: false,
              observations: Array.from({ length: metric.stats?.count ?? 0 }, () => ({
                observationDate: iso(call.now),
                userId
              }))
            }
            : metric
        )
      }]
    })
  })
  return { results }
}

/** Queries on what users did and do. */
export const analytics: Pick<
  Handlers,
  | "postAnalyticsUsersAggregatesQuery"
  | "postAnalyticsUsersDetailsQuery"
  | "postAnalyticsUsersObservationsQuery"
> = {
  postAnalyticsUsersAggregatesQuery: ({ body }, call) => aggregate(call, body),
  postAnalyticsUsersDetailsQuery: ({ body }, call) => details(call, body),
  postAnalyticsUsersObservationsQuery: ({ body }, call) => observe(call, body)
}
