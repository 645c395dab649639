/**
 * Current activity of users: in how many queues they are members, and in how many they are active.
 *
 * @since 0.2.0
 */

import type * as Schema from "effect/Schema"
import * as Model from "../internal/schema/model.js"
import * as AnalyticsQuery from "./AnalyticsQuery.js"

/**
 * Metric of the activity of users. `oMemberQueues`: queues of which the user is a member. `oActiveQueues`: queues in
 * which the user is also active.
 *
 * @since 0.2.0
 * @category models
 */
export type UserActivityMetric = typeof UserActivityMetric.Type

/**
 * Schema of {@link UserActivityMetric}.
 *
 * @since 0.2.0
 * @category models
 */
export const UserActivityMetric = Model.open("oActiveQueues", "oMemberQueues")

/**
 * Dimension of the activity of users.
 *
 * @since 0.2.0
 * @category models
 */
export type UserActivityDimension = typeof UserActivityDimension.Type

/**
 * Schema of {@link UserActivityDimension}.
 *
 * @since 0.2.0
 * @category models
 */
export const UserActivityDimension = Model.open(
  "organizationPresenceId",
  "presenceDate",
  "queueId",
  "queueMembershipStatus",
  "routingStatus",
  "routingStatusDate",
  "systemPresence",
  "teamId",
  "userId"
)

/**
 * Metric to return.
 *
 * @since 0.2.0
 * @category models
 */
export interface UserActivityQueryMetric {
  readonly metric: UserActivityMetric
  /** Whether `entities` of the response has the single observations of the metric. */
  readonly details?: boolean | undefined
}

/**
 * Schema of {@link UserActivityQueryMetric}.
 *
 * @since 0.2.0
 * @category models
 */
export const UserActivityQueryMetric: Schema.Schema<UserActivityQueryMetric> = Model.model("UserActivityQueryMetric", {
  metric: UserActivityMetric,
  details: Model.optional(Model.boolean)
})

/**
 * Predicate of a filter, which requires that a dimension has a value.
 *
 * @since 0.2.0
 * @category models
 */
export interface UserActivityQueryPredicate {
  /** Type of the left side of the comparison. For this filter it is `dimension`. */
  readonly type?: AnalyticsQuery.PredicateType | undefined
  readonly dimension?: UserActivityDimension | undefined
  /** Default: `matches`. */
  readonly operator?: AnalyticsQuery.PredicateOperator | undefined
  /** Value to match. */
  readonly value?: string | undefined
}

/**
 * Schema of {@link UserActivityQueryPredicate}.
 *
 * @since 0.2.0
 * @category models
 */
export const UserActivityQueryPredicate: Schema.Schema<UserActivityQueryPredicate> = Model.model(
  "UserActivityQueryPredicate",
  {
    type: Model.optional(AnalyticsQuery.PredicateType),
    dimension: Model.optional(UserActivityDimension),
    operator: Model.optional(AnalyticsQuery.PredicateOperator),
    value: Model.optional(Model.string)
  }
)

/**
 * Combined predicates.
 *
 * @since 0.2.0
 * @category models
 */
export interface UserActivityQueryClause {
  readonly type: AnalyticsQuery.Combination
  readonly predicates: ReadonlyArray<UserActivityQueryPredicate>
}

/**
 * Schema of {@link UserActivityQueryClause}.
 *
 * @since 0.2.0
 * @category models
 */
export const UserActivityQueryClause: Schema.Schema<UserActivityQueryClause> = Model.model("UserActivityQueryClause", {
  type: AnalyticsQuery.Combination,
  predicates: Model.array(UserActivityQueryPredicate)
})

/**
 * Filter, which combines clauses and predicates.
 *
 * @since 0.2.0
 * @category models
 */
export interface UserActivityQueryFilter {
  readonly type: AnalyticsQuery.Combination
  readonly clauses?: ReadonlyArray<UserActivityQueryClause> | undefined
  readonly predicates?: ReadonlyArray<UserActivityQueryPredicate> | undefined
}

/**
 * Schema of {@link UserActivityQueryFilter}.
 *
 * @since 0.2.0
 * @category models
 */
export const UserActivityQueryFilter: Schema.Schema<UserActivityQueryFilter> = Model.model("UserActivityQueryFilter", {
  type: AnalyticsQuery.Combination,
  clauses: Model.optional(Model.array(UserActivityQueryClause)),
  predicates: Model.optional(Model.array(UserActivityQueryPredicate))
})

/**
 * Query for the current activity of users. It is paged by parameters of the query string, not of the body.
 *
 * @since 0.2.0
 * @category models
 */
export interface UserActivityQuery {
  readonly metrics: ReadonlyArray<UserActivityQueryMetric>
  /** Dimensions by which the results are grouped. The vendor lists only `userId`. */
  readonly groupBy: ReadonlyArray<"userId" | (string & {})>
  /** Users of the response. Default: all users. */
  readonly filter?: UserActivityQueryFilter | undefined
  /** Order of the groups. */
  readonly order?: AnalyticsQuery.TimeOrder | undefined
}

/**
 * Schema of {@link UserActivityQuery}.
 *
 * @since 0.2.0
 * @category models
 */
export const UserActivityQuery: Schema.Schema<UserActivityQuery> = Model.model("UserActivityQuery", {
  metrics: Model.array(UserActivityQueryMetric),
  groupBy: Model.array(Model.open("userId")),
  filter: Model.optional(UserActivityQueryFilter),
  order: Model.optional(AnalyticsQuery.TimeOrder)
})

/**
 * Metric of a group.
 *
 * @since 0.2.0
 * @category models
 */
export interface UserActivityMetricValue {
  readonly metric?: UserActivityMetric | undefined
  /** Part of the metric that is counted. The vendor does not document it. */
  readonly qualifier?: string | undefined
  /** Number of entities, for example of queues. */
  readonly count?: number | undefined
  /** Ids of the entities. `entityIdDimension` of the response is their type. */
  readonly entityIds?: ReadonlyArray<string> | undefined
}

/**
 * Schema of {@link UserActivityMetricValue}.
 *
 * @since 0.2.0
 * @category models
 */
export const UserActivityMetricValue: Schema.Schema<UserActivityMetricValue> = Model.model("UserActivityMetricValue", {
  metric: Model.optional(UserActivityMetric),
  qualifier: Model.optional(Model.string),
  count: Model.optional(Model.integer),
  entityIds: Model.optional(Model.array(Model.string))
})

/**
 * Single observation of the activity of a user.
 *
 * @since 0.2.0
 * @category models
 */
export interface UserActivityEntityData {
  /** Time of the observation. ISO-8601 in UTC. */
  readonly activityDate: string
  readonly userId?: string | undefined
  readonly queueId?: string | undefined
  readonly teamId?: string | undefined
  /** Status of the membership in the queue. */
  readonly queueMembershipStatus?: string | undefined
  /** Id of the presence of the organization. */
  readonly organizationPresenceId?: string | undefined
  /** System presence that the presence of the organization belongs to. */
  readonly systemPresence?: string | undefined
  /** Start of the presence. ISO-8601 in UTC. */
  readonly presenceDate?: string | undefined
  readonly routingStatus?: string | undefined
  /** Start of the routing status. ISO-8601 in UTC. */
  readonly routingStatusDate?: string | undefined
}

/**
 * Schema of {@link UserActivityEntityData}.
 *
 * @since 0.2.0
 * @category models
 */
export const UserActivityEntityData: Schema.Schema<UserActivityEntityData> = Model.model("UserActivityEntityData", {
  activityDate: Model.dateTime,
  userId: Model.optional(Model.string),
  queueId: Model.optional(Model.string),
  teamId: Model.optional(Model.string),
  queueMembershipStatus: Model.optional(Model.string),
  organizationPresenceId: Model.optional(Model.string),
  systemPresence: Model.optional(Model.string),
  presenceDate: Model.optional(Model.dateTime),
  routingStatus: Model.optional(Model.string),
  routingStatusDate: Model.optional(Model.dateTime)
})

/**
 * Activity of a group of users.
 *
 * @since 0.2.0
 * @category models
 */
export interface UserActivityData {
  /** Values of the dimensions of the group by their names, for example `userId`. */
  readonly group?: { readonly [key: string]: string } | undefined
  readonly data?: ReadonlyArray<UserActivityMetricValue> | undefined
  /** Single observations, for metrics with `details`. */
  readonly entities?: ReadonlyArray<UserActivityEntityData> | undefined
  /** Whether `entities` is incomplete. It does not show whether there are further pages. */
  readonly truncated?: boolean | undefined
}

/**
 * Schema of {@link UserActivityData}.
 *
 * @since 0.2.0
 * @category models
 */
export const UserActivityData: Schema.Schema<UserActivityData> = Model.model("UserActivityData", {
  group: Model.optional(Model.record(Model.string)),
  data: Model.optional(Model.array(UserActivityMetricValue)),
  entities: Model.optional(Model.array(UserActivityEntityData)),
  truncated: Model.optional(Model.boolean)
})

/**
 * Page of the current activity of users. It has neither a total nor links: the last page is the one without results.
 *
 * @since 0.2.0
 * @category models
 */
export interface UserActivityResponse {
  readonly results?: ReadonlyArray<UserActivityData> | undefined
  /** Dimension of `entityIds` in the metrics. */
  readonly entityIdDimension?: UserActivityDimension | undefined
}

/**
 * Schema of {@link UserActivityResponse}.
 *
 * @since 0.2.0
 * @category models
 */
export const UserActivityResponse: Schema.Schema<UserActivityResponse> = Model.model("UserActivityResponse", {
  results: Model.optional(Model.array(UserActivityData)),
  entityIdDimension: Model.optional(UserActivityDimension)
})
