/**
 * A whole listing to a file, in one line, that survives a crash.
 *
 * Pages are written to `<path>.part`. After each one the bytes are flushed to the disk and a {@link Checkpoint} is kept
 * beside them, so that a run that was killed at whatever moment goes on where it stood, and its file is byte for byte
 * what an undisturbed run would have written, as far as the data did not change. Only a whole file gets the final name,
 * after its bytes were checked. With that the export has ended: the next run with the same options reads all pages again,
 * also where this one was killed before it removed its checkpoint.
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

import type * as PlatformError from "@effect/platform/Error"
import * as FileSystem from "@effect/platform/FileSystem"
import type * as KeyValueStore from "@effect/platform/KeyValueStore"
import * as Path from "@effect/platform/Path"
import * as Chunk from "effect/Chunk"
import * as Clock from "effect/Clock"
import type * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import * as Schema from "effect/Schema"
import type * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import type * as Endpoint from "./Endpoint.js"
import type * as Export from "./Export.js"
import type { PageRequest } from "./internal/client/pageRequest.js"
import * as Paging from "./internal/client/pageStreams.js"
import * as CheckpointStore from "./internal/storage/checkpointStore.js"
import { encode, inputToJson } from "./internal/storage/encodeRows.js"
import { gzip } from "./internal/storage/gzip.js"
import * as Lease from "./internal/storage/lease.js"
import * as LeaseStores from "./internal/storage/leaseStores.js"
import * as Chain from "./internal/storage/runningDigest.js"
import { fileError, isMissing, orExportError } from "./internal/storage/storageError.js"
import * as PureCloud from "./PureCloud.js"
import { ExportError, type PureCloudError } from "./PureCloudError.js"

// ----------------------------------------------------------------------------------------------------------- models

/**
 * What is written, and how. Where the call requires input, so does this.
 *
 * @since 0.1.0
 * @category models
 */
export type Options<Input, Row> =
  & CommonOptions<Row>
  & ({} extends Input ? { readonly input?: Input } : { readonly input: Input })

/**
 * @since 0.1.0
 * @category models
 */
export interface CommonOptions<Row> {
  /**
   * The file. Its directory is made where it is missing. One run at a time writes it: a second one fails with the
   * reason `Locked`. Each organisation needs a path of its own, because a checkpoint does not record which one it reads.
   */
  readonly path: string
  /** As `Export.ndjson` or `Export.csv({ columns: ["id", "name"] })`. */
  readonly format: Export.Format<Row>
  /** Items a page holds. Default: the input's, else 25. */
  readonly pageSize?: number
  /** Pages fetched at the same time. Default: the configuration's `pageConcurrency`, 4. */
  readonly concurrency?: number
  /**
   * Compresses the file: a gzip member a page, which is a gzip file to all but a browser's `DecompressionStream`.
   * Default false.
   */
  readonly gzip?: boolean
  /** Whether to go on where an earlier run stood. `false` forgets it and begins anew. Default true. */
  readonly resume?: boolean
  /**
   * Maximum age of a checkpoint that is resumed from. An older one is discarded and all pages are read again, so a run
   * that was killed yesterday leaves no rows in the file of today. Default 12 hours.
   *
   * @since 0.2.0
   */
  readonly resumeWithin?: Duration.DurationInput
  /** Where checkpoints are kept, by keys that begin with the path. Default: in two files beside the file. */
  readonly checkpoints?: KeyValueStore.KeyValueStore
  /** Called for each page, in order, once it is safe. */
  readonly onPage?: (page: PureCloud.PageInfo) => Effect.Effect<void>
  /** Called before the first page where an earlier run is gone on with. */
  readonly onResume?: (checkpoint: Checkpoint) => Effect.Effect<void>
}

/**
 * How far an export is: all that is needed to go on with it, and to tell whether that is possible.
 *
 * @since 0.1.0
 * @category models
 */
export interface Checkpoint {
  readonly version: 1
  /** Checkpoints of this export so far. */
  readonly sequence: number
  /** The vendor's method name. */
  readonly operation: string
  /** The SHA-256 of the input as JSON with sorted keys, in hexadecimal. */
  readonly input: string
  /** The id of the format. */
  readonly format: string
  /** The id of the enrichment. */
  readonly enrich?: string | undefined
  /** Items a page holds, as the options say. */
  readonly pageSize?: number | undefined
  readonly gzip: boolean
  /** Position of the page to read next: its number, or the cursor that requests it. Absent after the last page. */
  readonly next?: number | string | undefined
  /** Pages in the file. */
  readonly pages: number
  /** Items in the file. */
  readonly rows: number
  /** Items that an enrichment kept apart. */
  readonly failures: number
  /** Items left out because a page shortly before held them already. */
  readonly duplicates: number
  /** Length of the file. What goes beyond is cut. */
  readonly bytes: number
  /** A digest of these bytes: SHA-256 over blocks of 256 KiB, each behind the digest of those before it. */
  readonly digest: string
  /** The ids of the last page or pages, at most 1000 or one page of them. */
  readonly recent: ReadonlyArray<string>
  /** Items of the whole listing as the first page has it, where it says. */
  readonly totalAtStart?: number | undefined
  /** The same as the last page read has it. */
  readonly totalAtEnd?: number | undefined
  /** Whether the listing changed while it was read, as far as can be seen. */
  readonly moved: boolean
  /**
   * Milliseconds since 1970 when it was saved.
   *
   * @since 0.2.0
   */
  readonly savedAt?: number | undefined
}

/**
 * @since 0.1.0
 * @category models
 */
export const Checkpoint: Schema.Schema<Checkpoint> = Schema.Struct({
  version: Schema.Literal(1),
  sequence: Schema.NonNegativeInt,
  operation: Schema.String,
  input: Schema.String,
  format: Schema.String,
  enrich: Schema.optional(Schema.String),
  pageSize: Schema.optional(Schema.NonNegativeInt),
  gzip: Schema.Boolean,
  next: Schema.optional(Schema.Union(Schema.NonNegativeInt, Schema.String)),
  pages: Schema.NonNegativeInt,
  rows: Schema.NonNegativeInt,
  failures: Schema.NonNegativeInt,
  duplicates: Schema.NonNegativeInt,
  bytes: Schema.NonNegativeInt,
  digest: Schema.String,
  recent: Schema.Array(Schema.String),
  totalAtStart: Schema.optional(Schema.NonNegativeInt),
  totalAtEnd: Schema.optional(Schema.NonNegativeInt),
  moved: Schema.Boolean,
  savedAt: Schema.optional(Schema.Number)
})

/**
 * What an export did, that of earlier runs included.
 *
 * @since 0.1.0
 * @category models
 */
export interface Report {
  readonly path: string
  /** Items in the file. */
  readonly rows: number
  /** Items that an enrichment kept apart, because something could not be had for them. */
  readonly failures: number
  /** Pages read. */
  readonly pages: number
  /** Length of the file. */
  readonly bytes: number
  /** Items left out because a page shortly before held them already. */
  readonly duplicates: number
  /** Items of the whole listing as the first page had it, where it said. */
  readonly totalAtStart: number | undefined
  /** The same as the last page had it. */
  readonly totalAtEnd: number | undefined
  /** The page that this run began with, counted from 1, where it went on with an earlier one. */
  readonly resumedFrom: number | undefined
  /**
   * Whether the listing changed while it was read, as far as its totals and repeated items show. Then items may be
   * missing that were there all the time: they moved to a page that was read already.
   */
  readonly moved: boolean
}

// ---------------------------------------------------------------------------------------------------------- writing

/**
 * Writes all items of a paged call to a file, or goes on doing so. See the head of this module.
 *
 * It fails as the call does, or with an `ExportError`, whose reason is
 * - `File` if the file system fails, or the path cannot be a file;
 * - `Checkpoint` if the checkpoint to resume from belongs to another export, or the file is not the one it was made for;
 * - `Locked` if another run writes the file: it says who, and since when. The file of a run that was killed is free after
 *   ten seconds, and at once on the same Linux host;
 * - `Encode` if an item cannot be written in the format.
 *
 * What was written stays as it is in each case, so the same call again goes on.
 *
 * An item that is one of the last 1000 before its page, or of the page before, is left out.
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
> => writeRows(call.endpoint, { id: undefined, apply: Effect.succeed }, options)

/**
 * Writes all items of a paged call, each with what an enrichment finds for it, as {@link write} does. A page is enriched
 * before it is written; where the run is killed in between, its items are asked for again by the next one, and those
 * that failed are told again.
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
  writeRows(call.endpoint, {
    id: enrich.id,
    apply: (items) => Effect.map(Stream.runCollect(enrich(Stream.fromIterable(items))), Chunk.toReadonlyArray)
  }, options)

/** What becomes of a page's items before they are written. */
interface Rows<Item, Row, R> {
  readonly id: string | undefined
  readonly apply: (items: ReadonlyArray<Item>) => Effect.Effect<ReadonlyArray<Row>, never, R>
}

const writeRows = <Input, Item, Row, R>(
  endpoint: Endpoint.Endpoint<Input, unknown, Item>,
  rows: Rows<Item, Row, R>,
  options: Options<Input, Row>
): Effect.Effect<
  Report,
  PureCloudError | ExportError,
  R | PureCloud.PureCloud | FileSystem.FileSystem | Path.Path
> =>
  Effect.gen(function*() {
    const { checkpoints, onResume, path, resume = true } = options
    const fs = yield* FileSystem.FileSystem
    const { dirname } = yield* Path.Path
    const part = `${path}.part`
    const store = checkpoints ?? storeOf(fs)
    const kept = slotsOf(store, path)
    const beginning = yield* beginningOf(endpoint, rows.id, options)
    yield* Paging.check(pagedOf(yield* PureCloud.PureCloud, endpoint, options, beginning))
    yield* checkPath(fs, path)
    yield* orExportError(path, fs.makeDirectory(dirname(path), { recursive: true }))
    const lease = yield* Lease.acquire(
      checkpoints === undefined ? LeaseStores.fileLeases(fs) : LeaseStores.keyValueLeases(store),
      path
    )

    const found = resume ? yield* recent(yield* kept.load, options) : undefined
    if (found !== undefined) yield* refuseOther(path, found, beginning)
    // A run that was killed after it had renamed the file has ended: the next run is an export of its own.
    const isRenamed = found !== undefined && found.next === undefined && !(yield* orExportError(part, fs.exists(part)))
    const before = isRenamed ? undefined : found
    if (before === undefined) yield* kept.clear

    const end = yield* Effect.scoped(Effect.gen(function*() {
      const file = yield* openPart(fs, part, lease, before)
      const chain = Chain.make()
      if (before !== undefined) {
        yield* goTo(part, file, chain, before)
        yield* onResume?.(before) ?? Effect.void
      }
      const pages = before !== undefined && before.next === undefined
        ? before
        : yield* writePages(endpoint, rows, options, { chain, file, lease, save: kept.save }, before ?? beginning)
      // A listing without pages still has a header, and a gzip file is never empty.
      const { format: { header }, gzip: zipped } = options
      const rest = pages.bytes > 0 ? empty : zipped === true ? yield* gzip(header) : header
      yield* lease.check
      const end = yield* advance(part, file, chain, pages, rest, { next: undefined })
      yield* kept.save(end)
      return end
    }))

    if (!(yield* holds(fs, part, end))) {
      return yield* wrongFile(
        part,
        "does not have the bytes that were written to it, because something else changed it"
      )
    }
    yield* lease.check
    yield* orExportError(path, fs.rename(part, path))
    yield* kept.clear
    return reportOf(path, end, before)
  }).pipe(Effect.scoped)

const empty = new Uint8Array(0)

/** Opens the file that pages are written to. */
const openPart = (
  fs: FileSystem.FileSystem,
  part: string,
  { isContested }: Lease.Lease,
  before: Checkpoint | undefined
): Effect.Effect<FileSystem.File, ExportError, Scope.Scope> =>
  Effect.gen(function*() {
    if (before === undefined) {
      yield* fs.remove(part, { force: true })
      return yield* fs.open(part, { flag: "wx" })
    }
    if (isContested) {
      // A run that was only suspended may still have the file open: what it writes goes to the old copy.
      const copy = `${part}-copy`
      yield* fs.copyFile(part, copy)
      yield* fs.rename(copy, part)
    }
    return yield* fs.open(part, { flag: "r+" })
  }).pipe(Effect.mapError((error) =>
    before !== undefined && isMissing(error) ? wrongFile(part, "is missing") : fileError(part, error)
  ))

/** What the pages are written with. */
interface Output {
  readonly chain: Chain.RunningDigest
  readonly file: FileSystem.File
  readonly lease: Lease.Lease
  readonly save: (checkpoint: Checkpoint) => Effect.Effect<void, ExportError>
}

/** The pages that are left to read. */
const pagedOf = <Input, Item, Row>(
  { config, runWithResponse }: Context.Tag.Service<typeof PureCloud.PureCloud>,
  endpoint: Endpoint.Endpoint<Input, unknown, Item>,
  options: Options<Input, Row>,
  { next }: Checkpoint
): PageRequest => ({
  endpoint,
  input: inputOf(options),
  // It is the input with other page numbers.
  fetch: (input) => runWithResponse(endpoint, input as Input),
  concurrency: options.concurrency ?? config.pageConcurrency,
  pageSize: options.pageSize,
  startPage: typeof next === "number" ? next : undefined,
  startCursor: typeof next === "string" ? next : undefined,
  onPage: undefined
})

/** Refuses a path that cannot become a file, before anything is made or sent. */
const checkPath = (fs: FileSystem.FileSystem, path: string): Effect.Effect<void, ExportError> =>
  path === ""
    ? new ExportError({ reason: "File", path: "\"\"", text: "the path is empty" })
    : Effect.forEach([path, `${path}.part`], (each) =>
      fs.stat(each).pipe(
        Effect.map(({ type }) => type),
        Effect.catchIf(isMissing, () => Effect.succeed("File" as const)),
        Effect.mapError((error) => fileError(each, error)),
        Effect.flatMap((type) =>
          type === "File"
            ? Effect.void
            : new ExportError({
              reason: "File",
              path: each,
              text: type === "Directory" ? "is a directory" : "is no regular file"
            })
        )
      ), { discard: true })

/** Writes the pages that are left. */
const writePages = <Input, Item, Row, R>(
  endpoint: Endpoint.Endpoint<Input, unknown, Item>,
  { apply }: Rows<Item, Row, R>,
  options: Options<Input, Row>,
  { chain, file, lease, save }: Output,
  before: Checkpoint
): Effect.Effect<Checkpoint, PureCloudError | ExportError, R | PureCloud.PureCloud> =>
  Effect.flatMap(PureCloud.PureCloud, (client) => {
    const { format, gzip: zipped, onPage, path } = options
    const batches = Paging.pageItems(pagedOf(client, endpoint, options, before), before.recent)
    return Stream.runFoldEffect(batches, before, (checkpoint, { info, items, next, recent }) =>
      Effect.gen(function*() {
        // An endpoint's pages hold its items.
        const rows = yield* apply(items as ReadonlyArray<Item>)
        const encoded = rows.length === 0 ? empty : yield* encode(format, rows, path)
        const plain = checkpoint.pages === 0 ? concat(format.header, encoded) : encoded
        const bytes = zipped === true ? yield* gzip(plain) : plain
        const { total = checkpoint.totalAtEnd } = info
        yield* lease.check
        const reached = yield* advance(`${path}.part`, file, chain, checkpoint, bytes, {
          next,
          pages: checkpoint.pages + 1,
          rows: checkpoint.rows + rows.length,
          failures: checkpoint.failures + items.length - rows.length,
          duplicates: checkpoint.duplicates + info.duplicates,
          recent: [...recent],
          totalAtStart: checkpoint.totalAtStart ?? total,
          totalAtEnd: total,
          moved: checkpoint.moved || info.duplicates > 0 || total !== (checkpoint.totalAtEnd ?? total)
        })
        yield* save(reached)
        yield* onPage?.(info) ?? Effect.void
        return reached
      }))
  })

const concat = (a: Uint8Array, b: Uint8Array): Uint8Array => {
  if (a.length === 0) return b
  const both = new Uint8Array(a.length + b.length)
  both.set(a)
  both.set(b, a.length)
  return both
}

/** Writes bytes, so that they stay written, and says what is reached by that. */
const advance = (
  part: string,
  file: FileSystem.File,
  chain: Chain.RunningDigest,
  checkpoint: Checkpoint,
  bytes: Uint8Array,
  changes: Partial<Checkpoint>
): Effect.Effect<Checkpoint, ExportError> =>
  Effect.gen(function*() {
    if (bytes.length > 0) {
      yield* orExportError(part, Effect.zipRight(file.writeAll(bytes), file.sync))
      yield* chain.append(bytes)
    }
    return {
      ...checkpoint,
      ...changes,
      sequence: checkpoint.sequence + 1,
      bytes: checkpoint.bytes + bytes.length,
      digest: yield* chain.digest,
      savedAt: yield* Clock.currentTimeMillis
    }
  })

const reportOf = (path: string, end: Checkpoint, before: Checkpoint | undefined): Report => ({
  path,
  rows: end.rows,
  failures: end.failures,
  pages: end.pages,
  bytes: end.bytes,
  duplicates: end.duplicates,
  totalAtStart: end.totalAtStart,
  totalAtEnd: end.totalAtEnd,
  resumedFrom: before === undefined ? undefined : before.pages + 1,
  moved: end.moved
})

// --------------------------------------------------------------------------------------------------------- going on

const inputOf = <Input, Row>(options: Options<Input, Row>): { readonly [key: string]: unknown } => ({
  ...(options as { readonly input?: Input }).input
})

/** A checkpoint that is young enough to be resumed from. A clock that was set back makes it too old, not too young. */
const recent = <Row>(
  found: Checkpoint | undefined,
  { resumeWithin = "12 hours" }: CommonOptions<Row>
): Effect.Effect<Checkpoint | undefined> =>
  Effect.map(
    Clock.currentTimeMillis,
    (now) => Math.abs(now - (found?.savedAt ?? -Infinity)) <= Duration.toMillis(resumeWithin) ? found : undefined
  )

/** The checkpoint of nothing. */
const beginningOf = <Input, Item, Row>(
  endpoint: Endpoint.Endpoint<Input, unknown, Item>,
  enrich: string | undefined,
  options: Options<Input, Row>
): Effect.Effect<Checkpoint, ExportError> =>
  Effect.gen(function*() {
    const input = yield* inputToJson(inputOf(options), options.path, (_, value) =>
      Predicate.isRecord(value)
        ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => a < b ? -1 : 1))
        : value)
    return {
      version: 1,
      sequence: 0,
      operation: endpoint.id,
      input: yield* Chain.digestOf(input),
      format: options.format.id,
      enrich,
      pageSize: options.pageSize,
      gzip: options.gzip ?? false,
      pages: 0,
      rows: 0,
      failures: 0,
      duplicates: 0,
      bytes: 0,
      digest: "",
      recent: [],
      moved: false
    }
  })

const refuseOther = (path: string, found: Checkpoint, wanted: Checkpoint): Effect.Effect<void, ExportError> => {
  const keys = ["operation", "input", "format", "enrich", "pageSize", "gzip"] as const
  const differences = keys.filter((key) => found[key] !== wanted[key]).map((key) =>
    key === "input" ? "another input" : `${key} ${found[key] ?? "not set"}, here ${wanted[key] ?? "not set"}`
  )
  return differences.length === 0 ? Effect.void : new ExportError({
    reason: "Checkpoint",
    path,
    text: `there is a checkpoint of another export (${differences.join("; ")})`,
    advice: "Finish the other export first, or start over with `resume: false`"
  })
}

const startOver = "Start over with `resume: false`"

const wrongFile = (part: string, what: string): ExportError =>
  new ExportError({
    reason: "Checkpoint",
    path: part,
    text: `${what}, so the export cannot continue from its checkpoint`,
    advice: startOver
  })

/** Reads as much of a file as a checkpoint tells of into a chain, and says how much there was. */
const read = (
  file: FileSystem.File,
  chain: Chain.RunningDigest,
  bytes: number
): Effect.Effect<number, PlatformError.PlatformError> => {
  const buffer = new Uint8Array(2 ** 18)
  const more = (done: number): Effect.Effect<number, PlatformError.PlatformError> =>
    done === bytes ? Effect.succeed(done) : Effect.flatMap(
      file.read(buffer.subarray(0, Math.min(buffer.length, bytes - done))),
      (size) =>
        Number(size) === 0
          ? Effect.succeed(done)
          : Effect.zipRight(chain.append(buffer.subarray(0, Number(size))), more(done + Number(size)))
    )
  return more(0)
}

/** Holds a file against its checkpoint, and cuts what goes beyond. */
const goTo = (
  part: string,
  file: FileSystem.File,
  chain: Chain.RunningDigest,
  { bytes, digest }: Checkpoint
): Effect.Effect<void, ExportError> =>
  Effect.gen(function*() {
    const size = yield* orExportError(part, read(file, chain, bytes))
    if (size < bytes) return yield* wrongFile(part, `has ${size} bytes and should have ${bytes}`)
    if ((yield* chain.digest) !== digest) return yield* wrongFile(part, "was changed since it was written")
    yield* orExportError(part, file.truncate(bytes))
  })

/** Whether a file is exactly what a checkpoint tells of. */
const holds = (
  fs: FileSystem.FileSystem,
  path: string,
  { bytes, digest }: Checkpoint
): Effect.Effect<boolean, ExportError> =>
  orExportError(
    path,
    Effect.gen(function*() {
      if (!(yield* fs.exists(path)) || Number((yield* fs.stat(path)).size) !== bytes) return false
      const chain = Chain.make()
      const file = yield* fs.open(path, { flag: "r" })
      yield* read(file, chain, bytes)
      return (yield* chain.digest) === digest
    }).pipe(Effect.scoped)
  )

// ------------------------------------------------------------------------------------------------------ checkpoints

const slotsOf = (store: CheckpointStore.Store, path: string): CheckpointStore.CheckpointStore<Checkpoint> =>
  CheckpointStore.make({
    store,
    schema: Checkpoint,
    sequenceOf: ({ sequence }) => sequence,
    advice: startOver
  })(`${path}.checkpoint`)

/** Keeps each value in a file of its own, flushed to the disk. The keys are their paths. */
const storeOf = (fs: FileSystem.FileSystem): CheckpointStore.Store => ({
  get: (path) =>
    fs.readFileString(path).pipe(
      Effect.map(Option.some),
      Effect.catchIf(isMissing, () => Effect.succeedNone)
    ),
  set: (path, value) =>
    Effect.scoped(Effect.flatMap(fs.open(path, { flag: "w" }), (file) =>
      Effect.zipRight(
        file.writeAll(typeof value === "string" ? new TextEncoder().encode(value) : value),
        file.sync
      ))),
  remove: (path) => fs.remove(path)
})
