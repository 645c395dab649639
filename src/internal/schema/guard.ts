import * as ParseResult from "effect/ParseResult"
import * as Predicate from "effect/Predicate"
import * as Schema from "effect/Schema"
import * as AST from "effect/SchemaAST"

/*
 * A schema's syntax tree turned once into closures that say whether a JSON value fits, with the verdict of
 * `Schema.is`. Nothing is rebuilt or allocated, so a check costs a walk over the declared fields.
 */

/** Says whether a JSON value fits. Throws {@link TooDeep} where models refer back to themselves without end. */
export type Guard = (u: unknown) => boolean

/** Thrown by a guard, before the stack would end. */
export class TooDeep {
  readonly _tag = "TooDeep"
}

/** How often models may refer back to themselves in one value. The deepest real answers stay below ten. */
export const maxDepth = 200

let depth = 0

/** Runs a guard, or whatever else descends by {@link descend}. */
const descend = <A>(f: () => A): A => {
  if (depth >= maxDepth) throw new TooDeep()
  depth++
  try {
    return f()
  } finally {
    depth--
  }
}

const yes: Guard = () => true

/**
 * Compiles a guard. With `essential`, optional fields are not looked at: what remains is what the types promise
 * without a question mark (the kind of the value, ids, the items of a page).
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
      return yes
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
      return (u) => descend(() => (guard ??= compile(ast.f(), essential))(u))
    }
    case "Refinement":
      return refinement(ast, essential)
    default:
      return bySchema(ast)
  }
}

const bySchema = (ast: AST.AST): Guard => ParseResult.is(Schema.make(ast))

/** Not a tuple: items of one kind, as many as there are. */
const isArray = (ast: AST.TupleType): ast is AST.TupleType & { readonly rest: readonly [AST.Type] } =>
  ast.elements.length === 0 && ast.rest.length === 1

const array = (item: Guard): Guard => (u) => {
  if (!Array.isArray(u)) return false
  for (let i = 0; i < u.length; i++) {
    if (!item(u[i])) return false
  }
  return true
}

const union = (ast: AST.Union, essential: boolean): Guard => {
  // An open enum lists its values and then allows any text: the list has no say.
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

/** Whether nothing but text is allowed. */
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
  }
  // A filter on an object sees the object that Schema would have built: leave that to Schema.
  if (!AST.isStringKeyword(ast.from) && !AST.isNumberKeyword(ast.from)) return bySchema(ast)
  const from = compile(ast.from, essential)
  return (u) => from(u) && ast.filter(u, AST.defaultParseOption, ast)._tag === "None"
}

const isObject = (u: unknown): u is { readonly [key: string]: unknown } =>
  typeof u === "object" && u !== null && !Array.isArray(u)

/** What JSON can hold of an optional field: `undefined` is told by its absence. */
const withoutUndefined = (ast: AST.AST): AST.AST =>
  AST.isUnion(ast) ? AST.Union.make(ast.types.filter((type) => !AST.isUndefinedKeyword(type))) : ast

const struct = (ast: AST.TypeLiteral, essential: boolean): Guard => {
  if (ast.propertySignatures.length === 0 && ast.indexSignatures.length === 0) return Predicate.isNotNullable
  if (ast.propertySignatures.some((property) => typeof property.name === "symbol")) return bySchema(ast)
  if (ast.indexSignatures.some((signature) => !AST.isStringKeyword(signature.parameter))) return bySchema(ast)
  const required: Array<readonly [name: string, guard: Guard]> = []
  const optional = new Map<string, Guard>()
  for (const { isOptional, name, type } of ast.propertySignatures) {
    if (!isOptional) required.push([String(name), compile(type, essential)])
    else if (!essential) optional.set(String(name), compile(withoutUndefined(type)))
  }
  const values = essential ? [] : ast.indexSignatures.map((signature) => compile(signature.type))
  return (u) => {
    if (!isObject(u)) return false
    for (const [name, guard] of required) {
      if (!Object.hasOwn(u, name) || !guard(u[name])) return false
    }
    if (optional.size > 0) {
      // Most of what may be there is not: to go by the keys that are costs a third of looking for each.
      for (const key in u) {
        const guard = optional.get(key)
        if (guard !== undefined && u[key] !== undefined && !guard(u[key])) return false
      }
    }
    for (const value of values) {
      for (const key of Object.keys(u)) {
        if (!value(u[key])) return false
      }
    }
    return true
  }
}

/** Takes away what {@link compileWithoutNulls} says, and gives back the same value where there is nothing to take. */
export type Strip = (u: unknown) => unknown

/**
 * Takes the nulls of declared optional fields away: on the wire, null there means absent. Nulls that the schema allows,
 * and those in fields it does not know, stay.
 */
export const compileWithoutNulls = (ast: AST.AST): Strip => {
  const known = memoStrip.get(ast)
  if (known !== undefined) return known
  const strip = buildStrip(ast)
  memoStrip.set(ast, strip)
  return strip
}

const memoStrip = new WeakMap<AST.AST, Strip>()

const same: Strip = (u) => u

const buildStrip = (ast: AST.AST): Strip => {
  switch (ast._tag) {
    case "Suspend": {
      let strip: Strip | undefined
      return (u) => descend(() => (strip ??= compileWithoutNulls(ast.f()))(u))
    }
    case "Refinement":
      return compileWithoutNulls(ast.from)
    case "Union": {
      const fits = compile(ast)
      const members = ast.types.map((type) => [compile(type), compileWithoutNulls(type)] as const)
        .filter(([_, strip]) => strip !== same)
      if (members.length === 0) return same
      return (u) => {
        if (fits(u)) return u
        let stripped = u
        for (const [guard, strip] of members) {
          stripped = strip(u)
          if (guard(stripped)) return stripped
        }
        // Which of several members was meant is a guess.
        return members.length === 1 ? stripped : u
      }
    }
    case "TupleType": {
      if (!isArray(ast)) return same
      const item = compileWithoutNulls(ast.rest[0].type)
      return item === same ? same : (u) => {
        if (!Array.isArray(u)) return u
        let copy: Array<unknown> | undefined
        for (let i = 0; i < u.length; i++) {
          const stripped = item(u[i])
          if (stripped !== u[i]) (copy ??= u.slice())[i] = stripped
        }
        return copy ?? u
      }
    }
    case "TypeLiteral": {
      const properties = ast.propertySignatures.map((property) => ({
        name: property.name,
        strip: compileWithoutNulls(property.type),
        nullIsAbsent: property.isOptional && !compile(property.type)(null)
      }))
      const values = ast.indexSignatures.map((signature) => ({
        isKey: compile(signature.parameter),
        strip: compileWithoutNulls(signature.type)
      }))
      return (u) => {
        if (!isObject(u)) return u
        let copy: { [key: PropertyKey]: unknown } | undefined
        const put = (name: PropertyKey, value: unknown) =>
          Object.defineProperty(copy ??= { ...u }, name, {
            value,
            configurable: true,
            enumerable: true,
            writable: true
          })
        for (const { name, nullIsAbsent, strip } of properties) {
          if (!Object.hasOwn(u, name)) continue
          const value = (u as { readonly [key: PropertyKey]: unknown })[name]
          if (value === null && nullIsAbsent) {
            copy ??= { ...u }
            delete copy[name]
          } else {
            const stripped = strip(value)
            if (stripped !== value) put(name, stripped)
          }
        }
        for (const { isKey, strip } of values) {
          const left = copy ?? u
          for (const key of Object.keys(left)) {
            const stripped = isKey(key) ? strip(left[key]) : left[key]
            if (stripped !== left[key]) put(key, stripped)
          }
        }
        return copy ?? u
      }
    }
    default:
      return same
  }
}

/** Whether values of a schema, or the items of its lists, may have a key. */
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
