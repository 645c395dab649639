/**
 * An export that any job engine can run: in steps, by any number of processes, on any number of machines that share a
 * file system.
 *
 * {@link plan} divides the pages into ranges and returns the first cursor of each. {@link step} reads some pages from a
 * cursor on, writes them to a file of its own, and returns the next cursor of the range. {@link merge} writes the file,
 * and {@link clean} removes the files of the steps. Cursors and results are JSON, so an engine can store them.
 *
 * Engines run a step at least once. A step has one visible effect: its file gets its name when it is complete, and only
 * if there is no file of that name. A step whose file exists reads nothing and returns the recorded result. So steps can
 * be repeated, run at the same time, and run in any order, and processes can be killed at any moment. If the data does
 * not change meanwhile, the merge writes the same bytes as `ExportFile.write` with the same options.
 *
 * `effect-purecloud/Workflow` runs such a job on `@effect/workflow`.
 *
 * @example
 * ```ts
 * import { Effect } from "effect"
 * import * as Export from "effect-purecloud/Export"
 * import * as ExportJob from "effect-purecloud/ExportJob"
 * import * as Users from "effect-purecloud/Users"
 *
 * const job = ExportJob.make(Users.getUsers, {
 *   id: "2026-11-26",
 *   path: "/exports/users.csv",
 *   format: Export.csv({ columns: ["id", "name", "email"] }),
 *   pageSize: 500
 * })
 *
 * // An engine runs each step as a job of its own. This program runs all of them itself.
 * export const program = Effect.gen(function*() {
 *   const plan = yield* ExportJob.plan(job, { ranges: 8 })
 *   for (const first of plan) {
 *     let cursor: ExportJob.Cursor | undefined = first
 *     while (cursor !== undefined) {
 *       const result: ExportJob.Step = yield* ExportJob.step(job, cursor)
 *       cursor = result.next
 *     }
 *   }
 *   const report = yield* ExportJob.merge(job, plan)
 *   yield* ExportJob.clean(job)
 *   return report
 * })
 * ```
 *
 * @since 0.2.0
 */

import type * as FileSystem from "@effect/platform/FileSystem"
import * as Chunk from "effect/Chunk"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import type * as Export from "./Export.js"
import type * as ExportFile from "./ExportFile.js"
import { inputOf, reportOf } from "./internal/storage/exportFile.js"
import * as Internal from "./internal/storage/exportJob.js"
import type * as PureCloud from "./PureCloud.js"
import type { ExportError, PureCloudError } from "./PureCloudError.js"

// ------------------------------------------------------------------------------------------------------------- models

/**
 * Options of a job. `input` is required if the call requires input.
 *
 * @since 0.2.0
 * @category models
 */
export type Options<Input, Row> =
  & CommonOptions<Row>
  & ({} extends Input ? { readonly input?: Input } : { readonly input: Input })

/**
 * Options of a job, without the input.
 *
 * @since 0.2.0
 * @category models
 */
export interface CommonOptions<Row> {
  /**
   * Identifies the run, for example by its day. A run with the same id and the same options continues: its recorded
   * steps are not repeated. A new run needs a new id.
   */
  readonly id: string
  /**
   * Path of the file. The files of the steps are in a directory beside it, so all processes that run steps need access
   * to the same file system. It must have hard links, for example NFS.
   */
  readonly path: string
  /** The format of the rows, for example `Export.ndjson` or `Export.csv({ columns: ["id", "name"] })`. */
  readonly format: Export.Format<Row>
  /** Items per page. Default: `pageSize` of the input, else 25. */
  readonly pageSize?: number
  /**
   * Maximum number of pages that one step reads. A process that is killed loses the work of the step that it was running.
   * Default: 10.
   */
  readonly pagesPerStep?: number
  /** Maximum number of pages that a step fetches at the same time. Default: `pageConcurrency` of the configuration. */
  readonly concurrency?: number
  /** Whether to compress the file. Each page becomes one gzip member. Default: `false`. */
  readonly gzip?: boolean
}

/**
 * An export in steps. Made by {@link make} and {@link makeEnriched}. `R` are the services that its enrichment needs.
 *
 * @since 0.2.0
 * @category models
 */
export interface ExportJob<out R = never> {
  readonly id: string
  readonly path: string
  /** Parameters of the job, for the functions of this module. */
  readonly "~job": Internal.AnyJob<R>
}

/**
 * Position of a step: JSON that an engine can store.
 *
 * @since 0.2.0
 * @category models
 */
export interface Cursor {
  /** Number of the range, from 0. The file has the ranges in this order. */
  readonly range: number
  /** Number of the step in its range, from 0. */
  readonly step: number
  /** Number or cursor of the first page. Default: the first page of the listing. */
  readonly start?: number | string | undefined
  /** Number of the last page of the range. Default: the last page of the listing. */
  readonly end?: number | undefined
  /** Fields of the input that differ in this range. */
  readonly input?: { readonly [key: string]: unknown } | undefined
}

/**
 * Schema of {@link Cursor}.
 *
 * @since 0.2.0
 * @category models
 */
export const Cursor: Schema.Schema<Cursor> = /* @__PURE__ */ Schema.suspend(() => cursorSchema())

/**
 * Result of a step.
 *
 * @since 0.2.0
 * @category models
 */
export interface Step {
  /** Path of the file of the step. */
  readonly path: string
  /** Number of pages in it. */
  readonly pages: number
  /** Number of rows in it. The merge may drop some of them, because an earlier step has the same items. */
  readonly rows: number
  /** Cursor of the next step of the range. `undefined` after the last one. */
  readonly next: Cursor | undefined
}

/**
 * Schema of {@link Step}.
 *
 * @since 0.2.0
 * @category models
 */
export const Step: Schema.Schema<Step> = /* @__PURE__ */ Schema.suspend(() => stepSchema())

/**
 * The result of a job. Its fields are those of `ExportFile.Report`, except `resumedFrom`. If ranges differ in their input,
 * the totals are sums.
 *
 * @since 0.2.0
 * @category models
 */
export interface Report extends Omit<ExportFile.Report, "resumedFrom"> {}

/**
 * Schema of {@link Report}.
 *
 * @since 0.2.0
 * @category models
 */
export const Report: Schema.Schema<Report> = /* @__PURE__ */ Schema.suspend(() => reportSchema())

// Built when first used, so that importing this module builds nothing.
const cursorSchema = () =>
  Schema.Struct({
    range: Schema.NonNegativeInt,
    step: Schema.NonNegativeInt,
    start: Schema.optional(Schema.Union(Schema.NonNegativeInt, Schema.String)),
    end: Schema.optional(Schema.NonNegativeInt),
    input: Schema.optional(Schema.Record({ key: Schema.String, value: Schema.Unknown }))
  })

const stepSchema = () =>
  Schema.Struct({
    path: Schema.String,
    pages: Schema.NonNegativeInt,
    rows: Schema.NonNegativeInt,
    next: Schema.UndefinedOr(Cursor)
  })

const reportSchema = () =>
  Schema.Struct({
    path: Schema.String,
    rows: Schema.NonNegativeInt,
    failures: Schema.NonNegativeInt,
    pages: Schema.NonNegativeInt,
    bytes: Schema.NonNegativeInt,
    duplicates: Schema.NonNegativeInt,
    totalAtStart: Schema.UndefinedOr(Schema.NonNegativeInt),
    totalAtEnd: Schema.UndefinedOr(Schema.NonNegativeInt),
    moved: Schema.Boolean
  })

// ------------------------------------------------------------------------------------------------------- constructors

/**
 * Makes a job that exports all items of a paged call. Each process makes it with the same options.
 *
 * @since 0.2.0
 * @category constructors
 */
export const make = <Input, Success, Item>(
  call: PureCloud.PagedCall<Input, Success, Item>,
  options: Options<Input, Item>
): ExportJob => jobOf(call, { id: undefined, concurrency: 1, apply: (item) => Effect.succeed([item]) }, options)

/**
 * Makes a job that enriches all items of a paged call. If a step is repeated, its items are enriched again, and
 * `onFailure` is called again for items that fail.
 *
 * @example
 * ```ts
 * import * as Export from "effect-purecloud/Export"
 * import * as ExportJob from "effect-purecloud/ExportJob"
 * import * as Users from "effect-purecloud/Users"
 * import { Effect } from "effect"
 *
 * export const job = ExportJob.makeEnriched(
 *   Users.getUsers,
 *   Export.enrich({ roles: ({ id }) => Users.getUserRoles({ userId: id }) }, {
 *     onFailure: (user, error) => Effect.logWarning(`${user.id}: ${error.message}`)
 *   }),
 *   // 300 requests per minute: 100 users with one call each take 20 seconds.
 *   { id: "2026-11-26", path: "/exports/roles.ndjson", format: Export.ndjson, pageSize: 100, pagesPerStep: 1 }
 * )
 * ```
 *
 * @since 0.2.0
 * @category constructors
 */
export const makeEnriched = <Input, Success, Item, Row, R>(
  call: PureCloud.PagedCall<Input, Success, Item>,
  enrich: Export.Enrichment<Item, Row, R>,
  options: Options<Input, Row>
): ExportJob<R> =>
  jobOf(call, {
    id: enrich.id,
    concurrency: enrich.concurrency ?? 4,
    apply: (item) => Effect.map(Stream.runCollect(enrich(Stream.succeed(item))), Chunk.toReadonlyArray)
  }, options)

const jobOf = <Input, Success, Item, Row, R>(
  { endpoint }: PureCloud.PagedCall<Input, Success, Item>,
  enrichment: Internal.Enrichment<Item, Row, R>,
  options: Options<Input, Row>
): ExportJob<R> => ({
  id: options.id,
  path: options.path,
  "~job": Internal.erase({
    endpoint,
    enrichment,
    id: options.id,
    path: options.path,
    input: inputOf(options),
    format: options.format,
    pageSize: options.pageSize,
    pagesPerStep: options.pagesPerStep ?? 10,
    concurrency: options.concurrency,
    gzip: options.gzip ?? false
  })
})

// --------------------------------------------------------------------------------------------------------------- jobs

/**
 * Divides the pages of a job into ranges of nearly equal size, and returns the first cursor of each. It reads the first
 * page to find the number of pages. The last range has no end, so it also has pages that are added later. A listing by
 * cursor, and one without a number of pages, has one range.
 *
 * Keep the plan: the merge needs it. Fails with the errors of the call, for example with an `EncodeError` if `ranges` is
 * not a whole number from 1.
 *
 * @since 0.2.0
 * @category jobs
 */
export const plan = <R>(
  job: ExportJob<R>,
  options: {
    /** Maximum number of ranges, at least 1. */
    readonly ranges: number
  }
): Effect.Effect<ReadonlyArray<Cursor>, PureCloudError, PureCloud.PureCloud> =>
  Internal.plan(job["~job"], options.ranges)

/**
 * Divides ids into ranges of `size` ids, and returns the cursor of each. The job then exports only the items with these
 * ids, for example the users that another system names. An id that is given twice counts once.
 *
 * @since 0.2.0
 * @category jobs
 */
export const planIds = (
  ids: Iterable<string>,
  options: {
    /** Number of ids of a range, up to the maximum of the operation. Default: 100. */
    readonly size?: number
    /** Key of the input that takes the ids. Default: `id`. */
    readonly key?: string
  } = {}
): ReadonlyArray<Cursor> => {
  const { key = "id", size = 100 } = options
  return Array.from(
    Chunk.chunksOf(Chunk.fromIterable(new Set(ids)), size >= 1 ? size : 1),
    (ids, range) => ({ range, step: 0, input: { [key]: Chunk.toReadonlyArray(ids) } })
  )
}

/**
 * Runs a step: reads the pages from a cursor on, up to `pagesPerStep`, and records them in a file. If the step is already
 * recorded, it reads nothing and returns the recorded result.
 *
 * Fails with the errors of the call, or with an `ExportError`. Its reason is
 * - `File` if the file system fails, or the path cannot be a file;
 * - `Checkpoint` if the file of the step is damaged;
 * - `Encode` if the format cannot encode an item.
 *
 * @since 0.2.0
 * @category jobs
 */
export const step = <R>(
  job: ExportJob<R>,
  cursor: Cursor
): Effect.Effect<Step, PureCloudError | ExportError, R | PureCloud.PureCloud | FileSystem.FileSystem> =>
  Effect.map(Internal.step(job["~job"], cursor), ({ next, pages, path, rows }) => ({ path, pages, rows, next }))

/**
 * Merges the recorded steps of a plan into the file of the job. Repeated items are dropped as `ExportFile.write` drops
 * them, also where ranges meet. It can be repeated until {@link clean} has run.
 *
 * Fails with an `ExportError`. Its reason is `File` if the file system fails, or `Checkpoint` if a step is missing or its
 * file is damaged.
 *
 * @since 0.2.0
 * @category jobs
 */
export const merge = <R>(
  job: ExportJob<R>,
  plan: ReadonlyArray<Cursor>
): Effect.Effect<Report, ExportError, FileSystem.FileSystem> =>
  Effect.map(Internal.merge(job["~job"], plan), (merged): Report => reportOf(job.path, merged))

/**
 * Removes the files of the steps. Run it after the merge, or to abandon a job. It can be repeated.
 *
 * @since 0.2.0
 * @category jobs
 */
export const clean = <R>(job: ExportJob<R>): Effect.Effect<void, ExportError, FileSystem.FileSystem> =>
  Internal.clean(job["~job"])
