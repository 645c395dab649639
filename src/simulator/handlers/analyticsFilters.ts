import type * as Query from "../../models/AnalyticsQuery.js"
import type * as History from "../data/history.js"
import { presenceByKey } from "../data/organization.js"
import { day, type Interval, parseInterval } from "../data/time.js"
import { refuseField, refuseValue } from "../engine/refusal.js"
import type { Call } from "./handler.js"
import * as Listing from "./listing.js"

/*
 * Functions that all analytics queries use: filters, intervals, and limits of the cost of a query.
 */

/** Segments of presences or routing statuses, oldest first. */
export type Segments = ReadonlyArray<History.Segment<string>>

// ------------------------------------------------------------------------------------------------------------ limits

/** Maximum number of users in a filter. */
const maxUsers = 100

/** Maximum number of values in a response. */
const maxValues = 200_000

/** Maximum number of days that a query may read, summed over all users. One day of one user takes about 10 µs. */
const maxUserDays = 500_000

/** Refuses a query whose response would have too many values. */
export const checkValues = (field: string, count: number): void => {
  if (count > maxValues) {
    refuseField(field, "bad.request", "The response would have more than {max} values.", { max: String(maxValues) })
  }
}

/** Refuses a query that reads too many days of users. `reads` is the number of times that it reads each day. */
export const checkUserDays = (users: number, interval: Interval, reads: number): void => {
  if (users * Math.ceil(lengthOf(interval) / day) * reads > maxUserDays) {
    refuseField("interval", "bad.request", "The query reads more than {max} days of users.", {
      max: String(maxUserDays)
    })
  }
}

// --------------------------------------------------------------------------------------------------------- intervals

/** Returns the length of an interval in milliseconds. */
export const lengthOf = ({ from, to }: Interval): number => to - from

/** Parses the interval of a query. */
export const decodeInterval = (text: string | undefined, maxDays: number): Interval => {
  const interval = text === undefined ? undefined : parseInterval(text)
  if (interval === undefined) return refuseValue("interval", text, "start/end, both ISO-8601 in UTC")
  return lengthOf(interval) > maxDays * day
    ? refuseField("interval", "bad.request", "The interval has more than {days} days.", { days: String(maxDays) })
    : interval
}

/** Returns the part of an interval that is in the past. */
export const pastOf = ({ now }: Call, { from, to }: Interval): Interval => ({
  from,
  to: Math.max(from, Math.min(to, now))
})

// ----------------------------------------------------------------------------------------------------------- filters

/** Returns the values that an entity has for a dimension. */
type ValuesOf = (dimension: string) => ReadonlyArray<string>

/** Returns the predicates of a filter and of its clauses. */
export const predicatesOf = (filter: Query.AnalyticsQueryFilter): ReadonlyArray<Query.AnalyticsQueryPredicate> => [
  ...(filter.predicates ?? []),
  ...(filter.clauses ?? []).flatMap((clause) => clause.predicates)
]

const matchesPredicate = (
  { dimension = "", operator = "matches", value }: Query.AnalyticsQueryPredicate,
  valuesOf: ValuesOf
): boolean => {
  const values = valuesOf(dimension)
  switch (operator) {
    case "exists":
      return values.length > 0
    case "notExists":
      return values.length === 0
    default:
      return value !== undefined && values.includes(value)
  }
}

const join = (type: string, results: ReadonlyArray<boolean>): boolean =>
  type === "or" ? results.some((result) => result) : results.every((result) => result)

/** Whether an entity matches a filter. */
export const matches = ({ clauses = [], predicates = [], type }: Query.AnalyticsQueryFilter, valuesOf: ValuesOf) => {
  const matchAll = (predicates: ReadonlyArray<Query.AnalyticsQueryPredicate>) =>
    predicates.map((predicate) => matchesPredicate(predicate, valuesOf))
  return join(type, [
    ...matchAll(predicates),
    ...clauses.map((clause) => join(clause.type, matchAll(clause.predicates)))
  ])
}

/** Refuses a filter that has a dimension other than the given ones, or too many users. */
export const checkFilter = (
  filter: Query.AnalyticsQueryFilter,
  path: string,
  dimensions: ReadonlyArray<string>
): void => {
  const predicates = predicatesOf(filter)
  for (const { dimension } of predicates) {
    if (dimension === undefined || !dimensions.includes(dimension)) {
      refuseValue(`${path}.dimension`, dimension, `[${dimensions.join(", ")}]`)
    }
  }
  if (predicates.filter(({ dimension }) => dimension === "userId").length > maxUsers) {
    refuseField(path, "bad.request", "A filter takes at most {max} users.", { max: String(maxUsers) })
  }
}

/** Returns the ids of users in filters. */
export const userIdsIn = (filters: ReadonlyArray<Query.AnalyticsQueryFilter>): ReadonlyArray<string> =>
  filters.flatMap(predicatesOf).flatMap(({ dimension, operator = "matches", value }) =>
    dimension === "userId" && operator === "matches" && value !== undefined ? [value] : []
  )

/** Returns the users who match filters on `userId`, or all active users if the filters contain no id. */
export const usersOf = (
  { store }: Call,
  filters: ReadonlyArray<Query.AnalyticsQueryFilter>
): Listing.Sequence<number> => {
  const userIds = [...new Set(userIdsIn(filters))]
  if (userIds.length === 0) return Listing.fromRanks(store.accounts.list("active"))
  const matching = userIds.filter((id) =>
    filters.every((filter) => matches(filter, (dimension) => dimension === "userId" ? [id] : []))
  )
  return Listing.fromArray(matching.map(store.ordinalOf).filter((ordinal) => ordinal >= 0))
}

// --------------------------------------------------------------------------------------------------------- presences

/** Returns the id of the presence that has a key in analytics. */
export const presenceIdOf = ({ store }: Pick<Call, "store">, key: string): string =>
  presenceByKey(store.organization, key)?.id ?? ""

/** Returns the ids of presences by their keys in analytics. */
export const presenceMappings = ({ store }: Call): { readonly [key: string]: ReadonlyArray<string> } =>
  Object.fromEntries(store.organization.presences.all.map(({ id, key }) => [key, [id]]))
