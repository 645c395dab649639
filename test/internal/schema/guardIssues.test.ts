/**
 * Nulls, depth, and the issues that explain why a value does not fit.
 */
import { assert, describe, it } from "@effect/vitest"
import * as Schema from "effect/Schema"
import { maxDepth, TooDeep } from "../../../src/internal/schema/depth.js"
import { explain } from "../../../src/internal/schema/explain.js"
import { compile } from "../../../src/internal/schema/guard.js"
import { compileWithoutNulls } from "../../../src/internal/schema/withoutNulls.js"
import * as Models from "../../../src/models/index.js"
import { type AnySchema, byHand, Tree } from "../../utils/schemas.js"
import { cpuMillis } from "../../utils/time.js"

describe("nulls", () => {
  const strip = (schema: AnySchema, value: unknown) => compileWithoutNulls(schema.ast)(value)
  const Inner = Schema.Struct({ a: Schema.optional(Schema.String) })

  it("are removed from optional fields, and nowhere else", () => {
    const schema = Schema.Struct({
      a: Schema.optional(Schema.String),
      b: Schema.String,
      c: Schema.optional(Schema.NullOr(Schema.String)),
      d: Schema.optional(Schema.Array(Inner)),
      e: Schema.optional(Schema.Unknown)
    })
    assert.deepStrictEqual(
      strip(schema, { a: null, b: null, c: null, d: [{ a: null }, null], e: null, f: null, g: { a: null } }),
      { b: null, c: null, d: [{}, null], e: null, f: null, g: { a: null } }
    )
  })

  it("are kept in keys that a record does not declare", () => {
    const schema = Schema.Record({ key: Schema.TemplateLiteral("x-", Schema.String), value: Inner })
    assert.deepStrictEqual(strip(schema, { "x-1": { a: null }, y: { a: null } }), { "x-1": {}, y: { a: null } })
  })

  it("are removed by the schema of a field, and by that of its record", () => {
    const schema = byHand["a struct with a record"]!
    assert.deepStrictEqual(strip(schema, { a: { b: null, c: null, d: null } }), { a: { d: null } })
  })

  it("are kept in a member of a union that fits with them", () => {
    const schema = Schema.Struct({
      a: Schema.Union(Inner, Schema.Struct({ a: Schema.Null })),
      b: Schema.optional(Schema.Number)
    })
    assert.deepStrictEqual(strip(schema, { a: { a: null }, b: null }), { a: { a: null } })
  })

  it("are removed from a value that does not fit for another reason", () => {
    const schema = Schema.Struct({
      a: Schema.optional(Schema.Struct({ b: Schema.optional(Schema.String), c: Schema.Int }))
    })
    assert.deepStrictEqual(strip(schema, { a: { b: null, c: "no" } }), { a: { c: "no" } })
  })

  it("in a field named __proto__ are kept", () => {
    const value = JSON.parse(`{"a":null,"__proto__":{"a":null}}`)
    const stripped = strip(Inner, value) as object
    assert.deepStrictEqual(Object.keys(stripped), ["__proto__"])
    assert.strictEqual(Object.getPrototypeOf(stripped), Object.prototype)
  })
})

describe("depth", () => {
  const chain = (length: number, end: unknown): unknown => {
    let value = end
    for (let i = 0; i < length; i++) value = { value: 1, left: value }
    return value
  }

  it("takes linear time, wherever the value that does not fit is", () => {
    const deep = chain(maxDepth - 2, { value: "no", left: null })
    const started = cpuMillis()
    assert.isFalse(compile(Tree.ast)(deep))
    compileWithoutNulls(Tree.ast)(deep)
    assert.lengthOf(explain(Tree.ast, deep), 2)
    assert.isBelow(cpuMillis() - started, 2000)
  })

  it("is limited, and reset after the limit was reached", () => {
    const guard = compile(Tree.ast)
    for (let i = 0; i < 3; i++) {
      for (const descend of [guard, compileWithoutNulls(Tree.ast)]) {
        let thrown: unknown
        try {
          descend(chain(100_000, { value: 1 }))
        } catch (error) {
          thrown = error
        }
        assert.isTrue(thrown instanceof TooDeep)
      }
      assert.isTrue(guard(chain(maxDepth, { value: 1 })))
      assert.isFalse(guard(chain(maxDepth, {})))
    }
  })
})

describe("explanations", () => {
  const Inner = Schema.Struct({
    id: Schema.String,
    kind: Schema.optional(Schema.Union(Schema.Literal("a", "b"), Schema.String)),
    sort: Schema.optional(Schema.Literal("up", "down"))
  }).annotations({ identifier: "Inner" })
  const Outer = Schema.Struct({
    inner: Schema.optional(Inner),
    list: Schema.optional(Schema.Array(Inner)),
    record: Schema.optional(Schema.Record({ key: Schema.String, value: Schema.NullOr(Schema.Int) })),
    either: Schema.optional(Schema.Union(Inner, Schema.Struct({ name: Schema.String }), Schema.Number)),
    count: Schema.optional(Schema.Int)
  })
  const of = (value: unknown) =>
    explain(Outer.ast, value).map(({ expected, found, path }) => `${path}: ${expected}, ${found}`)

  it("have the path of the value, also in optional fields", () => {
    assert.deepStrictEqual(of({ inner: { id: 1, kind: 2, sort: "no" } }), [
      "inner.id: string, number",
      "inner.kind: string, number",
      `inner.sort: "up" | "down", string`
    ])
    assert.deepStrictEqual(of({ list: [{ id: "i" }, {}, null] }), [
      "list[1].id: string, nothing",
      "list[2]: Inner, null"
    ])
    assert.deepStrictEqual(of({ inner: [], list: {}, count: 1.5 }), [
      "inner: Inner, array",
      "list: ReadonlyArray<Inner>, object",
      "count: Int, number"
    ])
    assert.deepStrictEqual(explain(Inner.ast, null), [{ path: "", expected: "Inner", found: "null" }])
  })

  it("name the whole union if it is not known which member was meant", () => {
    assert.deepStrictEqual(of({ either: {} }), ["either: Inner | { readonly name: string } | number, object"])
    assert.deepStrictEqual(of({ either: "" }), ["either: Inner | { readonly name: string } | number, string"])
  })

  it("quote keys that could be taken for a path", () => {
    assert.deepStrictEqual(of({ record: { a: "", "b.c[0]\n": "", "": "", __proto: "" } }), [
      "record.a: Int | null, string",
      `record["b.c[0]\\n"]: Int | null, string`,
      `record[""]: Int | null, string`,
      "record.__proto: Int | null, string"
    ])
  })

  it("have limited length", () => {
    const issues = explain(Outer.ast, {
      list: Array.from({ length: 1000 }, () => ({})),
      record: { ["k".repeat(1_000_000)]: "" }
    })
    assert.isAtMost(issues.length, 20)
    assert.isBelow(JSON.stringify(issues).length, 5000)
    const [issue] = explain(Outer.ast, { record: { ["k".repeat(1_000_000)]: "" } })
    assert.isBelow(issue!.path.length, 200)
  })

  it("are the same each time, in little time", () => {
    const { ast } = Models.UserMe
    const misfit = { id: "u", name: 5 }
    const first = explain(ast, misfit)
    const started = cpuMillis()
    for (let i = 0; i < 100; i++) assert.deepStrictEqual(explain(ast, misfit), first)
    assert.isBelow(cpuMillis() - started, 1000)
  })
})
