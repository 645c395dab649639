/**
 * Roles, divisions and permissions of an organization.
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
 * Declares `GET /api/v2/authorization/roles`, which `Catalog.getAuthorizationRoles` documents.
 *
 * @since 0.2.0
 * @category authorization
 */
export const getAuthorizationRoles = Endpoint.make({
  id: "getAuthorizationRoles",
  method: "GET",
  path: "/api/v2/authorization/roles",
  query: {
    /** Maximum number of roles per page, from 1. Default: 25. */
    pageSize: Shared.pageSize,
    /** Number of the page, from 1. Default: 1. */
    pageNumber: Shared.pageNumber,
    /** Property by which the roles are sorted. The properties are not documented. */
    sortBy: Endpoint.optional(Model.string),
    /** Additional properties of each role. The properties are not documented. */
    expand: Endpoint.repeated(Model.string),
    /** Name of the roles to return. It is not documented whether a part of the name suffices. */
    name: Endpoint.optional(Model.string),
    /** Permissions of the roles to return. It is not documented whether a role must have all of them. */
    permission: Endpoint.repeated(Model.string),
    /** Ids of the predefined roles from which the roles were created. */
    defaultRoleId: Endpoint.repeated(Model.string),
    /** Whether each role has `userCount`. Default: `true`. */
    userCount: Endpoint.optional(Model.boolean),
    /** Ids of the roles to return. No maximum is documented. */
    id: Endpoint.repeated(Model.string)
  },
  success: Catalog.OrganizationRoleEntityListing,
  permissions: Permissions.any("authorization:role:view"),
  pagination: Pagination.pageNumber({ items: "entities" }),
  summary: "List the roles of the organization"
})

/**
 * Declares `GET /api/v2/authorization/divisions`, which `Catalog.getAuthorizationDivisions` documents.
 *
 * @since 0.2.0
 * @category authorization
 */
export const getAuthorizationDivisions = Endpoint.make({
  id: "getAuthorizationDivisions",
  method: "GET",
  path: "/api/v2/authorization/divisions",
  query: {
    /** Maximum number of divisions per page, from 1. Default: 25. */
    pageSize: Shared.pageSize,
    /** Number of the page, from 1. Default: 1. */
    pageNumber: Shared.pageNumber,
    /** Property by which the divisions are sorted. The properties are not documented. */
    sortBy: Endpoint.optional(Model.string),
    /** Additional properties of each division. The properties are not documented. */
    expand: Endpoint.repeated(Model.string),
    /** Whether each division has `objectCounts`. Default: `false`. */
    objectCount: Endpoint.optional(Model.boolean),
    /** Ids of the divisions to return. No maximum is documented. */
    id: Endpoint.repeated(Model.string),
    /** Text to search for in the names of the divisions. */
    name: Endpoint.optional(Model.string)
  },
  success: Catalog.AuthzDivisionEntityListing,
  permissions: Permissions.none,
  pagination: Pagination.pageNumber({ items: "entities" }),
  summary: "List the divisions of the organization"
})

/**
 * Declares `GET /api/v2/authorization/permissions`, which `Catalog.getAuthorizationPermissions` documents.
 *
 * @since 0.2.0
 * @category authorization
 */
export const getAuthorizationPermissions = Endpoint.make({
  id: "getAuthorizationPermissions",
  method: "GET",
  path: "/api/v2/authorization/permissions",
  query: {
    /** Maximum number of domains per page, from 1. Default: 25. */
    pageSize: Shared.pageSize,
    /** Number of the page, from 1. Default: 1. */
    pageNumber: Shared.pageNumber,
    /** Whether `query` has domains or permissions. The default is not documented. */
    queryType: Endpoint.optional(Model.closed("domain", "permission")),
    /** Domains or permissions to return, separated by commas. */
    query: Endpoint.optional(Model.string)
  },
  success: Catalog.PermissionCollectionEntityListing,
  permissions: Permissions.none,
  pagination: Pagination.pageNumber({ items: "entities" }),
  summary: "List all permissions by domain"
})
