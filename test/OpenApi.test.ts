import { assert, describe, it } from "@effect/vitest"
import * as Endpoint from "effect-purecloud/Endpoint"
import * as endpoints from "effect-purecloud/endpoints/index"
import * as Environment from "effect-purecloud/Environment"
import * as Models from "effect-purecloud/models/index"
import * as OpenApi from "effect-purecloud/OpenApi"
import * as Pagination from "effect-purecloud/Pagination"
import * as Permissions from "effect-purecloud/Permissions"
import * as FastCheck from "effect/FastCheck"
import * as Schema from "effect/Schema"
import { operations } from "./fixtures/operations.js"
import { invalid } from "./utils/invalid.js"
import { models } from "./utils/models.js"
import { validate } from "./utils/openApi.js"

const document = OpenApi.users()
const all: ReadonlyArray<Endpoint.Any> = Object.values(endpoints)

const operationsOf = ({ paths }: OpenApi.Document) =>
  Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ at: `${method.toUpperCase()} ${path}`, operation }))
  )

const operationOf = (id: string, of = document): OpenApi.Operation =>
  operationsOf(of).find(({ operation }) => operation.operationId === id)!.operation

const parameter = (id: string, name: string): OpenApi.Parameter =>
  operationOf(id).parameters.find((parameter) => parameter.name === name)!

/** Returns every object in a JSON value, with its path. */
const objectsIn = (
  value: unknown,
  path: ReadonlyArray<string> = []
): ReadonlyArray<[string, Record<string, unknown>]> =>
  typeof value !== "object" || value === null ? [] : [
    ...(Array.isArray(value)
      ? []
      : [[path.join("/"), value as Record<string, unknown>] as [string, Record<string, unknown>]]),
    ...Object.entries(value).flatMap(([key, inner]) => objectsIn(inner, [...path, key]))
  ]

/** Returns a schema and all schemas inside it. */
const partsOf = ({ additionalProperties, anyOf = [], items, properties = {} }: OpenApi.JsonSchema) =>
  [...anyOf, ...Object.values(properties), items, additionalProperties as OpenApi.JsonSchema | undefined].filter(
    (schema) => schema !== undefined
  )

const schemasIn = (schema: OpenApi.JsonSchema): ReadonlyArray<OpenApi.JsonSchema> => [
  schema,
  ...partsOf(schema).flatMap(schemasIn)
]

describe("the document of all operations", () => {
  it("is valid OpenAPI 3.1", async () => {
    assert.deepStrictEqual(await validate(document), { valid: true })
  })

  it("is plain JSON", () => {
    assert.deepStrictEqual(JSON.parse(JSON.stringify(document)), document)
  })

  it("names the operations as the vendor does", () => {
    assert.deepStrictEqual(
      Object.fromEntries(operationsOf(document).map(({ at, operation }) => [operation.operationId, at])),
      operations
    )
  })

  it("names the components as the models", () => {
    const names = models.map(([name]) => name)
    assert.deepStrictEqual(Object.keys(document.components.schemas).filter((name) => !names.includes(name)), [])
    assert.includeMembers(Object.keys(document.components.schemas), ["User", "UserMe", "Queue", "ErrorBody", "Detail"])
    assert.deepInclude(operationOf("getUser").responses["200"], {
      content: { "application/json": { schema: { $ref: "#/components/schemas/User" } } }
    })
    assert.deepStrictEqual(document.components.schemas["User"]?.properties?.["manager"], {
      $ref: "#/components/schemas/User"
    })
  })

  it("has no reference without a target", () => {
    for (const [path, { $ref }] of objectsIn(document)) {
      if (typeof $ref !== "string") continue
      const target = $ref.slice(2).split("/").reduce<unknown>(
        (at, key) => (at as Record<string, unknown>)?.[key],
        document
      )
      assert.isDefined(target, `${path}: ${$ref}`)
    }
  })

  it("does not inline or close a model", () => {
    const inOperations = operationsOf(document).flatMap(({ operation }) => [
      ...operation.parameters.map(({ schema }) => schema),
      ...[operation.requestBody, ...Object.values(operation.responses)].flatMap((part) =>
        part !== undefined && "content" in part ? [part.content["application/json"].schema] : []
      )
    ])
    const inModels = Object.values(document.components.schemas).flatMap(partsOf)
    for (const schema of [...inOperations, ...inModels].flatMap(schemasIn)) assert.notProperty(schema, "properties")
    for (const schema of Object.values(document.components.schemas).flatMap(schemasIn)) {
      assert.notTypeOf(schema["additionalProperties"], "boolean")
      assert.notProperty(schema, "$id")
      assert.notProperty(schema, "title", "Schema adds titles of its own")
    }
  })

  it("has numbers, booleans, listed values and repeated keys in queries", () => {
    assert.deepStrictEqual(parameter("getUsers", "pageSize").schema, {
      type: "integer",
      minimum: 1,
      maximum: 500,
      default: 25
    })
    assert.deepStrictEqual(parameter("getUserQueues", "joined"), {
      name: "joined",
      in: "query",
      required: false,
      schema: { type: "boolean" }
    })
    assert.deepStrictEqual(parameter("getUsers", "id"), {
      name: "id",
      in: "query",
      required: false,
      style: "form",
      explode: true,
      schema: { type: "array", items: { type: "string" }, minItems: 1, maxItems: 100 }
    })
    assert.deepStrictEqual(parameter("getFieldconfig", "type"), {
      name: "type",
      in: "query",
      required: true,
      schema: { type: "string", enum: ["person", "group", "org", "externalContact"] }
    })
    assert.deepStrictEqual(parameter("getUser", "userId"), {
      name: "userId",
      in: "path",
      required: true,
      schema: { type: "string" }
    })
  })

  it("keeps the listed values of models open", () => {
    assert.deepStrictEqual(document.components.schemas["User"]?.properties?.["state"], {
      anyOf: [{ type: "string", enum: ["active", "inactive", "deleted"] }, { type: "string" }]
    })
  })

  it("has the facts of the endpoints", () => {
    for (const endpoint of all) {
      const operation = operationOf(endpoint.id)
      const { deprecated, errors, invalidFor, otherStatuses, permissions, preview, status, summary } = endpoint
      assert.strictEqual(operation.summary, summary)
      assert.strictEqual(operation.deprecated, deprecated === undefined ? undefined : true)
      assert.deepStrictEqual(operation["x-deprecation"], deprecated)
      assert.deepStrictEqual(
        operation["x-inin-requires-permissions"],
        permissions.permissions.length === 0 ? undefined : permissions
      )
      assert.strictEqual(operation["x-preview"], preview ? true : undefined)
      assert.deepStrictEqual(Object.keys(operation.responses), [status, ...otherStatuses, ...errors].map(String))
      assert.strictEqual(operation["x-idempotent"], endpoint.idempotent)
      assert.deepStrictEqual(
        operation.security,
        invalidFor.length === 0 ? undefined : [{ authorization_code: [] }]
      )
      assert.strictEqual(operation["x-paging"] === undefined, endpoint.pagination === undefined)
    }
  })

  it("describes how pages are read", () => {
    assert.deepStrictEqual(operationOf("getUsers")["x-paging"], {
      strategy: "pageNumber",
      in: "query",
      last: "pageCount",
      defaultPageSize: 25,
      maxPageSize: 500,
      items: "entities"
    })
    assert.deepInclude(operationOf("postAnalyticsUsersDetailsQuery")["x-paging"], {
      in: "body.paging",
      last: "totalHits",
      items: "userDetails"
    })
    assert.deepStrictEqual(operationOf("getUsersSearch")["x-paging"], {
      strategy: "link",
      in: "query",
      last: "pageCount",
      param: "q64",
      link: "nextPage",
      items: "results"
    })
    for (const { operation } of operationsOf(document)) {
      if (operation["x-paging"] !== undefined) assert.isDefined(operation["x-paging"].items)
    }
  })

  it("documents errors and headers of responses", () => {
    const { headers, responses } = document.components
    assert.deepStrictEqual(Object.keys(headers), [
      "ININ-Correlation-Id",
      "inin-ratelimit-count",
      "inin-ratelimit-allowed",
      "inin-ratelimit-reset",
      "Retry-After"
    ])
    for (const [name, response] of Object.entries(responses)) {
      assert.deepStrictEqual(response.content?.["application/json"].schema, { $ref: "#/components/schemas/ErrorBody" })
      assert.strictEqual("Retry-After" in response.headers, name === "TooManyRequests")
      assert.property(response.headers, "ININ-Correlation-Id")
    }
  })

  it("has every region and the URLs of the login host", () => {
    assert.lengthOf(document.servers, Object.keys(Environment.domains).length)
    assert.deepInclude(document.servers, { url: "https://api.mypurecloud.ie", description: "eu-west-1" })
    assert.strictEqual(
      document.components.securitySchemes["client_credentials"]?.flows["clientCredentials"]?.tokenUrl,
      "https://login.mypurecloud.com/oauth/token"
    )
    const local = OpenApi.users({ hosts: { apiUrl: "http://127.0.0.1:4010", loginUrl: "http://127.0.0.1:4010" } })
    assert.deepStrictEqual(local.servers, [{ url: "http://127.0.0.1:4010" }])
    assert.include(JSON.stringify(local.components.securitySchemes), "http://127.0.0.1:4010/oauth/authorize")
  })

  it("has its own title if that option is undefined", () => {
    assert.strictEqual(OpenApi.users(invalid({ title: undefined })).info.title, "PureCloud Users API")
  })
})

describe("the document of some endpoints", () => {
  const Team = Schema.Struct({
    id: Schema.String,
    size: Schema.Int,
    code: Schema.UUID,
    lead: Schema.optional(Models.User),
    tags: Schema.Record({ key: Schema.String, value: Schema.Unknown }),
    members: Schema.optional(Schema.Array(Schema.String)),
    next: Schema.optional(Schema.String)
  }).annotations({ identifier: "Team", description: "Who works together." })

  const getTeam = Endpoint.make({
    id: "getTeam",
    method: "GET",
    path: "/api/v2/teams/{teamId}",
    pathParams: { teamId: Schema.Int },
    query: {
      deep: Endpoint.optional(Schema.Boolean),
      cursor: Endpoint.optional(Schema.String),
      pageSize: Endpoint.optional(Schema.Int)
    },
    success: Team,
    errors: [404, 418],
    permissions: Permissions.all("groups:team:view", "directory:user:view"),
    pagination: Pagination.cursor({ items: "members", cursor: "next", maxPageSize: 50 })
  })

  it("is valid for endpoints that a program declares", async () => {
    const document = OpenApi.fromEndpoints([getTeam], { title: "Teams", version: "7" })
    assert.deepStrictEqual(await validate(document), { valid: true })
    assert.deepInclude(document.info, { title: "Teams", version: "7" })
    assert.deepStrictEqual(document.tags, [{ name: "teams" }])
    const operation = operationOf("getTeam", document)
    assert.deepStrictEqual(operation.parameters.map(({ schema }) => schema), [
      { type: "integer" },
      { type: "boolean" },
      { type: "string" },
      { type: "integer", minimum: 1, maximum: 50 }
    ])
    assert.deepStrictEqual(Object.keys(document.components.responses), ["NotFound", "Status418"])
    assert.deepStrictEqual(operation["x-paging"], {
      strategy: "cursor",
      in: "query",
      last: "cursor",
      param: "cursor",
      cursor: "next",
      maxPageSize: 50,
      items: "members"
    })
    const { Team, User } = document.components.schemas
    assert.isDefined(User)
    assert.deepInclude(Team, { description: "Who works together.", required: ["id", "size", "code", "tags"] })
    assert.deepInclude(Team?.properties, {
      size: { type: "integer" },
      lead: { $ref: "#/components/schemas/User" },
      tags: { type: "object", additionalProperties: {} }
    })
    assert.deepInclude(Team?.properties?.["code"], { type: "string", format: "uuid" })
    assert.notProperty(document.components.schemas, "UUID")
  })

  it("has each status of a success, 204 without a body, and marks a preview", () => {
    const patchTeam = Endpoint.make({
      id: "patchTeam",
      method: "PATCH",
      path: "/api/v2/team",
      success: Models.UserImage,
      otherStatuses: [201, 204],
      errors: [422, 501],
      preview: true,
      permissions: Permissions.none
    })
    const document = OpenApi.fromEndpoints([patchTeam])
    const { description, responses, ...operation } = operationOf("patchTeam", document)
    const bodies = Object.entries(responses).map(([status, response]) => [status, "content" in response])
    assert.deepStrictEqual(bodies.slice(0, 3), [["200", true], ["201", true], ["204", false]])
    assert.deepStrictEqual(responses["422"], { $ref: "#/components/responses/UnprocessableContent" })
    assert.deepStrictEqual(Object.keys(document.components.responses), ["UnprocessableContent", "NotImplemented"])
    assert.strictEqual(operation["x-preview"], true)
    assert.strictEqual(description, "Preview: the vendor may change or remove the operation without notice.")
  })

  it("does not depend on the order of the endpoints", () =>
    FastCheck.assert(
      FastCheck.property(
        FastCheck.shuffledSubarray([...all]).chain((some) =>
          FastCheck.tuple(FastCheck.constant(some), FastCheck.shuffledSubarray(some, { minLength: some.length }))
        ),
        ([some, shuffled]) =>
          assert.strictEqual(
            JSON.stringify(OpenApi.fromEndpoints(some)),
            JSON.stringify(OpenApi.fromEndpoints(shuffled))
          )
      ),
      { numRuns: 10 }
    ))

  it("has the models that they reach, and no others", () => {
    const { schemas } = OpenApi.fromEndpoints([endpoints.getUserRoutingstatus]).components
    assert.deepStrictEqual(Object.keys(schemas), ["Detail", "ErrorBody", "Limit", "RoutingStatus"])
    assert.deepStrictEqual(OpenApi.fromEndpoints([]).components.schemas, {})
  })
})
