/**
 * Requests that the service carries out late: after the run that sent them ended, or after their attempt timed out.
 */
import { assert, describe, it } from "@effect/vitest"
import { Effect, Either, Stream } from "effect"
import type * as User from "effect-purecloud/models/User"
import * as PureCloud from "effect-purecloud/PureCloud"
import { ServerError } from "effect-purecloud/PureCloudError"
import * as Simulator from "effect-purecloud/Simulator"
import * as UserBulk from "effect-purecloud/UserBulk"
import * as Users from "effect-purecloud/Users"
import * as UserUpdate from "effect-purecloud/UserUpdate"
import { collect, memoryStore } from "./utils/bulk.js"
import { home } from "./utils/simulator.js"

type Action = Effect.Effect<unknown, unknown>

/** A request that was sent and has not arrived. `arrive` makes it arrive. */
interface Late {
  arrive: Action
}

/** A client in which the nth step replaces the nth request of an operation, or runs an effect before it. */
const intercepted = (
  client: PureCloud.Service,
  operation: string,
  steps: ReadonlyArray<(request: Effect.Effect<unknown, unknown>) => Effect.Effect<unknown, unknown>>
): PureCloud.Service => {
  let n = 0
  const runWithResponse: PureCloud.Service["runWithResponse"] = (endpoint, input) => {
    const request = client.runWithResponse(endpoint, input)
    if (endpoint.id !== operation) return request
    return Effect.suspend(() => {
      const step = steps[n++]
      // The effect gets the request itself, so its result has the type of the response.
      return step === undefined ? request : step(request) as typeof request
    })
  }
  return {
    ...client,
    runWithResponse,
    run: (endpoint, input) => Effect.map(runWithResponse(endpoint, input), ({ value }) => value)
  }
}

const origin = { endpoint: "patchUser", method: "PATCH", route: "/api/v2/users/{userId}", attempts: 1 }

/** The process is killed after the request was sent. */
const killed = (late: Late) => (request: Action) =>
  Effect.zipRight(Effect.sync(() => void (late.arrive = request)), Effect.die("killed"))

/** The response is lost, and the request arrives late. */
const lost = (late: Late) => (request: Action) =>
  Effect.zipRight(
    Effect.sync(() => void (late.arrive = request)),
    new ServerError({ origin, status: 504, details: [] })
  )

/** The response is lost, and the request never arrives. */
const dropped = () => new ServerError({ origin, status: 503, details: [] })

/** Effects run before the request. */
const after = (...actions: ReadonlyArray<() => Action>) => (request: Action) =>
  Effect.zipRight(Effect.forEach(actions, (action) => Effect.either(action()), { discard: true }), request)

const simulated = <A, E>(
  program: (_: {
    readonly client: PureCloud.Service
    readonly user: User.User
    readonly journal: UserBulk.Journal
    readonly current: Effect.Effect<User.User>
    readonly writes: (operation: string) => Effect.Effect<number>
  }) => Effect.Effect<A, E, PureCloud.PureCloud>
) =>
  Effect.gen(function*() {
    const simulator = yield* Simulator.Simulator
    const store = yield* memoryStore
    const user = yield* Users.postUsers({
      body: {
        name: "Ada Byron",
        email: "ada@acme.example",
        divisionId: home,
        title: "Agent",
        department: "Sales",
        state: "active"
      }
    })
    return yield* program({
      client: yield* PureCloud.PureCloud,
      user,
      journal: { name: "run", store },
      current: Effect.orDie(Effect.flatten(simulator.user(user.id))),
      writes: (operation) =>
        Effect.map(simulator.requests, (requests) =>
          requests.filter(({ endpoint, status }) => endpoint === operation && status < 300).length)
    })
  }).pipe(Effect.provide(Simulator.layer({ users: 5, allowance: 100_000, config: { retry: { attempts: 1 } } })))

const promote = ({ title }: User.User): UserUpdate.Fields => ({ title: `Senior ${title}` })

const fixed: UserUpdate.Fields = { title: "Senior Agent" }

/** A change that is made only if the state has not changed. */
const retire = ({ state, title }: User.User): UserUpdate.Fields | undefined =>
  state === "active" ? { state: "inactive", title: `Senior ${title}` } : undefined

const retired: UserUpdate.Fields = { state: "inactive", title: "Senior Agent" }

describe("a PATCH that is applied late", () => {
  const changes: ReadonlyArray<{
    readonly what: string
    readonly change: UserUpdate.Change
    /** Number of the PATCH that is late, from 1. */
    readonly nth: number
    /** Number of patches that are needed. */
    readonly patches: number
  }> = [
    { what: "of a function", change: promote, nth: 1, patches: 1 },
    { what: "of fields", change: fixed, nth: 1, patches: 1 },
    { what: "of a function's state", change: retire, nth: 1, patches: 2 },
    { what: "of the title after a function's state", change: retire, nth: 2, patches: 2 },
    { what: "of the state", change: retired, nth: 1, patches: 2 },
    { what: "of the title after the state", change: retired, nth: 2, patches: 2 }
  ]

  for (const { change, nth, patches, what } of changes) {
    const run = (userId: string, journal?: UserBulk.Journal) =>
      collect(
        Stream.make({ userId, change, options: { delay: 0 } }).pipe(
          UserBulk.patchAll(journal === undefined ? {} : { journal })
        )
      )
    const before = Array.from({ length: nth - 1 }, () => after())

    const assertDoneOnce = (current: User.User, user: User.User) => {
      assert.strictEqual(current.title, "Senior Agent")
      assert.strictEqual(current.version, user.version! + patches)
      if (patches === 2) assert.strictEqual(current.state, "inactive")
    }

    const times: ReadonlyArray<
      readonly [string, (late: Late) => ReadonlyArray<(request: Action) => Effect.Effect<unknown, unknown>>]
    > = [
      ["after the user was read", (late) => [after(() => late.arrive)]],
      ["an attempt later", (late) => [dropped, after(() => late.arrive)]],
      ["several attempts later", (late) => [dropped, dropped, dropped, after(() => late.arrive)]],
      ["with another writer after it", (late) => [after(() => late.arrive, () => late.arrive, () => other)]]
    ]
    let other: Action = Effect.void
    for (const [when, steps] of times) {
      it.effect(`${what}, ${when}, is recognized and not applied twice`, () =>
        simulated(({ client, current, journal, user }) =>
          Effect.gen(function*() {
            const late: Late = { arrive: Effect.void }
            other = Effect.provideService(
              UserUpdate.update(user.id, { department: "Research" }),
              PureCloud.PureCloud,
              client
            )
            const first = intercepted(client, "patchUser", [...before, killed(late)])
            const exit = yield* Effect.exit(Effect.provideService(run(user.id, journal), PureCloud.PureCloud, first))
            assert.include(String(exit), "killed")
            const second = intercepted(client, "patchUser", steps(late))
            const [outcome] = yield* Effect.provideService(run(user.id, journal), PureCloud.PureCloud, second)
            assert.isTrue(Either.isRight(outcome!.result), JSON.stringify(outcome))
            const version = when.includes("writer") ? user.version! + 1 : user.version!
            assertDoneOnce(yield* current, { ...user, version })
            // The next run reports the same.
            assert.deepStrictEqual(yield* run(user.id, journal), [outcome!])
            assertDoneOnce(yield* current, { ...user, version })
          })
        ))
    }

    it.effect(`${what}, two runs later, is recognized and not applied twice`, () =>
      simulated(({ client, current, journal, user }) =>
        Effect.gen(function*() {
          const late: Late = { arrive: Effect.void }
          const second: Late = { arrive: Effect.void }
          for (const steps of [[...before, killed(late)], [killed(second)]]) {
            const dying = intercepted(client, "patchUser", steps)
            yield* Effect.exit(Effect.provideService(run(user.id, journal), PureCloud.PureCloud, dying))
          }
          const third = intercepted(client, "patchUser", [after(() => late.arrive, () => second.arrive)])
          const [outcome] = yield* Effect.provideService(run(user.id, journal), PureCloud.PureCloud, third)
          assert.isTrue(Either.isRight(outcome!.result), JSON.stringify(outcome))
          assertDoneOnce(yield* current, user)
        })
      ))

    it.effect(`${what}, in one run without a journal, is recognized and not applied twice`, () =>
      simulated(({ client, current, user }) =>
        Effect.gen(function*() {
          const late: Late = { arrive: Effect.void }
          const steps = [...before, lost(late), dropped, after(() => late.arrive)]
          const [outcome] = yield* Effect.provideService(
            run(user.id),
            PureCloud.PureCloud,
            intercepted(client, "patchUser", steps)
          )
          assert.isTrue(Either.isRight(outcome!.result), JSON.stringify(outcome))
          assertDoneOnce(yield* current, user)
        })
      ))

    it.effect(`${what}, that is never applied, is sent again`, () =>
      simulated(({ client, current, journal, user }) =>
        Effect.gen(function*() {
          const dying = intercepted(client, "patchUser", [...before, killed({ arrive: Effect.void })])
          yield* Effect.exit(Effect.provideService(run(user.id, journal), PureCloud.PureCloud, dying))
          const [outcome] = yield* run(user.id, journal)
          assert.isTrue(Either.isRight(outcome!.result), JSON.stringify(outcome))
          assertDoneOnce(yield* current, user)
        })
      ))
  }

  it.effect("of a function is in doubt if another writer has set the same field after it", () =>
    simulated(({ client, current, journal, user }) =>
      Effect.gen(function*() {
        const late: Late = { arrive: Effect.void }
        const run = collect(
          Stream.make({ userId: user.id, change: promote, options: { delay: 0 } }).pipe(UserBulk.patchAll({ journal }))
        )
        yield* Effect.exit(
          Effect.provideService(run, PureCloud.PureCloud, intercepted(client, "patchUser", [killed(late)]))
        )
        const other = Effect.provideService(
          UserUpdate.update(user.id, { title: "Countess" }),
          PureCloud.PureCloud,
          client
        )
        const second = intercepted(client, "patchUser", [after(() => late.arrive, () => other)])
        const [outcome] = yield* Effect.provideService(run, PureCloud.PureCloud, second)
        assert.strictEqual(Either.getOrThrow(Either.flip(outcome!.result))._tag, "PureCloudInDoubt")
        assert.strictEqual((yield* current).title, "Countess")
      })
    ))

  it.effect("is in doubt if the user cannot be read", () =>
    simulated(({ client, current, journal, user }) =>
      Effect.gen(function*() {
        for (const change of [promote, fixed]) {
          const late: Late = { arrive: Effect.void }
          const ended = { ...journal, name: typeof change }
          const run = collect(
            Stream.make({ userId: user.id, change, options: { delay: 0 } }).pipe(UserBulk.patchAll({ journal: ended }))
          )
          yield* Effect.exit(
            Effect.provideService(run, PureCloud.PureCloud, intercepted(client, "patchUser", [killed(late)]))
          )
          const blind = intercepted(client, "getUser", [dropped, dropped])
          const [outcome] = yield* Effect.provideService(run, PureCloud.PureCloud, blind)
          assert.strictEqual(Either.getOrThrow(Either.flip(outcome!.result))._tag, "PureCloudInDoubt")
        }
        assert.strictEqual((yield* current).title, "Agent")
      })
    ))

  it.effect("after the last attempt is in doubt, and is recognized if it was applied", () =>
    simulated(({ client, user }) =>
      Effect.gen(function*() {
        for (const change of [promote, { title: "T" }]) {
          const run = collect(
            Stream.make({ userId: user.id, change, options: { delay: 0, attempts: 1 } }).pipe(UserBulk.patchAll())
          )
          const [doubt] = yield* Effect.provideService(
            run,
            PureCloud.PureCloud,
            intercepted(client, "patchUser", [dropped])
          )
          assert.strictEqual(Either.getOrThrow(Either.flip(doubt!.result))._tag, "PureCloudInDoubt")
          const carriedOut = (request: Action) => Effect.zipRight(request, dropped())
          const [done] = yield* Effect.provideService(
            run,
            PureCloud.PureCloud,
            intercepted(client, "patchUser", [carriedOut])
          )
          assert.isTrue(Either.isRight(done!.result), JSON.stringify(done))
        }
      })
    ))
})

describe("a function that depends on the state", () => {
  it.effect("gets the user without the update's own change of the state, also after other writers", () =>
    simulated(({ client, current, user }) =>
      Effect.gen(function*() {
        const other = Effect.provideService(
          UserUpdate.update(user.id, { title: "Lead" }),
          PureCloud.PureCloud,
          client
        )
        const busy = intercepted(client, "patchUser", [after(), after(() => other)])
        yield* Effect.provideService(UserUpdate.update(user.id, retire, { delay: 0 }), PureCloud.PureCloud, busy)
        assert.deepInclude(yield* current, { state: "inactive", title: "Senior Lead" })
      })
    ))
})

describe("other requests that are carried out late", () => {
  it.effect("a creation is in doubt, and made once", () =>
    simulated(({ client, journal, writes }) =>
      Effect.gen(function*() {
        const late: Late = { arrive: Effect.void }
        const created = yield* writes("postUsers")
        const run = collect(
          Stream.make({ name: "New", email: "new@acme.example", divisionId: home }).pipe(
            UserBulk.createAll({ journal })
          )
        )
        yield* Effect.exit(
          Effect.provideService(run, PureCloud.PureCloud, intercepted(client, "postUsers", [killed(late)]))
        )
        for (const arrive of [Effect.void, late.arrive, Effect.void]) {
          yield* arrive
          const [outcome] = yield* run
          assert.strictEqual(Either.getOrThrow(Either.flip(outcome!.result))._tag, "PureCloudInDoubt")
        }
        assert.strictEqual(yield* writes("postUsers"), created + 1)
      })
    ))

  for (const [when, early] of [["before", true], ["after", false]] as const) {
    it.effect(`a deletion is done if it is carried out ${when} that of the next run`, () =>
      simulated(({ client, current, journal, user, writes }) =>
        Effect.gen(function*() {
          const late: Late = { arrive: Effect.void }
          const run = collect(Stream.make(user.id).pipe(UserBulk.deleteAll({ journal })))
          yield* Effect.exit(
            Effect.provideService(run, PureCloud.PureCloud, intercepted(client, "deleteUser", [killed(late)]))
          )
          if (early) yield* late.arrive
          const [outcome] = yield* run
          if (!early) yield* Effect.either(late.arrive)
          assert.isTrue(Either.isRight(outcome!.result))
          assert.strictEqual((yield* current).state, "deleted")
          assert.strictEqual(yield* writes("deleteUser"), 1)
        })
      ))
  }
})
