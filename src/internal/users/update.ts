import * as Data from "effect/Data"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Predicate from "effect/Predicate"
import * as Random from "effect/Random"
import * as Struct from "effect/Struct"
import { patchUser } from "../../endpoints/Users.js"
import type * as User from "../../models/User.js"
import * as PureCloud from "../../PureCloud.js"
import { Conflict, type PureCloudError } from "../../PureCloudError.js"
import {
  beforeStateChange,
  type Change,
  expandOf,
  type Fields,
  fieldsOf,
  keptByPatch,
  type Patch,
  type Settings,
  type StateChange
} from "./changes.js"
import { isInDoubt } from "./inDoubt.js"
import { inEitherState, type Read, readVersion } from "./readUser.js"
import { holds, sameField } from "./storedFields.js"

/*
 * An update reads a user and sends the change with the version that was read. After a version conflict, and after a
 * patch whose response was lost, it reads the user again and decides whether the change is complete, is sent again, or
 * fails. The service ignores all other fields of a patch with `state`, so a change of the state and other fields
 * requires two patches.
 */

/** An update, with the functions that a bulk run adds to it. */
export interface Task<E> {
  readonly userId: string
  readonly change: Change
  readonly settings: Settings
  /** Whether the change of a function counts as applied if the user has the fields that were sent. */
  readonly recognizesSent: boolean
  /** Runs before each patch is sent. Returns whether to send it. */
  readonly beforePatch: (patch: Patch) => Effect.Effect<boolean, E>
}

/** A patch that may have been applied, or may still be applied as long as its version is the current one. */
interface PendingPatch {
  readonly sent: Fields
  /** The error of the attempt. `undefined` if an earlier run made the attempt. */
  readonly error?: PureCloudError
}

/** Failure of an update whose patch may have been applied, or may still be applied. */
export class Unsettled extends Data.TaggedError("Unsettled")<{ readonly error: PureCloudError }> {}

/** Where the update of an earlier run continues. */
export interface Start {
  readonly user: User.User
  readonly pending: ReadonlyArray<PendingPatch>
  /** Whether the state is set, so that the other fields are next. */
  readonly isStateSet: boolean
  readonly stateChange: StateChange | undefined
}

/** One attempt to send a part of a change: the state, or the other fields. */
interface Attempt {
  /** The user that was read. The patch is sent with its version. */
  readonly base: User.User
  /** The fields of the change for this user. */
  readonly fields: Fields
  readonly number: number
  readonly pending: ReadonlyArray<PendingPatch>
}

/** Sends a part of a change until the user has it. Returns the user, and the fields of the change for that user. */
type Write<E> = (
  attempt: Attempt
) => Effect.Effect<readonly [User.User, Fields], PureCloudError | Unsettled | E, PureCloud.PureCloud>

/** Runs an update from the beginning, or continues that of an earlier run. */
export const run = <E>(
  task: Task<E>,
  start?: Start
): Effect.Effect<User.User, PureCloudError | Unsettled | E, PureCloud.PureCloud> =>
  Effect.gen(function*() {
    const { change, settings, userId } = task
    const pending = start?.pending ?? []
    const read = readVersion(userId, expandOf(change, settings, pending.map(({ sent }) => sent)))
    if (start?.isStateSet) {
      const { stateChange, user } = start
      const fields = fieldsOf(change, beforeStateChange(user, stateChange))
      return yield* writeRest(task, read, stateChange, { base: user, fields, number: 1, pending })
    }
    const found = start?.user ?? (yield* read(settings.state))
    const writeState = writer(task, read, ({ state }) => ({ state }), undefined)
    const [base, fields] = yield* writeState({ base: found, fields: fieldsOf(change, found), number: 1, pending })
    const stateChange = fields.state === undefined ? undefined : { from: stateOf(found), to: fields.state }
    return yield* writeRest(task, read, stateChange, { base, fields, number: 1, pending: [] })
  })

/** Sends the fields other than the state. */
const writeRest = <E>(
  task: Task<E>,
  read: Read,
  stateChange: StateChange | undefined,
  attempt: Attempt
): Effect.Effect<User.User, PureCloudError | Unsettled | E, PureCloud.PureCloud> =>
  Effect.gen(function*() {
    const { base: user } = attempt
    const write = writer(task, read, Struct.omit("state"), stateChange)
    const base = Number.isSafeInteger(user.version) ? user : yield* inEitherState(user.state, read)
    return (yield* write({ ...attempt, base }))[0]
  })

/** Returns the state of a user. It is an optional field, which the service may send with another type. */
const stateOf = ({ state }: User.User): string | undefined => Predicate.isString(state) ? state : undefined

/** Makes the function that sends a part of a change. */
const writer = <E>(
  task: Task<E>,
  read: Read,
  partOf: (fields: Fields) => Fields,
  stateChange: StateChange | undefined
): Write<E> => {
  const { beforePatch, change, settings, userId } = task
  const write: Write<E> = (attempt) => {
    const { base, fields } = attempt
    const part = partOf(fields)
    if (holds(base, part)) return Effect.succeed([base, fields] as const)
    const patch: Patch = {
      sent: part,
      version: base.version,
      stateChange: part.state === undefined ? stateChange : { from: stateOf(base), to: part.state }
    }
    const send = Effect.map(
      callPatchUser({ userId, body: { ...part, version: base.version ?? 0 } }),
      (user) => [{ ...keptByPatch(expandOf(change, settings, []), base, part), ...user }, fields] as const
    )
    return Effect.if(beforePatch(patch), {
      onFalse: () => Effect.succeed([base, fields] as const),
      onTrue: () => Effect.catchAll(send, (error) => afterError(task, read, attempt, part, error, writeAgain))
    })
  }
  const writeAgain: WriteAgain<E> = ({ number }, base, pending) =>
    write({ base, fields: fieldsOf(change, beforeStateChange(base, stateChange)), number: number + 1, pending })
  return write
}

type WriteAgain<E> = (
  attempt: Attempt,
  base: User.User,
  pending: ReadonlyArray<PendingPatch>
) => ReturnType<Write<E>>

/** Reads the user again after the error of a patch, and decides how the update continues. */
const afterError = <E>(
  task: Task<E>,
  read: Read,
  attempt: Attempt,
  part: Fields,
  error: PureCloudError,
  writeAgain: WriteAgain<E>
): ReturnType<Write<E>> => {
  const { base, fields, number } = attempt
  const { attempts, delay } = task.settings
  const isConflict = error._tag === "PureCloudConflict"
  const mayBeApplied = isInDoubt(error)
  const pending = mayBeApplied ? [...attempt.pending, { sent: part, error }] : attempt.pending
  const fail = (error: PureCloudError) => Effect.fail(pending.length === 0 ? error : new Unsettled({ error }))
  const isLast = number >= attempts
  if (!(isConflict || mayBeApplied) || (isLast && pending.length === 0)) return fail(error)
  return pause(delay).pipe(
    Effect.zipRight(Effect.catchAll(inEitherState(base.state, read), fail)),
    Effect.flatMap((fresh): ReturnType<Write<E>> => {
      if (fresh.version === base.version) {
        // A conflict without a new version has another cause, for example an email address that another user has.
        return isLast || (isConflict && error.reason === "General") ? fail(error) : writeAgain(attempt, fresh, pending)
      }
      // From here on no pending patch can be applied any more, because its version is not the current one.
      const done = Effect.succeed([fresh, fields] as const)
      if (typeof task.change === "function") {
        if (pending.length === 0) return writeAgain(attempt, fresh, [])
        // Otherwise the function would be applied to its own result.
        return task.recognizesSent && pending.some(({ sent }) => holds(fresh, sent))
          ? done
          : fail(pending.at(-1)?.error ?? error)
      }
      if (holds(fresh, part)) return done
      const isUnchanged = Object.keys(part).every((key) => sameField(base, fresh, key))
      if (isUnchanged) return isLast ? Effect.fail(error) : writeAgain(attempt, fresh, [])
      return fail(isConflict ? new Conflict({ ...error, reason: "Version" }) : error)
    })
  )
}

/** Sleeps for a random time between half of a delay and all of it. */
const pause = (delay: Duration.DurationInput): Effect.Effect<void> =>
  Effect.flatMap(
    Random.next,
    (random) => Effect.sleep(Duration.millis(Duration.toMillis(delay) * (0.5 + random / 2)))
  )

const callPatchUser = PureCloud.call(patchUser)
