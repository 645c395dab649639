import type * as Authorization from "../../models/Authorization.js"
import type * as Contact from "../../models/Contact.js"
import type * as Organization from "../../models/Organization.js"
import type * as Presence from "../../models/Presence.js"
import type * as Routing from "../../models/Routing.js"
import type * as User from "../../models/User.js"
import { hash, ids, some } from "../engine/random.js"
import { refuse, refuseMissing } from "../engine/wire.js"
import type { Sight } from "../handlers/handler.js"
import * as History from "./history.js"
import * as Words from "./names.js"
import type { Account } from "./people.js"
import * as Phones from "./phones.js"
import type { Proficiency } from "./store.js"
import { iso } from "./time.js"

/*
 * How what the store holds is shown.
 */

/** The path of a user. */
export const userUri = (id: string): string => `/api/v2/users/${id}`

/** The number of a user, or a 404. A deleted one is not there, unless that is allowed. */
export const find = (
  { store }: Sight,
  userId: string,
  options: { readonly deleted?: boolean; readonly code?: string } = {}
): number => {
  const ordinal = store.ordinalOf(userId)
  if (ordinal < 0 || (options.deleted !== true && store.accounts.get(ordinal).state === "deleted")) {
    return options.code === undefined
      ? refuseMissing("user", userId)
      : refuse(404, options.code, "Unable to find the requested resource.", { entityName: "user", entityId: userId })
  }
  return ordinal
}

// ---------------------------------------------------------------------------------------------------- parts of a user

/** A user as others refer to one. */
export const reference = (id: string): User.User => ({ id, selfUri: userUri(id) })

const primaryContactInfo = (account: Account): ReadonlyArray<Contact.Contact> => {
  const phone = account.addresses.find(({ mediaType }) => mediaType === "PHONE")
  return [
    { address: account.email, mediaType: "EMAIL", type: "PRIMARY" },
    ...(phone === undefined ? [] : [{ ...Phones.shown(phone), type: "PRIMARY" }])
  ]
}

/** Routing status of a user. */
export const routingStatus = ({ now, store }: Sight, ordinal: number): Routing.RoutingStatus => {
  const { from, value } = History.routingAt(store, ordinal, now)
  return { userId: store.people.idOf(ordinal), status: value, startTime: iso(from) }
}

const presence = (
  { now, store }: Sight,
  ordinal: number,
  source: string
): Presence.UserPresence => {
  const { from, value } = History.presenceAt(store, ordinal, now)
  const definition = store.organization.presences.all.find(({ key }) => key === value)
  const id = store.people.idOf(ordinal)
  return {
    id,
    source,
    primary: source === "PURECLOUD",
    presenceDefinition: definition === undefined ? {} : {
      id: definition.id,
      systemPresence: definition.name,
      selfUri: `/api/v2/presencedefinitions/${definition.id}`
    },
    message: "",
    modifiedDate: iso(from),
    selfUri: `${userUri(id)}/presences/${source.toLowerCase()}`
  }
}

const conversationSummary = (sight: Sight, ordinal: number): Presence.UserConversationSummary => {
  const busy = History.routingAt(sight.store, ordinal, sight.now).value === "INTERACTING"
  const none = { contactCenter: { active: 0, acw: 0 }, enterprise: { active: 0, acw: 0 } }
  return {
    userId: sight.store.people.idOf(ordinal),
    call: busy ? { ...none, contactCenter: { active: 1, acw: 0 } } : none,
    callback: none,
    email: none,
    message: none,
    chat: none,
    socialExpression: none,
    video: none
  }
}

/** Roles of a user, and what they allow. */
export const authorization = ({ store }: Sight, ordinal: number): Authorization.UserAuthorization => {
  const roles = store.roles.get(ordinal).flatMap((id) => store.organization.roles.get(id) ?? [])
  const permissions = [...new Set(roles.flatMap((role) => role.permissions))].sort()
  return {
    roles: roles.map(({ id, name }) => ({ id, name })),
    permissions,
    permissionPolicies: policies(permissions)
  }
}

/** Permissions taken apart. Those of old, a word each, have no parts. */
export const policies = (permissions: ReadonlyArray<string>): ReadonlyArray<Authorization.ResourcePermissionPolicy> =>
  permissions.flatMap((permission) => {
    const [domain, entityName, action] = permission.split(":")
    return domain === undefined || entityName === undefined || action === undefined
      ? []
      : [{ domain, entityName, actionSet: [action], allowConditions: false }]
  })

/** The organisations that trust a user. */
export const trustors = ({ store }: Sight, ordinal: number): ReadonlyArray<Organization.Trustor> =>
  ordinal < store.people.total ? some(store.organization.trustors.all, 0.5, hash(store.seed, ordinal, 41)) : []

/** The absence of a user. */
export const outOfOffice = ({ store }: Sight, ordinal: number): User.OutOfOffice => {
  const { id } = store.accounts.get(ordinal)
  return {
    ...store.outOfOffice.get(ordinal),
    id,
    user: reference(id),
    selfUri: `${userUri(id)}/outofoffice`
  }
}

const station = ({ store }: Sight, id: string): User.UserStation => {
  const owner = store.organization.stations.ordinal(id)
  return {
    id,
    name: `Desk ${String(owner + 1).padStart(6, "0")}`,
    type: owner % 3 === 0 ? "inin_webrtc_softphone" : "inin_remote"
  }
}

/** The stations of a user. */
export const stations = (sight: Sight, ordinal: number): User.UserStations => {
  const user = reference(sight.store.people.idOf(ordinal))
  const { associated, associatedAt, default: usual, last } = sight.store.stations.get(ordinal)
  const inUse = associated === undefined ? undefined : {
    ...station(sight, associated),
    associatedUser: user,
    ...(associatedAt === undefined ? {} : { associatedDate: iso(associatedAt) })
  }
  const byDefault = usual === undefined ? undefined : { ...station(sight, usual), defaultUser: user }
  return {
    associatedStation: inUse,
    effectiveStation: inUse ?? byDefault,
    defaultStation: byDefault,
    lastAssociatedStation: last === undefined ? undefined : station(sight, last)
  }
}

/** A skill of a user. */
export const skill = (sight: Sight, ordinal: number) => (held: Proficiency): Routing.UserRoutingSkill => ({
  id: held.id,
  name: sight.store.organization.skills.get(held.id)?.name,
  proficiency: held.proficiency,
  state: held.state,
  skillUri: `/api/v2/routing/skills/${held.id}`,
  selfUri: `${userUri(sight.store.people.idOf(ordinal))}/routingskills/${held.id}`
})

/** A language of a user. */
export const language = (sight: Sight, ordinal: number) => (held: Proficiency): Routing.UserRoutingLanguage => ({
  id: held.id,
  name: sight.store.organization.languages.get(held.id)?.name,
  proficiency: held.proficiency,
  state: held.state,
  languageUri: `/api/v2/routing/languages/${held.id}`,
  selfUri: `${userUri(sight.store.people.idOf(ordinal))}/routinglanguages/${held.id}`
})

// -------------------------------------------------------------------------------------------------------- the whole user

type Expander = (sight: Sight, ordinal: number, account: Account, source: string | undefined) => Partial<User.User>

/** What `expand` can ask for. What it asks for and is not here is left out, as the service does. */
const expanders: ReadonlyMap<string, Expander> = new Map(Object.entries<Expander>({
  routingStatus: (sight, ordinal) => ({ routingStatus: routingStatus(sight, ordinal) }),
  presence: (sight, ordinal) => ({ presence: presence(sight, ordinal, "PURECLOUD") }),
  integrationPresence: (sight, ordinal, _, source) =>
    source === undefined ? {} : { integrationPresence: presence(sight, ordinal, source.toUpperCase()) },
  conversationSummary: (sight, ordinal) => ({ conversationSummary: conversationSummary(sight, ordinal) }),
  outOfOffice: (sight, ordinal) => ({ outOfOffice: outOfOffice(sight, ordinal) }),
  geolocation: ({ store }, ordinal) => {
    const place = store.geolocations.get(ordinal).find(({ primary }) => primary === true)
    return place === undefined ? {} : { geolocation: place }
  },
  station: (sight, ordinal) => ({ station: stations(sight, ordinal) }),
  authorization: (sight, ordinal) => ({ authorization: authorization(sight, ordinal) }),
  "authorization.unusedRoles": (sight, ordinal) => ({
    authorization: { ...authorization(sight, ordinal), unusedRoles: [] }
  }),
  profileSkills: (_sight, _ordinal, { profileSkills }) => ({ profileSkills }),
  certifications: (_sight, _ordinal, { certifications }) => ({ certifications }),
  biography: (_sight, _ordinal, { biography }) => ({ biography }),
  employerInfo: (_sight, _ordinal, { employerInfo }) => ({ employerInfo }),
  locations: ({ store }, _, { locations }) => ({
    locations: locations.flatMap((place) => {
      const locationDefinition = store.organization.locations.get(place.id)
      return locationDefinition === undefined ? [] : [{ ...place, locationDefinition }]
    })
  }),
  groups: ({ store }, _, { groups }) => ({ groups: groups.flatMap((id) => store.organization.groups.get(id) ?? []) }),
  skills: (sight, ordinal) => ({ skills: sight.store.skills.get(ordinal).map(skill(sight, ordinal)) }),
  languages: (sight, ordinal) => ({ languages: sight.store.languages.get(ordinal).map(language(sight, ordinal)) }),
  languagePreference: () => ({ languagePreference: "en-us" }),
  team: ({ store }, _, { department }) => {
    const number = Words.departments.findIndex(([name]) => name === department)
    return number < 0 ? {} : { team: { id: ids(store.seed, "team").of(number), name: department } }
  },
  workPlanBidRanks: ({ store }, ordinal, { id }) => ({
    workPlanBidRanks: { id, workPlanBiddingPerformance: hash(store.seed, ordinal, 40) % 100, biddingTieBreaker: "0" }
  }),
  lasttokenissued: (_sight, _ordinal, { modified }) => ({ lastTokenIssued: { dateIssued: iso(modified) } }),
  dateLastLogin: (_sight, _ordinal, { modified }) => ({ dateLastLogin: iso(modified) }),
  dateWelcomeSent: (_sight, _ordinal, { invited }) => invited === undefined ? {} : { dateWelcomeSent: iso(invited) }
}))

/** What of a user is asked for besides. */
export interface Expand {
  readonly expand?: ReadonlyArray<string> | undefined
  readonly integrationPresenceSource?: string | undefined
}

/** A user. */
export const user = (
  sight: Sight,
  ordinal: number,
  { expand = [], integrationPresenceSource }: Expand = {},
  account: Account = sight.store.accounts.get(ordinal)
): User.User => {
  const division = sight.store.organization.divisions.get(account.divisionId)
  let shown: User.User = {
    id: account.id,
    name: account.name,
    division,
    chat: account.chat,
    department: account.department,
    email: account.email,
    primaryContactInfo: primaryContactInfo(account),
    addresses: account.addresses.map(Phones.shown),
    state: account.state,
    title: account.title,
    username: account.username,
    preferredName: account.preferredName,
    manager: account.manager === undefined ? undefined : reference(account.manager),
    images: account.images,
    version: account.version,
    acdAutoAnswer: account.acdAutoAnswer,
    selfUri: userUri(account.id)
  }
  for (const name of expand) {
    const expander = expanders.get(name)
    if (expander !== undefined) shown = { ...shown, ...expander(sight, ordinal, account, integrationPresenceSource) }
  }
  return shown
}
