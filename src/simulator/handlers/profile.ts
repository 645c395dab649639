import type * as FieldConfig from "../../models/FieldConfig.js"
import type * as Profile from "../../models/Profile.js"
import { iso } from "../data/time.js"
import * as UserView from "../data/userView.js"
import * as Views from "../data/views.js"
import { touch } from "./accountChange.js"
import type { Call, Handlers } from "./handler.js"
import * as Listing from "./listing.js"
import { listUsers } from "./userListing.js"

const toProfile = (call: Call, ordinal: number, input: UserView.Expand): Profile.UserProfile => {
  const { id, modified, name, state, version } = call.store.accounts.get(ordinal)
  const { expand = [] } = input
  const user = UserView.user(call, ordinal, input)
  return {
    id,
    name,
    state,
    dateModified: iso(modified),
    version,
    ...(expand.length === 0 ? {} : {
      expands: Object.fromEntries(Object.entries(user).filter(([field]) => expand.includes(field)))
    }),
    selfUri: `${Views.userUri(id)}/profile`
  }
}

/** The sections of profiles, by kind of entity. Each section has a name and the names of its fields. */
const sections: {
  readonly [type: string]: ReadonlyArray<readonly [section: string, ...fields: ReadonlyArray<string>]>
} = {
  person: [["general", "name", "title", "department"], ["contactInfo", "email", "phone_work"], ["bio", "biography"]],
  group: [["general", "name", "description"], ["contactInfo", "phone_work"]],
  org: [["general", "name", "domain"]],
  externalContact: [["general", "firstName", "lastName"], ["contactInfo", "workPhone", "workEmail"]]
}

const fieldOf = (key: string): FieldConfig.FieldList => ({
  key,
  type: "text",
  repeatable: false,
  state: "active",
  required: key === "name"
})

/** Returns the field configuration of a kind of entity. */
export const fieldConfigOf = (type: string): FieldConfig.FieldConfig => ({
  entityType: type,
  state: "active",
  sections: (sections[type] ?? []).map(([key, ...fields]) => ({
    key,
    state: "active",
    fieldList: fields.map(fieldOf)
  })),
  version: "1",
  schemaVersion: "2",
  selfUri: `/api/v2/fieldconfig?type=${type}`
})

/** Handlers of profiles. */
export const profile: Pick<
  Handlers,
  "getFieldconfig" | "getProfilesUsers" | "getUserProfile" | "getUserProfileskills" | "putUserProfileskills"
> = {
  getFieldconfig: ({ type }) => fieldConfigOf(type),

  getProfilesUsers: (input, call) => {
    const { id: ids, jid: jabberIds, sortOrder, state = "active" } = input
    const users = listUsers(call, { state, ids, jabberIds, sortOrder })
    return Listing.page(call, input, Listing.map(users, (ordinal) => toProfile(call, ordinal, input)))
  },

  getUserProfile: (input, call) =>
    toProfile(call, Views.findUser(call, input.userId, { errorCode: "general.resource.not.found" }), input),

  getUserProfileskills: ({ userId }, call) => call.store.accounts.get(Views.findUser(call, userId)).profileSkills,

  putUserProfileskills: ({ body = [], userId }, call) => {
    const { accounts } = call.store
    const ordinal = Views.findUser(call, userId)
    const account = accounts.get(ordinal)
    const profileSkills = [...new Set(body)]
    accounts.put(ordinal, touch({ ...account, profileSkills }, call.now))
    return profileSkills
  }
}
