/**
 * Analytics queries.
 *
 * @since 0.1.0
 */

import type * as Schema from "effect/Schema"
import * as Model from "../internal/schema/model.js"

/**
 * Metric. Names begin with `t` for durations in milliseconds, with `n` for counts and with `o` for current
 * observations. Today's API (2026) accepts few of them for users: aggregates accept `tSystemPresence`,
 * `tOrganizationPresence` and `tAgentRoutingStatus`; observations accept `oActiveQueues` and `oMemberQueues`.
 *
 * @since 0.1.0
 * @category models
 */
export type Metric = typeof Metric.Type

/**
 * Schema of {@link Metric}.
 *
 * @since 0.1.0
 * @category models
 */
export const Metric = Model.open(
  "tSegmentDuration",
  "tConversationDuration",
  "oTotalCriticalScore",
  "oTotalScore",
  "nEvaluations",
  "tAbandon",
  "tIvr",
  "tAnswered",
  "tFlowOut",
  "tAcd",
  "tTalk",
  "tHeld",
  "tTalkComplete",
  "tHeldComplete",
  "tAcw",
  "tHandle",
  "tWait",
  "tAgentRoutingStatus",
  "tOrganizationPresence",
  "tSystemPresence",
  "tUserResponseTime",
  "tAgentResponseTime",
  "tVoicemail",
  "nStateTransitionError",
  "nOffered",
  "nOverSla",
  "nTransferred",
  "tAlert",
  "tNotResponding",
  "nOutbound",
  "nOutboundAttempted",
  "nOutboundConnected",
  "nOutboundAbandoned",
  "nError",
  "oServiceTarget",
  "oServiceLevel",
  "tActive",
  "tInactive",
  "oActiveUsers",
  "oMemberUsers",
  "oActiveQueues",
  "oMemberQueues",
  "oInteracting",
  "oWaiting",
  "oOnQueueUsers",
  "oOffQueueUsers",
  "oUserPresences",
  "oUserRoutingStatuses"
)

/**
 * Dimension that filters and groups data. Today's API (2026) accepts few of them for users: `userId`, and in
 * filters of details also `organizationPresenceId`, `systemPresence` and `routingStatus`.
 *
 * @since 0.1.0
 * @category models
 */
export type Dimension = typeof Dimension.Type

/**
 * Schema of {@link Dimension}.
 *
 * @since 0.1.0
 * @category models
 */
export const Dimension = Model.open(
  "conversationId",
  "sessionId",
  "mediaType",
  "queueId",
  "userId",
  "participantId",
  "participantName",
  "direction",
  "wrapUpCode",
  "wrapUpNote",
  "interactionType",
  "requestedRoutingSkillId",
  "requestedLanguageId",
  "requestedRoutingUserIds",
  "purpose",
  "participantType",
  "segmentType",
  "disconnectType",
  "errorCode",
  "conversationEnd",
  "segmentEnd",
  "externalContactId",
  "externalOrganizationId",
  "convertedFrom",
  "convertedTo",
  "divisionId",
  "flaggedReason",
  "stationId",
  "edgeId",
  "dnis",
  "ani",
  "outboundCampaignId",
  "outboundContactId",
  "outboundContactListId",
  "monitoredParticipantId",
  "sourceSessionId",
  "destinationSessionId",
  "sourceConversationId",
  "destinationConversationId",
  "remoteNameDisplayable",
  "sipResponseCode",
  "q850ResponseCode",
  "conference",
  "groupId",
  "roomId",
  "addressFrom",
  "addressTo",
  "addressSelf",
  "addressOther",
  "subject",
  "messageType",
  "peerId",
  "scriptId",
  "evaluationId",
  "evaluatorId",
  "contextId",
  "formId",
  "formName",
  "eventTime",
  "systemPresence",
  "organizationPresenceId",
  "routingStatus"
)

/**
 * Type of the values of a property, which determines how they are compared.
 *
 * @since 0.1.0
 * @category models
 */
export type PropertyType = typeof PropertyType.Type

/**
 * Schema of {@link PropertyType}.
 *
 * @since 0.1.0
 * @category models
 */
export const PropertyType = Model.open("bool", "integer", "real", "date", "string", "uuid")

/**
 * Metric of aggregates of users: time in milliseconds in each routing status, presence of the organization and system
 * presence.
 *
 * @since 0.2.0
 * @category models
 */
export type UserAggregateMetric = typeof UserAggregateMetric.Type

/**
 * Schema of {@link UserAggregateMetric}.
 *
 * @since 0.2.0
 * @category models
 */
export const UserAggregateMetric = Model.open("tAgentRoutingStatus", "tOrganizationPresence", "tSystemPresence")

/**
 * Type of the left side of a predicate.
 *
 * @since 0.2.0
 * @category models
 */
export type PredicateType = typeof PredicateType.Type

/**
 * Schema of {@link PredicateType}.
 *
 * @since 0.2.0
 * @category models
 */
export const PredicateType = Model.open("dimension", "property", "metric")

/**
 * Operator of a predicate. `exists` and `notExists` take no value.
 *
 * @since 0.2.0
 * @category models
 */
export type PredicateOperator = typeof PredicateOperator.Type

/**
 * Schema of {@link PredicateOperator}.
 *
 * @since 0.2.0
 * @category models
 */
export const PredicateOperator = Model.open("matches", "exists", "notExists")

/**
 * Combination of predicates or clauses.
 *
 * @since 0.2.0
 * @category models
 */
export type Combination = typeof Combination.Type

/**
 * Schema of {@link Combination}.
 *
 * @since 0.2.0
 * @category models
 */
export const Combination = Model.open("and", "or")

/**
 * Order by time. `unordered` can be faster.
 *
 * @since 0.2.0
 * @category models
 */
export type TimeOrder = typeof TimeOrder.Type

/**
 * Schema of {@link TimeOrder}.
 *
 * @since 0.2.0
 * @category models
 */
export const TimeOrder = Model.open("asc", "desc", "unordered")

/**
 * Range of numbers. A bound that is absent does not limit the range.
 *
 * @since 0.1.0
 * @category models
 */
export interface NumericRange {
  /** Exclusive lower bound. */
  readonly gt?: number | undefined
  /** Inclusive lower bound. */
  readonly gte?: number | undefined
  /** Exclusive upper bound. */
  readonly lt?: number | undefined
  /** Inclusive upper bound. */
  readonly lte?: number | undefined
}

/**
 * Schema of {@link NumericRange}.
 *
 * @since 0.1.0
 * @category models
 */
export const NumericRange: Schema.Schema<NumericRange> = Model.model("NumericRange", {
  gt: Model.optional(Model.number),
  gte: Model.optional(Model.number),
  lt: Model.optional(Model.number),
  lte: Model.optional(Model.number)
})

/**
 * Range of numbers that contains its lower bound but not its upper bound.
 *
 * @since 0.1.0
 * @category models
 */
export interface AggregationRange {
  /** Inclusive lower bound. */
  readonly gte?: number | undefined
  /** Exclusive upper bound. */
  readonly lt?: number | undefined
}

/**
 * Schema of {@link AggregationRange}.
 *
 * @since 0.1.0
 * @category models
 */
export const AggregationRange: Schema.Schema<AggregationRange> = Model.model("AggregationRange", {
  gte: Model.optional(Model.number),
  lt: Model.optional(Model.number)
})

/**
 * Predicate of a filter. Today's API (2026) has a model for each query, for example `UserAggregateQueryPredicate`; they
 * have the same fields, except the three that were removed.
 *
 * @since 0.1.0
 * @category models
 */
export interface AnalyticsQueryPredicate {
  readonly type?: PredicateType | undefined
  readonly dimension?: Dimension | undefined
  /** @deprecated Removed on 2019-09-18. */
  readonly propertyType?: PropertyType | undefined
  /** @deprecated Removed on 2019-09-18. */
  readonly property?: string | undefined
  /** @deprecated Removed on 2019-09-18. */
  readonly metric?: Metric | undefined
  /** Default: `matches`. */
  readonly operator?: PredicateOperator | undefined
  readonly value?: string | undefined
  readonly range?: NumericRange | undefined
}

/**
 * Schema of {@link AnalyticsQueryPredicate}.
 *
 * @since 0.1.0
 * @category models
 */
export const AnalyticsQueryPredicate: Schema.Schema<AnalyticsQueryPredicate> = Model.model("AnalyticsQueryPredicate", {
  type: Model.optional(PredicateType),
  dimension: Model.optional(Dimension),
  propertyType: Model.optional(PropertyType),
  property: Model.optional(Model.string),
  metric: Model.optional(Metric),
  operator: Model.optional(PredicateOperator),
  value: Model.optional(Model.string),
  range: Model.optional(NumericRange)
})

/**
 * Predicates that are combined by `and` or `or`. Today's API (2026) has a model for each query; they have the same
 * fields.
 *
 * @since 0.1.0
 * @category models
 */
export interface AnalyticsQueryClause {
  readonly type: Combination
  readonly predicates: ReadonlyArray<AnalyticsQueryPredicate>
}

/**
 * Schema of {@link AnalyticsQueryClause}.
 *
 * @since 0.1.0
 * @category models
 */
export const AnalyticsQueryClause: Schema.Schema<AnalyticsQueryClause> = Model.model("AnalyticsQueryClause", {
  type: Combination,
  predicates: Model.array(AnalyticsQueryPredicate)
})

/**
 * Filter: clauses and predicates that are combined by `and` or `or`. Today's API (2026) has a model for each query;
 * they have the same fields. Filters of users accept the dimension `userId` only, in aggregates for at most 100 users.
 *
 * @since 0.1.0
 * @category models
 */
export interface AnalyticsQueryFilter {
  readonly type: Combination
  readonly clauses?: ReadonlyArray<AnalyticsQueryClause> | undefined
  readonly predicates?: ReadonlyArray<AnalyticsQueryPredicate> | undefined
}

/**
 * Schema of {@link AnalyticsQueryFilter}.
 *
 * @since 0.1.0
 * @category models
 */
export const AnalyticsQueryFilter: Schema.Schema<AnalyticsQueryFilter> = Model.model("AnalyticsQueryFilter", {
  type: Combination,
  clauses: Model.optional(Model.array(AnalyticsQueryClause)),
  predicates: Model.optional(Model.array(AnalyticsQueryPredicate))
})

/**
 * View of a metric: counts only the values in a range. Today's API (2026) calls the model `UserAggregationView`.
 *
 * @since 0.1.0
 * @category models
 */
export interface AnalyticsView {
  /** Metric that is counted. */
  readonly target: UserAggregateMetric
  /** Name of the view in the response. */
  readonly name: string
  readonly function: "rangeBound" | (string & {})
  readonly range?: AggregationRange | undefined
}

/**
 * Schema of {@link AnalyticsView}.
 *
 * @since 0.1.0
 * @category models
 */
export const AnalyticsView: Schema.Schema<AnalyticsView> = Model.model("AnalyticsView", {
  target: UserAggregateMetric,
  name: Model.string,
  function: Model.open("rangeBound"),
  range: Model.optional(AggregationRange)
})

/**
 * Query for aggregates. Not paged. Today's API (2026) calls the model `UserAggregationQuery`, and requires `interval`
 * and `metrics`.
 *
 * @since 0.1.0
 * @category models
 */
export interface AggregationQuery {
  /** Interval `start/end`, both ISO-8601 in UTC. Required by today's API (2026). */
  readonly interval?: string | undefined
  /**
   * Length of each interval of the response, as an ISO-8601 duration, for example `P1D` or `PT30M`. Default: the whole
   * interval.
   */
  readonly granularity?: string | undefined
  /** IANA name of the time zone in which days begin. Default: UTC. */
  readonly timeZone?: string | undefined
  /** Dimensions by which the results are grouped. For users, `userId` only. */
  readonly groupBy?: ReadonlyArray<Dimension> | undefined
  readonly filter?: AnalyticsQueryFilter | undefined
  /** Required by today's API (2026). Default in the API of 2018: all metrics. */
  readonly metrics?: ReadonlyArray<Metric> | undefined
  /** Whether several values of a dimension are joined to one text, for example `a,b,c`. */
  readonly flattenMultivaluedDimensions?: boolean | undefined
  readonly views?: ReadonlyArray<AnalyticsView> | undefined
  /** Time that determines the interval to which an event is assigned. */
  readonly alternateTimeDimension?: "eventTime" | (string & {}) | undefined
}

/**
 * Schema of {@link AggregationQuery}.
 *
 * @since 0.1.0
 * @category models
 */
export const AggregationQuery: Schema.Schema<AggregationQuery> = Model.model("AggregationQuery", {
  interval: Model.optional(Model.string),
  granularity: Model.optional(Model.string),
  timeZone: Model.optional(Model.string),
  groupBy: Model.optional(Model.array(Dimension)),
  filter: Model.optional(AnalyticsQueryFilter),
  metrics: Model.optional(Model.array(Metric)),
  flattenMultivaluedDimensions: Model.optional(Model.boolean),
  views: Model.optional(Model.array(AnalyticsView)),
  alternateTimeDimension: Model.optional(Model.open("eventTime"))
})

/**
 * Aggregation of details.
 *
 * @since 0.1.0
 * @category models
 */
export interface AnalyticsQueryAggregation {
  /** `termFrequency` counts each value, `numericRange` counts the values in each of `ranges`. */
  readonly type?: "termFrequency" | "numericRange" | (string & {}) | undefined
  readonly dimension?: string | undefined
  readonly metric?: string | undefined
  /** Maximum number of values in the result, for `termFrequency`. */
  readonly size?: number | undefined
  readonly ranges?: ReadonlyArray<AggregationRange> | undefined
}

/**
 * Schema of {@link AnalyticsQueryAggregation}.
 *
 * @since 0.1.0
 * @category models
 */
export const AnalyticsQueryAggregation: Schema.Schema<AnalyticsQueryAggregation> = Model.model(
  "AnalyticsQueryAggregation",
  {
    type: Model.optional(Model.open("termFrequency", "numericRange")),
    dimension: Model.optional(Model.string),
    metric: Model.optional(Model.string),
    size: Model.optional(Model.integer),
    ranges: Model.optional(Model.array(AggregationRange))
  }
)

/**
 * Page of details to return.
 *
 * @since 0.1.0
 * @category models
 */
export interface PagingSpec {
  /** Maximum number of users per page. Default if `paging` is absent: 25. */
  readonly pageSize: number
  /** Number of the page, from 1. */
  readonly pageNumber: number
}

/**
 * Schema of {@link PagingSpec}.
 *
 * @since 0.1.0
 * @category models
 */
export const PagingSpec: Schema.Schema<PagingSpec> = Model.model("PagingSpec", {
  pageSize: Model.integer,
  pageNumber: Model.integer
})

/**
 * Query for the presences and routing statuses of users, in chronological order.
 *
 * @since 0.1.0
 * @category models
 */
export interface UserDetailsQuery {
  /**
   * Interval `start/end`, both ISO-8601 in UTC, at most 7 days, or 31 days with `userFilters`. Required by today's API
   * (2026).
   */
  readonly interval?: string | undefined
  readonly userFilters?: ReadonlyArray<AnalyticsQueryFilter> | undefined
  readonly presenceFilters?: ReadonlyArray<AnalyticsQueryFilter> | undefined
  readonly routingStatusFilters?: ReadonlyArray<AnalyticsQueryFilter> | undefined
  readonly presenceAggregations?: ReadonlyArray<AnalyticsQueryAggregation> | undefined
  readonly routingStatusAggregations?: ReadonlyArray<AnalyticsQueryAggregation> | undefined
  /** Default: the first 25 users. */
  readonly paging?: PagingSpec | undefined
  /** Order by time. Default: `asc`. */
  readonly order?: TimeOrder | undefined
}

/**
 * Schema of {@link UserDetailsQuery}.
 *
 * @since 0.1.0
 * @category models
 */
export const UserDetailsQuery: Schema.Schema<UserDetailsQuery> = Model.model("UserDetailsQuery", {
  interval: Model.optional(Model.string),
  userFilters: Model.optional(Model.array(AnalyticsQueryFilter)),
  presenceFilters: Model.optional(Model.array(AnalyticsQueryFilter)),
  routingStatusFilters: Model.optional(Model.array(AnalyticsQueryFilter)),
  presenceAggregations: Model.optional(Model.array(AnalyticsQueryAggregation)),
  routingStatusAggregations: Model.optional(Model.array(AnalyticsQueryAggregation)),
  paging: Model.optional(PagingSpec),
  order: Model.optional(TimeOrder)
})

/**
 * Query for the current values of metrics. Not paged. Today's API (2026) calls the model `UserObservationQuery`, and requires
 * `metrics`.
 *
 * @since 0.1.0
 * @category models
 */
export interface ObservationQuery {
  readonly filter: AnalyticsQueryFilter
  /** Required by today's API (2026). Default in the API of 2018: all metrics. */
  readonly metrics?: ReadonlyArray<Metric> | undefined
  /** Metrics for which the response has each observation. */
  readonly detailMetrics?: ReadonlyArray<"oActiveQueues" | "oMemberQueues" | (string & {})> | undefined
}

/**
 * Schema of {@link ObservationQuery}.
 *
 * @since 0.1.0
 * @category models
 */
export const ObservationQuery: Schema.Schema<ObservationQuery> = Model.model("ObservationQuery", {
  filter: AnalyticsQueryFilter,
  metrics: Model.optional(Model.array(Metric)),
  detailMetrics: Model.optional(Model.array(Model.open("oActiveQueues", "oMemberQueues")))
})
