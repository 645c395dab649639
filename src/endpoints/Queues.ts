/**
 * The queues of a user.
 *
 * @since 0.1.0
 */

import * as Endpoint from "../Endpoint.js"
import * as Model from "../internal/schema/model.js"
import * as Queue from "../models/Queue.js"
import * as Pagination from "../Pagination.js"
import * as Permissions from "../Permissions.js"
import * as Shared from "./common.js"

/**
 * The queues of a user, 25 a page by default. `joined` is true by default: queues that the user takes no conversations
 * from are left out.
 *
 * `GET /api/v2/users/{userId}/queues`
 *
 * @since 0.1.0
 * @category queues
 */
export const getUserQueues = Endpoint.make({
  id: "getUserQueues",
  method: "GET",
  path: "/api/v2/users/{userId}/queues",
  pathParams: { userId: Model.string },
  query: {
    pageSize: Shared.pageSize,
    pageNumber: Shared.pageNumber,
    joined: Endpoint.optional(Model.boolean),
    divisionId: Endpoint.repeated(Model.string)
  },
  success: Queue.UserQueueEntityListing,
  permissions: Permissions.any("routing:queue:view"),
  pagination: Pagination.pageNumber({ items: "entities" }),
  summary: "Get queues for user"
})

/**
 * Joins or leaves several queues. Today's service does it in its own time: the answer may not show the end of it, and
 * queues that the user is no member of are passed over. Read again later. The answer is one page, whatever the number
 * of queues.
 *
 * `PATCH /api/v2/users/{userId}/queues`
 *
 * @since 0.1.0
 * @category queues
 */
export const patchUserQueues = Endpoint.make({
  id: "patchUserQueues",
  method: "PATCH",
  path: "/api/v2/users/{userId}/queues",
  pathParams: { userId: Model.string },
  query: { divisionId: Endpoint.repeated(Model.string) },
  body: Model.array(Queue.UserQueue),
  success: Queue.UserQueueEntityListing,
  permissions: Permissions.any("routing:queue:join", "routing:queueMember:manage"),
  summary: "Join or unjoin a set of queues for a user"
})

/**
 * Joins or leaves a queue.
 *
 * `PATCH /api/v2/users/{userId}/queues/{queueId}`
 *
 * @since 0.1.0
 * @category queues
 */
export const patchUserQueue = Endpoint.make({
  id: "patchUserQueue",
  method: "PATCH",
  path: "/api/v2/users/{userId}/queues/{queueId}",
  pathParams: { userId: Model.string, queueId: Model.string },
  body: Queue.UserQueue,
  success: Queue.UserQueue,
  permissions: Permissions.any("routing:queue:join", "routing:queueMember:manage"),
  summary: "Join or unjoin a queue for a user"
})
