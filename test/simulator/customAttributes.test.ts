/**
 * Custom attributes of users, and the schemas that define them.
 */
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import type * as CustomAttributes from "effect-purecloud/models/CustomAttributes"
import * as Simulator from "effect-purecloud/Simulator"
import * as Users from "effect-purecloud/Users"
import { badge, documentOf, field, size } from "../utils/customAttributes.js"
import { simulatedStrictly, someUser } from "../utils/simulator.js"

const create = (
  properties: { readonly [name: string]: object },
  others: CustomAttributes.JsonSchemaDocument = {},
  name = "Equipment"
) => Users.postUsersCustomattributesSchemas({ body: { name, version: 1, jsonSchema: documentOf(properties, others) } })

const refusal = (code: string) => ({ status: 400, code: `dynamic.schema.${code}` })

const bounds = { minLength: 0, maxLength: 10 }

describe("a schema", () => {
  /** Invalid fields by name, with the codes of their errors. */
  const wrong: ReadonlyArray<readonly [name: string, properties: { readonly [name: string]: object }, code: string]> = [
    ["no core type", { a: { title: "A" } }, "invalid.json.schema"],
    ["unknown core type", { a: field("poem", "A") }, "invalid.json.schema"],
    ["no title", { a: { allOf: badge.allOf, ...bounds } }, "invalid.json.schema"],
    ["equal titles", { a: badge, b: badge }, "duplicate.property.title"],
    ["no bounds", { a: field("text", "A") }, "validation.limit.missing"],
    ["one bound", { a: field("integer", "A", { minimum: 1 }) }, "validation.limit.missing"],
    ["bound out of range", { a: field("text", "A", { minLength: 0, maxLength: 101 }) }, "validation.limit.error"],
    ["crossed bounds", { a: field("integer", "A", { minimum: 2, maximum: 1 }) }, "validation.limit.error"],
    [
      "list without bounds of items",
      { a: field("tag", "A", { minItems: 0, maxItems: 3 }) },
      "validation.limit.missing"
    ],
    ["long name", { ["n".repeat(51)]: badge }, "limit.max.number.of.characters.for.field.name.would.be.exceeded"],
    ["long title", { a: field("checkbox", "t".repeat(51)) }, "length.limits.would.be.exceeded"],
    [
      "long description",
      { a: field("checkbox", "A", { description: "d".repeat(201) }) },
      "length.limits.would.be.exceeded"
    ],
    [
      "too many fields",
      Object.fromEntries(Array.from({ length: 21 }, (_, index) => [`f${index}`, field("checkbox", `F ${index}`)])),
      "limit.max.number.of.fields.per.schema.would.be.exceeded"
    ],
    ["empty enum", { a: field("enum", "A") }, "invalid.json.schema"],
    ["equal values", { a: field("enum", "A", { enum: ["x", "x"] }) }, "invalid.json.schema"],
    [
      "equal titles of values",
      { a: field("enum", "A", { enum: ["x", "y"], _enumProperties: { x: { title: "X" }, y: { title: "X" } } }) },
      "duplicate.enum.properties.title"
    ]
  ]

  it.effect("with invalid fields is refused", () =>
    Effect.gen(function*() {
      for (const [name, properties, code] of wrong) {
        assert.deepInclude(yield* Effect.flip(create(properties)), refusal(code), name)
      }
      const document = { a: badge }
      assert.deepInclude(yield* Effect.flip(create(document, { required: ["b"] })), refusal("invalid.json.schema"))
      assert.deepInclude(yield* Effect.flip(create(document, { type: "array" })), refusal("invalid.json.schema"))
      const long = refusal("length.limits.would.be.exceeded")
      assert.deepInclude(yield* Effect.flip(create(document, { description: "d".repeat(201) })), long)
      assert.deepInclude(yield* Effect.flip(create(document, {}, "n".repeat(51))), long)
      assert.deepInclude(yield* Effect.flip(create(document, {}, "")), long)
      assert.strictEqual((yield* Users.getUsersCustomattributesSchemas()).total, 0)
    }).pipe(simulatedStrictly()))

  it.effect("has a unique name", () =>
    Effect.gen(function*() {
      yield* create({ size }, {}, "One")
      const other = yield* create({ size }, {}, "Other")
      const taken = refusal("duplicate.schema.title")
      assert.deepInclude(yield* Effect.flip(create({ badge }, {}, "One")), taken)
      const rename = (name: string) =>
        Users.putUsersCustomattributesSchema({ schemaId: other.id!, body: { ...other, name } })
      assert.deepInclude(yield* Effect.flip(rename("One")), taken)
      assert.strictEqual((yield* rename("Third")).version, 2)
      const { name: _, ...unnamed } = other
      const titled = { ...unnamed, jsonSchema: documentOf({ size }, { title: "From the title" }) }
      assert.strictEqual((yield* Users.postUsersCustomattributesSchemas({ body: titled })).name, "From the title")
      const nameless = Users.postUsersCustomattributesSchemas({ body: unnamed })
      assert.deepInclude(yield* Effect.flip(nameless), refusal("invalid.json.schema"))
    }).pipe(simulatedStrictly()))

  it.effect("counts toward the maximum number", () =>
    Effect.gen(function*() {
      const { maxNumberOfSchemasPerOrg: max = 0 } = yield* Users.getUsersCustomattributesSchemasLimits()
      const schemas = yield* Effect.forEach(
        Array.from({ length: max }, (_, index) => `Schema ${index}`),
        (name) => create({ size }, {}, name)
      )
      const more = create({ size }, {}, "One more")
      const code = "limit.max.number.of.schemas.per.org.would.be.exceeded"
      assert.deepInclude(yield* Effect.flip(more), refusal(code))
      yield* Users.deleteUsersCustomattributesSchema({ schemaId: schemas[3]!.id! })
      const created = yield* more
      assert.notInclude(schemas.map(({ id }) => id), created.id)
      assert.strictEqual((yield* Users.getUsersCustomattributesSchemas()).total, max)
    }).pipe(simulatedStrictly()))

  it.effect("can be changed only if existing attributes still fit", () =>
    Effect.gen(function*() {
      const schema = yield* create({ size, badge }, { required: ["size"] })
      const change = (properties: { readonly [name: string]: object }, required: ReadonlyArray<string> = ["size"]) =>
        Users.putUsersCustomattributesSchema({
          schemaId: schema.id!,
          body: { ...schema, jsonSchema: documentOf(properties, { required }) }
        })
      const incompatible = refusal("incompatible.json.schema.update")
      const refused = [
        change({ size }),
        change({ size, badge: field("longtext", "Badge", bounds) }),
        change({ size, badge }, ["size", "badge"])
      ]
      for (const program of refused) assert.deepInclude(yield* Effect.flip(program), incompatible)
      assert.strictEqual((yield* change({ size, badge, more: field("checkbox", "More") }, [])).version, 2)
      assert.deepInclude(yield* Effect.flip(change({ size, badge })), {
        status: 409,
        code: "dynamic.schema.version.conflict"
      })
    }).pipe(simulatedStrictly()))

  it.effect("requires permissions", () =>
    Effect.gen(function*() {
      const schemaId = "any"
      const refused = [
        Users.getUsersCustomattributesSchemas(),
        Users.getUsersCustomattributesSchemasLimits(),
        create({ size }),
        Users.deleteUsersCustomattributesSchema({ schemaId })
      ]
      for (const program of refused) assert.strictEqual((yield* Effect.flip(program))._tag, "PureCloudForbidden")
    }).pipe(simulatedStrictly({ clients: [{ id: "few", secret: "few", roles: ["Employee"] }] })))
})

const invalidAttribute = { status: 400, code: "user.custom.attributes.schema.validation.error" }

const missingSchema = { status: 404, code: "user.custom.attributes.schema.not.found" }

describe("custom attributes", () => {
  const properties = {
    text: field("text", "Text", { minLength: 2, maxLength: 3 }),
    url: field("url", "Url", { minLength: 0, maxLength: 50 }),
    kind: field("enum", "Kind", { enum: ["a", "b"], _enumProperties: { b: { title: "B", _disabled: true } } }),
    day: field("date", "Day"),
    time: field("datetime", "Time"),
    count: field("integer", "Count", { minimum: -1, maximum: 5 }),
    share: field("number", "Share", { minimum: 0, maximum: 1 }),
    flag: field("checkbox", "Flag"),
    tags: field("tag", "Tags", { minItems: 1, maxItems: 2, items: { minLength: 1, maxLength: 3 } })
  }

  /** Values that fit, and values that do not. */
  const values: { readonly [name: string]: readonly [ReadonlyArray<unknown>, ReadonlyArray<unknown>] } = {
    text: [["ab", "abc"], ["a", "abcd", 12, null, {}]],
    url: [["https://acme.example/x"], ["acme.example", ""]],
    kind: [["a"], ["b", "c", 1]],
    day: [["2026-11-26"], ["26.11.2026", "2026-11-26T00:00:00Z"]],
    time: [["2026-11-26T05:00:00.000Z", "2026-11-26T05:00:00Z"], ["2026-11-26"]],
    count: [[-1, 0, 5], [-2, 6, 1.5, "1"]],
    share: [[0, 0.25, 1], [1.01, "0.5"]],
    flag: [[true, false], ["true", 1, 0]],
    tags: [[["x"], ["x", "yyy"]], [[], ["x", "y", "z"], ["x", "x"], ["long"], "x", [1]]],
    unknown: [[], [1]]
  }

  it.effect("fit the fields of their schema", () =>
    Effect.gen(function*() {
      const { id: userId } = yield* someUser
      const { id: schemaId } = yield* create(properties)
      const put = (attributes: { readonly [name: string]: unknown }) =>
        Users.putUserCustomattributes({ userId, body: { schemaId: schemaId!, attributes } })
      for (const [name, [fitting, others]] of Object.entries(values)) {
        for (const value of fitting) {
          assert.deepStrictEqual((yield* put({ [name]: value })).attributes, { [name]: value })
        }
        for (const value of others) {
          assert.deepInclude(
            yield* Effect.flip(put({ [name]: value })),
            invalidAttribute,
            `${name} ${JSON.stringify(value)}`
          )
        }
      }
      const read = yield* Users.getUserCustomattribute({ userId, schemaId: schemaId! })
      assert.deepStrictEqual(read.attributes, { tags: ["x", "yyy"] })
    }).pipe(simulatedStrictly()))

  it.effect("include all required fields, and undeclared fields only if the schema allows them", () =>
    Effect.gen(function*() {
      const { id: userId } = yield* someUser
      const { id: schemaId } = yield* create({ size, badge }, { required: ["size"], additionalProperties: true })
      const body = (attributes: { readonly [name: string]: unknown }) => ({
        userId,
        body: { schemaId: schemaId!, attributes }
      })
      assert.deepInclude(yield* Effect.flip(Users.putUserCustomattributes(body({ badge: "B" }))), invalidAttribute)
      const { attributes } = yield* Users.putUserCustomattributes(body({ size: 30, more: { a: [1] } }))
      assert.deepStrictEqual(attributes, { size: 30, more: { a: [1] } })
      assert.deepInclude(yield* Effect.flip(Users.patchUserCustomattributes(body({ size: null }))), invalidAttribute)
    }).pipe(simulatedStrictly()))

  it.effect("of a schema that does not exist, is not enabled or has another version are refused", () =>
    Effect.gen(function*() {
      const { id: userId } = yield* someUser
      const schema = yield* create({ size })
      const schemaId = schema.id!
      const attributes = { size: 40 }
      const put = (body: CustomAttributes.UserCustomAttributesUpdateRequest, id = userId) =>
        Users.putUserCustomattributes({ userId: id, body })
      assert.deepInclude(yield* Effect.flip(put({ schemaId: "none", attributes })), missingSchema)
      assert.deepInclude(yield* Effect.flip(put({ attributes })), { status: 400 })
      assert.deepInclude(yield* Effect.flip(put({ schemaId, schemaVersion: 2, attributes })), invalidAttribute)
      assert.deepInclude(yield* Effect.flip(put({ schemaId, attributes }, "nobody")), { status: 404 })
      const patch = Users.patchUserCustomattributes({ userId, body: { schemaId, attributes } })
      assert.deepInclude(yield* Effect.flip(patch), { status: 404, code: "not.found" })
      yield* put({ schemaId, schemaVersion: 1, attributes })
      yield* Users.putUsersCustomattributesSchema({ schemaId, body: { ...schema, enabled: false } })
      assert.deepInclude(yield* Effect.flip(put({ schemaId, attributes })), invalidAttribute)
      const record = yield* Users.getUserCustomattribute({ userId, schemaId })
      assert.strictEqual(record.schema?.version, 1)
      for (const program of [Users.getUserCustomattribute, Users.deleteUserCustomattribute]) {
        assert.deepInclude(yield* Effect.flip(program({ userId, schemaId: "none" })), missingSchema)
      }
      yield* Users.deleteUserCustomattribute({ userId, schemaId })
      assert.deepInclude(yield* Effect.flip(Users.deleteUserCustomattribute({ userId, schemaId })), {
        status: 404,
        code: "not.found"
      })
    }).pipe(simulatedStrictly()))

  it.effect("of several schemas are all changed, or none is changed", () =>
    Effect.gen(function*() {
      const { id: userId } = yield* someUser
      const [one, other] = yield* Effect.all([create({ size }, {}, "One"), create({ badge }, {}, "Other")])
      const [schemaId, otherId] = [one.id!, other.id!]
      yield* Users.putUserCustomattributes({ userId, body: { schemaId, attributes: { size: 40 } } })
      yield* Users.putUserCustomattributes({ userId, body: { schemaId: otherId, attributes: { badge: "B" } } })
      const change = { schemaId, attributes: { size: 41 } }
      const patch = (...others: ReadonlyArray<CustomAttributes.UserCustomAttributesUpdateRequest>) =>
        Users.patchUserCustomattributesBulk({ userId, body: [change, ...others] })
      assert.deepInclude(yield* Effect.flip(patch({ schemaId: otherId, attributes: { badge: "" } })), invalidAttribute)
      assert.deepInclude(yield* Effect.flip(patch({ schemaId: "none", attributes: {} })), missingSchema)
      assert.deepInclude(yield* Effect.flip(patch(...Array.from({ length: 100 }, () => change))), { status: 400 })
      const sizeOf = Effect.map(Users.getUserCustomattribute({ userId, schemaId }), ({ attributes }) => attributes.size)
      assert.strictEqual(yield* sizeOf, 40)
      yield* patch({ schemaId, attributes: { size: 42 } })
      assert.strictEqual(yield* sizeOf, 42)
      const read = (...schemaIds: ReadonlyArray<string>) => Users.getUserCustomattributesBulk({ userId, schemaIds })
      assert.strictEqual((yield* read(schemaId, schemaId, otherId)).length, 2)
      assert.deepInclude(yield* Effect.flip(read(schemaId, "none")), missingSchema)
      const tooMany = read(...Array.from({ length: 101 }, (_, index) => `s${index}`))
      assert.deepInclude(yield* Effect.flip(tooMany), { status: 400 })
      yield* Users.deleteUserCustomattribute({ userId, schemaId })
      assert.deepStrictEqual((yield* read(schemaId, otherId)).map(({ name }) => name), ["Other"])
    }).pipe(simulatedStrictly()))

  it.effect("and their schemas are part of snapshots and resets", () =>
    Effect.gen(function*() {
      const simulator = yield* Simulator.Simulator
      const { id: userId } = yield* someUser
      const { id } = yield* create({ size }, {}, "Deleted")
      yield* Users.deleteUsersCustomattributesSchema({ schemaId: id! })
      const { id: schemaId } = yield* create({ size })
      yield* Users.putUserCustomattributes({ userId, body: { schemaId: schemaId!, attributes: { size: 40 } } })
      const read = Users.getUserCustomattribute({ userId, schemaId: schemaId! })
      const record = yield* read
      const snapshot = JSON.parse(JSON.stringify(yield* simulator.snapshot))
      yield* simulator.reset
      assert.deepInclude(yield* Effect.flip(read), missingSchema)
      assert.deepStrictEqual((yield* Users.getUsersCustomattributesSchemas()).entities, [])
      yield* simulator.restore(snapshot)
      assert.deepStrictEqual(yield* read, record)
      assert.notInclude([id, schemaId], (yield* create({ size }, {}, "New")).id)
    }).pipe(simulatedStrictly()))
})
