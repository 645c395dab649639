/**
 * The permissions and limits of tokens, and the state that a test can read and set.
 */
import { assert, describe, it } from "@effect/vitest"
import { Duration, Effect, Either, Exit, Option, TestClock } from "effect"
import * as Auth from "effect-purecloud/Auth"
import * as PureCloud from "effect-purecloud/PureCloud"
import * as Simulator from "effect-purecloud/Simulator"
import * as Users from "effect-purecloud/Users"
import { invalid } from "../utils/invalid.js"
import { home, simulatedStrictly, someUser } from "../utils/simulator.js"

describe("a token", () => {
  it.effect("must be valid", () =>
    Effect.gen(function*() {
      const simulator = yield* Simulator.Simulator
      const token = yield* simulator.token({ life: "1 minute" })
      const layer = PureCloud.layer({ environment: Simulator.hosts, auth: Auth.layerStatic(token) })
      yield* Effect.gen(function*() {
        yield* Users.getUsers()
        yield* TestClock.adjust("1 minute")
        assert.deepInclude(yield* Effect.flip(Users.getUsers()), {
          _tag: "PureCloudUnauthorized",
          code: "bad.credentials"
        })
      }).pipe(Effect.provide(layer))
    }).pipe(simulatedStrictly()))

  it.effect("belongs to no user with client credentials, and to a user otherwise", () =>
    Effect.gen(function*() {
      const user = yield* someUser
      const simulator = yield* Simulator.Simulator
      const me = Users.getUsersMe()
      const as = (userId?: string) =>
        Effect.gen(function*() {
          const token = yield* simulator.token(userId === undefined ? {} : { userId })
          return yield* Effect.either(me).pipe(
            Effect.provide(PureCloud.layer({ environment: Simulator.hosts, auth: Auth.layerStatic(token) }))
          )
        })
      const nobody = yield* as()
      assert.deepInclude(Either.isLeft(nobody) ? nobody.left : {}, { status: 400, code: "not.a.user" })
      const somebody = yield* as(user.id)
      assert.deepStrictEqual(Either.getOrThrow(somebody).id, user.id)
    }).pipe(simulatedStrictly()))

  it.effect("without permissions gets their names in the error", () =>
    Effect.gen(function*() {
      const error = yield* Effect.flip(Users.postUsers({ body: { name: "A", email: "a@b.example", divisionId: home } }))
      assert.deepInclude(error, { _tag: "PureCloudForbidden", code: "missing.any.permissions" })
      assert.deepStrictEqual(error._tag === "PureCloudForbidden" && error.missing, ["directory:user:add"])
      assert.strictEqual((yield* Users.getUsers()).total, 100)
    }).pipe(simulatedStrictly({ clients: [{ id: "few", secret: "roles", roles: ["Employee"] }] })))

  it.effect("has an allowance in each minute", () =>
    Effect.gen(function*() {
      const simulator = yield* Simulator.Simulator
      const client = yield* Effect.map(simulator.token(), (token) =>
        PureCloud.layer({
          environment: Simulator.hosts,
          auth: Auth.layerStatic(token),
          retry: { maxRetryAfter: "1 second" }
        }))
      const response = yield* Users.getUsers.withResponse().pipe(Effect.provide(client))
      assert.strictEqual(response.headers["inin-ratelimit-count"], "1")
      assert.strictEqual(response.headers["inin-ratelimit-allowed"], "2")
      assert.strictEqual(response.headers["inin-ratelimit-reset"], "60")
      yield* Users.getUsers().pipe(Effect.provide(client))
      const error = yield* Effect.flip(Users.getUsers().pipe(Effect.provide(client)))
      assert.deepInclude(error, { _tag: "PureCloudRateLimited", code: "too.many.requests.retry.after" })
      yield* TestClock.adjust("1 minute")
      yield* Users.getUsers().pipe(Effect.provide(client))
    }).pipe(simulatedStrictly({ allowance: 2 })))
})

describe("a test", () => {
  it.effect("reads the recorded requests, and restores a snapshot", () =>
    Effect.gen(function*() {
      const simulator = yield* Simulator.Simulator
      const { id, version } = yield* someUser
      const snapshot = JSON.parse(JSON.stringify(yield* simulator.snapshot))
      yield* Users.patchUser({ userId: id, body: { version: version!, title: "Changed" } })
      const { id: created } = yield* Users.postUsers({
        body: { name: "New", email: "new@acme.example", divisionId: home }
      })
      const titleOf = (userId: string) => Effect.map(simulator.user(userId), Option.map(({ title }) => title))
      assert.deepStrictEqual(yield* titleOf(id), Option.some("Changed"))
      const requests = yield* simulator.requests
      assert.deepStrictEqual(
        requests.map(({ endpoint, status }) => [endpoint, status]),
        [["token", 200], ["getUsers", 200], ["patchUser", 200], ["postUsers", 200]]
      )
      assert.strictEqual(new Set(requests.map(({ correlationId }) => correlationId)).size, 4)
      const later = yield* simulator.snapshot
      yield* simulator.restore(snapshot)
      assert.notDeepEqual(yield* titleOf(id), Option.some("Changed"))
      assert.isTrue(Option.isNone(yield* simulator.user(created)))
      yield* simulator.restore(later)
      assert.deepStrictEqual(yield* titleOf(id), Option.some("Changed"))
      assert.isTrue(Option.isSome(yield* simulator.user(created)))
      const other = yield* Simulator.make({ seed: 2 })
      assert.isTrue(Exit.isFailure(yield* Effect.exit(other.restore(later))))
      assert.deepStrictEqual(
        Option.map(yield* simulator.user(id, ["skills"]), ({ skills }) => skills),
        Option.some((yield* Users.getUser({ userId: id, expand: ["skills"] })).skills)
      )
      yield* simulator.reset
      assert.deepStrictEqual(yield* simulator.requests, [])
      assert.isTrue(Option.isNone(yield* simulator.user(created)))
    }).pipe(simulatedStrictly()))

  it.effect("gets an error for invalid options", () =>
    Effect.gen(function*() {
      const refused: ReadonlyArray<Simulator.Options> = [
        { users: -1 },
        { seed: 0.5 },
        { allowance: 0 },
        { searchLag: invalid("soon") },
        { clients: [{ id: "a", secret: "b", roles: ["Queen"] }] },
        { api: invalid(2017) },
        { faults: [{ _tag: invalid("Quake") }] },
        { faults: [{ _tag: "Cut", rate: 2 }] },
        { faults: [{ _tag: "Status", status: 42 }] },
        { faults: [{ _tag: "Cut", nth: 0 }] },
        { faults: [{ _tag: "Cut", nth: [1, 1.5] }] },
        { faults: [{ _tag: "Cut", on: "getUserz" }] },
        { faults: [{ _tag: "Cut", on: ["getUser", "getTeam"] }] },
        { faults: [{ _tag: "Latency", delay: invalid("long") }] },
        { faults: [{ _tag: "Latency", delay: Duration.infinity }] },
        { faults: [{ _tag: "Latency", delay: 0, upTo: Duration.infinity }] },
        { passwordAge: Duration.infinity },
        { clients: [{ id: "a", secret: "b", tokenLife: Duration.infinity }] },
        { faults: [{ _tag: "Drift", change: invalid("Sideways") }] }
      ]
      for (const options of refused) {
        const error = yield* Effect.flip(Simulator.make(options))
        assert.strictEqual(error._op, "InvalidData")
      }
    }))
})
