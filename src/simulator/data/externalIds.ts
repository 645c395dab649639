import * as Tables from "./table.js"

/*
 * The external ids of all users, with an index by authority and key.
 */

/** An external id of a user. */
export interface ExternalId {
  readonly authorityName: string
  readonly externalKey: string
}

/** The external ids of all users. */
export interface ExternalIds extends Tables.Table<ReadonlyArray<ExternalId>> {
  /** Returns the user who has an external id, or -1 if there is none. Deleted users keep their external ids. */
  readonly holderOf: (id: ExternalId) => number
}

const keyOf = ({ authorityName, externalKey }: ExternalId): string => JSON.stringify([authorityName, externalKey])

/** Makes a table in which no user has an external id. */
export const make = (): ExternalIds => {
  const table = Tables.make<ReadonlyArray<ExternalId>>(() => [])
  const holders = new Map<string, number>()
  return {
    get: table.get,
    written: table.written,
    put: (ordinal, ids) => {
      for (const id of table.get(ordinal)) holders.delete(keyOf(id))
      for (const id of ids) holders.set(keyOf(id), ordinal)
      table.put(ordinal, ids)
    },
    clear: () => {
      table.clear()
      holders.clear()
    },
    holderOf: (id) => holders.get(keyOf(id)) ?? -1
  }
}
