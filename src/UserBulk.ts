/**
 * Changes, creates and deletes many users: streams of intents become streams of outcomes. With a {@link Journal} a run
 * that was interrupted or killed continues, and nothing is done twice.
 *
 * @since 0.2.0
 */

import type * as Effect from "effect/Effect"
import type * as Stream from "effect/Stream"
import type * as BulkRun from "./internal/storage/bulkRun.js"
import * as Storage from "./internal/storage/journal.js"
import * as Internal from "./internal/users/bulk.js"
import type * as User from "./models/User.js"
import type * as UserRequest from "./models/UserRequest.js"
import type * as PureCloud from "./PureCloud.js"
import type { ExportError } from "./PureCloudError.js"
import type * as UserUpdate from "./UserUpdate.js"

// ----------------------------------------------------------------------------------------------------------- journals

/**
 * Where a bulk run records its requests and outcomes: any `KeyValueStore`, and a name that identifies the run in it.
 *
 * A later run with the same journal and the same intents continues: an intent whose outcome is recorded returns this
 * outcome, success or error, and sends nothing; for an intent that was under way, the run finds out what was done; the
 * other intents are carried out. A finished run therefore stays finished. Intents other than those recorded are refused
 * with an `ExportError` whose reason is `Checkpoint`; further intents after them are carried out. Intents are compared as
 * JSON, in which functions are absent: a function must not change between runs. A run that is interrupted lets the
 * intents under way record their outcomes for up to 3 seconds.
 *
 * Only one run at a time can use a journal. A second one fails with an `ExportError` whose reason is `Locked`; it says
 * which run holds the journal, and since when. The journal of a run that was killed can be used again after ten seconds,
 * or at once on the same Linux host if the program provides a `FileSystem`. A `KeyValueStore` has no atomic operations,
 * so two runs that begin within the same millisecond may both begin; one of them fails before its next request.
 *
 * The journal keeps an entry for each intent, with the user as received, until {@link endJournal} is called. To carry out
 * failed intents again, run them with another name.
 *
 * @since 0.2.0
 * @category journals
 */
export interface Journal extends Storage.Journal {}

/**
 * Ends a journal: removes everything that it recorded. Call it after the report of a run has been saved, or to give up a
 * run. A later run with the same journal carries out every intent.
 *
 * If it is interrupted, the next call, or the next run with the same journal, completes it. Fails with an `ExportError`
 * whose reason is `Locked` while a run uses the journal.
 *
 * @example
 * ```ts
 * import { KeyValueStore } from "@effect/platform"
 * import { Effect, Either, Stream } from "effect"
 * import * as UserBulk from "effect-purecloud/UserBulk"
 *
 * export const promote = (userIds: ReadonlyArray<string>, saveReport: (failed: number) => Effect.Effect<void>) =>
 *   Effect.gen(function*() {
 *     const journal = { name: "promote-2026", store: yield* KeyValueStore.KeyValueStore }
 *     const failed = yield* Stream.fromIterable(userIds).pipe(
 *       Stream.map((userId) => ({ userId, change: { title: "Senior Agent" } })),
 *       UserBulk.patchAll({ journal }),
 *       Stream.filter(({ result }) => Either.isLeft(result)),
 *       Stream.runCount
 *     )
 *     yield* saveReport(failed)
 *     yield* UserBulk.endJournal(journal)
 *   })
 * ```
 *
 * @since 0.2.0
 * @category journals
 */
export const endJournal = (journal: Journal): Effect.Effect<void, ExportError> => Storage.end(journal)

// ------------------------------------------------------------------------------------------------------------- models

/**
 * Options of a bulk run.
 *
 * @since 0.2.0
 * @category models
 */
export interface BulkOptions {
  /** Maximum number of intents under way at the same time. Default 4. */
  readonly concurrency?: number
  /** Whether to only read and report what would be sent. Nothing is written, to the service or to the journal. Default false. */
  readonly dryRun?: boolean
  /** Where to record requests and outcomes. Default nowhere: a run that is killed cannot continue. */
  readonly journal?: Journal
}

/**
 * The outcome of one intent: `result` is its success, or the error that it failed with. Outcomes are emitted in the order
 * of the intents. The error of one intent does not stop the others.
 *
 * @since 0.2.0
 * @category models
 */
export interface Outcome<Intent, A> extends BulkRun.Outcome<Intent, A> {}

/**
 * A user to change.
 *
 * @since 0.2.0
 * @category models
 */
export interface PatchIntent {
  readonly userId: string
  readonly change: UserUpdate.Change
  readonly options?: UserUpdate.UpdateOptions
}

/**
 * The success of a change.
 *
 * @since 0.2.0
 * @category models
 */
export interface Patched {
  /** The user after the change, or as it was read in a dry run. */
  readonly user: User.User
  /**
   * The fields of each patch that was sent, or would be sent in a dry run, `state` first. Empty if the user already had
   * all fields.
   */
  readonly sent: ReadonlyArray<UserUpdate.Fields>
}

// --------------------------------------------------------------------------------------------------------- operations

/**
 * Changes users, each like `UserUpdate.update`.
 *
 * With a {@link Journal} no change is applied twice. The journal records the version that was read before a patch is
 * sent; after a crash, the next run reads the user and compares versions to find out whether the patch was applied. A
 * patch whose response was lost counts as applied if the user has a new version and the fields that were sent. If it is
 * not certain whether a patch was applied, the outcome is `InDoubt`.
 *
 * @example
 * ```ts
 * import { Either, Stream } from "effect"
 * import * as UserBulk from "effect-purecloud/UserBulk"
 *
 * export const offboard = (userIds: ReadonlyArray<string>) =>
 *   Stream.fromIterable(userIds).pipe(
 *     Stream.map((userId) => ({ userId, change: { state: "inactive" } })),
 *     UserBulk.patchAll({ dryRun: true }),
 *     Stream.filter(({ result }) => Either.isLeft(result))
 *   )
 * ```
 *
 * @since 0.2.0
 * @category operations
 */
export const patchAll = (options: BulkOptions = {}) =>
<E, R>(
  intents: Stream.Stream<PatchIntent, E, R>
): Stream.Stream<Outcome<PatchIntent, Patched>, E | ExportError, R | PureCloud.PureCloud> =>
  Internal.patchAll(intents, options)

/**
 * Creates users.
 *
 * A creation whose response was lost, by a network failure or a crash, is `InDoubt` and is not sent again: search for its
 * email address to find out whether the user exists. With a {@link Journal} the created users are recorded, and a later
 * run returns them again. A dry run checks the bodies, sends nothing, and returns `undefined` for each user.
 *
 * @since 0.2.0
 * @category operations
 */
export const createAll = (options: BulkOptions = {}) =>
<E, R>(
  intents: Stream.Stream<UserRequest.CreateUser, E, R>
): Stream.Stream<
  Outcome<UserRequest.CreateUser, User.User | undefined>,
  E | ExportError,
  R | PureCloud.PureCloud
> => Internal.createAll(intents, options)

/**
 * Deletes users by id.
 *
 * A user that this run or an earlier run of the same journal may already have deleted counts as deleted. A version
 * conflict ends when the other writer has finished, so it is retried within the retry policy. A dry run reads the users.
 *
 * @since 0.2.0
 * @category operations
 */
export const deleteAll = (options: BulkOptions = {}) =>
<E, R>(
  intents: Stream.Stream<string, E, R>
): Stream.Stream<Outcome<string, void>, E | ExportError, R | PureCloud.PureCloud> =>
  Internal.deleteAll(intents, options)
