/**
 * Geolocations of the clients of a user.
 *
 * @since 0.1.0
 */

import * as Endpoint from "../Endpoint.js"
import * as Model from "../internal/schema/model.js"
import * as Location from "../models/Location.js"
import * as Permissions from "../Permissions.js"

/**
 * Declares `GET /api/v2/users/{userId}/geolocations/{clientId}`, which `Users.getUserGeolocation` documents.
 *
 * @since 0.1.0
 * @category geolocation
 */
export const getUserGeolocation = Endpoint.make({
  id: "getUserGeolocation",
  method: "GET",
  path: "/api/v2/users/{userId}/geolocations/{clientId}",
  pathParams: { userId: Model.string, clientId: Model.string },
  success: Location.Geolocation,
  permissions: Permissions.none,
  rateLimit: { code: "geolocationservice.toomanyrequests" },
  summary: "Get a user's Geolocation"
})

/**
 * Declares `PATCH /api/v2/users/{userId}/geolocations/{clientId}`, which `Users.patchUserGeolocation` documents.
 *
 * @since 0.1.0
 * @category geolocation
 */
export const patchUserGeolocation = Endpoint.make({
  id: "patchUserGeolocation",
  method: "PATCH",
  path: "/api/v2/users/{userId}/geolocations/{clientId}",
  pathParams: { userId: Model.string, clientId: Model.string },
  body: Location.Geolocation,
  success: Location.Geolocation,
  errors: [400, 401, 403, 404, 405, 408, 409, 413, 415, 429, 500, 503, 504],
  permissions: Permissions.none,
  rateLimit: { code: "geolocationservice.toomanyrequests" },
  summary: "Patch a user's Geolocation"
})
