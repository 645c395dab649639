import type * as UserMe from "../../models/UserMe.js"
import { founded, type Presence } from "../data/organization.js"
import { iso } from "../data/time.js"
import * as UserView from "../data/userView.js"
import * as Views from "../data/views.js"
import { adjacentsOf, superiorsOf } from "./colleagues.js"
import { type Call, currentUser, type Handlers } from "./handler.js"
import { fieldConfigOf } from "./profile.js"

/** Maximum number of users in an expanded field, and also of routing skills. */
const maxUsers = 50
/** Maximum number of definitions, locations and roles in an expanded field. */
const maxDefinitions = 100

const presenceDefinition = ({ id, name }: Presence) => ({
  id,
  name,
  languageLabels: { en_US: name },
  systemPresence: name,
  deactivated: false,
  primary: true,
  createdDate: iso(founded),
  selfUri: `/api/v2/presencedefinitions/${id}`
})

/** Makes a presence definition of all divisions, with its name in one language. */
export const divisionedPresenceDefinition = ({ id, name }: Presence, language = "en_US") => ({
  id,
  name,
  type: "System",
  languageLabels: { [language]: name },
  systemPresence: name.replace(" ", ""),
  divisionId: "*",
  deactivated: false,
  selfUri: `/api/v2/presence/definitions/${id}`
})

const orgAuthorization = ({ store }: Call) =>
  store.organization.roles.all.slice(0, maxDefinitions).map(({ id, name, permissions }) => ({
    id,
    name,
    permissions: permissions.filter((permission) => !permission.includes(":")),
    permissionPolicies: Views.policies(permissions),
    selfUri: `/api/v2/authorization/roles/${id}`
  }))

const token = ({ principal: { client }, store }: Call) => {
  const { id, name } = store.organization.organization
  return {
    organization: { id, name },
    homeOrganization: { id, name },
    OAuthClient: {
      id: client.id,
      name: client.id,
      authorizedGrantType: "CODE",
      organization: { id, name },
      state: "active"
    },
    authorizedScope: []
  }
}

const toUsers = (call: Call, ordinals: ReadonlyArray<number>) =>
  ordinals.slice(0, maxUsers).map((ordinal) => UserView.user(call, ordinal))

type Expander = (call: Call, ordinal: number) => Partial<UserMe.UserMe>

/** Makes the fields of a user for each value of `expand` that only this operation has. */
const expanders: ReadonlyMap<string, Expander> = new Map(Object.entries<Expander>({
  date: ({ now }) => ({ date: { currentDate: iso(now) } }),
  geolocationsettings: ({ store }) => ({
    geolocationSettings: {
      id: store.organization.organization.id,
      enabled: true,
      selfUri: "/api/v2/geolocations/settings"
    }
  }),
  organization: ({ store }) => ({ organization: store.organization.organization }),
  presencedefinitions: ({ store }) => ({
    presenceDefinitions: store.organization.presences.all.slice(0, maxDefinitions).map(presenceDefinition)
  }),
  divisionedpresencedefinitions: ({ store }) => ({
    divisionedPresenceDefinitions: store.organization.presences.all.slice(0, maxDefinitions)
      .map((presence) => divisionedPresenceDefinition(presence))
  }),
  locationdefinitions: ({ store }) => ({
    locationDefinitions: store.organization.locations.all.slice(0, maxDefinitions)
  }),
  orgauthorization: (call) => ({ orgAuthorization: orgAuthorization(call) }),
  orgproducts: () => ({ orgProducts: [{ id: "directory" }, { id: "purecloud3" }] }),
  favorites: (call, ordinal) => ({ favorites: toUsers(call, call.store.favoritesOf(ordinal)) }),
  superiors: (call, ordinal) => ({ superiors: toUsers(call, superiorsOf(call, ordinal)) }),
  directreports: (call, ordinal) => ({ directReports: toUsers(call, call.store.accounts.reportsOf(ordinal)) }),
  adjacents: (call, ordinal) => ({ adjacents: adjacentsOf(call, ordinal, {}, maxUsers) }),
  routingskills: ({ store }) => ({ routingSkills: store.organization.skills.all.slice(0, maxUsers) }),
  fieldconfigs: () => ({
    fieldConfigs: { org: fieldConfigOf("org"), person: fieldConfigOf("person"), group: fieldConfigOf("group") }
  }),
  token: (call) => ({ token: token(call) }),
  trustors: (call, ordinal) => ({ trustors: Views.trustors(call, ordinal) }),
  autoanswersettings: ({ store }, ordinal) => ({
    autoAnswerSettings: { settings: { call: { enabled: store.accounts.get(ordinal).acdAutoAnswer } } }
  })
}))

/** Handler of the user of the token. */
export const usersMe: Pick<Handlers, "getUsersMe"> = {
  getUsersMe: (input, call) => {
    const { expand = [] } = input
    const ordinal = currentUser(call)
    // The service omits `adjacents` if superiors or direct reports are requested as well.
    const omitsAdjacents = expand.includes("superiors") || expand.includes("directreports")
    let user: UserMe.UserMe = UserView.user(call, ordinal, input)
    for (const name of expand) {
      if (name === "adjacents" && omitsAdjacents) continue
      user = { ...user, ...expanders.get(name)?.(call, ordinal) }
    }
    return user
  }
}
