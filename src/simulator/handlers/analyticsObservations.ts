import type * as Analytics from "../../models/Analytics.js"
import type * as Query from "../../models/AnalyticsQuery.js"
import * as History from "../data/history.js"
import { iso } from "../data/time.js"
import { refuseField, refuseValue } from "../engine/refusal.js"
import { checkFilter, checkValues, matches, predicatesOf } from "./analyticsFilters.js"
import type { Call } from "./handler.js"

/*
 * Observations: the current values of metrics of users.
 */

type Metric = (call: Call, ordinal: number) => Omit<Analytics.AggregateMetricData, "metric">

const metrics: ReadonlyMap<string, Metric> = new Map(Object.entries<Metric>({
  oActiveQueues: ({ store }, ordinal) => ({
    stats: { count: store.queues.get(ordinal).filter(({ joined }) => joined).length }
  }),
  oMemberQueues: ({ store }, ordinal) => ({ stats: { count: store.queues.get(ordinal).length } }),
  oUserPresences: ({ now, store }, ordinal) => ({
    qualifier: History.presenceAt(store, ordinal, now).value,
    stats: { count: 1 }
  }),
  oUserRoutingStatuses: ({ now, store }, ordinal) => ({
    qualifier: History.routingStatusAt(store, ordinal, now).value,
    stats: { count: 1 }
  })
}))

/** Returns the values of a dimension in a filter. */
const valuesIn = (filter: Query.AnalyticsQueryFilter, name: string): ReadonlyArray<string> => [
  ...new Set(
    predicatesOf(filter).flatMap(({ dimension, value }) => dimension === name && value !== undefined ? [value] : [])
  )
]

const validMetrics = ({ detailMetrics = [], metrics: requested }: Query.ObservationQuery): ReadonlyArray<string> => {
  const names = [...metrics.keys()]
  const valid = [...new Set(requested ?? names)]
  for (const metric of [...valid, ...detailMetrics]) {
    if (!metrics.has(metric)) refuseValue("metrics", metric, `[${names.join(", ")}]`)
  }
  return valid
}

/** Returns a metric of a user. If the query requests details, the result includes the observations that are counted. */
const observe = (
  call: Call,
  metric: string,
  ordinal: number,
  isDetailed: boolean
): ReadonlyArray<Analytics.AggregateMetricData> => {
  const value = metrics.get(metric)?.(call, ordinal)
  if (value === undefined) return []
  const userId = call.store.people.idOf(ordinal)
  return [{
    metric,
    ...value,
    ...(isDetailed
      ? {
        truncated: false,
        observations: Array.from({ length: value.stats?.count ?? 0 }, () => ({
          observationDate: iso(call.now),
          userId
        }))
      }
      : {})
  }]
}

/** Responds to a query for observations. */
export const queryObservations = (
  call: Call,
  query: Query.ObservationQuery
): Analytics.ObservationQueryResponse => {
  const { detailMetrics = [], filter } = query
  checkFilter(filter, "filter.predicates", ["userId", "mediaType"])
  if (!predicatesOf(filter).some(({ dimension }) => dimension === "userId")) {
    refuseField("filter.predicates", "bad.request", "The filter has no userId.")
  }
  const requested = validMetrics(query)
  const userIds = valuesIn(filter, "userId")
  const mediaTypes = valuesIn(filter, "mediaType")
  const groups: ReadonlyArray<{ readonly mediaType?: string }> = mediaTypes.length === 0
    ? [{}]
    : mediaTypes.map((mediaType) => ({ mediaType }))
  checkValues("filter.predicates", userIds.length * groups.length * requested.length)

  const results = userIds.flatMap((userId) => {
    const ordinal = call.store.ordinalOf(userId)
    return ordinal < 0 ? [] : groups.map((group) => ({ ordinal, group: { userId, ...group } }))
  })
  return {
    results: results
      .filter(({ group }) => {
        const values: { readonly [dimension: string]: string | undefined } = group
        return matches(filter, (dimension) => values[dimension] === undefined ? [] : [values[dimension]])
      })
      .map(({ group, ordinal }) => ({
        group,
        data: requested.flatMap((metric) => observe(call, metric, ordinal, detailMetrics.includes(metric)))
      }))
  }
}
