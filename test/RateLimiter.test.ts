import { assert, describe, it } from "@effect/vitest"
import { Duration, Effect, Fiber, TestClock } from "effect"
import * as RateLimiter from "effect-purecloud/RateLimiter"
import * as FC from "effect/FastCheck"
import { observed, silent } from "./utils/rateLimits.js"

/** Starts n requests. Returns a function that returns how many of them have been allowed to start. */
const start = (limiter: RateLimiter.Service, n: number, key = "k") =>
  Effect.gen(function*() {
    let begun = 0
    const fibers = yield* Effect.forEach(Array.from({ length: n }), () =>
      Effect.fork(Effect.tap(limiter.acquire(key, silent), () => Effect.sync(() => begun++))))
    yield* TestClock.adjust(0)
    return {
      begun: () =>
        begun,
      fibers
    }
  })

describe("the limiter", () => {
  it.effect("lets all requests start while the limit is unknown", () =>
    Effect.gen(function*() {
      const limiter = yield* RateLimiter.make
      assert.strictEqual((yield* start(limiter, 500)).begun(), 500)
    }))

  for (const allowed of [180, 300, 3000]) {
    it.effect(`lets ${allowed} requests start in a window, and the others in the next ones`, () =>
      Effect.gen(function*() {
        const limiter = yield* RateLimiter.make
        yield* limiter.acquire("k", silent)
        yield* limiter.observe("k", observed(1, allowed, 60))
        const { begun } = yield* start(limiter, 2 * allowed + 10)
        assert.strictEqual(begun(), allowed - 1)
        yield* TestClock.adjust(59_999)
        assert.strictEqual(begun(), allowed - 1)
        yield* TestClock.adjust(1)
        assert.strictEqual(begun(), 2 * allowed - 1)
        yield* TestClock.adjust(60_000)
        assert.strictEqual(begun(), 2 * allowed + 10)
      }))
  }

  it.effect("counts requests that other programs send with the same token", () =>
    Effect.gen(function*() {
      const limiter = yield* RateLimiter.make
      yield* limiter.acquire("k", silent)
      yield* limiter.observe("k", observed(290, 300, 30))
      assert.strictEqual((yield* start(limiter, 50)).begun(), 10)
    }))

  it.effect("handles responses that come out of order", () =>
    Effect.gen(function*() {
      const limiter = yield* RateLimiter.make
      yield* limiter.observe("k", observed(299, 300, 30))
      yield* limiter.observe("k", observed(3, 300, 30))
      assert.strictEqual((yield* start(limiter, 50)).begun(), 1)
    }))

  it.effect("pauses all requests of a token after a 429, in order, and none of another token", () =>
    Effect.gen(function*() {
      const limiter = yield* RateLimiter.make
      yield* limiter.pause("k", Duration.seconds(30))
      const order: Array<number> = []
      yield* Effect.forEach(
        [1, 2, 3],
        (n) => Effect.fork(Effect.tap(limiter.acquire("k", silent), () => Effect.sync(() => order.push(n))))
      )
      assert.strictEqual((yield* start(limiter, 5, "other")).begun(), 5)
      yield* TestClock.adjust(29_999)
      assert.deepStrictEqual(order, [])
      yield* TestClock.adjust(1)
      assert.deepStrictEqual(order, [1, 2, 3])
    }))

  it.effect("gives the place of an interrupted request to the next request", () =>
    Effect.gen(function*() {
      const limiter = yield* RateLimiter.make
      yield* limiter.pause("k", Duration.seconds(30))
      const { begun, fibers } = yield* start(limiter, 3)
      yield* Fiber.interrupt(fibers[0]!)
      yield* TestClock.adjust(30_000)
      assert.strictEqual(begun(), 2)
      assert.strictEqual((yield* start(limiter, 1)).begun(), 1)
    }))

  it.effect("calls onWait with the length of the wait", () =>
    Effect.gen(function*() {
      const limiter = yield* RateLimiter.make
      yield* limiter.pause("k", Duration.seconds(30))
      const delays: Array<number> = []
      yield* Effect.fork(limiter.acquire("k", (delay) => Effect.sync(() => delays.push(Duration.toSeconds(delay)))))
      yield* TestClock.adjust(30_000)
      assert.deepStrictEqual(delays, [30])
    }))

  it.effect.prop(
    "never lets more start in a window than is allowed",
    [FC.integer({ min: 1, max: 40 }), FC.array(FC.integer({ min: 0, max: 30_000 }), { minLength: 1, maxLength: 60 })],
    ([allowed, pauses]) =>
      Effect.gen(function*() {
        const limiter = yield* RateLimiter.make
        // The service counts requests in windows of a minute, which begin with a request.
        let windowStart = -Infinity
        let count = 0
        let over = 0
        const request = Effect.gen(function*() {
          yield* limiter.acquire("k", silent)
          const now = yield* Effect.clockWith((clock) => clock.currentTimeMillis)
          if (now >= windowStart + 60_000) {
            windowStart = now
            count = 0
          }
          count++
          if (count > allowed) over++
          yield* limiter.observe("k", observed(count, allowed, Math.ceil((windowStart + 60_000 - now) / 1000)))
        })
        for (const pause of pauses) {
          yield* Effect.fork(request)
          yield* TestClock.adjust(pause)
        }
        yield* TestClock.adjust(60_000 * Math.ceil(pauses.length / allowed + 1))
        assert.strictEqual(over, 0)
      }),
    { fastCheck: { numRuns: 50 } }
  )
})
