import type * as CustomAttributes from "../../models/CustomAttributes.js"
import type { Attributes } from "../data/aspects.js"
import * as Views from "../data/views.js"
import { hash, ids } from "../engine/random.js"
import { refuse, refuseAbsentField, refuseField, refuseMissing } from "../engine/refusal.js"
import { checkAttributes } from "./attributeValues.js"
import { currentVersion, versionsOf } from "./customAttributeSchemas.js"
import type { Call, Handlers } from "./handler.js"

/*
 * Custom attributes of users. A user has one record for each schema.
 */

/** Maximum number of schemas in one request. The vendor documents none for these operations, but one for `getUser`. */
const maxBulk = 100

const checkCount = (field: string, count: number): void => {
  if (count > maxBulk) refuseField(field, "bad.request", "At most {max} schemas.", { max: String(maxBulk) })
}

const findSchema = (call: Call, id: string): CustomAttributes.DataSchema =>
  currentVersion(call, id) ??
    refuse(404, "user.custom.attributes.schema.not.found", "The schema of custom attributes was not found.", {
      entityName: "schema",
      entityId: id
    })

const toResponse = (
  call: Call,
  ordinal: number,
  { attributes, schemaId, schemaVersion }: Attributes
): CustomAttributes.UserCustomAttributes => {
  const { people, seed } = call.store
  const userId = people.idOf(ordinal)
  const schema = versionsOf(call, schemaId).find(({ version }) => version === schemaVersion)
  return {
    id: ids(seed, "custom attributes").of(hash(seed, ordinal, ids(seed, "custom attribute schema").ordinal(schemaId))),
    ...(schema === undefined ? {} : { name: schema.name, schema }),
    userId,
    attributes,
    selfUri: `${Views.userUri(userId)}/customattributes/${schemaId}`
  }
}

const recordOf = (records: ReadonlyArray<Attributes>, id: string): Attributes =>
  records.find(({ schemaId }) => schemaId === id) ?? refuseMissing("custom attributes", id)

const withRecord = (records: ReadonlyArray<Attributes>, record: Attributes): ReadonlyArray<Attributes> => [
  ...records.filter(({ schemaId }) => schemaId !== record.schemaId),
  record
]

/**
 * Returns the schema of a request. Whether the service accepts an older version of a schema is not documented. The
 * simulator refuses it, and a schema that is not enabled.
 */
const schemaOf = (
  call: Call,
  { schemaId, schemaVersion }: CustomAttributes.UserCustomAttributesUpdateRequest
): Pick<Attributes, "schemaId" | "schemaVersion"> & { readonly schema: CustomAttributes.DataSchema } => {
  const id = schemaId ?? refuseAbsentField("schemaId")
  const schema = findSchema(call, id)
  const code = "user.custom.attributes.schema.validation.error"
  if (schemaVersion !== undefined && schemaVersion !== schema.version) {
    refuseField("schemaVersion", code, "The version is not the current version of the schema.")
  }
  if (schema.enabled === false) refuseField("schemaId", code, "The schema is not enabled.")
  return { schemaId: id, schemaVersion: schema.version, schema }
}

/**
 * Returns the record after an update. An attribute that is null is removed. Whether the service creates a record that
 * does not exist is not documented. The simulator does not.
 */
const update = (
  call: Call,
  records: ReadonlyArray<Attributes>,
  request: CustomAttributes.UserCustomAttributesUpdateRequest
): Attributes => {
  const { schema, ...key } = schemaOf(call, request)
  const changed = Object.entries({ ...recordOf(records, key.schemaId).attributes, ...request.attributes })
  const attributes = Object.fromEntries(changed.filter(([, value]) => value !== null))
  checkAttributes(call, schema, attributes)
  return { ...key, attributes }
}

/** Handlers of custom attributes. */
export const customAttributes: Pick<
  Handlers,
  | "getUserCustomattribute"
  | "getUserCustomattributesBulk"
  | "putUserCustomattributes"
  | "patchUserCustomattributes"
  | "patchUserCustomattributesBulk"
  | "deleteUserCustomattribute"
> = {
  getUserCustomattribute: ({ schemaId, userId }, call) => {
    const ordinal = Views.findUser(call, userId)
    findSchema(call, schemaId)
    return toResponse(call, ordinal, recordOf(call.store.customAttributes.get(ordinal), schemaId))
  },

  // A schema for which the user has no record is left out.
  getUserCustomattributesBulk: ({ schemaIds, userId }, call) => {
    checkCount("schemaIds", schemaIds.length)
    const ordinal = Views.findUser(call, userId)
    const records = call.store.customAttributes.get(ordinal)
    return [...new Set(schemaIds)].flatMap((id) => {
      findSchema(call, id)
      return records.filter(({ schemaId }) => schemaId === id).map((record) => ({
        ...toResponse(call, ordinal, record)
      }))
    })
  },

  putUserCustomattributes: ({ body, userId }, call) => {
    const { customAttributes } = call.store
    const ordinal = Views.findUser(call, userId)
    const { schema, ...key } = schemaOf(call, body)
    checkAttributes(call, schema, body.attributes)
    const record = { ...key, attributes: body.attributes }
    customAttributes.put(ordinal, withRecord(customAttributes.get(ordinal), record))
    return toResponse(call, ordinal, record)
  },

  // It is not documented when the service responds with 204. The simulator does if nothing changes.
  patchUserCustomattributes: ({ body, userId }, call) => {
    const { customAttributes } = call.store
    const ordinal = Views.findUser(call, userId)
    const records = customAttributes.get(ordinal)
    const record = update(call, records, body)
    if (JSON.stringify(recordOf(records, record.schemaId).attributes) === JSON.stringify(record.attributes)) return
    customAttributes.put(ordinal, withRecord(records, record))
    return toResponse(call, ordinal, record)
  },

  // The documented response has one record, although a request can change several. The simulator always responds with
  // 204, so that no program relies on that record.
  patchUserCustomattributesBulk: ({ body, userId }, call) => {
    checkCount("body", body.length)
    const { customAttributes } = call.store
    const ordinal = Views.findUser(call, userId)
    customAttributes.put(
      ordinal,
      body.reduce(
        (records, request) => withRecord(records, update(call, records, request)),
        customAttributes.get(ordinal)
      )
    )
    return undefined
  },

  deleteUserCustomattribute: ({ schemaId, userId }, call) => {
    const { customAttributes } = call.store
    const ordinal = Views.findUser(call, userId)
    findSchema(call, schemaId)
    const records = customAttributes.get(ordinal)
    const removed = recordOf(records, schemaId)
    customAttributes.put(ordinal, records.filter((record) => record !== removed))
  }
}
