import * as Option from "effect/Option"
import * as OpenApi from "../../OpenApi.js"
import * as Users from "../../Users.js"

/*
 * Checks that columns are fields of a user. The OpenAPI document describes the fields.
 */

type JsonSchema = OpenApi.Document["components"]["schemas"][string]

/** Returns the schema that a reference refers to. */
const resolve = ({ components }: OpenApi.Document, schema: JsonSchema): JsonSchema =>
  schema.$ref === undefined ? schema : components.schemas[schema.$ref.replace("#/components/schemas/", "")] ?? schema

/** Returns the first column that is not a field of a user, and the names of the fields that exist there. */
export const findUnknown = (
  columns: ReadonlyArray<string>
): Option.Option<{ readonly column: string; readonly fields: ReadonlyArray<string> }> => {
  const document = OpenApi.fromEndpoints([Users.getUser.endpoint])
  const user = document.components.schemas["User"] ?? {}
  for (const column of columns) {
    let schema = user
    for (const name of column.split(".")) {
      const { additionalProperties, properties = {} } = resolve(document, schema)
      const field = Object.hasOwn(properties, name) ? properties[name] : undefined
      if (field === undefined && additionalProperties === undefined) {
        return Option.some({ column, fields: Object.keys(properties) })
      }
      schema = field ?? {}
    }
  }
  return Option.none()
}
