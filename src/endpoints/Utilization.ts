/**
 * Utilization of a user: how many conversations the user can have at the same time.
 *
 * @since 0.2.0
 */

import * as Endpoint from "../Endpoint.js"
import * as Model from "../internal/schema/model.js"
import * as Utilization from "../models/Utilization.js"
import * as Permissions from "../Permissions.js"

/**
 * Declares `GET /api/v2/routing/users/{userId}/utilization`, which `Users.getRoutingUserUtilization` documents.
 *
 * @since 0.2.0
 * @category utilization
 */
export const getRoutingUserUtilization = Endpoint.make({
  id: "getRoutingUserUtilization",
  method: "GET",
  path: "/api/v2/routing/users/{userId}/utilization",
  pathParams: { userId: Model.string },
  success: Utilization.AgentMaxUtilizationResponse,
  permissions: Permissions.any("routing:utilization:manage", "routing:utilization:view"),
  summary: "Get the utilization of a user"
})

/**
 * Declares `PUT /api/v2/routing/users/{userId}/utilization`, which `Users.putRoutingUserUtilization` documents.
 *
 * @since 0.2.0
 * @category utilization
 */
export const putRoutingUserUtilization = Endpoint.make({
  id: "putRoutingUserUtilization",
  method: "PUT",
  path: "/api/v2/routing/users/{userId}/utilization",
  pathParams: { userId: Model.string },
  body: Utilization.UtilizationRequest,
  success: Utilization.AgentMaxUtilizationResponse,
  permissions: Permissions.any("routing:utilization:manage"),
  summary: "Set the utilization of a user"
})

/**
 * Declares `DELETE /api/v2/routing/users/{userId}/utilization`, which `Users.deleteRoutingUserUtilization` documents.
 *
 * @since 0.2.0
 * @category utilization
 */
export const deleteRoutingUserUtilization = Endpoint.make({
  id: "deleteRoutingUserUtilization",
  method: "DELETE",
  path: "/api/v2/routing/users/{userId}/utilization",
  pathParams: { userId: Model.string },
  status: 200,
  permissions: Permissions.any("routing:utilization:manage"),
  summary: "Delete the utilization of a user"
})
