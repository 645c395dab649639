/**
 * The limiter when responses are late, callers are interrupted, and the time of day is set.
 */
import { assert, describe, it } from "@effect/vitest"
import { Duration, Effect, Fiber, TestClock } from "effect"
import * as PureCloud from "effect-purecloud/PureCloud"
import * as RateLimiter from "effect-purecloud/RateLimiter"
import * as Users from "effect-purecloud/Users"
import * as FC from "effect/FastCheck"
import { calls, fine, limited, outcomeOf, status, trial } from "../utils/faults.js"
import { observed, silent } from "../utils/rateLimits.js"
import * as Time from "../utils/time.js"

/**
 * A service that counts requests in windows of a minute. `begin` returns the start of a window for its first request.
 */
const counter = (allowed: number, begin: (now: number) => number) => {
  let startedAt = -Infinity
  let count = 0
  let over = 0
  return {
    over: () => over,
    request: (now: number): RateLimiter.Observation => {
      if (now >= startedAt + 60_000) {
        startedAt = begin(now)
        count = 0
      }
      count++
      if (count > allowed) over++
      return observed(count, allowed, Math.ceil((startedAt + 60_000 - now) / 1000))
    }
  }
}

/** Calls one after the other. */
const readAll = (n: number) => Effect.forEach(Array.from({ length: n }), () => Effect.exit(calls.GET))

describe("a 429", () => {
  it.live("pauses all calls, even if the call that received it has no time to wait", () =>
    Effect.gen(function*() {
      for (const retry of [{ deadline: "10 seconds" }, { maxRetryAfter: "10 seconds" }] as const) {
        const { run, service, time } = yield* trial({ script: (_, n) => n === 0 ? limited("60") : fine })
        const exits = yield* Effect.flatten(run(Effect.zipWith(
          Effect.exit(PureCloud.withRetry(retry)(calls.GET)),
          readAll(5),
          (first, others) => [first, ...others]
        )))
        assert.match(outcomeOf(exits[0]!), /Deadline|RateLimited/)
        assert.deepStrictEqual(exits.slice(1).map(outcomeOf), Array(5).fill("ok"))
        assert.strictEqual(service.seen.length, 6)
        assert.strictEqual(time.elapsed(), 60_000)
      }
    }).pipe(Effect.scoped))

  it.live("with a Retry-After longer than the maximum pauses no other call", () =>
    Effect.gen(function*() {
      const { run, time } = yield* trial({ script: (_, n) => n === 0 ? limited("7200") : fine })
      const exits = yield* Effect.flatten(run(readAll(2)))
      assert.deepStrictEqual(exits.map(outcomeOf), ["RateLimited", "ok"])
      assert.strictEqual(time.elapsed(), 0)
    }).pipe(Effect.scoped))

  it.live("of geolocation does not affect the rate limit of the token, because geolocation has a limit of its own", () =>
    Effect.gen(function*() {
      const { run, time } = yield* trial({
        script: ({ url }) =>
          url.includes("geolocation")
            ? status(429, {
              "retry-after": "200",
              "inin-ratelimit-count": "10",
              "inin-ratelimit-allowed": "10",
              "inin-ratelimit-reset": "50"
            }, { code: "geolocationservice.toomanyrequests" })
            : fine
      })
      yield* run(Users.getUserGeolocation({ userId: "u", clientId: "c" }))
      assert.strictEqual(outcomeOf(yield* run(calls.GET)), "ok")
      assert.strictEqual(time.elapsed(), 0)
    }).pipe(Effect.scoped))
})

const runIn = <A, E>(time: Time.Time, program: (time: Time.Time) => Effect.Effect<A, E>): Effect.Effect<A, E> =>
  Effect.flatten(time.run(program(time)))

describe("the limiter", () => {
  const windows: ReadonlyArray<readonly [string, (now: number) => number]> = [
    ["from their first request on", (now) => now],
    ["by the service's own clock", (now) => Math.floor((now - 17_300) / 60_000) * 60_000 + 17_300]
  ]
  for (const [kind, begin] of windows) {
    it.live.prop(
      `never lets more start in a window than is allowed, however late the responses: windows ${kind}`,
      [
        FC.integer({ min: 1, max: 40 }),
        FC.array(
          FC.record({
            pause: FC.oneof(FC.constant(0), FC.integer({ min: 0, max: 3000 }), FC.integer({ min: 0, max: 40_000 })),
            latency: FC.oneof(FC.constant(0), FC.integer({ min: 0, max: 30_000 }))
          }),
          { minLength: 1, maxLength: 100 }
        )
      ],
      ([allowed, requests]) =>
        runIn(Time.make("memory"), (time) =>
          Effect.gen(function*() {
            const limiter = yield* RateLimiter.make
            const service = counter(allowed, begin)
            const request = (latency: number) =>
              Effect.gen(function*() {
                yield* limiter.acquire("k", silent)
                const observation = service.request(time.elapsed())
                yield* Effect.sleep(latency)
                yield* limiter.observe("k", { ...observation, age: Duration.millis(latency) })
              })
            // The limit is unknown before the first response.
            yield* request(0)
            const fibers = yield* Effect.forEach(
              requests,
              ({ latency, pause }) => Effect.delay(Effect.fork(request(latency)), pause)
            )
            yield* Fiber.joinAll(fibers)
            assert.strictEqual(service.over(), 0)
            assert.isAtMost(time.elapsed(), 40_000 * requests.length + 61_000 * (2 * requests.length / allowed + 3))
          })),
      { fastCheck: { numRuns: 300 } }
    )
  }

  it.effect("ignores a response about an earlier window", () =>
    Effect.gen(function*() {
      const limiter = yield* RateLimiter.make
      yield* limiter.acquire("k", silent)
      yield* limiter.observe("k", observed(1, 10, 60))
      yield* TestClock.adjust("60 seconds")
      yield* limiter.acquire("k", silent)
      // The request was sent at 50 s as the tenth of its window. Its response took 15 s.
      yield* TestClock.adjust("5 seconds")
      yield* limiter.observe("k", observed(10, 10, 10, 15_000))
      const waits: Array<number> = []
      for (let i = 0; i < 9; i++) {
        yield* Effect.fork(limiter.acquire("k", (delay) => Effect.sync(() => waits.push(Duration.toSeconds(delay)))))
      }
      yield* TestClock.adjust(0)
      assert.deepStrictEqual(waits, [])
    }))

  it.effect("does not count a slow response in the next window", () =>
    Effect.gen(function*() {
      const limiter = yield* RateLimiter.make
      for (let i = 0; i < 10; i++) yield* limiter.acquire("k", silent)
      yield* limiter.observe("k", observed(10, 10, 60))
      yield* TestClock.adjust("20 seconds")
      yield* limiter.observe("k", observed(2, 10, 60, 20_000))
      const fiber = yield* Effect.fork(limiter.acquire("k", silent))
      yield* TestClock.adjust("39 seconds")
      assert.strictEqual((yield* fiber.poll)._tag, "None")
      yield* TestClock.adjust("1 seconds")
      assert.strictEqual((yield* fiber.poll)._tag, "Some")
    }))

  it.effect("is not stopped by a reset that is longer than a window", () =>
    Effect.gen(function*() {
      const limiter = yield* RateLimiter.make
      yield* limiter.acquire("k", silent)
      yield* limiter.observe("k", observed(300, 300, 999_999_999))
      const fiber = yield* Effect.fork(limiter.acquire("k", silent))
      yield* TestClock.adjust("2 minutes")
      assert.strictEqual((yield* fiber.poll)._tag, "Some")
    }))

  /**
   * Uses the allowance in the last seconds of the service's window, where the limiter assumes the start of a window.
   */
  const atTheEnd = Effect.gen(function*() {
    const limiter = yield* RateLimiter.make
    yield* limiter.acquire("k", silent)
    yield* limiter.observe("k", observed(1, 10, 60))
    yield* TestClock.adjust("115 seconds")
    for (let i = 0; i < 10; i++) yield* limiter.acquire("k", silent)
    const waits: Array<number> = []
    const order: Array<number> = []
    const acquireAs = (n: number) =>
      limiter.acquire("k", (delay) => Effect.sync(() => waits.push(Duration.toMillis(delay)))).pipe(
        Effect.tap(() => Effect.sync(() => order.push(n)))
      )
    return { limiter, waits, order, acquireAs }
  })

  it.effect("continues earlier if a response shows that the window ends earlier", () =>
    Effect.gen(function*() {
      const { acquireAs, limiter, order, waits } = yield* atTheEnd
      yield* Effect.forEach([1, 2, 3], (n) => Effect.fork(acquireAs(n)))
      yield* TestClock.adjust("1 seconds")
      yield* limiter.observe("k", observed(1, 10, 4, 1000))
      yield* Effect.fork(acquireAs(4))
      yield* TestClock.adjust(3999)
      assert.deepStrictEqual(order, [])
      yield* TestClock.adjust(1)
      assert.deepStrictEqual(order, [1, 2, 3, 4])
      assert.deepStrictEqual(waits, [60_000, 4000])
    }))

  it.effect("continues at once if a response allows more", () =>
    Effect.gen(function*() {
      const { acquireAs, limiter, order } = yield* atTheEnd
      yield* Effect.forEach([1, 2, 3], (n) => Effect.fork(acquireAs(n)))
      yield* TestClock.adjust("1 seconds")
      yield* limiter.observe("k", observed(10, 12, 59))
      yield* TestClock.adjust(0)
      assert.deepStrictEqual(order, [1, 2])
    }))

  it.effect("does not continue earlier during the pause after a 429", () =>
    Effect.gen(function*() {
      const { acquireAs, limiter, order } = yield* atTheEnd
      yield* limiter.pause("k", Duration.seconds(30))
      yield* Effect.fork(acquireAs(1))
      yield* TestClock.adjust("1 seconds")
      yield* limiter.observe("k", observed(1, 10, 4, 1000))
      yield* TestClock.adjust(28_999)
      assert.deepStrictEqual(order, [])
      yield* TestClock.adjust(1)
      assert.deepStrictEqual(order, [1])
    }))

  it.effect("waits for the same time if the caller is uninterruptible", () =>
    Effect.gen(function*() {
      const { acquireAs, order } = yield* atTheEnd
      yield* Effect.fork(Effect.uninterruptible(acquireAs(1)))
      yield* TestClock.adjust("60 seconds")
      assert.deepStrictEqual(order, [1])
    }))

  /** Returns how many of two requests start at once: one if the limiter knows the token, whose allowance is 1. */
  const startedOf = (limiter: RateLimiter.Service, key: string) =>
    Effect.gen(function*() {
      const fibers = yield* Effect.forEach([1, 2], () => Effect.fork(limiter.acquire(key, silent)))
      yield* TestClock.adjust(0)
      const polled = yield* Effect.forEach(fibers, (fiber) => fiber.poll)
      return polled.filter(({ _tag }) => _tag === "Some").length
    })

  it.effect("removes a token an hour after its last window, and not before", () =>
    Effect.gen(function*() {
      const limiter = yield* RateLimiter.make
      for (const key of ["gone", "known", "paused"]) yield* limiter.observe(key, observed(0, 1, 60))
      yield* limiter.pause("paused", Duration.hours(3))
      yield* TestClock.adjust("30 minutes")
      yield* limiter.acquire("known", silent)
      yield* TestClock.adjust("32 minutes")
      for (let i = 0; i < 100; i++) yield* limiter.acquire(`other ${i}`, silent)
      assert.strictEqual(yield* startedOf(limiter, "gone"), 2)
      assert.strictEqual(yield* startedOf(limiter, "known"), 1)
      assert.strictEqual(yield* startedOf(limiter, "paused"), 0)
    }))

  it.effect("counts a request that starts near the end of a window in the next window too", () =>
    Effect.gen(function*() {
      const limiter = yield* RateLimiter.make
      yield* limiter.acquire("k", silent)
      yield* limiter.observe("k", observed(1, 10, 60))
      // The window of the service ends between 58 and 60 seconds.
      yield* TestClock.adjust("59 seconds")
      for (let i = 0; i < 4; i++) yield* limiter.acquire("k", silent)
      yield* TestClock.adjust("1 seconds")
      const delays: Array<number> = []
      yield* Effect.forEach(
        Array.from({ length: 10 }),
        () => Effect.fork(limiter.acquire("k", (delay) => Effect.sync(() => delays.push(Duration.toMillis(delay)))))
      )
      yield* TestClock.adjust(0)
      assert.deepStrictEqual(delays, [60_000])
      yield* TestClock.adjust(59_999)
      assert.strictEqual(yield* startedOf(limiter, "k"), 0)
    }))

  it.effect("waits longer if the first response of a window shows that it ends later", () =>
    Effect.gen(function*() {
      const { acquireAs, limiter, order } = yield* atTheEnd
      yield* TestClock.adjust("1 seconds")
      yield* limiter.observe("k", observed(10, 10, 60, 1000))
      yield* Effect.fork(acquireAs(1))
      yield* TestClock.adjust(59_999)
      assert.deepStrictEqual(order, [])
      yield* TestClock.adjust(1)
      assert.deepStrictEqual(order, [1])
    }))

  it.effect("serves calls in their order, also at the end of a window", () =>
    Effect.gen(function*() {
      const limiter = yield* RateLimiter.make
      yield* limiter.acquire("k", silent)
      yield* limiter.observe("k", observed(1, 1, 60))
      const order: Array<number> = []
      const acquireAs = (n: number) => Effect.tap(limiter.acquire("k", silent), () => Effect.sync(() => order.push(n)))
      // Each later caller arrives at the moment when a window begins.
      for (let n = 1; n <= 5; n++) {
        yield* Effect.fork(acquireAs(n))
        yield* Effect.fork(Effect.zipRight(Effect.sleep(60_000 * n), acquireAs(5 + n)))
        yield* Effect.yieldNow()
      }
      for (let n = 0; n < 10; n++) yield* TestClock.adjust("60 seconds")
      assert.deepStrictEqual(order, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    }))

  it.live.prop(
    "loses no place to interrupted callers, whenever they are interrupted",
    [
      FC.array(
        FC.record({
          arrives: FC.integer({ min: 0, max: 130_000 }),
          patience: FC.oneof(FC.constant(Infinity), FC.constant(0), FC.integer({ min: 0, max: 130_000 }))
        }),
        { minLength: 1, maxLength: 40 }
      )
    ],
    ([callers]) =>
      runIn(Time.make("memory"), () =>
        Effect.gen(function*() {
          const limiter = yield* RateLimiter.make
          yield* limiter.acquire("k", silent)
          yield* limiter.observe("k", observed(1, 3, 60))
          const fibers = yield* Effect.forEach(callers, ({ arrives, patience }) =>
            limiter.acquire("k", silent).pipe(
              patience === Infinity ? Effect.asSome : Effect.timeoutOption(patience),
              Effect.delay(arrives),
              Effect.fork
            ))
          yield* Fiber.joinAll(fibers)
          // A later caller does not have to wait.
          yield* Effect.sleep("2 minutes")
          let waited = false
          yield* limiter.acquire("k", () => Effect.sync(() => void (waited = true)))
          assert.isFalse(waited)
        })),
    { fastCheck: { numRuns: 200 } }
  )

  it.live("waits for the same time if the time of day is set", () =>
    Effect.gen(function*() {
      for (const jump of [-3_600_000, 3_600_000]) {
        const time = Time.make("memory")
        const limiter = yield* RateLimiter.make
        yield* Effect.flatten(time.run(Effect.gen(function*() {
          yield* limiter.acquire("k", silent)
          yield* limiter.observe("k", observed(1, 1, 40))
          yield* limiter.pause("k", Duration.seconds(10))
          const fiber = yield* Effect.fork(limiter.acquire("k", silent))
          yield* Effect.sleep("5 seconds")
          time.shift(jump)
          yield* Fiber.join(fiber)
          assert.strictEqual(time.elapsed(), 40_000)
        })))
      }
    }))
})
