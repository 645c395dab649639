/**
 * The cold start of test/faults/coldStart.test.ts with more callers and more runs.
 */
import { describe, it } from "@effect/vitest"
import { coldStartOverSockets, coldStartWithin, limits, numbersOfCallers } from "../utils/coldStart.js"

describe("a cold start", () => {
  it.live(
    "of 10000 calls over sockets receives no 429 and opens few connections",
    () => coldStartOverSockets(10_000),
    300_000
  )

  it.live.prop(
    "receives no 429, whatever the allowance, the latency and the number of calls",
    [limits, numbersOfCallers],
    ([limits, callers]) => coldStartWithin(limits, callers),
    { fastCheck: { numRuns: 30 } }
  )
})
