/**
 * Changes a user without overwriting the changes that another writer made in the meantime, and adds or removes roles,
 * skills and languages without replacing the others.
 *
 * @since 0.2.0
 */

import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type * as Endpoints from "./endpoints/index.js"
import { settings } from "./internal/users/changes.js"
import * as Grants from "./internal/users/grants.js"
import * as Internal from "./internal/users/update.js"
import type * as AuthorizationSubject from "./models/AuthorizationSubject.js"
import type * as Routing from "./models/Routing.js"
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
   * always read. Default: none.
   */
  readonly expand?: ReadonlyArray<Endpoints.UserExpand>
  /** Current state of the user. Use `"deleted"` to change and restore a deleted user. Default: `"active"`. */
  readonly state?: "active" | "deleted"
  /**
   * Maximum number of patches sent for one part of a change, if other writers change the user at the same time. The
   * parts are `state`, and the other fields. Default: 10.
   */
  readonly attempts?: number
  /**
   * Maximum pause between a version conflict and the next read. The pause is a random time between half of it and all
   * of it. Default: 500 ms.
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
 * Fails with `Conflict`, reason `Version`, if another writer has set the same fields, or if the last of the `attempts`
 * conflicts with another change. Fails with the error of a patch, for example `TransportError`, if it is not certain
 * whether the patch was applied.
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

/**
 * Adds roles in divisions to a user. The other roles of the user stay, unlike with `Users.putUserRoles`, which removes
 * all roles that its body lacks. Roles that the user has already stay as they are.
 *
 * The division `*` stands for all divisions. All roles are in one request, because the vendor documents no maximum.
 * Without roles, no request is sent. A role or a division that was created a moment ago can cause status 404: retry after
 * a short delay. If the response is lost, the call fails with an error that is retryable: adding a role twice does no
 * harm.
 *
 * `POST /api/v2/authorization/subjects/{subjectId}/bulkadd`. Permission: `authorization:grant:add`.
 *
 * @example
 * ```ts
 * import { Effect } from "effect"
 * import * as Catalog from "effect-purecloud/Catalog"
 * import * as UserUpdate from "effect-purecloud/UserUpdate"
 *
 * export const makeSupervisor = (userId: string) =>
 *   Effect.gen(function*() {
 *     const { divisions: [home], roles: [role] } = yield* Catalog.resolve({
 *       roles: ["Supervisor"],
 *       divisions: ["Home"]
 *     })
 *     yield* UserUpdate.addRoles(userId, [{ roleId: role.id, divisionId: home.id }])
 *   })
 * ```
 *
 * @since 0.2.0
 * @category combinators
 */
export const addRoles = (
  userId: string,
  roles: ReadonlyArray<AuthorizationSubject.RoleDivisionPair>
): Effect.Effect<void, PureCloudError, PureCloud.PureCloud> => Grants.addRoles(userId, roles)

/**
 * Removes roles in divisions from a user. The other roles of the user stay, and the same role stays in other divisions.
 * All roles are in one request. Without roles, no request is sent.
 *
 * `POST /api/v2/authorization/subjects/{subjectId}/bulkremove`. Permission: `authorization:grant:delete`.
 *
 * @since 0.2.0
 * @category combinators
 */
export const removeRoles = (
  userId: string,
  roles: ReadonlyArray<AuthorizationSubject.RoleDivisionPair>
): Effect.Effect<void, PureCloudError, PureCloud.PureCloud> => Grants.removeRoles(userId, roles)

/**
 * Adds routing skills to a user, or changes the proficiency of those that the user has. The other skills stay.
 *
 * Sends 50 skills per request, one request after the other. If one fails, the skills before it are added: the call can
 * be repeated. If the list has a skill twice, its last proficiency counts. Without skills, no request is sent.
 *
 * `PATCH /api/v2/users/{userId}/routingskills/bulk`. Permission: `routing:skill:assign`.
 *
 * @since 0.2.0
 * @category combinators
 */
export const addSkills = (
  userId: string,
  skills: ReadonlyArray<Routing.UserRoutingSkillPost>
): Effect.Effect<void, PureCloudError, PureCloud.PureCloud> => Grants.addSkills(userId, skills)

/**
 * Adds routing languages to a user, or changes the proficiency of those that the user has. The other languages stay.
 *
 * Sends 50 languages per request, which is the maximum, one request after the other. If one fails, the languages before
 * it are added: the call can be repeated. If the list has a language twice, its last proficiency counts. Without
 * languages, no request is sent.
 *
 * `PATCH /api/v2/users/{userId}/routinglanguages/bulk`. Permissions: any of `routing:skill:assign`,
 * `routing:language:assign`.
 *
 * @since 0.2.0
 * @category combinators
 */
export const addLanguages = (
  userId: string,
  languages: ReadonlyArray<Routing.UserRoutingLanguagePost>
): Effect.Effect<void, PureCloudError, PureCloud.PureCloud> => Grants.addLanguages(userId, languages)
