import * as Option from "effect/Option"
import type * as Schema from "effect/Schema"
import * as AST from "effect/SchemaAST"

/*
 * Checks values of a request in the same way as the service, for the simulator. The service is stricter than the
 * schemas of the SDK, which allow any text for enums and dates, because the service may accept more values in the
 * future.
 */

/** Type to which the text of a path or query parameter is converted. */
export type ScalarType = "number" | "boolean" | "string"

/** Returns the type of a path or query parameter. */
export const scalarType = ({ ast }: Schema.Schema.AnyNoContext): ScalarType => scalarTypeOf(ast)

const scalarTypeOf = (ast: AST.AST): ScalarType => {
  if (AST.isRefinement(ast)) return scalarTypeOf(ast.from)
  return AST.isNumberKeyword(ast) ? "number" : AST.isBooleanKeyword(ast) ? "boolean" : "string"
}

/** Describes the values of a parameter, for an error message: for example `[asc, desc]`. */
export const describeValues = ({ ast }: Schema.Schema.AnyNoContext): string =>
  AST.isUnion(ast) ? `[${ast.types.map((type) => String(type).replaceAll("\"", "")).join(", ")}]` : String(ast)

/** A value that the schema allows and the service rejects. */
export type ValueIssue =
  | { readonly _tag: "InvalidDate"; readonly path: string }
  | {
    readonly _tag: "UnknownValue"
    readonly path: string
    readonly value: string
    /** The values of the enum. */
    readonly allowed: ReadonlyArray<string>
  }

/** Returns the first value that the service rejects. */
export type ValueCheck = (value: unknown, path: string) => ValueIssue | undefined

/** Compiles a check of enums and dates. The value must fit the schema. */
export const compileValueCheck = ({ ast }: Schema.Schema.AnyNoContext): ValueCheck => compile(ast)

const accept: ValueCheck = () => undefined

const compiled = new WeakMap<AST.AST, ValueCheck>()

const compile = (ast: AST.AST): ValueCheck => {
  const known = compiled.get(ast)
  if (known !== undefined) return known
  const check = build(ast)
  compiled.set(ast, check)
  return check
}

const build = (ast: AST.AST): ValueCheck => {
  switch (ast._tag) {
    case "StringKeyword":
      return isDateTime(ast) ? checkDate : accept
    case "Suspend": {
      let check: ValueCheck | undefined
      return (value, path) => (check ??= compile(ast.f()))(value, path)
    }
    case "Refinement":
      return compile(ast.from)
    case "Union":
      return buildUnion(ast)
    case "TupleType":
      return buildArray(ast)
    case "TypeLiteral":
      return buildObject(ast)
    default:
      return accept
  }
}

const isoDate = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)$/

const isDateTime = (ast: AST.AST): boolean => {
  const annotation = Option.getOrUndefined(AST.getJSONSchemaAnnotation(ast))
  return annotation !== undefined && "format" in annotation && annotation["format"] === "date-time"
}

const checkDate: ValueCheck = (value, path) =>
  typeof value === "string" && isoDate.test(value) && !Number.isNaN(Date.parse(value))
    ? undefined
    : { _tag: "InvalidDate", path }

const stringLiterals = (ast: AST.AST): ReadonlyArray<string> =>
  AST.isUnion(ast)
    ? ast.types.flatMap(stringLiterals)
    : AST.isLiteral(ast) && typeof ast.literal === "string"
    ? [ast.literal]
    : []

const buildUnion = (ast: AST.Union): ValueCheck => {
  const allowed = stringLiterals(ast)
  if (allowed.length > 0) {
    return (value, path) =>
      typeof value === "string" && !allowed.includes(value) ? { _tag: "UnknownValue", path, value, allowed } : undefined
  }
  const [check] = ast.types.map(compile).filter((check) => check !== accept)
  return check === undefined
    ? accept
    : (value, path) => value === undefined || value === null ? undefined : check(value, path)
}

const buildArray = ({ rest: [rest] }: AST.TupleType): ValueCheck => {
  const check = rest === undefined ? accept : compile(rest.type)
  if (check === accept) return accept
  return (value, path) => {
    if (!Array.isArray(value)) return undefined
    for (let i = 0; i < value.length; i++) {
      const issue = check(value[i], `${path}[${i}]`)
      if (issue !== undefined) return issue
    }
    return undefined
  }
}

const buildObject = (ast: AST.TypeLiteral): ValueCheck => {
  const checks = ast.propertySignatures.map(({ name, type }) => [String(name), compile(type)] as const)
    .filter(([, check]) => check !== accept)
  return (value, path) => {
    for (const [name, check] of checks) {
      // The value fits the schema, so it is an object.
      const field = (value as { readonly [key: string]: unknown })[name]
      const issue = field === undefined ? undefined : check(field, path === "" ? name : `${path}.${name}`)
      if (issue !== undefined) return issue
    }
    return undefined
  }
}
