/**
 * Chats of the user of the token.
 *
 * @since 0.2.0
 */

import * as Endpoint from "../Endpoint.js"
import * as Model from "../internal/schema/model.js"
import * as Chat from "../models/Chat.js"
import * as Pagination from "../Pagination.js"
import * as Permissions from "../Permissions.js"

/**
 * Declares `GET /api/v2/users/chats/me`, which `Users.getUsersChatsMe` documents.
 *
 * @since 0.2.0
 * @category chats
 */
export const getUsersChatsMe = Endpoint.make({
  id: "getUsersChatsMe",
  method: "GET",
  path: "/api/v2/users/chats/me",
  query: {
    /** Whether to omit closed chats. The vendor documents no default. */
    excludeClosed: Endpoint.optional(Model.boolean),
    /** Whether to return the presence of the other user. The vendor documents no default. */
    includePresence: Endpoint.optional(Model.boolean),
    /** Whether to return the owners of rooms. The vendor documents no default. */
    includeRoomOwners: Endpoint.optional(Model.boolean),
    /** Cursor: the decoded parameter `after` of `nextUri` in an earlier response. Default: the first page. */
    after: Endpoint.optional(Model.string)
  },
  success: Chat.ChatItemCursorListing,
  permissions: Permissions.any("chat:chat:access", "user:chats:view"),
  pagination: Pagination.link({ items: "entities", link: "nextUri", param: "after" }),
  summary: "List the chats of the current user"
})
