import * as ParseResult from "effect/ParseResult"
import * as Predicate from "effect/Predicate"
import * as Schema from "effect/Schema"
import * as AST from "effect/SchemaAST"
import { descend } from "./depth.js"

/*
 * Guards: functions that return whether a JSON value fits a schema. Each is compiled once from the syntax tree of the
 * schema. A guard returns the same as `Schema.is`, but does not build a copy of the value.
 */

/** Returns whether a JSON value fits. Throws `TooDeep` if it has too many nested references. */
export type Guard = (u: unknown) => boolean

const always: Guard = () => true

/**
 * Compiles a guard. With `essential` it checks only the type of the value and its required fields (ids, the items of a
 * page), and no optional fields.
 */
export const compile = (ast: AST.AST, essential = false): Guard => {
  const memo = essential ? memoEssential : memoWhole
  const known = memo.get(ast)
  if (known !== undefined) return known
  const guard = build(ast, essential)
  memo.set(ast, guard)
  return guard
}

const memoWhole = new WeakMap<AST.AST, Guard>()
const memoEssential = new WeakMap<AST.AST, Guard>()

const build = (ast: AST.AST, essential: boolean): Guard => {
  switch (ast._tag) {
    case "StringKeyword":
      return Predicate.isString
    case "NumberKeyword":
      return Predicate.isNumber
    case "BooleanKeyword":
      return Predicate.isBoolean
    case "UndefinedKeyword":
      return Predicate.isUndefined
    case "UnknownKeyword":
    case "AnyKeyword":
    case "VoidKeyword":
      return always
    case "Literal": {
      const literal = ast.literal
      return (u) => u === literal
    }
    case "Union":
      return union(ast, essential)
    case "TupleType":
      return isArray(ast) ? array(compile(ast.rest[0].type, essential)) : bySchema(ast)
    case "TypeLiteral":
      return struct(ast, essential)
    case "Suspend": {
      let guard: Guard | undefined
      return (u) => descend(guard ??= compile(ast.f(), essential), u)
    }
    case "Refinement":
      return refinement(ast, essential)
    default:
      return bySchema(ast)
  }
}

const bySchema = (ast: AST.AST): Guard => ParseResult.is(Schema.make(ast))

/** Whether a tuple is an array, which has any number of items of one type. */
export const isArray = (ast: AST.TupleType): ast is AST.TupleType & { readonly rest: readonly [AST.Type] } =>
  ast.elements.length === 0 && ast.rest.length === 1

const array = (item: Guard): Guard => (u) => {
  if (!Array.isArray(u)) return false
  for (let i = 0; i < u.length; i++) {
    if (!item(u[i])) return false
  }
  return true
}

const union = (ast: AST.Union, essential: boolean): Guard => {
  // An open enum allows any text, so its listed values need no check.
  if (ast.types.includes(AST.stringKeyword) && ast.types.every((type) => isText(type))) return Predicate.isString
  const literals = ast.types.filter(AST.isLiteral)
  if (literals.length === ast.types.length) {
    const values = new Set<unknown>(literals.map(({ literal }) => literal))
    return (u) => values.has(u)
  }
  const guards = ast.types.map((type) => compile(type, essential))
  return (u) => {
    for (const guard of guards) {
      if (guard(u)) return true
    }
    return false
  }
}

/** Whether a schema allows text only. */
export const isText = (ast: AST.AST): boolean =>
  AST.isStringKeyword(ast) || (AST.isLiteral(ast) && typeof ast.literal === "string") ||
  (AST.isUnion(ast) && ast.types.every(isText))

const refinement = (ast: AST.Refinement, essential: boolean): Guard => {
  switch (ast.annotations[AST.SchemaIdAnnotationId]) {
    case Schema.IntSchemaId:
      if (AST.isNumberKeyword(ast.from)) return Number.isSafeInteger
      break
    case Schema.FiniteSchemaId:
      if (AST.isNumberKeyword(ast.from)) return Number.isFinite
      break
    case Schema.MaxItemsSchemaId: {
      const from = compile(ast.from, essential)
      return (u) => from(u) && ast.filter(u, AST.defaultParseOption, ast)._tag === "None"
    }
  }
  // The filter of an object receives the object that Schema builds, so Schema checks it.
  if (!AST.isStringKeyword(ast.from) && !AST.isNumberKeyword(ast.from)) return bySchema(ast)
  const from = compile(ast.from, essential)
  return (u) => from(u) && ast.filter(u, AST.defaultParseOption, ast)._tag === "None"
}

/** Whether a value is a JSON object. */
export const isObject = (u: unknown): u is { readonly [key: string]: unknown } =>
  typeof u === "object" && u !== null && !Array.isArray(u)

/** Returns the schema of an optional field that is present: JSON has no `undefined`. */
const withoutUndefined = (ast: AST.AST): AST.AST =>
  AST.isUnion(ast) ? AST.Union.make(ast.types.filter((type) => !AST.isUndefinedKeyword(type))) : ast

/** How a key of an object is checked. */
interface Field {
  readonly key: string
  /** `undefined` for a key that is not checked. */
  readonly guard: Guard | undefined
  readonly isRequired: boolean
}

const fieldsOf = ({ propertySignatures }: AST.TypeLiteral, essential: boolean): ReadonlyMap<string, Field> => {
  const fields = new Map<string, Field>()
  for (const { isOptional, name, type } of propertySignatures) {
    const key = String(name)
    if (!isOptional) fields.set(key, { key, guard: compile(type, essential), isRequired: true })
    else if (!essential) fields.set(key, { key, guard: compile(withoutUndefined(type)), isRequired: false })
  }
  return fields
}

/** Maximum number of keys that a guard remembers. Larger objects are rare, and the order of their keys can differ. */
const maxRemembered = 64

const struct = (ast: AST.TypeLiteral, essential: boolean): Guard => {
  if (ast.propertySignatures.length === 0 && ast.indexSignatures.length === 0) return Predicate.isNotNullable
  if (ast.propertySignatures.some((property) => typeof property.name === "symbol")) return bySchema(ast)
  if (ast.indexSignatures.some((signature) => !AST.isStringKeyword(signature.parameter))) return bySchema(ast)
  const fields = fieldsOf(ast, essential)
  const required = [...fields.values()].filter(({ isRequired }) => isRequired).length
  const values = essential ? [] : ast.indexSignatures.map((signature) => compile(signature.type))
  // The fields of the latest value, by position. Values of one type mostly have the same keys in the same order, and
  // comparing a key takes less time than looking it up.
  const latest: Array<Field> = []
  return (u) => {
    if (!isObject(u)) return false
    let missing = required
    let position = 0
    // Most fields are absent. One iteration over the keys of the value takes a third of the time of looking up each
    // field. All keys of a JSON value are its own.
    for (const key in u) {
      let field = latest[position]
      if (field === undefined || field.key !== key) {
        field = fields.get(key) ?? { key, guard: undefined, isRequired: false }
        if (position < maxRemembered) latest[position] = field
      }
      position++
      const { guard } = field
      if (guard === undefined) continue
      const value = u[key]
      if (field.isRequired) missing--
      else if (value === undefined) continue
      // Most fields are text, and these comparisons take less time than a call.
      if (typeof value === "string" && guard === Predicate.isString) continue
      if (!guard(value)) return false
    }
    if (missing > 0) return false
    if (values.length === 0) return true
    for (const value of values) {
      for (const key of Object.keys(u)) {
        if (!value(u[key])) return false
      }
    }
    return true
  }
}
