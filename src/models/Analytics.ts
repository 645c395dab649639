/**
 * What analytics answers.
 *
 * @since 0.1.0
 */

import type * as Schema from "effect/Schema"
import * as Model from "../internal/schema/model.js"
import * as AnalyticsQuery from "./AnalyticsQuery.js"
import * as Routing from "./Routing.js"

/**
 * Numbers for one metric. Which of them there are depends on the metric.
 *
 * @since 0.1.0
 * @category models
 */
export interface StatisticalSummary {
  readonly max?: number | undefined
  readonly min?: number | undefined
  /** How many. */
  readonly count?: number | undefined
  /** Milliseconds for durations. */
  readonly sum?: number | undefined
  readonly current?: number | undefined
  readonly ratio?: number | undefined
  readonly numerator?: number | undefined
  readonly denominator?: number | undefined
  /** What was aimed at. */
  readonly target?: number | undefined
  readonly countNegative?: number | undefined
  readonly countPositive?: number | undefined
  /** 95 in 100 are not above it. */
  readonly p95?: number | undefined
  /** 99 in 100 are not above it. */
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
 * How well an agent was found to fit.
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
 * How an agent was picked.
 *
 * @since 0.1.0
 * @category models
 */
export type RoutingType =
  | "Bullseye"
  | "Conditional"
  | "Direct"
  | "Last"
  | "Manual"
  | "Predictive"
  | "Preferred"
  | "Standard"
  | "Vip"
  | (string & {})

/**
 * Schema of {@link RoutingType}.
 *
 * @since 0.1.0
 * @category models
 */
export const RoutingType: Schema.Schema<RoutingType> = Model.open(
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
 * One observation.
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
  /** Number of who called. */
  readonly ani?: string | undefined
  /** Number that was called. */
  readonly dnis?: string | undefined
  readonly teamId?: string | undefined
  /** The ways of picking an agent that were tried. */
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
 * A metric and its numbers. For observations today's service calls it `ObservationMetricData`; `truncated` and
 * `observations` come with those alone. Metrics are no longer listed since 2019.
 *
 * @since 0.1.0
 * @category models
 */
export interface AggregateMetricData {
  readonly metric?: AnalyticsQuery.Metric | undefined
  /** What the metric is split by: for `tSystemPresence` a presence, for `tAgentRoutingStatus` a routing status. */
  readonly qualifier?: string | undefined
  readonly stats?: StatisticalSummary | undefined
  /** Whether there are more observations than are told. */
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
 * A view and its numbers.
 *
 * @since 0.1.0
 * @category models
 */
export interface AggregateViewData {
  /** The name that the query gave it. */
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
 * The numbers of one interval.
 *
 * @since 0.1.0
 * @category models
 */
export interface StatisticalResponse {
  /** `start/end`, both ISO-8601 in UTC. */
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
 * The numbers of one group. Today's service calls it `UserAggregateDataContainer`.
 *
 * @since 0.1.0
 * @category models
 */
export interface AggregateDataContainer {
  /** What the group has in common, by dimension. */
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
 * The answer to a query for aggregates. Today's service calls it `UserAggregateQueryResponse`.
 *
 * @since 0.1.0
 * @category models
 */
export interface PresenceQueryResponse {
  /** Ids of the organisation's presences, by the system presence they are a kind of. */
  readonly systemToOrganizationMappings?: { readonly [key: string]: ReadonlyArray<string> } | undefined
  /** Empty or absent where nothing was found. */
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
 * The observations of one group. Today's service calls it `UserObservationDataContainer`.
 *
 * @since 0.1.0
 * @category models
 */
export interface ObservationDataContainer {
  /** What the group has in common, by dimension. */
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
 * The answer to a query for observations. Today's service calls it `UserObservationQueryResponse`.
 *
 * @since 0.1.0
 * @category models
 */
export interface ObservationQueryResponse {
  /** Empty or absent where nothing was found. */
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
 * The presences that the service itself knows, as analytics spells them.
 *
 * @since 0.1.0
 * @category models
 */
export type AnalyticsSystemPresence =
  | "AVAILABLE"
  | "AWAY"
  | "BUSY"
  | "OFFLINE"
  | "IDLE"
  | "ON_QUEUE"
  | "MEAL"
  | "TRAINING"
  | "MEETING"
  | "BREAK"
  | (string & {})

/**
 * Schema of {@link AnalyticsSystemPresence}.
 *
 * @since 0.1.0
 * @category models
 */
export const AnalyticsSystemPresence: Schema.Schema<AnalyticsSystemPresence> = Model.open(
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
 * A time for which a user had a presence.
 *
 * @since 0.1.0
 * @category models
 */
export interface AnalyticsUserPresenceRecord {
  /** ISO-8601 in UTC. */
  readonly startTime?: string | undefined
  /** Absent while it lasts. ISO-8601 in UTC. */
  readonly endTime?: string | undefined
  readonly systemPresence?: AnalyticsSystemPresence | undefined
  /** The organisation's presence. */
  readonly organizationPresenceId?: string | undefined
  /** @deprecated removed 2020-01-11: subtract the times. */
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
 * A time for which a user had a routing status.
 *
 * @since 0.1.0
 * @category models
 */
export interface AnalyticsRoutingStatusRecord {
  /** ISO-8601 in UTC. */
  readonly startTime?: string | undefined
  /** Absent while it lasts. ISO-8601 in UTC. */
  readonly endTime?: string | undefined
  readonly routingStatus?: Routing.RoutingStatusValue | undefined
  /** @deprecated removed 2020-01-11: subtract the times. */
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
 * What a user did in the interval.
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
 * A value, or a range, and how often it was found.
 *
 * @since 0.1.0
 * @category models
 */
export interface AggregationResultEntry {
  readonly count?: number | undefined
  readonly value?: string | undefined
  readonly gte?: number | undefined
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
 * What was counted for one aggregation.
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
 * A page of details. It can hold fewer users than were asked for and not be the last one, because duplicates are
 * dropped after the page is cut.
 *
 * @since 0.1.0
 * @category models
 */
export interface AnalyticsUserDetailsQueryResponse {
  /** Empty or absent past the last page. */
  readonly userDetails?: ReadonlyArray<AnalyticsUserDetail> | undefined
  readonly aggregations?: ReadonlyArray<AggregationResult> | undefined
  /** About how many there are, on all pages together. Since March 2021. */
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
