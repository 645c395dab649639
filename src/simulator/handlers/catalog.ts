import * as Arr from "effect/Array"
import * as Record from "effect/Record"
import type * as Endpoints from "../../endpoints/catalog/index.js"
import type * as Catalogs from "../../models/Catalog.js"
import * as Grants from "../data/grants.js"
import * as Organization from "../data/organization.js"
import * as Views from "../data/views.js"
import type { Call, HandlersOf } from "./handler.js"
import * as Listing from "./listing.js"
import { divisionedPresenceDefinition } from "./usersMe.js"

/*
 * Listings of the entities of the organization. The vendor documents no maximum page size, so the simulator refuses
 * more than the 100 items that the vendor's own tools request.
 */

const maxPageSize = 100

interface Entity {
  readonly id?: string | undefined
  readonly name?: string | undefined
}

/** The parameters that filter a listing. */
interface Filters extends Listing.PageInput {
  readonly id?: ReadonlyArray<string> | undefined
  readonly sortOrder?: string | undefined
}

/** Makes a page of entities. `matches` is the filter by name. */
const page = <A extends Entity>(
  call: Call,
  input: Filters,
  entities: ReadonlyArray<A>,
  matches: (name: string) => boolean = () => true
): Listing.Page<A> => {
  const { id: ids, sortOrder = "" } = input
  const found = entities.filter(({ id = "", name = "" }) => (ids?.includes(id) ?? true) && matches(name))
  const isDescending = sortOrder.startsWith("desc")
  return Listing.page(call, input, Listing.fromArray(isDescending ? found.reverse() : found), maxPageSize)
}

const byName = <A extends Entity>({ all }: Organization.Catalog<A>): ReadonlyArray<A> =>
  [...all].sort((a, b) => (a.name ?? "") < (b.name ?? "") ? -1 : 1)

const lower = (text: string) => text.toLowerCase()

const beginsWith = (text: string | undefined) => (name: string): boolean => lower(name).startsWith(lower(text ?? ""))

/**
 * Whether a name contains a text. Used where it is not documented how names are compared. Because other names match too,
 * programs must compare the names themselves.
 */
const contains = (text: string | undefined) => (name: string): boolean => lower(name).includes(lower(text ?? ""))

/** An asterisk at the beginning or at the end of a pattern stands for any text. */
const matchesPattern = (pattern: string | undefined) => (name: string): boolean => {
  if (pattern === undefined) return true
  const [text, candidate] = [lower(pattern.replace(/^\*|\*$/g, "")), lower(name)]
  if (pattern.startsWith("*") && pattern.endsWith("*")) return candidate.includes(text)
  if (pattern.startsWith("*")) return candidate.endsWith(text)
  return pattern.endsWith("*") ? candidate.startsWith(text) : candidate === text
}

const permissionsByDomain = (): ReadonlyArray<Catalogs.DomainPermissionCollection> => {
  const byDomain = Arr.groupBy(Views.policies(Organization.permissions), ({ domain = "" }) => domain)
  return Object.entries(byDomain).map(([domain, policies]) => ({
    id: domain,
    name: domain,
    domain,
    permissionMap: Record.map(
      Arr.groupBy(policies, ({ entityName = "" }) => entityName),
      (policies, entityType) =>
        policies.flatMap(({ actionSet = [] }) => actionSet).map((action) => ({
          domain,
          entityType,
          action,
          label: `${domain} ${entityType} ${action}`,
          allowsConditions: false,
          divisionAware: true
        }))
    ),
    selfUri: `/api/v2/authorization/permissions/${domain}`
  }))
}

const filterPermissions = (
  query: string | undefined,
  queryType: "domain" | "permission" = "domain"
): ReadonlyArray<Catalogs.DomainPermissionCollection> => {
  const wanted = query?.split(",")
  return permissionsByDomain().flatMap((collection) => {
    const { domain = "", permissionMap = {} } = collection
    if (wanted === undefined) return [collection]
    if (queryType === "domain") return wanted.includes(domain) ? [collection] : []
    const found = Object.entries(permissionMap).flatMap(([entityType, permissions]) => {
      const kept = permissions.filter(({ action = "" }) => wanted.includes(`${domain}:${entityType}:${action}`))
      return kept.length === 0 ? [] : [[entityType, kept] as const]
    })
    return found.length === 0 ? [] : [{ ...collection, permissionMap: Object.fromEntries(found) }]
  })
}

const countUsers = (roleId: string, { store: { accounts, roles } }: Call): number => {
  const users = Listing.fromRanks(accounts.list("active"))
  return Listing.flatMap(users, (user) => roles.get(user).some((grant) => grant.roleId === roleId) ? [user] : []).length
}

const toRole = (
  { id, name, permissions }: Organization.Role,
  withUserCount: boolean,
  call: Call
): Catalogs.OrganizationRoleEntityListing["entities"][number] => ({
  id,
  name,
  description: `Permissions of the role ${name}`,
  permissionPolicies: Views.policies(permissions).map(({ id: _id, resourceConditionNode: _node, ...policy }) => policy),
  ...(withUserCount ? { userCount: countUsers(id, call) } : {}),
  base: false,
  default: true,
  selfUri: `/api/v2/authorization/roles/${id}`
})

/** Handlers of the listings of the entities of the organization. */
export const catalog: HandlersOf<typeof Endpoints> = {
  getRoutingSkills: (input, call) => page(call, input, byName(call.store.organization.skills), beginsWith(input.name)),

  getRoutingLanguages: (input, call) =>
    page(
      call,
      input,
      byName(call.store.organization.languages).map((language) => ({
        ...language,
        state: "active",
        version: "1",
        selfUri: `/api/v2/routing/languages/${language.id}`
      })),
      contains(input.name)
    ),

  getRoutingQueues: (input, call) =>
    page(
      call,
      input,
      // No queue has a peer or a library of canned responses.
      byName(call.store.organization.queues).filter(({ division }) =>
        (input.divisionId?.includes(division?.id ?? "") ?? true) &&
        input.peerId === undefined && input.cannedResponseLibraryId === undefined && input.hasPeer !== true
      ),
      matchesPattern(input.name)
    ),

  getAuthorizationRoles: (input, call) => {
    const { defaultRoleId, name, permission: wanted = [], userCount = true } = input
    const roles = byName(call.store.organization.roles)
      // It is not documented whether one of the permissions suffices. The simulator requires all of them.
      .filter(({ permissions }) => wanted.every((permission) => permissions.includes(permission)))
      .filter(() => defaultRoleId === undefined)
    const { entities, ...info } = page(call, input, roles, contains(name))
    return { ...info, entities: entities.map((role) => toRole(role, userCount, call)) }
  },

  getAuthorizationDivisions: (input, call) =>
    page(
      call,
      input,
      byName(call.store.organization.divisions).map((division) => ({
        ...division,
        description: "",
        homeDivision: division.id === Grants.homeDivision(call.store.organization),
        ...(input.objectCount ? { objectCounts: {} } : {})
      })),
      contains(input.name)
    ),

  getAuthorizationPermissions: (input, call) =>
    page(
      call,
      { pageSize: input.pageSize, pageNumber: input.pageNumber },
      filterPermissions(input.query, input.queryType)
    ),

  // No group has a Jabber id.
  getGroups: (input, call) =>
    page(call, input, input.jabberId === undefined ? byName(call.store.organization.groups) : []),

  getLocations: (input, call) => page(call, input, byName(call.store.organization.locations)),

  getPresenceDefinitions0: ({ deactivated = "false", divisionId, localeCode = "en_US" }, { path, store }) => {
    const all = deactivated.toLowerCase() === "true" || divisionId !== undefined ? [] : store.organization.presences.all
    return {
      total: all.length,
      entities: all.map((presence) =>
        divisionedPresenceDefinition(presence, localeCode === "ALL" ? undefined : localeCode)
      ),
      selfUri: path
    }
  }
}
