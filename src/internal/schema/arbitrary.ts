import type * as Arbitrary from "effect/Arbitrary"
import type * as FastCheck from "effect/FastCheck"
import * as Schema from "effect/Schema"
import type * as AST from "effect/SchemaAST"

/*
 * Values of the models for property tests. Effect's own derivation does not end on models that refer to each other as
 * much as these do: it follows an optional reference every second time, and a user has a dozen of them. It is not used
 * for the parts of a model either, because every program that bundles a model would contain it.
 */

type FastCheckModule = Parameters<Arbitrary.LazyArbitrary<unknown>>[0]

/**
 * Values of a schema that is made by the constructors of models. Objects are nested to the depth given; the objects
 * there have their required fields only.
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
    // The models have two refinements, `Schema.Int` and `Schema.Finite`.
    case "Refinement":
      return ast === Schema.Int.ast ? fc.integer() : fc.double({ noNaN: true, noDefaultInfinity: true })
    default:
      return fc.jsonValue({ maxDepth: 1 })
  }
}

/** The fields that a model requires, and with depth left the others too. A record has two keys at most. */
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
