/**
 * Aggregates of development activities.
 *
 * @since 0.2.0
 */

import type * as Schema from "effect/Schema"
import * as Model from "../internal/schema/model.js"

/**
 * Development activity aggregate query request predicate.
 *
 * @since 0.2.0
 * @category models
 */
export interface DevelopmentActivityAggregateQueryRequestPredicate {
  readonly dimension: "attendeeId" | "type" | "moduleId" | "isPassed" | (string & {})
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
 * Development activity aggregate query request clause.
 *
 * @since 0.2.0
 * @category models
 */
export interface DevelopmentActivityAggregateQueryRequestClause {
  readonly type: "And" | "Or" | (string & {})
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
  type: Model.open("And", "Or"),
  predicates: Model.array(DevelopmentActivityAggregateQueryRequestPredicate)
})

/**
 * Development activity aggregate query request filter.
 *
 * @since 0.2.0
 * @category models
 */
export interface DevelopmentActivityAggregateQueryRequestFilter {
  readonly type: "And" | "Or" | (string & {})
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
  type: Model.open("And", "Or"),
  clauses: Model.array(DevelopmentActivityAggregateQueryRequestClause)
})

/**
 * Development activity aggregate param.
 *
 * @since 0.2.0
 * @category models
 */
export interface DevelopmentActivityAggregateParam {
  readonly filter: DevelopmentActivityAggregateQueryRequestFilter
  readonly groupBy?: ReadonlyArray<"attendeeId" | (string & {})> | undefined
  readonly interval: string
  readonly metrics?:
    | ReadonlyArray<
      | "nActivities"
      | "nPlannedActivities"
      | "nInProgressActivities"
      | "nCompleteActivities"
      | "nOverdueActivities"
      | "nInvalidScheduleActivities"
      | "nPassedActivities"
      | "nFailedActivities"
      | "oActivityScore"
      | "nNotCompletedActivities"
      | (string & {})
    >
    | undefined
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
    filter: DevelopmentActivityAggregateQueryRequestFilter,
    groupBy: Model.optional(Model.array(Model.open("attendeeId"))),
    interval: Model.string,
    metrics: Model.optional(
      Model.array(
        Model.open(
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
      )
    )
  }
)

/**
 * Development activity aggregate query response statistics.
 *
 * @since 0.2.0
 * @category models
 */
export interface DevelopmentActivityAggregateQueryResponseStatistics {
  readonly count?: number | undefined
  readonly max?: number | undefined
  readonly min?: number | undefined
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
  max: Model.optional(Model.number),
  min: Model.optional(Model.number),
  sum: Model.optional(Model.number)
})

/**
 * Development activity aggregate query response metric.
 *
 * @since 0.2.0
 * @category models
 */
export interface DevelopmentActivityAggregateQueryResponseMetric {
  readonly metric?:
    | "nActivities"
    | "nPlannedActivities"
    | "nInProgressActivities"
    | "nCompleteActivities"
    | "nOverdueActivities"
    | "nInvalidScheduleActivities"
    | "nPassedActivities"
    | "nFailedActivities"
    | "oActivityScore"
    | "nNotCompletedActivities"
    | (string & {})
    | undefined
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
  metric: Model.optional(
    Model.open(
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
  ),
  stats: Model.optional(DevelopmentActivityAggregateQueryResponseStatistics)
})

/**
 * Development activity aggregate query response data.
 *
 * @since 0.2.0
 * @category models
 */
export interface DevelopmentActivityAggregateQueryResponseData {
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
 * Development activity aggregate query response grouped data.
 *
 * @since 0.2.0
 * @category models
 */
export interface DevelopmentActivityAggregateQueryResponseGroupedData {
  readonly data?: ReadonlyArray<DevelopmentActivityAggregateQueryResponseData> | undefined
  readonly group?: { readonly [key: string]: string } | undefined
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
  data: Model.optional(Model.array(DevelopmentActivityAggregateQueryResponseData)),
  group: Model.optional(Model.record(Model.string))
})

/**
 * Development activity aggregate response.
 *
 * @since 0.2.0
 * @category models
 */
export interface DevelopmentActivityAggregateResponse {
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
