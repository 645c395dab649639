import * as Predicate from "effect/Predicate"
import type * as Search from "../../models/Search.js"
import type { Account } from "../data/people.js"
import * as Phones from "../data/phones.js"
import { refuseField, refuseValue } from "../engine/refusal.js"

/*
 * Compiles the criteria of a search to predicates. Texts are compared in lower case.
 */

// ------------------------------------------------------------------------------------------------------------ fields

const toTexts = (value: unknown): ReadonlyArray<string> => {
  switch (typeof value) {
    case "string":
      return [value.toLowerCase()]
    case "number":
    case "boolean":
      return [String(value)]
    case "object":
      return value === null ? [] : Object.values(value).flatMap(toTexts)
    default:
      return []
  }
}

/** Returns the values of a field as texts. */
export const fieldTexts = (account: Account, field: string): ReadonlyArray<string> => {
  switch (field) {
    case "division":
      return toTexts(account.divisionId)
    case "addresses":
    case "phoneNumber":
    case "primaryContactInfo":
      // A search finds the stored form of a phone number and the form in responses.
      return toTexts(account.addresses.map((contact) => [contact, Phones.toResponse(contact)]))
    default:
      return Predicate.hasProperty(account, field) ? toTexts(account[field]) : []
  }
}

/** Compares two texts, as numbers if both are numbers. */
export const compare = (a: string, b: string): number => {
  const difference = Number(a) - Number(b)
  return Number.isNaN(difference) ? (a < b ? -1 : a > b ? 1 : 0) : difference
}

const split = (text: string): ReadonlyArray<string> => text.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== "")

// ---------------------------------------------------------------------------------------------------------- criteria

/** Makes a predicate that says whether a text of an account matches a value of the criterion. */
type Matcher = (value: string) => (text: string) => boolean

const comparing = (matches: (difference: number) => boolean): Matcher => (value) => (text) =>
  matches(compare(text, value))

const term: Matcher = (value) => (text) => text === value || split(text).includes(value)

/** Matchers by the type of the criterion. */
const matchers: ReadonlyMap<string, Matcher> = new Map(Object.entries<Matcher>({
  EXACT: (value) => (text) => text === value,
  STARTS_WITH: (value) => (text) => text.startsWith(value),
  CONTAINS: (value) => (text) => text.includes(value),
  TERM: term,
  TERMS: term,
  LESS_THAN: comparing((difference) => difference < 0),
  LESS_THAN_EQUAL_TO: comparing((difference) => difference <= 0),
  GREATER_THAN: comparing((difference) => difference > 0),
  GREATER_THAN_EQUAL_TO: comparing((difference) => difference >= 0)
}))

/** Returns the values of a criterion. One of them must match. */
export const valuesOf = ({ value, values = [] }: Search.UserSearchCriteria): ReadonlyArray<string> =>
  value === undefined ? values : [value, ...values]

const requiredValues = (criterion: Search.UserSearchCriteria, path: string): ReadonlyArray<string> => {
  const values = valuesOf(criterion)
  return values.length > 0
    ? values
    : refuseField(`${path}.value`, "bad.request", "A criterion of this type needs [value] or [values].")
}

const toRegExp = (source: string, path: string): RegExp => {
  try {
    return new RegExp(`^(?:${source})$`, "iu")
  } catch {
    return refuseValue(`${path}.value`, source, "a regular expression")
  }
}

const anyField =
  (fields: ReadonlyArray<string>, matches: (text: string) => boolean): Predicate.Predicate<Account> => (account) =>
    fields.some((field) => fieldTexts(account, field).some(matches))

const compileRange = ({ endValue, startValue }: Search.UserSearchCriteria): (text: string) => boolean => {
  const start = startValue?.toLowerCase()
  const end = endValue?.toLowerCase()
  return (text) => (start === undefined || compare(text, start) >= 0) && (end === undefined || compare(text, end) <= 0)
}

/** Makes a predicate that says whether fields of an account contain all words of at least one value. */
const compileQueryString = (
  fields: ReadonlyArray<string>,
  values: ReadonlyArray<string>
): Predicate.Predicate<Account> => {
  const queries = values.map((value) =>
    split(value.toLowerCase()).map((word) => anyField(fields, (text) => text.includes(word)))
  )
  return (account) => queries.some((words) => words.every((matches) => matches(account)))
}

const compileCriterion = (criterion: Search.UserSearchCriteria, path: string): Predicate.Predicate<Account> => {
  const { fields = [], group, type } = criterion
  if (type === "MATCH_ALL") return () => true
  if (group !== undefined) return compileCriteria(group, `${path}.group`)
  if (fields.length === 0) return refuseField(`${path}.fields`, "bad.request", "A criterion needs [fields].")
  switch (type) {
    case "REQUIRED_FIELDS":
      return (account) => fields.every((field) => fieldTexts(account, field).length > 0)
    case "RANGE":
      return anyField(fields, compileRange(criterion))
    case "QUERY_STRING":
      return compileQueryString(fields, requiredValues(criterion, path))
    case "REGEX": {
      const patterns = requiredValues(criterion, path).map((value) => toRegExp(value, path))
      return anyField(fields, (text) => patterns.some((pattern) => pattern.test(text)))
    }
    default: {
      const matcher = matchers.get(type) ?? refuseValue(`${path}.type`, type, "the types of criteria")
      const matches = requiredValues(criterion, path).map((value) => matcher(value.toLowerCase()))
      return anyField(fields, (text) => matches.some((match) => match(text)))
    }
  }
}

/**
 * Compiles criteria. An account must match all criteria with the operator AND, at least one of those with OR (if there
 * are any), and none of those with NOT.
 */
export const compileCriteria = (
  criteria: ReadonlyArray<Search.UserSearchCriteria>,
  path: string
): Predicate.Predicate<Account> => {
  const compiled = criteria.map((criterion, index) => ({
    operator: criterion.operator ?? "AND",
    matches: compileCriterion(criterion, `${path}[${index}]`)
  }))
  const joinedBy = (operator: string) => compiled.flatMap((each) => each.operator === operator ? [each.matches] : [])
  const [ands, ors, nots] = [joinedBy("AND"), joinedBy("OR"), joinedBy("NOT")]
  return (account) =>
    ands.every((matches) => matches(account)) &&
    (ors.length === 0 || ors.some((matches) => matches(account))) &&
    !nots.some((matches) => matches(account))
}

/** Whether a criterion uses a field. */
export const usesField = (criteria: ReadonlyArray<Search.UserSearchCriteria>, field: string): boolean =>
  criteria.some(({ fields, group }) => fields?.includes(field) === true || usesField(group ?? [], field))
