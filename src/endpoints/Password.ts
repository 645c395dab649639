/**
 * Invitations and passwords of users.
 *
 * @since 0.1.0
 */

import * as Endpoint from "../Endpoint.js"
import * as Model from "../internal/schema/model.js"
import * as UserRequest from "../models/UserRequest.js"
import * as Permissions from "../Permissions.js"

/**
 * Declares `POST /api/v2/users/{userId}/invite`, which `Users.postUserInvite` documents.
 *
 * @since 0.1.0
 * @category password
 */
export const postUserInvite = Endpoint.make({
  id: "postUserInvite",
  method: "POST",
  path: "/api/v2/users/{userId}/invite",
  pathParams: { userId: Model.string },
  query: {
    /** Whether to send the invitation again if an earlier one is still open. Default: `false`. */
    force: Endpoint.optional(Model.boolean)
  },
  permissions: Permissions.any(
    "admin",
    "directory:organization:admin",
    "directory:user:setPassword",
    "directory:user:add",
    "user_manager",
    "user_administration"
  ),
  summary: "Send an activation email to the user"
})

/**
 * Declares `POST /api/v2/users/{userId}/password`, which `Users.postUserPassword` documents.
 *
 * @since 0.1.0
 * @category password
 */
export const postUserPassword = Endpoint.make({
  id: "postUserPassword",
  method: "POST",
  path: "/api/v2/users/{userId}/password",
  pathParams: { userId: Model.string },
  body: UserRequest.ChangePasswordRequest,
  permissions: Permissions.any("directory:user:setPassword", "user_administration", "directory:userPassword:edit"),
  summary: "Change a users password"
})

/**
 * Declares `POST /api/v2/users/me/password`, which `Users.postUsersMePassword` documents.
 *
 * @since 0.1.0
 * @category password
 */
export const postUsersMePassword = Endpoint.make({
  id: "postUsersMePassword",
  method: "POST",
  path: "/api/v2/users/me/password",
  body: UserRequest.ChangeMyPasswordRequest,
  permissions: Permissions.none,
  invalidFor: ["client_credentials"],
  summary: "Change your password"
})
