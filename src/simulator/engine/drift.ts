import * as Predicate from "effect/Predicate"
import * as AST from "effect/SchemaAST"
import type { Drift } from "./faults.js"

/*
 * Answers as they may look one day: changed where the schema says that they may change, or should not.
 */

/** A value as it would be after a change of the service. */
export const drift = (ast: AST.AST, value: unknown, change: Drift): unknown => {
  switch (ast._tag) {
    case "Suspend":
      return drift(ast.f(), value, change)
    case "Refinement":
      return drift(ast.from, value, change)
    case "Union": {
      if (typeof value === "string") {
        return change === "NewValues" && ast.types.some(isEnum) ? "SIMULATED_NEW_VALUE" : value
      }
      const member = ast.types.find((type) =>
        Array.isArray(value) ? isArray(type) : Predicate.isRecord(value) && isObject(type)
      )
      return member === undefined ? value : drift(member, value, change)
    }
    case "TupleType": {
      const [rest] = ast.rest
      return rest !== undefined && Array.isArray(value) ? value.map((item) => drift(rest.type, item, change)) : value
    }
    case "TypeLiteral":
      return Predicate.isRecord(value) ? driftObject(ast, value, change) : value
    default:
      return value
  }
}

const resolve = (ast: AST.AST): AST.AST =>
  AST.isSuspend(ast) ? resolve(ast.f()) : AST.isRefinement(ast) ? resolve(ast.from) : ast

const isEnum = (ast: AST.AST): boolean =>
  AST.isUnion(ast) ? ast.types.some(isEnum) : AST.isLiteral(ast) && typeof ast.literal === "string"

const isArray = (ast: AST.AST): boolean => AST.isTupleType(resolve(ast))

const isObject = (ast: AST.AST): boolean => AST.isTypeLiteral(resolve(ast))

const driftObject = (
  ast: AST.TypeLiteral,
  value: { readonly [key: PropertyKey]: unknown },
  change: Drift
): { readonly [key: PropertyKey]: unknown } => {
  const out: { [key: PropertyKey]: unknown } = { ...value }
  ast.propertySignatures.forEach(({ isOptional, name, type }, index) => {
    if (!Object.hasOwn(value, name)) return
    if (change === "MissingFields" && isOptional && index % 2 === 0 && !lived.has(name)) {
      delete out[name]
    } else if (change === "WrongTypes" && isOptional && index % 2 === 0 && typeof value[name] !== "object") {
      if (!lived.has(name)) out[name] = typeof value[name] === "string" ? 42 : "forty-two"
    } else {
      out[name] = drift(type, value[name], change)
    }
  })
  if (change === "NewFields") out["simulatedNewField"] = { since: "2031-01-01" }
  return out
}

/** What paging cannot do without. */
const lived: ReadonlySet<PropertyKey> = new Set(["pageCount", "pageNumber", "pageSize", "total", "totalHits"])
