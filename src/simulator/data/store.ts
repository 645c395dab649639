import type * as CustomAttributes from "../../models/CustomAttributes.js"
import { hash } from "../engine/random.js"
import * as Accounts from "./accounts.js"
import * as Aspects from "./aspects.js"
import * as Grants from "./grants.js"
import * as Jobs from "./jobs.js"
import * as Organizations from "./organization.js"
import * as People from "./people.js"
import * as SearchIndex from "./searchIndex.js"
import * as Tables from "./table.js"

/*
 * The data of an organization. Each aspect of the users is in a table, by the ordinal of the user. A table computes the
 * initial values from the seed, and keeps only values that were written. Values are immutable, so a snapshot only needs
 * to copy the lists of written values.
 */

type Written<A> = ReadonlyArray<readonly [ordinal: number, value: A]>

type WrittenAspects = { readonly [K in keyof Aspects.Aspects]: Written<Aspects.Aspects[K]> }

/** The versions of a schema of custom attributes, oldest first. A deleted schema has none. */
type Versions = ReadonlyArray<CustomAttributes.DataSchema>

/** All values that were written since the initial state, in a form that JSON can represent. */
export interface Snapshot {
  readonly seed: number
  readonly census: People.Census
  /** Number of users who were created. */
  readonly created: number
  readonly written: {
    readonly accounts: Written<People.Account>
    readonly groupGrants: Written<Grants.Grants>
    readonly clientGrants: Written<Grants.Grants>
    /** The versions of each schema, by the ordinal of the schema. */
    readonly customAttributeSchemas: Written<Versions>
    readonly jobs: Written<Jobs.Job | null>
  } & WrittenAspects
}

/** The data of an organization. */
export interface Store extends Aspects.IndexedTables, Grants.GrantTables, Jobs.JobTable {
  readonly seed: number
  readonly clients: ReadonlyArray<Grants.ClientSubject>
  readonly organization: Organizations.Organization
  readonly people: People.People
  readonly accounts: Accounts.Accounts
  readonly searchIndex: SearchIndex.SearchIndex
  /** The schemas of custom attributes, by their ordinals: whole numbers from 0, in the order of creation. */
  readonly customAttributeSchemas: Tables.Table<Versions>
  /** Returns the ordinal of a user by the id, or -1 if the user does not exist. */
  readonly ordinalOf: (id: string) => number
  /** Returns the favorites of a user, without deleted users. */
  readonly favoritesOf: (ordinal: number) => ReadonlyArray<number>
  readonly snapshot: () => Snapshot
  /** Whether a snapshot has the same seed and the same initial numbers of users. */
  readonly fits: (snapshot: Snapshot) => boolean
  /** Replaces all written values by those of a snapshot. */
  readonly restore: (snapshot: Snapshot) => void
}

/** The store, and the current time. */
export interface StoreAt {
  readonly store: Store
  /** Milliseconds since 1970. */
  readonly now: number
}

/** Options of a store. */
export interface Options {
  readonly seed: number
  readonly census: People.Census
  /** Milliseconds until searches find a change. */
  readonly searchLag: number
  /** Permissions of each role. Default: the roles of an organization without custom operations. */
  readonly roles?: Organizations.Roles
  /** OAuth clients, which can have roles. Default: none. */
  readonly clients?: ReadonlyArray<Grants.ClientSubject>
}

/** Returns the values that were written to the tables. */
const writtenTo = (
  accounts: Accounts.Accounts,
  tables: Aspects.AspectTables & Grants.GrantTables & Jobs.JobTable & Pick<Store, "customAttributeSchemas">
): Snapshot["written"] => ({
  accounts: Tables.entries(accounts),
  groupGrants: Tables.entries(tables.groupGrants),
  clientGrants: Tables.entries(tables.clientGrants),
  customAttributeSchemas: Tables.entries(tables.customAttributeSchemas),
  jobs: Tables.entries(tables.jobs),
  skills: Tables.entries(tables.skills),
  languages: Tables.entries(tables.languages),
  queues: Tables.entries(tables.queues),
  roles: Tables.entries(tables.roles),
  stations: Tables.entries(tables.stations),
  callForwarding: Tables.entries(tables.callForwarding),
  outOfOffice: Tables.entries(tables.outOfOffice),
  geolocations: Tables.entries(tables.geolocations),
  externalIds: Tables.entries(tables.externalIds),
  customAttributes: Tables.entries(tables.customAttributes),
  passwords: Tables.entries(tables.passwords),
  routingStatus: Tables.entries(tables.routingStatus),
  utilization: Tables.entries(tables.utilization),
  directRoutingBackup: Tables.entries(tables.directRoutingBackup),
  verifiers: Tables.entries(tables.verifiers)
})

const refill = <A>(table: Tables.Table<A>, written: Written<A>): void => {
  table.clear()
  for (const [ordinal, value] of written) table.put(ordinal, value)
}

/** Makes a store in its initial state. */
export const make = ({ census, clients = [], roles, searchLag, seed }: Options): Store => {
  const organization = Organizations.make(seed, roles)
  const people = People.make(seed, census, organization)
  const searchIndex = SearchIndex.make(people, searchLag)
  const accounts = Accounts.make(people, census, searchIndex.put)
  const customAttributeSchemas = Tables.make<Versions>(() => [])
  const indexed = Aspects.make(seed, organization, people)
  const tables: Aspects.AspectTables = indexed
  const grants = Grants.make(organization, clients)
  const { jobs } = Jobs.make()

  const restoreAspect = <K extends keyof Aspects.Aspects>(name: K, written: WrittenAspects) =>
    refill<Aspects.Aspects[K]>(tables[name], written[name])

  const favoritesOf = (ordinal: number): ReadonlyArray<number> => {
    if (ordinal >= people.total) return []
    const favorites = [1, 2, 3, 4, 5].map((index) => hash(seed, ordinal, 110 + index) % people.total)
    return [...new Set(favorites)]
      .filter((favorite) => favorite !== ordinal && accounts.get(favorite).state !== "deleted")
      .sort((a, b) => a - b)
  }

  return {
    ...indexed,
    ...grants,
    jobs,
    seed,
    clients,
    organization,
    people,
    accounts,
    searchIndex,
    customAttributeSchemas,
    ordinalOf: (id) => {
      const ordinal = people.ordinalOf(id)
      return ordinal < accounts.next() ? ordinal : -1
    },
    favoritesOf,
    snapshot: () => ({
      seed,
      census,
      created: accounts.next() - people.total,
      written: writtenTo(accounts, { ...tables, ...grants, jobs, customAttributeSchemas })
    }),
    fits: (snapshot) =>
      snapshot.seed === seed && snapshot.census.active === census.active &&
      snapshot.census.inactive === census.inactive && snapshot.census.deleted === census.deleted,
    restore: ({ written }) => {
      searchIndex.clear()
      refill(accounts, written.accounts)
      refill(grants.groupGrants, written.groupGrants)
      refill(grants.clientGrants, written.clientGrants)
      refill(customAttributeSchemas, written.customAttributeSchemas)
      refill(jobs, written.jobs)
      for (const name of Aspects.aspectNames) restoreAspect(name, written)
      searchIndex.flush()
    }
  }
}
