import type { Proficiency } from "../data/aspects.js"
import type { StoreAt } from "../data/store.js"
import type { Table } from "../data/table.js"
import * as Views from "../data/views.js"
import { refuse, refuseMissing, refuseValue } from "../engine/refusal.js"
import type { Call } from "./handler.js"
import * as Listing from "./listing.js"

/*
 * Handlers of the skills and of the languages of a user. The two differ only in their names.
 */

/** The values and functions in which skills and languages differ. */
export interface Kind<A> {
  /** The name of the entity in errors. */
  readonly entityName: string
  readonly tableOf: (call: Call) => Table<ReadonlyArray<Proficiency>>
  /** Returns the name of a skill or language of the organization. */
  readonly nameOf: (call: Call, id: string) => string | undefined
  readonly toResponse: (data: StoreAt, ordinal: number, proficiency: Proficiency) => A
}

/** The changed fields of a proficiency. */
export interface Change {
  readonly proficiency?: number | null | undefined
  readonly state?: string | null | undefined
}

/** A skill or a language to add. */
export interface Addition {
  readonly id: string
  readonly proficiency: number
}

/** Input of a listing. */
export interface ListInput extends Listing.PageInput {
  readonly userId: string
  readonly sortOrder?: string | undefined
}

const checkProficiency = ({ proficiency }: Change): void => {
  if (typeof proficiency === "number" && !(proficiency >= 0 && proficiency <= 5)) {
    refuseValue("proficiency", proficiency, "0.0 to 5.0")
  }
}

const checkAddition = <A>({ entityName, nameOf }: Kind<A>, call: Call, { id, proficiency }: Addition): void => {
  if (nameOf(call, id) === undefined) refuseMissing(entityName, id)
  checkProficiency({ proficiency })
}

const find = <A>({ entityName, tableOf }: Kind<A>, call: Call, ordinal: number, id: string): Proficiency =>
  tableOf(call).get(ordinal).find((each) => each.id === id) ?? refuseMissing(entityName, id)

const put = <A>({ tableOf, toResponse }: Kind<A>, call: Call, ordinal: number, changed: Proficiency): A => {
  const others = tableOf(call).get(ordinal).filter(({ id }) => id !== changed.id)
  tableOf(call).put(ordinal, [...others, changed])
  return toResponse(call, ordinal, changed)
}

/** Lists the proficiencies of a user, sorted by name. */
export const list = <A>(
  { nameOf, tableOf, toResponse }: Kind<A>,
  call: Call,
  input: ListInput
): Listing.Page<A> => {
  const ordinal = Views.findUser(call, input.userId)
  const key = ({ id }: Proficiency) => nameOf(call, id) ?? ""
  const sorted = Listing.fromArray([...tableOf(call).get(ordinal)].sort((a, b) => key(a) < key(b) ? -1 : 1))
  return Listing.page(
    call,
    input,
    Listing.map(
      input.sortOrder === "descending" ? Listing.reverse(sorted) : sorted,
      (proficiency) => toResponse(call, ordinal, proficiency)
    )
  )
}

/** Adds a proficiency, or replaces the proficiency that has the same id. */
export const add = <A>(
  kind: Kind<A>,
  call: Call,
  userId: string,
  { id, proficiency }: Addition
): A => {
  const ordinal = Views.findUser(call, userId)
  checkAddition(kind, call, { id, proficiency })
  return put(kind, call, ordinal, { id, proficiency, state: "active" })
}

/** Changes a proficiency. */
export const change = <A>(kind: Kind<A>, call: Call, userId: string, id: string, changed: Change): A => {
  const ordinal = Views.findUser(call, userId)
  const before = find(kind, call, ordinal, id)
  checkProficiency(changed)
  return put(kind, call, ordinal, {
    id,
    proficiency: changed.proficiency ?? before.proficiency,
    state: changed.state ?? before.state
  })
}

/** Removes a proficiency. */
export const remove = <A>(kind: Kind<A>, call: Call, userId: string, id: string): void => {
  const ordinal = Views.findUser(call, userId)
  find(kind, call, ordinal, id)
  const table = kind.tableOf(call)
  table.put(ordinal, table.get(ordinal).filter((each) => each.id !== id))
}

/** Maximum number of skills or languages in a request. */
const maxAdditions = 50

/*
 * Only the maximum for languages is documented. The service may allow more skills, but the vendor's own tools send at
 * most 50 in a request, so the simulator accepts no more. It is not documented either whether a request may have an id
 * several times; the simulator refuses it, with the code that the vendor documents for the replacement of skills.
 */
const checkAdditions = <A>(kind: Kind<A>, call: Call, additions: ReadonlyArray<Addition>): void => {
  if (additions.length > maxAdditions) refuseValue("body", `${additions.length} items`, `at most ${maxAdditions} items`)
  const ids = new Set<string>()
  for (const addition of additions) {
    checkAddition(kind, call, addition)
    if (ids.has(addition.id)) {
      refuse(400, "general.conflict", "The request has the {entity} [{id}] several times.", {
        messageParams: { entity: kind.entityName, id: addition.id }
      })
    }
    ids.add(addition.id)
  }
}

/** Adds proficiencies, or changes those that have the same ids. Nothing is changed if an item is refused. */
const putAll = <A>(
  kind: Kind<A>,
  call: Call,
  userId: string,
  additions: ReadonlyArray<Addition>,
  removesOthers: boolean
): Listing.Page<A> => {
  const ordinal = Views.findUser(call, userId)
  checkAdditions(kind, call, additions)
  const table = kind.tableOf(call)
  const before = table.get(ordinal)
  const added = additions.map(({ id, proficiency }): Proficiency => ({
    id,
    proficiency,
    state: before.find((each) => each.id === id)?.state ?? "active"
  }))
  const others = removesOthers ? [] : before.filter(({ id }) => added.every((each) => each.id !== id))
  const after = [...others, ...added]
  table.put(ordinal, after)
  return Listing.singlePage(call, after.map((proficiency) => kind.toResponse(call, ordinal, proficiency)))
}

/** Adds or changes several proficiencies. The others stay. */
export const addAll = <A>(kind: Kind<A>, call: Call, userId: string, additions: ReadonlyArray<Addition>) =>
  putAll(kind, call, userId, additions, false)

/** Replaces all proficiencies. */
export const replaceAll = <A>(kind: Kind<A>, call: Call, userId: string, additions: ReadonlyArray<Addition>) =>
  putAll(kind, call, userId, additions, true)
