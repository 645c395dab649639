import * as Either from "effect/Either"
import type * as Schema from "effect/Schema"
import { TooDeep } from "../../internal/schema/depth.js"
import { compile } from "../../internal/schema/guard.js"

/*
 * JSON in requests. JSON that is nested too deeply is refused before other functions get its value, because recursive
 * functions, for example `JSON.stringify`, would overflow the stack.
 */

/** The reason why a text is refused. */
export type Reason = "NotJson" | "TooDeep" | "DoesNotFit"

/** Maximum depth to which arrays and objects may be nested. */
const maxNesting = 1000

/** Whether arrays and objects of a JSON text are nested more than {@link maxNesting} deep. */
const isTooDeep = (json: string): boolean => {
  let depth = 0
  let isInString = false
  for (let i = 0; i < json.length; i++) {
    const character = json[i]
    if (isInString) {
      if (character === "\\") i++
      else if (character === "\"") isInString = false
    } else if (character === "\"") {
      isInString = true
    } else if (character === "[" || character === "{") {
      if (++depth > maxNesting) return true
    } else if (character === "]" || character === "}") {
      depth--
    }
  }
  return false
}

/** Parses JSON. */
export const parse = (text: string): Either.Either<unknown, "NotJson" | "TooDeep"> => {
  try {
    const value: unknown = JSON.parse(text)
    return isTooDeep(text) ? Either.left("TooDeep") : Either.right(value)
  } catch {
    return Either.left("NotJson")
  }
}

/** Makes a decoder of JSON texts that fit a schema. */
export const decoder = <A>({ ast }: Schema.Schema<A>): (text: string) => Either.Either<A, Reason> => {
  const fits = compile(ast)
  return (text) =>
    Either.flatMap(parse(text), (value): Either.Either<A, Reason> => {
      try {
        // The guard accepts the same values as the schema.
        return fits(value) ? Either.right(value as A) : Either.left("DoesNotFit")
      } catch (error) {
        if (error instanceof TooDeep) return Either.left("TooDeep")
        throw error
      }
    })
}
