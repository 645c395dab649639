/**
 * Schemas of custom attributes, their versions, core types and limits.
 *
 * @since 0.2.0
 */

import * as Endpoint from "../Endpoint.js"
import * as Model from "../internal/schema/model.js"
import * as Coretype from "../models/Coretype.js"
import * as CustomAttributes from "../models/CustomAttributes.js"
import * as Permissions from "../Permissions.js"

/**
 * Declares `GET /api/v2/users/customattributes/schemas`, which `Users.getUsersCustomattributesSchemas` documents.
 *
 * @since 0.2.0
 * @category customAttributes
 */
export const getUsersCustomattributesSchemas = Endpoint.make({
  id: "getUsersCustomattributesSchemas",
  method: "GET",
  path: "/api/v2/users/customattributes/schemas",
  success: CustomAttributes.DataSchemaListing,
  errors: [400, 401, 403, 404, 408, 409, 413, 415, 422, 429, 500, 503, 504],
  permissions: Permissions.any("users:customAttributesSchema:view"),
  summary: "List the schemas of custom attributes"
})

/**
 * Declares `GET /api/v2/users/customattributes/schemas/{schemaId}`, which `Users.getUsersCustomattributesSchema`
 * documents.
 *
 * @since 0.2.0
 * @category customAttributes
 */
export const getUsersCustomattributesSchema = Endpoint.make({
  id: "getUsersCustomattributesSchema",
  method: "GET",
  path: "/api/v2/users/customattributes/schemas/{schemaId}",
  pathParams: { schemaId: Model.string },
  success: CustomAttributes.DataSchema,
  permissions: Permissions.any("users:customAttributesSchema:view"),
  summary: "Get a schema of custom attributes"
})

/**
 * Declares `GET /api/v2/users/customattributes/schemas/{schemaId}/versions`, which
 * `Users.getUsersCustomattributesSchemaVersions` documents.
 *
 * @since 0.2.0
 * @category customAttributes
 */
export const getUsersCustomattributesSchemaVersions = Endpoint.make({
  id: "getUsersCustomattributesSchemaVersions",
  method: "GET",
  path: "/api/v2/users/customattributes/schemas/{schemaId}/versions",
  pathParams: { schemaId: Model.string },
  success: CustomAttributes.DataSchemaListing,
  errors: [400, 401, 403, 404, 408, 409, 413, 415, 422, 429, 500, 503, 504],
  permissions: Permissions.any("users:customAttributesSchema:view"),
  summary: "List the versions of a schema of custom attributes"
})

/**
 * Declares `GET /api/v2/users/customattributes/schemas/{schemaId}/versions/{versionId}`, which
 * `Users.getUsersCustomattributesSchemaVersion` documents.
 *
 * @since 0.2.0
 * @category customAttributes
 */
export const getUsersCustomattributesSchemaVersion = Endpoint.make({
  id: "getUsersCustomattributesSchemaVersion",
  method: "GET",
  path: "/api/v2/users/customattributes/schemas/{schemaId}/versions/{versionId}",
  pathParams: { schemaId: Model.string, versionId: Model.string },
  success: CustomAttributes.DataSchema,
  errors: [400, 401, 403, 404, 408, 409, 413, 415, 422, 429, 500, 503, 504],
  permissions: Permissions.any("users:customAttributesSchema:view"),
  summary: "Get a version of a schema of custom attributes"
})

/**
 * Declares `POST /api/v2/users/customattributes/schemas`, which `Users.postUsersCustomattributesSchemas` documents.
 *
 * @since 0.2.0
 * @category customAttributes
 */
export const postUsersCustomattributesSchemas = Endpoint.make({
  id: "postUsersCustomattributesSchemas",
  method: "POST",
  path: "/api/v2/users/customattributes/schemas",
  body: CustomAttributes.DataSchema,
  success: CustomAttributes.DataSchema,
  errors: [400, 401, 403, 404, 408, 409, 413, 415, 422, 429, 500, 503, 504],
  permissions: Permissions.any("users:customAttributesSchema:add"),
  summary: "Create a schema of custom attributes"
})

/**
 * Declares `PUT /api/v2/users/customattributes/schemas/{schemaId}`, which `Users.putUsersCustomattributesSchema`
 * documents.
 *
 * @since 0.2.0
 * @category customAttributes
 */
export const putUsersCustomattributesSchema = Endpoint.make({
  id: "putUsersCustomattributesSchema",
  method: "PUT",
  path: "/api/v2/users/customattributes/schemas/{schemaId}",
  pathParams: { schemaId: Model.string },
  body: CustomAttributes.DataSchema,
  success: CustomAttributes.DataSchema,
  errors: [400, 401, 403, 404, 408, 409, 413, 415, 422, 429, 500, 503, 504],
  permissions: Permissions.any("users:customAttributesSchema:edit"),
  summary: "Update a schema of custom attributes"
})

/**
 * Declares `DELETE /api/v2/users/customattributes/schemas/{schemaId}`, which `Users.deleteUsersCustomattributesSchema`
 * documents.
 *
 * @since 0.2.0
 * @category customAttributes
 */
export const deleteUsersCustomattributesSchema = Endpoint.make({
  id: "deleteUsersCustomattributesSchema",
  method: "DELETE",
  path: "/api/v2/users/customattributes/schemas/{schemaId}",
  pathParams: { schemaId: Model.string },
  permissions: Permissions.any("users:customAttributesSchema:delete"),
  summary: "Delete a schema of custom attributes"
})

/**
 * Declares `GET /api/v2/users/customattributes/schemas/coretypes`, which
 * `Users.getUsersCustomattributesSchemasCoretypes` documents.
 *
 * @since 0.2.0
 * @category customAttributes
 */
export const getUsersCustomattributesSchemasCoretypes = Endpoint.make({
  id: "getUsersCustomattributesSchemasCoretypes",
  method: "GET",
  path: "/api/v2/users/customattributes/schemas/coretypes",
  success: Coretype.CoretypeListing,
  permissions: Permissions.any("users:customAttributesSchema:view"),
  summary: "List the core types of custom attributes"
})

/**
 * Declares `GET /api/v2/users/customattributes/schemas/coretypes/{coreTypeName}`, which
 * `Users.getUsersCustomattributesSchemasCoretype` documents.
 *
 * @since 0.2.0
 * @category customAttributes
 */
export const getUsersCustomattributesSchemasCoretype = Endpoint.make({
  id: "getUsersCustomattributesSchemasCoretype",
  method: "GET",
  path: "/api/v2/users/customattributes/schemas/coretypes/{coreTypeName}",
  pathParams: { coreTypeName: Model.string },
  success: Coretype.Coretype,
  permissions: Permissions.any("users:customAttributesSchema:view"),
  summary: "Get a core type of custom attributes"
})

/**
 * Declares `GET /api/v2/users/customattributes/schemas/limits`, which `Users.getUsersCustomattributesSchemasLimits`
 * documents.
 *
 * @since 0.2.0
 * @category customAttributes
 */
export const getUsersCustomattributesSchemasLimits = Endpoint.make({
  id: "getUsersCustomattributesSchemasLimits",
  method: "GET",
  path: "/api/v2/users/customattributes/schemas/limits",
  success: CustomAttributes.SchemaQuantityLimits,
  permissions: Permissions.any("users:customAttributesSchema:view"),
  summary: "Get the limits of schemas of custom attributes"
})
