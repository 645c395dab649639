/**
 * Streams of values to bytes that other programs read: NDJSON, CSV, or a format of your own. A chunk of values becomes
 * a chunk of bytes, so an export needs no more memory than a few pages. A format is a function from a stream to a
 * stream of bytes, a way to feed a sink ({@link sink}), and what `ExportFile.write` takes. What a long read does is told
 * by {@link progress}, as values.
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
import * as Chunk from "effect/Chunk"
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import { identity } from "effect/Function"
import * as Option from "effect/Option"
import * as Record from "effect/Record"
import * as Schedule from "effect/Schedule"
import * as Sink from "effect/Sink"
import * as Stream from "effect/Stream"
import type { Simplify } from "effect/Types"
import { valueAt } from "./internal/schema/json.js"
import { encode } from "./internal/storage/encodeRows.js"
import type * as PureCloud from "./PureCloud.js"
import type * as PureCloudConfig from "./PureCloudConfig.js"
import type { ExportError } from "./PureCloudError.js"

// ----------------------------------------------------------------------------------------------------------- models

/**
 * How values are written. It is called with a stream of them and gives their bytes, and it still says how it does. The
 * stream fails with an `ExportError` of the reason `Encode` where a value cannot be written, for example because it
 * nests deeper than the stack reaches.
 *
 * @since 0.1.0
 * @category models
 */
export interface Format<in A> {
  <E, R>(self: Stream.Stream<A, E, R>): Stream.Stream<Uint8Array, E | ExportError, R>
  /** Tells formats apart that write the same values in other bytes. */
  readonly id: string
  /** What comes before the first value, also where there is none. */
  readonly header: Uint8Array
  /** The bytes of some values, which stand for themselves wherever the stream was cut. */
  readonly encode: (values: Iterable<A>) => Uint8Array
}

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
 * Options of {@link csv}.
 *
 * @since 0.1.0
 * @category models
 */
export interface CsvOptions<Column extends string> {
  /** The fields to write, in this order. Their paths are the header. */
  readonly columns: ReadonlyArray<Column>
  /**
   * Puts an apostrophe before text that a spreadsheet may run as a formula: what begins with `=`, `+`, `-` or `@`, of
   * full width too and behind white space, or with a tab or a line break. Default true. Without it the bytes are the
   * plain values, telephone numbers too.
   */
  readonly guardFormulas?: boolean
}

/**
 * How far a long read is, at one moment.
 *
 * @since 0.1.0
 * @category models
 */
export interface Progress {
  /** Items read, those of an earlier run included. */
  readonly done: number
  /** Items of the whole listing, as its last page read has it. Not every listing says. */
  readonly total: number | undefined
  /** Items left out because a page shortly before held them already. */
  readonly duplicates: number
  /** Pages read, those of an earlier run included. */
  readonly pages: number
  /** Requests sent by this run. */
  readonly requests: number
  /** Those of them that repeat another one. */
  readonly retries: number
  /** Answers that were 429. */
  readonly throttled: number
  /** Since the first request or page of this run. */
  readonly elapsed: Duration.Duration
  /** Items that this run read in a second, the waits included. */
  readonly rate: number
  /** How long it still takes at this rate, where that can be said. */
  readonly eta: Duration.Duration | undefined
  /** How long the read has still to wait for the rate limit, if that is what it is doing. */
  readonly waiting: Duration.Duration | undefined
}

/**
 * Counts what the hooks tell. Made by {@link progress}.
 *
 * @since 0.1.0
 * @category models
 */
export interface Meter {
  /** For `PageOptions.onPage` and `ExportFile.Options.onPage`. */
  readonly onPage: (page: Pick<PureCloud.PageInfo, "items" | "duplicates" | "total">) => Effect.Effect<void>
  /** For `PureCloudConfig.Options.onEvent`. */
  readonly onEvent: (event: PureCloudConfig.Event) => Effect.Effect<void>
  /** For `ExportFile.Options.onResume`: counts what an earlier run did. */
  readonly onResume: (before: { readonly rows: number; readonly pages: number }) => Effect.Effect<void>
  /** How far it is now. */
  readonly current: Effect.Effect<Progress>
  /** How far it is now and then after every interval, without end: run it beside the read, and end it with that. */
  readonly every: (interval: Duration.DurationInput) => Stream.Stream<Progress>
}

// ----------------------------------------------------------------------------------------------------------- formats

/**
 * A format of your own.
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
  /** Tells this format from others: an export that was interrupted is not gone on with in another one. */
  readonly id: string
  /** What comes before the first value, also where there is none. */
  readonly header?: string | Uint8Array
  /** The bytes of some values, which have to stand for themselves wherever the stream was cut. */
  readonly encode: (values: Iterable<A>) => string | Uint8Array
}): Format<A> => {
  const { encode, header = "", id } = options
  const fields: Pick<Format<A>, "id" | "header" | "encode"> = {
    id,
    header: toBytes(header),
    encode: (values) => toBytes(encode(values))
  }
  return Object.assign(
    <E, R>(self: Stream.Stream<A, E, R>) => Stream.pipeThroughChannel(self, encoding<A, E>(fields)),
    fields
  )
}

const toBytes = (data: string | Uint8Array): Uint8Array =>
  typeof data === "string" ? new TextEncoder().encode(data) : data

/** Chunks of values become chunks of bytes, as long as there are any. */
const encoding = <A, E>(
  format: Pick<Format<A>, "encode" | "header" | "id">
): Channel.Channel<Chunk.Chunk<Uint8Array>, Chunk.Chunk<A>, E | ExportError, E, unknown, unknown> => {
  type Encoding = Channel.Channel<Chunk.Chunk<Uint8Array>, Chunk.Chunk<A>, E | ExportError, E, unknown, unknown>
  // An empty page writes nothing, and no empty chunk of bytes either: sinks of files take that for a fault.
  const write = (bytes: Uint8Array, rest: Encoding): Encoding =>
    bytes.length === 0 ? rest : Channel.zipRight(Channel.write(Chunk.of(bytes)), rest)
  const loop: Encoding = Channel.readWithCause({
    onInput: (values: Chunk.Chunk<A>) =>
      Chunk.isEmpty(values)
        ? loop
        : Channel.flatMap(
          Channel.fromEffect(encode(format, Chunk.toReadonlyArray(values), format.id)),
          (bytes) => write(bytes, loop)
        ),
    onFailure: (cause) => Channel.failCause(cause),
    onDone: (done) => Channel.succeed(done)
  })
  return write(format.header, loop)
}

/**
 * Newline-delimited JSON: each value as it came, on a line of its own.
 *
 * @since 0.1.0
 * @category formats
 */
export const ndjson: Format<unknown> = format({
  id: "ndjson",
  encode: (values: Iterable<unknown>) => {
    let lines = ""
    for (const value of values) lines += `${JSON.stringify(value) ?? "null"}\n`
    return lines
  }
})

/**
 * CSV as RFC 4180 has it: a header, lines that end in CRLF, quotes where they are needed. What is absent is an empty
 * cell; an array or an object is written as its JSON.
 *
 * @since 0.1.0
 * @category formats
 */
export const csv = <A, const Column extends Path<A>>(options: CsvOptions<Column>): Format<A> => {
  const { columns, guardFormulas = true } = options
  const paths = columns.map((column) => column.split("."))
  const row = (cells: ReadonlyArray<unknown>) => {
    const line = cells.map((value) => cell(value, guardFormulas)).join(",")
    // An empty line is no row to most readers.
    return `${line === "" ? "\"\"" : line}\r\n`
  }
  return format({
    id: `csv ${JSON.stringify(columns)}${guardFormulas ? "" : " with formulas"}`,
    header: row(columns),
    encode: (values: Iterable<A>) => {
      let lines = ""
      for (const value of values) lines += row(paths.map((path) => at(value, path)))
      return lines
    }
  })
}

const at = (value: unknown, path: ReadonlyArray<string>): unknown => path.reduce(valueAt, value)

/** What a spreadsheet may run, also behind what it trims and in the full width of East Asian type. */
const formula = /^(?:[\s\0]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n])/

const cell = (value: unknown, guardFormulas: boolean): string => {
  if (value === undefined || value === null) return ""
  const isText = typeof value === "string"
  let text = isText ? value : typeof value === "object" ? JSON.stringify(value) : String(value)
  if (guardFormulas && isText && formula.test(text)) text = `'${text}`
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll("\"", "\"\"")}"` : text
}

/**
 * A sink of bytes becomes a sink of values in a format: for streams that feed several sinks.
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
export const sink = <Z, L, E, R, A>(
  self: Sink.Sink<Z, Uint8Array, L, E, R>,
  format: Format<A>
): Sink.Sink<Z, A, never, E | ExportError, R> =>
  Sink.fromChannel(Channel.pipeToOrFail(encoding<A, never>(format), Sink.toChannel(Sink.ignoreLeftover(self))))

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

/**
 * Rows become rows with more in them. Made by {@link enrich}: it is called with a stream, or given to
 * `ExportFile.writeEnriched`.
 *
 * @since 0.1.0
 * @category models
 */
export interface Enrichment<in A, out B, out R> {
  <E, R2>(self: Stream.Stream<A, E, R2>): Stream.Stream<B, E, R | R2>
  /** The names of what is asked for. */
  readonly id: string
}

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
  /** Rows under way at the same time. Default 4. */
  readonly concurrency?: number
  readonly onFailure: (row: A, error: ErrorOf<J>) => Effect.Effect<void, never, R2>
}): Enrichment<A, Enriched<A, J>, R2 | ContextOf<J>> =>
  Object.assign(
    <E, R>(self: Stream.Stream<A, E, R>) =>
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
      ),
    { id: Object.keys(joins).join(",") }
  )

// ---------------------------------------------------------------------------------------------------------- progress

/**
 * A meter to hand to the client and to the read. It counts all the requests of the client it was handed to.
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
  let rows = 0
  let rowsBefore = 0
  let pages = 0
  let duplicates = 0
  let total: number | undefined
  let requests = 0
  let retries = 0
  let throttled = 0
  let startedAt: number | undefined
  let waitsUntil = -Infinity

  /** Counts something, at a time. */
  const count = (add: (now: number) => void): Effect.Effect<void> =>
    Effect.map(Clock.currentTimeMillis, (now) => {
      startedAt ??= now
      add(now)
    })

  const current = Effect.map(Clock.currentTimeMillis, (now): Progress => {
    const elapsed = startedAt === undefined ? 0 : now - startedAt
    const rate = elapsed <= 0 ? 0 : (rows / elapsed) * 1000
    const done = rowsBefore + rows
    return {
      done,
      total,
      duplicates,
      pages,
      requests,
      retries,
      throttled,
      elapsed: Duration.millis(elapsed),
      rate,
      eta: total === undefined || rate === 0 ? undefined : Duration.seconds(Math.max(0, total - done) / rate),
      waiting: waitsUntil > now ? Duration.millis(waitsUntil - now) : undefined
    }
  })

  return {
    onPage: (page) =>
      count(() => {
        pages++
        rows += page.items
        duplicates += page.duplicates
        total = page.total
      }),
    onEvent: (event) =>
      count((now) => {
        if (event._tag === "Attempt") {
          requests++
          if (event.attempt > 1) retries++
        } else if (event._tag === "Response" && event.status === 429) {
          throttled++
        } else if (event._tag === "Wait" && event.reason !== "Backoff") {
          waitsUntil = Math.max(waitsUntil, now + Duration.toMillis(event.delay))
        }
      }),
    onResume: (before) =>
      Effect.sync(() => {
        rowsBefore = before.rows
        pages += before.pages
      }),
    current,
    every: (interval) => Stream.repeatEffectWithSchedule(current, Schedule.spaced(interval))
  }
})
