import * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import * as Either from "effect/Either"
import * as Predicate from "effect/Predicate"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import type * as AST from "effect/SchemaAST"
import type * as Endpoint from "../../Endpoint.js"
import { explain } from "../schema/explain.js"
import { compile, compileWithoutNulls, type Guard, TooDeep } from "../schema/guard.js"
import { describeType, type Issue } from "../schema/issue.js"

/*
 * From a call's input to what is sent. Whatever cannot be sent as it stands is refused here, before anything is.
 */

/** Input ready to be sent. */
export interface Encoded {
  /** Path and query. */
  readonly url: string
  /** The body as JSON. */
  readonly body: string | undefined
  /** The passwords in it, so that they can be taken out of whatever the service says about it. */
  readonly passwords: ReadonlyArray<string>
}

/** Writes an endpoint's input. */
export type Encoder = (input: unknown) => Either.Either<Encoded, ReadonlyArray<Issue>>

/** Carries an issue out of the depths of an encoder. */
class Refused {
  constructor(readonly issues: ReadonlyArray<Issue>) {}
}

const refuse = (path: string, expected: string, found: string): never => {
  throw new Refused([{ path, expected, found }])
}

/** Prepares the encoder of an endpoint, once. */
export const encoder = (endpoint: Endpoint.Any): Encoder => {
  const path = pathWriter(endpoint)
  const query = Object.entries(endpoint.query).map(([key, param]) => queryWriter(key, param))
  const limits = Object.entries(endpoint.query).flatMap(([key, param]) => limitsOf(key, param))
  const body = bodyWriter(endpoint)
  const keys = new Set([...Object.keys(endpoint.pathParams), ...Object.keys(endpoint.query), ...body.keys])
  return (input) => {
    const given = input ?? {}
    try {
      if (!Predicate.isRecord(given)) return refuse("", "an object of named values", describeType(given))
      for (const key of Object.keys(given)) {
        if (!keys.has(key) && given[key] !== undefined) {
          refuse(key, keys.size === 0 ? "no input" : `one of ${[...keys].join(", ")}`, "an unknown key")
        }
      }
      for (const check of limits) check(given)
      let url = path(given)
      let separator = "?"
      for (const write of query) {
        for (const pair of write(given)) {
          url += separator + pair
          separator = "&"
        }
      }
      const passwords: Array<string> = []
      return Either.right({ url, body: body.write(given, passwords), passwords })
    } catch (error) {
      if (error instanceof Refused) return Either.left(error.issues)
      throw error
    }
  }
}

type Given = { readonly [key: PropertyKey]: unknown }

const percentEncode = (path: string, value: string): string => {
  try {
    return encodeURIComponent(value)
  } catch {
    return refuse(path, "text of whole characters", "half a surrogate pair")
  }
}

const checked = (path: string, ast: AST.AST, guard: Guard, value: unknown): string => {
  if (value === undefined || !guard(value)) throw new Refused(pathed(path, ast, value))
  if (value === "") return refuse(path, "text that is not empty", "empty text")
  return percentEncode(path, String(value))
}

const pathed = (path: string, ast: AST.AST, value: unknown): ReadonlyArray<Issue> => {
  const issues = explain(ast, value)
  return issues.length === 0
    ? [{ path, expected: String(ast), found: describeType(value) }]
    : issues.map((issue) => ({ ...issue, path: joinPath(path, issue.path) }))
}

const joinPath = (path: string, rest: string): string =>
  rest === "" ? path : rest.startsWith("[") ? path + rest : `${path}.${rest}`

const pathWriter = (endpoint: Endpoint.Any): (given: Given) => string => {
  // Behind a host, anything else would be more of its name: the token would go elsewhere.
  if (!endpoint.path.startsWith("/")) throw new Error(`${endpoint.id}: the path does not begin with a slash`)
  const segments = endpoint.path.split(/\{([^}]+)\}/).map((segment, i) => {
    if (i % 2 === 0) return () => segment
    const schema = endpoint.pathParams[segment]
    if (schema === undefined) throw new Error(`${endpoint.id}: the path names {${segment}}, which has no schema`)
    const guard = compile(schema.ast)
    return (given: Given) => {
      const text = checked(segment, schema.ast, guard, given[segment])
      return text === "." || text === ".." ? refuse(segment, "a name of its own", "a dot segment") : text
    }
  })
  return (given) => segments.map((write) => write(given)).join("")
}

const none: ReadonlyArray<string> = []

/** Checks what a key, if it is there, asks of other keys. */
const limitsOf = (key: string, param: Endpoint.QueryParam): ReadonlyArray<(given: Given) => void> =>
  Schema.isSchema(param) || param._tag === "Repeated" || param.limits === undefined ?
    [] :
    Object.entries(param.limits).map(
      ([other, maximum]) => (given) => {
        const value = given[other]
        if (given[key] === undefined || typeof value !== "number" || value <= maximum) return
        refuse(other, `at most ${maximum} with ${key}`, describeType(value))
      }
    )

const queryWriter = (key: string, param: Endpoint.QueryParam): (given: Given) => ReadonlyArray<string> => {
  const schema = Schema.isSchema(param) ? param : param.schema
  const { ast } = schema as Schema.Schema.AnyNoContext
  const guard = compile(ast)
  const name = encodeURIComponent(key)
  const pair = (path: string, value: unknown) => `${name}=${checked(path, ast, guard, value)}`
  if (Schema.isSchema(param)) return (given) => [pair(key, given[key])]
  if (param._tag === "Optional") return (given) => given[key] === undefined ? none : [pair(key, given[key])]
  return (given) => {
    const values = given[key]
    if (values === undefined) return none
    if (!Array.isArray(values)) return refuse(key, "an array", describeType(values))
    if (values.length > (param.maxItems ?? Infinity)) {
      return refuse(key, `at most ${param.maxItems} values`, String(values.length))
    }
    return values.length === 0
      ? refuse(key, "at least one value, or the key left out", "an empty array")
      : values.map((value, i) => pair(`${key}[${i}]`, value))
  }
}

const bodyWriter = (endpoint: Endpoint.Any): {
  readonly keys: ReadonlyArray<string>
  readonly write: (given: Given, passwords: Array<string>) => string | undefined
} => {
  const { body } = endpoint
  if (body === undefined) return { keys: [], write: () => undefined }
  const required = Schema.isSchema(body)
  const { ast } = (required ? body : body.schema) as Schema.Schema.AnyNoContext
  const guard = compile(ast)
  const withoutNulls = compileWithoutNulls(ast)
  return {
    keys: ["body"],
    write: ({ body }, passwords) => {
      if (body === undefined && !required) return undefined
      const text = toJson(body, passwords)
      try {
        // What is judged is what is sent. A null clears an optional field, whatever else the field holds.
        const sent: unknown = JSON.parse(text)
        if (!guard(sent) && !guard(withoutNulls(sent))) throw new Refused(pathed("body", ast, withoutNulls(sent)))
      } catch (error) {
        // A RangeError is the end of the stack, in what Schema has to judge itself.
        if (error instanceof TooDeep || error instanceof RangeError) {
          return refuse("body", "a value of reasonable depth", "endless nesting")
        }
        throw error
      }
      return text
    }
  }
}

/** Writes JSON, and refuses what JSON would quietly drop or change. Notes the passwords it comes by. */
const toJson = (body: unknown, passwords: Array<string>): string => {
  const trail: Array<readonly [holder: unknown, path: string]> = []
  const pathOf = (holder: unknown, key: string): string => {
    while (trail.length > 0 && trail.at(-1)?.[0] !== holder) trail.pop()
    const parent = trail.at(-1)?.[1]
    return parent === undefined ? "body" : Array.isArray(holder) ? `${parent}[${key}]` : `${parent}.${key}`
  }
  const judge = function(this: unknown, key: string, value: unknown): unknown {
    const path = pathOf(this, key)
    // It writes itself as "<redacted>", which must not become somebody's password.
    if (Redacted.isRedacted((this as Given)[key])) refuse(path, "a plain value", "a redacted one")
    switch (typeof value) {
      case "object":
        if (value instanceof Map || value instanceof Set) refuse(path, "a plain object or an array", "a collection")
        if (value !== null) trail.push([value, path])
        return value
      case "number":
        return Number.isFinite(value) ? value : refuse(path, "a number that JSON can write", String(value))
      case "undefined":
        return path === "body" || Array.isArray(this) ? refuse(path, "a JSON value", "undefined") : value
      case "string":
        if (/password/i.test(key)) passwords.push(value)
        return value
      case "bigint":
      case "function":
      case "symbol":
        return refuse(path, "a JSON value", typeof value)
      default:
        return value
    }
  }
  try {
    return JSON.stringify(body, judge)
  } catch (error) {
    if (error instanceof Refused) throw error
    return refuse("body", "a JSON value", error instanceof RangeError ? "endless nesting" : "a circle of references")
  }
}

/** The request of an encoded input, without its token. */
export const toRequest = (
  method: Endpoint.Method,
  apiUrl: string,
  { body, url }: Encoded
): HttpClientRequest.HttpClientRequest => {
  const request = HttpClientRequest.make(method)(apiUrl + url, { headers: isBrowser() ? browserHeaders : headers })
  return body === undefined ? request : HttpClientRequest.bodyText(request, body, "application/json")
}

const browserHeaders = { accept: "application/json" }

const headers = { ...browserHeaders, "user-agent": "effect-purecloud" }

/**
 * Firefox and Safari let a page set the user agent, and then ask the service in a preflight, which does not allow it.
 * Without it nothing is lost, so that a server which has one of these globals is taken for a browser.
 */
const isBrowser = (): boolean => "document" in globalThis || "WorkerGlobalScope" in globalThis
