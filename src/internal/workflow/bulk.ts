import * as Activity from "@effect/workflow/Activity"
import * as Arr from "effect/Array"
import * as Effect from "effect/Effect"
import type * as Either from "effect/Either"
import * as Layer from "effect/Layer"
import * as Predicate from "effect/Predicate"
import * as Schema from "effect/Schema"
import type * as UserRequest from "../../models/UserRequest.js"
import * as PureCloud from "../../PureCloud.js"
import { InDoubt, PureCloudError } from "../../PureCloudError.js"
import * as BulkRun from "../storage/bulkRun.js"
import { sortKeys } from "../storage/exportCheckpoint.js"
import * as Bulk from "../users/bulk.js"
import type { Fields } from "../users/changes.js"
import * as Durable from "./durable.js"

/*
 * Bulk changes as workflows. The engine replaces the journal: the note of a request is the result of an activity, which
 * the engine records before it starts the activity that sends the request.
 */

/** Options of a workflow, which `Workflow` documents. */
export interface Options<Name extends string> {
  readonly name: Name
  readonly concurrency: number
  readonly intentsPerWorkflow: number
}

/** The result of an intent. */
export type Result<A> = Either.Either<A, PureCloudError | InDoubt>

/** Carries out an intent with activities whose names begin with a prefix. */
type CarryOut<Intent, A> = (
  client: PureCloud.Service,
  intent: Intent,
  prefix: string
) => Effect.Effect<Result<A>, never, Durable.Engine>

/**
 * Makes the workflow of a bulk operation. It executes a child workflow for each group of `intentsPerWorkflow` intents.
 */
const make = <const Name extends string, Intent, A>(
  { concurrency, intentsPerWorkflow, name }: Options<Name>,
  intentSchema: Schema.Schema<Intent>,
  successSchema: Schema.Schema<A>,
  carryOut: CarryOut<Intent, A>
) => {
  const results = Schema.Array(resultSchema(successSchema))
  const payload = Schema.Struct({ id: Schema.String, intents: Schema.Array(intentSchema) })
  const whole = Durable.make(name, payload, results, Schema.Never)
  const part = Durable.make(
    `${name}/intents`,
    // The number of the part distinguishes parts with equal intents.
    Schema.Struct({ ...payload.fields, number: Schema.NonNegativeInt }),
    results,
    Schema.Never
  )
  const partLayer = part.toLayer(({ intents }) =>
    Effect.flatMap(
      PureCloud.PureCloud,
      (client) => Effect.forEach(intents, (intent, i) => carryOut(client, intent, String(i)), { concurrency })
    )
  )
  const wholeLayer = whole.toLayer(({ id, intents }) =>
    Effect.map(
      Effect.forEach(
        Arr.chunksOf(intents, intentsPerWorkflow >= 1 ? intentsPerWorkflow : 1),
        (intents, number) => part.execute({ id, intents, number }),
        { concurrency: "unbounded" }
      ),
      Arr.flatten
    )
  )
  return {
    workflow: whole,
    execute: (run: { readonly id: string; readonly intents: ReadonlyArray<Intent> }) =>
      Effect.map(
        whole.execute(run),
        (results) => Arr.map(Arr.zip(run.intents, results), ([intent, result], index) => ({ index, intent, result }))
      ),
    layer: Layer.merge(wholeLayer, partLayer)
  }
}

const resultSchema = <A>(successSchema: Schema.Schema<A>) =>
  Schema.Either({ left: Schema.Union(PureCloudError, InDoubt), right: successSchema })

/** An object whose fields are checked when its intent is carried out. */
const uncheckedObject = <A extends object>(): Schema.Schema<A> =>
  Schema.declare((u: unknown): u is A => Predicate.isRecord(u))

// ------------------------------------------------------------------------------------------------------------ changes

/** Intent to change a user. */
export interface PatchIntent {
  readonly userId: string
  readonly change: Fields
  readonly options?: { readonly state?: "active" | "deleted"; readonly attempts?: number }
}

/**
 * Maximum number of activities of an intent. Each sends one patch, so there is one for each part of a change, and a
 * further one after each version conflict. The last one sends all remaining patches without notes: if the engine
 * repeats it and the user has another version, the outcome is in doubt.
 */
const maxActivities = 20

/** Makes the workflow that changes users. */
export const patchAll = <const Name extends string>(options: Options<Name>) => {
  const { noteSchema, successSchema } = Bulk.patchSchemas
  const progress = Schema.Union(
    Schema.TaggedStruct("Sending", { note: noteSchema }),
    Schema.TaggedStruct("Settled", { result: resultSchema(successSchema) })
  )
  type Progress = typeof progress.Type
  const intentSchema: Schema.Schema<PatchIntent> = Schema.Struct({
    userId: Schema.String,
    change: uncheckedObject<Fields>(),
    options: Schema.optionalWith(uncheckedObject<NonNullable<PatchIntent["options"]>>(), { exact: true })
  })
  return make(options, intentSchema, successSchema, (client, intent, prefix) => {
    const operation = Bulk.patchOperation(client, false)
    const activity = (number: number, before?: typeof noteSchema.Type) => {
      const recorded = before === undefined ? undefined : JSON.stringify(before, sortKeys)
      return Activity.make({
        name: `${prefix}/${number}`,
        success: progress,
        execute: Effect.orDie(
          BulkRun.advance(
            operation,
            intent,
            before,
            (note) => number >= maxActivities || JSON.stringify(note, sortKeys) === recorded
          )
        )
      })
    }
    return Effect.gen(function*() {
      let reached: Progress = yield* activity(0)
      for (let number = 1; reached._tag === "Sending"; number++) reached = yield* activity(number, reached.note)
      return reached.result
    })
  })
}

// ----------------------------------------------------------------------------------------- creations and deletions

/**
 * Makes the function that carries out a creation or a deletion. The first activity makes a ticket in the memory of this
 * process, and the engine records it. The second activity removes the ticket and sends the request. If the second one
 * is repeated or runs in another process, there is no ticket, so the operation knows that the request may have been
 * sent.
 */
const withTicket = <Intent, A>(
  operationOf: (client: PureCloud.Service) => BulkRun.Operation<Intent, {}, A>,
  successSchema: Schema.Schema<A>
): CarryOut<Intent, A> => {
  const tickets = new Set<string>()
  const makeTicket = Effect.sync(() => {
    const ticket = crypto.randomUUID()
    tickets.add(ticket)
    return ticket
  })
  return (client, intent, prefix) =>
    Effect.gen(function*() {
      const ticket = yield* Activity.make({ name: `${prefix}/begin`, success: Schema.String, execute: makeTicket })
      return yield* Activity.make({
        name: `${prefix}/send`,
        success: resultSchema(successSchema),
        execute: Effect.suspend(() => {
          const before = tickets.delete(ticket) ? undefined : {}
          return Effect.orDie(BulkRun.settleOne(operationOf(client), intent, before))
        })
      })
    })
}

/** Makes the workflow that creates users. */
export const createAll = <const Name extends string>(options: Options<Name>) => {
  const { successSchema } = Bulk.createSchemas
  return make(
    options,
    uncheckedObject<UserRequest.CreateUser>(),
    successSchema,
    withTicket((client) => Bulk.createOperation(client, false), successSchema)
  )
}

/** Makes the workflow that deletes users. */
export const deleteAll = <const Name extends string>(options: Options<Name>) =>
  make(
    options,
    Schema.String,
    Schema.Void,
    withTicket((client) => Bulk.deleteOperation(client, false), Schema.Void)
  )
