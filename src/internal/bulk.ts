import type * as KeyValueStore from "@effect/platform/KeyValueStore"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import { ExportError, type InDoubt, type PureCloudError } from "../PureCloudError.js"

/*
 * A stream of intents turned into a stream of outcomes, in order, so that a run that was killed can go on: what is
 * about to be sent is written down first, and struck out when the outcome was taken.
 */

/** Where a run writes down how far it is. */
export interface Journal {
  /** Tells this run from others in the same store. */
  readonly name: string
  readonly store: KeyValueStore.KeyValueStore
}

/** What became of one intent. */
export interface Outcome<Intent, A> {
  readonly index: number
  readonly intent: Intent
  readonly result: Either.Either<A, PureCloudError | InDoubt>
}

/** What is written down of an intent that is under way. */
export const Entry = Schema.Struct({
  /** Whom it is about, to tell that the intents are those of the run before. */
  subject: Schema.String,
  /** What is sent. */
  sent: Schema.optional(Schema.Unknown),
  /** The version that it is sent with. */
  version: Schema.optional(Schema.Number),
  /** The id of what was created. */
  done: Schema.optional(Schema.String)
})
export type Entry = typeof Entry.Type

const Head = Schema.Struct({ operation: Schema.String, next: Schema.Number })

/** What a row may write down, and what was written down of it by a run that was killed. */
export interface Row {
  readonly before: Entry | undefined
  readonly note: (entry: Omit<Entry, "subject">) => Effect.Effect<void, ExportError>
  /** Takes the note back: nothing was done. */
  readonly strike: Effect.Effect<void, ExportError>
}

export interface Run<Intent, A> {
  readonly operation: string
  readonly subjectOf: (intent: Intent) => string
  readonly run: (intent: Intent, row: Row) => Effect.Effect<A, PureCloudError | InDoubt | ExportError>
}

export const bulk = <Intent, E, R, A>(
  intents: Stream.Stream<Intent, E, R>,
  run: Run<Intent, A>,
  options: { readonly concurrency: number; readonly journal: Journal | undefined }
): Stream.Stream<Outcome<Intent, A>, E | ExportError, R> => {
  const { concurrency, journal } = options
  const numbered = Stream.zipWithIndex(intents)
  if (journal === undefined) {
    return Stream.mapEffect(numbered, ([intent, index]) => settle(run, intent, index, silent), { concurrency })
  }
  const { get, remove, set } = textsOf(journal)
  return Stream.unwrap(Effect.map(get("head", Head), (head) => {
    if (Option.isSome(head) && head.value.operation !== run.operation) {
      return Stream.fail(refused(journal, `it belongs to ${head.value.operation}, not to ${run.operation}`))
    }
    const next = Option.match(head, { onNone: () => 0, onSome: ({ next }) => next })
    return numbered.pipe(
      Stream.drop(next),
      Stream.mapEffect(([intent, index]) =>
        Effect.flatMap(get(`${index}`, Entry), (before) => {
          const subject = run.subjectOf(intent)
          return Option.isSome(before) && before.value.subject !== subject
            ? Effect.fail(refused(journal, `intent ${index} is not the one that it was`))
            : settle(run, intent, index, {
              before: Option.getOrUndefined(before),
              note: (entry) => set(`${index}`, Entry, { ...entry, subject }),
              strike: remove(`${index}`)
            })
        }), { concurrency }),
      // Whoever asks for the next outcome has taken this one.
      Stream.flatMap((outcome) =>
        Stream.concat(
          Stream.succeed(outcome),
          Stream.execute(Effect.zipRight(
            set("head", Head, { operation: run.operation, next: outcome.index + 1 }),
            remove(`${outcome.index}`)
          ))
        )
      ),
      Stream.concat(Stream.execute(remove("head")))
    )
  }))
}

const silent: Row = { before: undefined, note: () => Effect.void, strike: Effect.void }

const settle = <Intent, A>(
  { run }: Run<Intent, A>,
  intent: Intent,
  index: number,
  row: Row
): Effect.Effect<Outcome<Intent, A>, ExportError> =>
  run(intent, row).pipe(
    Effect.map((value): Outcome<Intent, A> => ({ index, intent, result: Either.right(value) })),
    Effect.catchAll((error) =>
      error._tag === "PureCloudExportError"
        ? Effect.fail(error)
        : Effect.succeed({ index, intent, result: Either.left(error) })
    )
  )

const refused = ({ name }: Journal, text: string): ExportError =>
  new ExportError({ reason: "Checkpoint", path: name, text: `this journal is of another run: ${text}` })

const textsOf = (journal: Journal) => {
  const { name, store } = journal
  const failed = (what: string) => () =>
    new ExportError({ reason: "Checkpoint", path: name, text: `the journal could not be ${what}` })
  return {
    get: <A, I>(key: string, schema: Schema.Schema<A, I>): Effect.Effect<Option.Option<A>, ExportError> =>
      Effect.flatMap(Effect.mapError(store.get(`${name}.${key}`), failed("read")), (text) =>
        Option.isNone(text)
          ? Effect.succeedNone
          : Effect.mapBoth(Schema.decode(Schema.parseJson(schema))(text.value), {
            onFailure: () => refused(journal, "it cannot be understood"),
            onSuccess: Option.some
          })),
    set: <A, I>(key: string, schema: Schema.Schema<A, I>, value: A): Effect.Effect<void, ExportError> =>
      Schema.encode(Schema.parseJson(schema))(value).pipe(
        Effect.flatMap((text) => store.set(`${name}.${key}`, text)),
        Effect.mapError(failed("written"))
      ),
    // Of an intent with nothing to do nothing was written, and some stores do not remove what is not there.
    remove: (key: string): Effect.Effect<void, ExportError> =>
      Effect.mapError(
        Effect.whenEffect(store.remove(`${name}.${key}`), store.has(`${name}.${key}`)),
        failed("written")
      )
  }
}
