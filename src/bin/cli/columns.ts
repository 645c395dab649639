import * as Option from "effect/Option"
import * as OpenApi from "../../OpenApi.js"
import * as Users from "../../Users.js"

/*
 * Checks names of columns against the fields of a user, as the OpenAPI document describes them.
 */

type JsonSchema = OpenApi.Document["components"]["schemas"][string]

/** Returns the schema that a reference names. */
const resolve = ({ components }: OpenApi.Document, schema: JsonSchema): JsonSchema =>
  schema.$ref === undefined ? schema : components.schemas[schema.$ref.replace("#/components/schemas/", "")] ?? schema

/** Returns the first column that is not a field of a user, and the fields that could be meant. */
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
