import type * as Common from "../../models/Common.js"
import type * as Contact from "../../models/Contact.js"
import type * as Location from "../../models/Location.js"
import type * as User from "../../models/User.js"
import type * as UserState from "../../models/UserState.js"
import { hash, ids, pick, subsetOf } from "../engine/random.js"
import * as Names from "./names.js"
import { domain, founded, type Organization } from "./organization.js"
import { phone } from "./phones.js"
import { day, iso } from "./time.js"

/*
 * The initial users of a seed. Users are identified by ordinals: whole numbers from 0, in the order of creation. Each
 * user is computed from the seed and the ordinal, and the ordinal can be computed from the id and from the email
 * address. So an organization of any size needs little memory until it is changed.
 */

/** The place of a user at a location. */
export interface Place extends Pick<Location.Location, "coordinates" | "notes"> {
  /** Id of the location. */
  readonly id: string
}

/** A user in the store. */
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
  /** Contacts in the stored form that `phones.ts` describes. */
  readonly addresses: ReadonlyArray<Contact.Contact>
  readonly images?: ReadonlyArray<User.UserImage> | undefined
  readonly preferredName?: string | undefined
  readonly acdAutoAnswer: boolean
  readonly profileSkills: ReadonlyArray<string>
  readonly certifications: ReadonlyArray<string>
  readonly locations: ReadonlyArray<Place>
  /** Ids of groups. */
  readonly groups: ReadonlyArray<string>
  readonly biography?: User.Biography | undefined
  readonly employerInfo?: User.EmployerInfo | undefined
  /** Time of the creation, in milliseconds since 1970. */
  readonly created: number
  /** Time of the last change, in milliseconds since 1970. */
  readonly modified: number
  /** Time of the last invitation, in milliseconds since 1970. */
  readonly invited?: number | undefined
  /** The last change of the state. Absent if a request has not changed it. */
  readonly stateChange?: StateChange | undefined
}

/** A change of the state of a user. */
export interface StateChange {
  readonly reason: UserState.StateChangeReason
  /** Milliseconds since 1970. */
  readonly at: number
}

/** Initial number of users of each state. Active users have the lowest ordinals, deleted users the highest. */
export interface Census {
  readonly active: number
  readonly inactive: number
  readonly deleted: number
}

/** The initial users of a seed. */
export interface People {
  readonly total: number
  readonly idOf: (ordinal: number) => string
  /** Returns the ordinal of an id, or -1 if it is not the id of a user. The user need not exist yet. */
  readonly ordinalOf: (id: string) => number
  readonly account: (ordinal: number) => Account
  /** Returns the user who has this initial email address, or -1 if there is none. */
  readonly ordinalOfEmail: (email: string) => number
  /** Returns the initial direct reports of a user. */
  readonly reports: (ordinal: number) => ReadonlyArray<number>
}

/** Returns the chat address of a user. */
export const jabberId = (id: string): string => `${id.replaceAll("-", "")}@simulated.orgspan.example`

// ------------------------------------------------------------------------------------- names and email addresses

const toAscii = (name: string): string => name.normalize("NFD").replace(/[^a-zA-Z]/g, "").toLowerCase()

const firstNames = Names.firstNames.map(toAscii)
const lastNames = Names.lastNames.map(toAscii)
const firstNameIndex = new Map(firstNames.map((name, index) => [name, index]))
const lastNameIndex = new Map(lastNames.map((name, index) => [name, index]))
const pairCount = firstNames.length * lastNames.length

const emailPattern = new RegExp(`^([a-z]+)\\.([a-z]+?)(\\d*)@${domain.replace(".", "\\.")}$`)

const gcd = (a: number, b: number): number => b === 0 ? a : gcd(b, a % b)

/** The names and email addresses of users. */
interface Naming {
  readonly firstName: (ordinal: number) => string
  readonly lastName: (ordinal: number) => string
  readonly email: (ordinal: number) => string
  /** Returns the ordinal of an email address, or -1 if the address has another form. */
  readonly ordinalOfEmail: (email: string) => number
}

/**
 * Assigns pairs of a first and a last name to ordinals, in a pseudo-random order. When all pairs are used, they are
 * used again, and the email addresses get a number.
 */
const namingOf = (seed: number): Naming => {
  // If the step is coprime to the number of pairs, each pair is visited once.
  let step = 7919 + hash(seed, 1) % 7919
  while (gcd(step, pairCount) !== 1) step++
  const offset = hash(seed, 2) % pairCount
  let inverse = 1
  while ((inverse * step) % pairCount !== 1) inverse++

  const pairOf = (ordinal: number): number => ((ordinal % pairCount) * step + offset) % pairCount
  const firstIndex = (ordinal: number): number => Math.floor(pairOf(ordinal) / lastNames.length)
  const lastIndex = (ordinal: number): number => pairOf(ordinal) % lastNames.length
  return {
    firstName: (ordinal) => pick(Names.firstNames, firstIndex(ordinal)),
    lastName: (ordinal) => pick(Names.lastNames, lastIndex(ordinal)),
    email: (ordinal) => {
      const round = Math.floor(ordinal / pairCount)
      const suffix = round === 0 ? "" : round + 1
      return `${firstNames[firstIndex(ordinal)]}.${lastNames[lastIndex(ordinal)]}${suffix}@${domain}`
    },
    ordinalOfEmail: (email) => {
      const [, first = "", last = "", round = ""] = emailPattern.exec(email) ?? []
      const i = firstNameIndex.get(first)
      const j = lastNameIndex.get(last)
      if (i === undefined || j === undefined) return -1
      const position = (i * lastNames.length + j - offset + pairCount) % pairCount
      return (position * inverse) % pairCount + (round === "" ? 0 : Number(round) - 1) * pairCount
    }
  }
}

// ---------------------------------------------------------------------------------------------------------- accounts

/** Number of users who report to one manager. */
const span = 8

/** Maximum number of users whose computed accounts are cached. */
const maxCached = 10_000

const stateOf = ({ active, inactive }: Census, ordinal: number): Common.EntityState =>
  ordinal < active ? "active" : ordinal < active + inactive ? "inactive" : "deleted"

const dates: Array<string | undefined> = []

/** Returns the date a number of days after the organization was founded. */
const dateAfter = (days: number): string => dates[days] ??= iso(founded + days * day).slice(0, 10)

const biographyOf = (firstName: string, department: string, random: (field: number) => number) =>
  random(14) % 4 !== 0 ? undefined : {
    biography: `${firstName} joined ${department} and stayed.`,
    hobbies: subsetOf(Names.hobbies, 0.3, random(15)),
    education: [{ school: pick(Names.schools, random(16)), fieldOfStudy: department }]
  }

const employerInfoOf = (name: string, ordinal: number, random: (field: number) => number) => ({
  officialName: name,
  employeeId: `E${String(ordinal + 1).padStart(7, "0")}`,
  employeeType: random(17) % 6 === 0 ? "Part-time" : "Full-time",
  dateHire: dateAfter(random(18) % 1000)
})

/** The values from which the accounts of a seed are computed. */
interface Source {
  readonly seed: number
  readonly census: Census
  readonly organization: Organization
  readonly naming: Naming
  readonly idOf: (ordinal: number) => string
}

/** Computes the account of a user. */
const generate = ({ census, idOf, naming, organization, seed }: Source, ordinal: number): Account => {
  const id = idOf(ordinal)
  const firstName = naming.firstName(ordinal)
  const name = `${firstName} ${naming.lastName(ordinal)}`
  const email = naming.email(ordinal)
  const random = (field: number) => hash(seed, ordinal, field)
  const [department, ...titles] = pick(Names.departments, random(3))
  const modified = founded + (random(4) % 900) * day + random(19) % day
  const location = organization.locations.all[random(5) % organization.locations.all.length]
  const hasManager = ordinal > 0 && ordinal < census.active
  return {
    id,
    name,
    email,
    username: email,
    state: stateOf(census, ordinal),
    version: 1 + random(6) % 40,
    divisionId: organization.divisions.all[random(7) % 10 < 7 ? 0 : 1 + random(7) % 2]?.id ?? "",
    department,
    title: ordinal === 0 ? "Managing Director" : titles[random(8) % titles.length],
    manager: hasManager ? idOf(Math.floor((ordinal - 1) / span)) : undefined,
    chat: { jabberId: jabberId(id) },
    addresses: [phone(`+1317555${String(random(9) % 10_000).padStart(4, "0")}`, String(1000 + ordinal))],
    acdAutoAnswer: random(10) % 5 === 0,
    profileSkills: subsetOf(Names.profileSkills, 0.15, random(11)),
    certifications: subsetOf(Names.certifications, 0.1, random(12)),
    locations: location === undefined ? [] : [{ id: location.id }],
    groups: subsetOf(organization.groups.all, 0.2, random(13)).map(({ id }) => id),
    biography: biographyOf(firstName, department, random),
    employerInfo: employerInfoOf(name, ordinal, random),
    created: modified - random(20) % day,
    modified,
    invited: modified
  }
}

/** Makes the initial users of a seed. */
export const make = (seed: number, census: Census, organization: Organization): People => {
  const total = census.active + census.inactive + census.deleted
  const { of: idOf, ordinal: ordinalOf } = ids(seed, "user")
  const naming = namingOf(seed)
  const source: Source = { seed, census, organization, naming, idOf }
  const cached: Array<Account | undefined> = []
  return {
    total,
    idOf,
    ordinalOf,
    account: (ordinal) =>
      ordinal < maxCached ? cached[ordinal] ??= generate(source, ordinal) : generate(source, ordinal),
    ordinalOfEmail: (email) => {
      const ordinal = naming.ordinalOfEmail(email)
      return ordinal >= 0 && ordinal < total && naming.email(ordinal) === email ? ordinal : -1
    },
    reports: (ordinal) => {
      const first = ordinal * span + 1
      const length = Math.max(0, Math.min(first + span, census.active) - first)
      return ordinal < census.active ? Array.from({ length }, (_, i) => first + i) : []
    }
  }
}
