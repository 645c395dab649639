/**
 * The guard accepts what Schema accepts, over random values.
 */
import { assert, describe, it } from "@effect/vitest"
import * as Arbitrary from "effect/Arbitrary"
import * as FastCheck from "effect/FastCheck"
import * as Schema from "effect/Schema"
import * as AST from "effect/SchemaAST"
import { explain } from "../../../src/internal/schema/explain.js"
import { compile } from "../../../src/internal/schema/guard.js"
import { compileWithoutNulls } from "../../../src/internal/schema/withoutNulls.js"
import { schemas } from "../../utils/models.js"
import { type AnySchema, byHand } from "../../utils/schemas.js"

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

/** Sets a field like `JSON.parse` does: `__proto__` is an ordinary key. */
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

/** Any JSON value, sometimes with keys of the schema. */
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

/** Returns a value after it was sent as JSON and received. */
const overTheWire = (value: unknown): unknown => value === undefined ? null : JSON.parse(JSON.stringify(value))

const some = (test: (u: unknown) => boolean, value: unknown): boolean =>
  test(value) || (typeof value === "object" && value !== null && Object.values(value).some((each) => some(test, each)))

const strings = (value: unknown, found: Array<string> = []): Array<string> => {
  if (typeof value === "string") found.push(value)
  if (typeof value === "object" && value !== null) Object.values(value).forEach((each) => strings(each, found))
  return found
}

/** Whether two values differ only in nulls. */
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

/** Returns the result of Schema, which throws if an object with its own `toString` is in the field of a literal. */
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
    if (fits) assert.isTrue(essential(value), "a value that fits has its required fields")

    const stripped = withoutNulls(value)
    assert.strictEqual(JSON.stringify(value), before, "nothing is changed in place")
    assert.isTrue(isWithoutNulls(stripped, value), "only nulls are removed")
    if (fits || !some((u) => u === null, value)) {
      assert.strictEqual(stripped, value, "a value without nulls to remove is returned itself")
    }
    assert.strictEqual(withoutNulls(stripped), stripped, "a second removal changes nothing")
    const strippedFits = guard(stripped)
    assert.strictEqual(strippedFits, is(stripped), "guard and Schema agree without nulls")

    for (const judged of [value, stripped]) {
      const issues = explain(ast, judged)
      assert.strictEqual(issues.length === 0, guard(judged), "a value has issues if and only if it does not fit")
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

describe("guard and Schema agree on", () => {
  it.each(schemas)("%s", (_, schema) => check(schema, 25))

  it.each(schemas)("the required fields of %s", (_, schema) => {
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

  it("the values that the generator makes to fit", () => {
    for (const [, schema] of schemas) {
      const is = Schema.is(schema)
      const values = FastCheck.sample(FastCheck.gen().map((g) => overTheWire(fitting(g, schema.ast))), 5)
      assert.isTrue(values.every((value) => is(value)))
    }
  })
})

describe("guard and Schema agree on schemas written by hand:", () => {
  it.each(Object.entries(byHand))("%s", (_, schema) => check(schema, 100))

  it.each(
    // A schema of `never` is not of the type of the others, because types of schemas are invariant.
    Object.entries<AnySchema>({ ...byHand, never: Schema.Never as never, bigint: Schema.BigIntFromSelf })
  )("%s, for odd values", (_, schema) => {
    const laws = lawsOf(schema)
    for (const odd of [{}, [], [[]], "", 0, -0, Infinity, 2 ** 53, true, null, [null], { a: null }, { a: {} }]) {
      laws(odd)
    }
  })
})

describe("the order of keys", () => {
  const types = [Schema.String, Schema.Number, Schema.Boolean] as const
  // More fields than a guard remembers the order of.
  const names = Array.from({ length: 80 }, (_, i) => `field${i}`)
  const schema = Schema.Struct({
    id: Schema.String,
    ...Object.fromEntries(names.map((name, i) => [name, Schema.optional(types[i % types.length]!)]))
  })
  const value = (keys: ReadonlyArray<string>, wrong: ReadonlyArray<string>) =>
    Object.fromEntries(keys.map((key) => {
      const i = names.indexOf(key)
      const fitting = i < 0 || i % types.length === 0 ? "text" : i % types.length === 1 ? 1 : true
      return [key, wrong.includes(key) ? null : fitting]
    }))
  /** Objects with some of the fields and with unknown ones, in any order, of which every second has a wrong field. */
  const objects = FastCheck.array(
    FastCheck.tuple(
      FastCheck.shuffledSubarray(["id", "unknown", ...names]),
      FastCheck.option(FastCheck.constantFrom("id", ...names), { freq: 1 })
    ).map(([keys, wrong]) => value(keys, wrong === null ? [] : [wrong])),
    { minLength: 2, maxLength: 20 }
  )

  it.prop("and the number of keys do not matter, whatever objects were checked before", [objects], ([objects]) => {
    const guard = compile(schema.ast)
    const is = Schema.is(schema)
    // Each object is also checked right after itself, when the guard remembers its order.
    for (const object of objects.flatMap((object) => [object, object])) {
      assert.strictEqual(guard(object), is(object), JSON.stringify(object))
    }
  })

  it("of more than 64 keys is checked to the last key, forwards and backwards", () => {
    const guard = compile(schema.ast)
    const keys = ["id", ...names]
    for (const order of [keys, [...keys].reverse(), keys]) {
      assert.isTrue(guard(value(order, [])))
      for (const wrong of order) assert.isFalse(guard(value(order, [wrong])), wrong)
    }
  })
})
