/**
 * Current activity of users: queues in which they are members or active.
 *
 * @since 0.2.0
 */

import type * as Schema from "effect/Schema"
import * as Model from "../internal/schema/model.js"

/**
 * User activity query metric.
 *
 * @since 0.2.0
 * @category models
 */
export interface UserActivityQueryMetric {
  readonly details?: boolean | undefined
  readonly metric: "oActiveQueues" | "oMemberQueues" | (string & {})
}

/**
 * Schema of {@link UserActivityQueryMetric}.
 *
 * @since 0.2.0
 * @category models
 */
export const UserActivityQueryMetric: Schema.Schema<UserActivityQueryMetric> = Model.model("UserActivityQueryMetric", {
  details: Model.optional(Model.boolean),
  metric: Model.open("oActiveQueues", "oMemberQueues")
})

/**
 * User activity query predicate.
 *
 * @since 0.2.0
 * @category models
 */
export interface UserActivityQueryPredicate {
  readonly type?: "dimension" | "property" | "metric" | (string & {}) | undefined
  readonly dimension?:
    | "organizationPresenceId"
    | "presenceDate"
    | "queueId"
    | "queueMembershipStatus"
    | "routingStatus"
    | "routingStatusDate"
    | "systemPresence"
    | "teamId"
    | "userId"
    | (string & {})
    | undefined
  readonly operator?: "matches" | "exists" | "notExists" | (string & {}) | undefined
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
    type: Model.optional(Model.open("dimension", "property", "metric")),
    dimension: Model.optional(
      Model.open(
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
    ),
    operator: Model.optional(Model.open("matches", "exists", "notExists")),
    value: Model.optional(Model.string)
  }
)

/**
 * User activity query clause.
 *
 * @since 0.2.0
 * @category models
 */
export interface UserActivityQueryClause {
  readonly type: "and" | "or" | (string & {})
  readonly predicates: ReadonlyArray<UserActivityQueryPredicate>
}

/**
 * Schema of {@link UserActivityQueryClause}.
 *
 * @since 0.2.0
 * @category models
 */
export const UserActivityQueryClause: Schema.Schema<UserActivityQueryClause> = Model.model("UserActivityQueryClause", {
  type: Model.open("and", "or"),
  predicates: Model.array(UserActivityQueryPredicate)
})

/**
 * User activity query filter.
 *
 * @since 0.2.0
 * @category models
 */
export interface UserActivityQueryFilter {
  readonly type: "and" | "or" | (string & {})
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
  type: Model.open("and", "or"),
  clauses: Model.optional(Model.array(UserActivityQueryClause)),
  predicates: Model.optional(Model.array(UserActivityQueryPredicate))
})

/**
 * User activity query.
 *
 * @since 0.2.0
 * @category models
 */
export interface UserActivityQuery {
  readonly filter?: UserActivityQueryFilter | undefined
  readonly groupBy: ReadonlyArray<"userId" | (string & {})>
  readonly metrics: ReadonlyArray<UserActivityQueryMetric>
  readonly order?: "asc" | "desc" | "unordered" | (string & {}) | undefined
}

/**
 * Schema of {@link UserActivityQuery}.
 *
 * @since 0.2.0
 * @category models
 */
export const UserActivityQuery: Schema.Schema<UserActivityQuery> = Model.model("UserActivityQuery", {
  filter: Model.optional(UserActivityQueryFilter),
  groupBy: Model.array(Model.open("userId")),
  metrics: Model.array(UserActivityQueryMetric),
  order: Model.optional(Model.open("asc", "desc", "unordered"))
})

/**
 * User activity metric value.
 *
 * @since 0.2.0
 * @category models
 */
export interface UserActivityMetricValue {
  readonly count?: number | undefined
  readonly entityIds?: ReadonlyArray<string> | undefined
  readonly metric?: "oActiveQueues" | "oMemberQueues" | (string & {}) | undefined
  readonly qualifier?: string | undefined
}

/**
 * Schema of {@link UserActivityMetricValue}.
 *
 * @since 0.2.0
 * @category models
 */
export const UserActivityMetricValue: Schema.Schema<UserActivityMetricValue> = Model.model("UserActivityMetricValue", {
  count: Model.optional(Model.integer),
  entityIds: Model.optional(Model.array(Model.string)),
  metric: Model.optional(Model.open("oActiveQueues", "oMemberQueues")),
  qualifier: Model.optional(Model.string)
})

/**
 * User activity entity data.
 *
 * @since 0.2.0
 * @category models
 */
export interface UserActivityEntityData {
  /** ISO-8601 in UTC. */
  readonly activityDate: string
  readonly organizationPresenceId?: string | undefined
  /** ISO-8601 in UTC. */
  readonly presenceDate?: string | undefined
  readonly queueId?: string | undefined
  readonly queueMembershipStatus?: string | undefined
  readonly routingStatus?: string | undefined
  /** ISO-8601 in UTC. */
  readonly routingStatusDate?: string | undefined
  readonly systemPresence?: string | undefined
  readonly teamId?: string | undefined
  readonly userId?: string | undefined
}

/**
 * Schema of {@link UserActivityEntityData}.
 *
 * @since 0.2.0
 * @category models
 */
export const UserActivityEntityData: Schema.Schema<UserActivityEntityData> = Model.model("UserActivityEntityData", {
  activityDate: Model.dateTime,
  organizationPresenceId: Model.optional(Model.string),
  presenceDate: Model.optional(Model.dateTime),
  queueId: Model.optional(Model.string),
  queueMembershipStatus: Model.optional(Model.string),
  routingStatus: Model.optional(Model.string),
  routingStatusDate: Model.optional(Model.dateTime),
  systemPresence: Model.optional(Model.string),
  teamId: Model.optional(Model.string),
  userId: Model.optional(Model.string)
})

/**
 * User activity data.
 *
 * @since 0.2.0
 * @category models
 */
export interface UserActivityData {
  readonly data?: ReadonlyArray<UserActivityMetricValue> | undefined
  readonly entities?: ReadonlyArray<UserActivityEntityData> | undefined
  readonly group?: { readonly [key: string]: string } | undefined
  readonly truncated?: boolean | undefined
}

/**
 * Schema of {@link UserActivityData}.
 *
 * @since 0.2.0
 * @category models
 */
export const UserActivityData: Schema.Schema<UserActivityData> = Model.model("UserActivityData", {
  data: Model.optional(Model.array(UserActivityMetricValue)),
  entities: Model.optional(Model.array(UserActivityEntityData)),
  group: Model.optional(Model.record(Model.string)),
  truncated: Model.optional(Model.boolean)
})

/**
 * User activity response.
 *
 * @since 0.2.0
 * @category models
 */
export interface UserActivityResponse {
  readonly entityIdDimension?:
    | "organizationPresenceId"
    | "presenceDate"
    | "queueId"
    | "queueMembershipStatus"
    | "routingStatus"
    | "routingStatusDate"
    | "systemPresence"
    | "teamId"
    | "userId"
    | (string & {})
    | undefined
  readonly results?: ReadonlyArray<UserActivityData> | undefined
}

/**
 * Schema of {@link UserActivityResponse}.
 *
 * @since 0.2.0
 * @category models
 */
export const UserActivityResponse: Schema.Schema<UserActivityResponse> = Model.model("UserActivityResponse", {
  entityIdDimension: Model.optional(
    Model.open(
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
  ),
  results: Model.optional(Model.array(UserActivityData))
})
