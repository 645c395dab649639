/**
 * What an operation asks of the caller's roles, as data; and what a program needs that makes several calls.
 *
 * @example
 * ```ts
 * import * as Permissions from "effect-purecloud/Permissions"
 * import * as Users from "effect-purecloud/Users"
 *
 * // What a role for this program has to grant: of each set, one permission.
 * export const needed = Permissions.required(Users.getUserQueues, Users.patchUserQueues, Users.postUsersSearch)
 *
 * // What the role of the user `me` still lacks of it.
 * export const lacking = (me: { readonly permissions: ReadonlyArray<string> }) =>
 *   Permissions.missing(me.permissions, ...needed)
 * ```
 *
 * @since 0.1.0
 */

// ----------------------------------------------------------------------------------------------------------- models

/**
 * `ANY`: one of the permissions is enough. `ALL`: each is needed. The vendor writes them `domain:entity:action`, older
 * ones as a word (`admin`).
 *
 * @since 0.1.0
 * @category models
 */
export interface Permissions {
  readonly type: "ANY" | "ALL"
  readonly permissions: ReadonlyArray<string>
}

/**
 * A set of which one permission is enough.
 *
 * @since 0.1.0
 * @category models
 */
export interface AnyOf extends Permissions {
  readonly type: "ANY"
}

/**
 * Whatever says what it asks for: permissions themselves, an endpoint, or a call such as `Users.getUser`.
 *
 * @since 0.1.0
 * @category models
 */
export type Asking =
  | Permissions
  | { readonly permissions: Permissions }
  | { readonly endpoint: { readonly permissions: Permissions } }

// ----------------------------------------------------------------------------------------------------- constructors

/**
 * No permission is asked for.
 *
 * @since 0.1.0
 * @category constructors
 */
export const none: Permissions = { type: "ANY", permissions: [] }

/**
 * One of these is enough.
 *
 * @since 0.1.0
 * @category constructors
 */
export const any = (...permissions: ReadonlyArray<string>): AnyOf => ({ type: "ANY", permissions })

/**
 * Each of these is needed.
 *
 * @since 0.1.0
 * @category constructors
 */
export const all = (...permissions: ReadonlyArray<string>): Permissions => ({ type: "ALL", permissions })

// ------------------------------------------------------------------------------------------------------ combinators

/**
 * What a program needs that makes all of these calls, in the shortest form: one permission of each set. `ALL` of an
 * operation becomes sets of one, and a set is left out where a smaller one implies it. Sets and their permissions are
 * sorted, so that two programs need the same exactly if the answers are equal.
 *
 * The answer can be asked again: `required(...required(a, b), c)` is `required(a, b, c)`.
 *
 * @since 0.1.0
 * @category combinators
 */
export const required = (...asking: ReadonlyArray<Asking>): ReadonlyArray<AnyOf> => {
  const sets = new Map(
    asking.flatMap(setsOf).filter((set) => set.length > 0).map((set) => {
      const permissions = [...new Set(set)].sort()
      return [JSON.stringify(permissions), permissions]
    })
  )
  const isImplied = (set: ReadonlyArray<string>) =>
    [...sets.values()].some((other) => other !== set && other.every((permission) => set.includes(permission)))
  return [...sets]
    .filter(([_, set]) => !isImplied(set))
    .sort(([a], [b]) => a < b ? -1 : 1)
    .map(([_, permissions]) => ({ type: "ANY", permissions }))
}

/**
 * What of {@link required} is not granted: the sets of which no permission is. Empty where every call is allowed.
 *
 * Granted permissions may be wildcards, the way roles have them: `directory:user:*`, `routing:*:*`.
 *
 * @since 0.1.0
 * @category combinators
 */
export const missing = (granted: Iterable<string>, ...asking: ReadonlyArray<Asking>): ReadonlyArray<AnyOf> => {
  const isGranted = grants(granted)
  return required(...asking).filter(({ permissions }) => !permissions.some(isGranted))
}

/**
 * Whether all of these calls are allowed to whom these permissions are granted. See {@link missing}.
 *
 * @since 0.1.0
 * @category combinators
 */
export const satisfies = (granted: Iterable<string>, ...asking: ReadonlyArray<Asking>): boolean =>
  missing(granted, ...asking).length === 0

const permissionsOf = (asking: Asking): Permissions =>
  "endpoint" in asking ? asking.endpoint.permissions : "type" in asking ? asking : asking.permissions

const setsOf = (asking: Asking): ReadonlyArray<ReadonlyArray<string>> => {
  const { permissions, type } = permissionsOf(asking)
  return type === "ANY" ? [permissions] : permissions.map((permission) => [permission])
}

const grants = (granted: Iterable<string>): (permission: string) => boolean => {
  const exact = new Set(granted)
  const wild = [...exact].filter((permission) => permission.includes("*")).map((permission) => permission.split(":"))
  return (permission) => {
    if (exact.has(permission)) return true
    const parts = permission.split(":")
    return wild.some((pattern) =>
      pattern.length === parts.length && pattern.every((part, i) => part === "*" || part === parts[i])
    )
  }
}
