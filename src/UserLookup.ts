/**
 * Looks up users by id, with one request for up to 100 users.
 *
 * @since 0.2.0
 */

import type * as Effect from "effect/Effect"
import type * as Endpoints from "./endpoints/index.js"
import * as Internal from "./internal/users/lookup.js"
import type * as User from "./models/User.js"
import type * as PureCloud from "./PureCloud.js"
import type { PureCloudError } from "./PureCloudError.js"

/**
 * Options of {@link lookup}. Only lookups with equal options share a request.
 *
 * @since 0.2.0
 * @category models
 */
export interface LookupOptions {
  /** Fields that the service returns only if they are requested. Default: none. */
  readonly expand?: ReadonlyArray<Endpoints.UserExpand>
  /** The state that the user must have. With `"any"` it is not checked. Default: `"active"`. */
  readonly state?: Endpoints.UserState
}

/**
 * Returns a user by id, like `Users.getUser`. Lookups that run at the same time share requests, with up to 100 users in
 * each request. Fails with `NotFound` if there is no user with this id and state. The other lookups of the
 * same request are not affected. Unlike `Users.getUser`, it finds inactive users only if `state` is `"inactive"` or
 * `"any"`.
 *
 * @example
 * ```ts
 * import { Effect } from "effect"
 * import * as UserLookup from "effect-purecloud/UserLookup"
 *
 * export const names = (userIds: ReadonlyArray<string>) =>
 *   Effect.forEach(userIds, (userId) => Effect.map(UserLookup.lookup(userId), (user) => user.name), {
 *     concurrency: 100
 *   })
 * ```
 *
 * @since 0.2.0
 * @category combinators
 */
export const lookup = (
  userId: string,
  options: LookupOptions = {}
): Effect.Effect<User.User, PureCloudError, PureCloud.PureCloud> => Internal.lookup(userId, options)
