import { assert, describe, it } from "@effect/vitest"
import * as Time from "../../../src/simulator/data/time.js"

describe("time", () => {
  it("durations and intervals of the service are parsed", () => {
    assert.strictEqual(Time.parseDuration("P1D"), 86_400_000)
    assert.strictEqual(Time.parseDuration("PT30M"), 1_800_000)
    assert.strictEqual(Time.parseDuration("P1WT1H1S"), 608_401_000)
    for (const wrong of ["", "P", "PT", "P1", "1D", "P0D", "PT1.5H"]) {
      assert.isUndefined(Time.parseDuration(wrong), wrong)
    }
    const interval = { from: Date.UTC(2026, 0, 1), to: Date.UTC(2026, 0, 2) }
    assert.deepStrictEqual(Time.parseInterval(Time.formatInterval(interval)), interval)
    for (const wrong of ["", "2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z/2026-01-01T00:00:00Z", "a/b", "1/2"]) {
      assert.isUndefined(Time.parseInterval(wrong), wrong)
    }
  })
})
