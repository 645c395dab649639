import type * as Analytics from "../../models/Analytics.js"
import type * as Query from "../../models/AnalyticsQuery.js"
import * as History from "../data/history.js"
import { formatInterval, type Interval, parseDuration } from "../data/time.js"
import { refuseValue } from "../engine/refusal.js"
import {
  checkFilter,
  checkUserDays,
  checkValues,
  decodeInterval,
  lengthOf,
  pastOf,
  presenceIdOf,
  presenceMappings,
  type Segments,
  usersOf
} from "./analyticsFilters.js"
import type { Call } from "./handler.js"
import * as Listing from "./listing.js"

/*
 * Aggregates: the time that users spent in each presence or routing status, by interval. Users are processed one after
 * another, so the segments of only one user are in memory.
 */

/** Returns the segments of a metric of a user. The value of a segment is the qualifier of the metric. */
type Metric = (call: Call, ordinal: number, interval: Interval) => Segments

const metrics: ReadonlyMap<string, Metric> = new Map(Object.entries<Metric>({
  tSystemPresence: ({ store }, ordinal, interval) => History.presences(store, ordinal, interval),
  tOrganizationPresence: (call, ordinal, interval) =>
    History.presences(call.store, ordinal, interval)
      .map((segment) => ({ ...segment, value: presenceIdOf(call, segment.value) })),
  tAgentRoutingStatus: ({ store }, ordinal, interval) => History.routingStatuses(store, ordinal, interval)
}))

/** A valid query. */
export interface ValidQuery {
  readonly interval: Interval
  /** Length of the intervals of the response, in milliseconds. */
  readonly granularity: number
  readonly metrics: ReadonlyArray<string>
  readonly views: ReadonlyArray<Query.AnalyticsView>
  /** The metrics of the response and of the views. */
  readonly neededMetrics: ReadonlyArray<string>
}

/** Checks a query. */
export const validate = (query: Query.AggregationQuery): ValidQuery => {
  const { filter, granularity, groupBy = [], views = [] } = query
  const interval = decodeInterval(query.interval, Infinity)
  if (filter !== undefined) checkFilter(filter, "filter.predicates", ["userId"])
  for (const dimension of groupBy) if (dimension !== "userId") refuseValue("groupBy", dimension, "[userId]")
  const names = [...metrics.keys()]
  const requested = [...new Set(query.metrics ?? names)]
  const neededMetrics = [...new Set([...requested, ...views.map(({ target }) => target)])]
  for (const name of neededMetrics) {
    if (!metrics.has(name)) refuseValue("metrics", name, `[${names.join(", ")}]`)
  }
  return {
    interval,
    granularity: granularity === undefined
      ? lengthOf(interval)
      : parseDuration(granularity) ?? refuseValue("granularity", granularity, "an ISO-8601 duration"),
    metrics: requested,
    views,
    neededMetrics
  }
}

/** The sums of one interval. */
interface Bucket {
  /** Milliseconds by metric and qualifier. */
  readonly sums: Map<string, Map<string, number>>
  /** Number and sum of the values in each view, in the order of the views of the query. */
  readonly views: ReadonlyArray<{ count: number; sum: number }>
}

const add = (bucket: Bucket, query: ValidQuery, metric: string, qualifier: string, millis: number): void => {
  const sums = bucket.sums.get(metric) ?? new Map<string, number>()
  bucket.sums.set(metric, sums.set(qualifier, (sums.get(qualifier) ?? 0) + millis))
  query.views.forEach(({ range, target }, index) => {
    const view = bucket.views[index]
    const isInRange = millis >= (range?.gte ?? 0) && millis < (range?.lt ?? Infinity)
    if (view === undefined || target !== metric || !isInRange) return
    view.count++
    view.sum += millis
  })
}

/** Splits an interval at the bounds of the intervals of the response. */
function* split({ granularity, interval }: ValidQuery, { from, to }: Interval) {
  for (let at = from; at < to;) {
    const index = Math.floor((at - interval.from) / granularity)
    const end = Math.min(to, interval.from + (index + 1) * granularity)
    yield { index, millis: end - at }
    at = end
  }
}

/** Sums up the metrics of users. Returns the buckets by the index of the interval. */
const sumUp = (
  call: Call,
  query: ValidQuery,
  past: Interval,
  ordinals: ReadonlyArray<number>
): ReadonlyMap<number, Bucket> => {
  const buckets = new Map<number, Bucket>()
  const bucketAt = (index: number): Bucket => {
    const bucket = buckets.get(index) ?? { sums: new Map(), views: query.views.map(() => ({ count: 0, sum: 0 })) }
    buckets.set(index, bucket)
    return bucket
  }
  for (const ordinal of ordinals) {
    for (const metric of query.neededMetrics) {
      for (const segment of metrics.get(metric)?.(call, ordinal, past) ?? []) {
        for (const { index, millis } of split(query, segment)) {
          add(bucketAt(index), query, metric, segment.value, millis)
        }
      }
    }
  }
  return buckets
}

const metricData = (query: ValidQuery, { sums }: Bucket): ReadonlyArray<Analytics.AggregateMetricData> =>
  query.metrics.flatMap((metric) =>
    [...sums.get(metric) ?? []]
      .sort(([a], [b]) => a < b ? -1 : 1)
      .map(([qualifier, sum]) => ({ metric, qualifier, stats: { sum } }))
  )

/** Returns the response for each interval that has data. */
const toResponse = (query: ValidQuery, buckets: ReadonlyMap<number, Bucket>) =>
  [...buckets].sort(([a], [b]) => a - b).flatMap(([index, bucket]) => {
    const data = metricData(query, bucket)
    const from = query.interval.from + index * query.granularity
    const views = query.views.map(({ name }, index) => ({ name, stats: { ...bucket.views[index] } }))
    return data.length === 0 ? [] : [{
      interval: formatInterval({ from, to: Math.min(query.interval.to, from + query.granularity) }),
      metrics: data,
      ...(views.length === 0 ? {} : { views })
    }]
  })

/** Refuses a query whose response would be too large, or would take too long. */
export const checkCost = (
  query: ValidQuery,
  { granularity }: Query.AggregationQuery,
  past: Interval,
  groups: number,
  users: number
): void => {
  const intervals = Math.ceil(lengthOf(query.interval) / query.granularity)
  checkValues(
    granularity === undefined ? "interval" : "granularity",
    groups * intervals * (query.metrics.length + query.views.length)
  )
  checkUserDays(users, past, query.neededMetrics.length)
}

/** Returns the result of a group of users, or of no group. It has no data if no user has any. */
export const resultOf = (
  call: Call,
  query: ValidQuery,
  past: Interval,
  group: { readonly [key: string]: string },
  ordinals: ReadonlyArray<number>
): ReadonlyArray<Analytics.AggregateDataContainer> => {
  const data = toResponse(query, sumUp(call, query, past, ordinals))
  return data.length === 0 ? [] : [{ group, data }]
}

/** Returns the results of users: one for each user. */
export const resultsByUser = (
  call: Call,
  query: ValidQuery,
  past: Interval,
  ordinals: ReadonlyArray<number>
): ReadonlyArray<Analytics.AggregateDataContainer> =>
  ordinals.flatMap((ordinal) => resultOf(call, query, past, { userId: call.store.people.idOf(ordinal) }, [ordinal]))

/** Responds to a query for aggregates. */
export const aggregate = (call: Call, query: Query.AggregationQuery): Analytics.PresenceQueryResponse => {
  const { filter, groupBy = [] } = query
  const valid = validate(query)
  const past = pastOf(call, valid.interval)
  const users = usersOf(call, filter === undefined ? [] : [filter])
  const isGrouped = groupBy.length > 0
  checkCost(valid, query, past, isGrouped ? users.size : 1, users.size)
  const ordinals = Listing.flatMap(users, (ordinal) => [ordinal])
  return {
    systemToOrganizationMappings: presenceMappings(call),
    results: isGrouped
      ? resultsByUser(call, valid, past, ordinals)
      : resultOf(call, valid, past, {}, ordinals)
  }
}
