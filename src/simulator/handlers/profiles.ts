import type * as FieldConfig from "../../models/FieldConfig.js"
import type * as Profile from "../../models/Profile.js"
import { iso } from "../data/time.js"
import * as Views from "../data/views.js"
import type { Call, Handlers } from "./handler.js"
import * as Listing from "./listing.js"
import { listed } from "./users.js"

/*
 * Profiles, and what they are made of.
 */

const profile = (call: Call, ordinal: number, asked: Views.Expand): Profile.UserProfile => {
  const { id, modified, name, state, version } = call.store.accounts.get(ordinal)
  const { expand = [] } = asked
  const user = Views.user(call, ordinal, asked)
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

const field = (key: string, type: string): FieldConfig.FieldList => ({
  key,
  type,
  repeatable: false,
  state: "active",
  required: key === "name"
})

const sections: {
  readonly [type: string]: ReadonlyArray<readonly [section: string, ...fields: ReadonlyArray<string>]>
} = {
  person: [["general", "name", "title", "department"], ["contactInfo", "email", "phone_work"], ["bio", "biography"]],
  group: [["general", "name", "description"], ["contactInfo", "phone_work"]],
  org: [["general", "name", "domain"]],
  externalContact: [["general", "firstName", "lastName"], ["contactInfo", "workPhone", "workEmail"]]
}

/** How the fields of a kind of entity are set up. */
export const fieldConfig = (type: string): FieldConfig.FieldConfig => ({
  entityType: type,
  state: "active",
  sections: (sections[type] ?? []).map(([key, ...fields]) => ({
    key,
    state: "active",
    fieldList: fields.map((name) => field(name, "text"))
  })),
  version: "1",
  schemaVersion: "2",
  selfUri: `/api/v2/fieldconfig?type=${type}`
})

/** Operations on profiles. */
export const profiles: Pick<
  Handlers,
  "getFieldconfig" | "getProfilesUsers" | "getUserProfile" | "getUserProfileskills" | "putUserProfileskills"
> = {
  getFieldconfig: ({ type }) => fieldConfig(type),

  getProfilesUsers: (input, call) =>
    Listing.page(
      call,
      input,
      Listing.map(
        listed(call, input.state ?? "active", input.id, input.jid, input.sortOrder),
        (ordinal) => profile(call, ordinal, input)
      )
    ),

  getUserProfile: (input, call) =>
    profile(call, Views.find(call, input.userId, { code: "general.resource.not.found" }), input),

  getUserProfileskills: ({ userId }, call) => call.store.accounts.get(Views.find(call, userId)).profileSkills,

  putUserProfileskills: ({ body = [], userId }, call) => {
    const { accounts } = call.store
    const ordinal = Views.find(call, userId)
    const account = accounts.get(ordinal)
    const profileSkills = [...new Set(body)]
    accounts.put(ordinal, { ...account, profileSkills, version: account.version + 1, modified: call.now })
    return profileSkills
  }
}
