/**
 * The cold start of test/faults/coldStart.test.ts with more callers.
 */
import { describe, it } from "@effect/vitest"
import { coldStartOverSockets } from "../utils/coldStart.js"

describe("a cold start", () => {
  it.live(
    "of 10000 calls over sockets receives no 429 and opens few connections",
    () => coldStartOverSockets(10_000),
    300_000
  )
})
