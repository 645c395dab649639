/**
 * The users themselves.
 *
 * @since 0.1.0
 */

import * as Endpoint from "../Endpoint.js"
import * as Model from "../internal/schema/model.js"
import * as User from "../models/User.js"
import * as UserMe from "../models/UserMe.js"
import * as UserRequest from "../models/UserRequest.js"
import * as Pagination from "../Pagination.js"
import * as Permissions from "../Permissions.js"
import * as Shared from "./common.js"

/**
 * A user by id. One that is deleted answers 404, unless `state: "deleted"` is asked for. So may one that was created a
 * moment ago: read again. What `expand` asks for may be absent all the same. `state` is `active` by default,
 * `userCustomAttributeSchemaIds` are at most 100.
 *
 * `GET /api/v2/users/{userId}`
 *
 * @since 0.1.0
 * @category users
 */
export const getUser = Endpoint.make({
  id: "getUser",
  method: "GET",
  path: "/api/v2/users/{userId}",
  pathParams: { userId: Model.string },
  query: {
    expand: Endpoint.repeated(Shared.UserExpand),
    state: Endpoint.optional(Model.closed("active", "deleted")),
    integrationPresenceSource: Endpoint.optional(Shared.IntegrationPresenceSource),
    userCustomAttributeSchemaIds: Endpoint.repeated(Model.string, { maxItems: 100 })
  },
  success: User.User,
  permissions: Permissions.none,
  summary: "Get user."
})

/**
 * The users, 25 a page by default and 500 at most. `state` is `active` by default, and `sortOrder` ascending. Of users
 * that are `inactive` only the first 10,000 can be read: pages after them answer 400, although `pageCount` promises
 * them. `id` takes at most 100, `userCustomAttributeSchemaIds` 5; with `integrationPresenceSource` a page has at most
 * 100 users. What `expand` asks for may be absent all the same.
 *
 * `GET /api/v2/users`
 *
 * @since 0.1.0
 * @category users
 */
export const getUsers = Endpoint.make({
  id: "getUsers",
  method: "GET",
  path: "/api/v2/users",
  query: {
    pageSize: Endpoint.optional(Model.integerWithin(1, 500)),
    pageNumber: Shared.pageNumber,
    id: Endpoint.repeated(Model.string, { maxItems: 100 }),
    sortOrder: Endpoint.optional(Shared.SortOrder),
    expand: Endpoint.repeated(Shared.UserExpand),
    state: Endpoint.optional(Shared.UserState),
    jabberId: Endpoint.repeated(Model.string),
    integrationPresenceSource: Endpoint.optional(Shared.IntegrationPresenceSource, { limits: { pageSize: 100 } }),
    userCustomAttributeSchemaIds: Endpoint.repeated(Model.string, { maxItems: 5 })
  },
  success: User.UserEntityListing,
  permissions: Permissions.none,
  pagination: Pagination.pageNumber({ items: "entities", maxPageSize: 500 }),
  summary: "Get the list of available users."
})

/**
 * Creates a user. An email address that another user holds is a conflict, and deleted users hold theirs: find that one
 * with `postUsersSearch` and restore it with `patchUser`. Where only the password is refused the user is there all the
 * same: set it with `postUserPassword`. Searches and readings may not know the user at once.
 *
 * `POST /api/v2/users`
 *
 * @since 0.1.0
 * @category users
 */
export const postUsers = Endpoint.make({
  id: "postUsers",
  method: "POST",
  path: "/api/v2/users",
  body: UserRequest.CreateUser,
  success: User.User,
  permissions: Permissions.any("directory:user:add"),
  summary: "Create user"
})

/**
 * Changes a user. It needs the current `version`: an older one answers 409, or 400 with a message that it does not
 * match; read the user and try again. Where `state` is set nothing else is applied. Some fields need a permission of
 * their own, as an extension does (`telephony:extension:assign`), and answer 403 without it.
 *
 * `PATCH /api/v2/users/{userId}`. In 2018 it asked for no permission.
 *
 * @since 0.1.0
 * @category users
 */
export const patchUser = Endpoint.make({
  id: "patchUser",
  method: "PATCH",
  path: "/api/v2/users/{userId}",
  pathParams: { userId: Model.string },
  body: UserRequest.UpdateUser,
  success: User.User,
  permissions: Permissions.any("admin", "directory:user:edit", "directory:organization:admin"),
  summary: "Update user"
})

/**
 * Deletes a user, who is kept as `deleted`, with the email address, and can be restored by `patchUser`. Searches may
 * find the user for minutes. A version conflict can happen here too.
 *
 * The vendor promises an empty object, which says nothing, so nothing is handed on.
 *
 * `DELETE /api/v2/users/{userId}`. In 2018 it asked for no permission.
 *
 * @since 0.1.0
 * @category users
 */
export const deleteUser = Endpoint.make({
  id: "deleteUser",
  method: "DELETE",
  path: "/api/v2/users/{userId}",
  pathParams: { userId: Model.string },
  status: 200,
  permissions: Permissions.any("admin", "directory:user:delete", "directory:organization:admin"),
  summary: "Delete user"
})

/**
 * The user that the token stands for. A token of the client credentials grant stands for none, and answers 400 with the
 * code `not.a.user`. Listings that `expand` asks for are cut at 50 or 100.
 *
 * `GET /api/v2/users/me`
 *
 * @since 0.1.0
 * @category users
 */
export const getUsersMe = Endpoint.make({
  id: "getUsersMe",
  method: "GET",
  path: "/api/v2/users/me",
  query: {
    expand: Endpoint.repeated(Shared.UserMeExpand),
    integrationPresenceSource: Endpoint.optional(Shared.IntegrationPresenceSource),
    userCustomAttributeSchemaIds: Endpoint.repeated(Model.string)
  },
  success: UserMe.UserMe,
  permissions: Permissions.none,
  invalidFor: ["client_credentials"],
  summary: "Get current user details."
})
