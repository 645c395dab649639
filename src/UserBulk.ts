/**
 * Changes, creates and deletes many users: converts a stream of intents to a stream of outcomes. With a
 * {@link Journal}, the next run continues a run that was interrupted or killed, and carries out nothing twice.
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
 * Journal in which a bulk run records its requests and outcomes: any `KeyValueStore`, and a name that identifies the
 * run in the store.
 *
 * A later run with the same journal and the same intents continues the run. For an intent with a recorded outcome, it
 * returns this outcome (success or error) and sends nothing. For an intent that had started but has no outcome, it
 * finds out whether the request was carried out. It carries out the other intents. Therefore a repetition of a finished
 * run sends nothing. If an intent differs from the recorded one, the run fails with an `ExportError` whose reason is
 * `Checkpoint`. Additional intents at the end are carried out. Intents are compared as JSON, which does not contain
 * functions: a function must not change between runs. If a run is interrupted, intents that have started can record
 * their outcomes for up to 3 seconds.
 *
 * Only one run at a time can use a journal. A second one fails with an `ExportError` whose reason is `Locked`; the
 * error names the run that uses the journal, and the time when it started. The journal of a run that was killed can be
 * used again after ten seconds, or at once on the same Linux host if the program provides a `FileSystem`.
 *
 * If several processes may use a journal, use an `AtomicStore`, for example `Redis.keyValueStore` or
 * `Sql.keyValueStore`. Then exactly one of them starts. A run that is suspended for more than ten seconds can lose the
 * journal to another run. When it continues, it records nothing more, and sends at most the one request that it had
 * recorded before. Any other `KeyValueStore` has no atomic operations: two runs that start within the same millisecond
 * may both start, and a run that is suspended just before it records a request may send this request when it continues.
 *
 * The journal keeps an entry for each intent, with the user as received, until {@link endJournal} is called. To carry
 * out failed intents again, run them with another journal name.
 *
 * @since 0.2.0
 * @category journals
 */
export interface Journal extends Storage.Journal {}

/**
 * Ends a journal: removes all its entries. Call it after the outcomes of a run have been saved, or to abandon a run. A
 * later run with the same journal carries out every intent.
 *
 * If it is interrupted, the next call of `endJournal`, or the next run with the same journal, completes it. While a run
 * uses the journal, it fails with an `ExportError` whose reason is `Locked`.
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
  /** Maximum number of intents that are carried out at the same time. Default: 4. */
  readonly concurrency?: number
  /**
   * Whether to only report the changes that a run would make. Users may be read, but nothing is written to the service
   * or to the journal. Default: `false`.
   */
  readonly dryRun?: boolean
  /** Journal that records requests and outcomes. Default: none, and a run that is killed cannot continue. */
  readonly journal?: Journal
}

/**
 * Outcome of one intent: `result` is its success or its error. Outcomes are emitted in the order of the intents. The
 * error of one intent does not stop the others.
 *
 * @since 0.2.0
 * @category models
 */
export interface Outcome<Intent, A> extends BulkRun.Outcome<Intent, A> {}

/**
 * Intent to change one user.
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
 * Success of a change.
 *
 * @since 0.2.0
 * @category models
 */
export interface Patched {
  /** The user after the change. In a dry run, the user before the change. */
  readonly user: User.User
  /**
   * The fields of each patch that was sent or, in a dry run, would be sent. The patch of `state` is the first one.
   * Empty if the user already had all fields.
   */
  readonly sent: ReadonlyArray<UserUpdate.Fields>
}

// --------------------------------------------------------------------------------------------------------- operations

/**
 * Changes users, each like `UserUpdate.update`.
 *
 * With a {@link Journal} no change is applied twice. Before a patch is sent, the journal records the version that was
 * read. After a crash, the next run reads the user and compares versions to find out whether the patch was applied. A
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
 * A user who does not exist counts as deleted if an earlier request for the same intent, of this run or of an earlier run
 * with the same journal, may have deleted the user. An id that the stream has twice fails with `NotFound` the second time.
 * A version conflict ends when the other writer has finished, so it is retried within the retry policy. A dry run reads
 * the users.
 *
 * @since 0.2.0
 * @category operations
 */
export const deleteAll = (options: BulkOptions = {}) =>
<E, R>(
  intents: Stream.Stream<string, E, R>
): Stream.Stream<Outcome<string, void>, E | ExportError, R | PureCloud.PureCloud> =>
  Internal.deleteAll(intents, options)
