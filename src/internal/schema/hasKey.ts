import type * as AST from "effect/SchemaAST"

/** Whether the values of a schema, or the items of its arrays, may have a key. */
export const mayHaveKey = (ast: AST.AST, key: string): boolean => {
  switch (ast._tag) {
    case "TypeLiteral":
      return ast.propertySignatures.some(({ name }) => name === key)
    case "TupleType":
      return ast.rest.some(({ type }) => mayHaveKey(type, key))
    case "Union":
      return ast.types.some((type) => mayHaveKey(type, key))
    case "Suspend":
      return mayHaveKey(ast.f(), key)
    case "Refinement":
      return mayHaveKey(ast.from, key)
    case "Transformation":
      return mayHaveKey(ast.to, key)
    default:
      return false
  }
}
