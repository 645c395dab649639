/**
 * The phones of a user.
 *
 * @since 0.1.0
 */

import * as Endpoint from "../Endpoint.js"
import * as Model from "../internal/schema/model.js"
import * as User from "../models/User.js"
import * as Permissions from "../Permissions.js"

/**
 * The stations of a user: in use, by default, and last used. Each is absent where there is none.
 *
 * `GET /api/v2/users/{userId}/station`. In 2018 it asked for no permission.
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
 * Puts a user on a station. The service accepts it and does it in its own time.
 *
 * `PUT /api/v2/users/{userId}/station/associatedstation/{stationId}`. In 2018 it asked for no permission.
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
 * Takes a user off the station. The service accepts it and does it in its own time.
 *
 * `DELETE /api/v2/users/{userId}/station/associatedstation`. In 2018 it asked for no permission.
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
 * Sets the station that a user gets without choosing. The service accepts it and does it in its own time.
 *
 * `PUT /api/v2/users/{userId}/station/defaultstation/{stationId}`
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
 * Clears the station that a user gets without choosing. The service accepts it and does it in its own time.
 *
 * `DELETE /api/v2/users/{userId}/station/defaultstation`
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
