import type * as KeyValueStore from "@effect/platform/KeyValueStore"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Fiber from "effect/Fiber"
import * as Schema from "effect/Schema"
import type * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import { ExportError, InDoubt, PureCloudError } from "../../PureCloudError.js"
import { type Slots, slots } from "./checkpoints.js"
import { digestOf } from "./digest.js"
import * as Lease from "./lease.js"

/*
 * Turns a stream of intents into a stream of outcomes, in order. With a journal, every request is written down before
 * it is sent and every outcome before it is emitted: a run that was killed goes on, a finished run stays finished.
 */

/** Where a run writes down its requests and outcomes. */
export interface Journal {
  /** Tells this run from others in the same store. */
  readonly name: string
  readonly store: KeyValueStore.KeyValueStore
}

/** The outcome of one intent. */
export interface Outcome<Intent, A> {
  readonly index: number
  readonly intent: Intent
  readonly result: Either.Either<A, PureCloudError | InDoubt>
}

/** What one intent reads from the journal and writes to it. */
export interface Row<Note> {
  /** The note of an earlier run that ended before it recorded the outcome. */
  readonly before: Note | undefined
  /** Writes down what is about to be sent. */
  readonly note: (note: Note) => Effect.Effect<void, ExportError>
}

/** A bulk operation. */
export interface Run<Intent, Note, A> {
  readonly operation: string
  /** Tells an intent from others. */
  readonly subjectOf: (intent: Intent) => string
  readonly noteSchema: Schema.Schema<Note>
  readonly successSchema: Schema.Schema<A>
  readonly run: (intent: Intent, row: Row<Note>) => Effect.Effect<A, PureCloudError | InDoubt | ExportError>
}

/** Runs a bulk operation on each intent. */
export const bulk = <Intent, E, R, Note, A>(
  intents: Stream.Stream<Intent, E, R>,
  run: Run<Intent, Note, A>,
  options: { readonly concurrency: number; readonly journal: Journal | undefined }
): Stream.Stream<Outcome<Intent, A>, E | ExportError, R> => {
  const { concurrency, journal } = options
  const numbered = Stream.zipWithIndex(intents)
  return journal === undefined
    ? Stream.mapEffect(numbered, ([intent, index]) => settle(run, intent, index, unrecorded), { concurrency })
    : Stream.unwrapScoped(Effect.map(open(journal, run), (opened) => recorded(numbered, run, opened, concurrency)))
}

const unrecorded = { before: undefined, note: () => Effect.void }

const settle = <Intent, Note, A>(
  { run }: Run<Intent, Note, A>,
  intent: Intent,
  index: number,
  row: Row<Note>
): Effect.Effect<Outcome<Intent, A>, ExportError> =>
  run(intent, row).pipe(
    Effect.map((value): Outcome<Intent, A> => ({ index, intent, result: Either.right(value) })),
    Effect.catchAll((error) =>
      error._tag === "PureCloudExportError"
        ? Effect.fail(error)
        : Effect.succeed({ index, intent, result: Either.left(error) })
    )
  )

// ------------------------------------------------------------------------------------------------------- the journal

/** The head of a journal. */
const Head = Schema.Struct({
  /** Grows by one each time the head is saved. */
  sequence: Schema.Number,
  operation: Schema.String,
  /** Every entry has a lower index. */
  bound: Schema.Number,
  /** Whether the journal was ended, so that what is left of it is removed. */
  ended: Schema.Boolean
})
type Head = typeof Head.Type

const entryFields = {
  /** Grows by one each time the entry is saved. */
  sequence: Schema.Number,
  /** A digest of the intent. */
  subject: Schema.String
}

/** The journal's entry of an intent: first what is being sent, then the outcome. */
const entrySchema = <Intent, Note, A>({ noteSchema, successSchema }: Run<Intent, Note, A>) =>
  Schema.Union(
    Schema.Struct({ _tag: Schema.Literal("Sending"), ...entryFields, note: noteSchema }),
    Schema.Struct({
      _tag: Schema.Literal("Settled"),
      ...entryFields,
      result: Schema.Either({ left: Schema.Union(PureCloudError, InDoubt), right: successSchema })
    })
  )

type Entry<Note, A> =
  & { readonly sequence: number; readonly subject: string }
  & (
    | { readonly _tag: "Sending"; readonly note: Note }
    | { readonly _tag: "Settled"; readonly result: Either.Either<A, PureCloudError | InDoubt> }
  )

const advice = "Look at what was done, and run the rest under another name"

const sequenceOf = ({ sequence }: { readonly sequence: number }): number => sequence

const headOf = ({ name, store }: Journal): Slots<Head> =>
  slots({ store, schema: Head, sequenceOf, advice })(`${name}.head`)

const entriesOf = <A extends { readonly sequence: number }, I>(
  { name, store }: Journal,
  schema: Schema.Schema<A, I>
): (index: number) => Slots<A> => {
  const entryOf = slots({ store, schema, sequenceOf, advice })
  return (index) => entryOf(`${name}.${index}`)
}

const refused = ({ name }: Journal, text: string): ExportError =>
  new ExportError({
    reason: "Checkpoint",
    path: name,
    text: `this journal is of another run: ${text}. Use another name, or end the journal first`
  })

/** Indexes that are reserved each time the head is saved. */
const reserve = 64

interface Opened<Note, A> {
  /** Loads the entry of an intent, and refuses an intent other than the one that was recorded. */
  readonly load: (index: number, subject: string) => Effect.Effect<Entry<Note, A> | undefined, ExportError>
  readonly save: (index: number, entry: Entry<Note, A>) => Effect.Effect<void, ExportError>
  /** Refuses intents that are fewer than those recorded. */
  readonly finish: (count: number) => Effect.Effect<void, ExportError>
}

/** Acquires the lease of a journal. */
const lease = ({ name, store }: Journal): Effect.Effect<Lease.Lease, ExportError, Scope.Scope> =>
  Lease.acquire(Lease.keyValueLeases(store), name)

/** Opens a journal for a bulk operation. No other run can open it until the scope is closed. */
const open = <Intent, Note, A>(
  journal: Journal,
  run: Run<Intent, Note, A>
): Effect.Effect<Opened<Note, A>, ExportError, Scope.Scope> =>
  Effect.gen(function*() {
    const { check } = yield* lease(journal)
    const heads = headOf(journal)
    const entries = entriesOf(journal, entrySchema(run))
    const found = yield* heads.load
    if (found?.ended) yield* remove(journal, found)
    let head = found === undefined || found.ended
      ? { sequence: 0, operation: run.operation, bound: 0, ended: false }
      : found
    if (head.operation !== run.operation) {
      return yield* refused(journal, `it belongs to ${head.operation}, not to ${run.operation}`)
    }
    const recorded = head.bound
    const saveBound = (bound: number) => {
      head = { ...head, sequence: head.sequence + 1, bound }
      return Effect.zipRight(check, heads.save(head))
    }
    return {
      load: (index, subject) =>
        Effect.gen(function*() {
          if (index >= head.bound) yield* saveBound(index + reserve)
          const entry = yield* entries(index).load
          return entry === undefined || entry.subject === subject
            ? entry
            : yield* refused(journal, `intent ${index} is not the one that was recorded`)
        }),
      // Nothing is sent before its entry is saved, so a run that has lost its lease sends nothing.
      save: (index, entry) => Effect.zipRight(check, entries(index).save(entry)),
      finish: (count) =>
        Effect.gen(function*() {
          for (let index = count; index < recorded; index++) {
            if ((yield* entries(index).load) !== undefined) {
              return yield* refused(journal, `it has more intents than the ${count} that were given`)
            }
          }
          if (head.bound !== count) yield* saveBound(count)
        })
    }
  })

/** Ends a journal: removes all that it recorded. */
export const end = (journal: Journal): Effect.Effect<void, ExportError> =>
  lease(journal).pipe(
    Effect.zipRight(headOf(journal).load),
    Effect.flatMap((head) => head === undefined ? Effect.void : remove(journal, head)),
    Effect.scoped
  )

/** Removes a journal. If that is interrupted, the next run or the next end continues it. */
const remove = (journal: Journal, head: Head): Effect.Effect<void, ExportError> =>
  Effect.gen(function*() {
    const heads = headOf(journal)
    const entries = entriesOf(journal, Schema.Struct(entryFields))
    if (!head.ended) yield* heads.save({ ...head, sequence: head.sequence + 1, ended: true })
    for (let index = 0; index < head.bound; index++) yield* entries(index).clear
    yield* heads.clear
  })

// ------------------------------------------------------------------------------------------------- runs with a journal

const recorded = <Intent, E, R, Note, A>(
  numbered: Stream.Stream<readonly [Intent, number], E, R>,
  run: Run<Intent, Note, A>,
  { finish, load, save }: Opened<Note, A>,
  concurrency: number
): Stream.Stream<Outcome<Intent, A>, E | ExportError, R> => {
  let count = 0
  return numbered.pipe(
    // One after the other: no intent is carried out before those in front of it are known to be those recorded.
    Stream.mapEffect(([intent, index]) =>
      Effect.gen(function*() {
        // An intent that JSON cannot write is refused when it is carried out.
        const subject = yield* digestOf(yield* Effect.orElseSucceed(Effect.try(() => run.subjectOf(intent)), () => ""))
        const entry = yield* load(index, subject)
        count = index + 1
        return { entry, index, intent, subject }
      })
    ),
    Stream.mapEffect(({ entry, index, intent, subject }) => {
      if (entry?._tag === "Settled") return Effect.succeed({ index, intent, result: entry.result })
      let sequence = entry?.sequence ?? 0
      let hasSent = false
      const row: Row<Note> = {
        before: entry?.note,
        note: (note) => {
          hasSent = true
          return save(index, { _tag: "Sending", sequence: ++sequence, subject, note })
        }
      }
      const settled = Effect.tap(
        settle(run, intent, index, row),
        ({ result }) => save(index, { _tag: "Settled", sequence: ++sequence, subject, result })
      )
      return finishing(settled, () => hasSent)
    }, { concurrency }),
    Stream.concat(Stream.execute(Effect.suspend(() => finish(count))))
  )
}

/** How long an intent under way may take to record its outcome after its run was interrupted. */
const grace = "3 seconds"

/** Lets an effect that has sent something finish within the grace period when it is interrupted. */
const finishing = <A, E, R>(self: Effect.Effect<A, E, R>, hasSent: () => boolean): Effect.Effect<A, E, R> =>
  Effect.uninterruptibleMask((restore) =>
    Effect.gen(function*() {
      // Daemons, because an interruption reaches all children of a fiber at once.
      const fiber = yield* Effect.forkDaemon(restore(self))
      const wait = Effect.forkDaemon(Effect.interruptible(Effect.timeoutOption(Fiber.await(fiber), grace)))
      return yield* Effect.onInterrupt(restore(Fiber.join(fiber)), () =>
        Effect.zipRight(
          Effect.when(Effect.flatMap(wait, Fiber.await), hasSent),
          Fiber.interrupt(fiber)
        ))
    })
  )
