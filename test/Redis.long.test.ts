/**
 * Processes that share the token and the rate limit of one OAuth client through Redis.
 */
import { FileSystem } from "@effect/platform"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Redacted } from "effect"
import * as Simulator from "effect-purecloud/Simulator"
import { access, bundleFixture, runFor, servedWithFiles } from "./utils/processes.js"
import * as RedisServer from "./utils/redis.js"

const allowance = 300
const windowSeconds = 10

/** Returns the number of requests in each window of the service. A window begins with its first request. */
const windowsOf = (requests: ReadonlyArray<Simulator.RecordedRequest>) => {
  const windows: Array<{ readonly from: number; ok: number; refused: number }> = []
  for (const { at, status } of [...requests].sort((a, b) => a.at - b.at)) {
    let window = windows.at(-1)
    if (window === undefined || at >= window.from + windowSeconds * 1000) {
      window = { from: at, ok: 0, refused: 0 }
      windows.push(window)
    }
    if (status === 429) window.refused++
    else window.ok++
  }
  return windows
}

/** Runs three processes that share the calls. Returns the requests to the API, and the number of tokens. */
const threeProcesses = (calls: number, meanwhile: (server: RedisServer.Server) => Effect.Effect<void>) =>
  Effect.gen(function*() {
    const fs = yield* FileSystem.FileSystem
    const redis = yield* RedisServer.server
    const bundle = yield* bundleFixture(
      "sharedLimit.ts",
      `${yield* fs.makeTempDirectoryScoped()}/sharedLimit.cjs`
    )
    const { url } = yield* access
    const { id, secret } = Simulator.defaultClient
    const args = [bundle, url, Redacted.value(redis.url), id, secret, String(calls / 3)]
    yield* Effect.all([
      meanwhile(redis),
      ...Array.from({ length: 3 }, () => runFor(args, Infinity))
    ], { concurrency: "unbounded" })
    const { requests } = yield* Simulator.Simulator
    const all = yield* requests
    return {
      windows: windowsOf(all.filter(({ endpoint }) => endpoint !== "token")),
      tokens: all.filter(({ endpoint }) => endpoint === "token").length
    }
  }).pipe(
    Effect.scoped,
    Effect.provide(servedWithFiles({ allowance, rateLimitWindow: `${windowSeconds} seconds`, users: 1 }))
  )

const sum = (numbers: ReadonlyArray<number>) => numbers.reduce((a, b) => a + b, 0)

describe("three processes that share a client through Redis", () => {
  it.live("use the whole allowance without a 429", () =>
    Effect.gen(function*() {
      const { tokens, windows } = yield* threeProcesses(3 * allowance, () => Effect.void)
      assert.strictEqual(tokens, 1)
      assert.strictEqual(sum(windows.map(({ refused }) => refused)), 0)
      assert.strictEqual(sum(windows.map(({ ok }) => ok)), 3 * allowance)
      for (const { ok } of windows.slice(0, -1)) assert.isAtLeast(ok, 0.95 * allowance)
      // The next window begins at most a second later than it could, because the header is in whole seconds.
      const starts = windows.map(({ from }) => from)
      starts.slice(1).forEach((from, i) => assert.isAtMost(from - starts[i]!, (windowSeconds + 1.5) * 1000))
    }))

  it.live("complete all calls while Redis is killed and restarted, and get at most one burst of 429s", () =>
    Effect.gen(function*() {
      const calls = 4 * allowance
      const { windows } = yield* threeProcesses(
        calls,
        ({ kill, restart }) => Effect.delay(kill, "8 seconds").pipe(Effect.zipRight(Effect.delay(restart, "5 seconds")))
      )
      assert.strictEqual(sum(windows.map(({ ok }) => ok)), calls)
      assert.isAtMost(windows.filter(({ refused }) => refused > 0).length, 1)
    }))
})
