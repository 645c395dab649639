/**
 * Permissions that operations require, as data, and the permissions that a program with several calls requires.
 *
 * @example
 * ```ts
 * import * as Permissions from "effect-purecloud/Permissions"
 * import * as Users from "effect-purecloud/Users"
 *
 * // Permissions that a role for this program must grant: one of each set.
 * export const needed = Permissions.required(Users.getUserQueues, Users.patchUserQueues, Users.postUsersSearch)
 *
 * // Permissions that the user `me` does not have yet.
 * export const lacking = (me: { readonly permissions: ReadonlyArray<string> }) =>
 *   Permissions.missing(me.permissions, ...needed)
 * ```
 *
 * @since 0.1.0
 */

// ----------------------------------------------------------------------------------------------------------- models

/**
 * Permissions of an operation. `ANY`: one of them is required. `ALL`: all of them are required. A permission has the
 * form `domain:entity:action`. An older one is a single word, for example `admin`.
 *
 * Permissions that only the API of 2018 accepts are included. The documentation of the operation in `Users` says which
 * of them today's API (2026) accepts.
 *
 * @since 0.1.0
 * @category models
 */
export interface Permissions {
  readonly type: "ANY" | "ALL"
  readonly permissions: ReadonlyArray<string>
}

/**
 * A set of permissions of which one is required.
 *
 * @since 0.1.0
 * @category models
 */
export interface AnyOf extends Permissions {
  readonly type: "ANY"
}

/**
 * A value with permissions: permissions, an endpoint, or a call such as `Users.getUser`.
 *
 * @since 0.1.0
 * @category models
 */
export type HasPermissions =
  | Permissions
  | { readonly permissions: Permissions }
  | { readonly endpoint: { readonly permissions: Permissions } }

// ----------------------------------------------------------------------------------------------------- constructors

/**
 * Requires no permission.
 *
 * @since 0.1.0
 * @category constructors
 */
export const none: Permissions = { type: "ANY", permissions: [] }

/**
 * Requires one of these permissions.
 *
 * @since 0.1.0
 * @category constructors
 */
export const any = (...permissions: ReadonlyArray<string>): AnyOf => ({ type: "ANY", permissions })

/**
 * Requires all of these permissions.
 *
 * @since 0.1.0
 * @category constructors
 */
export const all = (...permissions: ReadonlyArray<string>): Permissions => ({ type: "ALL", permissions })

// ------------------------------------------------------------------------------------------------------ combinators

/**
 * Returns the permissions that a program with all of these calls requires: one of each set. `ALL` of an operation
 * becomes sets of one permission, and a set is left out if a smaller one implies it. Sets and their permissions are
 * sorted, so two programs require the same permissions if and only if the results are equal.
 *
 * A result can be used as an argument: `required(...required(a, b), c)` is `required(a, b, c)`.
 *
 * @since 0.1.0
 * @category combinators
 */
export const required = (...calls: ReadonlyArray<HasPermissions>): ReadonlyArray<AnyOf> => {
  const sets = new Map(
    calls.flatMap(setsOf).filter((set) => set.length > 0).map((set) => {
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
 * Returns the sets of {@link required} of which no permission is granted. It is empty if every call is allowed.
 *
 * Granted permissions may have wildcards, as in roles: `directory:user:*`, `routing:*:*`.
 *
 * @since 0.1.0
 * @category combinators
 */
export const missing = (granted: Iterable<string>, ...calls: ReadonlyArray<HasPermissions>): ReadonlyArray<AnyOf> => {
  const isGranted = grants(granted)
  return required(...calls).filter(({ permissions }) => !permissions.some(isGranted))
}

/**
 * Whether the granted permissions allow all of these calls. See {@link missing}.
 *
 * @since 0.1.0
 * @category combinators
 */
export const satisfies = (granted: Iterable<string>, ...calls: ReadonlyArray<HasPermissions>): boolean =>
  missing(granted, ...calls).length === 0

const permissionsOf = (value: HasPermissions): Permissions =>
  "endpoint" in value ? value.endpoint.permissions : "type" in value ? value : value.permissions

const setsOf = (value: HasPermissions): ReadonlyArray<ReadonlyArray<string>> => {
  const { permissions, type } = permissionsOf(value)
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
