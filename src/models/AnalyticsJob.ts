/**
 * Analytics jobs: queries that the service runs in the background. Start a job, read its state until the job has ended,
 * and then read its results in pages by cursor. Unlike the other queries, a job can read long intervals.
 *
 * @since 0.2.0
 */

import type * as Schema from "effect/Schema"
import * as Model from "../internal/schema/model.js"
import * as Analytics from "./Analytics.js"
import * as AnalyticsFilter from "./AnalyticsFilter.js"
import * as AnalyticsQuery from "./AnalyticsQuery.js"

/**
 * Response to the start of a job.
 *
 * @since 0.2.0
 * @category models
 */
export interface AsyncQueryResponse {
  /** Id of the job, for its state and its results. */
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
 * State of a job. The vendor does not document the values. They probably mean: `QUEUED` and `PENDING`: the job has no
 * results yet. `FULFILLED`: the results can be read. `FAILED` and `CANCELLED`: the job has ended without results.
 * `EXPIRED`: the results have been deleted.
 *
 * @since 0.2.0
 * @category models
 */
export type AsyncQueryState = typeof AsyncQueryState.Type

/**
 * Schema of {@link AsyncQueryState}.
 *
 * @since 0.2.0
 * @category models
 */
export const AsyncQueryState = Model.open("QUEUED", "PENDING", "FAILED", "CANCELLED", "FULFILLED", "EXPIRED")

/**
 * State of a job, with its times.
 *
 * @since 0.2.0
 * @category models
 */
export interface AsyncQueryStatus {
  readonly state?: AsyncQueryState | undefined
  /** Cause of the failure, probably only if the state is `FAILED`. */
  readonly errorMessage?: string | undefined
  /** Time at which the job was started. ISO-8601 in UTC. */
  readonly submissionDate?: string | undefined
  /** Time at which the job ended. ISO-8601 in UTC. */
  readonly completionDate?: string | undefined
  /** Time at which the results are deleted. ISO-8601 in UTC. */
  readonly expirationDate?: string | undefined
}

/**
 * Schema of {@link AsyncQueryStatus}.
 *
 * @since 0.2.0
 * @category models
 */
export const AsyncQueryStatus: Schema.Schema<AsyncQueryStatus> = Model.model("AsyncQueryStatus", {
  state: Model.optional(AsyncQueryState),
  errorMessage: Model.optional(Model.string),
  submissionDate: Model.optional(Model.dateTime),
  completionDate: Model.optional(Model.dateTime),
  expirationDate: Model.optional(Model.dateTime)
})

/**
 * Time up to which jobs have data. Jobs do not find later changes.
 *
 * @since 0.2.0
 * @category models
 */
export interface DataAvailabilityResponse {
  /** End of the available data. ISO-8601 in UTC. */
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
 * Query of a job for the presences and routing statuses of users.
 *
 * @since 0.2.0
 * @category models
 */
export interface AsyncUserDetailsQuery {
  /** Interval `start/end`, both ISO-8601 in UTC. It should end before `dataAvailabilityDate`. */
  readonly interval: string
  /** Users of the response. Default: all users. */
  readonly userFilters?: ReadonlyArray<AnalyticsFilter.UserDetailQueryFilter> | undefined
  readonly presenceFilters?: ReadonlyArray<AnalyticsFilter.PresenceDetailQueryFilter> | undefined
  readonly routingStatusFilters?: ReadonlyArray<AnalyticsFilter.RoutingStatusDetailQueryFilter> | undefined
  /** Order by time. */
  readonly order?: AnalyticsQuery.TimeOrder | undefined
  /** Maximum number of users in the results. */
  readonly limit?: number | undefined
}

/**
 * Schema of {@link AsyncUserDetailsQuery}.
 *
 * @since 0.2.0
 * @category models
 */
export const AsyncUserDetailsQuery: Schema.Schema<AsyncUserDetailsQuery> = Model.model("AsyncUserDetailsQuery", {
  interval: Model.string,
  userFilters: Model.optional(Model.array(AnalyticsFilter.UserDetailQueryFilter)),
  presenceFilters: Model.optional(Model.array(AnalyticsFilter.PresenceDetailQueryFilter)),
  routingStatusFilters: Model.optional(Model.array(AnalyticsFilter.RoutingStatusDetailQueryFilter)),
  order: Model.optional(AnalyticsQuery.TimeOrder),
  limit: Model.optional(Model.integer)
})

/**
 * Page of the results of a job for details.
 *
 * @since 0.2.0
 * @category models
 */
export interface AnalyticsUserDetailsAsyncQueryResponse {
  readonly userDetails?: ReadonlyArray<Analytics.AnalyticsUserDetail> | undefined
  /** Cursor of the next page. Absent on the last page. */
  readonly cursor?: string | undefined
  /** Time up to which the data was available when the job ran. ISO-8601 in UTC. */
  readonly dataAvailabilityDate?: string | undefined
}

/**
 * Schema of {@link AnalyticsUserDetailsAsyncQueryResponse}.
 *
 * @since 0.2.0
 * @category models
 */
export const AnalyticsUserDetailsAsyncQueryResponse: Schema.Schema<AnalyticsUserDetailsAsyncQueryResponse> = Model
  .model("AnalyticsUserDetailsAsyncQueryResponse", {
    userDetails: Model.optional(Model.array(Analytics.AnalyticsUserDetail)),
    cursor: Model.optional(Model.string),
    dataAvailabilityDate: Model.optional(Model.dateTime)
  })

/**
 * View of a metric: counts only the values in a range. The API of 2018 calls the model `AnalyticsView`.
 *
 * @since 0.2.0
 * @category models
 */
export interface UserAggregationView {
  /** Metric that is counted. */
  readonly target: AnalyticsQuery.UserAggregateMetric
  /** Name of the view in the response. */
  readonly name: string
  readonly function: "rangeBound" | (string & {})
  /** Range of the values that are counted. */
  readonly range?: AnalyticsQuery.AggregationRange | undefined
}

/**
 * Schema of {@link UserAggregationView}.
 *
 * @since 0.2.0
 * @category models
 */
export const UserAggregationView: Schema.Schema<UserAggregationView> = Model.model("UserAggregationView", {
  target: AnalyticsQuery.UserAggregateMetric,
  name: Model.string,
  function: Model.open("rangeBound"),
  range: Model.optional(AnalyticsQuery.AggregationRange)
})

/**
 * Query of a job for aggregates of presences and routing statuses. The query also has the page size of the results.
 *
 * @since 0.2.0
 * @category models
 */
export interface UserAsyncAggregationQuery {
  /** Interval `start/end`, both ISO-8601 in UTC. */
  readonly interval: string
  /**
   * Length of each interval of the results, as an ISO-8601 duration, for example `P1D` or `PT30M`. Default: the whole
   * interval.
   */
  readonly granularity?: string | undefined
  /** IANA name of the time zone in which days begin. Default: UTC. */
  readonly timeZone?: string | undefined
  /** Dimensions by which the results are grouped. */
  readonly groupBy?: ReadonlyArray<"userId" | (string & {})> | undefined
  readonly filter?: AnalyticsFilter.UserAggregateQueryFilter | undefined
  readonly metrics: ReadonlyArray<AnalyticsQuery.UserAggregateMetric>
  /** Whether several values of a dimension are joined to one text, for example `a,b,c`. */
  readonly flattenMultivaluedDimensions?: boolean | undefined
  readonly views?: ReadonlyArray<UserAggregationView> | undefined
  /** Time that determines the interval to which an event is assigned. */
  readonly alternateTimeDimension?: "eventTime" | (string & {}) | undefined
  /** Number of groups per page of the results. The maximum is not documented. */
  readonly pageSize?: number | undefined
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
    interval: Model.string,
    granularity: Model.optional(Model.string),
    timeZone: Model.optional(Model.string),
    groupBy: Model.optional(Model.array(Model.open("userId"))),
    filter: Model.optional(AnalyticsFilter.UserAggregateQueryFilter),
    metrics: Model.array(AnalyticsQuery.UserAggregateMetric),
    flattenMultivaluedDimensions: Model.optional(Model.boolean),
    views: Model.optional(Model.array(UserAggregationView)),
    alternateTimeDimension: Model.optional(Model.open("eventTime")),
    pageSize: Model.optional(Model.integer)
  }
)

/**
 * Aggregates of a group. The API of 2018 calls the model `AggregateDataContainer`.
 *
 * @since 0.2.0
 * @category models
 */
export interface UserAggregateDataContainer {
  /** Values of the dimensions of the group by their names, for example `userId`. */
  readonly group?: { readonly [key: string]: string } | undefined
  /** One entry for each interval. */
  readonly data?: ReadonlyArray<Analytics.StatisticalResponse> | undefined
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
    group: Model.optional(Model.record(Model.string)),
    data: Model.optional(Model.array(Analytics.StatisticalResponse))
  }
)

/**
 * Page of the results of a job for aggregates.
 *
 * @since 0.2.0
 * @category models
 */
export interface UserAsyncAggregateQueryResponse {
  readonly results?: ReadonlyArray<UserAggregateDataContainer> | undefined
  /** Cursor of the next page. Absent on the last page. */
  readonly cursor?: string | undefined
  /** Ids of the presences of the organization, by the system presence to which they belong. */
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
    results: Model.optional(Model.array(UserAggregateDataContainer)),
    cursor: Model.optional(Model.string),
    systemToOrganizationMappings: Model.optional(Model.record(Model.array(Model.string)))
  }
)
