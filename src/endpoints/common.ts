/**
 * What the declarations share: values of queries, page parameters, the statuses of errors.
 *
 * @since 0.1.0
 */

import type * as Schema from "effect/Schema"
import * as Endpoint from "../Endpoint.js"
import * as Model from "../internal/schema/model.js"

/**
 * What a user can be asked for besides. The last ones are of today's service only, from `integrationPresence` on.
 *
 * @since 0.1.0
 * @category parameters
 */
export type UserExpand =
  | "routingStatus"
  | "presence"
  | "conversationSummary"
  | "outOfOffice"
  | "geolocation"
  | "station"
  | "authorization"
  | "profileSkills"
  | "locations"
  | "groups"
  | "integrationPresence"
  | "lasttokenissued"
  | "authorization.unusedRoles"
  | "team"
  | "workPlanBidRanks"
  | "externalContactsSettings"
  | "customAttributes"
  | "certifications"
  | "skills"
  | "languages"
  | "languagePreference"
  | "employerInfo"
  | "biography"
  | "dateLastLogin"
  | "dateWelcomeSent"

/**
 * Schema of {@link UserExpand}.
 *
 * @since 0.1.0
 * @category parameters
 */
export const UserExpand: Schema.Schema<UserExpand> = Model.closed(
  "routingStatus",
  "presence",
  "conversationSummary",
  "outOfOffice",
  "geolocation",
  "station",
  "authorization",
  "profileSkills",
  "locations",
  "groups",
  "integrationPresence",
  "lasttokenissued",
  "authorization.unusedRoles",
  "team",
  "workPlanBidRanks",
  "externalContactsSettings",
  "customAttributes",
  "certifications",
  "skills",
  "languages",
  "languagePreference",
  "employerInfo",
  "biography",
  "dateLastLogin",
  "dateWelcomeSent"
)

/**
 * What the user of the token can be asked for besides.
 *
 * @since 0.1.0
 * @category parameters
 */
export type UserMeExpand =
  | "routingStatus"
  | "presence"
  | "conversationSummary"
  | "outOfOffice"
  | "geolocation"
  | "station"
  | "authorization"
  | "profileSkills"
  | "locations"
  | "groups"
  | "date"
  | "geolocationsettings"
  | "organization"
  | "presencedefinitions"
  | "locationdefinitions"
  | "orgauthorization"
  | "favorites"
  | "superiors"
  | "directreports"
  | "adjacents"
  | "routingskills"
  | "routinglanguages"
  | "fieldconfigs"
  | "token"
  | "trustors"
  | "integrationPresence"
  | "lasttokenissued"
  | "authorization.unusedRoles"
  | "team"
  | "workPlanBidRanks"
  | "externalContactsSettings"
  | "customAttributes"
  | "certifications"
  | "skills"
  | "languages"
  | "languagePreference"
  | "employerInfo"
  | "biography"
  | "dateLastLogin"
  | "dateWelcomeSent"
  | "divisionedpresencedefinitions"
  | "orgproducts"
  | "logCapture"
  | "autoanswersettings"

/**
 * Schema of {@link UserMeExpand}.
 *
 * @since 0.1.0
 * @category parameters
 */
export const UserMeExpand: Schema.Schema<UserMeExpand> = Model.closed(
  "routingStatus",
  "presence",
  "conversationSummary",
  "outOfOffice",
  "geolocation",
  "station",
  "authorization",
  "profileSkills",
  "locations",
  "groups",
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
  "integrationPresence",
  "lasttokenissued",
  "authorization.unusedRoles",
  "team",
  "workPlanBidRanks",
  "externalContactsSettings",
  "customAttributes",
  "certifications",
  "skills",
  "languages",
  "languagePreference",
  "employerInfo",
  "biography",
  "dateLastLogin",
  "dateWelcomeSent",
  "divisionedpresencedefinitions",
  "orgproducts",
  "logCapture",
  "autoanswersettings"
)

/**
 * What a profile can be asked for besides. `profileSkills` and `locations` are of the service of 2018 only.
 *
 * @since 0.1.0
 * @category parameters
 */
export type UserProfileExpand =
  | "routingStatus"
  | "presence"
  | "conversationSummary"
  | "outOfOffice"
  | "geolocation"
  | "station"
  | "authorization"
  | "profileSkills"
  | "locations"
  | "groups"
  | "integrationPresence"
  | "lasttokenissued"
  | "authorization.unusedRoles"
  | "team"
  | "workPlanBidRanks"
  | "externalContactsSettings"
  | "customAttributes"

/**
 * Schema of {@link UserProfileExpand}.
 *
 * @since 0.1.0
 * @category parameters
 */
export const UserProfileExpand: Schema.Schema<UserProfileExpand> = Model.closed(
  "routingStatus",
  "presence",
  "conversationSummary",
  "outOfOffice",
  "geolocation",
  "station",
  "authorization",
  "profileSkills",
  "locations",
  "groups",
  "integrationPresence",
  "lasttokenissued",
  "authorization.unusedRoles",
  "team",
  "workPlanBidRanks",
  "externalContactsSettings",
  "customAttributes"
)

/**
 * What a listing of profiles can be asked for besides.
 *
 * @since 0.1.0
 * @category parameters
 */
export type ProfilesUsersExpand =
  | "routingStatus"
  | "presence"
  | "conversationSummary"
  | "outOfOffice"
  | "geolocation"
  | "station"
  | "authorization"
  | "integrationPresence"

/**
 * Schema of {@link ProfilesUsersExpand}.
 *
 * @since 0.1.0
 * @category parameters
 */
export const ProfilesUsersExpand: Schema.Schema<ProfilesUsersExpand> = Model.closed(
  "routingStatus",
  "presence",
  "conversationSummary",
  "outOfOffice",
  "geolocation",
  "station",
  "authorization",
  "integrationPresence"
)

/**
 * Which users are listed. `any` is of today's service only.
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
 * The order of a listing. The vendor's page calls the default `ASC`, which is not among the values it lists.
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
 * The product whose presence is to be told, with the expand `presence`.
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
 * The kind of entity whose fields are asked for.
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
 * Maximum number of items on a page, from 1 on. The service's default is 25.
 *
 * @since 0.1.0
 * @category parameters
 */
export const pageSize: Endpoint.Optional<number> = Endpoint.optional(Model.integerWithin(1))

/**
 * Number of the page. The first page, which is the default, is 1.
 *
 * @since 0.1.0
 * @category parameters
 */
export const pageNumber: Endpoint.Optional<number> = Endpoint.optional(Model.integerWithin(1))
