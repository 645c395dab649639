/**
 * Roles of subjects in divisions, and divisions in which a permission is granted.
 *
 * @since 0.2.0
 */

import * as Endpoint from "../Endpoint.js"
import * as Model from "../internal/schema/model.js"
import * as AuthorizationSubject from "../models/AuthorizationSubject.js"
import * as Pagination from "../Pagination.js"
import * as Permissions from "../Permissions.js"
import * as Shared from "./common.js"

/**
 * Declares `GET /api/v2/authorization/subjects/{subjectId}`, which `Users.getAuthorizationSubject` documents.
 *
 * @since 0.2.0
 * @category authorization
 */
export const getAuthorizationSubject = Endpoint.make({
  id: "getAuthorizationSubject",
  method: "GET",
  path: "/api/v2/authorization/subjects/{subjectId}",
  pathParams: { subjectId: Model.string },
  query: {
    /**
     * Whether a role that the subject has several times in the same division, for example by groups, is returned once
     * for each grant. Default: `false`.
     */
    includeDuplicates: Endpoint.optional(Model.boolean)
  },
  success: AuthorizationSubject.AuthzSubject,
  permissions: Permissions.any("authorization:grant:view"),
  summary: "Get the roles of a subject by division"
})

/**
 * Declares `GET /api/v2/authorization/subjects/me`, which `Users.getAuthorizationSubjectsMe` documents.
 *
 * @since 0.2.0
 * @category authorization
 */
export const getAuthorizationSubjectsMe = Endpoint.make({
  id: "getAuthorizationSubjectsMe",
  method: "GET",
  path: "/api/v2/authorization/subjects/me",
  query: {
    /**
     * Whether a role that the user has several times in the same division, for example by groups, is returned once
     * for each grant. Default: `false`.
     */
    includeDuplicates: Endpoint.optional(Model.boolean)
  },
  success: AuthorizationSubject.AuthzSubject,
  permissions: Permissions.none,
  summary: "Get the roles of the current user by division"
})

/**
 * Declares `POST /api/v2/authorization/subjects/{subjectId}/bulkadd`, which `Users.postAuthorizationSubjectBulkadd`
 * documents.
 *
 * @since 0.2.0
 * @category authorization
 */
export const postAuthorizationSubjectBulkadd = Endpoint.make({
  id: "postAuthorizationSubjectBulkadd",
  method: "POST",
  path: "/api/v2/authorization/subjects/{subjectId}/bulkadd",
  pathParams: { subjectId: Model.string },
  query: {
    /** Type of the subject. Default: `PC_USER`. The vendor lists the values only in the description. */
    subjectType: Endpoint.optional(Shared.SubjectType)
  },
  body: AuthorizationSubject.RoleDivisionGrants,
  permissions: Permissions.all("authorization:grant:add"),
  summary: "Add roles in divisions to a subject"
})

/**
 * Declares `POST /api/v2/authorization/subjects/{subjectId}/bulkremove`, which
 * `Users.postAuthorizationSubjectBulkremove` documents.
 *
 * @since 0.2.0
 * @category authorization
 */
export const postAuthorizationSubjectBulkremove = Endpoint.make({
  id: "postAuthorizationSubjectBulkremove",
  method: "POST",
  path: "/api/v2/authorization/subjects/{subjectId}/bulkremove",
  pathParams: { subjectId: Model.string },
  body: AuthorizationSubject.RoleDivisionGrants,
  permissions: Permissions.all("authorization:grant:delete"),
  summary: "Remove roles in divisions from a subject"
})

/**
 * Declares `POST /api/v2/authorization/subjects/{subjectId}/bulkreplace`, which
 * `Users.postAuthorizationSubjectBulkreplace` documents.
 *
 * @since 0.2.0
 * @category authorization
 */
export const postAuthorizationSubjectBulkreplace = Endpoint.make({
  id: "postAuthorizationSubjectBulkreplace",
  method: "POST",
  path: "/api/v2/authorization/subjects/{subjectId}/bulkreplace",
  pathParams: { subjectId: Model.string },
  query: {
    /** Type of the subject. Default: `PC_USER`. The vendor lists the values only in the description. */
    subjectType: Endpoint.optional(Shared.SubjectType)
  },
  body: AuthorizationSubject.RoleDivisionGrants,
  permissions: Permissions.all("authorization:grant:add", "authorization:grant:delete"),
  summary: "Replace the roles in divisions of a subject"
})

/**
 * Declares `POST /api/v2/authorization/subjects/{subjectId}/divisions/{divisionId}/roles/{roleId}`, which
 * `Users.postAuthorizationSubjectDivisionRole` documents.
 *
 * @since 0.2.0
 * @category authorization
 */
export const postAuthorizationSubjectDivisionRole = Endpoint.make({
  id: "postAuthorizationSubjectDivisionRole",
  method: "POST",
  path: "/api/v2/authorization/subjects/{subjectId}/divisions/{divisionId}/roles/{roleId}",
  pathParams: { subjectId: Model.string, divisionId: Model.string, roleId: Model.string },
  query: {
    /** Type of the subject. Default: `PC_USER`. The vendor lists the values only in the description. */
    subjectType: Endpoint.optional(Shared.SubjectType)
  },
  permissions: Permissions.all("authorization:grant:add"),
  summary: "Add a role in a division to a subject"
})

/**
 * Declares `DELETE /api/v2/authorization/subjects/{subjectId}/divisions/{divisionId}/roles/{roleId}`, which
 * `Users.deleteAuthorizationSubjectDivisionRole` documents.
 *
 * @since 0.2.0
 * @category authorization
 */
export const deleteAuthorizationSubjectDivisionRole = Endpoint.make({
  id: "deleteAuthorizationSubjectDivisionRole",
  method: "DELETE",
  path: "/api/v2/authorization/subjects/{subjectId}/divisions/{divisionId}/roles/{roleId}",
  pathParams: { subjectId: Model.string, divisionId: Model.string, roleId: Model.string },
  permissions: Permissions.all("authorization:grant:delete"),
  summary: "Remove a role in a division from a subject"
})

/**
 * Declares `GET /api/v2/authorization/divisionspermitted/me`, which `Users.getAuthorizationDivisionspermittedMe`
 * documents.
 *
 * @deprecated Replacement: getAuthorizationDivisionspermittedPagedMe.
 * @since 0.2.0
 * @category authorization
 */
export const getAuthorizationDivisionspermittedMe = Endpoint.make({
  id: "getAuthorizationDivisionspermittedMe",
  method: "GET",
  path: "/api/v2/authorization/divisionspermitted/me",
  query: {
    /** Name of the divisions to return. The vendor does not document whether it is the whole name or its beginning. */
    name: Endpoint.optional(Model.string),
    /** Permission that is required in the divisions, for example `directory:user:view`. */
    permission: Model.string
  },
  success: Model.array(AuthorizationSubject.AuthzDivision),
  permissions: Permissions.none,
  deprecated: { use: "getAuthorizationDivisionspermittedPagedMe" },
  summary: "List the divisions in which the current user has a permission, at once"
})

/**
 * Declares `GET /api/v2/authorization/divisionspermitted/paged/me`, which
 * `Users.getAuthorizationDivisionspermittedPagedMe` documents.
 *
 * @since 0.2.0
 * @category authorization
 */
export const getAuthorizationDivisionspermittedPagedMe = Endpoint.make({
  id: "getAuthorizationDivisionspermittedPagedMe",
  method: "GET",
  path: "/api/v2/authorization/divisionspermitted/paged/me",
  query: {
    /** Permission that is required in the divisions, for example `directory:user:view`. */
    permission: Model.string,
    /** Maximum number of divisions per page, from 1. Default: 25. */
    pageSize: Shared.pageSize,
    /** Number of the page, from 1. Default: 1. */
    pageNumber: Shared.pageNumber
  },
  success: AuthorizationSubject.DivsPermittedEntityListing,
  permissions: Permissions.none,
  pagination: Pagination.pageNumber({ items: "entities" }),
  summary: "List the divisions in which the current user has a permission"
})

/**
 * Declares `GET /api/v2/authorization/divisionspermitted/paged/{subjectId}`, which
 * `Users.getAuthorizationDivisionspermittedPagedSubjectId` documents.
 *
 * @deprecated Replacement: getAuthorizationDivisionspermittedPagedMe.
 * @since 0.2.0
 * @category authorization
 */
export const getAuthorizationDivisionspermittedPagedSubjectId = Endpoint.make({
  id: "getAuthorizationDivisionspermittedPagedSubjectId",
  method: "GET",
  path: "/api/v2/authorization/divisionspermitted/paged/{subjectId}",
  pathParams: { subjectId: Model.string },
  query: {
    /** Permission that is required in the divisions, for example `directory:user:view`. */
    permission: Model.string,
    /** Maximum number of divisions per page, from 1. Default: 25. */
    pageSize: Shared.pageSize,
    /** Number of the page, from 1. Default: 1. */
    pageNumber: Shared.pageNumber
  },
  success: AuthorizationSubject.DivsPermittedEntityListing,
  permissions: Permissions.none,
  pagination: Pagination.pageNumber({ items: "entities" }),
  deprecated: { use: "getAuthorizationDivisionspermittedPagedMe" },
  summary: "List the divisions in which a subject has a permission"
})
