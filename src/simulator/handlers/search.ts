import * as Either from "effect/Either"
import * as Encoding from "effect/Encoding"
import { UserSearchRequest } from "../../models/Search.js"
import type * as Search from "../../models/Search.js"
import type { Account } from "../data/people.js"
import * as Phones from "../data/phones.js"
import * as Views from "../data/views.js"
import * as Json from "../engine/json.js"
import { refuseField, refuseValue } from "../engine/wire.js"
import type { Call, Handlers } from "./handler.js"
import * as Listing from "./listing.js"

/*
 * The search for users.
 */

const maxPageSize = 100

/** The values of a user's field, as texts. */
const fieldValues = (account: Account, field: string): ReadonlyArray<string> => {
  switch (field) {
    case "division":
      return texts(account.divisionId)
    case "addresses":
    case "phoneNumber":
    case "primaryContactInfo":
      // By the number in E.164, and as it is shown.
      return texts(account.addresses.map((contact) => [contact, Phones.shown(contact)]))
    default:
      return Object.hasOwn(account, field) ? texts(account[field as keyof Account]) : []
  }
}

const texts = (value: unknown): ReadonlyArray<string> => {
  switch (typeof value) {
    case "string":
      return [value.toLowerCase()]
    case "number":
    case "boolean":
      return [String(value)]
    case "object":
      return value === null ? [] : Object.values(value).flatMap(texts)
    default:
      return []
  }
}

type Predicate = (account: Account) => boolean

const compare = (a: string, b: string): number => {
  const difference = Number(a) - Number(b)
  return Number.isNaN(difference) ? (a < b ? -1 : a > b ? 1 : 0) : difference
}

const words = (text: string): ReadonlyArray<string> => text.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== "")

type Matcher = (value: string) => (text: string) => boolean

const ordered = (fits: (difference: number) => boolean): Matcher => (value) => (text) => fits(compare(text, value))

const term: Matcher = (value) => (text) => text === value || words(text).includes(value)

/** How a value of a criterion is compared with a text of a user, by the type of the criterion. Both are in lower case. */
const matchers: { readonly [type: string]: Matcher } = {
  EXACT: (value) => (text) => text === value,
  STARTS_WITH: (value) => (text) => text.startsWith(value),
  CONTAINS: (value) => (text) => text.includes(value),
  TERM: term,
  TERMS: term,
  LESS_THAN: ordered((difference) => difference < 0),
  LESS_THAN_EQUAL_TO: ordered((difference) => difference <= 0),
  GREATER_THAN: ordered((difference) => difference > 0),
  GREATER_THAN_EQUAL_TO: ordered((difference) => difference >= 0)
}

/** The values of a criterion: one of them is enough. */
const valuesOf = ({ value, values = [] }: Search.UserSearchCriteria): ReadonlyArray<string> =>
  value === undefined ? values : [value, ...values]

const criterion = (query: Search.UserSearchCriteria, path: string): Predicate => {
  if (query.type === "MATCH_ALL") return () => true
  if (query.group !== undefined) return all(query.group, `${path}.group`)
  const { fields = [], type } = query
  if (fields.length === 0) {
    return refuseField(`${path}.fields`, "bad.request", "A criterion needs [fields] to look at.")
  }
  const anyField = (matches: (text: string) => boolean): Predicate => (account) =>
    fields.some((field) => fieldValues(account, field).some(matches))
  const required = (): ReadonlyArray<string> => {
    const values = valuesOf(query)
    return values.length > 0
      ? values
      : refuseField(`${path}.value`, "bad.request", "A criterion of this type needs [value] or [values].")
  }

  switch (type) {
    case "REQUIRED_FIELDS":
      return (account) => fields.every((field) => fieldValues(account, field).length > 0)
    case "RANGE": {
      const start = query.startValue?.toLowerCase()
      const end = query.endValue?.toLowerCase()
      return anyField((text) =>
        (start === undefined || compare(text, start) >= 0) && (end === undefined || compare(text, end) <= 0)
      )
    }
    case "QUERY_STRING": {
      const wanted = required().map((value) => words(value.toLowerCase()))
      return (account) =>
        wanted.some((parts) => parts.every((part) => anyField((text) => text.includes(part))(account)))
    }
    case "REGEX": {
      const patterns = required().map((value) => regex(value, path))
      return anyField((text) => patterns.some((pattern) => pattern.test(text)))
    }
    default: {
      const matcher = Object.hasOwn(matchers, type) ? matchers[type] : undefined
      if (matcher === undefined) return refuseValue(`${path}.type`, type, "the types of criteria")
      const matches = required().map((value) => matcher(value.toLowerCase()))
      return anyField((text) => matches.some((match) => match(text)))
    }
  }
}

const regex = (source: string, path: string): RegExp => {
  try {
    return new RegExp(`^(?:${source})$`, "iu")
  } catch {
    return refuseValue(`${path}.value`, source, "a regular expression")
  }
}

/** Those joined by AND all match, one of those joined by OR, and none of those joined by NOT. */
const all = (queries: ReadonlyArray<Search.UserSearchCriteria>, path: string): Predicate => {
  const joined = queries.map((query, index) => ({
    operator: query.operator ?? "AND",
    matches: criterion(query, `${path}[${index}]`)
  }))
  const by = (operator: string) => joined.flatMap((each) => each.operator === operator ? [each.matches] : [])
  const [ands, ors, nots] = [by("AND"), by("OR"), by("NOT")]
  return (account) =>
    ands.every((matches) => matches(account)) &&
    (ors.length === 0 || ors.some((matches) => matches(account))) &&
    !nots.some((matches) => matches(account))
}

const looksAt = (queries: ReadonlyArray<Search.UserSearchCriteria>, field: string): boolean =>
  queries.some((query) => query.fields?.includes(field) === true || looksAt(query.group ?? [], field))

/** The few users who can match, where a criterion names one by id or email address; else undefined. */
const few = (
  { store }: Call,
  queries: ReadonlyArray<Search.UserSearchCriteria>
): ReadonlyArray<number> | undefined => {
  for (const query of queries) {
    const { fields = [], group, operator = "AND", type } = query
    if (type !== "EXACT" || operator !== "AND" || group !== undefined || fields.length !== 1) continue
    const values = valuesOf(query).map((value) => value.toLowerCase())
    const [field] = fields
    if (field === "email") return distinct(values.flatMap(store.searchedByEmail))
    if (field === "id") return distinct(values.map(store.ordinalOf).filter((ordinal) => ordinal >= 0))
  }
  return undefined
}

const distinct = (ordinals: ReadonlyArray<number>): ReadonlyArray<number> =>
  [...new Set(ordinals)].sort((a, b) => a - b)

interface Hit {
  readonly ordinal: number
  readonly account: Account
}

const search = (call: Call, request: Search.UserSearchRequest): Search.UsersSearchResponse => {
  const { store } = call
  const queries = request.query ?? []
  const matches = all(queries, "query")
  // Who is deleted is found by whoever asks for a state.
  const everybody = looksAt(queries, "state")
  const hits: Array<Hit> = []
  const look = (ordinal: number) => {
    const account = store.searched(ordinal)
    if (account !== undefined && (everybody || account.state !== "deleted") && matches(account)) {
      hits.push({ ordinal, account })
    }
  }
  const candidates = few(call, queries)
  if (candidates === undefined) { for (let ordinal = 0; ordinal < store.next(); ordinal++) look(ordinal) }
  else candidates.forEach(look)

  const sorts = request.sort ?? (request.sortBy === undefined ? [] : [request])
  const keys = sorts.flatMap(({ sortBy, sortOrder }) =>
    sortBy === undefined || sortOrder === "SCORE" ? [] : [{ sortBy, sign: sortOrder === "DESC" ? -1 : 1 }]
  )
  if (keys.length > 0) {
    hits.sort((a, b) => {
      for (const { sign, sortBy } of keys) {
        const order = compare(fieldValues(a.account, sortBy)[0] ?? "", fieldValues(b.account, sortBy)[0] ?? "")
        if (order !== 0) return order * sign
      }
      return a.ordinal - b.ordinal
    })
  }

  const { items, place } = Listing.cut(request, Listing.fromArray(hits), maxPageSize)
  const link = (pageNumber: number) => {
    const q64 = Encoding.encodeBase64(JSON.stringify({ ...request, pageNumber }))
    return `/api/v2/users/search?q64=${encodeURIComponent(q64)}`
  }
  return {
    ...place,
    // Both are named on every page, the first and the last one too.
    previousPage: link(Math.max(1, place.pageNumber - 1)),
    currentPage: link(place.pageNumber),
    nextPage: link(place.pageNumber + 1),
    types: ["users"],
    results: items.map(({ account, ordinal }) => Views.user(call, ordinal, request, account))
  }
}

const decodeRequest = Json.decoder(UserSearchRequest)

const readQ64 = (q64: string): Search.UserSearchRequest =>
  Encoding.decodeBase64String(q64.replaceAll(" ", "+")).pipe(
    Either.flatMap((text): Either.Either<Search.UserSearchRequest, unknown> => decodeRequest(text)),
    Either.getOrElse(() => refuseValue("q64", q64, "the value of q64 in a link of a search response"))
  )

/** Searches. */
export const searches: Pick<Handlers, "postUsersSearch" | "getUsersSearch"> = {
  postUsersSearch: ({ body }, call) => search(call, body),
  getUsersSearch: ({ q64, ...asked }, call) => search(call, { ...readQ64(q64), ...asked })
}
