import { assert, describe, it } from "@effect/vitest"
import { Clock, Duration, Effect, TestClock } from "effect"
import * as FC from "effect/FastCheck"
import { readStopwatch, sleep } from "../../../src/internal/http/stopwatch.js"

/** A clock whose times do not agree with its sleeps. */
const strangeClock = () => {
  let nanos = 1_000_000_000n
  const clock: Clock.Clock = Object.assign(Object.create(Clock.make()) as Clock.Clock, {
    unsafeCurrentTimeNanos: () => nanos,
    sleep: () => Effect.void
  })
  return { clock, set: (millis: number) => void (nanos = BigInt(millis) * 1_000_000n) }
}

const milliseconds = FC.integer({ min: 0, max: 100_000 })

describe("the stopwatch", () => {
  it.effect.prop(
    "never goes back, and counts every sleep completely, whatever the times of the clock",
    [FC.array(FC.oneof(FC.record({ set: milliseconds }), FC.record({ sleep: milliseconds })), { maxLength: 20 })],
    ([steps]) =>
      Effect.gen(function*() {
        const { clock, set } = strangeClock()
        let last = readStopwatch(clock)
        for (const step of steps) {
          if ("set" in step) set(step.set)
          else yield* Effect.withClock(sleep(step.sleep), clock)
          const now = readStopwatch(clock)
          assert.isAtLeast(now - last, "sleep" in step ? step.sleep : 0)
          last = now
        }
      })
  )

  it.live("equals the clock if the clock agrees with its sleeps", () =>
    Effect.gen(function*() {
      let elapsed = 0
      const clock: Clock.Clock = Object.assign(Object.create(Clock.make()) as Clock.Clock, {
        unsafeCurrentTimeNanos: () => BigInt(elapsed) * 1_000_000n,
        sleep: (duration: Duration.Duration) => Effect.sync(() => void (elapsed += Duration.toMillis(duration)))
      })
      const start = readStopwatch(clock)
      for (const millis of [1, 1000, 59_999]) yield* Effect.withClock(sleep(millis), clock)
      assert.strictEqual(readStopwatch(clock) - start, 61_000)
    }))

  // TestClock computes its nanoseconds with floating-point numbers, which cannot represent all of them today.
  it.effect.prop("advances by the milliseconds of TestClock, at any date", [
    FC.date({ min: new Date("2000-01-01"), max: new Date("2100-01-01"), noInvalidDate: true }),
    FC.array(FC.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 50 })
  ], ([date, sleeps]) =>
    Effect.gen(function*() {
      yield* TestClock.setTime(date.getTime())
      const clock = yield* Effect.clock
      for (const millis of sleeps) {
        const start = readStopwatch(clock)
        yield* TestClock.adjust(millis)
        assert.strictEqual(readStopwatch(clock) - start, millis)
      }
    }))
})
