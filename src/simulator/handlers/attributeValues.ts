import type * as CustomAttributes from "../../models/CustomAttributes.js"
import { refuseField } from "../engine/refusal.js"
import type { Call } from "./handler.js"
import { type Field, fieldsOf } from "./schemaFields.js"

/*
 * The validation of custom attributes by their schema.
 */

const isWithin = (value: number, min = -Infinity, max = Infinity): boolean => value >= min && value <= max

const isText = ({ coretype: { schema }, maxLength, minLength }: Field, value: unknown): boolean =>
  typeof value === "string" && isWithin(value.length, minLength, maxLength) &&
  (schema.pattern === undefined || new RegExp(schema.pattern, "u").test(value))

const isOption = (field: Field, value: unknown): boolean =>
  typeof value === "string" && field.enum?.includes(value) === true &&
  field._enumProperties?.[value]?._disabled !== true

const isList = ({ items, maxItems, minItems }: Field, value: unknown): boolean =>
  Array.isArray(value) && isWithin(value.length, minItems, maxItems) && new Set(value).size === value.length &&
  value.every((item) => typeof item === "string" && isWithin(item.length, items?.minLength, items?.maxLength))

const isNumber = ({ coretype: { name }, maximum, minimum }: Field, value: unknown): boolean =>
  typeof value === "number" && isWithin(value, minimum, maximum) && (name === "number" || Number.isInteger(value))

/** Whether a value fits a field. */
const fits = (field: Field, value: unknown): boolean => {
  const { name, schema: { type } } = field.coretype
  if (name === "enum") return isOption(field, value)
  switch (type[0]) {
    case "string":
      return isText(field, value)
    case "array":
      return isList(field, value)
    case "boolean":
      return typeof value === "boolean"
    default:
      return isNumber(field, value)
  }
}

const refuseAttribute = (name: string, message: string): never =>
  refuseField(`attributes.${name}`, "user.custom.attributes.schema.validation.error", message)

/**
 * Refuses attributes that do not fit a schema. Attributes that the schema does not define are refused too, unless it has
 * `additionalProperties: true`.
 */
export const checkAttributes = (
  call: Call,
  { jsonSchema }: CustomAttributes.DataSchema,
  attributes: CustomAttributes.UserCustomAttributes["attributes"]
): void => {
  const fields = fieldsOf(call, jsonSchema)
  for (const [name, value] of Object.entries(attributes)) {
    const field = fields.get(name)
    if (field === undefined) {
      if (jsonSchema.additionalProperties !== true) refuseAttribute(name, "The schema does not define the attribute.")
    } else if (!fits(field, value)) {
      refuseAttribute(name, "The value does not fit the schema.")
    }
  }
  for (const name of jsonSchema.required ?? []) {
    if (!Object.hasOwn(attributes, name)) refuseAttribute(name, "The attribute is required.")
  }
}
