/**
 * Searching for users.
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
 * Searches for users, 25 a page by default; more than 100 a page has not been seen to work. Deleted users are found by
 * a criterion on `state`. A change can take minutes until searches know it.
 *
 * `POST /api/v2/users/search`. In 2018 it asked for no permission.
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
 * A page of a search, by the `q64` of an earlier answer: the value that is in its `currentPage`, `nextPage` and
 * `previousPage`, decoded. A next page is named even on the last one, so `pageCount` is what ends it.
 *
 * `GET /api/v2/users/search`. In 2018 it asked for no permission.
 *
 * @since 0.1.0
 * @category search
 */
export const getUsersSearch = Endpoint.make({
  id: "getUsersSearch",
  method: "GET",
  path: "/api/v2/users/search",
  query: {
    q64: Model.string,
    expand: Endpoint.repeated(Model.string),
    integrationPresenceSource: Endpoint.optional(Shared.IntegrationPresenceSource)
  },
  success: Search.UsersSearchResponse,
  permissions: Permissions.any("directory:user:view"),
  pagination: Pagination.link({ items: "results", link: "nextPage", param: "q64", last: "pageCount" }),
  summary: "Search users using the q64 value returned from a previous search"
})
