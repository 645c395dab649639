/**
 * Core types: types that the service defines, on which the fields of a schema of custom attributes are based.
 *
 * @since 0.2.0
 */

import type * as EffectSchema from "effect/Schema"
import * as Model from "../internal/schema/model.js"

/**
 * Type of the items of an array.
 *
 * @since 0.2.0
 * @category models
 */
export interface Items {
  /** Type in JSON Schema, for example `string`. */
  readonly type?: string | undefined
  /** Regular expression that each item matches. */
  readonly pattern?: string | undefined
}

/**
 * Schema of {@link Items}.
 *
 * @since 0.2.0
 * @category models
 */
export const Items: EffectSchema.Schema<Items> = Model.model("Items", {
  type: Model.optional(Model.string),
  pattern: Model.optional(Model.string)
})

/**
 * JSON Schema of a core type. It has the vendor's name, and is not the module `Schema` of Effect.
 *
 * @since 0.2.0
 * @category models
 */
export interface Schema {
  /** Read-only. */
  readonly title?: string | undefined
  /** Read-only. */
  readonly description?: string | undefined
  /** Types in JSON Schema, for example `string`. Read-only. */
  readonly type?: ReadonlyArray<string> | undefined
  /** Type of the items of an array. Read-only. */
  readonly items?: Items | undefined
  /** Regular expression that values match. Read-only. */
  readonly pattern?: string | undefined
}

/**
 * Schema of {@link Schema}.
 *
 * @since 0.2.0
 * @category models
 */
export const Schema: EffectSchema.Schema<Schema> = Model.model("Schema", {
  title: Model.optional(Model.string),
  description: Model.optional(Model.string),
  type: Model.optional(Model.array(Model.string)),
  items: Model.optional(Items),
  pattern: Model.optional(Model.string)
})

/**
 * Range of the values that a field can have as its minimum length, minimum number of items or minimum. Both ends are
 * inclusive.
 *
 * @since 0.2.0
 * @category models
 */
export interface MinLength {
  readonly min: number
  readonly max: number
}

/**
 * Schema of {@link MinLength}.
 *
 * @since 0.2.0
 * @category models
 */
export const MinLength: EffectSchema.Schema<MinLength> = Model.model("MinLength", {
  min: Model.integer,
  max: Model.integer
})

/**
 * Range of the values that a field can have as its maximum length, maximum number of items or maximum. Both ends are
 * inclusive.
 *
 * @since 0.2.0
 * @category models
 */
export interface MaxLength {
  readonly min: number
  readonly max: number
}

/**
 * Schema of {@link MaxLength}.
 *
 * @since 0.2.0
 * @category models
 */
export const MaxLength: EffectSchema.Schema<MaxLength> = Model.model("MaxLength", {
  min: Model.integer,
  max: Model.integer
})

/**
 * Bounds that a field of a core type can have, each with the range of its values. A bound is absent if it does not
 * apply to the type.
 *
 * @since 0.2.0
 * @category models
 */
export interface ValidationLimits {
  /** Range of the minimum length of a text. */
  readonly minLength?: MinLength | undefined
  /** Range of the maximum length of a text. */
  readonly maxLength?: MaxLength | undefined
  /** Range of the minimum number of items of a list. */
  readonly minItems?: MinLength | undefined
  /** Range of the maximum number of items of a list. */
  readonly maxItems?: MaxLength | undefined
  /** Range of the minimum of a number. */
  readonly minimum?: MinLength | undefined
  /** Range of the maximum of a number. */
  readonly maximum?: MaxLength | undefined
}

/**
 * Schema of {@link ValidationLimits}.
 *
 * @since 0.2.0
 * @category models
 */
export const ValidationLimits: EffectSchema.Schema<ValidationLimits> = Model.model("ValidationLimits", {
  minLength: Model.optional(MinLength),
  maxLength: Model.optional(MaxLength),
  minItems: Model.optional(MinLength),
  maxItems: Model.optional(MaxLength),
  minimum: Model.optional(MinLength),
  maximum: Model.optional(MaxLength)
})

/**
 * Bounds that the items of a list can have, each with the range of its values.
 *
 * @since 0.2.0
 * @category models
 */
export interface ItemValidationLimits {
  /** Range of the minimum length of an item. */
  readonly minLength: MinLength
  /** Range of the maximum length of an item. */
  readonly maxLength: MaxLength
}

/**
 * Schema of {@link ItemValidationLimits}.
 *
 * @since 0.2.0
 * @category models
 */
export const ItemValidationLimits: EffectSchema.Schema<ItemValidationLimits> = Model.model("ItemValidationLimits", {
  minLength: MinLength,
  maxLength: MaxLength
})

/**
 * Core type, with its JSON Schema and the bounds that fields of the type can have.
 *
 * @since 0.2.0
 * @category models
 */
export interface Coretype {
  /** Read-only. */
  readonly id: string
  /** Name by which schemas refer to the type. */
  readonly name?: string | undefined
  readonly version?: number | undefined
  /** ISO-8601 in UTC. */
  readonly dateCreated?: string | undefined
  /** JSON Schema of the type. */
  readonly schema?: Schema | undefined
  /** Whether this is the current version of the type. */
  readonly current?: boolean | undefined
  /** Names of the bounds that a field of the type can have, for example `minLength`. */
  readonly validationFields?: ReadonlyArray<string> | undefined
  /** Ranges of the values of the bounds. */
  readonly validationLimits?: ValidationLimits | undefined
  /** Names of the bounds that the items of a list can have. */
  readonly itemValidationFields?: ReadonlyArray<string> | undefined
  /** Ranges of the values of the bounds. */
  readonly itemValidationLimits?: ItemValidationLimits | undefined
  /** Read-only. */
  readonly selfUri?: string | undefined
}

/**
 * Schema of {@link Coretype}.
 *
 * @since 0.2.0
 * @category models
 */
export const Coretype: EffectSchema.Schema<Coretype> = Model.model("Coretype", {
  id: Model.string,
  name: Model.optional(Model.string),
  version: Model.optional(Model.integer),
  dateCreated: Model.optional(Model.dateTime),
  schema: Model.optional(Schema),
  current: Model.optional(Model.boolean),
  validationFields: Model.optional(Model.array(Model.string)),
  validationLimits: Model.optional(ValidationLimits),
  itemValidationFields: Model.optional(Model.array(Model.string)),
  itemValidationLimits: Model.optional(ItemValidationLimits),
  selfUri: Model.optional(Model.uri)
})

/**
 * List of all core types. It is not paged.
 *
 * @since 0.2.0
 * @category models
 */
export interface CoretypeListing {
  readonly entities: ReadonlyArray<Coretype>
  /** Number of the types. */
  readonly total?: number | undefined
  readonly selfUri?: string | undefined
}

/**
 * Schema of {@link CoretypeListing}.
 *
 * @since 0.2.0
 * @category models
 */
export const CoretypeListing: EffectSchema.Schema<CoretypeListing> = Model.model("CoretypeListing", {
  entities: Model.array(Coretype),
  total: Model.optional(Model.integer),
  selfUri: Model.optional(Model.uri)
})
