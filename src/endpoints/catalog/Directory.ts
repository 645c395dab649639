/**
 * Groups, locations and presences of an organization.
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
 * Declares `GET /api/v2/groups`, which `Catalog.getGroups` documents.
 *
 * @since 0.2.0
 * @category directory
 */
export const getGroups = Endpoint.make({
  id: "getGroups",
  method: "GET",
  path: "/api/v2/groups",
  query: {
    /** Maximum number of groups per page, from 1. Default: 25. */
    pageSize: Shared.pageSize,
    /** Number of the page, from 1. Default: 1. */
    pageNumber: Shared.pageNumber,
    /** Ids of the groups to return. No maximum is documented. */
    id: Endpoint.repeated(Model.string),
    /** Jabber ids of the groups to return. Not together with `id`. */
    jabberId: Endpoint.repeated(Model.string),
    /** Sort order. Default: `ascending`. */
    sortOrder: Endpoint.optional(Shared.SortOrder)
  },
  success: Catalog.GroupEntityListing,
  permissions: Permissions.none,
  pagination: Pagination.pageNumber({ items: "entities" }),
  summary: "List the groups of the organization"
})

/**
 * Declares `GET /api/v2/locations`, which `Catalog.getLocations` documents.
 *
 * @since 0.2.0
 * @category directory
 */
export const getLocations = Endpoint.make({
  id: "getLocations",
  method: "GET",
  path: "/api/v2/locations",
  query: {
    /** Maximum number of locations per page, from 1. Default: 25. */
    pageSize: Shared.pageSize,
    /** Number of the page, from 1. Default: 1. */
    pageNumber: Shared.pageNumber,
    /** Ids of the locations to return. No maximum is documented. */
    id: Endpoint.repeated(Model.string),
    /** Sort order. The default is not documented. */
    sortOrder: Endpoint.optional(Model.closed("asc", "desc"))
  },
  success: Catalog.LocationEntityListing,
  permissions: Permissions.none,
  pagination: Pagination.pageNumber({ items: "entities" }),
  summary: "List the locations of the organization"
})

/**
 * Declares `GET /api/v2/presence/definitions`, which `Catalog.getPresenceDefinitions0` documents.
 *
 * @since 0.2.0
 * @category directory
 */
export const getPresenceDefinitions0 = Endpoint.make({
  id: "getPresenceDefinitions0",
  method: "GET",
  path: "/api/v2/presence/definitions",
  query: {
    /** Whether to return the deactivated presences instead of the others: `TRUE` or `FALSE`. Default: `false`. */
    deactivated: Endpoint.optional(Model.string),
    /** Ids of the divisions whose presences are returned. Default: all divisions that the user can access. */
    divisionId: Endpoint.repeated(Model.string),
    /** Language of the labels, for example `en_US`, or `ALL`. The default is not documented. */
    localeCode: Endpoint.optional(Model.string)
  },
  success: Catalog.OrganizationPresenceDefinitionEntityListing,
  permissions: Permissions.all("presence:presenceDefinition:view"),
  summary: "List the presences of the organization"
})
