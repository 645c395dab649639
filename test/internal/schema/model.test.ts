import { assert, beforeEach, describe, it, vi } from "@effect/vitest"
import * as Arbitrary from "effect/Arbitrary"
import * as FastCheck from "effect/FastCheck"
import * as JSONSchema from "effect/JSONSchema"
import * as Schema from "effect/Schema"
import * as AST from "effect/SchemaAST"

// Each test imports fresh modules.
beforeEach(() => {
  vi.resetModules()
})

/**
 * Whether a schema has not been built. Its `ast` is a getter until it is first read, and a plain value from then on.
 */
const isDeferred = (schema: unknown): boolean =>
  Schema.isSchema(schema) && Object.getOwnPropertyDescriptor(schema, "ast")?.get !== undefined

/** Whether a schema is one of Effect itself, for example `Schema.String`, which always exists. */
const isEffects = (schema: unknown): boolean => Object.values<unknown>(Schema).includes(schema)

const schemasOf = (module: object): ReadonlyArray<readonly [name: string, schema: unknown]> =>
  Object.entries(module).filter(([, value]) => Schema.isSchema(value))

interface Declaration {
  readonly id: string
  readonly pathParams: { readonly [key: string]: unknown }
  readonly query: { readonly [key: string]: unknown }
  readonly body: unknown
  readonly success: unknown
}

const partsOf = ({ body, id, pathParams, query, success }: Declaration): ReadonlyArray<readonly [string, unknown]> =>
  [...Object.entries(pathParams), ...Object.entries(query), ["body", body], ["success", success]]
    .map(([key, part]) => [
      `${id}: ${key}`,
      Schema.isSchema(part) ? part : (part as { readonly schema: unknown } | undefined)?.schema
    ])

describe("importing Users", () => {
  it("builds no model and no schema of an endpoint", async () => {
    await import("../../../src/Users.js")
    const models = schemasOf(await import("../../../src/models/index.js"))
    const endpoints = Object.values<object>(await import("../../../src/endpoints/index.js"))
      .filter((value): value is Declaration => "pathParams" in value)
    const parts = endpoints.flatMap(partsOf).filter(([, schema]) => schema !== undefined && !isEffects(schema))
    assert.isAtLeast(models.length, 112)
    assert.isAtLeast(parts.length, 80)
    assert.deepStrictEqual([...models, ...parts].filter(([, schema]) => !isDeferred(schema)).map(([name]) => name), [])
  })

  it("a program that uses one model builds it and the models that it refers to, and no others", async () => {
    const models = await import("../../../src/models/index.js")
    Schema.decodeUnknownSync(models.UserImage)({ resolution: "640x480" })
    const built = () => schemasOf(models).filter(([, schema]) => !isDeferred(schema)).map(([name]) => name)
    assert.deepStrictEqual(built(), ["UserImage"])
    Schema.decodeUnknownSync(models.Biography)({ education: [{ school: "MIT" }] })
    assert.deepStrictEqual(built(), ["UserImage", "Education", "Biography"])
  })

  it("declaring an endpoint and a call, naming a model as a field, and composing it build nothing", async () => {
    const models = await import("../../../src/models/index.js")
    const Model = await import("../../../src/internal/schema/model.js")
    const Endpoint = await import("../../../src/Endpoint.js")
    const PureCloud = await import("../../../src/PureCloud.js")
    const Permissions = await import("../../../src/Permissions.js")
    const Team = Model.extend("Team", { lead: models.User }, {
      members: Model.optional(Model.array(models.User)),
      deputy: Model.clearable(models.User),
      byId: Model.optional(Model.record(models.User)),
      parent: Model.optional(Model.lazy(() => models.User))
    })
    const call = PureCloud.call(Endpoint.make({
      id: "postTeam",
      method: "POST",
      path: "/api/v2/teams",
      query: { state: Endpoint.optional(Model.closed("active", "inactive")) },
      body: Team,
      success: models.User.pipe((schema) => schema),
      permissions: Permissions.none
    }))
    assert.isFunction(call)
    assert.isTrue(isDeferred(Team))
    assert.isTrue(isDeferred(models.User))
    assert.deepStrictEqual(
      AST.getPropertySignatures(Team.ast).map(({ isOptional, name }) => [name, isOptional]),
      [["lead", false], ["members", true], ["deputy", true], ["byId", true], ["parent", true]]
    )
  })
})

describe("a deferred schema", () => {
  it("is built once", async () => {
    const { User } = await import("../../../src/models/User.js")
    assert.isTrue(isDeferred(User))
    const { ast } = User
    assert.strictEqual(User.ast, ast)
    assert.isFalse(isDeferred(User))
  })

  it("is the same value wherever it is exported", async () => {
    const { User } = await import("../../../src/models/User.js")
    assert.strictEqual((await import("../../../src/models/index.js")).User, User)
    assert.strictEqual((await import("../../../src/endpoints/index.js")).getUser.success, User)
  })

  it("has the name of its model", async () => {
    const { User } = await import("../../../src/models/User.js")
    assert.strictEqual(String(User), "User")
    assert.strictEqual(AST.getIdentifierAnnotation(User.ast).pipe((name) => name._tag), "Some")
  })

  it("is annotated without a change to the original", async () => {
    const { UserImage } = await import("../../../src/models/User.js")
    const described = UserImage.annotations({ description: "A picture" })
    assert.strictEqual(AST.getDescriptionAnnotation(described.ast)._tag, "Some")
    assert.strictEqual(AST.getDescriptionAnnotation(UserImage.ast)._tag, "None")
    assert.deepStrictEqual(Schema.decodeUnknownSync(described)({ resolution: "x128" }), { resolution: "x128" })
  })

  it("can be a part of the schemas of a program", async () => {
    const { User } = await import("../../../src/models/User.js")
    const Row = Schema.Struct({
      user: User,
      previous: Schema.optional(User),
      all: Schema.Array(User),
      either: Schema.NullOr(User),
      named: User.pipe(Schema.filter((user) => user.name !== undefined))
    })
    const user = { id: "u", name: "Ada" }
    const row = { user, all: [user], either: null, named: user }
    assert.deepStrictEqual(Schema.decodeUnknownSync(Row)(row), row)
    assert.throws(() => Schema.decodeUnknownSync(Row)({ ...row, named: { id: "u" } }))
    assert.throws(() => Schema.decodeUnknownSync(Row)({ ...row, user: { id: 1 } }))
  })

  it("can be used with Arbitrary and JSONSchema", async () => {
    const { Biography } = await import("../../../src/models/User.js")
    const samples = FastCheck.sample(Arbitrary.make(Biography), 20)
    assert.isTrue(samples.every(Schema.is(Biography)))
    assert.hasAllKeys(JSONSchema.make(Biography).$defs, ["Biography", "Education"])
  })
})
