/**
 * Declarations are plain data, both those of the package and those of a program.
 */
import { assert, describe, it } from "@effect/vitest"
import * as Endpoint from "effect-purecloud/Endpoint"
import * as endpoints from "effect-purecloud/endpoints/index"
import * as Pagination from "effect-purecloud/Pagination"
import * as Permissions from "effect-purecloud/Permissions"
import * as PureCloud from "effect-purecloud/PureCloud"
import * as Users from "effect-purecloud/Users"
import * as Schema from "effect/Schema"

const all: ReadonlyArray<Endpoint.Any> = Object.values(endpoints)

const listing = {
  method: "GET",
  success: Schema.Struct({
    entities: Schema.Array(Schema.Struct({ id: Schema.String })),
    cursor: Schema.optional(Schema.String),
    nextUri: Schema.optional(Schema.String)
  }),
  permissions: Permissions.none
} as const

const own: ReadonlyArray<Endpoint.Any> = [
  Endpoint.make({
    ...listing,
    id: "byCursor",
    path: "/api/v2/a",
    query: { cursor: Endpoint.optional(Schema.String), tag: Endpoint.repeated(Schema.String) },
    pagination: Pagination.cursor({ items: "entities", cursor: "cursor" })
  }),
  Endpoint.make({
    ...listing,
    id: "byLink",
    path: "/api/v2/b/{id}",
    pathParams: { id: Schema.String },
    query: { after: Endpoint.optional(Schema.String) },
    body: Endpoint.optional(Schema.Struct({ a: Schema.String })),
    pagination: Pagination.link({ items: "entities", link: "nextUri", param: "after" }),
    rateLimit: { code: "own.limit" },
    deprecated: { since: "2026-01-01", use: "byCursor" }
  })
]

/** Returns the paths of the functions in a value, except those in schemas. */
const functionsIn = (value: unknown, path = ""): ReadonlyArray<string> =>
  Schema.isSchema(value)
    ? []
    : typeof value === "function"
    ? [path]
    : typeof value === "object" && value !== null
    ? Reflect.ownKeys(value).flatMap((key) =>
      functionsIn((value as { readonly [key: PropertyKey]: unknown })[key], `${path}.${String(key)}`)
    )
    : []

describe("declarations", () => {
  it("contain no functions outside their schemas", () => {
    assert.lengthOf(all, 131)
    for (const endpoint of [...all, ...own]) assert.deepStrictEqual(functionsIn(endpoint, endpoint.id), [])
    assert.deepStrictEqual(functionsIn({ a: [{ b: () => 1 }], [Symbol.for("c")]: () => 1 }, "x"), [
      "x.a.0.b",
      "x.Symbol(c)"
    ])
  })

  it("are the same after they were written as JSON and read, except their schemas", () => {
    for (const { body: _body, pathParams: _path, query: _query, success: _success, ...facts } of [...all, ...own]) {
      const defined = Object.fromEntries(Object.entries(facts).filter(([, fact]) => fact !== undefined))
      const { pagination } = defined
      if (pagination !== undefined) {
        defined["pagination"] = Object.fromEntries(Object.entries(pagination).filter(([, fact]) => fact !== undefined))
      }
      assert.deepStrictEqual<unknown>(JSON.parse(JSON.stringify(facts)), defined)
    }
  })

  it("document the default errors, unless they declare a list", () => {
    assert.deepStrictEqual(endpoints.getUser.errors, [400, 401, 403, 404, 408, 409, 413, 415, 429, 500, 503, 504])
    assert.include(endpoints.patchUserGeolocation.errors, 405)
    assert.deepStrictEqual(own[0]?.errors, Endpoint.defaultErrors)
    for (const { errors, id } of all) {
      if (errors !== Endpoint.defaultErrors) assert.notDeepEqual(errors, Endpoint.defaultErrors, id)
    }
  })

  it("have the name of the rate limit, if an operation has a separate one", () => {
    assert.deepStrictEqual(
      all.filter(({ rateLimit }) => rateLimit !== undefined).map(({ id, rateLimit }) => [id, rateLimit?.code]).sort(),
      [
        ["getUserGeolocation", "geolocationservice.toomanyrequests"],
        ["patchUserGeolocation", "geolocationservice.toomanyrequests"]
      ]
    )
  })

  it("give streams to paged operations only, at run time too", () => {
    for (const call of [...Object.values<object>(Users), ...own.map((endpoint) => PureCloud.call(endpoint))]) {
      const { endpoint } = call as { readonly endpoint: Endpoint.Any }
      const isPaged = endpoint.pagination !== undefined
      assert.deepStrictEqual(["items" in call, "pages" in call], [isPaged, isPaged], endpoint.id)
      assert.property(call, "withResponse")
    }
  })
})
