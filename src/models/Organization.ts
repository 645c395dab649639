/**
 * Organizations, their presences and roles, and the trust between them.
 *
 * @since 0.1.0
 */

import type * as Schema from "effect/Schema"
import * as Model from "../internal/schema/model.js"
import * as Authorization from "./Authorization.js"
import * as Common from "./Common.js"
import * as Presence from "./Presence.js"
import * as Queue from "./Queue.js"
import * as User from "./User.js"

/**
 * Product that an organization uses.
 *
 * @since 0.1.0
 * @category models
 */
export type ProductPlatform = typeof ProductPlatform.Type

/**
 * Schema of {@link ProductPlatform}.
 *
 * @since 0.1.0
 * @category models
 */
export const ProductPlatform = Model.open(
  "GenesysCloud",
  "PureCloud",
  "PureEngage",
  "PureEngageCloud",
  "PureConnect",
  "PureConnectCloud",
  "Unknown"
)

/**
 * Organization.
 *
 * @since 0.1.0
 * @category models
 */
export interface Organization {
  /** Read-only. */
  readonly id: string
  readonly name?: string | undefined
  /** Language code, for example `en`. */
  readonly defaultLanguage?: string | undefined
  /** Country code, for example `US`. */
  readonly defaultCountryCode?: string | undefined
  /** Short name, unique among all organizations. Read-only. */
  readonly thirdPartyOrgName?: string | undefined
  readonly thirdPartyURI?: string | undefined
  readonly domain?: string | undefined
  /** Current version. Required in an update. */
  readonly version?: number | undefined
  readonly state?: Common.EntityState | undefined
  readonly defaultSiteId?: string | undefined
  /** Email address for support. */
  readonly supportURI?: string | undefined
  readonly voicemailEnabled?: boolean | undefined
  /** Whether each feature is enabled, by its name. Read-only. */
  readonly features?: { readonly [key: string]: boolean } | undefined
  /** Read-only. */
  readonly productPlatform?: ProductPlatform | undefined
  readonly selfUri?: string | undefined
}

/**
 * Schema of {@link Organization}.
 *
 * @since 0.1.0
 * @category models
 */
export const Organization: Schema.Schema<Organization> = Model.model("Organization", {
  id: Model.string,
  name: Model.optional(Model.string),
  defaultLanguage: Model.optional(Model.string),
  defaultCountryCode: Model.optional(Model.string),
  thirdPartyOrgName: Model.optional(Model.string),
  thirdPartyURI: Model.optional(Model.uri),
  domain: Model.optional(Model.string),
  version: Model.optional(Model.integer),
  state: Model.optional(Common.EntityState),
  defaultSiteId: Model.optional(Model.string),
  supportURI: Model.optional(Model.string),
  voicemailEnabled: Model.optional(Model.boolean),
  features: Model.optional(Model.record(Model.boolean)),
  productPlatform: Model.optional(ProductPlatform),
  selfUri: Model.optional(Model.uri)
})

/**
 * Product for which the organization has a license.
 *
 * @since 0.1.0
 * @category models
 */
export interface DomainOrganizationProduct {
  readonly id?: string | undefined
}

/**
 * Schema of {@link DomainOrganizationProduct}.
 *
 * @since 0.1.0
 * @category models
 */
export const DomainOrganizationProduct: Schema.Schema<DomainOrganizationProduct> = Model.model(
  "DomainOrganizationProduct",
  {
    id: Model.optional(Model.string)
  }
)

/**
 * Presence that an organization has defined.
 *
 * @since 0.1.0
 * @category models
 */
export interface OrganizationPresence {
  /** Read-only. */
  readonly id: string
  readonly name?: string | undefined
  /** Names by language code. */
  readonly languageLabels?: { readonly [key: string]: string } | undefined
  /** System presence to which it belongs. */
  readonly systemPresence?: string | undefined
  /** Whether users can no longer select it. */
  readonly deactivated?: boolean | undefined
  /** Whether it is the main presence of its system presence. */
  readonly primary?: boolean | undefined
  readonly createdBy?: User.User | undefined
  /** ISO-8601 in UTC. */
  readonly createdDate?: string | undefined
  readonly modifiedBy?: User.User | undefined
  /** ISO-8601 in UTC. */
  readonly modifiedDate?: string | undefined
  readonly selfUri?: string | undefined
}

/**
 * Schema of {@link OrganizationPresence}.
 *
 * @since 0.1.0
 * @category models
 */
export const OrganizationPresence: Schema.Schema<OrganizationPresence> = Model.model("OrganizationPresence", {
  id: Model.string,
  name: Model.optional(Model.string),
  languageLabels: Model.optional(Model.record(Model.string)),
  systemPresence: Model.optional(Model.string),
  deactivated: Model.optional(Model.boolean),
  primary: Model.optional(Model.boolean),
  createdBy: Model.optional(User.User),
  createdDate: Model.optional(Model.dateTime),
  modifiedBy: Model.optional(User.User),
  modifiedDate: Model.optional(Model.dateTime),
  selfUri: Model.optional(Model.uri)
})

/**
 * Presence that an organization has defined for a division.
 *
 * @since 0.1.0
 * @category models
 */
export interface OrganizationPresenceDefinition {
  /** Read-only. */
  readonly id?: string | undefined
  readonly name?: string | undefined
  /** `System` for a predefined presence, `User` for a presence that the organization has added. */
  readonly type?: "System" | "User" | (string & {}) | undefined
  /** Names by language code. */
  readonly languageLabels?: { readonly [key: string]: string } | undefined
  readonly systemPresence?: Presence.SystemPresence | undefined
  readonly divisionId?: string | undefined
  /** Whether users can no longer select it. */
  readonly deactivated?: boolean | undefined
  readonly selfUri?: string | undefined
}

/**
 * Schema of {@link OrganizationPresenceDefinition}.
 *
 * @since 0.1.0
 * @category models
 */
export const OrganizationPresenceDefinition: Schema.Schema<OrganizationPresenceDefinition> = Model.model(
  "OrganizationPresenceDefinition",
  {
    id: Model.optional(Model.string),
    name: Model.optional(Model.string),
    type: Model.optional(Model.open("System", "User")),
    languageLabels: Model.optional(Model.record(Model.string)),
    systemPresence: Model.optional(Presence.SystemPresence),
    divisionId: Model.optional(Model.string),
    deactivated: Model.optional(Model.boolean),
    selfUri: Model.optional(Model.uri)
  }
)

/**
 * Operand of a comparison in a condition.
 *
 * @since 0.1.0
 * @category models
 */
export interface DomainResourceConditionValue {
  readonly user?: User.User | undefined
  readonly queue?: Queue.Queue | undefined
  readonly value?: string | undefined
  readonly type?: Authorization.ConditionOperandType | undefined
  readonly team?: User.Team | undefined
}

/**
 * Schema of {@link DomainResourceConditionValue}.
 *
 * @since 0.1.0
 * @category models
 */
export const DomainResourceConditionValue: Schema.Schema<DomainResourceConditionValue> = Model.model(
  "DomainResourceConditionValue",
  {
    user: Model.optional(User.User),
    queue: Model.optional(Queue.Queue),
    value: Model.optional(Model.string),
    type: Model.optional(Authorization.ConditionOperandType),
    team: Model.optional(User.Team)
  }
)

/**
 * Condition that limits a permission: either a comparison, or terms that are combined by `conjunction`.
 *
 * @since 0.1.0
 * @category models
 */
export interface DomainResourceConditionNode {
  /** Variable of the comparison. */
  readonly variableName?: string | undefined
  readonly operator?: Authorization.ConditionOperator | undefined
  readonly operands?: ReadonlyArray<DomainResourceConditionValue> | undefined
  readonly conjunction?: "AND" | "OR" | (string & {}) | undefined
  readonly terms?: ReadonlyArray<DomainResourceConditionNode> | undefined
}

/**
 * Schema of {@link DomainResourceConditionNode}.
 *
 * @since 0.1.0
 * @category models
 */
export const DomainResourceConditionNode: Schema.Schema<DomainResourceConditionNode> = Model.model(
  "DomainResourceConditionNode",
  {
    variableName: Model.optional(Model.string),
    operator: Model.optional(Authorization.ConditionOperator),
    operands: Model.optional(Model.array(DomainResourceConditionValue)),
    conjunction: Model.optional(Model.open("AND", "OR")),
    terms: Model.optional(Model.array(Model.lazy(() => DomainResourceConditionNode)))
  }
)

/**
 * Permissions for one type of entity, as part of a role.
 *
 * @since 0.1.0
 * @category models
 */
export interface DomainPermissionPolicy {
  /** First part of the permission, for example `routing`. */
  readonly domain?: string | undefined
  /** Second part of the permission, for example `queue`. */
  readonly entityName?: string | undefined
  readonly policyName?: string | undefined
  readonly policyDescription?: string | undefined
  /** Third parts of the permissions, for example `view`. Unique. */
  readonly actionSet?: ReadonlyArray<string> | undefined
  /** Names of the resources to which the permissions are limited. Unique. */
  readonly namedResources?: ReadonlyArray<string> | undefined
  /** Whether the policy can have conditions. */
  readonly allowConditions?: boolean | undefined
  readonly resourceConditionNode?: DomainResourceConditionNode | undefined
}

/**
 * Schema of {@link DomainPermissionPolicy}.
 *
 * @since 0.1.0
 * @category models
 */
export const DomainPermissionPolicy: Schema.Schema<DomainPermissionPolicy> = Model.model("DomainPermissionPolicy", {
  domain: Model.optional(Model.string),
  entityName: Model.optional(Model.string),
  policyName: Model.optional(Model.string),
  policyDescription: Model.optional(Model.string),
  actionSet: Model.optional(Model.array(Model.string)),
  namedResources: Model.optional(Model.array(Model.string)),
  allowConditions: Model.optional(Model.boolean),
  resourceConditionNode: Model.optional(DomainResourceConditionNode)
})

/**
 * Role of the organization.
 *
 * @since 0.1.0
 * @category models
 */
export interface DomainOrganizationRole {
  readonly id: string
  readonly name?: string | undefined
  readonly description?: string | undefined
  /** Id of the predefined role from which it was created. */
  readonly defaultRoleId?: string | undefined
  /** Permissions in the old form of one word each. Unique. Some organizations have only `permissionPolicies`. */
  readonly permissions?: ReadonlyArray<string> | undefined
  /** Policies of the role. Unique. */
  readonly permissionPolicies?: ReadonlyArray<DomainPermissionPolicy> | undefined
  readonly userCount?: number | undefined
  /** Whether the predefined role has changed since. */
  readonly roleNeedsUpdate?: boolean | undefined
  readonly default?: boolean | undefined
  readonly base?: boolean | undefined
  /** Permissions that have not been used. Read-only. */
  readonly unusedPermissions?: ReadonlyArray<string> | undefined
  /** License that the role requires. */
  readonly baseLicense?: string | undefined
  /** Additional licenses that the role requires. */
  readonly addonLicenses?: ReadonlyArray<string> | undefined
  /** Read-only. ISO-8601 in UTC. */
  readonly dateLicenseLastUpdated?: string | undefined
  readonly selfUri?: string | undefined
}

/**
 * Schema of {@link DomainOrganizationRole}.
 *
 * @since 0.1.0
 * @category models
 */
export const DomainOrganizationRole: Schema.Schema<DomainOrganizationRole> = Model.model("DomainOrganizationRole", {
  id: Model.string,
  name: Model.optional(Model.string),
  description: Model.optional(Model.string),
  defaultRoleId: Model.optional(Model.string),
  permissions: Model.optional(Model.array(Model.string)),
  permissionPolicies: Model.optional(Model.array(DomainPermissionPolicy)),
  userCount: Model.optional(Model.integer),
  roleNeedsUpdate: Model.optional(Model.boolean),
  default: Model.optional(Model.boolean),
  base: Model.optional(Model.boolean),
  unusedPermissions: Model.optional(Model.array(Model.string)),
  baseLicense: Model.optional(Model.string),
  addonLicenses: Model.optional(Model.array(Model.string)),
  dateLicenseLastUpdated: Model.optional(Model.dateTime),
  selfUri: Model.optional(Model.uri)
})

/**
 * User together with the organization of the user, which can differ from the caller's. The service omits `selfUri`.
 *
 * @since 0.1.0
 * @category models
 */
export interface OrgUser extends User.User {
  readonly organization?: Organization | undefined
}

/**
 * Schema of {@link OrgUser}.
 *
 * @since 0.1.0
 * @category models
 */
export const OrgUser: Schema.Schema<OrgUser> = Model.extend("OrgUser", User.userFields, {
  organization: Model.optional(Organization)
})

/**
 * Permissions of a trusted user.
 *
 * @since 0.1.0
 * @category models
 */
export interface TrusteeAuthorization {
  /** Read-only. */
  readonly permissions?: ReadonlyArray<string> | undefined
}

/**
 * Schema of {@link TrusteeAuthorization}.
 *
 * @since 0.1.0
 * @category models
 */
export const TrusteeAuthorization: Schema.Schema<TrusteeAuthorization> = Model.model("TrusteeAuthorization", {
  permissions: Model.optional(Model.array(Model.string))
})

/**
 * Organization that trusts users of another one, so that they can work in it.
 *
 * @since 0.1.0
 * @category models
 */
export interface Trustor {
  /** Id of the organization. Read-only. */
  readonly id: string
  /** Whether the trust is still in effect. */
  readonly enabled?: boolean | undefined
  /** Read-only. ISO-8601 in UTC. */
  readonly dateCreated?: string | undefined
  /** User who established the trust. Read-only. */
  readonly createdBy?: OrgUser | undefined
  /** Read-only. */
  readonly organization?: Organization | undefined
  /** Read-only. */
  readonly authorization?: TrusteeAuthorization | undefined
  readonly selfUri?: string | undefined
}

/**
 * Schema of {@link Trustor}.
 *
 * @since 0.1.0
 * @category models
 */
export const Trustor: Schema.Schema<Trustor> = Model.model("Trustor", {
  id: Model.string,
  enabled: Model.optional(Model.boolean),
  dateCreated: Model.optional(Model.dateTime),
  createdBy: Model.optional(OrgUser),
  organization: Model.optional(Organization),
  authorization: Model.optional(TrusteeAuthorization),
  selfUri: Model.optional(Model.uri)
})

/**
 * Page of organizations that trust a user.
 *
 * @since 0.1.0
 * @category models
 */
export interface TrustorEntityListing extends Common.EntityListing {
  readonly entities: ReadonlyArray<Trustor>
}

/**
 * Schema of {@link TrustorEntityListing}.
 *
 * @since 0.1.0
 * @category models
 */
export const TrustorEntityListing: Schema.Schema<TrustorEntityListing> = Model.extend(
  "TrustorEntityListing",
  Common.listingFields,
  {
    entities: Model.array(Trustor)
  }
)
