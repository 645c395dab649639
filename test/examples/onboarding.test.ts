/**
 * How a consumer tests a program of its own: against the simulator, in memory.
 */
import { assert, describe, it } from "@effect/vitest"
import { Effect, Fiber, Option, Stream, TestClock } from "effect"
import type * as PureCloudError from "effect-purecloud/PureCloudError"
import * as Simulator from "effect-purecloud/Simulator"
import * as Users from "effect-purecloud/Users"
import * as Onboarding from "../../examples/support/onboarding.js"

const simulated = (options: Simulator.LayerOptions = {}) =>
  Effect.provide(Simulator.layer({ users: 30, ...options, config: { decode: "strict", ...options.config } }))

/** A newcomer who is to do the work of the fifth user. */
const newcomer = Effect.map(Users.getUsers(), ({ entities }): Onboarding.Newcomer => ({
  name: "Ada Byron",
  email: "ada.byron@acme.example",
  title: "Analyst",
  like: entities[4]!.email!
}))

const onboard = Effect.flatMap(newcomer, (newcomer) => Effect.flatMap(Onboarding.plan(newcomer), Onboarding.carryOut))

const ids = <E, R>(stream: Stream.Stream<{ readonly id?: string | undefined }, E, R>) =>
  Effect.map(Stream.runCollect(stream), (all) => [...all].map(({ id }) => id).sort())

const abilities = (userId: string) =>
  Effect.all([
    ids(Users.getUserRoutingskills.items({ userId })),
    ids(Users.getUserRoutinglanguages.items({ userId })),
    ids(Users.getUserQueues.items({ userId })),
    Effect.map(Users.getUserRoles({ userId }), ({ roles }) => roles!.map(({ id }) => id).sort())
  ])

describe("onboarding", () => {
  it.effect("gives a newcomer what the colleague has, and an invitation", () =>
    Effect.gen(function*() {
      const userId = yield* onboard
      const { entities } = yield* Users.getUsers()
      const colleague = entities[4]!
      assert.deepStrictEqual(yield* abilities(userId), yield* abilities(colleague.id))
      const user = yield* Users.getUser({ userId, expand: ["dateWelcomeSent"] })
      assert.deepInclude(user, { title: "Analyst", department: colleague.department, state: "active" })
      assert.strictEqual(user.manager?.id, colleague.manager?.id)
      assert.isDefined(user.dateWelcomeSent)
    }).pipe(simulated()))

  it.effect("does nothing in a dry run", () =>
    Effect.gen(function*() {
      const simulator = yield* Simulator.Simulator
      const before = yield* simulator.snapshot
      const { steps } = yield* Effect.flatMap(newcomer, Onboarding.plan)
      assert.deepStrictEqual(steps.map(({ _tag }) => _tag).filter((tag) => tag !== "Skill" && tag !== "Language"), [
        "Create",
        "Describe",
        "Queues",
        "Roles",
        "Invite"
      ])
      assert.deepStrictEqual(yield* simulator.snapshot, before)
      const methods = (yield* simulator.requests).filter(({ endpoint }) =>
        endpoint !== "token" && endpoint !== "postUsersSearch"
      )
      assert.isTrue(methods.every(({ method }) => method === "GET"))
    }).pipe(simulated()))

  it.effect("has nothing to do the second time", () =>
    Effect.gen(function*() {
      yield* onboard
      const { steps } = yield* Effect.flatMap(newcomer, Onboarding.plan)
      assert.deepStrictEqual(steps, [])
    }).pipe(simulated()))

  it.effect("brings back who was deleted", () =>
    Effect.gen(function*() {
      const userId = yield* onboard
      yield* Users.deleteUser({ userId })
      const plan = yield* Effect.flatMap(newcomer, Onboarding.plan)
      assert.deepStrictEqual(plan.steps[0], { _tag: "Restore", userId })
      assert.strictEqual(yield* Onboarding.carryOut(plan), userId)
      assert.strictEqual((yield* Users.getUser({ userId })).title, "Analyst")
    }).pipe(simulated()))

  it.effect("knows what can be wrong with a newcomer", () =>
    Effect.gen(function*() {
      const { entities: [somebody] } = yield* Users.getUsers()
      const ada = yield* newcomer
      const taken = yield* Effect.flip(Onboarding.plan({ ...ada, email: somebody!.email! }))
      assert.deepStrictEqual(
        taken._tag === "AddressTaken" && taken.holder,
        somebody!.name
      )
      const alone = yield* Effect.flip(Onboarding.plan({ ...ada, like: "nobody@acme.example" }))
      assert.strictEqual(alone._tag, "NoSuchColleague")
    }).pipe(simulated()))

  it.effect("names the step that failed, and goes on from there", () =>
    Effect.gen(function*() {
      const simulator = yield* Simulator.Simulator
      const failed = yield* Effect.flip(onboard)
      assert.strictEqual(failed._tag, "StepFailed")
      const { cause, step } = failed as Onboarding.StepFailed
      assert.deepStrictEqual([step._tag, cause._tag], ["Roles", "PureCloudServerError"])
      yield* simulator.setFaults([])
      const plan = yield* Effect.flatMap(newcomer, Onboarding.plan)
      assert.deepStrictEqual(plan.steps.map(({ _tag }) => _tag), ["Roles"])
      yield* Onboarding.carryOut(plan)
    }).pipe(
      simulated({ faults: [{ _tag: "Status", status: 500, on: "putUserRoles" }], config: { retry: { attempts: 1 } } })
    ))

  it.effect("says which permission a client lacks", () =>
    Effect.gen(function*() {
      const failed = yield* Effect.flip(onboard)
      const { cause } = failed as Onboarding.StepFailed
      assert.strictEqual(cause._tag, "PureCloudForbidden")
      assert.deepStrictEqual((cause as PureCloudError.Forbidden).missing, ["directory:user:add"])
    }).pipe(
      simulated({ clients: [{ id: "c", secret: "s", roles: ["Supervisor"] }] })
    ))

  it.effect("waits where the service is busy", () =>
    Effect.gen(function*() {
      const fiber = yield* Effect.fork(onboard)
      yield* TestClock.adjust("5 minutes")
      const userId = yield* Fiber.join(fiber)
      const simulator = yield* Simulator.Simulator
      assert.strictEqual(Option.getOrThrow(yield* simulator.user(userId)).name, "Ada Byron")
      assert.include((yield* simulator.requests).map(({ status }) => status), 429)
    }).pipe(
      simulated({
        allowance: 10,
        faults: [{ _tag: "Throttle", retryAfter: "3 seconds", rate: 0.2 }, { _tag: "Latency", delay: "80 millis" }]
      })
    ))
})
