import type * as Common from "../../models/Common.js"
import type { Account, Census, People } from "./people.js"
import * as Ranks from "./ranks.js"
import * as Tables from "./table.js"

/*
 * The accounts of all users, with an index for listings and an index for email addresses.
 */

/** The accounts of all users. */
export interface Accounts extends Tables.Table<Account> {
  /** Returns the ordinal of the next user to create. */
  readonly next: () => number
  /** Returns all users, or those of a state, in the order in which they were created. */
  readonly list: (state?: Common.EntityState) => Ranks.Ranks
  /** Returns the user who has an email address, or -1 if there is none. Deleted users keep their addresses. */
  readonly byEmail: (email: string) => number
  /** Returns the direct reports of a user who are not deleted. */
  readonly reportsOf: (ordinal: number) => ReadonlyArray<number>
}

/** Users by state. */
interface Listings {
  readonly all: Ranks.Ranks
  readonly byState: ReadonlyMap<string, Ranks.Ranks>
}

const moveUser = ({ byState }: Listings, ordinal: number, from: string | undefined, to: string): void => {
  if (from === to) return
  if (from !== undefined) byState.get(from)?.remove(ordinal)
  byState.get(to)?.add(ordinal)
}

/** Returns the direct reports of a user: initial users without changes, and users that were changed or created. */
const reportsOf = (people: People, table: Tables.Table<Account>, ordinal: number): ReadonlyArray<number> => {
  const { id } = table.get(ordinal)
  const reports = people.reports(ordinal).filter((report) => !table.written.has(report))
  for (const [report, account] of table.written) if (account.manager === id) reports.push(report)
  return reports.filter((report) => table.get(report).state !== "deleted").sort((a, b) => a - b)
}

const initialListings = ({ active, deleted, inactive }: Census): Listings => ({
  all: Ranks.make(0, active + inactive + deleted),
  byState: new Map([
    ["active", Ranks.make(0, active)],
    ["inactive", Ranks.make(active, active + inactive)],
    ["deleted", Ranks.make(active + inactive, active + inactive + deleted)]
  ])
})

/** Makes the accounts of the users of a seed. Calls `onPut` after each change. */
export const make = (
  people: People,
  census: Census,
  onPut: (ordinal: number, account: Account) => void
): Accounts => {
  const table = Tables.make(people.account)
  let created = 0
  let ordinals = new Map<string, number>()
  let listings = initialListings(census)

  const next = () => people.total + created

  return {
    get: (ordinal) => {
      if (ordinal >= next()) throw new Error(`no user has the ordinal ${ordinal}`)
      return table.get(ordinal)
    },
    put: (ordinal, account) => {
      if (ordinal >= next()) {
        created = ordinal + 1 - people.total
        listings.all.add(ordinal)
        moveUser(listings, ordinal, undefined, account.state)
      } else {
        const before = table.get(ordinal)
        moveUser(listings, ordinal, before.state, account.state)
        if (ordinals.get(before.email) === ordinal) ordinals.delete(before.email)
      }
      ordinals.set(account.email, ordinal)
      table.put(ordinal, account)
      onPut(ordinal, account)
    },
    written: table.written,
    clear: () => {
      table.clear()
      created = 0
      ordinals = new Map()
      listings = initialListings(census)
    },
    next,
    list: (state) => state === undefined ? listings.all : listings.byState.get(state) ?? Ranks.make(0, 0),
    byEmail: (email) => {
      const ordinal = ordinals.get(email) ?? people.ordinalOfEmail(email)
      return ordinal >= 0 && table.get(ordinal).email === email ? ordinal : -1
    },
    reportsOf: (ordinal) => reportsOf(people, table, ordinal)
  }
}
