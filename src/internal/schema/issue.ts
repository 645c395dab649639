import * as Schema from "effect/Schema"

/**
 * One place where a value does not fit. It does not contain the value, which may be a secret or personal data.
 *
 * @since 0.1.0
 * @category models
 */
export interface Issue {
  /** Path to the place, for example `entities[3].version`. Empty for the whole value. */
  readonly path: string
  /** Description of the expected value, for example `string`. */
  readonly expected: string
  /** Type of the value at this place, for example `string`, `null`, or `nothing` if there is no value. */
  readonly found: string
}

/**
 * Schema of {@link Issue}.
 *
 * @since 0.1.0
 * @category models
 */
export const Issue: Schema.Schema<Issue> = Schema.Struct({
  path: Schema.String,
  expected: Schema.String,
  found: Schema.String
})

/** Returns the type of a JSON value, for `found` of an issue. */
export const describeType = (u: unknown): string => {
  if (u === null) return "null"
  if (Array.isArray(u)) return "array"
  if (u === undefined) return "nothing"
  return typeof u === "number" && !Number.isFinite(u) ? "a number that JSON cannot write" : typeof u
}

/** Returns one line for a message: three issues, and the number of the others. */
export const formatIssues = (issues: ReadonlyArray<Issue>): string => {
  const lines = issues.slice(0, 3).map(({ expected, found, path }) =>
    `${path === "" ? "the whole value" : path}: expected ${expected}, found ${found}`
  )
  return [...lines, ...(issues.length > 3 ? [`and ${issues.length - 3} more`] : [])].join("; ")
}
