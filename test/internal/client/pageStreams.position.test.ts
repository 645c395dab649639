/**
 * Streams that continue at the position of a page.
 */
import { assert, describe, it } from "@effect/vitest"
import { Chunk, Effect, Stream } from "effect"
import type * as PureCloud from "effect-purecloud/PureCloud"
import * as Users from "effect-purecloud/Users"
import { getSkillgroups, getUsersQuery, listing, queryOf, rows } from "../../utils/pages.js"
import { type Script, withService } from "../../utils/service.js"

describe("the position of a page", () => {
  const recorded = () => {
    const infos: Array<PureCloud.PageInfo> = []
    return { infos, onPage: (info: PureCloud.PageInfo) => Effect.sync(() => void infos.push(info)) }
  }
  const positionsOf = (infos: ReadonlyArray<PureCloud.PageInfo>) => infos.map(({ next, position }) => [position, next])

  it.live("is its number, and only the last page has no next page", () =>
    withService(listing(60), () =>
      Effect.forEach([true, false], (ofItems) =>
        Effect.gen(function*() {
          const { infos, onPage } = recorded()
          yield* ofItems
            ? Stream.runDrain(Users.getUsers.items({}, { onPage }))
            : Stream.runDrain(Users.getUsers.pages({}, { onPage }))
          assert.deepStrictEqual(positionsOf(infos), [
            [{ startPage: 1 }, { startPage: 2 }],
            [{ startPage: 2 }, { startPage: 3 }],
            [{ startPage: 3 }, undefined]
          ])
        }))))

  const byCursor: Script = (seen) => {
    const cursor = queryOf(seen).get("cursor") ?? queryOf(seen).get("after")
    const n = cursor === null ? 0 : Number(cursor)
    return {
      body: {
        entities: rows(`u${n}`),
        ...(n < 3 ? { cursor: `${n + 1}`, nextUri: `/api/v2/x?after=${n + 1}` } : {})
      }
    }
  }

  for (
    const [name, items] of [
      ["cursor", (options: PureCloud.PageOptions) => getUsersQuery.items({}, options)],
      ["link", (options: PureCloud.PageOptions) => getSkillgroups.items({ userId: "u" }, options)]
    ] as const
  ) {
    it.live(`is its ${name}, and nothing for the first page`, () =>
      withService(byCursor, () =>
        Effect.gen(function*() {
          const { infos, onPage } = recorded()
          yield* Stream.runDrain(items({ onPage }))
          assert.deepStrictEqual(positionsOf(infos), [
            [{}, { startCursor: "1" }],
            [{ startCursor: "1" }, { startCursor: "2" }],
            [{ startCursor: "2" }, { startCursor: "3" }],
            [{ startCursor: "3" }, undefined]
          ])
        })))
  }

  it.live("is the start of a second stream, so that both streams together read each item once", () =>
    Effect.forEach(
      [
        [listing(103), (options: PureCloud.PageOptions) => Users.getUsers.items({ pageSize: 10 }, options)],
        [byCursor, (options: PureCloud.PageOptions) => getUsersQuery.items({}, options)],
        [byCursor, (options: PureCloud.PageOptions) => getSkillgroups.items({ userId: "u" }, options)]
      ] as const,
      ([script, items]) =>
        withService(script, () =>
          Effect.gen(function*() {
            const idsOf = (stream: ReturnType<typeof items>) =>
              Effect.map(Stream.runCollect(stream), (all) => Chunk.toReadonlyArray(all).map(({ id }) => id))
            const { infos, onPage } = recorded()
            const all = yield* idsOf(items({ onPage }))
            let read = 0
            for (const { items: count, next } of infos) {
              read += count
              if (next !== undefined) assert.deepStrictEqual(yield* idsOf(items({ ...next })), all.slice(read))
            }
            assert.strictEqual(read, all.length)
          }))
    ))
})
