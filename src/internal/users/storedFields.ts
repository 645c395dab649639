import * as Predicate from "effect/Predicate"
import { sameJson, valueAt } from "../schema/json.js"

/*
 * Compares the fields that a change sets with the fields of a user. The service stores them in another form: it stores
 * phone numbers in E.164 format and adds `display` and `countryCode`. References are sent by id, and the service
 * returns them with the fields of the object that they refer to.
 */

type Value = { readonly [key: string]: unknown }

const isText = (u: unknown): u is string => typeof u === "string" && u !== ""

/** The fields that a change can set and the service returns only if they are named in `expand`. */
export const expandable = [
  "profileSkills",
  "locations",
  "groups",
  "certifications",
  "biography",
  "employerInfo"
] as const

const isExpandable = (key: string): boolean => expandable.some((each) => each === key)

/** Whether a user has the fields that a change sets. An expandable field that is absent from the user is unknown. */
export const holds = (user: object, fields: object): boolean =>
  Object.entries(fields).every(([key, wanted]) =>
    wanted === undefined || (holdsValue(valueAt(user, key), wanted) && (key in user || !isExpandable(key)))
  )

/** Whether a field is the same in two responses of a user. */
export const sameField = (a: object, b: object, key: string): boolean =>
  holdsValue(valueAt(a, key), valueAt(b, key)) && holdsValue(valueAt(b, key), valueAt(a, key))

const holdsValue = (stored: unknown, wanted: unknown): boolean => {
  if (sameJson(stored, wanted)) return true
  // The manager is set by id.
  if (isText(wanted)) return idsOf(stored).includes(wanted)
  return Array.isArray(wanted) && Array.isArray(stored) ? holdsAll(stored, wanted) : holdsItem(stored, wanted)
}

/** Whether two lists have the same references or contacts. The service returns them in any order. */
const holdsAll = (stored: ReadonlyArray<unknown>, wanted: ReadonlyArray<unknown>): boolean =>
  wanted.length > 0 &&
  wanted.every((each) => stored.some((item) => holdsItem(item, each))) &&
  stored.every((item) => wanted.some((each) => holdsItem(item, each)))

const holdsItem = (stored: unknown, wanted: unknown): boolean =>
  Predicate.isRecord(stored) && Predicate.isRecord(wanted) &&
  (isReference(wanted) ? holdsReference(stored, wanted) : isContact(wanted) && holdsContact(stored, wanted))

// --------------------------------------------------------------------------------------------------------- references

/** Returns the ids of a reference. A location is returned with its definition, which has the id that was sent. */
const idsOf = (u: unknown): ReadonlyArray<string> =>
  [valueAt(u, "id"), valueAt(valueAt(u, "locationDefinition"), "id")].filter(isText)

const isReference = (value: Value): boolean => idsOf(value).length > 0

/** Keys of a reference that belong to the reference itself, not to the object that it refers to. */
const ownKeys = ["notes", "coordinates"] as const

const holdsReference = (stored: Value, wanted: Value): boolean => {
  const ids = idsOf(stored)
  return idsOf(wanted).some((id) => ids.includes(id)) && ownKeys.every((key) => holdsKey(stored, wanted, key))
}

/** Whether a key has the wanted value. A key that is absent from the wanted value may have any. */
const holdsKey = (stored: Value, wanted: Value, key: string): boolean =>
  wanted[key] === undefined || sameJson(stored[key], wanted[key])

// ----------------------------------------------------------------------------------------------------------- contacts

const isContact = (value: Value): boolean => numbersOf(value).length > 0

const holdsContact = (stored: Value, wanted: Value): boolean => {
  const [numbers, wantedNumbers] = [numbersOf(stored), numbersOf(wanted)]
  return ["mediaType", "type", "integration"].every((key) => holdsKey(stored, wanted, key)) &&
    (stored["countryCode"] === undefined || holdsKey(stored, wanted, "countryCode")) &&
    numbers.length === wantedNumbers.length &&
    numbers.every((number, i) => sameNumber(number, wantedNumbers[i] ?? ""))
}

/**
 * Returns the number and the extension of a contact, or only one of them if the other is absent. If there is no
 * `address`, the number is in `display`; a `display` that equals the extension is the extension.
 */
const numbersOf = ({ address, display, extension }: Value): ReadonlyArray<string> =>
  [address ?? (display === extension ? undefined : display), extension].filter(isText).map(normalize)

/** Returns a number without punctuation, with a plus if it is international. Returns other text unchanged. */
const normalize = (text: string): string => {
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

/** A calling code (ITU-T E.164) after a plus, or a plus alone. */
const callingCode =
  /^\+(?:[17]|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|(?:2[1-689]|3[578]|42|5[09]|6[7-9]|8[035789]|9[679])\d)?$/

/**
 * Whether a national number can be the national form of an international one: the same digits without the calling code,
 * and in most countries with a leading zero.
 */
const isNationalOf = (national: string, international: string): boolean =>
  [national, national.replace(/^0/, "")].some((digits) =>
    digits.length >= 6 && international.endsWith(digits) && callingCode.test(international.slice(0, -digits.length))
  )
