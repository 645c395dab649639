/**
 * Core types: the types of fields that schemas of custom attributes can have.
 *
 * @since 0.2.0
 */

import type * as EffectSchema from "effect/Schema"
import * as Model from "../internal/schema/model.js"

/**
 * Items.
 *
 * @since 0.2.0
 * @category models
 */
export interface Items {
  readonly type?: string | undefined
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
 * Schema.
 *
 * @since 0.2.0
 * @category models
 */
export interface Schema {
  /** Read-only. */
  readonly type?: ReadonlyArray<string> | undefined
  /** Read-only. */
  readonly description?: string | undefined
  /** Read-only. */
  readonly items?: Items | undefined
  /** Read-only. */
  readonly pattern?: string | undefined
  /** Read-only. */
  readonly title?: string | undefined
}

/**
 * Schema of {@link Schema}.
 *
 * @since 0.2.0
 * @category models
 */
export const Schema: EffectSchema.Schema<Schema> = Model.model("Schema", {
  type: Model.optional(Model.array(Model.string)),
  description: Model.optional(Model.string),
  items: Model.optional(Items),
  pattern: Model.optional(Model.string),
  title: Model.optional(Model.string)
})

/**
 * Min length.
 *
 * @since 0.2.0
 * @category models
 */
export interface MinLength {
  readonly max: number
  readonly min: number
}

/**
 * Schema of {@link MinLength}.
 *
 * @since 0.2.0
 * @category models
 */
export const MinLength: EffectSchema.Schema<MinLength> = Model.model("MinLength", {
  max: Model.integer,
  min: Model.integer
})

/**
 * Max length.
 *
 * @since 0.2.0
 * @category models
 */
export interface MaxLength {
  readonly max: number
  readonly min: number
}

/**
 * Schema of {@link MaxLength}.
 *
 * @since 0.2.0
 * @category models
 */
export const MaxLength: EffectSchema.Schema<MaxLength> = Model.model("MaxLength", {
  max: Model.integer,
  min: Model.integer
})

/**
 * Validation limits.
 *
 * @since 0.2.0
 * @category models
 */
export interface ValidationLimits {
  readonly maxItems?: MaxLength | undefined
  readonly maxLength?: MaxLength | undefined
  readonly maximum?: MaxLength | undefined
  readonly minItems?: MinLength | undefined
  readonly minLength?: MinLength | undefined
  readonly minimum?: MinLength | undefined
}

/**
 * Schema of {@link ValidationLimits}.
 *
 * @since 0.2.0
 * @category models
 */
export const ValidationLimits: EffectSchema.Schema<ValidationLimits> = Model.model("ValidationLimits", {
  maxItems: Model.optional(MaxLength),
  maxLength: Model.optional(MaxLength),
  maximum: Model.optional(MaxLength),
  minItems: Model.optional(MinLength),
  minLength: Model.optional(MinLength),
  minimum: Model.optional(MinLength)
})

/**
 * Item validation limits.
 *
 * @since 0.2.0
 * @category models
 */
export interface ItemValidationLimits {
  readonly maxLength: MaxLength
  readonly minLength: MinLength
}

/**
 * Schema of {@link ItemValidationLimits}.
 *
 * @since 0.2.0
 * @category models
 */
export const ItemValidationLimits: EffectSchema.Schema<ItemValidationLimits> = Model.model("ItemValidationLimits", {
  maxLength: MaxLength,
  minLength: MinLength
})

/**
 * Coretype.
 *
 * @since 0.2.0
 * @category models
 */
export interface Coretype {
  /** Read-only. */
  readonly id: string
  readonly name?: string | undefined
  readonly current?: boolean | undefined
  /** ISO-8601 in UTC. */
  readonly dateCreated?: string | undefined
  readonly itemValidationFields?: ReadonlyArray<string> | undefined
  readonly itemValidationLimits?: ItemValidationLimits | undefined
  readonly schema?: Schema | undefined
  readonly validationFields?: ReadonlyArray<string> | undefined
  readonly validationLimits?: ValidationLimits | undefined
  readonly version?: number | undefined
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
  current: Model.optional(Model.boolean),
  dateCreated: Model.optional(Model.dateTime),
  itemValidationFields: Model.optional(Model.array(Model.string)),
  itemValidationLimits: Model.optional(ItemValidationLimits),
  schema: Model.optional(Schema),
  validationFields: Model.optional(Model.array(Model.string)),
  validationLimits: Model.optional(ValidationLimits),
  version: Model.optional(Model.integer),
  selfUri: Model.optional(Model.uri)
})

/**
 * Coretype listing.
 *
 * @since 0.2.0
 * @category models
 */
export interface CoretypeListing {
  readonly entities: ReadonlyArray<Coretype>
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
