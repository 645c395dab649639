/**
 * Routing skills, routing languages and routing status of a user.
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
 * Declares `GET /api/v2/users/{userId}/routingskills`, which `Users.getUserRoutingskills` documents.
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
    /** Maximum number of skills per page, from 1. Default: 25. Page sizes over 50 may not work. */
    pageSize: Shared.pageSize,
    /** Number of the page, from 1. Default: 1. */
    pageNumber: Shared.pageNumber,
    /** Sort order. Default: `ascending`. */
    sortOrder: Endpoint.optional(Shared.SortOrder)
  },
  success: Routing.UserSkillEntityListing,
  permissions: Permissions.none,
  pagination: Pagination.pageNumber({ items: "entities" }),
  summary: "List routing skills for user"
})

/**
 * Declares `POST /api/v2/users/{userId}/routingskills`, which `Users.postUserRoutingskills` documents.
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
 * Declares `PUT /api/v2/users/{userId}/routingskills/{skillId}`, which `Users.putUserRoutingskill` documents.
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
 * Declares `DELETE /api/v2/users/{userId}/routingskills/{skillId}`, which `Users.deleteUserRoutingskill` documents.
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
 * Declares `GET /api/v2/users/{userId}/routinglanguages`, which `Users.getUserRoutinglanguages` documents.
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
    /** Maximum number of languages per page, from 1. Default: 25. Page sizes over 50 may not work. */
    pageSize: Shared.pageSize,
    /** Number of the page, from 1. Default: 1. */
    pageNumber: Shared.pageNumber,
    /** Sort order. Default: `ascending`. */
    sortOrder: Endpoint.optional(Shared.SortOrder)
  },
  success: Routing.UserLanguageEntityListing,
  permissions: Permissions.none,
  pagination: Pagination.pageNumber({ items: "entities" }),
  summary: "List routing language for user"
})

/**
 * Declares `POST /api/v2/users/{userId}/routinglanguages`, which `Users.postUserRoutinglanguages` documents.
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
 * Declares `PATCH /api/v2/users/{userId}/routinglanguages/{languageId}`, which `Users.patchUserRoutinglanguage`
 * documents.
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
 * Declares `DELETE /api/v2/users/{userId}/routinglanguages/{languageId}`, which `Users.deleteUserRoutinglanguage`
 * documents.
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
 * Declares `GET /api/v2/users/{userId}/routingstatus`, which `Users.getUserRoutingstatus` documents.
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
 * Declares `PUT /api/v2/users/{userId}/routingstatus`, which `Users.putUserRoutingstatus` documents.
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

/**
 * Declares `PATCH /api/v2/users/{userId}/routinglanguages/bulk`, which `Users.patchUserRoutinglanguagesBulk` documents.
 *
 * @since 0.2.0
 * @category routing
 */
export const patchUserRoutinglanguagesBulk = Endpoint.make({
  id: "patchUserRoutinglanguagesBulk",
  method: "PATCH",
  path: "/api/v2/users/{userId}/routinglanguages/bulk",
  pathParams: { userId: Model.string },
  body: Model.arrayUpTo(50, Routing.UserRoutingLanguagePost),
  success: Routing.UserLanguageEntityListing,
  permissions: Permissions.any("routing:skill:assign", "routing:language:assign"),
  summary: "Add or update several routing languages of a user"
})

/**
 * Declares `PATCH /api/v2/users/{userId}/routingskills/bulk`, which `Users.patchUserRoutingskillsBulk` documents.
 *
 * @since 0.2.0
 * @category routing
 */
export const patchUserRoutingskillsBulk = Endpoint.make({
  id: "patchUserRoutingskillsBulk",
  method: "PATCH",
  path: "/api/v2/users/{userId}/routingskills/bulk",
  pathParams: { userId: Model.string },
  body: Model.array(Routing.UserRoutingSkillPost),
  success: Routing.UserSkillEntityListing,
  permissions: Permissions.any("routing:skill:assign"),
  summary: "Add or update several routing skills of a user"
})

/**
 * Declares `PUT /api/v2/users/{userId}/routingskills/bulk`, which `Users.putUserRoutingskillsBulk` documents.
 *
 * @since 0.2.0
 * @category routing
 */
export const putUserRoutingskillsBulk = Endpoint.make({
  id: "putUserRoutingskillsBulk",
  method: "PUT",
  path: "/api/v2/users/{userId}/routingskills/bulk",
  pathParams: { userId: Model.string },
  body: Model.array(Routing.UserRoutingSkillPost),
  success: Routing.UserSkillEntityListing,
  permissions: Permissions.any("routing:skill:assign"),
  summary: "Replace the routing skills of a user"
})
