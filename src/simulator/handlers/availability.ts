import type * as CallForwarding from "../../models/CallForwarding.js"
import type * as Location from "../../models/Location.js"
import * as History from "../data/history.js"
import { iso } from "../data/time.js"
import * as Views from "../data/views.js"
import { refuse, refuseField, refuseMissing, refuseValue } from "../engine/wire.js"
import type { Call, Handlers } from "./handler.js"
import { merge, type Patch } from "./patch.js"

/*
 * Where users can be reached: call forwarding, absence, place, routing status.
 */

// ----------------------------------------------------------------------------------------------------- call forwarding

const maxCalls = 5
const maxTargets = 5

const forbid = (code: string, message: string): never => refuse(409, `callforwarding.${code}`, message)

const isExtension = (value: string): boolean => /^\d{1,9}$/.test(value)

const isPhoneNumber = (value: string): boolean => /^\+[1-9]\d{6,14}$/.test(value)

const checkTarget = ({ store }: Call, { type, value }: CallForwarding.CallTarget): void => {
  if (type === undefined) forbid("calltargetrequirestype", "A call target needs a type.")
  if (value === undefined || value === "") {
    return type === "PHONENUMBER"
      ? forbid("calltargetphonenumberrequiresvalue", "A phone number target needs a valid number or extension.")
      : forbid("calltargetrequiresvalue", "A call target needs a value.")
  }
  if (type === "STATION") {
    const station = store.organization.stations.ordinal(value)
    if (station < 0 || station >= store.next()) {
      forbid("calltargetstationrequiresstation", "A station target needs a valid station id.")
    }
  } else if (value.startsWith("+") ? !isPhoneNumber(value) : !isExtension(value)) {
    if (/^\d+$/.test(value)) forbid("invalidextension", "The extension is not valid.")
    forbid("invalidphonenumberformat", "Phone numbers are written in E.164.")
  }
}

const checkVoicemail = ({ calls = [], enabled, voicemail }: CallForwarding.CallForwarding): void => {
  if (enabled !== true) return
  if (voicemail === "PURECLOUD" && calls.length === 0) {
    forbid("voicemailpurecloudrequiresatleastonecall", "Voicemail PURECLOUD needs a call.")
  }
  if (voicemail !== "LASTCALL") return
  const targets = calls[calls.length - 1]?.targets ?? []
  const [target] = targets
  if (target === undefined) {
    forbid("voicemaillastcallrequiresatleastonecalltoaphonenumber", "Voicemail LASTCALL needs a call to a number.")
  }
  if (target?.type === "STATION") forbid("voicemaillastcallcannotusestation", "Voicemail LASTCALL takes no station.")
  if (isExtension(target?.value ?? "")) {
    forbid("voicemaillastcallcannotuseextension", "Voicemail LASTCALL takes no extension.")
  }
  if (targets.length > 1) {
    forbid("voicemaillastcallmustbeanexternalphonenumber", "The last call must be one external phone number.")
  }
}

const putForwarding = (
  call: Call,
  ordinal: number,
  before: CallForwarding.CallForwarding,
  patch: Patch<CallForwarding.CallForwarding>
): CallForwarding.CallForwarding => {
  const { now, store } = call
  if (patch.enabled === null) forbid("enabledcannotbenull", "Enabled is true or false.")
  const { id: _, name: __, phoneNumber, selfUri: ___, user: ____, ...changed } = merge(before, patch)
  // The number of old is a call to it.
  const calls = typeof phoneNumber === "string" && patch.calls === undefined
    ? [{ targets: [{ type: "PHONENUMBER", value: phoneNumber }] }]
    : changed.calls ?? []
  if (calls.length > maxCalls) forbid("maxnumberofcallsexceeded", `At most ${maxCalls} calls.`)
  const values = new Set<string | undefined>()
  for (const { targets = [] } of calls) {
    if (targets.length === 0) forbid("callrequiresatleastonetarget", "A call needs at least one target.")
    if (targets.length > maxTargets) forbid("maxnumberofcalltargetsexceeded", `At most ${maxTargets} targets a call.`)
    for (const target of targets) {
      checkTarget(call, target)
      if (values.has(target.value)) forbid("duplicatetargetnotallowed", "A number or station may be used once.")
      values.add(target.value)
    }
  }
  const forwarding: CallForwarding.CallForwarding = {
    ...changed,
    enabled: changed.enabled ?? false,
    calls,
    modifiedDate: iso(now)
  }
  if (forwarding.enabled === true && calls.length === 0) {
    forbid("enablednotallowedwithoutcalls", "Call forwarding cannot be enabled without calls.")
  }
  if (forwarding.enabled === true && History.routingAt(store, ordinal, now).value !== "OFF_QUEUE") {
    forbid("enablednotallowedwhileonqueue", "Call forwarding cannot be enabled while on queue.")
  }
  checkVoicemail(forwarding)
  store.callForwarding.put(ordinal, forwarding)
  return forwarded(call, ordinal)
}

const forwarded = ({ store }: Call, ordinal: number): CallForwarding.CallForwarding => {
  const id = store.people.idOf(ordinal)
  return {
    ...store.callForwarding.get(ordinal),
    id,
    user: Views.reference(id),
    selfUri: `${Views.userUri(id)}/callforwarding`
  }
}

// ---------------------------------------------------------------------------------------------------- absence and place

/** Refuses a user who would change what is another one's. */
const checkOwn = ({ principal }: Call, ordinal: number, code: string, message: string): void => {
  if (principal.user !== undefined && principal.user !== ordinal) refuse(403, code, message)
}

const place = ({ store }: Call, ordinal: number, clientId: string): Location.Geolocation | undefined =>
  store.geolocations.get(ordinal).find(({ id }) => id === clientId)

const located = ({ store }: Call, ordinal: number, geolocation: Location.Geolocation): Location.Geolocation => ({
  ...geolocation,
  selfUri: `${Views.userUri(store.people.idOf(ordinal))}/geolocations/${geolocation.id}`
})

/** Operations on where users can be reached. */
export const availability: Pick<
  Handlers,
  | "getUserCallforwarding"
  | "putUserCallforwarding"
  | "patchUserCallforwarding"
  | "getUserOutofoffice"
  | "putUserOutofoffice"
  | "getUserGeolocation"
  | "patchUserGeolocation"
  | "getUserRoutingstatus"
  | "putUserRoutingstatus"
> = {
  getUserCallforwarding: ({ userId }, call) => forwarded(call, Views.find(call, userId)),

  putUserCallforwarding: ({ body, userId }, call) => putForwarding(call, Views.find(call, userId), {}, body),

  patchUserCallforwarding: ({ body, userId }, call) => {
    const ordinal = Views.find(call, userId)
    return putForwarding(call, ordinal, call.store.callForwarding.get(ordinal), body)
  },

  getUserOutofoffice: ({ userId }, call) => Views.outOfOffice(call, Views.find(call, userId)),

  putUserOutofoffice: ({ body, userId }, call) => {
    const ordinal = Views.find(call, userId)
    checkOwn(call, ordinal, "outofoffice.update.error", "Only your own out of office can be updated.")
    const { active = false, endDate, indefinite = false, startDate } = body
    if (startDate !== undefined && endDate !== undefined && startDate > endDate) {
      refuseValue("endDate", endDate, "a time after startDate")
    }
    call.store.outOfOffice.put(ordinal, {
      active,
      indefinite,
      ...(startDate === undefined ? {} : { startDate }),
      // What has no end needs none.
      ...(endDate === undefined || indefinite ? {} : { endDate })
    })
    return Views.outOfOffice(call, ordinal)
  },

  getUserGeolocation: ({ clientId, userId }, call) => {
    const ordinal = Views.find(call, userId)
    return located(call, ordinal, place(call, ordinal, clientId) ?? refuseMissing("geolocation", clientId))
  },

  patchUserGeolocation: ({ body, clientId, userId }, call) => {
    const { geolocations } = call.store
    const ordinal = Views.find(call, userId)
    checkOwn(call, ordinal, "geolocation.update.error", "Only your own geolocation can be updated.")
    const { city, country, latitude, longitude, primary, region } = body
    const byNumbers = latitude !== undefined || longitude !== undefined
    const byNames = city !== undefined || region !== undefined || country !== undefined
    if (byNumbers && byNames) {
      refuseField("latitude", "bad.request", "A place is set by its coordinates or by its names, not by both.")
    }
    if (byNumbers && (latitude === undefined || longitude === undefined)) {
      refuseField(latitude === undefined ? "latitude" : "longitude", "bad.request", "Both coordinates are needed.")
    }
    const before = place(call, ordinal, clientId) ?? { type: "desktop", primary: false }
    const changed = {
      ...merge<Location.Geolocation>(
        before,
        byNumbers
          // The service looks the names up in its own time.
          ? { latitude, longitude, city: null, region: null, country: null, primary }
          : { city, region, country, primary }
      ),
      id: clientId
    }
    const others = geolocations.get(ordinal).filter(({ id }) => id !== clientId)
      .map((other) => changed.primary === true ? { ...other, primary: false } : other)
    geolocations.put(ordinal, [...others, changed])
    return located(call, ordinal, changed)
  },

  getUserRoutingstatus: ({ userId }, call) => {
    const ordinal = call.store.ordinalOf(userId)
    // There is no 404 here.
    return ordinal < 0 ? { userId, status: "OFF_QUEUE" } : Views.routingStatus(call, ordinal)
  },

  putUserRoutingstatus: ({ body, userId }, call) => {
    const { now, store } = call
    const ordinal = Views.find(call, userId)
    const { status } = body
    if (status === undefined || status === null) {
      return refuseField("status", "bad.request", "[{field}] is missing.", { field: "status" })
    }
    // The others come of conversations.
    if (status !== "IDLE" && status !== "OFF_QUEUE") {
      refuse(400, "general.bad.request", "A transition of the routing status to [{status}] is not allowed.", {
        messageParams: { status },
        details: [{ errorCode: "general.bad.request", fieldName: "status" }]
      })
    }
    if (Views.routingStatus(call, ordinal).status !== status) {
      store.routingStatus.put(ordinal, [...store.routingStatus.get(ordinal), { status, at: now }])
    }
    return Views.routingStatus(call, ordinal)
  }
}
