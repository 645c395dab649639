/**
 * Custom attributes and their schemas, with their effect on the store of the simulator.
 */
import { assert } from "@effect/vitest"
import { Effect } from "effect"
import * as Endpoints from "effect-purecloud/endpoints/index"
import { badge, documentOf, size } from "../../utils/customAttributes.js"
import { as, call, codeOf, newUser, type Program, tagOf, userAt } from "../../utils/roundTrips.js"

export const attributes: { readonly [name: string]: Program } = {
  "core types and limits": Effect.gen(function*() {
    const types = yield* call(Endpoints.getUsersCustomattributesSchemasCoretypes)()
    assert.strictEqual(types.total, types.entities.length)
    for (const type of types.entities) {
      const one = yield* call(Endpoints.getUsersCustomattributesSchemasCoretype)({ coreTypeName: type.name! })
      assert.deepStrictEqual(one, type)
    }
    const unknown = call(Endpoints.getUsersCustomattributesSchemasCoretype)({ coreTypeName: "poem" })
    assert.strictEqual(yield* tagOf(unknown), "PureCloudNotFound")
    const limits = yield* call(Endpoints.getUsersCustomattributesSchemasLimits)()
    assert.isAbove(limits.maxNumberOfSchemasPerOrg ?? 0, 0)
  }),

  "schemas of custom attributes": Effect.gen(function*() {
    const create = call(Endpoints.postUsersCustomattributesSchemas)
    const { id, name } = yield* userAt(0)
    const body = { name: "Uniform", version: 1, jsonSchema: documentOf({ size }) }
    const created = yield* as(id, create({ body }))
    assert.deepInclude(created, { name: "Uniform", version: 1, enabled: true, appliesTo: ["USER_CUSTOM_ATTRIBUTES"] })
    assert.deepInclude(created.createdBy, { id, name: name! })
    const schemaId = created.id!
    const update = call(Endpoints.putUsersCustomattributesSchema)
    const jsonSchema = documentOf({ size, badge })
    const updated = yield* update({ schemaId, body: { name: "Uniform", version: 1, jsonSchema } })
    assert.deepInclude(updated, { id: schemaId, version: 2, jsonSchema })
    const stale = update({ schemaId, body: { name: "Uniform", version: 1, jsonSchema } })
    assert.strictEqual(yield* codeOf(stale), "dynamic.schema.version.conflict")
    const versions = yield* call(Endpoints.getUsersCustomattributesSchemaVersions)({ schemaId })
    assert.deepStrictEqual(versions.entities, [created, updated])
    const versionOf = (versionId: string) =>
      call(Endpoints.getUsersCustomattributesSchemaVersion)({ schemaId, versionId })
    assert.deepStrictEqual(yield* versionOf("1"), created)
    assert.strictEqual(yield* tagOf(versionOf("3")), "PureCloudNotFound")
    assert.deepStrictEqual(yield* call(Endpoints.getUsersCustomattributesSchema)({ schemaId }), updated)
    const listed = yield* call(Endpoints.getUsersCustomattributesSchemas)()
    assert.deepStrictEqual(listed.entities.filter((schema) => schema.id === schemaId), [updated])
    yield* call(Endpoints.deleteUsersCustomattributesSchema)({ schemaId })
    const missing = call(Endpoints.getUsersCustomattributesSchema)({ schemaId })
    assert.strictEqual(yield* tagOf(missing), "PureCloudNotFound")
  }),

  "custom attributes": Effect.gen(function*() {
    const { id: userId } = yield* newUser("Attribute Owner")
    const create = (name: string) =>
      call(Endpoints.postUsersCustomattributesSchemas)({
        body: { name, version: 1, jsonSchema: documentOf({ size, badge }) }
      })
    const [shirt, shoes] = yield* Effect.all([create("Shirt"), create("Shoes")])
    const [schemaId, otherId] = [shirt.id!, shoes.id!]
    const put = call(Endpoints.putUserCustomattributes)
    const read = call(Endpoints.getUserCustomattribute)
    assert.strictEqual(yield* tagOf(read({ userId, schemaId })), "PureCloudNotFound")
    const record = yield* put({ userId, body: { schemaId, attributes: { size: 38, badge: "B 1" } } })
    assert.deepInclude(record, { userId, schema: shirt, attributes: { size: 38, badge: "B 1" } })
    assert.deepStrictEqual(yield* read({ userId, schemaId }), record)

    const patch = call(Endpoints.patchUserCustomattributes)
    const patched = yield* patch({ userId, body: { schemaId, attributes: { size: 40, badge: null } } })
    assert.deepStrictEqual(patched, { ...record, attributes: { size: 40 } })
    assert.isUndefined(yield* patch({ userId, body: { schemaId, attributes: { size: 40 } } }))
    yield* put({ userId, body: { schemaId: otherId, attributes: { size: 42 } } })
    const changes = [{ schemaId, attributes: { badge: "B 2" } }, { schemaId: otherId, attributes: { size: 43 } }]
    assert.isUndefined(yield* call(Endpoints.patchUserCustomattributesBulk)({ userId, body: changes }))
    const records = yield* call(Endpoints.getUserCustomattributesBulk)({ userId, schemaIds: [schemaId, otherId] })
    assert.deepStrictEqual(records.map(({ attributes }) => attributes), [{ size: 40, badge: "B 2" }, { size: 43 }])
    assert.deepStrictEqual({ ...records[0] }, { ...yield* read({ userId, schemaId }) })
    yield* call(Endpoints.deleteUserCustomattribute)({ userId, schemaId })
    assert.strictEqual(yield* tagOf(read({ userId, schemaId })), "PureCloudNotFound")
    for (const id of [schemaId, otherId]) yield* call(Endpoints.deleteUsersCustomattributesSchema)({ schemaId: id })
    const gone = yield* codeOf(read({ userId, schemaId: otherId }))
    assert.strictEqual(gone, "user.custom.attributes.schema.not.found")
  })
}
