/**
 * Reads, creates, updates and deletes users.
 *
 * @since 0.1.0
 */

import * as Endpoint from "../Endpoint.js"
import * as Model from "../internal/schema/model.js"
import * as User from "../models/User.js"
import * as UserMe from "../models/UserMe.js"
import * as UserRequest from "../models/UserRequest.js"
import * as UserState from "../models/UserState.js"
import * as Pagination from "../Pagination.js"
import * as Permissions from "../Permissions.js"
import * as Shared from "./common.js"

/**
 * Declares `GET /api/v2/users/{userId}`, which `Users.getUser` documents.
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
    /** Additional properties of the user, for example `presence`. They are best effort: each can be absent. */
    expand: Endpoint.repeated(Shared.UserExpand),
    /** State of the user: `deleted` finds deleted users only, `active` also inactive ones. Default: `active`. */
    state: Endpoint.optional(Model.closed("active", "deleted")),
    /** Product whose presence is returned. It has an effect only if `expand` contains `presence`. */
    integrationPresenceSource: Endpoint.optional(Shared.IntegrationPresenceSource),
    /** Ids of the schemas whose custom attributes are returned, 100 at most. */
    userCustomAttributeSchemaIds: Endpoint.repeated(Model.string, { maxItems: 100 })
  },
  success: User.User,
  permissions: Permissions.none,
  summary: "Get user."
})

/**
 * Declares `GET /api/v2/users`, which `Users.getUsers` documents.
 *
 * @since 0.1.0
 * @category users
 */
export const getUsers = Endpoint.make({
  id: "getUsers",
  method: "GET",
  path: "/api/v2/users",
  query: {
    /** Maximum number of users per page, from 1 to 500, or to 100 with `integrationPresenceSource`. Default: 25. */
    pageSize: Endpoint.optional(Model.integerWithin(1, 500)),
    /** Number of the page, from 1. Default: 1. */
    pageNumber: Shared.pageNumber,
    /** Ids of the users to return, 100 at most. */
    id: Endpoint.repeated(Model.string, { maxItems: 100 }),
    /** Sort order. Default: `ascending`. */
    sortOrder: Endpoint.optional(Shared.SortOrder),
    /** Additional properties of each user, for example `presence`. They are best effort: each can be absent. */
    expand: Endpoint.repeated(Shared.UserExpand),
    /** State of the users to return. Default: `active`. Only the first 10,000 inactive users can be read. */
    state: Endpoint.optional(Shared.UserState),
    /** Jabber ids of the users to return. */
    jabberId: Endpoint.repeated(Model.string),
    /** Product whose presence is returned. It has an effect only if `expand` contains `presence`. */
    integrationPresenceSource: Endpoint.optional(Shared.IntegrationPresenceSource, { limits: { pageSize: 100 } }),
    /** Ids of the schemas whose custom attributes are returned, 5 at most. */
    userCustomAttributeSchemaIds: Endpoint.repeated(Model.string, { maxItems: 5 })
  },
  success: User.UserEntityListing,
  permissions: Permissions.none,
  pagination: Pagination.pageNumber({ items: "entities", maxPageSize: 500 }),
  summary: "Get the list of available users."
})

/**
 * Declares `POST /api/v2/users`, which `Users.postUsers` documents.
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
 * Declares `PATCH /api/v2/users/{userId}`, which `Users.patchUser` documents.
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
 * Declares `DELETE /api/v2/users/{userId}`, which `Users.deleteUser` documents.
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
 * Declares `GET /api/v2/users/me`, which `Users.getUsersMe` documents.
 *
 * @since 0.1.0
 * @category users
 */
export const getUsersMe = Endpoint.make({
  id: "getUsersMe",
  method: "GET",
  path: "/api/v2/users/me",
  query: {
    /** Additional properties of the user, for example `organization`. Lists have at most 50 or 100 items. */
    expand: Endpoint.repeated(Shared.UserMeExpand),
    /** Product whose presence is returned. It has an effect only if `expand` contains `presence`. */
    integrationPresenceSource: Endpoint.optional(Shared.IntegrationPresenceSource),
    /** Ids of the schemas whose custom attributes are returned, 100 at most. */
    userCustomAttributeSchemaIds: Endpoint.repeated(Model.string, { maxItems: 100 })
  },
  success: UserMe.UserMe,
  permissions: Permissions.none,
  invalidFor: ["client_credentials"],
  summary: "Get current user details."
})

/**
 * Declares `GET /api/v2/users/query`, which `Users.getUsersQuery` documents.
 *
 * @since 0.2.0
 * @category users
 */
export const getUsersQuery = Endpoint.make({
  id: "getUsersQuery",
  method: "GET",
  path: "/api/v2/users/query",
  query: {
    /** Cursor of an earlier response. Default: the first page. */
    cursor: Endpoint.optional(Model.string),
    /**
     * Maximum number of users per page, from 1, and at most 100 with `integrationPresenceSource`. The vendor documents
     * no other maximum. Default: 25.
     */
    pageSize: Shared.pageSize,
    /** Sort order. Default: `ASC`. */
    sortOrder: Endpoint.optional(Model.closed("ASC", "DESC")),
    /** Additional properties of each user, for example `presence`. They are best effort: each can be absent. */
    expand: Endpoint.repeated(Shared.UserExpand),
    /** Product whose presence is returned. It has an effect only if `expand` contains `presence`. */
    integrationPresenceSource: Endpoint.optional(Shared.IntegrationPresenceSource, { limits: { pageSize: 100 } }),
    /**
     * Ids of the schemas whose custom attributes are returned, 5 at most. It has an effect only if `expand` contains
     * `customAttributes`.
     */
    userCustomAttributeSchemaIds: Endpoint.repeated(Model.string, { maxItems: 5 }),
    /** State of the users to return. Default: `active`. */
    state: Endpoint.optional(Shared.UserState)
  },
  success: User.UserCursorEntityListing,
  permissions: Permissions.any("directory:user:view"),
  pagination: Pagination.cursor({ items: "entities", cursor: "cursor" }),
  summary: "List users by cursor"
})

/**
 * Declares `PATCH /api/v2/users/bulk`, which `Users.patchUsersBulk` documents.
 *
 * @since 0.2.0
 * @category users
 */
export const patchUsersBulk = Endpoint.make({
  id: "patchUsersBulk",
  method: "PATCH",
  path: "/api/v2/users/bulk",
  body: Model.arrayUpTo(50, UserRequest.PatchUser),
  success: User.UserEntityListing,
  permissions: Permissions.any("directory:user:edit", "directory:organization:admin"),
  summary: "Set for several users whether calls are answered automatically"
})

/**
 * Declares `GET /api/v2/users/{userId}/state`, which `Users.getUserState` documents.
 *
 * @since 0.2.0
 * @category users
 */
export const getUserState = Endpoint.make({
  id: "getUserState",
  method: "GET",
  path: "/api/v2/users/{userId}/state",
  pathParams: { userId: Model.string },
  success: UserState.UserState,
  permissions: Permissions.any("directory:userStateChange:view"),
  summary: "Get the state of a user"
})

/**
 * Declares `PUT /api/v2/users/{userId}/state`, which `Users.putUserState` documents.
 *
 * @since 0.2.0
 * @category users
 */
export const putUserState = Endpoint.make({
  id: "putUserState",
  method: "PUT",
  path: "/api/v2/users/{userId}/state",
  pathParams: { userId: Model.string },
  body: UserState.UserState,
  success: UserState.UserState,
  permissions: Permissions.any("directory:user:edit"),
  summary: "Set the state of a user"
})
