import { assert, describe, it } from "@effect/vitest"
import { sameJson, writeJson } from "effect-purecloud/internal/schema/json"
import * as FC from "effect/FastCheck"

const nested = (depth: number, end: unknown): unknown => {
  let value = end
  for (let i = 0; i < depth; i++) value = i % 2 === 0 ? [value] : { inner: value }
  return value
}

describe("sameJson", () => {
  it("compares values of any depth", () => {
    assert.isTrue(sameJson(nested(50_000, 1), nested(50_000, 1)))
    assert.isFalse(sameJson(nested(50_000, 1), nested(50_000, 2)))
  })

  it("finds a value equal to its copy, whatever the order of its keys", () =>
    FC.assert(FC.property(FC.jsonValue(), (value) => {
      const reversed = (u: unknown): unknown =>
        Array.isArray(u)
          ? u.map(reversed)
          : typeof u === "object" && u !== null
          ? Object.fromEntries(Object.entries(u).reverse().map(([key, inner]) => [key, reversed(inner)]))
          : u
      assert.isTrue(sameJson(value, reversed(value)))
    })))

  it("finds values different if they differ in one place, and absent, null and empty values equal", () => {
    for (const [a, b] of [[1, 2], ["a", "b"], [[1, 2], [2, 1]], [[1], [1, 1]], [{ a: 1 }, { b: 1 }], [[1], { 0: 1 }]]) {
      assert.isFalse(sameJson(a, b), JSON.stringify([a, b]))
      assert.isFalse(sameJson({ x: [a] }, { x: [b] }))
    }
    assert.isTrue(sameJson({ a: null, b: [], c: "" }, {}))
    assert.isFalse(sameJson({ a: 0 }, {}))
    assert.isFalse(sameJson({ a: false }, {}))
  })
})

describe("writeJson", () => {
  it("writes values of any depth", () => {
    const depth = 100_000
    const text = writeJson({ value: nested(depth, "\"") })
    const added = (depth / 2) * (`[]`.length + `{"inner":}`.length)
    assert.strictEqual(text.length, `{"value":"\\""}`.length + added)
    assert.isTrue(sameJson(JSON.parse(text), { value: nested(depth, "\"") }))
  })

  it("writes the same text as JSON.stringify, also within a value that is too deep for it", () => {
    const deep = nested(20_000, 1)
    const deepText = writeJson(deep)
    FC.assert(
      FC.property(
        FC.jsonValue(),
        FC.constantFrom(undefined, () => 1, Symbol("s"), new Date(0), NaN, -0, [undefined], { a: undefined, b: null }),
        (value, odd) => {
          for (const each of [{ value, odd }, [odd, value]]) {
            assert.strictEqual(writeJson(each), JSON.stringify(each))
            assert.strictEqual(writeJson([each, deep]), `[${JSON.stringify(each)},${deepText}]`)
          }
        }
      ),
      { numRuns: 30 }
    )
  })

  it("throws for a circular value and for a bigint, at any depth", () => {
    const circle: { self?: unknown } = {}
    circle.self = circle
    for (const value of [circle, 7n, { toJSON: () => 7n }]) {
      assert.throws(() => writeJson({ value }), TypeError)
      assert.throws(() => writeJson([nested(20_000, 1), value]), TypeError)
      assert.throws(() => writeJson(nested(20_000, value)), TypeError)
    }
    const shared = { a: 1 }
    assert.strictEqual(writeJson([shared, shared, nested(20_000, 1)]).slice(0, 16), "[{\"a\":1},{\"a\":1}")
  })
})
