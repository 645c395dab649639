/**
 * Aggregates of development activities, for example the number of completed or overdue activities of each user.
 *
 * @since 0.2.0
 */

import type * as Schema from "effect/Schema"
import * as Model from "../internal/schema/model.js"

/**
 * Metric of development activities. The names of counts begin with `n`. The vendor does not document `oActivityScore`:
 * it is probably the score of tests in percent.
 *
 * @since 0.2.0
 * @category models
 */
export type DevelopmentActivityMetric = typeof DevelopmentActivityMetric.Type

/**
 * Schema of {@link DevelopmentActivityMetric}.
 *
 * @since 0.2.0
 * @category models
 */
export const DevelopmentActivityMetric = Model.open(
  "nActivities",
  "nPlannedActivities",
  "nInProgressActivities",
  "nCompleteActivities",
  "nOverdueActivities",
  "nInvalidScheduleActivities",
  "nPassedActivities",
  "nFailedActivities",
  "oActivityScore",
  "nNotCompletedActivities"
)

/**
 * Combination of predicates or clauses. Other queries spell the values `and` and `or`.
 *
 * @since 0.2.0
 * @category models
 */
export type DevelopmentActivityCombination = typeof DevelopmentActivityCombination.Type

/**
 * Schema of {@link DevelopmentActivityCombination}.
 *
 * @since 0.2.0
 * @category models
 */
export const DevelopmentActivityCombination = Model.open("And", "Or")

/**
 * Predicate, which requires that a dimension has a value.
 *
 * @since 0.2.0
 * @category models
 */
export interface DevelopmentActivityAggregateQueryRequestPredicate {
  readonly dimension: "attendeeId" | "type" | "moduleId" | "isPassed" | (string & {})
  /** Value as text, for example an id, `Coaching` or `true`. */
  readonly value: string
}

/**
 * Schema of {@link DevelopmentActivityAggregateQueryRequestPredicate}.
 *
 * @since 0.2.0
 * @category models
 */
export const DevelopmentActivityAggregateQueryRequestPredicate: Schema.Schema<
  DevelopmentActivityAggregateQueryRequestPredicate
> = Model.model("DevelopmentActivityAggregateQueryRequestPredicate", {
  dimension: Model.open("attendeeId", "type", "moduleId", "isPassed"),
  value: Model.string
})

/**
 * Combined predicates.
 *
 * @since 0.2.0
 * @category models
 */
export interface DevelopmentActivityAggregateQueryRequestClause {
  readonly type: DevelopmentActivityCombination
  readonly predicates: ReadonlyArray<DevelopmentActivityAggregateQueryRequestPredicate>
}

/**
 * Schema of {@link DevelopmentActivityAggregateQueryRequestClause}.
 *
 * @since 0.2.0
 * @category models
 */
export const DevelopmentActivityAggregateQueryRequestClause: Schema.Schema<
  DevelopmentActivityAggregateQueryRequestClause
> = Model.model("DevelopmentActivityAggregateQueryRequestClause", {
  type: DevelopmentActivityCombination,
  predicates: Model.array(DevelopmentActivityAggregateQueryRequestPredicate)
})

/**
 * Filter, which combines clauses. It must have predicates of `attendeeId`, for at most 100 users.
 *
 * @since 0.2.0
 * @category models
 */
export interface DevelopmentActivityAggregateQueryRequestFilter {
  readonly type: DevelopmentActivityCombination
  readonly clauses: ReadonlyArray<DevelopmentActivityAggregateQueryRequestClause>
}

/**
 * Schema of {@link DevelopmentActivityAggregateQueryRequestFilter}.
 *
 * @since 0.2.0
 * @category models
 */
export const DevelopmentActivityAggregateQueryRequestFilter: Schema.Schema<
  DevelopmentActivityAggregateQueryRequestFilter
> = Model.model("DevelopmentActivityAggregateQueryRequestFilter", {
  type: DevelopmentActivityCombination,
  clauses: Model.array(DevelopmentActivityAggregateQueryRequestClause)
})

/**
 * Query for aggregates of development activities. Not paged.
 *
 * @since 0.2.0
 * @category models
 */
export interface DevelopmentActivityAggregateParam {
  /** Interval `start/end`, both ISO-8601 in UTC. */
  readonly interval: string
  /** Metrics of the response. */
  readonly metrics?: ReadonlyArray<DevelopmentActivityMetric> | undefined
  /** Dimension by which the results are grouped. Default: one group for all users. */
  readonly groupBy?: ReadonlyArray<"attendeeId" | (string & {})> | undefined
  readonly filter: DevelopmentActivityAggregateQueryRequestFilter
}

/**
 * Schema of {@link DevelopmentActivityAggregateParam}.
 *
 * @since 0.2.0
 * @category models
 */
export const DevelopmentActivityAggregateParam: Schema.Schema<DevelopmentActivityAggregateParam> = Model.model(
  "DevelopmentActivityAggregateParam",
  {
    interval: Model.string,
    metrics: Model.optional(Model.array(DevelopmentActivityMetric)),
    groupBy: Model.optional(Model.array(Model.open("attendeeId"))),
    filter: DevelopmentActivityAggregateQueryRequestFilter
  }
)

/**
 * Statistics of a metric. Counts probably have `count` only, and scores all fields.
 *
 * @since 0.2.0
 * @category models
 */
export interface DevelopmentActivityAggregateQueryResponseStatistics {
  readonly count?: number | undefined
  readonly min?: number | undefined
  readonly max?: number | undefined
  readonly sum?: number | undefined
}

/**
 * Schema of {@link DevelopmentActivityAggregateQueryResponseStatistics}.
 *
 * @since 0.2.0
 * @category models
 */
export const DevelopmentActivityAggregateQueryResponseStatistics: Schema.Schema<
  DevelopmentActivityAggregateQueryResponseStatistics
> = Model.model("DevelopmentActivityAggregateQueryResponseStatistics", {
  count: Model.optional(Model.integer),
  min: Model.optional(Model.number),
  max: Model.optional(Model.number),
  sum: Model.optional(Model.number)
})

/**
 * Metric with its statistics.
 *
 * @since 0.2.0
 * @category models
 */
export interface DevelopmentActivityAggregateQueryResponseMetric {
  readonly metric?: DevelopmentActivityMetric | undefined
  readonly stats?: DevelopmentActivityAggregateQueryResponseStatistics | undefined
}

/**
 * Schema of {@link DevelopmentActivityAggregateQueryResponseMetric}.
 *
 * @since 0.2.0
 * @category models
 */
export const DevelopmentActivityAggregateQueryResponseMetric: Schema.Schema<
  DevelopmentActivityAggregateQueryResponseMetric
> = Model.model("DevelopmentActivityAggregateQueryResponseMetric", {
  metric: Model.optional(DevelopmentActivityMetric),
  stats: Model.optional(DevelopmentActivityAggregateQueryResponseStatistics)
})

/**
 * Metrics of an interval.
 *
 * @since 0.2.0
 * @category models
 */
export interface DevelopmentActivityAggregateQueryResponseData {
  /** Interval `start/end`, both ISO-8601 in UTC. */
  readonly interval?: string | undefined
  readonly metrics?: ReadonlyArray<DevelopmentActivityAggregateQueryResponseMetric> | undefined
}

/**
 * Schema of {@link DevelopmentActivityAggregateQueryResponseData}.
 *
 * @since 0.2.0
 * @category models
 */
export const DevelopmentActivityAggregateQueryResponseData: Schema.Schema<
  DevelopmentActivityAggregateQueryResponseData
> = Model.model("DevelopmentActivityAggregateQueryResponseData", {
  interval: Model.optional(Model.string),
  metrics: Model.optional(Model.array(DevelopmentActivityAggregateQueryResponseMetric))
})

/**
 * Metrics of a group of activities.
 *
 * @since 0.2.0
 * @category models
 */
export interface DevelopmentActivityAggregateQueryResponseGroupedData {
  /** Values of the dimensions of the group by their names, for example `attendeeId`. */
  readonly group?: { readonly [key: string]: string } | undefined
  readonly data?: ReadonlyArray<DevelopmentActivityAggregateQueryResponseData> | undefined
}

/**
 * Schema of {@link DevelopmentActivityAggregateQueryResponseGroupedData}.
 *
 * @since 0.2.0
 * @category models
 */
export const DevelopmentActivityAggregateQueryResponseGroupedData: Schema.Schema<
  DevelopmentActivityAggregateQueryResponseGroupedData
> = Model.model("DevelopmentActivityAggregateQueryResponseGroupedData", {
  group: Model.optional(Model.record(Model.string)),
  data: Model.optional(Model.array(DevelopmentActivityAggregateQueryResponseData))
})

/**
 * Aggregates of development activities.
 *
 * @since 0.2.0
 * @category models
 */
export interface DevelopmentActivityAggregateResponse {
  /** One entry for each group. Only activities that the permissions of the token cover are counted. */
  readonly results?: ReadonlyArray<DevelopmentActivityAggregateQueryResponseGroupedData> | undefined
}

/**
 * Schema of {@link DevelopmentActivityAggregateResponse}.
 *
 * @since 0.2.0
 * @category models
 */
export const DevelopmentActivityAggregateResponse: Schema.Schema<DevelopmentActivityAggregateResponse> = Model.model(
  "DevelopmentActivityAggregateResponse",
  {
    results: Model.optional(Model.array(DevelopmentActivityAggregateQueryResponseGroupedData))
  }
)
