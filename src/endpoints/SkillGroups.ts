/**
 * Skill groups of a user.
 *
 * @since 0.2.0
 */

import * as Endpoint from "../Endpoint.js"
import * as Model from "../internal/schema/model.js"
import * as SkillGroup from "../models/SkillGroup.js"
import * as Pagination from "../Pagination.js"
import * as Permissions from "../Permissions.js"
import * as Shared from "./common.js"

/**
 * Declares `GET /api/v2/users/{userId}/skillgroups`, which `Users.getUserSkillgroups` documents.
 *
 * @since 0.2.0
 * @category skillGroups
 */
export const getUserSkillgroups = Endpoint.make({
  id: "getUserSkillgroups",
  method: "GET",
  path: "/api/v2/users/{userId}/skillgroups",
  pathParams: { userId: Model.string },
  query: {
    /** Maximum number of skill groups per page, from 1. Default: 25. */
    pageSize: Shared.pageSize,
    /** Cursor: the decoded parameter `after` of `nextUri` in an earlier response. Default: the first page. */
    after: Endpoint.optional(Model.string),
    /** Cursor of the previous page: the decoded parameter `before` of `previousUri` in an earlier response. */
    before: Endpoint.optional(Model.string)
  },
  success: SkillGroup.UserSkillGroupEntityListing,
  permissions: Permissions.any("routing:skillGroup:view"),
  pagination: Pagination.link({ items: "entities", link: "nextUri", param: "after" }),
  summary: "List the skill groups of a user"
})
