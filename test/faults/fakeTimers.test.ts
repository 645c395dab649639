/**
 * A program that uses the fake timers of a test framework: its waits end when the fake timers reach their end.
 */
import { HttpClient, HttpClientResponse } from "@effect/platform"
import { afterEach, assert, describe, it } from "@effect/vitest"
import { Clock, Duration, Effect, Layer, ManagedRuntime, Redacted } from "effect"
import * as Auth from "effect-purecloud/Auth"
import * as PureCloud from "effect-purecloud/PureCloud"
import * as Simulator from "effect-purecloud/Simulator"
import * as Users from "effect-purecloud/Users"
import { vi } from "vitest"
import { calls, fine, limited, type Options, outcomeOf, status } from "../utils/faults.js"
import { type Reply, token } from "../utils/service.js"

type FakeTimers = NonNullable<Parameters<typeof vi.useFakeTimers>[0]>

const timers = ["setTimeout", "clearTimeout", "setInterval", "clearInterval"] as const

/** Configurations that replace the timers and every clock. */
const complete: { readonly [name: string]: FakeTimers } = {
  "by default": {},
  "timers, Date and performance": { toFake: [...timers, "Date", "performance"] },
  "everything that has to do with time": {
    toFake: [...timers, "setImmediate", "clearImmediate", "Date", "performance", "hrtime"]
  },
  "a date long ago": { now: Date.UTC(1999, 11, 31) }
}

/** Configurations that replace the timers, but not every clock. */
const partial: { readonly [name: string]: FakeTimers } = {
  "timers and Date, as vitest 2 does by default": { toFake: [...timers, "setImmediate", "clearImmediate", "Date"] },
  "timers and Date": { toFake: ["setTimeout", "clearTimeout", "Date"] },
  "timers and performance": { toFake: ["setTimeout", "clearTimeout", "performance"] },
  "timers alone": { toFake: ["setTimeout", "clearTimeout"] }
}

const modes = { ...complete, ...partial }

type Script = (n: number) => Reply | "silence"

/** A client in memory, with its own token endpoint. */
const memory = (script: Script, options: Options = {}, tokenScript: Script = (n) => token(n)) => {
  let requests = 0
  let tokens = 0
  const client = HttpClient.make((request, url) => {
    const reply = url.pathname === "/oauth/token" ? tokenScript(tokens++) : script(requests++)
    return reply === "silence" ? Effect.never : Effect.sync(() =>
      HttpClientResponse.fromWeb(
        request,
        new Response(JSON.stringify(reply.body), {
          status: reply.status ?? 200,
          headers: { "content-type": "application/json", ...reply.headers }
        })
      )
    )
  })
  const runtime = ManagedRuntime.make(
    PureCloud.layer({
      environment: { apiUrl: "https://api.memory.example", loginUrl: "https://login.memory.example" },
      auth: Auth.layerClientCredentials({ clientId: "c", clientSecret: Redacted.make("s") }),
      ...options
    }).pipe(Layer.provide(Layer.succeed(HttpClient.HttpClient, client)), Layer.orDie)
  )
  return { runtime, requests: () => requests }
}

/** Starts a call. Returns a function that returns its outcome, or "waits" if it has not ended. */
const start = ({ runtime }: ReturnType<typeof memory>) => {
  const fiber = runtime.runFork(calls.GET)
  return () => {
    const exit = fiber.unsafePoll()
    return exit === null ? "waits" : outcomeOf(exit)
  }
}

const advance = (millis: number) => vi.advanceTimersByTimeAsync(millis)

const observed = (count: number, allowed: number, reset: number): Reply => ({
  ...fine,
  headers: {
    "inin-ratelimit-count": String(count),
    "inin-ratelimit-allowed": String(allowed),
    "inin-ratelimit-reset": String(reset)
  }
})

afterEach(() => void vi.useRealTimers())

describe("fake timers", () => {
  for (const [name, config] of Object.entries(modes)) {
    // A clock that is not replaced also counts the milliseconds that the test itself takes.
    const margin = name in complete ? 10 : 2000
    describe(name, () => {
      it("a call waits for the Retry-After of a 429, and no longer", async () => {
        vi.useFakeTimers(config)
        const service = memory((n) => n === 0 ? limited("30") : fine)
        const outcome = start(service)
        await advance(30_000 - margin)
        assert.strictEqual(outcome(), "waits")
        await advance(2 * margin)
        assert.strictEqual(outcome(), "ok")
        assert.strictEqual(service.requests(), 2)
      })

      it("calls that receive a 429 at the same time wait at the same time", async () => {
        vi.useFakeTimers(config)
        const service = memory((n) => n < 3 ? limited("30") : fine)
        const outcomes = [start(service), start(service), start(service)]
        await advance(30_000 - margin)
        assert.deepStrictEqual(outcomes.map((outcome) => outcome()), ["waits", "waits", "waits"])
        await advance(2 * margin)
        assert.deepStrictEqual(outcomes.map((outcome) => outcome()), ["ok", "ok", "ok"])
      })

      it("a timeout ends a request, and not earlier", async () => {
        vi.useFakeTimers(config)
        const outcome = start(memory(() => "silence", { timeout: "20 seconds", retry: { attempts: 1 } }))
        await advance(20_000 - margin)
        assert.strictEqual(outcome(), "waits")
        await advance(2 * margin)
        assert.strictEqual(outcome(), "TransportError/Timeout")
      })

      // Without a replaced clock, the start time of the second request is not known.
      if (name !== "timers alone") {
        it("a timeout is not shortened by that of an earlier request", async () => {
          vi.useFakeTimers(config)
          const service = memory(() => "silence", { timeout: "30 seconds", retry: { attempts: 1 } })
          const first = start(service)
          await advance(20_000)
          const second = start(service)
          await advance(10_000 + margin)
          assert.deepStrictEqual([first(), second()], ["TransportError/Timeout", "waits"])
          await advance(20_000 - 2 * margin)
          assert.strictEqual(second(), "waits")
          await advance(2 * margin)
          assert.strictEqual(second(), "TransportError/Timeout")
        })
      }

      it("a window of the rate limit ends", async () => {
        vi.useFakeTimers(config)
        const service = memory((n) => n === 0 ? observed(10, 10, 20) : observed(1, 10, 60))
        const first = start(service)
        await advance(0)
        assert.strictEqual(first(), "ok")
        const second = start(service)
        await advance(20_000 - margin)
        assert.strictEqual(second(), "waits")
        await advance(2 * margin)
        assert.strictEqual(second(), "ok")
      })

      it("a call with backoffs ends at its deadline", async () => {
        vi.useFakeTimers(config)
        const service = memory(() => status(503), { retry: { attempts: 1000, deadline: "100 seconds" } })
        const outcome = start(service)
        await advance(75_000)
        assert.strictEqual(outcome(), "waits")
        await advance(25_000 + margin)
        assert.strictEqual(outcome(), "TransportError/Deadline")
      })

      it("the next token request is sent after the Retry-After of the token endpoint", async () => {
        vi.useFakeTimers(config)
        const service = memory(() => fine, {}, (n) => n === 0 ? status(503, { "retry-after": "40" }) : token(n))
        const outcome = start(service)
        await advance(40_000 - margin)
        assert.strictEqual(outcome(), "waits")
        await advance(2 * margin)
        assert.strictEqual(outcome(), "ok")
      })
    })
  }

  for (const [name, config] of Object.entries(complete)) {
    it(`${name}: a wait also ends between two calls`, async () => {
      vi.useFakeTimers(config)
      const service = memory((n) => n === 0 ? limited("60") : fine, { retry: { deadline: "10 seconds" } })
      const first = start(service)
      await advance(0)
      assert.strictEqual(first(), "TransportError/Deadline")
      await advance(60_000)
      const second = start(service)
      await advance(0)
      assert.strictEqual(second(), "ok")
    })
  }

  for (const [name, config] of Object.entries(modes)) {
    for (const year of [1999, 2099]) {
      it(`${name}: a date that is set to ${year} ends no wait`, async () => {
        vi.useFakeTimers(config)
        const service = memory((n) => n === 0 ? limited("30") : fine)
        const outcome = start(service)
        await advance(10_000)
        vi.setSystemTime(Date.UTC(year, 0, 1))
        await advance(18_000)
        assert.strictEqual(outcome(), "waits")
        await advance(4000)
        assert.strictEqual(outcome(), "ok")
      })
    }
  }

  it("a client works while fake timers are turned on and off", async () => {
    const service = memory((n) => n === 1 || n === 4 ? limited("30") : fine)
    await service.runtime.runPromise(calls.GET)
    vi.useFakeTimers()
    const first = start(service)
    await advance(29_990)
    assert.strictEqual(first(), "waits")
    await advance(3_600_000)
    assert.strictEqual(first(), "ok")
    vi.useRealTimers()
    await service.runtime.runPromise(calls.GET)
    vi.useFakeTimers()
    await advance(3_600_000)
    const second = start(service)
    await advance(29_990)
    assert.strictEqual(second(), "waits")
    await advance(11)
    assert.strictEqual(second(), "ok")
    assert.strictEqual(service.requests(), 6)
  })

  it("a request that an earlier test did not end delays no timeout", async () => {
    vi.useFakeTimers()
    start(memory(() => "silence", { timeout: "10 seconds", retry: { attempts: 1 } }))
    await advance(5000)
    vi.useRealTimers()
    vi.useFakeTimers()
    const outcome = start(memory(() => "silence", { timeout: "20 seconds", retry: { attempts: 1 } }))
    await advance(19_990)
    assert.strictEqual(outcome(), "waits")
    await advance(11)
    assert.strictEqual(outcome(), "TransportError/Timeout")
  })

  it("a clock that sleeps a thousand times as fast has waits that are a thousand times as short", async () => {
    const real = Clock.make()
    const clock: Clock.Clock = Object.assign(Object.create(real) as Clock.Clock, {
      sleep: (duration: Duration.Duration) => real.sleep(Duration.times(duration, 0.001))
    })
    const service = memory((n) => n < 3 ? limited("60") : n === 3 ? "silence" : fine)
    const exit = await service.runtime.runPromiseExit(Effect.withClock(calls.GET, clock))
    assert.strictEqual(outcomeOf(exit), "ok")
    assert.strictEqual(service.requests(), 5)
  })

  it("a simulated service works with the fake timers of jest, which replace queueMicrotask too", async () => {
    vi.useFakeTimers({
      toFake: [...timers, "setImmediate", "clearImmediate", "Date", "performance", "hrtime", "queueMicrotask"]
    })
    const runtime = ManagedRuntime.make(Simulator.layer({
      faults: [{ _tag: "Status", status: 429, retryAfter: "30 seconds", on: "getUsers", nth: 1 }]
    }))
    const fiber = runtime.runFork(Users.getUsers())
    await advance(29_990)
    assert.isNull(fiber.unsafePoll())
    await advance(11)
    assert.strictEqual(fiber.unsafePoll()?._tag, "Success")
  })
})
