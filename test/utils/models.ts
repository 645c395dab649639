/**
 * The schemas of the models.
 */
import * as Models from "effect-purecloud/models/index"
import * as Schema from "effect/Schema"
import * as AST from "effect/SchemaAST"
import type { AnySchema } from "./schemas.js"

type Named = readonly [name: string, schema: AnySchema]

/** Name and schema of each model and of each list of values. */
export const schemas: ReadonlyArray<Named> = Object.entries<unknown>(Models).filter((
  entry
): entry is [string, AnySchema] => Schema.isSchema(entry[1]))

/** The schemas of objects. */
export const models: ReadonlyArray<Named> = schemas.filter(([, { ast }]) => AST.isTypeLiteral(ast))

/** The schemas of lists of values, for example `RoutingType`. */
export const lists: ReadonlyArray<Named> = schemas.filter(([, { ast }]) => !AST.isTypeLiteral(ast))
