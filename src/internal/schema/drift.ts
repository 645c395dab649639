import * as Predicate from "effect/Predicate"
import type * as Schema from "effect/Schema"
import * as AST from "effect/SchemaAST"

/*
 * Changes a value so that it no longer fits its schema, or fits only because the schema is open. The simulator uses it
 * for responses of a service that has changed since the SDK was released.
 */

/** Kind of change of a value. */
export type DriftKind = "NewValues" | "NewFields" | "MissingFields" | "WrongTypes"

/** Returns the value with the changes of a kind. */
export const applyDrift = ({ ast }: Schema.Schema.AnyNoContext, value: unknown, kind: DriftKind): unknown =>
  drift(ast, value, kind)

const drift = (ast: AST.AST, value: unknown, kind: DriftKind): unknown => {
  switch (ast._tag) {
    case "Suspend":
      return drift(ast.f(), value, kind)
    case "Refinement":
      return drift(ast.from, value, kind)
    case "Union":
      return driftUnion(ast, value, kind)
    case "TupleType": {
      const [rest] = ast.rest
      return rest !== undefined && Array.isArray(value) ? value.map((item) => drift(rest.type, item, kind)) : value
    }
    case "TypeLiteral":
      return Predicate.isRecord(value) ? driftObject(ast, value, kind) : value
    default:
      return value
  }
}

const driftUnion = (ast: AST.Union, value: unknown, kind: DriftKind): unknown => {
  if (typeof value === "string") {
    return kind === "NewValues" && ast.types.some(hasStringLiteral) ? "SIMULATED_NEW_VALUE" : value
  }
  const member = ast.types.find((type) =>
    Array.isArray(value) ? isArray(type) : Predicate.isRecord(value) && isObject(type)
  )
  return member === undefined ? value : drift(member, value, kind)
}

const resolve = (ast: AST.AST): AST.AST =>
  AST.isSuspend(ast) ? resolve(ast.f()) : AST.isRefinement(ast) ? resolve(ast.from) : ast

const hasStringLiteral = (ast: AST.AST): boolean =>
  AST.isUnion(ast) ? ast.types.some(hasStringLiteral) : AST.isLiteral(ast) && typeof ast.literal === "string"

const isArray = (ast: AST.AST): boolean => AST.isTupleType(resolve(ast))

const isObject = (ast: AST.AST): boolean => AST.isTypeLiteral(resolve(ast))

/** Fields that paging depends on. They are never removed and keep their types. */
const protectedFields: ReadonlySet<PropertyKey> = new Set(["pageCount", "pageNumber", "pageSize", "total", "totalHits"])

const driftObject = (
  ast: AST.TypeLiteral,
  value: { readonly [key: PropertyKey]: unknown },
  kind: DriftKind
): { readonly [key: PropertyKey]: unknown } => {
  const out: { [key: PropertyKey]: unknown } = { ...value }
  ast.propertySignatures.forEach(({ isOptional, name, type }, index) => {
    if (!Object.hasOwn(value, name)) return
    // Every second optional field is removed, or has a wrong type.
    const isSelected = isOptional && index % 2 === 0
    if (kind === "MissingFields" && isSelected && !protectedFields.has(name)) {
      delete out[name]
    } else if (kind === "WrongTypes" && isSelected && typeof value[name] !== "object") {
      if (!protectedFields.has(name)) out[name] = typeof value[name] === "string" ? 42 : "forty-two"
    } else {
      out[name] = drift(type, value[name], kind)
    }
  })
  if (kind === "NewFields") out["simulatedNewField"] = { since: "2031-01-01" }
  return out
}
