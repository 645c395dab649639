/**
 * What the other models share: references, divisions, and what every page says about itself.
 *
 * @since 0.1.0
 */

import type * as Schema from "effect/Schema"
import * as Model from "../internal/schema/model.js"

/**
 * The empty object that deleting a user answers. The service may as well send no body at all.
 *
 * @since 0.1.0
 * @category models
 */
export interface Empty {}

/**
 * Schema of {@link Empty}.
 *
 * @since 0.1.0
 * @category models
 */
export const Empty: Schema.Schema<Empty> = Model.model("Empty", {})

/**
 * Whether an entity is in use. A deleted user is kept, with its email address, and can be restored.
 *
 * @since 0.1.0
 * @category models
 */
export type EntityState = "active" | "inactive" | "deleted" | (string & {})

/**
 * Schema of {@link EntityState}.
 *
 * @since 0.1.0
 * @category models
 */
export const EntityState: Schema.Schema<EntityState> = Model.open("active", "inactive", "deleted")

/**
 * What every page of a listing says about itself. The links are relative to the API host.
 *
 * @since 0.1.0
 * @category models
 */
export interface EntityListing {
  /** Most items on a page. */
  readonly pageSize?: number | undefined
  /** The first page is 1. */
  readonly pageNumber?: number | undefined
  /** Items on all pages together. */
  readonly total?: number | undefined
  readonly selfUri?: string | undefined
  readonly firstUri?: string | undefined
  /** Absent on the first page. */
  readonly previousUri?: string | undefined
  readonly lastUri?: string | undefined
  /** Absent on the last page. */
  readonly nextUri?: string | undefined
  /** Number of pages. Listings of inactive users promise more of them than can be read (see `getUsers`). */
  readonly pageCount?: number | undefined
}

/** @internal */
export const listingFields = {
  pageSize: Model.optional(Model.integer),
  pageNumber: Model.optional(Model.integer),
  total: Model.optional(Model.integer),
  selfUri: Model.optional(Model.uri),
  firstUri: Model.optional(Model.uri),
  previousUri: Model.optional(Model.uri),
  lastUri: Model.optional(Model.uri),
  nextUri: Model.optional(Model.uri),
  pageCount: Model.optional(Model.integer)
}

/**
 * A reference to an entity of any kind. Today's service calls it `DomainEntityRef`.
 *
 * @since 0.1.0
 * @category models
 */
export interface UriReference {
  readonly id?: string | undefined
  readonly name?: string | undefined
  readonly selfUri?: string | undefined
}

/**
 * Schema of {@link UriReference}.
 *
 * @since 0.1.0
 * @category models
 */
export const UriReference: Schema.Schema<UriReference> = Model.model("UriReference", {
  id: Model.optional(Model.string),
  name: Model.optional(Model.string),
  selfUri: Model.optional(Model.uri)
})

/**
 * A reference that has no name.
 *
 * @since 0.1.0
 * @category models
 */
export interface AddressableEntityRef {
  readonly id?: string | undefined
  readonly selfUri?: string | undefined
}

/**
 * Schema of {@link AddressableEntityRef}.
 *
 * @since 0.1.0
 * @category models
 */
export const AddressableEntityRef: Schema.Schema<AddressableEntityRef> = Model.model("AddressableEntityRef", {
  id: Model.optional(Model.string),
  selfUri: Model.optional(Model.uri)
})

/**
 * An entity of which only the id and the name are told.
 *
 * @since 0.1.0
 * @category models
 */
export interface NamedEntity {
  /** Read-only. */
  readonly id?: string | undefined
  /** Read-only. */
  readonly name?: string | undefined
}

/**
 * Schema of {@link NamedEntity}.
 *
 * @since 0.1.0
 * @category models
 */
export const NamedEntity: Schema.Schema<NamedEntity> = Model.model("NamedEntity", {
  id: Model.optional(Model.string),
  name: Model.optional(Model.string)
})

/**
 * An entity of which only the id is told.
 *
 * @since 0.1.0
 * @category models
 */
export interface Entity {
  /** Read-only. */
  readonly id?: string | undefined
}

/**
 * Schema of {@link Entity}.
 *
 * @since 0.1.0
 * @category models
 */
export const Entity: Schema.Schema<Entity> = Model.model("Entity", {
  id: Model.optional(Model.string)
})

/**
 * A division of the organisation. Roles are granted for divisions, so it decides who may see what belongs to it.
 *
 * @since 0.1.0
 * @category models
 */
export interface Division {
  /** Read-only. */
  readonly id: string
  readonly name?: string | undefined
  readonly selfUri?: string | undefined
}

/**
 * Schema of {@link Division}.
 *
 * @since 0.1.0
 * @category models
 */
export const Division: Schema.Schema<Division> = Model.model("Division", {
  id: Model.string,
  name: Model.optional(Model.string),
  selfUri: Model.optional(Model.uri)
})

/**
 * The division of an entity, where the entity can be moved to another one by sending another id.
 *
 * @since 0.1.0
 * @category models
 */
export interface WritableDivision {
  readonly id?: string | undefined
  readonly name?: string | undefined
  readonly selfUri?: string | undefined
}

/**
 * Schema of {@link WritableDivision}.
 *
 * @since 0.1.0
 * @category models
 */
export const WritableDivision: Schema.Schema<WritableDivision> = Model.model("WritableDivision", {
  id: Model.optional(Model.string),
  name: Model.optional(Model.string),
  selfUri: Model.optional(Model.uri)
})
