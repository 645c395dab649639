import type { Proficiency } from "../data/aspects.js"
import type { StoreAt } from "../data/store.js"
import type { Table } from "../data/table.js"
import * as Views from "../data/views.js"
import { refuseMissing, refuseValue } from "../engine/refusal.js"
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
  { id, proficiency }: { readonly id: string; readonly proficiency: number }
): A => {
  const ordinal = Views.findUser(call, userId)
  if (kind.nameOf(call, id) === undefined) refuseMissing(kind.entityName, id)
  checkProficiency({ proficiency })
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
