import { assert, describe, it } from "@effect/vitest"
import { Effect, Either, Exit, Layer, Option, Stream, TestClock } from "effect"
import * as Auth from "effect-purecloud/Auth"
import * as Endpoint from "effect-purecloud/Endpoint"
import * as User from "effect-purecloud/models/User"
import * as Permissions from "effect-purecloud/Permissions"
import * as PureCloud from "effect-purecloud/PureCloud"
import * as Simulator from "effect-purecloud/Simulator"
import * as Users from "effect-purecloud/Users"
import * as FastCheck from "effect/FastCheck"
import * as Schema from "effect/Schema"

const simulated = (options: Simulator.LayerOptions = {}) =>
  Effect.provide(Simulator.layer({ ...options, config: { decode: "strict", ...options.config } }))

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

const someUser = Effect.map(Users.getUsers({ pageSize: 1, pageNumber: 4 }), ({ entities }) => entities[0]!)

describe("the users of a seed", () => {
  const names = (seed: number) =>
    Users.getUsers.items({}, { pageSize: 500 }).pipe(
      Stream.runCollect,
      Effect.map((users) => [...users]),
      simulated({ seed, users: 1000 })
    )

  it.effect("are the same for the same seed, and others for another seed", () =>
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
        yield* Users.postUsers({ body: { name: "Ada Byron", email: "ada@acme.example" } })
        yield* Effect.exit(Users.getUser({ userId: "nobody" }))
        yield* Users.postUsersSearch({ body: { query: [{ type: "CONTAINS", fields: ["name"], value: "ada" }] } })
        const simulator = yield* Simulator.Simulator
        return [yield* simulator.requests, yield* simulator.snapshot]
      }).pipe(simulated())
      assert.deepStrictEqual(yield* run, yield* run)
    }))

  it.effect("have unique ids and email addresses if there are more users than names", () =>
    Effect.gen(function*() {
      const page = yield* Users.getUsers({ pageSize: 500, pageNumber: 200 })
      assert.strictEqual(page.total, 100_000)
      for (const user of page.entities.slice(0, 20)) {
        assert.deepStrictEqual(yield* Users.getUser({ userId: user.id }), user)
        const error = yield* Effect.flip(Users.postUsers({ body: { name: "Twin", email: user.email! } }))
        assert.strictEqual(error._tag, "PureCloudConflict")
      }
    }).pipe(simulated({ users: 100_000 })))

  it.effect("are the same in the store as in a listing", () =>
    Effect.gen(function*() {
      const listed = yield* Stream.runCollect(Users.getUsers.items({}))
      const simulator = yield* Simulator.Simulator
      assert.deepStrictEqual([...listed], JSON.parse(JSON.stringify([...yield* simulator.users("active")])))
    }).pipe(simulated({ users: 60 })))
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
    }).pipe(simulated()))

  it.effect("has users of one state, in either order", () =>
    Effect.gen(function*() {
      const of = (state: "active" | "inactive" | "deleted" | "any") => Users.getUsers({ state, pageSize: 100 })
      assert.strictEqual((yield* of("active")).total, 20)
      assert.strictEqual((yield* of("inactive")).total, 7)
      assert.strictEqual((yield* of("deleted")).total, 3)
      const all = (yield* of("any")).entities
      assert.strictEqual(all.length, 30)
      const reversed = yield* Users.getUsers({ state: "any", pageSize: 100, sortOrder: "descending" })
      assert.deepStrictEqual(reversed.entities, all.slice().reverse())
    }).pipe(simulated({ users: 20, inactiveUsers: 7, deletedUsers: 3 })))

  it.effect("selects users by id", () =>
    Effect.gen(function*() {
      const { entities } = yield* Users.getUsers({ pageSize: 3 })
      const ids = entities.map(({ id }) => id)
      const found = yield* Users.getUsers({ id: [ids[2]!, ids[0]!, "0e2a1b7c-0000-4000-8000-000000000000"] })
      assert.deepStrictEqual(found.entities.map(({ id }) => id), [ids[2]!, ids[0]!])
    }).pipe(simulated()))

  it.effect("has limits", () =>
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
    }).pipe(simulated({ inactiveUsers: 12_000 })))
})

describe("a user", () => {
  it.effect("is created, read, changed, deleted and restored", () =>
    Effect.gen(function*() {
      const created = yield* Users.postUsers({
        body: {
          name: "Ada Byron",
          email: "ada@acme.example",
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
      const conflict = yield* Effect.flip(Users.postUsers({ body: { name: "Other", email: "ada@acme.example" } }))
      assert.deepInclude(conflict, { _tag: "PureCloudConflict", code: "general.conflict", reason: "General" })

      const version = deleted.version!
      assert.strictEqual(
        (yield* Effect.flip(Users.patchUser({ userId, body: { version, name: "X" } })))._tag,
        "PureCloudNotFound"
      )
      const restored = yield* Users.patchUser({ userId, body: { version, state: "active", name: "Not applied" } })
      assert.deepInclude(restored, { state: "active", name: "Ada Byron", version: version + 1 })
    }).pipe(simulated()))

  for (const versionConflict of [409, 400] as const) {
    it.effect(`is not changed with an old version, and the response is a ${versionConflict}`, () =>
      Effect.gen(function*() {
        const { id: userId, version } = yield* someUser
        const error = yield* Effect.flip(Users.patchUser({ userId, body: { version: version! - 1, title: "X" } }))
        assert.deepInclude(error, { _tag: "PureCloudConflict", reason: "Version", status: versionConflict })
        assert.strictEqual((yield* Users.getUser({ userId })).version, version)
      }).pipe(simulated({ versionConflict })))
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
    }).pipe(simulated()))

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
      assert.strictEqual(yield* refused({ email: "nowhere" }), "email")
      assert.strictEqual(yield* refused({ manager: userId }), "manager")
      assert.strictEqual(yield* refused({ groups: [{ id: "nope" }] }), "groups")
      assert.strictEqual(yield* refused({ addresses: [{ mediaType: "PIGEON" }] }), "addresses[0].mediaType")
    }).pipe(simulated()))
})

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
    }).pipe(simulated()))

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
    }).pipe(simulated({ users: 200 })))

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
      yield* check(
        [{ type: "GREATER_THAN_EQUAL_TO", fields: ["version"], value: "20" }],
        (user) => user.version! >= 20
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
    }).pipe(simulated({ users: 150, allowance: 1000 })))

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
      }).pipe(simulated({ users: 60 })),
    { fastCheck: { numRuns: 60 } }
  )

  it.effect("sees a change after the search lag", () =>
    Effect.gen(function*() {
      const { id } = yield* Users.postUsers({ body: { name: "Late Riser", email: "late@acme.example" } })
      const search = Users.postUsersSearch({ body: { query: [{ type: "EXACT", fields: ["id"], value: id }] } })
      assert.strictEqual((yield* search).total, 0)
      assert.strictEqual((yield* Users.getUser({ userId: id })).id, id)
      yield* TestClock.adjust("3 minutes")
      assert.strictEqual((yield* search).total, 1)
    }).pipe(simulated({ searchLag: "3 minutes" })))
})

describe("a token", () => {
  it.effect("must be valid", () =>
    Effect.gen(function*() {
      const simulator = yield* Simulator.Simulator
      const token = yield* simulator.token({ life: "1 minute" })
      const layer = PureCloud.layer({ environment: Simulator.hosts, auth: Auth.layerStatic(token) })
      yield* Effect.gen(function*() {
        yield* Users.getUsers()
        yield* TestClock.adjust("1 minute")
        assert.deepInclude(yield* Effect.flip(Users.getUsers()), {
          _tag: "PureCloudUnauthorized",
          code: "bad.credentials"
        })
      }).pipe(Effect.provide(layer))
    }).pipe(simulated()))

  it.effect("belongs to no user with client credentials, and to a user otherwise", () =>
    Effect.gen(function*() {
      const user = yield* someUser
      const simulator = yield* Simulator.Simulator
      const me = Users.getUsersMe()
      const as = (userId?: string) =>
        Effect.gen(function*() {
          const token = yield* simulator.token(userId === undefined ? {} : { userId })
          return yield* Effect.either(me).pipe(
            Effect.provide(PureCloud.layer({ environment: Simulator.hosts, auth: Auth.layerStatic(token) }))
          )
        })
      const nobody = yield* as()
      assert.deepInclude(Either.isLeft(nobody) ? nobody.left : {}, { status: 400, code: "not.a.user" })
      const somebody = yield* as(user.id)
      assert.deepStrictEqual(Either.getOrThrow(somebody).id, user.id)
    }).pipe(simulated()))

  it.effect("without permissions gets their names in the error", () =>
    Effect.gen(function*() {
      const error = yield* Effect.flip(Users.postUsers({ body: { name: "A", email: "a@b.example" } }))
      assert.deepInclude(error, { _tag: "PureCloudForbidden", code: "missing.any.permissions" })
      assert.deepStrictEqual(error._tag === "PureCloudForbidden" && error.missing, ["directory:user:add"])
      assert.strictEqual((yield* Users.getUsers()).total, 100)
    }).pipe(simulated({ clients: [{ id: "few", secret: "roles", roles: ["Employee"] }] })))

  it.effect("has an allowance in each minute", () =>
    Effect.gen(function*() {
      const simulator = yield* Simulator.Simulator
      const client = yield* Effect.map(simulator.token(), (token) =>
        PureCloud.layer({
          environment: Simulator.hosts,
          auth: Auth.layerStatic(token),
          retry: { maxRetryAfter: "1 second" }
        }))
      const response = yield* Users.getUsers.withResponse().pipe(Effect.provide(client))
      assert.strictEqual(response.headers["inin-ratelimit-count"], "1")
      assert.strictEqual(response.headers["inin-ratelimit-allowed"], "2")
      assert.strictEqual(response.headers["inin-ratelimit-reset"], "60")
      yield* Users.getUsers().pipe(Effect.provide(client))
      const error = yield* Effect.flip(Users.getUsers().pipe(Effect.provide(client)))
      assert.deepInclude(error, { _tag: "PureCloudRateLimited", code: "too.many.requests.retry.after" })
      yield* TestClock.adjust("1 minute")
      yield* Users.getUsers().pipe(Effect.provide(client))
    }).pipe(simulated({ allowance: 2 })))
})

describe("a test", () => {
  it.effect("reads the recorded requests, and restores a snapshot", () =>
    Effect.gen(function*() {
      const simulator = yield* Simulator.Simulator
      const { id, version } = yield* someUser
      const snapshot = JSON.parse(JSON.stringify(yield* simulator.snapshot))
      yield* Users.patchUser({ userId: id, body: { version: version!, title: "Changed" } })
      const { id: created } = yield* Users.postUsers({ body: { name: "New", email: "new@acme.example" } })
      const titleOf = (userId: string) => Effect.map(simulator.user(userId), Option.map(({ title }) => title))
      assert.deepStrictEqual(yield* titleOf(id), Option.some("Changed"))
      const requests = yield* simulator.requests
      assert.deepStrictEqual(
        requests.map(({ endpoint, status }) => [endpoint, status]),
        [["token", 200], ["getUsers", 200], ["patchUser", 200], ["postUsers", 200]]
      )
      assert.strictEqual(new Set(requests.map(({ correlationId }) => correlationId)).size, 4)
      const later = yield* simulator.snapshot
      yield* simulator.restore(snapshot)
      assert.notDeepEqual(yield* titleOf(id), Option.some("Changed"))
      assert.isTrue(Option.isNone(yield* simulator.user(created)))
      yield* simulator.restore(later)
      assert.deepStrictEqual(yield* titleOf(id), Option.some("Changed"))
      assert.isTrue(Option.isSome(yield* simulator.user(created)))
      const other = yield* Simulator.make({ seed: 2 })
      assert.isTrue(Exit.isFailure(yield* Effect.exit(other.restore(later))))
      assert.deepStrictEqual(
        Option.map(yield* simulator.user(id, ["skills"]), ({ skills }) => skills),
        Option.some((yield* Users.getUser({ userId: id, expand: ["skills"] })).skills)
      )
      yield* simulator.reset
      assert.deepStrictEqual(yield* simulator.requests, [])
      assert.isTrue(Option.isNone(yield* simulator.user(created)))
    }).pipe(simulated()))

  it.effect("gets an error for invalid options", () =>
    Effect.gen(function*() {
      const senseless: ReadonlyArray<Simulator.Options> = [
        { users: -1 },
        { seed: 0.5 },
        { allowance: 0 },
        { searchLag: "soon" as "1 day" },
        { clients: [{ id: "a", secret: "b", roles: ["Queen"] }] },
        { api: 2017 as 2018 },
        { faults: [{ _tag: "Quake" as "Cut" }] },
        { faults: [{ _tag: "Cut", rate: 2 }] },
        { faults: [{ _tag: "Status", status: 42 }] },
        { faults: [{ _tag: "Latency", delay: "long" as "1 day" }] },
        { faults: [{ _tag: "Drift", change: "Sideways" as "NewFields" }] }
      ]
      for (const options of senseless) {
        const error = yield* Effect.flip(Layer.launch(Simulator.layerSimulator(options)))
        assert.strictEqual(error._op, "InvalidData")
      }
    }))
})
