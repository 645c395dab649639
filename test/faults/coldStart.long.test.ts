/**
 * The cold start of coldStart.test.ts over sockets and with TestClock, with more callers and with more runs.
 */
import { assert, describe, it } from "@effect/vitest"
import { Effect, Exit, Fiber, TestClock } from "effect"
import * as Simulator from "effect-purecloud/Simulator"
import { coldStartOverSockets, coldStartWithin, limits, numbersOfCallers, storm } from "../utils/coldStart.js"
import { recordedRequests } from "../utils/simulator.js"

describe("a cold start", () => {
  for (const callers of [1000, 10_000]) {
    it.live(
      `of ${callers} calls over sockets receives no 429 and opens few connections`,
      () => coldStartOverSockets(callers),
      300_000
    )
  }

  it.effect("of 500 calls with TestClock receives no 429", () =>
    Effect.gen(function*() {
      const fiber = yield* Effect.fork(storm(500))
      yield* TestClock.adjust("2 minutes")
      assert.isTrue((yield* Fiber.join(fiber)).every(Exit.isSuccess))
      const requests = yield* recordedRequests
      assert.strictEqual(requests.filter(({ status }) => status === 429).length, 0)
    }).pipe(Effect.provide(Simulator.layer({ users: 1 }))))

  it.live.prop(
    "receives no 429, whatever the allowance, the latency and the number of calls",
    [limits, numbersOfCallers],
    ([limits, callers]) => coldStartWithin(limits, callers),
    { fastCheck: { numRuns: 30 } }
  )
})
