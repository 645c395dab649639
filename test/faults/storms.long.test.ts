/**
 * Many calls at the same time to a service that throttles: all of them end, in order, with few additional requests.
 */
import { assert, describe, it } from "@effect/vitest"
import { Effect, Exit } from "effect"
import * as Users from "effect-purecloud/Users"
import { type Call, fine, limited, many, trial } from "../utils/faults.js"
import type { RecordedRequest, Reply } from "../utils/service.js"
import * as Time from "../utils/time.js"

const read = (i: number): Call => Users.getUser({ userId: `u${i}` })

/** Returns a call of one of the methods in turn, each with its own user. */
const ofEachMethod = (i: number): Call => {
  const userId = `u${i}`
  const kinds: ReadonlyArray<Call> = [
    Users.getUser({ userId }),
    Users.patchUser({ userId, body: { version: 1 } }),
    Users.postUsers({ body: { name: userId, email: "n@example.com" } }),
    Users.putUserRoles({ userId, body: ["r"] }),
    Users.deleteUser({ userId })
  ]
  return kinds[i % kinds.length]!
}

/** Returns the number of requests of each call. */
const perCaller = (seen: ReadonlyArray<RecordedRequest>) => {
  const counts = new Map<string, number>()
  for (const { body, url } of seen) counts.set(url + body, (counts.get(url + body) ?? 0) + 1)
  return [...counts.values()]
}

/** A service that allows a number of requests in a minute, which begins with the first request. */
const throttling = (time: Time.Time, allowed: number) => {
  let startedAt = -Infinity
  let count = 0
  let refused = 0
  return {
    refused: () => refused,
    reply: (): Reply => {
      if (time.elapsed() >= startedAt + 60_000) {
        startedAt = time.elapsed()
        count = 0
      }
      count++
      const reset = Math.ceil((startedAt + 60_000 - time.elapsed()) / 1000)
      if (count > allowed) refused++
      return {
        ...(count > allowed ? limited(String(reset)) : fine),
        headers: {
          ...(count > allowed ? { "retry-after": String(reset) } : {}),
          "inin-ratelimit-count": String(count),
          "inin-ratelimit-allowed": String(allowed),
          "inin-ratelimit-reset": String(reset)
        }
      }
    }
  }
}

describe("a storm", () => {
  it.live(
    "of 200 calls that receive 429 with Retry-After 1 for 30 s ends soon after that, and all calls succeed",
    () =>
      Effect.gen(function*() {
        const time = Time.make("sockets", 10)
        const { left, run, service } = yield* trial({
          script: () => time.elapsed() < 30_000 ? limited("1") : fine,
          time
        })
        const exits = yield* Effect.flatten(
          run(many(200, ofEachMethod))
        )
        assert.isTrue(exits.every(Exit.isSuccess))
        assert.isAtMost(time.elapsed(), 33_000)
        const requests = perCaller(service.seen)
        assert.strictEqual(requests.length, 200)
        assert.isAtMost(Math.max(...requests), 32)
        const { asleep, fibers, sockets } = yield* left
        assert.deepStrictEqual({ asleep, fibers }, { asleep: 0, fibers: 0 })
        assert.isAtMost(sockets, 200)
      }).pipe(Effect.scoped)
  )

  it.live("waits as soon as one call has received a Retry-After: no other call sends a request meanwhile", () =>
    Effect.gen(function*() {
      const time = Time.make("sockets", 10)
      const { run, service } = yield* trial({
        script: (_, n) => n === 0 ? limited("60") : fine,
        time
      })
      yield* Effect.flatten(run(Effect.gen(function*() {
        const first = yield* Effect.fork(Users.getUser({ userId: "first" }))
        yield* Effect.sleep("1 seconds")
        const exits = yield* many(200, read)
        assert.isTrue(exits.every(Exit.isSuccess))
        yield* first
      })))
      assert.isAtLeast(time.elapsed(), 60_000)
      assert.isAtMost(time.elapsed(), 61_000)
      assert.strictEqual(service.seen.length, 202)
    }).pipe(Effect.scoped))

  it.live(
    "of 500 calls against 100 a minute is spread over the windows, with no 429 once the limit is known",
    () =>
      Effect.gen(function*() {
        const time = Time.make("sockets", 10)
        const limit = throttling(time, 100)
        const { left, run, service } = yield* trial({ script: limit.reply, time })
        yield* Effect.flatten(run(Effect.gen(function*() {
          // The limit is unknown before the first response.
          yield* Users.getUser({ userId: "first" })
          const exits = yield* many(500, read)
          assert.isTrue(exits.every(Exit.isSuccess))
        })))
        assert.strictEqual(limit.refused(), 0)
        assert.strictEqual(service.seen.length, 501)
        assert.isAtMost(time.elapsed(), 310_000)
        assert.isAtMost((yield* left).sockets, 500)
      }).pipe(Effect.scoped)
  )

  it.live(
    "of 500 calls before the limit is known ends, and each call receives at most one 429",
    () =>
      Effect.gen(function*() {
        const time = Time.make("sockets", 10)
        const limit = throttling(time, 100)
        const { run, service } = yield* trial({ script: limit.reply, time })
        const exits = yield* Effect.flatten(run(many(500, read)))
        assert.isTrue(exits.every(Exit.isSuccess))
        assert.isAtMost(limit.refused(), 400)
        assert.isAtMost(Math.max(...perCaller(service.seen)), 2)
        assert.isAtMost(time.elapsed(), 330_000)
      }).pipe(Effect.scoped)
  )
})
