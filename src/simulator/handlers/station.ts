import * as Views from "../data/views.js"
import { refuse, refuseMissing } from "../engine/refusal.js"
import { type Call, currentUser, type Handlers } from "./handler.js"

/** Whether a station exists. There is one for each user, and any user may use any station. */
export const stationExists = ({ store }: Call, stationId: string): boolean => {
  const number = store.organization.stations.ordinal(stationId)
  return number >= 0 && number < store.accounts.next()
}

const checkStation = (call: Call, stationId: string): void => {
  if (!stationExists(call, stationId)) refuseMissing("station", stationId)
}

/** Ends the association of a user with a station. That station becomes the last associated station of the user. */
const disassociate = ({ store }: Call, ordinal: number): void => {
  const { associated, associatedAt: _, ...rest } = store.stations.get(ordinal)
  if (associated !== undefined) store.stations.put(ordinal, { ...rest, last: associated })
}

const associate = (call: Call, ordinal: number, stationId: string): void => {
  const { now, store } = call
  const [current] = [...store.stations.written].find(([, { associated }]) => associated === stationId) ?? []
  if (current === ordinal) return
  if (current !== undefined) {
    refuse(409, "userservice.stationalreadyassociated", "The station is already associated.", {
      entityName: "station",
      entityId: stationId
    })
  }
  disassociate(call, ordinal)
  store.stations.put(ordinal, { ...store.stations.get(ordinal), associated: stationId, associatedAt: now })
}

/** Handlers of stations. */
export const station: Pick<
  Handlers,
  | "getUserStation"
  | "putUserStationAssociatedstationStationId"
  | "deleteUserStationAssociatedstation"
  | "putUserStationDefaultstationStationId"
  | "deleteUserStationDefaultstation"
  | "getUsersStationsMe"
  | "putUsersStationsMeAssociatedstationStationId"
  | "deleteUsersStationsMeAssociatedstation"
> = {
  getUserStation: ({ userId }, call) => Views.stations(call, Views.findUser(call, userId)),

  putUserStationAssociatedstationStationId: ({ stationId, userId }, call) => {
    const ordinal = Views.findUser(call, userId)
    checkStation(call, stationId)
    associate(call, ordinal, stationId)
  },

  deleteUserStationAssociatedstation: ({ userId }, call) => disassociate(call, Views.findUser(call, userId)),

  putUserStationDefaultstationStationId: ({ stationId, userId }, call) => {
    const { stations } = call.store
    const ordinal = Views.findUser(call, userId)
    checkStation(call, stationId)
    stations.put(ordinal, { ...stations.get(ordinal), default: stationId })
  },

  deleteUserStationDefaultstation: ({ userId }, call) => {
    const { stations } = call.store
    const ordinal = Views.findUser(call, userId)
    const { default: _, ...rest } = stations.get(ordinal)
    stations.put(ordinal, rest)
  },

  getUsersStationsMe: (_, call) => Views.stations(call, currentUser(call)),

  putUsersStationsMeAssociatedstationStationId: ({ stationId }, call) => {
    const ordinal = currentUser(call)
    if (!stationExists(call, stationId)) {
      refuse(404, "userservice.station.notfound", "The station was not found.", {
        entityName: "station",
        entityId: stationId
      })
    }
    associate(call, ordinal, stationId)
  },

  deleteUsersStationsMeAssociatedstation: (_, call) => disassociate(call, currentUser(call))
}
