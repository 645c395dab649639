import type * as CallForwarding from "../../models/CallForwarding.js"
import type * as Common from "../../models/Common.js"
import type * as CustomAttributes from "../../models/CustomAttributes.js"
import type * as DirectRoutingBackup from "../../models/DirectRoutingBackup.js"
import type * as Location from "../../models/Location.js"
import type * as Routing from "../../models/Routing.js"
import type * as User from "../../models/User.js"
import type * as Utilization from "../../models/Utilization.js"
import { hash, pick, subsetOf } from "../engine/random.js"
import * as ExternalIds from "./externalIds.js"
import * as Grants from "./grants.js"
import * as Names from "./names.js"
import type { Organization } from "./organization.js"
import type { People } from "./people.js"
import * as Tables from "./table.js"
import * as Verifiers from "./verifiers.js"

/*
 * The data of users, except their accounts. The initial values of the initial users depend on the seed. Users who were
 * created later all have the same initial values.
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

/** Ids of the stations of a user. */
export interface Stations {
  readonly associated?: string | undefined
  /** Time of the association, in milliseconds since 1970. */
  readonly associatedAt?: number | undefined
  readonly default?: string | undefined
  /** The station that was associated before. */
  readonly last?: string | undefined
}

/** A password. */
export interface Password {
  readonly value: string
  /** Time at which a request set the password, in milliseconds since 1970. `undefined` for the initial password. */
  readonly changed: number | undefined
}

/** A routing status that a request has set. */
export interface StatusChange {
  readonly status: Routing.RoutingStatusValue
  /** Time of the request, in milliseconds since 1970. */
  readonly at: number
}

/** The custom attributes of a user that one schema defines. */
export interface Attributes {
  readonly schemaId: string
  /** Version of the schema with which they were written. */
  readonly schemaVersion: number
  readonly attributes: CustomAttributes.UserCustomAttributes["attributes"]
}

/** The aspects of a user, except the account. */
export interface Aspects {
  readonly skills: ReadonlyArray<Proficiency>
  readonly languages: ReadonlyArray<Proficiency>
  readonly queues: ReadonlyArray<Membership>
  /** Roles that the user has directly, not by groups. */
  readonly roles: Grants.Grants
  readonly stations: Stations
  readonly callForwarding: CallForwarding.CallForwarding
  readonly outOfOffice: User.OutOfOffice
  readonly geolocations: ReadonlyArray<Location.Geolocation & { readonly id: string }>
  readonly externalIds: ReadonlyArray<ExternalIds.ExternalId>
  readonly customAttributes: ReadonlyArray<Attributes>
  readonly passwords: Password
  /**
   * The routing statuses that requests have set, oldest first. Before the first one, the history depends on the seed.
   */
  readonly routingStatus: ReadonlyArray<StatusChange>
  /** The utilization of the user. Values that are absent are those of the organization. */
  readonly utilization: Utilization.UtilizationRequest
  readonly verifiers: Verifiers.Verifiers
  /** The direct routing backup of the user, or an empty object. */
  readonly directRoutingBackup: Omit<DirectRoutingBackup.AgentDirectRoutingBackupSettings, "backedUpUsers">
}

/** A table for each aspect. */
export type AspectTables = { readonly [K in keyof Aspects]: Tables.Table<Aspects[K]> }

/** A table for each aspect, with the indexes of those that have one. */
export interface IndexedTables extends AspectTables {
  readonly externalIds: ExternalIds.ExternalIds
}

/** Names of the aspects. */
export const aspectNames: ReadonlyArray<keyof Aspects> = [
  "skills",
  "languages",
  "queues",
  "roles",
  "stations",
  "callForwarding",
  "outOfOffice",
  "geolocations",
  "externalIds",
  "customAttributes",
  "passwords",
  "routingStatus",
  "utilization",
  "directRoutingBackup",
  "verifiers"
]

/** The initial password of every simulated user. */
export const firstPassword = "Simulated-1"

type Random = (ordinal: number, field: number) => number

const proficiencies = (
  random: Random,
  all: ReadonlyArray<{ readonly id: string }>,
  share: number,
  field: number
) =>
(ordinal: number): ReadonlyArray<Proficiency> =>
  subsetOf(all, share, random(ordinal, field)).map(({ id }, index) => ({
    id,
    proficiency: 1 + random(ordinal, field + index + 1) % 5,
    state: "active"
  }))

const queuesOf = (random: Random, { queues }: Organization) => (ordinal: number): ReadonlyArray<Membership> =>
  subsetOf(queues.all, 0.2, random(ordinal, 1)).map(({ id }, index) => ({
    id,
    joined: random(ordinal, 300 + index) % 4 !== 0
  }))

/** Returns the roles of an initial user. The first user is Admin in all divisions. Other roles are for one division. */
const rolesOf = (random: Random, organization: Organization, people: People) => (ordinal: number): Grants.Grants => {
  const { divisionId } = people.account(ordinal)
  return [
    ...Grants.initial(organization, ["Employee"], divisionId),
    ...ordinal === 0
      ? Grants.initial(organization, ["Admin"], Grants.everywhere)
      : Grants.initial(organization, [random(ordinal, 2) % 12 === 0 ? "Supervisor" : "Agent"], divisionId)
  ]
}

const geolocationsOf = (random: Random, { stations }: Organization) => (ordinal: number): Aspects["geolocations"] => {
  const [city, region, country, _code, latitude, longitude] = pick(Names.cities, random(ordinal, 4))
  return [{ id: stations.of(ordinal), type: "desktop", primary: true, latitude, longitude, city, region, country }]
}

/** Makes the tables of a seed. */
export const make = (seed: number, organization: Organization, people: People): IndexedTables => {
  const random: Random = (ordinal, field) => hash(seed, ordinal, 100 + field)
  const { languages, skills, stations } = organization
  /** Makes a table from the initial values of the initial users, and the initial value of users created later. */
  const table = <A>(seeded: (ordinal: number) => A, created: A): Tables.Table<A> =>
    Tables.make((ordinal) => ordinal < people.total ? seeded(ordinal) : created)

  return {
    skills: table(proficiencies(random, skills.all, 0.15, 100), []),
    languages: table(proficiencies(random, languages.all, 0.12, 200), []),
    queues: table(queuesOf(random, organization), []),
    roles: table(
      rolesOf(random, organization, people),
      Grants.initial(organization, ["Employee"], Grants.homeDivision(organization))
    ),
    stations: table<Stations>((ordinal) => random(ordinal, 3) % 3 === 0 ? { default: stations.of(ordinal) } : {}, {}),
    callForwarding: table<CallForwarding.CallForwarding>(
      () => ({ enabled: false, calls: [], voicemail: "PURECLOUD" }),
      { enabled: false }
    ),
    outOfOffice: table<User.OutOfOffice>(
      () => ({ active: false, indefinite: false }),
      { active: false, indefinite: false }
    ),
    geolocations: table(geolocationsOf(random, organization), []),
    externalIds: ExternalIds.make(),
    customAttributes: table<ReadonlyArray<Attributes>>(() => [], []),
    // The clock of a test can begin in 1970, so a first password has no time.
    passwords: Tables.make<Password>(() => ({ value: firstPassword, changed: undefined })),
    routingStatus: table<ReadonlyArray<StatusChange>>(() => [], []),
    verifiers: table<Verifiers.Verifiers>(() => Verifiers.none, Verifiers.none),
    utilization: table<Utilization.UtilizationRequest>(() => ({}), {}),
    directRoutingBackup: table<Aspects["directRoutingBackup"]>(() => ({}), {})
  }
}
