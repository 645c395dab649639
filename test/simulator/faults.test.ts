/**
 * Simulated faults, with and without a socket.
 */
import { assert, describe, it } from "@effect/vitest"
import { Cause, Duration, Effect, Exit, Fiber, Layer, Schema, Scope, Stream, TestClock } from "effect"
import * as Endpoint from "effect-purecloud/Endpoint"
import * as Endpoints from "effect-purecloud/endpoints/index"
import * as Permissions from "effect-purecloud/Permissions"
import type * as PureCloudError from "effect-purecloud/PureCloudError"
import * as Simulator from "effect-purecloud/Simulator"
import * as Users from "effect-purecloud/Users"
import { home } from "../utils/simulator.js"
import { address, served } from "../utils/socket.js"

const once = { attempts: 1, maxRetryAfter: "1 millis", deadline: "3 seconds" } as const

const list = Users.getUsers()

const create = Users.postUsers({ body: { name: "N", email: "n@acme.example", divisionId: home } })

const failure = (error: PureCloudError.PureCloudError) =>
  "reason" in error ? [error._tag, error.reason] : "status" in error ? [error._tag, error.status] : [error._tag]

/** The result of an operation whose response has no body and is cut off. */
const cutWithoutBody = Effect.flatMap(
  Users.getUsers(),
  ({ entities: [user] }) =>
    Effect.map(Effect.flip(Users.deleteUserStationDefaultstation({ userId: user!.id })), failure)
).pipe(
  Effect.map((found) => assert.deepStrictEqual(found, ["PureCloudTransportError", "Reset"]))
)

const cutOne: Simulator.Options = { faults: [{ _tag: "Cut", on: "deleteUserStationDefaultstation" }] }

const cases: ReadonlyArray<
  readonly [
    name: string,
    fault: Simulator.Fault,
    expected: ReadonlyArray<unknown>
  ]
> = [
  ["an error", { _tag: "Status", status: 503 }, ["PureCloudServerError", 503]],
  ["throttling", { _tag: "Throttle", retryAfter: "7 seconds" }, ["PureCloudRateLimited", 429]],
  ["throttling of the token endpoint", { _tag: "Throttle", on: "token" }, ["PureCloudTransportError", "Deadline"]],
  ["an error of the token endpoint", { _tag: "Status", status: 400, code: "invalid_client", on: "token" }, [
    "PureCloudAuthError",
    "Credentials"
  ]],
  ["the error page of a gateway", { _tag: "Html" }, ["PureCloudServerError", 502]],
  ["an HTML page with status 200", { _tag: "Html", status: 200 }, [
    "PureCloudUnexpectedResponse",
    "a success that is not JSON"
  ]],
  ["a closed connection", { _tag: "Reset" }, ["PureCloudTransportError", "Reset"]],
  ["a response that is cut off", { _tag: "Cut" }, ["PureCloudTransportError", "Body"]],
  ["fields of other types", { _tag: "Drift", change: "WrongTypes" }, ["PureCloudDecodeError", 200]]
]

/** Responses that are lost after the service has carried out the request. */
const lost: ReadonlyArray<Simulator.Fault> = [
  { _tag: "Reset", done: true, on: "deleteUser", nth: 1 },
  { _tag: "Reset", done: true, on: "putUserState", nth: 1 }
]

const getTeam = Simulator.operation(
  Endpoint.make({
    id: "getTeam",
    method: "GET",
    path: "/api/v2/teams/{teamId}",
    pathParams: { teamId: Schema.String },
    success: Schema.String,
    permissions: Permissions.none
  }),
  ({ teamId }) => Effect.succeed(teamId)
)

describe("without a socket", () => {
  it.effect("a DELETE or PUT whose response is lost is repeated, and can find its own change", () =>
    Effect.gen(function*() {
      const { entities: [first, second] } = yield* Users.getUsers({ pageSize: 2 })
      const errors = Effect.all([
        Effect.flip(Users.deleteUser({ userId: first!.id })),
        Effect.flip(Users.putUserState({ userId: second!.id, body: { state: "inactive", version: second!.version } }))
      ])
      const fiber = yield* Effect.fork(errors)
      yield* TestClock.adjust("1 minute")
      assert.deepStrictEqual(
        (yield* Fiber.join(fiber)).map(({ _tag, origin }) => [_tag, origin.attempts]),
        [["PureCloudNotFound", 2], ["PureCloudConflict", 2]]
      )
      assert.strictEqual((yield* Users.getUser({ userId: second!.id })).state, "inactive")
    }).pipe(Effect.provide(Simulator.layer({ faults: lost }))))

  it.effect("a response without a body that is cut off fails with PureCloudTransportError Reset", () =>
    Effect.provide(cutWithoutBody, Simulator.layer({ ...cutOne, config: { retry: once } })))

  for (const [name, fault, expected] of cases) {
    it.effect(`${name} fails with ${expected.join(" ")}`, () =>
      Effect.gen(function*() {
        const fiber = yield* Effect.fork(Effect.flip(list))
        yield* TestClock.adjust("1 minute")
        assert.deepStrictEqual(failure(yield* Fiber.join(fiber)), expected)
      }).pipe(Effect.provide(Simulator.layer({ faults: [fault], config: { retry: once, decode: "strict" } }))))
  }

  it.effect("silence fails at the deadline", () =>
    Effect.gen(function*() {
      const fiber = yield* Effect.fork(Effect.flip(list))
      yield* TestClock.adjust("10 seconds")
      assert.deepStrictEqual(failure(yield* Fiber.join(fiber)), ["PureCloudTransportError", "Deadline"])
    }).pipe(Effect.provide(Simulator.layer({ faults: [{ _tag: "Silence" }], config: { retry: once } }))))

  it.effect("latency, fixed and random", () =>
    Effect.gen(function*() {
      const simulator = yield* Simulator.Simulator
      const fiber = yield* Effect.fork(list)
      yield* TestClock.adjust("199 millis")
      assert.isTrue((yield* fiber.poll)._tag === "None")
      yield* TestClock.adjust("1 millis")
      yield* Fiber.join(fiber)
      yield* simulator.setFaults([{ _tag: "Latency", delay: "100 millis", upTo: "1 second" }])
      const fibers = yield* Effect.fork(Effect.forEach(Array.from({ length: 20 }), () => Effect.timed(list)))
      yield* TestClock.adjust("20 seconds")
      const delays = (yield* Fiber.join(fibers)).map(([duration]) => Duration.toMillis(duration))
      assert.isTrue(delays.every((delay) => delay >= 100 && delay <= 1000))
      assert.isAbove(new Set(delays).size, 10)
    }).pipe(Effect.provide(Simulator.layer({ faults: [{ _tag: "Latency", delay: "200 millis" }] }))))

  it.effect("for the nth request of an operation", () =>
    Effect.gen(function*() {
      const users = Effect.forEach([1, 2, 3, 4], () => Effect.either(list))
      const tags = Effect.map(users, (all) => all.map(({ _tag }) => _tag))
      yield* Effect.ignore(Users.getUsersSearch({ q64: "e30=" }))
      assert.deepStrictEqual(yield* tags, ["Right", "Left", "Left", "Right"])
      assert.deepStrictEqual(yield* tags, ["Right", "Right", "Right", "Right"])
      const simulator = yield* Simulator.Simulator
      yield* simulator.reset
      yield* Effect.either(list)
      assert.deepStrictEqual(yield* tags, ["Left", "Left", "Right", "Right"])
    }).pipe(
      Effect.provide(
        Simulator.layer({
          faults: [{ _tag: "Status", status: 503, on: ["getUsers", "getUser"], nth: [2, 3] }],
          config: { retry: once }
        })
      )
    ))

  it.effect("that are invalid are refused, also when they replace others", () =>
    Effect.gen(function*() {
      const { setFaults } = yield* Simulator.Simulator
      const wrong: ReadonlyArray<readonly [fault: Simulator.Fault, message: string]> = [
        [
          { _tag: "Cut", on: "getUserz" },
          "Expected the name of an operation, or \"token\", as on of the fault Cut, found getUserz"
        ],
        [{ _tag: "Cut", nth: 0 }, "Expected a whole number from 1 as nth of the fault Cut, found number"],
        [{ _tag: "Cut", rate: 2 }, "Expected a number from 0 to 1 as rate of the fault Cut, found number"]
      ]
      for (const [fault, message] of wrong) {
        assert.include(Cause.pretty(yield* Effect.flip(Effect.sandbox(setFaults([fault])))), message)
      }
      yield* setFaults([{ _tag: "Status", status: 503, on: ["token", "getTeam"] }])
    }).pipe(Effect.provide(Simulator.layer({ operations: [getTeam] }))))

  it.effect("at a rate, with the same result for the same seed", () =>
    Effect.gen(function*() {
      const tags = (seed: number) =>
        Effect.forEach(Array.from({ length: 100 }), () => Effect.either(list)).pipe(
          Effect.map((all) => all.map(({ _tag }) => _tag).join()),
          Effect.provide(
            Simulator.layer({ seed, faults: [{ _tag: "Status", status: 500, rate: 0.3 }], config: { retry: once } })
          )
        )
      const first = yield* tags(1)
      assert.strictEqual(yield* tags(1), first)
      assert.notStrictEqual(yield* tags(2), first)
      assert.closeTo(first.split("Left").length - 1, 30, 15)
    }))

  it.effect("an operation that is carried out although its response is lost", () =>
    Effect.gen(function*() {
      assert.strictEqual((yield* Effect.flip(create))._tag, "PureCloudTransportError")
      assert.strictEqual((yield* Effect.flip(create))._tag, "PureCloudConflict")
      const simulator = yield* Simulator.Simulator
      assert.deepStrictEqual((yield* simulator.requests).map(({ status }) => status), [200, 0, 409])
    }).pipe(Effect.provide(Simulator.layer({ faults: [{ _tag: "Reset", done: true, on: "postUsers", nth: 1 }] }))))

  it.effect("a token that is invalidated is replaced", () =>
    Effect.gen(function*() {
      yield* Effect.forEach([1, 2, 3], () => list)
      const simulator = yield* Simulator.Simulator
      assert.deepStrictEqual(
        (yield* simulator.requests).map(({ endpoint, status }) => [endpoint, status]),
        [
          ["token", 200],
          ["getUsers", 200],
          ["getUsers", 401],
          ["token", 200],
          ["getUsers", 200],
          ["getUsers", 200]
        ]
      )
    }).pipe(Effect.provide(Simulator.layer({ faults: [{ _tag: "DeadToken", nth: 2 }] }))))

  for (const change of ["NewValues", "NewFields", "MissingFields"] as const) {
    it.effect(`responses with ${change} are reported as drift`, () =>
      Effect.gen(function*() {
        const simulator = yield* Simulator.Simulator
        const plain = yield* Users.getUsers.items({ expand: ["presence", "routingStatus"] }).pipe(Stream.runCollect)
        yield* simulator.setFaults([{ _tag: "Drift", change }])
        const drifted = yield* Users.getUsers.items({ expand: ["presence", "routingStatus"] }).pipe(Stream.runCollect)
        assert.notDeepEqual([...drifted], [...plain])
        assert.deepStrictEqual([...drifted].map(({ id }) => id), [...plain].map(({ id }) => id))
        const [user] = [...drifted]
        if (change === "NewValues") assert.strictEqual(user?.routingStatus?.status, "SIMULATED_NEW_VALUE")
        if (change === "NewFields") assert.property(user, "simulatedNewField")
        if (change === "MissingFields") assert.isBelow(Object.keys(user!).length, Object.keys([...plain][0]!).length)
        assert.isTrue(Schema.is(Endpoints.getUser.success!)(user))
      }).pipe(Effect.provide(Simulator.layer({ config: { decode: "strict" } }))))
  }
})

describe("on a socket", () => {
  it.live("a response without a body that is cut off fails with PureCloudTransportError Reset", () =>
    Effect.provide(cutWithoutBody, served(cutOne, { retry: once })))

  for (const [name, fault, expected] of cases) {
    it.live(`${name} fails with ${expected.join(" ")}`, () =>
      Effect.gen(function*() {
        assert.deepStrictEqual(failure(yield* Effect.flip(list)), expected)
      }).pipe(Effect.provide(served({ faults: [fault] }, { retry: once }))))
  }

  it.live("silence fails at the timeout", () =>
    Effect.gen(function*() {
      assert.deepStrictEqual(failure(yield* Effect.flip(list)), ["PureCloudTransportError", "Timeout"])
    }).pipe(Effect.provide(served({ faults: [{ _tag: "Silence" }] }, { retry: once, timeout: "200 millis" }))))

  for (const fault of [{ _tag: "Latency", delay: "10 minutes" }, { _tag: "Silence" }] as const) {
    it.live(`a server closes at once with open requests: ${fault._tag}`, () =>
      Effect.gen(function*() {
        const scope = yield* Scope.make()
        const context = yield* Layer.buildWithScope(served({ faults: [fault] }), scope)
        const url = yield* Effect.provide(address, context)
        const send = (path: string) =>
          Effect.promise(() => fetch(url + path).then((response) => response.text(), () => "broken"))
        const pending = yield* Effect.fork(send("/api/v2/users"))
        // The second request got its response, so the first one has arrived.
        yield* Effect.yieldNow()
        assert.match(yield* send("/openapi.json"), /^\{/)
        const [elapsed] = yield* Effect.timed(Scope.close(scope, Exit.void))
        assert.isBelow(Duration.toSeconds(elapsed), 10)
        assert.strictEqual(yield* Fiber.join(pending), "broken")
      }))
  }

  it.live("a stream of pages succeeds in spite of many faults", () =>
    Effect.gen(function*() {
      const users = yield* Stream.runCollect(Users.getUsers.items({}, { pageSize: 20 }))
      assert.strictEqual(new Set([...users].map(({ id }) => id)).size, 400)
      const simulator = yield* Simulator.Simulator
      assert.isAbove((yield* simulator.requests).length, 30)
    }).pipe(
      Effect.provide(
        served(
          {
            users: 400,
            faults: [
              { _tag: "Latency", delay: 0, upTo: "5 millis" },
              { _tag: "Status", status: 503, rate: 0.1 },
              { _tag: "Cut", rate: 0.1 },
              { _tag: "Reset", rate: 0.1 },
              { _tag: "Html", rate: 0.1 },
              { _tag: "DeadToken", nth: 5 }
            ]
          },
          { retry: { attempts: 8, baseDelay: "1 millis", maxDelay: "5 millis" } }
        )
      )
    ))
})
