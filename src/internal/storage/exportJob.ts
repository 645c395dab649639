import * as FileSystem from "@effect/platform/FileSystem"
import * as Effect from "effect/Effect"
import type * as Endpoint from "../../Endpoint.js"
import * as PureCloud from "../../PureCloud.js"
import type { EncodeError, ExportError, PureCloudError } from "../../PureCloudError.js"
import { idOf, invalidOption, isCount, type PageInput, type PageRequest, type Position } from "../client/pageRequest.js"
import { firstNumbers } from "../client/pagesByNumber.js"
import * as Paging from "../client/pageStreams.js"
import { concat } from "../http/bytes.js"
import { encodeRows, type RowFormat } from "./encodeRows.js"
import { initial, sortKeys } from "./exportCheckpoint.js"
import { afterPage, type Counts, pageBytes, pageRequest } from "./exportFile.js"
import * as PartFile from "./partFile.js"
import { digestOf } from "./runningDigest.js"
import * as StepFile from "./stepFile.js"
import { orExportError } from "./storageError.js"

/*
 * An export in steps that any number of processes can run. A plan has the first cursor of each range. A step reads some
 * pages from a cursor on, writes them to a file of its own, and returns the next cursor of its range. The merge follows
 * the steps of each range, drops repeated items, and writes the file that a single run writes.
 */

/** Position of a step. */
export interface Cursor {
  readonly range: number
  readonly step: number
  readonly start?: Position | undefined
  readonly end?: number | undefined
  readonly input?: PageInput | undefined
}

/** Makes the row of an item: one row, or none if that failed. */
export interface Enrichment<Item, Row, R> {
  /** Absent if the rows are the items. */
  readonly id: string | undefined
  readonly concurrency: number
  readonly apply: (item: Item) => Effect.Effect<ReadonlyArray<Row>, never, R>
}

/** All parameters of a job. */
export interface Job<Item, Row, R> {
  readonly endpoint: Endpoint.Any
  readonly enrichment: Enrichment<Item, Row, R>
  readonly id: string
  readonly path: string
  readonly input: PageInput
  readonly format: RowFormat<Row>
  readonly pageSize: number | undefined
  readonly pagesPerStep: number
  readonly concurrency: number | undefined
  readonly gzip: boolean
}

/** A job whose items and rows are only passed on. */
export interface AnyJob<out R> extends Job<unknown, unknown, R> {}

/** Removes the types of items and rows from a job. */
export const erase = <Item, Row, R>(job: Job<Item, Row, R>): AnyJob<R> =>
  // The rows come from the enrichment of the same job, and its items from its own endpoint.
  job as unknown as AnyJob<R>

/**
 * Checks the options of a job. Returns the request for its pages, and the number of the first page if pages have
 * numbers.
 */
const check = <R>(
  client: PureCloud.Service,
  job: AnyJob<R>,
  cursor: Cursor
): Effect.Effect<{ readonly request: PageRequest; readonly first: number | undefined }, EncodeError> =>
  Effect.gen(function*() {
    const { endpoint: { pagination }, pagesPerStep } = job
    const request = pageRequest(client, { ...job, input: { ...job.input, ...cursor.input } }, cursor.start)
    yield* Paging.check(request)
    if (!isCount(pagesPerStep) || pagesPerStep < 1) {
      return yield* invalidOption(request, "pagesPerStep", "a whole number from 1 on", pagesPerStep)
    }
    return pagination?._tag === "PageNumber"
      ? { request, first: (yield* firstNumbers(request, pagination)).pageNumber }
      : { request, first: undefined }
  })

/** Divides the pages into ranges. Reads the first page to find their number. */
export const plan = <R>(
  job: AnyJob<R>,
  ranges: number
): Effect.Effect<ReadonlyArray<Cursor>, PureCloudError, PureCloud.PureCloud> =>
  Effect.gen(function*() {
    const { first, request } = yield* check(yield* PureCloud.PureCloud, job, { range: 0, step: 0 })
    if (!isCount(ranges) || ranges < 1) {
      return yield* invalidOption(request, "ranges", "a whole number from 1 on", ranges)
    }
    if (first === undefined) return [{ range: 0, step: 0 }]
    let last = first
    yield* Paging.forEachPage({ ...request, endPage: first }, {}, (page) =>
      Effect.sync(() => {
        last = page.last ?? first
      }))
    const pages = Math.max(1, last - first + 1)
    const count = Math.min(ranges, pages)
    const startOf = (range: number) => first + Math.floor(range * pages / count)
    return Array.from({ length: count }, (_, range): Cursor => ({
      range,
      step: 0,
      start: startOf(range),
      // The last range has no end, because the listing may grow.
      ...range + 1 < count && { end: startOf(range + 1) - 1 }
    }))
  })

/** Returns the directory of a job's steps. Jobs with other options have other directories. */
const directoryOf = <R>(
  { endpoint, enrichment, format, gzip, id, input, pageSize, path }: AnyJob<R>
): Effect.Effect<string, ExportError> =>
  Effect.gen(function*() {
    const identity = yield* initial({
      path,
      operation: endpoint.id,
      input,
      format: format.id,
      enrich: enrichment.id,
      pageSize,
      gzip
    })
    const digest = yield* digestOf(JSON.stringify([id, identity]))
    return `${path}.${digest.slice(0, 16)}.steps`
  })

/** Returns the path of the file of a step. */
const pathOf = (directory: string, { end, input, range, start, step }: Cursor): Effect.Effect<string> =>
  Effect.map(
    // Sorted, because an engine may store the cursor with its keys in another order.
    digestOf(JSON.stringify([start, end, input], sortKeys)),
    (digest) => `${directory}/${String(range).padStart(5, "0")}-${String(step).padStart(5, "0")}-${digest.slice(0, 16)}`
  )

/** Returns the cursor of the next step of a range. */
const nextCursor = (cursor: Cursor, { next }: StepFile.Result): Cursor | undefined =>
  next === undefined ? undefined : { ...cursor, step: cursor.step + 1, start: next }

/** Runs a step. If its file exists, nothing is read. */
export const step = <R>(
  job: AnyJob<R>,
  cursor: Cursor
): Effect.Effect<
  { readonly path: string; readonly pages: number; readonly rows: number; readonly next: Cursor | undefined },
  PureCloudError | ExportError,
  R | PureCloud.PureCloud | FileSystem.FileSystem
> =>
  Effect.gen(function*() {
    const fs = yield* FileSystem.FileSystem
    const directory = yield* directoryOf(job)
    const path = yield* pathOf(directory, cursor)
    const recorded = yield* StepFile.resultOf(fs, path)
    if (recorded !== undefined) return { ...recorded, path, next: nextCursor(cursor, recorded) }
    const { first, request } = yield* check(yield* PureCloud.PureCloud, job, cursor)
    yield* PartFile.checkPath(fs, job.path)
    yield* orExportError(directory, fs.makeDirectory(directory, { recursive: true }))
    yield* StepFile.write(fs, path, (append) => writePages(job, cursor, request, first, append))
    // If another run of this step has ended before, its file counts.
    const result = (yield* StepFile.resultOf(fs, path)) ?? (yield* StepFile.missing(path))
    return { ...result, path, next: nextCursor(cursor, result) }
  })

/** Reads the pages of a step and appends them to its file. */
const writePages = <R>(
  job: AnyJob<R>,
  { end = Infinity }: Cursor,
  request: PageRequest,
  first: number | undefined,
  append: (bytes: Uint8Array) => Effect.Effect<void, ExportError>
): Effect.Effect<StepFile.Result, PureCloudError | ExportError, R> =>
  Effect.gen(function*() {
    const limit = first === undefined ? job.pagesPerStep : Math.min(job.pagesPerStep, end - first + 1)
    const endPage = first === undefined ? undefined : first + limit - 1
    let result: StepFile.Result = { pages: 0, rows: 0 }
    yield* Paging.forEachPage({ ...request, endPage }, { limit }, ({ all, info, items, next }) =>
      Effect.gen(function*() {
        const encoded = yield* encodeItems(job, all, items)
        yield* append(StepFile.encodePage({ total: info.total, items: encoded }))
        result = {
          pages: result.pages + 1,
          rows: result.rows + encoded.filter(({ row }) => row !== undefined).length,
          next
        }
      }))
    // The listing ended before the limit, or the range ends here.
    const isEnd = result.pages < limit || (typeof result.next === "number" && result.next > end)
    return isEnd ? { pages: result.pages, rows: result.rows } : result
  })

/** Makes the rows of a page's new items, and encodes each. */
const encodeItems = <R>(
  { enrichment, format, path }: AnyJob<R>,
  all: ReadonlyArray<unknown>,
  added: ReadonlyArray<unknown>
): Effect.Effect<ReadonlyArray<StepFile.Item>, ExportError, R> =>
  Effect.gen(function*() {
    const rows = yield* Effect.forEach(
      added,
      (item) =>
        Effect.flatMap(
          enrichment.apply(item),
          (rows) => rows.length === 0 ? Effect.succeed(undefined) : encodeRows(format, rows, path)
        ),
      { concurrency: enrichment.concurrency }
    )
    let next = 0
    // The new items are some of all items, in the same order.
    return all.map((item) => ({ id: idOf(item), row: item === added[next] ? rows[next++] : undefined }))
  })

/** Merges the steps of a plan into the file. */
export const merge = <R>(
  job: AnyJob<R>,
  plan: ReadonlyArray<Cursor>
): Effect.Effect<Counts & { readonly bytes: number }, ExportError, FileSystem.FileSystem> =>
  Effect.gen(function*() {
    const { path } = job
    const fs = yield* FileSystem.FileSystem
    const directory = yield* directoryOf(job)
    yield* PartFile.checkPath(fs, path)
    // A plan without ids has no steps, which would have created it.
    yield* orExportError(directory, fs.makeDirectory(directory, { recursive: true }))
    // Its own name, because another run of the merge may write at the same time. In the directory, so that `clean` removes
    // the file of a merge that was killed.
    const own = yield* Effect.acquireRelease(
      Effect.sync(() => `${directory}/${crypto.randomUUID()}.part`),
      (own) => Effect.ignore(fs.remove(own, { force: true }))
    )
    const merged = yield* Effect.scoped(Effect.gen(function*() {
      const part = yield* PartFile.create(fs, own, path)
      const merged = yield* mergePages(fs, job, directory, plan, (bytes) => PartFile.append(part, bytes))
      yield* PartFile.sync(part)
      return { ...merged, digest: yield* part.digest.digest }
    }))
    yield* PartFile.verify(fs, own, merged)
    yield* orExportError(path, fs.rename(own, path))
    return merged
  }).pipe(Effect.scoped)

const noCounts: Counts = { pages: 0, rows: 0, failures: 0, duplicates: 0, moved: false }

/** Adds the counts of two listings. */
const addCounts = (a: Counts, b: Counts): Counts => ({
  pages: a.pages + b.pages,
  rows: a.rows + b.rows,
  failures: a.failures + b.failures,
  duplicates: a.duplicates + b.duplicates,
  totalAtStart: addTotals(a.totalAtStart, b.totalAtStart),
  totalAtEnd: addTotals(a.totalAtEnd, b.totalAtEnd),
  moved: a.moved || b.moved
})

const addTotals = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined ? b : a + (b ?? 0)

/** Appends the pages of all steps, in order. */
const mergePages = <R>(
  fs: FileSystem.FileSystem,
  job: AnyJob<R>,
  directory: string,
  plan: ReadonlyArray<Cursor>,
  append: (bytes: Uint8Array) => Effect.Effect<void, ExportError>
) =>
  Effect.gen(function*() {
    const recent = new Set<string>()
    /** Counts of the listings before. */
    let earlier = noCounts
    /** Counts of the current listing. */
    let counts = noCounts
    let length = 0
    const write = (encoded: Uint8Array) =>
      Effect.gen(function*() {
        const bytes = yield* pageBytes(job, encoded, length === 0)
        length += bytes.length
        yield* append(bytes)
      })
    let isRangeStart = false
    const addPage = ({ items, total }: StepFile.Page) =>
      Effect.gen(function*() {
        // A range that begins after the end of the listing has one empty page. A single run does not read it.
        const isAfterEnd = isRangeStart && items.length === 0 && counts.pages > 0
        isRangeStart = false
        if (isAfterEnd) return
        const added = Paging.addItems(items, recent).added
        const rows = added.flatMap(({ row }) => row ?? [])
        yield* write(concat(rows))
        const info = { items: added.length, duplicates: items.length - added.length, total }
        counts = afterPage(counts, info, rows.length)
      })
    let listing: string | undefined
    for (const first of [...plan].sort((a, b) => a.range - b.range)) {
      let cursor: Cursor | undefined = first
      isRangeStart = true
      // Ranges with another input are another listing, with its own total.
      const input = JSON.stringify(first.input, sortKeys)
      if (input !== listing) {
        earlier = addCounts(earlier, counts)
        counts = noCounts
        listing = input
      }
      while (cursor !== undefined) {
        const result: StepFile.Result = yield* StepFile.forEachPage(fs, yield* pathOf(directory, cursor), addPage)
        cursor = nextCursor(cursor, result)
      }
    }
    // A file without pages still has the header, and a gzip file has at least one member.
    if (length === 0) yield* write(new Uint8Array(0))
    return { ...addCounts(earlier, counts), bytes: length }
  })

/** Removes the files of all steps of a job. */
export const clean = <R>(job: AnyJob<R>): Effect.Effect<void, ExportError, FileSystem.FileSystem> =>
  Effect.gen(function*() {
    const fs = yield* FileSystem.FileSystem
    const directory = yield* directoryOf(job)
    yield* orExportError(directory, fs.remove(directory, { recursive: true, force: true }))
  })
