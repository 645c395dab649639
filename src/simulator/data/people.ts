import type * as Common from "../../models/Common.js"
import type * as Contact from "../../models/Contact.js"
import type * as Location from "../../models/Location.js"
import type * as User from "../../models/User.js"
import { hash, ids, pick, some } from "../engine/random.js"
import * as Words from "./names.js"
import { founded, type Organization } from "./organization.js"
import { phone } from "./phones.js"
import { iso } from "./time.js"

/*
 * Users out of a seed. Each is computed from the seed and the user's number alone, and both id and email address can be
 * read back to the number: so an organisation of any size takes no memory until somebody changes it.
 */

/** The place of a user in a location of the organisation. */
export interface Place extends Pick<Location.Location, "coordinates" | "notes"> {
  /** Id of the location. */
  readonly id: string
}

/** What is known of a user, as the store keeps it. */
export interface Account {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly username: string
  readonly state: Common.EntityState
  readonly version: number
  readonly divisionId: string
  readonly department?: string | undefined
  readonly title?: string | undefined
  readonly manager?: string | undefined
  readonly chat?: Contact.Chat | undefined
  /** As `phones.ts` stores them. */
  readonly addresses: ReadonlyArray<Contact.Contact>
  readonly images?: ReadonlyArray<User.UserImage> | undefined
  readonly preferredName?: string | undefined
  readonly acdAutoAnswer: boolean
  readonly profileSkills: ReadonlyArray<string>
  readonly certifications: ReadonlyArray<string>
  readonly locations: ReadonlyArray<Place>
  /** Ids. */
  readonly groups: ReadonlyArray<string>
  readonly biography?: User.Biography | undefined
  readonly employerInfo?: User.EmployerInfo | undefined
  /** Milliseconds. */
  readonly created: number
  /** Milliseconds. */
  readonly modified: number
  /** When the last invitation was sent, in milliseconds. */
  readonly invited?: number | undefined
}

/** How many users there are to begin with. The active ones have the lowest numbers. */
export interface Census {
  readonly active: number
  readonly inactive: number
  readonly deleted: number
}

/** Users before anything was changed. */
export interface People {
  readonly total: number
  readonly idOf: (ordinal: number) => string
  /** The number of an id, or -1. It may be of a user who is yet to be created. */
  readonly ordinalOf: (id: string) => number
  readonly account: (ordinal: number) => Account
  /** The number of the user who had an email address to begin with, or -1. */
  readonly ordinalOfEmail: (email: string) => number
  /** The numbers of the users whose manager a user was to begin with. */
  readonly reports: (ordinal: number) => ReadonlyArray<number>
}

const plain = (name: string): string => name.normalize("NFD").replace(/[^a-zA-Z]/g, "").toLowerCase()

const firstNames = Words.firstNames.map(plain)
const lastNames = Words.lastNames.map(plain)
const firstNumber = new Map(firstNames.map((name, index) => [name, index]))
const lastNumber = new Map(lastNames.map((name, index) => [name, index]))
const pairs = firstNames.length * lastNames.length

/** Where every address of a simulated organisation is: a name that no real one can have. */
export const domain = "simulated.example"

const emailPattern = /^([a-z]+)\.([a-z]+?)(\d*)@simulated\.example$/

const gcd = (a: number, b: number): number => b === 0 ? a : gcd(b, a % b)

/** How many people report to one manager. */
const span = 8

const day = 86_400_000

/** How many users are held ready. */
const mostHeld = 10_000

/** The people of a seed. */
export const make = (seed: number, census: Census, organization: Organization): People => {
  const total = census.active + census.inactive + census.deleted
  const { of: idOf, ordinal: ordinalOf } = ids(seed, "user")
  // A walk through all pairs of names that looks like none: a step that has no factor in common with their number.
  let step = 7919 + hash(seed, 1) % 7919
  while (gcd(step, pairs) !== 1) step++
  const offset = hash(seed, 2) % pairs
  let back = 1
  while ((back * step) % pairs !== 1) back++

  const pairOf = (ordinal: number): number => ((ordinal % pairs) * step + offset) % pairs

  const emailOf = (ordinal: number): string => {
    const pair = pairOf(ordinal)
    const round = Math.floor(ordinal / pairs)
    return `${firstNames[Math.floor(pair / lastNames.length)]}.${lastNames[pair % lastNames.length]}${
      round === 0 ? "" : round + 1
    }@${domain}`
  }

  const days: Array<string | undefined> = []
  const dayAfter = (number: number): string => days[number] ??= iso(founded + number * day).slice(0, 10)

  const generate = (ordinal: number): Account => {
    const pair = pairOf(ordinal)
    const firstName = pick(Words.firstNames, Math.floor(pair / lastNames.length))
    const lastName = pick(Words.lastNames, pair % lastNames.length)
    const id = idOf(ordinal)
    const email = emailOf(ordinal)
    const random = (field: number) => hash(seed, ordinal, field)
    const [department, ...titles] = pick(Words.departments, random(3))
    const modified = founded + (random(4) % 900) * day + random(19) % day
    const location = organization.locations.all[random(5) % organization.locations.all.length]
    const manager = ordinal === 0 || ordinal >= census.active ? undefined : Math.floor((ordinal - 1) / span)
    return {
      id,
      name: `${firstName} ${lastName}`,
      email,
      username: email,
      state: ordinal < census.active ? "active" : ordinal < census.active + census.inactive ? "inactive" : "deleted",
      version: 1 + random(6) % 40,
      divisionId: organization.divisions.all[random(7) % 10 < 7 ? 0 : 1 + random(7) % 2]?.id ?? "",
      department,
      title: ordinal === 0 ? "Managing Director" : titles[random(8) % titles.length],
      manager: manager === undefined ? undefined : idOf(manager),
      chat: { jabberId: jabberId(id) },
      addresses: [phone(`+1317555${String(random(9) % 10_000).padStart(4, "0")}`, String(1000 + ordinal))],
      acdAutoAnswer: random(10) % 5 === 0,
      profileSkills: some(Words.profileSkills, 0.15, random(11)),
      certifications: some(Words.certifications, 0.1, random(12)),
      locations: location === undefined ? [] : [{ id: location.id }],
      groups: some(organization.groups.all, 0.2, random(13)).map(({ id }) => id),
      biography: random(14) % 4 !== 0 ? undefined : {
        biography: `${firstName} joined ${department} and stayed.`,
        hobbies: some(Words.hobbies, 0.3, random(15)),
        education: [{ school: pick(Words.schools, random(16)), fieldOfStudy: department }]
      },
      employerInfo: {
        officialName: `${firstName} ${lastName}`,
        employeeId: `E${String(ordinal + 1).padStart(7, "0")}`,
        employeeType: random(17) % 6 === 0 ? "Part-time" : "Full-time",
        dateHire: dayAfter(random(18) % 1000)
      },
      created: modified - random(20) % day,
      modified,
      invited: modified
    }
  }

  // Small organisations are made once. Of large ones it is not worth the memory.
  const made: Array<Account | undefined> = []
  const account = (ordinal: number): Account =>
    ordinal < mostHeld ? made[ordinal] ??= generate(ordinal) : generate(ordinal)

  return {
    total,
    idOf,
    ordinalOf,
    account,
    ordinalOfEmail: (email) => {
      const [, first = "", last = "", round = ""] = emailPattern.exec(email) ?? []
      const i = firstNumber.get(first)
      const j = lastNumber.get(last)
      if (i === undefined || j === undefined) return -1
      const position = (i * lastNames.length + j - offset + pairs) % pairs
      const ordinal = (position * back) % pairs + (round === "" ? 0 : Number(round) - 1) * pairs
      return ordinal < total && emailOf(ordinal) === email ? ordinal : -1
    },
    reports: (ordinal) => {
      const first = ordinal * span + 1
      const length = Math.max(0, Math.min(first + span, census.active) - first)
      return ordinal < census.active ? Array.from({ length }, (_, i) => first + i) : []
    }
  }
}

/** The chat address of a user. */
export const jabberId = (id: string): string => `${id.replaceAll("-", "")}@simulated.orgspan.example`
