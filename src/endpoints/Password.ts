/**
 * Invitations and passwords.
 *
 * @since 0.1.0
 */

import * as Endpoint from "../Endpoint.js"
import * as Model from "../internal/schema/model.js"
import * as UserRequest from "../models/UserRequest.js"
import * as Permissions from "../Permissions.js"

/**
 * Sends a user the email by which to activate the account. `force` (false by default) sends it again where one is
 * outstanding.
 *
 * `POST /api/v2/users/{userId}/invite`. Of the permissions today's service takes `admin`,
 * `directory:organization:admin` or `directory:user:setPassword`; the others are of 2018.
 *
 * @since 0.1.0
 * @category password
 */
export const postUserInvite = Endpoint.make({
  id: "postUserInvite",
  method: "POST",
  path: "/api/v2/users/{userId}/invite",
  pathParams: { userId: Model.string },
  query: { force: Endpoint.optional(Model.boolean) },
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
 * Sets another user's password. Soon after a change it answers 400, "password cannot be changed until" and a time.
 *
 * `POST /api/v2/users/{userId}/password`. Of the permissions today's service takes `directory:user:setPassword` alone;
 * the others are of 2018.
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
 * Changes the password of the user that the token stands for. A token of the client credentials grant stands for none,
 * and answers 400 with the code `not.a.user`.
 *
 * `POST /api/v2/users/me/password`
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
