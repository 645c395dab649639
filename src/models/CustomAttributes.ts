/**
 * Custom attributes of users, and their schemas.
 *
 * @since 0.2.0
 */

import type * as Schema from "effect/Schema"
import * as Model from "../internal/schema/model.js"
import * as Common from "./Common.js"

/**
 * Json schema document.
 *
 * @since 0.2.0
 * @category models
 */
export interface JsonSchemaDocument {
  readonly id?: string | undefined
  readonly type?: string | undefined
  readonly required?: ReadonlyArray<string> | undefined
  readonly $schema?: string | undefined
  readonly additionalProperties?: unknown
  readonly description?: string | undefined
  readonly properties?: { readonly [key: string]: unknown } | undefined
  readonly title?: string | undefined
}

/**
 * Schema of {@link JsonSchemaDocument}.
 *
 * @since 0.2.0
 * @category models
 */
export const JsonSchemaDocument: Schema.Schema<JsonSchemaDocument> = Model.model("JsonSchemaDocument", {
  id: Model.optional(Model.string),
  type: Model.optional(Model.string),
  required: Model.optional(Model.array(Model.string)),
  $schema: Model.optional(Model.string),
  additionalProperties: Model.optional(Model.anyValue),
  description: Model.optional(Model.string),
  properties: Model.optional(Model.anyObject),
  title: Model.optional(Model.string)
})

/**
 * Data schema.
 *
 * @since 0.2.0
 * @category models
 */
export interface DataSchema {
  readonly id?: string | undefined
  readonly name?: string | undefined
  /** Read-only. */
  readonly appliesTo?:
    | ReadonlyArray<
      | "CONTACT"
      | "CONVERSATION"
      | "EXTERNAL_ORGANIZATION"
      | "OPEN_ACTION"
      | "WORKITEM"
      | "DECISION_TABLE"
      | "USER_CUSTOM_ATTRIBUTES"
      | "EXTERNAL_EVENTS"
      | (string & {})
    >
    | undefined
  /** Read-only. */
  readonly createdBy?: Common.DomainEntityRef | undefined
  /** Read-only. ISO-8601 in UTC. */
  readonly dateCreated?: string | undefined
  readonly enabled?: boolean | undefined
  readonly jsonSchema: JsonSchemaDocument
  readonly version: number
  /** Read-only. */
  readonly selfUri?: string | undefined
}

/**
 * Schema of {@link DataSchema}.
 *
 * @since 0.2.0
 * @category models
 */
export const DataSchema: Schema.Schema<DataSchema> = Model.model("DataSchema", {
  id: Model.optional(Model.string),
  name: Model.optional(Model.string),
  appliesTo: Model.optional(
    Model.array(
      Model.open(
        "CONTACT",
        "CONVERSATION",
        "EXTERNAL_ORGANIZATION",
        "OPEN_ACTION",
        "WORKITEM",
        "DECISION_TABLE",
        "USER_CUSTOM_ATTRIBUTES",
        "EXTERNAL_EVENTS"
      )
    )
  ),
  createdBy: Model.optional(Common.DomainEntityRef),
  dateCreated: Model.optional(Model.dateTime),
  enabled: Model.optional(Model.boolean),
  jsonSchema: JsonSchemaDocument,
  version: Model.integer,
  selfUri: Model.optional(Model.uri)
})

/**
 * Data schema listing.
 *
 * @since 0.2.0
 * @category models
 */
export interface DataSchemaListing {
  readonly entities: ReadonlyArray<DataSchema>
  readonly total?: number | undefined
  readonly selfUri?: string | undefined
}

/**
 * Schema of {@link DataSchemaListing}.
 *
 * @since 0.2.0
 * @category models
 */
export const DataSchemaListing: Schema.Schema<DataSchemaListing> = Model.model("DataSchemaListing", {
  entities: Model.array(DataSchema),
  total: Model.optional(Model.integer),
  selfUri: Model.optional(Model.uri)
})

/**
 * Schema quantity limits.
 *
 * @since 0.2.0
 * @category models
 */
export interface SchemaQuantityLimits {
  /** Read-only. */
  readonly id?: string | undefined
  readonly name?: string | undefined
  /** Read-only. */
  readonly maxFieldDescriptionCharacters?: number | undefined
  /** Read-only. */
  readonly maxFieldNameCharacters?: number | undefined
  /** Read-only. */
  readonly maxFieldTitleCharacters?: number | undefined
  /** Read-only. */
  readonly maxNumberOfFieldsPerOrg?: number | undefined
  /** Read-only. */
  readonly maxNumberOfFieldsPerSchema?: number | undefined
  /** Read-only. */
  readonly maxNumberOfSchemasPerOrg?: number | undefined
  /** Read-only. */
  readonly maxSchemaDescriptionCharacters?: number | undefined
  /** Read-only. */
  readonly maxSchemaNameCharacters?: number | undefined
  /** Read-only. */
  readonly minFieldDescriptionCharacters?: number | undefined
  /** Read-only. */
  readonly minFieldNameCharacters?: number | undefined
  /** Read-only. */
  readonly minFieldTitleCharacters?: number | undefined
  /** Read-only. */
  readonly minSchemaDescriptionCharacters?: number | undefined
  /** Read-only. */
  readonly minSchemaNameCharacters?: number | undefined
  /** Read-only. */
  readonly selfUri?: string | undefined
}

/**
 * Schema of {@link SchemaQuantityLimits}.
 *
 * @since 0.2.0
 * @category models
 */
export const SchemaQuantityLimits: Schema.Schema<SchemaQuantityLimits> = Model.model("SchemaQuantityLimits", {
  id: Model.optional(Model.string),
  name: Model.optional(Model.string),
  maxFieldDescriptionCharacters: Model.optional(Model.integer),
  maxFieldNameCharacters: Model.optional(Model.integer),
  maxFieldTitleCharacters: Model.optional(Model.integer),
  maxNumberOfFieldsPerOrg: Model.optional(Model.integer),
  maxNumberOfFieldsPerSchema: Model.optional(Model.integer),
  maxNumberOfSchemasPerOrg: Model.optional(Model.integer),
  maxSchemaDescriptionCharacters: Model.optional(Model.integer),
  maxSchemaNameCharacters: Model.optional(Model.integer),
  minFieldDescriptionCharacters: Model.optional(Model.integer),
  minFieldNameCharacters: Model.optional(Model.integer),
  minFieldTitleCharacters: Model.optional(Model.integer),
  minSchemaDescriptionCharacters: Model.optional(Model.integer),
  minSchemaNameCharacters: Model.optional(Model.integer),
  selfUri: Model.optional(Model.uri)
})

/**
 * User custom attributes.
 *
 * @since 0.2.0
 * @category models
 */
export interface UserCustomAttributes {
  /** Read-only. */
  readonly id?: string | undefined
  readonly name?: string | undefined
  readonly attributes: { readonly [key: string]: unknown }
  readonly schema?: DataSchema | undefined
  readonly userId?: string | undefined
  /** Read-only. */
  readonly selfUri?: string | undefined
}

/**
 * Schema of {@link UserCustomAttributes}.
 *
 * @since 0.2.0
 * @category models
 */
export const UserCustomAttributes: Schema.Schema<UserCustomAttributes> = Model.model("UserCustomAttributes", {
  id: Model.optional(Model.string),
  name: Model.optional(Model.string),
  attributes: Model.anyObject,
  schema: Model.optional(DataSchema),
  userId: Model.optional(Model.string),
  selfUri: Model.optional(Model.uri)
})

/**
 * User custom attributes update request.
 *
 * @since 0.2.0
 * @category models
 */
export interface UserCustomAttributesUpdateRequest {
  readonly attributes: { readonly [key: string]: unknown }
  readonly schemaId?: string | undefined
  readonly schemaVersion?: number | undefined
}

/**
 * Schema of {@link UserCustomAttributesUpdateRequest}.
 *
 * @since 0.2.0
 * @category models
 */
export const UserCustomAttributesUpdateRequest: Schema.Schema<UserCustomAttributesUpdateRequest> = Model.model(
  "UserCustomAttributesUpdateRequest",
  {
    attributes: Model.anyObject,
    schemaId: Model.optional(Model.string),
    schemaVersion: Model.optional(Model.integer)
  }
)
