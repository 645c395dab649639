/**
 * Documented bounds of query keys: a value outside is refused before it is sent, and the OpenAPI document has the
 * bounds.
 */
import { assert, describe, it } from "@effect/vitest"
import { Arbitrary, type Effect, Schema, Stream } from "effect"
import * as Endpoint from "effect-purecloud/Endpoint"
import * as endpoints from "effect-purecloud/endpoints/index"
import * as OpenApi from "effect-purecloud/OpenApi"
import * as Permissions from "effect-purecloud/Permissions"
import * as PureCloud from "effect-purecloud/PureCloud"
import type * as PureCloudError from "effect-purecloud/PureCloudError"
import * as Users from "effect-purecloud/Users"
import * as FC from "effect/FastCheck"
import { callOf, sendable } from "../utils/inputs.js"
import { invalid } from "../utils/invalid.js"
import { memory } from "../utils/memory.js"

type Call = Effect.Effect<unknown, PureCloudError.PureCloudError, PureCloud.PureCloud>

const { run } = memory()

/** Returns the message of the error, or the URLs of the requests. */
const outcomeOf = async (call: Call) => {
  const { result, sent } = await run({ status: 404 }, call)
  if (sent.length > 0) return sent.map(({ url }) => url)
  const error = result._tag === "Left" ? result.left : undefined
  return error?._tag === "PureCloudEncodeError" ? error.issues.map(({ expected, path }) => `${path}: ${expected}`) : []
}

const isSent = async (call: Call) => (await outcomeOf(call)).every((line) => line.startsWith("https://"))

const ids = (n: number) => Array.from({ length: n }, (_, i) => `id${i}`)

const listings = Object.values<Endpoint.Any>(endpoints).filter(({ query }) => "pageSize" in query)

describe("page sizes and page numbers", () => {
  for (const endpoint of listings) {
    const call = callOf(endpoint)
    const rest = Object.fromEntries(
      Object.entries(sendable(endpoint)).filter(([key]) =>
        key in endpoint.pathParams || key === "body" || Schema.isSchema(endpoint.query[key])
      )
    )

    it(`of ${endpoint.id} are whole numbers from 1 on`, async () => {
      for (const key of ["pageSize", "pageNumber"].filter((key) => key in endpoint.query)) {
        for (const value of [0, -1, 1.5, NaN, Infinity, 2 ** 53]) {
          const [refused = ""] = await outcomeOf(call({ ...rest, [key]: value }))
          assert.match(refused, new RegExp(`^${key}: a whole number from 1 `))
        }
        assert.isTrue(await isSent(call({ ...rest, [key]: 1 })))
      }
    })

    const maximum = endpoint.pagination?.maxPageSize
    if (maximum !== undefined) {
      it(`of ${endpoint.id} are bounded by the maximum page size`, async () => {
        assert.isTrue(await isSent(call({ ...rest, pageSize: maximum })))
        assert.deepStrictEqual(await outcomeOf(call({ ...rest, pageSize: maximum + 1 })), [
          `pageSize: a whole number from 1 to ${maximum}`
        ])
      })
    }
  }

  it("of getUsers are at most 500, in the call and in .items", async () => {
    const refused = ["pageSize: a whole number from 1 to 500"]
    assert.deepStrictEqual(await outcomeOf(Users.getUsers({ pageSize: 501 })), refused)
    assert.deepStrictEqual(await outcomeOf(Stream.runDrain(Users.getUsers.items({ pageSize: 501 }))), refused)
  })
})

describe("other bounds", () => {
  it("getUsers takes 100 ids", async () => {
    assert.isTrue(await isSent(Users.getUsers({ id: ids(100) })))
    assert.deepStrictEqual(await outcomeOf(Users.getUsers({ id: ids(101) })), ["id: at most 100 values"])
    assert.deepStrictEqual(await outcomeOf(Stream.runDrain(Users.getUsers.items({ id: ids(101) }))), [
      "id: at most 100 values"
    ])
  })

  it("getUsers takes 5 schemas of custom attributes, getUser and getUsersMe 100", async () => {
    const of = (n: number) => ({ userCustomAttributeSchemaIds: ids(n) })
    assert.isTrue(await isSent(Users.getUsers(of(5))))
    assert.deepStrictEqual(await outcomeOf(Users.getUsers(of(6))), ["userCustomAttributeSchemaIds: at most 5 values"])
    assert.isTrue(await isSent(Users.getUser({ userId: "u", ...of(100) })))
    const refused = ["userCustomAttributeSchemaIds: at most 100 values"]
    assert.deepStrictEqual(await outcomeOf(Users.getUser({ userId: "u", ...of(101) })), refused)
    assert.isTrue(await isSent(Users.getUsersMe(of(100))))
    assert.deepStrictEqual(await outcomeOf(Users.getUsersMe(of(101))), refused)
  })

  it("getUsers has 100 users on a page with the presence of an integration", async () => {
    const source = { integrationPresenceSource: "ZoomPhone" } as const
    assert.isTrue(await isSent(Users.getUsers({ ...source, pageSize: 100 })))
    assert.isTrue(await isSent(Users.getUsers({ ...source })))
    const refused = ["pageSize: at most 100 with integrationPresenceSource"]
    assert.deepStrictEqual(await outcomeOf(Users.getUsers({ ...source, pageSize: 101 })), refused)
    assert.deepStrictEqual(await outcomeOf(Stream.runDrain(Users.getUsers.items(source, { pageSize: 500 }))), refused)
  })

  it("are those that an endpoint of a program declares", async () => {
    const getTeams = PureCloud.call(Endpoint.make({
      id: "getTeams",
      method: "GET",
      path: "/api/v2/teams",
      query: {
        size: Endpoint.optional(Schema.Int.pipe(Schema.between(1, 10))),
        tag: Endpoint.repeated(Schema.String, { maxItems: 2 }),
        full: Endpoint.optional(Schema.Boolean, { limits: { size: 3 } })
      },
      success: Schema.Struct({}),
      permissions: Permissions.none
    }))
    for (const input of [{ size: 10, tag: ["a", "b"] }, { size: 3, full: true }, { full: false }]) {
      assert.isTrue(await isSent(getTeams(input)))
    }
    for (const input of [{ size: 11 }, { size: 0 }, { tag: ["a", "b", "c"] }, { size: 4, full: false }]) {
      assert.isFalse(await isSent(getTeams(input)), JSON.stringify(input))
    }
  })
})

describe("a repeated key that is required", () => {
  const getTeams = PureCloud.call(Endpoint.make({
    id: "getTeams",
    method: "GET",
    path: "/api/v2/teams",
    query: { id: Endpoint.repeated(Schema.String, { required: true, maxItems: 2 }) },
    success: Schema.Struct({}),
    permissions: Permissions.none
  }))
  const outcomeFor = (input: unknown) => outcomeOf(getTeams(invalid(input)))

  it("is sent as a repeated key", async () => {
    assert.deepStrictEqual(await outcomeFor({ id: ["a", "b"] }), [
      "https://api.memory.example/api/v2/teams?id=a&id=b"
    ])
  })

  it("is refused if it is absent, empty, too long, or not an array", async () => {
    for (const input of [{}, undefined, { id: undefined }, { id: null }, { id: "a" }]) {
      assert.deepStrictEqual(await outcomeFor(input), ["id: an array"], JSON.stringify(input))
    }
    assert.deepStrictEqual(await outcomeFor({ id: [] }), ["id: at least one value"])
    assert.deepStrictEqual(await outcomeFor({ id: ids(3) }), ["id: at most 2 values"])
  })

  it("is required in the OpenAPI document", () => {
    assert.deepStrictEqual(OpenApi.fromEndpoints([getTeams.endpoint]).paths["/api/v2/teams"]?.["get"]?.parameters, [{
      name: "id",
      in: "query",
      required: true,
      style: "form",
      explode: true,
      schema: { type: "array", items: { type: "string" }, minItems: 1, maxItems: 2 }
    }])
  })
})

describe("the OpenAPI document", () => {
  const { paths } = OpenApi.fromEndpoints([endpoints.getUsers, endpoints.getUser, endpoints.getUserFavorites])
  const of = (path: string, name: string) =>
    paths[path]?.["get"]?.parameters.find((parameter) => parameter.name === name)

  it("has the bounds", () => {
    assert.deepStrictEqual(of("/api/v2/users", "pageSize")?.schema, {
      type: "integer",
      minimum: 1,
      maximum: 500,
      default: 25
    })
    assert.deepStrictEqual(of("/api/v2/users", "pageNumber")?.schema, { type: "integer", minimum: 1, default: 1 })
    assert.deepStrictEqual(of("/api/v2/users/{userId}/favorites", "pageSize")?.schema, {
      type: "integer",
      minimum: 1,
      default: 25
    })
    const string = { type: "string" }
    assert.deepStrictEqual(of("/api/v2/users", "id")?.schema, {
      type: "array",
      items: string,
      minItems: 1,
      maxItems: 100
    })
    assert.strictEqual(of("/api/v2/users", "userCustomAttributeSchemaIds")?.schema["maxItems"], 5)
    assert.strictEqual(of("/api/v2/users/{userId}", "userCustomAttributeSchemaIds")?.schema["maxItems"], 100)
    assert.strictEqual(
      of("/api/v2/users", "integrationPresenceSource")?.description,
      "With this parameter, pageSize is at most 100."
    )
  })
})

describe("bounded numbers", () => {
  it("have arbitrary values within their bounds", () => {
    const { pageSize } = endpoints.getUsers.query
    const schema = Schema.isSchema(pageSize) ? pageSize : pageSize!.schema
    FC.assert(
      FC.property(Arbitrary.make(schema as Schema.Schema<number>), (n) => Number.isInteger(n) && n >= 1 && n <= 500)
    )
  })
})
