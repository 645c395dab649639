import type * as KeyValueStore from "@effect/platform/KeyValueStore"
import * as Effect from "effect/Effect"
import type * as Either from "effect/Either"
import * as Schema from "effect/Schema"
import type * as Scope from "effect/Scope"
import { ExportError, InDoubt, PureCloudError } from "../../PureCloudError.js"
import * as Checkpoints from "./checkpointStore.js"
import * as Lease from "./lease.js"
import { leasesOf } from "./leaseStores.js"

/*
 * For each intent of a bulk run, a journal records the request before it is sent, and then the outcome. The journal
 * consists of a head and an entry for each intent. The head and each entry are separate checkpoints.
 */

/** Journal in which a bulk run records its requests and outcomes. */
export interface Journal {
  /** Identifies the run among others in the same store. */
  readonly name: string
  readonly store: KeyValueStore.KeyValueStore
}

const Head = Schema.Struct({
  /** Grows by one each time the head is saved. */
  sequence: Schema.Number,
  operation: Schema.String,
  /** All entries have an index below this number. */
  bound: Schema.Number,
  /** Whether the journal was ended, so that its remaining entries must be removed. */
  ended: Schema.Boolean
})
type Head = typeof Head.Type

const entryFields = {
  /** Grows by one each time the entry is saved. */
  sequence: Schema.Number,
  /** A digest of the intent. */
  subject: Schema.String
}

/** The schemas of a journal's notes and successes. */
export interface Schemas<Note, A> {
  readonly noteSchema: Schema.Schema<Note>
  readonly successSchema: Schema.Schema<A>
}

const entrySchema = <Note, A>({ noteSchema, successSchema }: Schemas<Note, A>) =>
  Schema.Union(
    Schema.TaggedStruct("Sending", { ...entryFields, note: noteSchema }),
    Schema.TaggedStruct("Settled", {
      ...entryFields,
      result: Schema.Either({ left: Schema.Union(PureCloudError, InDoubt), right: successSchema })
    })
  )

/** A journal in a store that only the holder of its lease can change. */
interface Guarded {
  readonly name: string
  readonly store: Checkpoints.Store
}

/** The entry of an intent: first the note of the request, then the outcome. */
type Entry<Note, A> =
  & { readonly sequence: number; readonly subject: string }
  & (
    | { readonly _tag: "Sending"; readonly note: Note }
    | { readonly _tag: "Settled"; readonly result: Either.Either<A, PureCloudError | InDoubt> }
  )

const advice = "Find out which intents were carried out, and run the others with another journal name"

const sequenceOf = ({ sequence }: { readonly sequence: number }): number => sequence

const headOf = ({ name, store }: Guarded): Checkpoints.CheckpointStore<Head> =>
  Checkpoints.make({ store, schema: Head, sequenceOf, advice })(`${name}.head`)

const entriesOf = <A extends { readonly sequence: number }, I>(
  { name, store }: Guarded,
  schema: Schema.Schema<A, I>
): (index: number) => Checkpoints.CheckpointStore<A> => {
  const entryOf = Checkpoints.make({ store, schema, sequenceOf, advice })
  return (index) => entryOf(`${name}.${index}`)
}

const refused = ({ name }: Guarded, text: string): ExportError =>
  new ExportError({
    reason: "Checkpoint",
    path: name,
    text: `this journal belongs to another run: ${text}. Use another name, or end the journal first`
  })

/** Number of entries that are reserved each time the head is saved. */
const reserve = 64

/** A journal that a run uses. */
export interface Opened<Note, A> {
  /** Loads the entry of an intent. Fails if it is the entry of another intent. */
  readonly load: (index: number, subject: string) => Effect.Effect<Entry<Note, A> | undefined, ExportError>
  readonly save: (index: number, entry: Entry<Note, A>) => Effect.Effect<void, ExportError>
  /** Saves an entry. Fails with NotRepresentable if JSON cannot represent it. */
  readonly trySave: (
    index: number,
    entry: Entry<Note, A>
  ) => Effect.Effect<void, ExportError | Checkpoints.NotRepresentable>
  /** Fails if the journal has entries of more intents than were given. */
  readonly finish: (count: number) => Effect.Effect<void, ExportError>
}

const acquireLease = ({ name, store }: Journal): Effect.Effect<Guarded, ExportError, Scope.Scope> =>
  Effect.map(Lease.acquire(leasesOf(store), name), ({ guard }) => ({ name, store: guard(store) }))

/** Opens a journal for a bulk operation. No other run can open it until the scope is closed. */
export const open = <Note, A>(
  unguarded: Journal,
  operation: string,
  schemas: Schemas<Note, A>
): Effect.Effect<Opened<Note, A>, ExportError, Scope.Scope> =>
  Effect.gen(function*() {
    const journal = yield* acquireLease(unguarded)
    const heads = headOf(journal)
    const entries = entriesOf(journal, entrySchema(schemas))
    let head = yield* loadHead(journal, operation)
    const recorded = head.bound
    const saveBound = (bound: number) => {
      head = { ...head, sequence: head.sequence + 1, bound }
      return heads.save(head)
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
      // A run saves an entry before it sends a request, so a run that has lost its lease sends nothing.
      save: (index, entry) => entries(index).save(entry),
      trySave: (index, entry) => entries(index).trySave(entry),
      finish: (count) =>
        Effect.gen(function*() {
          for (let index = count; index < recorded; index++) {
            if ((yield* entries(index).load) !== undefined) {
              return yield* refused(journal, `it has entries for more intents than the ${count} of this run`)
            }
          }
          if (head.bound !== count) yield* saveBound(count)
        })
    }
  })

/** Loads the head of a journal, or makes a new one. Removes the rest of a journal that was ended. */
const loadHead = (journal: Guarded, operation: string): Effect.Effect<Head, ExportError> =>
  Effect.gen(function*() {
    const found = yield* headOf(journal).load
    if (found !== undefined && !found.ended) {
      return found.operation === operation
        ? found
        : yield* refused(journal, `its operation is ${found.operation}, not ${operation}`)
    }
    if (found !== undefined) yield* remove(journal, found)
    return { sequence: 0, operation, bound: 0, ended: false }
  })

/** Ends a journal: removes all its entries. */
export const end = (journal: Journal): Effect.Effect<void, ExportError> =>
  acquireLease(journal).pipe(
    Effect.flatMap((guarded) =>
      Effect.flatMap(
        headOf(guarded).load,
        (head) => head === undefined ? Effect.void : remove(guarded, head)
      )
    ),
    Effect.scoped
  )

/** Removes a journal. If this is interrupted, the next run or the next call of `end` completes it. */
const remove = (journal: Guarded, head: Head): Effect.Effect<void, ExportError> =>
  Effect.gen(function*() {
    const heads = headOf(journal)
    const entries = entriesOf(journal, Schema.Struct(entryFields))
    if (!head.ended) yield* heads.save({ ...head, sequence: head.sequence + 1, ended: true })
    for (let index = 0; index < head.bound; index++) yield* entries(index).clear
    yield* heads.clear
  })
