import type * as Analytics from "../../models/Analytics.js"
import type * as Query from "../../models/AnalyticsQuery.js"
import * as History from "../data/history.js"
import { formatInterval, type Interval, parseDuration } from "../data/time.js"
import { refuseValue } from "../engine/wire.js"
import type { Call } from "./handler.js"
import * as Queries from "./queries.js"

/*
 * Aggregates: what users did, summed up by intervals. The segments of one user are in memory at a time.
 */

/** A metric of users: what happened, by what it is split. */
const metrics: {
  readonly [metric: string]: (call: Call, ordinal: number, interval: Interval) => Queries.Segments
} = {
  tSystemPresence: ({ store }, ordinal, { from, to }) => History.presences(store, ordinal, from, to),
  tOrganizationPresence: (call, ordinal, { from, to }) =>
    History.presences(call.store, ordinal, from, to).map((segment) => ({
      ...segment,
      value: Queries.presenceId(call, segment.value)
    })),
  tAgentRoutingStatus: ({ store }, ordinal, { from, to }) => History.routing(store, ordinal, from, to)
}

/** A query that was checked. */
interface Checked {
  readonly whole: Interval
  /** Length of an interval that is counted together, in milliseconds. */
  readonly step: number
  readonly asked: ReadonlyArray<string>
  readonly views: ReadonlyArray<Query.AnalyticsView>
  /** The metrics that are asked for or viewed. */
  readonly needed: ReadonlyArray<string>
}

const check = (query: Query.AggregationQuery): Checked => {
  const { filter, granularity, groupBy = [], views = [] } = query
  const whole = Queries.interval(query.interval, Infinity)
  if (filter !== undefined) Queries.check(filter, "filter.predicates", ["userId"])
  for (const dimension of groupBy) if (dimension !== "userId") refuseValue("groupBy", dimension, "[userId]")
  const asked = [...new Set(query.metrics ?? Object.keys(metrics))]
  const needed = [...new Set([...asked, ...views.map(({ target }) => target)])]
  for (const name of needed) {
    if (!Object.hasOwn(metrics, name)) refuseValue("metrics", name, `[${Object.keys(metrics).join(", ")}]`)
  }
  const step = granularity === undefined
    ? Queries.length(whole)
    : parseDuration(granularity) ?? refuseValue("granularity", granularity, "an ISO-8601 duration")
  return { whole, step, asked, views, needed }
}

/** What happened in one interval. */
interface Bucket {
  /** Milliseconds by metric and qualifier. */
  readonly sums: Map<string, Map<string, number>>
  /** By the place of the view. */
  readonly views: ReadonlyArray<{ count: number; sum: number }>
}

const add = ({ sums, views }: Bucket, checked: Checked, metric: string, qualifier: string, millis: number): void => {
  const byQualifier = sums.get(metric) ?? new Map<string, number>()
  sums.set(metric, byQualifier.set(qualifier, (byQualifier.get(qualifier) ?? 0) + millis))
  checked.views.forEach(({ range, target }, place) => {
    const view = views[place]
    if (view === undefined || target !== metric || millis < (range?.gte ?? 0) || millis >= (range?.lt ?? Infinity)) {
      return
    }
    view.count++
    view.sum += millis
  })
}

/** Adds up what happened to users, by the number of the interval. */
const tally = (call: Call, checked: Checked, seen: Interval, ordinals: ReadonlyArray<number>): Map<number, Bucket> => {
  const { needed, step, views, whole } = checked
  const buckets = new Map<number, Bucket>()
  const bucket = (number: number): Bucket => {
    const found = buckets.get(number) ?? { sums: new Map(), views: views.map(() => ({ count: 0, sum: 0 })) }
    buckets.set(number, found)
    return found
  }
  for (const ordinal of ordinals) {
    for (const metric of needed) {
      for (const { from, to, value } of metrics[metric]?.(call, ordinal, seen) ?? []) {
        for (let at = from; at < to;) {
          const number = Math.floor((at - whole.from) / step)
          const end = Math.min(to, whole.from + (number + 1) * step)
          add(bucket(number), checked, metric, value, end - at)
          at = end
        }
      }
    }
  }
  return buckets
}

const shown = ({ asked, step, views, whole }: Checked, buckets: Map<number, Bucket>) =>
  [...buckets].sort(([a], [b]) => a - b).flatMap(([number, bucket]) => {
    const told = asked.flatMap((metric): ReadonlyArray<Analytics.AggregateMetricData> =>
      [...bucket.sums.get(metric) ?? []].sort(([a], [b]) => a < b ? -1 : 1)
        .map(([qualifier, sum]) => ({ metric, qualifier, stats: { sum } }))
    )
    const from = whole.from + number * step
    return told.length === 0 ? [] : [{
      interval: formatInterval({ from, to: Math.min(whole.to, from + step) }),
      metrics: told,
      ...(views.length === 0
        ? {}
        : { views: views.map(({ name }, place) => ({ name, stats: { ...bucket.views[place] } })) })
    }]
  })

/** Responds to a query for aggregates. */
export const aggregate = (call: Call, query: Query.AggregationQuery): Analytics.PresenceQueryResponse => {
  const { filter, groupBy = [] } = query
  const checked = check(query)
  const { asked, needed, step, views, whole } = checked
  const seen = Queries.past(call, whole)
  const sequence = Queries.users(call, filter === undefined ? [] : [filter])
  const groups = groupBy.length === 0 ? 1 : sequence.size
  const intervals = Math.ceil(Queries.length(whole) / step)
  Queries.checkValues(
    query.granularity === undefined ? "interval" : "granularity",
    groups * intervals * (asked.length + views.length)
  )
  Queries.checkUserDays(sequence.size, seen, needed.length)
  const ordinals = Queries.each(sequence, (ordinal) => [ordinal])
  const container = (group: { readonly [key: string]: string }, members: ReadonlyArray<number>) => ({
    group,
    data: shown(checked, tally(call, checked, seen, members))
  })
  const results = groupBy.length === 0
    ? [container({}, ordinals)]
    : ordinals.map((ordinal) => container({ userId: call.store.people.idOf(ordinal) }, [ordinal]))
  return {
    systemToOrganizationMappings: Queries.mappings(call),
    results: results.filter(({ data }) => data.length > 0)
  }
}
