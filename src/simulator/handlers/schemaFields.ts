import * as Schema from "effect/Schema"
import type * as Coretype from "../../models/Coretype.js"
import type * as CustomAttributes from "../../models/CustomAttributes.js"
import { coretypes, limits, type NamedCoretype } from "../data/coretypes.js"
import { refuseField } from "../engine/refusal.js"
import type { Call } from "./handler.js"

/*
 * The fields of a schema of custom attributes, and their validation. The vendor's Swagger allows any object as a field.
 * The simulator requires the form that the vendor documents for the schemas of other entities: a reference to a core type
 * in `allOf`, a title, and each bound that the core type has.
 */

const bound = Schema.optional(Schema.Number)

/** A field of a schema. */
const FieldSchema = Schema.Struct({
  allOf: Schema.Tuple(Schema.Struct({ $ref: Schema.String })),
  title: Schema.String,
  description: Schema.optional(Schema.String),
  minLength: bound,
  maxLength: bound,
  minItems: bound,
  maxItems: bound,
  minimum: bound,
  maximum: bound,
  items: Schema.optional(Schema.Struct({ minLength: bound, maxLength: bound })),
  enum: Schema.optional(Schema.Array(Schema.String)),
  _enumProperties: Schema.optional(Schema.Record({
    key: Schema.String,
    value: Schema.Struct({ title: Schema.optional(Schema.String), _disabled: Schema.optional(Schema.Boolean) })
  }))
})

/** A field of a schema, with its core type. */
export interface Field extends Schema.Schema.Type<typeof FieldSchema> {
  readonly coretype: NamedCoretype
}

const isField = Schema.is(FieldSchema)

const refuseSchema = (field: string, code: string, message: string): never =>
  refuseField(field, `dynamic.schema.${code}`, message)

const invalid = (field: string, message: string): never => refuseSchema(field, "invalid.json.schema", message)

const decodeField = ({ store }: Call, path: string, value: unknown): Field => {
  if (!isField(value)) return invalid(path, "A field needs [title] and [allOf] with a reference to a core type.")
  const name = value.allOf[0].$ref.replace(/^#\/definitions\//, "")
  const coretype = coretypes(store.seed).find((each) => each.name === name) ??
    invalid(`${path}.allOf`, "The core type does not exist.")
  return { ...value, coretype }
}

/** Returns the fields of a schema by their names. */
export const fieldsOf = (
  call: Call,
  { properties = {} }: CustomAttributes.JsonSchemaDocument
): ReadonlyMap<string, Field> =>
  new Map(
    Object.entries(properties).map(([name, value]) => [name, decodeField(call, `jsonSchema.properties.${name}`, value)])
  )

const checkLength = (
  path: string,
  text: string,
  min: number,
  max: number,
  code = "length.limits.would.be.exceeded"
) => {
  if (text.length < min || text.length > max) refuseSchema(path, code, `The length must be from ${min} to ${max}.`)
}

/** Returns the value of a bound. Refuses a bound that is missing or out of its range. */
const checkBound = (path: string, value: number | undefined, range: Coretype.MinLength | undefined): number => {
  if (value === undefined) return refuseSchema(path, "validation.limit.missing", "A bound of the core type is missing.")
  if (range !== undefined && (value < range.min || value > range.max)) {
    refuseSchema(path, "validation.limit.error", `The bound must be from ${range.min} to ${range.max}.`)
  }
  return value
}

/** Refuses bounds that are missing or out of range, and minimums that exceed their maximums. */
const checkBounds = (
  path: string,
  names: ReadonlyArray<string>,
  values: { readonly [name: string]: unknown },
  ranges: { readonly [name: string]: Coretype.MinLength | undefined }
): void => {
  const bounds = names.map((name) => {
    const value = values[name]
    return checkBound(`${path}.${name}`, typeof value === "number" ? value : undefined, ranges[name])
  })
  // The names of the bounds are in pairs: the minimum, and the maximum.
  const [min, max] = bounds
  if (min !== undefined && max !== undefined && min > max) {
    refuseSchema(path, "validation.limit.error", "The minimum exceeds the maximum.")
  }
}

const hasDuplicates = (texts: ReadonlyArray<string>): boolean => new Set(texts).size < texts.length

const checkEnum = (path: string, field: Field): void => {
  if (field.coretype.name !== "enum") return
  const values = field.enum ?? []
  if (values.length === 0 || hasDuplicates(values)) invalid(`${path}.enum`, "An enum needs values without duplicates.")
  const properties = Object.entries(field._enumProperties ?? {})
  if (properties.some(([value]) => !values.includes(value))) {
    invalid(`${path}._enumProperties`, "A property belongs to no value of the enum.")
  }
  if (hasDuplicates(properties.flatMap(([, { title }]) => title === undefined ? [] : [title]))) {
    refuseSchema(`${path}._enumProperties`, "duplicate.enum.properties.title", "Two values have the same title.")
  }
}

const checkField = (name: string, field: Field): void => {
  const path = `jsonSchema.properties.${name}`
  const { coretype, description = "", title } = field
  const nameCode = "limit.max.number.of.characters.for.field.name.would.be.exceeded"
  checkLength(path, name, limits.minFieldNameCharacters, limits.maxFieldNameCharacters, nameCode)
  checkLength(`${path}.title`, title, limits.minFieldTitleCharacters, limits.maxFieldTitleCharacters)
  checkLength(
    `${path}.description`,
    description,
    limits.minFieldDescriptionCharacters,
    limits.maxFieldDescriptionCharacters
  )
  checkBounds(path, coretype.validationFields, { ...field }, { ...coretype.validationLimits })
  checkBounds(
    `${path}.items`,
    coretype.itemValidationFields ?? [],
    { ...field.items },
    { ...coretype.itemValidationLimits }
  )
  checkEnum(path, field)
}

/** Refuses fields that are not valid. */
export const checkFields = (call: Call, document: CustomAttributes.JsonSchemaDocument): void => {
  const { required = [], type = "object" } = document
  if (type !== "object") invalid("jsonSchema.type", "The type must be [object].")
  const fields = fieldsOf(call, document)
  if (fields.size > limits.maxNumberOfFieldsPerSchema) {
    refuseSchema(
      "jsonSchema.properties",
      "limit.max.number.of.fields.per.schema.would.be.exceeded",
      `A schema can have at most ${limits.maxNumberOfFieldsPerSchema} fields.`
    )
  }
  for (const [name, field] of fields) checkField(name, field)
  if (hasDuplicates([...fields.values()].map(({ title }) => title))) {
    refuseSchema("jsonSchema.properties", "duplicate.property.title", "Two fields have the same title.")
  }
  if (required.some((name) => !fields.has(name))) invalid("jsonSchema.required", "A required field does not exist.")
}

/**
 * Refuses a schema in which a field is removed, has another core type, or becomes required. It is not documented which
 * changes the service accepts. The simulator accepts narrower bounds and fewer values of an enum.
 */
export const checkCompatible = (
  call: Call,
  before: CustomAttributes.JsonSchemaDocument,
  after: CustomAttributes.JsonSchemaDocument
): void => {
  const fields = fieldsOf(call, after)
  const code = "incompatible.json.schema.update"
  for (const [name, { coretype }] of fieldsOf(call, before)) {
    if (fields.get(name)?.coretype.name !== coretype.name) {
      refuseSchema(`jsonSchema.properties.${name}`, code, "A field cannot be removed, and keeps its core type.")
    }
  }
  const required = before.required ?? []
  if ((after.required ?? []).some((name) => !required.includes(name))) {
    refuseSchema("jsonSchema.required", code, "A field cannot become required.")
  }
}
