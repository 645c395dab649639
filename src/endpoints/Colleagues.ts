/**
 * The users around a user.
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
 * The superiors, the siblings and the direct reports of a user. Not paged.
 *
 * `GET /api/v2/users/{userId}/adjacents`
 *
 * @since 0.1.0
 * @category colleagues
 */
export const getUserAdjacents = Endpoint.make({
  id: "getUserAdjacents",
  method: "GET",
  path: "/api/v2/users/{userId}/adjacents",
  pathParams: { userId: Model.string },
  query: { expand: Endpoint.repeated(Shared.UserExpand) },
  success: User.Adjacents,
  permissions: Permissions.none,
  summary: "Get adjacents"
})

/**
 * The users whose manager a user is. Not paged.
 *
 * `GET /api/v2/users/{userId}/directreports`
 *
 * @since 0.1.0
 * @category colleagues
 */
export const getUserDirectreports = Endpoint.make({
  id: "getUserDirectreports",
  method: "GET",
  path: "/api/v2/users/{userId}/directreports",
  pathParams: { userId: Model.string },
  query: { expand: Endpoint.repeated(Shared.UserExpand) },
  success: Model.array(User.User),
  permissions: Permissions.none,
  summary: "Get direct reports"
})

/**
 * The manager of a user, the manager's manager, and so on. Not paged.
 *
 * `GET /api/v2/users/{userId}/superiors`
 *
 * @since 0.1.0
 * @category colleagues
 */
export const getUserSuperiors = Endpoint.make({
  id: "getUserSuperiors",
  method: "GET",
  path: "/api/v2/users/{userId}/superiors",
  pathParams: { userId: Model.string },
  query: { expand: Endpoint.repeated(Shared.UserExpand) },
  success: Model.array(User.User),
  permissions: Permissions.none,
  summary: "Get superiors"
})

/**
 * The users that a user has marked, 25 a page by default. No values of `sortOrder` are listed here: those of the other
 * listings and of searches are taken.
 *
 * `GET /api/v2/users/{userId}/favorites`
 *
 * @deprecated since 2021-06-22: nothing takes its place yet: the vendor means to bring it back with another contract.
 * @since 0.1.0
 * @category colleagues
 */
export const getUserFavorites = Endpoint.make({
  id: "getUserFavorites",
  method: "GET",
  path: "/api/v2/users/{userId}/favorites",
  pathParams: { userId: Model.string },
  query: {
    pageSize: Shared.pageSize,
    pageNumber: Shared.pageNumber,
    sortOrder: Endpoint.optional(Model.closed("ascending", "descending", "ASC", "DESC")),
    expand: Endpoint.repeated(Shared.UserExpand)
  },
  success: User.UserEntityListing,
  permissions: Permissions.none,
  pagination: Pagination.pageNumber({ items: "entities" }),
  deprecated: { since: "2021-06-22", use: "nothing yet: the vendor means to bring it back with another contract" },
  summary: "Get favorites"
})
