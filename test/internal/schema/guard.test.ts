import { assert, describe, it } from "@effect/vitest"
import * as Arbitrary from "effect/Arbitrary"
import * as FastCheck from "effect/FastCheck"
import * as Schema from "effect/Schema"
import * as AST from "effect/SchemaAST"
import { maxDepth, TooDeep } from "../../../src/internal/schema/depth.js"
import { explain } from "../../../src/internal/schema/explain.js"
import { compile } from "../../../src/internal/schema/guard.js"
import { compileWithoutNulls } from "../../../src/internal/schema/withoutNulls.js"
import * as Models from "../../../src/models/index.js"
import { cpuMillis } from "../../utils/time.js"

type AnySchema = Schema.Schema.AnyNoContext

const models = Object.entries<unknown>(Models).flatMap(([name, value]) =>
  Schema.isSchema(value) ? [{ name, schema: value as AnySchema }] : []
)

// ------------------------------------------------------------------------------------------------------- generators

/** Generates a value of an arbitrary. */
type Draw = FastCheck.GeneratorValue

/** Prefix of each generated text, which distinguishes it from text of the schema. */
const mark = "☃☃☃☃☃☃☃☃"

const text = () => FastCheck.string({ maxLength: 6 }).map((s) => mark + s)
const integer = () => FastCheck.integer()
const double = () => FastCheck.double({ noNaN: true })
const flip = () => FastCheck.boolean()
const below = (n: number) => FastCheck.nat({ max: n - 1 })

const pick = <A>(g: Draw, values: ReadonlyArray<A>): A => values[g(below, values.length)]!

const leaves = new Map<AST.AST, () => FastCheck.Arbitrary<unknown>>()

const leaf = (ast: AST.AST): () => FastCheck.Arbitrary<unknown> => {
  let arbitrary = leaves.get(ast)
  if (arbitrary === undefined) {
    const made = Arbitrary.make(Schema.make(ast))
    arbitrary = () => made
    leaves.set(ast, arbitrary)
  }
  return arbitrary
}

/** Sets a field like JSON: `__proto__` is an ordinary key. */
const setOwn = (object: object, key: string, value: unknown): void => {
  Object.defineProperty(object, key, { value, configurable: true, enumerable: true, writable: true })
}

const objectOf = (entries: Iterable<readonly [string, unknown]>): object => {
  const object = {}
  for (const [key, value] of entries) setOwn(object, key, value)
  return object
}

const unknownKeys = ["__proto__", "isPrototypeOf", "length", "0", "-1", "", "a.b"]
const hostileKeys = [...unknownKeys, "constructor", "toString", "hasOwnProperty", "valueOf"]

/** Returns all names that a schema declares. */
const namesOf = (ast: AST.AST, seen = new Set<AST.AST>(), names = new Set<string>()): Set<string> => {
  if (seen.has(ast)) return names
  seen.add(ast)
  const visit = (inner: AST.AST) => namesOf(inner, seen, names)
  if (AST.isSuspend(ast)) visit(ast.f())
  if (AST.isUnion(ast)) ast.types.forEach(visit)
  if (AST.isRefinement(ast)) visit(ast.from)
  if (AST.isTupleType(ast)) [...ast.elements, ...ast.rest].forEach(({ type }) => visit(type))
  if (AST.isTypeLiteral(ast)) {
    ast.indexSignatures.forEach(({ type }) => visit(type))
    for (const { name, type } of ast.propertySignatures) {
      if (typeof name === "string") names.add(name)
      visit(type)
    }
  }
  return names
}

/** Any JSON, with keys that the schema may have. */
const anything = (g: Draw, keys: ReadonlyArray<string>, depth: number): unknown => {
  switch (g(below, depth > 0 ? 9 : 6)) {
    case 0:
    case 1:
      return null
    case 2:
      return g(text)
    case 3:
      return g(flip)
    case 4:
      return g(integer)
    case 5:
      return g(double)
    case 6:
      return Array.from({ length: g(below, 3) }, () => anything(g, keys, depth - 1))
    default:
      return objectOf(
        Array.from({ length: g(below, 5) }, () => [pick(g, keys), anything(g, keys, depth - 1)] as const)
      )
  }
}

/** A value that fits, sometimes with an unknown field. At the size limit, optional fields are left out. */
const fitting = (g: Draw, ast: AST.AST, room = { left: 40 }): unknown => {
  const isFull = () => room.left <= 0
  room.left--
  switch (ast._tag) {
    case "StringKeyword":
      return g(text)
    case "UnknownKeyword":
      return anything(g, ["a", "b"], 1)
    case "Suspend":
      return fitting(g, ast.f(), room)
    case "Union":
      return fitting(g, pick(g, ast.types), room)
    case "TupleType": {
      if (ast.elements.length > 0 || ast.rest.length !== 1) return g(leaf(ast))
      const { type } = ast.rest[0]!
      return Array.from({ length: isFull() ? 0 : g(below, 3) }, () => fitting(g, type, room))
    }
    case "TypeLiteral": {
      const entries: Array<readonly [string, unknown]> = []
      const optional = ast.propertySignatures.filter(({ isOptional }) => isOptional)
      const chosen = new Set(
        isFull() || optional.length === 0
          ? []
          : Array.from({ length: g(below, 7) }, () => pick(g, optional))
      )
      for (const property of ast.propertySignatures) {
        if (property.isOptional && !chosen.has(property)) continue
        const value = fitting(g, property.type, room)
        if (value !== undefined) entries.push([String(property.name), value])
      }
      for (const { parameter, type } of isFull() ? [] : ast.indexSignatures) {
        for (let n = g(below, 3); n > 0; n--) {
          const key = AST.isStringKeyword(parameter) ? pick(g, hostileKeys) : String(g(leaf(parameter)))
          entries.push([key, fitting(g, type, room)])
        }
      }
      if (ast.indexSignatures.length === 0 && g(below, 4) === 0) {
        entries.push([pick(g, unknownKeys), anything(g, ["a"], 1)])
      }
      return objectOf(entries)
    }
    default:
      return g(leaf(ast))
  }
}

/** Returns a value with one of its nodes deleted, renamed or replaced. */
const mutated = (g: Draw, value: unknown, keys: ReadonlyArray<string>): unknown => {
  const other = () => g(flip) ? null : anything(g, keys, 2)
  if (typeof value !== "object" || value === null) return other()
  const entries = Object.entries(value)
  if (entries.length === 0 || g(below, 8) === 0) return other()
  const [at] = pick(g, entries)
  const into = value[at as keyof typeof value] as unknown
  const goesDeeper = typeof into === "object" && into !== null && g(below, 4) > 0
  const changed: unknown = goesDeeper ? mutated(g, into, keys) : other()
  if (Array.isArray(value)) return value.map((item, i) => String(i) === at ? changed : item)
  const how = goesDeeper ? 2 : g(below, 4)
  return objectOf(
    entries.flatMap(([key, item]): ReadonlyArray<readonly [string, unknown]> =>
      key !== at ? [[key, item]] : how === 0 ? [] : how === 1 ? [[pick(g, keys), item]] : [[key, changed]]
    )
  )
}

/** Returns a value as it is received. */
const overTheWire = (value: unknown): unknown => value === undefined ? null : JSON.parse(JSON.stringify(value))

// -------------------------------------------------------------------------------------------------------------- laws

const some = (test: (u: unknown) => boolean, value: unknown): boolean =>
  test(value) || (typeof value === "object" && value !== null && Object.values(value).some((each) => some(test, each)))

const strings = (value: unknown, found: Array<string> = []): Array<string> => {
  if (typeof value === "string") found.push(value)
  if (typeof value === "object" && value !== null) Object.values(value).forEach((each) => strings(each, found))
  return found
}

/** Whether two values only differ in nulls. */
const isWithoutNulls = (part: unknown, whole: unknown): boolean => {
  if (typeof part !== "object" || part === null || typeof whole !== "object" || whole === null) return part === whole
  const own = (object: object, key: string) => Object.getOwnPropertyDescriptor(object, key)?.value as unknown
  return Array.isArray(part) === Array.isArray(whole) &&
    Object.getPrototypeOf(part) === Object.getPrototypeOf(whole) &&
    Object.keys(part).every((key) => Object.hasOwn(whole, key)) &&
    Object.keys(whole).every((key) =>
      Object.hasOwn(part, key) ? isWithoutNulls(own(part, key), own(whole, key)) : own(whole, key) === null
    )
}

/** Returns a schema without optional fields. */
const requiredOf = (ast: AST.AST): AST.AST => {
  switch (ast._tag) {
    case "Suspend":
      return requiredOf(ast.f())
    case "TupleType":
      return new AST.TupleType([], ast.rest.map(({ type }) => new AST.Type(requiredOf(type))), true)
    case "TypeLiteral": {
      const required = ast.propertySignatures.filter(({ isOptional }) => !isOptional)
      return required.length === 0
        ? ast.propertySignatures.length + ast.indexSignatures.length === 0
          ? ast
          : Schema.Record({ key: Schema.String, value: Schema.Unknown }).ast
        : new AST.TypeLiteral(
          required.map(({ name, type }) => new AST.PropertySignature(name, requiredOf(type), false, true)),
          []
        )
    }
    default:
      return ast
  }
}

/** Returns the result of Schema, which throws if the field of a literal has an object with its own `toString`. */
const isOf = (schema: AnySchema) => {
  const is = Schema.is(schema)
  return (value: unknown): boolean => {
    try {
      return is(value)
    } catch (error) {
      assert.instanceOf(error, TypeError)
      return false
    }
  }
}

/** Checks the laws of every schema and JSON value. */
const lawsOf = (schema: AnySchema) => {
  const { ast } = schema
  const is = isOf(schema)
  const guard = compile(ast)
  const essential = compile(ast, true)
  const withoutNulls = compileWithoutNulls(ast)
  return (value: unknown) => {
    const before = JSON.stringify(value)
    const fits = guard(value)
    assert.strictEqual(fits, is(value), "guard and Schema agree")
    if (fits) assert.isTrue(essential(value), "what fits has the essentials")

    const stripped = withoutNulls(value)
    assert.strictEqual(JSON.stringify(value), before, "nothing is changed in place")
    assert.isTrue(isWithoutNulls(stripped, value), "nothing is taken but nulls")
    if (fits || !some((u) => u === null, value)) {
      assert.strictEqual(stripped, value, "where there is nothing to take, it is the same value")
    }
    assert.strictEqual(withoutNulls(stripped), stripped, "what was taken is taken")
    const strippedFits = guard(stripped)
    assert.strictEqual(strippedFits, is(stripped), "guard and Schema agree without nulls")

    for (const judged of [value, stripped]) {
      const issues = explain(ast, judged)
      assert.strictEqual(issues.length === 0, guard(judged), "what does not fit is explained, and nothing else")
      const words = JSON.stringify(issues)
      for (const string of strings(judged)) {
        if (string.startsWith(mark)) assert.notInclude(words, string, "no value is shown")
      }
    }
  }
}

const check = (schema: AnySchema, numRuns: number): void => {
  const laws = lawsOf(schema)
  const keys = [...namesOf(schema.ast), ...hostileKeys]
  FastCheck.assert(
    FastCheck.property(FastCheck.gen(), (g) => {
      const value = overTheWire(fitting(g, schema.ast))
      laws(value)
      laws(mutated(g, value, keys))
      laws(mutated(g, mutated(g, value, keys), keys))
      laws(anything(g, keys, 3))
    }),
    { numRuns }
  )
}

// ------------------------------------------------------------------------------------------------------------- models

describe("guard and Schema agree on", () => {
  it.each(models)("$name", ({ schema }) => check(schema, 25))

  it.each(models)("what is essential to $name", ({ schema }) => {
    const is = Schema.is(Schema.make(requiredOf(schema.ast)))
    const essential = compile(schema.ast, true)
    const keys = [...namesOf(schema.ast), ...unknownKeys]
    FastCheck.assert(
      FastCheck.property(FastCheck.gen(), (g) => {
        const value = mutated(g, overTheWire(fitting(g, schema.ast)), keys)
        assert.strictEqual(essential(value), is(value))
      }),
      { numRuns: 25 }
    )
  })

  it("values that fit, which the generator also produces", () => {
    for (const { schema } of models) {
      const is = Schema.is(schema)
      const values = FastCheck.sample(FastCheck.gen().map((g) => overTheWire(fitting(g, schema.ast))), 5)
      assert.isTrue(values.every((value) => is(value)))
    }
  })
})

// ------------------------------------------------------------------------------------------------- schemas by hand

class Declared extends Schema.Class<Declared>("Declared")({ a: Schema.String }) {}

interface Tree {
  readonly value: number
  readonly left?: Tree | undefined
  readonly trees?: ReadonlyArray<Tree> | undefined
}
const Tree: Schema.Schema<Tree> = Schema.Struct({
  value: Schema.Number,
  left: Schema.optional(Schema.suspend(() => Tree)),
  trees: Schema.optional(Schema.Array(Schema.suspend(() => Tree)))
})

const byHand: { readonly [name: string]: AnySchema } = {
  string: Schema.String,
  number: Schema.Number,
  boolean: Schema.Boolean,
  unknown: Schema.Unknown,
  any: Schema.Any,
  null: Schema.Null,
  undefined: Schema.Undefined,
  void: Schema.Void,
  object: Schema.Object,
  date: Schema.DateFromSelf,
  "a tuple": Schema.Tuple(Schema.String, Schema.Number),
  "a tuple with optional and rest": Schema.Tuple(
    [Schema.String, Schema.optionalElement(Schema.Number)],
    Schema.Struct({ a: Schema.optional(Schema.String) })
  ),
  "an array that is not empty": Schema.NonEmptyArray(Schema.Number),
  "an array of arrays": Schema.Array(Schema.Array(Schema.NullOr(Schema.Int))),
  "an array with a filter": Schema.Array(Schema.Number).pipe(Schema.maxItems(1)),
  "a union of structs": Schema.Union(
    Schema.Struct({ a: Schema.String, b: Schema.optional(Schema.Number) }),
    Schema.Struct({ b: Schema.Number, a: Schema.optional(Schema.String) }),
    Schema.Struct({ a: Schema.Null })
  ),
  "a union told by a literal": Schema.Union(
    Schema.Struct({ kind: Schema.Literal("a"), a: Schema.optional(Schema.String) }),
    Schema.Struct({ kind: Schema.Literal("b"), a: Schema.optional(Schema.NullOr(Schema.Number)) }),
    Schema.String
  ),
  "a struct within a union within a struct": Schema.Struct({
    a: Schema.optional(Schema.Union(
      Schema.Struct({ a: Schema.String, b: Schema.optional(Schema.Struct({ a: Schema.optional(Schema.String) })) }),
      Schema.Array(Schema.Struct({ a: Schema.optional(Schema.Boolean) }))
    ))
  }),
  "a record": Schema.Record({ key: Schema.String, value: Schema.NullOr(Schema.Number) }),
  "a record of structs": Schema.Record({
    key: Schema.String,
    value: Schema.Struct({ a: Schema.optional(Schema.String) })
  }),
  "a record with a pattern for keys": Schema.Record({
    key: Schema.String.pipe(Schema.pattern(/^[a-c]$/)),
    value: Schema.Struct({ a: Schema.optional(Schema.Number) })
  }),
  "a record with a template for keys": Schema.Record({
    key: Schema.TemplateLiteral("a", Schema.String),
    value: Schema.Struct({ a: Schema.optional(Schema.Number) })
  }),
  "a record of literal keys": Schema.Record({ key: Schema.Literal("a", "b"), value: Schema.Boolean }),
  "a struct with a record": Schema.Struct(
    { a: Schema.optional(Schema.Struct({ b: Schema.optional(Schema.Number) })) },
    { key: Schema.String, value: Schema.Struct({ c: Schema.optional(Schema.Number) }) }
  ),
  "the longest text": Schema.String.pipe(Schema.maxLength(3)),
  "text that is not empty": Schema.NonEmptyString,
  "text of a pattern": Schema.String.pipe(Schema.pattern(/^a+$/)),
  "a date as text": Schema.String.pipe(Schema.pattern(/^\d{4}-/), Schema.maxLength(10)),
  int: Schema.Int,
  finite: Schema.Finite,
  "an int above": Schema.Int.pipe(Schema.greaterThan(3)),
  "a finite with a bound": Schema.Finite.pipe(Schema.between(0, 1)),
  "an int of another description": Schema.Int.annotations({ description: "another" }),
  "a brand": Schema.String.pipe(Schema.minLength(2), Schema.brand("Id")),
  "a template": Schema.TemplateLiteral("a-", Schema.Number),
  literals: Schema.Literal("a", 1, true, null, -0),
  "one literal": Schema.Literal("a"),
  "literals of text": Schema.Literal("a", "b"),
  enums: Schema.Enums({ A: "a", B: 1 } as const),
  "an open enum": Schema.Union(Schema.Literal("a", "b"), Schema.String),
  "an open enum or null": Schema.NullOr(Schema.Union(Schema.Literal("a"), Schema.String)),
  "an open enum of described text": Schema.Union(Schema.Literal("a"), Schema.String.annotations({ title: "t" })),
  "exactly optional": Schema.Struct({
    a: Schema.optionalWith(Schema.String, { exact: true }),
    b: Schema.optionalWith(Schema.NullOr(Schema.String), { exact: true }),
    c: Schema.optional(Schema.Null)
  }),
  "required that may be undefined": Schema.Struct({ a: Schema.UndefinedOr(Schema.String), b: Schema.Unknown }),
  "required and optional unknown": Schema.Struct({ a: Schema.Unknown, b: Schema.optional(Schema.Unknown) }),
  "names of Object.prototype": Schema.Struct({
    constructor: Schema.optional(Schema.String),
    toString: Schema.Unknown,
    hasOwnProperty: Schema.Number,
    valueOf: Schema.optional(Schema.Struct({ a: Schema.optional(Schema.String) }))
  }),
  "a struct of none": Schema.Struct({}),
  "a struct with a filter": Schema.Struct({ a: Schema.optional(Schema.Number), b: Schema.Number }).pipe(
    Schema.filter(({ a, b }) => a === undefined || a < b)
  ),
  "a struct with a filter on all of it": Schema.Struct({ a: Schema.optional(Schema.Number) }).pipe(
    Schema.filter((all) => Object.keys(all).length <= 1)
  ),
  "a symbol for a key": Schema.Struct({
    a: Schema.optional(Schema.String),
    [Symbol.for("s")]: Schema.optional(Schema.String)
  }),
  "a symbol that is required": Schema.Struct({ [Symbol.for("s")]: Schema.String }),
  "a class": Declared,
  "a class in a struct": Schema.Struct({ a: Schema.optional(Declared) }),
  "a transformation": Schema.Struct({ a: Schema.NumberFromString, b: Schema.optional(Schema.Date) }),
  "a default": Schema.Struct({ a: Schema.optionalWith(Schema.Number, { default: () => 1 }), b: Schema.Number }),
  "a struct renamed": Schema.Struct({ a: Schema.propertySignature(Schema.Number).pipe(Schema.fromKey("b")) }),
  "a tree": Tree
}

describe("guard and Schema agree on schemas written by hand:", () => {
  it.each(Object.entries(byHand))("%s", (_, schema) => check(schema, 100))

  it.each(
    Object.entries<AnySchema>({ ...byHand, never: Schema.Never as never, bigint: Schema.BigIntFromSelf as never })
  )("%s, and odd values that fit nothing", (_, schema) => {
    const laws = lawsOf(schema)
    for (const odd of [{}, [], [[]], "", 0, -0, Infinity, 2 ** 53, true, null, [null], { a: null }, { a: {} }]) {
      laws(odd)
    }
  })
})

// --------------------------------------------------------------------------------------------------------- by example

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

  it("stay in keys that a record does not cover", () => {
    const schema = Schema.Record({ key: Schema.TemplateLiteral("x-", Schema.String), value: Inner })
    assert.deepStrictEqual(strip(schema, { "x-1": { a: null }, y: { a: null } }), { "x-1": {}, y: { a: null } })
  })

  it("are removed by the schema of a field, and by that of its record", () => {
    const schema = byHand["a struct with a record"]!
    assert.deepStrictEqual(strip(schema, { a: { b: null, c: null, d: null } }), { a: { d: null } })
  })

  it("stay in a member of a union that fits as it is", () => {
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

  it("takes linear time, wherever the misfit is", () => {
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

  it("have the path of the place, also in optional fields", () => {
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

  it("are the same each time, and cheap the second time", () => {
    const { ast } = Models.UserMe
    const misfit = { id: "u", name: 5 }
    const first = explain(ast, misfit)
    const started = cpuMillis()
    for (let i = 0; i < 100; i++) assert.deepStrictEqual(explain(ast, misfit), first)
    assert.isBelow(cpuMillis() - started, 1000)
  })
})
