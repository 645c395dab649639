/**
 * Operations of today's API (2026) on users and their states, with their effect on the store of the simulator.
 */
import { assert } from "@effect/vitest"
import { Effect, Option, Stream } from "effect"
import * as Endpoints from "effect-purecloud/endpoints/index"
import * as Simulator from "effect-purecloud/Simulator"
import { call, codeOf, newUser, type Program, someUsers, tagOf } from "../../utils/roundTrips.js"

export const directory: { readonly [name: string]: Program } = {
  "a listing by cursor": Effect.gen(function*() {
    const simulator = yield* Simulator.Simulator
    const { id } = yield* newUser("Cursor Reader")
    const items = call(Endpoints.getUsersQuery).items
    const listed = [...yield* Stream.runCollect(items({ state: "any" }, { pageSize: 7 }))]
    assert.deepStrictEqual(listed, JSON.parse(JSON.stringify([...yield* simulator.users()])))
    assert.strictEqual(listed[listed.length - 1]?.id, id)
    const reversed = yield* Stream.runCollect(items({ state: "any", sortOrder: "DESC" }, { pageSize: 7 }))
    assert.deepStrictEqual([...reversed], listed.slice().reverse())
    assert.strictEqual(yield* codeOf(call(Endpoints.getUsersQuery)({ cursor: "nope" })), "invalid.value")
  }),

  "a change of several users": Effect.gen(function*() {
    const users = (yield* someUsers).slice(2, 5)
    const body = users.map(({ acdAutoAnswer, id }) => ({ id, acdAutoAnswer: acdAutoAnswer !== true }))
    const { entities, total } = yield* call(Endpoints.patchUsersBulk)({ body })
    assert.strictEqual(total, 3)
    assert.deepStrictEqual(entities.map(({ acdAutoAnswer, id }) => ({ id, acdAutoAnswer })), body)
    for (const [index, { id, version }] of users.entries()) {
      const user = yield* call(Endpoints.getUser)({ userId: id })
      assert.deepStrictEqual(user, entities[index])
      assert.strictEqual(user.version, version! + 1)
    }
  }),

  "the state of a user": Effect.gen(function*() {
    const simulator = yield* Simulator.Simulator
    const { id: userId } = yield* newUser("State Changer")
    const first = yield* call(Endpoints.getUserState)({ userId })
    assert.deepInclude(first, { state: "active", version: 1, stateChangeReason: "Unknown" })
    const body = { state: "deleted", stateChangeReason: "Leave", version: 1 } as const
    const deleted = yield* call(Endpoints.putUserState)({ userId, body })
    assert.deepInclude(deleted, { ...body, version: 2 })
    assert.deepStrictEqual(yield* call(Endpoints.getUserState)({ userId }), deleted)
    assert.strictEqual(yield* tagOf(call(Endpoints.getUser)({ userId })), "PureCloudNotFound")
    assert.strictEqual(yield* codeOf(call(Endpoints.putUserState)({ userId, body })), "general.conflict")
    yield* call(Endpoints.putUserState)({ userId, body: { state: "active" } })
    assert.deepInclude(Option.getOrThrow(yield* simulator.user(userId)), { state: "active", version: 3 })
  })
}
