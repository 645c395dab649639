import type * as Contact from "../../models/Contact.js"
import type * as Presence from "../../models/Presence.js"
import type * as User from "../../models/User.js"
import { hash, ids } from "../engine/random.js"
import * as History from "./history.js"
import * as Names from "./names.js"
import { presenceByKey } from "./organization.js"
import type { Account } from "./people.js"
import * as Phones from "./phones.js"
import type { StoreAt } from "./store.js"
import { iso } from "./time.js"
import * as Views from "./views.js"

/*
 * Converts a user from the store to the model of responses, with the fields that `expand` requests.
 */

/** The fields of a request that add fields to a user. */
export interface Expand {
  readonly expand?: ReadonlyArray<string> | undefined
  readonly integrationPresenceSource?: string | undefined
}

const primaryContactInfo = ({ addresses, email }: Account): ReadonlyArray<Contact.Contact> => {
  const phone = addresses.find(({ mediaType }) => mediaType === "PHONE")
  return [
    { address: email, mediaType: "EMAIL", type: "PRIMARY" },
    ...(phone === undefined ? [] : [{ ...Phones.toResponse(phone), type: "PRIMARY" }])
  ]
}

const presence = ({ now, store }: StoreAt, ordinal: number, source: string): Presence.UserPresence => {
  const { from, value } = History.presenceAt(store, ordinal, now)
  const definition = presenceByKey(store.organization, value)
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
    selfUri: `${Views.userUri(id)}/presences/${source.toLowerCase()}`
  }
}

const conversationSummary = ({ now, store }: StoreAt, ordinal: number): Presence.UserConversationSummary => {
  const isInCall = History.routingStatusAt(store, ordinal, now).value === "INTERACTING"
  const none = { contactCenter: { active: 0, acw: 0 }, enterprise: { active: 0, acw: 0 } }
  return {
    userId: store.people.idOf(ordinal),
    call: isInCall ? { ...none, contactCenter: { active: 1, acw: 0 } } : none,
    callback: none,
    email: none,
    message: none,
    chat: none,
    socialExpression: none,
    video: none
  }
}

const locations = ({ store }: StoreAt, account: Account) =>
  account.locations.flatMap((place) => {
    const locationDefinition = store.organization.locations.get(place.id)
    return locationDefinition === undefined ? [] : [{ ...place, locationDefinition }]
  })

const team = ({ store }: StoreAt, { department }: Account): Partial<User.User> => {
  const number = Names.departments.findIndex(([name]) => name === department)
  return number < 0 ? {} : { team: { id: ids(store.seed, "team").of(number), name: department } }
}

type Expander = (data: StoreAt, ordinal: number, account: Account, source: string | undefined) => Partial<User.User>

/** Makes the fields of each value of `expand`. Other values are ignored, as the service does. */
const expanders: ReadonlyMap<string, Expander> = new Map(Object.entries<Expander>({
  routingStatus: (data, ordinal) => ({ routingStatus: Views.routingStatus(data, ordinal) }),
  presence: (data, ordinal) => ({ presence: presence(data, ordinal, "PURECLOUD") }),
  integrationPresence: (data, ordinal, _, source) =>
    source === undefined ? {} : { integrationPresence: presence(data, ordinal, source.toUpperCase()) },
  conversationSummary: (data, ordinal) => ({ conversationSummary: conversationSummary(data, ordinal) }),
  outOfOffice: (data, ordinal) => ({ outOfOffice: Views.outOfOffice(data, ordinal) }),
  geolocation: ({ store }, ordinal) => {
    const geolocation = store.geolocations.get(ordinal).find(({ primary }) => primary === true)
    return geolocation === undefined ? {} : { geolocation }
  },
  station: (data, ordinal) => ({ station: Views.stations(data, ordinal) }),
  authorization: (data, ordinal) => ({ authorization: Views.authorization(data, ordinal) }),
  "authorization.unusedRoles": (data, ordinal) => ({
    authorization: { ...Views.authorization(data, ordinal), unusedRoles: [] }
  }),
  profileSkills: (_data, _ordinal, { profileSkills }) => ({ profileSkills }),
  certifications: (_data, _ordinal, { certifications }) => ({ certifications }),
  biography: (_data, _ordinal, { biography }) => ({ biography }),
  employerInfo: (_data, _ordinal, { employerInfo }) => ({ employerInfo }),
  locations: (data, _, account) => ({ locations: locations(data, account) }),
  groups: ({ store }, _, { groups }) => ({ groups: groups.flatMap((id) => store.organization.groups.get(id) ?? []) }),
  skills: (data, ordinal) => ({
    skills: data.store.skills.get(ordinal).map((skill) => Views.skill(data, ordinal, skill))
  }),
  languages: (data, ordinal) => ({
    languages: data.store.languages.get(ordinal).map((language) => Views.language(data, ordinal, language))
  }),
  languagePreference: () => ({ languagePreference: "en-us" }),
  team: (data, _, account) => team(data, account),
  workPlanBidRanks: ({ store }, ordinal, { id }) => ({
    workPlanBidRanks: { id, workPlanBiddingPerformance: hash(store.seed, ordinal, 40) % 100, biddingTieBreaker: "0" }
  }),
  lasttokenissued: (_data, _ordinal, { modified }) => ({ lastTokenIssued: { dateIssued: iso(modified) } }),
  dateLastLogin: (_data, _ordinal, { modified }) => ({ dateLastLogin: iso(modified) }),
  dateWelcomeSent: (_data, _ordinal, { invited }) => invited === undefined ? {} : { dateWelcomeSent: iso(invited) }
}))

/** Returns a user. Searches pass the account of the search index. */
export const user = (
  data: StoreAt,
  ordinal: number,
  { expand = [], integrationPresenceSource }: Expand = {},
  account: Account = data.store.accounts.get(ordinal)
): User.User => {
  let user: User.User = {
    id: account.id,
    name: account.name,
    division: data.store.organization.divisions.get(account.divisionId),
    chat: account.chat,
    department: account.department,
    email: account.email,
    primaryContactInfo: primaryContactInfo(account),
    addresses: account.addresses.map(Phones.toResponse),
    state: account.state,
    title: account.title,
    username: account.username,
    preferredName: account.preferredName,
    manager: account.manager === undefined ? undefined : Views.reference(account.manager),
    images: account.images,
    version: account.version,
    acdAutoAnswer: account.acdAutoAnswer,
    selfUri: Views.userUri(account.id)
  }
  for (const name of expand) {
    const expander = expanders.get(name)
    if (expander !== undefined) user = { ...user, ...expander(data, ordinal, account, integrationPresenceSource) }
  }
  return user
}
