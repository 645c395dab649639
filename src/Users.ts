/**
 * The 52 operations of the Users API as functions, with the vendor's method names. Each function has its declaration in
 * the field `endpoint`. Functions of paged operations also have the streams `.pages` and `.items`.
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
 * Creates a user.
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
 * says that it does not match: read the user and retry, as `UserUpdate.update` does. If `state` is set, every other
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
 * Returns the user of the token. Tokens of the client credentials grant have no user: the status is 400 and the code
 * `not.a.user`.
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
 * the function accepts the values of similar operations and of searches.
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
 * `PATCH /api/v2/users/{userId}/geolocations/{clientId}`. Permissions: none.
 *
 * @since 0.1.0
 * @category geolocation
 */
export const patchUserGeolocation: PureCloud.CallOf<typeof endpoints.patchUserGeolocation> = PureCloud.call(
  endpoints.patchUserGeolocation
)

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
 * Replaces the out-of-office setting of a user.
 *
 * `PUT /api/v2/users/{userId}/outofoffice`. Permissions: none.
 *
 * @since 0.1.0
 * @category outOfOffice
 */
export const putUserOutofoffice: PureCloud.CallOf<typeof endpoints.putUserOutofoffice> = PureCloud.call(
  endpoints.putUserOutofoffice
)

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
 * Changes the password of the user of the token. Tokens of the client credentials grant have no user: the status is 400
 * and the code `not.a.user`.
 *
 * `POST /api/v2/users/me/password`. Permissions: none.
 *
 * @since 0.1.0
 * @category password
 */
export const postUsersMePassword: PureCloud.CallOf<typeof endpoints.postUsersMePassword> = PureCloud.call(
  endpoints.postUsersMePassword
)

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
 * Deleted users are found only by a criterion on `state`. Searches can miss the changes of the last minutes. The search
 * changes nothing, so it is retried like a GET.
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
