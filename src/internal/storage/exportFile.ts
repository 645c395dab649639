import * as FileSystem from "@effect/platform/FileSystem"
import type * as KeyValueStore from "@effect/platform/KeyValueStore"
import * as Path from "@effect/platform/Path"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Predicate from "effect/Predicate"
import type * as Endpoint from "../../Endpoint.js"
import * as PureCloud from "../../PureCloud.js"
import type { ExportError, PureCloudError } from "../../PureCloudError.js"
import { invalidOption, type PageInput, type PageRequest, type Position } from "../client/pageRequest.js"
import * as Paging from "../client/pageStreams.js"
import { concat } from "../http/bytes.js"
import type { CheckpointStore } from "./checkpointStore.js"
import { encodeRows, type RowFormat } from "./encodeRows.js"
import { checkIdentity, type Checkpoint, checkpointsOf, initial, isRecent } from "./exportCheckpoint.js"
import { fileStore } from "./fileStore.js"
import { gzip } from "./gzip.js"
import * as Lease from "./lease.js"
import { fileLeases, leasesOf } from "./leaseStores.js"
import * as PartFile from "./partFile.js"
import * as PartWriter from "./partWriter.js"
import { orExportError } from "./storageError.js"

/*
 * Writes the pages of a listing to a part file, saves checkpoints, and renames the file when it is complete. The lease
 * of the path is held from before the checkpoint is loaded until after it is cleared.
 */

/** Returns the input in the options of an export, whose type has it only if the call has input. */
export const inputOf = (options: object): PageInput =>
  Predicate.hasProperty(options, "input") && Predicate.isRecord(options.input) ? options.input : {}

/** The options of an export, with their defaults. */
export interface Settings<Row> {
  readonly path: string
  readonly input: { readonly [key: string]: unknown }
  readonly format: RowFormat<Row>
  readonly pageSize: number | undefined
  readonly concurrency: number | undefined
  readonly gzip: boolean
  readonly resume: boolean
  readonly resumeWithin: Duration.DurationInput
  readonly checkpoints: KeyValueStore.KeyValueStore | undefined
  readonly due: PartWriter.Due
  readonly onPage: (page: PureCloud.PageInfo) => Effect.Effect<void>
  readonly onResume: (checkpoint: Checkpoint) => Effect.Effect<void>
}

/** Makes the rows of a page from its items. */
export interface Enrichment<Item, Row, R> {
  /** Absent if the rows are the items. */
  readonly id: string | undefined
  readonly apply: (items: ReadonlyArray<Item>) => Effect.Effect<ReadonlyArray<Row>, never, R>
}

/** All parameters of an export. */
interface Export<Input, Item, Row, R> {
  readonly endpoint: Endpoint.Endpoint<Input, unknown, Item>
  readonly enrichment: Enrichment<Item, Row, R>
  readonly settings: Settings<Row>
}

/** Result of an export. */
interface Exported {
  /** The checkpoint at the end. */
  readonly end: Checkpoint
  /** The checkpoint of the earlier run from which this run resumed. */
  readonly resumed: Checkpoint | undefined
}

/** Runs an export, from the beginning or from the checkpoint of an earlier run. */
export const run = <Input, Item, Row, R>(
  self: Export<Input, Item, Row, R>
): Effect.Effect<
  Exported,
  PureCloudError | ExportError,
  R | PureCloud.PureCloud | FileSystem.FileSystem | Path.Path
> =>
  Effect.gen(function*() {
    const { endpoint, enrichment, settings } = self
    const { checkpoints, due, path } = settings
    const fs = yield* FileSystem.FileSystem
    const start = yield* initial({
      path,
      operation: endpoint.id,
      input: settings.input,
      format: settings.format.id,
      enrich: enrichment.id,
      pageSize: settings.pageSize,
      gzip: settings.gzip
    })
    const request = pageRequest(yield* PureCloud.PureCloud, { ...settings, endpoint }, start.next)
    yield* Paging.check(request)
    if (!(due.bytes >= 0)) return yield* invalidOption(request, "checkpointBytes", "a number from 0 on", due.bytes)
    yield* PartFile.checkPath(fs, path)
    yield* orExportError(path, fs.makeDirectory((yield* Path.Path).dirname(path), { recursive: true }))

    const lease = yield* Lease.acquire(checkpoints === undefined ? fileLeases(fs) : leasesOf(checkpoints), path)
    const stored = checkpointsOf(lease.guard(checkpoints ?? fileStore(fs)), path)
    const resumed = yield* loadCheckpoint(fs, stored, settings, start)
    if (resumed === undefined) yield* stored.clear
    const end = yield* Effect.scoped(writePart(fs, self, { lease, save: stored.save }, start, resumed))

    const part = PartFile.pathOf(path)
    yield* PartFile.verify(fs, part, end)
    yield* lease.check
    yield* orExportError(path, fs.rename(part, path))
    yield* stored.clear
    return { end, resumed }
  }).pipe(Effect.scoped)

/** Loads the checkpoint to resume from. Fails if it belongs to another export. */
const loadCheckpoint = (
  fs: FileSystem.FileSystem,
  stored: CheckpointStore<Checkpoint>,
  { path, resume, resumeWithin }: Settings<never>,
  start: Checkpoint
): Effect.Effect<Checkpoint | undefined, ExportError> =>
  Effect.gen(function*() {
    const found = resume ? yield* stored.load : undefined
    if (found === undefined || !(yield* isRecent(found, resumeWithin))) return undefined
    yield* checkIdentity(path, found, start)
    // The earlier run was killed after it had renamed the file, so its export is complete. A new export begins.
    const part = PartFile.pathOf(path)
    const isRenamed = found.next === undefined && !(yield* orExportError(part, fs.exists(part)))
    return isRenamed ? undefined : found
  })

/** The lease of an export, and the function that saves its checkpoints. */
interface LeasedCheckpoints {
  readonly lease: Lease.Lease
  readonly save: (checkpoint: Checkpoint) => Effect.Effect<void, ExportError>
}

/**
 * Writes the part file to its end. After a failure or an interruption, saves a checkpoint of the pages that were added.
 */
const writePart = <Input, Item, Row, R>(
  fs: FileSystem.FileSystem,
  self: Export<Input, Item, Row, R>,
  { lease, save: store }: LeasedCheckpoints,
  start: Checkpoint,
  resumed: Checkpoint | undefined
) =>
  Effect.gen(function*() {
    const { due, onResume, path } = self.settings
    const partPath = PartFile.pathOf(path)
    const part = resumed === undefined
      ? yield* PartFile.create(fs, partPath, path)
      : yield* PartFile.reopen(fs, partPath, lease.isContested, resumed)
    if (resumed !== undefined) yield* onResume(resumed)
    const writer = PartWriter.make({ part, start: resumed ?? start, due, lease, store })
    const isRead = resumed !== undefined && resumed.next === undefined
    return yield* Effect.gen(function*() {
      if (!isRead) yield* Effect.raceFirst(writePages(self, writer), writer.saveRegularly)
      // If there are no pages, the file still has the header, and a gzip file has at least one member.
      const rest = writer.added().bytes > 0 ? empty : yield* pageBytes(self.settings, empty, true)
      yield* writer.add(rest, { next: undefined })
      return yield* writer.save
    }).pipe(Effect.onError(() => Effect.ignore(writer.save)))
  })

const empty = new Uint8Array(0)

/** Makes the request for the pages from a position on. */
export const pageRequest = (
  { config, send }: PureCloud.Service,
  { concurrency, endpoint, input, pageSize }: {
    readonly endpoint: Endpoint.Any
    readonly input: PageInput
    readonly concurrency: number | undefined
    readonly pageSize: number | undefined
  },
  start: Position | undefined
): PageRequest => ({
  endpoint,
  input,
  // The input is that of the options with the position of a page, so it fits the endpoint.
  fetch: (input) => send(endpoint, input as never),
  concurrency: concurrency ?? config.pageConcurrency,
  pageSize,
  startPage: typeof start === "number" ? start : undefined,
  startCursor: typeof start === "string" ? start : undefined,
  onPage: undefined
})

/**
 * Writes the pages that are left to read. While the bytes of a page are written and the next page is awaited, nothing
 * refers to the items of the page: otherwise garbage collection takes several times as long.
 */
const writePages = <Input, Item, Row, R>(
  self: Export<Input, Item, Row, R>,
  writer: PartWriter.PartWriter
): Effect.Effect<void, PureCloudError | ExportError, R | PureCloud.PureCloud> =>
  Effect.flatMap(PureCloud.PureCloud, (client) => {
    const { endpoint, settings } = self
    const { next, recent } = writer.added()
    return Paging.forEachPage(
      pageRequest(client, { ...settings, endpoint }, next),
      { recent },
      (page) =>
        Effect.flatMap(
          encode(self, writer.added(), page),
          ({ bytes, changes, info }) => Effect.zipRight(writer.add(bytes, changes), settings.onPage(info))
        )
    )
  })

/** The bytes of a page, and how they change the progress. */
interface Encoded {
  readonly bytes: Uint8Array
  readonly changes: Partial<PartWriter.Progress>
  readonly info: PureCloud.PageInfo
}

/** Makes the rows of a page and encodes them. */
const encode = <Input, Item, Row, R>(
  { enrichment, settings }: Export<Input, Item, Row, R>,
  added: PartWriter.Progress,
  { info, items, next, recent }: Paging.PageItems
): Effect.Effect<Encoded, ExportError, R> =>
  // The items have the type of the endpoint, but the internal functions for pages are untyped.
  Effect.flatMap(enrichment.apply(items as ReadonlyArray<Item>), (rows) =>
    Effect.map(encodePage(settings, rows, added.pages === 0), (bytes) => ({
      bytes,
      changes: { ...afterPage(added, info, rows.length), next, recent: [...recent] },
      info
    })))

/** Counts of the pages that were added to a file. */
export interface Counts {
  readonly pages: number
  readonly rows: number
  readonly failures: number
  readonly duplicates: number
  readonly totalAtStart?: number | undefined
  readonly totalAtEnd?: number | undefined
  readonly moved: boolean
}

/** Returns the report of a complete file, without the position of the first page that the run read. */
export const reportOf = (path: string, file: Counts & { readonly bytes: number }) => ({
  path,
  rows: file.rows,
  failures: file.failures,
  pages: file.pages,
  bytes: file.bytes,
  duplicates: file.duplicates,
  totalAtStart: file.totalAtStart,
  totalAtEnd: file.totalAtEnd,
  moved: file.moved
})

/** Returns the counts after a further page. */
export const afterPage = (
  before: Counts,
  { duplicates, items, total = before.totalAtEnd }: Pick<PureCloud.PageInfo, "duplicates" | "items" | "total">,
  rows: number
): Counts => ({
  pages: before.pages + 1,
  rows: before.rows + rows,
  failures: before.failures + items - rows,
  duplicates: before.duplicates + duplicates,
  totalAtStart: before.totalAtStart ?? total,
  totalAtEnd: total,
  moved: before.moved || duplicates > 0 || total !== (before.totalAtEnd ?? total)
})

/** Encodes the rows of a page, after the header if it is the first page. */
const encodePage = <Row>(
  settings: Settings<Row>,
  rows: ReadonlyArray<Row>,
  isFirst: boolean
): Effect.Effect<Uint8Array, ExportError> => {
  const { format, path } = settings
  return Effect.flatMap(
    rows.length === 0 ? Effect.succeed(empty) : encodeRows(format, rows, path),
    (encoded) => pageBytes(settings, encoded, isFirst)
  )
}

/** Returns the bytes of a page in the file: after the header if it is the first page, and one gzip member. */
export const pageBytes = (
  { format, gzip: isGzip }: Pick<Settings<never>, "format" | "gzip">,
  encoded: Uint8Array,
  isFirst: boolean
): Effect.Effect<Uint8Array> => {
  const bytes = isFirst ? concat([format.header, encoded]) : encoded
  return isGzip ? gzip(bytes) : Effect.succeed(bytes)
}
