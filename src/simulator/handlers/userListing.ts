import { refuseField } from "../engine/refusal.js"
import type { Call } from "./handler.js"
import * as Listing from "./listing.js"

const maxIds = 100

/** Selects and sorts users. */
export interface UserFilter {
  /** State of the users, or `any`. */
  readonly state: string
  readonly ids: ReadonlyArray<string> | undefined
  /** Chat addresses. Ignored if `ids` is set. */
  readonly jabberIds: ReadonlyArray<string> | undefined
  /** Default: `ascending`, the order in which the users were created. */
  readonly sortOrder: string | undefined
}

/** Returns the user id in a chat address. */
const idOfJabberId = (jabberId: string): string =>
  (jabberId.split("@")[0] ?? "").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5")

/** Lists users. */
export const listUsers = (
  { store }: Call,
  { ids, jabberIds, sortOrder, state }: UserFilter
): Listing.Sequence<number> => {
  if (ids !== undefined && ids.length > maxIds) {
    refuseField("id", "max.user.ids", `Only ${maxIds} user ids can be requested at a time.`)
  }
  const hasState = (ordinal: number) => state === "any" || store.accounts.get(ordinal).state === state
  const selected = ids ?? jabberIds?.map(idOfJabberId)
  const users = selected === undefined
    ? Listing.fromRanks(store.accounts.list(state === "any" ? undefined : state))
    : Listing.fromArray(
      [...new Set(selected.map(store.ordinalOf))].filter((ordinal) => ordinal >= 0 && hasState(ordinal))
    )
  return sortOrder === "descending" ? Listing.reverse(users) : users
}
