/**
 * Users, and the models that refer to them: out-of-office settings, stations and groups.
 *
 * @since 0.1.0
 */

import type * as Schema from "effect/Schema"
import * as Model from "../internal/schema/model.js"
import * as Authorization from "./Authorization.js"
import * as Common from "./Common.js"
import * as Contact from "./Contact.js"
import * as Location from "./Location.js"
import * as Presence from "./Presence.js"
import * as Routing from "./Routing.js"
import * as Token from "./Token.js"

/**
 * Image in one size. Today's API (2026) calls the model `Image`.
 *
 * @since 0.1.0
 * @category models
 */
export interface UserImage {
  /** Size in pixels, for example `640x480`, or `x128` if only the height is fixed. */
  readonly resolution?: string | undefined
  readonly imageUri?: string | undefined
}

/**
 * Schema of {@link UserImage}.
 *
 * @since 0.1.0
 * @category models
 */
export const UserImage: Schema.Schema<UserImage> = Model.model("UserImage", {
  resolution: Model.optional(Model.string),
  imageUri: Model.optional(Model.string)
})

/**
 * One education of a user, for example a degree.
 *
 * @since 0.1.0
 * @category models
 */
export interface Education {
  readonly school?: string | undefined
  readonly fieldOfStudy?: string | undefined
  readonly notes?: string | undefined
  /** Date in the format `yyyy-MM-dd`. */
  readonly dateStart?: string | undefined
  /** Date in the format `yyyy-MM-dd`. */
  readonly dateEnd?: string | undefined
}

/**
 * Schema of {@link Education}.
 *
 * @since 0.1.0
 * @category models
 */
export const Education: Schema.Schema<Education> = Model.model("Education", {
  school: Model.optional(Model.string),
  fieldOfStudy: Model.optional(Model.string),
  notes: Model.optional(Model.string),
  dateStart: Model.optional(Model.string),
  dateEnd: Model.optional(Model.string)
})

/**
 * Biography of a user.
 *
 * @since 0.1.0
 * @category models
 */
export interface Biography {
  readonly biography?: string | undefined
  readonly interests?: ReadonlyArray<string> | undefined
  readonly hobbies?: ReadonlyArray<string> | undefined
  readonly spouse?: string | undefined
  readonly education?: ReadonlyArray<Education> | undefined
}

/**
 * Schema of {@link Biography}.
 *
 * @since 0.1.0
 * @category models
 */
export const Biography: Schema.Schema<Biography> = Model.model("Biography", {
  biography: Model.optional(Model.string),
  interests: Model.optional(Model.array(Model.string)),
  hobbies: Model.optional(Model.array(Model.string)),
  spouse: Model.optional(Model.string),
  education: Model.optional(Model.array(Education))
})

/**
 * Information of the employer about a user.
 *
 * @since 0.1.0
 * @category models
 */
export interface EmployerInfo {
  /** Name in official documents. */
  readonly officialName?: string | undefined
  readonly employeeId?: string | undefined
  readonly employeeType?: string | undefined
  /** Date in the format `yyyy-MM-dd`. */
  readonly dateHire?: string | undefined
}

/**
 * Schema of {@link EmployerInfo}.
 *
 * @since 0.1.0
 * @category models
 */
export const EmployerInfo: Schema.Schema<EmployerInfo> = Model.model("EmployerInfo", {
  officialName: Model.optional(Model.string),
  employeeId: Model.optional(Model.string),
  employeeType: Model.optional(Model.string),
  dateHire: Model.optional(Model.string)
})

/**
 * Team. A user is in at most one team. The service calls the model `TeamFullReference` if the team is part of a role.
 *
 * @since 0.1.0
 * @category models
 */
export interface Team {
  /** Read-only. */
  readonly id: string
  readonly name?: string | undefined
  readonly division?: Common.WritableDivision | undefined
  readonly description?: string | undefined
  /** Read-only. ISO-8601 in UTC. */
  readonly dateCreated?: string | undefined
  /** Read-only. ISO-8601 in UTC. */
  readonly dateModified?: string | undefined
  /** Read-only. */
  readonly memberCount?: number | undefined
  readonly selfUri?: string | undefined
}

/**
 * Schema of {@link Team}.
 *
 * @since 0.1.0
 * @category models
 */
export const Team: Schema.Schema<Team> = Model.model("Team", {
  id: Model.string,
  name: Model.optional(Model.string),
  division: Model.optional(Common.WritableDivision),
  description: Model.optional(Model.string),
  dateCreated: Model.optional(Model.dateTime),
  dateModified: Model.optional(Model.dateTime),
  memberCount: Model.optional(Model.integer),
  selfUri: Model.optional(Model.uri)
})

/**
 * Ranks of a user in bids for work plans.
 *
 * @since 0.1.0
 * @category models
 */
export interface WorkPlanBidRanks {
  readonly id?: string | undefined
  readonly workPlanBiddingPerformance?: number | undefined
  /** Value that decides between users of equal performance. */
  readonly biddingTieBreaker?: string | undefined
  readonly selfUri?: string | undefined
}

/**
 * Schema of {@link WorkPlanBidRanks}.
 *
 * @since 0.1.0
 * @category models
 */
export const WorkPlanBidRanks: Schema.Schema<WorkPlanBidRanks> = Model.model("WorkPlanBidRanks", {
  id: Model.optional(Model.string),
  workPlanBiddingPerformance: Model.optional(Model.integer),
  biddingTieBreaker: Model.optional(Model.string),
  selfUri: Model.optional(Model.uri)
})

/**
 * Out-of-office setting of a user. PUT requires `active`, and either `startDate` and `endDate` or `indefinite`.
 *
 * @since 0.1.0
 * @category models
 */
export interface OutOfOffice {
  /** Read-only. */
  readonly id?: string | undefined
  readonly name?: string | undefined
  readonly user?: User | undefined
  /** ISO-8601 in UTC. */
  readonly startDate?: string | undefined
  /** ISO-8601 in UTC. */
  readonly endDate?: string | undefined
  readonly active?: boolean | undefined
  /** Whether the absence has no end. */
  readonly indefinite?: boolean | undefined
  readonly selfUri?: string | undefined
}

/**
 * Schema of {@link OutOfOffice}.
 *
 * @since 0.1.0
 * @category models
 */
export const OutOfOffice: Schema.Schema<OutOfOffice> = Model.model("OutOfOffice", {
  id: Model.optional(Model.string),
  name: Model.optional(Model.string),
  user: Model.optional(Model.lazy(() => User)),
  startDate: Model.optional(Model.dateTime),
  endDate: Model.optional(Model.dateTime),
  active: Model.optional(Model.boolean),
  indefinite: Model.optional(Model.boolean),
  selfUri: Model.optional(Model.uri)
})

/**
 * Station of a user: a hardware or software phone.
 *
 * @since 0.1.0
 * @category models
 */
export interface UserStation {
  /** Read-only. */
  readonly id?: string | undefined
  readonly name?: string | undefined
  /** Type of station. */
  readonly type?: string | undefined
  /** User who is associated with the station. */
  readonly associatedUser?: User | undefined
  /** Start of the association. ISO-8601 in UTC. */
  readonly associatedDate?: string | undefined
  /** User whose default station it is. */
  readonly defaultUser?: User | undefined
  /** Information of the provider of the phone. */
  readonly providerInfo?: { readonly [key: string]: string } | undefined
  /** Maximum number of simultaneous calls of a WebRTC phone. Read-only. */
  readonly webRtcCallAppearances?: number | undefined
}

/**
 * Schema of {@link UserStation}.
 *
 * @since 0.1.0
 * @category models
 */
export const UserStation: Schema.Schema<UserStation> = Model.model("UserStation", {
  id: Model.optional(Model.string),
  name: Model.optional(Model.string),
  type: Model.optional(Model.string),
  associatedUser: Model.optional(Model.lazy(() => User)),
  associatedDate: Model.optional(Model.dateTime),
  defaultUser: Model.optional(Model.lazy(() => User)),
  providerInfo: Model.optional(Model.record(Model.string)),
  webRtcCallAppearances: Model.optional(Model.integer)
})

/**
 * Stations of a user. All properties are read-only. A property is absent if the user has no such station.
 *
 * @since 0.1.0
 * @category models
 */
export interface UserStations {
  /** Station in use. */
  readonly associatedStation?: UserStation | undefined
  /** Station that rings for a call: the associated station, or the default station if no station is associated. */
  readonly effectiveStation?: UserStation | undefined
  /** Station with which the user is associated by default. */
  readonly defaultStation?: UserStation | undefined
  /** Station that was used last. */
  readonly lastAssociatedStation?: UserStation | undefined
}

/**
 * Schema of {@link UserStations}.
 *
 * @since 0.1.0
 * @category models
 */
export const UserStations: Schema.Schema<UserStations> = Model.model("UserStations", {
  associatedStation: Model.optional(UserStation),
  effectiveStation: Model.optional(UserStation),
  defaultStation: Model.optional(UserStation),
  lastAssociatedStation: Model.optional(UserStation)
})

/**
 * Group of users. An update of a user requires `id` only.
 *
 * @since 0.1.0
 * @category models
 */
export interface Group {
  /** Read-only. */
  readonly id: string
  readonly name?: string | undefined
  readonly description?: string | undefined
  /** Read-only. ISO-8601 in UTC. */
  readonly dateModified?: string | undefined
  /** Read-only. */
  readonly memberCount?: number | undefined
  /** Read-only. */
  readonly state?: Common.EntityState | undefined
  /** Current version. Read-only. */
  readonly version?: number | undefined
  readonly type?: "official" | "social" | (string & {}) | undefined
  readonly images?: ReadonlyArray<UserImage> | undefined
  readonly addresses?: ReadonlyArray<Contact.GroupContact> | undefined
  /** Whether the membership rules are visible to those who can see the group. */
  readonly rulesVisible?: boolean | undefined
  /** Users who can see the group. */
  readonly visibility?: "public" | "owners" | "members" | (string & {}) | undefined
  readonly owners?: ReadonlyArray<User> | undefined
  /** Whether roles can be granted to the group. */
  readonly rolesEnabled?: boolean | undefined
  /** Whether the owners are also members. */
  readonly includeOwners?: boolean | undefined
  /** Whether the group can be called. */
  readonly callsEnabled?: boolean | undefined
  readonly email?: string | undefined
  readonly selfUri?: string | undefined
}

/**
 * Schema of {@link Group}.
 *
 * @since 0.1.0
 * @category models
 */
export const Group: Schema.Schema<Group> = Model.model("Group", {
  id: Model.string,
  name: Model.optional(Model.string),
  description: Model.optional(Model.string),
  dateModified: Model.optional(Model.dateTime),
  memberCount: Model.optional(Model.integer),
  state: Model.optional(Common.EntityState),
  version: Model.optional(Model.integer),
  type: Model.optional(Model.open("official", "social")),
  images: Model.optional(Model.array(UserImage)),
  addresses: Model.optional(Model.array(Contact.GroupContact)),
  rulesVisible: Model.optional(Model.boolean),
  visibility: Model.optional(Model.open("public", "owners", "members")),
  owners: Model.optional(Model.array(Model.lazy(() => User))),
  rolesEnabled: Model.optional(Model.boolean),
  includeOwners: Model.optional(Model.boolean),
  callsEnabled: Model.optional(Model.boolean),
  email: Model.optional(Model.string),
  selfUri: Model.optional(Model.uri)
})

/**
 * User of the organization. A user that is part of another model has little more than `id`. Properties with the remark
 * "With `expand`" are present only if `expand` contains their name. Even then, the service can omit them.
 *
 * @since 0.1.0
 * @category models
 */
export interface User {
  /** Read-only. */
  readonly id: string
  readonly name?: string | undefined
  readonly chat?: Contact.Chat | undefined
  readonly department?: string | undefined
  readonly email?: string | undefined
  /** Primary email address and phone number of `addresses`. Read-only. */
  readonly primaryContactInfo?: ReadonlyArray<Contact.Contact> | undefined
  readonly addresses?: ReadonlyArray<Contact.Contact> | undefined
  /** Read-only. `Users.patchUser` changes it. */
  readonly state?: Common.EntityState | undefined
  readonly title?: string | undefined
  /** User name, which is usually the email address. */
  readonly username?: string | undefined
  /** Manager, with little more than `id`. */
  readonly manager?: User | undefined
  /** Images in several sizes. */
  readonly images?: ReadonlyArray<UserImage> | undefined
  /** Current version. Required in an update. Absent if the user is part of another model. */
  readonly version?: number | undefined
  /** With `expand`. Read-only. */
  readonly routingStatus?: Routing.RoutingStatus | undefined
  /** With `expand`. Read-only. */
  readonly presence?: Presence.UserPresence | undefined
  /** With `expand`. Read-only. */
  readonly conversationSummary?: Presence.UserConversationSummary | undefined
  /** With `expand`. Read-only. */
  readonly outOfOffice?: OutOfOffice | undefined
  /** With `expand`. Read-only. */
  readonly geolocation?: Location.Geolocation | undefined
  /** With `expand`. Read-only. */
  readonly station?: UserStations | undefined
  /** With `expand`. Read-only. */
  readonly authorization?: Authorization.UserAuthorization | undefined
  /** Skills on the profile, as free text. Routing does not use them. With `expand`. Read-only. */
  readonly profileSkills?: ReadonlyArray<string> | undefined
  /** With `expand`. Read-only. */
  readonly locations?: ReadonlyArray<Location.Location> | undefined
  /** With `expand`. Read-only. */
  readonly groups?: ReadonlyArray<Group> | undefined
  readonly division?: Common.Division | undefined
  /** With `expand`. */
  readonly certifications?: ReadonlyArray<string> | undefined
  /** With `expand`. */
  readonly biography?: Biography | undefined
  /** With `expand`. */
  readonly employerInfo?: EmployerInfo | undefined
  /** Name by which the user prefers to be called. */
  readonly preferredName?: string | undefined
  /** Presence in another product. With `expand`. Read-only. */
  readonly integrationPresence?: Presence.UserPresence | undefined
  /** With `expand`. Read-only. */
  readonly team?: Team | undefined
  /** With `expand`. Read-only. */
  readonly workPlanBidRanks?: WorkPlanBidRanks | undefined
  /** Routing skills. With `expand`. Read-only. */
  readonly skills?: ReadonlyArray<Routing.UserRoutingSkill> | undefined
  /** Routing languages. With `expand`. Read-only. */
  readonly languages?: ReadonlyArray<Routing.UserRoutingLanguage> | undefined
  /** Whether conversations from queues are answered automatically. */
  readonly acdAutoAnswer?: boolean | undefined
  /** Language of the user interface. With `expand`. Read-only. */
  readonly languagePreference?: string | undefined
  /** Time at which the last token was issued. Requires `lasttokenissued` in `expand`. */
  readonly lastTokenIssued?: Token.OAuthLastTokenIssued | undefined
  /** With `expand`. Read-only. ISO-8601 in UTC. */
  readonly dateLastLogin?: string | undefined
  /** Time of the invitation. With `expand`. Read-only. ISO-8601 in UTC. */
  readonly dateWelcomeSent?: string | undefined
  readonly selfUri?: string | undefined
}

/** @internal */
export const userFields = {
  id: Model.string,
  name: Model.optional(Model.string),
  chat: Model.optional(Contact.Chat),
  department: Model.optional(Model.string),
  email: Model.optional(Model.string),
  primaryContactInfo: Model.optional(Model.array(Contact.Contact)),
  addresses: Model.optional(Model.array(Contact.Contact)),
  state: Model.optional(Common.EntityState),
  title: Model.optional(Model.string),
  username: Model.optional(Model.string),
  manager: Model.optional(Model.lazy(() => User)),
  images: Model.optional(Model.array(UserImage)),
  version: Model.optional(Model.integer),
  routingStatus: Model.optional(Routing.RoutingStatus),
  presence: Model.optional(Presence.UserPresence),
  conversationSummary: Model.optional(Presence.UserConversationSummary),
  outOfOffice: Model.optional(OutOfOffice),
  geolocation: Model.optional(Location.Geolocation),
  station: Model.optional(UserStations),
  authorization: Model.optional(Authorization.UserAuthorization),
  profileSkills: Model.optional(Model.array(Model.string)),
  locations: Model.optional(Model.array(Location.Location)),
  groups: Model.optional(Model.array(Group)),
  division: Model.optional(Common.Division),
  certifications: Model.optional(Model.array(Model.string)),
  biography: Model.optional(Biography),
  employerInfo: Model.optional(EmployerInfo),
  preferredName: Model.optional(Model.string),
  integrationPresence: Model.optional(Presence.UserPresence),
  team: Model.optional(Team),
  workPlanBidRanks: Model.optional(WorkPlanBidRanks),
  skills: Model.optional(Model.array(Routing.UserRoutingSkill)),
  languages: Model.optional(Model.array(Routing.UserRoutingLanguage)),
  acdAutoAnswer: Model.optional(Model.boolean),
  languagePreference: Model.optional(Model.string),
  lastTokenIssued: Model.optional(Token.OAuthLastTokenIssued),
  dateLastLogin: Model.optional(Model.dateTime),
  dateWelcomeSent: Model.optional(Model.dateTime),
  selfUri: Model.optional(Model.uri)
}

/**
 * Schema of {@link User}.
 *
 * @since 0.1.0
 * @category models
 */
export const User: Schema.Schema<User> = Model.model("User", userFields)

/**
 * Users next to a user in the organization chart.
 *
 * @since 0.1.0
 * @category models
 */
export interface Adjacents {
  readonly superiors?: ReadonlyArray<User> | undefined
  /** Users with the same manager. */
  readonly siblings?: ReadonlyArray<User> | undefined
  readonly directReports?: ReadonlyArray<User> | undefined
}

/**
 * Schema of {@link Adjacents}.
 *
 * @since 0.1.0
 * @category models
 */
export const Adjacents: Schema.Schema<Adjacents> = Model.model("Adjacents", {
  superiors: Model.optional(Model.array(User)),
  siblings: Model.optional(Model.array(User)),
  directReports: Model.optional(Model.array(User))
})

/**
 * Page of users.
 *
 * @since 0.1.0
 * @category models
 */
export interface UserEntityListing extends Common.EntityListing {
  readonly entities: ReadonlyArray<User>
}

/**
 * Schema of {@link UserEntityListing}.
 *
 * @since 0.1.0
 * @category models
 */
export const UserEntityListing: Schema.Schema<UserEntityListing> = Model.extend(
  "UserEntityListing",
  Common.listingFields,
  {
    entities: Model.array(User)
  }
)

/**
 * Page of users that is read by a cursor. It has no total.
 *
 * @since 0.2.0
 * @category models
 */
export interface UserCursorEntityListing {
  readonly entities: ReadonlyArray<User>
  /** Number of users on the page. It is not the total. */
  readonly results?: number | undefined
  /** Cursor of the next page. Absent on the last page. */
  readonly cursor?: string | undefined
  readonly selfUri?: string | undefined
  /** Absent on the last page. */
  readonly nextUri?: string | undefined
}

/**
 * Schema of {@link UserCursorEntityListing}.
 *
 * @since 0.2.0
 * @category models
 */
export const UserCursorEntityListing: Schema.Schema<UserCursorEntityListing> = Model.model("UserCursorEntityListing", {
  entities: Model.array(User),
  results: Model.optional(Model.integer),
  cursor: Model.optional(Model.string),
  selfUri: Model.optional(Model.string),
  nextUri: Model.optional(Model.string)
})
