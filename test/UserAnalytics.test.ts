import { assert, describe, it } from "@effect/vitest"
import { Effect, Stream } from "effect"
import * as UserAnalytics from "effect-purecloud/UserAnalytics"
import { invalid } from "./utils/invalid.js"
import { type Script, withService } from "./utils/service.js"

describe("user details of an interval of any length", () => {
  const day = 86_400_000
  const first = Date.parse("2026-01-01T00:00:00.000Z")
  const iso = (millis: number) => new Date(millis).toISOString()

  /** A service with records of presences, which allows intervals up to a number of days. */
  const recorded = (longest: number): Script => ({ body }) => {
    const { interval, order, paging } = JSON.parse(body)
    const [from, to] = interval.split("/").map(Date.parse)
    if (to - from > longest * day) return { status: 400, body: {} }
    // The records take three days each, from noon to noon. The last one has not ended.
    const records = [
      ...Array.from(
        { length: 40 },
        (_, i) => ({ start: first + (3 * i + 0.5) * day, end: first + (3 * i + 3.5) * day })
      ),
      {
        start: first + 100 * day,
        end: undefined
      }
    ].filter(({ end, start }) => start < to && (end ?? Infinity) > from)
    records.sort((a, b) => order === "desc" ? b.start - a.start : a.start - b.start)
    const rows = records.length === 0 || paging.pageNumber > 1 ? [] : ["a", "b"].map((userId) => ({
      userId,
      primaryPresence: records.map(({ end, start }) => ({
        startTime: iso(start),
        ...(end === undefined ? {} : { endTime: iso(end) }),
        systemPresence: "AVAILABLE"
      }))
    }))
    return { body: { userDetails: rows } }
  }
  const starts = (
    details: Iterable<
      {
        readonly userId?: string | undefined
        readonly primaryPresence?: ReadonlyArray<{ readonly startTime?: string | undefined }> | undefined
      }
    >,
    userId: string
  ) =>
    [...details].filter((detail) => detail.userId === userId).flatMap(({ primaryPresence = [] }) =>
      primaryPresence.map(({ startTime }) => startTime)
    )
  const filter = { type: "and" as const, predicates: [{ dimension: "userId" as const, value: "a" }] }
  const presenceFilter = {
    type: "and" as const,
    predicates: [{ dimension: "systemPresence" as const, value: "AVAILABLE" }]
  }

  for (
    const [what, query, longest, windows] of [
      ["7 days without filters", {}, 7, 16],
      ["31 days with filters of users", { userFilters: [filter] }, 31, 4],
      ["7 days with filters of presences only", { presenceFilters: [presenceFilter] }, 7, 16],
      ["7 days from the end, in descending order", { order: "desc" as const }, 7, 16]
    ] as const
  ) {
    it.live(`are read in intervals of ${what}, each record once, in order`, () =>
      withService(recorded(longest), ({ seen }) =>
        Effect.gen(function*() {
          const interval = `${iso(first)}/${iso(first + 110 * day)}`
          const details = yield* Stream.runCollect(UserAnalytics.userDetails({ interval, ...query }))
          const expected = Array.from({ length: 37 }, (_, i) => iso(first + (3 * i + 0.5) * day))
          expected.push(iso(first + 100 * day))
          expected.sort()
          if ("order" in query) expected.reverse()
          assert.deepStrictEqual(starts(details, "a"), expected)
          assert.deepStrictEqual(starts(details, "b").length, new Set(starts(details, "b")).size)
          const intervals = new Set(seen.map(({ body }) => JSON.parse(body).interval))
          assert.strictEqual(intervals.size, windows)
        })))
  }

  it.live("are emitted as they are if they are null, or their records are no list", () => {
    const sent = [{ userId: "a", primaryPresence: { startTime: 1 }, routingStatus: [null] }, null]
    const interval = `${iso(first)}/${iso(first + day)}`
    return withService(
      ({ body }) => ({ body: { userDetails: JSON.parse(body).paging.pageNumber > 1 ? [] : sent } }),
      () =>
        Effect.gen(function*() {
          const details: ReadonlyArray<unknown> = [...yield* Stream.runCollect(UserAnalytics.userDetails({ interval }))]
          assert.deepStrictEqual(details, sent)
        })
    )
  })

  it.live("have all their records whose start is null, in each interval", () => {
    const detail = { userId: "a", primaryPresence: [{ startTime: null }] }
    const interval = `${iso(first)}/${iso(first + 8 * day)}`
    return withService(
      ({ body }) => ({ body: { userDetails: JSON.parse(body).paging.pageNumber > 1 ? [] : [detail] } }),
      () =>
        Effect.gen(function*() {
          const details: ReadonlyArray<unknown> = [...yield* Stream.runCollect(UserAnalytics.userDetails({ interval }))]
          assert.deepStrictEqual(details, [detail, detail])
        }),
      { decode: "off" }
    )
  })

  it.live("fail for an invalid interval before a request is sent", () =>
    withService(recorded(7), ({ seen, tokens }) =>
      Effect.gen(function*() {
        const [local, dates] = ["2026-01-01T00:00:00/2026-01-02T00:00:00", "1/March 3 2001"]
        for (
          const interval of ["", "x/y", local, dates, `${iso(first)}/${iso(first)}`, `${iso(first)}/P1D`, undefined]
        ) {
          const error = yield* Effect.flip(Stream.runDrain(UserAnalytics.userDetails(invalid({ interval }))))
          assert.strictEqual(error._tag, "PureCloudEncodeError")
        }
        assert.strictEqual(seen.length + tokens.length, 0)
      })))
})
