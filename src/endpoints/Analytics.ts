/**
 * Queries of presences, routing statuses and queue activity of users.
 *
 * @since 0.1.0
 */

import * as Endpoint from "../Endpoint.js"
import * as Analytics from "../models/Analytics.js"
import * as AnalyticsQuery from "../models/AnalyticsQuery.js"
import * as UserActivity from "../models/UserActivity.js"
import * as Pagination from "../Pagination.js"
import * as Permissions from "../Permissions.js"
import * as Shared from "./common.js"

/**
 * Declares `POST /api/v2/analytics/users/aggregates/query`, which `Users.postAnalyticsUsersAggregatesQuery` documents.
 *
 * @since 0.1.0
 * @category analytics
 */
export const postAnalyticsUsersAggregatesQuery = Endpoint.make({
  id: "postAnalyticsUsersAggregatesQuery",
  method: "POST",
  path: "/api/v2/analytics/users/aggregates/query",
  body: AnalyticsQuery.AggregationQuery,
  success: Analytics.PresenceQueryResponse,
  permissions: Permissions.any("analytics:userAggregate:view"),
  idempotent: true,
  summary: "Query for user aggregates"
})

/**
 * Declares `POST /api/v2/analytics/users/details/query`, which `Users.postAnalyticsUsersDetailsQuery` documents.
 *
 * @since 0.1.0
 * @category analytics
 */
export const postAnalyticsUsersDetailsQuery = Endpoint.make({
  id: "postAnalyticsUsersDetailsQuery",
  method: "POST",
  path: "/api/v2/analytics/users/details/query",
  body: AnalyticsQuery.UserDetailsQuery,
  success: Analytics.AnalyticsUserDetailsQueryResponse,
  permissions: Permissions.any("analytics:userDetail:view", "analytics:userObservation:view"),
  pagination: Pagination.pageNumber({ items: "userDetails", in: "body.paging", last: "totalHits" }),
  idempotent: true,
  summary: "Query for user details"
})

/**
 * Declares `POST /api/v2/analytics/users/observations/query`, which `Users.postAnalyticsUsersObservationsQuery`
 * documents.
 *
 * @since 0.1.0
 * @category analytics
 */
export const postAnalyticsUsersObservationsQuery = Endpoint.make({
  id: "postAnalyticsUsersObservationsQuery",
  method: "POST",
  path: "/api/v2/analytics/users/observations/query",
  body: AnalyticsQuery.ObservationQuery,
  success: Analytics.ObservationQueryResponse,
  permissions: Permissions.any("analytics:userObservation:view"),
  idempotent: true,
  summary: "Query for user observations"
})

/**
 * Declares `POST /api/v2/analytics/users/activity/query`, which `Users.postAnalyticsUsersActivityQuery` documents.
 *
 * @since 0.2.0
 * @category analytics
 */
export const postAnalyticsUsersActivityQuery = Endpoint.make({
  id: "postAnalyticsUsersActivityQuery",
  method: "POST",
  path: "/api/v2/analytics/users/activity/query",
  query: {
    /** Maximum number of results per page, from 1. The vendor documents no default. */
    pageSize: Shared.pageSize,
    /** Number of the page, from 1. The vendor documents no default. */
    pageNumber: Shared.pageNumber
  },
  body: UserActivity.UserActivityQuery,
  success: UserActivity.UserActivityResponse,
  permissions: Permissions.any("analytics:userObservation:view"),
  pagination: Pagination.pageNumber({ items: "results", last: "emptyPage" }),
  idempotent: true,
  summary: "Query for the current activity of users"
})
