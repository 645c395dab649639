/**
 * Operations that a program adds to the simulator, and operations that today's API (2026) no longer has.
 */
import { HttpClient } from "@effect/platform"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import * as Auth from "effect-purecloud/Auth"
import * as Endpoint from "effect-purecloud/Endpoint"
import * as Endpoints from "effect-purecloud/endpoints/index"
import type * as User from "effect-purecloud/models/User"
import * as Permissions from "effect-purecloud/Permissions"
import * as PureCloud from "effect-purecloud/PureCloud"
import * as Simulator from "effect-purecloud/Simulator"
import * as Users from "effect-purecloud/Users"
import * as Schema from "effect/Schema"
import { as, client, simulated } from "../utils/simulator.js"

describe("further operations", () => {
  const getTeam = Endpoint.make({
    id: "getTeam",
    method: "GET",
    path: "/api/v2/teams/{teamId}",
    pathParams: { teamId: Schema.String },
    query: { size: Endpoint.optional(Schema.Int) },
    success: Schema.Struct({ id: Schema.String, size: Schema.Int }),
    permissions: Permissions.any("groups:team:view")
  })

  const operations = [
    Simulator.operation(getTeam, ({ size = 1, teamId }, { clientId }) =>
      teamId === "none"
        ? Simulator.refuse(404, "not.found", "There is no such team.")
        : Effect.succeed({ id: `${teamId} for ${clientId}`, size }))
  ]

  it.effect("are carried out like those of the simulator", () =>
    Effect.gen(function*() {
      const read = PureCloud.call(getTeam)
      assert.deepStrictEqual(yield* read({ teamId: "a b", size: 3 }), { id: "a b for c", size: 3 })
      assert.strictEqual((yield* Effect.flip(read({ teamId: "none" })))._tag, "PureCloudNotFound")
      const simulator = yield* Simulator.Simulator
      assert.deepStrictEqual(
        (yield* simulator.requests).map(({ endpoint, status }) => [endpoint, status]),
        [["token", 200], ["getTeam", 200], ["getTeam", 404]]
      )
    }).pipe(simulated({ operations, clients: [{ id: "c", secret: "s", permissions: ["groups:team:view"] }] })))

  it.effect("require their permissions", () =>
    Effect.gen(function*() {
      const error = yield* Effect.flip(PureCloud.call(getTeam)({ teamId: "x" }))
      assert.deepStrictEqual(error._tag === "PureCloudForbidden" && error.missing, ["groups:team:view"])
    }).pipe(simulated({ operations, clients: [{ id: "c", secret: "s", roles: ["User Admin"] }] })))

  it.effect("may be called by any Admin, a client or a user", () =>
    Effect.gen(function*() {
      const read = PureCloud.call(getTeam)
      assert.strictEqual((yield* read({ teamId: "t" })).size, 1)
      const { entities } = yield* Users.getUsers()
      const [director, agent] = entities as [User.User, User.User]
      assert.strictEqual((yield* as(director.id, read({ teamId: "t" }))).size, 1)
      assert.include((yield* Users.getUserRoles({ userId: director.id })).permissions ?? [], "groups:team:view")
      assert.strictEqual((yield* Effect.flip(as(agent.id, read({ teamId: "t" }))))._tag, "PureCloudForbidden")
      // Another simulator does not have the operations.
      const other = yield* Simulator.make()
      const roles = yield* Users.getUserRoles({ userId: director.id }).pipe(
        client(Auth.layerStatic(yield* other.token())),
        Effect.provideService(HttpClient.HttpClient, other.httpClient)
      )
      assert.notInclude(roles.permissions ?? [], "groups:team:view")
    }).pipe(simulated({ operations })))
})

describe("operations that today's API (2026) no longer has", () => {
  const removed = Object.values(Endpoints).filter(({ deprecated }) => Boolean(deprecated?.removed))
  const operation = Simulator.operation(Endpoints.deleteUserRoles, () => Effect.void)
  const remove = Effect.flatMap(Users.getUsers({ pageSize: 1 }), ({ entities }) => {
    const [{ id }] = entities as [User.User]
    return Effect.zipRight(Users.deleteUserRoles({ userId: id }), Users.getUserRoles({ userId: id }))
  })

  it.effect("are not found", () =>
    Effect.gen(function*() {
      assert.deepStrictEqual(removed.map(({ id }) => id), ["deleteUserRoles"])
      assert.strictEqual((yield* Effect.flip(remove))._tag, "PureCloudNotFound")
      const [{ id }] = (yield* Users.getUsers({ pageSize: 1 })).entities as [User.User]
      assert.notDeepEqual((yield* Users.getUserRoles({ userId: id })).roles, [])
    }).pipe(simulated()))

  it.effect("are found in the API of 2018", () =>
    Effect.gen(function*() {
      assert.deepStrictEqual((yield* remove).roles, [])
    }).pipe(simulated({ api: 2018 })))

  it.effect("are found if a further operation replaces them", () =>
    Effect.gen(function*() {
      assert.notDeepEqual((yield* remove).roles, [])
    }).pipe(simulated({ operations: [operation] })))
})
