import * as Arr from "effect/Array"
import type * as Either from "effect/Either"
import * as ParseResult from "effect/ParseResult"
import * as Schema from "effect/Schema"
import * as AST from "effect/SchemaAST"
import { isText } from "./guard.js"
import { describeType, type Issue } from "./issue.js"

/*
 * Explains why a value does not fit, as issues. They do not contain the value, which may be a secret or personal data.
 * They contain keys, in which secrets are redacted.
 */

/** Maximum number of characters of a key or an expectation. */
const maxLength = 120

const shorten = (text: string): string => text.length <= maxLength ? text : `${text.slice(0, maxLength - 1)}…`

/** Redacts secrets in a key. */
type Redact = (key: string) => string

const addPath = (redact: Redact) => (path: string, step: PropertyKey): string => {
  if (typeof step === "number") return `${path}[${step}]`
  // The keys of a record are text of the service.
  const key = redact(String(step))
  if (!/^[\w$-]{1,60}$/.test(key)) return `${path}[${JSON.stringify(shorten(key))}]`
  return path === "" ? key : `${path}.${key}`
}

/** Describes what is expected, without `undefined` for an optional field and without the list of an open enum. */
const expectationOf = (ast: AST.AST): string => {
  if (!AST.isUnion(ast)) return String(ast)
  const types = ast.types.filter((type) => !AST.isUndefinedKeyword(type))
  if (types.length === 1 && types[0] !== undefined) return expectationOf(types[0])
  return String((types.every(isText) ? types.find(AST.isStringKeyword) : undefined) ?? AST.Union.make(types))
}

/** Whether the value itself has another type, and not only a part of the value. */
const isOfOtherType = (issue: ParseResult.ParseIssue): boolean =>
  issue._tag === "Type" ||
  (issue._tag === "Refinement" && issue.kind === "From" && isOfOtherType(issue.issue)) ||
  (issue._tag === "Composite" && AST.isUnion(issue.ast) && Arr.ensure(issue.issues).every(isOfOtherType))

const collect = (issue: ParseResult.ParseIssue, path: string, out: Array<Issue>, redact: Redact): void => {
  if (out.length >= maxIssues) return
  const add = (expected: string) => out.push({ path, expected: shorten(expected), found: describeType(issue.actual) })
  switch (issue._tag) {
    case "Pointer": {
      return collect(issue.issue, Arr.ensure(issue.path).reduce<string>(addPath(redact), path), out, redact)
    }
    case "Composite": {
      if (AST.isUnion(issue.ast)) {
        // If the value has the type of only one member, it is a value of that member. With several such members it is
        // not known which one.
        const meant = Arr.ensure(issue.issues).filter((each) => !isOfOtherType(each))
        return meant.length === 1 && meant[0] !== undefined
          ? collect(meant[0], path, out, redact)
          : void add(expectationOf(issue.ast))
      }
      return Arr.ensure(issue.issues).forEach((each) => collect(each, path, out, redact))
    }
    case "Transformation":
      return collect(issue.issue, path, out, redact)
    case "Refinement":
      // The value that the filter receives is invalid, not the condition of the filter.
      return issue.kind === "From" && !isOfOtherType(issue.issue)
        ? collect(issue.issue, path, out, redact)
        : void add(expectationOf(issue.ast))
    case "Missing":
      return void add(expectationOf(issue.ast.type))
    case "Unexpected":
      return void add("nothing")
    default:
      return void add(expectationOf(issue.ast))
  }
}

/** Maximum number of issues of one value. */
const maxIssues = 20

type Validate = (u: unknown) => Either.Either<unknown, ParseResult.ParseIssue>

const memo = new WeakMap<AST.AST, Validate>()

const validator = (ast: AST.AST): Validate => {
  let validate = memo.get(ast)
  if (validate === undefined) {
    validate = ParseResult.validateEither(Schema.make<unknown>(ast), { errors: "all", exact: true })
    memo.set(ast, validate)
  }
  return validate
}

/** Returns the issues of a value that could not be decoded or encoded. */
export const issuesOf = (issue: ParseResult.ParseIssue, redact: Redact = (key) => key): ReadonlyArray<Issue> => {
  const out: Array<Issue> = []
  collect(issue, "", out, redact)
  return out
}

/** Returns the issues of a value. They are empty if it fits. */
export const explain = (ast: AST.AST, u: unknown, redact: Redact = (key) => key): ReadonlyArray<Issue> => {
  const out: Array<Issue> = []
  try {
    const result = validator(ast)(u)
    if (result._tag === "Left") collect(result.left, "", out, redact)
  } catch {
    // Schema throws if a value is nested too deeply, or has a tag that cannot be converted to text.
    out.push({ path: "", expected: shorten(expectationOf(ast)), found: describeType(u) })
  }
  return out
}
