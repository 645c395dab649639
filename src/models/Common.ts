/**
 * Models that other models use: references, divisions and the properties of pages.
 *
 * @since 0.1.0
 */

import type * as Schema from "effect/Schema"
import * as Model from "../internal/schema/model.js"

export type { Open } from "../internal/schema/model.js"

/**
 * Empty object, which is the documented response to the deletion of a user. The response can also have no body.
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
 * State of an entity. Deleted users are kept with their email addresses, and can be restored.
 *
 * @since 0.1.0
 * @category models
 */
export type EntityState = typeof EntityState.Type

/**
 * Schema of {@link EntityState}.
 *
 * @since 0.1.0
 * @category models
 */
export const EntityState = Model.open("active", "inactive", "deleted")

/**
 * Properties of each page of a listing. The links are relative to the API host.
 *
 * @since 0.1.0
 * @category models
 */
export interface EntityListing {
  /** Maximum number of items per page. */
  readonly pageSize?: number | undefined
  /** Number of the page, from 1. */
  readonly pageNumber?: number | undefined
  /** Number of items on all pages. */
  readonly total?: number | undefined
  readonly selfUri?: string | undefined
  readonly firstUri?: string | undefined
  /** Absent on the first page. */
  readonly previousUri?: string | undefined
  readonly lastUri?: string | undefined
  /** Absent on the last page. */
  readonly nextUri?: string | undefined
  /** Number of pages. For inactive users it can exceed the number of pages that can be read: see `Users.getUsers`. */
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
 * Reference to an entity of any type. Today's API (2026) calls the model `DomainEntityRef`.
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
 * Reference without a name.
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
 * Entity with id and name only.
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
 * Entity with id only.
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
 * Division of the organization. Roles are granted for divisions, so the division of an entity determines who can access
 * it.
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
 * Division of an entity. An update with another id moves the entity to that division.
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

/**
 * Image in one size. The API of 2018 calls the model `UserImage`.
 *
 * @since 0.2.0
 * @category models
 */
export interface Image {
  /** Size in pixels, for example `640x480`, or `x128` if only the height is fixed. */
  readonly resolution?: string | undefined
  readonly imageUri?: string | undefined
}

/**
 * Schema of {@link Image}.
 *
 * @since 0.2.0
 * @category models
 */
export const Image: Schema.Schema<Image> = Model.model("Image", {
  resolution: Model.optional(Model.string),
  imageUri: Model.optional(Model.string)
})

/**
 * Reference to an entity of any type. The API of 2018 calls the model `UriReference`.
 *
 * @since 0.2.0
 * @category models
 */
export interface DomainEntityRef {
  readonly id?: string | undefined
  readonly name?: string | undefined
  readonly selfUri?: string | undefined
}

/**
 * Schema of {@link DomainEntityRef}.
 *
 * @since 0.2.0
 * @category models
 */
export const DomainEntityRef: Schema.Schema<DomainEntityRef> = Model.model("DomainEntityRef", {
  id: Model.optional(Model.string),
  name: Model.optional(Model.string),
  selfUri: Model.optional(Model.string)
})

/**
 * Reference to a user.
 *
 * @since 0.2.0
 * @category models
 */
export interface UserReference {
  readonly id?: string | undefined
  /** Read-only. */
  readonly selfUri?: string | undefined
}

/**
 * Schema of {@link UserReference}.
 *
 * @since 0.2.0
 * @category models
 */
export const UserReference: Schema.Schema<UserReference> = Model.model("UserReference", {
  id: Model.optional(Model.string),
  selfUri: Model.optional(Model.uri)
})
