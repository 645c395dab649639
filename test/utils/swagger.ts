/**
 * Writes facts as the vendor's Swagger file.
 */
import type { Facts, Operation, Value } from "../../scripts/contract/facts.js"

type Node = { readonly [key: string]: unknown }

const nodeOf = ({ format, type, values }: Pick<Value, "format" | "type" | "values">): Node => {
  const [, container, inner] = /^(Array|map)<(.*)>$/.exec(type) ?? []
  if (container === undefined || inner === undefined) {
    return /^[A-Z]/.test(type)
      ? { $ref: `#/definitions/${type}` }
      : { type, ...(format && { format }), ...(values && { enum: values }) }
  }
  const each = nodeOf({ type: inner, format, values })
  return container === "Array" ? { type: "array", items: each } : { type: "object", additionalProperties: each }
}

const operationOf = (name: string, operation: Operation): Node => {
  const { body, deprecated, errors = [], parameters, permissions, success } = operation
  return {
    tags: ["Users"],
    summary: "A line of the vendor's.",
    "x-purecloud-method-name": name,
    parameters: [
      ...Object.entries(parameters).map(([key, { in: place, required, ...value }]) => ({
        name: key,
        in: place,
        required: required === true,
        ...nodeOf(value)
      })),
      ...(body === undefined
        ? []
        : [{ name: "body", in: "body", required: body.required === true, schema: nodeOf(body) }])
    ],
    responses: {
      ...Object.fromEntries(errors.map((status) => [status, { schema: { $ref: "#/definitions/ErrorBody" } }])),
      ...Object.fromEntries(
        Object.entries(success).map(([status, type]) => [status, type === null ? {} : { schema: nodeOf({ type }) }])
      )
    },
    ...(permissions && { "x-inin-requires-permissions": permissions }),
    ...(deprecated && { deprecated })
  }
}

/** Returns the facts as a Swagger 2.0 file. */
export const toSwagger = ({ models, operations }: Facts): Node => {
  const paths: Record<string, Record<string, Node>> = {}
  for (const [name, operation] of Object.entries(operations)) {
    paths[operation.path] = {
      ...paths[operation.path],
      [operation.method.toLowerCase()]: operationOf(name, operation)
    }
  }
  return {
    swagger: "2.0",
    info: { title: "Platform API", version: "v2" },
    paths,
    definitions: Object.fromEntries(
      Object.entries(models).map(([name, { fields }]) => [name, {
        type: "object",
        required: Object.entries(fields).flatMap(([key, { required }]) => required === true ? [key] : []),
        properties: Object.fromEntries(
          Object.entries(fields).map(([key, field]) => [key, {
            ...nodeOf(field),
            ...(field.readOnly && { readOnly: true })
          }])
        )
      }])
    )
  }
}
