import type * as Arbitrary from "effect/Arbitrary"
import type * as FastCheck from "effect/FastCheck"
import * as Schema from "effect/Schema"
import type * as AST from "effect/SchemaAST"

/*
 * Makes arbitrary values of the models, for property tests. `Arbitrary.make` of Effect does not terminate for these
 * models: it follows an optional reference with a probability of one half, and a user has about twelve of them. This
 * file does not use it for parts of a model either, because every program that has a model would bundle it.
 */

type FastCheckModule = Parameters<Arbitrary.LazyArbitrary<unknown>>[0]

/**
 * Returns arbitrary values of a schema that was made with the constructors of models. Objects are nested up to `depth`.
 * At that depth they have only required fields.
 */
export const bounded = (fc: FastCheckModule, ast: AST.AST, depth: number): FastCheck.Arbitrary<unknown> => {
  switch (ast._tag) {
    case "Suspend":
      return bounded(fc, ast.f(), depth)
    case "TypeLiteral":
      return object(fc, ast, depth)
    case "TupleType":
      return depth < 0
        ? fc.constant([])
        : fc.oneof(...ast.rest.map(({ type }) => fc.array(bounded(fc, type, depth), { maxLength: 2 })))
    case "Union":
      return fc.oneof(...ast.types.map((type) => bounded(fc, type, depth)))
    case "Literal":
      return fc.constant(ast.literal)
    case "StringKeyword":
      return fc.string()
    case "BooleanKeyword":
      return fc.boolean()
    case "UndefinedKeyword":
      return fc.constant(undefined)
    // The constructors have two refinements, `Schema.Int` and `Schema.Finite`.
    case "Refinement":
      return ast === Schema.Int.ast ? fc.integer() : fc.double({ noNaN: true, noDefaultInfinity: true })
    default:
      return fc.jsonValue({ maxDepth: 1 })
  }
}

/** Returns objects with the required fields, and above depth 0 with optional fields. A record has two keys at most. */
const object = (fc: FastCheckModule, ast: AST.TypeLiteral, depth: number): FastCheck.Arbitrary<unknown> => {
  const [index] = ast.indexSignatures
  if (index !== undefined) return fc.dictionary(fc.string(), bounded(fc, index.type, depth - 1), { maxKeys: 2 })
  const required = ast.propertySignatures.filter(({ isOptional }) => !isOptional)
  const fields = depth > 0 ? ast.propertySignatures : required
  return fc.record(
    Object.fromEntries(fields.map(({ name, type }) => [name, bounded(fc, type, depth - 1)])),
    { requiredKeys: required.map(({ name }) => String(name)) }
  )
}
