/**
 * Filters of analytics queries. Today's API (2026) has a filter for each query. The API of 2018 has one filter for all
 * queries, `AnalyticsQueryFilter`. Each of today's filters has fewer dimensions, and the type `AnalyticsQueryFilter` is
 * assignable to each of them.
 *
 * @since 0.2.0
 */

import type * as Schema from "effect/Schema"
import * as Model from "../internal/schema/model.js"
import * as AnalyticsQuery from "./AnalyticsQuery.js"

/**
 * Properties that the predicates of all filters have: they compare a dimension with `value` or with `range`.
 *
 * @since 0.2.0
 * @category models
 */
export interface QueryPredicate {
  /** Type of the left side of the comparison. For these filters it is `dimension`. */
  readonly type?: AnalyticsQuery.PredicateType | undefined
  /** Default: `matches`. */
  readonly operator?: AnalyticsQuery.PredicateOperator | undefined
  /** Value to match. */
  readonly value?: string | undefined
  /** Range to match, for dimensions that are numbers. */
  readonly range?: AnalyticsQuery.NumericRange | undefined
}

/** @internal */
export const predicateFields = {
  type: Model.optional(AnalyticsQuery.PredicateType),
  operator: Model.optional(AnalyticsQuery.PredicateOperator),
  value: Model.optional(Model.string),
  range: Model.optional(AnalyticsQuery.NumericRange)
}

/**
 * Predicate of a {@link UserDetailQueryFilter}.
 *
 * @since 0.2.0
 * @category models
 */
export interface UserDetailQueryPredicate extends QueryPredicate {
  /** Dimension of a user. The vendor lists only `userId`. */
  readonly dimension?: "userId" | (string & {}) | undefined
}

/**
 * Schema of {@link UserDetailQueryPredicate}.
 *
 * @since 0.2.0
 * @category models
 */
export const UserDetailQueryPredicate: Schema.Schema<UserDetailQueryPredicate> = Model.extend(
  "UserDetailQueryPredicate",
  predicateFields,
  {
    dimension: Model.optional(Model.open("userId"))
  }
)

/**
 * Combined predicates of a {@link UserDetailQueryFilter}.
 *
 * @since 0.2.0
 * @category models
 */
export interface UserDetailQueryClause {
  readonly type: AnalyticsQuery.Combination
  readonly predicates: ReadonlyArray<UserDetailQueryPredicate>
}

/**
 * Schema of {@link UserDetailQueryClause}.
 *
 * @since 0.2.0
 * @category models
 */
export const UserDetailQueryClause: Schema.Schema<UserDetailQueryClause> = Model.model("UserDetailQueryClause", {
  type: AnalyticsQuery.Combination,
  predicates: Model.array(UserDetailQueryPredicate)
})

/**
 * Filter that selects the users of a query for details. It combines clauses and predicates.
 *
 * @since 0.2.0
 * @category models
 */
export interface UserDetailQueryFilter {
  readonly type: AnalyticsQuery.Combination
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
  type: AnalyticsQuery.Combination,
  clauses: Model.optional(Model.array(UserDetailQueryClause)),
  predicates: Model.optional(Model.array(UserDetailQueryPredicate))
})

/**
 * Predicate of a {@link PresenceDetailQueryFilter}.
 *
 * @since 0.2.0
 * @category models
 */
export interface PresenceDetailQueryPredicate extends QueryPredicate {
  /** Dimension of a presence. */
  readonly dimension?: "organizationPresenceId" | "systemPresence" | (string & {}) | undefined
}

/**
 * Schema of {@link PresenceDetailQueryPredicate}.
 *
 * @since 0.2.0
 * @category models
 */
export const PresenceDetailQueryPredicate: Schema.Schema<PresenceDetailQueryPredicate> = Model.extend(
  "PresenceDetailQueryPredicate",
  predicateFields,
  {
    dimension: Model.optional(Model.open("organizationPresenceId", "systemPresence"))
  }
)

/**
 * Combined predicates of a {@link PresenceDetailQueryFilter}.
 *
 * @since 0.2.0
 * @category models
 */
export interface PresenceDetailQueryClause {
  readonly type: AnalyticsQuery.Combination
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
    type: AnalyticsQuery.Combination,
    predicates: Model.array(PresenceDetailQueryPredicate)
  }
)

/**
 * Filter that selects the presences of a query for details. It combines clauses and predicates.
 *
 * @since 0.2.0
 * @category models
 */
export interface PresenceDetailQueryFilter {
  readonly type: AnalyticsQuery.Combination
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
    type: AnalyticsQuery.Combination,
    clauses: Model.optional(Model.array(PresenceDetailQueryClause)),
    predicates: Model.optional(Model.array(PresenceDetailQueryPredicate))
  }
)

/**
 * Predicate of a {@link RoutingStatusDetailQueryFilter}.
 *
 * @since 0.2.0
 * @category models
 */
export interface RoutingStatusDetailQueryPredicate extends QueryPredicate {
  /** Dimension of a routing status. The vendor lists only `routingStatus`. */
  readonly dimension?: "routingStatus" | (string & {}) | undefined
}

/**
 * Schema of {@link RoutingStatusDetailQueryPredicate}.
 *
 * @since 0.2.0
 * @category models
 */
export const RoutingStatusDetailQueryPredicate: Schema.Schema<RoutingStatusDetailQueryPredicate> = Model.extend(
  "RoutingStatusDetailQueryPredicate",
  predicateFields,
  {
    dimension: Model.optional(Model.open("routingStatus"))
  }
)

/**
 * Combined predicates of a {@link RoutingStatusDetailQueryFilter}.
 *
 * @since 0.2.0
 * @category models
 */
export interface RoutingStatusDetailQueryClause {
  readonly type: AnalyticsQuery.Combination
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
    type: AnalyticsQuery.Combination,
    predicates: Model.array(RoutingStatusDetailQueryPredicate)
  }
)

/**
 * Filter that selects the routing statuses of a query for details. It combines clauses and predicates.
 *
 * @since 0.2.0
 * @category models
 */
export interface RoutingStatusDetailQueryFilter {
  readonly type: AnalyticsQuery.Combination
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
    type: AnalyticsQuery.Combination,
    clauses: Model.optional(Model.array(RoutingStatusDetailQueryClause)),
    predicates: Model.optional(Model.array(RoutingStatusDetailQueryPredicate))
  }
)

/**
 * Predicate of a {@link UserAggregateQueryFilter}.
 *
 * @since 0.2.0
 * @category models
 */
export interface UserAggregateQueryPredicate extends QueryPredicate {
  /** Dimension of a user. The vendor lists only `userId`. */
  readonly dimension?: "userId" | (string & {}) | undefined
}

/**
 * Schema of {@link UserAggregateQueryPredicate}.
 *
 * @since 0.2.0
 * @category models
 */
export const UserAggregateQueryPredicate: Schema.Schema<UserAggregateQueryPredicate> = Model.extend(
  "UserAggregateQueryPredicate",
  predicateFields,
  {
    dimension: Model.optional(Model.open("userId"))
  }
)

/**
 * Combined predicates of a {@link UserAggregateQueryFilter}.
 *
 * @since 0.2.0
 * @category models
 */
export interface UserAggregateQueryClause {
  readonly type: AnalyticsQuery.Combination
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
    type: AnalyticsQuery.Combination,
    predicates: Model.array(UserAggregateQueryPredicate)
  }
)

/**
 * Filter of a query for aggregates. It combines clauses and predicates. It can have at most 100 users.
 *
 * @since 0.2.0
 * @category models
 */
export interface UserAggregateQueryFilter {
  readonly type: AnalyticsQuery.Combination
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
    type: AnalyticsQuery.Combination,
    clauses: Model.optional(Model.array(UserAggregateQueryClause)),
    predicates: Model.optional(Model.array(UserAggregateQueryPredicate))
  }
)
