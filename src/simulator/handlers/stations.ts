import * as Views from "../data/views.js"
import { refuse, refuseMissing } from "../engine/wire.js"
import type { Call, Handlers } from "./handler.js"

/*
 * The phones that users sit at. There is one for each user's desk, and anybody may sit anywhere.
 */

const find = ({ store }: Call, stationId: string): number => {
  const station = store.organization.stations.ordinal(stationId)
  return station >= 0 && station < store.next() ? station : refuseMissing("station", stationId)
}

/** Leaves the station, which then is the one used last. */
const leave = ({ store }: Call, ordinal: number): void => {
  const { associated, associatedAt: _, ...rest } = store.stations.get(ordinal)
  if (associated !== undefined) store.stations.put(ordinal, { ...rest, last: associated })
}

/** Operations on stations. */
export const stations: Pick<
  Handlers,
  | "getUserStation"
  | "putUserStationAssociatedstationStationId"
  | "deleteUserStationAssociatedstation"
  | "putUserStationDefaultstationStationId"
  | "deleteUserStationDefaultstation"
> = {
  getUserStation: ({ userId }, call) => Views.stations(call, Views.find(call, userId)),

  putUserStationAssociatedstationStationId: ({ stationId, userId }, call) => {
    const { now, store } = call
    const ordinal = Views.find(call, userId)
    find(call, stationId)
    const [other] = [...store.stations.written].find(([, { associated }]) => associated === stationId) ?? []
    if (other === ordinal) return
    if (other !== undefined) {
      refuse(409, "userservice.stationalreadyassociated", "The station is already associated.", {
        entityName: "station",
        entityId: stationId
      })
    }
    leave(call, ordinal)
    store.stations.put(ordinal, { ...store.stations.get(ordinal), associated: stationId, associatedAt: now })
  },

  deleteUserStationAssociatedstation: ({ userId }, call) => leave(call, Views.find(call, userId)),

  putUserStationDefaultstationStationId: ({ stationId, userId }, call) => {
    const { stations } = call.store
    const ordinal = Views.find(call, userId)
    find(call, stationId)
    stations.put(ordinal, { ...stations.get(ordinal), default: stationId })
  },

  deleteUserStationDefaultstation: ({ userId }, call) => {
    const { stations } = call.store
    const ordinal = Views.find(call, userId)
    const { default: _, ...rest } = stations.get(ordinal)
    stations.put(ordinal, rest)
  }
}
