import type * as Contact from "../../models/Contact.js"
import type * as Location from "../../models/Location.js"
import type * as UserRequest from "../../models/UserRequest.js"
import { type Account, jabberId, type Place } from "../data/people.js"
import * as Phones from "../data/phones.js"
import * as Views from "../data/views.js"
import { refuse, refuseField, refuseValue } from "../engine/wire.js"
import { superiors } from "./colleagues.js"
import type { Call, Handlers } from "./handler.js"
import * as Listing from "./listing.js"
import { merge, type Patch } from "./patch.js"

/*
 * The users themselves.
 */

const inactiveWindow = 10_000

const atMost = (field: string, values: ReadonlyArray<unknown> | undefined, max: number): void => {
  if (values !== undefined && values.length > max) {
    refuseField(field, "bad.request", "[{field}] takes at most {max} values.", { field, max: String(max) })
  }
}

// ---------------------------------------------------------------------------------------------------------- writing

const conflict = (message: string, params: { readonly [key: string]: string }, status = 409): never =>
  refuse(status, status === 409 ? "general.conflict" : "bad.request", message, { messageParams: params })

/** Refuses an email address that somebody else holds. */
const checkEmail = ({ store }: Call, email: string, ordinal: number): void => {
  if (!/^[^\s@]+@[^\s@]+$/.test(email)) refuseValue("email", email, "an email address")
  const holder = store.holderOf(email)
  if (holder >= 0 && holder !== ordinal) {
    conflict("A user with email [{email}] already exists.", { email })
  }
}

/** Refuses a version that is not the current one. */
const checkVersion = ({ behavior }: Call, account: Account, version: number): void => {
  if (version !== account.version) {
    conflict(
      "The version [{version}] does not match the current version [{current}].",
      { version: String(version), current: String(account.version) },
      behavior.versionConflict
    )
  }
}

const checkKnown = (field: string, ids: ReadonlyArray<string | undefined>, known: (id: string) => unknown): void => {
  for (const id of ids) {
    if (id === undefined || known(id) === undefined) refuseValue(field, id, "ids of the organization")
  }
}

const contactOf = (contact: Contact.Contact, index: number): Contact.Contact =>
  Phones.stored(contact, `addresses[${index}]`)

const checkAddresses = (
  { permissions }: Call,
  addresses: ReadonlyArray<Contact.Contact>,
  before: ReadonlyArray<Contact.Contact>
): void => {
  const known = new Set(before.map(({ extension }) => extension))
  const sets = addresses.some(({ extension }) => extension !== undefined && !known.has(extension))
  if (sets && !permissions.has("telephony:extension:assign")) {
    refuse(403, "missing.permissions", missingPermissions, {
      messageParams: { permissions: "[telephony:extension:assign]" }
    })
  }
}

/** What a 403 says where each of the permissions is needed. */
export const missingPermissions =
  "Unable to perform the requested action. You are missing the following permission(s): {permissions}"

/** Refuses a password that is too easy. */
export const checkPassword = (field: string, password: string): void => {
  if (password.length < 8 || !/\p{L}/u.test(password) || !/\d/.test(password)) {
    refuseField(
      field,
      "invalid.password",
      "The password does not meet the policy: at least 8 characters, with a letter and a digit."
    )
  }
}

/** Maps a list that may be absent, or null where it is cleared. */
const mapped = <A, B>(list: ReadonlyArray<A> | null | undefined, f: (value: A, index: number) => B) =>
  list === null ? null : list?.map(f)

/** A place as the store has it. The location itself belongs to the organisation. */
const placeOf = ({ coordinates, id, locationDefinition, notes }: Location.Location): Place => ({
  id: id ?? locationDefinition?.id ?? "",
  ...(coordinates === undefined ? {} : { coordinates }),
  ...(notes === undefined ? {} : { notes })
})

/** Refuses references to what the organisation does not have, and a circle of managers. */
const checkReferences = (call: Call, ordinal: number, { groups, locations, manager }: Patch<Account>): void => {
  const { organization } = call.store
  checkKnown("locations", (locations ?? []).map(({ id }) => id), organization.locations.get)
  checkKnown("groups", groups ?? [], organization.groups.get)
  if (typeof manager !== "string") return
  const superior = Views.find(call, manager)
  if (superior === ordinal || superiors(call, superior).includes(ordinal)) {
    refuseValue("manager", manager, "a user who does not report to this one")
  }
}

/** The part of a request that is applied: fields that are read-only, or not in the contract, are ignored. */
const patchOf = (body: UserRequest.UpdateUser, account: Account): Patch<Account> => ({
  name: body.name,
  chat: body.chat,
  department: body.department,
  email: body.email,
  // As a rule the email address is the user name.
  username: body.username ?? (account.username === account.email ? body.email : undefined),
  title: body.title,
  // An id that is empty clears, as a null does.
  manager: body.manager === "" ? null : body.manager,
  images: body.images,
  preferredName: body.preferredName,
  acdAutoAnswer: body.acdAutoAnswer,
  profileSkills: body.profileSkills,
  certifications: body.certifications,
  biography: body.biography,
  employerInfo: body.employerInfo,
  addresses: mapped(body.addresses, contactOf),
  locations: mapped(body.locations, placeOf),
  groups: mapped(body.groups, ({ id }) => id)
})

const update = (call: Call, ordinal: number, body: UserRequest.UpdateUser): Account => {
  const account = call.store.accounts.get(ordinal)
  const patch = patchOf(body, account)
  if (patch.name === "") refuseValue("name", patch.name, "a name")
  if (typeof patch.email === "string") checkEmail(call, patch.email, ordinal)
  checkAddresses(call, patch.addresses ?? [], account.addresses)
  checkReferences(call, ordinal, patch)
  return merge<Account>(account, patch, {
    // What cannot be cleared stays as it is.
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

const touch = (account: Account, now: number): Account => ({ ...account, version: account.version + 1, modified: now })

/** The number of the user that the token stands for. */
export const me = ({ principal }: Call): number =>
  principal.user ??
    refuse(
      400,
      "not.a.user",
      "This request requires a user context. Client credentials cannot be used for requests to this resource."
    )

// --------------------------------------------------------------------------------------------------------- handlers

/** The user id of a chat address. */
const idOfChat = (jabberId: string): string =>
  (jabberId.split("@")[0] ?? "").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5")

/** The users of a listing, in the order they were created, or those of the ids or chat addresses given. */
export const listed = (
  { store }: Call,
  state: string,
  ids: ReadonlyArray<string> | undefined,
  chats: ReadonlyArray<string> | undefined,
  sortOrder: string | undefined
): Listing.Sequence<number> => {
  if (ids !== undefined && ids.length > 100) {
    refuseField("id", "max.user.ids", "Only 100 user ids can be requested at a time.")
  }
  const fits = (ordinal: number) => state === "any" || store.accounts.get(ordinal).state === state
  const ranks = store.listed(state === "any" ? undefined : state)
  const wanted = ids ?? chats?.map(idOfChat)
  const found = wanted === undefined
    ? { size: ranks.size(), at: ranks.at }
    : Listing.fromArray([...new Set(wanted.map(store.ordinalOf))].filter((ordinal) => ordinal >= 0 && fits(ordinal)))
  return sortOrder === "descending" ? Listing.reverse(found) : found
}

/** Operations on users. */
export const users: Pick<
  Handlers,
  "getUser" | "getUsers" | "postUsers" | "patchUser" | "deleteUser"
> = {
  getUsers: (input, call) => {
    const { pageNumber = 1, pageSize = 25, state = "active", userCustomAttributeSchemaIds } = input
    atMost("userCustomAttributeSchemaIds", userCustomAttributeSchemaIds, 5)
    if (state === "inactive" && pageNumber * pageSize > inactiveWindow) {
      refuseField("pageNumber", "bad.request", "Only the first {window} inactive users can be listed.", {
        window: String(inactiveWindow)
      })
    }
    return Listing.page(
      call,
      input,
      Listing.map(
        listed(call, state, input.id, input.jabberId, input.sortOrder),
        (ordinal) => Views.user(call, ordinal, input)
      ),
      input.integrationPresenceSource === undefined ? 500 : 100
    )
  },

  getUser: (input, call) => {
    atMost("userCustomAttributeSchemaIds", input.userCustomAttributeSchemaIds, 100)
    const ordinal = Views.find(call, input.userId, { deleted: true, code: "general.resource.not.found" })
    const isDeleted = call.store.accounts.get(ordinal).state === "deleted"
    if (isDeleted !== (input.state === "deleted")) {
      return refuse(404, "general.resource.not.found", "Unable to find the requested resource.", {
        entityName: "user",
        entityId: input.userId
      })
    }
    return Views.user(call, ordinal, input)
  },

  postUsers: ({ body }, call) => {
    const { now, store } = call
    if (body.name.trim() === "") refuseValue("name", body.name, "a name")
    checkEmail(call, body.email, -1)
    if (body.divisionId !== undefined) {
      checkKnown("divisionId", [body.divisionId], store.organization.divisions.get)
    }
    const addresses = (body.addresses ?? []).map(contactOf)
    checkAddresses(call, addresses, [])
    const ordinal = store.next()
    const id = store.people.idOf(ordinal)
    store.accounts.put(ordinal, {
      id,
      name: body.name,
      email: body.email,
      username: body.email,
      state: body.state ?? "active",
      version: 1,
      divisionId: body.divisionId ?? store.organization.divisions.all[0]?.id ?? "",
      department: body.department,
      title: body.title,
      chat: { jabberId: jabberId(id) },
      addresses,
      acdAutoAnswer: false,
      profileSkills: [],
      certifications: [],
      locations: [],
      groups: [],
      created: now,
      modified: now
    })
    if (typeof body.password === "string") {
      // The user is there all the same.
      checkPassword("password", body.password)
      store.passwords.put(ordinal, { value: body.password, changed: now })
    }
    return Views.user(call, ordinal)
  },

  patchUser: ({ body, userId }, call) => {
    const { now, store } = call
    const state = body.state ?? undefined
    // Who is deleted can be restored, and nothing else.
    const ordinal = Views.find(call, userId, { deleted: state !== undefined })
    const account = store.accounts.get(ordinal)
    checkVersion(call, account, body.version)
    // A state that is set is the only field applied.
    const changed = state === undefined ? update(call, ordinal, body) : { ...account, state }
    store.accounts.put(ordinal, touch(changed, now))
    return Views.user(call, ordinal)
  },

  deleteUser: ({ userId }, call) => {
    const { now, store } = call
    const ordinal = Views.find(call, userId)
    store.accounts.put(ordinal, touch({ ...store.accounts.get(ordinal), state: "deleted" }, now))
    return {}
  }
}
