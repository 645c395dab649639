import * as OpenApiJsonSchema from "@effect/platform/OpenApiJsonSchema"
import * as Predicate from "effect/Predicate"
import * as Record from "effect/Record"
import type * as Schema from "effect/Schema"

/*
 * Makes the JSON Schemas of models, for an OpenAPI document.
 */

/**
 * A JSON Schema. An open enum is written as `anyOf` of its listed values and any text.
 *
 * @since 0.1.0
 * @category models
 */
export interface JsonSchema {
  readonly $ref?: string
  readonly type?: string
  readonly format?: string
  readonly enum?: ReadonlyArray<unknown>
  readonly properties?: { readonly [key: string]: JsonSchema }
  readonly required?: ReadonlyArray<string>
  readonly items?: JsonSchema
  readonly anyOf?: ReadonlyArray<JsonSchema>
  readonly [keyword: string]: unknown
}

/** Makes JSON Schemas, and collects the models in them. */
export interface ModelCollector {
  /** Returns the JSON Schema of a schema, with references to the models in it. */
  readonly schema: (schema: Schema.Schema.AnyNoContext) => JsonSchema
  /** Returns the models collected so far, by name. */
  readonly components: () => { readonly [name: string]: JsonSchema }
}

type Definitions = { [name: string]: JsonSchema }

/** Makes a collector without models. */
export const makeCollector = (): ModelCollector => {
  const definitions: Definitions = {}
  return {
    schema: (schema) =>
      tidy(
        OpenApiJsonSchema.makeWithDefs(schema, { defs: definitions, additionalPropertiesStrategy: "allow" }),
        definitions
      ),
    components: () =>
      Object.fromEntries(
        Object.entries(definitions)
          .filter(([_, schema]) => isModel(schema))
          .sort(([a], [b]) => a < b ? -1 : 1)
          .map(([name, schema]) => [name, tidy(schema, definitions)])
      )
  }
}

const scalars: ReadonlySet<string> = new Set(["string", "number", "integer", "boolean"])

/**
 * Returns whether a schema with an identifier is a model. A scalar, for example `Schema.Int`, is not a model, and is
 * written at each place where it is used.
 */
const isModel = ({ enum: values, type }: JsonSchema): boolean =>
  type === undefined || !scalars.has(type) || values !== undefined

/** Removes keywords without information, and replaces references to scalars. */
const tidy = (schema: object, definitions: Definitions): JsonSchema => {
  // All fields of a JSON Schema are optional.
  const { $ref } = schema as JsonSchema
  const name = $ref?.slice("#/components/schemas/".length)
  const named = name === undefined ? undefined : definitions[name]
  if (named !== undefined && !isModel(named)) return withoutDefaultTitle(named)
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([keyword, value]) => !isRedundant(keyword, value))
      .map(([keyword, value]) => [keyword, tidyKeyword(keyword, value, definitions)])
  )
}

const tidyKeyword = (keyword: string, value: unknown, definitions: Definitions): unknown => {
  const tidyAny = (schema: unknown): unknown => Predicate.isRecord(schema) ? tidy(schema, definitions) : schema
  switch (keyword) {
    case "items":
    case "additionalProperties":
      return tidyAny(value)
    case "anyOf":
    case "allOf":
    case "prefixItems":
      return Array.isArray(value) ? value.map(tidyAny) : value
    case "properties":
      return Predicate.isRecord(value) ? Record.map(value, tidyAny) : value
    default:
      return value
  }
}

/** Whether a keyword has no value or the default of JSON Schema, or is an id or title that Effect adds. */
const isRedundant = (keyword: string, value: unknown): boolean =>
  value === undefined || keyword === "$id" || (keyword === "title" && value === "unknown") ||
  (keyword === "additionalProperties" && value === true) ||
  (keyword === "required" && Array.isArray(value) && value.length === 0) ||
  (keyword === "properties" && Predicate.isRecord(value) && Object.keys(value).length === 0)

/** Removes the title and description that Effect gives its own schemas: "int", "an integer". */
const withoutDefaultTitle = (schema: JsonSchema): JsonSchema => {
  const { description: _, title, ...rest } = schema
  return title === "int" || title === "finite" ? rest : schema
}
