import type * as UserMe from "../../models/UserMe.js"
import { founded } from "../data/organization.js"
import { iso } from "../data/time.js"
import * as Views from "../data/views.js"
import { adjacents, superiors } from "./colleagues.js"
import type { Call, Handlers } from "./handler.js"
import { fieldConfig } from "./profiles.js"
import { me } from "./users.js"

/*
 * The user that the token stands for, with whatever can be asked for besides.
 */

const few = 50
const many = 100

type Expander = (call: Call, ordinal: number) => Partial<UserMe.UserMe>

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
    presenceDefinitions: store.organization.presences.all.slice(0, many).map(({ id, name }) => ({
      id,
      name,
      languageLabels: { en_US: name },
      systemPresence: name,
      deactivated: false,
      primary: true,
      createdDate: iso(founded),
      selfUri: `/api/v2/presencedefinitions/${id}`
    }))
  }),
  divisionedpresencedefinitions: ({ store }) => ({
    divisionedPresenceDefinitions: store.organization.presences.all.slice(0, many).map(({ id, name }) => ({
      id,
      name,
      type: "System",
      languageLabels: { en_US: name },
      systemPresence: name.replace(" ", ""),
      divisionId: "*",
      deactivated: false,
      selfUri: `/api/v2/presence/definitions/${id}`
    }))
  }),
  locationdefinitions: ({ store }) => ({ locationDefinitions: store.organization.locations.all.slice(0, many) }),
  orgauthorization: ({ store }) => ({
    orgAuthorization: store.organization.roles.all.slice(0, many).map(({ id, name, permissions }) => ({
      id,
      name,
      permissions: permissions.filter((permission) => !permission.includes(":")),
      permissionPolicies: Views.policies(permissions),
      selfUri: `/api/v2/authorization/roles/${id}`
    }))
  }),
  orgproducts: () => ({ orgProducts: [{ id: "directory" }, { id: "purecloud3" }] }),
  favorites: (call, ordinal) => ({
    favorites: call.store.favoritesOf(ordinal).slice(0, few).map((favorite) => Views.user(call, favorite))
  }),
  superiors: (call, ordinal) => ({
    superiors: superiors(call, ordinal).slice(0, few).map((superior) => Views.user(call, superior))
  }),
  directreports: (call, ordinal) => ({
    directReports: call.store.reportsOf(ordinal).slice(0, few).map((report) => Views.user(call, report))
  }),
  adjacents: (call, ordinal) => ({ adjacents: adjacents(call, ordinal, {}, few) }),
  routingskills: ({ store }) => ({ routingSkills: store.organization.skills.all.slice(0, few) }),
  fieldconfigs: () => ({
    fieldConfigs: { org: fieldConfig("org"), person: fieldConfig("person"), group: fieldConfig("group") }
  }),
  token: ({ principal, store }) => {
    const { id, name } = store.organization.organization
    return {
      token: {
        organization: { id, name },
        homeOrganization: { id, name },
        OAuthClient: {
          id: principal.client.id,
          name: principal.client.id,
          authorizedGrantType: "CODE",
          organization: { id, name },
          state: "active"
        },
        authorizedScope: []
      }
    }
  },
  trustors: (call, ordinal) => ({ trustors: Views.trustors(call, ordinal) }),
  autoanswersettings: ({ store }, ordinal) => ({
    autoAnswerSettings: { settings: { call: { enabled: store.accounts.get(ordinal).acdAutoAnswer } } }
  })
}))

/** The operation on the user that the token stands for. */
export const myself: Pick<Handlers, "getUsersMe"> = {
  getUsersMe: (input, call) => {
    const { expand = [] } = input
    const ordinal = me(call)
    let shown: UserMe.UserMe = Views.user(call, ordinal, input)
    // The service does not give all three together.
    const together = expand.includes("superiors") || expand.includes("directreports")
    for (const name of expand) {
      if (name === "adjacents" && together) continue
      shown = { ...shown, ...expanders.get(name)?.(call, ordinal) }
    }
    return shown
  }
}
