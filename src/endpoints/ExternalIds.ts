/**
 * External ids of users: their keys in other systems.
 *
 * @since 0.2.0
 */

import * as Endpoint from "../Endpoint.js"
import * as Model from "../internal/schema/model.js"
import * as ExternalId from "../models/ExternalId.js"
import * as User from "../models/User.js"
import * as Permissions from "../Permissions.js"
import * as Shared from "./common.js"

/**
 * Declares `GET /api/v2/users/{userId}/externalid`, which `Users.getUserExternalid` documents.
 *
 * @since 0.2.0
 * @category externalIds
 */
export const getUserExternalid = Endpoint.make({
  id: "getUserExternalid",
  method: "GET",
  path: "/api/v2/users/{userId}/externalid",
  pathParams: { userId: Model.string },
  success: Model.array(ExternalId.UserExternalIdentifier),
  permissions: Permissions.none,
  summary: "List the external ids of a user"
})

/**
 * Declares `GET /api/v2/users/{userId}/externalid/{authorityName}`, which `Users.getUserExternalidAuthorityName`
 * documents.
 *
 * @since 0.2.0
 * @category externalIds
 */
export const getUserExternalidAuthorityName = Endpoint.make({
  id: "getUserExternalidAuthorityName",
  method: "GET",
  path: "/api/v2/users/{userId}/externalid/{authorityName}",
  pathParams: { userId: Model.string, authorityName: Model.string },
  success: ExternalId.UserExternalIdentifier,
  permissions: Permissions.none,
  summary: "Get the external id of a user by authority"
})

/**
 * Declares `GET /api/v2/users/externalid/{authorityName}/{externalKey}`, which
 * `Users.getUsersExternalidAuthorityNameExternalKey` documents.
 *
 * @since 0.2.0
 * @category externalIds
 */
export const getUsersExternalidAuthorityNameExternalKey = Endpoint.make({
  id: "getUsersExternalidAuthorityNameExternalKey",
  method: "GET",
  path: "/api/v2/users/externalid/{authorityName}/{externalKey}",
  pathParams: { authorityName: Model.string, externalKey: Model.string },
  query: {
    /** Additional properties of the user, for example `presence`. They are best effort: each can be absent. */
    expand: Endpoint.repeated(Shared.UserExpand)
  },
  success: User.User,
  errors: [400, 401, 403, 404, 408, 409, 413, 415, 429, 500, 502, 503, 504],
  permissions: Permissions.none,
  summary: "Get a user by external id"
})

/**
 * Declares `POST /api/v2/users/{userId}/externalid`, which `Users.postUserExternalid` documents.
 *
 * @since 0.2.0
 * @category externalIds
 */
export const postUserExternalid = Endpoint.make({
  id: "postUserExternalid",
  method: "POST",
  path: "/api/v2/users/{userId}/externalid",
  pathParams: { userId: Model.string },
  body: ExternalId.UserExternalIdentifier,
  success: Model.array(ExternalId.UserExternalIdentifier),
  otherStatuses: [201],
  permissions: Permissions.any("directory:user:edit"),
  summary: "Add an external id to a user"
})

/**
 * Declares `DELETE /api/v2/users/{userId}/externalid/{authorityName}/{externalKey}`, which
 * `Users.deleteUserExternalidAuthorityNameExternalKey` documents.
 *
 * @since 0.2.0
 * @category externalIds
 */
export const deleteUserExternalidAuthorityNameExternalKey = Endpoint.make({
  id: "deleteUserExternalidAuthorityNameExternalKey",
  method: "DELETE",
  path: "/api/v2/users/{userId}/externalid/{authorityName}/{externalKey}",
  pathParams: { userId: Model.string, authorityName: Model.string, externalKey: Model.string },
  permissions: Permissions.any("directory:user:edit"),
  summary: "Remove an external id from a user"
})
