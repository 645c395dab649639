/**
 * Streams of pages by number, and of their items.
 */
import { assert, describe, it } from "@effect/vitest"
import { Chunk, Effect, Fiber, Stream } from "effect"
import * as Endpoint from "effect-purecloud/Endpoint"
import * as Pagination from "effect-purecloud/Pagination"
import * as PureCloud from "effect-purecloud/PureCloud"
import * as Users from "effect-purecloud/Users"
import * as Schema from "effect/Schema"
import { until } from "../../utils/eventLoop.js"
import { facts, getResults, ids, listing, numberOf, page, Row, rows } from "../../utils/pages.js"
import { type Reply, type Script, withService } from "../../utils/service.js"

describe("page numbers in the query", () => {
  it.live("take(10) of 10,000 users makes one request, of 25", () =>
    withService(listing(10_000), ({ seen }) =>
      Effect.gen(function*() {
        const users = yield* Stream.runCollect(Stream.take(Users.getUsers.items(), 10))
        assert.deepStrictEqual(Chunk.toReadonlyArray(users).map(({ id }) => id), ids(10))
        assert.deepStrictEqual(seen.map(({ url }) => url), ["/api/v2/users?pageSize=25&pageNumber=1"])
      })))

  it.live("read all items once and in order, at any concurrency", () =>
    Effect.forEach([1, 2, 3, 8], (concurrency) =>
      withService(
        (seen) =>
          // Later pages have a shorter latency.
          new Promise<Reply>((resolve) =>
            setTimeout(() => resolve(listing(103)(seen, 0) as Reply), 60 - 5 * numberOf(seen, "pageNumber"))
          ),
        ({ seen }) =>
          Effect.gen(function*() {
            const users = yield* Stream.runCollect(
              Users.getUsers.items({ state: "active" }, { concurrency, pageSize: 10 })
            )
            assert.deepStrictEqual(Chunk.toReadonlyArray(users).map(({ id }) => id), ids(103))
            assert.strictEqual(seen.length, 11)
            assert.isTrue(seen.every(({ url }) => url.includes("state=active")))
          })
      )))

  it.live("continue if the listing has grown, whichever response comes last", () =>
    withService(
      (seen) => {
        const n = numberOf(seen, "pageNumber")
        // Page 5 was read before a user was added, and its response is late.
        return new Promise<Reply>((resolve) =>
          setTimeout(() => resolve(page(n, 10, n < 6 ? 60 : 61)), n === 5 ? 100 : 1)
        )
      },
      ({ seen }) =>
        Effect.gen(function*() {
          const users = yield* Stream.runCollect(Users.getUsers.items({}, { pageSize: 10 }))
          assert.deepStrictEqual(Chunk.toReadonlyArray(users).map(({ id }) => id), ids(61))
          assert.strictEqual(seen.length, 7)
        })
    ))

  it.live("emit an item once if a page has it twice", () =>
    withService(
      () => ({ body: { entities: ["a", "a", "b"].map((id) => ({ id })), pageCount: 1, total: 3 } }),
      () =>
        Effect.gen(function*() {
          const pages: Array<unknown> = []
          const users = yield* Stream.runCollect(
            Users.getUsers.items({}, { onPage: (info) => Effect.sync(() => void pages.push(info)) })
          )
          assert.deepStrictEqual(Chunk.toReadonlyArray(users).map(({ id }) => id), ["a", "b"])
          assert.deepStrictEqual(pages, [
            { items: 2, duplicates: 1, total: 3, position: { startPage: 1 }, next: undefined }
          ])
        })
    ))

  it.live("emit all items that have an empty id", () =>
    withService(
      () => ({ body: { entities: [{ id: "", name: "a" }, { id: "", name: "b" }], pageCount: 1, total: 2 } }),
      () =>
        Effect.gen(function*() {
          const users = yield* Stream.runCollect(Users.getUsers.items())
          assert.deepStrictEqual(Chunk.toReadonlyArray(users).map(({ name }) => name), ["a", "b"])
        })
    ))

  it.live("fetch at most `concurrency` pages ahead of a slow consumer, and stop with it", () =>
    withService(listing(10_000), ({ seen }) =>
      Effect.gen(function*() {
        let consumed = 0
        yield* Users.getUsers.pages({}, { concurrency: 3 }).pipe(
          Stream.take(6),
          Stream.runForEach(() =>
            Effect.gen(function*() {
              consumed++
              yield* Effect.sleep("30 millis")
              assert.isAtMost(seen.length, consumed + 3)
            })
          )
        )
        const before = seen.length
        yield* Effect.sleep("50 millis")
        assert.strictEqual(seen.length, before)
      })))

  it.live("start at the given page", () =>
    withService(listing(100), ({ seen }) =>
      Effect.gen(function*() {
        const users = yield* Stream.runCollect(Users.getUsers.items({ pageSize: 50, pageNumber: 9 }, { startPage: 2 }))
        assert.deepStrictEqual(Chunk.toReadonlyArray(users).map(({ id }) => id), ids(50, 50))
        assert.strictEqual(seen.length, 1)
      })))

  it.live("refuse a page size above the maximum of the operation before a request is sent, and name the maximum", () =>
    withService(listing(1), ({ seen }) =>
      Effect.gen(function*() {
        const error = yield* Effect.flip(Stream.runDrain(Users.getUsers.items({}, { pageSize: 501 })))
        assert.strictEqual(error._tag, "PureCloudEncodeError")
        assert.include(error.message, "500")
        for (const options of [{ pageSize: 0 }, { pageSize: NaN }, { startPage: 0 }, { concurrency: 0 }]) {
          assert.strictEqual(
            (yield* Effect.flip(Stream.runDrain(Users.getUsers.items({}, options))))._tag,
            "PureCloudEncodeError"
          )
        }
        assert.strictEqual(seen.length, 0)
      })))

  it.live("omit items that a changing listing repeats on the next page, and continue when the listing grows", () =>
    withService((seen) => {
      const pageNumber = numberOf(seen, "pageNumber")
      // Two users were inserted at the beginning after the first page was read.
      return pageNumber === 1
        ? page(1, 10, 20)
        : {
          body: {
            ...page(pageNumber, 10, 22).body as object,
            entities: ids(pageNumber === 2 ? 10 : 2, pageNumber * 10 - 12).map((id) => ({ id }))
          }
        }
    }, () =>
      Effect.gen(function*() {
        const users = yield* Stream.runCollect(Users.getUsers.items({}, { pageSize: 10 }))
        assert.deepStrictEqual(Chunk.toReadonlyArray(users).map(({ id }) => id), ids(20))
      })))

  it.live("fail with the error of a page, after the items before it", () =>
    withService(
      (seen, n) => numberOf(seen, "pageNumber") === 3 ? { status: 400, body: {} } : listing(100)(seen, n),
      () =>
        Effect.gen(function*() {
          const read: Array<string> = []
          const error = yield* Effect.flip(
            Stream.runForEach(Users.getUsers.items(), (user) => Effect.sync(() => void read.push(user.id)))
          )
          assert.strictEqual(error._tag, "PureCloudBadRequest")
          assert.deepStrictEqual(read, ids(50))
        })
    ))

  it.live("fail with DecodeError if the response has no number of pages", () =>
    Effect.forEach(
      [undefined, "4", -1, null],
      (pageCount) =>
        withService(() => ({ body: { entities: [{ id: "a" }], pageCount } }), () =>
          Effect.gen(function*() {
            const error = yield* Effect.flip(Stream.runDrain(Users.getUsers.items()))
            assert.strictEqual(error._tag, "PureCloudDecodeError")
            assert.include(error.message, "pageCount")
          }))
    ))

  it.live("accept an empty listing", () =>
    withService(
      () => ({ body: { entities: [], pageSize: 25, pageNumber: 1, total: 0, pageCount: 0 } }),
      ({ seen }) =>
        Effect.gen(function*() {
          assert.strictEqual(yield* Stream.runCount(Users.getUserQueues.items({ userId: "u" })), 0)
          assert.strictEqual(seen.length, 1)
        })
    ))

  it.live("are an empty listing if the total is 0 and the items are absent, in every mode", () =>
    Effect.forEach(["lenient", "strict", "off"] as const, (decode) =>
      Effect.forEach(
        [{ total: 0, pageCount: 0 }, { total: 0 }, { total: 0, entities: null, pageCount: 0, pageNumber: 1 }],
        (body) =>
          withService(() => ({ body }), ({ seen }) =>
            Effect.gen(function*() {
              assert.strictEqual(yield* Stream.runCount(Users.getUsers.items()), 0)
              assert.deepStrictEqual((yield* Users.getUserQueues({ userId: "u" })).entities, [])
              assert.strictEqual(seen.length, 2)
            }), { decode })
      )))

  it.live("are an empty listing if an operation that is not paged responds with a total of 0 and no items", () =>
    Effect.forEach(
      ["lenient", "strict", "off"] as const,
      (decode) =>
        withService(() => ({ body: { total: 0 } }), () =>
          Effect.gen(function*() {
            const [skills, queues, station] = yield* Effect.all([
              Users.putUserRoutingskillsBulk({ userId: "u", body: [] }),
              Users.patchUserQueues({ userId: "u", body: [{ id: "q", joined: false }] }),
              Users.getUserStation({ userId: "u" })
            ])
            assert.deepStrictEqual([skills.entities, queues.entities], [[], []])
            assert.notProperty(station, "entities")
          }), { decode })
    ))

  it.live("fail with DecodeError if the items are absent and the total is not 0, or unknown", () =>
    Effect.forEach(
      [{ total: 3, pageCount: 1 }, { pageCount: 1 }, { total: "0", pageCount: 0 }, { total: 0, entities: {} }, {}],
      (body) =>
        withService(() => ({ body }), () =>
          Effect.gen(function*() {
            const error = yield* Effect.flip(Users.getUsers())
            assert.strictEqual(error._tag, "PureCloudDecodeError")
            assert.include(error.message, "entities")
          }))
    ))

  it.live("interrupt the pages ahead when they are interrupted", () => {
    let open = 0
    return withService(
      (seen, n) =>
        numberOf(seen, "pageNumber") === 1 ? listing(1000)(seen, n) : (response, _socket) => {
          open++
          response.on("close", () => open--)
        },
      () =>
        Effect.gen(function*() {
          const fiber = yield* Effect.fork(Stream.runDrain(Users.getUsers.items({}, { concurrency: 4 })))
          yield* until(() => open >= 4)
          yield* Fiber.interrupt(fiber)
          yield* until(() => open === 0)
        })
    )
  })
})

describe("page numbers in the body", () => {
  it.live("read a search to the last page, independent of its links", () =>
    withService(({ body }) => {
      const { pageNumber, pageSize, query } = JSON.parse(body)
      assert.deepStrictEqual(query, [{ type: "EXACT", fields: ["state"], value: "active" }])
      const { entities, ...rest } = page(pageNumber, pageSize, 12).body as { entities: unknown }
      return { body: { ...rest, results: entities, nextPage: "/api/v2/users/search?q64=abc%3D" } }
    }, ({ seen }) =>
      Effect.gen(function*() {
        const query = [{ type: "EXACT", fields: ["state"], value: "active" }]
        const users = yield* Stream.runCollect(Users.postUsersSearch.items({ body: { query, pageSize: 5 } }))
        assert.deepStrictEqual(Chunk.toReadonlyArray(users).map(({ id }) => id), ids(12))
        assert.strictEqual(seen.length, 3)
      })))

  const details = (pages: ReadonlyArray<number>, totalHits?: number): Script => ({ body }) => {
    const { paging } = JSON.parse(body)
    const rows = pages[paging.pageNumber - 1] ?? 0
    return {
      body: {
        ...(rows === 0 ? {} : {
          userDetails: Array.from({ length: rows }, (_, i) => ({ userId: `u${paging.pageNumber}-${i}` }))
        }),
        ...(totalHits === undefined ? {} : { totalHits })
      }
    }
  }
  const interval = "2026-11-01T00:00:00.000Z/2026-11-02T00:00:00.000Z"

  it.live("user details: a short page is not the last one, an empty one is", () =>
    withService(details([5, 2, 5, 1]), ({ seen }) =>
      Effect.gen(function*() {
        const rows = yield* Stream.runCount(
          Users.postAnalyticsUsersDetailsQuery.items({ body: { interval } }, { pageSize: 5 })
        )
        assert.strictEqual(rows, 13)
        assert.strictEqual(seen.length, 5)
        assert.deepStrictEqual(JSON.parse(seen[1]!.body), { interval, paging: { pageNumber: 2, pageSize: 5 } })
      })))

  const total: ReadonlyArray<readonly [string, Script]> = [
    ["in each response", details([5, 2, 5, 1, 9], 18)],
    [
      "in the first response only",
      (request, n) => details([5, 2, 5, 1, 9], n === 0 ? 18 : undefined)(request, n)
    ]
  ]
  for (const [where, script] of total) {
    it.live(`user details: no page after the total ${where}`, () =>
      withService(script, ({ seen }) =>
        Effect.gen(function*() {
          const rows = yield* Stream.runCount(
            Users.postAnalyticsUsersDetailsQuery.items({ body: { interval } }, { pageSize: 5 })
          )
          assert.strictEqual(rows, 13)
          assert.strictEqual(seen.length, 4)
        })))
  }
})

const postActivityQuery = PureCloud.call(Endpoint.make({
  ...facts,
  id: "postAnalyticsUsersActivityQuery",
  method: "POST",
  path: "/api/v2/analytics/users/activity/query",
  query: { pageSize: Endpoint.optional(Schema.Int), pageNumber: Endpoint.optional(Schema.Int) },
  body: Schema.Struct({ metrics: Schema.Array(Schema.String) }),
  success: Schema.Struct({ results: Schema.optional(Schema.Array(Row)) }),
  idempotent: true,
  pagination: Pagination.pageNumber({ items: "results", last: "emptyPage" })
}))

describe("page numbers without a count", () => {
  it.live("end at the first empty page", () =>
    withService((seen) => {
      const n = numberOf(seen, "pageNumber")
      return { body: n < 3 ? { results: rows(`r${n}`) } : {} }
    }, ({ seen }) =>
      Effect.gen(function*() {
        const results = yield* Stream.runCollect(postActivityQuery.items({ body: { metrics: ["m"] } }))
        assert.deepStrictEqual(Chunk.toReadonlyArray(results).map(({ id }) => id), ["r1", "r2"])
        assert.deepStrictEqual(seen.map(({ body }) => body), Array(3).fill("{\"metrics\":[\"m\"]}"))
      })))
})

describe("the items of a page", () => {
  it.live("fail with DecodeError if they are not an array", () =>
    withService(() => ({ body: { results: "many" } }), () =>
      Effect.gen(function*() {
        const error = yield* Effect.flip(Stream.runDrain(getResults.items({ jobId: "j" })))
        assert.strictEqual(error._tag, "PureCloudDecodeError")
        assert.include(error.message, "results: expected an array, found string")
      })))
})
