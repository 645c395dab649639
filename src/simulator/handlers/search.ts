import * as Either from "effect/Either"
import * as Encoding from "effect/Encoding"
import { UserSearchRequest } from "../../models/Search.js"
import type * as Search from "../../models/Search.js"
import type { Account } from "../data/people.js"
import * as UserView from "../data/userView.js"
import * as Json from "../engine/json.js"
import { refuseValue } from "../engine/refusal.js"
import type { Call, Handlers } from "./handler.js"
import * as Listing from "./listing.js"
import { compare, compileCriteria, fieldTexts, usesField, valuesOf } from "./searchCriteria.js"

const maxPageSize = 100

/** A user that a search has found. */
interface Hit {
  readonly ordinal: number
  /** The account in the search index. */
  readonly account: Account
}

const unique = (ordinals: ReadonlyArray<number>): ReadonlyArray<number> => [...new Set(ordinals)].sort((a, b) => a - b)

/**
 * Returns the users who can match the criteria. If a criterion requires an id or an email address, these are few users,
 * and the search does not visit all users.
 */
const candidates = (
  { store }: Call,
  criteria: ReadonlyArray<Search.UserSearchCriteria>
): ReadonlyArray<number> => {
  for (const criterion of criteria) {
    const { fields = [], group, operator = "AND", type } = criterion
    if (type !== "EXACT" || operator !== "AND" || group !== undefined || fields.length !== 1) continue
    const values = valuesOf(criterion).map((value) => value.toLowerCase())
    const [field] = fields
    if (field === "email") return unique(values.flatMap(store.searchIndex.byEmail))
    if (field === "id") return unique(values.map(store.ordinalOf).filter((ordinal) => ordinal >= 0))
  }
  return Array.from({ length: store.accounts.next() }, (_, ordinal) => ordinal)
}

const findHits = (call: Call, criteria: ReadonlyArray<Search.UserSearchCriteria>): ReadonlyArray<Hit> => {
  const matches = compileCriteria(criteria, "query")
  // Deleted users are found only if the search has a criterion for the state.
  const includesDeleted = usesField(criteria, "state")
  return candidates(call, criteria).flatMap((ordinal): ReadonlyArray<Hit> => {
    const account = call.store.searchIndex.get(ordinal)
    return account !== undefined && (includesDeleted || account.state !== "deleted") && matches(account)
      ? [{ ordinal, account }]
      : []
  })
}

const sortHits = (hits: ReadonlyArray<Hit>, request: Search.UserSearchRequest): ReadonlyArray<Hit> => {
  const sorts = request.sort ?? (request.sortBy === undefined ? [] : [request])
  const keys = sorts.flatMap(({ sortBy, sortOrder }) =>
    sortBy === undefined || sortOrder === "SCORE" ? [] : [{ sortBy, sign: sortOrder === "DESC" ? -1 : 1 }]
  )
  if (keys.length === 0) return hits
  const textOf = ({ account }: Hit, field: string) => fieldTexts(account, field)[0] ?? ""
  return [...hits].sort((a, b) => {
    for (const { sign, sortBy } of keys) {
      const order = compare(textOf(a, sortBy), textOf(b, sortBy))
      if (order !== 0) return order * sign
    }
    return a.ordinal - b.ordinal
  })
}

const searchUsers = (call: Call, request: Search.UserSearchRequest): Search.UsersSearchResponse => {
  const hits = sortHits(findHits(call, request.query ?? []), request)
  const { info, items } = Listing.cut(request, Listing.fromArray(hits), maxPageSize)
  const link = (pageNumber: number) => {
    const q64 = Encoding.encodeBase64(JSON.stringify({ ...request, pageNumber }))
    return `/api/v2/users/search?q64=${encodeURIComponent(q64)}`
  }
  return {
    ...info,
    // The service sends both links on the first and on the last page too.
    previousPage: link(Math.max(1, info.pageNumber - 1)),
    currentPage: link(info.pageNumber),
    nextPage: link(info.pageNumber + 1),
    types: ["users"],
    results: items.map(({ account, ordinal }) => UserView.user(call, ordinal, request, account))
  }
}

const decodeRequest = Json.decoder(UserSearchRequest)

const decodeQ64 = (q64: string): Search.UserSearchRequest =>
  Encoding.decodeBase64String(q64.replaceAll(" ", "+")).pipe(
    Either.flatMap((text): Either.Either<Search.UserSearchRequest, unknown> => decodeRequest(text)),
    Either.getOrElse(() => refuseValue("q64", q64, "the value of q64 in a link of a search response"))
  )

/**
 * Searches for users for a purpose, for example to assign them to a team. The vendor does not document which users such
 * a search leaves out. The simulator leaves out users who are not active.
 */
const searchActiveUsers = (call: Call, request: Search.UserSearchRequest): Search.UsersSearchResponse =>
  searchUsers(call, {
    ...request,
    // The criteria of the request come first, so that refusals name them by their index in the request.
    query: [...request.query ?? [], { type: "EXACT", fields: ["state"], value: "active" }]
  })

/** Handlers of searches. */
export const search: Pick<
  Handlers,
  | "postUsersSearch"
  | "getUsersSearch"
  | "postUsersSearchConversationTarget"
  | "postUsersSearchQueuemembersManage"
  | "postUsersSearchTeamsAssign"
> = {
  postUsersSearch: ({ body }, call) => searchUsers(call, body),
  getUsersSearch: ({ q64, ...params }, call) => searchUsers(call, { ...decodeQ64(q64), ...params }),
  postUsersSearchConversationTarget: ({ body }, call) => searchActiveUsers(call, body),
  postUsersSearchQueuemembersManage: ({ body }, call) => searchActiveUsers(call, body),
  postUsersSearchTeamsAssign: ({ body }, call) => searchActiveUsers(call, body)
}
