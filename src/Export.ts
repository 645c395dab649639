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
import * as Effect from "effect/Effect"
import { identity } from "effect/Function"
import * as Option from "effect/Option"
import * as Record from "effect/Record"
import * as Stream from "effect/Stream"
import type { Simplify } from "effect/Types"
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

// -------------------------------------------------------------------------------------------------------------- joins

/**
 * What is asked for each row, by the name it gets in the result.
 *
 * @since 0.1.0
 * @category models
 */
export type Joins<A> = { readonly [name: string]: (row: A) => Effect.Effect<unknown, unknown, unknown> }

/**
 * A row with what was asked for it.
 *
 * @since 0.1.0
 * @category models
 */
export type Enriched<A, J> = Simplify<
  A & { readonly [K in keyof J]: J[K] extends (row: never) => Effect.Effect<infer B, infer _E, infer _R> ? B : never }
>

type ErrorOf<J> = {
  readonly [K in keyof J]: J[K] extends (row: never) => Effect.Effect<infer _A, infer E, infer _R> ? E : never
}[keyof J]
type ContextOf<J> = {
  readonly [K in keyof J]: J[K] extends (row: never) => Effect.Effect<infer _A, infer _E, infer R> ? R
    : never
}[keyof J]

/**
 * Asks more about each row, several rows at a time, and keeps their order. A row for which something could not be had
 * goes to `onFailure` with the error, whole, and ends nothing.
 *
 * @example
 * ```ts
 * import { Effect, Stream } from "effect"
 * import * as Export from "effect-purecloud/Export"
 * import * as Users from "effect-purecloud/Users"
 *
 * export const withSkills = Users.getUsers.items({ pageSize: 100 }).pipe(
 *   Export.enrich({
 *     skills: ({ id }) => Stream.runCollect(Users.getUserRoutingskills.items({ userId: id })),
 *     roles: ({ id }) => Users.getUserRoles({ userId: id })
 *   }, {
 *     concurrency: 8,
 *     onFailure: (user, error) => Effect.logWarning(`${user.id}: ${error.message}`)
 *   })
 * )
 * ```
 *
 * @since 0.1.0
 * @category combinators
 */
export const enrich = <A extends object, const J extends Joins<A>, R2 = never>(joins: J & Joins<A>, options: {
  /** Rows under way at the same time. Default 4. */
  readonly concurrency?: number
  readonly onFailure: (row: A, error: ErrorOf<J>) => Effect.Effect<void, never, R2>
}): <E, R>(self: Stream.Stream<A, E, R>) => Stream.Stream<Enriched<A, J>, E, R | R2 | ContextOf<J>> =>
(self) =>
  self.pipe(
    Stream.mapEffect(
      (row) =>
        // What a join may fail with and need is told by its type, which a record of them all does not keep.
        // @effect-diagnostics-next-line anyUnknownInErrorContext:off unsafeEffectTypeAssertion:off
        Effect.all(Record.map(joins, (join) => join(row) as Effect.Effect<unknown, ErrorOf<J>, ContextOf<J>>)).pipe(
          Effect.map((found) => Option.some({ ...row, ...found } as Enriched<A, J>)),
          Effect.catchAll((error) => Effect.as(options.onFailure(row, error), Option.none<Enriched<A, J>>()))
        ),
      { concurrency: options.concurrency ?? 4 }
    ),
    Stream.filterMap(identity)
  )
