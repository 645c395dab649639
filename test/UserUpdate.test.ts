import { assert, describe, it } from "@effect/vitest"
import { Chunk, Effect, Either, Stream, TestClock } from "effect"
import type * as User from "effect-purecloud/models/User"
import * as PureCloud from "effect-purecloud/PureCloud"
import * as Simulator from "effect-purecloud/Simulator"
import * as UserBulk from "effect-purecloud/UserBulk"
import * as Users from "effect-purecloud/Users"
import * as UserUpdate from "effect-purecloud/UserUpdate"
import { reset } from "./utils/faults.js"
import { type RecordedRequest, type Reply, type Script, withService } from "./utils/service.js"
import { home, recordedRequests } from "./utils/simulator.js"

/** Runs a program with a user, and with a function that adds an effect to run before the next PATCH. */
const simulated = <A, E>(
  program: (
    user: User.User,
    interfere: (other: Effect.Effect<unknown, unknown, PureCloud.PureCloud>) => Effect.Effect<void>
  ) => Effect.Effect<A, E, PureCloud.PureCloud>
) =>
  Effect.gen(function*() {
    const client = yield* PureCloud.PureCloud
    let others: Array<Effect.Effect<unknown, unknown, PureCloud.PureCloud>> = []
    const interfered: PureCloud.Service = {
      ...client,
      run: (endpoint, input) =>
        endpoint.id !== "patchUser" || others.length === 0 ? client.run(endpoint, input) : Effect.suspend(() => {
          const other = others.shift() ?? Effect.void
          return Effect.zipRight(
            Effect.orDie(Effect.provideService(other, PureCloud.PureCloud, client)),
            client.run(endpoint, input)
          )
        })
    }
    const user = yield* Users.postUsers({
      body: { name: "Ada Byron", email: "ada@acme.example", divisionId: home, title: "Analyst", department: "Sales" }
    })
    return yield* program(user, (other) => Effect.sync(() => void others.push(other))).pipe(
      Effect.provideService(PureCloud.PureCloud, interfered)
    )
  }).pipe(Effect.provide(Simulator.layer({ users: 10, config: { decode: "strict" } })))

const set = (userId: string, fields: UserUpdate.Fields) => UserUpdate.update(userId, fields, { delay: 0 })

describe("update", () => {
  it.effect("sends the version that was read, and returns the changed user", () =>
    simulated((user) =>
      Effect.gen(function*() {
        const updated = yield* UserUpdate.update(user.id, { title: "Engine Programmer" })
        assert.strictEqual(updated.title, "Engine Programmer")
        assert.strictEqual(updated.version, user.version! + 1)
      })
    ))

  it.effect("succeeds if another writer sets other fields", () =>
    simulated((user, interfere) =>
      Effect.gen(function*() {
        yield* interfere(set(user.id, { department: "Research" }))
        yield* interfere(set(user.id, { name: "Ada Lovelace" }))
        const updated = yield* UserUpdate.update(user.id, { title: "Engine Programmer" }, { delay: 0 })
        assert.deepInclude(updated, { title: "Engine Programmer", department: "Research", name: "Ada Lovelace" })
      })
    ))

  it.effect("fails if another writer has set the same fields", () =>
    simulated((user, interfere) =>
      Effect.gen(function*() {
        yield* interfere(set(user.id, { title: "Countess" }))
        const error = yield* Effect.flip(UserUpdate.update(user.id, { title: "Programmer", name: "A" }, { delay: 0 }))
        assert.isTrue(error._tag === "PureCloudConflict" && error.reason === "Version")
        assert.deepInclude(yield* Users.getUser({ userId: user.id }), { title: "Countess", name: "Ada Byron" })
      })
    ))

  it.effect("calls a function again with the fields that another writer has set", () =>
    simulated((user, interfere) =>
      Effect.gen(function*() {
        yield* interfere(set(user.id, { title: "Countess" }))
        const updated = yield* UserUpdate.update(user.id, ({ title }) => ({ title: `Senior ${title}` }), { delay: 0 })
        assert.strictEqual(updated.title, "Senior Countess")
      })
    ))

  it.effect("sends nothing if there is nothing to change", () =>
    simulated((user) =>
      Effect.gen(function*() {
        const untouched = yield* UserUpdate.update(user.id, () => undefined)
        assert.strictEqual(untouched.version, user.version)
        assert.strictEqual((yield* UserUpdate.update(user.id, {})).version, user.version)
        const { department, state = "active", title } = user
        for (const change of [{ department, state, title }, () => ({ department, state, title })]) {
          assert.strictEqual((yield* UserUpdate.update(user.id, change)).version, user.version)
        }
      })
    ))

  it.effect("sends the state first and then the rest, also for a deleted user", () =>
    simulated((user) =>
      Effect.gen(function*() {
        yield* Users.deleteUser({ userId: user.id })
        const restored = yield* UserUpdate.update(user.id, { state: "active", title: "Back" }, { state: "deleted" })
        assert.deepInclude(restored, { state: "active", title: "Back" })
      })
    ))

  it.effect("gives expanded fields to a function, and sends them after the state", () =>
    simulated((user) =>
      Effect.gen(function*() {
        const skillsOf = Effect.map(
          Users.getUser({ userId: user.id, expand: ["profileSkills"] }),
          ({ profileSkills }) => profileSkills
        )
        yield* set(user.id, { profileSkills: ["one", "two"] })
        yield* UserUpdate.update(
          user.id,
          ({ profileSkills }) => ({ state: "inactive", profileSkills: [...(profileSkills ?? []), "three"] }),
          { expand: ["profileSkills"] }
        )
        assert.deepStrictEqual(yield* skillsOf, ["one", "two", "three"])
        yield* set(user.id, { state: "active", profileSkills: [] })
        assert.deepStrictEqual(yield* skillsOf, [])
      })
    ))

  it.effect("returns an expanded field that the change leaves undefined", () =>
    simulated((user) =>
      Effect.gen(function*() {
        yield* set(user.id, { profileSkills: ["one"] })
        const updated = yield* UserUpdate.update(user.id, { title: "T", profileSkills: undefined }, {
          expand: ["profileSkills"]
        })
        assert.deepStrictEqual(updated.profileSkills, ["one"])
      })
    ))

  it.effect("calls a function once if there is no other writer, whatever the state is", () =>
    simulated((user) =>
      Effect.gen(function*() {
        yield* set(user.id, { state: "inactive" })
        yield* UserUpdate.update(user.id, ({ state }) =>
          state === "inactive" ? { state: "active", title: "Back" } : undefined)
        assert.deepInclude(yield* Users.getUser({ userId: user.id }), { state: "active", title: "Back" })
      })
    ))

  it.effect("succeeds if another writer has set the same values", () =>
    simulated((user, interfere) =>
      Effect.gen(function*() {
        yield* interfere(set(user.id, { title: "Countess" }))
        assert.strictEqual((yield* UserUpdate.update(user.id, { title: "Countess" }, { delay: 0 })).title, "Countess")
      })
    ))

  it.effect("gives up after its maximum number of attempts", () =>
    simulated((user, interfere) =>
      Effect.gen(function*() {
        for (let i = 0; i < 9; i++) yield* interfere(set(user.id, { department: `D${i}` }))
        const error = yield* Effect.flip(UserUpdate.update(user.id, { title: "T" }, { delay: 0, attempts: 3 }))
        assert.isTrue(error._tag === "PureCloudConflict")
      })
    ))

  it.effect("fails if the conflict has another cause", () =>
    simulated((user) =>
      Effect.gen(function*() {
        const other = yield* Users.postUsers({ body: { name: "Other", email: "other@acme.example", divisionId: home } })
        const error = yield* Effect.flip(UserUpdate.update(other.id, { email: user.email }, { delay: 0 }))
        assert.isTrue(error._tag === "PureCloudConflict" && error.reason === "General")
      })
    ))

  it.effect("waits after a conflict before it reads the user again", () =>
    simulated((user, interfere) =>
      Effect.gen(function*() {
        yield* interfere(set(user.id, { department: "Research" }))
        const fiber = yield* Effect.fork(UserUpdate.update(user.id, { title: "T" }, { delay: "10 seconds" }))
        yield* TestClock.adjust("4900 millis")
        assert.strictEqual((yield* Users.getUser({ userId: user.id })).title, "Analyst")
        yield* TestClock.adjust("5100 millis")
        assert.strictEqual((yield* fiber).title, "T")
      })
    ))
})

describe("update in doubt", () => {
  const user = (version: number, title: string): Reply => ({ body: { id: "u", version, title } })
  const scripted = (reads: ReadonlyArray<Reply>, patches: ReadonlyArray<ReturnType<Script>>) => {
    const replies = { GET: [...reads], PATCH: [...patches] }
    return ({ method }: RecordedRequest) => replies[method as "GET" | "PATCH"].shift()!
  }
  const bodies = (seen: ReadonlyArray<RecordedRequest>) =>
    seen.filter(({ method }) => method === "PATCH").map(({ body }) => JSON.parse(body))

  it.live("repeats the patch with the same version if the version has not changed", () =>
    withService(scripted([user(3, "a"), user(3, "a")], [reset, user(4, "b")]), ({ seen }) =>
      Effect.gen(function*() {
        assert.strictEqual((yield* UserUpdate.update("u", { title: "b" }, { delay: 0 })).version, 4)
        assert.deepStrictEqual(bodies(seen), [{ title: "b", version: 3 }, { title: "b", version: 3 }])
      })))

  it.live("is done if the version has changed and the user has the fields", () =>
    withService(scripted([user(3, "a"), user(4, "b")], [{ status: 503 }]), ({ seen }) =>
      Effect.gen(function*() {
        assert.strictEqual((yield* UserUpdate.update("u", { title: "b" }, { delay: 0 })).version, 4)
        assert.strictEqual(bodies(seen).length, 1)
      })))

  it.live("stays in doubt if a function may have been applied: it is not applied twice", () =>
    withService(scripted([user(3, "a"), user(4, "Senior a")], [{ status: 504 }]), ({ seen }) =>
      Effect.gen(function*() {
        const error = yield* Effect.flip(
          UserUpdate.update("u", ({ title }) => ({ title: `Senior ${title}` }), { delay: 0 })
        )
        assert.strictEqual(error._tag, "PureCloudServerError")
        assert.strictEqual(bodies(seen).length, 1)
      })))

  it.live("stays in doubt if the patch is applied late: a function is not applied to its own result", () =>
    withService(
      scripted([user(3, "a"), user(3, "a"), user(4, "Senior a")], [
        reset,
        { status: 409 },
        user(5, "Senior Senior a")
      ]),
      ({ seen }) =>
        Effect.gen(function*() {
          const error = yield* Effect.flip(
            UserUpdate.update("u", ({ title }) => ({ title: `Senior ${title}` }), { delay: 0 })
          )
          assert.strictEqual(error._tag, "PureCloudTransportError")
          assert.deepStrictEqual(bodies(seen), [{ title: "Senior a", version: 3 }, { title: "Senior a", version: 3 }])
        })
    ))

  it.live("is done if the patch is applied late", () =>
    withService(
      scripted([user(3, "a"), user(3, "a"), user(4, "b")], [reset, { status: 409 }]),
      () =>
        Effect.gen(function*() {
          assert.strictEqual((yield* UserUpdate.update("u", { title: "b" }, { delay: 0 })).version, 4)
        })
    ))

  it.live("continues if another writer has set other fields and the patch was lost", () =>
    withService(scripted([user(3, "a"), user(4, "a")], [reset, user(5, "b")]), ({ seen }) =>
      Effect.gen(function*() {
        assert.strictEqual((yield* UserUpdate.update("u", { title: "b" }, { delay: 0 })).version, 5)
        assert.deepStrictEqual(bodies(seen), [{ title: "b", version: 3 }, { title: "b", version: 4 }])
      })))

  it.live("reads the user if a response is too large or invalid", () =>
    withService(
      scripted([user(3, "a"), user(4, "b")], [{ body: { id: "u", name: "x".repeat(5000) } }]),
      () =>
        Effect.gen(function*() {
          assert.strictEqual((yield* UserUpdate.update("u", { title: "b" }, { delay: 0 })).version, 4)
        }),
      { maxResponseBytes: 1000 }
    ))

  it.live("clears an expanded field that is absent from the response", () =>
    withService(scripted([user(3, "a")], [user(4, "a")]), ({ seen }) =>
      Effect.gen(function*() {
        yield* UserUpdate.update("u", { biography: null, profileSkills: [] }, { delay: 0 })
        assert.deepStrictEqual(bodies(seen), [{ biography: null, profileSkills: [], version: 3 }])
      })))

  it.live("reads the user again if the response of the state has no version", () =>
    withService(
      scripted([user(3, "a"), user(5, "a")], [{ body: { id: "u", state: "active" } }, user(6, "b")]),
      ({ seen }) =>
        Effect.gen(function*() {
          yield* UserUpdate.update("u", { state: "active", title: "b" }, { delay: 0 })
          assert.deepStrictEqual(bodies(seen), [{ state: "active", version: 3 }, { title: "b", version: 5 }])
        })
    ))

  it.live("fails with the error of reading the user again", () =>
    withService(
      scripted([user(3, "a"), { status: 404 }, { status: 403 }], [{ status: 409 }]),
      () =>
        Effect.gen(function*() {
          const error = yield* Effect.flip(UserUpdate.update("u", { title: "b" }, { delay: 0 }))
          assert.strictEqual(error._tag, "PureCloudForbidden")
        })
    ))

  it.live("fails with DecodeError if the user that was read has no version", () =>
    withService(() => ({ body: { id: "u" } }), ({ seen }) =>
      Effect.gen(function*() {
        const error = yield* Effect.flip(UserUpdate.update("u", { title: "b" }))
        assert.strictEqual(error._tag, "PureCloudDecodeError")
        assert.strictEqual(seen.length, 1)
      })))
})

describe("fields that the service rewrites", () => {
  const fields = Effect.gen(function*() {
    const { organization } = yield* Simulator.Simulator
    const [boss] = Chunk.toReadonlyArray(yield* Stream.runCollect(Stream.take(Users.getUsers.items(), 1)))
    return {
      addresses: [
        { address: "+13175550100", mediaType: "PHONE", type: "WORK" },
        { address: "(317) 555-0101", mediaType: "PHONE", type: "HOME" },
        { address: "020 7946 0018", countryCode: "GB", mediaType: "PHONE", type: "WORK2" },
        { address: "+13175550102", extension: "4105", mediaType: "PHONE", type: "WORK3" },
        { extension: "4106", mediaType: "PHONE", type: "WORK4" },
        { extension: "77", mediaType: "PHONE", type: "OTHER" },
        { address: "+13175550103", mediaType: "SMS", type: "MOBILE" },
        { address: "ada@home.example", mediaType: "EMAIL", type: "HOME" }
      ],
      groups: organization.groups.slice(0, 2).map(({ id }) => ({ id })),
      locations: organization.locations.slice(0, 2).map(({ id }, i) => i === 0 ? { id, notes: "Desk 4" } : { id }),
      manager: boss?.id
    }
  })

  const patchesOf = Effect.map(
    recordedRequests,
    (requests) => requests.filter(({ endpoint }) => endpoint === "patchUser").length
  )

  it.effect("are sent once", () =>
    Effect.gen(function*() {
      const { id } = yield* Users.postUsers({
        body: { name: "Ada Byron", email: "ada@acme.example", divisionId: home }
      })
      const all = yield* fields
      for (const [key, value] of Object.entries(all)) {
        const before = yield* patchesOf
        for (let run = 0; run < 3; run++) yield* UserUpdate.update(id, { [key]: value })
        assert.strictEqual((yield* patchesOf) - before, 1, key)
      }
      const version = (yield* Users.getUser({ userId: id })).version
      const [outcome] = Chunk.toReadonlyArray(
        yield* Stream.runCollect(Stream.make({ userId: id, change: all }).pipe(UserBulk.patchAll()))
      )
      assert.deepStrictEqual(Either.getOrThrow(outcome!.result).sent, [])
      // Fields that were read can be sent.
      const read = yield* Users.getUser({ userId: id, expand: ["groups", "locations"] })
      const { addresses, groups, locations } = read
      yield* UserUpdate.update(id, { addresses, groups, locations, manager: read.manager?.id })
      assert.strictEqual((yield* Users.getUser({ userId: id })).version, version)
    }).pipe(Effect.provide(Simulator.layer({ users: 10 }))))

  it.effect("are recognized if the response was lost", () =>
    Effect.gen(function*() {
      const { id } = yield* Users.postUsers({
        body: { name: "Ada Byron", email: "ada@acme.example", divisionId: home }
      })
      const all = yield* fields
      yield* UserUpdate.update(id, all, { delay: 0 })
      assert.strictEqual(yield* patchesOf, 1)
    }).pipe(Effect.provide(Simulator.layer({
      users: 10,
      faults: [{ _tag: "Reset", on: "patchUser", nth: 1, done: true }]
    }))))
})
