import type * as Coretype from "../../models/Coretype.js"
import { ids } from "../engine/random.js"
import { founded } from "./organization.js"
import { iso } from "./time.js"

/*
 * Core types and limits of custom attributes. The vendor documents neither the core types nor the numbers, and both can
 * differ between organizations. The numbers of the simulator are small, so that programs that do not read them fail.
 */

/** A core type. */
export interface NamedCoretype extends Coretype.Coretype {
  readonly name: string
  readonly schema: Coretype.Schema & { readonly type: ReadonlyArray<string> }
  /** Names of the bounds that a field of the type must have. */
  readonly validationFields: ReadonlyArray<keyof Coretype.ValidationLimits>
}

/** The fields of a core type that depend on the type. */
type Definition =
  & Pick<NamedCoretype, "schema" | "validationFields">
  & Pick<Coretype.Coretype, "validationLimits" | "itemValidationFields" | "itemValidationLimits">

const range = (min: number, max: number): Coretype.MinLength => ({ min, max })

const type = (name: string, pattern?: string): NamedCoretype["schema"] => ({
  type: [name],
  ...(pattern === undefined ? {} : { pattern })
})

const text = (maxLength: number, pattern?: string): Definition => ({
  schema: type("string", pattern),
  validationFields: ["minLength", "maxLength"],
  validationLimits: { minLength: range(0, maxLength), maxLength: range(1, maxLength) }
})

const numeric = (name: string): Definition => ({
  schema: type(name),
  validationFields: ["minimum", "maximum"],
  validationLimits: { minimum: range(-1_000_000, 1_000_000), maximum: range(-1_000_000, 1_000_000) }
})

const withoutBounds = (schema: NamedCoretype["schema"]): Definition => ({ schema, validationFields: [] })

const definitions: ReadonlyArray<readonly [name: string, definition: Definition]> = [
  ["text", text(100)],
  ["longtext", text(1000)],
  ["url", text(200, "^https?://\\S+$")],
  ["identifier", text(50, "^\\S*$")],
  ["enum", withoutBounds(type("string"))],
  ["date", withoutBounds(type("string", "^\\d{4}-\\d{2}-\\d{2}$"))],
  ["datetime", withoutBounds(type("string", "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z$"))],
  ["integer", numeric("integer")],
  ["number", numeric("number")],
  ["checkbox", withoutBounds(type("boolean"))],
  ["tag", {
    schema: { type: ["array"], items: { type: "string" } },
    validationFields: ["minItems", "maxItems"],
    validationLimits: { minItems: range(0, 10), maxItems: range(1, 10) },
    itemValidationFields: ["minLength", "maxLength"],
    itemValidationLimits: { minLength: range(1, 50), maxLength: range(1, 50) }
  }]
]

/** Path of the core types. */
export const coretypesUri = "/api/v2/users/customattributes/schemas/coretypes"

/** Returns the core types. */
export const coretypes = (seed: number): ReadonlyArray<NamedCoretype> => {
  const { of } = ids(seed, "core type")
  return definitions.map(([name, definition], index) => ({
    id: of(index),
    name,
    version: 1,
    dateCreated: iso(founded),
    current: true,
    selfUri: `${coretypesUri}/${name}`,
    ...definition
  }))
}

/** Limits of schemas. */
export const limits = {
  minFieldNameCharacters: 1,
  maxFieldNameCharacters: 50,
  minFieldTitleCharacters: 1,
  maxFieldTitleCharacters: 50,
  minFieldDescriptionCharacters: 0,
  maxFieldDescriptionCharacters: 200,
  minSchemaNameCharacters: 1,
  maxSchemaNameCharacters: 50,
  minSchemaDescriptionCharacters: 0,
  maxSchemaDescriptionCharacters: 200,
  maxNumberOfSchemasPerOrg: 10,
  maxNumberOfFieldsPerSchema: 20,
  maxNumberOfFieldsPerOrg: 200
} as const
