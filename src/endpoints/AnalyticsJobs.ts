/**
 * Jobs that query presences and routing statuses of users.
 *
 * @since 0.2.0
 */

import * as Endpoint from "../Endpoint.js"
import * as Model from "../internal/schema/model.js"
import * as AnalyticsJob from "../models/AnalyticsJob.js"
import * as Pagination from "../Pagination.js"
import * as Permissions from "../Permissions.js"
import * as Shared from "./common.js"

/**
 * Declares `POST /api/v2/analytics/users/aggregates/jobs`, which `Users.postAnalyticsUsersAggregatesJobs` documents.
 *
 * @since 0.2.0
 * @category analytics
 */
export const postAnalyticsUsersAggregatesJobs = Endpoint.make({
  id: "postAnalyticsUsersAggregatesJobs",
  method: "POST",
  path: "/api/v2/analytics/users/aggregates/jobs",
  body: AnalyticsJob.UserAsyncAggregationQuery,
  success: AnalyticsJob.AsyncQueryResponse,
  status: 202,
  permissions: Permissions.any("analytics:userAggregate:view"),
  summary: "Start a job for user aggregates"
})

/**
 * Declares `GET /api/v2/analytics/users/aggregates/jobs/{jobId}`, which `Users.getAnalyticsUsersAggregatesJob`
 * documents.
 *
 * @since 0.2.0
 * @category analytics
 */
export const getAnalyticsUsersAggregatesJob = Endpoint.make({
  id: "getAnalyticsUsersAggregatesJob",
  method: "GET",
  path: "/api/v2/analytics/users/aggregates/jobs/{jobId}",
  pathParams: { jobId: Model.string },
  success: AnalyticsJob.AsyncQueryStatus,
  otherStatuses: [202],
  permissions: Permissions.any("analytics:userAggregate:view"),
  summary: "Get the state of a job for user aggregates"
})

/**
 * Declares `GET /api/v2/analytics/users/aggregates/jobs/{jobId}/results`, which
 * `Users.getAnalyticsUsersAggregatesJobResults` documents.
 *
 * @since 0.2.0
 * @category analytics
 */
export const getAnalyticsUsersAggregatesJobResults = Endpoint.make({
  id: "getAnalyticsUsersAggregatesJobResults",
  method: "GET",
  path: "/api/v2/analytics/users/aggregates/jobs/{jobId}/results",
  pathParams: { jobId: Model.string },
  query: {
    /** Cursor of an earlier response. Default: the first page. */
    cursor: Endpoint.optional(Model.string)
  },
  success: AnalyticsJob.UserAsyncAggregateQueryResponse,
  permissions: Permissions.any("analytics:userAggregate:view"),
  pagination: Pagination.cursor({ items: "results", cursor: "cursor" }),
  summary: "List the results of a job for user aggregates"
})

/**
 * Declares `DELETE /api/v2/analytics/users/aggregates/jobs/{jobId}`, which `Users.deleteAnalyticsUsersAggregatesJob`
 * documents.
 *
 * @since 0.2.0
 * @category analytics
 */
export const deleteAnalyticsUsersAggregatesJob = Endpoint.make({
  id: "deleteAnalyticsUsersAggregatesJob",
  method: "DELETE",
  path: "/api/v2/analytics/users/aggregates/jobs/{jobId}",
  pathParams: { jobId: Model.string },
  permissions: Permissions.any("analytics:userAggregate:view"),
  summary: "Cancel or delete a job for user aggregates"
})

/**
 * Declares `POST /api/v2/analytics/users/details/jobs`, which `Users.postAnalyticsUsersDetailsJobs` documents.
 *
 * @since 0.2.0
 * @category analytics
 */
export const postAnalyticsUsersDetailsJobs = Endpoint.make({
  id: "postAnalyticsUsersDetailsJobs",
  method: "POST",
  path: "/api/v2/analytics/users/details/jobs",
  body: AnalyticsJob.AsyncUserDetailsQuery,
  success: AnalyticsJob.AsyncQueryResponse,
  status: 202,
  permissions: Permissions.any("analytics:userDetail:view"),
  summary: "Start a job for user details"
})

/**
 * Declares `GET /api/v2/analytics/users/details/jobs/{jobId}`, which `Users.getAnalyticsUsersDetailsJob` documents.
 *
 * @since 0.2.0
 * @category analytics
 */
export const getAnalyticsUsersDetailsJob = Endpoint.make({
  id: "getAnalyticsUsersDetailsJob",
  method: "GET",
  path: "/api/v2/analytics/users/details/jobs/{jobId}",
  pathParams: { jobId: Model.string },
  success: AnalyticsJob.AsyncQueryStatus,
  otherStatuses: [202],
  permissions: Permissions.any("analytics:userDetail:view"),
  summary: "Get the state of a job for user details"
})

/**
 * Declares `GET /api/v2/analytics/users/details/jobs/{jobId}/results`, which `Users.getAnalyticsUsersDetailsJobResults`
 * documents.
 *
 * @since 0.2.0
 * @category analytics
 */
export const getAnalyticsUsersDetailsJobResults = Endpoint.make({
  id: "getAnalyticsUsersDetailsJobResults",
  method: "GET",
  path: "/api/v2/analytics/users/details/jobs/{jobId}/results",
  pathParams: { jobId: Model.string },
  query: {
    /** Cursor of an earlier response. Default: the first page. */
    cursor: Endpoint.optional(Model.string),
    /** Maximum number of users per page, from 1. The vendor documents no default. */
    pageSize: Shared.pageSize
  },
  success: AnalyticsJob.AnalyticsUserDetailsAsyncQueryResponse,
  permissions: Permissions.any("analytics:userDetail:view"),
  pagination: Pagination.cursor({ items: "userDetails", cursor: "cursor" }),
  summary: "List the results of a job for user details"
})

/**
 * Declares `DELETE /api/v2/analytics/users/details/jobs/{jobId}`, which `Users.deleteAnalyticsUsersDetailsJob`
 * documents.
 *
 * @since 0.2.0
 * @category analytics
 */
export const deleteAnalyticsUsersDetailsJob = Endpoint.make({
  id: "deleteAnalyticsUsersDetailsJob",
  method: "DELETE",
  path: "/api/v2/analytics/users/details/jobs/{jobId}",
  pathParams: { jobId: Model.string },
  permissions: Permissions.any("analytics:userDetail:view"),
  summary: "Cancel or delete a job for user details"
})

/**
 * Declares `GET /api/v2/analytics/users/details/jobs/availability`, which
 * `Users.getAnalyticsUsersDetailsJobsAvailability` documents.
 *
 * @since 0.2.0
 * @category analytics
 */
export const getAnalyticsUsersDetailsJobsAvailability = Endpoint.make({
  id: "getAnalyticsUsersDetailsJobsAvailability",
  method: "GET",
  path: "/api/v2/analytics/users/details/jobs/availability",
  success: AnalyticsJob.DataAvailabilityResponse,
  permissions: Permissions.any("analytics:userDetail:view"),
  summary: "Get the time up to which jobs for user details have data"
})
