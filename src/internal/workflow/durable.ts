import * as Activity from "@effect/workflow/Activity"
import * as DurableClock from "@effect/workflow/DurableClock"
import * as Workflow from "@effect/workflow/Workflow"
import type { WorkflowEngine, WorkflowInstance } from "@effect/workflow/WorkflowEngine"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import type * as Scope from "effect/Scope"
import { ExportError, PureCloudError } from "../../PureCloudError.js"
import { sortKeys } from "../storage/exportCheckpoint.js"

/*
 * The parts that the workflows share: keys, activities that are retried, and annotations.
 */

/** The services of a workflow's body that its engine provides. */
export type Engine = WorkflowEngine | WorkflowInstance

/**
 * Makes a workflow. Its key is the JSON of the payload, of which the engine takes the digest.
 *
 * A defect, for example an error of the database, does not become the recorded result. Otherwise a restart of the
 * database could end a run for ever.
 */
export const make = <
  const Name extends string,
  Payload extends Workflow.AnyStructSchema & Schema.Schema.AnyNoContext,
  Success extends Schema.Schema.AnyNoContext,
  Error extends Schema.Schema.All
>(name: Name, payload: Payload, success: Success, error: Error) => {
  const encode = Schema.encodeSync(payload)
  return Workflow.make({
    name,
    payload,
    success,
    error,
    idempotencyKey: (payload) => JSON.stringify(encode(payload), sortKeys)
  }).annotate(Workflow.CaptureDefects, false)
}

/** The errors of a call and of the file system, as an engine records them. */
export const errors = (): Schema.Union<[typeof PureCloudError, typeof ExportError]> =>
  Schema.Union(PureCloudError, ExportError)

/** Retries of an activity. */
export interface Retry {
  /** Maximum number of attempts. */
  readonly attempts: number
  /** Pause between two attempts. */
  readonly delay: Duration.DurationInput
}

/** Runs an effect as an activity. After an error that can be retried, waits durably and runs it again. */
export const activity = <A, I, R>(
  name: string,
  success: Schema.Schema<A, I>,
  execute: Effect.Effect<A, PureCloudError | ExportError, R>,
  { attempts, delay }: Retry
): Effect.Effect<A, PureCloudError | ExportError, Exclude<R, Engine | Scope.Scope> | Engine> => {
  // Each attempt has its own name, because the engine records the error of an activity as well.
  const attempt = (
    number: number
  ): Effect.Effect<A, PureCloudError | ExportError, Exclude<R, Engine | Scope.Scope> | Engine> =>
    Activity.make({ name: `${name}/${number}`, success, error: errors(), execute }).pipe(
      Effect.catchAll((error) =>
        number < attempts && isRetryable(error)
          ? Effect.zipRight(
            DurableClock.sleep({ name: `${name}/${number}`, duration: delay }),
            attempt(number + 1)
          )
          : Effect.fail(error)
      )
    )
  return attempt(1)
}

const isRetryable = (error: PureCloudError | ExportError): boolean =>
  error._tag === "PureCloudExportError" ? error.reason === "File" : error.isRetryable
