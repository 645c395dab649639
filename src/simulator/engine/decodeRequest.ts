import * as Either from "effect/Either"
import * as Predicate from "effect/Predicate"
import * as Record from "effect/Record"
import * as Schema from "effect/Schema"
import type * as Endpoint from "../../Endpoint.js"
import { TooDeep } from "../../internal/schema/depth.js"
import { explain } from "../../internal/schema/explain.js"
import { compile } from "../../internal/schema/guard.js"
import {
  compileValueCheck,
  describeValues,
  type ScalarType,
  scalarType,
  type ValueIssue
} from "../../internal/schema/requestValues.js"
import { decoderOf, wireOf } from "../../internal/schema/transform.js"
import { compileWithoutNulls } from "../../internal/schema/withoutNulls.js"
import * as Json from "./json.js"
import { refuse, refuseField, refuseValue } from "./refusal.js"

/*
 * Decodes the input of an endpoint from a request, with the schemas of the endpoint. A value that does not fit its
 * schema is refused with status 400 and an error that names the field.
 */

/** The parts of a request that hold the input of an endpoint. */
export interface RequestParts {
  /** Values of the placeholders of the path, decoded. */
  readonly path: { readonly [key: string]: string }
  readonly query: ReadonlyArray<readonly [key: string, value: string]>
  readonly contentType: string | undefined
  readonly body: string
}

/** Decodes the input of an endpoint. Throws a refusal. */
export type Decoder = (parts: RequestParts) => { readonly [key: string]: unknown }

/** Makes the decoder of an endpoint. */
export const decoder = (endpoint: Endpoint.Any): Decoder => {
  const path = Object.entries(endpoint.pathParams).map(([key, schema]) => [key, scalarDecoder(schema)] as const)
  const query = Object.entries(endpoint.query).map(([key, param]) => [key, paramDecoder(key, param)] as const)
  const decodeBody = bodyDecoder(endpoint)
  return (parts) => {
    const input: { [key: string]: unknown } = {}
    const put = (key: string, value: unknown) => {
      if (value !== undefined) input[key] = value
    }
    for (const [key, decode] of path) put(key, decode(key, parts.path[key] ?? ""))
    for (const [key, decode] of query) put(key, decode(parts.query))
    put("body", decodeBody(parts))
    return input
  }
}

// --------------------------------------------------------------------------------------------------- path and query

const parsers: { readonly [Type in ScalarType]: (text: string) => unknown } = {
  number: (text) => text.trim() === "" ? undefined : Number(text),
  boolean: (text) => text === "true" ? true : text === "false" ? false : undefined,
  string: (text) => text
}

const scalarDecoder = (schema: Schema.Schema.AnyNoContext): (key: string, text: string) => unknown => {
  const wire = wireOf(schema)
  const type = scalarType(wire)
  const fits = compile(wire.ast)
  const allowable = type === "boolean" ? "a boolean" : describeValues(schema)
  const decode = wire === schema ? Either.right : decoderOf(schema.ast)
  return (key, text) => {
    const value = parsers[type](text)
    if (!fits(value)) return refuseValue(key, text, allowable)
    return Either.getOrElse(decode(value), () => refuseValue(key, text, allowable))
  }
}

const paramDecoder = (
  key: string,
  param: Endpoint.Any["query"][string]
): (query: RequestParts["query"]) => unknown => {
  const isSchema = Schema.isSchema(param)
  // The types of an endpoint allow schemas without services only.
  const decode = scalarDecoder((isSchema ? param : param.schema) as Schema.Schema.AnyNoContext)
  const isRepeated = !isSchema && param._tag === "Repeated"
  const isRequired = isSchema || (param._tag === "Repeated" && param.required)
  return (query) => {
    // Some clients send an empty value for a parameter that is absent.
    const texts = query.flatMap(([name, text]) => name === key && text !== "" ? [text] : [])
    const [first] = texts
    if (first === undefined) {
      return isRequired
        ? refuseField(key, "bad.request", "The query parameter [{field}] is missing.", { field: key })
        : undefined
    }
    // In the contract, the key is repeated for each value. Most of the vendor's SDKs send one key with values between
    // commas.
    return isRepeated ? texts.flatMap((text) => text.split(",")).map((text) => decode(key, text)) : decode(key, first)
  }
}

// ------------------------------------------------------------------------------------------------------------- body

const isJson = (contentType: string): boolean => /^application\/json\s*(;|$)/i.test(contentType)

const bodyDecoder = (endpoint: Endpoint.Any): (parts: RequestParts) => unknown => {
  const { body: declared } = endpoint
  if (declared === undefined) return () => undefined
  const isRequired = Schema.isSchema(declared)
  // The types of an endpoint allow schemas without services only.
  const decode = valueDecoder((isRequired ? declared : declared.schema) as Schema.Schema.AnyNoContext)
  return ({ body, contentType }) => {
    if (body === "" || body === "null") {
      return isRequired ? refuseField("body", "bad.request", "The request has no body.") : undefined
    }
    if (contentType === undefined || !isJson(contentType)) refuseMediaType()
    const value = parse(body)
    try {
      const decoded = decode(value)
      return endpoint.method === "PATCH" ? withClearedFields(value, decoded) : decoded
    } catch (error) {
      throw error instanceof TooDeep ? refuseDepth() : error
    }
  }
}

/** Removes nulls of optional fields, and refuses values that do not fit. */
const valueDecoder = (schema: Schema.Schema.AnyNoContext): (value: unknown) => unknown => {
  const wire = wireOf(schema)
  const fits = compile(wire.ast)
  const withoutNulls = compileWithoutNulls(wire.ast)
  const checkValues = compileValueCheck(wire)
  const decode = wire === schema ? Either.right : decoderOf(schema.ast)
  return (value) => {
    const stripped = withoutNulls(value)
    if (!fits(stripped)) refuseShape(wire, stripped)
    const issue = checkValues(stripped, "")
    if (issue !== undefined) refuseIssue(issue)
    return Either.getOrElse(decode(stripped), () => refuseShape(schema, stripped))
  }
}

/** Adds the nulls of the top level, which clear fields. In nested objects, null means that the value is absent. */
const withClearedFields = (value: unknown, decoded: unknown): unknown =>
  Predicate.isRecord(value) && Predicate.isRecord(decoded)
    ? { ...Record.filter(value, Predicate.isNull), ...decoded }
    : decoded

const parse = (text: string): unknown =>
  Either.getOrElse(
    Json.parse(text),
    (reason) =>
      reason === "TooDeep"
        ? refuseDepth()
        : refuseField("body", "bad.request", "The request could not be understood by the server: it is not JSON.")
  )

// --------------------------------------------------------------------------------------------------------- refusals

const refuseDepth = (): never =>
  refuse(400, "bad.request", "The request could not be understood by the server: it is nested too deep.")

const refuseMediaType = (): never =>
  refuse(
    415,
    "unsupported.media.type",
    "Unsupported Media Type - Unsupported or incorrect media type, such as an incorrect Content-Type value in the header."
  )

const refuseShape = ({ ast }: Schema.Schema.AnyNoContext, value: unknown): never => {
  const [issue] = explain(ast, value)
  const { expected = "", found = "", path: field = "" } = issue ?? {}
  return refuseField(
    field,
    "bad.request",
    "The request could not be understood by the server: [{field}] should be {expected}, not {found}.",
    { field, expected, found }
  )
}

const refuseIssue = (issue: ValueIssue): never =>
  issue._tag === "UnknownValue"
    ? refuseValue(issue.path, issue.value, `[${issue.allowed.join(", ")}]`)
    : refuseField(
      issue.path,
      "invalid.date",
      "Dates must be specified as ISO-8601 strings. For example: yyyy-MM-ddTHH:mm:ss.SSSZ"
    )
