import * as Schema from "effect/Schema"
import type * as Endpoint from "../../Endpoint.js"
import { compile } from "../schema/guard.js"
import { describeType } from "../schema/issue.js"
import { encoderOf, transforms } from "../schema/transform.js"
import { reject, rejectMisfit, rejectUnencodable } from "./invalidInput.js"

/*
 * Encodes the path and the query of a request.
 */

/** The input of a call, or the values of one part of it. */
export type Input = { readonly [key: PropertyKey]: unknown }

/** Prepares the encoder of an endpoint's path. */
export const pathEncoder = (endpoint: Endpoint.Any): (input: Input) => string => {
  // Without a slash the path would become part of the host name, and the token would be sent to another host.
  if (!endpoint.path.startsWith("/")) throw new Error(`${endpoint.id}: the path does not begin with a slash`)
  const segments = endpoint.path.split(/\{([^}]+)\}/).map((segment, i) => {
    if (i % 2 === 0) return () => segment
    const schema = endpoint.pathParams[segment]
    if (schema === undefined) throw new Error(`${endpoint.id}: the path names {${segment}}, which has no schema`)
    const encode = scalarEncoder(schema)
    return (input: Input) => {
      const text = encode(segment, input[segment])
      return text === "." || text === ".." ? reject(segment, `text other than "." and ".."`, "a dot segment") : text
    }
  })
  return (input) => segments.map((encode) => encode(input)).join("")
}

/**
 * Prepares the encoder of an endpoint's query. The encoder returns the query with a question mark, or empty text if
 * there are no query keys.
 */
export const queryEncoder = ({ query }: Endpoint.Any): (input: Input) => string => {
  const checks = Object.entries(query).flatMap(([key, param]) => limitChecks(key, param))
  const encoders = Object.entries(query).map(([key, param]) => paramEncoder(key, param))
  return (input) => {
    for (const check of checks) check(input)
    let text = ""
    for (const encode of encoders) {
      for (const pair of encode(input)) text += (text === "" ? "?" : "&") + pair
    }
    return text
  }
}

/** Prepares the checks of the limits that a key, if it is present, sets for other keys. */
const limitChecks = (key: string, param: Endpoint.QueryParam): ReadonlyArray<(input: Input) => void> =>
  Schema.isSchema(param) || param._tag === "Repeated"
    ? []
    : Object.entries(param.limits ?? {}).map(([other, maximum]) => (input) => {
      const value = input[other]
      if (input[key] === undefined || typeof value !== "number" || value <= maximum) return
      reject(other, `at most ${maximum} with ${key}`, describeType(value))
    })

const noPairs: ReadonlyArray<string> = []

const paramEncoder = (key: string, param: Endpoint.QueryParam): (input: Input) => ReadonlyArray<string> => {
  // `isSchema` does not know that the schema needs no services.
  const schema: Schema.Schema.AnyNoContext = Schema.isSchema(param) ? param as Schema.Schema.AnyNoContext : param.schema
  const encode = scalarEncoder(schema)
  const name = encodeURIComponent(key)
  const pair = (path: string, value: unknown) => `${name}=${encode(path, value)}`
  if (Schema.isSchema(param)) return (input) => [pair(key, input[key])]
  if (param._tag === "Optional") return (input) => input[key] === undefined ? noPairs : [pair(key, input[key])]
  const { maxItems = Infinity, required } = param
  return (input) => {
    const values = input[key]
    if (values === undefined && !required) return noPairs
    if (!Array.isArray(values)) return reject(key, "an array", describeType(values))
    // An empty array would be sent as a request without the filter.
    if (values.length === 0) {
      return reject(key, required ? "at least one value" : "at least one value, or no such key", "an empty array")
    }
    if (values.length > maxItems) return reject(key, `at most ${maxItems} values`, String(values.length))
    // `map` would skip the holes of an array.
    return Array.from(values, (value, i) => pair(`${key}[${i}]`, value))
  }
}

/** Prepares a function that checks and percent-encodes a value of the path or the query. */
const scalarEncoder = (schema: Schema.Schema.AnyNoContext): (path: string, value: unknown) => string => {
  if (!transforms(schema.ast)) {
    const guard = compile(schema.ast)
    return (path, value) =>
      value === undefined || !guard(value) ? rejectMisfit(path, schema, value) : encodeText(path, value)
  }
  const encode = encoderOf(schema.ast)
  return (path, value) => {
    const encoded = rejectUnencodable(path, encode(value))
    return typeof encoded === "object" || encoded === undefined
      ? reject(path, "a value whose encoded form is text, a number or a boolean", describeType(encoded))
      : encodeText(path, encoded)
  }
}

const encodeText = (path: string, value: unknown): string => {
  if (value === "") return reject(path, "text that is not empty", "empty text")
  try {
    return encodeURIComponent(String(value))
  } catch {
    return reject(path, "well-formed Unicode", "half of a surrogate pair")
  }
}
