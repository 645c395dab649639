/**
 * Hooks that die, throw, are slow or never end: they do not make a call fail, and do not hide its error.
 */
import { assert, describe, it } from "@effect/vitest"
import { Cause, Effect, Fiber } from "effect"
import type * as PureCloudConfig from "effect-purecloud/PureCloudConfig"
import {
  calls,
  errorOf,
  fine,
  inTurn,
  limited,
  methods,
  type Options,
  outcomeOf,
  status,
  trial
} from "../utils/faults.js"
import { recordingLogger } from "../utils/logs.js"

const broken: { readonly [how: string]: () => Effect.Effect<void> } = {
  dies: () => Effect.die(new Error("no disk")),
  throws: () => {
    throw new Error("no disk")
  },
  "is interrupted": () => Effect.interrupt
}

describe("a hook", () => {
  for (const [how, hook] of Object.entries(broken)) {
    for (const method of methods) {
      it.live(`for events that ${how} is logged, and does not change the result: ${method}`, () =>
        Effect.gen(function*() {
          const { layer, lines } = recordingLogger()
          const { run, service } = yield* trial({
            script: inTurn(limited("1")),
            options: { onEvent: hook }
          })
          assert.strictEqual(outcomeOf(yield* Effect.provide(run(calls[method]), layer)), "ok")
          assert.strictEqual(service.seen.length, 2)
          // Attempt, Response, Wait, Attempt, Response.
          assert.strictEqual(lines.filter((line) => line.includes("onEvent")).length, 5)
        }).pipe(Effect.scoped))
    }

    it.live(`for events that ${how} hides no error`, () =>
      Effect.gen(function*() {
        const { layer } = recordingLogger()
        const { run } = yield* trial({ script: () => status(404), options: { onEvent: hook } })
        assert.strictEqual(outcomeOf(yield* Effect.provide(run(calls.POST), layer)), "NotFound")
      }).pipe(Effect.scoped))

    it.live(`for drift that ${how} is logged, and the response is returned`, () =>
      Effect.gen(function*() {
        const { layer, lines } = recordingLogger()
        const { run } = yield* trial({
          script: () => ({ body: { id: "u1", name: 1 } }),
          options: { onDrift: hook }
        })
        const exit = yield* Effect.provide(run(calls.POST), layer)
        assert.strictEqual(outcomeOf(exit), "ok")
        assert.include(lines.join(), "onDrift")
      }).pipe(Effect.scoped))
  }

  const on = (tag: PureCloudConfig.Event["_tag"], hook: Effect.Effect<void>): Options => ({
    onEvent: ({ _tag }) => _tag === tag ? hook : Effect.void
  })

  it.live("that never ends is interrupted with its call", () =>
    Effect.gen(function*() {
      const { left, run } = yield* trial({ script: () => fine, options: on("Response", Effect.never) })
      yield* run(Effect.gen(function*() {
        const fiber = yield* Effect.fork(calls.GET)
        yield* Effect.sleep("1 seconds")
        const exit = yield* Fiber.interrupt(fiber)
        assert.isTrue(exit._tag === "Failure" && Cause.isInterruptedOnly(exit.cause))
      }))
      assert.deepInclude(yield* left, { asleep: 0, fibers: 0 })
    }).pipe(Effect.scoped))

  it.live("that is slow before a request uses the deadline, and nothing is sent after it", () =>
    Effect.gen(function*() {
      const { run, service, time } = yield* trial({
        script: () => fine,
        options: { ...on("Attempt", Effect.sleep("20 seconds")), retry: { deadline: "10 seconds" } }
      })
      const exit = yield* run(calls.POST)
      assert.strictEqual(outcomeOf(exit), "TransportError/Deadline")
      assert.strictEqual(errorOf(exit)!.origin.attempts, 0)
      assert.strictEqual(service.seen.length, 0)
      assert.strictEqual(time.elapsed(), 20_000)
    }).pipe(Effect.scoped))

  it.live("that is slow after a response does not change its rate limit window", () =>
    Effect.gen(function*() {
      const { run, time } = yield* trial({
        script: () => ({
          ...fine,
          headers: { "inin-ratelimit-count": "1", "inin-ratelimit-allowed": "1", "inin-ratelimit-reset": "60" }
        }),
        options: on("Response", Effect.sleep("20 seconds"))
      })
      yield* run(Effect.zipRight(calls.GET, calls.GET))
      assert.strictEqual(time.elapsed(), 80_000)
    }).pipe(Effect.scoped))
})
