/**
 * Arbitrary values of a schema, with hostile text. `Arbitrary.make` of Effect does not terminate for models that refer
 * to each other as much as these do, so the depth of values is bounded here.
 */
import * as FastCheck from "effect/FastCheck"
import * as Option from "effect/Option"
import type * as Schema from "effect/Schema"
import * as AST from "effect/SchemaAST"

type Values = FastCheck.Arbitrary<unknown>

/** Text that damages a URL, a path, a query, JSON or an object if it is not escaped. */
export const hostile = [
  "a/b",
  "../../oauth/token",
  "...",
  "a.b",
  "%",
  "%2e%2e",
  "%2F",
  "%zz",
  "a&b=c",
  "?x=1#y",
  ";v=1",
  "+",
  "a b",
  "\"'`<>\\",
  "{userId}",
  "\n",
  "\r\nX-Header: 1",
  "\t",
  "\u0000",
  "\u2028",
  "ünïcödé",
  "e\u0301",
  "日本",
  "😀",
  "null",
  "__proto__",
  "constructor"
]

/** Text that JSON can represent, but a URL cannot, or only with another meaning. */
const unsendable = ["", ".", "..", "\ud800", "\udc00b"]

export const text: FastCheck.Arbitrary<string> = FastCheck.oneof(
  { weight: 6, arbitrary: FastCheck.string({ unit: "binary", minLength: 1, maxLength: 8 }) },
  { weight: 6, arbitrary: FastCheck.constantFrom(...hostile) },
  { weight: 1, arbitrary: FastCheck.constantFrom(...unsendable) }
)

const memo = new Map<number, WeakMap<AST.AST, Values>>()

/** Values of a schema. A model within a model within a model has its required fields only. */
export const values = <A>(schema: Schema.Schema<A>): FastCheck.Arbitrary<A> =>
  of(schema.ast, 2) as FastCheck.Arbitrary<A>

const of = (ast: AST.AST, depth: number): Values => {
  const known = memo.get(depth) ?? new WeakMap<AST.AST, Values>()
  memo.set(depth, known)
  const made = known.get(ast) ?? build(ast, depth)
  known.set(ast, made)
  return made
}

const build = (ast: AST.AST, depth: number): Values => {
  switch (ast._tag) {
    case "StringKeyword":
      return text
    case "BooleanKeyword":
      return FastCheck.boolean()
    case "UnknownKeyword":
      return FastCheck.jsonValue({ maxDepth: 1 })
    case "Literal":
      return FastCheck.constant(ast.literal)
    case "Refinement": {
      if (AST.isTupleType(ast.from)) return of(ast.from, depth)
      const bounds = AST.getJSONSchemaAnnotation(ast)
      const { maximum, minimum } = Option.getOrElse(bounds, () => ({})) as { minimum?: number; maximum?: number }
      if (minimum !== undefined) {
        return FastCheck.integer({ min: minimum, ...(maximum === undefined ? {} : { max: maximum }) })
      }
      return String(ast) === "Int"
        ? FastCheck.maxSafeInteger()
        : FastCheck.double({ noNaN: true, noDefaultInfinity: true })
    }
    case "Suspend":
      return of(ast.f(), depth)
    case "Union":
      return FastCheck.oneof(
        ...ast.types.filter((type) => !AST.isUndefinedKeyword(type)).map((type) => of(type, depth))
      )
    case "TupleType":
      return FastCheck.array(of(ast.rest[0]!.type, depth), { maxLength: 2 })
    case "TypeLiteral":
      return FastCheck.tuple(
        ...ast.indexSignatures.map(({ type }) =>
          FastCheck.array(FastCheck.tuple(text, of(type, depth)), { maxLength: 2 })
        ),
        ...ast.propertySignatures.filter(({ isOptional }) => !isOptional || depth > 0).map((field) => {
          const entry = FastCheck.tuple(FastCheck.constant(String(field.name)), of(field.type, depth - 1))
          return field.isOptional
            ? FastCheck.array(entry, { maxLength: 1 })
            : FastCheck.tuple(entry)
        })
      ).map((entries) => Object.fromEntries(entries.flat()))
    default:
      throw new Error(`no values of ${String(ast)}`)
  }
}

/** Returns a value after it was written as JSON and read again. */
export const throughJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value))
