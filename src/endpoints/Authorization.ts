/**
 * Roles of a user, and who trusts a user.
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
 * The roles of a user and the permissions that follow from them. Not paged. Today's vendor page calls the parameter
 * `subjectId`: the path is the same.
 *
 * `GET /api/v2/users/{userId}/roles`
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
 * Sets the roles of a user by their ids: those that are left out are taken away. A role that is new answers 404 until
 * the service's caches know it.
 *
 * `PUT /api/v2/users/{userId}/roles`. Of the permissions today's service takes `authorization:grant:add` alone; the
 * others are of 2018.
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
 * Took all roles from a user. The service no longer has it, since 2020-03-31. What a success answered was never
 * declared.
 *
 * `DELETE /api/v2/users/{userId}/roles`
 *
 * @deprecated since 2020-03-31: use `putUserRoles` with the roles that are to remain.
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
  deprecated: { since: "2020-03-31", use: "putUserRoles with the roles that are to remain", removed: true },
  summary: "Removes all the roles from the user."
})

/**
 * The organisations that let a user work in them, 25 a page by default.
 *
 * `GET /api/v2/users/{userId}/trustors`
 *
 * @since 0.1.0
 * @category authorization
 */
export const getUserTrustors = Endpoint.make({
  id: "getUserTrustors",
  method: "GET",
  path: "/api/v2/users/{userId}/trustors",
  pathParams: { userId: Model.string },
  query: { pageSize: Shared.pageSize, pageNumber: Shared.pageNumber },
  success: Organization.TrustorEntityListing,
  permissions: Permissions.any("authorization:orgTrustor:view"),
  pagination: Pagination.pageNumber({ items: "entities" }),
  summary: "List the organizations that have authorized/trusted the user."
})
