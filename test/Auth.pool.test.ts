/**
 * Pools of tokens, in simulated time.
 */
import { HttpClient } from "@effect/platform"
import { assert, describe, it } from "@effect/vitest"
import { Clock, Effect, Exit, FastCheck, Layer, Redacted, TestClock } from "effect"
import * as Auth from "effect-purecloud/Auth"
import * as PureCloud from "effect-purecloud/PureCloud"
import type * as PureCloudConfig from "effect-purecloud/PureCloudConfig"
import * as Simulator from "effect-purecloud/Simulator"
import * as Users from "effect-purecloud/Users"
import { outcomeOf } from "./utils/faults.js"
import { recordingLogger } from "./utils/logs.js"
import * as Time from "./utils/time.js"

const environment = { apiUrl: "https://api.simulated", loginUrl: "https://login.simulated" }

const credentialsOf = ({ id, secret }: Simulator.Client): Auth.ClientCredentials => ({
  clientId: id,
  clientSecret: Redacted.make(secret)
})

const client = credentialsOf(Simulator.defaultClient)

interface Sent {
  readonly path: string
  readonly authorization: string
}

/** The simulator with a client whose requests are recorded with their tokens. */
const pooled = (
  auth: PureCloud.Options["auth"],
  options: Simulator.Options = {},
  config: Omit<PureCloudConfig.Options, "environment"> = {}
) => {
  const sent: Array<Sent> = []
  const recording = Layer.effect(
    HttpClient.HttpClient,
    Effect.map(
      HttpClient.HttpClient,
      HttpClient.tapRequest((request) =>
        Effect.sync(() =>
          void sent.push({ path: new URL(request.url).pathname, authorization: request.headers["authorization"] ?? "" })
        )
      )
    )
  )
  const layer = PureCloud.layer({ ...config, environment, auth }).pipe(
    Layer.provide(recording),
    Layer.provide(Simulator.layerHttpClient),
    Layer.provideMerge(Simulator.layerSimulator({ users: 1, ...options }))
  )
  return { sent, layer }
}

const pool = (size: number, options?: Simulator.Options, config?: Omit<PureCloudConfig.Options, "environment">) =>
  pooled(Auth.layerPool({ size, credentials: client }), options, config)

const call = Users.getUsers({ pageSize: 1 })

/** Calls, all at once. */
const callAll = (count: number) =>
  Effect.forEach(Array.from({ length: count }), () => Effect.exit(call), { concurrency: "unbounded" })

const statuses = Effect.flatMap(Simulator.Simulator, ({ requests }) =>
  Effect.map(requests, (all) => {
    const counts: Record<string, number> = {}
    for (const { endpoint, status } of all) {
      const key = `${endpoint === "token" ? "token" : "call"} ${status}`
      counts[key] = (counts[key] ?? 0) + 1
    }
    return counts
  }))

const tokensOf = (sent: ReadonlyArray<Sent>) =>
  new Set(sent.filter(({ path }) => path.startsWith("/api")).map(({ authorization }) => authorization))

describe("a pool of tokens", () => {
  it.live("of size 1 sends the same requests as a client with one token", () =>
    Effect.gen(function*() {
      const run = ({ layer, sent }: ReturnType<typeof pooled>) =>
        Effect.gen(function*() {
          const { millis, value } = yield* Time.timed(Effect.provide(callAll(25), layer))
          return { millis, sent, outcomes: value.map(outcomeOf) }
        })
      const options: Simulator.Options = {
        allowance: 10,
        faults: [{ _tag: "DeadToken", nth: 3 }, { _tag: "Throttle", retryAfter: "5 seconds", nth: 5 }]
      }
      const one = yield* run(pool(1, options))
      const alone = yield* run(pooled(Auth.layerClientCredentials(client), options))
      assert.deepStrictEqual(one, alone)
      assert.isAbove(one.sent.length, 25)
    }))

  it.live("fetches another token only when none of its tokens allows a request", () =>
    Effect.gen(function*() {
      for (const [calls, tokens] of [[1, 1], [10, 1], [11, 2], [25, 3], [50, 5]] as const) {
        const { layer } = pool(5, { allowance: 10 })
        const { millis, value } = yield* Time.timed(
          Effect.provide(Effect.zipRight(callAll(calls), statuses), layer)
        )
        assert.deepStrictEqual(value, { "token 200": tokens, "call 200": calls })
        assert.strictEqual(millis, 0)
      }
    }))

  it.live("waits for the window that ends first when no token allows a request", () =>
    Effect.gen(function*() {
      const { layer } = pool(3, { allowance: 10 })
      const { millis, value } = yield* Time.timed(Effect.provide(Effect.zipRight(callAll(95), statuses), layer))
      assert.deepStrictEqual(value, { "token 200": 3, "call 200": 95 })
      assert.strictEqual(millis, 3 * 60_000)
    }))

  it.live("replaces a token that the service rejected, and no other token", () =>
    Effect.gen(function*() {
      const { layer, sent } = pool(3, { allowance: 10, faults: [{ _tag: "DeadToken", nth: 13 }] })
      const { value } = yield* Time.timed(Effect.provide(Effect.zipRight(callAll(14), statuses), layer))
      // The service also rejects the other calls in flight with the token. All of them wait for the same new token.
      assert.strictEqual(value["token 200"], 3)
      assert.strictEqual(value["call 200"], 14)
      assert.strictEqual(tokensOf(sent).size, 3)
    }))

  for (const [what, tokenLife, tokens] of [["keeps", "1 day", 3], ["replaces", "10 minutes", 6]] as const) {
    it.live(`${what} its tokens, which are valid for ${tokenLife}, after 11 minutes`, () =>
      Effect.gen(function*() {
        const { layer } = pool(3, { allowance: 10, clients: [{ ...Simulator.defaultClient, tokenLife }] })
        const { value } = yield* Time.timed(Effect.provide(
          Effect.gen(function*() {
            yield* callAll(30)
            yield* Effect.sleep("11 minutes")
            const exits = yield* callAll(30)
            return { exits, statuses: yield* statuses }
          }),
          layer
        ))
        assert.isTrue(value.exits.every(Exit.isSuccess))
        assert.deepStrictEqual(value.statuses, { "token 200": tokens, "call 200": 60 })
      }))
  }

  it.live("pauses only the token of a 429, and continues the call with another token", () =>
    Effect.gen(function*() {
      const { layer, sent } = pool(2, {
        allowance: 10,
        faults: [{ _tag: "Throttle", retryAfter: "90 seconds", nth: 1 }]
      })
      const { millis, value } = yield* Time.timed(Effect.provide(Effect.zipRight(callAll(8), statuses), layer))
      assert.deepStrictEqual(value, { "token 200": 2, "call 200": 8, "call 429": 1 })
      assert.strictEqual(millis, 0)
      assert.strictEqual(tokensOf(sent).size, 2)
    }))

  it.live("ends a call at its deadline if each token gets a 429", () =>
    Effect.gen(function*() {
      for (const size of [1, 3]) {
        const { layer } = pool(size, { faults: [{ _tag: "Throttle", retryAfter: "70 seconds" }] })
        const { millis, value } = yield* Time.timed(Effect.provide(Effect.flip(call), layer))
        assert.deepInclude(value, { _tag: "PureCloudTransportError", reason: "Deadline" })
        // One token fails before a wait that is too long. A pool waits, because it may get another token meanwhile.
        assert.strictEqual(millis, size === 1 ? 4 * 70_000 : 300_000)
      }
    }))

  it.live("sends one token request at a time, and waits while the login service throttles", () =>
    Effect.gen(function*() {
      const { layer } = pool(5, { allowance: 10, tokenAllowance: 2 })
      const { value } = yield* Time.timed(Effect.provide(Effect.zipRight(callAll(150), statuses), layer))
      assert.strictEqual(value["call 200"], 150)
      assert.isUndefined(value["call 429"])
      assert.strictEqual(value["token 200"], 5)
      // In each minute, one request is throttled, and those that follow a backoff of up to 20 seconds.
      assert.isAtMost(value["token 400"] ?? 0, 20)
    }))

  it.live("fetches tokens of several clients alternately, and works without those that cannot be fetched", () =>
    Effect.gen(function*() {
      const clients = ["a", "b", "c"].map((id) => ({ id, secret: `${id}-secret` }))
      const logger = recordingLogger()
      const [a, b, c] = clients.map(credentialsOf)
      const wrong = { ...b!, clientSecret: Redacted.make("wrong") }
      const { layer, sent } = pooled(
        Auth.layerPool({ size: 6, credentials: [a!, wrong, c!] }),
        { allowance: 10, clients }
      )
      const { millis, value } = yield* Time.timed(
        Effect.zipRight(callAll(40), statuses).pipe(
          Effect.provide(Layer.merge(layer, logger.layer))
        )
      )
      assert.strictEqual(value["call 200"], 40)
      assert.strictEqual(value["token 200"], 4)
      assert.strictEqual(value["token 401"] ?? value["token 400"], 2)
      assert.strictEqual(millis, 0)
      assert.strictEqual(logger.lines.filter((line) => line.includes("one of its tokens")).length, 2)
      assert.strictEqual(tokensOf(sent).size, 4)
    }))

  it.live("fails with the error of the login service if it has no token", () =>
    Effect.gen(function*() {
      const { layer } = pooled(
        Auth.layerPool({ size: 3, credentials: { ...client, clientSecret: Redacted.make("wrong") } })
      )
      const { value } = yield* Time.timed(Effect.provide(Effect.flip(call), layer))
      assert.strictEqual(value._tag, "PureCloudAuthError")
      assert.notInclude(JSON.stringify(value), "wrong")
    }))

  it.live("uses its other tokens when a token cannot be refreshed", () =>
    Effect.gen(function*() {
      const { layer } = pool(2, {
        allowance: 10,
        clients: [{ ...Simulator.defaultClient, tokenLife: "10 minutes" }],
        faults: [{ _tag: "Status", status: 500, on: "token", nth: [3, 4, 5, 6, 7, 8, 9] }]
      })
      const { value } = yield* Time.timed(Effect.provide(
        Effect.gen(function*() {
          yield* callAll(10)
          // The second token is ten minutes younger than the first one.
          yield* Effect.sleep("9 minutes")
          yield* callAll(20)
          yield* Effect.sleep("2 minutes")
          const before = yield* Clock.currentTimeMillis
          const exits = yield* callAll(5)
          return { outcomes: exits.map(outcomeOf), millis: (yield* Clock.currentTimeMillis) - before }
        }),
        layer
      ))
      // No call waits for a retry.
      assert.deepStrictEqual(value, { outcomes: Array(5).fill("ok"), millis: 0 })
    }))

  it.live("fails with the error of the login service if none of its tokens can be refreshed", () =>
    Effect.gen(function*() {
      const { layer } = pool(2, {
        allowance: 10,
        clients: [{ ...Simulator.defaultClient, tokenLife: "10 minutes" }],
        faults: [{ _tag: "Status", status: 400, on: "token", nth: [3, 4, 5, 6] }]
      }, { retry: { attempts: 1 } })
      const { value } = yield* Time.timed(Effect.provide(
        Effect.gen(function*() {
          yield* callAll(11)
          yield* Effect.sleep("11 minutes")
          return { outcome: outcomeOf(yield* Effect.exit(call)), statuses: yield* statuses }
        }),
        layer
      ))
      assert.match(value.outcome, /^AuthError/)
      assert.deepStrictEqual(value.statuses, { "token 200": 2, "token 400": 2, "call 200": 11 })
    }))

  it.live("retries a rejected request with the new token, and not with another one that may be rejected too", () =>
    Effect.gen(function*() {
      const { layer } = pool(2, {
        allowance: 10,
        faults: [{ _tag: "DeadToken", nth: [12, 13] }, { _tag: "Reset", nth: 12 }]
      })
      const { value } = yield* Time.timed(Effect.provide(
        Effect.gen(function*() {
          yield* callAll(11)
          yield* Effect.sleep("2 minutes")
          // The first token is invalid without a response that shows it. The retry after the reset uses the second one.
          return { outcome: outcomeOf(yield* Effect.exit(call)), statuses: yield* statuses }
        }),
        layer
      ))
      assert.strictEqual(value.outcome, "ok")
      assert.strictEqual(value.statuses["call 401"], 1)
    }))

  it.live("continues a call with another token after a 429, although a token of the call was replaced", () =>
    Effect.gen(function*() {
      const { layer } = pool(2, {
        faults: [{ _tag: "DeadToken", nth: 1 }, { _tag: "Throttle", retryAfter: "90 seconds", nth: 2 }]
      })
      const { millis, value } = yield* Time.timed(Effect.provide(Effect.zipRight(call, statuses), layer))
      assert.deepStrictEqual(value, { "token 200": 3, "call 401": 1, "call 429": 1, "call 200": 1 })
      assert.strictEqual(millis, 0)
    }))

  it.live.prop("never sends more requests than its tokens allow", [
    FastCheck.integer({ min: 1, max: 6 }),
    FastCheck.integer({ min: 5, max: 40 }),
    FastCheck.integer({ min: 1, max: 200 }),
    FastCheck.constantFrom(0, 20, 500)
  ], ([size, allowance, calls, delay]) =>
    Effect.gen(function*() {
      const { layer } = pool(size, { allowance, faults: [{ _tag: "Latency", delay }] })
      const { millis, value } = yield* Time.timed(Effect.provide(Effect.zipRight(callAll(calls), statuses), layer))
      assert.strictEqual(value["call 200"], calls)
      assert.isUndefined(value["call 429"])
      assert.isAtMost(value["token 200"] ?? 0, size)
      assert.isAtMost(millis, (Math.ceil(calls / (size * allowance)) + 1) * 66_000)
    }), { fastCheck: { numRuns: 30 } })

  it.effect.prop("of an invalid size fails with a ConfigError", [
    FastCheck.oneof(
      FastCheck.integer().filter((size) => size < 2 || size > 50),
      FastCheck.double({ noInteger: true })
    )
  ], ([size]) =>
    Effect.gen(function*() {
      const { layer } = pooled(Auth.layerPool({ size, credentials: [client, client] }))
      const error = yield* Effect.flip(Effect.provide(call, layer))
      assert.strictEqual(error._tag, "ConfigError")
    }))

  it.effect("works with the TestClock", () =>
    Effect.gen(function*() {
      const { layer } = pool(2, { allowance: 10 })
      yield* Effect.gen(function*() {
        const fiber = yield* Effect.fork(callAll(30))
        yield* TestClock.adjust("59 seconds")
        assert.strictEqual((yield* statuses)["call 200"], 20)
        yield* TestClock.adjust("1 seconds")
        assert.isTrue((yield* fiber.await).pipe(Exit.isSuccess))
        assert.strictEqual((yield* statuses)["call 200"], 30)
      }).pipe(Effect.provide(layer))
    }))
})
