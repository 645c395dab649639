import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Fiber from "effect/Fiber"
import * as Stream from "effect/Stream"
import type { ExportError, InDoubt, PureCloudError } from "../../PureCloudError.js"
import * as Journal from "./journal.js"
import { digestOf } from "./runningDigest.js"

/*
 * Converts a stream of intents to a stream of outcomes, in the same order. With a journal, each request is recorded
 * before it is sent, and each outcome before it is emitted: a run that was killed continues, and a finished run sends
 * nothing.
 */

/** The outcome of one intent. */
export interface Outcome<Intent, A> {
  /** Position of the intent in the stream, from 0. */
  readonly index: number
  readonly intent: Intent
  readonly result: Either.Either<A, PureCloudError | InDoubt>
}

/** The note of an intent in the journal, and the function that records the next one. */
export interface Recorder<Note> {
  /** The note of an earlier run that ended before it recorded the outcome. */
  readonly before: Note | undefined
  /** Records a note before a request is sent. */
  readonly note: (note: Note) => Effect.Effect<void, ExportError>
}

/** A bulk operation. */
export interface Operation<Intent, Note, A> extends Journal.Schemas<Note, A> {
  readonly name: string
  /** Returns a text that identifies an intent. */
  readonly subjectOf: (intent: Intent) => string
  /** Makes the error that is recorded in place of an outcome that JSON cannot represent. */
  readonly unrecordable: () => InDoubt
  readonly run: (intent: Intent, recorder: Recorder<Note>) => Effect.Effect<A, PureCloudError | InDoubt | ExportError>
}

/** Runs a bulk operation on each intent. */
export const run = <Intent, E, R, Note, A>(
  intents: Stream.Stream<Intent, E, R>,
  operation: Operation<Intent, Note, A>,
  options: { readonly concurrency: number; readonly journal: Journal.Journal | undefined }
): Stream.Stream<Outcome<Intent, A>, E | ExportError, R> => {
  const { concurrency, journal } = options
  const numbered = Stream.zipWithIndex(intents)
  return journal === undefined
    ? Stream.mapEffect(numbered, ([intent, index]) => settle(operation, intent, index, unrecorded), { concurrency })
    : Stream.unwrapScoped(Effect.map(
      Journal.open(journal, operation.name, operation),
      (opened) => runRecorded(numbered, operation, opened, concurrency)
    ))
}

const unrecorded = { before: undefined, note: () => Effect.void }

/**
 * Runs the operation on one intent. An error of the operation becomes the outcome. An error of the journal fails the
 * run.
 */
const settle = <Intent, Note, A>(
  { run }: Operation<Intent, Note, A>,
  intent: Intent,
  index: number,
  recorder: Recorder<Note>
): Effect.Effect<Outcome<Intent, A>, ExportError> =>
  run(intent, recorder).pipe(
    Effect.map((value): Outcome<Intent, A> => ({ index, intent, result: Either.right(value) })),
    Effect.catchAll((error) =>
      error._tag === "PureCloudExportError"
        ? Effect.fail(error)
        : Effect.succeed({ index, intent, result: Either.left(error) })
    )
  )

/**
 * Runs an operation on an intent, for a store that is not a journal. Its notes are not recorded.
 *
 * @param before the recorded note of an earlier run
 */
export const settleOne = <Intent, Note, A>(
  operation: Operation<Intent, Note, A>,
  intent: Intent,
  before: Note | undefined
): Effect.Effect<Outcome<Intent, A>["result"], ExportError> =>
  Effect.map(settle(operation, intent, 0, { ...unrecorded, before }), ({ result }) => result)

/** How far an operation came: to a request whose note must be recorded first, or to its end. */
export type Progress<Note, A> =
  | { readonly _tag: "Sending"; readonly note: Note }
  | { readonly _tag: "Settled"; readonly result: Either.Either<A, PureCloudError | InDoubt> }

/**
 * Runs an operation on an intent, for a store that is not a journal. Stops before the first request whose note is not
 * recorded.
 *
 * @param before the recorded note of an earlier run
 */
export const advance = <Intent, Note, A>(
  operation: Operation<Intent, Note, A>,
  intent: Intent,
  before: Note | undefined,
  isRecorded: (note: Note) => boolean
): Effect.Effect<Progress<Note, A>, ExportError> =>
  Effect.flatMap(Deferred.make<Note>(), (unrecorded) => {
    const note = (note: Note) =>
      isRecorded(note) ? Effect.void : Effect.zipRight(Deferred.succeed(unrecorded, note), Effect.never)
    return Effect.raceFirst(
      Effect.map(
        settle(operation, intent, 0, { before, note }),
        ({ result }): Progress<Note, A> => ({ _tag: "Settled", result })
      ),
      Effect.map(Deferred.await(unrecorded), (note): Progress<Note, A> => ({ _tag: "Sending", note }))
    )
  })

const runRecorded = <Intent, E, R, Note, A>(
  numbered: Stream.Stream<readonly [Intent, number], E, R>,
  operation: Operation<Intent, Note, A>,
  opened: Journal.Opened<Note, A>,
  concurrency: number
): Stream.Stream<Outcome<Intent, A>, E | ExportError, R> => {
  const { finish, load, save } = opened
  let count = 0
  return numbered.pipe(
    // Intents are compared one after the other, so that an intent is carried out only after all earlier intents were
    // found to be the recorded ones.
    Stream.mapEffect(([intent, index]) =>
      Effect.gen(function*() {
        // An intent that JSON cannot represent fails when it is carried out.
        const text = yield* Effect.orElseSucceed(Effect.try(() => operation.subjectOf(intent)), () => "")
        const subject = yield* digestOf(text)
        const entry = yield* load(index, subject)
        count = index + 1
        return { entry, index, intent, subject }
      })
    ),
    Stream.mapEffect(({ entry, index, intent, subject }) => {
      if (entry?._tag === "Settled") return Effect.succeed({ index, intent, result: entry.result })
      let sequence = entry?.sequence ?? 0
      let hasSent = false
      const recorder: Recorder<Note> = {
        before: entry?.note,
        note: (note) => {
          hasSent = true
          return save(index, { _tag: "Sending", sequence: ++sequence, subject, note })
        }
      }
      const settled = Effect.flatMap(
        settle(operation, intent, index, recorder),
        (outcome) => record(opened, { sequence: sequence + 1, subject }, outcome, operation.unrecordable)
      )
      return withGracePeriod(settled, () => hasSent)
    }, { concurrency }),
    Stream.concat(Stream.execute(Effect.suspend(() => finish(count))))
  )
}

/** Records an outcome. Returns the recorded outcome, which is an error if JSON cannot represent the given outcome. */
const record = <Intent, Note, A>(
  { save, trySave }: Journal.Opened<Note, A>,
  { sequence, subject }: { readonly sequence: number; readonly subject: string },
  outcome: Outcome<Intent, A>,
  unrecordable: () => InDoubt
): Effect.Effect<Outcome<Intent, A>, ExportError> => {
  const { index } = outcome
  const entryOf = ({ result }: Outcome<Intent, A>) => ({ _tag: "Settled" as const, sequence, subject, result })
  return trySave(index, entryOf(outcome)).pipe(
    Effect.as(outcome),
    Effect.catchTag("NotRepresentable", () => {
      const error: Outcome<Intent, A> = { ...outcome, result: Either.left(unrecordable()) }
      return Effect.as(save(index, entryOf(error)), error)
    })
  )
}

/** Maximum time that an intent has to record its outcome after its run was interrupted. */
const gracePeriod = "3 seconds"

/** If an effect is interrupted after it has sent a request, lets it finish within the grace period. */
const withGracePeriod = <A, E, R>(self: Effect.Effect<A, E, R>, hasSent: () => boolean): Effect.Effect<A, E, R> =>
  Effect.uninterruptibleMask((restore) =>
    Effect.gen(function*() {
      // Daemon fibers, because an interruption of a fiber interrupts all its children at once.
      const fiber = yield* Effect.forkDaemon(restore(self))
      const wait = Effect.forkDaemon(Effect.interruptible(Effect.timeoutOption(Fiber.await(fiber), gracePeriod)))
      return yield* Effect.onInterrupt(restore(Fiber.join(fiber)), () =>
        Effect.zipRight(
          Effect.when(Effect.flatMap(wait, Fiber.await), hasSent),
          Fiber.interrupt(fiber)
        ))
    })
  )
