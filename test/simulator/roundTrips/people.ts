/**
 * Operations on users, their roles and their profiles, with their effect on the store of the simulator.
 */
import { assert } from "@effect/vitest"
import { Effect, Option, Stream } from "effect"
import * as Endpoints from "effect-purecloud/endpoints/index"
import * as Simulator from "effect-purecloud/Simulator"
import { as, call, codeOf, newUser, type Program, someUsers, tagOf, userAt } from "../../utils/roundTrips.js"
import { home } from "../../utils/simulator.js"

export const people: { readonly [name: string]: Program } = {
  users: Effect.gen(function*() {
    const created = yield* newUser("Round Trip")
    const userId = created.id
    assert.deepStrictEqual(yield* call(Endpoints.getUser)({ userId }), created)
    const changed = yield* call(Endpoints.patchUser)({
      userId,
      body: { version: created.version!, title: "Traveller" }
    })
    assert.deepStrictEqual((yield* call(Endpoints.getUsers)({ id: [userId] })).entities, [changed])
    yield* call(Endpoints.deleteUser)({ userId })
    assert.deepStrictEqual((yield* call(Endpoints.getUsers)({ id: [userId] })).entities, [])
    const simulator = yield* Simulator.Simulator
    const stored = Option.getOrThrow(yield* simulator.user(userId))
    assert.deepInclude(stored, { state: "deleted", title: "Traveller", version: 3 })
  }),

  me: Effect.gen(function*() {
    const user = yield* userAt(4)
    const me = yield* as(
      user.id,
      call(Endpoints.getUsersMe)({
        expand: [
          "date",
          "geolocationsettings",
          "organization",
          "presencedefinitions",
          "divisionedpresencedefinitions",
          "locationdefinitions",
          "orgauthorization",
          "orgproducts",
          "favorites",
          "superiors",
          "directreports",
          "adjacents",
          "routingskills",
          "fieldconfigs",
          "token",
          "trustors",
          "autoanswersettings",
          "presence",
          "skills",
          "languages",
          "team"
        ]
      })
    )
    assert.deepInclude(me, { id: user.id, email: user.email })
    assert.deepStrictEqual(me.superiors?.map(({ id }) => id), [user.manager?.id])
    assert.isUndefined(me.adjacents)
    assert.isDefined((yield* as(user.id, call(Endpoints.getUsersMe)({ expand: ["adjacents"] }))).adjacents)
  }),

  searches: Effect.gen(function*() {
    const user = yield* userAt(3)
    const found = yield* call(Endpoints.postUsersSearch)({
      body: { expand: ["skills"], query: [{ type: "EXACT", fields: ["email"], value: user.email! }] }
    })
    assert.deepStrictEqual(found.results.map(({ id }) => id), [user.id])
    assert.isDefined(found.results[0]?.skills)
    const q64 = new URLSearchParams(found.currentPage!.split("?")[1]).get("q64")!
    assert.deepStrictEqual(yield* call(Endpoints.getUsersSearch)({ q64 }), found)
    assert.strictEqual(yield* codeOf(call(Endpoints.getUsersSearch)({ q64: "?" })), "invalid.value")
  }),

  roles: Effect.gen(function*() {
    const { id: userId } = yield* newUser("Role Player")
    const { organization } = yield* Simulator.Simulator
    const roleOf = (name: string) => organization.roles.find((role) => role.name === name)!.id
    const refused = as(
      userId,
      call(Endpoints.postUsers)({ body: { name: "N", email: "n@acme.example", divisionId: home } })
    )
    assert.strictEqual(yield* tagOf(refused), "PureCloudForbidden")
    const set = yield* call(Endpoints.putUserRoles)({ userId, body: [roleOf("User Admin"), roleOf("Agent")] })
    assert.deepStrictEqual(set.roles?.map(({ name }) => name), ["User Admin", "Agent"])
    assert.include(set.permissions ?? [], "directory:user:add")
    assert.deepStrictEqual(yield* call(Endpoints.getUserRoles)({ userId }), set)
    yield* refused
    assert.strictEqual(yield* tagOf(call(Endpoints.putUserRoles)({ userId, body: ["nope"] })), "PureCloudNotFound")
    yield* call(Endpoints.deleteUserRoles)({ userId })
    assert.deepStrictEqual((yield* call(Endpoints.getUserRoles)({ userId })).roles, [])
  }),

  trustors: Effect.gen(function*() {
    const users = yield* someUsers
    const trustors = yield* Effect.forEach(
      users,
      ({ id }) => Stream.runCollect(call(Endpoints.getUserTrustors).items({ userId: id }, { pageSize: 1 }))
    )
    assert.sameMembers([...new Set(trustors.map((all) => [...all].length))], [0, 1, 2])
  }),

  colleagues: Effect.gen(function*() {
    const [head, , , , , , , , , deep] = yield* someUsers
    const superiors = yield* call(Endpoints.getUserSuperiors)({ userId: deep!.id })
    assert.deepStrictEqual(superiors.map(({ id }) => id), [deep!.manager!.id, head!.id])
    const [manager] = superiors
    const reports = yield* call(Endpoints.getUserDirectreports)({ userId: manager!.id, expand: ["skills"] })
    assert.include(reports.map(({ id }) => id), deep!.id)
    assert.isTrue(reports.every(({ skills }) => skills !== undefined))
    const around = yield* call(Endpoints.getUserAdjacents)({ userId: deep!.id })
    assert.deepStrictEqual(around.superiors, superiors)
    assert.sameMembers(
      around.siblings!.map(({ id }) => id),
      reports.map(({ id }) => id).filter((id) => id !== deep!.id)
    )
    // The colleagues of a user are those with the same manager.
    yield* call(Endpoints.patchUser)({ userId: deep!.id, body: { version: deep!.version!, manager: head!.id } })
    const after = yield* call(Endpoints.getUserAdjacents)({ userId: deep!.id })
    assert.deepStrictEqual(after.superiors?.map(({ id }) => id), [head!.id])
    assert.include(after.siblings?.map(({ id }) => id) ?? [], manager!.id)
    const favorites = yield* call(Endpoints.getUserFavorites)({ userId: deep!.id, sortOrder: "DESC" })
    assert.isAbove(favorites.entities.length, 0)
  }),

  profiles: Effect.gen(function*() {
    const user = yield* userAt(6)
    const userId = user.id
    const profile = yield* call(Endpoints.getUserProfile)({ userId, expand: ["presence", "authorization"] })
    assert.deepInclude(profile, { id: userId, name: user.name, version: user.version })
    assert.sameMembers(Object.keys(profile.expands!), ["presence", "authorization"])
    const listed = yield* call(Endpoints.getProfilesUsers)({ jid: [user.chat!.jabberId!] })
    assert.deepStrictEqual(listed.entities.map(({ id }) => id), [userId])
    const skills = yield* call(Endpoints.putUserProfileskills)({ userId, body: ["Juggling", "SQL", "SQL"] })
    assert.deepStrictEqual(skills, ["Juggling", "SQL"])
    assert.deepStrictEqual(yield* call(Endpoints.getUserProfileskills)({ userId }), skills)
    const expanded = yield* call(Endpoints.getUser)({ userId, expand: ["profileSkills"] })
    assert.deepStrictEqual([expanded.profileSkills, expanded.version], [skills, user.version! + 1])
    assert.strictEqual((yield* call(Endpoints.getFieldconfig)({ type: "person" })).entityType, "person")
  }),

  passwords: Effect.gen(function*() {
    const { id: userId } = yield* newUser("Pass Word")
    const sent = (id: string) =>
      Effect.map(
        call(Endpoints.getUser)({ userId: id, expand: ["dateWelcomeSent"] }),
        ({ dateWelcomeSent }) => dateWelcomeSent
      )
    assert.isUndefined(yield* sent(userId))
    yield* call(Endpoints.postUserInvite)({ userId })
    const first = yield* sent(userId)
    assert.isDefined(first)
    yield* call(Endpoints.postUserInvite)({ userId })
    assert.strictEqual(yield* sent(userId), first)
    yield* Effect.sleep("5 millis")
    yield* call(Endpoints.postUserInvite)({ userId, force: true })
    assert.notStrictEqual(yield* sent(userId), first)

    const set = call(Endpoints.postUserPassword)
    assert.strictEqual(yield* codeOf(set({ userId, body: { newPassword: "short" } })), "invalid.password")
    yield* set({ userId, body: { newPassword: "Long-enough-1" } })
    const change = (oldPassword: string) =>
      as(userId, call(Endpoints.postUsersMePassword)({ body: { oldPassword, newPassword: "Another-one-2" } }))
    assert.strictEqual(yield* codeOf(change("Wrong-one-1")), "invalid.password")
    yield* change("Long-enough-1")
    assert.strictEqual(yield* codeOf(change("Long-enough-1")), "invalid.password")
  })
}
