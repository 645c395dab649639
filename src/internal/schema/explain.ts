import * as Arr from "effect/Array"
import type * as Either from "effect/Either"
import * as ParseResult from "effect/ParseResult"
import * as Schema from "effect/Schema"
import * as AST from "effect/SchemaAST"
import { isText } from "./guard.js"
import { describeType, type Issue } from "./issue.js"

/*
 * Why a value does not fit, as path, expectation and kind found. Values themselves never appear: they may be secrets
 * or somebody's address. Keys do, as far as they repeat no secret.
 */

const longest = 120

const shorten = (text: string): string => text.length <= longest ? text : `${text.slice(0, longest - 1)}…`

/** Takes secrets out of a key. */
type Redact = (key: string) => string

const addPath = (redact: Redact) => (path: string, step: PropertyKey): string => {
  if (typeof step === "number") return `${path}[${step}]`
  // The keys of a record are the service's own words.
  const key = redact(String(step))
  if (!/^[\w$-]{1,60}$/.test(key)) return `${path}[${JSON.stringify(shorten(key))}]`
  return path === "" ? key : `${path}.${key}`
}

/** What a union asks for, said as people would: neither that a field may be absent, nor the list of an open enum. */
const expectationOf = (ast: AST.AST): string => {
  if (!AST.isUnion(ast)) return String(ast)
  const types = ast.types.filter((type) => !AST.isUndefinedKeyword(type))
  if (types.length === 1 && types[0] !== undefined) return expectationOf(types[0])
  return String((types.every(isText) ? types.find(AST.isStringKeyword) : undefined) ?? AST.Union.make(types))
}

/** Whether not even the kind is right. */
const isOfOtherKind = (issue: ParseResult.ParseIssue): boolean =>
  issue._tag === "Type" ||
  (issue._tag === "Refinement" && issue.kind === "From" && isOfOtherKind(issue.issue)) ||
  (issue._tag === "Composite" && AST.isUnion(issue.ast) && Arr.ensure(issue.issues).every(isOfOtherKind))

const collect = (issue: ParseResult.ParseIssue, path: string, out: Array<Issue>, redact: Redact): void => {
  if (out.length >= maxIssues) return
  const add = (expected: string) => out.push({ path, expected: shorten(expected), found: describeType(issue.actual) })
  switch (issue._tag) {
    case "Pointer": {
      return collect(issue.issue, Arr.ensure(issue.path).reduce<string>(addPath(redact), path), out, redact)
    }
    case "Composite": {
      if (AST.isUnion(issue.ast)) {
        // A member that fails for another reason than its kind was meant. Which of several is a guess.
        const meant = Arr.ensure(issue.issues).filter((each) => !isOfOtherKind(each))
        return meant.length === 1 && meant[0] !== undefined
          ? collect(meant[0], path, out, redact)
          : void add(expectationOf(issue.ast))
      }
      return Arr.ensure(issue.issues).forEach((each) => collect(each, path, out, redact))
    }
    case "Transformation":
      return collect(issue.issue, path, out, redact)
    case "Missing":
      return void add(expectationOf(issue.ast.type))
    case "Unexpected":
      return void add("nothing")
    default:
      return void add(expectationOf(issue.ast))
  }
}

/** Most issues one explanation lists. */
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

/** Asks `Schema` why a value does not fit. */
export const explain = (ast: AST.AST, u: unknown, redact: Redact = (key) => key): ReadonlyArray<Issue> => {
  const out: Array<Issue> = []
  try {
    const result = validator(ast)(u)
    if (result._tag === "Left") collect(result.left, "", out, redact)
  } catch {
    // Schema cannot look at everything: not at what is nested too deep, nor at a tag that cannot become text.
    out.push({ path: "", expected: shorten(expectationOf(ast)), found: describeType(u) })
  }
  return out
}
