import type * as CustomAttributes from "../../models/CustomAttributes.js"
import { coretypes, coretypesUri, limits } from "../data/coretypes.js"
import { iso } from "../data/time.js"
import * as Views from "../data/views.js"
import { ids } from "../engine/random.js"
import { refuse, refuseField, refuseMissing } from "../engine/refusal.js"
import type { Call, Handlers } from "./handler.js"
import { checkCompatible, checkFields } from "./schemaFields.js"

const schemasUri = "/api/v2/users/customattributes/schemas"

const idsOf = ({ store }: Call) => ids(store.seed, "custom attribute schema")

/** Returns the versions of a schema, oldest first. A schema that does not exist has none. */
export const versionsOf = (call: Call, id: string): ReadonlyArray<CustomAttributes.DataSchema> => {
  const ordinal = idsOf(call).ordinal(id)
  return ordinal < 0 ? [] : call.store.customAttributeSchemas.get(ordinal)
}

/** Returns the current version of a schema. */
export const currentVersion = (call: Call, id: string): CustomAttributes.DataSchema | undefined => {
  const versions = versionsOf(call, id)
  return versions[versions.length - 1]
}

const find = (call: Call, id: string): CustomAttributes.DataSchema =>
  currentVersion(call, id) ?? refuseMissing("schema", id)

/** Returns the current versions of all schemas. */
const allSchemas = (call: Call): ReadonlyArray<CustomAttributes.DataSchema> =>
  [...call.store.customAttributeSchemas.written.values()].flatMap((versions) => versions.slice(-1))

const listing = <A>(entities: ReadonlyArray<A>, selfUri: string) => ({ entities, total: entities.length, selfUri })

const createdBy = ({ principal: { user }, store }: Call): Pick<CustomAttributes.DataSchema, "createdBy"> => {
  if (user === undefined) return {}
  const { id, name } = store.accounts.get(user)
  return { createdBy: { id, name, selfUri: Views.userUri(id) } }
}

/** Returns the name of a schema. It is the title of the JSON Schema, if the schema has no name. */
const nameOf = ({ jsonSchema, name }: CustomAttributes.DataSchema): string =>
  name ?? jsonSchema.title ?? refuseField("name", "dynamic.schema.invalid.json.schema", "A schema needs a name.")

const checkText = (field: string, text: string, min: number, max: number): void => {
  if (text.length >= min && text.length <= max) return
  refuseField(field, "dynamic.schema.length.limits.would.be.exceeded", "The length must be from {min} to {max}.", {
    min: String(min),
    max: String(max)
  })
}

/**
 * Refuses a schema that is not valid. `id` is that of the schema that it replaces. Bodies that are too large (status 413)
 * are not refused, because the maximum is not documented.
 */
const check = (call: Call, body: CustomAttributes.DataSchema, id?: string): void => {
  const name = nameOf(body)
  const { description = "" } = body.jsonSchema
  checkText("name", name, limits.minSchemaNameCharacters, limits.maxSchemaNameCharacters)
  checkText(
    "jsonSchema.description",
    description,
    limits.minSchemaDescriptionCharacters,
    limits.maxSchemaDescriptionCharacters
  )
  if (allSchemas(call).some((schema) => schema.name === name && schema.id !== id)) {
    refuseField("name", "dynamic.schema.duplicate.schema.title", "Another schema has the same name.")
  }
  checkFields(call, body.jsonSchema)
}

const make = (
  call: Call,
  id: string,
  version: number,
  body: CustomAttributes.DataSchema
): CustomAttributes.DataSchema => ({
  id,
  name: nameOf(body),
  version,
  appliesTo: ["USER_CUSTOM_ATTRIBUTES"],
  enabled: body.enabled ?? true,
  ...createdBy(call),
  dateCreated: iso(call.now),
  jsonSchema: { ...body.jsonSchema, type: "object" },
  selfUri: `${schemasUri}/${id}`
})

/** Handlers of the schemas of custom attributes. */
export const customAttributeSchemas: Pick<
  Handlers,
  | "getUsersCustomattributesSchemas"
  | "getUsersCustomattributesSchema"
  | "getUsersCustomattributesSchemaVersions"
  | "getUsersCustomattributesSchemaVersion"
  | "postUsersCustomattributesSchemas"
  | "putUsersCustomattributesSchema"
  | "deleteUsersCustomattributesSchema"
  | "getUsersCustomattributesSchemasCoretypes"
  | "getUsersCustomattributesSchemasCoretype"
  | "getUsersCustomattributesSchemasLimits"
> = {
  getUsersCustomattributesSchemas: (_, call) => listing(allSchemas(call), schemasUri),

  getUsersCustomattributesSchema: ({ schemaId }, call) => find(call, schemaId),

  getUsersCustomattributesSchemaVersions: ({ schemaId }, call) => {
    find(call, schemaId)
    return listing(versionsOf(call, schemaId), `${schemasUri}/${schemaId}/versions`)
  },

  getUsersCustomattributesSchemaVersion: ({ schemaId, versionId }, call) =>
    versionsOf(call, schemaId).find(({ version }) => String(version) === versionId) ??
      refuseMissing("schema version", versionId),

  postUsersCustomattributesSchemas: ({ body }, call) => {
    const { customAttributeSchemas } = call.store
    if (allSchemas(call).length >= limits.maxNumberOfSchemasPerOrg) {
      refuse(
        400,
        "dynamic.schema.limit.max.number.of.schemas.per.org.would.be.exceeded",
        "An organization can have at most {max} schemas.",
        { messageParams: { max: String(limits.maxNumberOfSchemasPerOrg) } }
      )
    }
    check(call, body)
    // The list of written values contains deleted schemas too, so an id is used once.
    const ordinal = customAttributeSchemas.written.size
    const schema = make(call, idsOf(call).of(ordinal), 1, body)
    customAttributeSchemas.put(ordinal, [schema])
    return schema
  },

  putUsersCustomattributesSchema: ({ body, schemaId }, call) => {
    const { customAttributeSchemas } = call.store
    const before = find(call, schemaId)
    if (body.version !== before.version) {
      refuse(409, "dynamic.schema.version.conflict", "The current version is [{version}].", {
        messageParams: { version: String(before.version) }
      })
    }
    check(call, body, schemaId)
    checkCompatible(call, before.jsonSchema, body.jsonSchema)
    const after = make(call, schemaId, before.version + 1, { enabled: before.enabled, ...body })
    customAttributeSchemas.put(idsOf(call).ordinal(schemaId), [...versionsOf(call, schemaId), after])
    return after
  },

  // Whether the service deletes a schema that records use is not documented. The simulator does: its records are no longer
  // found, so a program that still needs them fails.
  deleteUsersCustomattributesSchema: ({ schemaId }, call) => {
    find(call, schemaId)
    call.store.customAttributeSchemas.put(idsOf(call).ordinal(schemaId), [])
  },

  getUsersCustomattributesSchemasCoretypes: (_, { store }) => listing(coretypes(store.seed), coretypesUri),

  getUsersCustomattributesSchemasCoretype: ({ coreTypeName }, { store }) =>
    coretypes(store.seed).find(({ name }) => name === coreTypeName) ?? refuseMissing("core type", coreTypeName),

  getUsersCustomattributesSchemasLimits: () => ({ ...limits, selfUri: `${schemasUri}/limits` })
}
