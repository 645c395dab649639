import * as Arr from "effect/Array"
import * as ParseResult from "effect/ParseResult"
import * as Schema from "effect/Schema"
import * as AST from "effect/SchemaAST"

/*
 * Why a value does not fit, as path, expectation and kind found. Values themselves never appear: they may be secrets
 * or somebody's address.
 */

/** One place where a value is not what was expected. */
export interface Issue {
  /** Where, as in `entities[3].version`. Empty for the whole value. */
  readonly path: string
  /** What should stand there. */
  readonly expected: string
  /** What kind of value stands there. */
  readonly found: string
}

const longest = 120

const shorten = (text: string): string => text.length <= longest ? text : `${text.slice(0, longest - 1)}…`

/** The kind of a JSON value. */
export const kindOf = (u: unknown): string => {
  if (u === null) return "null"
  if (Array.isArray(u)) return "array"
  if (u === undefined) return "nothing"
  return typeof u === "number" && !Number.isFinite(u) ? "a number that JSON cannot write" : typeof u
}

const addPath = (path: string, step: PropertyKey): string =>
  typeof step === "number"
    ? `${path}[${step}]`
    : path === ""
    ? String(step)
    : `${path}.${String(step)}`

const collect = (issue: ParseResult.ParseIssue, path: string, out: Array<Issue>): void => {
  if (out.length >= maxIssues) return
  const add = (expected: string) => out.push({ path, expected: shorten(expected), found: kindOf(issue.actual) })
  switch (issue._tag) {
    case "Pointer": {
      return collect(issue.issue, Arr.ensure(issue.path).reduce<string>(addPath, path), out)
    }
    case "Composite": {
      // Which member of a union was meant is a guess: name the whole of it.
      if (AST.isUnion(issue.ast)) return void add(String(issue.ast))
      return Arr.ensure(issue.issues).forEach((each) => collect(each, path, out))
    }
    case "Transformation":
      return collect(issue.issue, path, out)
    case "Missing":
      return void add(String(issue.ast.type))
    case "Unexpected":
      return void add("nothing")
    default:
      return void add(String(issue.ast))
  }
}

/** Most issues one explanation lists. */
const maxIssues = 20

/** Asks `Schema` why a value does not fit. */
export const explain = (ast: AST.AST, u: unknown): ReadonlyArray<Issue> => {
  const result = ParseResult.validateEither(Schema.make<unknown>(ast), { errors: "all" })(u)
  if (result._tag === "Right") return []
  const out: Array<Issue> = []
  collect(result.left, "", out)
  return out
}

/** One line for people. */
export const formatIssues = (issues: ReadonlyArray<Issue>): string =>
  issues.slice(0, 3).map(({ expected, found, path }) =>
    `${path === "" ? "the whole" : path}: expected ${expected}, found ${found}`
  ).join("; ") + (issues.length > 3 ? `; and ${issues.length - 3} more` : "")
