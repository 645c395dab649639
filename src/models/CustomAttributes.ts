/**
 * Custom attributes of users, and the schemas that define their names and types.
 *
 * @since 0.2.0
 */

import type * as Schema from "effect/Schema"
import * as Model from "../internal/schema/model.js"
import * as Common from "./Common.js"

/**
 * JSON Schema of an object.
 *
 * @since 0.2.0
 * @category models
 */
export interface JsonSchemaDocument {
  /** URI of the schema. */
  readonly id?: string | undefined
  /** URI of the version of JSON Schema that it uses. */
  readonly $schema?: string | undefined
  readonly title?: string | undefined
  readonly description?: string | undefined
  /** Type of the values: `object`. */
  readonly type?: string | undefined
  /** Names of the fields that each value must have. */
  readonly required?: ReadonlyArray<string> | undefined
  /** JSON Schema of each field, by the name of the field. A field is based on a core type. */
  readonly properties?: { readonly [key: string]: unknown } | undefined
  /** Whether other fields are allowed, or the JSON Schema of their values. */
  readonly additionalProperties?: unknown
}

/**
 * Schema of {@link JsonSchemaDocument}.
 *
 * @since 0.2.0
 * @category models
 */
export const JsonSchemaDocument: Schema.Schema<JsonSchemaDocument> = Model.model("JsonSchemaDocument", {
  id: Model.optional(Model.string),
  $schema: Model.optional(Model.string),
  title: Model.optional(Model.string),
  description: Model.optional(Model.string),
  type: Model.optional(Model.string),
  required: Model.optional(Model.array(Model.string)),
  properties: Model.optional(Model.anyObject),
  additionalProperties: Model.optional(Model.anyValue)
})

/**
 * Type of the entities of a schema. Schemas of custom attributes of users have `USER_CUSTOM_ATTRIBUTES`.
 *
 * @since 0.2.0
 * @category models
 */
export type SchemaSubject = typeof SchemaSubject.Type

/**
 * Schema of {@link SchemaSubject}.
 *
 * @since 0.2.0
 * @category models
 */
export const SchemaSubject = Model.open(
  "CONTACT",
  "CONVERSATION",
  "EXTERNAL_ORGANIZATION",
  "OPEN_ACTION",
  "WORKITEM",
  "DECISION_TABLE",
  "USER_CUSTOM_ATTRIBUTES",
  "EXTERNAL_EVENTS"
)

/**
 * Schema of custom attributes. POST and PUT require `version` and `jsonSchema`.
 *
 * @since 0.2.0
 * @category models
 */
export interface DataSchema {
  /** Id that the service assigns. */
  readonly id?: string | undefined
  readonly name?: string | undefined
  /**
   * Current version. If another version is current, PUT probably fails with status 409: the vendor documents only the
   * code `dynamic.schema.version.conflict`. POST requires the field, but probably does not use its value.
   */
  readonly version: number
  /** Read-only. */
  readonly appliesTo?: ReadonlyArray<SchemaSubject> | undefined
  /** Whether the schema can be used. */
  readonly enabled?: boolean | undefined
  /** Read-only. */
  readonly createdBy?: Common.DomainEntityRef | undefined
  /** Read-only. ISO-8601 in UTC. */
  readonly dateCreated?: string | undefined
  /** Fields of the schema. */
  readonly jsonSchema: JsonSchemaDocument
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
  version: Model.integer,
  appliesTo: Model.optional(Model.array(SchemaSubject)),
  enabled: Model.optional(Model.boolean),
  createdBy: Model.optional(Common.DomainEntityRef),
  dateCreated: Model.optional(Model.dateTime),
  jsonSchema: JsonSchemaDocument,
  selfUri: Model.optional(Model.uri)
})

/**
 * List of all schemas, or of all versions of a schema. It is not paged.
 *
 * @since 0.2.0
 * @category models
 */
export interface DataSchemaListing {
  readonly entities: ReadonlyArray<DataSchema>
  /** Number of the schemas. */
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
 * Limits of schemas. All fields are read-only, and bounds are inclusive.
 *
 * @since 0.2.0
 * @category models
 */
export interface SchemaQuantityLimits {
  readonly id?: string | undefined
  readonly name?: string | undefined
  /** Minimum length of the name of a field. */
  readonly minFieldNameCharacters?: number | undefined
  /** Maximum length of the name of a field. */
  readonly maxFieldNameCharacters?: number | undefined
  /** Minimum length of the title of a field. */
  readonly minFieldTitleCharacters?: number | undefined
  /** Maximum length of the title of a field. */
  readonly maxFieldTitleCharacters?: number | undefined
  /** Minimum length of the description of a field. */
  readonly minFieldDescriptionCharacters?: number | undefined
  /** Maximum length of the description of a field. */
  readonly maxFieldDescriptionCharacters?: number | undefined
  /** Minimum length of the name of a schema. */
  readonly minSchemaNameCharacters?: number | undefined
  /** Maximum length of the name of a schema. */
  readonly maxSchemaNameCharacters?: number | undefined
  /** Minimum length of the description of a schema. */
  readonly minSchemaDescriptionCharacters?: number | undefined
  /** Maximum length of the description of a schema. */
  readonly maxSchemaDescriptionCharacters?: number | undefined
  /** Maximum number of schemas of the organization. */
  readonly maxNumberOfSchemasPerOrg?: number | undefined
  /** Maximum number of fields of a schema. */
  readonly maxNumberOfFieldsPerSchema?: number | undefined
  /** Maximum number of fields of all schemas together. */
  readonly maxNumberOfFieldsPerOrg?: number | undefined
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
  minFieldNameCharacters: Model.optional(Model.integer),
  maxFieldNameCharacters: Model.optional(Model.integer),
  minFieldTitleCharacters: Model.optional(Model.integer),
  maxFieldTitleCharacters: Model.optional(Model.integer),
  minFieldDescriptionCharacters: Model.optional(Model.integer),
  maxFieldDescriptionCharacters: Model.optional(Model.integer),
  minSchemaNameCharacters: Model.optional(Model.integer),
  maxSchemaNameCharacters: Model.optional(Model.integer),
  minSchemaDescriptionCharacters: Model.optional(Model.integer),
  maxSchemaDescriptionCharacters: Model.optional(Model.integer),
  maxNumberOfSchemasPerOrg: Model.optional(Model.integer),
  maxNumberOfFieldsPerSchema: Model.optional(Model.integer),
  maxNumberOfFieldsPerOrg: Model.optional(Model.integer),
  selfUri: Model.optional(Model.uri)
})

/**
 * Custom attributes of a user that one schema defines.
 *
 * @since 0.2.0
 * @category models
 */
export interface UserCustomAttributes {
  /** Read-only. */
  readonly id?: string | undefined
  readonly name?: string | undefined
  readonly userId?: string | undefined
  /** Schema of the attributes. */
  readonly schema?: DataSchema | undefined
  /** Values, by the names of the fields of the schema. Values can have any JSON type. */
  readonly attributes: { readonly [key: string]: unknown }
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
  userId: Model.optional(Model.string),
  schema: Model.optional(DataSchema),
  attributes: Model.anyObject,
  selfUri: Model.optional(Model.uri)
})

/**
 * Custom attributes to set for a user. PUT replaces all attributes of the schema. PATCH changes only those in the body.
 *
 * @since 0.2.0
 * @category models
 */
export interface UserCustomAttributesUpdateRequest {
  /** Id of the schema of the attributes. */
  readonly schemaId?: string | undefined
  /** Version of that schema. */
  readonly schemaVersion?: number | undefined
  /** Values, by the names of the fields of the schema. Values can have any JSON type. */
  readonly attributes: { readonly [key: string]: unknown }
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
    schemaId: Model.optional(Model.string),
    schemaVersion: Model.optional(Model.integer),
    attributes: Model.anyObject
  }
)
