/**
 * Searches of the simulator.
 */
import { assert, describe, it } from "@effect/vitest"
import { Effect, Stream, TestClock } from "effect"
import * as Simulator from "effect-purecloud/Simulator"
import * as Users from "effect-purecloud/Users"
import * as FastCheck from "effect/FastCheck"
import { home, simulatedStrictly, someUser } from "../utils/simulator.js"

describe("a search", () => {
  it.effect("finds a deleted user by email address and state", () =>
    Effect.gen(function*() {
      const { email, id } = yield* someUser
      yield* Users.deleteUser({ userId: id })
      const exact = { type: "EXACT", fields: ["email"], value: email! }
      assert.strictEqual((yield* Users.postUsersSearch({ body: { query: [exact] } })).total, 0)
      const found = yield* Users.postUsersSearch({
        body: { query: [exact, { type: "EXACT", fields: ["state"], value: "deleted" }] }
      })
      assert.deepStrictEqual(found.results.map((user) => user.id), [id])
    }).pipe(simulatedStrictly()))

  it.effect("for a purpose names the refused criterion of the request", () =>
    Effect.gen(function*() {
      const body = { query: [{ type: "REGEX", fields: ["name"], value: "(" }] }
      for (const search of [Users.postUsersSearch, Users.postUsersSearchTeamsAssign]) {
        const error = yield* Effect.flip(search({ body }))
        assert.strictEqual(error._tag === "PureCloudBadRequest" && error.details[0]?.fieldName, "query[0].value")
      }
    }).pipe(simulatedStrictly()))

  it.effect("has links to other pages", () =>
    Effect.gen(function*() {
      const body = { pageSize: 7, query: [{ type: "STARTS_WITH", fields: ["department"], value: "s" }], sortBy: "name" }
      const first = yield* Users.postUsersSearch({ body })
      assert.match(first.nextPage!, /^\/api\/v2\/users\/search\?q64=/)
      assert.isDefined(first.previousPage)
      const all = [...yield* Stream.runCollect(Users.postUsersSearch.items({ body }))]
      assert.strictEqual(all.length, first.total)
      assert.deepStrictEqual(
        all.map(({ name }) => name!.toLowerCase()),
        all.map(({ name }) => name!.toLowerCase()).sort()
      )
      const q64 = new URLSearchParams(first.currentPage!.split("?")[1]).get("q64")!
      const linked = [...yield* Stream.runCollect(Users.getUsersSearch.items({ q64 }))]
      assert.deepStrictEqual(linked, all)
    }).pipe(simulatedStrictly({ users: 200 })))

  it.effect("supports all types of criteria", () =>
    Effect.gen(function*() {
      const simulator = yield* Simulator.Simulator
      const users = [...yield* simulator.users()]
      const check = (
        query: ReadonlyArray<{ readonly type: string; readonly [key: string]: unknown }>,
        expected: (user: (typeof users)[number]) => boolean
      ) =>
        Effect.gen(function*() {
          const found = yield* Stream.runCollect(Users.postUsersSearch.items({ body: { query, pageSize: 100 } }))
          assert.isNotEmpty(found, JSON.stringify(query))
          assert.deepStrictEqual(
            [...found].map(({ id }) => id),
            users.filter(expected).map(({ id }) => id),
            JSON.stringify(query)
          )
        })
      const name = (user: (typeof users)[number]) => user.name!.toLowerCase()
      yield* check([{ type: "MATCH_ALL" }], () => true)
      yield* check([{ type: "CONTAINS", fields: ["name"], value: "AN" }], (user) => name(user).includes("an"))
      yield* check([{ type: "REGEX", fields: ["name"], value: "a.*n" }], (user) => /^a.*n$/.test(name(user)))
      yield* check([{ type: "REGEX", fields: ["email"], value: "\\S+@\\D+" }], () => true)
      yield* check([{ type: "TERM", fields: ["title"], value: "agent" }], (user) => /agent/i.test(user.title!))
      yield* check(
        [{ type: "TERMS", fields: ["department"], values: ["Sales", "Billing"] }],
        (user) => ["Sales", "Billing"].includes(user.department!)
      )
      yield* check([{ type: "REQUIRED_FIELDS", fields: ["manager"] }], (user) => user.manager !== undefined)
      const version = { fields: ["version"], value: "20" }
      yield* check([{ type: "GREATER_THAN", ...version }], (user) => user.version! > 20)
      yield* check([{ type: "GREATER_THAN_EQUAL_TO", ...version }], (user) => user.version! >= 20)
      yield* check([{ type: "LESS_THAN", ...version }], (user) => user.version! < 20)
      yield* check([{ type: "LESS_THAN_EQUAL_TO", ...version }], (user) => user.version! <= 20)
      yield* check(
        [{ type: "RANGE", fields: ["version"], startValue: "10", endValue: "20" }],
        (user) => user.version! >= 10 && user.version! <= 20
      )
      yield* check(
        [{ type: "QUERY_STRING", fields: ["name", "department"], value: "sales an" }],
        (user) => /sales/i.test(name(user) + user.department!) && /an/i.test(`${name(user)} ${user.department!}`)
      )
      yield* check(
        [
          { type: "EXACT", fields: ["department"], value: "sales", operator: "NOT" },
          {
            type: "EXACT",
            group: [
              { type: "STARTS_WITH", fields: ["name"], value: "a", operator: "OR" },
              { type: "STARTS_WITH", fields: ["name"], value: "b", operator: "OR" }
            ]
          }
        ],
        (user) => user.department !== "Sales" && /^[ab]/.test(name(user))
      )
    }).pipe(simulatedStrictly({ users: 150, allowance: 1000 })))

  const types = [
    "EXACT",
    "STARTS_WITH",
    "CONTAINS",
    "REGEX",
    "TERM",
    "TERMS",
    "QUERY_STRING",
    "LESS_THAN",
    "LESS_THAN_EQUAL_TO",
    "GREATER_THAN",
    "GREATER_THAN_EQUAL_TO"
  ] as const

  it.effect.prop(
    "accepts `values` as well as `value`, and finds the users of each of them",
    [
      FastCheck.constantFrom(...types),
      FastCheck.constantFrom(...["name", "email", "department", "title", "id", "version"] as const),
      FastCheck.nat({ max: 59 }),
      FastCheck.nat({ max: 59 })
    ],
    ([type, field, one, other]) =>
      Effect.gen(function*() {
        const simulator = yield* Simulator.Simulator
        const users = [...yield* simulator.users()]
        const [value, another] = [one, other].map((place) => String(users[place]![field])) as [string, string]
        const found = (criterion: { readonly value?: string; readonly values?: ReadonlyArray<string> }) =>
          Effect.map(
            Users.postUsersSearch({ body: { pageSize: 100, query: [{ type, fields: [field], ...criterion }] } }),
            ({ results }) => results.map(({ id }) => id)
          )
        const first = yield* found({ value })
        assert.deepStrictEqual(yield* found({ values: [value] }), first)
        const both = new Set([...first, ...yield* found({ value: another })])
        const expected = users.map(({ id }) => id).filter((id) => both.has(id))
        assert.deepStrictEqual(yield* found({ values: [value, another] }), expected)
        assert.deepStrictEqual(yield* found({ value, values: [another] }), expected)
        const error = yield* Effect.flip(found({ values: [] }))
        assert.strictEqual(error._tag === "PureCloudBadRequest" && error.details[0]?.fieldName, "query[0].value")
      }).pipe(simulatedStrictly({ users: 60, allowance: 1_000_000 })),
    { fastCheck: { numRuns: 60 } }
  )

  it.effect("sees a change after the search lag", () =>
    Effect.gen(function*() {
      const { id } = yield* Users.postUsers({
        body: { name: "Late Riser", email: "late@acme.example", divisionId: home }
      })
      const search = Users.postUsersSearch({ body: { query: [{ type: "EXACT", fields: ["id"], value: id }] } })
      assert.strictEqual((yield* search).total, 0)
      assert.strictEqual((yield* Users.getUser({ userId: id })).id, id)
      yield* TestClock.adjust("3 minutes")
      assert.strictEqual((yield* search).total, 1)
    }).pipe(simulatedStrictly({ searchLag: "3 minutes" })))
})
