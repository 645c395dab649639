import type * as KeyValueStore from "@effect/platform/KeyValueStore"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import { ExportError, type InDoubt, type PureCloudError } from "../PureCloudError.js"
import { digestOf } from "./chain.js"
import { slots } from "./slots.js"

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
const Entry = Schema.Struct({
  /** How often something was. */
  sequence: Schema.Number,
  /** A digest of the intent, to tell that the intents are those of the run before. */
  subject: Schema.String,
  /** What is sent. */
  sent: Schema.optional(Schema.Unknown),
  /** The version that it is sent with. */
  version: Schema.optional(Schema.Number),
  /** The id of what was created. */
  done: Schema.optional(Schema.String)
})
type Entry = typeof Entry.Type

/** How far the outcomes were taken. */
const Head = Schema.Struct({
  operation: Schema.String,
  next: Schema.Number,
  /** A digest of the intents before. */
  trail: Schema.String
})

/** What a row may write down, and what was written down of it by a run that was killed. */
export interface Row {
  readonly before: Entry | undefined
  readonly note: (entry: Omit<Entry, "sequence" | "subject">) => Effect.Effect<void, ExportError>
  /** Takes the note back: nothing was done. */
  readonly strike: Effect.Effect<void, ExportError>
}

export interface Run<Intent, A> {
  readonly operation: string
  /** What tells an intent from others. */
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
  const { name, store } = journal
  const advice = "Look at what was done, and go on under another name"
  const heads = slots({ store, schema: Head, sequenceOf: ({ next }) => next, advice })(`${name}.head`)
  const entriesOf = slots({ store, schema: Entry, sequenceOf: ({ sequence }) => sequence, advice })
  const entries = (index: number) => entriesOf(`${name}.${index}`)
  return Stream.unwrap(Effect.gen(function*() {
    const head = yield* heads.load
    if (head !== undefined && head.operation !== run.operation) {
      return Stream.fail(refused(journal, `it belongs to ${head.operation}, not to ${run.operation}`))
    }
    const next = head?.next ?? 0
    // The run before may have ended right before it would have done this.
    if (next > 0) yield* entries(next - 1).clear
    const others = refused(journal, `the ${next} intents that are done were others`)
    let trail = ""
    let known = 0
    const rows = Stream.mapEffect(numbered, ([intent, index]) =>
      Effect.gen(function*() {
        // What JSON cannot write is refused when its turn has come.
        const subject = yield* digestOf(yield* Effect.orElseSucceed(Effect.try(() => run.subjectOf(intent)), () => ""))
        trail = yield* digestOf(trail + subject)
        known = index + 1
        return known === next && trail !== head?.trail ? yield* others : { intent, index, subject, trail }
      }))
    return rows.pipe(
      Stream.drop(next),
      Stream.mapEffect(({ index, intent, subject, trail }) => {
        const { clear, load, save } = entries(index)
        return Effect.flatMap(load, (before) => {
          let sequence = before?.sequence ?? 0
          return before !== undefined && before.subject !== subject
            ? Effect.fail(refused(journal, `intent ${index} is not the one that it was`))
            : Effect.map(
              settle(run, intent, index, {
                before,
                note: (entry) => save({ ...entry, subject, sequence: ++sequence }),
                strike: clear
              }),
              (outcome) => ({ outcome, trail })
            )
        })
      }, { concurrency }),
      // Whoever asks for the next outcome has taken this one.
      Stream.flatMap(({ outcome, trail }) =>
        Stream.concat(
          Stream.succeed(outcome),
          Stream.execute(Effect.zipRight(
            heads.save({ operation: run.operation, next: outcome.index + 1, trail }),
            entries(outcome.index).clear
          ))
        )
      ),
      Stream.concat(Stream.execute(Effect.suspend(() => known < next ? others : heads.clear)))
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
