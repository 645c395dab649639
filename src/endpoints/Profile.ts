/**
 * Profiles of users, and the fields that the organization has defined for them.
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
 * Declares `GET /api/v2/fieldconfig`, which `Users.getFieldconfig` documents.
 *
 * @deprecated Since 2021-07-02. Replacement: none.
 * @since 0.1.0
 * @category profile
 */
export const getFieldconfig = Endpoint.make({
  id: "getFieldconfig",
  method: "GET",
  path: "/api/v2/fieldconfig",
  query: {
    /** Type of entity. Since June 2024 `externalContact` is no longer supported. */
    type: Shared.FieldConfigType
  },
  success: FieldConfig.FieldConfig,
  permissions: Permissions.none,
  deprecated: { since: "2021-07-02", use: "none" },
  summary: "Fetch field config for an entity type"
})

/**
 * Declares `GET /api/v2/profiles/users`, which `Users.getProfilesUsers` documents.
 *
 * @deprecated Since 2020-06-26. Replacement: getUsers.
 * @since 0.1.0
 * @category profile
 */
export const getProfilesUsers = Endpoint.make({
  id: "getProfilesUsers",
  method: "GET",
  path: "/api/v2/profiles/users",
  query: {
    /** Maximum number of profiles per page, from 1. Default: 25. */
    pageSize: Shared.pageSize,
    /** Number of the page, from 1. Default: 1. */
    pageNumber: Shared.pageNumber,
    /** Ids of the users whose profiles are returned. */
    id: Endpoint.repeated(Model.string),
    /** Jabber ids of the users whose profiles are returned. */
    jid: Endpoint.repeated(Model.string),
    /** Sort order. Default: `ascending`. */
    sortOrder: Endpoint.optional(Shared.SortOrder),
    /** Additional properties of each profile, for example `presence`. They are best effort: each can be absent. */
    expand: Endpoint.repeated(Shared.ProfilesUsersExpand),
    /** State of the users. Default: `active`. Today's API (2026) no longer has it. */
    state: Endpoint.optional(Model.closed("active", "deleted")),
    /** Product whose presence is returned. It has an effect only if `expand` contains `presence`. */
    integrationPresenceSource: Endpoint.optional(Shared.IntegrationPresenceSource)
  },
  success: Profile.UserProfileEntityListing,
  permissions: Permissions.none,
  pagination: Pagination.pageNumber({ items: "entities" }),
  deprecated: { since: "2020-06-26", use: "getUsers" },
  summary: "Get a user profile listing"
})

/**
 * Declares `GET /api/v2/users/{userId}/profile`, which `Users.getUserProfile` documents.
 *
 * @deprecated Since 2020-06-26. Replacement: getUser.
 * @since 0.1.0
 * @category profile
 */
export const getUserProfile = Endpoint.make({
  id: "getUserProfile",
  method: "GET",
  path: "/api/v2/users/{userId}/profile",
  pathParams: { userId: Model.string },
  query: {
    /** Additional properties of the profile, for example `presence`. They are best effort: each can be absent. */
    expand: Endpoint.repeated(Shared.UserProfileExpand),
    /** Product whose presence is returned. It has an effect only if `expand` contains `presence`. */
    integrationPresenceSource: Endpoint.optional(Shared.IntegrationPresenceSource)
  },
  success: Profile.UserProfile,
  permissions: Permissions.none,
  deprecated: { since: "2020-06-26", use: "getUser" },
  summary: "Get user profile"
})

/**
 * Declares `GET /api/v2/users/{userId}/profileskills`, which `Users.getUserProfileskills` documents.
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
 * Declares `PUT /api/v2/users/{userId}/profileskills`, which `Users.putUserProfileskills` documents.
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
