import type * as AST from "effect/SchemaAST"
import { descend } from "./depth.js"
import { compile, isArray, isObject } from "./guard.js"

/*
 * Removes the nulls of optional fields from a JSON value, because the service sends null for an absent field.
 */

/** Removes nulls from a value. Returns the same object if there is nothing to remove. */
export type RemoveNulls = (u: unknown) => unknown

/**
 * Compiles a function that removes the nulls of declared optional fields. It keeps nulls that the schema allows, and
 * fields that the schema does not have.
 */
export const compileWithoutNulls = (ast: AST.AST): RemoveNulls => {
  const known = memo.get(ast)
  if (known !== undefined) return known
  const remove = build(ast)
  memo.set(ast, remove)
  return remove
}

const memo = new WeakMap<AST.AST, RemoveNulls>()

const unchanged: RemoveNulls = (u) => u

const build = (ast: AST.AST): RemoveNulls => {
  switch (ast._tag) {
    case "Suspend": {
      let remove: RemoveNulls | undefined
      return (u) => descend(remove ??= compileWithoutNulls(ast.f()), u)
    }
    case "Refinement":
      return compileWithoutNulls(ast.from)
    case "Union":
      return fromUnion(ast)
    case "TupleType":
      return isArray(ast) ? fromArray(compileWithoutNulls(ast.rest[0].type)) : unchanged
    case "TypeLiteral":
      return fromObject(ast)
    default:
      return unchanged
  }
}

const fromUnion = (ast: AST.Union): RemoveNulls => {
  const fits = compile(ast)
  const members = ast.types.map((type) => [compile(type), compileWithoutNulls(type)] as const)
    .filter(([_, remove]) => remove !== unchanged)
  if (members.length === 0) return unchanged
  return (u) => {
    if (fits(u)) return u
    let result = u
    for (const [guard, remove] of members) {
      result = remove(u)
      if (guard(result)) return result
    }
    // With several members it is not known to which one the value belongs.
    return members.length === 1 ? result : u
  }
}

const fromArray = (removeFromItem: RemoveNulls): RemoveNulls =>
  removeFromItem === unchanged ? unchanged : (u) => {
    if (!Array.isArray(u)) return u
    let copy: Array<unknown> | undefined
    for (let i = 0; i < u.length; i++) {
      const item = removeFromItem(u[i])
      if (item !== u[i]) (copy ??= u.slice())[i] = item
    }
    return copy ?? u
  }

type JsonObject = { readonly [key: PropertyKey]: unknown }

const fromObject = (ast: AST.TypeLiteral): RemoveNulls => {
  const properties = ast.propertySignatures.map((property) => ({
    name: property.name,
    remove: compileWithoutNulls(property.type),
    nullIsAbsent: property.isOptional && !compile(property.type)(null)
  }))
  const records = ast.indexSignatures.map((signature) => ({
    isKey: compile(signature.parameter),
    remove: compileWithoutNulls(signature.type)
  }))
  return (u) => {
    if (!isObject(u)) return u
    let result: JsonObject = u
    for (const { name, nullIsAbsent, remove } of properties) {
      if (!Object.hasOwn(u, name)) continue
      // `isObject` returns a type with text as keys only.
      const value = (u as JsonObject)[name]
      const isAbsent = value === null && nullIsAbsent
      const kept = isAbsent ? value : remove(value)
      if (isAbsent || kept !== value) result = changed(result, u, name, isAbsent, kept)
    }
    for (const { isKey, remove } of records) {
      for (const key of Object.keys(result)) {
        const value = result[key]
        const kept = isKey(key) ? remove(value) : value
        if (kept !== value) result = changed(result, u, key, false, kept)
      }
    }
    return result
  }
}

/** Removes or sets a property of `result`, which is copied if it is still the original object. */
const changed = (
  result: JsonObject,
  original: JsonObject,
  name: PropertyKey,
  isAbsent: boolean,
  value: unknown
): JsonObject => {
  const copy = result === original ? { ...original } : result
  // The property is defined and not assigned, because its name can be `__proto__`.
  if (isAbsent) Reflect.deleteProperty(copy, name)
  else Object.defineProperty(copy, name, { value, configurable: true, enumerable: true, writable: true })
  return copy
}
