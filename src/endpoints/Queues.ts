/**
 * Queues of a user.
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
 * Declares `GET /api/v2/users/{userId}/queues`, which `Users.getUserQueues` documents.
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
    /** Maximum number of queues per page, from 1. Default: 25. */
    pageSize: Shared.pageSize,
    /** Number of the page, from 1. Default: 1. */
    pageNumber: Shared.pageNumber,
    /** Whether to return only queues that the user has joined. Default: `true`. */
    joined: Endpoint.optional(Model.boolean),
    /** Ids of the divisions whose queues are returned. */
    divisionId: Endpoint.repeated(Model.string)
  },
  success: Queue.UserQueueEntityListing,
  permissions: Permissions.any("routing:queue:view"),
  pagination: Pagination.pageNumber({ items: "entities" }),
  summary: "Get queues for user"
})

/**
 * Declares `PATCH /api/v2/users/{userId}/queues`, which `Users.patchUserQueues` documents.
 *
 * @since 0.1.0
 * @category queues
 */
export const patchUserQueues = Endpoint.make({
  id: "patchUserQueues",
  method: "PATCH",
  path: "/api/v2/users/{userId}/queues",
  pathParams: { userId: Model.string },
  query: {
    /** Ids of the divisions whose queues are changed. */
    divisionId: Endpoint.repeated(Model.string)
  },
  body: Model.array(Queue.UserQueue),
  success: Queue.UserQueueEntityListing,
  permissions: Permissions.any("routing:queue:join", "routing:queueMember:manage"),
  summary: "Join or unjoin a set of queues for a user"
})

/**
 * Declares `PATCH /api/v2/users/{userId}/queues/{queueId}`, which `Users.patchUserQueue` documents.
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
