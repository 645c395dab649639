import type { SubjectType } from "../../endpoints/common.js"
import * as Grants from "./grants.js"
import type { Store } from "./store.js"
import * as Tables from "./table.js"

/*
 * Subjects: users, groups and OAuth clients, which have grants. A user also has the grants of its groups.
 */

/** A user by its ordinal, or a group or client by its index. */
export interface Subject {
  readonly type: SubjectType
  readonly number: number
  readonly id: string
  readonly name: string
}

/** Returns a user as a subject. */
export const ofUser = ({ accounts }: Store, ordinal: number): Subject => {
  const { id, name } = accounts.get(ordinal)
  return { type: "PC_USER", number: ordinal, id, name }
}

/** Returns an OAuth client as a subject. It has no name beside its id. */
export const ofClient = ({ clients }: Store, id: string): Subject => ({
  type: "PC_OAUTH_CLIENT",
  number: clients.findIndex((client) => client.id === id),
  id,
  name: id
})

/** Returns the subject that has an id. Deleted users are no subjects. */
export const find = (store: Store, id: string): Subject | undefined => {
  const ordinal = store.ordinalOf(id)
  if (ordinal >= 0) return store.accounts.get(ordinal).state === "deleted" ? undefined : ofUser(store, ordinal)
  const group = store.organization.groups.all.findIndex((group) => group.id === id)
  if (group >= 0) return { type: "PC_GROUP", number: group, id, name: store.organization.groups.all[group]?.name ?? "" }
  const client = ofClient(store, id)
  return client.number < 0 ? undefined : client
}

const tableOf = (store: Store, { type }: Subject): Tables.Table<Grants.Grants> =>
  type === "PC_USER" ? store.roles : type === "PC_GROUP" ? store.groupGrants : store.clientGrants

/** Returns the grants that a subject has directly. */
export const grantsOf = (store: Store, subject: Subject): Grants.Grants => tableOf(store, subject).get(subject.number)

/** Replaces the grants that a subject has directly. */
export const putGrants = (store: Store, subject: Subject, grants: Grants.Grants): void =>
  tableOf(store, subject).put(subject.number, grants)

/** A grant that a subject has. */
export interface HeldGrant extends Grants.Grant {
  /** Id of the subject, or of the group through which the subject has the grant. */
  readonly subjectId: string
}

/** Returns the grants of a subject, and then those of its groups. */
export const allGrantsOf = (store: Store, subject: Subject): ReadonlyArray<HeldGrant> => {
  const own = grantsOf(store, subject).map((grant) => ({ ...grant, subjectId: subject.id }))
  if (subject.type !== "PC_USER" || store.groupGrants.written.size === 0) return own
  const groups = new Set(store.accounts.get(subject.number).groups)
  const ofGroups = Tables.entries(store.groupGrants).flatMap(([index, grants]) => {
    const id = store.organization.groups.all[index]?.id
    return id !== undefined && groups.has(id) ? grants.map((grant) => ({ ...grant, subjectId: id })) : []
  })
  return [...own, ...ofGroups]
}

/** Returns the ids of the divisions in which a subject has a permission. They include `*`. */
export const divisionsWith = (store: Store, subject: Subject, permission: string): ReadonlySet<string> =>
  Grants.divisionsWith(store.organization, allGrantsOf(store, subject), permission)
