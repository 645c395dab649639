import type * as Routing from "../../models/Routing.js"
import * as Views from "../data/views.js"
import { refuse, refuseAbsentField } from "../engine/refusal.js"
import type { Handlers } from "./handler.js"
import * as Proficiencies from "./proficiencies.js"

const skills: Proficiencies.Kind<Routing.UserRoutingSkill> = {
  entityName: "skill",
  tableOf: ({ store }) => store.skills,
  nameOf: ({ store }, id) => store.organization.skills.get(id)?.name,
  toResponse: Views.skill
}

const languages: Proficiencies.Kind<Routing.UserRoutingLanguage> = {
  entityName: "language",
  tableOf: ({ store }) => store.languages,
  nameOf: ({ store }, id) => store.organization.languages.get(id)?.name,
  toResponse: Views.language
}

/** Refuses a status that only the service sets, during conversations. */
const checkStatus = (status: string): void => {
  if (status === "IDLE" || status === "OFF_QUEUE") return
  refuse(400, "general.bad.request", "A transition of the routing status to [{status}] is not allowed.", {
    messageParams: { status },
    details: [{ errorCode: "general.bad.request", fieldName: "status" }]
  })
}

/** Handlers of the skills, the languages and the routing status of a user. */
export const routing: Pick<
  Handlers,
  | "getUserRoutingskills"
  | "postUserRoutingskills"
  | "putUserRoutingskill"
  | "deleteUserRoutingskill"
  | "getUserRoutinglanguages"
  | "postUserRoutinglanguages"
  | "patchUserRoutinglanguage"
  | "deleteUserRoutinglanguage"
  | "getUserRoutingstatus"
  | "putUserRoutingstatus"
  | "patchUserRoutinglanguagesBulk"
  | "patchUserRoutingskillsBulk"
  | "putUserRoutingskillsBulk"
> = {
  getUserRoutingskills: (input, call) => Proficiencies.list(skills, call, input),
  postUserRoutingskills: ({ body, userId }, call) => Proficiencies.add(skills, call, userId, body),
  putUserRoutingskill: ({ body, skillId, userId }, call) => Proficiencies.change(skills, call, userId, skillId, body),
  deleteUserRoutingskill: ({ skillId, userId }, call) => Proficiencies.remove(skills, call, userId, skillId),

  patchUserRoutingskillsBulk: ({ body, userId }, call) => Proficiencies.addAll(skills, call, userId, body),
  putUserRoutingskillsBulk: ({ body, userId }, call) => Proficiencies.replaceAll(skills, call, userId, body),

  getUserRoutinglanguages: (input, call) => Proficiencies.list(languages, call, input),
  postUserRoutinglanguages: ({ body, userId }, call) => Proficiencies.add(languages, call, userId, body),
  patchUserRoutinglanguage: ({ body, languageId, userId }, call) =>
    Proficiencies.change(languages, call, userId, languageId, body),
  deleteUserRoutinglanguage: ({ languageId, userId }, call) =>
    Proficiencies.remove(languages, call, userId, languageId),
  patchUserRoutinglanguagesBulk: ({ body, userId }, call) => Proficiencies.addAll(languages, call, userId, body),

  getUserRoutingstatus: ({ userId }, call) => {
    const ordinal = call.store.ordinalOf(userId)
    // The service responds with OFF_QUEUE for an unknown user.
    return ordinal < 0 ? { userId, status: "OFF_QUEUE" } : Views.routingStatus(call, ordinal)
  },

  putUserRoutingstatus: ({ body, userId }, call) => {
    const { routingStatus } = call.store
    const ordinal = Views.findUser(call, userId)
    const status = body.status ?? refuseAbsentField("status")
    checkStatus(status)
    if (Views.routingStatus(call, ordinal).status !== status) {
      routingStatus.put(ordinal, [...routingStatus.get(ordinal), { status, at: call.now }])
    }
    return Views.routingStatus(call, ordinal)
  }
}
