import * as Either from "effect/Either"
import * as ParseResult from "effect/ParseResult"
import * as Schema from "effect/Schema"
import * as AST from "effect/SchemaAST"

/*
 * Schemas whose encoded form differs from their type, for example dates. Guards do not apply to them: their values are
 * decoded and encoded by Schema, which copies them. Schemas of this package do not transform.
 */

/** Returns whether a schema transforms its values. */
export const transforms = (ast: AST.AST): boolean => {
  const known = memo.get(ast)
  if (known !== undefined) return known
  const visited = new Set<AST.AST>()
  const result = search(ast, visited)
  memo.set(ast, result)
  // Models refer to each other, so the result of each of them is cached.
  if (!result) { for (const each of visited) memo.set(each, false) }
  return result
}

const memo = new WeakMap<AST.AST, boolean>()

const search = (ast: AST.AST, visited: Set<AST.AST>): boolean => {
  if (visited.has(ast) || memo.get(ast) === false) return false
  visited.add(ast)
  const any = (types: ReadonlyArray<AST.AST>): boolean => types.some((type) => search(type, visited))
  switch (ast._tag) {
    case "Transformation":
      return true
    case "Refinement":
      return search(ast.from, visited)
    case "Suspend":
      return search(ast.f(), visited)
    case "Union":
      return any(ast.types)
    case "TupleType":
      return any([...ast.elements, ...ast.rest].map(({ type }) => type))
    case "TypeLiteral":
      return any([...ast.propertySignatures, ...ast.indexSignatures].map(({ type }) => type))
    case "Declaration":
      return any(ast.typeParameters)
    default:
      return false
  }
}

/** Returns the schema of the encoded form. For a schema that does not transform, it is the same schema. */
export const wireOf = (schema: Schema.Schema.AnyNoContext): Schema.Schema.AnyNoContext =>
  transforms(schema.ast) ? Schema.make<unknown>(AST.encodedBoundAST(schema.ast)) : schema

/** Unknown fields are kept, and all issues are reported. */
const options: AST.ParseOptions = { errors: "all", onExcessProperty: "preserve" }

/** Decodes or encodes a value. */
export type Transform = (u: unknown) => Either.Either<unknown, ParseResult.ParseIssue>

/** Returns the decoder of a schema. */
export const decoderOf = (ast: AST.AST): Transform =>
  ParseResult.decodeUnknownEither(Schema.make<unknown, unknown>(ast), options)

/** Returns the encoder of a schema. For a schema that does not transform, the encoder returns the value unchanged. */
export const encoderOf = (ast: AST.AST): Transform =>
  transforms(ast) ? ParseResult.encodeUnknownEither(Schema.make<unknown, unknown>(ast), options) : Either.right
