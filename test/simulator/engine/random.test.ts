import { assert, describe, it } from "@effect/vitest"
import * as FastCheck from "effect/FastCheck"
import * as Random from "../../../src/simulator/engine/random.js"

describe("seeds", () => {
  it("that differ by 2^32 give other values", () => {
    const values = [1, 1 + 2 ** 32, 1 + 2 ** 33, Number.MAX_SAFE_INTEGER, 2 ** 32 - 1].map(Random.seedOf)
    assert.strictEqual(values[0], 1)
    assert.strictEqual(values[4], 2 ** 32 - 1)
    assert.strictEqual(new Set(values.map((seed) => Random.ids(seed, "user").of(0))).size, values.length)
  })
})

describe("ids", () => {
  it("the number of a generated id is found, and other ids have no number", () => {
    const ids = Random.ids(7, "user")
    const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
    FastCheck.assert(FastCheck.property(FastCheck.nat(), (ordinal) => {
      const id = ids.of(ordinal)
      assert.match(id, uuid)
      assert.strictEqual(ids.ordinal(id), ordinal)
      assert.strictEqual(Random.ids(7, "station").ordinal(id), -1)
      assert.strictEqual(Random.ids(8, "user").ordinal(id), -1)
    }))
    FastCheck.assert(FastCheck.property(FastCheck.string(), (text) => assert.strictEqual(ids.ordinal(text), -1)))
  })
})
