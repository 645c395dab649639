import type { Proficiency, Table } from "../data/store.js"
import * as Views from "../data/views.js"
import { refuseMissing, refuseValue } from "../engine/wire.js"
import type { Call, Handlers } from "./handler.js"
import * as Listing from "./listing.js"

/*
 * Skills and languages that routing knows. The two are the same but for their names.
 */

interface Kind<A> {
  readonly name: string
  readonly table: (call: Call) => Table<ReadonlyArray<Proficiency>>
  /** What such a skill or language is called, where the organisation has it. */
  readonly nameOf: (call: Call, id: string) => string | undefined
  readonly show: (call: Call, ordinal: number) => (held: Proficiency) => A
}

interface Given {
  readonly proficiency?: number | null | undefined
  readonly state?: string | null | undefined
}

const make = <A>({ name, nameOf, show, table }: Kind<A>) => {
  const check = ({ proficiency }: Given): void => {
    if (typeof proficiency === "number" && !(proficiency >= 0 && proficiency <= 5)) {
      refuseValue("proficiency", proficiency, "0.0 to 5.0")
    }
  }
  const held = (call: Call, ordinal: number, id: string): Proficiency =>
    table(call).get(ordinal).find((each) => each.id === id) ?? refuseMissing(name, id)
  const put = (call: Call, ordinal: number, changed: Proficiency): A => {
    const others = table(call).get(ordinal).filter(({ id }) => id !== changed.id)
    table(call).put(ordinal, [...others, changed])
    return show(call, ordinal)(changed)
  }

  return {
    list: (
      input: Listing.Numbers & { readonly userId: string; readonly sortOrder?: string | undefined },
      call: Call
    ) => {
      const ordinal = Views.find(call, input.userId)
      const key = ({ id }: Proficiency) => nameOf(call, id) ?? ""
      const sorted = [...table(call).get(ordinal)].sort((a, b) => key(a) < key(b) ? -1 : 1)
      const listed = Listing.fromArray(input.sortOrder === "descending" ? sorted.reverse() : sorted)
      return Listing.page(call, input, Listing.map(listed, show(call, ordinal)))
    },
    add: (call: Call, userId: string, given: Given & { readonly id: string; readonly proficiency: number }): A => {
      const ordinal = Views.find(call, userId)
      if (nameOf(call, given.id) === undefined) refuseMissing(name, given.id)
      check(given)
      return put(call, ordinal, { id: given.id, proficiency: given.proficiency, state: "active" })
    },
    change: (call: Call, userId: string, id: string, given: Given): A => {
      const ordinal = Views.find(call, userId)
      const before = held(call, ordinal, id)
      check(given)
      return put(call, ordinal, {
        id,
        proficiency: given.proficiency ?? before.proficiency,
        state: given.state ?? before.state
      })
    },
    remove: (call: Call, userId: string, id: string): void => {
      const ordinal = Views.find(call, userId)
      held(call, ordinal, id)
      table(call).put(ordinal, table(call).get(ordinal).filter((each) => each.id !== id))
    }
  }
}

const skills = make({
  name: "skill",
  table: ({ store }) => store.skills,
  nameOf: ({ store }, id) => store.organization.skills.get(id)?.name,
  show: Views.skill
})

const languages = make({
  name: "language",
  table: ({ store }) => store.languages,
  nameOf: ({ store }, id) => store.organization.languages.get(id)?.name,
  show: Views.language
})

/** Operations on skills and languages. */
export const proficiencies: Pick<
  Handlers,
  | "getUserRoutingskills"
  | "postUserRoutingskills"
  | "putUserRoutingskill"
  | "deleteUserRoutingskill"
  | "getUserRoutinglanguages"
  | "postUserRoutinglanguages"
  | "patchUserRoutinglanguage"
  | "deleteUserRoutinglanguage"
> = {
  getUserRoutingskills: skills.list,
  postUserRoutingskills: ({ body, userId }, call) => skills.add(call, userId, body),
  putUserRoutingskill: ({ body, skillId, userId }, call) => skills.change(call, userId, skillId, body),
  deleteUserRoutingskill: ({ skillId, userId }, call) => skills.remove(call, userId, skillId),
  getUserRoutinglanguages: languages.list,
  postUserRoutinglanguages: ({ body, userId }, call) => languages.add(call, userId, body),
  patchUserRoutinglanguage: ({ body, languageId, userId }, call) => languages.change(call, userId, languageId, body),
  deleteUserRoutinglanguage: ({ languageId, userId }, call) => languages.remove(call, userId, languageId)
}
