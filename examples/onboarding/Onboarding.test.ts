/**
 * Shows how to test your own program: with the simulator in memory, with faults at chosen requests, and with a test
 * clock.
 */
import { assert, describe, it } from "@effect/vitest"
import { Effect, Either, Fiber, Layer, ParseResult, Schema, Stream, TestClock } from "effect"
import * as Simulator from "effect-purecloud/Simulator"
import * as Users from "effect-purecloud/Users"
import * as Onboarding from "./Onboarding.js"

const simulated = (options: Simulator.LayerOptions = {}) =>
  Effect.provide(
    Onboarding.Names.layer.pipe(
      Layer.provideMerge(Simulator.layer({ users: 20, ...options, config: { decode: "strict", ...options.config } }))
    )
  )

const ada: Onboarding.Newcomer = {
  name: "Ada Byron",
  email: "ada.byron@acme.example",
  title: "Analyst",
  skills: { Billing: 4, Fraud: 2.5 },
  languages: { English: 5 },
  queues: ["Billing", "Overflow"],
  roles: ["Supervisor"],
  division: "Home"
}

/** Onboards Ada. Returns how she got her account. */
const onboardAda = Effect.flatMap(Onboarding.plan(ada), Onboarding.carryOut)

/** Creates an account with Ada's email address. */
const accountOf = (name: string) =>
  Effect.gen(function*() {
    const { organization } = yield* Simulator.Simulator
    return yield* Users.postUsers({ body: { name, email: ada.email, divisionId: organization.divisions[0]?.id } })
  })

/** Returns the number of requests to an operation. */
const calls = (operation: string) =>
  Effect.gen(function*() {
    const simulator = yield* Simulator.Simulator
    return (yield* simulator.requests).filter(({ endpoint }) => endpoint === operation).length
  })

const proficiencies = <E, R>(
  listed: Stream.Stream<{ readonly name?: string | undefined; readonly proficiency?: number | undefined }, E, R>
) => Stream.runFold(listed, {}, (all, { name = "", proficiency }) => ({ ...all, [name]: proficiency }))

describe("a newcomer", () => {
  it.effect("gets an account, and everything in the input", () =>
    Effect.gen(function*() {
      const { _tag, userId } = yield* onboardAda
      assert.strictEqual(_tag, "Create")
      const user = yield* Users.getUser({ userId, expand: ["dateWelcomeSent"] })
      assert.deepInclude(user, { name: ada.name, title: ada.title, state: "active" })
      assert.isDefined(user.dateWelcomeSent)
      assert.deepStrictEqual(yield* proficiencies(Users.getUserRoutingskills.items({ userId })), ada.skills)
      assert.deepStrictEqual(yield* proficiencies(Users.getUserRoutinglanguages.items({ userId })), ada.languages)
      const queues = yield* Users.getUserQueues({ userId })
      assert.deepStrictEqual(queues.entities.map(({ name }) => name), [...ada.queues])
      const { roles } = yield* Users.getUserRoles({ userId })
      assert.deepStrictEqual(roles?.map(({ name }) => name).sort(), ["Employee", "Supervisor"])
    }).pipe(simulated()))

  it.effect("who has an account gets only the missing things", () =>
    Effect.gen(function*() {
      const { userId } = yield* onboardAda
      const again = yield* Onboarding.plan(ada)
      assert.deepStrictEqual(again, { newcomer: ada, arrival: { _tag: "Keep", userId }, steps: [] })
      const more = yield* Onboarding.plan({ ...ada, title: "Lead", skills: { ...ada.skills, Returns: 1 } })
      assert.deepStrictEqual(more.steps.map(({ what }) => what), ["set the title Lead", "give the skills Returns (1)"])
      yield* Onboarding.carryOut(more)
      assert.strictEqual((yield* Users.getUser({ userId })).title, "Lead")
    }).pipe(simulated()))

  it.effect("whose account was deleted gets this account again", () =>
    Effect.gen(function*() {
      const { userId } = yield* onboardAda
      yield* Users.deleteUser({ userId })
      assert.deepStrictEqual(yield* onboardAda, { _tag: "Restore", userId })
      assert.strictEqual((yield* Users.getUser({ userId })).state, "active")
      assert.strictEqual((yield* Onboarding.plan({ ...ada, title: "Lead" })).steps[0]?.what, "set the title Lead")
    }).pipe(simulated()))

  it.effect("whose account was deleted gets it again, even if searches do not find it yet", () =>
    Effect.gen(function*() {
      const { id: userId } = yield* accountOf(ada.name)
      yield* Users.deleteUser({ userId })
      const fiber = yield* Effect.fork(onboardAda)
      yield* TestClock.adjust("1 minute")
      assert.deepStrictEqual(yield* Fiber.join(fiber), { _tag: "Restore", userId })
      assert.strictEqual(yield* calls("postUsers"), 2)
    }).pipe(simulated({ searchLag: "30 seconds" })))

  it.effect("is refused if another user has the email address", () =>
    Effect.gen(function*() {
      const { email = "", name = "" } = (yield* Users.getUsers()).entities[4] ?? {}
      const problem = yield* Effect.flip(Onboarding.plan({ ...ada, email }))
      assert.deepInclude(problem, { _tag: "EmailTaken", email, holder: name })
      // The deleted account of another user is not used either.
      const { id: userId } = yield* accountOf("Luna Edwards")
      yield* Users.deleteUser({ userId })
      assert.strictEqual((yield* Effect.flip(Onboarding.plan(ada)))._tag, "EmailTaken")
    }).pipe(simulated()))

  it.effect("is refused before any change if a name is unknown", () =>
    Effect.gen(function*() {
      const problem = yield* Effect.flip(
        Onboarding.plan({ ...ada, skills: { Telepathy: 5 }, roles: ["King"], division: "Atlantis" })
      )
      assert.strictEqual(problem._tag, "PureCloudUnresolvedNames")
      assert.strictEqual(
        problem.message,
        "the organization does not have Telepathy (skills), King (roles), Atlantis (divisions): names are compared " +
          "exactly, including case"
      )
    }).pipe(simulated()))
})

describe("a creation whose response is lost", () => {
  it.effect("continues with the user that a search finds", () =>
    Effect.gen(function*() {
      const fiber = yield* Effect.fork(onboardAda)
      yield* TestClock.adjust("1 minute")
      const { _tag, userId } = yield* Fiber.join(fiber)
      assert.strictEqual(_tag, "Keep")
      assert.strictEqual(yield* calls("postUsers"), 1)
      assert.deepStrictEqual(yield* proficiencies(Users.getUserRoutingskills.items({ userId })), ada.skills)
    }).pipe(simulated({ searchLag: "20 seconds", faults: [{ _tag: "Reset", done: true, on: "postUsers" }] })))

  it.effect("is reported as in doubt if a search finds no user, and is never sent again", () =>
    Effect.gen(function*() {
      const fiber = yield* Effect.fork(Effect.flip(onboardAda))
      yield* TestClock.adjust("3 minutes")
      const problem = yield* Fiber.join(fiber)
      assert.deepInclude(problem, { _tag: "InDoubt", email: ada.email })
      assert.strictEqual(yield* calls("postUsers"), 1)
    }).pipe(simulated({ faults: [{ _tag: "Reset", on: "postUsers" }] })))
})

describe("a step", () => {
  /** One permission of each set that the application needs. */
  const granted = Onboarding.permissions.flatMap(({ permissions }) => permissions.slice(-1))

  it.effect("is retried until the service finds the new account", () =>
    Effect.gen(function*() {
      const fiber = yield* Effect.fork(onboardAda)
      yield* TestClock.adjust("10 seconds")
      yield* Fiber.join(fiber)
      assert.strictEqual(yield* calls("patchUserRoutingskillsBulk"), 3)
    }).pipe(simulated({ faults: [{ _tag: "Status", status: 404, on: "patchUserRoutingskillsBulk", nth: [1, 2] }] })))

  it.effect("that fails is named, and the next run continues with this step", () =>
    Effect.gen(function*() {
      const simulator = yield* Simulator.Simulator
      const problem = yield* Effect.flip(onboardAda)
      assert.deepInclude(problem, { _tag: "StepFailed", step: "give the roles Supervisor" })
      yield* simulator.setFaults([])
      const { steps } = yield* Onboarding.plan(ada)
      assert.deepStrictEqual(steps.map(({ what }) => what), ["give the roles Supervisor", "send the invitation"])
    }).pipe(
      simulated({
        faults: [{ _tag: "Status", status: 500, on: "postAuthorizationSubjectBulkadd" }],
        config: { retry: { attempts: 1 } }
      })
    ))

  it.effect("that fails does not prevent the invitation in a later run", () =>
    Effect.gen(function*() {
      yield* Effect.flip(onboardAda)
      yield* onboardAda
      assert.strictEqual(yield* calls("postUserInvite"), 1)
      assert.deepStrictEqual((yield* Onboarding.plan(ada)).steps, [])
    }).pipe(simulated({ faults: [{ _tag: "Status", status: 400, on: "patchUserRoutingskillsBulk", nth: 1 }] })))

  it.effect("that is not allowed fails with an error that names the missing permission", () =>
    Effect.gen(function*() {
      const problem = yield* Effect.flip(onboardAda)
      assert.deepInclude(problem, { _tag: "NotAllowed", step: "create the user", permissions: ["directory:user:add"] })
    }).pipe(
      simulated({
        clients: [{ id: "c", secret: "s", roles: [], permissions: granted.filter((each) => !/user:add/.test(each)) }]
      })
    ))

  it.effect("is allowed for a client that has only the permissions that the application needs", () =>
    onboardAda.pipe(simulated({ clients: [{ id: "c", secret: "s", roles: [], permissions: granted }] })))
})

describe("newcomers", () => {
  it.effect("are onboarded even if another newcomer fails", () =>
    Effect.gen(function*() {
      const outcomes = yield* Onboarding.onboard([{ ...ada, roles: ["King"] }, { ...ada, email: "a@acme.example" }])
      assert.deepStrictEqual(outcomes.map(({ result }) => Either.isRight(result)), [false, true])
      assert.strictEqual(
        Onboarding.summary(outcomes),
        `Ada Byron <ada.byron@acme.example>: FAILED
  the organization does not have King (roles): names are compared exactly, including case
Ada Byron <a@acme.example>: new account
  give the skills Billing (4), Fraud (2.5)
  give the languages English (5)
  join Billing, Overflow
  give the roles Supervisor
  send the invitation
1 of 2 newcomers`
      )
    }).pipe(simulated()))

  it.effect("are not changed in a dry run", () =>
    Effect.gen(function*() {
      const simulator = yield* Simulator.Simulator
      const before = yield* simulator.snapshot
      const outcomes = yield* Onboarding.onboard([ada], { dryRun: true })
      assert.include(
        Onboarding.summary(outcomes),
        "Ada Byron <ada.byron@acme.example>: new account\n  give the skill"
      )
      assert.deepStrictEqual(yield* simulator.snapshot, before)
      for (const { endpoint = "", method } of yield* simulator.requests) {
        assert.isTrue(method === "GET" || ["token", "postUsersSearch"].includes(endpoint), endpoint)
      }
    }).pipe(simulated()))

  it.effect("are onboarded in spite of rate limits", () =>
    Effect.gen(function*() {
      const fiber = yield* Effect.fork(Onboarding.onboard([ada, { ...ada, email: "a@acme.example" }]))
      yield* TestClock.adjust("5 minutes")
      assert.isTrue((yield* Fiber.join(fiber)).every(({ result }) => Either.isRight(result)))
    }).pipe(simulated({ allowance: 10, faults: [{ _tag: "Throttle", retryAfter: "3 seconds", rate: 0.2 }] })))

  it("are checked before any change", () => {
    const decode = Schema.decodeUnknownEither(Onboarding.Newcomers, { errors: "all" })
    const given = { name: "Ada Byron", email: "Ada@acme.example", title: "Analyst" }
    assert.deepStrictEqual(
      Either.map(decode([given]), ([newcomer]) => newcomer),
      Either.right({
        ...given,
        email: "ada@acme.example",
        skills: {},
        languages: {},
        queues: [],
        roles: [],
        division: "Home"
      })
    )
    const problems = (...newcomers: ReadonlyArray<unknown>) =>
      ParseResult.ArrayFormatter.formatErrorSync(Either.getOrThrow(Either.flip(decode(newcomers)))).map(
        ({ message, path }) => `${path.join(".")}: ${message}`
      )
    assert.deepStrictEqual(problems({ ...given, email: "ada", skills: { Billing: 6 } }), [
      "0.email: Expected an email address, actual \"ada\"",
      "0.skills.Billing: Expected a number between 0 and 5, actual 6"
    ])
    assert.deepStrictEqual(problems(given, given), [": two newcomers have the same email address"])
  })
})
