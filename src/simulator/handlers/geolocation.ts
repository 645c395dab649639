import type * as Location from "../../models/Location.js"
import * as Views from "../data/views.js"
import { refuseField, refuseMissing } from "../engine/refusal.js"
import { type Call, checkIsOwn, type Handlers } from "./handler.js"
import { merge, type Patch } from "./patch.js"

const find = ({ store }: Call, ordinal: number, clientId: string): Location.Geolocation | undefined =>
  store.geolocations.get(ordinal).find(({ id }) => id === clientId)

const toResponse = ({ store }: Call, ordinal: number, geolocation: Location.Geolocation): Location.Geolocation => ({
  ...geolocation,
  selfUri: `${Views.userUri(store.people.idOf(ordinal))}/geolocations/${geolocation.id}`
})

/** Returns the change that a request makes: either the coordinates or the names of a place. */
const patchOf = (body: Location.Geolocation): Patch<Location.Geolocation> => {
  const { city, country, latitude, longitude, primary, region } = body
  const hasCoordinates = latitude !== undefined || longitude !== undefined
  const hasNames = city !== undefined || region !== undefined || country !== undefined
  if (hasCoordinates && hasNames) {
    refuseField("latitude", "bad.request", "A place is set by its coordinates or by its names, not by both.")
  }
  if (hasCoordinates && (latitude === undefined || longitude === undefined)) {
    refuseField(latitude === undefined ? "latitude" : "longitude", "bad.request", "Both coordinates are needed.")
  }
  return hasCoordinates
    // The real service looks up the names of the place later.
    ? { latitude, longitude, city: null, region: null, country: null, primary }
    : { city, region, country, primary }
}

/** Handlers of geolocations. */
export const geolocation: Pick<Handlers, "getUserGeolocation" | "patchUserGeolocation"> = {
  getUserGeolocation: ({ clientId, userId }, call) => {
    const ordinal = Views.findUser(call, userId)
    return toResponse(call, ordinal, find(call, ordinal, clientId) ?? refuseMissing("geolocation", clientId))
  },

  patchUserGeolocation: ({ body, clientId, userId }, call) => {
    const { geolocations } = call.store
    const ordinal = Views.findUser(call, userId)
    checkIsOwn(call, ordinal, "geolocation.update.error", "Only your own geolocation can be updated.")
    const before = find(call, ordinal, clientId) ?? { type: "desktop", primary: false }
    const changed = { ...merge<Location.Geolocation>(before, patchOf(body)), id: clientId }
    const others = geolocations.get(ordinal).filter(({ id }) => id !== clientId)
      // A user has one primary geolocation.
      .map((other) => changed.primary === true ? { ...other, primary: false } : other)
    geolocations.put(ordinal, [...others, changed])
    return toResponse(call, ordinal, changed)
  }
}
