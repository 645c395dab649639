import { assert, describe, it } from "@effect/vitest"
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import * as Schema from "effect/Schema"
import * as AST from "effect/SchemaAST"
import { examples } from "../fixtures/models.js"
import { lists, models } from "../utils/models.js"

const examplesOf = (name: string): ReadonlyArray<object> =>
  (examples as { readonly [name: string]: ReadonlyArray<object> })[name] ?? []

const fieldsOf = (schema: Schema.Schema.AnyNoContext): ReadonlyArray<AST.PropertySignature> =>
  (schema.ast as AST.TypeLiteral).propertySignatures

const isListed = (ast: AST.AST): boolean =>
  AST.isUnion(ast) ? ast.types.some(isListed) : AST.isLiteral(ast) && Predicate.isString(ast.literal)

/**
 * The value with unknown fields and unknown listed values at every depth, as a later version of the service sends it.
 */
const nextYear = (ast: AST.AST, value: unknown): unknown => {
  if (AST.isSuspend(ast)) return nextYear(ast.f(), value)
  if (value === null || value === undefined) return value
  if (isListed(ast)) return "NEXT_YEAR"
  if (AST.isUnion(ast)) {
    return ast.types.filter((type) => !AST.isUndefinedKeyword(type)).reduce<unknown>(
      (v, type) => nextYear(type, v),
      value
    )
  }
  if (AST.isTupleType(ast)) return (value as ReadonlyArray<unknown>).map((item) => nextYear(ast.rest[0]!.type, item))
  if (!AST.isTypeLiteral(ast)) return value
  const entries = Object.entries(value)
  if (ast.indexSignatures.length > 0) {
    return Object.fromEntries(entries.map(([key, item]) => [key, nextYear(ast.indexSignatures[0]!.type, item)]))
  }
  const types = new Map(ast.propertySignatures.map((field) => [field.name, field.type]))
  return {
    ...Object.fromEntries(entries.map(([key, item]) => [key, nextYear(types.get(key)!, item)])),
    nextYear: { nested: [1, "two", null] }
  }
}

describe("models", () => {
  it("have the names of their exports", () => {
    for (const [name, schema] of models) {
      assert.deepStrictEqual(AST.getIdentifierAnnotation(schema.ast), Option.some(name))
    }
  })

  describe.each(models)("%s", (name, schema) => {
    const is = Schema.is(schema)
    const values = examplesOf(name)

    it("has examples with each of its fields", () => {
      assert.isNotEmpty(values)
      const seen = new Set(values.flatMap(Object.keys))
      assert.deepStrictEqual(fieldsOf(schema).map((field) => field.name).filter((key) => !seen.has(String(key))), [])
    })

    it("accepts values that the service sends", () => {
      for (const value of values) assert.isTrue(is(value), JSON.stringify(value))
    })

    it("accepts values without optional fields", () => {
      const required = fieldsOf(schema).filter((field) => !field.isOptional).map((field) => field.name)
      for (const value of values) {
        assert.isTrue(is(Object.fromEntries(Object.entries(value).filter(([key]) => required.includes(key)))))
      }
    })

    it("accepts unknown fields and unknown listed values", () => {
      for (const value of values) assert.isTrue(is(nextYear(schema.ast, value)))
    })

    it("rejects a field of another type", () => {
      const odd = Symbol("odd")
      for (const field of fieldsOf(schema)) {
        if (AST.isUnion(field.type) && field.type.types.some(AST.isUnknownKeyword)) continue
        assert.isFalse(is({ ...values[0], [field.name]: odd }), String(field.name))
      }
    })
  })

  it.each(lists)("%s lists values and accepts others", (_, schema) => {
    assert.isTrue(isListed(schema.ast))
    assert.isTrue(Schema.is(schema)("NEXT_YEAR"))
    assert.isFalse(Schema.is(schema)(1))
  })
})
