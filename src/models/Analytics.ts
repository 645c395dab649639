/**
 * Responses to analytics queries.
 *
 * @since 0.1.0
 */

import type * as Schema from "effect/Schema"
import * as Model from "../internal/schema/model.js"
import * as AnalyticsQuery from "./AnalyticsQuery.js"
import * as Routing from "./Routing.js"

/**
 * Statistics of one metric. The metric determines which of them are present.
 *
 * @since 0.1.0
 * @category models
 */
export interface StatisticalSummary {
  readonly max?: number | undefined
  readonly min?: number | undefined
  /** Number of values. */
  readonly count?: number | undefined
  /** Sum of the values, in milliseconds for durations. */
  readonly sum?: number | undefined
  readonly current?: number | undefined
  readonly ratio?: number | undefined
  readonly numerator?: number | undefined
  readonly denominator?: number | undefined
  /** Target value. */
  readonly target?: number | undefined
  readonly countNegative?: number | undefined
  readonly countPositive?: number | undefined
  /** 95th percentile. */
  readonly p95?: number | undefined
  /** 99th percentile. */
  readonly p99?: number | undefined
  readonly calculatedMetricValue?: number | undefined
}

/**
 * Schema of {@link StatisticalSummary}.
 *
 * @since 0.1.0
 * @category models
 */
export const StatisticalSummary: Schema.Schema<StatisticalSummary> = Model.model("StatisticalSummary", {
  max: Model.optional(Model.number),
  min: Model.optional(Model.number),
  count: Model.optional(Model.integer),
  sum: Model.optional(Model.number),
  current: Model.optional(Model.number),
  ratio: Model.optional(Model.number),
  numerator: Model.optional(Model.number),
  denominator: Model.optional(Model.number),
  target: Model.optional(Model.number),
  countNegative: Model.optional(Model.integer),
  countPositive: Model.optional(Model.integer),
  p95: Model.optional(Model.integer),
  p99: Model.optional(Model.integer),
  calculatedMetricValue: Model.optional(Model.integer)
})

/**
 * Score of an agent for a conversation.
 *
 * @since 0.1.0
 * @category models
 */
export interface AnalyticsScoredAgent {
  readonly agentScore?: number | undefined
  readonly scoredAgentId?: string | undefined
}

/**
 * Schema of {@link AnalyticsScoredAgent}.
 *
 * @since 0.1.0
 * @category models
 */
export const AnalyticsScoredAgent: Schema.Schema<AnalyticsScoredAgent> = Model.model("AnalyticsScoredAgent", {
  agentScore: Model.optional(Model.integer),
  scoredAgentId: Model.optional(Model.string)
})

/**
 * Routing method that selected an agent.
 *
 * @since 0.1.0
 * @category models
 */
export type RoutingType = typeof RoutingType.Type

/**
 * Schema of {@link RoutingType}.
 *
 * @since 0.1.0
 * @category models
 */
export const RoutingType = Model.open(
  "Bullseye",
  "Conditional",
  "Direct",
  "Last",
  "Manual",
  "Predictive",
  "Preferred",
  "Standard",
  "Vip"
)

/**
 * Details of one observation.
 *
 * @since 0.1.0
 * @category models
 */
export interface ObservationValue {
  /** ISO-8601 in UTC. */
  readonly observationDate?: string | undefined
  readonly conversationId?: string | undefined
  readonly sessionId?: string | undefined
  readonly requestedRoutingSkillIds?: ReadonlyArray<string> | undefined
  readonly requestedLanguageId?: string | undefined
  readonly routingPriority?: number | undefined
  readonly participantName?: string | undefined
  readonly userId?: string | undefined
  readonly direction?: "inbound" | "outbound" | (string & {}) | undefined
  readonly convertedFrom?: string | undefined
  readonly convertedTo?: string | undefined
  readonly addressFrom?: string | undefined
  readonly addressTo?: string | undefined
  /** Phone number of the caller. */
  readonly ani?: string | undefined
  /** Phone number that was called. */
  readonly dnis?: string | undefined
  readonly teamId?: string | undefined
  /** Routing methods that were attempted. */
  readonly requestedRoutings?: ReadonlyArray<RoutingType> | undefined
  readonly usedRouting?: RoutingType | undefined
  readonly scoredAgents?: ReadonlyArray<AnalyticsScoredAgent> | undefined
}

/**
 * Schema of {@link ObservationValue}.
 *
 * @since 0.1.0
 * @category models
 */
export const ObservationValue: Schema.Schema<ObservationValue> = Model.model("ObservationValue", {
  observationDate: Model.optional(Model.dateTime),
  conversationId: Model.optional(Model.string),
  sessionId: Model.optional(Model.string),
  requestedRoutingSkillIds: Model.optional(Model.array(Model.string)),
  requestedLanguageId: Model.optional(Model.string),
  routingPriority: Model.optional(Model.integer),
  participantName: Model.optional(Model.string),
  userId: Model.optional(Model.string),
  direction: Model.optional(Model.open("inbound", "outbound")),
  convertedFrom: Model.optional(Model.string),
  convertedTo: Model.optional(Model.string),
  addressFrom: Model.optional(Model.string),
  addressTo: Model.optional(Model.string),
  ani: Model.optional(Model.string),
  dnis: Model.optional(Model.string),
  teamId: Model.optional(Model.string),
  requestedRoutings: Model.optional(Model.array(RoutingType)),
  usedRouting: Model.optional(RoutingType),
  scoredAgents: Model.optional(Model.array(AnalyticsScoredAgent))
})

/**
 * Statistics of a metric. Today's API (2026) has the model `ObservationMetricData` for observations: only they have
 * `truncated` and `observations`. The vendor has not listed the metrics since 2019.
 *
 * @since 0.1.0
 * @category models
 */
export interface AggregateMetricData {
  readonly metric?: AnalyticsQuery.Metric | undefined
  /**
   * Value by which the metric is split: a presence for `tSystemPresence`, a routing status for `tAgentRoutingStatus`.
   */
  readonly qualifier?: string | undefined
  readonly stats?: StatisticalSummary | undefined
  /** Whether `observations` is incomplete. */
  readonly truncated?: boolean | undefined
  readonly observations?: ReadonlyArray<ObservationValue> | undefined
}

/**
 * Schema of {@link AggregateMetricData}.
 *
 * @since 0.1.0
 * @category models
 */
export const AggregateMetricData: Schema.Schema<AggregateMetricData> = Model.model("AggregateMetricData", {
  metric: Model.optional(AnalyticsQuery.Metric),
  qualifier: Model.optional(Model.string),
  stats: Model.optional(StatisticalSummary),
  truncated: Model.optional(Model.boolean),
  observations: Model.optional(Model.array(ObservationValue))
})

/**
 * Statistics of a view.
 *
 * @since 0.1.0
 * @category models
 */
export interface AggregateViewData {
  /** Name of the view in the query. */
  readonly name?: string | undefined
  readonly stats?: StatisticalSummary | undefined
}

/**
 * Schema of {@link AggregateViewData}.
 *
 * @since 0.1.0
 * @category models
 */
export const AggregateViewData: Schema.Schema<AggregateViewData> = Model.model("AggregateViewData", {
  name: Model.optional(Model.string),
  stats: Model.optional(StatisticalSummary)
})

/**
 * Statistics of one interval.
 *
 * @since 0.1.0
 * @category models
 */
export interface StatisticalResponse {
  /** Interval `start/end`, both ISO-8601 in UTC. */
  readonly interval?: string | undefined
  readonly metrics?: ReadonlyArray<AggregateMetricData> | undefined
  readonly views?: ReadonlyArray<AggregateViewData> | undefined
}

/**
 * Schema of {@link StatisticalResponse}.
 *
 * @since 0.1.0
 * @category models
 */
export const StatisticalResponse: Schema.Schema<StatisticalResponse> = Model.model("StatisticalResponse", {
  interval: Model.optional(Model.string),
  metrics: Model.optional(Model.array(AggregateMetricData)),
  views: Model.optional(Model.array(AggregateViewData))
})

/**
 * Statistics of one group. Today's API (2026) calls the model `UserAggregateDataContainer`.
 *
 * @since 0.1.0
 * @category models
 */
export interface AggregateDataContainer {
  /** Values of the dimensions of the group by their names, for example `userId`. */
  readonly group?: { readonly [key: string]: string } | undefined
  readonly data?: ReadonlyArray<StatisticalResponse> | undefined
}

/**
 * Schema of {@link AggregateDataContainer}.
 *
 * @since 0.1.0
 * @category models
 */
export const AggregateDataContainer: Schema.Schema<AggregateDataContainer> = Model.model("AggregateDataContainer", {
  group: Model.optional(Model.record(Model.string)),
  data: Model.optional(Model.array(StatisticalResponse))
})

/**
 * Response to a query for aggregates. Today's API (2026) calls the model `UserAggregateQueryResponse`.
 *
 * @since 0.1.0
 * @category models
 */
export interface PresenceQueryResponse {
  /** Ids of the presences of the organization, by the system presence to which they belong. */
  readonly systemToOrganizationMappings?: { readonly [key: string]: ReadonlyArray<string> } | undefined
  /** Empty or absent if there are no results. */
  readonly results?: ReadonlyArray<AggregateDataContainer> | undefined
}

/**
 * Schema of {@link PresenceQueryResponse}.
 *
 * @since 0.1.0
 * @category models
 */
export const PresenceQueryResponse: Schema.Schema<PresenceQueryResponse> = Model.model("PresenceQueryResponse", {
  systemToOrganizationMappings: Model.optional(Model.record(Model.array(Model.string))),
  results: Model.optional(Model.array(AggregateDataContainer))
})

/**
 * Observations of one group. Today's API (2026) calls the model `UserObservationDataContainer`.
 *
 * @since 0.1.0
 * @category models
 */
export interface ObservationDataContainer {
  /** Values of the dimensions of the group by their names, for example `userId`. */
  readonly group?: { readonly [key: string]: string } | undefined
  readonly data?: ReadonlyArray<AggregateMetricData> | undefined
}

/**
 * Schema of {@link ObservationDataContainer}.
 *
 * @since 0.1.0
 * @category models
 */
export const ObservationDataContainer: Schema.Schema<ObservationDataContainer> = Model.model(
  "ObservationDataContainer",
  {
    group: Model.optional(Model.record(Model.string)),
    data: Model.optional(Model.array(AggregateMetricData))
  }
)

/**
 * Response to a query for observations. Today's API (2026) calls the model `UserObservationQueryResponse`.
 *
 * @since 0.1.0
 * @category models
 */
export interface ObservationQueryResponse {
  /** Empty or absent if there are no results. */
  readonly results?: ReadonlyArray<ObservationDataContainer> | undefined
}

/**
 * Schema of {@link ObservationQueryResponse}.
 *
 * @since 0.1.0
 * @category models
 */
export const ObservationQueryResponse: Schema.Schema<ObservationQueryResponse> = Model.model(
  "ObservationQueryResponse",
  {
    results: Model.optional(Model.array(ObservationDataContainer))
  }
)

/**
 * System presence, in the spelling of analytics.
 *
 * @since 0.1.0
 * @category models
 */
export type AnalyticsSystemPresence = typeof AnalyticsSystemPresence.Type

/**
 * Schema of {@link AnalyticsSystemPresence}.
 *
 * @since 0.1.0
 * @category models
 */
export const AnalyticsSystemPresence = Model.open(
  "AVAILABLE",
  "AWAY",
  "BUSY",
  "OFFLINE",
  "IDLE",
  "ON_QUEUE",
  "MEAL",
  "TRAINING",
  "MEETING",
  "BREAK"
)

/**
 * Period in which a user had one presence.
 *
 * @since 0.1.0
 * @category models
 */
export interface AnalyticsUserPresenceRecord {
  /** ISO-8601 in UTC. */
  readonly startTime?: string | undefined
  /** Absent if the period has not ended. ISO-8601 in UTC. */
  readonly endTime?: string | undefined
  readonly systemPresence?: AnalyticsSystemPresence | undefined
  /** Id of the organization's presence. */
  readonly organizationPresenceId?: string | undefined
  /** @deprecated Removed on 2020-01-11. Replacement: the difference of `endTime` and `startTime`. */
  readonly durationMilliseconds?: number | undefined
}

/**
 * Schema of {@link AnalyticsUserPresenceRecord}.
 *
 * @since 0.1.0
 * @category models
 */
export const AnalyticsUserPresenceRecord: Schema.Schema<AnalyticsUserPresenceRecord> = Model.model(
  "AnalyticsUserPresenceRecord",
  {
    startTime: Model.optional(Model.dateTime),
    endTime: Model.optional(Model.dateTime),
    systemPresence: Model.optional(AnalyticsSystemPresence),
    organizationPresenceId: Model.optional(Model.string),
    durationMilliseconds: Model.optional(Model.integer)
  }
)

/**
 * Period in which a user had one routing status.
 *
 * @since 0.1.0
 * @category models
 */
export interface AnalyticsRoutingStatusRecord {
  /** ISO-8601 in UTC. */
  readonly startTime?: string | undefined
  /** Absent if the period has not ended. ISO-8601 in UTC. */
  readonly endTime?: string | undefined
  readonly routingStatus?: Routing.RoutingStatusValue | undefined
  /** @deprecated Removed on 2020-01-11. Replacement: the difference of `endTime` and `startTime`. */
  readonly durationMilliseconds?: number | undefined
}

/**
 * Schema of {@link AnalyticsRoutingStatusRecord}.
 *
 * @since 0.1.0
 * @category models
 */
export const AnalyticsRoutingStatusRecord: Schema.Schema<AnalyticsRoutingStatusRecord> = Model.model(
  "AnalyticsRoutingStatusRecord",
  {
    startTime: Model.optional(Model.dateTime),
    endTime: Model.optional(Model.dateTime),
    routingStatus: Model.optional(Routing.RoutingStatusValue),
    durationMilliseconds: Model.optional(Model.integer)
  }
)

/**
 * Presences and routing statuses of a user in the interval of the query.
 *
 * @since 0.1.0
 * @category models
 */
export interface AnalyticsUserDetail {
  readonly userId?: string | undefined
  readonly primaryPresence?: ReadonlyArray<AnalyticsUserPresenceRecord> | undefined
  readonly routingStatus?: ReadonlyArray<AnalyticsRoutingStatusRecord> | undefined
}

/**
 * Schema of {@link AnalyticsUserDetail}.
 *
 * @since 0.1.0
 * @category models
 */
export const AnalyticsUserDetail: Schema.Schema<AnalyticsUserDetail> = Model.model("AnalyticsUserDetail", {
  userId: Model.optional(Model.string),
  primaryPresence: Model.optional(Model.array(AnalyticsUserPresenceRecord)),
  routingStatus: Model.optional(Model.array(AnalyticsRoutingStatusRecord))
})

/**
 * Number of records with one value, or with a value in one range.
 *
 * @since 0.1.0
 * @category models
 */
export interface AggregationResultEntry {
  readonly count?: number | undefined
  readonly value?: string | undefined
  /** Inclusive lower bound of the range. */
  readonly gte?: number | undefined
  /** Exclusive upper bound of the range. */
  readonly lt?: number | undefined
}

/**
 * Schema of {@link AggregationResultEntry}.
 *
 * @since 0.1.0
 * @category models
 */
export const AggregationResultEntry: Schema.Schema<AggregationResultEntry> = Model.model("AggregationResultEntry", {
  count: Model.optional(Model.integer),
  value: Model.optional(Model.string),
  gte: Model.optional(Model.number),
  lt: Model.optional(Model.number)
})

/**
 * Result of one aggregation.
 *
 * @since 0.1.0
 * @category models
 */
export interface AggregationResult {
  readonly type?: "termFrequency" | "numericRange" | (string & {}) | undefined
  readonly dimension?: string | undefined
  readonly metric?: string | undefined
  readonly count?: number | undefined
  readonly results?: ReadonlyArray<AggregationResultEntry> | undefined
}

/**
 * Schema of {@link AggregationResult}.
 *
 * @since 0.1.0
 * @category models
 */
export const AggregationResult: Schema.Schema<AggregationResult> = Model.model("AggregationResult", {
  type: Model.optional(Model.open("termFrequency", "numericRange")),
  dimension: Model.optional(Model.string),
  metric: Model.optional(Model.string),
  count: Model.optional(Model.integer),
  results: Model.optional(Model.array(AggregationResultEntry))
})

/**
 * Page of user details. It can have fewer users than requested without being the last page, because the service removes
 * duplicates after it has selected the page.
 *
 * @since 0.1.0
 * @category models
 */
export interface AnalyticsUserDetailsQueryResponse {
  /** Empty or absent after the last page. */
  readonly userDetails?: ReadonlyArray<AnalyticsUserDetail> | undefined
  readonly aggregations?: ReadonlyArray<AggregationResult> | undefined
  /** Approximate number of results on all pages. Since March 2021. */
  readonly totalHits?: number | undefined
}

/**
 * Schema of {@link AnalyticsUserDetailsQueryResponse}.
 *
 * @since 0.1.0
 * @category models
 */
export const AnalyticsUserDetailsQueryResponse: Schema.Schema<AnalyticsUserDetailsQueryResponse> = Model.model(
  "AnalyticsUserDetailsQueryResponse",
  {
    userDetails: Model.optional(Model.array(AnalyticsUserDetail)),
    aggregations: Model.optional(Model.array(AggregationResult)),
    totalHits: Model.optional(Model.integer)
  }
)
