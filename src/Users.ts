/**
 * All 131 operations of today's Users API (2026) as functions, with the vendor's method names and in groups by
 * resource. Each function has its declaration in the field `endpoint`. Functions of paged operations also have the
 * streams `.pages` and `.items`. The API of 2018 has 52 of the operations, which are `@since 0.1.0`.
 *
 * The documentation of a function describes its result, its limits, its path, and the permissions that it requires. The
 * errors of all functions are those of `PureCloudError`.
 *
 * @example
 * ```ts
 * import { Stream } from "effect"
 * import * as UserUpdate from "effect-purecloud/UserUpdate"
 * import * as Users from "effect-purecloud/Users"
 *
 * // Reads the user and sends the version that was read.
 * export const rename = (userId: string, name: string) => UserUpdate.update(userId, () => ({ name }))
 *
 * export const names = Users.getUsers.items({ pageSize: 500 }).pipe(Stream.map((user) => user.name))
 * ```
 *
 * @since 0.1.0
 */

import * as endpoints from "./endpoints/index.js"
import * as PureCloud from "./PureCloud.js"

// --------------------------------------------------------------------------------------------------------------- users

/**
 * Lists the users of the organization, 25 per page by default and 500 at most. `state` is `active` by default, and
 * `sortOrder` is `ascending`.
 *
 * Only the first 10,000 inactive users can be read: later pages fail with status 400, although `pageCount` includes
 * them. Properties requested by `expand` are best effort: they can be absent.
 *
 * `GET /api/v2/users`. Permissions: none.
 *
 * @since 0.1.0
 * @category users
 */
export const getUsers: PureCloud.CallOf<typeof endpoints.getUsers> = PureCloud.call(endpoints.getUsers)

/**
 * Returns a user by id. `state` is `active` by default: for a deleted user the status is 404, unless `state` is
 * `deleted`.
 *
 * The status can also be 404 for a user that was created a moment ago: retry after a short delay. Properties requested
 * by `expand` are best effort: they can be absent.
 *
 * `GET /api/v2/users/{userId}`. Permissions: none.
 *
 * @since 0.1.0
 * @category users
 */
export const getUser: PureCloud.CallOf<typeof endpoints.getUser> = PureCloud.call(endpoints.getUser)

/**
 * Creates a user. Today's API (2026) requires `divisionId`: `Catalog.resolve` finds the id of a division by its name.
 *
 * The email address must be unique. Deleted users keep their addresses, so an address of a deleted user causes a
 * conflict: find that user with {@link postUsersSearch} and restore it with {@link patchUser}. If the service rejects
 * only the password, the user is created nevertheless: set the password with {@link postUserPassword}. Searches and
 * reads can miss a new user for a short time.
 *
 * `POST /api/v2/users`. Permission: `directory:user:add`.
 *
 * @since 0.1.0
 * @category users
 */
export const postUsers: PureCloud.CallOf<typeof endpoints.postUsers> = PureCloud.call(endpoints.postUsers)

/**
 * Updates a user. Properties that are absent from the body keep their values.
 *
 * The body must have the current `version`. An older one fails with status 409, or with status 400 and a message that
 * the version does not match: read the user and retry, as `UserUpdate.update` does. If `state` is set, every other
 * property is ignored. Some properties need a further permission and fail with status 403 without it, for example
 * `telephony:extension:assign` for an extension.
 *
 * `PATCH /api/v2/users/{userId}`. Permissions: any of `admin`, `directory:user:edit`, `directory:organization:admin`.
 * In 2018 it required no permission.
 *
 * @since 0.1.0
 * @category users
 */
export const patchUser: PureCloud.CallOf<typeof endpoints.patchUser> = PureCloud.call(endpoints.patchUser)

/**
 * Deletes a user. The user is kept in the state `deleted` with its email address, and can be restored by
 * {@link patchUser}.
 *
 * Searches can still find the user for some minutes. A version conflict is possible, as with {@link patchUser}. The
 * documented response is an empty object, so the function returns nothing.
 *
 * `DELETE /api/v2/users/{userId}`. Permissions: any of `admin`, `directory:user:delete`,
 * `directory:organization:admin`. In 2018 it required no permission.
 *
 * @since 0.1.0
 * @category users
 */
export const deleteUser: PureCloud.CallOf<typeof endpoints.deleteUser> = PureCloud.call(endpoints.deleteUser)

/**
 * Returns the user of the token. With the client credentials grant there is no user: the call fails with `AuthError`,
 * reason `GrantNotAllowed`, and sends nothing. If such a token is used with `Auth.layerStatic`, the status is 400 and the
 * code `not.a.user`.
 *
 * Lists that are requested by `expand` have at most 50 or 100 items, and nothing indicates that there are more. The
 * model `UserMe` documents each maximum.
 *
 * `GET /api/v2/users/me`. Permissions: none.
 *
 * @since 0.1.0
 * @category users
 */
export const getUsersMe: PureCloud.CallOf<typeof endpoints.getUsersMe> = PureCloud.call(endpoints.getUsersMe)

/**
 * Lists the users of all divisions by cursor, 25 per page by default. `state` is `active` by default, and `sortOrder`
 * is `ASC`.
 *
 * A cursor reads a listing of any length, whereas {@link getUsers} ends at 10,000 inactive users. The permission is
 * required in all divisions, and there is no filter by division. `results` is the number of users on the page, not
 * their total. The vendor documents no maximum page size. Properties requested by `expand` are best effort: they can be
 * absent.
 *
 * `GET /api/v2/users/query`. Permission: `directory:user:view`.
 *
 * @since 0.2.0
 * @category users
 */
export const getUsersQuery: PureCloud.CallOf<typeof endpoints.getUsersQuery> = PureCloud.call(endpoints.getUsersQuery)

/**
 * Sets whether calls are answered automatically (`acdAutoAnswer`), for 50 users at most. It changes no other field.
 *
 * The response is one page, whatever the number of users.
 *
 * `PATCH /api/v2/users/bulk`. Permissions: any of `directory:user:edit`, `directory:organization:admin`.
 *
 * @since 0.2.0
 * @category users
 */
export const patchUsersBulk: PureCloud.CallOf<typeof endpoints.patchUsersBulk> = PureCloud.call(
  endpoints.patchUsersBulk
)

/**
 * Returns the state of a user, and the time and the reason of its last change.
 *
 * `GET /api/v2/users/{userId}/state`. Permission: `directory:userStateChange:view`.
 *
 * @since 0.2.0
 * @category users
 */
export const getUserState: PureCloud.CallOf<typeof endpoints.getUserState> = PureCloud.call(endpoints.getUserState)

/**
 * Sets the state of a user to `active`, `inactive` or `deleted`, with a reason.
 *
 * `version` is optional, unlike in {@link patchUser}. The vendor does not document the response to an older version:
 * the status is probably 400, and the code `general.conflict`.
 *
 * `PUT /api/v2/users/{userId}/state`. Permission: `directory:user:edit`.
 *
 * @since 0.2.0
 * @category users
 */
export const putUserState: PureCloud.CallOf<typeof endpoints.putUserState> = PureCloud.call(endpoints.putUserState)

// ----------------------------------------------------------------------------------------------------------- analytics

/**
 * Queries the total durations of presences and routing statuses, for each group and interval. Not paged.
 *
 * `filter` and `groupBy` accept the dimension `userId` only, for at most 100 users. The metrics are `tSystemPresence`,
 * `tOrganizationPresence` and `tAgentRoutingStatus`. The query changes nothing, so it is retried like a GET.
 *
 * `POST /api/v2/analytics/users/aggregates/query`. Permission: `analytics:userAggregate:view`.
 *
 * @since 0.1.0
 * @category analytics
 */
export const postAnalyticsUsersAggregatesQuery: PureCloud.CallOf<typeof endpoints.postAnalyticsUsersAggregatesQuery> =
  PureCloud.call(endpoints.postAnalyticsUsersAggregatesQuery)

/**
 * Queries the presences and routing statuses of users in chronological order, 25 users per page by default.
 *
 * The interval is at most 7 days, or 31 days with `userFilters`. A page can have fewer users than requested without
 * being the last one: read until a page is empty, as `.pages` and `.items` do. `UserAnalytics` queries longer
 * intervals. The query changes nothing, so it is retried like a GET.
 *
 * `POST /api/v2/analytics/users/details/query`. Permissions: any of `analytics:userDetail:view`,
 * `analytics:userObservation:view`. Today's API (2026) accepts `analytics:userDetail:view` only.
 *
 * @since 0.1.0
 * @category analytics
 */
export const postAnalyticsUsersDetailsQuery: PureCloud.CallOf<typeof endpoints.postAnalyticsUsersDetailsQuery> =
  PureCloud.call(endpoints.postAnalyticsUsersDetailsQuery)

/**
 * Queries current values of metrics, for the users that a filter on `userId` names. Not paged. The query changes
 * nothing, so it is retried like a GET.
 *
 * `POST /api/v2/analytics/users/observations/query`. Permission: `analytics:userObservation:view`.
 *
 * @since 0.1.0
 * @category analytics
 */
export const postAnalyticsUsersObservationsQuery: PureCloud.CallOf<
  typeof endpoints.postAnalyticsUsersObservationsQuery
> = PureCloud.call(endpoints.postAnalyticsUsersObservationsQuery)

/**
 * Queries in how many queues users are members at this moment, and in how many they are active.
 *
 * The page number and the page size are in the query string, although it is a POST. The response has no total, so
 * `.pages` and `.items` end at the first page without results: the vendor does not document the last page. The vendor
 * documents no default and no maximum page size; `.pages` and `.items` request 25 results per page. The query changes
 * nothing, so it is retried like a GET.
 *
 * `POST /api/v2/analytics/users/activity/query`. Permission: `analytics:userObservation:view`.
 *
 * @since 0.2.0
 * @category analytics
 */
export const postAnalyticsUsersActivityQuery: PureCloud.CallOf<typeof endpoints.postAnalyticsUsersActivityQuery> =
  PureCloud.call(endpoints.postAnalyticsUsersActivityQuery)

/**
 * Starts a job that queries the total durations of presences and routing statuses, and returns its id.
 *
 * Read its state with {@link getAnalyticsUsersAggregatesJob} and, when it is `FULFILLED`, its results with
 * {@link getAnalyticsUsersAggregatesJobResults}. `pageSize` in the body is the page size of the results. A retry could
 * start a second job, so a request that may have been carried out is not sent again.
 *
 * `POST /api/v2/analytics/users/aggregates/jobs`. Permission: `analytics:userAggregate:view`.
 *
 * @since 0.2.0
 * @category analytics
 */
export const postAnalyticsUsersAggregatesJobs: PureCloud.CallOf<typeof endpoints.postAnalyticsUsersAggregatesJobs> =
  PureCloud.call(endpoints.postAnalyticsUsersAggregatesJobs)

/**
 * Returns the state of an aggregates job: its results can be read when it is `FULFILLED`, until `expirationDate`.
 *
 * The documented statuses are 200 and 202, both with the state.
 *
 * `GET /api/v2/analytics/users/aggregates/jobs/{jobId}`. Permission: `analytics:userAggregate:view`.
 *
 * @since 0.2.0
 * @category analytics
 */
export const getAnalyticsUsersAggregatesJob: PureCloud.CallOf<typeof endpoints.getAnalyticsUsersAggregatesJob> =
  PureCloud.call(endpoints.getAnalyticsUsersAggregatesJob)

/**
 * Lists the results of an aggregates job by cursor. The page size is that of the query that started the job.
 *
 * `GET /api/v2/analytics/users/aggregates/jobs/{jobId}/results`. Permission: `analytics:userAggregate:view`.
 *
 * @since 0.2.0
 * @category analytics
 */
export const getAnalyticsUsersAggregatesJobResults: PureCloud.CallOf<
  typeof endpoints.getAnalyticsUsersAggregatesJobResults
> = PureCloud.call(endpoints.getAnalyticsUsersAggregatesJobResults)

/**
 * Cancels an aggregates job, or deletes its results.
 *
 * `DELETE /api/v2/analytics/users/aggregates/jobs/{jobId}`. Permission: `analytics:userAggregate:view`.
 *
 * @since 0.2.0
 * @category analytics
 */
export const deleteAnalyticsUsersAggregatesJob: PureCloud.CallOf<typeof endpoints.deleteAnalyticsUsersAggregatesJob> =
  PureCloud.call(endpoints.deleteAnalyticsUsersAggregatesJob)

/**
 * Starts a job that queries the presences and routing statuses of users, and returns its id.
 *
 * The results do not include the most recent changes: {@link getAnalyticsUsersDetailsJobsAvailability} returns the time
 * up to which data is available. Read the state of the job with {@link getAnalyticsUsersDetailsJob} and, when it is
 * `FULFILLED`, its results with {@link getAnalyticsUsersDetailsJobResults}. A retry could start a second job, so a
 * request that may have been carried out is not sent again.
 *
 * `POST /api/v2/analytics/users/details/jobs`. Permission: `analytics:userDetail:view`.
 *
 * @since 0.2.0
 * @category analytics
 */
export const postAnalyticsUsersDetailsJobs: PureCloud.CallOf<typeof endpoints.postAnalyticsUsersDetailsJobs> = PureCloud
  .call(endpoints.postAnalyticsUsersDetailsJobs)

/**
 * Returns the state of a details job: its results can be read when it is `FULFILLED`, until `expirationDate`.
 *
 * The documented statuses are 200 and 202, both with the state.
 *
 * `GET /api/v2/analytics/users/details/jobs/{jobId}`. Permission: `analytics:userDetail:view`.
 *
 * @since 0.2.0
 * @category analytics
 */
export const getAnalyticsUsersDetailsJob: PureCloud.CallOf<typeof endpoints.getAnalyticsUsersDetailsJob> = PureCloud
  .call(endpoints.getAnalyticsUsersDetailsJob)

/**
 * Lists the results of a details job by cursor. The first request has no cursor. The vendor documents neither a default
 * nor a maximum page size.
 *
 * `GET /api/v2/analytics/users/details/jobs/{jobId}/results`. Permission: `analytics:userDetail:view`.
 *
 * @since 0.2.0
 * @category analytics
 */
export const getAnalyticsUsersDetailsJobResults: PureCloud.CallOf<typeof endpoints.getAnalyticsUsersDetailsJobResults> =
  PureCloud.call(endpoints.getAnalyticsUsersDetailsJobResults)

/**
 * Cancels a details job, or deletes its results.
 *
 * `DELETE /api/v2/analytics/users/details/jobs/{jobId}`. Permission: `analytics:userDetail:view`.
 *
 * @since 0.2.0
 * @category analytics
 */
export const deleteAnalyticsUsersDetailsJob: PureCloud.CallOf<typeof endpoints.deleteAnalyticsUsersDetailsJob> =
  PureCloud.call(endpoints.deleteAnalyticsUsersDetailsJob)

/**
 * Returns the time up to which details jobs have data. Query later changes with {@link postAnalyticsUsersDetailsQuery}.
 *
 * `GET /api/v2/analytics/users/details/jobs/availability`. Permission: `analytics:userDetail:view`.
 *
 * @since 0.2.0
 * @category analytics
 */
export const getAnalyticsUsersDetailsJobsAvailability: PureCloud.CallOf<
  typeof endpoints.getAnalyticsUsersDetailsJobsAvailability
> = PureCloud.call(endpoints.getAnalyticsUsersDetailsJobsAvailability)

// ------------------------------------------------------------------------------------------------------- authorization

/**
 * Removed all roles from a user. The service no longer has the operation: the status is 404.
 *
 * `DELETE /api/v2/users/{userId}/roles`. Permissions: any of `admin`, `role_manager`, `authorization:grant:delete`.
 *
 * @deprecated Removed on 2020-03-31. Replacement: putUserRoles with the remaining roles.
 * @since 0.1.0
 * @category authorization
 */
export const deleteUserRoles: PureCloud.CallOf<typeof endpoints.deleteUserRoles> = PureCloud.call(
  endpoints.deleteUserRoles
)

/**
 * Returns the roles of a user and the permissions that they grant. Not paged. The vendor's current documentation calls
 * the path parameter `subjectId`; the path is the same.
 *
 * `GET /api/v2/users/{userId}/roles`. Permission: `authorization:grant:view`.
 *
 * @since 0.1.0
 * @category authorization
 */
export const getUserRoles: PureCloud.CallOf<typeof endpoints.getUserRoles> = PureCloud.call(endpoints.getUserRoles)

/**
 * Lists the organizations that trust a user, so that the user can work in them. 25 per page by default.
 *
 * `GET /api/v2/users/{userId}/trustors`. Permission: `authorization:orgTrustor:view`.
 *
 * @since 0.1.0
 * @category authorization
 */
export const getUserTrustors: PureCloud.CallOf<typeof endpoints.getUserTrustors> = PureCloud.call(
  endpoints.getUserTrustors
)

/**
 * Replaces the roles of a user. The body is an array of role ids: roles that it lacks are removed from the user. A new
 * role can cause status 404 until the service has updated its caches.
 *
 * `PUT /api/v2/users/{userId}/roles`. Permissions: any of `authorization:grant:add`, `admin`, `role_manager`. Today's
 * API (2026) accepts `authorization:grant:add` only.
 *
 * @since 0.1.0
 * @category authorization
 */
export const putUserRoles: PureCloud.CallOf<typeof endpoints.putUserRoles> = PureCloud.call(endpoints.putUserRoles)

/**
 * Returns the roles of a subject and the divisions in which it has them. A subject is a user, a group or an OAuth
 * client. Not paged.
 *
 * `GET /api/v2/authorization/subjects/{subjectId}`. Permission: `authorization:grant:view`.
 *
 * @since 0.2.0
 * @category authorization
 */
export const getAuthorizationSubject: PureCloud.CallOf<typeof endpoints.getAuthorizationSubject> = PureCloud.call(
  endpoints.getAuthorizationSubject
)

/**
 * Returns the roles of the user of the token and the divisions in which the user has them. Not paged.
 *
 * `GET /api/v2/authorization/subjects/me`. Permissions: none.
 *
 * @since 0.2.0
 * @category authorization
 */
export const getAuthorizationSubjectsMe: PureCloud.CallOf<typeof endpoints.getAuthorizationSubjectsMe> = PureCloud.call(
  endpoints.getAuthorizationSubjectsMe
)

/**
 * Adds several roles, each in a division, to a subject. It keeps the roles that the subject has.
 *
 * The status is 400 if the subject would have too many roles (`max.role.assignments.exceeded`) or if a role and a
 * division cannot be combined (`bad.role.divisions`), and 403 if the token may not grant roles in a division.
 *
 * `POST /api/v2/authorization/subjects/{subjectId}/bulkadd`. Permission: `authorization:grant:add`.
 *
 * @since 0.2.0
 * @category authorization
 */
export const postAuthorizationSubjectBulkadd: PureCloud.CallOf<typeof endpoints.postAuthorizationSubjectBulkadd> =
  PureCloud.call(endpoints.postAuthorizationSubjectBulkadd)

/**
 * Removes several roles, each in a division, from a subject. It keeps the other roles. Unlike in
 * {@link postAuthorizationSubjectBulkadd}, it has no `subjectType`.
 *
 * `POST /api/v2/authorization/subjects/{subjectId}/bulkremove`. Permission: `authorization:grant:delete`.
 *
 * @since 0.2.0
 * @category authorization
 */
export const postAuthorizationSubjectBulkremove: PureCloud.CallOf<typeof endpoints.postAuthorizationSubjectBulkremove> =
  PureCloud.call(endpoints.postAuthorizationSubjectBulkremove)

/**
 * Replaces the roles of a subject in all divisions: roles that the body lacks are removed. Roles that the subject has
 * by its groups are kept.
 *
 * A list that is too short can remove the roles of an administrator. {@link postAuthorizationSubjectBulkadd} and
 * {@link postAuthorizationSubjectBulkremove} change only the roles in the body.
 *
 * `POST /api/v2/authorization/subjects/{subjectId}/bulkreplace`. Permissions: all of `authorization:grant:add`,
 * `authorization:grant:delete`.
 *
 * @since 0.2.0
 * @category authorization
 */
export const postAuthorizationSubjectBulkreplace: PureCloud.CallOf<
  typeof endpoints.postAuthorizationSubjectBulkreplace
> = PureCloud.call(endpoints.postAuthorizationSubjectBulkreplace)

/**
 * Adds one role in one division to a subject. It keeps the roles that the subject has. The vendor does not document the
 * status of a success.
 *
 * `POST /api/v2/authorization/subjects/{subjectId}/divisions/{divisionId}/roles/{roleId}`. Permission:
 * `authorization:grant:add`.
 *
 * @since 0.2.0
 * @category authorization
 */
export const postAuthorizationSubjectDivisionRole: PureCloud.CallOf<
  typeof endpoints.postAuthorizationSubjectDivisionRole
> = PureCloud.call(endpoints.postAuthorizationSubjectDivisionRole)

/**
 * Removes one role in one division from a subject. The vendor does not document the status of a success.
 *
 * `DELETE /api/v2/authorization/subjects/{subjectId}/divisions/{divisionId}/roles/{roleId}`. Permission:
 * `authorization:grant:delete`.
 *
 * @since 0.2.0
 * @category authorization
 */
export const deleteAuthorizationSubjectDivisionRole: PureCloud.CallOf<
  typeof endpoints.deleteAuthorizationSubjectDivisionRole
> = PureCloud.call(endpoints.deleteAuthorizationSubjectDivisionRole)

/**
 * Returns the divisions in which the user of the token has a permission. Not paged.
 *
 * `GET /api/v2/authorization/divisionspermitted/me`. Permissions: none.
 *
 * @deprecated Replacement: getAuthorizationDivisionspermittedPagedMe.
 * @since 0.2.0
 * @category authorization
 */
export const getAuthorizationDivisionspermittedMe: PureCloud.CallOf<
  typeof endpoints.getAuthorizationDivisionspermittedMe
> = PureCloud.call(endpoints.getAuthorizationDivisionspermittedMe)

/**
 * Lists the divisions in which the user of the token has a permission, 25 per page by default. The vendor does not
 * document `allDivsPermitted`: it is probably `true` if the user has the permission in every division.
 *
 * `GET /api/v2/authorization/divisionspermitted/paged/me`. Permissions: none.
 *
 * @since 0.2.0
 * @category authorization
 */
export const getAuthorizationDivisionspermittedPagedMe: PureCloud.CallOf<
  typeof endpoints.getAuthorizationDivisionspermittedPagedMe
> = PureCloud.call(endpoints.getAuthorizationDivisionspermittedPagedMe)

/**
 * Lists the divisions in which a subject has a permission, 25 per page by default. The replacement that the vendor
 * names returns only the divisions of the user of the token.
 *
 * `GET /api/v2/authorization/divisionspermitted/paged/{subjectId}`. Permissions: none.
 *
 * @deprecated Replacement: getAuthorizationDivisionspermittedPagedMe.
 * @since 0.2.0
 * @category authorization
 */
export const getAuthorizationDivisionspermittedPagedSubjectId: PureCloud.CallOf<
  typeof endpoints.getAuthorizationDivisionspermittedPagedSubjectId
> = PureCloud.call(endpoints.getAuthorizationDivisionspermittedPagedSubjectId)

// ----------------------------------------------------------------------------------------------------- call forwarding

/**
 * Returns the call forwarding of a user.
 *
 * `GET /api/v2/users/{userId}/callforwarding`. Permission: `conversation:callForwarding:view`. In 2018 it required no
 * permission.
 *
 * @since 0.1.0
 * @category callForwarding
 */
export const getUserCallforwarding: PureCloud.CallOf<typeof endpoints.getUserCallforwarding> = PureCloud.call(
  endpoints.getUserCallforwarding
)

/**
 * Updates the call forwarding of a user. Properties that are absent from the body keep their values.
 *
 * `PATCH /api/v2/users/{userId}/callforwarding`. Permission: `conversation:callForwarding:edit`. In 2018 it required no
 * permission.
 *
 * @since 0.1.0
 * @category callForwarding
 */
export const patchUserCallforwarding: PureCloud.CallOf<typeof endpoints.patchUserCallforwarding> = PureCloud.call(
  endpoints.patchUserCallforwarding
)

/**
 * Replaces the call forwarding of a user.
 *
 * `PUT /api/v2/users/{userId}/callforwarding`. Permission: `conversation:callForwarding:edit`. In 2018 it required no
 * permission.
 *
 * @since 0.1.0
 * @category callForwarding
 */
export const putUserCallforwarding: PureCloud.CallOf<typeof endpoints.putUserCallforwarding> = PureCloud.call(
  endpoints.putUserCallforwarding
)

// --------------------------------------------------------------------------------------------------------------- chats

/**
 * Lists the chats of the user of the token: rooms, and chats with one other user. The operation has no page size, and
 * the response has no total.
 *
 * `GET /api/v2/users/chats/me`. Permissions: any of `chat:chat:access`, `user:chats:view`.
 *
 * @since 0.2.0
 * @category chats
 */
export const getUsersChatsMe: PureCloud.CallOf<typeof endpoints.getUsersChatsMe> = PureCloud.call(
  endpoints.getUsersChatsMe
)

// ---------------------------------------------------------------------------------------------------------- colleagues

/**
 * Returns the superiors, the siblings and the direct reports of a user. Not paged.
 *
 * `GET /api/v2/users/{userId}/adjacents`. Permissions: none.
 *
 * @since 0.1.0
 * @category colleagues
 */
export const getUserAdjacents: PureCloud.CallOf<typeof endpoints.getUserAdjacents> = PureCloud.call(
  endpoints.getUserAdjacents
)

/**
 * Returns the users whose manager is the given user. Not paged.
 *
 * `GET /api/v2/users/{userId}/directreports`. Permissions: none.
 *
 * @since 0.1.0
 * @category colleagues
 */
export const getUserDirectreports: PureCloud.CallOf<typeof endpoints.getUserDirectreports> = PureCloud.call(
  endpoints.getUserDirectreports
)

/**
 * Lists the favorites of a user, 25 per page by default.
 *
 * The vendor plans a new version of the operation with other inputs and results. It documents no values of `sortOrder`:
 * the function accepts those of similar operations.
 *
 * `GET /api/v2/users/{userId}/favorites`. Permissions: none.
 *
 * @deprecated Since 2021-06-22. Replacement: none.
 * @since 0.1.0
 * @category colleagues
 */
export const getUserFavorites: PureCloud.CallOf<typeof endpoints.getUserFavorites> = PureCloud.call(
  endpoints.getUserFavorites
)

/**
 * Returns the manager of a user, the manager of that manager, and so on. Not paged.
 *
 * `GET /api/v2/users/{userId}/superiors`. Permissions: none.
 *
 * @since 0.1.0
 * @category colleagues
 */
export const getUserSuperiors: PureCloud.CallOf<typeof endpoints.getUserSuperiors> = PureCloud.call(
  endpoints.getUserSuperiors
)

// --------------------------------------------------------------------------------------------------- custom attributes

/**
 * Returns the custom attributes of a user that one schema defines.
 *
 * `GET /api/v2/users/{userId}/customattributes/{schemaId}`. Permission: `directory:user:view`.
 *
 * @since 0.2.0
 * @category customAttributes
 */
export const getUserCustomattribute: PureCloud.CallOf<typeof endpoints.getUserCustomattribute> = PureCloud.call(
  endpoints.getUserCustomattribute
)

/**
 * Returns the custom attributes of a user that several schemas define. Not paged. The vendor does not document the
 * items: they are probably like the result of {@link getUserCustomattribute}.
 *
 * `GET /api/v2/users/{userId}/customattributes/bulk`. Permission: `directory:user:view`.
 *
 * @since 0.2.0
 * @category customAttributes
 */
export const getUserCustomattributesBulk: PureCloud.CallOf<typeof endpoints.getUserCustomattributesBulk> = PureCloud
  .call(endpoints.getUserCustomattributesBulk)

/**
 * Replaces the custom attributes of a user that one schema defines. The body has the id of the schema. Attributes that
 * the body lacks are removed.
 *
 * Attributes that do not fit the schema cause status 400 and the code `user.custom.attributes.schema.validation.error`.
 *
 * `PUT /api/v2/users/{userId}/customattributes`. Permission: `directory:user:edit`.
 *
 * @since 0.2.0
 * @category customAttributes
 */
export const putUserCustomattributes: PureCloud.CallOf<typeof endpoints.putUserCustomattributes> = PureCloud.call(
  endpoints.putUserCustomattributes
)

/**
 * Updates custom attributes of a user that one schema defines. The body has the id of the schema. Attributes that the
 * body lacks keep their values.
 *
 * The documented statuses are 200 with the attributes and 204 without a body. With 204 the function returns
 * `undefined`.
 *
 * `PATCH /api/v2/users/{userId}/customattributes`. Permission: `directory:user:edit`.
 *
 * @since 0.2.0
 * @category customAttributes
 */
export const patchUserCustomattributes: PureCloud.CallOf<typeof endpoints.patchUserCustomattributes> = PureCloud.call(
  endpoints.patchUserCustomattributes
)

/**
 * Updates custom attributes of a user that several schemas define. Attributes that the body lacks keep their values.
 *
 * The body is a list, but the documented response is that of one schema, or status 204 without a body. With 204 the
 * function returns `undefined`. Read the attributes again to see all changes.
 *
 * `PATCH /api/v2/users/{userId}/customattributes/bulk`. Permission: `directory:user:edit`.
 *
 * @since 0.2.0
 * @category customAttributes
 */
export const patchUserCustomattributesBulk: PureCloud.CallOf<typeof endpoints.patchUserCustomattributesBulk> = PureCloud
  .call(endpoints.patchUserCustomattributesBulk)

/**
 * Deletes the custom attributes of a user that one schema defines. If the schema does not exist, the status is 404 and
 * the code `user.custom.attributes.schema.not.found`.
 *
 * `DELETE /api/v2/users/{userId}/customattributes/{schemaId}`. Permission: `directory:user:edit`.
 *
 * @since 0.2.0
 * @category customAttributes
 */
export const deleteUserCustomattribute: PureCloud.CallOf<typeof endpoints.deleteUserCustomattribute> = PureCloud.call(
  endpoints.deleteUserCustomattribute
)

/**
 * Lists the schemas of custom attributes. Not paged.
 *
 * `GET /api/v2/users/customattributes/schemas`. Permission: `users:customAttributesSchema:view`.
 *
 * @since 0.2.0
 * @category customAttributes
 */
export const getUsersCustomattributesSchemas: PureCloud.CallOf<typeof endpoints.getUsersCustomattributesSchemas> =
  PureCloud.call(endpoints.getUsersCustomattributesSchemas)

/**
 * Returns the newest version of a schema of custom attributes.
 *
 * `GET /api/v2/users/customattributes/schemas/{schemaId}`. Permission: `users:customAttributesSchema:view`.
 *
 * @since 0.2.0
 * @category customAttributes
 */
export const getUsersCustomattributesSchema: PureCloud.CallOf<typeof endpoints.getUsersCustomattributesSchema> =
  PureCloud.call(endpoints.getUsersCustomattributesSchema)

/**
 * Lists the versions of a schema of custom attributes. Not paged.
 *
 * `GET /api/v2/users/customattributes/schemas/{schemaId}/versions`. Permission: `users:customAttributesSchema:view`.
 *
 * @since 0.2.0
 * @category customAttributes
 */
export const getUsersCustomattributesSchemaVersions: PureCloud.CallOf<
  typeof endpoints.getUsersCustomattributesSchemaVersions
> = PureCloud.call(endpoints.getUsersCustomattributesSchemaVersions)

/**
 * Returns one version of a schema of custom attributes.
 *
 * `GET /api/v2/users/customattributes/schemas/{schemaId}/versions/{versionId}`. Permission:
 * `users:customAttributesSchema:view`.
 *
 * @since 0.2.0
 * @category customAttributes
 */
export const getUsersCustomattributesSchemaVersion: PureCloud.CallOf<
  typeof endpoints.getUsersCustomattributesSchemaVersion
> = PureCloud.call(endpoints.getUsersCustomattributesSchemaVersion)

/**
 * Creates a schema of custom attributes.
 *
 * The model requires `version`, although the vendor's description requires it for updates only. The number of schemas,
 * of fields and of characters is limited: {@link getUsersCustomattributesSchemasLimits} returns the limits. A schema
 * that exceeds them, or that has the title of another schema, causes status 400 and a code that begins with
 * `dynamic.schema.`.
 *
 * `POST /api/v2/users/customattributes/schemas`. Permission: `users:customAttributesSchema:add`.
 *
 * @since 0.2.0
 * @category customAttributes
 */
export const postUsersCustomattributesSchemas: PureCloud.CallOf<typeof endpoints.postUsersCustomattributesSchemas> =
  PureCloud.call(endpoints.postUsersCustomattributesSchemas)

/**
 * Updates a schema of custom attributes, which creates a new version of it.
 *
 * The body must have the current `version`. The vendor does not document the response to another version: the status is
 * probably 409, and the code `dynamic.schema.version.conflict`. Changes that do not fit existing attributes, and
 * schemas that exceed {@link getUsersCustomattributesSchemasLimits}, cause status 400.
 *
 * `PUT /api/v2/users/customattributes/schemas/{schemaId}`. Permission: `users:customAttributesSchema:edit`.
 *
 * @since 0.2.0
 * @category customAttributes
 */
export const putUsersCustomattributesSchema: PureCloud.CallOf<typeof endpoints.putUsersCustomattributesSchema> =
  PureCloud.call(endpoints.putUsersCustomattributesSchema)

/**
 * Deletes a schema of custom attributes.
 *
 * `DELETE /api/v2/users/customattributes/schemas/{schemaId}`. Permission: `users:customAttributesSchema:delete`.
 *
 * @since 0.2.0
 * @category customAttributes
 */
export const deleteUsersCustomattributesSchema: PureCloud.CallOf<typeof endpoints.deleteUsersCustomattributesSchema> =
  PureCloud.call(endpoints.deleteUsersCustomattributesSchema)

/**
 * Lists the core types, on which the fields of a schema of custom attributes are based. Not paged.
 *
 * `GET /api/v2/users/customattributes/schemas/coretypes`. Permission: `users:customAttributesSchema:view`.
 *
 * @since 0.2.0
 * @category customAttributes
 */
export const getUsersCustomattributesSchemasCoretypes: PureCloud.CallOf<
  typeof endpoints.getUsersCustomattributesSchemasCoretypes
> = PureCloud.call(endpoints.getUsersCustomattributesSchemasCoretypes)

/**
 * Returns one core type, on which fields of a schema of custom attributes can be based.
 *
 * `GET /api/v2/users/customattributes/schemas/coretypes/{coreTypeName}`. Permission:
 * `users:customAttributesSchema:view`.
 *
 * @since 0.2.0
 * @category customAttributes
 */
export const getUsersCustomattributesSchemasCoretype: PureCloud.CallOf<
  typeof endpoints.getUsersCustomattributesSchemasCoretype
> = PureCloud.call(endpoints.getUsersCustomattributesSchemasCoretype)

/**
 * Returns the limits of schemas of custom attributes: numbers of schemas and fields, and lengths of texts.
 *
 * `GET /api/v2/users/customattributes/schemas/limits`. Permission: `users:customAttributesSchema:view`.
 *
 * @since 0.2.0
 * @category customAttributes
 */
export const getUsersCustomattributesSchemasLimits: PureCloud.CallOf<
  typeof endpoints.getUsersCustomattributesSchemasLimits
> = PureCloud.call(endpoints.getUsersCustomattributesSchemasLimits)

// ---------------------------------------------------------------------------------------------- development activities

/**
 * Lists learning assignments and coaching appointments, 25 per page by default. `sortOrder` is `Desc` by default.
 *
 * `userId` or `moduleId` is required, although both are declared as optional. Only activities that the permissions of
 * the token cover are returned.
 *
 * `GET /api/v2/users/development/activities`. Permissions: any of `learning:assignment:view`,
 * `coaching:appointment:view`.
 *
 * @since 0.2.0
 * @category developmentActivities
 */
export const getUsersDevelopmentActivities: PureCloud.CallOf<typeof endpoints.getUsersDevelopmentActivities> = PureCloud
  .call(endpoints.getUsersDevelopmentActivities)

/**
 * Lists learning assignments and coaching appointments of the user of the token, 25 per page by default. `sortOrder` is
 * `Desc` by default.
 *
 * `GET /api/v2/users/development/activities/me`. Permissions: none.
 *
 * @since 0.2.0
 * @category developmentActivities
 */
export const getUsersDevelopmentActivitiesMe: PureCloud.CallOf<typeof endpoints.getUsersDevelopmentActivitiesMe> =
  PureCloud.call(endpoints.getUsersDevelopmentActivitiesMe)

/**
 * Returns a learning assignment or a coaching appointment by id and type. For own activities, the user of the token
 * needs no permission.
 *
 * `GET /api/v2/users/development/activities/{activityId}`. Permissions: any of `learning:assignment:view`,
 * `coaching:appointment:view`.
 *
 * @since 0.2.0
 * @category developmentActivities
 */
export const getUsersDevelopmentActivity: PureCloud.CallOf<typeof endpoints.getUsersDevelopmentActivity> = PureCloud
  .call(endpoints.getUsersDevelopmentActivity)

/**
 * Queries the numbers of learning assignments and coaching appointments in groups, for example for each user. Not
 * paged.
 *
 * The filter must name the attendees (`attendeeId`), 100 at most. Only activities that the permissions of the token
 * cover are counted. The query changes nothing, so it is retried like a GET.
 *
 * `POST /api/v2/users/development/activities/aggregates/query`. Permissions: any of `learning:assignment:view`,
 * `coaching:appointment:view`.
 *
 * @since 0.2.0
 * @category developmentActivities
 */
export const postUsersDevelopmentActivitiesAggregatesQuery: PureCloud.CallOf<
  typeof endpoints.postUsersDevelopmentActivitiesAggregatesQuery
> = PureCloud.call(endpoints.postUsersDevelopmentActivitiesAggregatesQuery)

// ----------------------------------------------------------------------------------------------- direct routing backup

/**
 * Returns the direct routing backup of a user: the queue or the user that receives conversations which the user does
 * not accept. If the user has no backup, the status is 404.
 *
 * `GET /api/v2/routing/users/{userId}/directroutingbackup/settings`. Permission: `routing:directRoutingBackup:view`.
 *
 * @since 0.2.0
 * @category directRoutingBackup
 */
export const getRoutingUserDirectroutingbackupSettings: PureCloud.CallOf<
  typeof endpoints.getRoutingUserDirectroutingbackupSettings
> = PureCloud.call(endpoints.getRoutingUserDirectroutingbackupSettings)

/**
 * Sets the direct routing backup of a user. It takes precedence over the backup of the queue.
 *
 * `PUT /api/v2/routing/users/{userId}/directroutingbackup/settings`. Permission: `routing:directRoutingBackup:edit`.
 *
 * @since 0.2.0
 * @category directRoutingBackup
 */
export const putRoutingUserDirectroutingbackupSettings: PureCloud.CallOf<
  typeof endpoints.putRoutingUserDirectroutingbackupSettings
> = PureCloud.call(endpoints.putRoutingUserDirectroutingbackupSettings)

/**
 * Deletes the direct routing backup of a user, so that the backup of the queue applies.
 *
 * `DELETE /api/v2/routing/users/{userId}/directroutingbackup/settings`. Permission:
 * `routing:directRoutingBackup:delete`.
 *
 * @since 0.2.0
 * @category directRoutingBackup
 */
export const deleteRoutingUserDirectroutingbackupSettings: PureCloud.CallOf<
  typeof endpoints.deleteRoutingUserDirectroutingbackupSettings
> = PureCloud.call(endpoints.deleteRoutingUserDirectroutingbackupSettings)

/**
 * Returns the direct routing backup of the user of the token. If the user has no backup, the status is 404.
 *
 * `GET /api/v2/routing/directroutingbackup/settings/me`. Permission: `routing:directRoutingBackup:selfView`.
 *
 * @since 0.2.0
 * @category directRoutingBackup
 */
export const getRoutingDirectroutingbackupSettingsMe: PureCloud.CallOf<
  typeof endpoints.getRoutingDirectroutingbackupSettingsMe
> = PureCloud.call(endpoints.getRoutingDirectroutingbackupSettingsMe)

/**
 * Sets the direct routing backup of the user of the token. It takes precedence over the backup of the queue.
 *
 * `PUT /api/v2/routing/directroutingbackup/settings/me`. Permission: `routing:directRoutingBackup:selfEdit`.
 *
 * @since 0.2.0
 * @category directRoutingBackup
 */
export const putRoutingDirectroutingbackupSettingsMe: PureCloud.CallOf<
  typeof endpoints.putRoutingDirectroutingbackupSettingsMe
> = PureCloud.call(endpoints.putRoutingDirectroutingbackupSettingsMe)

/**
 * Deletes the direct routing backup of the user of the token, so that the backup of the queue applies.
 *
 * `DELETE /api/v2/routing/directroutingbackup/settings/me`. Permission: `routing:directRoutingBackup:selfDelete`.
 *
 * @since 0.2.0
 * @category directRoutingBackup
 */
export const deleteRoutingDirectroutingbackupSettingsMe: PureCloud.CallOf<
  typeof endpoints.deleteRoutingDirectroutingbackupSettingsMe
> = PureCloud.call(endpoints.deleteRoutingDirectroutingbackupSettingsMe)

// -------------------------------------------------------------------------------------------------------- external ids

/**
 * Returns the external ids of a user: keys of other systems, for example of a personnel system, each with the name of
 * its authority. Not paged, because a user has at most 100.
 *
 * `GET /api/v2/users/{userId}/externalid`. Permissions: none.
 *
 * @since 0.2.0
 * @category externalIds
 */
export const getUserExternalid: PureCloud.CallOf<typeof endpoints.getUserExternalid> = PureCloud.call(
  endpoints.getUserExternalid
)

/**
 * Returns the external id of a user for one authority. If there is none, the status is 404. The name of the authority
 * is case-sensitive.
 *
 * `GET /api/v2/users/{userId}/externalid/{authorityName}`. Permissions: none.
 *
 * @since 0.2.0
 * @category externalIds
 */
export const getUserExternalidAuthorityName: PureCloud.CallOf<typeof endpoints.getUserExternalidAuthorityName> =
  PureCloud.call(endpoints.getUserExternalidAuthorityName)

/**
 * Returns the user that has an external id. If there is none, the status is 404. The name of the authority and the key
 * are case-sensitive.
 *
 * Properties requested by `expand` are best effort: they can be absent.
 *
 * `GET /api/v2/users/externalid/{authorityName}/{externalKey}`. Permissions: none.
 *
 * @since 0.2.0
 * @category externalIds
 */
export const getUsersExternalidAuthorityNameExternalKey: PureCloud.CallOf<
  typeof endpoints.getUsersExternalidAuthorityNameExternalKey
> = PureCloud.call(endpoints.getUsersExternalidAuthorityNameExternalKey)

/**
 * Adds an external id to a user, 100 at most, and returns all of them. The name of the authority and the key are
 * case-sensitive.
 *
 * If another user has the external id, the status is 409 and the code `general.resource.conflict`. The documented
 * statuses are 200 and 201, both with the list.
 *
 * `POST /api/v2/users/{userId}/externalid`. Permission: `directory:user:edit`.
 *
 * @since 0.2.0
 * @category externalIds
 */
export const postUserExternalid: PureCloud.CallOf<typeof endpoints.postUserExternalid> = PureCloud.call(
  endpoints.postUserExternalid
)

/**
 * Removes an external id from a user. If the user does not have it, the status is 404. The name of the authority and
 * the key are case-sensitive.
 *
 * `DELETE /api/v2/users/{userId}/externalid/{authorityName}/{externalKey}`. Permission: `directory:user:edit`.
 *
 * @since 0.2.0
 * @category externalIds
 */
export const deleteUserExternalidAuthorityNameExternalKey: PureCloud.CallOf<
  typeof endpoints.deleteUserExternalidAuthorityNameExternalKey
> = PureCloud.call(endpoints.deleteUserExternalidAuthorityNameExternalKey)

// --------------------------------------------------------------------------------------------------------- geolocation

/**
 * Returns the geolocation of one client of a user. The operation has a rate limit of its own.
 *
 * `GET /api/v2/users/{userId}/geolocations/{clientId}`. Permissions: none.
 *
 * @since 0.1.0
 * @category geolocation
 */
export const getUserGeolocation: PureCloud.CallOf<typeof endpoints.getUserGeolocation> = PureCloud.call(
  endpoints.getUserGeolocation
)

/**
 * Updates the geolocation of one client of a user. The operation has a rate limit of its own.
 *
 * The body has coordinates (`latitude` and `longitude`) or names (`city`, `region` and `country`). After an update of
 * the coordinates the service looks up the names asynchronously. If `primary` is `true`, the location of this client
 * becomes the location of the user. It can be sent alone or with coordinates or names.
 *
 * A user can update only their own: the token of another user causes status 403 and the code
 * `geolocation.update.error`.
 *
 * `PATCH /api/v2/users/{userId}/geolocations/{clientId}`. Permissions: none.
 *
 * @since 0.1.0
 * @category geolocation
 */
export const patchUserGeolocation: PureCloud.CallOf<typeof endpoints.patchUserGeolocation> = PureCloud.call(
  endpoints.patchUserGeolocation
)

// ------------------------------------------------------------------------------------------------------- out of office

/**
 * Returns the out-of-office setting of a user.
 *
 * `GET /api/v2/users/{userId}/outofoffice`. Permissions: none.
 *
 * @since 0.1.0
 * @category outOfOffice
 */
export const getUserOutofoffice: PureCloud.CallOf<typeof endpoints.getUserOutofoffice> = PureCloud.call(
  endpoints.getUserOutofoffice
)

/**
 * Replaces the out-of-office setting of a user. A user can replace only their own: the token of another user causes
 * status 403 and the code `outofoffice.update.error`.
 *
 * `PUT /api/v2/users/{userId}/outofoffice`. Permissions: none.
 *
 * @since 0.1.0
 * @category outOfOffice
 */
export const putUserOutofoffice: PureCloud.CallOf<typeof endpoints.putUserOutofoffice> = PureCloud.call(
  endpoints.putUserOutofoffice
)

// ------------------------------------------------------------------------------------------------------------ password

/**
 * Sends an activation email to a user. With `force` it is sent again if an earlier invitation is still open; the
 * default is `false`.
 *
 * `POST /api/v2/users/{userId}/invite`. Permissions: any of `admin`, `directory:organization:admin`,
 * `directory:user:setPassword`, `directory:user:add`, `user_manager`, `user_administration`. Today's API (2026) accepts
 * `admin`, `directory:organization:admin` and `directory:user:setPassword` only.
 *
 * @since 0.1.0
 * @category password
 */
export const postUserInvite: PureCloud.CallOf<typeof endpoints.postUserInvite> = PureCloud.call(
  endpoints.postUserInvite
)

/**
 * Sets the password of a user. Shortly after another change it fails with status 400 and the message "password cannot
 * be changed until", followed by a time.
 *
 * `POST /api/v2/users/{userId}/password`. Permissions: any of `directory:user:setPassword`, `user_administration`,
 * `directory:userPassword:edit`. Today's API (2026) accepts `directory:user:setPassword` only.
 *
 * @since 0.1.0
 * @category password
 */
export const postUserPassword: PureCloud.CallOf<typeof endpoints.postUserPassword> = PureCloud.call(
  endpoints.postUserPassword
)

/**
 * Changes the password of the user of the token. With the client credentials grant there is no user: the call fails with
 * `AuthError`, reason `GrantNotAllowed`, and sends nothing. If such a token is used with `Auth.layerStatic`, the status is
 * 400 and the code `not.a.user`.
 *
 * `POST /api/v2/users/me/password`. Permissions: none.
 *
 * @since 0.1.0
 * @category password
 */
export const postUsersMePassword: PureCloud.CallOf<typeof endpoints.postUsersMePassword> = PureCloud.call(
  endpoints.postUsersMePassword
)

// ------------------------------------------------------------------------------------------------------------- profile

/**
 * Returns the fields that the organization has defined for one type of entity. Since June 2024 the service no longer
 * supports the type `externalContact`.
 *
 * `GET /api/v2/fieldconfig`. Permissions: none.
 *
 * @deprecated Since 2021-07-02. Replacement: none.
 * @since 0.1.0
 * @category profile
 */
export const getFieldconfig: PureCloud.CallOf<typeof endpoints.getFieldconfig> = PureCloud.call(
  endpoints.getFieldconfig
)

/**
 * Lists the profiles of users, 25 per page by default. `state` is `active` by default; today's API (2026) no longer has
 * it (removed on 2019-08-09).
 *
 * `GET /api/v2/profiles/users`. Permissions: none.
 *
 * @deprecated Since 2020-06-26. Replacement: getUsers.
 * @since 0.1.0
 * @category profile
 */
export const getProfilesUsers: PureCloud.CallOf<typeof endpoints.getProfilesUsers> = PureCloud.call(
  endpoints.getProfilesUsers
)

/**
 * Returns the profile of a user. Today's API (2026) no longer expands `profileSkills` and `locations`.
 *
 * `GET /api/v2/users/{userId}/profile`. Permissions: none.
 *
 * @deprecated Since 2020-06-26. Replacement: getUser.
 * @since 0.1.0
 * @category profile
 */
export const getUserProfile: PureCloud.CallOf<typeof endpoints.getUserProfile> = PureCloud.call(
  endpoints.getUserProfile
)

/**
 * Returns the skills on the profile of a user. They are free text, and routing does not use them. Not paged.
 *
 * `GET /api/v2/users/{userId}/profileskills`. Permission: `directory:userProfile:view`.
 *
 * @since 0.1.0
 * @category profile
 */
export const getUserProfileskills: PureCloud.CallOf<typeof endpoints.getUserProfileskills> = PureCloud.call(
  endpoints.getUserProfileskills
)

/**
 * Replaces the skills on the profile of a user. They are free text, and routing does not use them. Today's API (2026)
 * requires the body.
 *
 * `PUT /api/v2/users/{userId}/profileskills`. Permissions: any of `directory:userProfile:edit`, `admin`,
 * `user_manager`, `user_administration`. Today's API (2026) accepts `directory:userProfile:edit` only.
 *
 * @since 0.1.0
 * @category profile
 */
export const putUserProfileskills: PureCloud.CallOf<typeof endpoints.putUserProfileskills> = PureCloud.call(
  endpoints.putUserProfileskills
)

// -------------------------------------------------------------------------------------------------------------- queues

/**
 * Lists the queues of a user, 25 per page by default. `joined` is `true` by default: queues that the user has not
 * joined are omitted.
 *
 * `GET /api/v2/users/{userId}/queues`. Permission: `routing:queue:view`.
 *
 * @since 0.1.0
 * @category queues
 */
export const getUserQueues: PureCloud.CallOf<typeof endpoints.getUserQueues> = PureCloud.call(endpoints.getUserQueues)

/**
 * Joins a queue if `joined` in the body is `true`, and leaves it if it is `false`.
 *
 * `PATCH /api/v2/users/{userId}/queues/{queueId}`. Permissions: any of `routing:queue:join`,
 * `routing:queueMember:manage`.
 *
 * @since 0.1.0
 * @category queues
 */
export const patchUserQueue: PureCloud.CallOf<typeof endpoints.patchUserQueue> = PureCloud.call(
  endpoints.patchUserQueue
)

/**
 * Joins or leaves several queues: joins a queue if `joined` in its item of the body is `true`, and leaves it if it is
 * `false`.
 *
 * Today's API (2026) applies the changes asynchronously: the response can lack some of them, so read the queues again
 * later. Queues of which the user is not a member are ignored. The response is one page, whatever the number of queues.
 *
 * `PATCH /api/v2/users/{userId}/queues`. Permissions: any of `routing:queue:join`, `routing:queueMember:manage`.
 *
 * @since 0.1.0
 * @category queues
 */
export const patchUserQueues: PureCloud.CallOf<typeof endpoints.patchUserQueues> = PureCloud.call(
  endpoints.patchUserQueues
)

// ------------------------------------------------------------------------------------------------------------- routing

/**
 * Removes a language from a user.
 *
 * `DELETE /api/v2/users/{userId}/routinglanguages/{languageId}`. Permissions: any of `routing:skill:assign`,
 * `routing:language:assign`, `admin`. Today's API (2026) accepts `routing:skill:assign` and `routing:language:assign`
 * only.
 *
 * @since 0.1.0
 * @category routing
 */
export const deleteUserRoutinglanguage: PureCloud.CallOf<typeof endpoints.deleteUserRoutinglanguage> = PureCloud.call(
  endpoints.deleteUserRoutinglanguage
)

/**
 * Removes a skill from a user.
 *
 * `DELETE /api/v2/users/{userId}/routingskills/{skillId}`. Permissions: any of `routing:skill:assign`, `admin`. Today's
 * API (2026) accepts `routing:skill:assign` only.
 *
 * @since 0.1.0
 * @category routing
 */
export const deleteUserRoutingskill: PureCloud.CallOf<typeof endpoints.deleteUserRoutingskill> = PureCloud.call(
  endpoints.deleteUserRoutingskill
)

/**
 * Lists the languages of a user, 25 per page by default. Page sizes over 50 may not work. `sortOrder` is `ascending` by
 * default.
 *
 * `GET /api/v2/users/{userId}/routinglanguages`. Permissions: none.
 *
 * @since 0.1.0
 * @category routing
 */
export const getUserRoutinglanguages: PureCloud.CallOf<typeof endpoints.getUserRoutinglanguages> = PureCloud.call(
  endpoints.getUserRoutinglanguages
)

/**
 * Lists the skills of a user, 25 per page by default. Page sizes over 50 may not work. `sortOrder` is `ascending` by
 * default.
 *
 * `GET /api/v2/users/{userId}/routingskills`. Permissions: none.
 *
 * @since 0.1.0
 * @category routing
 */
export const getUserRoutingskills: PureCloud.CallOf<typeof endpoints.getUserRoutingskills> = PureCloud.call(
  endpoints.getUserRoutingskills
)

/**
 * Returns the routing status of a user. For a user that does not exist it is `OFF_QUEUE`, and the HTTP status is 200,
 * not 404.
 *
 * `GET /api/v2/users/{userId}/routingstatus`. Permissions: none.
 *
 * @since 0.1.0
 * @category routing
 */
export const getUserRoutingstatus: PureCloud.CallOf<typeof endpoints.getUserRoutingstatus> = PureCloud.call(
  endpoints.getUserRoutingstatus
)

/**
 * Updates the proficiency or the state of a language of a user.
 *
 * `PATCH /api/v2/users/{userId}/routinglanguages/{languageId}`. Permissions: any of `routing:skill:assign`,
 * `routing:language:assign`, `admin`. Today's API (2026) accepts `routing:skill:assign` and `routing:language:assign`
 * only.
 *
 * @since 0.1.0
 * @category routing
 */
export const patchUserRoutinglanguage: PureCloud.CallOf<typeof endpoints.patchUserRoutinglanguage> = PureCloud.call(
  endpoints.patchUserRoutinglanguage
)

/**
 * Adds a language to a user.
 *
 * `POST /api/v2/users/{userId}/routinglanguages`. Permissions: any of `routing:skill:assign`,
 * `routing:language:assign`, `admin`. Today's API (2026) accepts `routing:skill:assign` and `routing:language:assign`
 * only.
 *
 * @since 0.1.0
 * @category routing
 */
export const postUserRoutinglanguages: PureCloud.CallOf<typeof endpoints.postUserRoutinglanguages> = PureCloud.call(
  endpoints.postUserRoutinglanguages
)

/**
 * Adds a skill to a user.
 *
 * `POST /api/v2/users/{userId}/routingskills`. Permissions: any of `routing:skill:assign`, `admin`. Today's API (2026)
 * accepts `routing:skill:assign` only.
 *
 * @since 0.1.0
 * @category routing
 */
export const postUserRoutingskills: PureCloud.CallOf<typeof endpoints.postUserRoutingskills> = PureCloud.call(
  endpoints.postUserRoutingskills
)

/**
 * Updates the proficiency or the state of a skill of a user.
 *
 * `PUT /api/v2/users/{userId}/routingskills/{skillId}`. Permissions: any of `routing:skill:assign`, `admin`. Today's
 * API (2026) accepts `routing:skill:assign` only.
 *
 * @since 0.1.0
 * @category routing
 */
export const putUserRoutingskill: PureCloud.CallOf<typeof endpoints.putUserRoutingskill> = PureCloud.call(
  endpoints.putUserRoutingskill
)

/**
 * Sets the routing status of a user.
 *
 * `PUT /api/v2/users/{userId}/routingstatus`. Permissions: none.
 *
 * @since 0.1.0
 * @category routing
 */
export const putUserRoutingstatus: PureCloud.CallOf<typeof endpoints.putUserRoutingstatus> = PureCloud.call(
  endpoints.putUserRoutingstatus
)

/**
 * Adds languages to a user or updates their proficiency, 50 at most. Languages that the body lacks are kept.
 *
 * The response is one page, whatever the number of languages.
 *
 * `PATCH /api/v2/users/{userId}/routinglanguages/bulk`. Permissions: any of `routing:skill:assign`,
 * `routing:language:assign`.
 *
 * @since 0.2.0
 * @category routing
 */
export const patchUserRoutinglanguagesBulk: PureCloud.CallOf<typeof endpoints.patchUserRoutinglanguagesBulk> = PureCloud
  .call(endpoints.patchUserRoutinglanguagesBulk)

/**
 * Adds skills to a user or updates their proficiency. Skills that the body lacks are kept.
 *
 * The vendor documents no maximum number of skills. Its Terraform provider sends 50 per request. The response is one
 * page, whatever the number of skills.
 *
 * `PATCH /api/v2/users/{userId}/routingskills/bulk`. Permission: `routing:skill:assign`.
 *
 * @since 0.2.0
 * @category routing
 */
export const patchUserRoutingskillsBulk: PureCloud.CallOf<typeof endpoints.patchUserRoutingskillsBulk> = PureCloud.call(
  endpoints.patchUserRoutingskillsBulk
)

/**
 * Replaces the skills of a user: skills that the body lacks are removed.
 *
 * The vendor documents no maximum number of skills. The response is one page, whatever the number of skills.
 *
 * `PUT /api/v2/users/{userId}/routingskills/bulk`. Permission: `routing:skill:assign`.
 *
 * @since 0.2.0
 * @category routing
 */
export const putUserRoutingskillsBulk: PureCloud.CallOf<typeof endpoints.putUserRoutingskillsBulk> = PureCloud.call(
  endpoints.putUserRoutingskillsBulk
)

// -------------------------------------------------------------------------------------------------------------- search

/**
 * Returns one page of a search by its `q64`. This is the decoded value of the parameter in `currentPage`, `nextPage` or
 * `previousPage` of an earlier response.
 *
 * `nextPage` is present even on the last page: the search ends at `pageCount`.
 *
 * `GET /api/v2/users/search`. Permission: `directory:user:view`. In 2018 it required no permission.
 *
 * @since 0.1.0
 * @category search
 */
export const getUsersSearch: PureCloud.CallOf<typeof endpoints.getUsersSearch> = PureCloud.call(
  endpoints.getUsersSearch
)

/**
 * Searches for users, 25 per page by default. Page sizes over 100 may not work.
 *
 * Deleted users are found only by a criterion on `state`. Searches can miss the changes of the last minutes, and an
 * example of the vendor has the `version` of users as text: read a user before you update it. The search changes
 * nothing, so it is retried like a GET.
 *
 * `POST /api/v2/users/search`. Permission: `directory:user:view`. In 2018 it required no permission.
 *
 * @since 0.1.0
 * @category search
 */
export const postUsersSearch: PureCloud.CallOf<typeof endpoints.postUsersSearch> = PureCloud.call(
  endpoints.postUsersSearch
)

/**
 * Searches for users to whom the user of the token may send a conversation.
 *
 * The body and the response are those of {@link postUsersSearch}, with its page numbers in the body. The search changes
 * nothing, so it is retried like a GET. The vendor does not document the statuses of errors.
 *
 * `POST /api/v2/users/search/conversation/target`. Permission: `conversation:communication:target`. Preview: the vendor
 * may change or remove the operation without notice.
 *
 * @since 0.2.0
 * @category search
 */
export const postUsersSearchConversationTarget: PureCloud.CallOf<typeof endpoints.postUsersSearchConversationTarget> =
  PureCloud.call(endpoints.postUsersSearchConversationTarget)

/**
 * Searches for users whose membership in queues the user of the token may manage.
 *
 * The body and the response are those of {@link postUsersSearch}, with its page numbers in the body. The search changes
 * nothing, so it is retried like a GET. The vendor does not document the statuses of errors.
 *
 * `POST /api/v2/users/search/queuemembers/manage`. Permissions: any of `routing:queueMember:manage`,
 * `routing:queue:edit`. Preview: the vendor may change or remove the operation without notice.
 *
 * @since 0.2.0
 * @category search
 */
export const postUsersSearchQueuemembersManage: PureCloud.CallOf<typeof endpoints.postUsersSearchQueuemembersManage> =
  PureCloud.call(endpoints.postUsersSearchQueuemembersManage)

/**
 * Searches for users whom the user of the token may assign to teams.
 *
 * The body and the response are those of {@link postUsersSearch}, with its page numbers in the body. The search changes
 * nothing, so it is retried like a GET.
 *
 * `POST /api/v2/users/search/teams/assign`. Permission: `groups:team:assign`.
 *
 * @since 0.2.0
 * @category search
 */
export const postUsersSearchTeamsAssign: PureCloud.CallOf<typeof endpoints.postUsersSearchTeamsAssign> = PureCloud.call(
  endpoints.postUsersSearchTeamsAssign
)

// -------------------------------------------------------------------------------------------------------- skill groups

/**
 * Lists the skill groups of a user, 25 per page by default. A user is a member of each group whose conditions on skills
 * and languages the user meets.
 *
 * The response has links to other pages, and no field with a cursor. The vendor documents no maximum page size.
 *
 * `GET /api/v2/users/{userId}/skillgroups`. Permission: `routing:skillGroup:view`.
 *
 * @since 0.2.0
 * @category skillGroups
 */
export const getUserSkillgroups: PureCloud.CallOf<typeof endpoints.getUserSkillgroups> = PureCloud.call(
  endpoints.getUserSkillgroups
)

// ------------------------------------------------------------------------------------------------------------- station

/**
 * Removes the user from the associated station. The service accepts the request with status 202 and applies it
 * asynchronously.
 *
 * `DELETE /api/v2/users/{userId}/station/associatedstation`. Permission: `telephony:station:disassociate`. In 2018 it
 * required no permission.
 *
 * @since 0.1.0
 * @category station
 */
export const deleteUserStationAssociatedstation: PureCloud.CallOf<typeof endpoints.deleteUserStationAssociatedstation> =
  PureCloud.call(endpoints.deleteUserStationAssociatedstation)

/**
 * Removes the default station of a user. The service accepts the request with status 202 and applies it asynchronously.
 *
 * `DELETE /api/v2/users/{userId}/station/defaultstation`. Permissions: any of `telephony:plugin:all`,
 * `telephony:phone:assign`.
 *
 * @since 0.1.0
 * @category station
 */
export const deleteUserStationDefaultstation: PureCloud.CallOf<typeof endpoints.deleteUserStationDefaultstation> =
  PureCloud.call(endpoints.deleteUserStationDefaultstation)

/**
 * Returns the stations of a user: the associated, the default, the effective and the last associated one. Each is
 * absent if there is none.
 *
 * `GET /api/v2/users/{userId}/station`. Permission: `telephony:otherStationAssociation:view`. In 2018 it required no
 * permission.
 *
 * @since 0.1.0
 * @category station
 */
export const getUserStation: PureCloud.CallOf<typeof endpoints.getUserStation> = PureCloud.call(
  endpoints.getUserStation
)

/**
 * Associates a user with a station. The service accepts the request with status 202 and applies it asynchronously.
 *
 * `PUT /api/v2/users/{userId}/station/associatedstation/{stationId}`. Permission:
 * `telephony:otherStationAssociation:edit`. In 2018 it required no permission.
 *
 * @since 0.1.0
 * @category station
 */
export const putUserStationAssociatedstationStationId: PureCloud.CallOf<
  typeof endpoints.putUserStationAssociatedstationStationId
> = PureCloud.call(endpoints.putUserStationAssociatedstationStationId)

/**
 * Sets the default station of a user. The service accepts the request with status 202 and applies it asynchronously.
 *
 * `PUT /api/v2/users/{userId}/station/defaultstation/{stationId}`. Permissions: any of `telephony:plugin:all`,
 * `telephony:phone:assign`.
 *
 * @since 0.1.0
 * @category station
 */
export const putUserStationDefaultstationStationId: PureCloud.CallOf<
  typeof endpoints.putUserStationDefaultstationStationId
> = PureCloud.call(endpoints.putUserStationDefaultstationStationId)

/**
 * Returns the stations of the user of the token: the associated, the default, the effective and the last associated
 * one. Each is absent if there is none.
 *
 * `GET /api/v2/users/stations/me`. Permission: `telephony:selfStationAssociation:view`.
 *
 * @since 0.2.0
 * @category station
 */
export const getUsersStationsMe: PureCloud.CallOf<typeof endpoints.getUsersStationsMe> = PureCloud.call(
  endpoints.getUsersStationsMe
)

/**
 * Associates the user of the token with a station. If another user has the station, the status is 409 and the code
 * `userservice.stationalreadyassociated`.
 *
 * `PUT /api/v2/users/stations/me/associatedstation/{stationId}`. Permission: `telephony:selfStationAssociation:edit`.
 *
 * @since 0.2.0
 * @category station
 */
export const putUsersStationsMeAssociatedstationStationId: PureCloud.CallOf<
  typeof endpoints.putUsersStationsMeAssociatedstationStationId
> = PureCloud.call(endpoints.putUsersStationsMeAssociatedstationStationId)

/**
 * Removes the user of the token from the associated station.
 *
 * `DELETE /api/v2/users/stations/me/associatedstation`. Permission: `telephony:station:disassociateSelf`.
 *
 * @since 0.2.0
 * @category station
 */
export const deleteUsersStationsMeAssociatedstation: PureCloud.CallOf<
  typeof endpoints.deleteUsersStationsMeAssociatedstation
> = PureCloud.call(endpoints.deleteUsersStationsMeAssociatedstation)

// --------------------------------------------------------------------------------------------------------- utilization

/**
 * Returns how many conversations of each media type a user can have at the same time. The vendor does not document
 * `level`: it probably shows whether the user or the organization has this utilization.
 *
 * `GET /api/v2/routing/users/{userId}/utilization`. Permissions: any of `routing:utilization:manage`,
 * `routing:utilization:view`.
 *
 * @since 0.2.0
 * @category utilization
 */
export const getRoutingUserUtilization: PureCloud.CallOf<typeof endpoints.getRoutingUserUtilization> = PureCloud.call(
  endpoints.getRoutingUserUtilization
)

/**
 * Sets how many conversations of each media type a user can have at the same time. For media types that the body lacks,
 * the utilization of the organization applies.
 *
 * `PUT /api/v2/routing/users/{userId}/utilization`. Permission: `routing:utilization:manage`.
 *
 * @since 0.2.0
 * @category utilization
 */
export const putRoutingUserUtilization: PureCloud.CallOf<typeof endpoints.putRoutingUserUtilization> = PureCloud.call(
  endpoints.putRoutingUserUtilization
)

/**
 * Deletes the utilization of a user, so that the utilization of the organization applies.
 *
 * `DELETE /api/v2/routing/users/{userId}/utilization`. Permission: `routing:utilization:manage`.
 *
 * @since 0.2.0
 * @category utilization
 */
export const deleteRoutingUserUtilization: PureCloud.CallOf<typeof endpoints.deleteRoutingUserUtilization> = PureCloud
  .call(endpoints.deleteRoutingUserUtilization)

// ----------------------------------------------------------------------------------------------------------- verifiers

/**
 * Lists the verifiers of a user: second factors, for example an app for one-time codes. Not paged.
 *
 * `GET /api/v2/users/{userId}/verifiers`. Permission: `mfa:verifier:view`.
 *
 * @since 0.2.0
 * @category verifiers
 */
export const getUserVerifiers: PureCloud.CallOf<typeof endpoints.getUserVerifiers> = PureCloud.call(
  endpoints.getUserVerifiers
)

/**
 * Updates a verifier of a user.
 *
 * `PUT /api/v2/users/{userId}/verifiers/{verifierId}`. Permission: `mfa:verifier:edit`.
 *
 * @since 0.2.0
 * @category verifiers
 */
export const putUserVerifier: PureCloud.CallOf<typeof endpoints.putUserVerifier> = PureCloud.call(
  endpoints.putUserVerifier
)

/**
 * Deletes a verifier of a user, for example if a phone was lost.
 *
 * `DELETE /api/v2/users/{userId}/verifiers/{verifierId}`. Permission: `mfa:verifier:delete`.
 *
 * @since 0.2.0
 * @category verifiers
 */
export const deleteUserVerifier: PureCloud.CallOf<typeof endpoints.deleteUserVerifier> = PureCloud.call(
  endpoints.deleteUserVerifier
)

/**
 * Lists the verifiers of the user of the token. Not paged. The vendor documents neither the status of a success nor
 * those of errors.
 *
 * `GET /api/v2/users/me/verifiers`. Permissions: none.
 *
 * @since 0.2.0
 * @category verifiers
 */
export const getUsersMeVerifiers: PureCloud.CallOf<typeof endpoints.getUsersMeVerifiers> = PureCloud.call(
  endpoints.getUsersMeVerifiers
)

/**
 * Updates a verifier of the user of the token. The vendor documents neither the status of a success nor those of
 * errors.
 *
 * `PUT /api/v2/users/me/verifiers/{verifierId}`. Permissions: none.
 *
 * @since 0.2.0
 * @category verifiers
 */
export const putUsersMeVerifier: PureCloud.CallOf<typeof endpoints.putUsersMeVerifier> = PureCloud.call(
  endpoints.putUsersMeVerifier
)

/**
 * Deletes a verifier of the user of the token. The vendor documents neither the status of a success nor those of
 * errors.
 *
 * `DELETE /api/v2/users/me/verifiers/{verifierId}`. Permissions: none.
 *
 * @since 0.2.0
 * @category verifiers
 */
export const deleteUsersMeVerifier: PureCloud.CallOf<typeof endpoints.deleteUsersMeVerifier> = PureCloud.call(
  endpoints.deleteUsersMeVerifier
)

/**
 * Creates a verifier with one-time codes for the user of the token, and returns the secret for an app. Confirm it with
 * {@link postUsersMeVerifiersTotpVerifierId} and a code of the app.
 *
 * The vendor documents neither the status of a success nor those of errors.
 *
 * `POST /api/v2/users/me/verifiers/totp`. Permissions: none.
 *
 * @since 0.2.0
 * @category verifiers
 */
export const postUsersMeVerifiersTotp: PureCloud.CallOf<typeof endpoints.postUsersMeVerifiersTotp> = PureCloud.call(
  endpoints.postUsersMeVerifiersTotp
)

/**
 * Confirms a verifier with one-time codes of the user of the token, with a current code. The vendor documents neither
 * the status of a success nor those of errors.
 *
 * `POST /api/v2/users/me/verifiers/totp/{verifierId}`. Permissions: none.
 *
 * @since 0.2.0
 * @category verifiers
 */
export const postUsersMeVerifiersTotpVerifierId: PureCloud.CallOf<typeof endpoints.postUsersMeVerifiersTotpVerifierId> =
  PureCloud.call(endpoints.postUsersMeVerifiersTotpVerifierId)

/**
 * Starts the registration of a WebAuthn verifier for the user of the token. The request has no body, and the response
 * is the input of `navigator.credentials.create` in the browser.
 *
 * The vendor documents neither the status of a success nor those of errors.
 *
 * `POST /api/v2/users/me/verifiers/webauthn/register/options`. Permissions: none.
 *
 * @since 0.2.0
 * @category verifiers
 */
export const postUsersMeVerifiersWebauthnRegisterOptions: PureCloud.CallOf<
  typeof endpoints.postUsersMeVerifiersWebauthnRegisterOptions
> = PureCloud.call(endpoints.postUsersMeVerifiersWebauthnRegisterOptions)

/**
 * Finishes the registration of a WebAuthn verifier for the user of the token, with the credential that the browser has
 * created for {@link postUsersMeVerifiersWebauthnRegisterOptions}.
 *
 * The vendor documents neither the status of a success nor those of errors.
 *
 * `POST /api/v2/users/me/verifiers/webauthn/register`. Permissions: none.
 *
 * @since 0.2.0
 * @category verifiers
 */
export const postUsersMeVerifiersWebauthnRegister: PureCloud.CallOf<
  typeof endpoints.postUsersMeVerifiersWebauthnRegister
> = PureCloud.call(endpoints.postUsersMeVerifiersWebauthnRegister)
