import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import type * as Endpoint from "../../Endpoint.js"
import { maxDepth, TooDeep } from "../schema/depth.js"
import { compile } from "../schema/guard.js"
import { encoderOf, wireOf } from "../schema/transform.js"
import { compileWithoutNulls } from "../schema/withoutNulls.js"
import type { Input } from "./encodeUrl.js"
import { InvalidInput, reject, rejectMisfit, rejectUnencodable } from "./invalidInput.js"

/*
 * Encodes the JSON body of a request.
 */

/** Encodes the body of an input. Adds the passwords in it to `passwords`. */
export type BodyEncoder = (input: Input, passwords: Array<string>) => string | undefined

/** Prepares the encoder of an endpoint's body. */
export const bodyEncoder = ({ body }: Endpoint.Any): BodyEncoder => {
  if (body === undefined) return () => undefined
  const required = Schema.isSchema(body)
  // `isSchema` does not know that the schema needs no services.
  const schema: Schema.Schema.AnyNoContext = required ? body as Schema.Schema.AnyNoContext : body.schema
  const wire = wireOf(schema)
  const encode = wire === schema ? undefined : encoderOf(schema.ast)
  const guard = compile(wire.ast)
  const withoutNulls = compileWithoutNulls(wire.ast)
  return ({ body }, passwords) => {
    if (body === undefined && !required) return undefined
    try {
      const text = toJson(encode === undefined ? body : rejectUnencodable("body", encode(body)), passwords)
      // The guard checks the value that is sent, which can differ from the input. A null clears an optional field.
      const sent: unknown = JSON.parse(text)
      const value = withoutNulls(sent)
      return guard(value) ? text : rejectMisfit("body", wire, value)
    } catch (error) {
      // A RangeError is a stack overflow in a part that Schema checks.
      if (!(error instanceof TooDeep || error instanceof RangeError)) throw error
      return reject("body", `at most ${maxDepth} nested references`, "more")
    }
  }
}

/** Encodes a body as JSON. Rejects values that `JSON.stringify` would omit or change. */
const toJson = (body: unknown, passwords: Array<string>): string => {
  try {
    return JSON.stringify(body, replacer(passwords))
  } catch (error) {
    if (error instanceof InvalidInput) throw error
    return reject(
      "body",
      "a JSON value",
      error instanceof RangeError ? "a value that is nested too deeply" : "a circular reference"
    )
  }
}

/** Makes a replacer for `JSON.stringify` that checks each value and returns it unchanged. */
const replacer = (passwords: Array<string>): (this: unknown, key: string, value: unknown) => unknown => {
  const pathOf = pathTracker()
  return function(this: unknown, key: string, value: unknown): unknown {
    const path = pathOf(this, key, value)
    // `JSON.stringify` writes a Redacted as "<redacted>", and the service would store this text, for example as a
    // password.
    if (Redacted.isRedacted((this as Input)[key])) reject(path, "a plain value", "a Redacted value")
    switch (typeof value) {
      case "object":
        return value instanceof Map || value instanceof Set
          ? reject(path, "a plain object or an array", "a Map or a Set")
          : value
      case "number":
        return Number.isFinite(value) ? value : reject(path, "a number that JSON can write", String(value))
      case "undefined":
        return path === "body" || Array.isArray(this) ? reject(path, "a JSON value", "undefined") : value
      case "string":
        if (/password/i.test(key)) passwords.push(value)
        return value
      case "bigint":
      case "function":
      case "symbol":
        return reject(path, "a JSON value", typeof value)
      default:
        return value
    }
  }
}

/** Returns the path of each value that `JSON.stringify` visits, from the holders it has visited before. */
const pathTracker = (): (holder: unknown, key: string, value: unknown) => string => {
  const holders: Array<readonly [holder: unknown, path: string]> = []
  return (holder, key, value) => {
    while (holders.length > 0 && holders.at(-1)?.[0] !== holder) holders.pop()
    const parent = holders.at(-1)?.[1]
    const path = parent === undefined ? "body" : Array.isArray(holder) ? `${parent}[${key}]` : `${parent}.${key}`
    if (typeof value === "object" && value !== null) holders.push([value, path])
    return path
  }
}
