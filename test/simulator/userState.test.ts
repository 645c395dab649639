/**
 * States of users, and changes of several users.
 */
import { assert, describe, it } from "@effect/vitest"
import { Effect, TestClock } from "effect"
import * as Endpoint from "effect-purecloud/Endpoint"
import * as User from "effect-purecloud/models/User"
import * as UserRequest from "effect-purecloud/models/UserRequest"
import * as Permissions from "effect-purecloud/Permissions"
import * as PureCloud from "effect-purecloud/PureCloud"
import * as Simulator from "effect-purecloud/Simulator"
import * as Users from "effect-purecloud/Users"
import * as Schema from "effect/Schema"
import { home, simulatedStrictly, someUser } from "../utils/simulator.js"

/** The operation without the bound that the SDK checks before it sends a request. */
const patchUsersBulk = PureCloud.call(Endpoint.make({
  id: "patchUsersBulk",
  method: "PATCH",
  path: "/api/v2/users/bulk",
  body: Schema.Array(UserRequest.PatchUser),
  success: User.UserEntityListing,
  permissions: Permissions.none
}))

describe("the state of a user", () => {
  it.effect("has the time and the reason of its last change, whichever operation made it", () =>
    Effect.gen(function*() {
      yield* TestClock.setTime(0)
      const { id: userId } = yield* Users.postUsers({
        body: { name: "Ada", email: "ada@acme.example", divisionId: home }
      })
      const state = Users.getUserState({ userId })
      assert.deepStrictEqual(yield* state, {
        state: "active",
        version: 1,
        stateChangeReason: "Unknown",
        stateChangeDate: "1970-01-01T00:00:00.000Z"
      })
      yield* TestClock.adjust("1 second")
      yield* Users.putUserState({ userId, body: { state: "inactive", stateChangeReason: "Seasonal" } })
      const inactive = {
        state: "inactive",
        version: 2,
        stateChangeReason: "Seasonal",
        stateChangeDate: "1970-01-01T00:00:01.000Z"
      } as const
      assert.deepStrictEqual(yield* state, inactive)
      yield* TestClock.adjust("1 second")
      yield* Users.patchUser({ userId, body: { version: 2, title: "Same state" } })
      yield* Users.putUserState({ userId, body: { state: "inactive", stateChangeReason: "Conduct" } })
      assert.deepStrictEqual(yield* state, { ...inactive, version: 4 })
      yield* Users.patchUser({ userId, body: { version: 4, state: "active" } })
      const active = { state: "active", version: 5, stateChangeReason: "Unknown" }
      assert.deepStrictEqual(yield* state, { ...active, stateChangeDate: "1970-01-01T00:00:02.000Z" })
      yield* Users.deleteUser({ userId })
      assert.deepInclude(yield* state, { state: "deleted", version: 6 })
    }).pipe(simulatedStrictly()))

  it.effect("refuses an outdated version, a missing or unknown state, and unknown users", () =>
    Effect.gen(function*() {
      const { id: userId, version } = yield* someUser
      const set = (body: Parameters<typeof Users.putUserState>[0]["body"], id = userId) =>
        Effect.flip(Users.putUserState({ userId: id, body }))
      assert.deepInclude(yield* set({ state: "inactive", version: version! + 1 }), {
        status: 400,
        code: "general.conflict"
      })
      assert.deepInclude(yield* set({}), { status: 400, code: "general.bad.request" })
      assert.deepInclude(yield* set({ state: "gone" }), { status: 400 })
      assert.deepInclude(yield* set({ state: "inactive", stateChangeReason: "Boredom" }), { status: 400 })
      assert.deepInclude(yield* set({ state: "active" }, "nobody"), { code: "general.resource.not.found" })
      assert.deepInclude(yield* Effect.flip(Users.getUserState({ userId: "nobody" })), { status: 404 })
      assert.deepInclude(yield* Users.getUserState({ userId }), { state: "active", version })
    }).pipe(simulatedStrictly()))

  it.effect("is in snapshots, and is reset", () =>
    Effect.gen(function*() {
      const simulator = yield* Simulator.Simulator
      const { id: userId } = yield* someUser
      const initial = yield* Users.getUserState({ userId })
      const changed = yield* Users.putUserState({ userId, body: { state: "inactive", stateChangeReason: "Leave" } })
      const snapshot = JSON.parse(JSON.stringify(yield* simulator.snapshot))
      yield* simulator.reset
      assert.deepStrictEqual(yield* Users.getUserState({ userId }), initial)
      yield* simulator.restore(snapshot)
      assert.deepStrictEqual(yield* Users.getUserState({ userId }), changed)
    }).pipe(simulatedStrictly()))

  it.effect("requires permissions", () =>
    Effect.gen(function*() {
      const { id: userId } = yield* someUser
      assert.strictEqual((yield* Effect.flip(Users.getUserState({ userId })))._tag, "PureCloudForbidden")
      const set = Users.putUserState({ userId, body: { state: "inactive" } })
      assert.strictEqual((yield* Effect.flip(set))._tag, "PureCloudForbidden")
    }).pipe(simulatedStrictly({ clients: [{ id: "few", secret: "few", roles: ["Employee"] }] })))
})

describe("a change of several users", () => {
  it.effect("changes none if one of them cannot be changed", () =>
    Effect.gen(function*() {
      const { acdAutoAnswer, id, version } = yield* someUser
      const change = { id, acdAutoAnswer: acdAutoAnswer !== true }
      const deleted = yield* Users.postUsers({ body: { name: "Gone", email: "gone@acme.example", divisionId: home } })
      yield* Users.deleteUser({ userId: deleted.id })
      for (const other of [{ id: "nobody" }, { id: deleted.id }]) {
        assert.deepInclude(yield* Effect.flip(Users.patchUsersBulk({ body: [change, other] })), { status: 404 })
      }
      assert.deepInclude(yield* Effect.flip(Users.patchUsersBulk({ body: [change, {}] })), { status: 400 })
      assert.strictEqual((yield* Users.getUser({ userId: id })).version, version)
    }).pipe(simulatedStrictly()))

  it.effect("changes 50 users at most", () =>
    Effect.gen(function*() {
      const { entities } = yield* Users.getUsers({ pageSize: 51 })
      const changes = entities.map(({ id }) => ({ id, acdAutoAnswer: true }))
      assert.deepInclude(yield* Effect.flip(patchUsersBulk({ body: changes })), { status: 400 })
      const changed = yield* patchUsersBulk({ body: changes.slice(1) })
      assert.strictEqual(changed.entities.length, 50)
      assert.isTrue(changed.entities.every(({ acdAutoAnswer }) => acdAutoAnswer === true))
    }).pipe(simulatedStrictly()))
})
