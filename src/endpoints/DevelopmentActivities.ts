/**
 * Learning assignments and coaching appointments of users.
 *
 * @since 0.2.0
 */

import * as Endpoint from "../Endpoint.js"
import * as Model from "../internal/schema/model.js"
import * as DevelopmentActivity from "../models/DevelopmentActivity.js"
import * as DevelopmentActivityQuery from "../models/DevelopmentActivityQuery.js"
import * as Pagination from "../Pagination.js"
import * as Permissions from "../Permissions.js"
import * as Shared from "./common.js"

/**
 * Declares `GET /api/v2/users/development/activities`, which `Users.getUsersDevelopmentActivities` documents.
 *
 * @since 0.2.0
 * @category developmentActivities
 */
export const getUsersDevelopmentActivities = Endpoint.make({
  id: "getUsersDevelopmentActivities",
  method: "GET",
  path: "/api/v2/users/development/activities",
  query: {
    /** Ids of the users whose activities are returned, 100 at most. */
    userId: Endpoint.repeated(Model.string, { maxItems: 100 }),
    /** Id of the learning module whose activities are returned. */
    moduleId: Endpoint.optional(Model.string),
    /**
     * Interval in which the activities are planned: `start/end` in ISO-8601, one year at most. The end is exclusive,
     * and milliseconds are ignored.
     */
    interval: Endpoint.optional(Model.string),
    /**
     * Interval in which the activities were completed: `start/end` in ISO-8601, one year at most. The end is exclusive,
     * and milliseconds are ignored.
     */
    completionInterval: Endpoint.optional(Model.string),
    /** Whether to return only activities that are overdue (`True`) or not overdue (`False`). Default: `Any`. */
    overdue: Endpoint.optional(Model.closed("True", "False", "Any")),
    /** Whether to return only activities that were passed (`True`) or not passed (`False`). Default: `Any`. */
    pass: Endpoint.optional(Model.closed("True", "False", "Any")),
    /** Maximum number of activities per page, from 1. Default: 25. */
    pageSize: Shared.pageSize,
    /** Number of the page, from 1. Default: 1. */
    pageNumber: Shared.pageNumber,
    /** Sort order. Default: `Desc`. */
    sortOrder: Endpoint.optional(Model.closed("Asc", "Desc")),
    /** Types of the activities. `Informational`, `AssessedContent` and `Assessment` are deprecated. */
    types: Endpoint.repeated(Shared.DevelopmentActivityType),
    /** Statuses of the activities. */
    statuses: Endpoint.repeated(Shared.DevelopmentActivityStatus),
    /** Relationship of the users to the activities. Values other than `Attendee` return coaching appointments only. */
    relationship: Endpoint.repeated(Shared.DevelopmentActivityRelationship)
  },
  success: DevelopmentActivity.DevelopmentActivityListing,
  permissions: Permissions.any("learning:assignment:view", "coaching:appointment:view"),
  pagination: Pagination.pageNumber({ items: "entities" }),
  summary: "List development activities"
})

/**
 * Declares `GET /api/v2/users/development/activities/me`, which `Users.getUsersDevelopmentActivitiesMe` documents.
 *
 * @since 0.2.0
 * @category developmentActivities
 */
export const getUsersDevelopmentActivitiesMe = Endpoint.make({
  id: "getUsersDevelopmentActivitiesMe",
  method: "GET",
  path: "/api/v2/users/development/activities/me",
  query: {
    /** Id of the learning module whose activities are returned. */
    moduleId: Endpoint.optional(Model.string),
    /**
     * Interval in which the activities are planned: `start/end` in ISO-8601, one year at most. The end is exclusive,
     * and milliseconds are ignored.
     */
    interval: Endpoint.optional(Model.string),
    /**
     * Interval in which the activities were completed: `start/end` in ISO-8601, one year at most. The end is exclusive,
     * and milliseconds are ignored.
     */
    completionInterval: Endpoint.optional(Model.string),
    /** Whether to return only activities that are overdue (`True`) or not overdue (`False`). Default: `Any`. */
    overdue: Endpoint.optional(Model.closed("True", "False", "Any")),
    /** Whether to return only activities that were passed (`True`) or not passed (`False`). Default: `Any`. */
    pass: Endpoint.optional(Model.closed("True", "False", "Any")),
    /** Maximum number of activities per page, from 1. Default: 25. */
    pageSize: Shared.pageSize,
    /** Number of the page, from 1. Default: 1. */
    pageNumber: Shared.pageNumber,
    /** Sort order. Default: `Desc`. */
    sortOrder: Endpoint.optional(Model.closed("Asc", "Desc")),
    /** Types of the activities. `Informational`, `AssessedContent` and `Assessment` are deprecated. */
    types: Endpoint.repeated(Shared.DevelopmentActivityType),
    /** Statuses of the activities. */
    statuses: Endpoint.repeated(Shared.DevelopmentActivityStatus),
    /** Relationship of the users to the activities. Values other than `Attendee` return coaching appointments only. */
    relationship: Endpoint.repeated(Shared.DevelopmentActivityRelationship)
  },
  success: DevelopmentActivity.DevelopmentActivityListing,
  permissions: Permissions.none,
  pagination: Pagination.pageNumber({ items: "entities" }),
  summary: "List the development activities of the current user"
})

/**
 * Declares `GET /api/v2/users/development/activities/{activityId}`, which `Users.getUsersDevelopmentActivity`
 * documents.
 *
 * @since 0.2.0
 * @category developmentActivities
 */
export const getUsersDevelopmentActivity = Endpoint.make({
  id: "getUsersDevelopmentActivity",
  method: "GET",
  path: "/api/v2/users/development/activities/{activityId}",
  pathParams: { activityId: Model.string },
  query: {
    /** Type of the activity. `Informational`, `AssessedContent` and `Assessment` are deprecated. */
    type: Shared.DevelopmentActivityType
  },
  success: DevelopmentActivity.DevelopmentActivity,
  permissions: Permissions.any("learning:assignment:view", "coaching:appointment:view"),
  summary: "Get a development activity"
})

/**
 * Declares `POST /api/v2/users/development/activities/aggregates/query`, which
 * `Users.postUsersDevelopmentActivitiesAggregatesQuery` documents.
 *
 * @since 0.2.0
 * @category developmentActivities
 */
export const postUsersDevelopmentActivitiesAggregatesQuery = Endpoint.make({
  id: "postUsersDevelopmentActivitiesAggregatesQuery",
  method: "POST",
  path: "/api/v2/users/development/activities/aggregates/query",
  body: DevelopmentActivityQuery.DevelopmentActivityAggregateParam,
  success: DevelopmentActivityQuery.DevelopmentActivityAggregateResponse,
  errors: [400, 401, 403, 404, 408, 409, 413, 415, 429, 500, 501, 503, 504],
  permissions: Permissions.any("learning:assignment:view", "coaching:appointment:view"),
  idempotent: true,
  summary: "Query for aggregates of development activities"
})
