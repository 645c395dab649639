/**
 * Stations (phones) of a user.
 *
 * @since 0.1.0
 */

import * as Endpoint from "../Endpoint.js"
import * as Model from "../internal/schema/model.js"
import * as User from "../models/User.js"
import * as Permissions from "../Permissions.js"

/**
 * Declares `GET /api/v2/users/{userId}/station`, which `Users.getUserStation` documents.
 *
 * @since 0.1.0
 * @category station
 */
export const getUserStation = Endpoint.make({
  id: "getUserStation",
  method: "GET",
  path: "/api/v2/users/{userId}/station",
  pathParams: { userId: Model.string },
  success: User.UserStations,
  permissions: Permissions.any("telephony:otherStationAssociation:view"),
  summary: "Get station information for user"
})

/**
 * Declares `PUT /api/v2/users/{userId}/station/associatedstation/{stationId}`, which
 * `Users.putUserStationAssociatedstationStationId` documents.
 *
 * @since 0.1.0
 * @category station
 */
export const putUserStationAssociatedstationStationId = Endpoint.make({
  id: "putUserStationAssociatedstationStationId",
  method: "PUT",
  path: "/api/v2/users/{userId}/station/associatedstation/{stationId}",
  pathParams: { userId: Model.string, stationId: Model.string },
  status: 202,
  errors: [400, 401, 403, 404, 408, 409, 413, 415, 424, 429, 500, 503, 504],
  permissions: Permissions.any("telephony:otherStationAssociation:edit"),
  summary: "Set associated station"
})

/**
 * Declares `DELETE /api/v2/users/{userId}/station/associatedstation`, which `Users.deleteUserStationAssociatedstation`
 * documents.
 *
 * @since 0.1.0
 * @category station
 */
export const deleteUserStationAssociatedstation = Endpoint.make({
  id: "deleteUserStationAssociatedstation",
  method: "DELETE",
  path: "/api/v2/users/{userId}/station/associatedstation",
  pathParams: { userId: Model.string },
  status: 202,
  permissions: Permissions.any("telephony:station:disassociate"),
  summary: "Clear associated station"
})

/**
 * Declares `PUT /api/v2/users/{userId}/station/defaultstation/{stationId}`, which
 * `Users.putUserStationDefaultstationStationId` documents.
 *
 * @since 0.1.0
 * @category station
 */
export const putUserStationDefaultstationStationId = Endpoint.make({
  id: "putUserStationDefaultstationStationId",
  method: "PUT",
  path: "/api/v2/users/{userId}/station/defaultstation/{stationId}",
  pathParams: { userId: Model.string, stationId: Model.string },
  status: 202,
  permissions: Permissions.any("telephony:plugin:all", "telephony:phone:assign"),
  summary: "Set default station"
})

/**
 * Declares `DELETE /api/v2/users/{userId}/station/defaultstation`, which `Users.deleteUserStationDefaultstation`
 * documents.
 *
 * @since 0.1.0
 * @category station
 */
export const deleteUserStationDefaultstation = Endpoint.make({
  id: "deleteUserStationDefaultstation",
  method: "DELETE",
  path: "/api/v2/users/{userId}/station/defaultstation",
  pathParams: { userId: Model.string },
  status: 202,
  permissions: Permissions.any("telephony:plugin:all", "telephony:phone:assign"),
  summary: "Clear default station"
})

/**
 * Declares `GET /api/v2/users/stations/me`, which `Users.getUsersStationsMe` documents.
 *
 * @since 0.2.0
 * @category station
 */
export const getUsersStationsMe = Endpoint.make({
  id: "getUsersStationsMe",
  method: "GET",
  path: "/api/v2/users/stations/me",
  success: User.UserStations,
  permissions: Permissions.any("telephony:selfStationAssociation:view"),
  summary: "Get the stations of the current user"
})

/**
 * Declares `PUT /api/v2/users/stations/me/associatedstation/{stationId}`, which
 * `Users.putUsersStationsMeAssociatedstationStationId` documents.
 *
 * @since 0.2.0
 * @category station
 */
export const putUsersStationsMeAssociatedstationStationId = Endpoint.make({
  id: "putUsersStationsMeAssociatedstationStationId",
  method: "PUT",
  path: "/api/v2/users/stations/me/associatedstation/{stationId}",
  pathParams: { stationId: Model.string },
  permissions: Permissions.any("telephony:selfStationAssociation:edit"),
  summary: "Associate the current user with a station"
})

/**
 * Declares `DELETE /api/v2/users/stations/me/associatedstation`, which `Users.deleteUsersStationsMeAssociatedstation`
 * documents.
 *
 * @since 0.2.0
 * @category station
 */
export const deleteUsersStationsMeAssociatedstation = Endpoint.make({
  id: "deleteUsersStationsMeAssociatedstation",
  method: "DELETE",
  path: "/api/v2/users/stations/me/associatedstation",
  permissions: Permissions.any("telephony:station:disassociateSelf"),
  summary: "Remove the current user from the associated station"
})
