/**
 * What an operation asks of the caller's roles, as data.
 *
 * @since 0.1.0
 */

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
export const any = (...permissions: ReadonlyArray<string>): Permissions => ({ type: "ANY", permissions })

/**
 * Each of these is needed.
 *
 * @since 0.1.0
 * @category constructors
 */
export const all = (...permissions: ReadonlyArray<string>): Permissions => ({ type: "ALL", permissions })
