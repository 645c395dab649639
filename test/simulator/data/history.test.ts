import { assert, describe, it } from "@effect/vitest"
import * as History from "../../../src/simulator/data/history.js"
import * as Stores from "../../../src/simulator/data/store.js"

describe("history", () => {
  const store = Stores.make({ seed: 3, census: { active: 20, inactive: 0, deleted: 0 }, searchLag: 0 })
  const day = 86_400_000
  const from = Date.UTC(2026, 2, 2)

  it("covers an interval without gaps, and adjacent segments differ", () => {
    for (let ordinal = 0; ordinal < 20; ordinal++) {
      for (const read of [History.presences, History.routingStatuses]) {
        const segments = read(store, ordinal, { from, to: from + 7 * day })
        assert.strictEqual(segments[0]?.from, from)
        assert.strictEqual(segments[segments.length - 1]?.to, from + 7 * day)
        segments.slice(1).forEach((segment, i) => {
          assert.strictEqual(segment.from, segments[i]?.to)
          assert.notStrictEqual(segment.value, segments[i]?.value)
        })
      }
    }
  })

  it("the value at a time is that of its interval, and calls occur only on queue", () => {
    for (let at = from; at < from + day; at += 17 * 60_000) {
      const inside = History.presences(store, 4, { from: from - 7 * day, to: from + day }).find((each) =>
        each.from <= at && at < each.to
      )
      assert.strictEqual(History.presenceAt(store, 4, at).value, inside?.value)
      assert.strictEqual(History.presenceAt(store, 4, at).from, inside?.from)
      assert.strictEqual(History.routingStatusAt(store, 4, at).value === "OFF_QUEUE", inside?.value !== "ON_QUEUE")
    }
  })

  it("a status that was set replaces the rest", () => {
    const at = from + 3 * day + 10 * 3_600_000
    store.routingStatus.put(5, [{ status: "IDLE", at }, { status: "OFF_QUEUE", at: at + 60_000 }])
    const segments = History.routingStatuses(store, 5, { from: at - 1000, to: at + 2 * day })
    assert.deepStrictEqual(segments.slice(-2), [
      { from: at, to: at + 60_000, value: "IDLE" },
      { from: at + 60_000, to: at + 2 * day, value: "OFF_QUEUE" }
    ])
    assert.strictEqual(segments.length, 3)
  })
})
