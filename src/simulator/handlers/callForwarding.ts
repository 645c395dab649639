import type * as CallForwarding from "../../models/CallForwarding.js"
import * as History from "../data/history.js"
import { iso } from "../data/time.js"
import * as Views from "../data/views.js"
import { refuse } from "../engine/refusal.js"
import type { Call, Handlers } from "./handler.js"
import { merge, type Patch } from "./patch.js"
import { stationExists } from "./station.js"

const maxCalls = 5
const maxTargets = 5

const refuseForwarding = (code: string, message: string): never => refuse(409, `callforwarding.${code}`, message)

const isExtension = (value: string): boolean => /^\d{1,9}$/.test(value)

const isPhoneNumber = (value: string): boolean => /^\+[1-9]\d{6,14}$/.test(value)

const checkTarget = (call: Call, { type, value }: CallForwarding.CallTarget): void => {
  if (type === undefined) refuseForwarding("calltargetrequirestype", "A call target needs a type.")
  if (value === undefined || value === "") {
    return type === "PHONENUMBER"
      ? refuseForwarding(
        "calltargetphonenumberrequiresvalue",
        "A phone number target needs a valid number or extension."
      )
      : refuseForwarding("calltargetrequiresvalue", "A call target needs a value.")
  }
  if (type === "STATION") {
    if (!stationExists(call, value)) {
      refuseForwarding("calltargetstationrequiresstation", "A station target needs a valid station id.")
    }
  } else if (value.startsWith("+") ? !isPhoneNumber(value) : !isExtension(value)) {
    if (/^\d+$/.test(value)) refuseForwarding("invalidextension", "The extension is not valid.")
    refuseForwarding("invalidphonenumberformat", "Phone numbers must be in E.164.")
  }
}

const checkCalls = (call: Call, calls: ReadonlyArray<CallForwarding.CallRoute>): void => {
  if (calls.length > maxCalls) refuseForwarding("maxnumberofcallsexceeded", `At most ${maxCalls} calls.`)
  const values = new Set<string | undefined>()
  for (const { targets = [] } of calls) {
    if (targets.length === 0) refuseForwarding("callrequiresatleastonetarget", "A call needs at least one target.")
    if (targets.length > maxTargets) {
      refuseForwarding("maxnumberofcalltargetsexceeded", `At most ${maxTargets} targets a call.`)
    }
    for (const target of targets) {
      checkTarget(call, target)
      if (values.has(target.value)) {
        refuseForwarding("duplicatetargetnotallowed", "A number or station may be used once.")
      }
      values.add(target.value)
    }
  }
}

/** Refuses voicemail that the last call cannot have. Call forwarding without calls was refused before. */
const checkVoicemail = ({ calls = [], enabled, voicemail }: CallForwarding.CallForwarding): void => {
  if (enabled !== true || voicemail !== "LASTCALL") return
  const targets = calls[calls.length - 1]?.targets ?? []
  const [target] = targets
  if (target?.type === "STATION") {
    refuseForwarding("voicemaillastcallcannotusestation", "Voicemail LASTCALL accepts no station.")
  }
  if (isExtension(target?.value ?? "")) {
    refuseForwarding("voicemaillastcallcannotuseextension", "Voicemail LASTCALL accepts no extension.")
  }
  if (targets.length > 1) {
    refuseForwarding("voicemaillastcallmustbeanexternalphonenumber", "The last call must be one external phone number.")
  }
}

/** Refuses to enable call forwarding if there are no calls or the user is on queue. */
const checkEnabled = (
  { now, store }: Call,
  ordinal: number,
  { calls = [], enabled }: CallForwarding.CallForwarding
): void => {
  if (enabled !== true) return
  if (calls.length === 0) {
    refuseForwarding("enablednotallowedwithoutcalls", "Call forwarding cannot be enabled without calls.")
  }
  if (History.routingStatusAt(store, ordinal, now).value !== "OFF_QUEUE") {
    refuseForwarding("enablednotallowedwhileonqueue", "Call forwarding cannot be enabled while on queue.")
  }
}

/** Returns the calls after a change. The old field `phoneNumber` means one call to that number. */
const callsOf = (
  { calls, phoneNumber }: Patch<CallForwarding.CallForwarding>,
  changed: CallForwarding.CallForwarding
): ReadonlyArray<CallForwarding.CallRoute> =>
  typeof phoneNumber === "string" && calls === undefined
    ? [{ targets: [{ type: "PHONENUMBER", value: phoneNumber }] }]
    : changed.calls ?? []

const update = (
  call: Call,
  ordinal: number,
  before: CallForwarding.CallForwarding,
  patch: Patch<CallForwarding.CallForwarding>
): CallForwarding.CallForwarding => {
  if (patch.enabled === null) refuseForwarding("enabledcannotbenull", "Enabled must be true or false.")
  // Read-only fields are not stored. `phoneNumber` is stored as a call.
  const { id: _id, name: _name, phoneNumber: _phoneNumber, selfUri: _selfUri, user: _user, ...changed } = merge(
    before,
    patch
  )
  const calls = callsOf(patch, changed)
  checkCalls(call, calls)
  const forwarding: CallForwarding.CallForwarding = {
    ...changed,
    enabled: changed.enabled ?? false,
    calls,
    modifiedDate: iso(call.now)
  }
  checkEnabled(call, ordinal, forwarding)
  checkVoicemail(forwarding)
  call.store.callForwarding.put(ordinal, forwarding)
  return toResponse(call, ordinal)
}

const toResponse = ({ store }: Call, ordinal: number): CallForwarding.CallForwarding => {
  const id = store.people.idOf(ordinal)
  return {
    ...store.callForwarding.get(ordinal),
    id,
    user: Views.reference(id),
    selfUri: `${Views.userUri(id)}/callforwarding`
  }
}

/** Handlers of call forwarding. */
export const callForwarding: Pick<
  Handlers,
  "getUserCallforwarding" | "putUserCallforwarding" | "patchUserCallforwarding"
> = {
  getUserCallforwarding: ({ userId }, call) => toResponse(call, Views.findUser(call, userId)),

  putUserCallforwarding: ({ body, userId }, call) => update(call, Views.findUser(call, userId), {}, body),

  patchUserCallforwarding: ({ body, userId }, call) => {
    const ordinal = Views.findUser(call, userId)
    return update(call, ordinal, call.store.callForwarding.get(ordinal), body)
  }
}
