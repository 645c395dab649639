/**
 * Streams of pages that are found by a link or a cursor.
 */
import { assert, describe, it } from "@effect/vitest"
import { Chunk, Effect, Stream } from "effect"
import * as Users from "effect-purecloud/Users"
import { getResults, getSkillgroups, getUsersQuery, listing, queryOf, rows } from "../../utils/pages.js"
import { type Script, withService } from "../../utils/service.js"

describe("links", () => {
  it.live("are followed to the last page, with their q64 decoded and encoded again", () =>
    withService(({ url }) => {
      const q64 = new URL(url, "http://x").searchParams.get("q64")!
      const pageNumber = { "a+/=": 1, "b+/=": 2 }[q64]!
      return {
        body: {
          results: [{ id: `u${pageNumber}` }],
          pageNumber,
          pageCount: 2,
          nextPage: `/api/v2/users/search?q64=${encodeURIComponent("b+/=")}`
        }
      }
    }, ({ seen }) =>
      Effect.gen(function*() {
        const users = yield* Stream.runCollect(Users.getUsersSearch.items({ q64: "a+/=", expand: ["presence"] }))
        assert.deepStrictEqual(Chunk.toReadonlyArray(users).map(({ id }) => id), ["u1", "u2"])
        assert.deepStrictEqual(seen.map(({ url }) => url), [
          "/api/v2/users/search?q64=a%2B%2F%3D&expand=presence",
          "/api/v2/users/search?q64=b%2B%2F%3D&expand=presence"
        ])
      })))

  it.live("refuse a page size and a first page in the options, because the link determines them", () =>
    withService(() => ({ body: {} }), ({ seen }) =>
      Effect.gen(function*() {
        for (const options of [{ pageSize: 10 }, { startPage: 2 }]) {
          const error = yield* Effect.flip(Stream.runDrain(Users.getUsersSearch.items({ q64: "a" }, options)))
          assert.strictEqual(error._tag, "PureCloudEncodeError")
        }
        assert.strictEqual(seen.length, 0)
      })))
})

describe("cursors", () => {
  /** Three pages, the second one empty. */
  const byCursor: Script = (seen) => {
    const cursor = queryOf(seen).get("cursor")
    return {
      body: cursor === null
        ? { entities: rows("a", "b"), cursor: "c+1/=" }
        : cursor === "c+1/="
        ? { entities: [], cursor: "c2" }
        : { entities: rows("c") }
    }
  }

  it.live("are sent unchanged, until a response has no cursor; an empty page is not the last one", () =>
    withService(byCursor, ({ seen }) =>
      Effect.gen(function*() {
        const users = yield* Stream.runCollect(getUsersQuery.items({ pageSize: 50 }))
        assert.deepStrictEqual(Chunk.toReadonlyArray(users).map(({ id }) => id), ["a", "b", "c"])
        assert.deepStrictEqual(seen.map(({ url }) => url), [
          "/api/v2/users/query?pageSize=50",
          "/api/v2/users/query?cursor=c%2B1%2F%3D&pageSize=50",
          "/api/v2/users/query?cursor=c2&pageSize=50"
        ])
      })))

  it.live("are followed only as far as the consumer pulls", () =>
    withService(byCursor, ({ seen }) =>
      Effect.gen(function*() {
        yield* Stream.runDrain(Stream.take(getUsersQuery.items(), 2))
        assert.deepStrictEqual(seen.map(({ url }) => url), ["/api/v2/users/query"])
      })))

  it.live("end at null or an empty string too", () =>
    Effect.forEach(
      [null, ""],
      (cursor) =>
        withService(() => ({ body: { entities: rows("a"), cursor } }), ({ seen }) =>
          Effect.gen(function*() {
            assert.strictEqual(yield* Stream.runCount(getUsersQuery.items()), 1)
            assert.strictEqual(seen.length, 1)
          }))
    ))

  it.live("start at the given cursor", () =>
    withService(byCursor, ({ seen }) =>
      Effect.gen(function*() {
        const users = yield* Stream.runCollect(getUsersQuery.items({ cursor: "c+1/=" }, { startCursor: "c2" }))
        assert.deepStrictEqual(Chunk.toReadonlyArray(users).map(({ id }) => id), ["c"])
        assert.deepStrictEqual(seen.map(({ url }) => url), ["/api/v2/users/query?cursor=c2"])
      })))

  it.live("fail with DecodeError if they are not strings", () =>
    withService(() => ({ body: { entities: rows("a"), cursor: 7 } }), () =>
      Effect.gen(function*() {
        const error = yield* Effect.flip(Stream.runDrain(getUsersQuery.items()))
        assert.strictEqual(error._tag, "PureCloudDecodeError")
        assert.include(error.message, "cursor: expected text, found number")
      })))

  it.live("refuse page numbers, and page sizes that the operation does not allow", () =>
    withService(byCursor, ({ seen }) =>
      Effect.gen(function*() {
        const refused = [
          getUsersQuery.items({}, { startPage: 2 }),
          getUsersQuery.items({}, { pageSize: 101 }),
          getUsersQuery.items({ pageSize: 0 }),
          getResults.items({ jobId: "j" }, { pageSize: 25 })
        ]
        for (const items of refused) {
          assert.strictEqual((yield* Effect.flip(Stream.runDrain(items)))._tag, "PureCloudEncodeError")
        }
        assert.strictEqual(seen.length, 0)
      })))

  it.live("are refused if pages have numbers", () =>
    withService(listing(1), ({ seen }) =>
      Effect.gen(function*() {
        const error = yield* Effect.flip(Stream.runDrain(Users.getUsers.items({}, { startCursor: "c" })))
        assert.strictEqual(error._tag, "PureCloudEncodeError")
        assert.strictEqual(seen.length, 0)
      })))
})

describe("links with a cursor", () => {
  it.live("send their parameter, until a response has no link", () =>
    withService((seen) => ({
      body: queryOf(seen).get("after") === null
        ? { entities: rows("a"), nextUri: "/api/v2/users/u/skillgroups?pageSize=9&after=x%3D&before=y" }
        : { entities: rows("b") }
    }), ({ seen }) =>
      Effect.gen(function*() {
        const groups = yield* Stream.runCollect(getSkillgroups.items({ userId: "u" }, { pageSize: 10 }))
        assert.deepStrictEqual(Chunk.toReadonlyArray(groups).map(({ id }) => id), ["a", "b"])
        assert.deepStrictEqual(seen.map(({ url }) => url), [
          "/api/v2/users/u/skillgroups?pageSize=10",
          "/api/v2/users/u/skillgroups?pageSize=10&after=x%3D"
        ])
      })))

  it.live("fail with DecodeError without that parameter", () =>
    withService(
      () => ({ body: { entities: rows("a"), nextUri: "/api/v2/users/u/skillgroups?before=y" } }),
      () =>
        Effect.gen(function*() {
          const error = yield* Effect.flip(Stream.runDrain(getSkillgroups.items({ userId: "u" })))
          assert.strictEqual(error._tag, "PureCloudDecodeError")
          assert.include(error.message, "nextUri: expected a link with after")
        })
    ))
})
