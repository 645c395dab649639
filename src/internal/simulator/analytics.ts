import type * as Analytics from "../../models/Analytics.js"
import type * as Query from "../../models/AnalyticsQuery.js"
import { roll } from "./dice.js"
import type { Call, Handlers } from "./handler.js"
import * as History from "./history.js"
import * as Listing from "./listing.js"
import { formatInterval, type Interval, iso, parseDuration, parseInterval } from "./time.js"
import { refuseField, refuseValue } from "./wire.js"

/*
 * What users did and do, computed from their simulated history.
 */

const day = 86_400_000
const maxUsers = 100
const maxBuckets = 10_000

// ------------------------------------------------------------------------------------------------------------ filters

/** The values of a dimension, of whatever is filtered. */
type Values = (dimension: string) => ReadonlyArray<string>

const predicates = (filter: Query.AnalyticsQueryFilter): ReadonlyArray<Query.AnalyticsQueryPredicate> => [
  ...(filter.predicates ?? []),
  ...(filter.clauses ?? []).flatMap((clause) => clause.predicates)
]

const holds = ({ dimension = "", operator = "matches", value }: Query.AnalyticsQueryPredicate, values: Values) => {
  const found = values(dimension)
  switch (operator) {
    case "exists":
      return found.length > 0
    case "notExists":
      return found.length === 0
    default:
      return value !== undefined && found.includes(value)
  }
}

const joined = (type: string, verdicts: ReadonlyArray<boolean>): boolean =>
  type === "or" ? verdicts.some((verdict) => verdict) : verdicts.every((verdict) => verdict)

const fits = (filter: Query.AnalyticsQueryFilter, values: Values): boolean =>
  joined(filter.type, [
    ...(filter.predicates ?? []).map((predicate) => holds(predicate, values)),
    ...(filter.clauses ?? []).map((clause) => joined(clause.type, clause.predicates.map((each) => holds(each, values))))
  ])

const check = (filter: Query.AnalyticsQueryFilter, path: string, dimensions: ReadonlyArray<string>): void => {
  const all = predicates(filter)
  for (const { dimension } of all) {
    if (dimension === undefined || !dimensions.includes(dimension)) {
      refuseValue(`${path}.dimension`, dimension, `[${dimensions.join(", ")}]`)
    }
  }
  if (all.filter(({ dimension }) => dimension === "userId").length > maxUsers) {
    refuseField(path, "bad.request", "A filter takes at most {max} users.", { max: String(maxUsers) })
  }
}

/** The users that filters on `userId` leave; all active ones where no user is named. */
const users = ({ store }: Call, filters: ReadonlyArray<Query.AnalyticsQueryFilter>): Listing.Sequence<number> => {
  const named = filters.flatMap(predicates).flatMap(({ dimension, operator = "matches", value }) =>
    dimension === "userId" && operator === "matches" && value !== undefined ? [value] : []
  )
  if (named.length === 0) {
    const ranks = store.listed("active")
    return { size: ranks.size(), at: ranks.at }
  }
  return Listing.fromArray(
    [...new Set(named)].filter((id) => filters.every((filter) => fits(filter, (name) => name === "userId" ? [id] : [])))
      .map(store.ordinalOf).filter((ordinal) => ordinal >= 0)
  )
}

const each = <A, B>({ at, size }: Listing.Sequence<A>, f: (a: A) => ReadonlyArray<B>): ReadonlyArray<B> =>
  Array.from({ length: size }, (_, place) => f(at(place))).flat()

const interval = (text: string | undefined, mostDays: number): Interval => {
  const found = text === undefined ? undefined : parseInterval(text)
  if (found === undefined) return refuseValue("interval", text, "start/end, both ISO-8601 in UTC")
  if (found.to - found.from > mostDays * day) {
    return refuseField("interval", "bad.request", "The interval has more than {days} days.", { days: String(mostDays) })
  }
  return found
}

/** What has not happened yet is not told. */
const past = ({ now }: Call, { from, to }: Interval): Interval => ({ from, to: Math.max(from, Math.min(to, now)) })

const presenceId = ({ store }: Call, key: string): string =>
  store.organization.presences.all.find((presence) => presence.key === key)?.id ?? ""

const mappings = ({ store }: Call): { readonly [key: string]: ReadonlyArray<string> } =>
  Object.fromEntries(store.organization.presences.all.map(({ id, key }) => [key, [id]]))

// --------------------------------------------------------------------------------------------------------- aggregates

type Segments = ReadonlyArray<History.Segment<string>>

/** A metric of users: what happened, by what it is split. */
const metrics: {
  readonly [metric: string]: (call: Call, ordinal: number, interval: Interval) => Segments
} = {
  tSystemPresence: ({ store }, ordinal, { from, to }) => History.presences(store, ordinal, from, to),
  tOrganizationPresence: (call, ordinal, { from, to }) =>
    History.presences(call.store, ordinal, from, to).map((segment) => ({
      ...segment,
      value: presenceId(call, segment.value)
    })),
  tAgentRoutingStatus: ({ store }, ordinal, { from, to }) => History.routing(store, ordinal, from, to)
}

const buckets = (whole: Interval, granularity: string | undefined): ReadonlyArray<Interval> => {
  if (granularity === undefined) return [whole]
  const step = parseDuration(granularity) ?? refuseValue("granularity", granularity, "an ISO-8601 duration")
  const count = Math.ceil((whole.to - whole.from) / step)
  if (count > maxBuckets) refuseValue("granularity", granularity, `what makes at most ${maxBuckets} intervals`)
  return Array.from({ length: count }, (_, i) => ({
    from: whole.from + i * step,
    to: Math.min(whole.to, whole.from + (i + 1) * step)
  }))
}

const cut = (segments: Segments, { from, to }: Interval): Segments =>
  segments.filter((segment) => segment.from < to && segment.to > from)
    .map((segment) => ({ ...segment, from: Math.max(from, segment.from), to: Math.min(to, segment.to) }))

const length = ({ from, to }: Interval): number => to - from

const summed = (metric: string, segments: Segments): ReadonlyArray<Analytics.AggregateMetricData> => {
  const sums = new Map<string, number>()
  for (const segment of segments) sums.set(segment.value, (sums.get(segment.value) ?? 0) + length(segment))
  return [...sums].sort(([a], [b]) => a < b ? -1 : 1).map(([qualifier, sum]) => ({ metric, qualifier, stats: { sum } }))
}

const viewed = ({ name, range }: Query.AnalyticsView, segments: Segments): Analytics.AggregateViewData => {
  const lengths = segments.map(length)
    .filter((length) => length >= (range?.gte ?? 0) && length < (range?.lt ?? Infinity))
  return { name, stats: { count: lengths.length, sum: lengths.reduce((a, b) => a + b, 0) } }
}

const aggregate = (call: Call, query: Query.AggregationQuery): Analytics.PresenceQueryResponse => {
  const { filter, groupBy = [], views = [] } = query
  const whole = interval(query.interval, Infinity)
  if (filter !== undefined) check(filter, "filter.predicates", ["userId"])
  for (const dimension of groupBy) if (dimension !== "userId") refuseValue("groupBy", dimension, "[userId]")
  const asked = query.metrics ?? Object.keys(metrics)
  for (const name of [...asked, ...views.map(({ target }) => target)]) {
    if (!Object.hasOwn(metrics, name)) refuseValue("metrics", name, `[${Object.keys(metrics).join(", ")}]`)
  }
  const seen = past(call, whole)
  const happened = (metric: string, ordinals: ReadonlyArray<number>): Segments =>
    ordinals.flatMap((ordinal) => metrics[metric]?.(call, ordinal, seen) ?? [])
  const container = (group: { readonly [key: string]: string }, ordinals: ReadonlyArray<number>) => {
    const all = new Map(
      [...asked, ...views.map(({ target }) => target)].map((name) => [name, happened(name, ordinals)])
    )
    const data = buckets(whole, query.granularity).flatMap((bucket) => {
      const within = (metric: string) => cut(all.get(metric) ?? [], bucket)
      const told = asked.flatMap((metric) => summed(metric, within(metric)))
      return told.length === 0 ? [] : [{
        interval: formatInterval(bucket),
        metrics: told,
        ...(views.length === 0 ? {} : { views: views.map((view) => viewed(view, within(view.target))) })
      }]
    })
    return { group, data }
  }
  const ordinals = each(users(call, filter === undefined ? [] : [filter]), (ordinal) => [ordinal])
  const results = groupBy.length === 0
    ? [container({}, ordinals)]
    : ordinals.map((ordinal) => container({ userId: call.store.people.idOf(ordinal) }, [ordinal]))
  return {
    systemToOrganizationMappings: mappings(call),
    results: results.filter(({ data }) => data.length > 0)
  }
}

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
  const seen = past(call, interval(query.interval, userFilters.length > 0 ? 31 : 7))
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
  const found = isAll
    ? each(all, (ordinal) => [ordinal])
    : each(all, (ordinal) => wanted(tell(call, ordinal, seen)) ? [ordinal] : [])
  // Who has a status that spans days comes up more than once. The page is cut first, and then rid of the repetitions.
  const rows = paging.pageSize < 2
    ? found
    : found.flatMap((ordinal) => roll(call.store.seed, ordinal, 42) % 4 === 0 ? [ordinal, -1] : [ordinal])
  const { items, place } = Listing.cut(paging, Listing.fromArray(rows), 500)
  const told = (aspect: keyof Told) => each(Listing.fromArray(found), (ordinal) => tell(call, ordinal, seen)[aspect])
  const aggregations = [
    ...presenceAggregations.map((aggregation) => aggregated(aggregation, told("presences"))),
    ...routingStatusAggregations.map((aggregation) => aggregated(aggregation, told("statuses")))
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
  const asked = query.metrics ?? Object.keys(observable)
  for (const metric of [...asked, ...detailMetrics]) {
    if (!Object.hasOwn(observable, metric)) refuseValue("metrics", metric, `[${Object.keys(observable).join(", ")}]`)
  }
  const mediaTypes = all.flatMap(({ dimension, value }) =>
    dimension === "mediaType" && value !== undefined ? [value] : []
  )
  const groups = mediaTypes.length === 0 ? [{}] : mediaTypes.map((mediaType) => ({ mediaType }))
  const named = all.flatMap(({ dimension, value }) => dimension === "userId" && value !== undefined ? [value] : [])
  const results = [...new Set(named)].flatMap((userId) => {
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
