import { assert, describe, it } from "@effect/vitest"
import { Effect, Exit, Fiber, TestClock } from "effect"
import { within } from "../../../src/internal/http/timeout.js"
import { turn } from "../../utils/eventLoop.js"
import * as Time from "../../utils/time.js"

const limited = <A>(self: Effect.Effect<A>, millis: number): Effect.Effect<A, "late"> =>
  Effect.flatMap(
    Effect.runtime<never>(),
    (runtime) => within(self, { millis, onTimeout: () => "late" as const, runtime })
  )

/** A clock that counts its sleeps. */
const counting = () => {
  const time = Time.make("memory")
  let sleeps = 0
  const clock = Object.assign(Object.create(time.clock) as typeof time.clock, {
    sleep: (duration: Parameters<typeof time.clock.sleep>[0]) =>
      Effect.suspend(() => {
        sleeps++
        return time.clock.sleep(duration)
      })
  })
  return {
    ...time,
    run: <A, E>(self: Effect.Effect<A, E>) => time.run(Effect.withClock(self, clock)),
    sleeps: () => sleeps
  }
}

describe("a timeout", () => {
  it.live("ends each effect at its own timeout, in any order", () =>
    Effect.gen(function*() {
      const time = Time.make("memory")
      const ended: Array<readonly [number, number]> = []
      const end = (millis: number) => Effect.sync(() => ended.push([millis, time.elapsed()]))
      yield* time.run(Effect.forEach(
        [300, 100, 200, 100],
        (millis) => Effect.catchAll(limited(Effect.never, millis), () => end(millis)),
        { concurrency: "unbounded" }
      ))
      assert.deepStrictEqual(ended, [[100, 100], [100, 100], [200, 200], [300, 300]])
      assert.strictEqual(time.asleep(), 0)
    }))

  it.live("uses one timer for all effects, and none if nothing is pending", () =>
    Effect.gen(function*() {
      const time = counting()
      yield* Effect.flatten(time.run(Effect.gen(function*() {
        const fibers = yield* Effect.forEach(
          [100, 100, 200, 300],
          (millis) => Effect.fork(limited(Effect.never, millis))
        )
        yield* turn
        assert.strictEqual(time.asleep(), 1)
        yield* Fiber.interruptAll(fibers)
        yield* turn
        assert.strictEqual(time.asleep(), 0)
      })))
      assert.strictEqual(time.elapsed(), 0)
    }))

  it.live("keeps its timer for effects that start immediately afterwards", () =>
    Effect.gen(function*() {
      const time = counting()
      yield* Effect.flatten(time.run(Effect.repeatN(limited(Effect.zipRight(turn, Effect.sync(time.touch)), 100), 99)))
      assert.strictEqual(time.sleeps(), 1)
      yield* turn
      assert.strictEqual(time.asleep(), 0)
    }))

  it.live("has a timer for each clock", () =>
    Effect.gen(function*() {
      const [slow, fast] = [Time.make("memory"), Time.make("memory")]
      const fiber = yield* Effect.fork(Effect.withClock(limited(Effect.never, 10), slow.clock))
      yield* turn
      assert.deepStrictEqual(yield* fast.run(limited(Effect.never, 1000)), Exit.fail("late" as const))
      assert.isNull(fiber.unsafePoll())
      assert.strictEqual(slow.asleep(), 1)
      yield* Fiber.interrupt(fiber)
      yield* turn
      assert.strictEqual(slow.asleep(), 0)
    }))

  it.effect("works with TestClock", () =>
    Effect.gen(function*() {
      const fiber = yield* Effect.fork(limited(Effect.never, 30_000))
      yield* TestClock.adjust("29 seconds")
      assert.isNull(fiber.unsafePoll())
      yield* TestClock.adjust("1 seconds")
      assert.deepStrictEqual(yield* Fiber.await(fiber), Exit.fail("late" as const))
    }))

  it.live("works if the caller is uninterruptible", () =>
    Effect.gen(function*() {
      const time = Time.make("memory")
      const exit = yield* time.run(Effect.uninterruptible(limited(Effect.never, 100)))
      assert.deepStrictEqual(exit, Exit.fail("late" as const))
    }))

  it.live("waits for the finalizers of the effect, after a timeout and after an interruption", () =>
    Effect.gen(function*() {
      const time = Time.make("memory")
      let released = 0
      const work = Effect.onInterrupt(Effect.never, () => Effect.zipRight(turn, Effect.sync(() => released++)))
      yield* time.run(limited(work, 100))
      assert.strictEqual(released, 1)
      const fiber = yield* Effect.fork(limited(work, 100))
      yield* turn
      yield* Fiber.interrupt(fiber)
      assert.strictEqual(released, 2)
    }))

  it.live("returns the exit of the effect", () =>
    Effect.gen(function*() {
      assert.deepStrictEqual(yield* Effect.exit(limited(Effect.succeed(1), 100)), Exit.succeed(1))
      assert.deepStrictEqual(yield* Effect.exit(limited(Effect.die("x"), 100)), Exit.die("x"))
    }))
})
