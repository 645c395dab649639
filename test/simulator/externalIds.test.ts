/**
 * External ids of users.
 */
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import * as Simulator from "effect-purecloud/Simulator"
import * as Users from "effect-purecloud/Users"
import { simulatedStrictly, someUser } from "../utils/simulator.js"

const twoUsers = Effect.map(Users.getUsers({ pageSize: 2 }), ({ entities: [first, second] }) => [first!.id, second!.id])

const add = (userId: string, authorityName: string, externalKey: string) =>
  Users.postUserExternalid({ userId, body: { authorityName, externalKey } })

const keysOf = (userId: string) =>
  Effect.map(Users.getUserExternalid({ userId }), (ids) => ids.map(({ externalKey }) => externalKey))

describe("an external id", () => {
  it.effect("belongs to one user, and a user has one of each authority", () =>
    Effect.gen(function*() {
      const [first, second] = (yield* twoUsers) as [string, string]
      yield* add(first, "hr", "1")
      const conflict = { status: 409, code: "general.resource.conflict" }
      for (const refused of [add(second, "hr", "1"), add(first, "hr", "1"), add(first, "hr", "2")]) {
        assert.deepInclude(yield* Effect.flip(refused), conflict)
      }
      yield* add(second, "hr", "2")
      yield* add(second, "HR", "1")
      yield* add(first, "crm", "2")
      assert.deepStrictEqual(yield* keysOf(first), ["1", "2"])
      assert.deepStrictEqual(yield* keysOf(second), ["2", "1"])
      const holder = Users.getUsersExternalidAuthorityNameExternalKey({ authorityName: "HR", externalKey: "1" })
      assert.strictEqual((yield* holder).id, second)
    }).pipe(simulatedStrictly()))

  it.effect("needs a name and a key", () =>
    Effect.gen(function*() {
      const { id } = yield* someUser
      for (const refused of [add(id, "", "1"), add(id, "hr", "")]) {
        assert.deepInclude(yield* Effect.flip(refused), { status: 400, code: "general.bad.request" })
      }
    }).pipe(simulatedStrictly()))

  it.effect("is one of 100 at most", () =>
    Effect.gen(function*() {
      const { id } = yield* someUser
      for (let index = 0; index < 100; index++) yield* add(id, `authority ${index}`, "1")
      assert.deepInclude(yield* Effect.flip(add(id, "one more", "1")), { status: 400, code: "general.bad.request" })
      yield* Users.deleteUserExternalidAuthorityNameExternalKey({
        userId: id,
        authorityName: "authority 7",
        externalKey: "1"
      })
      assert.strictEqual((yield* add(id, "one more", "1")).length, 100)
    }).pipe(simulatedStrictly({ allowance: 1000 })))

  it.effect("that does not exist is not found and not removed", () =>
    Effect.gen(function*() {
      const [first, second] = (yield* twoUsers) as [string, string]
      yield* add(first, "hr", "Key")
      const remove = (userId: string, authorityName: string, externalKey: string) =>
        Users.deleteUserExternalidAuthorityNameExternalKey({ userId, authorityName, externalKey })
      const refused = [
        Users.getUserExternalidAuthorityName({ userId: second, authorityName: "hr" }),
        Users.getUserExternalidAuthorityName({ userId: first, authorityName: "Hr" }),
        Users.getUserExternalidAuthorityName({ userId: "nobody", authorityName: "hr" }),
        Users.getUsersExternalidAuthorityNameExternalKey({ authorityName: "hr", externalKey: "key" }),
        remove(first, "hr", "key"),
        remove(second, "hr", "Key"),
        remove("nobody", "hr", "Key")
      ]
      for (const program of refused) {
        assert.deepInclude(yield* Effect.flip(program), { status: 404, code: "general.resource.not.found" })
      }
      for (const program of [add("nobody", "hr", "9"), Users.getUserExternalid({ userId: "nobody" })]) {
        assert.deepInclude(yield* Effect.flip(program), { status: 404 })
      }
      assert.deepStrictEqual(yield* keysOf(first), ["Key"])
    }).pipe(simulatedStrictly()))

  it.effect("of a deleted user is not found, and cannot be given to another user", () =>
    Effect.gen(function*() {
      const [first, second] = (yield* twoUsers) as [string, string]
      yield* add(first, "hr", "1")
      yield* Users.deleteUser({ userId: first })
      const holder = Users.getUsersExternalidAuthorityNameExternalKey({ authorityName: "hr", externalKey: "1" })
      assert.deepInclude(yield* Effect.flip(holder), { status: 404 })
      assert.deepInclude(yield* Effect.flip(add(second, "hr", "1")), { status: 409 })
      yield* Users.putUserState({ userId: first, body: { state: "active" } })
      assert.strictEqual((yield* holder).id, first)
    }).pipe(simulatedStrictly()))

  it.effect("is in snapshots, and is reset", () =>
    Effect.gen(function*() {
      const [first, second] = (yield* twoUsers) as [string, string]
      const simulator = yield* Simulator.Simulator
      yield* add(first, "hr", "1")
      const snapshot = JSON.parse(JSON.stringify(yield* simulator.snapshot))
      yield* simulator.reset
      assert.deepStrictEqual(yield* keysOf(first), [])
      yield* add(second, "hr", "1")
      yield* simulator.restore(snapshot)
      assert.deepStrictEqual([yield* keysOf(first), yield* keysOf(second)], [["1"], []])
      assert.deepInclude(yield* Effect.flip(add(second, "hr", "1")), { status: 409 })
    }).pipe(simulatedStrictly()))

  it.effect("requires a permission to be changed", () =>
    Effect.gen(function*() {
      const { id } = yield* someUser
      assert.deepInclude(yield* Effect.flip(add(id, "hr", "1")), { _tag: "PureCloudForbidden" })
      assert.deepStrictEqual(yield* keysOf(id), [])
    }).pipe(simulatedStrictly({ clients: [{ id: "few", secret: "few", roles: ["Employee"] }] })))
})
