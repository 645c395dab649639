/**
 * Fields of profiles, as the organization has configured them.
 *
 * @since 0.1.0
 */

import type * as Schema from "effect/Schema"
import * as Model from "../internal/schema/model.js"

/**
 * Field of a profile.
 *
 * @since 0.1.0
 * @category models
 */
export interface FieldList {
  readonly customLabels?: boolean | undefined
  readonly instructionText?: string | undefined
  /** Key of the field in the profile. */
  readonly key?: string | undefined
  /** Keys of the available labels. */
  readonly labelKeys?: ReadonlyArray<string> | undefined
  /** Parameters of the type. */
  readonly params?: { readonly [key: string]: unknown } | undefined
  /** Whether the field can have several values. */
  readonly repeatable?: boolean | undefined
  readonly state?: string | undefined
  readonly type?: string | undefined
  readonly required?: boolean | undefined
  /** Whether the field holds personal data. */
  readonly gdpr?: boolean | undefined
}

/**
 * Schema of {@link FieldList}.
 *
 * @since 0.1.0
 * @category models
 */
export const FieldList: Schema.Schema<FieldList> = Model.model("FieldList", {
  customLabels: Model.optional(Model.boolean),
  instructionText: Model.optional(Model.string),
  key: Model.optional(Model.string),
  labelKeys: Model.optional(Model.array(Model.string)),
  params: Model.optional(Model.anyObject),
  repeatable: Model.optional(Model.boolean),
  state: Model.optional(Model.string),
  type: Model.optional(Model.string),
  required: Model.optional(Model.boolean),
  gdpr: Model.optional(Model.boolean)
})

/**
 * Section of a profile.
 *
 * @since 0.1.0
 * @category models
 */
export interface Section {
  readonly fieldList?: ReadonlyArray<FieldList> | undefined
  readonly instructionText?: string | undefined
  readonly key?: string | undefined
  readonly state?: string | undefined
}

/**
 * Schema of {@link Section}.
 *
 * @since 0.1.0
 * @category models
 */
export const Section: Schema.Schema<Section> = Model.model("Section", {
  fieldList: Model.optional(Model.array(FieldList)),
  instructionText: Model.optional(Model.string),
  key: Model.optional(Model.string),
  state: Model.optional(Model.string)
})

/**
 * Fields of one type of entity.
 *
 * @since 0.1.0
 * @category models
 */
export interface FieldConfig {
  /** Read-only. */
  readonly id?: string | undefined
  readonly name?: string | undefined
  /** Type of entity. Since June 2024 the service no longer returns `externalContact`. */
  readonly entityType?: "person" | "group" | "org" | "externalContact" | (string & {}) | undefined
  readonly state?: string | undefined
  readonly sections?: ReadonlyArray<Section> | undefined
  /** Version of the configuration, as text. */
  readonly version?: string | undefined
  readonly schemaVersion?: string | undefined
  readonly selfUri?: string | undefined
}

/**
 * Schema of {@link FieldConfig}.
 *
 * @since 0.1.0
 * @category models
 */
export const FieldConfig: Schema.Schema<FieldConfig> = Model.model("FieldConfig", {
  id: Model.optional(Model.string),
  name: Model.optional(Model.string),
  entityType: Model.optional(Model.open("person", "group", "org", "externalContact")),
  state: Model.optional(Model.string),
  sections: Model.optional(Model.array(Section)),
  version: Model.optional(Model.string),
  schemaVersion: Model.optional(Model.string),
  selfUri: Model.optional(Model.uri)
})

/**
 * Fields of every type of entity.
 *
 * @since 0.1.0
 * @category models
 */
export interface FieldConfigs {
  readonly org?: FieldConfig | undefined
  readonly person?: FieldConfig | undefined
  readonly group?: FieldConfig | undefined
  /** @deprecated Removed on 2024-06-16. */
  readonly externalContact?: FieldConfig | undefined
}

/**
 * Schema of {@link FieldConfigs}.
 *
 * @since 0.1.0
 * @category models
 */
export const FieldConfigs: Schema.Schema<FieldConfigs> = Model.model("FieldConfigs", {
  org: Model.optional(FieldConfig),
  person: Model.optional(FieldConfig),
  group: Model.optional(FieldConfig),
  externalContact: Model.optional(FieldConfig)
})
