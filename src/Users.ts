/**
 * The 52 operations of the Users API, under the vendor's method names. Each is a program that carries its declaration:
 * what it takes, answers and asks for is told at the endpoint of the same name.
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
 * Get the list of available users. {@link endpoints.getUsers}
 *
 * @since 0.1.0
 * @category users
 */
export const getUsers = PureCloud.call(endpoints.getUsers)

/**
 * Get user. {@link endpoints.getUser}
 *
 * @since 0.1.0
 * @category users
 */
export const getUser = PureCloud.call(endpoints.getUser)

/**
 * Create user. {@link endpoints.postUsers}
 *
 * @since 0.1.0
 * @category users
 */
export const postUsers = PureCloud.call(endpoints.postUsers)

/**
 * Update user. {@link endpoints.patchUser}
 *
 * @since 0.1.0
 * @category users
 */
export const patchUser = PureCloud.call(endpoints.patchUser)

/**
 * Delete user. {@link endpoints.deleteUser}
 *
 * @since 0.1.0
 * @category users
 */
export const deleteUser = PureCloud.call(endpoints.deleteUser)

/**
 * Get current user details. {@link endpoints.getUsersMe}
 *
 * @since 0.1.0
 * @category users
 */
export const getUsersMe = PureCloud.call(endpoints.getUsersMe)

/**
 * Query for user aggregates. {@link endpoints.postAnalyticsUsersAggregatesQuery}
 *
 * @since 0.1.0
 * @category analytics
 */
export const postAnalyticsUsersAggregatesQuery = PureCloud.call(endpoints.postAnalyticsUsersAggregatesQuery)

/**
 * Query for user details. {@link endpoints.postAnalyticsUsersDetailsQuery}
 *
 * @since 0.1.0
 * @category analytics
 */
export const postAnalyticsUsersDetailsQuery = PureCloud.call(endpoints.postAnalyticsUsersDetailsQuery)

/**
 * Query for user observations. {@link endpoints.postAnalyticsUsersObservationsQuery}
 *
 * @since 0.1.0
 * @category analytics
 */
export const postAnalyticsUsersObservationsQuery = PureCloud.call(endpoints.postAnalyticsUsersObservationsQuery)

/**
 * Removes all the roles from the user. {@link endpoints.deleteUserRoles}
 *
 * @deprecated removed on 2020-03-31: use putUserRoles with the roles that are to remain
 * @since 0.1.0
 * @category authorization
 */
export const deleteUserRoles = PureCloud.call(endpoints.deleteUserRoles)

/**
 * Returns a listing of roles and permissions for a user. {@link endpoints.getUserRoles}
 *
 * @since 0.1.0
 * @category authorization
 */
export const getUserRoles = PureCloud.call(endpoints.getUserRoles)

/**
 * List the organizations that have authorized/trusted the user. {@link endpoints.getUserTrustors}
 *
 * @since 0.1.0
 * @category authorization
 */
export const getUserTrustors = PureCloud.call(endpoints.getUserTrustors)

/**
 * Sets the user's roles. {@link endpoints.putUserRoles}
 *
 * @since 0.1.0
 * @category authorization
 */
export const putUserRoles = PureCloud.call(endpoints.putUserRoles)

/**
 * Get a user's CallForwarding. {@link endpoints.getUserCallforwarding}
 *
 * @since 0.1.0
 * @category callForwarding
 */
export const getUserCallforwarding = PureCloud.call(endpoints.getUserCallforwarding)

/**
 * Patch a user's CallForwarding. {@link endpoints.patchUserCallforwarding}
 *
 * @since 0.1.0
 * @category callForwarding
 */
export const patchUserCallforwarding = PureCloud.call(endpoints.patchUserCallforwarding)

/**
 * Update a user's CallForwarding. {@link endpoints.putUserCallforwarding}
 *
 * @since 0.1.0
 * @category callForwarding
 */
export const putUserCallforwarding = PureCloud.call(endpoints.putUserCallforwarding)

/**
 * Get adjacents. {@link endpoints.getUserAdjacents}
 *
 * @since 0.1.0
 * @category colleagues
 */
export const getUserAdjacents = PureCloud.call(endpoints.getUserAdjacents)

/**
 * Get direct reports. {@link endpoints.getUserDirectreports}
 *
 * @since 0.1.0
 * @category colleagues
 */
export const getUserDirectreports = PureCloud.call(endpoints.getUserDirectreports)

/**
 * Get favorites. {@link endpoints.getUserFavorites}
 *
 * @deprecated since 2021-06-22: use nothing yet: the vendor means to bring it back with another contract
 * @since 0.1.0
 * @category colleagues
 */
export const getUserFavorites = PureCloud.call(endpoints.getUserFavorites)

/**
 * Get superiors. {@link endpoints.getUserSuperiors}
 *
 * @since 0.1.0
 * @category colleagues
 */
export const getUserSuperiors = PureCloud.call(endpoints.getUserSuperiors)

/**
 * Get a user's Geolocation. {@link endpoints.getUserGeolocation}
 *
 * @since 0.1.0
 * @category geolocation
 */
export const getUserGeolocation = PureCloud.call(endpoints.getUserGeolocation)

/**
 * Patch a user's Geolocation. {@link endpoints.patchUserGeolocation}
 *
 * @since 0.1.0
 * @category geolocation
 */
export const patchUserGeolocation = PureCloud.call(endpoints.patchUserGeolocation)

/**
 * Get a OutOfOffice. {@link endpoints.getUserOutofoffice}
 *
 * @since 0.1.0
 * @category outOfOffice
 */
export const getUserOutofoffice = PureCloud.call(endpoints.getUserOutofoffice)

/**
 * Update an OutOfOffice. {@link endpoints.putUserOutofoffice}
 *
 * @since 0.1.0
 * @category outOfOffice
 */
export const putUserOutofoffice = PureCloud.call(endpoints.putUserOutofoffice)

/**
 * Send an activation email to the user. {@link endpoints.postUserInvite}
 *
 * @since 0.1.0
 * @category password
 */
export const postUserInvite = PureCloud.call(endpoints.postUserInvite)

/**
 * Change a users password. {@link endpoints.postUserPassword}
 *
 * @since 0.1.0
 * @category password
 */
export const postUserPassword = PureCloud.call(endpoints.postUserPassword)

/**
 * Change your password. {@link endpoints.postUsersMePassword}
 *
 * @since 0.1.0
 * @category password
 */
export const postUsersMePassword = PureCloud.call(endpoints.postUsersMePassword)

/**
 * Fetch field config for an entity type. {@link endpoints.getFieldconfig}
 *
 * @deprecated since 2021-07-02: use nothing: the vendor names no successor
 * @since 0.1.0
 * @category profile
 */
export const getFieldconfig = PureCloud.call(endpoints.getFieldconfig)

/**
 * Get a user profile listing. {@link endpoints.getProfilesUsers}
 *
 * @deprecated since 2020-06-26: use getUsers
 * @since 0.1.0
 * @category profile
 */
export const getProfilesUsers = PureCloud.call(endpoints.getProfilesUsers)

/**
 * Get user profile. {@link endpoints.getUserProfile}
 *
 * @deprecated since 2020-06-26: use getUser
 * @since 0.1.0
 * @category profile
 */
export const getUserProfile = PureCloud.call(endpoints.getUserProfile)

/**
 * List profile skills for a user. {@link endpoints.getUserProfileskills}
 *
 * @since 0.1.0
 * @category profile
 */
export const getUserProfileskills = PureCloud.call(endpoints.getUserProfileskills)

/**
 * Update profile skills for a user. {@link endpoints.putUserProfileskills}
 *
 * @since 0.1.0
 * @category profile
 */
export const putUserProfileskills = PureCloud.call(endpoints.putUserProfileskills)

/**
 * Get queues for user. {@link endpoints.getUserQueues}
 *
 * @since 0.1.0
 * @category queues
 */
export const getUserQueues = PureCloud.call(endpoints.getUserQueues)

/**
 * Join or unjoin a queue for a user. {@link endpoints.patchUserQueue}
 *
 * @since 0.1.0
 * @category queues
 */
export const patchUserQueue = PureCloud.call(endpoints.patchUserQueue)

/**
 * Join or unjoin a set of queues for a user. {@link endpoints.patchUserQueues}
 *
 * @since 0.1.0
 * @category queues
 */
export const patchUserQueues = PureCloud.call(endpoints.patchUserQueues)

/**
 * Remove routing language from user. {@link endpoints.deleteUserRoutinglanguage}
 *
 * @since 0.1.0
 * @category routing
 */
export const deleteUserRoutinglanguage = PureCloud.call(endpoints.deleteUserRoutinglanguage)

/**
 * Remove routing skill from user. {@link endpoints.deleteUserRoutingskill}
 *
 * @since 0.1.0
 * @category routing
 */
export const deleteUserRoutingskill = PureCloud.call(endpoints.deleteUserRoutingskill)

/**
 * List routing language for user. {@link endpoints.getUserRoutinglanguages}
 *
 * @since 0.1.0
 * @category routing
 */
export const getUserRoutinglanguages = PureCloud.call(endpoints.getUserRoutinglanguages)

/**
 * List routing skills for user. {@link endpoints.getUserRoutingskills}
 *
 * @since 0.1.0
 * @category routing
 */
export const getUserRoutingskills = PureCloud.call(endpoints.getUserRoutingskills)

/**
 * Fetch the routing status of a user. {@link endpoints.getUserRoutingstatus}
 *
 * @since 0.1.0
 * @category routing
 */
export const getUserRoutingstatus = PureCloud.call(endpoints.getUserRoutingstatus)

/**
 * Update routing language proficiency or state. {@link endpoints.patchUserRoutinglanguage}
 *
 * @since 0.1.0
 * @category routing
 */
export const patchUserRoutinglanguage = PureCloud.call(endpoints.patchUserRoutinglanguage)

/**
 * Add routing language to user. {@link endpoints.postUserRoutinglanguages}
 *
 * @since 0.1.0
 * @category routing
 */
export const postUserRoutinglanguages = PureCloud.call(endpoints.postUserRoutinglanguages)

/**
 * Add routing skill to user. {@link endpoints.postUserRoutingskills}
 *
 * @since 0.1.0
 * @category routing
 */
export const postUserRoutingskills = PureCloud.call(endpoints.postUserRoutingskills)

/**
 * Update routing skill proficiency or state. {@link endpoints.putUserRoutingskill}
 *
 * @since 0.1.0
 * @category routing
 */
export const putUserRoutingskill = PureCloud.call(endpoints.putUserRoutingskill)

/**
 * Update the routing status of a user. {@link endpoints.putUserRoutingstatus}
 *
 * @since 0.1.0
 * @category routing
 */
export const putUserRoutingstatus = PureCloud.call(endpoints.putUserRoutingstatus)

/**
 * Search users using the q64 value returned from a previous search. {@link endpoints.getUsersSearch}
 *
 * @since 0.1.0
 * @category search
 */
export const getUsersSearch = PureCloud.call(endpoints.getUsersSearch)

/**
 * Search users. {@link endpoints.postUsersSearch}
 *
 * @since 0.1.0
 * @category search
 */
export const postUsersSearch = PureCloud.call(endpoints.postUsersSearch)

/**
 * Clear associated station. {@link endpoints.deleteUserStationAssociatedstation}
 *
 * @since 0.1.0
 * @category station
 */
export const deleteUserStationAssociatedstation = PureCloud.call(endpoints.deleteUserStationAssociatedstation)

/**
 * Clear default station. {@link endpoints.deleteUserStationDefaultstation}
 *
 * @since 0.1.0
 * @category station
 */
export const deleteUserStationDefaultstation = PureCloud.call(endpoints.deleteUserStationDefaultstation)

/**
 * Get station information for user. {@link endpoints.getUserStation}
 *
 * @since 0.1.0
 * @category station
 */
export const getUserStation = PureCloud.call(endpoints.getUserStation)

/**
 * Set associated station. {@link endpoints.putUserStationAssociatedstationStationId}
 *
 * @since 0.1.0
 * @category station
 */
export const putUserStationAssociatedstationStationId = PureCloud.call(
  endpoints.putUserStationAssociatedstationStationId
)

/**
 * Set default station. {@link endpoints.putUserStationDefaultstationStationId}
 *
 * @since 0.1.0
 * @category station
 */
export const putUserStationDefaultstationStationId = PureCloud.call(endpoints.putUserStationDefaultstationStationId)
