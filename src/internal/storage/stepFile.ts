import type * as FileSystem from "@effect/platform/FileSystem"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import type * as Scope from "effect/Scope"
import { ExportError } from "../../PureCloudError.js"
import { concat } from "../http/bytes.js"
import { isMissing, isTaken, orExportError } from "./storageError.js"

/*
 * The file that one step of an export job writes. For each page it has a head (JSON after its length), and then the
 * encoded rows. At its end are the result of the step (JSON), and the length of that. The file gets its name after all
 * of it is on the disk, and only if there is no file of that name: if several runs of a step end, one of them counts.
 */

/** The items of a page, including repeated ones, and the lengths of their rows. */
const Head = Schema.Struct({
  total: Schema.optional(Schema.NonNegativeInt),
  /** The id of each item, and the number of bytes of its row. `null` if it has no id, or no row. */
  items: Schema.Array(Schema.Tuple(Schema.NullOr(Schema.String), Schema.NullOr(Schema.NonNegativeInt)))
})

/** An item of a page, with its encoded row, if it has one. */
export interface Item {
  readonly id: string | undefined
  readonly row: Uint8Array | undefined
}

/** A page of a step. */
export interface Page {
  readonly total: number | undefined
  readonly items: ReadonlyArray<Item>
}

/** Position of the page after a step. */
const Position = Schema.Union(Schema.NonNegativeInt, Schema.String)

/** The result of a step. */
export const Result = Schema.Struct({
  pages: Schema.NonNegativeInt,
  rows: Schema.NonNegativeInt,
  /** Position of the page after the step. Absent at the end of the range. */
  next: Schema.optional(Position)
})
export type Result = typeof Result.Type

const HeadJson = Schema.parseJson(Head)
const ResultJson = Schema.parseJson(Result)
const encodeHead = Schema.encodeSync(HeadJson)
const encodeResult = Schema.encodeSync(ResultJson)

const lengthSize = 4

const lengthOf = (bytes: Uint8Array): Uint8Array => {
  const length = new Uint8Array(lengthSize)
  new DataView(length.buffer).setUint32(0, bytes.length)
  return length
}

/** Encodes a page. */
export const encodePage = ({ items, total }: Page): Uint8Array => {
  const head = new TextEncoder().encode(encodeHead({
    total,
    items: items.map(({ id, row }) => [id ?? null, row?.length ?? null])
  }))
  return concat([lengthOf(head), head, ...items.flatMap(({ row }) => row ?? [])])
}

/**
 * Writes the file of a step, unless there is one already. The effect appends pages and returns the result of the step.
 */
export const write = <E, R>(
  fs: FileSystem.FileSystem,
  path: string,
  fill: (append: (bytes: Uint8Array) => Effect.Effect<void, ExportError>) => Effect.Effect<Result, E, R>
): Effect.Effect<void, E | ExportError, R> =>
  Effect.gen(function*() {
    const own = yield* Effect.acquireRelease(
      Effect.sync(() => `${path}.${crypto.randomUUID()}`),
      (own) => Effect.ignore(fs.remove(own, { force: true }))
    )
    yield* Effect.scoped(Effect.gen(function*() {
      const file = yield* orExportError(own, fs.open(own, { flag: "wx" }))
      const append = (bytes: Uint8Array) => orExportError(own, file.writeAll(bytes))
      const result = new TextEncoder().encode(encodeResult(yield* fill(append)))
      yield* append(concat([result, lengthOf(result)]))
      yield* orExportError(own, file.sync)
    }))
    yield* orExportError(path, Effect.catchIf(fs.link(own, path), isTaken, () => Effect.void))
  }).pipe(Effect.scoped)

/** An open file of a step. */
interface Reader {
  readonly path: string
  readonly file: FileSystem.File
  readonly result: Result
  /** Position of the result: the end of the pages. */
  readonly end: number
}

/** Opens the file of a step. Returns `undefined` if there is none. */
const open = (
  fs: FileSystem.FileSystem,
  path: string
): Effect.Effect<Reader | undefined, ExportError, Scope.Scope> =>
  Effect.gen(function*() {
    const file = yield* orExportError(
      path,
      Effect.catchIf(fs.open(path, { flag: "r" }), isMissing, () => Effect.succeed(undefined))
    )
    if (file === undefined) return undefined
    const size = Number((yield* orExportError(path, file.stat)).size)
    const length = size < lengthSize ? 0 : yield* Effect.zipRight(
      file.seek(size - lengthSize, "start"),
      readLength({ file, path })
    )
    const end = size - lengthSize - length
    if (end < 0) return yield* damaged(path)
    yield* file.seek(end, "start")
    const result = yield* decodeOr(path, ResultJson, yield* read({ file, path }, length))
    yield* file.seek(0, "start")
    return { path, file, result, end }
  })

/** Returns the result of a step, or `undefined` if there is no file of it. */
export const resultOf = (
  fs: FileSystem.FileSystem,
  path: string
): Effect.Effect<Result | undefined, ExportError> =>
  Effect.scoped(Effect.map(open(fs, path), (reader) => reader?.result))

/** Runs an effect with each page of a step, in order. Returns the result of the step. */
export const forEachPage = <E, R>(
  fs: FileSystem.FileSystem,
  path: string,
  f: (page: Page) => Effect.Effect<void, E, R>
): Effect.Effect<Result, E | ExportError, R> =>
  Effect.gen(function*() {
    const reader = yield* open(fs, path)
    if (reader === undefined) return yield* missing(path)
    let position = 0
    while (position < reader.end) {
      const [page, size] = yield* readPage(reader)
      position += size
      yield* f(page)
    }
    return reader.result
  }).pipe(Effect.scoped)

const readPage = (reader: Reader): Effect.Effect<readonly [Page, number], ExportError> =>
  Effect.gen(function*() {
    const length = yield* readLength(reader)
    const { items, total } = yield* decodeOr(reader.path, HeadJson, yield* read(reader, length))
    const size = items.reduce((sum, [, row]) => sum + (row ?? 0), 0)
    const rows = yield* read(reader, size)
    let end = 0
    const page: Page = {
      total,
      items: items.map(([id, row]) => ({
        id: id ?? undefined,
        row: row === null ? undefined : rows.subarray(end, end += row)
      }))
    }
    return [page, lengthSize + length + size]
  })

const readLength = (reader: Pick<Reader, "file" | "path">): Effect.Effect<number, ExportError> =>
  Effect.map(read(reader, lengthSize), ({ buffer }) => new DataView(buffer).getUint32(0))

/** Reads a number of bytes. */
const read = (
  { file, path }: Pick<Reader, "file" | "path">,
  size: number
): Effect.Effect<Uint8Array<ArrayBuffer>, ExportError> =>
  Effect.gen(function*() {
    const bytes = new Uint8Array(size)
    let end = 0
    while (end < size) {
      const count = Number(yield* orExportError(path, file.read(bytes.subarray(end))))
      if (count === 0) return yield* damaged(path)
      end += count
    }
    return bytes
  })

const decodeOr = <A, I>(
  path: string,
  schema: Schema.Schema<A, I>,
  bytes: Uint8Array
): Effect.Effect<A, ExportError> =>
  Effect.mapError(
    Schema.decodeUnknown(schema)(new TextDecoder().decode(bytes)),
    () => damaged(path)
  )

/** Makes the error of a step that has no file. */
export const missing = (path: string): ExportError =>
  new ExportError({
    reason: "Checkpoint",
    path,
    text: "the file of this step is missing",
    advice: "Run all steps before the merge"
  })

const damaged = (path: string): ExportError =>
  new ExportError({
    reason: "Checkpoint",
    path,
    text: "the file of this step is damaged, or was written by another version of this library",
    advice: "Remove it and run the step again"
  })
