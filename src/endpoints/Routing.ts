/**
 * What the routing knows about a user: skills, languages, status.
 *
 * @since 0.1.0
 */

import * as Endpoint from "../Endpoint.js"
import * as Model from "../internal/schema/model.js"
import * as Routing from "../models/Routing.js"
import * as Pagination from "../Pagination.js"
import * as Permissions from "../Permissions.js"
import * as Shared from "./common.js"

/**
 * The skills of a user, 25 a page by default. More than 50 a page has not been seen to work. `sortOrder` is ascending
 * by default.
 *
 * `GET /api/v2/users/{userId}/routingskills`
 *
 * @since 0.1.0
 * @category routing
 */
export const getUserRoutingskills = Endpoint.make({
  id: "getUserRoutingskills",
  method: "GET",
  path: "/api/v2/users/{userId}/routingskills",
  pathParams: { userId: Model.string },
  query: {
    pageSize: Shared.pageSize,
    pageNumber: Shared.pageNumber,
    sortOrder: Endpoint.optional(Shared.SortOrder)
  },
  success: Routing.UserSkillEntityListing,
  permissions: Permissions.none,
  pagination: Pagination.pageNumber({ items: "entities" }),
  summary: "List routing skills for user"
})

/**
 * Adds a skill to a user.
 *
 * `POST /api/v2/users/{userId}/routingskills`. Of the permissions today's service takes `routing:skill:assign` alone;
 * the other one is of 2018.
 *
 * @since 0.1.0
 * @category routing
 */
export const postUserRoutingskills = Endpoint.make({
  id: "postUserRoutingskills",
  method: "POST",
  path: "/api/v2/users/{userId}/routingskills",
  pathParams: { userId: Model.string },
  body: Routing.UserRoutingSkillPost,
  success: Routing.UserRoutingSkill,
  permissions: Permissions.any("routing:skill:assign", "admin"),
  summary: "Add routing skill to user"
})

/**
 * Changes the proficiency or the state of a user's skill.
 *
 * `PUT /api/v2/users/{userId}/routingskills/{skillId}`. Of the permissions today's service takes `routing:skill:assign`
 * alone; the other one is of 2018.
 *
 * @since 0.1.0
 * @category routing
 */
export const putUserRoutingskill = Endpoint.make({
  id: "putUserRoutingskill",
  method: "PUT",
  path: "/api/v2/users/{userId}/routingskills/{skillId}",
  pathParams: { userId: Model.string, skillId: Model.string },
  body: Routing.UserRoutingSkill,
  success: Routing.UserRoutingSkill,
  permissions: Permissions.any("routing:skill:assign", "admin"),
  summary: "Update routing skill proficiency or state."
})

/**
 * Takes a skill from a user.
 *
 * `DELETE /api/v2/users/{userId}/routingskills/{skillId}`. Of the permissions today's service takes
 * `routing:skill:assign` alone; the other one is of 2018.
 *
 * @since 0.1.0
 * @category routing
 */
export const deleteUserRoutingskill = Endpoint.make({
  id: "deleteUserRoutingskill",
  method: "DELETE",
  path: "/api/v2/users/{userId}/routingskills/{skillId}",
  pathParams: { userId: Model.string, skillId: Model.string },
  status: 200,
  permissions: Permissions.any("routing:skill:assign", "admin"),
  summary: "Remove routing skill from user"
})

/**
 * The languages of a user, 25 a page by default. More than 50 a page has not been seen to work. `sortOrder` is
 * ascending by default.
 *
 * `GET /api/v2/users/{userId}/routinglanguages`
 *
 * @since 0.1.0
 * @category routing
 */
export const getUserRoutinglanguages = Endpoint.make({
  id: "getUserRoutinglanguages",
  method: "GET",
  path: "/api/v2/users/{userId}/routinglanguages",
  pathParams: { userId: Model.string },
  query: {
    pageSize: Shared.pageSize,
    pageNumber: Shared.pageNumber,
    sortOrder: Endpoint.optional(Shared.SortOrder)
  },
  success: Routing.UserLanguageEntityListing,
  permissions: Permissions.none,
  pagination: Pagination.pageNumber({ items: "entities" }),
  summary: "List routing language for user"
})

/**
 * Adds a language to a user.
 *
 * `POST /api/v2/users/{userId}/routinglanguages`. Of the permissions today's service takes `routing:skill:assign` or
 * `routing:language:assign`; the other one is of 2018.
 *
 * @since 0.1.0
 * @category routing
 */
export const postUserRoutinglanguages = Endpoint.make({
  id: "postUserRoutinglanguages",
  method: "POST",
  path: "/api/v2/users/{userId}/routinglanguages",
  pathParams: { userId: Model.string },
  body: Routing.UserRoutingLanguagePost,
  success: Routing.UserRoutingLanguage,
  permissions: Permissions.any("routing:skill:assign", "routing:language:assign", "admin"),
  summary: "Add routing language to user"
})

/**
 * Changes the proficiency or the state of a user's language.
 *
 * `PATCH /api/v2/users/{userId}/routinglanguages/{languageId}`. Of the permissions today's service takes
 * `routing:skill:assign` or `routing:language:assign`; the other one is of 2018.
 *
 * @since 0.1.0
 * @category routing
 */
export const patchUserRoutinglanguage = Endpoint.make({
  id: "patchUserRoutinglanguage",
  method: "PATCH",
  path: "/api/v2/users/{userId}/routinglanguages/{languageId}",
  pathParams: { userId: Model.string, languageId: Model.string },
  body: Routing.UserRoutingLanguage,
  success: Routing.UserRoutingLanguage,
  permissions: Permissions.any("routing:skill:assign", "routing:language:assign", "admin"),
  summary: "Update routing language proficiency or state."
})

/**
 * Takes a language from a user.
 *
 * `DELETE /api/v2/users/{userId}/routinglanguages/{languageId}`. Of the permissions today's service takes
 * `routing:skill:assign` or `routing:language:assign`; the other one is of 2018.
 *
 * @since 0.1.0
 * @category routing
 */
export const deleteUserRoutinglanguage = Endpoint.make({
  id: "deleteUserRoutinglanguage",
  method: "DELETE",
  path: "/api/v2/users/{userId}/routinglanguages/{languageId}",
  pathParams: { userId: Model.string, languageId: Model.string },
  permissions: Permissions.any("routing:skill:assign", "routing:language:assign", "admin"),
  summary: "Remove routing language from user"
})

/**
 * Whether a user can be given a conversation. A user that does not exist answers `OFF_QUEUE`, not 404.
 *
 * `GET /api/v2/users/{userId}/routingstatus`
 *
 * @since 0.1.0
 * @category routing
 */
export const getUserRoutingstatus = Endpoint.make({
  id: "getUserRoutingstatus",
  method: "GET",
  path: "/api/v2/users/{userId}/routingstatus",
  pathParams: { userId: Model.string },
  success: Routing.RoutingStatus,
  permissions: Permissions.none,
  summary: "Fetch the routing status of a user"
})

/**
 * Sets whether a user can be given a conversation.
 *
 * `PUT /api/v2/users/{userId}/routingstatus`
 *
 * @since 0.1.0
 * @category routing
 */
export const putUserRoutingstatus = Endpoint.make({
  id: "putUserRoutingstatus",
  method: "PUT",
  path: "/api/v2/users/{userId}/routingstatus",
  pathParams: { userId: Model.string },
  body: Routing.RoutingStatus,
  success: Routing.RoutingStatus,
  permissions: Permissions.none,
  summary: "Update the routing status of a user"
})
