/**
 * Entities that users refer to: skills, languages, queues, roles, divisions, groups, locations, presences and
 * permissions. Lists them, and finds their ids by their names.
 *
 * The listings are not part of the Users API. Each function has its declaration in the field `endpoint`. Functions of
 * paged operations also have the streams `.pages` and `.items`. The vendor documents no maximum page size for them. Its
 * own Terraform provider reads 100 items per page, and so does {@link resolve}.
 *
 * @example
 * ```ts
 * import { Effect } from "effect"
 * import * as Catalog from "effect-purecloud/Catalog"
 * import * as Users from "effect-purecloud/Users"
 *
 * export const giveSkill = (userId: string, skill: string, proficiency: number) =>
 *   Effect.gen(function*() {
 *     const { skills } = yield* Catalog.resolve({ skills: [skill] })
 *     return yield* Users.patchUserRoutingskillsBulk({ userId, body: skills.map(({ id }) => ({ id, proficiency })) })
 *   })
 * ```
 *
 * @since 0.2.0
 */

import * as Chunk from "effect/Chunk"
import * as Effect from "effect/Effect"
import * as Predicate from "effect/Predicate"
import * as Stream from "effect/Stream"
import * as endpoints from "./endpoints/catalog/index.js"
import * as PureCloud from "./PureCloud.js"
import { type PureCloudError, UnresolvedNames } from "./PureCloudError.js"

// ------------------------------------------------------------------------------------------------------------ routing

/**
 * Lists the routing skills of the organization, 25 per page by default. `name` filters by the beginning of
 * the names.
 *
 * The permission is only enforced for skills that belong to a division.
 *
 * `GET /api/v2/routing/skills`. Permission: `routing:skill:view`.
 *
 * @since 0.2.0
 * @category routing
 */
export const getRoutingSkills: PureCloud.CallOf<typeof endpoints.getRoutingSkills> = PureCloud.call(
  endpoints.getRoutingSkills
)

/**
 * Lists the routing languages of the organization, 25 per page by default.
 *
 * It is not documented whether a part of the name suffices as `name`.
 *
 * `GET /api/v2/routing/languages`. Permissions: none.
 *
 * @since 0.2.0
 * @category routing
 */
export const getRoutingLanguages: PureCloud.CallOf<typeof endpoints.getRoutingLanguages> = PureCloud.call(
  endpoints.getRoutingLanguages
)

/**
 * Lists the queues of the organization by name, 25 per page by default. In `name`, an asterisk at the beginning or at
 * the end stands for any text.
 *
 * It is not documented whether queues of divisions for which the permission is not granted are left out.
 *
 * `GET /api/v2/routing/queues`. Permission: `routing:queue:view`.
 *
 * @since 0.2.0
 * @category routing
 */
export const getRoutingQueues: PureCloud.CallOf<typeof endpoints.getRoutingQueues> = PureCloud.call(
  endpoints.getRoutingQueues
)

// ------------------------------------------------------------------------------------------------------ authorization

/**
 * Lists the roles of the organization, 25 per page by default.
 *
 * The vendor does not document the meaning of most parameters: `name` can also find roles that contain it, so compare
 * the names. The number of users of each role takes time: set `userCount` to `false` if it is not needed.
 *
 * `GET /api/v2/authorization/roles`. Permission: `authorization:role:view`.
 *
 * @since 0.2.0
 * @category authorization
 */
export const getAuthorizationRoles: PureCloud.CallOf<typeof endpoints.getAuthorizationRoles> = PureCloud.call(
  endpoints.getAuthorizationRoles
)

/**
 * Lists the divisions of the organization, 25 per page by default. `name` is searched for in the names.
 *
 * `GET /api/v2/authorization/divisions`. Permissions: none.
 *
 * @since 0.2.0
 * @category authorization
 */
export const getAuthorizationDivisions: PureCloud.CallOf<typeof endpoints.getAuthorizationDivisions> = PureCloud.call(
  endpoints.getAuthorizationDivisions
)

/**
 * Lists all permissions that roles can grant. Each item has the permissions of one domain, with 25 domains per page by
 * default.
 *
 * `GET /api/v2/authorization/permissions`. Permissions: none.
 *
 * @since 0.2.0
 * @category authorization
 */
export const getAuthorizationPermissions: PureCloud.CallOf<typeof endpoints.getAuthorizationPermissions> = PureCloud
  .call(endpoints.getAuthorizationPermissions)

// ---------------------------------------------------------------------------------------------------------- directory

/**
 * Lists the groups of the organization, 25 per page by default. There is no filter by name.
 *
 * `GET /api/v2/groups`. Permissions: none.
 *
 * @since 0.2.0
 * @category directory
 */
export const getGroups: PureCloud.CallOf<typeof endpoints.getGroups> = PureCloud.call(endpoints.getGroups)

/**
 * Lists the locations of the organization, 25 per page by default. There is no filter by name.
 *
 * `GET /api/v2/locations`. Permissions: none.
 *
 * @since 0.2.0
 * @category directory
 */
export const getLocations: PureCloud.CallOf<typeof endpoints.getLocations> = PureCloud.call(endpoints.getLocations)

/**
 * Lists the presences that users can select. The response is not paged.
 *
 * The permission is only enforced for presences that belong to a division. The paged operation of 2018,
 * `GET /api/v2/presencedefinitions`, is deprecated.
 *
 * `GET /api/v2/presence/definitions`. Permission: `presence:presenceDefinition:view`.
 *
 * @since 0.2.0
 * @category directory
 */
export const getPresenceDefinitions0: PureCloud.CallOf<typeof endpoints.getPresenceDefinitions0> = PureCloud.call(
  endpoints.getPresenceDefinitions0
)

// -------------------------------------------------------------------------------------------------------------- names

/**
 * Kind of entity.
 *
 * @since 0.2.0
 * @category models
 */
export type Kind =
  | "skills"
  | "languages"
  | "queues"
  | "roles"
  | "divisions"
  | "groups"
  | "locations"
  | "presences"
  | "permissions"

/**
 * Entity that was found by its name. The id of a permission is the permission itself, for example `routing:queue:view`.
 *
 * @since 0.2.0
 * @category models
 */
export interface Entity {
  readonly id: string
  readonly name: string
}

/**
 * Names of entities by kind.
 *
 * @since 0.2.0
 * @category models
 */
export type Names<K extends Kind = Kind> = { readonly [Key in K]?: ReadonlyArray<string> }

/**
 * List of entities, one for each name in a list of names, in the same order.
 *
 * @since 0.2.0
 * @category models
 */
export type EntitiesOf<List> = { readonly [Index in keyof List]: Entity }

/**
 * Entities by kind, one for each name, in the order of the names.
 *
 * @since 0.2.0
 * @category models
 */
export type Resolved<N> = { readonly [K in keyof N]: EntitiesOf<N[K]> }

/**
 * Entities of some kinds as they were when they were read. {@link readIndex} makes it.
 *
 * @since 0.2.0
 * @category models
 */
export interface Index<K extends Kind> {
  /**
   * Finds entities by their names. Sends no request. Fails with an error that lists all names that do not exist or that
   * several entities of the kind have.
   */
  readonly resolve: <const N extends Names<K>>(
    names: N & { readonly [Other in Exclude<keyof N, K>]: never }
  ) => Effect.Effect<Resolved<N>, UnresolvedNames>
}

/**
 * Reads all entities of some kinds, to find many names later without a request.
 *
 * Names are compared exactly, including case. A presence is found by its name and by each of its labels. Deleted
 * entities are left out. The listings are read at the same time, with 100 items per page.
 *
 * @example
 * ```ts
 * import { Effect } from "effect"
 * import * as Catalog from "effect-purecloud/Catalog"
 *
 * // Finds the queues of many users with one reading of the listing.
 * export const queuesOf = (users: ReadonlyArray<{ readonly queues: ReadonlyArray<string> }>) =>
 *   Effect.flatMap(Catalog.readIndex("queues"), (index) =>
 *     Effect.forEach(users, ({ queues }) => index.resolve({ queues })))
 * ```
 *
 * @since 0.2.0
 * @category names
 */
export const readIndex = <const Kinds extends ReadonlyArray<Kind>>(
  ...kinds: Kinds
): Effect.Effect<Index<Kinds[number]>, PureCloudError, PureCloud.PureCloud> =>
  Effect.map(
    Effect.forEach(new Set(kinds), (kind) => Effect.map(readIds(kind), (ids) => [kind, ids] as const), {
      concurrency: "unbounded"
    }),
    (all): Index<Kinds[number]> => {
      const idsOf = new Map(all)
      return {
        resolve: (names) =>
          find(names, idsOf) as Effect.Effect<
            // The entities are in the order of the names, of each kind in `names`.
            Resolved<typeof names>,
            UnresolvedNames
          >
      }
    }
  )

/**
 * Finds entities by their names. Reads the listings of the kinds in `names` whole, so {@link readIndex} is cheaper for
 * several calls.
 *
 * Fails with `UnresolvedNames` if a name does not exist or several entities of the kind have it. The error lists all
 * such names. {@link readIndex} describes how names are compared.
 *
 * @example
 * ```ts
 * import { Effect } from "effect"
 * import * as Catalog from "effect-purecloud/Catalog"
 *
 * export const program = Effect.gen(function*() {
 *   const { languages: [english], skills: [billing, fraud] } = yield* Catalog.resolve({
 *     skills: ["Billing", "Fraud"],
 *     languages: ["English"]
 *   })
 *   return [billing.id, fraud.id, english.id]
 * })
 * ```
 *
 * @since 0.2.0
 * @category names
 */
export const resolve = <const N extends Names>(
  names: N & { readonly [Other in Exclude<keyof N, Kind>]: never }
): Effect.Effect<Resolved<N>, UnresolvedNames | PureCloudError, PureCloud.PureCloud> =>
  Effect.flatMap(
    readIndex(...kindsOf(names).filter((kind) => (names[kind]?.length ?? 0) > 0)),
    (index) => index.resolve<N>(names)
  )

// The type of `names` excludes other keys.
const kindsOf = (names: Names): ReadonlyArray<Kind> => Object.keys(names) as ReadonlyArray<Kind>

/** Ids by name. */
type Ids = ReadonlyMap<string, ReadonlyArray<string>>

const find = (
  names: Names,
  idsOf: ReadonlyMap<Kind, Ids>
): Effect.Effect<Names<never>, UnresolvedNames> => {
  const unknown: Array<UnresolvedNames["unknown"][number]> = []
  const ambiguous: Array<UnresolvedNames["ambiguous"][number]> = []
  const found = kindsOf(names).map((kind) => {
    const entities = names[kind]?.flatMap((name): ReadonlyArray<Entity> => {
      const [id, ...others] = idsOf.get(kind)?.get(name) ?? []
      if (id === undefined) unknown.push({ kind, name })
      else if (others.length > 0) ambiguous.push({ kind, name, ids: [id, ...others] })
      else return [{ id, name }]
      return []
    })
    return [kind, entities] as const
  })
  return unknown.length + ambiguous.length > 0
    ? new UnresolvedNames({ unknown, ambiguous })
    : Effect.succeed(Object.fromEntries(found))
}

/** Reads the ids of a kind. An entity with several names is in the result with each of them. */
const readIds = (kind: Kind): Effect.Effect<Ids, PureCloudError, PureCloud.PureCloud> =>
  Effect.map(Stream.runCollect(listings[kind]()), (entities) => {
    const ids = new Map<string, ReadonlyArray<string>>()
    // Each pair of id and name once, because labels of a presence can be equal in several languages.
    for (const { id, name } of new Map(Chunk.map(entities, (each) => [JSON.stringify(each), each])).values()) {
      ids.set(name, [...(ids.get(name) ?? []), id])
    }
    return ids
  })

type Listing = Stream.Stream<Entity, PureCloudError, PureCloud.PureCloud>

interface Listed {
  readonly id?: string | undefined
  readonly name?: string | undefined
  readonly state?: string | undefined
}

/** Leaves out deleted entities, and those without an id or a name. In some decode modes these may not be text. */
const named = <E, R>(entities: Stream.Stream<Listed, E, R>): Stream.Stream<Entity, E, R> =>
  Stream.mapConcat(
    entities,
    ({ id, name, state }) =>
      Predicate.isString(id) && Predicate.isString(name) && state !== "deleted" ? [{ id, name }] : []
  )

const page = { pageSize: 100 }

const listings: { readonly [K in Kind]: () => Listing } = {
  skills: () => named(getRoutingSkills.items(page)),
  languages: () => named(getRoutingLanguages.items(page)),
  queues: () => named(getRoutingQueues.items(page)),
  roles: () => named(getAuthorizationRoles.items({ ...page, userCount: false })),
  divisions: () => named(getAuthorizationDivisions.items(page)),
  groups: () => named(getGroups.items(page)),
  locations: () => named(getLocations.items(page)),
  presences: () =>
    Stream.fromIterableEffect(Effect.map(getPresenceDefinitions0(), ({ entities }) => entities)).pipe(
      Stream.mapConcat(({ id, languageLabels, name }) =>
        [name, ...Object.values(languageLabels ?? {})].map((name): Listed => ({ id, name }))
      ),
      named
    ),
  permissions: () =>
    getAuthorizationPermissions.items(page).pipe(
      Stream.mapConcat(({ permissionMap }) => Object.values(permissionMap ?? {}).flat().filter(Predicate.isRecord)),
      Stream.map(({ action, domain, entityType }) => `${domain}:${entityType}:${action}`),
      Stream.map((permission) => ({ id: permission, name: permission }))
    )
}
