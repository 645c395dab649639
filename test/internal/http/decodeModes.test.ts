/**
 * Responses that do not fit their schema, in each mode of decoding.
 */
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import * as Endpoint from "effect-purecloud/Endpoint"
import * as Permissions from "effect-purecloud/Permissions"
import * as PureCloud from "effect-purecloud/PureCloud"
import type * as PureCloudError from "effect-purecloud/PureCloudError"
import * as Users from "effect-purecloud/Users"
import * as Schema from "effect/Schema"
import { drifts, failure, list, modes, outcome, type Program, read, respondWith, typed } from "../../utils/decoding.js"
import { assertFields } from "../../utils/errors.js"

describe("an endpoint that a program declares", () => {
  const call = <A>(success: Schema.Schema<A>) =>
    PureCloud.call(Endpoint.make({ id: "own", method: "GET", path: "/own", success, permissions: Permissions.none }))()

  type Deep = readonly [{ readonly a?: number | undefined }, Deep | null]
  const Deep: Schema.Schema<Deep> = Schema.Tuple(
    Schema.Struct({ a: Schema.optional(Schema.Number) }),
    Schema.suspend(() => Schema.NullOr(Deep))
  )

  it.effect("fails too if its schema is nested so that only Schema can check it", () =>
    Effect.gen(function*() {
      const body = `${"[{},".repeat(50_000)}null${"]".repeat(50_000)}`
      for (const mode of modes) {
        assertFields((yield* outcome(typed("application/json", body), call(Deep), mode)).error!, {
          _tag: "PureCloudDecodeError"
        })
      }
      assert.isUndefined((yield* outcome(respondWith({ body: [{}, [{ a: 1 }, null]] }), call(Deep), "strict")).error)
    }))

  it.effect("fails too if its union has a tag that Schema cannot read", () =>
    Effect.gen(function*() {
      const either = Schema.Union(
        Schema.Struct({ kind: Schema.Literal("a") }),
        Schema.Struct({ kind: Schema.Literal("b") })
      )
      assertFields(yield* failure(respondWith({ body: { kind: { toString: 1 } } }), call(either)), {
        _tag: "PureCloudDecodeError"
      })
    }))
})

const secret = "Ada's own value"

/** Outcome of a response. `value` is the result if it differs from the body, `issues` are those reported. */
interface Expected {
  readonly value?: unknown
  readonly issues?: ReadonlyArray<PureCloudError.Issue>
  readonly fails?: boolean
}

interface Case {
  readonly name: string
  readonly program: Program
  readonly body: unknown
  readonly lenient: Expected
  readonly strict: Expected
  readonly off: Expected
}

const everywhere = (expected: Expected) => ({ lenient: expected, strict: expected, off: expected })

const fits = everywhere({})

const refused = (...issues: ReadonlyArray<PureCloudError.Issue>) => everywhere({ issues, fails: true })

const issue = (path: string, expected: string, found: string): PureCloudError.Issue => ({ path, expected, found })

const page = { pageSize: 25, pageNumber: 1, total: 1, pageCount: 1 }

const cases: ReadonlyArray<Case> = [
  { name: "all required fields", program: read, body: { id: "u", name: secret, version: 1 }, ...fits },
  {
    name: "unknown fields",
    program: read,
    body: { id: "u", next: { a: [null, { b: secret }] }, presence: { id: "p", next: null } },
    ...fits
  },
  {
    name: "unknown values of an enum",
    program: read,
    body: { id: "u", state: "hibernating", presence: { presenceDefinition: { id: "p", systemPresence: "Asleep" } } },
    ...fits
  },
  { name: "an empty page", program: list, body: { ...page, entities: [] }, ...fits },
  {
    name: "null in optional fields",
    program: read,
    body: { id: "u", name: null, manager: null, unknown: null, presence: { name: null }, skills: [] },
    lenient: { value: { id: "u", unknown: null, presence: {}, skills: [] } },
    strict: { value: { id: "u", unknown: null, presence: {}, skills: [] } },
    off: {}
  },
  {
    name: "null in optional fields of items",
    program: list,
    body: { ...page, nextUri: null, entities: [{ id: "u", title: null }, { id: "v", name: secret }] },
    lenient: { value: { ...page, entities: [{ id: "u" }, { id: "v", name: secret }] } },
    strict: { value: { ...page, entities: [{ id: "u" }, { id: "v", name: secret }] } },
    off: {}
  },
  { name: "null in a required field", program: read, body: { id: null }, ...refused(issue("id", "string", "null")) },
  {
    name: "another type in a required field",
    program: read,
    body: { id: 5, name: secret },
    ...refused(issue("id", "string", "number"))
  },
  { name: "a required field is absent", program: read, body: {}, ...refused(issue("id", "string", "nothing")) },
  {
    name: "another type in optional fields",
    program: read,
    body: { id: "u", name: [secret], version: "3", unknown: 1 },
    ...drifts(issue("name", "string", "array"), issue("version", "Int", "string"))
  },
  {
    name: "another type in an optional field, and null in another one",
    program: read,
    body: { id: "u", name: [secret], title: null },
    lenient: { value: { id: "u", name: [secret] }, issues: [issue("name", "string", "array")] },
    strict: { issues: [issue("name", "string", "array")], fails: true },
    off: {}
  },
  {
    name: "another type deep inside an optional field",
    program: read,
    body: { id: "u", manager: { name: secret, addresses: [{ address: secret }, { address: 7 }] } },
    ...drifts(issue("manager.id", "string", "nothing"), issue("manager.addresses[1].address", "string", "number"))
  },
  {
    name: "an item without its id",
    program: list,
    body: { ...page, entities: [{ id: "u" }, { name: secret }] },
    ...refused(issue("entities[1].id", "string", "nothing"))
  },
  {
    name: "items that are not objects",
    program: list,
    body: { ...page, entities: [{ id: "u" }, null, secret] },
    ...refused(issue("entities[1]", "User", "null"), issue("entities[2]", "User", "string"))
  },
  {
    name: "another type in an optional field of an item",
    program: list,
    body: { ...page, entities: [{ id: "u", name: 5 }] },
    ...drifts(issue("entities[0].name", "string", "number"))
  },
  {
    name: "an object instead of the items",
    program: list,
    body: { ...page, entities: { id: "u" } },
    ...refused(issue("entities", "ReadonlyArray<User>", "object"))
  },
  {
    name: "items that are null",
    program: list,
    body: { ...page, entities: null },
    ...refused(issue("entities", "ReadonlyArray<User>", "null"))
  },
  {
    name: "no items",
    program: list,
    body: page,
    ...refused(issue("entities", "ReadonlyArray<User>", "nothing"))
  },
  {
    name: "text instead of the number of pages, which a single page does not need",
    program: list,
    body: { ...page, pageCount: secret, entities: [] },
    ...drifts(issue("pageCount", "Int", "string"))
  }
]

describe.each(modes)("decode: %s", (mode) => {
  it.effect.each(cases.map((each) => [each.name, each] as const))(
    "%s",
    ([_, { body, program, ...expectations }]) =>
      Effect.gen(function*() {
        const expected: Expected = expectations[mode]
        const headers = { "inin-correlation-id": "c-1" }
        const { drifts, error, lines, value } = yield* outcome(respondWith({ body, headers }), program, mode)
        if (expected.fails) {
          assertFields(error!, {
            _tag: "PureCloudDecodeError",
            status: 200,
            correlationId: "c-1",
            issues: expected.issues
          })
          assert.isFalse(error!.isRetryable)
          assert.notInclude(JSON.stringify(error) + error!.message, secret)
          for (const { expected: wanted, found, path } of expected.issues!) {
            assert.include(error!.message, `${path}: expected ${wanted}, found ${found}`)
          }
          assert.isEmpty(drifts)
          assert.isEmpty(lines)
          return
        }
        assert.isUndefined(error)
        assert.deepStrictEqual(value, "value" in expected ? expected.value : body)
        if (expected.issues === undefined) {
          assert.isEmpty(drifts)
          assert.isEmpty(lines)
        } else {
          const { issues } = expected
          const endpoint = program === read ? "getUser" : "getUsers"
          assert.deepStrictEqual(drifts, [{ endpoint, issues, correlationId: "c-1" }])
          assert.lengthOf(lines, 1)
          assert.include(
            lines[0],
            `WARN ${endpoint}: the response does not fit its schema: ${issues[0]!.path}: expected`
          )
          assert.notInclude(lines[0], secret)
          assert.notInclude(JSON.stringify(drifts), secret)
        }
      })
  )
})

describe("an operation that documents 204 beside another success", () => {
  const patchTeam = (otherStatuses: ReadonlyArray<number>) =>
    PureCloud.call(Endpoint.make({
      id: "patchTeam",
      method: "PATCH",
      path: "/api/v2/team",
      success: Schema.Struct({ id: Schema.String }),
      otherStatuses,
      permissions: Permissions.none
    }))()

  it.effect("has no value with 204, and a value with a body", () =>
    Effect.gen(function*() {
      for (const mode of modes) {
        const none = yield* outcome(respondWith({ status: 204 }), patchTeam([204]), mode)
        assertFields(none, { value: undefined, error: undefined })
        for (const status of [200, 201]) {
          const some = yield* outcome(respondWith({ status, body: { id: "t" } }), patchTeam([201, 204]), mode)
          assertFields(some, { value: { id: "t" }, error: undefined })
        }
      }
    }))

  it.effect("fails with another status without a body, as every operation with a value does", () =>
    Effect.gen(function*() {
      for (const [status, other] of [[200, 204], [202, 204], [204, 201]] as const) {
        const error = yield* failure(respondWith({ status, body: "" }), patchTeam([other]))
        assertFields(error, { _tag: "PureCloudUnexpectedResponse", status })
      }
    }))
})

describe("drift", () => {
  it.effect("is passed to the hook each time, and logged once for each kind", () =>
    Effect.gen(function*() {
      const bodies = [
        { id: "u", name: 1 },
        { id: "v", name: 2 },
        { id: "w", name: 3, title: 4 },
        { id: "x", name: false },
        { id: "y", addresses: [{ address: 1 }, { address: 2 }] },
        { id: "z", addresses: [{}, {}, { address: 3 }] }
      ]
      const { drifts, lines, value } = yield* outcome(
        (_, n) => ({ body: bodies[n] }),
        Effect.forEach(bodies, () => read)
      )
      assert.deepStrictEqual(value, bodies)
      assert.deepStrictEqual(drifts.map(({ issues }) => issues.map(({ path }) => path)), [
        ["name"],
        ["name"],
        ["name", "title"],
        ["name"],
        ["addresses[0].address", "addresses[1].address"],
        ["addresses[2].address"]
      ])
      assert.deepStrictEqual(lines.map((line) => line.replace(/^.*schema: /, "")), [
        "name: expected string, found number",
        "title: expected string, found number",
        "name: expected string, found boolean",
        "addresses[0].address: expected string, found number"
      ])
    }))

  it.effect("of a whole page is reported briefly", () =>
    Effect.gen(function*() {
      const entities = Array.from({ length: 500 }, (_, i) => ({ id: `u${i}`, name: i, title: i, department: i }))
      const { drifts, error, lines, value } = yield* outcome(respondWith({ body: { ...page, entities } }), list)
      assert.isUndefined(error)
      assert.lengthOf((value as { readonly entities: ReadonlyArray<unknown> }).entities, 500)
      assert.lengthOf(drifts, 1)
      assert.isAtMost(drifts[0]!.issues.length, 20)
      assert.lengthOf(lines, 1)
      assert.isBelow(lines[0]!.length, 1000)
    }))

  it.effect("shows keys of limited length", () =>
    Effect.gen(function*() {
      const { drifts, lines } = yield* outcome(
        respondWith({
          body: {
            id: "u",
            station: { defaultStation: { id: "s", providerInfo: { [`a\n${"k".repeat(100_000)}`]: 1 } } }
          }
        }),
        read
      )
      assert.lengthOf(drifts, 1)
      assert.isBelow(JSON.stringify(drifts).length, 1000)
      assert.notMatch(lines.join(""), /\p{Cc}/u)
    }))
})

describe("withResponse", () => {
  it.effect("has status and headers with drift, and with nulls removed", () =>
    Effect.gen(function*() {
      const reply = { status: 201, headers: { "ININ-Correlation-Id": "c-2" }, body: { id: "u", title: null, name: 1 } }
      const { value } = yield* outcome(respondWith(reply), Users.getUser.withResponse({ userId: "u" }))
      const { correlationId, headers, status, value: inner } = value as PureCloud.Response<unknown>
      assert.deepStrictEqual({ correlationId, status, inner }, {
        correlationId: "c-2",
        status: 201,
        inner: { id: "u", name: 1 }
      })
      assert.strictEqual(headers["inin-correlation-id"], "c-2")
    }))
})
