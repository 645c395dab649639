/**
 * Filters of analytics queries, by today's names (2026).
 *
 * @since 0.2.0
 */

import type * as Schema from "effect/Schema"
import * as Model from "../internal/schema/model.js"
import * as AnalyticsQuery from "./AnalyticsQuery.js"

/**
 * User detail query predicate.
 *
 * @since 0.2.0
 * @category models
 */
export interface UserDetailQueryPredicate {
  readonly type?: "dimension" | "property" | "metric" | (string & {}) | undefined
  readonly dimension?: "userId" | (string & {}) | undefined
  readonly operator?: "matches" | "exists" | "notExists" | (string & {}) | undefined
  readonly range?: AnalyticsQuery.NumericRange | undefined
  readonly value?: string | undefined
}

/**
 * Schema of {@link UserDetailQueryPredicate}.
 *
 * @since 0.2.0
 * @category models
 */
export const UserDetailQueryPredicate: Schema.Schema<UserDetailQueryPredicate> = Model.model(
  "UserDetailQueryPredicate",
  {
    type: Model.optional(Model.open("dimension", "property", "metric")),
    dimension: Model.optional(Model.open("userId")),
    operator: Model.optional(Model.open("matches", "exists", "notExists")),
    range: Model.optional(AnalyticsQuery.NumericRange),
    value: Model.optional(Model.string)
  }
)

/**
 * User detail query clause.
 *
 * @since 0.2.0
 * @category models
 */
export interface UserDetailQueryClause {
  readonly type: "and" | "or" | (string & {})
  readonly predicates: ReadonlyArray<UserDetailQueryPredicate>
}

/**
 * Schema of {@link UserDetailQueryClause}.
 *
 * @since 0.2.0
 * @category models
 */
export const UserDetailQueryClause: Schema.Schema<UserDetailQueryClause> = Model.model("UserDetailQueryClause", {
  type: Model.open("and", "or"),
  predicates: Model.array(UserDetailQueryPredicate)
})

/**
 * User detail query filter.
 *
 * @since 0.2.0
 * @category models
 */
export interface UserDetailQueryFilter {
  readonly type: "and" | "or" | (string & {})
  readonly clauses?: ReadonlyArray<UserDetailQueryClause> | undefined
  readonly predicates?: ReadonlyArray<UserDetailQueryPredicate> | undefined
}

/**
 * Schema of {@link UserDetailQueryFilter}.
 *
 * @since 0.2.0
 * @category models
 */
export const UserDetailQueryFilter: Schema.Schema<UserDetailQueryFilter> = Model.model("UserDetailQueryFilter", {
  type: Model.open("and", "or"),
  clauses: Model.optional(Model.array(UserDetailQueryClause)),
  predicates: Model.optional(Model.array(UserDetailQueryPredicate))
})

/**
 * Presence detail query predicate.
 *
 * @since 0.2.0
 * @category models
 */
export interface PresenceDetailQueryPredicate {
  readonly type?: "dimension" | "property" | "metric" | (string & {}) | undefined
  readonly dimension?: "organizationPresenceId" | "systemPresence" | (string & {}) | undefined
  readonly operator?: "matches" | "exists" | "notExists" | (string & {}) | undefined
  readonly range?: AnalyticsQuery.NumericRange | undefined
  readonly value?: string | undefined
}

/**
 * Schema of {@link PresenceDetailQueryPredicate}.
 *
 * @since 0.2.0
 * @category models
 */
export const PresenceDetailQueryPredicate: Schema.Schema<PresenceDetailQueryPredicate> = Model.model(
  "PresenceDetailQueryPredicate",
  {
    type: Model.optional(Model.open("dimension", "property", "metric")),
    dimension: Model.optional(Model.open("organizationPresenceId", "systemPresence")),
    operator: Model.optional(Model.open("matches", "exists", "notExists")),
    range: Model.optional(AnalyticsQuery.NumericRange),
    value: Model.optional(Model.string)
  }
)

/**
 * Presence detail query clause.
 *
 * @since 0.2.0
 * @category models
 */
export interface PresenceDetailQueryClause {
  readonly type: "and" | "or" | (string & {})
  readonly predicates: ReadonlyArray<PresenceDetailQueryPredicate>
}

/**
 * Schema of {@link PresenceDetailQueryClause}.
 *
 * @since 0.2.0
 * @category models
 */
export const PresenceDetailQueryClause: Schema.Schema<PresenceDetailQueryClause> = Model.model(
  "PresenceDetailQueryClause",
  {
    type: Model.open("and", "or"),
    predicates: Model.array(PresenceDetailQueryPredicate)
  }
)

/**
 * Presence detail query filter.
 *
 * @since 0.2.0
 * @category models
 */
export interface PresenceDetailQueryFilter {
  readonly type: "and" | "or" | (string & {})
  readonly clauses?: ReadonlyArray<PresenceDetailQueryClause> | undefined
  readonly predicates?: ReadonlyArray<PresenceDetailQueryPredicate> | undefined
}

/**
 * Schema of {@link PresenceDetailQueryFilter}.
 *
 * @since 0.2.0
 * @category models
 */
export const PresenceDetailQueryFilter: Schema.Schema<PresenceDetailQueryFilter> = Model.model(
  "PresenceDetailQueryFilter",
  {
    type: Model.open("and", "or"),
    clauses: Model.optional(Model.array(PresenceDetailQueryClause)),
    predicates: Model.optional(Model.array(PresenceDetailQueryPredicate))
  }
)

/**
 * Routing status detail query predicate.
 *
 * @since 0.2.0
 * @category models
 */
export interface RoutingStatusDetailQueryPredicate {
  readonly type?: "dimension" | "property" | "metric" | (string & {}) | undefined
  readonly dimension?: "routingStatus" | (string & {}) | undefined
  readonly operator?: "matches" | "exists" | "notExists" | (string & {}) | undefined
  readonly range?: AnalyticsQuery.NumericRange | undefined
  readonly value?: string | undefined
}

/**
 * Schema of {@link RoutingStatusDetailQueryPredicate}.
 *
 * @since 0.2.0
 * @category models
 */
export const RoutingStatusDetailQueryPredicate: Schema.Schema<RoutingStatusDetailQueryPredicate> = Model.model(
  "RoutingStatusDetailQueryPredicate",
  {
    type: Model.optional(Model.open("dimension", "property", "metric")),
    dimension: Model.optional(Model.open("routingStatus")),
    operator: Model.optional(Model.open("matches", "exists", "notExists")),
    range: Model.optional(AnalyticsQuery.NumericRange),
    value: Model.optional(Model.string)
  }
)

/**
 * Routing status detail query clause.
 *
 * @since 0.2.0
 * @category models
 */
export interface RoutingStatusDetailQueryClause {
  readonly type: "and" | "or" | (string & {})
  readonly predicates: ReadonlyArray<RoutingStatusDetailQueryPredicate>
}

/**
 * Schema of {@link RoutingStatusDetailQueryClause}.
 *
 * @since 0.2.0
 * @category models
 */
export const RoutingStatusDetailQueryClause: Schema.Schema<RoutingStatusDetailQueryClause> = Model.model(
  "RoutingStatusDetailQueryClause",
  {
    type: Model.open("and", "or"),
    predicates: Model.array(RoutingStatusDetailQueryPredicate)
  }
)

/**
 * Routing status detail query filter.
 *
 * @since 0.2.0
 * @category models
 */
export interface RoutingStatusDetailQueryFilter {
  readonly type: "and" | "or" | (string & {})
  readonly clauses?: ReadonlyArray<RoutingStatusDetailQueryClause> | undefined
  readonly predicates?: ReadonlyArray<RoutingStatusDetailQueryPredicate> | undefined
}

/**
 * Schema of {@link RoutingStatusDetailQueryFilter}.
 *
 * @since 0.2.0
 * @category models
 */
export const RoutingStatusDetailQueryFilter: Schema.Schema<RoutingStatusDetailQueryFilter> = Model.model(
  "RoutingStatusDetailQueryFilter",
  {
    type: Model.open("and", "or"),
    clauses: Model.optional(Model.array(RoutingStatusDetailQueryClause)),
    predicates: Model.optional(Model.array(RoutingStatusDetailQueryPredicate))
  }
)

/**
 * User aggregate query predicate.
 *
 * @since 0.2.0
 * @category models
 */
export interface UserAggregateQueryPredicate {
  readonly type?: "dimension" | "property" | "metric" | (string & {}) | undefined
  readonly dimension?: "userId" | (string & {}) | undefined
  readonly operator?: "matches" | "exists" | "notExists" | (string & {}) | undefined
  readonly range?: AnalyticsQuery.NumericRange | undefined
  readonly value?: string | undefined
}

/**
 * Schema of {@link UserAggregateQueryPredicate}.
 *
 * @since 0.2.0
 * @category models
 */
export const UserAggregateQueryPredicate: Schema.Schema<UserAggregateQueryPredicate> = Model.model(
  "UserAggregateQueryPredicate",
  {
    type: Model.optional(Model.open("dimension", "property", "metric")),
    dimension: Model.optional(Model.open("userId")),
    operator: Model.optional(Model.open("matches", "exists", "notExists")),
    range: Model.optional(AnalyticsQuery.NumericRange),
    value: Model.optional(Model.string)
  }
)

/**
 * User aggregate query clause.
 *
 * @since 0.2.0
 * @category models
 */
export interface UserAggregateQueryClause {
  readonly type: "and" | "or" | (string & {})
  readonly predicates: ReadonlyArray<UserAggregateQueryPredicate>
}

/**
 * Schema of {@link UserAggregateQueryClause}.
 *
 * @since 0.2.0
 * @category models
 */
export const UserAggregateQueryClause: Schema.Schema<UserAggregateQueryClause> = Model.model(
  "UserAggregateQueryClause",
  {
    type: Model.open("and", "or"),
    predicates: Model.array(UserAggregateQueryPredicate)
  }
)

/**
 * User aggregate query filter.
 *
 * @since 0.2.0
 * @category models
 */
export interface UserAggregateQueryFilter {
  readonly type: "and" | "or" | (string & {})
  readonly clauses?: ReadonlyArray<UserAggregateQueryClause> | undefined
  readonly predicates?: ReadonlyArray<UserAggregateQueryPredicate> | undefined
}

/**
 * Schema of {@link UserAggregateQueryFilter}.
 *
 * @since 0.2.0
 * @category models
 */
export const UserAggregateQueryFilter: Schema.Schema<UserAggregateQueryFilter> = Model.model(
  "UserAggregateQueryFilter",
  {
    type: Model.open("and", "or"),
    clauses: Model.optional(Model.array(UserAggregateQueryClause)),
    predicates: Model.optional(Model.array(UserAggregateQueryPredicate))
  }
)
