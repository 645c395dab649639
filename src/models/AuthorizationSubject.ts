/**
 * Roles of a subject: a user, a group or an OAuth client, with the divisions in which the subject has them.
 *
 * @since 0.2.0
 */

import type * as Schema from "effect/Schema"
import * as Model from "../internal/schema/model.js"
import * as Common from "./Common.js"

/**
 * Division of the organization, in responses of operations on permissions.
 *
 * @since 0.2.0
 * @category models
 */
export interface AuthzDivision {
  /** Read-only. */
  readonly id: string
  readonly name?: string | undefined
  /** Text for administrators. Can be empty. */
  readonly description: string
  /** Whether it is the home division, which each organization has from the start. Read-only. */
  readonly homeDivision?: boolean | undefined
  /** Number of objects in the division by their type, for example `USER` or `QUEUE`. Read-only. */
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
 * Permissions that a role grants for one type of entity.
 *
 * @since 0.2.0
 * @category models
 */
export interface AuthzGrantPolicy {
  /** First part of the permissions, for example `routing` in `routing:queue:view`. */
  readonly domain?: string | undefined
  /** Second part of the permissions, for example `queue`. `*` means each entity of the domain. */
  readonly entityName?: string | undefined
  /** Third parts of the permissions, for example `view` and `edit`. `*` means each action. */
  readonly actions?: ReadonlyArray<string> | undefined
  /** Condition of the permissions, as text. */
  readonly condition?: string | undefined
}

/**
 * Schema of {@link AuthzGrantPolicy}.
 *
 * @since 0.2.0
 * @category models
 */
export const AuthzGrantPolicy: Schema.Schema<AuthzGrantPolicy> = Model.model("AuthzGrantPolicy", {
  domain: Model.optional(Model.string),
  entityName: Model.optional(Model.string),
  actions: Model.optional(Model.array(Model.string)),
  condition: Model.optional(Model.string)
})

/**
 * Role of a grant, with its permissions.
 *
 * @since 0.2.0
 * @category models
 */
export interface AuthzGrantRole {
  /** Read-only. */
  readonly id: string
  readonly name?: string | undefined
  /** Text for administrators. */
  readonly description?: string | undefined
  /** Permissions of the role. */
  readonly policies?: ReadonlyArray<AuthzGrantPolicy> | undefined
  /** Whether it is a role of the vendor, and not one that the organization added. */
  readonly default?: boolean | undefined
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
  description: Model.optional(Model.string),
  policies: Model.optional(Model.array(AuthzGrantPolicy)),
  default: Model.optional(Model.boolean),
  selfUri: Model.optional(Model.uri)
})

/**
 * Grant: a role that a subject has in one division. A subject that has a role in three divisions has three grants.
 *
 * @since 0.2.0
 * @category models
 */
export interface AuthzGrant {
  /**
   * Id of the user, group or OAuth client that the role was granted to. The vendor does not document it: it is probably
   * the id of a group if the subject has the role by a group.
   */
  readonly subjectId?: string | undefined
  /** Division in which the role applies. */
  readonly division?: AuthzDivision | undefined
  readonly role?: AuthzGrantRole | undefined
  /** Time at which the role was granted. ISO-8601 in UTC. */
  readonly grantMadeAt?: string | undefined
}

/**
 * Schema of {@link AuthzGrant}.
 *
 * @since 0.2.0
 * @category models
 */
export const AuthzGrant: Schema.Schema<AuthzGrant> = Model.model("AuthzGrant", {
  subjectId: Model.optional(Model.string),
  division: Model.optional(AuthzDivision),
  role: Model.optional(AuthzGrantRole),
  grantMadeAt: Model.optional(Model.dateTime)
})

/**
 * Subject and its grants.
 *
 * @since 0.2.0
 * @category models
 */
export interface AuthzSubject {
  /** Id of the user, group or OAuth client. Read-only. */
  readonly id: string
  readonly name?: string | undefined
  /**
   * Grants, one for each pair of a role and a division. With `includeDuplicates`, a pair that is granted directly and
   * by groups is in the list several times.
   */
  readonly grants?: ReadonlyArray<AuthzGrant> | undefined
  /** Version of the grants. No request has it. */
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
 * Role, and the division in which it is granted.
 *
 * @since 0.2.0
 * @category models
 */
export interface RoleDivisionPair {
  readonly roleId: string
  /** Id of the division. `*` means all divisions. */
  readonly divisionId: string
}

/**
 * Schema of {@link RoleDivisionPair}.
 *
 * @since 0.2.0
 * @category models
 */
export const RoleDivisionPair: Schema.Schema<RoleDivisionPair> = Model.model("RoleDivisionPair", {
  roleId: Model.string,
  divisionId: Model.string
})

/**
 * Roles to add to a subject, to remove from a subject, or to replace the roles of a subject.
 *
 * @since 0.2.0
 * @category models
 */
export interface RoleDivisionGrants {
  /** Pairs of roles and divisions. No maximum is documented. */
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
 * Page of divisions in which a subject has a permission.
 *
 * @since 0.2.0
 * @category models
 */
export interface DivsPermittedEntityListing extends Common.EntityListing {
  readonly entities: ReadonlyArray<AuthzDivision>
  /** Not documented by the vendor: probably whether the subject has the permission in all divisions. */
  readonly allDivsPermitted?: boolean | undefined
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
    entities: Model.array(AuthzDivision),
    allDivsPermitted: Model.optional(Model.boolean)
  }
)
