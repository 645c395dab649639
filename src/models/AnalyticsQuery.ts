/**
 * What analytics is asked.
 *
 * @since 0.1.0
 */

import type * as Schema from "effect/Schema"
import * as Model from "../internal/schema/model.js"

/**
 * What is measured: `t…` are durations in milliseconds, `n…` counts, `o…` observations of now. Queries about users take
 * few of them today: aggregates `tSystemPresence`, `tOrganizationPresence` and `tAgentRoutingStatus`, observations
 * `oActiveQueues` and `oMemberQueues`.
 *
 * @since 0.1.0
 * @category models
 */
export type Metric =
  | "tSegmentDuration"
  | "tConversationDuration"
  | "oTotalCriticalScore"
  | "oTotalScore"
  | "nEvaluations"
  | "tAbandon"
  | "tIvr"
  | "tAnswered"
  | "tFlowOut"
  | "tAcd"
  | "tTalk"
  | "tHeld"
  | "tTalkComplete"
  | "tHeldComplete"
  | "tAcw"
  | "tHandle"
  | "tWait"
  | "tAgentRoutingStatus"
  | "tOrganizationPresence"
  | "tSystemPresence"
  | "tUserResponseTime"
  | "tAgentResponseTime"
  | "tVoicemail"
  | "nStateTransitionError"
  | "nOffered"
  | "nOverSla"
  | "nTransferred"
  | "tAlert"
  | "tNotResponding"
  | "nOutbound"
  | "nOutboundAttempted"
  | "nOutboundConnected"
  | "nOutboundAbandoned"
  | "nError"
  | "oServiceTarget"
  | "oServiceLevel"
  | "tActive"
  | "tInactive"
  | "oActiveUsers"
  | "oMemberUsers"
  | "oActiveQueues"
  | "oMemberQueues"
  | "oInteracting"
  | "oWaiting"
  | "oOnQueueUsers"
  | "oOffQueueUsers"
  | "oUserPresences"
  | "oUserRoutingStatuses"
  | (string & {})

/**
 * Schema of {@link Metric}.
 *
 * @since 0.1.0
 * @category models
 */
export const Metric: Schema.Schema<Metric> = Model.open(
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
 * What data can be filtered and grouped by. Queries about users take few of them today: `userId`, and in filters of
 * details `organizationPresenceId`, `systemPresence` and `routingStatus`.
 *
 * @since 0.1.0
 * @category models
 */
export type Dimension =
  | "conversationId"
  | "sessionId"
  | "mediaType"
  | "queueId"
  | "userId"
  | "participantId"
  | "participantName"
  | "direction"
  | "wrapUpCode"
  | "wrapUpNote"
  | "interactionType"
  | "requestedRoutingSkillId"
  | "requestedLanguageId"
  | "requestedRoutingUserIds"
  | "purpose"
  | "participantType"
  | "segmentType"
  | "disconnectType"
  | "errorCode"
  | "conversationEnd"
  | "segmentEnd"
  | "externalContactId"
  | "externalOrganizationId"
  | "convertedFrom"
  | "convertedTo"
  | "divisionId"
  | "flaggedReason"
  | "stationId"
  | "edgeId"
  | "dnis"
  | "ani"
  | "outboundCampaignId"
  | "outboundContactId"
  | "outboundContactListId"
  | "monitoredParticipantId"
  | "sourceSessionId"
  | "destinationSessionId"
  | "sourceConversationId"
  | "destinationConversationId"
  | "remoteNameDisplayable"
  | "sipResponseCode"
  | "q850ResponseCode"
  | "conference"
  | "groupId"
  | "roomId"
  | "addressFrom"
  | "addressTo"
  | "addressSelf"
  | "addressOther"
  | "subject"
  | "messageType"
  | "peerId"
  | "scriptId"
  | "evaluationId"
  | "evaluatorId"
  | "contextId"
  | "formId"
  | "formName"
  | "eventTime"
  | "systemPresence"
  | "organizationPresenceId"
  | "routingStatus"
  | (string & {})

/**
 * Schema of {@link Dimension}.
 *
 * @since 0.1.0
 * @category models
 */
export const Dimension: Schema.Schema<Dimension> = Model.open(
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
 * How a property is compared.
 *
 * @since 0.1.0
 * @category models
 */
export type PropertyType = "bool" | "integer" | "real" | "date" | "string" | "uuid" | (string & {})

/**
 * Schema of {@link PropertyType}.
 *
 * @since 0.1.0
 * @category models
 */
export const PropertyType: Schema.Schema<PropertyType> = Model.open("bool", "integer", "real", "date", "string", "uuid")

/**
 * A range. Leave a side out to leave it open.
 *
 * @since 0.1.0
 * @category models
 */
export interface NumericRange {
  /** Greater than. */
  readonly gt?: number | undefined
  /** Greater than or equal to. */
  readonly gte?: number | undefined
  /** Less than. */
  readonly lt?: number | undefined
  /** Less than or equal to. */
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
 * A range, with its lower end and without its upper one.
 *
 * @since 0.1.0
 * @category models
 */
export interface AggregationRange {
  /** Greater than or equal to. */
  readonly gte?: number | undefined
  /** Less than. */
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
 * One thing to filter by. Today's service has a model for each query (`UserAggregateQueryPredicate`,
 * `UserDetailQueryPredicate` and so on), all with the same fields but for the three that were removed.
 *
 * @since 0.1.0
 * @category models
 */
export interface AnalyticsQueryPredicate {
  readonly type?: "dimension" | "property" | "metric" | (string & {}) | undefined
  readonly dimension?: Dimension | undefined
  /** @deprecated removed 2019-09-18. */
  readonly propertyType?: PropertyType | undefined
  /** @deprecated removed 2019-09-18. */
  readonly property?: string | undefined
  /** @deprecated removed 2019-09-18. */
  readonly metric?: Metric | undefined
  /** The service's default is `matches`. */
  readonly operator?: "matches" | "exists" | "notExists" | (string & {}) | undefined
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
  type: Model.optional(Model.open("dimension", "property", "metric")),
  dimension: Model.optional(Dimension),
  propertyType: Model.optional(PropertyType),
  property: Model.optional(Model.string),
  metric: Model.optional(Metric),
  operator: Model.optional(Model.open("matches", "exists", "notExists")),
  value: Model.optional(Model.string),
  range: Model.optional(NumericRange)
})

/**
 * Predicates joined by `and` or `or`. Today's service has a model for each query, all with the same fields.
 *
 * @since 0.1.0
 * @category models
 */
export interface AnalyticsQueryClause {
  readonly type: "and" | "or" | (string & {})
  readonly predicates: ReadonlyArray<AnalyticsQueryPredicate>
}

/**
 * Schema of {@link AnalyticsQueryClause}.
 *
 * @since 0.1.0
 * @category models
 */
export const AnalyticsQueryClause: Schema.Schema<AnalyticsQueryClause> = Model.model("AnalyticsQueryClause", {
  type: Model.open("and", "or"),
  predicates: Model.array(AnalyticsQueryPredicate)
})

/**
 * Clauses and predicates joined by `and` or `or`. Today's service has a model for each query, all with the same fields.
 * Of users, a filter takes `userId` alone, at most 100 of them in aggregates.
 *
 * @since 0.1.0
 * @category models
 */
export interface AnalyticsQueryFilter {
  readonly type: "and" | "or" | (string & {})
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
  type: Model.open("and", "or"),
  clauses: Model.optional(Model.array(AnalyticsQueryClause)),
  predicates: Model.optional(Model.array(AnalyticsQueryPredicate))
})

/**
 * A metric counted only where its value is in a range. Today's service calls it `UserAggregationView`.
 *
 * @since 0.1.0
 * @category models
 */
export interface AnalyticsView {
  /** The metric. */
  readonly target: "tAgentRoutingStatus" | "tOrganizationPresence" | "tSystemPresence" | (string & {})
  /** The name it has in the answer. */
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
  target: Model.open("tAgentRoutingStatus", "tOrganizationPresence", "tSystemPresence"),
  name: Model.string,
  function: Model.open("rangeBound"),
  range: Model.optional(AggregationRange)
})

/**
 * A query for aggregates. Not paged. Today's service calls it `UserAggregationQuery`, and needs `interval` and
 * `metrics`.
 *
 * @since 0.1.0
 * @category models
 */
export interface AggregationQuery {
  /** `start/end`, both ISO-8601 in UTC. Needed by today's service. */
  readonly interval?: string | undefined
  /** ISO-8601 duration of what is counted together, such as `P1D` or `PT30M`. Without it, the whole interval is. */
  readonly granularity?: string | undefined
  /** IANA name, for where days begin. The service's default is UTC. */
  readonly timeZone?: string | undefined
  /** Of users, `userId` alone. */
  readonly groupBy?: ReadonlyArray<Dimension> | undefined
  readonly filter?: AnalyticsQueryFilter | undefined
  /** Needed by today's service; the one of 2018 took all where it was absent. */
  readonly metrics?: ReadonlyArray<Metric> | undefined
  /** Whether a dimension with several values is joined to one, `a,b,c`. */
  readonly flattenMultivaluedDimensions?: boolean | undefined
  readonly views?: ReadonlyArray<AnalyticsView> | undefined
  /** What decides the interval an event falls into. */
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
 * How details are counted together.
 *
 * @since 0.1.0
 * @category models
 */
export interface AnalyticsQueryAggregation {
  /** `termFrequency` counts values, `numericRange` counts what falls into `ranges`. */
  readonly type?: "termFrequency" | "numericRange" | (string & {}) | undefined
  readonly dimension?: string | undefined
  readonly metric?: string | undefined
  /** Most values that are told, for `termFrequency`. */
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
 * Which page of the details is asked for.
 *
 * @since 0.1.0
 * @category models
 */
export interface PagingSpec {
  /** The service's default, where there is no paging at all, is 25. */
  readonly pageSize: number
  /** The first page is 1. */
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
 * A query for the presences and routing statuses of users, one after the other.
 *
 * @since 0.1.0
 * @category models
 */
export interface UserDetailsQuery {
  /** `start/end`, both ISO-8601 in UTC. At most 7 days, 31 with filters on users. Needed by today's service. */
  readonly interval?: string | undefined
  readonly userFilters?: ReadonlyArray<AnalyticsQueryFilter> | undefined
  readonly presenceFilters?: ReadonlyArray<AnalyticsQueryFilter> | undefined
  readonly routingStatusFilters?: ReadonlyArray<AnalyticsQueryFilter> | undefined
  readonly presenceAggregations?: ReadonlyArray<AnalyticsQueryAggregation> | undefined
  readonly routingStatusAggregations?: ReadonlyArray<AnalyticsQueryAggregation> | undefined
  /** The service's default is the first 25. */
  readonly paging?: PagingSpec | undefined
  /** The service's default is `asc`, by time. */
  readonly order?: "asc" | "desc" | "unordered" | (string & {}) | undefined
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
  order: Model.optional(Model.open("asc", "desc", "unordered"))
})

/**
 * A query for what is the case now. Not paged. Today's service calls it `UserObservationQuery`, and needs `metrics`.
 *
 * @since 0.1.0
 * @category models
 */
export interface ObservationQuery {
  readonly filter: AnalyticsQueryFilter
  /** Needed by today's service; the one of 2018 took all where it was absent. */
  readonly metrics?: ReadonlyArray<Metric> | undefined
  /** Metrics whose single observations are told too. */
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
