import { assert, describe, it } from "@effect/vitest"
import { parse } from "csv-parse/sync"
import { Chunk, Duration, Effect, type Layer, Sink, Stream, TestClock } from "effect"
import * as Export from "effect-purecloud/Export"
import type { PureCloud } from "effect-purecloud/PureCloud"
import type { ExportError } from "effect-purecloud/PureCloudError"
import * as Simulator from "effect-purecloud/Simulator"
import * as Users from "effect-purecloud/Users"
import * as FC from "effect/FastCheck"
import * as Time from "./utils/time.js"

const text = (bytes: Stream.Stream<Uint8Array, ExportError>) =>
  Effect.map(Stream.runCollect(bytes), (chunks) => Buffer.concat(Chunk.toReadonlyArray(chunks)).toString("utf8"))

describe("ndjson", () => {
  it.effect("writes each value unchanged on its own line", () =>
    Effect.gen(function*() {
      const values = [{ id: "a", name: "line\nbreak\u2028", nested: { x: [null] } }, { id: "ü" }]
      const written = yield* text(Export.ndjson(Stream.fromIterable(values)))
      assert.deepStrictEqual(written.trimEnd().split("\n").map((line) => JSON.parse(line)), values)
    }))

  it.prop("writes the bytes of the lines, whatever their length and characters", [
    FC.array(FC.oneof(FC.jsonValue(), FC.string({ unit: "binary", maxLength: 500 }), FC.constant(undefined)))
  ], ([values]) => {
    const lines = values.map((value) => `${JSON.stringify(value) ?? "null"}\n`).join("")
    assert.deepStrictEqual(Buffer.from(Export.ndjson.encode(values)), Buffer.from(lines))
  })

  it.effect("writes a page as one chunk, and no chunk for an empty page", () =>
    Effect.gen(function*() {
      const pages = Stream.fromChunks(Chunk.make(1, 2), Chunk.empty<number>(), Chunk.make(3))
      const chunks = yield* Stream.runCollect(Export.ndjson(pages))
      assert.deepStrictEqual(Chunk.toReadonlyArray(chunks).map((bytes) => Buffer.from(bytes).toString()), [
        "1\n2\n",
        "3\n"
      ])
    }))
})

describe("csv", () => {
  const rows = Stream.make(
    { id: "1", name: "Zoë, \"Z\"", tags: ["a", "b"], manager: { id: "m" }, version: -3, active: false },
    { id: "=cmd|' /C calc'!A0", name: "two\r\nlines", tags: [], manager: { id: "+1 317" }, version: 0, active: true },
    { id: " ", name: "", tags: null, manager: null, version: undefined, active: null }
  )

  it.effect("follows RFC 4180, guards formulas and leaves numbers unchanged", () =>
    Effect.gen(function*() {
      const written = yield* text(
        rows.pipe(Export.csv({ columns: ["id", "name", "tags", "manager.id", "version", "active"] }))
      )
      assert.strictEqual(
        written,
        "id,name,tags,manager.id,version,active\r\n" +
          "1,\"Zoë, \"\"Z\"\"\",\"[\"\"a\"\",\"\"b\"\"]\",m,-3,false\r\n" +
          "'=cmd|' /C calc'!A0,\"two\r\nlines\",[],'+1 317,0,true\r\n" +
          "\" \",,,,,\r\n"
      )
    }))

  it.effect("leaves formulas unchanged without the guard", () =>
    Effect.gen(function*() {
      const written = yield* text(rows.pipe(Export.csv({ columns: ["manager.id"], guardFormulas: false })))
      assert.strictEqual(written, "manager.id\r\nm\r\n+1 317\r\n\"\"\r\n")
    }))

  it.effect("writes the header if there are no rows", () =>
    Effect.gen(function*() {
      const none: Stream.Stream<{ readonly id: string }> = Stream.fromChunk(Chunk.empty())
      assert.strictEqual(yield* text(none.pipe(Export.csv({ columns: ["id"] }))), "id\r\n")
    }))

  /** Text with all characters that are special in CSV or in a spreadsheet. */
  const anyText = FC.array(
    FC.oneof(FC.constantFrom(..."\",;\r\n\t '=+-@", "\r\n", "\u2028", "\ufeff"), FC.string({ unit: "binary" })),
    { maxLength: 6 }
  ).map((parts) => parts.join(""))

  const anyRow = FC.record({
    text: FC.option(anyText, { nil: undefined }),
    number: FC.option(FC.double({ noNaN: true, noDefaultInfinity: true }), { nil: null }),
    flag: FC.option(FC.boolean(), { nil: undefined }),
    nested: FC.record({ text: anyText, list: FC.array(anyText, { maxLength: 3 }) }, { requiredKeys: [] })
  }, { requiredKeys: [] })

  /** Whether a spreadsheet may run the text as a formula, found in another way than by the guard. */
  const isFormula = (text: string) =>
    "\t\r\n".includes(text[0] ?? "-") || [..."=+-@＝＋－＠"].includes(text.replaceAll("\0", " ").trimStart()[0] ?? "")

  it.effect("is parsed by another library to the same values, whatever they are", () =>
    Effect.promise(() =>
      FC.assert(FC.asyncProperty(
        FC.array(anyRow, { maxLength: 20 }),
        FC.subarray(["text", "number", "flag", "nested.text", "nested.list"] as const, { minLength: 1 }),
        FC.boolean(),
        async (rows, columns, guardFormulas) => {
          const written = await Effect.runPromise(
            text(Stream.fromIterable<Row>(rows).pipe(Export.csv({ columns, guardFormulas })))
          )
          const plain = (value: unknown) =>
            value === undefined || value === null
              ? ""
              : typeof value === "object"
              ? JSON.stringify(value)
              : String(value)
          const valueOf = ({ nested, ...row }: Row, column: typeof columns[number]) =>
            column === "nested.text" ? nested?.text : column === "nested.list" ? nested?.list : row[column]
          const expected = rows.map((row) =>
            columns.map((column) => {
              const value = valueOf(row, column)
              return guardFormulas && typeof value === "string" && isFormula(value) ? `'${value}` : plain(value)
            })
          )
          assert.deepStrictEqual(parse(written), [[...columns], ...expected])
        }
      ))
    ))

  it.effect("guards every form of a formula", () =>
    Effect.gen(function*() {
      const values = [
        "=1+1",
        " =1+1",
        "\u00a0=1",
        "\ufeff@x",
        "\v-1",
        "\0=1",
        "＝1",
        "＋1",
        "－1",
        "＠x",
        "\n=1",
        "\tx"
      ]
      const written = yield* text(
        Stream.fromIterable(values.map((text) => ({ text }))).pipe(Export.csv({ columns: ["text"] }))
      )
      assert.deepStrictEqual(parse(written).slice(1), values.map((value) => [`'${value}`]))
    }))

  it("accepts only paths of existing fields", () => {
    const users = Users.getUsers.items()
    const written = [
      users.pipe(Export.csv({ columns: ["id", "manager.id", "division.name", "routingStatus.status"] })),
      // @ts-expect-error a user has no field of this name
      users.pipe(Export.csv({ columns: ["id", "managr.id"] }))
    ]
    assert.strictEqual(written.length, 2)
    const column: Export.Path<Row> = "nested.list"
    assert.strictEqual(Export.csv<Row, typeof column>({ columns: [column] }).id, "csv [\"nested.list\"]")
  })
})

interface Row {
  readonly text?: string | undefined
  readonly number?: number | null | undefined
  readonly flag?: boolean | undefined
  readonly nested?:
    | { readonly text?: string | undefined; readonly list?: ReadonlyArray<string> | undefined }
    | undefined
}

describe("sinks", () => {
  const collect = Sink.map(
    Sink.collectAll<Uint8Array>(),
    (chunks) => Buffer.concat(Chunk.toReadonlyArray(chunks)).toString("utf8")
  )

  it.effect("write the bytes of the stream, several at the same time", () =>
    Effect.gen(function*() {
      const values = Stream.fromChunks(Chunk.make({ id: "a" }, { id: "b" }), Chunk.empty(), Chunk.make({ id: "c" }))
      const csv = Export.csv<{ readonly id: string }, "id">({ columns: ["id"] })
      const both = Sink.zip(Export.sink(collect, Export.ndjson), Export.sink(collect, csv), { concurrent: true })
      assert.deepStrictEqual(
        yield* Stream.run(values, both),
        [yield* text(values.pipe(Export.ndjson)), yield* text(values.pipe(csv))]
      )
      assert.strictEqual(yield* Stream.run(Stream.empty, collect.pipe(Export.sink(csv))), "id\r\n")
    }))

  it.effect("end when the sink of bytes ends or fails", () =>
    Effect.gen(function*() {
      let pulled = 0
      const values = Stream.repeatEffect(Effect.sync(() => ++pulled))
      const two = yield* Stream.run(values, Export.sink(Sink.take<Uint8Array>(2), Export.ndjson))
      assert.strictEqual(Chunk.size(two), 2)
      assert.isAtMost(pulled, 3)
      assert.strictEqual(yield* Effect.flip(Stream.run(values, Export.sink(Sink.fail("full"), Export.ndjson))), "full")
    }))
})

// -------------------------------------------------------------------------------------------------------------- pace

/** Exports the users in pages of one user, which take 100 ms each. Returns the number of bytes. */
const exported = (concurrency?: number) =>
  Users.getUsers.items({ pageSize: 1 }, concurrency === undefined ? {} : { concurrency }).pipe(
    Export.ndjson,
    Stream.runFold(0, (bytes, chunk) => bytes + chunk.length)
  )

const organization = (options: Simulator.LayerOptions) =>
  Simulator.layer({ faults: [{ _tag: "Latency", delay: "100 millis" }], ...options })

describe("an export", () => {
  it.effect(
    "reads pages concurrently: 4 by default, or the number of the option",
    () =>
      Effect.gen(function*() {
        const { millis: one, value: bytes } = yield* Time.timed(exported(1))
        assert.strictEqual(one, 20_000)
        for (const [concurrency, least] of [[undefined, 3.5], [4, 3.5], [8, 6]] as const) {
          const { millis, value } = yield* Time.timed(exported(concurrency))
          assert.strictEqual(value, bytes)
          assert.isAtLeast(one / millis, least)
        }
      }).pipe(Effect.provide(organization({ users: 200, allowance: 1_000_000 })))
  )

  it.live("uses the allowance within 10 % and never gets a 429", () =>
    Effect.gen(function*() {
      const simulator = yield* Simulator.Simulator
      const { millis } = yield* Time.timed(exported())
      const requests = yield* simulator.requests
      assert.strictEqual(requests.filter(({ endpoint }) => endpoint === "getUsers").length, 1000)
      assert.isTrue(requests.every(({ status }) => status === 200))
      // 300 requests start at once and 300 after each minute, so the 1000th request may start after three minutes.
      assert.isAtLeast(millis, 180_000)
      assert.isAtMost(millis, 180_000 * 1.1)
    }).pipe(Effect.provide(organization({ users: 1000, allowance: 300 }))), 60_000)
})

describe("progress", () => {
  const page = (items: number, duplicates = 0, total: number | undefined = 1000) => ({ items, duplicates, total })

  it.effect("has the rate and the remaining time of this run, and the wait for the rate limit", () =>
    Effect.gen(function*() {
      const { current, onEvent, onPage, onResume } = yield* Export.progress
      const endpoint = "getUsers"
      assert.deepInclude(yield* current, { done: 0, total: undefined, rate: 0, eta: undefined, waiting: undefined })
      yield* TestClock.adjust("1 minute")
      yield* onResume({ rows: 400, pages: 4 })
      yield* onEvent({ _tag: "Attempt", endpoint, attempt: 1 })
      yield* TestClock.adjust("1 second")
      yield* onEvent({ _tag: "Response", endpoint, attempt: 1, status: 429 })
      yield* onEvent({
        _tag: "Wait",
        endpoint,
        reason: "RetryAfter",
        delay: Duration.seconds(5),
        error: undefined
      })
      yield* onEvent({ _tag: "Wait", endpoint, reason: "Backoff", delay: Duration.minutes(5), error: undefined })
      yield* TestClock.adjust("2 seconds")
      assert.deepStrictEqual((yield* current).waiting, Duration.seconds(3))
      yield* TestClock.adjust("3 seconds")
      yield* onEvent({ _tag: "Attempt", endpoint, attempt: 2 })
      yield* TestClock.adjust("4 seconds")
      yield* onPage(page(90, 10))
      assert.deepStrictEqual(yield* current, {
        done: 490,
        total: 1000,
        duplicates: 10,
        pages: 5,
        requests: 2,
        retries: 1,
        throttled: 1,
        elapsed: Duration.seconds(10),
        rate: 9,
        eta: Duration.seconds(510 / 9),
        waiting: undefined
      })
    }))

  it.effect("does not depend on the time of day", () =>
    Effect.gen(function*() {
      const { current, onEvent, onPage } = yield* Export.progress
      yield* TestClock.adjust("2 hours")
      yield* onEvent({
        _tag: "Wait",
        endpoint: "getUsers",
        reason: "RateLimit",
        delay: Duration.seconds(20),
        error: undefined
      })
      yield* TestClock.adjust("10 seconds")
      yield* onPage(page(90))
      // The clock is set back by an hour.
      yield* TestClock.setTime(60 * 60 * 1000)
      assert.deepInclude(yield* current, {
        elapsed: Duration.seconds(10),
        rate: 9,
        waiting: Duration.seconds(10)
      })
    }))

  it.live("is emitted as a stream", () =>
    Effect.gen(function*() {
      const { every, onEvent, onPage } = yield* Export.progress
      const seen: Array<Export.Progress> = []
      const users = Users.getUsers.items({ pageSize: 1 }, { concurrency: 1, onPage }).pipe(Stream.runCount)
      const shown = Effect.raceFirst(
        users,
        Stream.runForEach(every("970 millis"), (progress) => Effect.sync(() => void seen.push(progress)))
      )
      const client: Layer.Layer<PureCloud | Simulator.Simulator, unknown> = organization({
        users: 30,
        config: { onEvent }
      })
      const { value: count } = yield* Time.timed(Effect.provide(shown, client))
      assert.strictEqual(count, 30)
      assert.deepStrictEqual(seen.map(({ done }) => done), [0, 9, 19, 29])
      assert.deepStrictEqual(seen.map(({ requests }) => requests), [0, 10, 20, 30])
    }))
})
