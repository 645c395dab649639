/**
 * The organisation: what it is, its presences and roles, and who trusts whom.
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
 * The product that an organisation uses.
 *
 * @since 0.1.0
 * @category models
 */
export type ProductPlatform =
  | "GenesysCloud"
  | "PureCloud"
  | "PureEngage"
  | "PureEngageCloud"
  | "PureConnect"
  | "PureConnectCloud"
  | "Unknown"
  | (string & {})

/**
 * Schema of {@link ProductPlatform}.
 *
 * @since 0.1.0
 * @category models
 */
export const ProductPlatform: Schema.Schema<ProductPlatform> = Model.open(
  "GenesysCloud",
  "PureCloud",
  "PureEngage",
  "PureEngageCloud",
  "PureConnect",
  "PureConnectCloud",
  "Unknown"
)

/**
 * An organisation.
 *
 * @since 0.1.0
 * @category models
 */
export interface Organization {
  /** Read-only. */
  readonly id: string
  readonly name?: string | undefined
  /** Such as `en`. */
  readonly defaultLanguage?: string | undefined
  /** Such as `US`. */
  readonly defaultCountryCode?: string | undefined
  /** Name in short, unique among all organisations. Read-only. */
  readonly thirdPartyOrgName?: string | undefined
  readonly thirdPartyURI?: string | undefined
  readonly domain?: string | undefined
  /** Current version; an update must send it. */
  readonly version?: number | undefined
  readonly state?: Common.EntityState | undefined
  readonly defaultSiteId?: string | undefined
  /** Email address. */
  readonly supportURI?: string | undefined
  readonly voicemailEnabled?: boolean | undefined
  /** What is switched on, by name. Read-only. */
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
 * A product that the organisation has a licence for.
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
 * A presence that an organisation has set up.
 *
 * @since 0.1.0
 * @category models
 */
export interface OrganizationPresence {
  /** Read-only. */
  readonly id: string
  readonly name?: string | undefined
  /** Its name in each language, by language code. */
  readonly languageLabels?: { readonly [key: string]: string } | undefined
  /** The presence of the service that it is a kind of. */
  readonly systemPresence?: string | undefined
  /** Whether it can no longer be chosen. */
  readonly deactivated?: boolean | undefined
  /** Whether it is the one that stands for its system presence. */
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
 * A presence that an organisation has set up, where presences belong to divisions.
 *
 * @since 0.1.0
 * @category models
 */
export interface OrganizationPresenceDefinition {
  /** Read-only. */
  readonly id?: string | undefined
  readonly name?: string | undefined
  /** `System` came with the organisation, `User` was added. */
  readonly type?: "System" | "User" | (string & {}) | undefined
  /** Its name in each language, by language code. */
  readonly languageLabels?: { readonly [key: string]: string } | undefined
  readonly systemPresence?: Presence.SystemPresence | undefined
  readonly divisionId?: string | undefined
  /** Whether it can no longer be chosen. */
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
 * What a condition compares with.
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
 * A condition on what a permission reaches: either a comparison, or terms joined by `conjunction`.
 *
 * @since 0.1.0
 * @category models
 */
export interface DomainResourceConditionNode {
  /** What is compared. */
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
 * Permissions on one kind of entity, as a role has them.
 *
 * @since 0.1.0
 * @category models
 */
export interface DomainPermissionPolicy {
  /** First part of the permission, such as `routing`. */
  readonly domain?: string | undefined
  /** Second part of the permission, such as `queue`. */
  readonly entityName?: string | undefined
  readonly policyName?: string | undefined
  readonly policyDescription?: string | undefined
  /** Third parts of the permission, such as `view`. None twice. */
  readonly actionSet?: ReadonlyArray<string> | undefined
  /** Names of the resources it is limited to. None twice. */
  readonly namedResources?: ReadonlyArray<string> | undefined
  /** Whether conditions can be put on it. */
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
 * A role of the organisation.
 *
 * @since 0.1.0
 * @category models
 */
export interface DomainOrganizationRole {
  readonly id: string
  readonly name?: string | undefined
  readonly description?: string | undefined
  /** The role of the service that it came from. */
  readonly defaultRoleId?: string | undefined
  /** Permissions of the older kind, a word each. None twice. */
  readonly permissions?: ReadonlyArray<string> | undefined
  /** None twice. */
  readonly permissionPolicies?: ReadonlyArray<DomainPermissionPolicy> | undefined
  readonly userCount?: number | undefined
  /** Whether the role it came from has changed since. */
  readonly roleNeedsUpdate?: boolean | undefined
  readonly default?: boolean | undefined
  readonly base?: boolean | undefined
  /** Permissions that nothing has been done with. Read-only. */
  readonly unusedPermissions?: ReadonlyArray<string> | undefined
  /** The licence it needs. */
  readonly baseLicense?: string | undefined
  /** Further licences it needs. */
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
 * A user with the organisation: one from outside. (The service leaves `selfUri` out here.)
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
 * What a trusted user may do.
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
 * An organisation that lets users of another one work in it.
 *
 * @since 0.1.0
 * @category models
 */
export interface Trustor {
  /** Id of the organisation. Read-only. */
  readonly id: string
  /** Whether it still trusts. */
  readonly enabled?: boolean | undefined
  /** Read-only. ISO-8601 in UTC. */
  readonly dateCreated?: string | undefined
  /** Who of it began to trust. Read-only. */
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
 * A page of organisations that trust a user.
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
