import type * as Contact from "../../models/Contact.js"
import { refuseValue } from "../engine/refusal.js"

/*
 * Phone numbers in requests, in the store and in responses.
 *
 * The store contains a number in E.164, an extension, or both. A response has one of four forms: a number (`address`),
 * an extension of a pool (`extension` equal to `display`), a number with an extension (`extension` and `display`), or
 * an extension that is in no pool (`display` only, in parentheses).
 */

/** Calling codes by country. If several countries share a code, a number with the code belongs to the first of them. */
const callingCodes: ReadonlyMap<string, string> = new Map(Object.entries({
  US: "1",
  CA: "1",
  AE: "971",
  AR: "54",
  AT: "43",
  AU: "61",
  BE: "32",
  BR: "55",
  CH: "41",
  CL: "56",
  CN: "86",
  CO: "57",
  CZ: "420",
  DE: "49",
  DK: "45",
  ES: "34",
  FI: "358",
  FR: "33",
  GB: "44",
  HK: "852",
  HU: "36",
  IE: "353",
  IL: "972",
  IN: "91",
  IT: "39",
  JP: "81",
  KE: "254",
  KR: "82",
  MX: "52",
  MY: "60",
  NG: "234",
  NL: "31",
  NO: "47",
  NZ: "64",
  PH: "63",
  PL: "48",
  PT: "351",
  RO: "40",
  SE: "46",
  SG: "65",
  TR: "90",
  ZA: "27"
}))

const defaultCountry = "US"

const isPhone = ({ mediaType }: Contact.Contact): boolean => mediaType === "PHONE" || mediaType === "SMS"

const countryOf = (e164: string, preferred: string | undefined): string | undefined => {
  const fits = (country: string) => {
    const code = callingCodes.get(country)
    return code !== undefined && e164.startsWith(`+${code}`)
  }
  return preferred !== undefined && fits(preferred) ? preferred : [...callingCodes.keys()].find(fits)
}

/** Returns the number in E.164, or `undefined` if the text is not a phone number of the country. */
const toE164 = (text: string, country: string | undefined): string | undefined => {
  const digits = text.replace(/\D/g, "")
  const code = callingCodes.get(country ?? defaultCountry)
  const international = /^[\s(]*\+/.test(text) ? digits : digits.startsWith("00") ? digits.slice(2) : undefined
  if (international !== undefined) return /^[1-9]\d{6,14}$/.test(international) ? `+${international}` : undefined
  if (code === undefined) return undefined
  if (code === "1") return /^1?\d{10}$/.test(digits) ? `+1${digits.slice(-10)}` : undefined
  // Except in Italy, the zero at the beginning of a national number is not part of the international number.
  const national = country === "IT" ? digits : digits.replace(/^0/, "")
  return /^\d{6,13}$/.test(national) ? `+${code}${national}` : undefined
}

const isExtension = (digits: string): boolean => /^\d{1,9}$/.test(digits)

/** Converts a contact of a request to its stored form. The number is `address`, or `display` if `address` is absent. */
export const toStored = (contact: Contact.Contact, field: string): Contact.Contact => {
  const { address, countryCode, display, extension: given, ...rest } = contact
  if (!isPhone(contact)) {
    return {
      ...rest,
      ...(address === undefined ? {} : { address }),
      ...(given === undefined ? {} : { extension: given }),
      ...(countryCode === undefined ? {} : { countryCode })
    }
  }
  const extension = given?.replace(/[()]/g, "")
  const number = address ?? (display === given ? undefined : display)
  if (number === undefined) return { ...rest, ...(extension === undefined ? {} : { extension }) }
  const e164 = toE164(number, countryCode)
  const digits = number.replace(/\D/g, "")
  if (e164 === undefined && (number.includes("+") || !isExtension(digits))) {
    return refuseValue(`${field}.address`, number, "a phone number or an extension")
  }
  if (e164 === undefined) return { ...rest, extension: extension ?? digits }
  return phone(e164, extension, rest, countryCode)
}

/** Returns the stored form of a number. */
export const phone = (
  e164: string,
  extension: string | undefined,
  rest: Contact.Contact = { mediaType: "PHONE", type: "WORK" },
  country?: string
): Contact.Contact => {
  const countryCode = countryOf(e164, country)
  return {
    ...rest,
    address: e164,
    ...(countryCode === undefined ? {} : { countryCode }),
    ...(extension === undefined ? {} : { extension })
  }
}

const display = (e164: string): string => {
  const code = callingCodes.get(countryOf(e164, undefined) ?? "")
  if (code === undefined) return e164
  const national = e164.slice(1 + code.length)
  return `+${code} ${code === "1" ? national.replace(/^(\d{3})(\d{3})/, "$1-$2-") : national}`
}

/** Whether an extension is in one of the extension pools, which begin at 1000. */
const isPooled = (extension: string): boolean => /^[1-9]\d{3,8}$/.test(extension)

/** Converts a stored contact to the form in responses. */
export const toResponse = (contact: Contact.Contact): Contact.Contact => {
  if (!isPhone(contact)) return contact
  const { address, extension, ...rest } = contact
  if (extension === undefined) return address === undefined ? rest : { ...rest, address, display: display(address) }
  if (address !== undefined) return { ...rest, extension, display: display(address) }
  return isPooled(extension) ? { ...rest, extension, display: extension } : { ...rest, display: `(${extension})` }
}
