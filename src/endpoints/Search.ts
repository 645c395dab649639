/**
 * Searches for users.
 *
 * @since 0.1.0
 */

import * as Endpoint from "../Endpoint.js"
import * as Model from "../internal/schema/model.js"
import * as Search from "../models/Search.js"
import * as Pagination from "../Pagination.js"
import * as Permissions from "../Permissions.js"
import * as Shared from "./common.js"

/**
 * Declares `POST /api/v2/users/search`, which `Users.postUsersSearch` documents.
 *
 * @since 0.1.0
 * @category search
 */
export const postUsersSearch = Endpoint.make({
  id: "postUsersSearch",
  method: "POST",
  path: "/api/v2/users/search",
  body: Search.UserSearchRequest,
  success: Search.UsersSearchResponse,
  permissions: Permissions.any("directory:user:view"),
  pagination: Pagination.pageNumber({ items: "results", in: "body" }),
  idempotent: true,
  summary: "Search users"
})

/**
 * Declares `GET /api/v2/users/search`, which `Users.getUsersSearch` documents.
 *
 * @since 0.1.0
 * @category search
 */
export const getUsersSearch = Endpoint.make({
  id: "getUsersSearch",
  method: "GET",
  path: "/api/v2/users/search",
  query: {
    /** Encoded search: the decoded `q64` of `currentPage`, `nextPage` or `previousPage` of an earlier response. */
    q64: Model.string,
    /** Additional properties of each user, for example `presence`. They are best effort: each can be absent. */
    expand: Endpoint.repeated(Model.string),
    /** Product whose presence is returned. It has an effect only if `expand` contains `presence`. */
    integrationPresenceSource: Endpoint.optional(Shared.IntegrationPresenceSource)
  },
  success: Search.UsersSearchResponse,
  permissions: Permissions.any("directory:user:view"),
  pagination: Pagination.link({ items: "results", link: "nextPage", param: "q64", last: "pageCount" }),
  summary: "Search users using the q64 value returned from a previous search"
})

/**
 * Declares `POST /api/v2/users/search/conversation/target`, which `Users.postUsersSearchConversationTarget` documents.
 *
 * @since 0.2.0
 * @category search
 */
export const postUsersSearchConversationTarget = Endpoint.make({
  id: "postUsersSearchConversationTarget",
  method: "POST",
  path: "/api/v2/users/search/conversation/target",
  body: Search.UserSearchRequest,
  success: Search.UsersSearchResponse,
  permissions: Permissions.any("conversation:communication:target"),
  pagination: Pagination.pageNumber({ items: "results", in: "body" }),
  idempotent: true,
  preview: true,
  summary: "Search users to whom a conversation can be sent"
})

/**
 * Declares `POST /api/v2/users/search/queuemembers/manage`, which `Users.postUsersSearchQueuemembersManage` documents.
 *
 * @since 0.2.0
 * @category search
 */
export const postUsersSearchQueuemembersManage = Endpoint.make({
  id: "postUsersSearchQueuemembersManage",
  method: "POST",
  path: "/api/v2/users/search/queuemembers/manage",
  body: Search.UserSearchRequest,
  success: Search.UsersSearchResponse,
  permissions: Permissions.any("routing:queueMember:manage", "routing:queue:edit"),
  pagination: Pagination.pageNumber({ items: "results", in: "body" }),
  idempotent: true,
  preview: true,
  summary: "Search users whose queue memberships can be managed"
})

/**
 * Declares `POST /api/v2/users/search/teams/assign`, which `Users.postUsersSearchTeamsAssign` documents.
 *
 * @since 0.2.0
 * @category search
 */
export const postUsersSearchTeamsAssign = Endpoint.make({
  id: "postUsersSearchTeamsAssign",
  method: "POST",
  path: "/api/v2/users/search/teams/assign",
  body: Search.UserSearchRequest,
  success: Search.UsersSearchResponse,
  permissions: Permissions.any("groups:team:assign"),
  pagination: Pagination.pageNumber({ items: "results", in: "body" }),
  idempotent: true,
  summary: "Search users who can be assigned to teams"
})
