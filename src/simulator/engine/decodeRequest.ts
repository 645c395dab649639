import * as Either from "effect/Either"
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import * as Record from "effect/Record"
import * as Schema from "effect/Schema"
import * as AST from "effect/SchemaAST"
import type * as Endpoint from "../../Endpoint.js"
import { explain } from "../../internal/schema/explain.js"
import { compile, compileWithoutNulls, TooDeep } from "../../internal/schema/guard.js"
import * as Json from "./json.js"
import { refuse, refuseField, refuseValue } from "./wire.js"

/*
 * From a request to an endpoint's input, by the endpoint's own schemas. What does not fit is refused with a 400 that
 * names the field.
 */

/** What of a request an endpoint's input is made of. */
export interface Parts {
  /** Values of the path's placeholders, decoded. */
  readonly path: { readonly [key: string]: string }
  readonly query: ReadonlyArray<readonly [key: string, value: string]>
  readonly contentType: string | undefined
  readonly body: string
}

/** Reads the input of an endpoint. */
export type Decoder = (parts: Parts) => { readonly [key: string]: unknown }

type Scalar = (key: string, text: string) => unknown

const kindOf = (ast: AST.AST): "number" | "boolean" | "string" => {
  if (AST.isRefinement(ast)) return kindOf(ast.from)
  return AST.isNumberKeyword(ast) ? "number" : AST.isBooleanKeyword(ast) ? "boolean" : "string"
}

/** The values of an enum, for people. */
const allowable = (ast: AST.AST): string =>
  AST.isUnion(ast) ? `[${ast.types.map((type) => String(type).replaceAll("\"", "")).join(", ")}]` : String(ast)

const scalar = ({ ast }: Schema.Schema.AnyNoContext): Scalar => {
  const kind = kindOf(ast)
  const guard = compile(ast)
  const number = (text: string): unknown => text.trim() === "" ? undefined : Number(text)
  const boolean = (text: string): unknown => text === "true" ? true : text === "false" ? false : undefined
  const parse = kind === "number" ? number : kind === "boolean" ? boolean : (text: string): unknown => text
  const takes = kind === "string" ? allowable(ast) : `a ${kind}`
  return (key, text) => {
    const value = parse(text)
    return guard(value) ? value : refuseValue(key, text, takes)
  }
}

/** Prepares the decoder of an endpoint, once. */
export const decoder = (endpoint: Endpoint.Any): Decoder => {
  const path = Object.entries(endpoint.pathParams).map(([key, schema]) => [key, scalar(schema)] as const)
  const query = Object.entries(endpoint.query).map(([key, param]) => {
    const required = Schema.isSchema(param)
    const read = scalar((required ? param : param.schema) as Schema.Schema.AnyNoContext)
    return { key, read, required, repeated: !required && param._tag === "Repeated" }
  })
  const body = bodyReader(endpoint)
  return (parts) => {
    const input: { [key: string]: unknown } = {}
    for (const [key, read] of path) input[key] = read(key, parts.path[key] ?? "")
    for (const { key, read, repeated, required } of query) {
      // An empty value is how some clients write an absent one.
      const texts = parts.query.flatMap(([name, text]) => name === key && text !== "" ? [text] : [])
      const [first] = texts
      if (first === undefined) {
        if (required) refuseField(key, "bad.request", "The query parameter [{field}] is missing.", { field: key })
      } else if (repeated) {
        // The key repeated, as the contract says, or commas, as most of the vendor's SDKs do.
        input[key] = texts.flatMap((text) => text.split(",")).map((text) => read(key, text))
      } else {
        input[key] = read(key, first)
      }
    }
    const value = body(parts)
    if (value !== undefined) input["body"] = value
    return input
  }
}

const isJson = (contentType: string): boolean => /^application\/json\s*(;|$)/i.test(contentType)

const bodyReader = (endpoint: Endpoint.Any): (parts: Parts) => unknown => {
  const { body } = endpoint
  if (body === undefined) return () => undefined
  const required = Schema.isSchema(body)
  const { ast } = (required ? body : body.schema) as Schema.Schema.AnyNoContext
  const guard = compile(ast)
  const withoutNulls = compileWithoutNulls(ast)
  const vocabulary = checker(ast)
  return ({ body, contentType }) => {
    if (body === "" || body === "null") {
      return required ? refuseField("body", "bad.request", "The request has no body.") : undefined
    }
    if (contentType === undefined || !isJson(contentType)) {
      return refuse(
        415,
        "unsupported.media.type",
        "Unsupported Media Type - Unsupported or incorrect media type, such as an incorrect Content-Type value in the header."
      )
    }
    const value = parse(body)
    try {
      const bare = withoutNulls(value)
      if (!guard(bare)) {
        const [issue] = explain(ast, bare)
        return refuseField(
          issue?.path ?? "",
          "bad.request",
          "The request could not be understood by the server: [{field}] should be {expected}, not {found}.",
          { field: issue?.path ?? "", expected: issue?.expected ?? "", found: issue?.found ?? "" }
        )
      }
      vocabulary(bare, "")
      return endpoint.method === "PATCH" ? withClearing(value, bare) : bare
    } catch (error) {
      if (!(error instanceof TooDeep)) throw error
      return tooDeep()
    }
  }
}

/** A change, in which a null clears a field. Elsewhere, and inside a field, a null is the absence of a value. */
const withClearing = (value: unknown, bare: unknown): unknown =>
  Predicate.isRecord(value) && Predicate.isRecord(bare)
    ? { ...Record.filter(value, Predicate.isNull), ...bare }
    : bare

const tooDeep = (): never =>
  refuse(400, "bad.request", "The request could not be understood by the server: it is nested too deep.")

const parse = (text: string): unknown =>
  Either.getOrElse(
    Json.parse(text),
    (reason) =>
      reason === "TooDeep"
        ? tooDeep()
        : refuseField("body", "bad.request", "The request could not be understood by the server: it is not JSON.")
  )

// ------------------------------------------------------------------------------------------- enums and dates in bodies

type Check = (value: unknown, path: string) => void

const nothing: Check = () => {}

const memo = new WeakMap<AST.AST, Check>()

/**
 * What a client keeps open, because the service may grow, the service of today knows: the values of its enums, and how
 * a date is written.
 */
const checker = (ast: AST.AST): Check => {
  const known = memo.get(ast)
  if (known !== undefined) return known
  const check = build(ast)
  memo.set(ast, check)
  return check
}

const isoDate = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)$/

const isDateTime = (ast: AST.AST): boolean => {
  const annotation = Option.getOrUndefined(AST.getJSONSchemaAnnotation(ast))
  return annotation !== undefined && "format" in annotation && annotation["format"] === "date-time"
}

/** The values that an open enum lists. */
const listed = (ast: AST.AST): ReadonlyArray<string> =>
  AST.isUnion(ast)
    ? ast.types.flatMap(listed)
    : AST.isLiteral(ast) && typeof ast.literal === "string"
    ? [ast.literal]
    : []

const build = (ast: AST.AST): Check => {
  switch (ast._tag) {
    case "StringKeyword":
      return !isDateTime(ast) ? nothing : (value, path) => {
        if (typeof value === "string" && isoDate.test(value) && !Number.isNaN(Date.parse(value))) return
        refuseField(
          path,
          "invalid.date",
          "Dates must be specified as ISO-8601 strings. For example: yyyy-MM-ddTHH:mm:ss.SSSZ"
        )
      }
    case "Suspend": {
      let check: Check | undefined
      return (value, path) => (check ??= checker(ast.f()))(value, path)
    }
    case "Refinement":
      return checker(ast.from)
    case "Union": {
      const values = listed(ast)
      if (values.length > 0) {
        return (value, path) => {
          if (typeof value === "string" && !values.includes(value)) {
            refuseValue(path, value, `[${values.join(", ")}]`)
          }
        }
      }
      const checks = ast.types.map(checker).filter((check) => check !== nothing)
      const [only] = checks
      return only === undefined ? nothing : (value, path) => {
        if (value !== undefined && value !== null) only(value, path)
      }
    }
    case "TupleType": {
      const [rest] = ast.rest
      const check = rest === undefined ? nothing : checker(rest.type)
      return check === nothing ? nothing : (value, path) => {
        if (Array.isArray(value)) value.forEach((item, index) => check(item, `${path}[${index}]`))
      }
    }
    case "TypeLiteral": {
      const checks = ast.propertySignatures.map(({ name, type }) => [String(name), checker(type)] as const)
      return (value, path) => {
        for (const [name, check] of checks) {
          const field = (value as { readonly [key: string]: unknown })[name]
          if (field !== undefined && check !== nothing) check(field, path === "" ? name : `${path}.${name}`)
        }
      }
    }
    default:
      return nothing
  }
}
