import { assert, describe, it } from "@effect/vitest"
import * as FastCheck from "effect/FastCheck"
import * as Ranks from "../../../src/simulator/data/ranks.js"

describe("ranks", () => {
  it("behave as a sorted set", () => {
    const changes = FastCheck.array(FastCheck.tuple(FastCheck.boolean(), FastCheck.nat({ max: 30 })))
    FastCheck.assert(FastCheck.property(changes, (changes) => {
      const ranks = Ranks.make(5, 15)
      const model = new Set(Array.from({ length: 10 }, (_, i) => i + 5))
      for (const [isAdded, number] of changes) {
        if (isAdded) {
          ranks.add(number)
          model.add(number)
        } else {
          ranks.remove(number)
          model.delete(number)
        }
        const sorted = [...model].sort((a, b) => a - b)
        assert.strictEqual(ranks.size(), sorted.length)
        assert.deepStrictEqual(sorted.map((_, place) => ranks.at(place)), sorted)
        assert.strictEqual(ranks.at(sorted.length), -1)
        assert.strictEqual(ranks.at(-1), -1)
      }
    }))
  })
})
