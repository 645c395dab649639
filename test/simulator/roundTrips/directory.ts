/**
 * Operations of today's API (2026) on users and their states, with their effect on the store of the simulator.
 */
import { assert } from "@effect/vitest"
import { Effect, Option, Stream } from "effect"
import * as Endpoints from "effect-purecloud/endpoints/index"
import * as Simulator from "effect-purecloud/Simulator"
import { as, call, codeOf, newUser, type Program, someUsers, tagOf, userAt } from "../../utils/roundTrips.js"

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
  }),

  "searches for a purpose": Effect.gen(function*() {
    const { id: userId } = yield* newUser("Search Target")
    const body = { query: [{ type: "EXACT", fields: ["name"], value: "Search Target" }] } as const
    const searches = [
      Endpoints.postUsersSearchConversationTarget,
      Endpoints.postUsersSearchQueuemembersManage,
      Endpoints.postUsersSearchTeamsAssign
    ]
    for (const search of searches) {
      assert.deepStrictEqual((yield* call(search)({ body })).results.map(({ id }) => id), [userId], search.id)
    }
    yield* call(Endpoints.putUserState)({ userId, body: { state: "inactive" } })
    for (const search of searches) assert.deepStrictEqual((yield* call(search)({ body })).results, [], search.id)
    assert.strictEqual((yield* call(Endpoints.postUsersSearch)({ body })).total, 1)
  }),

  "external ids": Effect.gen(function*() {
    const { id: userId } = yield* newUser("External Id")
    const { id: otherId } = yield* newUser("Other External Id")
    const key = { authorityName: "hr/é", externalKey: "E 1%?" }
    const add = call(Endpoints.postUserExternalid)
    const added = yield* add({ userId, body: key })
    assert.deepStrictEqual(added.map(({ selfUri: _, ...id }) => id), [key])
    yield* add({ userId, body: { authorityName: "crm", externalKey: "7" } })
    const all = yield* call(Endpoints.getUserExternalid)({ userId })
    assert.deepStrictEqual(all.map(({ authorityName }) => authorityName), ["hr/é", "crm"])
    const one = yield* call(Endpoints.getUserExternalidAuthorityName)({ userId, authorityName: "hr/é" })
    assert.deepStrictEqual([one], added)
    const lookUp = call(Endpoints.getUsersExternalidAuthorityNameExternalKey)
    assert.strictEqual((yield* lookUp({ ...key, expand: ["presence"] })).id, userId)
    assert.strictEqual(yield* codeOf(add({ userId: otherId, body: key })), "general.resource.conflict")
    yield* call(Endpoints.deleteUserExternalidAuthorityNameExternalKey)({ userId, ...key })
    assert.strictEqual(yield* codeOf(lookUp(key)), "general.resource.not.found")
    yield* add({ userId: otherId, body: key })
    assert.strictEqual((yield* lookUp(key)).id, otherId)
  }),

  "skill groups": Effect.gen(function*() {
    const { organization: { languages, skills } } = yield* Simulator.Simulator
    const idOf = (all: ReadonlyArray<Simulator.Named>, name: string) => all.find((entity) => entity.name === name)!.id
    const { id: userId } = yield* newUser("Group Member")
    const groups = Effect.map(
      Stream.runCollect(call(Endpoints.getUserSkillgroups).items({ userId }, { pageSize: 1 })),
      (groups) => [...groups].map(({ name }) => name)
    )
    assert.deepStrictEqual(yield* groups, [])
    const hardware = idOf(skills, "Hardware")
    yield* call(Endpoints.postUserRoutingskills)({ userId, body: { id: hardware, proficiency: 5 } })
    yield* call(Endpoints.postUserRoutingskills)({ userId, body: { id: idOf(skills, "Sales"), proficiency: 2 } })
    assert.deepStrictEqual(yield* groups, ["Hardware Experts", "Hardware or Networking"])
    yield* call(Endpoints.postUserRoutinglanguages)({
      userId,
      body: { id: idOf(languages, "English"), proficiency: 1 }
    })
    yield* call(Endpoints.putUserRoutingskill)({ userId, skillId: hardware, body: { proficiency: 3 } })
    assert.deepStrictEqual(yield* groups, ["English Speakers", "Hardware or Networking", "Sales Beginners in English"])
  }),

  chats: Effect.gen(function*() {
    const { organization } = yield* Simulator.Simulator
    const { id: userId, version } = yield* userAt(8)
    const { entities: favorites } = yield* call(Endpoints.getUserFavorites)({ userId })
    const groups = organization.groups.map(({ id }) => ({ id }))
    yield* call(Endpoints.patchUser)({ userId, body: { version: version!, groups } })
    const chatsOf = (input: { readonly excludeClosed?: boolean; readonly includePresence?: boolean }) =>
      as(userId, Stream.runCollect(call(Endpoints.getUsersChatsMe).items(input))).pipe(
        Effect.map((chats) => [...chats])
      )
    const chats = yield* chatsOf({})
    assert.deepStrictEqual(chats.map(({ name }) => name), [
      ...organization.groups.map(({ name }) => name),
      ...favorites.map(({ name }) => name!)
    ])
    assert.deepStrictEqual(yield* chatsOf({ excludeClosed: true }), chats.filter(({ open }) => open))
    const withPresence = (yield* chatsOf({ includePresence: true })).filter(({ user }) => user?.presence !== undefined)
    assert.deepStrictEqual(withPresence.map(({ user }) => user!.id!), favorites.map(({ id }) => id))
    assert.strictEqual(yield* codeOf(call(Endpoints.getUsersChatsMe)()), "not.a.user")
  })
}
