import type * as Authorization from "../../models/Authorization.js"
import type * as Organization from "../../models/Organization.js"
import type * as Routing from "../../models/Routing.js"
import type * as User from "../../models/User.js"
import { hash, subsetOf } from "../engine/random.js"
import { type MissingCode, refuseMissing } from "../engine/refusal.js"
import type { Proficiency } from "./aspects.js"
import * as Grants from "./grants.js"
import * as History from "./history.js"
import type { Store, StoreAt } from "./store.js"
import * as Subjects from "./subjects.js"
import { iso } from "./time.js"

/*
 * Converts the aspects of a user from the store to the models of responses.
 */

/** Returns the path of a user. */
export const userUri = (id: string): string => `/api/v2/users/${id}`

/** Options of {@link findUser}. */
export interface FindOptions {
  /** Whether to find deleted users too. Default `false`. */
  readonly includeDeleted?: boolean
  /** The code of the error. Default `not.found`. */
  readonly errorCode?: MissingCode
}

/** Returns the ordinal of a user. Throws a refusal with status 404 if the user does not exist. */
export const findUser = (
  { store }: StoreAt,
  userId: string,
  { errorCode, includeDeleted = false }: FindOptions = {}
): number => {
  const ordinal = store.ordinalOf(userId)
  if (ordinal >= 0 && (includeDeleted || store.accounts.get(ordinal).state !== "deleted")) return ordinal
  return refuseMissing("user", userId, errorCode)
}

/** Returns a reference to a user. */
export const reference = (id: string): User.User => ({ id, selfUri: userUri(id) })

/** Returns the routing status of a user. */
export const routingStatus = ({ now, store }: StoreAt, ordinal: number): Routing.RoutingStatus => {
  const { from, value } = History.routingStatusAt(store, ordinal, now)
  return { userId: store.people.idOf(ordinal), status: value, startTime: iso(from) }
}

/** Returns the out-of-office setting of a user. */
export const outOfOffice = ({ store }: StoreAt, ordinal: number): User.OutOfOffice => {
  const { id } = store.accounts.get(ordinal)
  return {
    ...store.outOfOffice.get(ordinal),
    id,
    user: reference(id),
    selfUri: `${userUri(id)}/outofoffice`
  }
}

// ---------------------------------------------------------------------------------------------------- authorization

/** Returns the permissions that a user has in any division, directly and by groups, sorted. */
export const permissionsOf = (store: Store, ordinal: number): ReadonlyArray<string> =>
  Grants.permissionsOf(store.organization, Subjects.allGrantsOf(store, Subjects.ofUser(store, ordinal)))

/** Returns the roles that a user has directly, and all permissions of the user. */
export const authorization = ({ store }: StoreAt, ordinal: number): Authorization.UserAuthorization => {
  const permissions = permissionsOf(store, ordinal)
  return {
    roles: Grants.rolesOf(store.organization, store.roles.get(ordinal)).map(({ id, name }) => ({ id, name })),
    permissions,
    permissionPolicies: policies(permissions)
  }
}

/** Splits permissions into domain, entity and action. Old permissions, which are a single word, have no policy. */
export const policies = (permissions: ReadonlyArray<string>): ReadonlyArray<Authorization.ResourcePermissionPolicy> =>
  permissions.flatMap((permission) => {
    const [domain, entityName, action] = permission.split(":")
    return domain === undefined || entityName === undefined || action === undefined
      ? []
      : [{ domain, entityName, actionSet: [action], allowConditions: false }]
  })

/** Returns the organizations that trust a user. */
export const trustors = ({ store }: StoreAt, ordinal: number): ReadonlyArray<Organization.Trustor> =>
  ordinal < store.people.total ? subsetOf(store.organization.trustors.all, 0.5, hash(store.seed, ordinal, 41)) : []

// --------------------------------------------------------------------------------------------------------- stations

const station = ({ store }: StoreAt, id: string): User.UserStation => {
  const number = store.organization.stations.ordinal(id)
  return {
    id,
    name: `Desk ${String(number + 1).padStart(6, "0")}`,
    type: number % 3 === 0 ? "inin_webrtc_softphone" : "inin_remote"
  }
}

/** Returns the stations of a user. */
export const stations = (data: StoreAt, ordinal: number): User.UserStations => {
  const user = reference(data.store.people.idOf(ordinal))
  const { associated, associatedAt, default: defaultId, last } = data.store.stations.get(ordinal)
  const associatedStation = associated === undefined ? undefined : {
    ...station(data, associated),
    associatedUser: user,
    ...(associatedAt === undefined ? {} : { associatedDate: iso(associatedAt) })
  }
  const defaultStation = defaultId === undefined ? undefined : { ...station(data, defaultId), defaultUser: user }
  return {
    associatedStation,
    effectiveStation: associatedStation ?? defaultStation,
    defaultStation,
    lastAssociatedStation: last === undefined ? undefined : station(data, last)
  }
}

// ---------------------------------------------------------------------------------------------- skills and languages

/** Returns a skill of a user. */
export const skill = (
  { store }: StoreAt,
  ordinal: number,
  { id, proficiency, state }: Proficiency
): Routing.UserRoutingSkill => ({
  id,
  name: store.organization.skills.get(id)?.name,
  proficiency,
  state,
  skillUri: `/api/v2/routing/skills/${id}`,
  selfUri: `${userUri(store.people.idOf(ordinal))}/routingskills/${id}`
})

/** Returns a language of a user. */
export const language = (
  { store }: StoreAt,
  ordinal: number,
  { id, proficiency, state }: Proficiency
): Routing.UserRoutingLanguage => ({
  id,
  name: store.organization.languages.get(id)?.name,
  proficiency,
  state,
  languageUri: `/api/v2/routing/languages/${id}`,
  selfUri: `${userUri(store.people.idOf(ordinal))}/routinglanguages/${id}`
})
