/**
 * Out-of-office setting of a user.
 *
 * @since 0.1.0
 */

import * as Endpoint from "../Endpoint.js"
import * as Model from "../internal/schema/model.js"
import * as User from "../models/User.js"
import * as Permissions from "../Permissions.js"

/**
 * Declares `GET /api/v2/users/{userId}/outofoffice`, which `Users.getUserOutofoffice` documents.
 *
 * @since 0.1.0
 * @category outOfOffice
 */
export const getUserOutofoffice = Endpoint.make({
  id: "getUserOutofoffice",
  method: "GET",
  path: "/api/v2/users/{userId}/outofoffice",
  pathParams: { userId: Model.string },
  success: User.OutOfOffice,
  permissions: Permissions.none,
  summary: "Get a OutOfOffice"
})

/**
 * Declares `PUT /api/v2/users/{userId}/outofoffice`, which `Users.putUserOutofoffice` documents.
 *
 * @since 0.1.0
 * @category outOfOffice
 */
export const putUserOutofoffice = Endpoint.make({
  id: "putUserOutofoffice",
  method: "PUT",
  path: "/api/v2/users/{userId}/outofoffice",
  pathParams: { userId: Model.string },
  body: User.OutOfOffice,
  success: User.OutOfOffice,
  permissions: Permissions.none,
  summary: "Update an OutOfOffice"
})
