/**
 * Many calls at the same time with a new client, which does not know the rate limit: no 429, and requests in the order
 * of the calls. Those over sockets are in coldStart.long.test.ts.
 */
import { assert, describe, it } from "@effect/vitest"
import { Effect, Exit, Fiber } from "effect"
import * as Simulator from "effect-purecloud/Simulator"
import * as Users from "effect-purecloud/Users"
import * as FC from "effect/FastCheck"
import { coldStartInMemory, coldStartWithin, limits, numbersOfCallers } from "../utils/coldStart.js"
import { calls, fine, many, outcomeOf, reset, silence, status, trial, unauthorized } from "../utils/faults.js"
import type { Reply, Script } from "../utils/service.js"
import * as Time from "../utils/time.js"

/** Returns the number of the call of each request. */
const callersOf = (requests: ReadonlyArray<Simulator.RecordedRequest>) =>
  requests.flatMap(({ endpoint, url }) =>
    endpoint === "getUsers" ? [Number(new URLSearchParams(url.split("?")[1]).get("pageNumber"))] : []
  )

describe("a cold start", () => {
  it.live("of 2000 calls in simulated time receives no 429 and serves them in order", () =>
    Effect.gen(function*() {
      const { exits, requests } = yield* coldStartInMemory(2000)
      assert.isTrue(exits.every(Exit.isSuccess))
      assert.strictEqual(requests.filter(({ status }) => status === 429).length, 0)
      const order = callersOf(requests)
      assert.deepStrictEqual(order, order.slice().sort((a, b) => a - b))
    }))

  it.live.prop(
    "receives no 429, whatever the allowance, the latency and the number of calls",
    [limits, numbersOfCallers],
    ([limits, callers]) => coldStartWithin(limits, callers),
    { fastCheck: { numRuns: 10 } }
  )

  it.live("delays neither a single call nor a few calls at the same time", () =>
    Effect.gen(function*() {
      const { run, time } = yield* trial({ script: () => fine })
      yield* run(calls.GET)
      yield* run(Effect.all([calls.GET, calls.GET, calls.GET, calls.GET], { concurrency: "unbounded" }))
      assert.strictEqual(time.elapsed(), 0)
    }).pipe(Effect.scoped))

  /** A service that responds after some milliseconds, and counts the requests in flight. */
  const slow = (time: Time.Time, millis: number, reply: Reply = fine) => {
    let open = 0
    let peak = 0
    const script: Script = () => {
      peak = Math.max(peak, ++open)
      return new Promise((resolve) => {
        Effect.runFork(Effect.withClock(
          Effect.delay(
            Effect.sync(() => {
              open--
              resolve(reply)
            }),
            millis
          ),
          time.clock
        ))
      })
    }
    return { script, peak: () => peak }
  }

  it.live("raises the limit if no response shows the rate limit", () =>
    Effect.gen(function*() {
      const time = Time.make("sockets")
      const { peak, script } = slow(time, 100)
      const { run } = yield* trial({ script, time })
      const exits = yield* Effect.flatten(run(many(1000)))
      assert.isTrue(exits.every(Exit.isSuccess))
      // 4, 8, 16, 32 and then 64 at a time.
      assert.strictEqual(peak(), 64)
      assert.isAtMost(time.elapsed(), 2200)
    }).pipe(Effect.scoped))

  const beginnings: { readonly [name: string]: Script } = {
    "are refused": () => status(400),
    "are reset": () => reset,
    "fail with 503": () => status(503),
    "have a token that is refused": () => unauthorized,
    "get no response": () => silence
  }
  for (const [name, beginning] of Object.entries(beginnings)) {
    it.live(`continues if the first requests ${name}`, () =>
      Effect.gen(function*() {
        const { run, time } = yield* trial({
          script: (seen, n) => n < 4 ? beginning(seen, n) : fine,
          options: { retry: { attempts: 1 } }
        })
        const others = yield* Effect.flatten(run(Effect.gen(function*() {
          const first = yield* Effect.fork(many(4))
          yield* Effect.sleep(1)
          const exits = yield* many(100)
          const elapsed = time.elapsed()
          yield* Fiber.interrupt(first)
          return { exits, elapsed }
        })))
        assert.deepStrictEqual([...new Set(others.exits.map(outcomeOf))], ["ok"])
        assert.isAtMost(others.elapsed, 5000)
      }).pipe(Effect.scoped))
  }
})

describe("maxConcurrency", () => {
  for (const maxConcurrency of [1, 3, 100]) {
    it.live(`lets ${maxConcurrency} requests be in flight at the same time`, () =>
      Effect.gen(function*() {
        let open = 0
        let peak = 0
        const { run, time } = yield* trial({
          script: () => fine,
          options: {
            maxConcurrency,
            onEvent: ({ _tag }) =>
              Effect.sync(() => {
                if (_tag === "Attempt") peak = Math.max(peak, ++open)
                if (_tag === "Response") open--
              })
          }
        })
        const exits = yield* Effect.flatten(
          run(many(500))
        )
        assert.isTrue(exits.every(Exit.isSuccess))
        assert.strictEqual(peak, maxConcurrency)
        assert.strictEqual(time.elapsed(), 0)
      }).pipe(Effect.scoped))
  }

  it.live("does not count the wait as part of the deadline", () =>
    Effect.gen(function*() {
      const time = Time.make("sockets")
      const { run } = yield* trial({
        script: () =>
          new Promise((resolve) => {
            Effect.runFork(Effect.withClock(Effect.delay(Effect.sync(() => resolve(fine)), "8 seconds"), time.clock))
          }),
        options: { maxConcurrency: 1, retry: { deadline: "10 seconds" } },
        time
      })
      const exits = yield* Effect.flatten(
        run(many(5))
      )
      assert.deepStrictEqual(exits.map(outcomeOf), Array(5).fill("ok"))
      assert.strictEqual(time.elapsed(), 40_000)
    }).pipe(Effect.scoped))

  it.live.prop(
    "loses no place to interrupted calls",
    [
      FC.integer({ min: 1, max: 6 }),
      FC.array(
        FC.record({
          arrives: FC.integer({ min: 0, max: 2000 }),
          patience: FC.oneof(FC.constant(Infinity), FC.constant(0), FC.integer({ min: 0, max: 3000 }))
        }),
        { minLength: 1, maxLength: 30 }
      )
    ],
    ([maxConcurrency, callers]) =>
      Effect.gen(function*() {
        const time = Time.make("memory")
        const layer = Simulator.layer({
          users: 1,
          allowance: 10_000,
          faults: [{ _tag: "Latency", delay: 500 }],
          config: { maxConcurrency }
        })
        yield* Effect.flatten(time.run(
          Effect.gen(function*() {
            const fibers = yield* Effect.forEach(callers, ({ arrives, patience }) =>
              Users.getUsers().pipe(
                patience === Infinity ? Effect.asSome : Effect.timeoutOption(patience),
                Effect.delay(arrives),
                Effect.fork
              ))
            yield* Fiber.joinAll(fibers)
            // All places are free again.
            const before = time.elapsed()
            yield* Effect.all(Array.from({ length: maxConcurrency }, () => Users.getUsers()), {
              concurrency: "unbounded"
            })
            assert.isAtMost(time.elapsed() - before, 1001)
          }).pipe(Effect.provide(layer))
        ))
      }),
    { fastCheck: { numRuns: 50 } }
  )

  it.live("applies in a finalizer too", () =>
    Effect.gen(function*() {
      const { run } = yield* trial({ script: () => fine, options: { maxConcurrency: 1 } })
      const exits = yield* Effect.flatten(run(Effect.gen(function*() {
        const ended: Array<Exit.Exit<unknown, unknown>> = []
        const cleaning = yield* Effect.fork(
          Effect.onInterrupt(Effect.never, () => Effect.map(Effect.exit(calls.DELETE), (exit) => ended.push(exit)))
        )
        yield* Effect.yieldNow()
        yield* Effect.all([calls.GET, calls.GET, Fiber.interrupt(cleaning), calls.GET], { concurrency: "unbounded" })
        return ended
      })))
      assert.deepStrictEqual(exits.map((exit) => exit._tag), ["Success"])
    }).pipe(Effect.scoped))
})
