/**
 * Jobs of analytics as streams: over the simulator, and over operations with chosen states.
 */
import { assert, describe, it } from "@effect/vitest"
import { Chunk, Effect, Exit, Fiber, LogLevel, Ref, Schema, Stream, TestClock } from "effect"
import * as Endpoints from "effect-purecloud/endpoints/index"
import type { AsyncQueryResponse, AsyncQueryStatus } from "effect-purecloud/models/AnalyticsJob"
import type { PureCloud } from "effect-purecloud/PureCloud"
import { AnalyticsJobError } from "effect-purecloud/PureCloudError"
import * as Simulator from "effect-purecloud/Simulator"
import * as UserAnalytics from "effect-purecloud/UserAnalytics"
import * as Users from "effect-purecloud/Users"
import { recordingLogger } from "./utils/logs.js"
import { withService } from "./utils/service.js"
import { simulatedStrictly } from "./utils/simulator.js"

const start = Date.parse("2026-03-10T12:00:00Z")
const interval = "2026-03-02T00:00:00.000Z/2026-03-04T00:00:00.000Z"

/** The operations that were called, except the token request. */
const called = Effect.flatMap(
  Simulator.Simulator,
  ({ requests }) => Effect.map(requests, (all) => all.flatMap(({ endpoint }) => endpoint === "token" ? [] : [endpoint]))
)

const countOf = (endpoint: string) => Effect.map(called, (all) => all.filter((each) => each === endpoint).length)

const begin = TestClock.setTime(start)

/** Runs a program, and moves the clock on by a step at a time until it ends. */
const advancing = <A, E, R>(program: Effect.Effect<A, E, R>, step: "1 second" | "1 minute" = "1 second") =>
  Effect.gen(function*() {
    const fiber = yield* Effect.fork(program)
    yield* Effect.race(
      Fiber.await(fiber),
      Effect.forever(Effect.zipRight(TestClock.adjust(step), Effect.yieldNow()))
    )
    return yield* Fiber.join(fiber)
  })

describe("a details job in the simulator", () => {
  const options = { users: 20, jobDuration: "2 minutes" } as const

  it.effect("has the results of the query, after it has run", () =>
    Effect.gen(function*() {
      yield* begin
      const read = yield* advancing(Stream.runCollect(UserAnalytics.detailsJob({ interval }, { pageSize: 5 })))
      const { userDetails = [] } = yield* Users.postAnalyticsUsersDetailsQuery({
        body: { interval, paging: { pageNumber: 1, pageSize: 100 } }
      })
      assert.isAbove(read.length, 10)
      assert.deepStrictEqual(Chunk.toReadonlyArray(read), userDetails)
      assert.isAbove(yield* countOf("getAnalyticsUsersDetailsJobResults"), 2)
      // Pauses grow, so two minutes need few requests.
      assert.isBelow(yield* countOf("getAnalyticsUsersDetailsJob"), 14)
      assert.strictEqual(yield* countOf("deleteAnalyticsUsersDetailsJob"), 0)
    }).pipe(simulatedStrictly(options)))

  it.effect("is cancelled if the stream is interrupted while the job runs", () =>
    Effect.gen(function*() {
      yield* begin
      const id = yield* Ref.make("")
      const fiber = yield* Effect.fork(
        Stream.runDrain(UserAnalytics.detailsJob({ interval }, { onJob: (jobId) => Ref.set(id, jobId) }))
      )
      yield* TestClock.adjust("20 seconds")
      yield* Fiber.interrupt(fiber)
      const { state } = yield* Users.getAnalyticsUsersDetailsJob({ jobId: yield* Ref.get(id) })
      assert.strictEqual(state, "CANCELLED")
    }).pipe(simulatedStrictly(options)))

  it.effect("is cancelled if only the first results are taken", () =>
    Effect.gen(function*() {
      yield* begin
      const details = UserAnalytics.detailsJob({ interval }, { pageSize: 5 })
      assert.lengthOf(yield* advancing(Stream.runCollect(Stream.take(details, 3))), 3)
      assert.strictEqual(yield* countOf("deleteAnalyticsUsersDetailsJob"), 1)
    }).pipe(simulatedStrictly(options)))

  it.effect("logs no message of the service if it cannot be cancelled", () =>
    Effect.gen(function*() {
      yield* begin
      const { layer, lines } = recordingLogger(LogLevel.All)
      const details = UserAnalytics.detailsJob({ interval }, { pageSize: 5 })
      yield* Effect.provide(advancing(Stream.runCollect(Stream.take(details, 3))), layer)
      assert.isTrue(lines.some((line) => line.includes("deleteAnalyticsUsersDetailsJob failed with 400")))
      assert.notInclude(lines.join("\n"), "a message of the service")
    }).pipe(simulatedStrictly({
      ...options,
      faults: [{
        _tag: "Status",
        status: 400,
        message: "a message of the service",
        on: "deleteAnalyticsUsersDetailsJob"
      }]
    })))

  it.effect("is cancelled if the consumer fails", () =>
    Effect.gen(function*() {
      yield* begin
      const exit = yield* Effect.exit(
        advancing(Stream.runForEach(UserAnalytics.detailsJob({ interval }), () => Effect.fail("full")))
      )
      assert.deepStrictEqual(exit, Exit.fail("full"))
      assert.strictEqual(yield* countOf("deleteAnalyticsUsersDetailsJob"), 1)
    }).pipe(simulatedStrictly(options)))

  it.effect("is resumed by its id, from the first page on", () =>
    Effect.gen(function*() {
      yield* begin
      const id = yield* Ref.make("")
      const fiber = yield* Effect.fork(
        Stream.runDrain(
          UserAnalytics.detailsJob({ interval }, { cancel: false, onJob: (jobId) => Ref.set(id, jobId) })
        )
      )
      yield* TestClock.adjust("20 seconds")
      yield* Fiber.interrupt(fiber)
      const jobId = yield* Ref.get(id)
      const first = yield* advancing(Stream.runCollect(UserAnalytics.resumeDetailsJob(jobId)))
      const second = yield* advancing(Stream.runCollect(UserAnalytics.resumeDetailsJob(jobId, { pageSize: 5 })))
      assert.isAbove(first.length, 10)
      assert.deepStrictEqual(Chunk.toReadonlyArray(second), Chunk.toReadonlyArray(first))
      assert.strictEqual(yield* countOf("postAnalyticsUsersDetailsJobs"), 1)
      assert.strictEqual(yield* countOf("deleteAnalyticsUsersDetailsJob"), 0)
    }).pipe(simulatedStrictly(options)))

  it.effect("that has expired fails with an error that says so", () =>
    Effect.gen(function*() {
      yield* begin
      const { jobId = "" } = yield* Users.postAnalyticsUsersDetailsJobs({ body: { interval } })
      yield* TestClock.adjust("3 days")
      const error = yield* Effect.flip(Stream.runDrain(UserAnalytics.resumeDetailsJob(jobId)))
      assert.deepInclude(error, { _tag: "PureCloudAnalyticsJobError", reason: "Expired", jobId })
      assert.strictEqual(yield* countOf("deleteAnalyticsUsersDetailsJob"), 0)
    }).pipe(simulatedStrictly(options)))

  it.effect("that was cancelled by somebody else fails with an error that says so", () =>
    Effect.gen(function*() {
      yield* begin
      const onJob = (jobId: string) => Effect.orDie(Users.deleteAnalyticsUsersDetailsJob({ jobId }))
      const context = yield* Effect.context<PureCloud>()
      const error = yield* Effect.flip(
        Stream.runDrain(
          UserAnalytics.detailsJob({ interval }, { onJob: (jobId) => Effect.provide(onJob(jobId), context) })
        )
      )
      assert.deepInclude(error, { _tag: "PureCloudAnalyticsJobError", reason: "Cancelled" })
      assert.strictEqual(yield* countOf("deleteAnalyticsUsersDetailsJob"), 1)
    }).pipe(simulatedStrictly(options)))
})

describe("an aggregates job in the simulator", () => {
  it.effect("has the results of the query, and can be resumed", () =>
    Effect.gen(function*() {
      yield* begin
      const { id: userId } = (yield* Users.getUsers({ pageSize: 1 })).entities[0]!
      const id = yield* Ref.make("")
      const body = {
        interval,
        granularity: "P1D",
        filter: { type: "and", predicates: [{ dimension: "userId", value: userId }] },
        groupBy: ["userId"],
        metrics: ["tSystemPresence"]
      } as const
      const read = yield* advancing(
        Stream.runCollect(UserAnalytics.aggregatesJob(body, { onJob: (jobId) => Ref.set(id, jobId) }))
      )
      const { results = [] } = yield* Users.postAnalyticsUsersAggregatesQuery({ body })
      assert.deepStrictEqual(Chunk.toReadonlyArray(read), results)
      const again = yield* Stream.runCollect(UserAnalytics.resumeAggregatesJob(yield* Ref.get(id)))
      assert.deepStrictEqual(Chunk.toReadonlyArray(again), results)
      assert.strictEqual(yield* countOf("deleteAnalyticsUsersAggregatesJob"), 0)
    }).pipe(simulatedStrictly({ users: 20, jobDuration: "1 minute" })))

  it.effect("is cancelled if the stream is interrupted", () =>
    Effect.gen(function*() {
      yield* begin
      const fiber = yield* Effect.fork(
        Stream.runDrain(UserAnalytics.aggregatesJob({ interval, metrics: ["tSystemPresence"] }))
      )
      yield* TestClock.adjust("10 seconds")
      yield* Fiber.interrupt(fiber)
      assert.strictEqual(yield* countOf("deleteAnalyticsUsersAggregatesJob"), 1)
    }).pipe(simulatedStrictly({ users: 20, jobDuration: "1 minute" })))
})

/** A details job with chosen states. */
const scripted = (
  status: AsyncQueryStatus,
  results: (cursor: string | undefined) => object = () => ({}),
  started: AsyncQueryResponse = { jobId: "j" }
) =>
  simulatedStrictly({
    operations: [
      Simulator.operation(Endpoints.postAnalyticsUsersDetailsJobs, () => Effect.succeed(started)),
      Simulator.operation(Endpoints.getAnalyticsUsersDetailsJob, () => Effect.succeed(status)),
      Simulator.operation(
        Endpoints.getAnalyticsUsersDetailsJobResults,
        ({ cursor }) => Effect.succeed(results(cursor))
      ),
      Simulator.operation(Endpoints.deleteAnalyticsUsersDetailsJob, () => Effect.void)
    ]
  })

describe("a details job", () => {
  it.effect("whose start has a response without an id fails with an error of the call", () =>
    Effect.gen(function*() {
      const error = yield* Effect.flip(Stream.runDrain(UserAnalytics.detailsJob({ interval })))
      assert.deepInclude(error, { _tag: "PureCloudUnexpectedResponse", status: 202 })
      assert.strictEqual(
        error._tag === "PureCloudUnexpectedResponse" && error.origin.endpoint,
        "postAnalyticsUsersDetailsJobs"
      )
    }).pipe(scripted({ state: "FULFILLED" }, undefined, {})))

  it.effect("that fails has the cause of the service in its error, and is not cancelled", () =>
    Effect.gen(function*() {
      const error = yield* Effect.flip(Stream.runDrain(UserAnalytics.detailsJob({ interval })))
      assert.instanceOf(error, AnalyticsJobError)
      assert.strictEqual(
        error.message,
        "analytics job j failed (too many users). Check the query, for example its interval."
      )
      const encoded = JSON.stringify(Schema.encodeSync(AnalyticsJobError)(error))
      assert.deepEqual(Schema.decodeUnknownSync(AnalyticsJobError)(JSON.parse(encoded)), error)
      assert.strictEqual(yield* countOf("deleteAnalyticsUsersDetailsJob"), 0)
    }).pipe(scripted({ state: "FAILED", errorMessage: "too many users" })))

  for (const state of ["QUEUED", "PENDING", "A state of next year"]) {
    it.effect(`that stays ${state} fails at the deadline, and is cancelled`, () =>
      Effect.gen(function*() {
        yield* begin
        const stream = UserAnalytics.detailsJob({ interval }, { deadline: "10 minutes" })
        const fiber = yield* Effect.fork(Effect.flip(Stream.runDrain(stream)))
        yield* TestClock.adjust("9 minutes")
        assert.isTrue((yield* Fiber.poll(fiber))._tag === "None")
        yield* TestClock.adjust("1 minute")
        const error = yield* Fiber.join(fiber)
        assert.deepInclude(error, { _tag: "PureCloudAnalyticsJobError", reason: "Deadline", text: "10m" })
        assert.strictEqual(yield* countOf("deleteAnalyticsUsersDetailsJob"), 1)
      }).pipe(scripted({ state })))
  }

  it.effect("is polled with growing pauses up to a maximum", () =>
    Effect.gen(function*() {
      yield* begin
      const options = { pollInterval: "4 seconds", maxPollInterval: "10 seconds", deadline: "1 day" } as const
      const fiber = yield* Effect.fork(Stream.runDrain(UserAnalytics.detailsJob({ interval }, options)))
      const counts: Array<number> = []
      // Pauses of 4, 6, 9, 10 and 10 seconds.
      for (const seconds of [3, 1, 5, 1, 8, 1, 9, 1, 9, 1]) {
        yield* TestClock.adjust(`${seconds} seconds`)
        counts.push(yield* countOf("getAnalyticsUsersDetailsJob"))
      }
      assert.deepStrictEqual(counts, [1, 2, 2, 3, 3, 4, 4, 5, 5, 6])
      yield* Fiber.interrupt(fiber)
    }).pipe(scripted({ state: "PENDING" })))

  it.effect("is not cancelled at the deadline if it is kept", () =>
    Effect.gen(function*() {
      const stream = UserAnalytics.detailsJob({ interval }, { deadline: "1 minute", cancel: false })
      yield* advancing(Effect.flip(Stream.runDrain(stream)), "1 minute")
      assert.strictEqual(yield* countOf("deleteAnalyticsUsersDetailsJob"), 0)
    }).pipe(scripted({ state: "PENDING" })))

  const pages: { readonly [cursor: string]: object } = {
    "": { userDetails: [{ userId: "a" }], cursor: "1" },
    "1": { userDetails: [], cursor: "2" },
    "2": { userDetails: [{ userId: "a" }, { userId: "b" }] }
  }

  it.effect("is read over an empty page, to the page without a cursor", () =>
    Effect.gen(function*() {
      const read = yield* Stream.runCollect(UserAnalytics.detailsJob({ interval }))
      assert.deepStrictEqual([...read].map(({ userId }) => userId), ["a", "a", "b"])
    }).pipe(scripted({ state: "FULFILLED" }, (cursor = "") => pages[cursor]!)))

  it.effect("whose cursors repeat fails instead of being read forever, and is cancelled", () =>
    Effect.gen(function*() {
      const error = yield* Effect.flip(Stream.runDrain(UserAnalytics.detailsJob({ interval })))
      assert.strictEqual(error._tag, "PureCloudPagingError")
      assert.strictEqual(yield* countOf("deleteAnalyticsUsersDetailsJob"), 1)
    }).pipe(scripted({ state: "FULFILLED" }, () => ({ userDetails: [{ userId: "a" }], cursor: "1" }))))

  it.effect("that cannot be started is not cancelled", () =>
    Effect.gen(function*() {
      const error = yield* Effect.flip(Stream.runDrain(UserAnalytics.detailsJob({ interval: "nonsense" })))
      assert.strictEqual(error._tag, "PureCloudBadRequest")
      assert.deepStrictEqual(yield* called, ["postAnalyticsUsersDetailsJobs"])
    }).pipe(simulatedStrictly()))
})

describe("a job whose responses are not checked", () => {
  const errorOf = (started: unknown, status: unknown) =>
    withService(
      ({ method }) => ({ body: method === "POST" ? started : status }),
      () => Effect.flip(Stream.runDrain(UserAnalytics.detailsJob({ interval }))),
      { decode: "off" }
    )

  it.live("fails with the error of the job, even if its cause is null", () =>
    Effect.gen(function*() {
      const error = yield* errorOf({ jobId: "j" }, { state: "FAILED", errorMessage: null })
      assert.deepStrictEqual(error, new AnalyticsJobError({ jobId: "j", reason: "Failed" }))
    }))

  it.live("fails with UnexpectedResponse if its id is null", () =>
    Effect.gen(function*() {
      assert.strictEqual((yield* errorOf({ jobId: null }, {}))._tag, "PureCloudUnexpectedResponse")
    }))
})
