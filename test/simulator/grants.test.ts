/**
 * Roles in divisions: groups and OAuth clients as subjects, permissions of the caller, and refused changes.
 */
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import * as Auth from "effect-purecloud/Auth"
import * as Simulator from "effect-purecloud/Simulator"
import * as Users from "effect-purecloud/Users"
import * as FastCheck from "effect/FastCheck"
import { codeOf, tagOf } from "../utils/roundTrips.js"
import { as, client, simulatedStrictly } from "../utils/simulator.js"

/** Ids of the first user, who is an Admin, of an agent, and of roles, divisions and groups by name. */
const world = Effect.gen(function*() {
  const { organization: { divisions, groups, roles } } = yield* Simulator.Simulator
  const { entities } = yield* Users.getUsers({ pageSize: 25 })
  const [admin, user] = entities.map(({ id }) => id) as [string, string]
  const named = (all: ReadonlyArray<Simulator.Named>) => (name: string) => all.find((each) => each.name === name)!.id
  const [home, europe, asia] = divisions.map(({ id }) => id) as [string, string, string]
  return { admin, user, home, europe, asia, roleId: named(roles), groupId: named(groups), roles, groups }
})

const grantsOf = (subjectId: string, includeDuplicates = false) =>
  Effect.map(
    Users.getAuthorizationSubject({ subjectId, includeDuplicates }),
    ({ grants = [] }) => grants.map(({ division, role, subjectId }) => [subjectId, role?.id, division?.id] as const)
  )

describe("groups as subjects", () => {
  it.effect("give their roles to their members, also after the roles of a member were replaced", () =>
    Effect.gen(function*() {
      const { europe, groupId, roleId, user } = yield* world
      const group = groupId("Mentors")
      const supervisor = roleId("Supervisor")
      const agent = roleId("Agent")
      const { version } = yield* Users.getUser({ userId: user })
      yield* Users.patchUser({ userId: user, body: { version: version!, groups: [{ id: group, name: "" }] } })
      const observe = as(user, Users.getAuthorizationDivisionspermittedPagedMe({ permission: "routing:skill:assign" }))
      yield* Users.postAuthorizationSubjectBulkreplace({ subjectId: user, body: { grants: [] } })
      assert.deepStrictEqual((yield* observe).entities, [])
      const body = { grants: [{ roleId: supervisor, divisionId: europe }, { roleId: agent, divisionId: europe }] }
      yield* Users.postAuthorizationSubjectBulkadd({ subjectId: group, subjectType: "PC_GROUP", body })
      assert.deepStrictEqual((yield* observe).entities.map(({ id }) => id), [europe])
      yield* Users.postAuthorizationSubjectBulkreplace({
        subjectId: user,
        body: { grants: [{ roleId: agent, divisionId: europe }] }
      })
      assert.deepStrictEqual(yield* grantsOf(user), [[user, agent, europe], [group, supervisor, europe]])
      assert.deepStrictEqual(yield* grantsOf(user, true), [
        [user, agent, europe],
        [group, supervisor, europe],
        [group, agent, europe]
      ])
      const roles = yield* Users.getUserRoles({ userId: user })
      assert.deepStrictEqual(roles.roles?.map(({ id }) => id), [agent])
      assert.include(roles.permissions ?? [], "routing:skill:assign")
      assert.strictEqual(
        yield* tagOf(Users.postAuthorizationSubjectBulkadd({ subjectId: group, body })),
        "PureCloudNotFound"
      )
    }).pipe(simulatedStrictly()))
})

describe("OAuth clients as subjects", () => {
  const clients = [
    { ...Simulator.defaultClient },
    { id: "other", secret: "s", roles: ["Employee"], permissions: ["authorization:grant:view"] }
  ]

  it.effect("have the roles and permissions of their options, and those that were granted", () =>
    Effect.gen(function*() {
      const { europe, roleId, user } = yield* world
      const simulator = yield* Simulator.Simulator
      const token = yield* simulator.token({ clientId: "other" })
      const asClient = client(Auth.layerStatic(token))
      assert.deepStrictEqual(yield* grantsOf("other"), [["other", roleId("Employee"), "*"]])
      const assign = asClient(Users.putUserRoutingskillsBulk({ userId: user, body: [] }))
      assert.strictEqual(yield* tagOf(assign), "PureCloudForbidden")
      const subject = { subjectId: "other", subjectType: "PC_OAUTH_CLIENT" } as const
      yield* Users.postAuthorizationSubjectDivisionRole({
        ...subject,
        roleId: roleId("Supervisor"),
        divisionId: europe
      })
      assert.deepStrictEqual((yield* assign).entities, [])
      yield* Users.postAuthorizationSubjectBulkreplace({ ...subject, body: { grants: [] } })
      assert.strictEqual(yield* tagOf(assign), "PureCloudForbidden")
      // Permissions that the client has in addition to its roles are kept.
      assert.deepStrictEqual((yield* asClient(Users.getAuthorizationSubject({ subjectId: "other" }))).grants, [])
      yield* simulator.reset
      assert.deepStrictEqual(yield* grantsOf("other"), [["other", roleId("Employee"), "*"]])
    }).pipe(simulatedStrictly({ clients })))

  it.effect("are not users, so the operations of the current user fail", () =>
    Effect.gen(function*() {
      assert.strictEqual(yield* codeOf(Users.getAuthorizationSubjectsMe()), "not.a.user")
      const input = { permission: "routing:queue:view" }
      assert.strictEqual(yield* codeOf(Users.getAuthorizationDivisionspermittedMe(input)), "not.a.user")
      assert.strictEqual(yield* codeOf(Users.getAuthorizationDivisionspermittedPagedMe(input)), "not.a.user")
    }).pipe(simulatedStrictly()))
})

describe("permissions of the caller", () => {
  it.effect("are required in each division of a change", () =>
    Effect.gen(function*() {
      const { asia, europe, roleId, user } = yield* world
      const { entities } = yield* Users.getUsers({ pageSize: 5 })
      const target = entities[4]!.id
      const employee = roleId("Employee")
      // An Admin of Europe only, whose other roles do not grant roles.
      yield* Users.postAuthorizationSubjectBulkreplace({
        subjectId: user,
        body: { grants: [{ roleId: roleId("Admin"), divisionId: europe }] }
      })
      yield* Users.postAuthorizationSubjectBulkreplace({
        subjectId: target,
        body: { grants: [{ roleId: employee, divisionId: asia }] }
      })
      const before = yield* grantsOf(target)
      const inDivision = (divisionId: string) => {
        const one = { subjectId: target, roleId: employee, divisionId }
        const several = { subjectId: target, body: { grants: [{ roleId: employee, divisionId }] } }
        return [
          Users.postAuthorizationSubjectDivisionRole(one),
          Users.postAuthorizationSubjectBulkadd(several),
          Users.postAuthorizationSubjectBulkremove(several),
          Users.deleteAuthorizationSubjectDivisionRole(one)
        ]
      }
      for (const divisionId of [asia, "*"]) {
        for (const change of inDivision(divisionId)) {
          assert.strictEqual(yield* codeOf(as(user, change)), "missing.division.permissions")
        }
      }
      // A replacement requires the permission to remove the grants that it lacks.
      const replace = Users.postAuthorizationSubjectBulkreplace({
        subjectId: target,
        body: { grants: [{ roleId: employee, divisionId: europe }] }
      })
      assert.strictEqual(yield* codeOf(as(user, replace)), "missing.division.permissions")
      assert.deepStrictEqual(yield* grantsOf(target), before)
      const [addOne, addSeveral, removeSeveral] = inDivision(europe)
      yield* as(user, addOne!)
      yield* as(user, addSeveral!)
      assert.deepStrictEqual(yield* grantsOf(target), [...before, [target, employee, europe]])
      yield* as(user, removeSeveral!)
      assert.deepStrictEqual(yield* grantsOf(target), before)
    }).pipe(simulatedStrictly()))
})

describe("refused changes", () => {
  it.effect("of unknown subjects, roles and divisions change nothing", () =>
    Effect.gen(function*() {
      const { home, roleId, user } = yield* world
      const before = yield* grantsOf(user, true)
      const good = { roleId: roleId("Supervisor"), divisionId: home }
      const wrong = [{ roleId: "nope", divisionId: home }, { roleId: good.roleId, divisionId: "nope" }]
      for (const pair of wrong) {
        const body = { grants: [good, pair] }
        const input = { subjectId: user, body }
        assert.strictEqual(yield* codeOf(Users.postAuthorizationSubjectBulkadd(input)), "bad.role.divisions")
        assert.strictEqual(yield* codeOf(Users.postAuthorizationSubjectBulkreplace(input)), "bad.role.divisions")
        assert.strictEqual(yield* tagOf(Users.postAuthorizationSubjectBulkremove(input)), "PureCloudNotFound")
        const one = { subjectId: user, ...pair }
        assert.strictEqual(yield* tagOf(Users.postAuthorizationSubjectDivisionRole(one)), "PureCloudNotFound")
        assert.strictEqual(yield* tagOf(Users.deleteAuthorizationSubjectDivisionRole(one)), "PureCloudNotFound")
      }
      assert.deepStrictEqual(yield* grantsOf(user, true), before)
      const unknown = { subjectId: "nobody", body: { grants: [good] } }
      assert.strictEqual(yield* tagOf(Users.postAuthorizationSubjectBulkadd(unknown)), "PureCloudNotFound")
      assert.strictEqual(yield* tagOf(Users.getAuthorizationSubject({ subjectId: "nobody" })), "PureCloudNotFound")
    }).pipe(simulatedStrictly()))

  it.effect("a deleted user is not a subject", () =>
    Effect.gen(function*() {
      const { user } = yield* world
      yield* Users.deleteUser({ userId: user })
      assert.strictEqual(yield* tagOf(Users.getAuthorizationSubject({ subjectId: user })), "PureCloudNotFound")
    }).pipe(simulatedStrictly()))
})

const change = FastCheck.record({
  kind: FastCheck.constantFrom("add", "remove", "replace", "one", "none"),
  pairs: FastCheck.array(FastCheck.tuple(FastCheck.nat({ max: 4 }), FastCheck.nat({ max: 3 })), { maxLength: 4 })
})

it.effect.prop(
  "grants are a set of pairs",
  [FastCheck.array(change, { maxLength: 8 })],
  ([changes]) =>
    Effect.gen(function*() {
      const { asia, europe, home, roles, user: subjectId } = yield* world
      const divisions = [home, europe, asia, "*"]
      const keyOf = (roleId: string, divisionId: string) => `${roleId} ${divisionId}`
      const expected = new Set((yield* grantsOf(subjectId)).map(([, role, division]) => keyOf(role!, division!)))
      for (const { kind, pairs } of changes) {
        const grants = pairs.map(([role, division]) => ({ roleId: roles[role]!.id, divisionId: divisions[division]! }))
        const keys = grants.map(({ divisionId, roleId }) => keyOf(roleId, divisionId))
        const body = { grants }
        if (kind === "replace") expected.clear()
        if (kind === "add" || kind === "replace") {
          yield* (kind === "add" ? Users.postAuthorizationSubjectBulkadd : Users.postAuthorizationSubjectBulkreplace)({
            subjectId,
            body
          })
          keys.forEach((key) => expected.add(key))
        } else if (kind === "remove") {
          yield* Users.postAuthorizationSubjectBulkremove({ subjectId, body })
          keys.forEach((key) => expected.delete(key))
        } else {
          for (const [index, pair] of grants.entries()) {
            const key = keys[index]!
            if (kind === "one") {
              yield* Users.postAuthorizationSubjectDivisionRole({ subjectId, ...pair })
              expected.add(key)
            } else {
              const removed = yield* Effect.either(Users.deleteAuthorizationSubjectDivisionRole({ subjectId, ...pair }))
              assert.strictEqual(removed._tag === "Right", expected.delete(key))
            }
          }
        }
        const found = (yield* grantsOf(subjectId)).map(([, role, division]) => keyOf(role!, division!))
        assert.sameMembers(found, [...expected])
      }
      const permitted = yield* Users.getUserRoles({ userId: subjectId })
      assert.sameMembers(permitted.roles!.map(({ id }) => id), [
        ...new Set([...expected].map((key) => key.split(" ")[0]))
      ])
    }).pipe(simulatedStrictly({ users: 4, allowance: 1_000_000 })),
  { fastCheck: { numRuns: 25 } }
)
