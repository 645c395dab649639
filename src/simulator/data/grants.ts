import { founded, type Organization, type Role } from "./organization.js"
import * as Tables from "./table.js"

/*
 * Grants: roles that users, groups and OAuth clients have in divisions.
 */

/** A role in a division. */
export interface Grant {
  /** Id of the role. */
  readonly roleId: string
  /** Id of the division, or {@link everywhere}. */
  readonly divisionId: string
  /** Time of the grant, in milliseconds since 1970. */
  readonly at: number
}

/** Stands for all divisions, also for those that are added later. */
export const everywhere = "*"

/** Grants of a subject. */
export type Grants = ReadonlyArray<Grant>

/** An OAuth client, as a subject of grants. */
export interface ClientSubject {
  readonly id: string
  /** Names of the roles that the client has at first, in all divisions. */
  readonly roles: ReadonlyArray<string>
}

/** Returns the initial grants of roles, which are given by their names, in a division. */
export const initial = (
  { roles }: Organization,
  names: ReadonlyArray<string>,
  divisionId: string
): Grants =>
  names.flatMap((name) =>
    roles.all.flatMap((role) => role.name === name ? [{ roleId: role.id, divisionId, at: founded }] : [])
  )

/** Returns the id of the home division, which every organization has. */
export const homeDivision = ({ divisions }: Organization): string => divisions.all[0]?.id ?? everywhere

/** Whether two grants are of the same role in the same division. */
export const isSame = (
  a: Pick<Grant, "roleId" | "divisionId">,
  b: Pick<Grant, "roleId" | "divisionId">
): boolean => a.roleId === b.roleId && a.divisionId === b.divisionId

/** Returns the roles of grants, each once. */
export const rolesOf = ({ roles }: Organization, grants: Grants): ReadonlyArray<Role> =>
  [...new Set(grants.map(({ roleId }) => roleId))].flatMap((id) => roles.get(id) ?? [])

/** Returns the permissions of grants in any division, sorted. */
export const permissionsOf = (organization: Organization, grants: Grants): ReadonlyArray<string> =>
  [...new Set(rolesOf(organization, grants).flatMap((role) => role.permissions))].sort()

/** Returns the ids of the divisions in which grants have a permission. They include {@link everywhere}. */
export const divisionsWith = ({ roles }: Organization, grants: Grants, permission: string): ReadonlySet<string> =>
  new Set(
    grants.flatMap(({ divisionId, roleId }) =>
      roles.get(roleId)?.permissions.includes(permission) === true ? [divisionId] : []
    )
  )

/** The grants of groups and of clients. Those of users are among their aspects. */
export interface GrantTables {
  /** By the index of the group in the organization. */
  readonly groupGrants: Tables.Table<Grants>
  /** By the index of the client. */
  readonly clientGrants: Tables.Table<Grants>
}

/** Makes the tables of groups and clients. Groups have no roles at first. */
export const make = (organization: Organization, clients: ReadonlyArray<ClientSubject>): GrantTables => ({
  groupGrants: Tables.make<Grants>(() => []),
  clientGrants: Tables.make((index) => initial(organization, clients[index]?.roles ?? [], everywhere))
})
