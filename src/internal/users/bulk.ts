import * as Effect from "effect/Effect"
import * as Predicate from "effect/Predicate"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import { deleteUser, getUser, patchUser, postUsers } from "../../endpoints/Users.js"
import * as User from "../../models/User.js"
import type * as UserRequest from "../../models/UserRequest.js"
import * as PureCloud from "../../PureCloud.js"
import type { ExportError, InDoubt, PureCloudError } from "../../PureCloudError.js"
import * as Encoding from "../http/encodeRequest.js"
import { compile } from "../schema/guard.js"
import * as BulkRun from "../storage/bulkRun.js"
import type { Journal } from "../storage/journal.js"
import {
  type Change,
  checkFields,
  expandOf,
  type Fields,
  Patch,
  RecordedFields,
  type Settings,
  settings
} from "./changes.js"
import { checkInput } from "./checkInput.js"
import { inDoubt, isInDoubt, runEnded, unrecordable } from "./inDoubt.js"
import { inEitherState, readUser } from "./readUser.js"
import { holds } from "./storedFields.js"
import * as Update from "./update.js"

/*
 * The bulk operations. Each carries out an intent, or continues an intent that an earlier run has begun.
 */

/** Options of a bulk run. */
export interface Options {
  readonly concurrency?: number
  readonly dryRun?: boolean
  readonly journal?: Journal
}

/** Intent to change a user. */
export interface PatchIntent {
  readonly userId: string
  readonly change: Change
  readonly options?: Partial<Settings>
}

/** Result of a change. */
export interface Patched {
  readonly user: User.User
  /** The fields that were sent: in two patches if the change has the state and other fields. */
  readonly sent: ReadonlyArray<Fields>
}

/** A stream of outcomes. */
type Outcomes<Intent, A, E, R> = Stream.Stream<
  BulkRun.Outcome<Intent, A>,
  E | ExportError,
  R | PureCloud.PureCloud
>

/** Makes a stream with the client of the context. */
const withClient = <A, E, R>(
  f: (client: PureCloud.Service) => Stream.Stream<A, E, R>
): Stream.Stream<A, E, R | PureCloud.PureCloud> => Stream.unwrap(Effect.map(PureCloud.PureCloud, f))

const runOptions = ({ concurrency = 4, dryRun = false, journal }: Options) => ({
  concurrency,
  // A dry run sends no writes, so it needs no journal.
  journal: dryRun ? undefined : journal
})

/** The user of a response, in a journal. Optional fields are not checked, as with `decode: "lenient"`. */
const RecordedUser: Schema.Schema<User.User> = Schema.declare(
  (u: unknown): u is User.User => compile(User.User.ast, true)(u)
)

/** For a creation or a deletion, the journal only records that the request was sent. */
const EmptyNote = Schema.Struct({})
type EmptyNote = typeof EmptyNote.Type

/** Schemas of the note and of the result of a change, in a journal. */
export const patchSchemas = {
  noteSchema: Patch,
  successSchema: Schema.Struct({ user: RecordedUser, sent: Schema.Array(RecordedFields) })
}

/** Schemas of the note and of the result of a creation, in a journal. */
export const createSchemas = { noteSchema: EmptyNote, successSchema: Schema.UndefinedOr(RecordedUser) }

/** Changes users. */
export const patchAll = <E, R>(
  intents: Stream.Stream<PatchIntent, E, R>,
  options: Options
): Outcomes<PatchIntent, Patched, E, R> =>
  withClient((client) => BulkRun.run(intents, patchOperation(client, options.dryRun ?? false), runOptions(options)))

/** The operation that changes a user. */
export const patchOperation = (
  client: PureCloud.Service,
  dryRun: boolean
): BulkRun.Operation<PatchIntent, Patch, Patched> => ({
  name: "patchAll",
  unrecordable: () => inDoubt(patchUser, unrecordable),
  ...patchSchemas,
  // A delay may be a bigint, which JSON cannot represent.
  subjectOf: ({ change, options, userId }) =>
    JSON.stringify([userId, change, options], (_, value) => Predicate.isBigInt(value) ? `${value}n` : value),
  run: (intent, recorder) => Effect.provideService(patchOne(intent, recorder, dryRun), PureCloud.PureCloud, client)
})

const patchOne = (
  { change, options, userId }: PatchIntent,
  { before, note }: BulkRun.Recorder<Patch>,
  dryRun: boolean
): Effect.Effect<Patched, PureCloudError | InDoubt | ExportError, PureCloud.PureCloud> =>
  Effect.gen(function*() {
    const { add, sent } = sentPatches()
    const task = {
      userId,
      change,
      settings: settings(options),
      recognizesSent: true,
      beforePatch: (patch: Patch) =>
        Effect.gen(function*() {
          // The fields are checked first, because a body that cannot be sent cannot be recorded.
          yield* checkFields(userId, patch.sent)
          add(patch.sent)
          if (!dryRun) yield* note(patch)
          return !dryRun
        })
    }
    const start = before === undefined ? undefined : yield* startAfter(task, before)
    if (start?.stateChange !== undefined) add({ state: start.stateChange.to })
    if (before !== undefined && start?.isApplied) {
      add(before.sent)
      // Otherwise the function would be applied to its own result.
      if (typeof change === "function" && before.sent.state === undefined) return { user: start.user, sent: sent() }
    }
    const user = yield* Effect.catchTag(
      Update.run(task, start),
      "Unsettled",
      ({ error }) => inDoubt(patchUser, before === undefined ? error.message : runEnded)
    )
    return { user, sent: sent() }
  })

/** Collects the patches of one change: the latest one of the state, and the latest one of the other fields. */
const sentPatches = () => {
  const parts = new Map<"state" | "others", Fields>()
  return {
    add: (part: Fields): void => void parts.set(part.state === undefined ? "others" : "state", part),
    sent: (): ReadonlyArray<Fields> => [...parts.values()]
  }
}

/** Finds out whether the last patch of an earlier run was applied, and returns where the update continues. */
const startAfter = <E>(
  { change, settings, userId }: Update.Task<E>,
  { sent, stateChange, version }: Patch
): Effect.Effect<Update.Start & { readonly isApplied: boolean }, InDoubt, PureCloud.PureCloud> =>
  Effect.gen(function*() {
    const user = yield* Effect.mapError(
      inEitherState(settings.state, readUser(userId, expandOf(change, settings, [sent]))),
      ({ message }) => inDoubt(patchUser, `${runEnded}, and ${message}`)
    )
    if (user.version === version) {
      const isOfState = sent.state !== undefined
      const start = isOfState ? { isStateSet: false, stateChange: undefined } : { isStateSet: true, stateChange }
      return { ...start, user, pending: [{ sent }], isApplied: false }
    }
    return holds(user, sent)
      ? { user, pending: [], isStateSet: true, stateChange, isApplied: true }
      : yield* inDoubt(patchUser, runEnded)
  })

const encodePostUsers = Encoding.encoder(postUsers)

/** Creates users. */
export const createAll = <E, R>(
  intents: Stream.Stream<UserRequest.CreateUser, E, R>,
  options: Options
): Outcomes<UserRequest.CreateUser, User.User | undefined, E, R> =>
  withClient((client) => BulkRun.run(intents, createOperation(client, options.dryRun ?? false), runOptions(options)))

/** The operation that creates a user. */
export const createOperation = (
  client: PureCloud.Service,
  dryRun: boolean
): BulkRun.Operation<UserRequest.CreateUser, EmptyNote, User.User | undefined> => ({
  name: "createAll",
  unrecordable: () => inDoubt(postUsers, unrecordable),
  ...createSchemas,
  subjectOf: (body) => JSON.stringify(body),
  run: (body, { before, note }) =>
    Effect.gen(function*() {
      yield* checkInput(postUsers, encodePostUsers({ body }))
      if (dryRun) return undefined
      if (before !== undefined) return yield* inDoubt(postUsers, runEnded)
      yield* note({})
      return yield* Effect.mapError(
        client.run(postUsers, { body }),
        (error) => isInDoubt(error) ? inDoubt(postUsers, error.message) : error
      )
    })
})

/** Deletes users. */
export const deleteAll = <E, R>(
  intents: Stream.Stream<string, E, R>,
  options: Options
): Outcomes<string, void, E, R> =>
  withClient((client) => BulkRun.run(intents, deleteOperation(client, options.dryRun ?? false), runOptions(options)))

/** The operation that deletes a user. */
export const deleteOperation = (
  client: PureCloud.Service,
  dryRun: boolean
): BulkRun.Operation<string, EmptyNote, void> => ({
  name: "deleteAll",
  unrecordable: () => inDoubt(deleteUser, unrecordable),
  noteSchema: EmptyNote,
  successSchema: Schema.Void,
  subjectOf: (userId) => userId,
  run: (userId, { before, note }) =>
    dryRun ? Effect.asVoid(client.run(getUser, { userId })) : note({}).pipe(
      Effect.zipRight(client.run(deleteUser, { userId })),
      // An earlier request of this run or of the previous run may have deleted the user.
      Effect.catchTag(
        "PureCloudNotFound",
        (error) => before === undefined && error.origin.attempts < 2 ? Effect.fail(error) : Effect.void
      )
    )
})
