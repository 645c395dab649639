import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"

/**
 * Number of yields to the scheduler without a new value after which a gathering closes. Fibers that start at the same
 * time run one after the other, and may yield before they add their values.
 */
const quietYields = 10

/** Values that are gathered, and the fiber that will process them. */
interface Gathering<A, B> {
  readonly values: Array<A>
  readonly fiber: Fiber.Fiber<B>
  /** Number of fibers that wait for the result. */
  waiting: number
}

/**
 * Gathers the values that fibers pass at the same time, and runs an effect once for all of them. The effect is
 * interrupted if no fiber waits for it any more.
 */
export const gather = <A, B>(
  run: (values: ReadonlyArray<A>) => Effect.Effect<B>
): (values: ReadonlyArray<A>) => Effect.Effect<B> => {
  let open: Gathering<A, B> | undefined

  const begin = Effect.suspend(() => {
    const values: Array<A> = []
    const untilQuiet: Effect.Effect<void> = Effect.suspend(() => {
      const before = values.length
      return Effect.zipRight(
        Effect.repeatN(Effect.yieldNow(), quietYields - 1),
        Effect.suspend(() => values.length === before ? Effect.void : untilQuiet)
      )
    })
    const close = Effect.sync(() => {
      if (open?.values === values) open = undefined
    })
    return Effect.ensuring(untilQuiet, close).pipe(
      Effect.zipRight(Effect.suspend(() => run(values))),
      Effect.interruptible,
      Effect.forkDaemon,
      Effect.map((fiber) => (open = { values, fiber, waiting: 0 }))
    )
  })

  return (values) =>
    Effect.uninterruptibleMask((restore) =>
      Effect.flatMap(Effect.suspend(() => open === undefined ? begin : Effect.succeed(open)), (gathering) => {
        gathering.values.push(...values)
        gathering.waiting++
        return Effect.onInterrupt(
          // Fiber.join would copy the FiberRefs of the first caller to the others.
          restore(Effect.flatten(Fiber.await(gathering.fiber))),
          () => {
            if (--gathering.waiting > 0) return Effect.void
            // A fiber that comes before the interruption has ended begins another gathering.
            if (open === gathering) open = undefined
            return Fiber.interrupt(gathering.fiber)
          }
        )
      })
    )
}
