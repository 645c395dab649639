/**
 * Custom attributes of a user.
 *
 * @since 0.2.0
 */

import * as Endpoint from "../Endpoint.js"
import * as Model from "../internal/schema/model.js"
import * as CustomAttributes from "../models/CustomAttributes.js"
import * as Permissions from "../Permissions.js"

/**
 * Declares `GET /api/v2/users/{userId}/customattributes/{schemaId}`, which `Users.getUserCustomattribute` documents.
 *
 * @since 0.2.0
 * @category customAttributes
 */
export const getUserCustomattribute = Endpoint.make({
  id: "getUserCustomattribute",
  method: "GET",
  path: "/api/v2/users/{userId}/customattributes/{schemaId}",
  pathParams: { userId: Model.string, schemaId: Model.string },
  success: CustomAttributes.UserCustomAttributes,
  permissions: Permissions.any("directory:user:view"),
  summary: "Get the custom attributes of a user"
})

/**
 * Declares `GET /api/v2/users/{userId}/customattributes/bulk`, which `Users.getUserCustomattributesBulk` documents.
 *
 * @since 0.2.0
 * @category customAttributes
 */
export const getUserCustomattributesBulk = Endpoint.make({
  id: "getUserCustomattributesBulk",
  method: "GET",
  path: "/api/v2/users/{userId}/customattributes/bulk",
  pathParams: { userId: Model.string },
  query: {
    /** Ids of the schemas. The vendor documents no maximum number. */
    schemaIds: Endpoint.repeated(Model.string, { required: true })
  },
  success: Model.array(Model.anyObject),
  permissions: Permissions.any("directory:user:view"),
  summary: "Get the custom attributes of a user for several schemas"
})

/**
 * Declares `PUT /api/v2/users/{userId}/customattributes`, which `Users.putUserCustomattributes` documents.
 *
 * @since 0.2.0
 * @category customAttributes
 */
export const putUserCustomattributes = Endpoint.make({
  id: "putUserCustomattributes",
  method: "PUT",
  path: "/api/v2/users/{userId}/customattributes",
  pathParams: { userId: Model.string },
  body: CustomAttributes.UserCustomAttributesUpdateRequest,
  success: CustomAttributes.UserCustomAttributes,
  permissions: Permissions.any("directory:user:edit"),
  summary: "Replace the custom attributes of a user"
})

/**
 * Declares `PATCH /api/v2/users/{userId}/customattributes`, which `Users.patchUserCustomattributes` documents.
 *
 * @since 0.2.0
 * @category customAttributes
 */
export const patchUserCustomattributes = Endpoint.make({
  id: "patchUserCustomattributes",
  method: "PATCH",
  path: "/api/v2/users/{userId}/customattributes",
  pathParams: { userId: Model.string },
  body: CustomAttributes.UserCustomAttributesUpdateRequest,
  success: CustomAttributes.UserCustomAttributes,
  otherStatuses: [204],
  permissions: Permissions.any("directory:user:edit"),
  summary: "Update the custom attributes of a user"
})

/**
 * Declares `PATCH /api/v2/users/{userId}/customattributes/bulk`, which `Users.patchUserCustomattributesBulk` documents.
 *
 * @since 0.2.0
 * @category customAttributes
 */
export const patchUserCustomattributesBulk = Endpoint.make({
  id: "patchUserCustomattributesBulk",
  method: "PATCH",
  path: "/api/v2/users/{userId}/customattributes/bulk",
  pathParams: { userId: Model.string },
  body: Model.array(CustomAttributes.UserCustomAttributesUpdateRequest),
  success: CustomAttributes.UserCustomAttributes,
  otherStatuses: [204],
  permissions: Permissions.any("directory:user:edit"),
  summary: "Update the custom attributes of a user for several schemas"
})

/**
 * Declares `DELETE /api/v2/users/{userId}/customattributes/{schemaId}`, which `Users.deleteUserCustomattribute`
 * documents.
 *
 * @since 0.2.0
 * @category customAttributes
 */
export const deleteUserCustomattribute = Endpoint.make({
  id: "deleteUserCustomattribute",
  method: "DELETE",
  path: "/api/v2/users/{userId}/customattributes/{schemaId}",
  pathParams: { userId: Model.string, schemaId: Model.string },
  permissions: Permissions.any("directory:user:edit"),
  summary: "Delete the custom attributes of a user"
})
