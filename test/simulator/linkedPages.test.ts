/**
 * Listings whose links have cursors: skill groups and chats.
 */
import { assert, describe, it } from "@effect/vitest"
import { Effect, Stream } from "effect"
import * as Auth from "effect-purecloud/Auth"
import * as Simulator from "effect-purecloud/Simulator"
import * as Users from "effect-purecloud/Users"
import { client, home, simulatedStrictly, someUser } from "../utils/simulator.js"

const paramOf = (uri: string | undefined, param: string) =>
  new URL(uri ?? "", "https://api.example").searchParams.get(param) ?? ""

/** A user with all skills, who is a member of many groups. */
const expert = Effect.gen(function*() {
  const { organization } = yield* Simulator.Simulator
  const { id: userId } = yield* Users.postUsers({
    body: { name: "Expert", email: "expert@acme.example", divisionId: home }
  })
  for (const { id } of organization.skills) yield* Users.postUserRoutingskills({ userId, body: { id, proficiency: 5 } })
  return userId
})

describe("skill groups of a user", () => {
  it.effect("are listed forwards and backwards", () =>
    Effect.gen(function*() {
      const userId = yield* expert
      const all = (yield* Users.getUserSkillgroups({ userId, pageSize: 100 })).entities
      assert.strictEqual(all.length, 25)
      const first = yield* Users.getUserSkillgroups({ userId, pageSize: 10 })
      assert.deepStrictEqual(first.entities, all.slice(0, 10))
      assert.notProperty(first, "previousUri")
      const after = paramOf(first.nextUri, "after")
      const second = yield* Users.getUserSkillgroups({ userId, pageSize: 10, after })
      assert.deepStrictEqual(second.entities, all.slice(10, 20))
      const before = paramOf(second.previousUri, "before")
      assert.deepStrictEqual(yield* Users.getUserSkillgroups({ userId, pageSize: 10, before }), {
        ...first,
        selfUri: second.previousUri!
      })
      const last = yield* Users.getUserSkillgroups({ userId, pageSize: 10, after: paramOf(second.nextUri, "after") })
      assert.deepStrictEqual(last.entities, all.slice(20))
      assert.notProperty(last, "nextUri")
    }).pipe(simulatedStrictly()))

  it.effect("are those whose conditions the active skills of the user fulfil", () =>
    Effect.gen(function*() {
      const userId = yield* expert
      const { organization: { skills } } = yield* Simulator.Simulator
      const names = Effect.map(
        Users.getUserSkillgroups({ userId, pageSize: 100 }),
        ({ entities }) => entities.map(({ name }) => name)
      )
      const { id, name } = skills[0]!
      assert.include(yield* names, `${name} Experts`)
      yield* Users.putUserRoutingskill({ userId, skillId: id, body: { proficiency: 5, state: "inactive" } })
      assert.notInclude(yield* names, `${name} Experts`)
    }).pipe(simulatedStrictly()))

  it.effect("stay complete if the user leaves the group that a cursor names", () =>
    Effect.gen(function*() {
      const userId = yield* expert
      const { organization: { skills } } = yield* Simulator.Simulator
      const page = yield* Users.getUserSkillgroups({ userId, pageSize: 3 })
      for (const { id } of skills.slice(1, 3)) yield* Users.deleteUserRoutingskill({ userId, skillId: id })
      const next = yield* Users.getUserSkillgroups({ userId, pageSize: 1, after: paramOf(page.nextUri, "after") })
      assert.deepStrictEqual(next.entities.map(({ name }) => name), [`${skills[3]!.name} Experts`])
    }).pipe(simulatedStrictly()))

  it.effect("refuse wrong cursors, too large pages and unknown users", () =>
    Effect.gen(function*() {
      const { id: userId } = yield* someUser
      const after = Buffer.from("3").toString("base64")
      for (const input of [{ after: "?" }, { before: "W10=" }, { after, before: after }, { pageSize: 101 }]) {
        assert.deepInclude(yield* Effect.flip(Users.getUserSkillgroups({ userId, ...input })), { status: 400 })
      }
      assert.deepInclude(yield* Effect.flip(Users.getUserSkillgroups({ userId: "nobody" })), { status: 404 })
    }).pipe(simulatedStrictly()))
})

describe("chats", () => {
  it.effect("are read page by page, with additions that are requested", () =>
    Effect.gen(function*() {
      const simulator = yield* Simulator.Simulator
      const { id: userId, version } = yield* someUser
      const groups = simulator.organization.groups.map(({ id }) => ({ id }))
      yield* Users.patchUser({ userId, body: { version: version!, groups } })
      const token = yield* simulator.token({ userId })
      yield* Effect.gen(function*() {
        const all = [...yield* Stream.runCollect(Users.getUsersChatsMe.items())]
        assert.isAbove(all.length, groups.length)
        assert.strictEqual(new Set(all.map(({ id }) => id)).size, all.length)
        assert.isTrue(all.every(({ room, user }) => room?.owners === undefined && user?.presence === undefined))
        const first = yield* Users.getUsersChatsMe({ includeRoomOwners: true })
        assert.strictEqual(first.entities.length, 5)
        assert.notProperty(first, "previousUri")
        assert.strictEqual(paramOf(first.nextUri, "includeRoomOwners"), "true")
        assert.isTrue(first.entities.every(({ room }) => room?.owners?.length === 1))
        assert.deepInclude(yield* Effect.flip(Users.getUsersChatsMe({ after: "?" })), { status: 400 })
      }).pipe(client(Auth.layerStatic(token)))
    }).pipe(simulatedStrictly()))

  it.effect("require a permission", () =>
    Effect.gen(function*() {
      assert.deepInclude(yield* Effect.flip(Users.getUsersChatsMe()), { _tag: "PureCloudForbidden" })
    }).pipe(simulatedStrictly({ clients: [{ id: "none", secret: "none", roles: [] }] })))
})
