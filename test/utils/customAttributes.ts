/**
 * Fields of schemas of custom attributes.
 */
import type * as CustomAttributes from "effect-purecloud/models/CustomAttributes"

/** A reference to a core type, with a title. */
export const field = (coretype: string, title: string, others: object = {}) => ({
  allOf: [{ $ref: `#/definitions/${coretype}` }],
  title,
  ...others
})

export const size = field("integer", "Size", { minimum: 30, maximum: 60 })

export const badge = field("text", "Badge", { minLength: 1, maxLength: 20 })

export const documentOf = (
  properties: { readonly [name: string]: object },
  others: CustomAttributes.JsonSchemaDocument = {}
): CustomAttributes.JsonSchemaDocument => ({ type: "object", properties, ...others })
