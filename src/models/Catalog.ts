/**
 * Entities of an organization that users refer to, and pages of them.
 *
 * @since 0.2.0
 */

import type * as Schema from "effect/Schema"
import * as Model from "../internal/schema/model.js"
import * as AuthorizationSubject from "./AuthorizationSubject.js"
import * as Common from "./Common.js"
import * as Location from "./Location.js"
import * as Organization from "./Organization.js"
import * as Queue from "./Queue.js"
import * as Routing from "./Routing.js"
import * as User from "./User.js"

/**
 * Language that conversations can require.
 *
 * @since 0.2.0
 * @category models
 */
export interface Language {
  /** Read-only. */
  readonly id: string
  readonly name?: string | undefined
  /** Read-only. ISO-8601 in UTC. */
  readonly dateModified?: string | undefined
  /** Read-only. */
  readonly state?: Common.EntityState | undefined
  /** Current version, as text. Required in an update. */
  readonly version?: string | undefined
  readonly selfUri?: string | undefined
}

/**
 * Schema of {@link Language}.
 *
 * @since 0.2.0
 * @category models
 */
export const Language: Schema.Schema<Language> = Model.model("Language", {
  id: Model.string,
  name: Model.optional(Model.string),
  dateModified: Model.optional(Model.dateTime),
  state: Model.optional(Common.EntityState),
  version: Model.optional(Model.string),
  selfUri: Model.optional(Model.uri)
})

/**
 * Permission that roles can grant: `domain:entityType:action`.
 *
 * @since 0.2.0
 * @category models
 */
export interface DomainPermission {
  /** First part of the permission, for example `routing`. */
  readonly domain?: string | undefined
  /** Second part of the permission, for example `queue`. */
  readonly entityType?: string | undefined
  /** Third part of the permission, for example `view`. */
  readonly action?: string | undefined
  /** Text for administrators. */
  readonly label?: string | undefined
  /** Whether a role can grant it under a condition. */
  readonly allowsConditions?: boolean | undefined
  /** Whether it is granted for divisions. */
  readonly divisionAware?: boolean | undefined
}

/**
 * Schema of {@link DomainPermission}.
 *
 * @since 0.2.0
 * @category models
 */
export const DomainPermission: Schema.Schema<DomainPermission> = Model.model("DomainPermission", {
  domain: Model.optional(Model.string),
  entityType: Model.optional(Model.string),
  action: Model.optional(Model.string),
  label: Model.optional(Model.string),
  allowsConditions: Model.optional(Model.boolean),
  divisionAware: Model.optional(Model.boolean)
})

/**
 * Permissions of one domain.
 *
 * @since 0.2.0
 * @category models
 */
export interface DomainPermissionCollection {
  /** Read-only. */
  readonly id?: string | undefined
  readonly name?: string | undefined
  /** First part of the permissions, for example `routing`. */
  readonly domain?: string | undefined
  /** Permissions by type of entity. */
  readonly permissionMap?: { readonly [key: string]: ReadonlyArray<DomainPermission> } | undefined
  /** Read-only. */
  readonly selfUri?: string | undefined
}

/**
 * Schema of {@link DomainPermissionCollection}.
 *
 * @since 0.2.0
 * @category models
 */
export const DomainPermissionCollection: Schema.Schema<DomainPermissionCollection> = Model.model(
  "DomainPermissionCollection",
  {
    id: Model.optional(Model.string),
    name: Model.optional(Model.string),
    domain: Model.optional(Model.string),
    permissionMap: Model.optional(Model.record(Model.array(DomainPermission))),
    selfUri: Model.optional(Model.uri)
  }
)

/**
 * Page of skills of an organization.
 *
 * @since 0.2.0
 * @category models
 */
export interface SkillEntityListing extends Common.EntityListing {
  readonly entities: ReadonlyArray<Routing.RoutingSkill>
}

/**
 * Schema of {@link SkillEntityListing}.
 *
 * @since 0.2.0
 * @category models
 */
export const SkillEntityListing: Schema.Schema<SkillEntityListing> = Model.extend(
  "SkillEntityListing",
  Common.listingFields,
  {
    entities: Model.array(Routing.RoutingSkill)
  }
)

/**
 * Page of languages of an organization.
 *
 * @since 0.2.0
 * @category models
 */
export interface LanguageEntityListing extends Common.EntityListing {
  readonly entities: ReadonlyArray<Language>
}

/**
 * Schema of {@link LanguageEntityListing}.
 *
 * @since 0.2.0
 * @category models
 */
export const LanguageEntityListing: Schema.Schema<LanguageEntityListing> = Model.extend(
  "LanguageEntityListing",
  Common.listingFields,
  {
    entities: Model.array(Language)
  }
)

/**
 * Page of queues of an organization.
 *
 * @since 0.2.0
 * @category models
 */
export interface QueueEntityListing extends Common.EntityListing {
  readonly entities: ReadonlyArray<Queue.Queue>
}

/**
 * Schema of {@link QueueEntityListing}.
 *
 * @since 0.2.0
 * @category models
 */
export const QueueEntityListing: Schema.Schema<QueueEntityListing> = Model.extend(
  "QueueEntityListing",
  Common.listingFields,
  {
    entities: Model.array(Queue.Queue)
  }
)

/**
 * Page of roles of an organization.
 *
 * @since 0.2.0
 * @category models
 */
export interface OrganizationRoleEntityListing extends Common.EntityListing {
  readonly entities: ReadonlyArray<Organization.DomainOrganizationRole>
}

/**
 * Schema of {@link OrganizationRoleEntityListing}.
 *
 * @since 0.2.0
 * @category models
 */
export const OrganizationRoleEntityListing: Schema.Schema<OrganizationRoleEntityListing> = Model.extend(
  "OrganizationRoleEntityListing",
  Common.listingFields,
  {
    entities: Model.array(Organization.DomainOrganizationRole)
  }
)

/**
 * Page of divisions of an organization.
 *
 * @since 0.2.0
 * @category models
 */
export interface AuthzDivisionEntityListing extends Common.EntityListing {
  readonly entities: ReadonlyArray<AuthorizationSubject.AuthzDivision>
}

/**
 * Schema of {@link AuthzDivisionEntityListing}.
 *
 * @since 0.2.0
 * @category models
 */
export const AuthzDivisionEntityListing: Schema.Schema<AuthzDivisionEntityListing> = Model.extend(
  "AuthzDivisionEntityListing",
  Common.listingFields,
  {
    entities: Model.array(AuthorizationSubject.AuthzDivision)
  }
)

/**
 * Page of groups of an organization.
 *
 * @since 0.2.0
 * @category models
 */
export interface GroupEntityListing extends Common.EntityListing {
  readonly entities: ReadonlyArray<User.Group>
}

/**
 * Schema of {@link GroupEntityListing}.
 *
 * @since 0.2.0
 * @category models
 */
export const GroupEntityListing: Schema.Schema<GroupEntityListing> = Model.extend(
  "GroupEntityListing",
  Common.listingFields,
  {
    entities: Model.array(User.Group)
  }
)

/**
 * Page of locations of an organization.
 *
 * @since 0.2.0
 * @category models
 */
export interface LocationEntityListing extends Common.EntityListing {
  readonly entities: ReadonlyArray<Location.LocationDefinition>
}

/**
 * Schema of {@link LocationEntityListing}.
 *
 * @since 0.2.0
 * @category models
 */
export const LocationEntityListing: Schema.Schema<LocationEntityListing> = Model.extend(
  "LocationEntityListing",
  Common.listingFields,
  {
    entities: Model.array(Location.LocationDefinition)
  }
)

/**
 * Page of permissions by domain.
 *
 * @since 0.2.0
 * @category models
 */
export interface PermissionCollectionEntityListing extends Common.EntityListing {
  readonly entities: ReadonlyArray<DomainPermissionCollection>
}

/**
 * Schema of {@link PermissionCollectionEntityListing}.
 *
 * @since 0.2.0
 * @category models
 */
export const PermissionCollectionEntityListing: Schema.Schema<PermissionCollectionEntityListing> = Model.extend(
  "PermissionCollectionEntityListing",
  Common.listingFields,
  {
    entities: Model.array(DomainPermissionCollection)
  }
)

/**
 * All presences of an organization. The listing is not paged.
 *
 * @since 0.2.0
 * @category models
 */
export interface OrganizationPresenceDefinitionEntityListing {
  readonly entities: ReadonlyArray<Organization.OrganizationPresenceDefinition>
  /** Number of presences. */
  readonly total?: number | undefined
  readonly selfUri?: string | undefined
}

/**
 * Schema of {@link OrganizationPresenceDefinitionEntityListing}.
 *
 * @since 0.2.0
 * @category models
 */
export const OrganizationPresenceDefinitionEntityListing: Schema.Schema<OrganizationPresenceDefinitionEntityListing> =
  Model.model("OrganizationPresenceDefinitionEntityListing", {
    entities: Model.array(Organization.OrganizationPresenceDefinition),
    total: Model.optional(Model.integer),
    selfUri: Model.optional(Model.uri)
  })
