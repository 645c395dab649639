/**
 * Profiles, and how the organisation set them up.
 *
 * @since 0.1.0
 */

import * as Endpoint from "../Endpoint.js"
import * as Model from "../internal/schema/model.js"
import * as FieldConfig from "../models/FieldConfig.js"
import * as Profile from "../models/Profile.js"
import * as Pagination from "../Pagination.js"
import * as Permissions from "../Permissions.js"
import * as Shared from "./common.js"

/**
 * Which fields the profiles of one kind of entity have. `externalContact` is no longer answered since June 2024.
 *
 * `GET /api/v2/fieldconfig`
 *
 * @deprecated since 2021-07-02: nothing takes its place: the vendor names no successor.
 * @since 0.1.0
 * @category profile
 */
export const getFieldconfig = Endpoint.make({
  id: "getFieldconfig",
  method: "GET",
  path: "/api/v2/fieldconfig",
  query: { type: Shared.FieldConfigType },
  success: FieldConfig.FieldConfig,
  permissions: Permissions.none,
  deprecated: { since: "2021-07-02", use: "nothing: the vendor names no successor" },
  summary: "Fetch field config for an entity type"
})

/**
 * The profiles of users, 25 a page by default. `state` is `active` by default; today's service no longer takes it
 * (removed 2019-08-09).
 *
 * `GET /api/v2/profiles/users`
 *
 * @deprecated since 2020-06-26: use `getUsers`.
 * @since 0.1.0
 * @category profile
 */
export const getProfilesUsers = Endpoint.make({
  id: "getProfilesUsers",
  method: "GET",
  path: "/api/v2/profiles/users",
  query: {
    pageSize: Shared.pageSize,
    pageNumber: Shared.pageNumber,
    id: Endpoint.repeated(Model.string),
    jid: Endpoint.repeated(Model.string),
    sortOrder: Endpoint.optional(Shared.SortOrder),
    expand: Endpoint.repeated(Shared.ProfilesUsersExpand),
    state: Endpoint.optional(Model.closed("active", "deleted")),
    integrationPresenceSource: Endpoint.optional(Shared.IntegrationPresenceSource)
  },
  success: Profile.UserProfileEntityListing,
  permissions: Permissions.none,
  pagination: Pagination.pageNumber({ items: "entities" }),
  deprecated: { since: "2020-06-26", use: "getUsers" },
  summary: "Get a user profile listing"
})

/**
 * The profile of a user. Today's service no longer expands `profileSkills` and `locations`.
 *
 * `GET /api/v2/users/{userId}/profile`
 *
 * @deprecated since 2020-06-26: use `getUser`.
 * @since 0.1.0
 * @category profile
 */
export const getUserProfile = Endpoint.make({
  id: "getUserProfile",
  method: "GET",
  path: "/api/v2/users/{userId}/profile",
  pathParams: { userId: Model.string },
  query: {
    expand: Endpoint.repeated(Shared.UserProfileExpand),
    integrationPresenceSource: Endpoint.optional(Shared.IntegrationPresenceSource)
  },
  success: Profile.UserProfile,
  permissions: Permissions.none,
  deprecated: { since: "2020-06-26", use: "getUser" },
  summary: "Get user profile"
})

/**
 * The skills of a user in the user's own words. Routing does not know them. Not paged.
 *
 * `GET /api/v2/users/{userId}/profileskills`
 *
 * @since 0.1.0
 * @category profile
 */
export const getUserProfileskills = Endpoint.make({
  id: "getUserProfileskills",
  method: "GET",
  path: "/api/v2/users/{userId}/profileskills",
  pathParams: { userId: Model.string },
  success: Model.array(Model.string),
  permissions: Permissions.any("directory:userProfile:view"),
  summary: "List profile skills for a user"
})

/**
 * Sets the skills of a user in the user's own words: those that are left out are removed. Today's service needs the
 * body.
 *
 * `PUT /api/v2/users/{userId}/profileskills`. Of the permissions today's service takes `directory:userProfile:edit`
 * alone; the others are of 2018.
 *
 * @since 0.1.0
 * @category profile
 */
export const putUserProfileskills = Endpoint.make({
  id: "putUserProfileskills",
  method: "PUT",
  path: "/api/v2/users/{userId}/profileskills",
  pathParams: { userId: Model.string },
  body: Endpoint.optional(Model.array(Model.string)),
  success: Model.array(Model.string),
  permissions: Permissions.any("directory:userProfile:edit", "admin", "user_manager", "user_administration"),
  summary: "Update profile skills for a user"
})
