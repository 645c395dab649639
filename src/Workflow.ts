/**
 * Exports and bulk changes as durable workflows of `@effect/workflow`. The engine records each step, so a job survives the
 * end of its process: another runner continues it. With `@effect/cluster` and a database, any number of runners share the
 * work. This module needs the package `@effect/workflow`.
 *
 * The guide `docs/scaling.md` says when to use it, and shows the layers and settings of runners and of a client.
 *
 * @since 0.2.0
 */

import type * as FileSystem from "@effect/platform/FileSystem"
import type * as EffectWorkflow from "@effect/workflow/Workflow"
import type { WorkflowEngine } from "@effect/workflow/WorkflowEngine"
import type * as Duration from "effect/Duration"
import type * as Effect from "effect/Effect"
import type * as Layer from "effect/Layer"
import type * as Schema from "effect/Schema"
import * as ExportJob from "./ExportJob.js"
import * as InternalBulk from "./internal/workflow/bulk.js"
import * as Internal from "./internal/workflow/exportJob.js"
import type * as User from "./models/User.js"
import type * as UserRequest from "./models/UserRequest.js"
import type * as PureCloud from "./PureCloud.js"
import type { ExportError, PureCloudError } from "./PureCloudError.js"
import type * as UserBulk from "./UserBulk.js"
import type * as UserUpdate from "./UserUpdate.js"

// ------------------------------------------------------------------------------------------------------------ exports

/**
 * Options of {@link exportJob}.
 *
 * @since 0.2.0
 * @category exports
 */
export interface ExportOptions<Name extends string, A, I, R> {
  /** Name of the workflow. Each workflow of an engine needs its own. */
  readonly name: Name
  /**
   * Schema of the payload: the parameters of one run, for example its day. Runs with equal payloads are the same run, and
   * a finished run returns its recorded result, success or error. A new run needs another payload.
   */
  readonly payload: Schema.Schema<A, I>
  /** Makes the job of a payload. Each runner calls it, so it must return the same job each time. */
  readonly job: (payload: A) => ExportJob.ExportJob<R>
  /**
   * Makes the plan of a job. Default: `ExportJob.plan` with 20 ranges. Each range is a workflow of its own, which the
   * cluster assigns to one runner. The assignment is random, so the work is only divided evenly over several runners if
   * there are many ranges.
   */
  readonly plan?: (
    job: ExportJob.ExportJob<R>,
    payload: A
  ) => Effect.Effect<ReadonlyArray<ExportJob.Cursor>, PureCloudError | ExportError, R | PureCloud.PureCloud>
  /**
   * Maximum number of attempts of the plan, of each step and of the merge, if the error is retryable or comes from the
   * file system. Default: 10.
   */
  readonly attempts?: number
  /** Wait between two attempts. The engine records waits of more than a minute. Default: one minute. */
  readonly delay?: Duration.DurationInput
}

/**
 * An export as a workflow.
 *
 * @since 0.2.0
 * @category exports
 */
export interface ExportWorkflow<Name extends string, A, I, R> {
  /** The workflow of the engine, for example to poll or interrupt a run by its execution id. */
  readonly workflow: EffectWorkflow.Workflow<
    Name,
    Schema.Struct<{ readonly payload: Schema.Schema<A, I> }>,
    Schema.Schema<ExportJob.Report>,
    Schema.Union<[typeof PureCloudError, typeof ExportError]>
  >
  /** Executes a run, or waits for the run with the same payload. Returns its report. */
  readonly execute: (payload: A) => Effect.Effect<ExportJob.Report, PureCloudError | ExportError, WorkflowEngine>
  /** Carries out the runs. Each runner needs it. A client that only executes runs does not. */
  readonly layer: Layer.Layer<
    never,
    never,
    WorkflowEngine | R | PureCloud.PureCloud | FileSystem.FileSystem
  >
}

/**
 * Makes a workflow that exports all items of a paged call to a file. It makes a plan, carries out each range of the plan
 * as a workflow of its own, each step as an activity, then merges the steps into the file, and removes them.
 *
 * A run survives the end of any process. A step that a killed runner had not recorded is repeated by another one. The
 * file is that of `ExportFile.write`.
 *
 * @example
 * ```ts
 * import { Schema } from "effect"
 * import * as Export from "effect-purecloud/Export"
 * import * as ExportJob from "effect-purecloud/ExportJob"
 * import * as Users from "effect-purecloud/Users"
 * import * as Workflow from "effect-purecloud/Workflow"
 *
 * export const nightly = Workflow.exportJob({
 *   name: "nightly-users",
 *   payload: Schema.Struct({ day: Schema.String }),
 *   job: ({ day }) =>
 *     ExportJob.make(Users.getUsers, {
 *       id: day,
 *       path: `/exports/users-${day}.csv`,
 *       format: Export.csv({ columns: ["id", "name", "email"] }),
 *       pageSize: 500
 *     })
 * })
 *
 * // Runners provide nightly.layer. A client needs the engine only.
 * export const program = nightly.execute({ day: "2026-11-26" })
 * ```
 *
 * @since 0.2.0
 * @category exports
 */
export const exportJob = <const Name extends string, A, I, R>(
  options: ExportOptions<Name, A, I, R>
): ExportWorkflow<Name, A, I, R> => {
  const { attempts = 10, delay = "1 minute", plan = (job) => ExportJob.plan(job, { ranges: 20 }) } = options
  return Internal.exportJob({ ...options, plan, retry: { attempts, delay } })
}

// -------------------------------------------------------------------------------------------------------- bulk changes

/**
 * Options of the workflows of bulk changes.
 *
 * @since 0.2.0
 * @category bulk changes
 */
export interface BulkOptions<Name extends string> {
  /** Name of the workflow. Each workflow of an engine needs its own. */
  readonly name: Name
  /** Maximum number of intents that a runner carries out at the same time, for each workflow of intents. Default: 4. */
  readonly concurrency?: number
  /** Number of intents that are a workflow of their own, which the cluster assigns to one runner. Default: 100. */
  readonly intentsPerWorkflow?: number
}

/**
 * A run of bulk changes.
 *
 * @since 0.2.0
 * @category bulk changes
 */
export interface BulkRun<Intent> {
  /** Identifies the run. Runs with the same id and the same intents are the same run, which is carried out once. */
  readonly id: string
  readonly intents: ReadonlyArray<Intent>
}

/**
 * Bulk changes as a workflow.
 *
 * @since 0.2.0
 * @category bulk changes
 */
export interface BulkWorkflow<Intent, A> {
  /** Executes a run, or waits for the run that is the same. Returns the outcomes in the order of the intents. */
  readonly execute: (
    run: BulkRun<Intent>
  ) => Effect.Effect<ReadonlyArray<UserBulk.Outcome<Intent, A>>, never, WorkflowEngine>
  /** Carries out the runs. Each runner needs it. A client that only executes runs does not. */
  readonly layer: Layer.Layer<never, never, WorkflowEngine | PureCloud.PureCloud>
}

/**
 * Intent to change one user. It is JSON, so its change cannot be a function.
 *
 * @since 0.2.0
 * @category bulk changes
 */
export interface PatchIntent {
  readonly userId: string
  readonly change: UserUpdate.Fields
  readonly options?: Pick<UserUpdate.UpdateOptions, "state" | "attempts">
}

/**
 * Makes a workflow that changes users, each like `UserUpdate.update`.
 *
 * The records of the engine have the role of the journal of `UserBulk.patchAll`. Before a patch is sent, the engine
 * records the version that was read. If an activity is repeated, it reads the user and compares versions to find out
 * whether the patch was applied. If it is not certain, the outcome is `InDoubt`.
 *
 * @example
 * ```ts
 * import * as Workflow from "effect-purecloud/Workflow"
 *
 * export const offboard = Workflow.patchAll({ name: "offboard" })
 *
 * // Runners provide offboard.layer. A client needs the engine only.
 * export const program = (userIds: ReadonlyArray<string>) =>
 *   offboard.execute({
 *     id: "2026-11-26",
 *     intents: userIds.map((userId) => ({ userId, change: { state: "inactive" } }))
 *   })
 * ```
 *
 * @since 0.2.0
 * @category bulk changes
 */
export const patchAll = <const Name extends string>(
  options: BulkOptions<Name>
): BulkWorkflow<PatchIntent, UserBulk.Patched> => InternalBulk.patchAll(withDefaults(options))

/**
 * Makes a workflow that creates users. A creation is sent at most once: if the runner that carries it out ends before the
 * engine has recorded the outcome, the outcome is `InDoubt`.
 *
 * @since 0.2.0
 * @category bulk changes
 */
export const createAll = <const Name extends string>(
  options: BulkOptions<Name>
): BulkWorkflow<UserRequest.CreateUser, User.User | undefined> => InternalBulk.createAll(withDefaults(options))

/**
 * Makes a workflow that deletes users by id. A user who does not exist counts as deleted if an earlier request for the
 * same intent may have deleted the user.
 *
 * @since 0.2.0
 * @category bulk changes
 */
export const deleteAll = <const Name extends string>(options: BulkOptions<Name>): BulkWorkflow<string, void> =>
  InternalBulk.deleteAll(withDefaults(options))

const withDefaults = <Name extends string>({ concurrency = 4, intentsPerWorkflow = 100, name }: BulkOptions<Name>) => ({
  concurrency,
  intentsPerWorkflow,
  name
})
