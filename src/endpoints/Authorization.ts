/**
 * Roles of a user, and organizations that trust a user.
 *
 * @since 0.1.0
 */

import * as Endpoint from "../Endpoint.js"
import * as Model from "../internal/schema/model.js"
import * as Authorization from "../models/Authorization.js"
import * as Organization from "../models/Organization.js"
import * as Pagination from "../Pagination.js"
import * as Permissions from "../Permissions.js"
import * as Shared from "./common.js"

/**
 * Declares `GET /api/v2/users/{userId}/roles`, which `Users.getUserRoles` documents.
 *
 * @since 0.1.0
 * @category authorization
 */
export const getUserRoles = Endpoint.make({
  id: "getUserRoles",
  method: "GET",
  path: "/api/v2/users/{userId}/roles",
  pathParams: { userId: Model.string },
  success: Authorization.UserAuthorization,
  permissions: Permissions.any("authorization:grant:view"),
  summary: "Returns a listing of roles and permissions for a user."
})

/**
 * Declares `PUT /api/v2/users/{userId}/roles`, which `Users.putUserRoles` documents.
 *
 * @since 0.1.0
 * @category authorization
 */
export const putUserRoles = Endpoint.make({
  id: "putUserRoles",
  method: "PUT",
  path: "/api/v2/users/{userId}/roles",
  pathParams: { userId: Model.string },
  body: Model.array(Model.string),
  success: Authorization.UserAuthorization,
  permissions: Permissions.any("authorization:grant:add", "admin", "role_manager"),
  summary: "Sets the user's roles"
})

/**
 * Declares `DELETE /api/v2/users/{userId}/roles`, which `Users.deleteUserRoles` documents.
 *
 * @deprecated Removed on 2020-03-31. Replacement: putUserRoles with the remaining roles.
 * @since 0.1.0
 * @category authorization
 */
export const deleteUserRoles = Endpoint.make({
  id: "deleteUserRoles",
  method: "DELETE",
  path: "/api/v2/users/{userId}/roles",
  pathParams: { userId: Model.string },
  errors: [400, 401, 403, 404, 413, 415, 429, 500, 503, 504],
  permissions: Permissions.any("admin", "role_manager", "authorization:grant:delete"),
  deprecated: { since: "2020-03-31", use: "putUserRoles with the remaining roles", removed: true },
  summary: "Removes all the roles from the user."
})

/**
 * Declares `GET /api/v2/users/{userId}/trustors`, which `Users.getUserTrustors` documents.
 *
 * @since 0.1.0
 * @category authorization
 */
export const getUserTrustors = Endpoint.make({
  id: "getUserTrustors",
  method: "GET",
  path: "/api/v2/users/{userId}/trustors",
  pathParams: { userId: Model.string },
  query: {
    /** Maximum number of organizations per page, from 1. Default: 25. */
    pageSize: Shared.pageSize,
    /** Number of the page, from 1. Default: 1. */
    pageNumber: Shared.pageNumber
  },
  success: Organization.TrustorEntityListing,
  permissions: Permissions.any("authorization:orgTrustor:view"),
  pagination: Pagination.pageNumber({ items: "entities" }),
  summary: "List the organizations that have authorized/trusted the user."
})
