import { assert, describe, it } from "@effect/vitest"
import { sameJson } from "effect-purecloud/internal/schema/json"
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

  it("finds values different that differ in one place, and absent, null and empty values equal", () => {
    for (const [a, b] of [[1, 2], ["a", "b"], [[1, 2], [2, 1]], [[1], [1, 1]], [{ a: 1 }, { b: 1 }], [[1], { 0: 1 }]]) {
      assert.isFalse(sameJson(a, b), JSON.stringify([a, b]))
      assert.isFalse(sameJson({ x: [a] }, { x: [b] }))
    }
    assert.isTrue(sameJson({ a: null, b: [], c: "" }, {}))
    assert.isFalse(sameJson({ a: 0 }, {}))
    assert.isFalse(sameJson({ a: false }, {}))
  })
})
