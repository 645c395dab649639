import type * as Contact from "../../models/Contact.js"
import type * as Location from "../../models/Location.js"
import type * as UserRequest from "../../models/UserRequest.js"
import type { Account, Place } from "../data/people.js"
import * as Phones from "../data/phones.js"
import * as Views from "../data/views.js"
import { refuse, refuseAbsentField, refusePermissions, refuseValue } from "../engine/refusal.js"
import { superiorsOf } from "./colleagues.js"
import type { Call } from "./handler.js"
import { merge, type Patch } from "./patch.js"

/*
 * Checks the bodies that create and update users, and converts them to accounts.
 */

/** Refuses text that is not an email address, and the email address of another user. */
const checkEmail = ({ store }: Call, email: string, ordinal: number): void => {
  if (!/^[^\s@]+@[^\s@]+$/.test(email)) refuseValue("email", email, "an email address")
  const holder = store.accounts.byEmail(email)
  if (holder >= 0 && holder !== ordinal) {
    refuse(409, "general.conflict", "A user with email [{email}] already exists.", { messageParams: { email } })
  }
}

/** Refuses an outdated version. */
export const checkVersion = ({ behavior }: Call, account: Account, version: number): void => {
  if (version === account.version) return
  const status = behavior.versionConflict
  refuse(
    status,
    status === 409 ? "general.conflict" : "bad.request",
    "The version [{version}] does not match the current version [{current}].",
    { messageParams: { version: String(version), current: String(account.version) } }
  )
}

const checkIds = (
  field: string,
  ids: ReadonlyArray<string | undefined>,
  get: (id: string) => unknown
): void => {
  for (const id of ids) {
    if (id === undefined || get(id) === undefined) refuseValue(field, id, "ids of the organization")
  }
}

/** Refuses a body with which no user can be created. */
export const checkCreate = (call: Call, { divisionId, email, name }: UserRequest.CreateUser): void => {
  if (name.trim() === "") refuseValue("name", name, "a name")
  checkEmail(call, email, -1)
  if (divisionId !== undefined) checkIds("divisionId", [divisionId], call.store.organization.divisions.get)
  else if (call.behavior.requiresDivision) refuseAbsentField("divisionId")
}

/** Converts a contact of a request to its stored form. */
export const toStoredContact = (contact: Contact.Contact, index: number): Contact.Contact =>
  Phones.toStored(contact, `addresses[${index}]`)

/** Refuses new extensions if the token may not assign them. */
export const checkAddresses = (
  { permissions }: Call,
  addresses: ReadonlyArray<Contact.Contact>,
  before: ReadonlyArray<Contact.Contact>
): void => {
  const assigned = new Set(before.map(({ extension }) => extension))
  const assigns = addresses.some(({ extension }) => extension !== undefined && !assigned.has(extension))
  if (assigns && !permissions.has("telephony:extension:assign")) refusePermissions(["telephony:extension:assign"])
}

/** Refuses ids that the organization does not have, and managers who report to the user. */
const checkReferences = (call: Call, ordinal: number, { groups, locations, manager }: Patch<Account>): void => {
  const { organization } = call.store
  checkIds("locations", (locations ?? []).map(({ id }) => id), organization.locations.get)
  checkIds("groups", groups ?? [], organization.groups.get)
  if (typeof manager !== "string") return
  const superior = Views.findUser(call, manager)
  if (superior === ordinal || superiorsOf(call, superior).includes(ordinal)) {
    refuseValue("manager", manager, "a user who does not report to this one")
  }
}

/** Maps the items of a list. The list may be absent, or `null` to clear the field. */
const mapList = <A, B>(
  list: ReadonlyArray<A> | null | undefined,
  f: (value: A, index: number) => B
): ReadonlyArray<B> | null | undefined => list === null ? null : list?.map(f)

/** Returns the stored form of the location of a user: the id of a location of the organization, with details. */
const toPlace = ({ coordinates, id, locationDefinition, notes }: Location.Location): Place => ({
  id: id ?? locationDefinition?.id ?? "",
  ...(coordinates === undefined ? {} : { coordinates }),
  ...(notes === undefined ? {} : { notes })
})

/** Returns the fields that are updated. Fields that are read-only, or not in the contract, are ignored. */
const patchOf = (body: UserRequest.UpdateUser, account: Account): Patch<Account> => ({
  name: body.name,
  chat: body.chat,
  department: body.department,
  email: body.email,
  // If the user name equals the email address, it changes together with the email address.
  username: body.username ?? (account.username === account.email ? body.email : undefined),
  title: body.title,
  // An empty id clears the manager, as `null` does.
  manager: body.manager === "" ? null : body.manager,
  images: body.images,
  preferredName: body.preferredName,
  acdAutoAnswer: body.acdAutoAnswer,
  profileSkills: body.profileSkills,
  certifications: body.certifications,
  biography: body.biography,
  employerInfo: body.employerInfo,
  addresses: mapList(body.addresses, toStoredContact),
  locations: mapList(body.locations, toPlace),
  groups: mapList(body.groups, ({ id }) => id)
})

/** Returns the account of a user after an update. */
export const applyUpdate = (call: Call, ordinal: number, body: UserRequest.UpdateUser): Account => {
  const account = call.store.accounts.get(ordinal)
  const patch = patchOf(body, account)
  if (patch.name?.trim() === "") refuseValue("name", patch.name, "a name")
  if (typeof patch.email === "string") checkEmail(call, patch.email, ordinal)
  checkAddresses(call, patch.addresses ?? [], account.addresses)
  checkReferences(call, ordinal, patch)
  return merge<Account>(account, patch, {
    // Fields that cannot be cleared keep their values.
    name: account.name,
    email: account.email,
    username: account.username,
    acdAutoAnswer: account.acdAutoAnswer,
    addresses: [],
    profileSkills: [],
    certifications: [],
    locations: [],
    groups: []
  })
}
