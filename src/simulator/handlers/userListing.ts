import * as Schema from "effect/Schema"
import type * as User from "../../models/User.js"
import * as UserView from "../data/userView.js"
import { refuseField, refuseValue } from "../engine/refusal.js"
import * as Cursor from "./cursor.js"
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

/** The fields of a request for a listing by cursor. */
export interface CursorInput extends UserView.Expand {
  readonly cursor?: string | undefined
  readonly pageSize?: number | undefined
  readonly sortOrder?: "ASC" | "DESC" | undefined
  readonly state?: string | undefined
}

interface Position {
  readonly state: string
  readonly sortOrder: string
  /** Ordinal of the last user of the page before. */
  readonly last: number
}

const cursors = Cursor.make<Position>(
  Schema.Struct({ state: Schema.String, sortOrder: Schema.String, last: Schema.NonNegativeInt })
)

/** Returns the position of a cursor. Refuses a cursor of a listing with another state or sort order. */
const positionOf = (cursor: string, state: string, sortOrder: string): Position => {
  const position = cursors.decode("cursor", cursor)
  return position.state === state && position.sortOrder === sortOrder
    ? position
    : refuseValue("cursor", cursor, `a cursor of a listing with state=${state} and sortOrder=${sortOrder}`)
}

/**
 * Returns a page of users by cursor. The cursor has the last user of the page before, so users who are added or removed
 * between two pages do not change which of the other users are returned. The vendor documents the maximum page size
 * only for requests with `integrationPresenceSource`. For other requests it is that of the listing by page number.
 */
export const listByCursor = (call: Call, input: CursorInput): User.UserCursorEntityListing => {
  const { cursor, integrationPresenceSource, pageSize = 25, sortOrder = "ASC", state = "active" } = input
  const maxPageSize = integrationPresenceSource === undefined ? 500 : 100
  Listing.checkPageSize(pageSize, maxPageSize)
  const users = call.store.accounts.list(state === "any" ? undefined : state)
  const last = cursor === undefined ? undefined : positionOf(cursor, state, sortOrder).last
  const isAscending = sortOrder === "ASC"
  const skipped = last === undefined ? 0 : isAscending ? users.rank(last + 1) : users.size() - users.rank(last)
  const rest = users.size() - skipped
  const ordinals = Array.from(
    { length: Math.min(pageSize, rest) },
    (_, index) => users.at(isAscending ? skipped + index : rest - 1 - index)
  )
  const end = ordinals[ordinals.length - 1]
  const next = end === undefined || rest <= pageSize ? undefined : cursors.encode({ state, sortOrder, last: end })
  return {
    entities: ordinals.map((ordinal) => UserView.user(call, ordinal, input)),
    results: ordinals.length,
    selfUri: Cursor.uri(call, {}),
    ...(next === undefined ? {} : { cursor: next, nextUri: Cursor.uri(call, { cursor: next }) })
  }
}
