/**
 * Encodes streams of values as bytes for other programs: NDJSON, CSV, or a custom format. A chunk of values becomes a
 * chunk of bytes, so the memory that an export needs does not grow with the number of values. A format is a function
 * from a stream of values to a stream of bytes. {@link sink} and `ExportFile.write` accept it too.
 * {@link progress} reports the progress of a long read.
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

import * as Channel from "effect/Channel"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import { dual, identity } from "effect/Function"
import * as Option from "effect/Option"
import * as Record from "effect/Record"
import * as Schedule from "effect/Schedule"
import * as Sink from "effect/Sink"
import * as Stream from "effect/Stream"
import type { Simplify } from "effect/Types"
import * as Csv from "./internal/storage/csv.js"
import { encodeLines, type RowFormat } from "./internal/storage/encodeRows.js"
import { encodeChannel } from "./internal/storage/encodeStream.js"
import * as InternalMeter from "./internal/storage/meter.js"
import type * as PureCloud from "./PureCloud.js"
import type * as PureCloudConfig from "./PureCloudConfig.js"
import type { ExportError } from "./PureCloudError.js"

// ------------------------------------------------------------------------------------------------------------- models

/**
 * A format: a function from a stream of values to a stream of bytes, with properties that describe it.
 *
 * The stream fails with an `ExportError` whose reason is `Encode` if a value cannot be encoded, for example because it is
 * nested too deeply for the stack.
 *
 * @since 0.1.0
 * @category models
 */
export interface Format<in A> {
  <E, R>(self: Stream.Stream<A, E, R>): Stream.Stream<Uint8Array, E | ExportError, R>
  /** Distinguishes formats that encode the same values as different bytes. */
  readonly id: string
  /** Bytes before the first value. They are written even if there are no values. */
  readonly header: Uint8Array
  /** Encodes some values. The bytes must not depend on the values before or after them. */
  readonly encode: (values: Iterable<A>) => Uint8Array
}

/**
 * The path of a field, for example `name` or `manager.id`. At most four names. It does not lead into an array: for a
 * column from an array, make a field of it with {@link enrich}.
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
 * Options of {@link csv}.
 *
 * @since 0.1.0
 * @category models
 */
export interface CsvOptions<Column extends string> {
  /** Paths of the fields to write, in this order. They are also the names in the header. */
  readonly columns: ReadonlyArray<Column>
  /**
   * Whether to put an apostrophe before text that a spreadsheet may run as a formula: text that begins with `=`, `+`, `-`
   * or `@`, also in full-width characters and after white space, or with a tab or a line break. Telephone numbers with a
   * plus are among them. Default: `true`.
   */
  readonly guardFormulas?: boolean
}

/**
 * Progress of a long read at one moment.
 *
 * @since 0.1.0
 * @category models
 */
export interface Progress {
  /** Number of items read, including those of the earlier runs that this run continues. */
  readonly done: number
  /** Number of items on all pages according to the last page read. `undefined` if the page has no total. */
  readonly total: number | undefined
  /** Number of repeated items that this run dropped. */
  readonly duplicates: number
  /** Number of pages read, including those of the earlier runs that this run continues. */
  readonly pages: number
  /** Number of requests sent by this run. */
  readonly requests: number
  /** Number of these requests that were retries. */
  readonly retries: number
  /** Number of responses with the status 429. */
  readonly throttled: number
  /** Time since the first request or page of this run. */
  readonly elapsed: Duration.Duration
  /** Items that this run has read, divided by `elapsed`: per second, including the time of its waits. */
  readonly rate: number
  /** Estimated remaining time at this rate. `undefined` if the total or the rate is unknown. */
  readonly eta: Duration.Duration | undefined
  /** Remaining time of the current wait for the rate limit. `undefined` if the read is not waiting. */
  readonly waiting: Duration.Duration | undefined
}

/**
 * Counts pages and requests. Made by {@link progress}.
 *
 * @since 0.1.0
 * @category models
 */
export interface Meter {
  /** Pass this as `onPage` of `PureCloud.PageOptions` or `ExportFile.Options`. */
  readonly onPage: (page: Pick<PureCloud.PageInfo, "items" | "duplicates" | "total">) => Effect.Effect<void>
  /** Pass this as `onEvent` of `PureCloudConfig.Options`. */
  readonly onEvent: (event: PureCloudConfig.Event) => Effect.Effect<void>
  /** Pass this as `onResume` of `ExportFile.Options`, to include the work of earlier runs. */
  readonly onResume: (before: { readonly rows: number; readonly pages: number }) => Effect.Effect<void>
  /** Returns the progress at this moment. */
  readonly current: Effect.Effect<Progress>
  /**
   * Emits the progress at once, and then after each interval. The stream does not end: interrupt it when the read has
   * ended.
   */
  readonly every: (interval: Duration.DurationInput) => Stream.Stream<Progress>
}

// ------------------------------------------------------------------------------------------------------------ formats

/**
 * Makes a format.
 *
 * @example
 * ```ts
 * import * as Export from "effect-purecloud/Export"
 * import type { User } from "effect-purecloud/models/User"
 *
 * export const mailingList: Export.Format<User> = Export.format({
 *   id: "mailing list",
 *   encode: (users) => Array.from(users, ({ email, name }) => `${name} <${email}>\n`).join("")
 * })
 * ```
 *
 * @since 0.1.0
 * @category formats
 */
export const format = <A>(options: {
  /** Distinguishes this format from others. An interrupted export cannot be resumed with another format. */
  readonly id: string
  /** Text or bytes before the first value, written even if there are no values. Default: empty. */
  readonly header?: string | Uint8Array
  /** Encodes some values. The result must not depend on the values before or after them. */
  readonly encode: (values: Iterable<A>) => string | Uint8Array
}): Format<A> => {
  const { encode, header = "", id } = options
  const rows: RowFormat<A> = { id, header: toBytes(header), encode: (values) => toBytes(encode(values)) }
  return Object.assign(
    <E, R>(self: Stream.Stream<A, E, R>) => Stream.pipeThroughChannel(self, encodeChannel<A, E>(rows)),
    rows
  )
}

const toBytes = (data: string | Uint8Array): Uint8Array =>
  typeof data === "string" ? new TextEncoder().encode(data) : data

/**
 * Newline-delimited JSON: each value is one line of JSON with all its fields.
 *
 * @since 0.1.0
 * @category formats
 */
export const ndjson: Format<unknown> = format({ id: "ndjson", encode: encodeLines })

/**
 * Makes the format CSV (RFC 4180): a header, lines that end with CRLF, and quotes if they are needed. An absent field
 * becomes an empty cell. An array or an object is written as JSON.
 *
 * @since 0.1.0
 * @category formats
 */
export const csv = <A, const Column extends Path<A>>(options: CsvOptions<Column>): Format<A> => {
  const { columns, guardFormulas = true } = options
  const csvOptions = { columns, guardFormulas }
  return format({
    id: `csv ${JSON.stringify(columns)}${guardFormulas ? "" : " with formulas"}`,
    header: Csv.header(csvOptions),
    encode: Csv.encoder(csvOptions)
  })
}

/**
 * Turns a sink of bytes into a sink of values, for a stream that feeds several sinks.
 *
 * @example
 * ```ts
 * import { FileSystem } from "@effect/platform"
 * import { Effect, Sink, Stream } from "effect"
 * import * as Export from "effect-purecloud/Export"
 * import * as Users from "effect-purecloud/Users"
 *
 * export const both = Effect.gen(function*() {
 *   const fs = yield* FileSystem.FileSystem
 *   const everything = Export.sink(fs.sink("users.ndjson"), Export.ndjson)
 *   const [, count] = yield* Stream.run(Users.getUsers.items(), Sink.zip(everything, Sink.count, { concurrent: true }))
 *   return count
 * })
 * ```
 *
 * @since 0.1.0
 * @category combinators
 */
export const sink: {
  <A>(
    format: Format<A>
  ): <Z, L, E, R>(self: Sink.Sink<Z, Uint8Array, L, E, R>) => Sink.Sink<Z, A, never, E | ExportError, R>
  <Z, L, E, R, A>(
    self: Sink.Sink<Z, Uint8Array, L, E, R>,
    format: Format<A>
  ): Sink.Sink<Z, A, never, E | ExportError, R>
} = dual(
  2,
  <Z, L, E, R, A>(
    self: Sink.Sink<Z, Uint8Array, L, E, R>,
    format: Format<A>
  ): Sink.Sink<Z, A, never, E | ExportError, R> =>
    Sink.fromChannel(Channel.pipeToOrFail(encodeChannel<A, never>(format), Sink.toChannel(Sink.ignoreLeftover(self))))
)

// --------------------------------------------------------------------------------------------------------- enrichment

/**
 * Effects that an enrichment runs for each row, by name. Each name becomes a field of the result.
 *
 * @since 0.1.0
 * @category models
 */
export type Joins<A> = { readonly [name: string]: (row: A) => Effect.Effect<unknown, unknown, unknown> }

/**
 * A row with the results of its joins.
 *
 * @since 0.1.0
 * @category models
 */
export type Enriched<A, J> = Simplify<
  A & { readonly [K in keyof J]: J[K] extends (row: never) => Effect.Effect<infer B, infer _E, infer _R> ? B : never }
>

/**
 * Function that adds fields to the rows of a stream. Made by {@link enrich}. Call it with a stream, or pass it to
 * `ExportFile.writeEnriched`.
 *
 * @since 0.1.0
 * @category models
 */
export interface Enrichment<in A, out B, out R> {
  <E, R2>(self: Stream.Stream<A, E, R2>): Stream.Stream<B, E, R | R2>
  /** The names of the joins, separated by commas. */
  readonly id: string
  /**
   * Maximum number of rows processed at the same time.
   *
   * @since 0.2.0
   */
  readonly concurrency?: number
}

type ErrorOf<J> = {
  readonly [K in keyof J]: J[K] extends (row: never) => Effect.Effect<infer _A, infer E, infer _R> ? E : never
}[keyof J]
type ContextOf<J> = {
  readonly [K in keyof J]: J[K] extends (row: never) => Effect.Effect<infer _A, infer _E, infer R> ? R
    : never
}[keyof J]

/**
 * Runs effects for each row and adds their results to the row. Several rows are processed at the same time, and their
 * order is kept. If an effect fails, the row is dropped from the stream and passed to `onFailure` with the error; the
 * stream continues.
 *
 * @example
 * ```ts
 * import { Chunk, Effect, Stream } from "effect"
 * import * as Export from "effect-purecloud/Export"
 * import * as Users from "effect-purecloud/Users"
 *
 * export const withSkills = Users.getUsers.items({ pageSize: 100 }).pipe(
 *   Export.enrich({
 *     skills: ({ id }) =>
 *       Effect.map(Stream.runCollect(Users.getUserRoutingskills.items({ userId: id })), Chunk.toReadonlyArray),
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
  /** Maximum number of rows processed at the same time. Default: 4. */
  readonly concurrency?: number
  /** Called with each row that could not be enriched. */
  readonly onFailure: (row: A, error: ErrorOf<J>) => Effect.Effect<void, never, R2>
}): Enrichment<A, Enriched<A, J>, R2 | ContextOf<J>> => {
  const enrichRow = (row: A) =>
    // Record.map gives all joins the same type, so the types of the error, the context and the results are asserted
    // here.
    // @effect-diagnostics-next-line anyUnknownInErrorContext:off unsafeEffectTypeAssertion:off
    Effect.all(Record.map(joins, (join) => join(row) as Effect.Effect<unknown, ErrorOf<J>, ContextOf<J>>)).pipe(
      Effect.map((results) => Option.some({ ...row, ...results } as Enriched<A, J>)),
      Effect.catchAll((error) => Effect.as(options.onFailure(row, error), Option.none<Enriched<A, J>>()))
    )
  const { concurrency = 4 } = options
  return Object.assign(
    <E, R>(self: Stream.Stream<A, E, R>) =>
      Stream.filterMap(Stream.mapEffect(self, enrichRow, { concurrency }), identity),
    { id: Object.keys(joins).join(","), concurrency }
  )
}

// ----------------------------------------------------------------------------------------------------------- progress

/**
 * Makes a meter. Pass its hooks to the client and to the read. It counts all requests of that client.
 *
 * @example
 * ```ts
 * import { Config, Console, Effect, Layer, Stream } from "effect"
 * import * as Export from "effect-purecloud/Export"
 * import * as PureCloud from "effect-purecloud/PureCloud"
 * import * as Users from "effect-purecloud/Users"
 *
 * export const program = Effect.gen(function*() {
 *   const { every, onEvent, onPage } = yield* Export.progress
 *   const users = Users.getUsers.items({}, { onPage }).pipe(Stream.runCount)
 *   return yield* users.pipe(
 *     Effect.raceFirst(Stream.runForEach(every("1 second"), ({ done, total }) => Console.log(`${done} of ${total}`))),
 *     Effect.provide(PureCloud.layerConfig(Config.map(PureCloud.config, (options) => ({ ...options, onEvent }))))
 *   )
 * })
 * ```
 *
 * @since 0.1.0
 * @category progress
 */
export const progress: Effect.Effect<Meter> = Effect.sync(() => {
  const { current, ...hooks } = InternalMeter.make()
  return {
    ...hooks,
    current,
    every: (interval) => Stream.repeatEffectWithSchedule(current, Schedule.spaced(interval))
  }
})
