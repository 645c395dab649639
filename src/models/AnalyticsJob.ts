/**
 * Asynchronous analytics jobs: their queries, states and results.
 *
 * @since 0.2.0
 */

import type * as Schema from "effect/Schema"
import * as Model from "../internal/schema/model.js"
import * as Analytics from "./Analytics.js"
import * as AnalyticsFilter from "./AnalyticsFilter.js"
import * as AnalyticsQuery from "./AnalyticsQuery.js"

/**
 * Async query response.
 *
 * @since 0.2.0
 * @category models
 */
export interface AsyncQueryResponse {
  readonly jobId?: string | undefined
}

/**
 * Schema of {@link AsyncQueryResponse}.
 *
 * @since 0.2.0
 * @category models
 */
export const AsyncQueryResponse: Schema.Schema<AsyncQueryResponse> = Model.model("AsyncQueryResponse", {
  jobId: Model.optional(Model.string)
})

/**
 * Async query status.
 *
 * @since 0.2.0
 * @category models
 */
export interface AsyncQueryStatus {
  /** ISO-8601 in UTC. */
  readonly completionDate?: string | undefined
  readonly errorMessage?: string | undefined
  /** ISO-8601 in UTC. */
  readonly expirationDate?: string | undefined
  readonly state?: "QUEUED" | "PENDING" | "FAILED" | "CANCELLED" | "FULFILLED" | "EXPIRED" | (string & {}) | undefined
  /** ISO-8601 in UTC. */
  readonly submissionDate?: string | undefined
}

/**
 * Schema of {@link AsyncQueryStatus}.
 *
 * @since 0.2.0
 * @category models
 */
export const AsyncQueryStatus: Schema.Schema<AsyncQueryStatus> = Model.model("AsyncQueryStatus", {
  completionDate: Model.optional(Model.dateTime),
  errorMessage: Model.optional(Model.string),
  expirationDate: Model.optional(Model.dateTime),
  state: Model.optional(Model.open("QUEUED", "PENDING", "FAILED", "CANCELLED", "FULFILLED", "EXPIRED")),
  submissionDate: Model.optional(Model.dateTime)
})

/**
 * Data availability response.
 *
 * @since 0.2.0
 * @category models
 */
export interface DataAvailabilityResponse {
  /** ISO-8601 in UTC. */
  readonly dataAvailabilityDate?: string | undefined
}

/**
 * Schema of {@link DataAvailabilityResponse}.
 *
 * @since 0.2.0
 * @category models
 */
export const DataAvailabilityResponse: Schema.Schema<DataAvailabilityResponse> = Model.model(
  "DataAvailabilityResponse",
  {
    dataAvailabilityDate: Model.optional(Model.dateTime)
  }
)

/**
 * Async user details query.
 *
 * @since 0.2.0
 * @category models
 */
export interface AsyncUserDetailsQuery {
  readonly interval: string
  readonly limit?: number | undefined
  readonly order?: "asc" | "desc" | "unordered" | (string & {}) | undefined
  readonly presenceFilters?: ReadonlyArray<AnalyticsFilter.PresenceDetailQueryFilter> | undefined
  readonly routingStatusFilters?: ReadonlyArray<AnalyticsFilter.RoutingStatusDetailQueryFilter> | undefined
  readonly userFilters?: ReadonlyArray<AnalyticsFilter.UserDetailQueryFilter> | undefined
}

/**
 * Schema of {@link AsyncUserDetailsQuery}.
 *
 * @since 0.2.0
 * @category models
 */
export const AsyncUserDetailsQuery: Schema.Schema<AsyncUserDetailsQuery> = Model.model("AsyncUserDetailsQuery", {
  interval: Model.string,
  limit: Model.optional(Model.integer),
  order: Model.optional(Model.open("asc", "desc", "unordered")),
  presenceFilters: Model.optional(Model.array(AnalyticsFilter.PresenceDetailQueryFilter)),
  routingStatusFilters: Model.optional(Model.array(AnalyticsFilter.RoutingStatusDetailQueryFilter)),
  userFilters: Model.optional(Model.array(AnalyticsFilter.UserDetailQueryFilter))
})

/**
 * Analytics user details async query response.
 *
 * @since 0.2.0
 * @category models
 */
export interface AnalyticsUserDetailsAsyncQueryResponse {
  readonly cursor?: string | undefined
  /** ISO-8601 in UTC. */
  readonly dataAvailabilityDate?: string | undefined
  readonly userDetails?: ReadonlyArray<Analytics.AnalyticsUserDetail> | undefined
}

/**
 * Schema of {@link AnalyticsUserDetailsAsyncQueryResponse}.
 *
 * @since 0.2.0
 * @category models
 */
export const AnalyticsUserDetailsAsyncQueryResponse: Schema.Schema<AnalyticsUserDetailsAsyncQueryResponse> = Model
  .model("AnalyticsUserDetailsAsyncQueryResponse", {
    cursor: Model.optional(Model.string),
    dataAvailabilityDate: Model.optional(Model.dateTime),
    userDetails: Model.optional(Model.array(Analytics.AnalyticsUserDetail))
  })

/**
 * User aggregation view.
 *
 * @since 0.2.0
 * @category models
 */
export interface UserAggregationView {
  readonly name: string
  readonly function: "rangeBound" | (string & {})
  readonly range?: AnalyticsQuery.AggregationRange | undefined
  readonly target: "tAgentRoutingStatus" | "tOrganizationPresence" | "tSystemPresence" | (string & {})
}

/**
 * Schema of {@link UserAggregationView}.
 *
 * @since 0.2.0
 * @category models
 */
export const UserAggregationView: Schema.Schema<UserAggregationView> = Model.model("UserAggregationView", {
  name: Model.string,
  function: Model.open("rangeBound"),
  range: Model.optional(AnalyticsQuery.AggregationRange),
  target: Model.open("tAgentRoutingStatus", "tOrganizationPresence", "tSystemPresence")
})

/**
 * User async aggregation query.
 *
 * @since 0.2.0
 * @category models
 */
export interface UserAsyncAggregationQuery {
  readonly alternateTimeDimension?: "eventTime" | (string & {}) | undefined
  readonly filter?: AnalyticsFilter.UserAggregateQueryFilter | undefined
  readonly flattenMultivaluedDimensions?: boolean | undefined
  readonly granularity?: string | undefined
  readonly groupBy?: ReadonlyArray<"userId" | (string & {})> | undefined
  readonly interval: string
  readonly metrics: ReadonlyArray<"tAgentRoutingStatus" | "tOrganizationPresence" | "tSystemPresence" | (string & {})>
  readonly pageSize?: number | undefined
  readonly timeZone?: string | undefined
  readonly views?: ReadonlyArray<UserAggregationView> | undefined
}

/**
 * Schema of {@link UserAsyncAggregationQuery}.
 *
 * @since 0.2.0
 * @category models
 */
export const UserAsyncAggregationQuery: Schema.Schema<UserAsyncAggregationQuery> = Model.model(
  "UserAsyncAggregationQuery",
  {
    alternateTimeDimension: Model.optional(Model.open("eventTime")),
    filter: Model.optional(AnalyticsFilter.UserAggregateQueryFilter),
    flattenMultivaluedDimensions: Model.optional(Model.boolean),
    granularity: Model.optional(Model.string),
    groupBy: Model.optional(Model.array(Model.open("userId"))),
    interval: Model.string,
    metrics: Model.array(Model.open("tAgentRoutingStatus", "tOrganizationPresence", "tSystemPresence")),
    pageSize: Model.optional(Model.integer),
    timeZone: Model.optional(Model.string),
    views: Model.optional(Model.array(UserAggregationView))
  }
)

/**
 * User aggregate data container.
 *
 * @since 0.2.0
 * @category models
 */
export interface UserAggregateDataContainer {
  readonly data?: ReadonlyArray<Analytics.StatisticalResponse> | undefined
  readonly group?: { readonly [key: string]: string } | undefined
}

/**
 * Schema of {@link UserAggregateDataContainer}.
 *
 * @since 0.2.0
 * @category models
 */
export const UserAggregateDataContainer: Schema.Schema<UserAggregateDataContainer> = Model.model(
  "UserAggregateDataContainer",
  {
    data: Model.optional(Model.array(Analytics.StatisticalResponse)),
    group: Model.optional(Model.record(Model.string))
  }
)

/**
 * User async aggregate query response.
 *
 * @since 0.2.0
 * @category models
 */
export interface UserAsyncAggregateQueryResponse {
  readonly cursor?: string | undefined
  readonly results?: ReadonlyArray<UserAggregateDataContainer> | undefined
  readonly systemToOrganizationMappings?: { readonly [key: string]: ReadonlyArray<string> } | undefined
}

/**
 * Schema of {@link UserAsyncAggregateQueryResponse}.
 *
 * @since 0.2.0
 * @category models
 */
export const UserAsyncAggregateQueryResponse: Schema.Schema<UserAsyncAggregateQueryResponse> = Model.model(
  "UserAsyncAggregateQueryResponse",
  {
    cursor: Model.optional(Model.string),
    results: Model.optional(Model.array(UserAggregateDataContainer)),
    systemToOrganizationMappings: Model.optional(Model.record(Model.array(Model.string)))
  }
)
