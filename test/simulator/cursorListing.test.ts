/**
 * The listing of users by cursor.
 */
import { assert, describe, it } from "@effect/vitest"
import { Effect, Either, Stream } from "effect"
import * as Endpoint from "effect-purecloud/Endpoint"
import * as User from "effect-purecloud/models/User"
import * as Permissions from "effect-purecloud/Permissions"
import * as PureCloud from "effect-purecloud/PureCloud"
import type * as Simulator from "effect-purecloud/Simulator"
import * as Users from "effect-purecloud/Users"
import * as FastCheck from "effect/FastCheck"
import * as Schema from "effect/Schema"
import { as, home, simulatedStrictly } from "../utils/simulator.js"

const simulated = (options: Simulator.Options = {}) => simulatedStrictly({ allowance: 1_000_000, ...options })

/** The listing without the bounds that the SDK checks before it sends a request. */
const getUsersQuery = PureCloud.call(Endpoint.make({
  id: "getUsersQuery",
  method: "GET",
  path: "/api/v2/users/query",
  query: {
    cursor: Endpoint.optional(Schema.String),
    pageSize: Endpoint.optional(Schema.Int),
    state: Endpoint.optional(Schema.String),
    sortOrder: Endpoint.optional(Schema.String),
    integrationPresenceSource: Endpoint.optional(Schema.String),
    userCustomAttributeSchemaIds: Endpoint.repeated(Schema.String)
  },
  success: User.UserCursorEntityListing,
  permissions: Permissions.none
}))

const idsOf = <E, R>(users: Stream.Stream<User.User, E, R>) =>
  Effect.map(Stream.runCollect(users), (users) => [...users].map(({ id }) => id))

describe("25,000 users, of whom 12,000 are inactive", () => {
  it.effect("are listed completely by cursor, whereas the listing by page number ends at 10,000 inactive users", () =>
    Effect.gen(function*() {
      const pageSize = 500
      const everybody = [...yield* Stream.runCollect(Users.getUsersQuery.items({ state: "any" }, { pageSize }))]
      assert.strictEqual(new Set(everybody.map(({ id }) => id)).size, 25_000)
      const inactive = everybody.filter(({ state }) => state === "inactive").map(({ id }) => id)
      assert.strictEqual(inactive.length, 12_000)

      const first = yield* Users.getUsers({ state: "inactive", pageSize })
      assert.deepStrictEqual([first.total, first.pageCount], [12_000, 24])
      const numbered: Array<string> = []
      const stopped = yield* Users.getUsers.items({ state: "inactive" }, { pageSize }).pipe(
        Stream.runForEach(({ id }) => Effect.sync(() => numbered.push(id))),
        Effect.either
      )
      assert.deepInclude(Either.isLeft(stopped) ? stopped.left : {}, { _tag: "PureCloudBadRequest" })
      assert.deepStrictEqual(numbered, inactive.slice(0, 10_000))
    }).pipe(simulated({ users: 13_000, inactiveUsers: 12_000 })))
})

describe("a listing by cursor", () => {
  it.effect("has the size of the page, a cursor and a link, and neither on the last page", () =>
    Effect.gen(function*() {
      const first = yield* Users.getUsersQuery({ pageSize: 30, state: "any" })
      assert.deepInclude(first, { results: 30, selfUri: "/api/v2/users/query?pageSize=30&state=any" })
      const link = new URL(first.nextUri!, "https://api.example").searchParams
      assert.deepStrictEqual([...link], [["pageSize", "30"], ["state", "any"], ["cursor", first.cursor!]])
      const last = yield* Users.getUsersQuery({ pageSize: 30, state: "any", cursor: first.cursor! })
      assert.deepInclude(last, { results: 30 })
      assert.notProperty(last, "cursor")
      assert.notProperty(last, "nextUri")
    }).pipe(simulated({ users: 40, inactiveUsers: 15, deletedUsers: 5 })))

  it.effect("has the users of one state", () =>
    Effect.gen(function*() {
      for (const [state, expected] of [["active", 40], ["inactive", 15], ["deleted", 5]] as const) {
        const users = [...yield* Stream.runCollect(Users.getUsersQuery.items({ state }, { pageSize: 4 }))]
        assert.strictEqual(users.length, expected)
        assert.isTrue(users.every((user) => user.state === state))
      }
      assert.strictEqual((yield* idsOf(Users.getUsersQuery.items())).length, 40)
    }).pipe(simulated({ users: 40, inactiveUsers: 15, deletedUsers: 5 })))

  it.effect("refuses pages beyond the maximum, and cursors of other listings", () =>
    Effect.gen(function*() {
      const { cursor } = yield* getUsersQuery({ pageSize: 1 })
      const refused = [
        { pageSize: 0 },
        { pageSize: 501 },
        { pageSize: 101, integrationPresenceSource: "ZoomPhone" },
        { cursor: "W10=" },
        { cursor: cursor!, state: "inactive" },
        { cursor: cursor!, sortOrder: "DESC" },
        { state: "gone" },
        { userCustomAttributeSchemaIds: ["1", "2", "3", "4", "5", "6"] }
      ]
      for (const input of refused) {
        const error = yield* Effect.flip(getUsersQuery(input))
        assert.strictEqual(error._tag, "PureCloudBadRequest", JSON.stringify(input))
      }
      assert.strictEqual((yield* getUsersQuery({ cursor: cursor!, pageSize: 500 })).results, 99)
    }).pipe(simulated()))

  it.effect("requires a permission in all divisions", () =>
    Effect.gen(function*() {
      const { entities: [admin, agent] } = yield* Users.getUsers({ pageSize: 2 })
      assert.isTrue(Either.isRight(yield* Effect.either(as(admin!.id, Users.getUsersQuery()))))
      const refused = yield* Effect.either(as(agent!.id, Users.getUsersQuery()))
      assert.deepInclude(Either.isLeft(refused) ? refused.left : {}, {
        _tag: "PureCloudForbidden",
        code: "missing.division.permissions"
      })
    }).pipe(simulated()))

  it.effect("requires a permission of the client", () =>
    Effect.gen(function*() {
      assert.deepInclude(yield* Effect.flip(Users.getUsersQuery()), { _tag: "PureCloudForbidden" })
    }).pipe(simulated({ clients: [{ id: "none", secret: "none", roles: [] }] })))

  it.effect("returns each user once who is in the list all the time, whatever changes between two pages", () =>
    Effect.promise(() =>
      FastCheck.assert(
        FastCheck.asyncProperty(
          FastCheck.array(FastCheck.record({ who: FastCheck.nat({ max: 29 }), isCreated: FastCheck.boolean() }), {
            maxLength: 20
          }),
          FastCheck.integer({ min: 1, max: 8 }),
          FastCheck.constantFrom("ASC" as const, "DESC" as const),
          (changes, pageSize, sortOrder) =>
            Effect.runPromise(
              Effect.gen(function*() {
                const initial = yield* idsOf(Users.getUsersQuery.items({ sortOrder }))
                const removed = new Set<string>()
                const seen: Array<string> = []
                let cursor: string | undefined
                for (let page = 0; page === 0 || cursor !== undefined; page++) {
                  const listed: User.UserCursorEntityListing = yield* Users.getUsersQuery({
                    pageSize,
                    sortOrder,
                    ...(cursor === undefined ? {} : { cursor })
                  })
                  seen.push(...listed.entities.map(({ id }) => id))
                  cursor = listed.cursor
                  const change = changes[page]
                  if (change?.isCreated === true) {
                    yield* Users.postUsers({
                      body: { name: "New", email: `new${page}@acme.example`, divisionId: home }
                    })
                  } else if (change !== undefined && !removed.has(initial[change.who]!)) {
                    removed.add(initial[change.who]!)
                    yield* Users.deleteUser({ userId: initial[change.who]! })
                  }
                }
                assert.strictEqual(new Set(seen).size, seen.length)
                const kept = initial.filter((id) => !removed.has(id))
                assert.deepStrictEqual(seen.filter((id) => kept.includes(id)), kept)
              }).pipe(simulated({ users: 30 }))
            )
        ),
        { numRuns: 30 }
      )
    ))
})
