/**
 * User of the token.
 *
 * @since 0.1.0
 */

import type * as Schema from "effect/Schema"
import * as Model from "../internal/schema/model.js"
import * as FieldConfig from "./FieldConfig.js"
import * as Location from "./Location.js"
import * as Organization from "./Organization.js"
import * as Routing from "./Routing.js"
import * as Token from "./Token.js"
import * as User from "./User.js"

/**
 * Clock of the service.
 *
 * @since 0.1.0
 * @category models
 */
export interface ServerDate {
  /** ISO-8601 in UTC. */
  readonly currentDate?: string | undefined
}

/**
 * Schema of {@link ServerDate}.
 *
 * @since 0.1.0
 * @category models
 */
export const ServerDate: Schema.Schema<ServerDate> = Model.model("ServerDate", {
  currentDate: Model.optional(Model.dateTime)
})

/**
 * Whether conversations of one type are answered automatically.
 *
 * @since 0.1.0
 * @category models
 */
export interface AutoAnswerSetting {
  readonly enabled?: boolean | undefined
}

/**
 * Schema of {@link AutoAnswerSetting}.
 *
 * @since 0.1.0
 * @category models
 */
export const AutoAnswerSetting: Schema.Schema<AutoAnswerSetting> = Model.model("AutoAnswerSetting", {
  enabled: Model.optional(Model.boolean)
})

/**
 * Which types of conversations are answered automatically.
 *
 * @since 0.1.0
 * @category models
 */
export interface AutoAnswerSettings {
  /** Settings by type of conversation. */
  readonly settings?: { readonly [key: string]: AutoAnswerSetting } | undefined
}

/**
 * Schema of {@link AutoAnswerSettings}.
 *
 * @since 0.1.0
 * @category models
 */
export const AutoAnswerSettings: Schema.Schema<AutoAnswerSettings> = Model.model("AutoAnswerSettings", {
  settings: Model.optional(Model.record(AutoAnswerSetting))
})

/**
 * User of the token. The properties that {@link User.User} does not have are present only if `expand` requests them.
 * Lists have at most the documented number of items. The response does not show whether there are more.
 *
 * @since 0.1.0
 * @category models
 */
export interface UserMe extends User.User {
  /** Read-only. */
  readonly date?: ServerDate | undefined
  /** Read-only. */
  readonly geolocationSettings?: Location.GeolocationSettings | undefined
  /** Read-only. */
  readonly organization?: Organization.Organization | undefined
  /** At most 100. Read-only. */
  readonly presenceDefinitions?: ReadonlyArray<Organization.OrganizationPresence> | undefined
  /** At most 100. Read-only. */
  readonly locationDefinitions?: ReadonlyArray<Location.LocationDefinition> | undefined
  /** Roles of the organization, at most 100. Read-only. */
  readonly orgAuthorization?: ReadonlyArray<Organization.DomainOrganizationRole> | undefined
  /** At most 50. Read-only. */
  readonly favorites?: ReadonlyArray<User.User> | undefined
  /** At most 50. Read-only. */
  readonly superiors?: ReadonlyArray<User.User> | undefined
  /** At most 50. Read-only. */
  readonly directReports?: ReadonlyArray<User.User> | undefined
  /** At most 50 of each. `expand` cannot also contain `superiors` or `directreports`. Read-only. */
  readonly adjacents?: User.Adjacents | undefined
  /** At most 50. Read-only. */
  readonly routingSkills?: ReadonlyArray<Routing.RoutingSkill> | undefined
  /** Read-only. */
  readonly fieldConfigs?: FieldConfig.FieldConfigs | undefined
  /** Read-only. */
  readonly token?: Token.TokenInfo | undefined
  /** Organizations that trust the user. Read-only. */
  readonly trustors?: ReadonlyArray<Organization.Trustor> | undefined
  /** Read-only. */
  readonly autoAnswerSettings?: AutoAnswerSettings | undefined
  /** Read-only. */
  readonly divisionedPresenceDefinitions?: ReadonlyArray<Organization.OrganizationPresenceDefinition> | undefined
  /** Read-only. */
  readonly orgProducts?: ReadonlyArray<Organization.DomainOrganizationProduct> | undefined
}

/**
 * Schema of {@link UserMe}.
 *
 * @since 0.1.0
 * @category models
 */
export const UserMe: Schema.Schema<UserMe> = Model.extend("UserMe", User.userFields, {
  date: Model.optional(ServerDate),
  geolocationSettings: Model.optional(Location.GeolocationSettings),
  organization: Model.optional(Organization.Organization),
  presenceDefinitions: Model.optional(Model.array(Organization.OrganizationPresence)),
  locationDefinitions: Model.optional(Model.array(Location.LocationDefinition)),
  orgAuthorization: Model.optional(Model.array(Organization.DomainOrganizationRole)),
  favorites: Model.optional(Model.array(User.User)),
  superiors: Model.optional(Model.array(User.User)),
  directReports: Model.optional(Model.array(User.User)),
  adjacents: Model.optional(User.Adjacents),
  routingSkills: Model.optional(Model.array(Routing.RoutingSkill)),
  fieldConfigs: Model.optional(FieldConfig.FieldConfigs),
  token: Model.optional(Token.TokenInfo),
  trustors: Model.optional(Model.array(Organization.Trustor)),
  autoAnswerSettings: Model.optional(AutoAnswerSettings),
  divisionedPresenceDefinitions: Model.optional(Model.array(Organization.OrganizationPresenceDefinition)),
  orgProducts: Model.optional(Model.array(Organization.DomainOrganizationProduct))
})
