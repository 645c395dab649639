import type * as DirectRoutingBackup from "../../models/DirectRoutingBackup.js"
import * as Tables from "../data/table.js"
import { refuse, refuseField, refuseValue } from "../engine/refusal.js"
import { type Call, currentUser, type Handlers } from "./handler.js"
import { findAgent } from "./utilization.js"

type Settings = DirectRoutingBackup.AgentDirectRoutingBackupSettings

const minWait = 60
const maxWait = 864_000

/** Returns the ids of the users whose backup is the user. */
const backedUpUsers = ({ store }: Call, userId: string): ReadonlyArray<string> =>
  Tables.entries(store.directRoutingBackup).flatMap(([ordinal, backup]) => {
    const { id, state } = store.accounts.get(ordinal)
    return backup.userId === userId && state !== "deleted" ? [id] : []
  })

const read = (call: Call, ordinal: number): Settings => {
  const { store } = call
  const settings = store.directRoutingBackup.get(ordinal)
  if (settings.queueId === undefined && settings.userId === undefined) {
    refuse(404, "resource.not.found", "The user has no direct routing backup.", {
      entityName: "directRoutingBackup",
      entityId: store.people.idOf(ordinal)
    })
  }
  return { ...settings, backedUpUsers: backedUpUsers(call, store.people.idOf(ordinal)) }
}

/*
 * Refuses settings that are not valid. The vendor documents neither whether a queue and a user may be set together, nor
 * whether both may be absent, nor whether a user may be the backup of itself. The simulator refuses all of them.
 */
const check = ({ store }: Call, ordinal: number, { agentWaitSeconds, queueId, userId }: Settings): void => {
  if ((queueId === undefined) === (userId === undefined)) {
    refuseField("queueId", "bad.request", "Expected either a queue or a user.")
  }
  if (queueId !== undefined && store.organization.queues.get(queueId) === undefined) {
    refuseValue("queueId", queueId, "ids of the organization")
  }
  const backup = userId === undefined ? undefined : store.ordinalOf(userId)
  if (backup !== undefined && (backup < 0 || backup === ordinal || store.accounts.get(backup).state === "deleted")) {
    refuseValue("userId", userId, "ids of other users")
  }
  if (agentWaitSeconds !== undefined && !(agentWaitSeconds >= minWait && agentWaitSeconds <= maxWait)) {
    refuseValue("agentWaitSeconds", agentWaitSeconds, `${minWait} to ${maxWait}`)
  }
}

const put = (call: Call, ordinal: number, { backedUpUsers: _, ...settings }: Settings): Settings => {
  check(call, ordinal, settings)
  call.store.directRoutingBackup.put(ordinal, settings)
  return read(call, ordinal)
}

/** Deletes the backup. It is not documented whether an absent one is an error; the simulator accepts it. */
const remove = ({ store }: Call, ordinal: number): void => store.directRoutingBackup.put(ordinal, {})

/** Handlers of direct routing backup. */
export const directRoutingBackup: Pick<
  Handlers,
  | "getRoutingUserDirectroutingbackupSettings"
  | "putRoutingUserDirectroutingbackupSettings"
  | "deleteRoutingUserDirectroutingbackupSettings"
  | "getRoutingDirectroutingbackupSettingsMe"
  | "putRoutingDirectroutingbackupSettingsMe"
  | "deleteRoutingDirectroutingbackupSettingsMe"
> = {
  getRoutingUserDirectroutingbackupSettings: ({ userId }, call) => read(call, findAgent(call, userId)),
  putRoutingUserDirectroutingbackupSettings: ({ body, userId }, call) => put(call, findAgent(call, userId), body),
  deleteRoutingUserDirectroutingbackupSettings: ({ userId }, call) => remove(call, findAgent(call, userId)),
  getRoutingDirectroutingbackupSettingsMe: (_, call) => read(call, currentUser(call)),
  putRoutingDirectroutingbackupSettingsMe: ({ body }, call) => put(call, currentUser(call), body),
  deleteRoutingDirectroutingbackupSettingsMe: (_, call) => remove(call, currentUser(call))
}
