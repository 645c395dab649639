/**
 * Query keys that several declarations share, and their values.
 *
 * @since 0.1.0
 */

import type * as Schema from "effect/Schema"
import * as Endpoint from "../Endpoint.js"
import * as Model from "../internal/schema/model.js"

/** Returns the same union. It makes editors show the alias to which the union is assigned, instead of the values. */
type OneOf<Value> = Value extends unknown ? Value : never

// Each list includes the values of the list before it, so that each value is written only once.

const profilesUsersExpands = [
  "routingStatus",
  "presence",
  "conversationSummary",
  "outOfOffice",
  "geolocation",
  "station",
  "authorization",
  "integrationPresence"
] as const

const userProfileExpands = [
  ...profilesUsersExpands,
  "profileSkills",
  "locations",
  "groups",
  "lasttokenissued",
  "authorization.unusedRoles",
  "team",
  "workPlanBidRanks",
  "externalContactsSettings",
  "customAttributes"
] as const

const userExpands = [
  ...userProfileExpands,
  "certifications",
  "skills",
  "languages",
  "languagePreference",
  "employerInfo",
  "biography",
  "dateLastLogin",
  "dateWelcomeSent"
] as const

const userMeExpands = [
  ...userExpands,
  "date",
  "geolocationsettings",
  "organization",
  "presencedefinitions",
  "locationdefinitions",
  "orgauthorization",
  "favorites",
  "superiors",
  "directreports",
  "adjacents",
  "routingskills",
  "routinglanguages",
  "fieldconfigs",
  "token",
  "trustors",
  "divisionedpresencedefinitions",
  "orgproducts",
  "logCapture",
  "autoanswersettings"
] as const

/**
 * Property that `expand` adds to each profile of a listing.
 *
 * @since 0.1.0
 * @category parameters
 */
export type ProfilesUsersExpand = OneOf<(typeof profilesUsersExpands)[number]>

/**
 * Schema of {@link ProfilesUsersExpand}.
 *
 * @since 0.1.0
 * @category parameters
 */
export const ProfilesUsersExpand: Schema.Schema<ProfilesUsersExpand> = Model.closed(...profilesUsersExpands)

/**
 * Property that `expand` adds to a profile. `profileSkills` and `locations` are for the API of 2018 only.
 *
 * @since 0.1.0
 * @category parameters
 */
export type UserProfileExpand = OneOf<(typeof userProfileExpands)[number]>

/**
 * Schema of {@link UserProfileExpand}.
 *
 * @since 0.1.0
 * @category parameters
 */
export const UserProfileExpand: Schema.Schema<UserProfileExpand> = Model.closed(...userProfileExpands)

/**
 * Property that `expand` adds to a user. The API of 2018 does not have `integrationPresence`, `lasttokenissued`,
 * `authorization.unusedRoles`, `team`, `workPlanBidRanks`, `externalContactsSettings`, `customAttributes`, and the
 * values from `certifications` to the end of the list.
 *
 * @since 0.1.0
 * @category parameters
 */
export type UserExpand = OneOf<(typeof userExpands)[number]>

/**
 * Schema of {@link UserExpand}.
 *
 * @since 0.1.0
 * @category parameters
 */
export const UserExpand: Schema.Schema<UserExpand> = Model.closed(...userExpands)

/**
 * Property that `expand` adds to the user of the token.
 *
 * @since 0.1.0
 * @category parameters
 */
export type UserMeExpand = OneOf<(typeof userMeExpands)[number]>

/**
 * Schema of {@link UserMeExpand}.
 *
 * @since 0.1.0
 * @category parameters
 */
export const UserMeExpand: Schema.Schema<UserMeExpand> = Model.closed(...userMeExpands)

/**
 * State of the users to return. `any` is for today's API (2026) only.
 *
 * @since 0.1.0
 * @category parameters
 */
export type UserState = "active" | "inactive" | "deleted" | "any"

/**
 * Schema of {@link UserState}.
 *
 * @since 0.1.0
 * @category parameters
 */
export const UserState: Schema.Schema<UserState> = Model.closed("active", "inactive", "deleted", "any")

/**
 * Sort order of a listing. The vendor documents the default as `ASC`, which is not one of the documented values.
 *
 * @since 0.1.0
 * @category parameters
 */
export type SortOrder = "ascending" | "descending"

/**
 * Schema of {@link SortOrder}.
 *
 * @since 0.1.0
 * @category parameters
 */
export const SortOrder: Schema.Schema<SortOrder> = Model.closed("ascending", "descending")

/**
 * Product whose presence is returned if `expand` contains `presence`.
 *
 * @since 0.1.0
 * @category parameters
 */
export type IntegrationPresenceSource = "MicrosoftTeams" | "ZoomPhone" | "EightByEight" | "RingCentral"

/**
 * Schema of {@link IntegrationPresenceSource}.
 *
 * @since 0.1.0
 * @category parameters
 */
export const IntegrationPresenceSource: Schema.Schema<IntegrationPresenceSource> = Model.closed(
  "MicrosoftTeams",
  "ZoomPhone",
  "EightByEight",
  "RingCentral"
)

/**
 * Type of entity whose field configuration is returned.
 *
 * @since 0.1.0
 * @category parameters
 */
export type FieldConfigType = "person" | "group" | "org" | "externalContact"

/**
 * Schema of {@link FieldConfigType}.
 *
 * @since 0.1.0
 * @category parameters
 */
export const FieldConfigType: Schema.Schema<FieldConfigType> = Model.closed("person", "group", "org", "externalContact")

/**
 * Type of a subject of roles: a user, a group, or an OAuth client.
 *
 * @since 0.2.0
 * @category parameters
 */
export type SubjectType = "PC_USER" | "PC_GROUP" | "PC_OAUTH_CLIENT"

/**
 * Schema of {@link SubjectType}.
 *
 * @since 0.2.0
 * @category parameters
 */
export const SubjectType: Schema.Schema<SubjectType> = Model.closed("PC_USER", "PC_GROUP", "PC_OAUTH_CLIENT")

/**
 * Type of a development activity. `Informational`, `AssessedContent` and `Assessment` are deprecated.
 *
 * @since 0.2.0
 * @category parameters
 */
export type DevelopmentActivityType =
  | "Informational"
  | "Coaching"
  | "AssessedContent"
  | "Assessment"
  | "External"
  | "Native"

/**
 * Schema of {@link DevelopmentActivityType}.
 *
 * @since 0.2.0
 * @category parameters
 */
export const DevelopmentActivityType: Schema.Schema<DevelopmentActivityType> = Model.closed(
  "Informational",
  "Coaching",
  "AssessedContent",
  "Assessment",
  "External",
  "Native"
)

/**
 * Status of a development activity.
 *
 * @since 0.2.0
 * @category parameters
 */
export type DevelopmentActivityStatus = "Planned" | "InProgress" | "Completed" | "InvalidSchedule" | "NotCompleted"

/**
 * Schema of {@link DevelopmentActivityStatus}.
 *
 * @since 0.2.0
 * @category parameters
 */
export const DevelopmentActivityStatus: Schema.Schema<DevelopmentActivityStatus> = Model.closed(
  "Planned",
  "InProgress",
  "Completed",
  "InvalidSchedule",
  "NotCompleted"
)

/**
 * Relationship of a user to a development activity.
 *
 * @since 0.2.0
 * @category parameters
 */
export type DevelopmentActivityRelationship = "Creator" | "Facilitator" | "Attendee"

/**
 * Schema of {@link DevelopmentActivityRelationship}.
 *
 * @since 0.2.0
 * @category parameters
 */
export const DevelopmentActivityRelationship: Schema.Schema<DevelopmentActivityRelationship> = Model.closed(
  "Creator",
  "Facilitator",
  "Attendee"
)

/**
 * Maximum number of items per page, from 1. Default: 25.
 *
 * @since 0.1.0
 * @category parameters
 */
export const pageSize: Endpoint.Optional<number> = Endpoint.optional(Model.integerWithin(1))

/**
 * Number of the page, from 1. Default: 1.
 *
 * @since 0.1.0
 * @category parameters
 */
export const pageNumber: Endpoint.Optional<number> = Endpoint.optional(Model.integerWithin(1))
