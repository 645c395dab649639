/**
 * Users of the simulator: listed, read and changed.
 */
import { assert, describe, it } from "@effect/vitest"
import { Effect, Stream } from "effect"
import * as Endpoint from "effect-purecloud/Endpoint"
import * as User from "effect-purecloud/models/User"
import * as Permissions from "effect-purecloud/Permissions"
import * as PureCloud from "effect-purecloud/PureCloud"
import * as Simulator from "effect-purecloud/Simulator"
import * as Users from "effect-purecloud/Users"
import * as Schema from "effect/Schema"
import { home, simulatedStrictly, someUser } from "../utils/simulator.js"

/** The listing without the bounds that the SDK checks before it sends a request. */
const getUsers = PureCloud.call(Endpoint.make({
  id: "getUsers",
  method: "GET",
  path: "/api/v2/users",
  query: {
    pageSize: Endpoint.optional(Schema.Int),
    pageNumber: Endpoint.optional(Schema.Int),
    id: Endpoint.repeated(Schema.String),
    state: Endpoint.optional(Schema.String),
    integrationPresenceSource: Endpoint.optional(Schema.String)
  },
  success: User.UserEntityListing,
  permissions: Permissions.none
}))

describe("the users of a seed", () => {
  const names = (seed: number) =>
    Users.getUsers.items({}, { pageSize: 500 }).pipe(
      Stream.runCollect,
      Effect.map((users) => [...users]),
      simulatedStrictly({ seed, users: 1000 })
    )

  it.effect("are the same for the same seed, and different for another seed", () =>
    Effect.gen(function*() {
      const first = yield* names(1)
      assert.deepStrictEqual(yield* names(1), first)
      assert.notDeepEqual(yield* names(2), first)
      assert.strictEqual(new Set(first.map(({ email }) => email)).size, 1000)
      assert.strictEqual(new Set(first.map(({ id }) => id)).size, 1000)
    }))

  it.effect("give a program the same responses each time, including correlation ids", () =>
    Effect.gen(function*() {
      const run = Effect.gen(function*() {
        yield* Users.postUsers({ body: { name: "Ada Byron", email: "ada@acme.example", divisionId: home } })
        yield* Effect.exit(Users.getUser({ userId: "nobody" }))
        yield* Users.postUsersSearch({ body: { query: [{ type: "CONTAINS", fields: ["name"], value: "ada" }] } })
        const simulator = yield* Simulator.Simulator
        return [yield* simulator.requests, yield* simulator.snapshot]
      }).pipe(simulatedStrictly())
      assert.deepStrictEqual(yield* run, yield* run)
    }))

  it.effect("have unique ids and email addresses if there are more users than names", () =>
    Effect.gen(function*() {
      const page = yield* Users.getUsers({ pageSize: 500, pageNumber: 200 })
      assert.strictEqual(page.total, 100_000)
      for (const user of page.entities.slice(0, 20)) {
        assert.deepStrictEqual(yield* Users.getUser({ userId: user.id }), user)
        const error = yield* Effect.flip(
          Users.postUsers({ body: { name: "Twin", email: user.email!, divisionId: home } })
        )
        assert.strictEqual(error._tag, "PureCloudConflict")
      }
    }).pipe(simulatedStrictly({ users: 100_000 })))

  it.effect("are the same in the store as in a listing", () =>
    Effect.gen(function*() {
      const listed = yield* Stream.runCollect(Users.getUsers.items({}))
      const simulator = yield* Simulator.Simulator
      assert.deepStrictEqual([...listed], JSON.parse(JSON.stringify([...yield* simulator.users("active")])))
    }).pipe(simulatedStrictly({ users: 60 })))
})

describe("a listing", () => {
  it.effect("has relative links, and no link to a previous page on the first page", () =>
    Effect.gen(function*() {
      const first = yield* Users.getUsers({ pageSize: 25, state: "active" })
      assert.strictEqual(first.pageCount, 4)
      assert.strictEqual(first.previousUri, undefined)
      assert.strictEqual(first.nextUri, "/api/v2/users?pageSize=25&pageNumber=2&state=active")
      const last = yield* Users.getUsers({ pageSize: 25, pageNumber: 4 })
      assert.strictEqual(last.previousUri, "/api/v2/users?pageSize=25&pageNumber=3")
      assert.strictEqual(last.nextUri, undefined)
      assert.deepStrictEqual((yield* Users.getUsers({ pageNumber: 5 })).entities, [])
    }).pipe(simulatedStrictly()))

  it.effect("has users of one state, in ascending or descending order", () =>
    Effect.gen(function*() {
      const of = (state: "active" | "inactive" | "deleted" | "any") => Users.getUsers({ state, pageSize: 100 })
      assert.strictEqual((yield* of("active")).total, 20)
      assert.strictEqual((yield* of("inactive")).total, 7)
      assert.strictEqual((yield* of("deleted")).total, 3)
      const all = (yield* of("any")).entities
      assert.strictEqual(all.length, 30)
      const reversed = yield* Users.getUsers({ state: "any", pageSize: 100, sortOrder: "descending" })
      assert.deepStrictEqual(reversed.entities, all.slice().reverse())
    }).pipe(simulatedStrictly({ users: 20, inactiveUsers: 7, deletedUsers: 3 })))

  it.effect("selects users by id", () =>
    Effect.gen(function*() {
      const { entities } = yield* Users.getUsers({ pageSize: 3 })
      const ids = entities.map(({ id }) => id)
      const found = yield* Users.getUsers({ id: [ids[2]!, ids[0]!, "0e2a1b7c-0000-4000-8000-000000000000"] })
      assert.deepStrictEqual(found.entities.map(({ id }) => id), [ids[2]!, ids[0]!])
    }).pipe(simulatedStrictly()))

  it.effect("has a maximum page size and a maximum number of ids", () =>
    Effect.gen(function*() {
      const fieldOf = (input: Parameters<typeof getUsers>[0]) =>
        Effect.map(
          Effect.flip(getUsers(input)),
          (error) => error._tag === "PureCloudBadRequest" ? [error.code, error.details[0]?.fieldName] : error._tag
        )
      assert.deepStrictEqual(yield* fieldOf({ pageSize: 501 }), ["invalid.value", "pageSize"])
      assert.deepStrictEqual(yield* fieldOf({ pageSize: 0 }), ["invalid.value", "pageSize"])
      assert.deepStrictEqual(yield* fieldOf({ pageNumber: 0 }), ["invalid.value", "pageNumber"])
      assert.deepStrictEqual(
        yield* fieldOf({ pageSize: 101, integrationPresenceSource: "MicrosoftTeams" }),
        ["invalid.value", "pageSize"]
      )
      const ids = Array.from({ length: 101 }, (_, i) => String(i))
      assert.deepStrictEqual(yield* fieldOf({ id: ids }), ["max.user.ids", "id"])
      assert.deepStrictEqual(
        yield* fieldOf({ state: "inactive", pageSize: 500, pageNumber: 21 }),
        ["bad.request", "pageNumber"]
      )
      const window = yield* Users.getUsers({ state: "inactive", pageSize: 500, pageNumber: 20 })
      assert.strictEqual(window.entities.length, 500)
      assert.strictEqual(window.pageCount, 24)
    }).pipe(simulatedStrictly({ inactiveUsers: 12_000 })))
})

describe("a user", () => {
  it.effect("is created, read, changed, deleted and restored", () =>
    Effect.gen(function*() {
      const created = yield* Users.postUsers({
        body: {
          name: "Ada Byron",
          email: "ada@acme.example",
          divisionId: home,
          title: "Engineer",
          addresses: [{ mediaType: "PHONE", address: "+1 (317) 555-0001" }]
        }
      })
      assert.deepInclude(created, { name: "Ada Byron", username: "ada@acme.example", version: 1, state: "active" })
      assert.deepInclude(created.addresses![0], { address: "+13175550001", display: "+1 317-555-0001" })
      const userId = created.id
      const changed = yield* Users.patchUser({ userId, body: { version: 1, title: null, department: "Lab" } })
      assert.deepStrictEqual([changed.version, changed.title, changed.department], [2, undefined, "Lab"])
      assert.deepStrictEqual(yield* Users.getUser({ userId }), changed)

      yield* Users.deleteUser({ userId })
      assert.strictEqual((yield* Effect.flip(Users.getUser({ userId })))._tag, "PureCloudNotFound")
      const deleted = yield* Users.getUser({ userId, state: "deleted" })
      assert.strictEqual(deleted.state, "deleted")
      const conflict = yield* Effect.flip(
        Users.postUsers({ body: { name: "Other", email: "ada@acme.example", divisionId: home } })
      )
      assert.deepInclude(conflict, { _tag: "PureCloudConflict", code: "general.conflict", reason: "General" })

      const version = deleted.version!
      assert.strictEqual(
        (yield* Effect.flip(Users.patchUser({ userId, body: { version, name: "X" } })))._tag,
        "PureCloudNotFound"
      )
      const restored = yield* Users.patchUser({ userId, body: { version, state: "active", name: "Not applied" } })
      assert.deepInclude(restored, { state: "active", name: "Ada Byron", version: version + 1 })
    }).pipe(simulatedStrictly()))

  const withoutDivision = Users.postUsers({ body: { name: "Ada Byron", email: "ada@acme.example" } })

  it.effect("is not created without a division, which today's API requires", () =>
    Effect.gen(function*() {
      const error = yield* Effect.flip(withoutDivision)
      assert.strictEqual(error._tag === "PureCloudBadRequest" && error.details[0]?.fieldName, "divisionId")
    }).pipe(simulatedStrictly()))

  it.effect("is created without a division in the API of 2018, which has none", () =>
    Effect.gen(function*() {
      assert.strictEqual((yield* withoutDivision).name, "Ada Byron")
    }).pipe(simulatedStrictly({ api: 2018 })))

  for (const versionConflict of [409, 400] as const) {
    it.effect(`is not changed with an old version, and the response is a ${versionConflict}`, () =>
      Effect.gen(function*() {
        const { id: userId, version } = yield* someUser
        const error = yield* Effect.flip(Users.patchUser({ userId, body: { version: version! - 1, title: "X" } }))
        assert.deepInclude(error, { _tag: "PureCloudConflict", reason: "Version", status: versionConflict })
        assert.strictEqual((yield* Users.getUser({ userId })).version, version)
      }).pipe(simulatedStrictly({ versionConflict })))
  }

  it.effect("has the fields that expand requests, and no others", () =>
    Effect.gen(function*() {
      const { id: userId } = yield* someUser
      const plain = yield* Users.getUser({ userId })
      const expand = ["presence", "routingStatus", "station", "authorization", "skills", "employerInfo"] as const
      for (const name of expand) {
        assert.notProperty(plain, name)
        const expanded = yield* Users.getUser({ userId, expand: [name] })
        assert.deepStrictEqual(Object.keys(expanded).sort(), [...Object.keys(plain), name].sort())
      }
    }).pipe(simulatedStrictly()))

  it.effect("is not created or changed if a field is invalid", () =>
    Effect.gen(function*() {
      const { id: userId, version } = yield* someUser
      const refused = (body: object) =>
        Effect.map(
          Effect.flip(Users.patchUser({ userId, body: { version: version!, ...body } })),
          (error) => error._tag === "PureCloudBadRequest" ? error.details[0]?.fieldName : error._tag
        )
      assert.strictEqual(yield* refused({ state: "sleeping" }), "state")
      assert.strictEqual(yield* refused({ name: "" }), "name")
      assert.strictEqual(yield* refused({ name: " \t" }), "name")
      assert.strictEqual(yield* refused({ email: "nowhere" }), "email")
      assert.strictEqual(yield* refused({ manager: userId }), "manager")
      assert.strictEqual(yield* refused({ groups: [{ id: "nope" }] }), "groups")
      assert.strictEqual(yield* refused({ addresses: [{ mediaType: "PIGEON" }] }), "addresses[0].mediaType")
    }).pipe(simulatedStrictly()))
})
