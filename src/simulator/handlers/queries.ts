import type * as Query from "../../models/AnalyticsQuery.js"
import type * as History from "../data/history.js"
import { type Interval, parseInterval } from "../data/time.js"
import { refuseField, refuseValue } from "../engine/wire.js"
import type { Call } from "./handler.js"
import * as Listing from "./listing.js"

/*
 * What analytics queries have in common: filters, intervals, and the bounds of what one query may cost.
 */

const day = 86_400_000
const maxUsers = 100

/** Values in a response. */
const maxValues = 200_000

/** Days of users that are simulated for a response: a day of a user takes about ten microseconds. */
const maxUserDays = 500_000

/** What users did, in order. */
export type Segments = ReadonlyArray<History.Segment<string>>

export const length = ({ from, to }: Interval): number => to - from

/** Refuses a query whose response would have too many values. */
export const checkValues = (field: string, count: number): void => {
  if (count > maxValues) {
    refuseField(field, "bad.request", "The response would have more than {max} values.", { max: String(maxValues) })
  }
}

/** Refuses a query that looks at too many days of too many users, so many times. */
export const checkUserDays = (users: number, seen: Interval, times: number): void => {
  if (users * Math.ceil(length(seen) / day) * times > maxUserDays) {
    refuseField("interval", "bad.request", "The query looks at more than {max} days of users.", {
      max: String(maxUserDays)
    })
  }
}

/** The values of a dimension, of whatever is filtered. */
type Values = (dimension: string) => ReadonlyArray<string>

export const predicates = (filter: Query.AnalyticsQueryFilter): ReadonlyArray<Query.AnalyticsQueryPredicate> => [
  ...(filter.predicates ?? []),
  ...(filter.clauses ?? []).flatMap((clause) => clause.predicates)
]

const holds = ({ dimension = "", operator = "matches", value }: Query.AnalyticsQueryPredicate, values: Values) => {
  const found = values(dimension)
  switch (operator) {
    case "exists":
      return found.length > 0
    case "notExists":
      return found.length === 0
    default:
      return value !== undefined && found.includes(value)
  }
}

const joined = (type: string, verdicts: ReadonlyArray<boolean>): boolean =>
  type === "or" ? verdicts.some((verdict) => verdict) : verdicts.every((verdict) => verdict)

export const fits = (filter: Query.AnalyticsQueryFilter, values: Values): boolean =>
  joined(filter.type, [
    ...(filter.predicates ?? []).map((predicate) => holds(predicate, values)),
    ...(filter.clauses ?? []).map((clause) => joined(clause.type, clause.predicates.map((each) => holds(each, values))))
  ])

export const check = (filter: Query.AnalyticsQueryFilter, path: string, dimensions: ReadonlyArray<string>): void => {
  const all = predicates(filter)
  for (const { dimension } of all) {
    if (dimension === undefined || !dimensions.includes(dimension)) {
      refuseValue(`${path}.dimension`, dimension, `[${dimensions.join(", ")}]`)
    }
  }
  if (all.filter(({ dimension }) => dimension === "userId").length > maxUsers) {
    refuseField(path, "bad.request", "A filter takes at most {max} users.", { max: String(maxUsers) })
  }
}

/** The ids of the users that filters name. */
export const namedUsers = (filters: ReadonlyArray<Query.AnalyticsQueryFilter>): ReadonlyArray<string> =>
  filters.flatMap(predicates).flatMap(({ dimension, operator = "matches", value }) =>
    dimension === "userId" && operator === "matches" && value !== undefined ? [value] : []
  )

/** The users that filters on `userId` leave; all active ones where no user is named. */
export const users = (
  { store }: Call,
  filters: ReadonlyArray<Query.AnalyticsQueryFilter>
): Listing.Sequence<number> => {
  const named = namedUsers(filters)
  if (named.length === 0) {
    const ranks = store.listed("active")
    return { size: ranks.size(), at: ranks.at }
  }
  return Listing.fromArray(
    [...new Set(named)].filter((id) => filters.every((filter) => fits(filter, (name) => name === "userId" ? [id] : [])))
      .map(store.ordinalOf).filter((ordinal) => ordinal >= 0)
  )
}

export const each = <A, B>({ at, size }: Listing.Sequence<A>, f: (a: A) => ReadonlyArray<B>): ReadonlyArray<B> =>
  Array.from({ length: size }, (_, place) => f(at(place))).flat()

export const interval = (text: string | undefined, mostDays: number): Interval => {
  const found = text === undefined ? undefined : parseInterval(text)
  if (found === undefined) return refuseValue("interval", text, "start/end, both ISO-8601 in UTC")
  if (found.to - found.from > mostDays * day) {
    return refuseField("interval", "bad.request", "The interval has more than {days} days.", { days: String(mostDays) })
  }
  return found
}

/** What has not happened yet is not told. */
export const past = ({ now }: Call, { from, to }: Interval): Interval => ({
  from,
  to: Math.max(from, Math.min(to, now))
})

export const presenceId = ({ store }: Call, key: string): string =>
  store.organization.presences.all.find((presence) => presence.key === key)?.id ?? ""

export const mappings = ({ store }: Call): { readonly [key: string]: ReadonlyArray<string> } =>
  Object.fromEntries(store.organization.presences.all.map(({ id, key }) => [key, [id]]))
