/**
 * Roles, skills and languages are added and removed, and the others stay.
 */
import { assert, describe, it } from "@effect/vitest"
import { Effect, Stream } from "effect"
import * as Endpoints from "effect-purecloud/endpoints/index"
import type { UserLanguageEntityListing, UserSkillEntityListing } from "effect-purecloud/models/Routing"
import * as Simulator from "effect-purecloud/Simulator"
import * as Users from "effect-purecloud/Users"
import * as UserUpdate from "effect-purecloud/UserUpdate"
import { home, organization, recordedRequests, simulatedStrictly, someUser } from "./utils/simulator.js"

const writes = Effect.map(
  recordedRequests,
  (all) => all.flatMap(({ endpoint = "", method }) => method === "GET" || endpoint === "token" ? [] : [endpoint])
)

const grantsOf = (subjectId: string) =>
  Effect.map(
    Users.getAuthorizationSubject({ subjectId }),
    ({ grants = [] }) => grants.map(({ division, role }) => `${role?.name} in ${division?.name}`).sort()
  )

describe("addRoles and removeRoles", () => {
  it.effect("keep the other roles, as PUT does not", () =>
    Effect.gen(function*() {
      const { id: userId } = yield* someUser
      const { roles } = yield* organization
      const before = yield* grantsOf(userId)
      const grant = { roleId: roles.find(({ name }) => name === "User Admin")!.id, divisionId: "*" }
      yield* UserUpdate.addRoles(userId, [grant])
      const added = yield* grantsOf(userId)
      assert.sameMembers(added, [...before, "User Admin in *"])
      yield* UserUpdate.addRoles(userId, [grant])
      assert.deepStrictEqual(yield* grantsOf(userId), added)
      yield* UserUpdate.removeRoles(userId, [grant])
      assert.deepStrictEqual(yield* grantsOf(userId), before)
    }).pipe(simulatedStrictly()))

  it.effect("send several roles in one request, and none without roles", () =>
    Effect.gen(function*() {
      const { id: userId } = yield* someUser
      const grants = (yield* organization).roles.map(({ id }) => ({ roleId: id, divisionId: "*" }))
      yield* UserUpdate.addRoles(userId, grants)
      yield* UserUpdate.addRoles(userId, [])
      yield* UserUpdate.removeRoles(userId, grants)
      yield* UserUpdate.removeRoles(userId, [])
      assert.deepStrictEqual(yield* writes, ["postAuthorizationSubjectBulkadd", "postAuthorizationSubjectBulkremove"])
    }).pipe(simulatedStrictly()))

  it.effect("fail for an unknown user", () =>
    Effect.gen(function*() {
      const [role] = (yield* organization).roles
      const grants = [{ roleId: role!.id, divisionId: "*" }]
      for (const change of [UserUpdate.addRoles, UserUpdate.removeRoles]) {
        assert.strictEqual((yield* Effect.flip(change("nobody", grants)))._tag, "PureCloudNotFound")
      }
    }).pipe(simulatedStrictly()))
})

describe("addSkills and addLanguages", () => {
  it.effect("keep the others, and change the proficiency of those that the user has", () =>
    Effect.gen(function*() {
      const { languages: [english, french], skills: [first, second] } = yield* organization
      const { id: userId } = yield* Users.postUsers({
        body: { name: "Ada", email: "ada@acme.example", divisionId: home }
      })
      yield* UserUpdate.addSkills(userId, [{ id: first!.id, proficiency: 1 }])
      yield* UserUpdate.addSkills(userId, [
        { id: second!.id, proficiency: 2 },
        { id: first!.id, proficiency: 3 },
        { id: second!.id, proficiency: 4 }
      ])
      yield* UserUpdate.addLanguages(userId, [{ id: english!.id, proficiency: 5 }])
      yield* UserUpdate.addLanguages(userId, [{ id: french!.id, proficiency: 2 }])
      const proficiencies = <E, R>(
        items: Stream.Stream<{ readonly id?: string | undefined; readonly proficiency?: number | undefined }, E, R>
      ) => Effect.map(Stream.runCollect(items), (all) => [...all].map(({ id, proficiency }) => [id, proficiency]))
      assert.sameDeepMembers(yield* proficiencies(Users.getUserRoutingskills.items({ userId })), [
        [first!.id, 3],
        [second!.id, 4]
      ])
      assert.sameDeepMembers(yield* proficiencies(Users.getUserRoutinglanguages.items({ userId })), [
        [english!.id, 5],
        [french!.id, 2]
      ])
    }).pipe(simulatedStrictly()))

  for (const [count, sizes] of [[0, []], [1, [1]], [50, [50]], [51, [50, 1]], [120, [50, 50, 20]]] as const) {
    it.effect(`send ${count} in ${sizes.length} requests, in order`, () =>
      Effect.gen(function*() {
        const bodies: Array<ReadonlyArray<string>> = []
        const items = Array.from({ length: count }, (_, i) => ({ id: `i${i}`, proficiency: 1 }))
        const record = <A>(page: A) => ({ body }: { readonly body: ReadonlyArray<{ readonly id: string }> }) =>
          Effect.sync(() => {
            bodies.push(body.map(({ id }) => id))
            return page
          })
        const recorded = simulatedStrictly({
          operations: [
            Simulator.operation(Endpoints.patchUserRoutingskillsBulk, record<UserSkillEntityListing>({ entities: [] })),
            Simulator.operation(
              Endpoints.patchUserRoutinglanguagesBulk,
              record<UserLanguageEntityListing>({ entities: [] })
            )
          ]
        })
        for (const add of [UserUpdate.addSkills, UserUpdate.addLanguages]) {
          bodies.length = 0
          yield* recorded(add("u", items))
          assert.deepStrictEqual(bodies.map(({ length }) => length), [...sizes])
          assert.deepStrictEqual(bodies.flat(), items.map(({ id }) => id))
        }
      }))
  }
})
