/**
 * What users did, and do.
 *
 * @since 0.1.0
 */

import * as Endpoint from "../Endpoint.js"
import * as Analytics from "../models/Analytics.js"
import * as AnalyticsQuery from "../models/AnalyticsQuery.js"
import * as Pagination from "../Pagination.js"
import * as Permissions from "../Permissions.js"

/**
 * Durations of presences and routing statuses, added up. Not paged. Filters and groups take `userId` alone, at most 100
 * users; metrics are `tSystemPresence`, `tOrganizationPresence` and `tAgentRoutingStatus`. It reads only, so it is
 * repeated like a GET.
 *
 * `POST /api/v2/analytics/users/aggregates/query`
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
 * Presences and routing statuses of users, one after the other, 25 users a page by default. An interval has at most 7
 * days, 31 with filters on users. A page may hold fewer users than were asked for and not be the last one: read on
 * until one is empty. It reads only, so it is repeated like a GET.
 *
 * `POST /api/v2/analytics/users/details/query`. Of the permissions today's service takes `analytics:userDetail:view`
 * alone; the other one is of 2018.
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
 * What is the case now, for users named by a filter on `userId`. Not paged. It reads only, so it is repeated like a
 * GET.
 *
 * `POST /api/v2/analytics/users/observations/query`
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
