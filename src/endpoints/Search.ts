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
