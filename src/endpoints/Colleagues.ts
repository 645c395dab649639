/**
 * Superiors, siblings, direct reports and favorites of a user.
 *
 * @since 0.1.0
 */

import * as Endpoint from "../Endpoint.js"
import * as Model from "../internal/schema/model.js"
import * as User from "../models/User.js"
import * as Pagination from "../Pagination.js"
import * as Permissions from "../Permissions.js"
import * as Shared from "./common.js"

/**
 * Declares `GET /api/v2/users/{userId}/adjacents`, which `Users.getUserAdjacents` documents.
 *
 * @since 0.1.0
 * @category colleagues
 */
export const getUserAdjacents = Endpoint.make({
  id: "getUserAdjacents",
  method: "GET",
  path: "/api/v2/users/{userId}/adjacents",
  pathParams: { userId: Model.string },
  query: {
    /** Additional properties of each user, for example `presence`. They are best effort: each can be absent. */
    expand: Endpoint.repeated(Shared.UserExpand)
  },
  success: User.Adjacents,
  permissions: Permissions.none,
  summary: "Get adjacents"
})

/**
 * Declares `GET /api/v2/users/{userId}/directreports`, which `Users.getUserDirectreports` documents.
 *
 * @since 0.1.0
 * @category colleagues
 */
export const getUserDirectreports = Endpoint.make({
  id: "getUserDirectreports",
  method: "GET",
  path: "/api/v2/users/{userId}/directreports",
  pathParams: { userId: Model.string },
  query: {
    /** Additional properties of each user, for example `presence`. They are best effort: each can be absent. */
    expand: Endpoint.repeated(Shared.UserExpand)
  },
  success: Model.array(User.User),
  permissions: Permissions.none,
  summary: "Get direct reports"
})

/**
 * Declares `GET /api/v2/users/{userId}/superiors`, which `Users.getUserSuperiors` documents.
 *
 * @since 0.1.0
 * @category colleagues
 */
export const getUserSuperiors = Endpoint.make({
  id: "getUserSuperiors",
  method: "GET",
  path: "/api/v2/users/{userId}/superiors",
  pathParams: { userId: Model.string },
  query: {
    /** Additional properties of each user, for example `presence`. They are best effort: each can be absent. */
    expand: Endpoint.repeated(Shared.UserExpand)
  },
  success: Model.array(User.User),
  permissions: Permissions.none,
  summary: "Get superiors"
})

/**
 * Declares `GET /api/v2/users/{userId}/favorites`, which `Users.getUserFavorites` documents.
 *
 * @deprecated Since 2021-06-22. Replacement: none.
 * @since 0.1.0
 * @category colleagues
 */
export const getUserFavorites = Endpoint.make({
  id: "getUserFavorites",
  method: "GET",
  path: "/api/v2/users/{userId}/favorites",
  pathParams: { userId: Model.string },
  query: {
    /** Maximum number of users per page, from 1. Default: 25. */
    pageSize: Shared.pageSize,
    /** Number of the page, from 1. Default: 1. */
    pageNumber: Shared.pageNumber,
    /** Sort order. Default: `ASC`. The vendor documents no values. */
    sortOrder: Endpoint.optional(Model.closed("ascending", "descending", "ASC", "DESC")),
    /** Additional properties of each user, for example `presence`. They are best effort: each can be absent. */
    expand: Endpoint.repeated(Shared.UserExpand)
  },
  success: User.UserEntityListing,
  permissions: Permissions.none,
  pagination: Pagination.pageNumber({ items: "entities" }),
  deprecated: { since: "2021-06-22", use: "none" },
  summary: "Get favorites"
})
