/**
 * Call forwarding of a user.
 *
 * @since 0.1.0
 */

import * as Endpoint from "../Endpoint.js"
import * as Model from "../internal/schema/model.js"
import * as CallForwarding from "../models/CallForwarding.js"
import * as Permissions from "../Permissions.js"

/**
 * Declares `GET /api/v2/users/{userId}/callforwarding`, which `Users.getUserCallforwarding` documents.
 *
 * @since 0.1.0
 * @category callForwarding
 */
export const getUserCallforwarding = Endpoint.make({
  id: "getUserCallforwarding",
  method: "GET",
  path: "/api/v2/users/{userId}/callforwarding",
  pathParams: { userId: Model.string },
  success: CallForwarding.CallForwarding,
  errors: [400, 401, 403, 404, 408, 409, 413, 415, 424, 429, 500, 503, 504],
  permissions: Permissions.any("conversation:callForwarding:view"),
  summary: "Get a user's CallForwarding"
})

/**
 * Declares `PUT /api/v2/users/{userId}/callforwarding`, which `Users.putUserCallforwarding` documents.
 *
 * @since 0.1.0
 * @category callForwarding
 */
export const putUserCallforwarding = Endpoint.make({
  id: "putUserCallforwarding",
  method: "PUT",
  path: "/api/v2/users/{userId}/callforwarding",
  pathParams: { userId: Model.string },
  body: CallForwarding.CallForwarding,
  success: CallForwarding.CallForwarding,
  permissions: Permissions.any("conversation:callForwarding:edit"),
  summary: "Update a user's CallForwarding"
})

/**
 * Declares `PATCH /api/v2/users/{userId}/callforwarding`, which `Users.patchUserCallforwarding` documents.
 *
 * @since 0.1.0
 * @category callForwarding
 */
export const patchUserCallforwarding = Endpoint.make({
  id: "patchUserCallforwarding",
  method: "PATCH",
  path: "/api/v2/users/{userId}/callforwarding",
  pathParams: { userId: Model.string },
  body: CallForwarding.CallForwarding,
  success: CallForwarding.CallForwarding,
  permissions: Permissions.any("conversation:callForwarding:edit"),
  summary: "Patch a user's CallForwarding"
})
