import { assert, it } from "@effect/vitest"
import { Effect, Fiber } from "effect"
import { gather } from "../../../src/internal/users/gather.js"

it.effect("a fiber that comes while a gathering is interrupted is not interrupted", () =>
  Effect.gen(function*() {
    const count = gather((values: ReadonlyArray<string>) => Effect.succeed(values.length))
    const yields = (n: number) => Effect.repeatN(Effect.yieldNow(), n)
    // The interruption takes some steps. The second fiber comes before, between and after them.
    for (let steps = 0; steps < 10; steps++) {
      const first = yield* Effect.fork(count(["a"]))
      yield* yields(3)
      yield* Fiber.interruptFork(first)
      yield* yields(steps)
      // A fiber that comes before the interruption takes part in the first gathering, whose values are both processed.
      assert.include([1, 2], yield* count(["b"]))
    }
  }))
