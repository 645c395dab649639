/**
 * Roles of a subject: a user, a group or an OAuth client, with the divisions in which they are granted.
 *
 * @since 0.2.0
 */

import type * as Schema from "effect/Schema"
import * as Model from "../internal/schema/model.js"
import * as Common from "./Common.js"

/**
 * Authz division.
 *
 * @since 0.2.0
 * @category models
 */
export interface AuthzDivision {
  /** Read-only. */
  readonly id: string
  readonly name?: string | undefined
  readonly description: string
  /** Read-only. */
  readonly homeDivision?: boolean | undefined
  /** Read-only. */
  readonly objectCounts?: { readonly [key: string]: number } | undefined
  /** Read-only. */
  readonly selfUri?: string | undefined
}

/**
 * Schema of {@link AuthzDivision}.
 *
 * @since 0.2.0
 * @category models
 */
export const AuthzDivision: Schema.Schema<AuthzDivision> = Model.model("AuthzDivision", {
  id: Model.string,
  name: Model.optional(Model.string),
  description: Model.string,
  homeDivision: Model.optional(Model.boolean),
  objectCounts: Model.optional(Model.record(Model.integer)),
  selfUri: Model.optional(Model.uri)
})

/**
 * Authz grant policy.
 *
 * @since 0.2.0
 * @category models
 */
export interface AuthzGrantPolicy {
  readonly actions?: ReadonlyArray<string> | undefined
  readonly condition?: string | undefined
  readonly domain?: string | undefined
  readonly entityName?: string | undefined
}

/**
 * Schema of {@link AuthzGrantPolicy}.
 *
 * @since 0.2.0
 * @category models
 */
export const AuthzGrantPolicy: Schema.Schema<AuthzGrantPolicy> = Model.model("AuthzGrantPolicy", {
  actions: Model.optional(Model.array(Model.string)),
  condition: Model.optional(Model.string),
  domain: Model.optional(Model.string),
  entityName: Model.optional(Model.string)
})

/**
 * Authz grant role.
 *
 * @since 0.2.0
 * @category models
 */
export interface AuthzGrantRole {
  /** Read-only. */
  readonly id: string
  readonly name?: string | undefined
  readonly default?: boolean | undefined
  readonly description?: string | undefined
  readonly policies?: ReadonlyArray<AuthzGrantPolicy> | undefined
  /** Read-only. */
  readonly selfUri?: string | undefined
}

/**
 * Schema of {@link AuthzGrantRole}.
 *
 * @since 0.2.0
 * @category models
 */
export const AuthzGrantRole: Schema.Schema<AuthzGrantRole> = Model.model("AuthzGrantRole", {
  id: Model.string,
  name: Model.optional(Model.string),
  default: Model.optional(Model.boolean),
  description: Model.optional(Model.string),
  policies: Model.optional(Model.array(AuthzGrantPolicy)),
  selfUri: Model.optional(Model.uri)
})

/**
 * Authz grant.
 *
 * @since 0.2.0
 * @category models
 */
export interface AuthzGrant {
  readonly division?: AuthzDivision | undefined
  /** ISO-8601 in UTC. */
  readonly grantMadeAt?: string | undefined
  readonly role?: AuthzGrantRole | undefined
  readonly subjectId?: string | undefined
}

/**
 * Schema of {@link AuthzGrant}.
 *
 * @since 0.2.0
 * @category models
 */
export const AuthzGrant: Schema.Schema<AuthzGrant> = Model.model("AuthzGrant", {
  division: Model.optional(AuthzDivision),
  grantMadeAt: Model.optional(Model.dateTime),
  role: Model.optional(AuthzGrantRole),
  subjectId: Model.optional(Model.string)
})

/**
 * Authz subject.
 *
 * @since 0.2.0
 * @category models
 */
export interface AuthzSubject {
  /** Read-only. */
  readonly id: string
  readonly name?: string | undefined
  readonly grants?: ReadonlyArray<AuthzGrant> | undefined
  readonly version?: number | undefined
  /** Read-only. */
  readonly selfUri?: string | undefined
}

/**
 * Schema of {@link AuthzSubject}.
 *
 * @since 0.2.0
 * @category models
 */
export const AuthzSubject: Schema.Schema<AuthzSubject> = Model.model("AuthzSubject", {
  id: Model.string,
  name: Model.optional(Model.string),
  grants: Model.optional(Model.array(AuthzGrant)),
  version: Model.optional(Model.integer),
  selfUri: Model.optional(Model.uri)
})

/**
 * Role division pair.
 *
 * @since 0.2.0
 * @category models
 */
export interface RoleDivisionPair {
  readonly divisionId: string
  readonly roleId: string
}

/**
 * Schema of {@link RoleDivisionPair}.
 *
 * @since 0.2.0
 * @category models
 */
export const RoleDivisionPair: Schema.Schema<RoleDivisionPair> = Model.model("RoleDivisionPair", {
  divisionId: Model.string,
  roleId: Model.string
})

/**
 * Role division grants.
 *
 * @since 0.2.0
 * @category models
 */
export interface RoleDivisionGrants {
  readonly grants: ReadonlyArray<RoleDivisionPair>
}

/**
 * Schema of {@link RoleDivisionGrants}.
 *
 * @since 0.2.0
 * @category models
 */
export const RoleDivisionGrants: Schema.Schema<RoleDivisionGrants> = Model.model("RoleDivisionGrants", {
  grants: Model.array(RoleDivisionPair)
})

/**
 * Divs permitted entity listing.
 *
 * @since 0.2.0
 * @category models
 */
export interface DivsPermittedEntityListing extends Common.EntityListing {
  readonly allDivsPermitted?: boolean | undefined
  readonly entities: ReadonlyArray<AuthzDivision>
}

/**
 * Schema of {@link DivsPermittedEntityListing}.
 *
 * @since 0.2.0
 * @category models
 */
export const DivsPermittedEntityListing: Schema.Schema<DivsPermittedEntityListing> = Model.extend(
  "DivsPermittedEntityListing",
  Common.listingFields,
  {
    allDivsPermitted: Model.optional(Model.boolean),
    entities: Model.array(AuthzDivision)
  }
)
