import * as Predicate from "effect/Predicate"
import { sameJson, valueAt } from "../schema/json.js"

/*
 * Whether a user has what a change asks for, although the service stores it in other words: it writes numbers in E.164
 * and adds `display` and `countryCode`, and it gives references, sent by id, with the fields of what they refer to.
 */

type Value = { readonly [key: string]: unknown }

const isText = (u: unknown): u is string => typeof u === "string" && u !== ""

/** Fields that only come where they are asked for, of those that can be set. */
export const expandable = [
  "profileSkills",
  "locations",
  "groups",
  "certifications",
  "biography",
  "employerInfo"
] as const

/** Whether a user has what a change sets. What was asked for and did not come is not known, so it is not held. */
export const holds = (user: object, fields: object): boolean =>
  Object.entries(fields).every(([key, asked]) =>
    asked === undefined ||
    (holdsValue(valueAt(user, key), asked) && (key in user || !expandable.some((each) => each === key)))
  )

/** Whether a field that can be set is the same in two readings of a user. */
export const sameField = (a: object, b: object, key: string): boolean =>
  holdsValue(valueAt(a, key), valueAt(b, key)) && holdsValue(valueAt(b, key), valueAt(a, key))

const holdsValue = (stored: unknown, asked: unknown): boolean => {
  if (sameJson(stored, asked)) return true
  // The manager is set by id.
  if (isText(asked)) return idsOf(stored).includes(asked)
  return Array.isArray(asked) && Array.isArray(stored) ? holdsAll(stored, asked) : holdsItem(stored, asked)
}

/** Whether lists of references or contacts are the same. They are sets: the service gives them in any order. */
const holdsAll = (stored: ReadonlyArray<unknown>, asked: ReadonlyArray<unknown>): boolean =>
  asked.length > 0 &&
  asked.every((each) => stored.some((item) => holdsItem(item, each))) &&
  stored.every((item) => asked.some((each) => holdsItem(item, each)))

const holdsItem = (stored: unknown, asked: unknown): boolean =>
  Predicate.isRecord(stored) && Predicate.isRecord(asked) &&
  (isReference(asked) ? holdsReference(stored, asked) : isContact(asked) && holdsContact(stored, asked))

// --------------------------------------------------------------------------------------------------------- references

/** The ids of what a value refers to. A location is given with its definition, which has the id that was sent. */
const idsOf = (u: unknown): ReadonlyArray<string> =>
  [valueAt(u, "id"), valueAt(valueAt(u, "locationDefinition"), "id")].filter(isText)

const isReference = (value: Value): boolean => idsOf(value).length > 0

/** What a reference says besides what it refers to. */
const ownKeys = ["notes", "coordinates"] as const

const holdsReference = (stored: Value, asked: Value): boolean => {
  const ids = idsOf(stored)
  return idsOf(asked).some((id) => ids.includes(id)) && ownKeys.every((key) => agrees(stored, asked, key))
}

/** Whether a key is as asked for. A key that is absent asks for nothing. */
const agrees = (stored: Value, asked: Value, key: string): boolean =>
  asked[key] === undefined || sameJson(stored[key], asked[key])

// ----------------------------------------------------------------------------------------------------------- contacts

const isContact = (value: Value): boolean => partsOf(value).length > 0

const holdsContact = (stored: Value, asked: Value): boolean => {
  const [parts, askedParts] = [partsOf(stored), partsOf(asked)]
  return agrees(stored, asked, "mediaType") && agrees(stored, asked, "type") && agrees(stored, asked, "integration") &&
    (stored["countryCode"] === undefined || agrees(stored, asked, "countryCode")) &&
    parts.length === askedParts.length && parts.every((part, i) => sameNumber(part, askedParts[i] ?? ""))
}

/**
 * The number and the extension of a contact, or one of them. Where there is no `address`, the number is in `display`;
 * a `display` that repeats the extension, or stands alone, is the extension.
 */
const partsOf = ({ address, display, extension }: Value): ReadonlyArray<string> =>
  [address ?? (display === extension ? undefined : display), extension].filter(isText).map(normalized)

/** A number without its punctuation, with a plus where it is international. Other text as it is. */
const normalized = (text: string): string => {
  if (/[^\d\s()+./-]/.test(text)) return text
  const digits = text.replace(/\D/g, "")
  if (/^[\s(]*\+/.test(text)) return `+${digits}`
  return digits.startsWith("00") ? `+${digits.slice(2)}` : digits
}

const isInternational = (number: string): boolean => number.startsWith("+")

const sameNumber = (a: string, b: string): boolean => {
  if (a === b) return true
  if (isInternational(a) === isInternational(b)) return false
  return isInternational(a) ? isNationalOf(b, a) : isNationalOf(a, b)
}

/** Whether a number is written as inside the country: without the calling code, with a leading zero in most countries. */
const isNationalOf = (national: string, international: string): boolean =>
  [national, national.replace(/^0/, "")].some((digits) =>
    digits.length >= 6 && international.endsWith(digits) && /^\+\d{0,3}$/.test(international.slice(0, -digits.length))
  )
