/**
 * Skills, languages and queues of an organization.
 *
 * @since 0.2.0
 */

import * as Endpoint from "../../Endpoint.js"
import * as Model from "../../internal/schema/model.js"
import * as Catalog from "../../models/Catalog.js"
import * as Pagination from "../../Pagination.js"
import * as Permissions from "../../Permissions.js"
import * as Shared from "../common.js"

/**
 * Declares `GET /api/v2/routing/skills`, which `Catalog.getRoutingSkills` documents.
 *
 * @since 0.2.0
 * @category routing
 */
export const getRoutingSkills = Endpoint.make({
  id: "getRoutingSkills",
  method: "GET",
  path: "/api/v2/routing/skills",
  query: {
    /** Maximum number of skills per page, from 1. Default: 25. */
    pageSize: Shared.pageSize,
    /** Number of the page, from 1. Default: 1. */
    pageNumber: Shared.pageNumber,
    /** Beginning of the names of the skills to return. It is not documented whether case matters. */
    name: Endpoint.optional(Model.string),
    /** Ids of the skills to return. No maximum is documented. */
    id: Endpoint.repeated(Model.string)
  },
  success: Catalog.SkillEntityListing,
  permissions: Permissions.any("routing:skill:view"),
  pagination: Pagination.pageNumber({ items: "entities" }),
  summary: "List the routing skills of the organization"
})

/**
 * Declares `GET /api/v2/routing/languages`, which `Catalog.getRoutingLanguages` documents.
 *
 * @since 0.2.0
 * @category routing
 */
export const getRoutingLanguages = Endpoint.make({
  id: "getRoutingLanguages",
  method: "GET",
  path: "/api/v2/routing/languages",
  query: {
    /** Maximum number of languages per page, from 1. Default: 25. */
    pageSize: Shared.pageSize,
    /** Number of the page, from 1. Default: 1. */
    pageNumber: Shared.pageNumber,
    /** Sort order. Default: `ascending`. */
    sortOrder: Endpoint.optional(Shared.SortOrder),
    /** Name of the languages to return. It is not documented whether a part of the name suffices. */
    name: Endpoint.optional(Model.string),
    /** Ids of the languages to return. No maximum is documented. */
    id: Endpoint.repeated(Model.string)
  },
  success: Catalog.LanguageEntityListing,
  permissions: Permissions.none,
  pagination: Pagination.pageNumber({ items: "entities" }),
  summary: "List the routing languages of the organization"
})

/**
 * Declares `GET /api/v2/routing/queues`, which `Catalog.getRoutingQueues` documents.
 *
 * @since 0.2.0
 * @category routing
 */
export const getRoutingQueues = Endpoint.make({
  id: "getRoutingQueues",
  method: "GET",
  path: "/api/v2/routing/queues",
  query: {
    /** Number of the page, from 1. Default: 1. */
    pageNumber: Shared.pageNumber,
    /** Maximum number of queues per page, from 1. Default: 25. */
    pageSize: Shared.pageSize,
    /** Sort order. Queues are sorted by name. Default: `asc`. */
    sortOrder: Endpoint.optional(Model.closed("asc", "desc")),
    /** Name of the queues to return. An asterisk at the beginning or at the end stands for any text. */
    name: Endpoint.optional(Model.string),
    /** Ids of the queues to return. No maximum is documented. */
    id: Endpoint.repeated(Model.string),
    /** Ids of the divisions whose queues are returned. */
    divisionId: Endpoint.repeated(Model.string),
    /** Ids of the peers whose queues are returned. */
    peerId: Endpoint.repeated(Model.string),
    /** Id of the library of canned responses that the queues must be associated with. */
    cannedResponseLibraryId: Endpoint.optional(Model.string),
    /** Whether the queues must have a peer. */
    hasPeer: Endpoint.optional(Model.boolean),
    /** Additional properties of each queue. */
    expand: Endpoint.repeated(Model.closed("identityresolution"))
  },
  success: Catalog.QueueEntityListing,
  permissions: Permissions.any("routing:queue:view"),
  pagination: Pagination.pageNumber({ items: "entities" }),
  summary: "List the queues of the organization"
})
