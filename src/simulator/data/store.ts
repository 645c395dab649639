import type * as CallForwarding from "../../models/CallForwarding.js"
import type * as Common from "../../models/Common.js"
import type * as Location from "../../models/Location.js"
import type * as Routing from "../../models/Routing.js"
import type * as User from "../../models/User.js"
import { hash, pick, some } from "../engine/random.js"
import * as Words from "./names.js"
import * as Organizations from "./organization.js"
import * as People from "./people.js"
import * as Ranks from "./ranks.js"

/*
 * What an organisation holds. Users are numbered; each aspect of them is a table that is computed from the seed until
 * somebody writes to it. Values are never changed in place, so a snapshot is a copy of what was written.
 */

/** A skill or a language of a user. */
export interface Proficiency {
  readonly id: string
  readonly proficiency: number
  readonly state: Common.EntityState
}

/** A queue of a user. */
export interface Membership {
  readonly id: string
  readonly joined: boolean
}

/** The stations of a user, by id. */
export interface Stations {
  readonly associated?: string | undefined
  /** Milliseconds. */
  readonly associatedAt?: number | undefined
  readonly default?: string | undefined
  readonly last?: string | undefined
}

/** A password, and since when, in milliseconds. */
export interface Password {
  readonly value: string
  readonly changed: number
}

/** A routing status that was set, and since when, in milliseconds. */
export interface StatusChange {
  readonly status: Routing.RoutingStatusValue
  readonly at: number
}

/** The aspects of a user that can be written. */
export interface Aspects {
  readonly accounts: People.Account
  readonly skills: ReadonlyArray<Proficiency>
  readonly languages: ReadonlyArray<Proficiency>
  readonly queues: ReadonlyArray<Membership>
  /** Ids of roles. */
  readonly roles: ReadonlyArray<string>
  readonly stations: Stations
  readonly callForwarding: CallForwarding.CallForwarding
  readonly outOfOffice: User.OutOfOffice
  readonly geolocations: ReadonlyArray<Location.Geolocation & { readonly id: string }>
  readonly passwords: Password
  /** What was set, oldest first. Before that, the simulated day goes on. */
  readonly routingStatus: ReadonlyArray<StatusChange>
}

/** One aspect of all users. */
export interface Table<A> {
  readonly get: (ordinal: number) => A
  readonly put: (ordinal: number, value: A) => void
  readonly written: ReadonlyMap<number, A>
}

/** What was written since the beginning, as plain values that JSON can hold. */
export interface Snapshot {
  readonly seed: number
  readonly census: People.Census
  /** Users created since. */
  readonly created: number
  readonly written: { readonly [K in keyof Aspects]: ReadonlyArray<readonly [ordinal: number, value: Aspects[K]]> }
}

type Tables = { readonly [K in keyof Aspects]: Table<Aspects[K]> }

/** The store. */
export interface Store extends Tables {
  readonly seed: number
  readonly organization: Organizations.Organization
  readonly people: People.People
  /** The number of a user's id, or -1. */
  readonly ordinalOf: (id: string) => number
  /** The number of the user who holds an email address, or -1. Deleted users hold theirs. */
  readonly holderOf: (email: string) => number
  /** All users, or those of a state, in the order they were created. */
  readonly listed: (state?: Common.EntityState) => Ranks.Ranks
  /** The numbers of the users whose manager a user is, deleted ones not among them. */
  readonly reportsOf: (ordinal: number) => ReadonlyArray<number>
  /** The numbers of the users that a user has marked. */
  readonly favoritesOf: (ordinal: number) => ReadonlyArray<number>
  /** The number that the next user to be created will have. */
  readonly next: () => number
  /** What searches see of a user: it may lag behind, and not know a new one yet. */
  readonly searched: (ordinal: number) => People.Account | undefined
  /** The numbers of the users whom a search for an email address can find. */
  readonly searchedByEmail: (email: string) => ReadonlyArray<number>
  /** Tells the time, in milliseconds. */
  readonly tick: (now: number) => void
  readonly snapshot: () => Snapshot
  /** Whether a snapshot is of such a store. */
  readonly fits: (snapshot: Snapshot) => boolean
  readonly restore: (snapshot: Snapshot) => void
}

/** The password that every simulated user has to begin with. */
export const firstPassword = "Simulated-1"

const states = ["active", "inactive", "deleted"] as const

/** The store of a seed, before anything is written. What is written is known to searches `searchLag` milliseconds later. */
export const make = (
  seed: number,
  census: People.Census,
  searchLag: number,
  roles?: Organizations.Roles
): Store => {
  const organization = Organizations.make(seed, roles)
  const people = People.make(seed, census, organization)

  let created = 0
  let emails = new Map<string, number>()
  let ranks: ReadonlyMap<string, Ranks.Ranks>
  let everybody: Ranks.Ranks
  let time = 0
  let index = new Map<number, People.Account>()
  let unsettled: Array<{ readonly due: number; readonly ordinal: number; readonly account: People.Account }> = []
  const clear = () => {
    index = new Map()
    unsettled = []
    created = 0
    emails = new Map()
    ranks = new Map([
      ["active", Ranks.make(0, census.active)],
      ["inactive", Ranks.make(census.active, census.active + census.inactive)],
      ["deleted", Ranks.make(census.active + census.inactive, people.total)]
    ])
    everybody = Ranks.make(0, people.total)
  }
  clear()

  const clearings: Array<() => void> = [clear]
  /** A table whose values come from the seed for users of the seed, and are all the same for those created since. */
  const table = <A>(seeded: (ordinal: number) => A, fresh: (ordinal: number) => A): Table<A> => {
    const written = new Map<number, A>()
    clearings.push(() => written.clear())
    return {
      get: (ordinal) => written.get(ordinal) ?? (ordinal < people.total ? seeded(ordinal) : fresh(ordinal)),
      put: (ordinal, value) => void written.set(ordinal, value),
      written
    }
  }
  const random = (ordinal: number, field: number) => hash(seed, ordinal, 100 + field)

  const accounts = table(people.account, (ordinal): People.Account => {
    throw new Error(`no user has the number ${ordinal}`)
  })
  const exists = (ordinal: number) => ordinal >= 0 && ordinal < people.total + created

  const put = (ordinal: number, account: People.Account): void => {
    if (ordinal >= people.total + created) {
      created = ordinal + 1 - people.total
      everybody.add(ordinal)
      ranks.get(account.state)?.add(ordinal)
    } else {
      const before = accounts.get(ordinal)
      if (before.state !== account.state) {
        ranks.get(before.state)?.remove(ordinal)
        ranks.get(account.state)?.add(ordinal)
      }
      if (emails.get(before.email) === ordinal) emails.delete(before.email)
    }
    emails.set(account.email, ordinal)
    accounts.put(ordinal, account)
    if (searchLag === 0) index.set(ordinal, account)
    else unsettled.push({ due: time + searchLag, ordinal, account })
  }

  const settle = (until: number): void => {
    const open = unsettled.findIndex(({ due }) => due > until)
    const settled = open < 0 ? unsettled.splice(0) : unsettled.splice(0, open)
    for (const { account, ordinal } of settled) index.set(ordinal, account)
  }

  const proficiencies = (all: ReadonlyArray<{ readonly id: string }>, share: number, field: number) =>
  (
    ordinal: number
  ): ReadonlyArray<Proficiency> =>
    some(all, share, random(ordinal, field)).map(({ id }, index) => ({
      id,
      proficiency: 1 + random(ordinal, field + index + 1) % 5,
      state: "active"
    }))

  const roleNamed = (name: string): ReadonlyArray<string> =>
    organization.roles.all.flatMap((role) => role.name === name ? [role.id] : [])

  const tables: Tables = {
    accounts: { ...accounts, put },
    skills: table(proficiencies(organization.skills.all, 0.15, 100), () => []),
    languages: table(proficiencies(organization.languages.all, 0.12, 200), () => []),
    queues: table<Aspects["queues"]>(
      (ordinal) =>
        some(organization.queues.all, 0.2, random(ordinal, 1)).map(({ id }, index) => ({
          id,
          joined: random(ordinal, 300 + index) % 4 !== 0
        })),
      () => []
    ),
    roles: table<Aspects["roles"]>(
      (ordinal) => [
        ...roleNamed("Employee"),
        ...roleNamed(ordinal === 0 ? "Admin" : random(ordinal, 2) % 12 === 0 ? "Supervisor" : "Agent")
      ],
      () => roleNamed("Employee")
    ),
    stations: table<Aspects["stations"]>(
      (ordinal) => random(ordinal, 3) % 3 === 0 ? { default: organization.stations.of(ordinal) } : {},
      () => ({})
    ),
    callForwarding: table<Aspects["callForwarding"]>(
      () => ({ enabled: false, calls: [], voicemail: "PURECLOUD" }),
      () => ({ enabled: false })
    ),
    outOfOffice: table<Aspects["outOfOffice"]>(
      () => ({ active: false, indefinite: false }),
      () => ({ active: false, indefinite: false })
    ),
    geolocations: table<Aspects["geolocations"]>(
      (ordinal) => {
        const [city, region, country, _code, latitude, longitude] = pick(Words.cities, random(ordinal, 4))
        return [{
          id: organization.stations.of(ordinal),
          type: "desktop",
          primary: true,
          latitude,
          longitude,
          city,
          region,
          country
        }]
      },
      () => []
    ),
    passwords: table<Aspects["passwords"]>(
      (ordinal) => ({ value: firstPassword, changed: people.account(ordinal).modified }),
      () => ({ value: firstPassword, changed: 0 })
    ),
    routingStatus: table<Aspects["routingStatus"]>(() => [], () => [])
  }

  return {
    ...tables,
    seed,
    organization,
    people,
    ordinalOf: (id) => {
      const ordinal = people.ordinalOf(id)
      return exists(ordinal) ? ordinal : -1
    },
    holderOf: (email) => {
      const ordinal = emails.get(email) ?? people.ordinalOfEmail(email)
      return ordinal >= 0 && tables.accounts.get(ordinal).email === email ? ordinal : -1
    },
    listed: (state) => state === undefined ? everybody : ranks.get(state) ?? Ranks.make(0, 0),
    reportsOf: (ordinal) => {
      const { id } = tables.accounts.get(ordinal)
      const reports = people.reports(ordinal).filter((report) => !accounts.written.has(report))
      for (const [report, account] of accounts.written) {
        if (account.manager === id) reports.push(report)
      }
      return reports.filter((report) => tables.accounts.get(report).state !== "deleted").sort((a, b) => a - b)
    },
    favoritesOf: (ordinal) =>
      ordinal >= people.total
        ? []
        : [...new Set([1, 2, 3, 4, 5].map((place) => random(ordinal, 10 + place) % people.total))].filter((favorite) =>
          favorite !== ordinal && tables.accounts.get(favorite).state !== "deleted"
        ).sort((a, b) => a - b),
    next: () => people.total + created,
    searched: (ordinal) => index.get(ordinal) ?? (ordinal < people.total ? people.account(ordinal) : undefined),
    searchedByEmail: (email) => {
      const found = new Set<number>()
      const seeded = people.ordinalOfEmail(email)
      if (seeded >= 0) found.add(seeded)
      for (const [ordinal, account] of index) if (account.email.toLowerCase() === email) found.add(ordinal)
      return [...found].sort((a, b) => a - b)
    },
    tick: (now) => {
      time = now
      if (unsettled.length > 0) settle(now)
    },
    snapshot: () => ({
      seed,
      census,
      created,
      written: {
        accounts: entries(tables.accounts),
        skills: entries(tables.skills),
        languages: entries(tables.languages),
        queues: entries(tables.queues),
        roles: entries(tables.roles),
        stations: entries(tables.stations),
        callForwarding: entries(tables.callForwarding),
        outOfOffice: entries(tables.outOfOffice),
        geolocations: entries(tables.geolocations),
        passwords: entries(tables.passwords),
        routingStatus: entries(tables.routingStatus)
      }
    }),
    fits: (snapshot) => snapshot.seed === seed && states.every((state) => snapshot.census[state] === census[state]),
    restore: (snapshot) => {
      clearings.forEach((clear) => clear())
      const fill = <K extends keyof Aspects>(name: K) => {
        for (const [ordinal, value] of snapshot.written[name]) tables[name].put(ordinal, value)
      }
      for (const [ordinal, account] of snapshot.written.accounts) put(ordinal, account)
      for (const name of aspects) fill(name)
      settle(Infinity)
    }
  }
}

/** What was written, in the order of the users' numbers. */
const entries = <A>({ written }: Table<A>): ReadonlyArray<readonly [ordinal: number, value: A]> =>
  [...written].sort(([a], [b]) => a - b)

const aspects: ReadonlyArray<keyof Aspects> = [
  "skills",
  "languages",
  "queues",
  "roles",
  "stations",
  "callForwarding",
  "outOfOffice",
  "geolocations",
  "passwords",
  "routingStatus"
]
