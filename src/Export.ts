/**
 * Streams of values to bytes that other programs read: NDJSON and CSV. A chunk of values becomes a chunk of bytes, so
 * an export needs no more memory than a few pages.
 *
 * @example
 * ```ts
 * import { FileSystem } from "@effect/platform"
 * import { Effect, Stream } from "effect"
 * import * as Export from "effect-purecloud/Export"
 * import * as Users from "effect-purecloud/Users"
 *
 * export const program = Effect.gen(function*() {
 *   const fs = yield* FileSystem.FileSystem
 *   yield* Users.getUsers.items({ pageSize: 500 }).pipe(
 *     Export.csv({ columns: ["id", "name", "email", "manager.id"] }),
 *     Stream.run(fs.sink("users.csv"))
 *   )
 * })
 * ```
 *
 * @since 0.1.0
 */
import * as Chunk from "effect/Chunk"
import * as Stream from "effect/Stream"
import { valueAt } from "./internal/json.js"

// ----------------------------------------------------------------------------------------------------------- models

/**
 * The path of a field, as `name` or `manager.id`: four names deep at most.
 *
 * @since 0.1.0
 * @category models
 */
export type Path<A, Depth extends ReadonlyArray<unknown> = [1, 1, 1]> = A extends ReadonlyArray<unknown> ? never
  : A extends object ? {
      [K in keyof A & string]:
        | K
        | (Depth extends readonly [unknown, ...infer Rest] ? `${K}.${Path<NonNullable<A[K]>, Rest>}` : never)
    }[keyof A & string]
  : never

/**
 * @since 0.1.0
 * @category models
 */
export interface CsvOptions<Column extends string> {
  /** The fields to write, in this order. Their paths are the header. */
  readonly columns: ReadonlyArray<Column>
  /**
   * Puts an apostrophe before text that a spreadsheet would run as a formula: what begins with `=`, `+`, `-`, `@`, a
   * tab or a carriage return. Default true. Without it the bytes are the plain values, telephone numbers too.
   */
  readonly guardFormulas?: boolean
}

// ------------------------------------------------------------------------------------------------------ combinators

/** The JSON of each value on a line of its own. */
const ndjsonLines = (values: Chunk.Chunk<unknown>): string => {
  let lines = ""
  for (const value of values) lines += `${JSON.stringify(value)}\n`
  return lines
}

const encodeChunks = <A, E, R>(
  self: Stream.Stream<A, E, R>,
  lines: (values: Chunk.Chunk<A>) => string
): Stream.Stream<Uint8Array, E, R> => {
  const encoder = new TextEncoder()
  // An empty page writes nothing, and no empty chunk of bytes either: sinks of files take that for a fault.
  return Stream.mapChunks(
    self,
    (values) => Chunk.isEmpty(values) ? Chunk.empty() : Chunk.of(encoder.encode(lines(values)))
  )
}

/**
 * Newline-delimited JSON: each value as it came, on a line of its own.
 *
 * @since 0.1.0
 * @category combinators
 */
export const ndjson = <A, E, R>(self: Stream.Stream<A, E, R>): Stream.Stream<Uint8Array, E, R> =>
  encodeChunks(self, ndjsonLines)

/**
 * CSV as RFC 4180 has it: a header, lines that end in CRLF, quotes where they are needed. What is absent is an empty
 * cell; an array or an object is written as its JSON.
 *
 * @since 0.1.0
 * @category combinators
 */
export const csv = <A, const Column extends Path<A>>(
  options: CsvOptions<Column>
): <E, R>(self: Stream.Stream<A, E, R>) => Stream.Stream<Uint8Array, E, R> => {
  const guardFormulas = options.guardFormulas ?? true
  const paths = options.columns.map((column) => column.split("."))
  const row = (cells: ReadonlyArray<unknown>) => `${cells.map((value) => cell(value, guardFormulas)).join(",")}\r\n`
  return (self) =>
    Stream.concat(
      Stream.sync(() => new TextEncoder().encode(row(options.columns))),
      encodeChunks(self, (values) => {
        let lines = ""
        for (const value of values) lines += row(paths.map((path) => at(value, path)))
        return lines
      })
    )
}

const at = (value: unknown, path: ReadonlyArray<string>): unknown => path.reduce(valueAt, value)

const cell = (value: unknown, guardFormulas: boolean): string => {
  if (value === undefined || value === null) return ""
  const isText = typeof value === "string"
  let text = isText ? value : typeof value === "object" ? JSON.stringify(value) : String(value)
  if (guardFormulas && isText && /^[=+\-@\t\r]/.test(text)) text = `'${text}`
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll("\"", "\"\"")}"` : text
}
