/**
 * An interrupted call releases its resources: its request and socket, its sleep, and its places in the queues for the
 * rate limit and for a token.
 */
import { assert, describe, it } from "@effect/vitest"
import { Effect, Fiber } from "effect"
import * as Users from "effect-purecloud/Users"
import * as FC from "effect/FastCheck"
import { turn, until } from "../utils/eventLoop.js"
import { calls, drip, fine, limited, methods, outcomeOf, reset, silence, status, trial } from "../utils/faults.js"
import * as Network from "../utils/network.js"
import { token } from "../utils/service.js"
import * as Time from "../utils/time.js"

const nothing = { sockets: 0, asleep: 0, fibers: 0 }

describe("an interrupted call", () => {
  for (const [name, client] of Object.entries(Network.clients)) {
    it.live(`aborts its request and frees its socket: ${name}`, () =>
      Effect.gen(function*() {
        for (const script of [() => silence, () => drip]) {
          const { close, left, run, service } = yield* trial({ script, client, time: Time.real() })
          for (const [i, method] of methods.entries()) {
            yield* run(Effect.gen(function*() {
              const fiber = yield* Effect.fork(calls[method])
              yield* until(() => service.seen.length === i + 1 && service.sockets() === 1)
              yield* Effect.sleep(5)
              yield* Fiber.interrupt(fiber)
            }))
            assert.strictEqual((yield* left).sockets, 0)
          }
          yield* close
          assert.deepStrictEqual(yield* left, nothing)
          assert.deepStrictEqual(service.seen.map(({ method }) => method), [...methods])
        }
      }).pipe(Effect.scoped))
  }

  for (const [name, client] of Object.entries(Network.clients)) {
    it.live(`that is uninterruptible ends at its timeout: ${name}`, () =>
      Effect.gen(function*() {
        const { left, run, service, time } = yield* trial({ script: () => silence, client })
        const exit = yield* run(Effect.uninterruptible(calls.POST))
        assert.strictEqual(outcomeOf(exit), "TransportError/Timeout")
        assert.strictEqual(time.elapsed(), 30_000)
        assert.strictEqual(service.seen.length, 1)
        assert.deepStrictEqual(yield* left, nothing)
      }).pipe(Effect.scoped))
  }

  it.live("ends its wait before a retry", () =>
    Effect.gen(function*() {
      for (const reply of [status(503), limited("100")]) {
        const { close, events, left, run, service } = yield* trial({ script: () => reply, time: Time.real() })
        yield* run(Effect.gen(function*() {
          const fiber = yield* Effect.fork(calls.GET)
          yield* until(() => events.some(({ _tag }) => _tag === "Wait"))
          yield* Fiber.interrupt(fiber)
        }))
        assert.strictEqual(service.sockets(), 1)
        yield* close
        assert.deepStrictEqual(yield* left, nothing)
        assert.strictEqual(service.seen.length, 1)
      }
    }).pipe(Effect.scoped))

  it.live("gives its place in the queue for the rate limit to the next call", () =>
    Effect.gen(function*() {
      const time = Time.make()
      const { left, run, service } = yield* trial({
        script: ({ url }) => url.endsWith("/first") ? limited("60") : fine,
        time
      })
      yield* Effect.flatten(run(Effect.gen(function*() {
        const first = yield* Effect.fork(Users.getUser({ userId: "first" }))
        yield* until(() => service.seen.length === 1)
        yield* Effect.sleep("1 seconds")
        const others = yield* Effect.forEach(["a", "b", "c", "d"], (userId) => Effect.fork(Users.getUser({ userId })))
        yield* Effect.sleep("1 seconds")
        yield* Fiber.interruptAll([first, others[0]!, others[2]!])
        yield* Fiber.joinAll([others[1]!, others[3]!])
      })))
      assert.deepStrictEqual(service.seen.map(({ url }) => url.slice(-5)), ["first", "ers/b", "ers/d"])
      assert.strictEqual(time.elapsed(), 60_000)
      assert.deepInclude(yield* left, { asleep: 0, fibers: 0 })
    }).pipe(Effect.scoped))

  it.live("leaves the queue for a token without ending the token request, for which other calls wait", () =>
    Effect.gen(function*() {
      const { close, left, run, service } = yield* trial({
        script: () => fine,
        token: (_, n) => n === 0 ? silence : token(n),
        time: Time.real(),
        options: { timeout: 300, retry: { baseDelay: 1 } }
      })
      yield* Effect.flatten(run(Effect.gen(function*() {
        const fibers = yield* Effect.forEach(["a", "b", "c"], (userId) => Effect.fork(Users.getUser({ userId })))
        yield* until(() => service.tokens.length === 1)
        yield* Fiber.interrupt(fibers[0]!)
        yield* Fiber.interrupt(fibers[1]!)
        yield* Fiber.join(fibers[2]!)
      })))
      assert.strictEqual(service.tokens.length, 2)
      assert.deepStrictEqual(service.seen.map(({ url }) => url), ["/api/v2/users/c"])
      yield* close
      assert.deepStrictEqual(yield* left, nothing)
    }).pipe(Effect.scoped))

  it.live.prop(
    "releases all its resources, whenever it is interrupted",
    [
      FC.array(FC.integer({ min: 0, max: 40 }), { minLength: 20, maxLength: 60 }),
      FC.array(FC.constantFrom("ok", "503", "429", "silence", "drip", "reset"), { minLength: 1, maxLength: 10 })
    ],
    ([turns, replies]) =>
      Effect.gen(function*() {
        let isOver = false
        const { close, left, run, service } = yield* trial({
          script: (_, n) => {
            if (isOver) return fine
            const reply = replies[n % replies.length]
            return reply === "503"
              ? status(503)
              : reply === "429"
              ? limited("0")
              : reply === "silence"
              ? silence
              : reply === "drip"
              ? drip
              : reply === "reset"
              ? reset
              : fine
          },
          token: (_, n) => new Promise((resolve) => setTimeout(() => resolve(token(n)), 3)),
          time: Time.real(),
          options: { retry: { baseDelay: 1, maxDelay: 5 } }
        })
        yield* Effect.flatten(run(Effect.forEach(turns, (turns, i) =>
          Effect.gen(function*() {
            const fiber = yield* Effect.fork(calls[methods[i % methods.length]!])
            for (let i = 0; i < turns; i++) yield* turn
            yield* Fiber.interrupt(fiber)
          }), { concurrency: "unbounded", discard: true })))
        yield* left
        assert.isAtMost(service.sockets(), turns.length + 1)
        // The client still works.
        isOver = true
        const seen = service.seen.length
        assert.strictEqual(outcomeOf(yield* run(calls.POST)), "ok")
        assert.strictEqual(service.seen.length, seen + 1)
        yield* close
        assert.deepStrictEqual(yield* left, nothing)
      }).pipe(Effect.scoped),
    { fastCheck: { numRuns: 30 } }
  )
})
