import * as Either from "effect/Either"
import type * as ParseResult from "effect/ParseResult"
import type * as Schema from "effect/Schema"
import { explain, issuesOf } from "../schema/explain.js"
import { describeType, type Issue } from "../schema/issue.js"

/*
 * Rejects input that cannot be sent.
 */

/** Thrown inside the encoder of a request. The encoder catches it and returns the issues. */
export class InvalidInput {
  readonly _tag = "InvalidInput"
  constructor(readonly issues: ReadonlyArray<Issue>) {}
}

/** Throws {@link InvalidInput} with one issue. */
export const reject = (path: string, expected: string, found: string): never => {
  throw new InvalidInput([{ path, expected, found }])
}

/** Throws {@link InvalidInput} with the reasons why a value does not fit a schema. */
export const rejectMisfit = (path: string, schema: Schema.Schema.AnyNoContext, value: unknown): never => {
  const issues = explain(schema.ast, value)
  throw new InvalidInput(
    issues.length === 0
      ? [{ path, expected: String(schema.ast), found: describeType(value) }]
      : issues.map((issue) => ({ ...issue, path: joinPath(path, issue.path) }))
  )
}

/** Returns an encoded value, or throws {@link InvalidInput} with the reasons why the value could not be encoded. */
export const rejectUnencodable = <A>(path: string, encoded: Either.Either<A, ParseResult.ParseIssue>): A => {
  if (Either.isRight(encoded)) return encoded.right
  throw new InvalidInput(issuesOf(encoded.left).map((issue) => ({ ...issue, path: joinPath(path, issue.path) })))
}

const joinPath = (path: string, rest: string): string =>
  rest === "" ? path : rest.startsWith("[") ? path + rest : `${path}.${rest}`
