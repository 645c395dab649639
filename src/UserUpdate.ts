/**
 * Changes a user without overwriting the changes that another writer made in the meantime.
 *
 * @since 0.2.0
 */

import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type * as Endpoints from "./endpoints/index.js"
import { settings } from "./internal/users/changes.js"
import * as Internal from "./internal/users/update.js"
import type * as User from "./models/User.js"
import type * as UserRequest from "./models/UserRequest.js"
import type * as PureCloud from "./PureCloud.js"
import type { PureCloudError } from "./PureCloudError.js"

/**
 * The fields of a user to set. `null` clears a field.
 *
 * @since 0.2.0
 * @category models
 */
export interface Fields extends Omit<UserRequest.UpdateUser, "version" | "id" | "selfUri"> {}

/**
 * A change of a user: the fields to set, or a pure function that computes them from the user. The function returns
 * `undefined` if there is nothing to change.
 *
 * Fields and functions differ if another writer has changed the user in the meantime. Fields are set only if the other
 * writer has not set the same fields; otherwise the update fails. A function is called again with the current user, and
 * the fields that it returns are set.
 *
 * @since 0.2.0
 * @category models
 */
export type Change = Fields | ((user: User.User) => Fields | undefined)

/**
 * Options of {@link update}.
 *
 * @since 0.2.0
 * @category models
 */
export interface UpdateOptions {
  /**
   * Expanded fields to read, for changes that are functions. If the change is given as fields, its expanded fields are
   * always read. Default none.
   */
  readonly expand?: ReadonlyArray<Endpoints.UserExpand>
  /** Current state of the user. Use `"deleted"` to change and restore a deleted user. Default `"active"`. */
  readonly state?: "active" | "deleted"
  /**
   * Maximum number of patches sent for one part of a change, if other writers change the user at the same time. The
   * parts are `state`, and the other fields. Default 10.
   */
  readonly attempts?: number
  /**
   * Maximum pause between a version conflict and the next read. The pause is a random time between half of it and all
   * of it. Default 500 ms.
   */
  readonly delay?: Duration.DurationInput
}

/**
 * Changes a user, and returns the changed user. Reads the user, and sends the change with the version that was read.
 * After a version conflict it reads the user again and repeats.
 *
 * A field that another writer has set in the meantime is never overwritten by mistake: see {@link Change}. If the
 * response of a patch is lost, the user is read again, and its version shows whether the patch may have been applied.
 * The service ignores all other fields of a patch that has `state`, so `state` is sent first, in a separate patch.
 *
 * Fields that the user already has are not sent. They are compared in the form that the service stores: phone numbers
 * and extensions regardless of their format; `manager`, `groups` and `locations` by id, and locations also by notes and
 * coordinates. The order of a list is compared only for lists of text.
 *
 * @example
 * ```ts
 * import * as UserUpdate from "effect-purecloud/UserUpdate"
 *
 * export const promote = (userId: string) =>
 *   UserUpdate.update(userId, (user) =>
 *     user.title?.startsWith("Senior") ? undefined : { title: `Senior ${user.title ?? "Agent"}` })
 * ```
 *
 * @since 0.2.0
 * @category combinators
 */
export const update = (
  userId: string,
  change: Change,
  options: UpdateOptions = {}
): Effect.Effect<User.User, PureCloudError, PureCloud.PureCloud> =>
  Effect.catchTag(
    Internal.run({
      userId,
      change,
      settings: settings(options),
      recognizesSent: false,
      beforePatch: () => Effect.succeed(true)
    }),
    "Unsettled",
    ({ error }) => Effect.fail(error)
  )
