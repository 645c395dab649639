/**
 * Listings that would never end. Each kind of pagination fails with an error that says what repeats. A listing that
 * ends does not fail.
 */
import * as Headers from "@effect/platform/Headers"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Either, FastCheck as FC, Schema, Stream } from "effect"
import * as Endpoint from "effect-purecloud/Endpoint"
import * as Pagination from "effect-purecloud/Pagination"
import * as Permissions from "effect-purecloud/Permissions"
import * as PureCloud from "effect-purecloud/PureCloud"
import * as PureCloudConfig from "effect-purecloud/PureCloudConfig"
import { PureCloudError } from "effect-purecloud/PureCloudError"

const Row = Schema.Struct({ id: Schema.optional(Schema.String), n: Schema.optional(Schema.Number) })
type Row = typeof Row.Type
interface Page {
  readonly entities?: ReadonlyArray<Row> | undefined
  readonly pageCount?: number | undefined
  readonly totalHits?: number | undefined
  readonly total?: number | undefined
  readonly cursor?: string | undefined
  readonly nextUri?: string | undefined
}
const Page: Schema.Schema<Page> = Schema.Struct({
  entities: Schema.optional(Schema.Array(Row)),
  pageCount: Schema.optional(Schema.Int),
  totalHits: Schema.optional(Schema.Int),
  total: Schema.optional(Schema.Int),
  cursor: Schema.optional(Schema.String),
  nextUri: Schema.optional(Schema.String)
})

const facts = {
  id: "getRows",
  method: "GET",
  path: "/api/v2/rows",
  success: Page,
  permissions: Permissions.none
} as const
const numbers = { pageNumber: Endpoint.optional(Schema.Int), pageSize: Endpoint.optional(Schema.Int) }

const byPageCount = PureCloud.call(
  Endpoint.make({ ...facts, query: numbers, pagination: Pagination.pageNumber({ items: "entities" }) })
)
const inBody = PureCloud.call(Endpoint.make({
  ...facts,
  body: Endpoint.optional(Schema.Struct(
    { paging: Schema.optional(Schema.Struct({ pageNumber: Schema.Int, pageSize: Schema.Int })) }
  )),
  pagination: Pagination.pageNumber({ items: "entities", in: "body.paging" })
}))
const byTotalHits = PureCloud.call(Endpoint.make({
  ...facts,
  query: numbers,
  pagination: Pagination.pageNumber({ items: "entities", last: "totalHits" })
}))
const byEmptyPage = PureCloud.call(Endpoint.make({
  ...facts,
  query: numbers,
  pagination: Pagination.pageNumber({ items: "entities", last: "emptyPage" })
}))
const byCursor = PureCloud.call(Endpoint.make({
  ...facts,
  query: { cursor: Endpoint.optional(Schema.String) },
  pagination: Pagination.cursor({ items: "entities", cursor: "cursor" })
}))
const byLink = PureCloud.call(Endpoint.make({
  ...facts,
  query: { after: Endpoint.optional(Schema.String) },
  pagination: Pagination.link({ items: "entities", link: "nextUri", param: "after" })
}))
const listings = { byPageCount, inBody, byTotalHits, byEmptyPage, byCursor, byLink }
type Name = keyof typeof listings

interface Served {
  readonly rows: ReadonlyArray<Row>
  /** Number of pages in this response. */
  readonly last?: number
  /** Page that the cursor or the link of this response refers to. */
  readonly next?: number | string | undefined
}

/** Returns the response to request number `n`, counted from 1, for a page number or a cursor. */
type Serve = (page: string, n: number) => Served

/** More requests than any listing in these tests needs. A listing that sends as many does not end. */
const tooMany = 20_000

const positionOf = (input: { readonly [key: string]: unknown }): string => {
  const body = input["body"] as { readonly paging: { readonly pageNumber: number } } | undefined
  return String(input["cursor"] ?? input["after"] ?? input["pageNumber"] ?? body?.paging.pageNumber ?? 1)
}

/** A client whose responses come from a function. */
const clientOf = (respond: (input: { readonly [key: string]: unknown }) => Page): PureCloud.Service => {
  const service: PureCloud.Service = {
    config: Either.getOrThrow(PureCloudConfig.make()),
    // The endpoints of these tests have `Page` as their success.
    runWithResponse: (_, input) =>
      Effect.sync(() => ({
        value: respond(input as {}) as never,
        status: 200,
        headers: Headers.empty,
        correlationId: "c-1"
      })),
    run: (endpoint, input) => Effect.map(service.runWithResponse(endpoint, input), ({ value }) => value),
    send: (endpoint, input) => Effect.map(service.runWithResponse(endpoint, input), Effect.succeed),
    with: () => service
  }
  return service
}

interface Outcome {
  readonly ids: ReadonlyArray<string | undefined>
  readonly error: PureCloudError | undefined
  readonly requests: number
}

/** Reads a listing to its end or its error. */
const read = (name: Name, serve: Serve, options: PureCloud.PageOptions & { readonly pages?: boolean } = {}) =>
  Effect.gen(function*() {
    let requests = 0
    const client = clientOf((input) => {
      if (++requests > tooMany) throw new Error(`${name} does not end`)
      const { last, next, rows } = serve(positionOf(input), requests)
      return {
        entities: rows,
        ...(last === undefined ? {} : { pageCount: last, totalHits: last * 25 }),
        ...(next === undefined ? {} : { cursor: String(next), nextUri: `/api/v2/rows?after=${next}` })
      }
    })
    const ids: Array<string | undefined> = []
    const { pages = false, ...pageOptions } = options
    const call = listings[name]
    const add = (rows: Iterable<Row>) =>
      Effect.sync(() => {
        for (const { id } of rows) ids.push(id)
      })
    const result = yield* Effect.either(
      (pages
        ? Stream.runForEach(call.pages({}, pageOptions), ({ entities = [] }) => add(entities))
        : Stream.runForEachChunk(call.items({}, pageOptions), add)).pipe(
          Effect.provideService(PureCloud.PureCloud, client)
        )
    )
    const outcome: Outcome = { ids, error: Either.isLeft(result) ? result.left : undefined, requests }
    return outcome
  })

const rows = (from: number, size = 25): ReadonlyArray<Row> =>
  Array.from({ length: size }, (_, i) => ({ id: `u${from + i}` }))

const rowsWithoutIds = (from: number, size = 25): ReadonlyArray<Row> =>
  Array.from({ length: size }, (_, i) => ({ n: from + i }))

const expectEndless = ({ error, requests }: Outcome, reason: string | undefined, atMost: number) => {
  assert.strictEqual<string | undefined>(error?._tag, "PureCloudPagingError")
  assert.deepInclude<object | undefined>(error, { isRetryable: false, correlationId: "c-1" })
  if (reason !== undefined) assert.deepInclude<object | undefined>(error, { reason })
  assert.isAtMost(requests, atMost)
  assert.include(error?.message, "getRows (GET /api/v2/rows) does not end: ")
}

/** A listing with each kind of pagination, in which each page has a next page. */
const endless = (rowsOf: (n: number) => ReadonlyArray<Row>): Serve => (page, n) => ({
  rows: rowsOf(n),
  last: Number(page) + 1,
  next: Number(page) + 1
})

const names = Object.keys(listings) as ReadonlyArray<Name>
const withoutEmptyEnd = ["byPageCount", "inBody", "byCursor", "byLink"] as const

describe("a listing that does not end fails", () => {
  for (const name of names) {
    it.effect(`${name}: each page has the items of the first one`, () =>
      Effect.gen(function*() {
        for (const size of [1, 7, 25, 500]) {
          const outcome = yield* read(name, endless(() => rows(0, size)))
          expectEndless(outcome, size > 100 ? "NothingNew" : "PagesRepeat", 110)
          assert.deepStrictEqual(outcome.ids, rows(0, size).map(({ id }) => id))
        }
      }))

    it.effect(`${name}: its pages repeat in a cycle`, () =>
      Effect.forEach(
        [2, 3, 40],
        (round) =>
          Effect.map(read(name, endless((n) => rows((n % round) * 25))), (outcome) =>
            expectEndless(outcome, "NothingNew", 210))
      ))

    it.effect(`${name}: its pages have the same items in another order each time`, () =>
      Effect.map(
        read(name, endless((n) => rows(0, 30).map((_, i, all) => all[(i * 7 + n * n) % 30]!))),
        (outcome) => expectEndless(outcome, "NothingNew", 210)
      ))

    it.effect(`${name}: its pages repeat in a cycle, and items have no ids`, () =>
      Effect.forEach(
        [1, 2, 5],
        (round) =>
          Effect.map(read(name, endless((n) => rowsWithoutIds((n % round) * 25))), (outcome) =>
            expectEndless(outcome, round < 5 ? "PagesRepeat" : undefined, 1100))
      ))

    it.effect(`${name}: its pages repeat in a cycle of more items than are remembered`, () =>
      Effect.map(
        read(name, endless((n) => rows((n % 50) * 25))),
        (outcome) => expectEndless(outcome, undefined, 15_000)
      ))

    it.effect(`${name}: the same with .pages`, () =>
      Effect.map(
        read(name, endless(() => rows(0)), { pages: true }),
        (outcome) => expectEndless(outcome, "PagesRepeat", 130)
      ))

    it.effect(`${name}: the same with pages ahead`, () =>
      Effect.map(
        read(name, endless(() => rows(0)), { concurrency: 16 }),
        (outcome) => expectEndless(outcome, "PagesRepeat", 130)
      ))
  }

  for (const name of withoutEmptyEnd) {
    it.effect(`${name}: its pages are empty`, () =>
      Effect.gen(function*() {
        expectEndless(yield* read(name, endless(() => [])), "EmptyPages", 110)
        const afterSome = yield* read(name, endless((n) => n <= 50 ? rows(n * 25) : []))
        expectEndless(afterSome, "EmptyPages", 160)
        assert.lengthOf(afterSome.ids, 1250)
        assert.include(afterSome.error?.message, "100 pages in a row have no items")
      }))
  }

  for (const name of ["byPageCount", "inBody", "byTotalHits"] as const) {
    it.effect(`${name}: its number of pages grows with each page`, () =>
      Effect.gen(function*() {
        const outcome = yield* read(name, (page) => ({ rows: rows(Number(page) * 25), last: Number(page) + 2 }))
        expectEndless(outcome, "KeepsGrowing", 1100)
        assert.include(outcome.error?.message, "it had 3 pages at first and has 1008 pages")
        expectEndless(
          yield* read(name, (page) => ({ rows: rows(Number(page) * 25), last: Number(page) * 2 })),
          "KeepsGrowing",
          1100
        )
      }))
  }

  it.effect("a huge number of pages, all of them empty", () =>
    Effect.map(
      read("byPageCount", () => ({ rows: [], last: 1e9 })),
      (outcome) => expectEndless(outcome, "EmptyPages", 1100)
    ))

  for (const name of ["byCursor", "byLink"] as const) {
    it.effect(`${name}: the next page of a page is the page itself`, () =>
      Effect.gen(function*() {
        for (const rowsOf of [(n: number) => rows(n * 25), () => []]) {
          const outcome = yield* read(name, (page, n) => ({ rows: rowsOf(n), next: "same" }))
          expectEndless(outcome, "CursorRepeats", 3)
          assert.include(outcome.error?.message, `page 2 has the ${name === "byCursor" ? "cursor" : "link"} of page 2`)
        }
        expectEndless(
          yield* read(name, () => ({ rows: rows(0), next: "start" }), { startCursor: "start" }),
          "CursorRepeats",
          2
        )
      }))

    it.effect.prop(
      `${name}: its cursors repeat in a cycle, from any start`,
      [FC.integer({ min: 0, max: 60 }), FC.integer({ min: 1, max: 60 })],
      ([before, round]) =>
        Effect.gen(function*() {
          const outcome = yield* read(name, (page, n) => {
            const at = page === "1" ? 0 : Number(page)
            return { rows: rows(n * 25), next: at + 1 < before + round ? at + 1 : before }
          })
          expectEndless(outcome, "CursorRepeats", 3 * (before + round) + 3)
        }),
      { fastCheck: { numRuns: 50 } }
    )
  }

  it.effect("and its error never shows the cursor, which may contain a query", () =>
    Effect.map(read("byCursor", () => ({ rows: rows(0), next: "c3VwZXIgc2VjcmV0" })), ({ error }) => {
      assert.strictEqual<string | undefined>(error?._tag, "PureCloudPagingError")
      assert.notInclude(`${error?.message} ${JSON.stringify(error)}`, "c3VwZXIgc2VjcmV0")
    }))

  it.effect("and its error can be encoded and decoded", () =>
    Effect.gen(function*() {
      const { error } = yield* read("byCursor", () => ({ rows: rows(0), next: "same" }))
      const encoded = yield* Schema.encodeUnknown(PureCloudError)(error)
      const decoded = yield* Schema.decodeUnknown(PureCloudError)(JSON.parse(JSON.stringify(encoded)))
      assert.strictEqual<string>(decoded._tag, "PureCloudPagingError")
      assert.strictEqual(decoded.message, error?.message)
    }))
})

describe("a listing that ends is read to its end", () => {
  it.effect.prop(
    "that moves while it is read, by up to 1000 items between two pages",
    [
      FC.constantFrom<Name>("byPageCount", "inBody", "byTotalHits"),
      FC.array(FC.record({ at: FC.integer({ min: 2, max: 60 }), by: FC.integer({ min: 0, max: 1000 }) }), {
        maxLength: 3
      }),
      FC.constantFrom(10, 25, 100)
    ] as const,
    ([name, shifts, size]) =>
      Effect.gen(function*() {
        // Each shift inserts items at the beginning of the listing, before one of the requests.
        const pageSize = name === "byTotalHits" ? 25 : size
        const total = 60 * pageSize
        const outcome = yield* read(name, (page, n) => {
          const shifted = shifts.reduce((sum, { at, by }) => sum + (n >= at ? by : 0), 0)
          const from = (Number(page) - 1) * pageSize - shifted
          const size = Math.max(0, Math.min(pageSize, total - from))
          return { rows: rows(from, size), last: Math.ceil((total + shifted) / pageSize) }
        }, { pageSize })
        assert.isUndefined(outcome.error, String(outcome.error))
        const ids = new Set(outcome.ids)
        assert.isTrue(rows(0, total).every(({ id }) => ids.has(id)))
      }),
    { fastCheck: { numRuns: 30 } }
  )

  for (const name of ["byCursor", "byLink"] as const) {
    it.effect(`${name}: with 99 empty pages in a row, more than once`, () =>
      Effect.gen(function*() {
        const outcome = yield* read(name, (page) => ({
          rows: Number(page) % 100 === 0 ? rows(Number(page) * 25) : [],
          next: Number(page) < 1000 ? Number(page) + 1 : undefined
        }))
        assert.isUndefined(outcome.error)
        assert.lengthOf(outcome.ids, 250)
      }))

    it.effect(`${name}: of any length`, () =>
      Effect.gen(function*() {
        const outcome = yield* read(name, (page) => ({
          rows: rowsWithoutIds(Number(page) * 5, 5),
          next: Number(page) < 15_000 ? Number(page) + 1 : undefined
        }))
        assert.isUndefined(outcome.error)
        assert.lengthOf(outcome.ids, 75_000)
      }))
  }

  it.effect("of 900 empty pages among the pages that the first response promised", () =>
    Effect.gen(function*() {
      const outcome = yield* read("byPageCount", (page) => ({
        rows: Number(page) % 950 === 1 ? rows(Number(page) * 25) : [],
        last: 2000
      }))
      assert.isUndefined(outcome.error)
      assert.strictEqual(outcome.requests, 2000)
    }))

  it.effect("of equal items without ids, up to 99 pages", () =>
    Effect.gen(function*() {
      const outcome = yield* read("byEmptyPage", (page) => ({ rows: Number(page) <= 99 ? [{ n: 0 }] : [] }))
      assert.isUndefined(outcome.error)
      assert.lengthOf(outcome.ids, 99)
    }))

  it.effect("that doubles while it is read", () =>
    Effect.gen(function*() {
      const outcome = yield* read("byPageCount", (page) => ({
        rows: rows(Number(page) * 25),
        last: Math.min(1000, 500 + Number(page))
      }))
      assert.isUndefined(outcome.error)
      assert.strictEqual(outcome.requests, 1000)
    }))
})
