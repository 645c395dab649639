/**
 * The states of analytics jobs over time, their pages, and refused requests.
 */
import { HttpClientRequest } from "@effect/platform"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Redacted, Stream, TestClock } from "effect"
import * as Simulator from "effect-purecloud/Simulator"
import * as Users from "effect-purecloud/Users"
import * as FastCheck from "effect/FastCheck"
import { codeOf, tagOf } from "../utils/roundTrips.js"
import { home, send, simulatedStrictly } from "../utils/simulator.js"

const now = Date.UTC(2026, 2, 10, 12)
const interval = "2026-03-02T00:00:00.000Z/2026-03-05T00:00:00.000Z"

const startDetails = (body: Partial<Parameters<typeof Users.postAnalyticsUsersDetailsJobs>[0]["body"]> = {}) =>
  Effect.map(Users.postAnalyticsUsersDetailsJobs({ body: { interval, ...body } }), ({ jobId }) => jobId!)

const startAggregates = (body: Partial<Parameters<typeof Users.postAnalyticsUsersAggregatesJobs>[0]["body"]> = {}) =>
  Effect.map(
    Users.postAnalyticsUsersAggregatesJobs({
      body: { interval, metrics: ["tSystemPresence"], groupBy: ["userId"], ...body }
    }),
    ({ jobId }) => jobId!
  )

const kinds = {
  details: {
    start: startDetails(),
    read: Users.getAnalyticsUsersDetailsJob,
    results: (jobId: string) => Effect.asVoid(Users.getAnalyticsUsersDetailsJobResults({ jobId })),
    remove: Users.deleteAnalyticsUsersDetailsJob
  },
  aggregates: {
    start: startAggregates(),
    read: Users.getAnalyticsUsersAggregatesJob,
    results: (jobId: string) => Effect.asVoid(Users.getAnalyticsUsersAggregatesJobResults({ jobId })),
    remove: Users.deleteAnalyticsUsersAggregatesJob
  }
}

const readAll = (jobId: string, pageSize = 100) =>
  Effect.map(
    Stream.runCollect(Users.getAnalyticsUsersDetailsJobResults.items({ jobId }, { pageSize })),
    (details) => [...details]
  )

for (const [kind, { read, remove, results, start }] of Object.entries(kinds)) {
  describe(`a job for ${kind}`, () => {
    it.effect("is queued, runs, has results, and expires", () =>
      Effect.gen(function*() {
        yield* TestClock.setTime(now)
        const jobId = yield* start
        const after = (seconds: number) =>
          Effect.zipRight(TestClock.setTime(now + seconds * 1000), Effect.map(read({ jobId }), ({ state }) => state))
        assert.strictEqual(yield* after(0), "QUEUED")
        assert.strictEqual(yield* after(2), "PENDING")
        assert.strictEqual(yield* after(9.999), "PENDING")
        assert.strictEqual(yield* codeOf(results(jobId)), "conflict")
        assert.strictEqual(yield* after(10), "FULFILLED")
        yield* results(jobId)
        assert.deepStrictEqual(yield* read({ jobId }), {
          state: "FULFILLED",
          submissionDate: "2026-03-10T12:00:00.000Z",
          completionDate: "2026-03-10T12:00:10.000Z",
          expirationDate: "2026-03-11T12:00:10.000Z"
        })
        assert.strictEqual(yield* after(10 + 86_400), "EXPIRED")
        assert.strictEqual(yield* codeOf(results(jobId)), "conflict")
      }).pipe(simulatedStrictly({ clients: [{ ...Simulator.defaultClient, tokenLife: "7 days" }] })))

    it.effect("can be cancelled while it runs, and deleted when it has ended", () =>
      Effect.gen(function*() {
        yield* TestClock.setTime(now)
        const jobId = yield* start
        yield* TestClock.adjust("5 seconds")
        yield* remove({ jobId })
        yield* TestClock.adjust("1 minute")
        assert.deepStrictEqual(yield* read({ jobId }), {
          state: "CANCELLED",
          submissionDate: "2026-03-10T12:00:00.000Z",
          completionDate: "2026-03-10T12:00:05.000Z"
        })
        assert.strictEqual(yield* codeOf(results(jobId)), "conflict")
        yield* remove({ jobId })
        for (const gone of [Effect.asVoid(read({ jobId })), results(jobId), remove({ jobId })]) {
          assert.strictEqual(yield* tagOf(gone), "PureCloudNotFound")
        }
      }).pipe(simulatedStrictly()))

    it.effect("responds with 202 until it has ended", () =>
      Effect.gen(function*() {
        yield* TestClock.setTime(now)
        const jobId = yield* start
        const simulator = yield* Simulator.Simulator
        const token = yield* simulator.token()
        const status = Effect.map(
          send(
            HttpClientRequest.get(`https://api.simulated.example/api/v2/analytics/users/${kind}/jobs/${jobId}`).pipe(
              HttpClientRequest.bearerToken(Redacted.value(token))
            )
          ),
          ({ status }) => status
        )
        assert.strictEqual(yield* status, 202)
        yield* TestClock.adjust("10 seconds")
        assert.strictEqual(yield* status, 200)
      }).pipe(simulatedStrictly()))

    it.effect("is not found by the operations of the other kind", () =>
      Effect.gen(function*() {
        yield* TestClock.setTime(now)
        const jobId = yield* start
        const other = kind === "details" ? kinds.aggregates : kinds.details
        assert.strictEqual(yield* tagOf(other.read({ jobId })), "PureCloudNotFound")
        assert.strictEqual(yield* tagOf(other.remove({ jobId })), "PureCloudNotFound")
        assert.strictEqual(yield* tagOf(read({ jobId: "nope" })), "PureCloudNotFound")
      }).pipe(simulatedStrictly()))
  })
}

describe("results of details", () => {
  it.effect.prop(
    "are the same for each page size, whatever changes while they are read",
    [FastCheck.integer({ min: 1, max: 40 }), FastCheck.integer({ min: 1, max: 60 })],
    ([pageSize, limit]) =>
      Effect.gen(function*() {
        yield* TestClock.setTime(now)
        const { entities } = yield* Users.getUsers({ pageSize: 30 })
        const ids = entities.map(({ id }) => id)
        const jobId = yield* startDetails({ limit })
        const { cursor, userDetails = [] } = yield* Users.getAnalyticsUsersDetailsJobResults({ jobId, pageSize: 1 })
        assert.deepStrictEqual(userDetails.map(({ userId }) => userId), ids.slice(0, 1))
        yield* Users.deleteUser({ userId: ids[0]! })
        yield* Users.deleteUser({ userId: ids[20]! })
        yield* Users.postUsers({ body: { name: "New", email: "new@acme.example", divisionId: home } })
        assert.deepStrictEqual((yield* readAll(jobId, pageSize)).map(({ userId }) => userId), ids.slice(0, limit))
        if (cursor === undefined) return assert.strictEqual(limit, 1)
        const rest = Users.getAnalyticsUsersDetailsJobResults.items({ jobId, cursor }, { pageSize })
        const read = [...yield* Stream.runCollect(rest)].map(({ userId }) => userId)
        assert.deepStrictEqual(read, ids.slice(1, limit))
      }).pipe(simulatedStrictly({ users: 30, jobDuration: 0, allowance: 1_000_000 })),
    { fastCheck: { numRuns: 15 } }
  )

  it.effect("end at the time up to which data was available at the start of the job", () =>
    Effect.gen(function*() {
      yield* TestClock.setTime(now)
      assert.deepStrictEqual(yield* Users.getAnalyticsUsersDetailsJobsAvailability(), {
        dataAvailabilityDate: "2026-03-10T00:00:00.000Z"
      })
      const jobId = yield* startDetails({ interval: "2026-03-09T00:00:00.000Z/2026-03-11T00:00:00.000Z" })
      const future = yield* startDetails({ interval: "2026-03-10T00:00:00.000Z/2026-03-11T00:00:00.000Z" })
      yield* TestClock.adjust("20 hours")
      assert.deepStrictEqual(yield* readAll(future), [])
      const { dataAvailabilityDate, userDetails = [] } = yield* Users.getAnalyticsUsersDetailsJobResults({ jobId })
      assert.strictEqual(dataAvailabilityDate, "2026-03-10T00:00:00.000Z")
      const ends = userDetails.flatMap(({ primaryPresence = [] }) => primaryPresence.map(({ startTime }) => startTime!))
      assert.isAbove(ends.length, 100)
      assert.isTrue(ends.every((time) => time < "2026-03-10T00:00:00.000Z"))
      // A day becomes available in the morning of the next day.
      yield* TestClock.setTime(Date.UTC(2026, 2, 12, 5, 59, 59))
      const available = Effect.map(
        Users.getAnalyticsUsersDetailsJobsAvailability(),
        (each) => each.dataAvailabilityDate
      )
      assert.strictEqual(yield* available, "2026-03-11T00:00:00.000Z")
      yield* TestClock.setTime(Date.UTC(2026, 2, 12, 6))
      assert.strictEqual(yield* available, "2026-03-12T00:00:00.000Z")
    }).pipe(simulatedStrictly({ jobDuration: 0, clients: [{ ...Simulator.defaultClient, tokenLife: "7 days" }] })))

  it.effect("of a long interval have short pages, with a cursor until the last user", () =>
    Effect.gen(function*() {
      yield* TestClock.setTime(now)
      const jobId = yield* startDetails({ interval: "2025-02-01T00:00:00.000Z/2026-03-01T00:00:00.000Z" })
      const pages = [...yield* Stream.runCollect(Users.getAnalyticsUsersDetailsJobResults.pages({ jobId }))]
      const sizes = pages.map(({ userDetails = [] }) => userDetails.length)
      assert.deepStrictEqual(sizes, [2, 1])
    }).pipe(simulatedStrictly({ users: 3, jobDuration: 0 })))

  it.effect("have the users who match the filters", () =>
    Effect.gen(function*() {
      yield* TestClock.setTime(now)
      const meeting = { dimension: "systemPresence", value: "MEETING" } as const
      const jobId = yield* startDetails({ presenceFilters: [{ type: "and", predicates: [meeting] }], order: "desc" })
      const all = yield* readAll(yield* startDetails())
      const met = (detail: (typeof all)[number]) =>
        detail.primaryPresence!.some(({ systemPresence }) => systemPresence === "MEETING")
      const expected = all.filter(met)
      assert.isAbove(expected.length, 0)
      assert.isBelow(expected.length, all.length)
      const read = yield* readAll(jobId, 2)
      assert.deepStrictEqual(read.map(({ userId }) => userId), expected.map(({ userId }) => userId))
      assert.deepStrictEqual(read[0]?.primaryPresence, [...expected[0]!.primaryPresence!].reverse())
    }).pipe(simulatedStrictly({ users: 30, jobDuration: 0 })))
})

describe("results of aggregates", () => {
  it.effect("have the page size of the query, and are one result without groups", () =>
    Effect.gen(function*() {
      yield* TestClock.setTime(now)
      const results = Users.getAnalyticsUsersAggregatesJobResults
      const jobId = yield* startAggregates({ pageSize: 4 })
      const pages = [...yield* Stream.runCollect(results.pages({ jobId }))]
      assert.deepStrictEqual(pages.map(({ results = [] }) => results.length), [4, 4, 2])
      const groups = pages.flatMap(({ results = [] }) => results.map(({ group }) => group))
      const { entities } = yield* Users.getUsers()
      assert.deepStrictEqual(groups, entities.map(({ id }) => ({ userId: id })))
      const ungrouped = yield* results({ jobId: yield* startAggregates({ groupBy: [] }) })
      assert.deepStrictEqual(ungrouped.results?.map(({ group }) => group), [{}])
      assert.isUndefined(ungrouped.cursor)
    }).pipe(simulatedStrictly({ users: 10, jobDuration: 0 })))
})

describe("refused requests", () => {
  it.effect("for jobs", () =>
    Effect.gen(function*() {
      yield* TestClock.setTime(now)
      const role = { dimension: "role", value: "x" }
      const refused = [
        startDetails({ interval: "2026-03-02" }),
        startDetails({ limit: 0 }),
        startDetails({ userFilters: [{ type: "and", predicates: [role] }] }),
        startDetails({ interval: "0001-01-01T00:00:00.000Z/2026-03-05T00:00:00.000Z" }),
        startAggregates({ interval: "2026-03-02" }),
        startAggregates({ pageSize: 0 }),
        startAggregates({ pageSize: 501 }),
        startAggregates({ filter: { type: "and", predicates: [role] } }),
        startAggregates({ granularity: "PT1S" })
      ]
      for (const start of refused) assert.strictEqual(yield* tagOf(start), "PureCloudBadRequest")
    }).pipe(simulatedStrictly()))

  it.effect("for pages", () =>
    Effect.gen(function*() {
      yield* TestClock.setTime(now)
      const jobId = yield* startDetails()
      const { cursor = "" } = yield* Users.getAnalyticsUsersDetailsJobResults({ jobId, pageSize: 1 })
      const other = yield* startDetails()
      const refused = [
        { jobId, pageSize: 501 },
        { jobId, cursor: "nope" },
        { jobId, cursor: cursor.slice(2) },
        { jobId: other, cursor }
      ]
      for (const input of refused) {
        assert.strictEqual(yield* codeOf(Users.getAnalyticsUsersDetailsJobResults(input)), "invalid.value")
      }
    }).pipe(simulatedStrictly({ jobDuration: 0 })))
})

describe("activity", () => {
  const query = (body: Partial<Parameters<typeof Users.postAnalyticsUsersActivityQuery>[0]["body"]> = {}) => ({
    body: { metrics: [{ metric: "oMemberQueues" }], groupBy: ["userId"], ...body }
  })

  it.effect("is paged in the query, and ends with an empty page", () =>
    Effect.gen(function*() {
      const results = [
        ...yield* Stream.runCollect(Users.postAnalyticsUsersActivityQuery.items(query(), { pageSize: 3 }))
      ]
      const { entities } = yield* Users.getUsers()
      assert.deepStrictEqual(results.map(({ group }) => group?.["userId"]), entities.map(({ id }) => id))
      const { results: reversed = [] } = yield* Users.postAnalyticsUsersActivityQuery(query({ order: "desc" }))
      assert.deepStrictEqual(reversed, results.reverse())
      const { results: after } = yield* Users.postAnalyticsUsersActivityQuery({ ...query(), pageNumber: 9 })
      assert.deepStrictEqual(after, [])
    }).pipe(simulatedStrictly({ users: 9 })))

  it.effect("has the users who match a filter, with details if they are requested", () =>
    Effect.gen(function*() {
      yield* TestClock.setTime(now)
      const { organization: { queues: [queue] } } = yield* Simulator.Simulator
      const filter = { type: "and", predicates: [{ dimension: "queueId", value: queue!.id }] } as const
      const { results = [] } = yield* Users.postAnalyticsUsersActivityQuery(
        query({ filter, metrics: [{ metric: "oActiveQueues", details: true }, { metric: "oMemberQueues" }] })
      )
      assert.isAbove(results.length, 0)
      for (const { data = [], entities = [], group, truncated } of results) {
        const [active, member] = data
        const userId = group!["userId"]!
        const joined = (yield* Users.getUserQueues({ userId, joined: true })).entities.map(({ id }) => id)
        assert.deepStrictEqual(active?.entityIds, joined as ReadonlyArray<string>)
        assert.include(member?.entityIds ?? [], queue!.id)
        assert.deepStrictEqual(entities.map(({ queueId }) => queueId), joined)
        assert.strictEqual(truncated, false)
        const { routingStatus } = yield* Users.getUser({ userId, expand: ["routingStatus"] })
        for (const entity of entities) assert.strictEqual(entity.routingStatus, routingStatus?.status)
      }
      const none = yield* Users.postAnalyticsUsersActivityQuery(
        query({ filter: { type: "and", predicates: [{ dimension: "routingStatus", value: "never" }] } })
      )
      assert.deepStrictEqual(none.results, [])
    }).pipe(simulatedStrictly({ users: 30 })))

  it.effect("refuses other groups, unknown metrics, filters by date and page sizes out of bounds", () =>
    Effect.gen(function*() {
      const refused = [
        query({ groupBy: [] }),
        query({ groupBy: ["queueId"] }),
        query({ metrics: [] }),
        query({ metrics: [{ metric: "oNothing" }] }),
        query({ filter: { type: "and", predicates: [{ dimension: "presenceDate", value: "2026" }] } }),
        { ...query(), pageSize: 101 }
      ]
      for (const input of refused) {
        assert.strictEqual(yield* tagOf(Users.postAnalyticsUsersActivityQuery(input)), "PureCloudBadRequest")
      }
    }).pipe(simulatedStrictly()))
})
