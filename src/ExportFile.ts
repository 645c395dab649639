/**
 * Exports all items of a paged call to a file, and can continue after a crash.
 *
 * Pages are written to `<path>.part`. At least every five seconds or 8 MiB the bytes are flushed to the disk and a
 * {@link Checkpoint} is saved beside them, and once more when the run ends, fails or is interrupted (`NodeRuntime.runMain`
 * interrupts it on SIGTERM and SIGINT). If a run is killed at any moment, the next run with the same options continues
 * from the last checkpoint: it reads the pages after it again and writes each row once. If the data did not change in the
 * meantime, the file has the same bytes that an uninterrupted run would have written. The file gets its final name after it
 * is complete and its bytes are verified. Then the export has ended: the next run with the same options reads all pages
 * again, even if this run was killed before it could remove its checkpoint.
 *
 * @example
 * ```ts
 * import { NodeContext } from "@effect/platform-node"
 * import { Effect, Layer } from "effect"
 * import * as Export from "effect-purecloud/Export"
 * import * as ExportFile from "effect-purecloud/ExportFile"
 * import * as NodeHttp from "effect-purecloud/NodeHttp"
 * import * as PureCloud from "effect-purecloud/PureCloud"
 * import * as Users from "effect-purecloud/Users"
 *
 * const live = PureCloud.layerConfig().pipe(Layer.provide(NodeHttp.layerConfig()))
 *
 * export const program = ExportFile.write(Users.getUsers, {
 *   path: "users.csv.gz",
 *   input: { state: "active" },
 *   format: Export.csv({ columns: ["id", "name", "email", "manager.id"] }),
 *   pageSize: 500,
 *   gzip: true
 * }).pipe(Effect.provide([live, NodeContext.layer]))
 * ```
 *
 * @since 0.1.0
 */

import type * as FileSystem from "@effect/platform/FileSystem"
import type * as KeyValueStore from "@effect/platform/KeyValueStore"
import type * as Path from "@effect/platform/Path"
import * as Chunk from "effect/Chunk"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import type * as Export from "./Export.js"
import * as InternalCheckpoint from "./internal/storage/exportCheckpoint.js"
import * as Internal from "./internal/storage/exportFile.js"
import type * as PureCloud from "./PureCloud.js"
import type { ExportError, PureCloudError } from "./PureCloudError.js"

// ------------------------------------------------------------------------------------------------------------- models

/**
 * Options of an export. `input` is required if the call requires input.
 *
 * @since 0.1.0
 * @category models
 */
export type Options<Input, Row> =
  & CommonOptions<Row>
  & ({} extends Input ? { readonly input?: Input } : { readonly input: Input })

/**
 * Options of an export, without the input.
 *
 * @since 0.1.0
 * @category models
 */
export interface CommonOptions<Row> {
  /**
   * Path of the file, not of a symbolic link. Its directory is created if it does not exist. A file that exists is
   * replaced; the new file can be read by those who could read the old one. Only one run at a time can write a file: a
   * second one fails with an `ExportError` whose reason is `Locked`. Use another path for each organization, because a
   * checkpoint does not record its organization.
   */
  readonly path: string
  /** The format of the rows, for example `Export.ndjson` or `Export.csv({ columns: ["id", "name"] })`. */
  readonly format: Export.Format<Row>
  /** Items per page. Default: `pageSize` of the input, else 25. */
  readonly pageSize?: number
  /** Maximum number of pages fetched at the same time. Default: `pageConcurrency` of the configuration, which is 4. */
  readonly concurrency?: number
  /**
   * Whether to compress the file. Each page becomes one gzip member; programs that read gzip files accept several members,
   * but the `DecompressionStream` of browsers does not. Default: `false`.
   */
  readonly gzip?: boolean
  /**
   * Whether to continue from the checkpoint of an earlier run. `false` discards the checkpoint and starts from the
   * first page. Default: `true`.
   */
  readonly resume?: boolean
  /**
   * Maximum age of a checkpoint to resume from. An older one is discarded and all pages are read again, so that the
   * file has no rows that are older. Default: 12 hours.
   *
   * @since 0.2.0
   */
  readonly resumeWithin?: Duration.DurationInput
  /**
   * Where to save checkpoints. The keys begin with the path. If several processes may write the file, use an
   * `AtomicStore`, for example `Redis.keyValueStore`. Default: two files beside the file.
   */
  readonly checkpoints?: KeyValueStore.KeyValueStore
  /**
   * Maximum time between adding a page and saving a checkpoint of it. After a crash, at most the pages of this time are
   * read again. Each checkpoint flushes the file to the disk. With `Infinity`, time causes no checkpoint. Default: 5
   * seconds.
   *
   * @since 0.2.0
   */
  readonly checkpointInterval?: Duration.DurationInput
  /**
   * Number of bytes of the file after which a checkpoint is saved, if `checkpointInterval` has not passed before. 0 saves
   * one after each page, before `onPage` is called. With `Infinity`, bytes cause no checkpoint. Default: 8 MiB.
   *
   * @since 0.2.0
   */
  readonly checkpointBytes?: number
  /**
   * Called for each page, in order, after its rows were added to the file. A page without a checkpoint is read again if
   * the run is killed, so the next run may call this for the same page.
   */
  readonly onPage?: (page: PureCloud.PageInfo) => Effect.Effect<void>
  /** Called before the first page is read if the run continues an earlier one. */
  readonly onResume?: (checkpoint: Checkpoint) => Effect.Effect<void>
}

/**
 * Saved progress of an export, and the options that identify the export.
 *
 * @since 0.1.0
 * @category models
 */
export interface Checkpoint {
  readonly version: 1
  /** Number of checkpoints of this export so far. */
  readonly sequence: number
  /** The vendor's method name, for example `getUsers`. */
  readonly operation: string
  /** SHA-256 of the input as JSON with sorted keys, in hexadecimal. */
  readonly input: string
  /** The id of the format. */
  readonly format: string
  /** The id of the enrichment. */
  readonly enrich?: string | undefined
  /** `pageSize` of the options. */
  readonly pageSize?: number | undefined
  readonly gzip: boolean
  /** Position of the page to read next: its number or its cursor. Absent after the last page. */
  readonly next?: number | string | undefined
  /** Number of pages in the file. */
  readonly pages: number
  /** Number of rows in the file. */
  readonly rows: number
  /** Number of items without a row, because their enrichment failed. */
  readonly failures: number
  /** Number of repeated items that were dropped: see {@link write}. */
  readonly duplicates: number
  /** Length of the file in bytes. If the file is longer when the export continues, the further bytes are removed. */
  readonly bytes: number
  /**
   * Digest of these bytes, in hexadecimal. It is computed for each block of 256 KiB: the SHA-256 of the digest so far,
   * followed by the block.
   */
  readonly digest: string
  /** Ids of the latest items: the last 1000, or those of the last page if it has more. */
  readonly recent: ReadonlyArray<string>
  /** Number of items on all pages according to the first page, if the page has a total. */
  readonly totalAtStart?: number | undefined
  /** Number of items on all pages according to the last page read, if the page has a total. */
  readonly totalAtEnd?: number | undefined
  /** Whether the data changed while it was read: see {@link Report}. */
  readonly moved: boolean
  /**
   * Time when the checkpoint was saved, in milliseconds since 1970.
   *
   * @since 0.2.0
   */
  readonly savedAt?: number | undefined
}

/**
 * Schema of {@link Checkpoint}.
 *
 * @since 0.1.0
 * @category models
 */
export const Checkpoint: Schema.Schema<Checkpoint> = InternalCheckpoint.Checkpoint

/**
 * The result of an export. Its numbers include those of the earlier runs that it continued.
 *
 * @since 0.1.0
 * @category models
 */
export interface Report {
  readonly path: string
  /** Number of rows in the file. */
  readonly rows: number
  /** Number of items without a row, because their enrichment failed. */
  readonly failures: number
  /** Number of pages read. */
  readonly pages: number
  /** Length of the file in bytes. */
  readonly bytes: number
  /** Number of repeated items that were dropped: see {@link write}. */
  readonly duplicates: number
  /** Number of items on all pages according to the first page, if the page has a total. */
  readonly totalAtStart: number | undefined
  /** Number of items on all pages according to the last page, if the page has a total. */
  readonly totalAtEnd: number | undefined
  /** Position of the first page that this run read, counted from 1, if it continued an earlier run. */
  readonly resumedFrom: number | undefined
  /**
   * Whether totals or repeated items show that the data changed while it was read. In this case an item may be missing
   * although it existed all the time, because it moved to a page that had already been read.
   */
  readonly moved: boolean
}

// ------------------------------------------------------------------------------------------------------- constructors

/**
 * Writes all items of a paged call to a file, or continues an earlier run. The documentation of this module describes
 * how.
 *
 * Fails with the errors of the call, or with an `ExportError`. Its reason is
 * - `File` if the file system fails, or the path cannot be a file;
 * - `Checkpoint` if the checkpoint is damaged or belongs to an export with other options, or the part file does not have
 *   the bytes that the checkpoint describes;
 * - `Locked` if another run writes the file. The error names the run and the time when it started. If that run was
 *   killed, the file can be written again after ten seconds, or at once on the same Linux host;
 * - `Encode` if the format cannot encode an item.
 *
 * After each of these errors the part file and the checkpoint remain, so a later call with the same options can
 * continue. If the call fails, or the run is interrupted, a checkpoint of all pages read so far is saved first. If the file
 * system fails, the last checkpoint is that of the bytes that were certainly written.
 *
 * If items are added to the data while it is read, other items move to later pages and are returned twice. Such a
 * repeated item is written once: an item is dropped only if an item with the same id is on the page before it, or among
 * the 1000 items before it.
 *
 * @since 0.1.0
 * @category constructors
 */
export const write = <Input, Success, Item>(
  call: PureCloud.PagedCall<Input, Success, Item>,
  options: Options<Input, Item>
): Effect.Effect<
  Report,
  PureCloudError | ExportError,
  PureCloud.PureCloud | FileSystem.FileSystem | Path.Path
> => run(call, { id: undefined, apply: Effect.succeed }, options)

/**
 * Enriches all items of a paged call and writes them to a file, like {@link write}. If the run is killed, the next run
 * enriches the items of the pages after the last checkpoint again, and calls `onFailure` again for items that fail. If
 * enriching is expensive, `checkpointBytes: 0` repeats one page at most.
 *
 * @example
 * ```ts
 * import { Chunk, Effect, Stream } from "effect"
 * import * as Export from "effect-purecloud/Export"
 * import * as ExportFile from "effect-purecloud/ExportFile"
 * import * as Users from "effect-purecloud/Users"
 *
 * export const program = ExportFile.writeEnriched(
 *   Users.getUsers,
 *   Export.enrich({
 *     queues: ({ id }) =>
 *       Users.getUserQueues.items({ userId: id }).pipe(
 *         Stream.map(({ name = "" }) => name),
 *         Stream.runCollect,
 *         Effect.map(Chunk.join("; "))
 *       )
 *   }, { concurrency: 8, onFailure: (user, error) => Effect.logWarning(`${user.id}: ${error.message}`) }),
 *   { path: "queues.csv", format: Export.csv({ columns: ["id", "name", "queues"] }) }
 * )
 * ```
 *
 * @since 0.1.0
 * @category constructors
 */
export const writeEnriched = <Input, Success, Item, Row, R>(
  call: PureCloud.PagedCall<Input, Success, Item>,
  enrich: Export.Enrichment<Item, Row, R>,
  options: Options<Input, Row>
): Effect.Effect<
  Report,
  PureCloudError | ExportError,
  R | PureCloud.PureCloud | FileSystem.FileSystem | Path.Path
> =>
  run(call, {
    id: enrich.id,
    apply: (items) => Effect.map(Stream.runCollect(enrich(Stream.fromIterable(items))), Chunk.toReadonlyArray)
  }, options)

const run = <Input, Success, Item, Row, R>(
  { endpoint }: PureCloud.PagedCall<Input, Success, Item>,
  enrichment: Internal.Enrichment<Item, Row, R>,
  options: Options<Input, Row>
) =>
  Effect.map(
    Internal.run({ endpoint, enrichment, settings: settingsOf(options) }),
    ({ end, resumed }): Report => ({
      ...Internal.reportOf(options.path, end),
      resumedFrom: resumed === undefined ? undefined : resumed.pages + 1
    })
  )

const settingsOf = <Row>(options: CommonOptions<Row>): Internal.Settings<Row> => ({
  path: options.path,
  input: Internal.inputOf(options),
  format: options.format,
  pageSize: options.pageSize,
  concurrency: options.concurrency,
  gzip: options.gzip ?? false,
  resume: options.resume ?? true,
  resumeWithin: options.resumeWithin ?? "12 hours",
  checkpoints: options.checkpoints,
  due: { interval: options.checkpointInterval ?? "5 seconds", bytes: options.checkpointBytes ?? 8 * 2 ** 20 },
  onPage: options.onPage ?? (() => Effect.void),
  onResume: options.onResume ?? (() => Effect.void)
})
