import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"

/** Turns of the scheduler in which nobody comes, after which nobody is waited for: fibers start one after the other. */
const quietTurns = 10

interface Batch<A, B> {
  readonly asked: Array<A>
  readonly fiber: Fiber.Fiber<B>
  /** Who still waits for it. */
  waiting: number
}

/** Does once for all what is asked for at the same time, by whichever fibers. It ends when nobody waits for it any more. */
export const gathered = <A, B>(
  run: (asked: ReadonlyArray<A>) => Effect.Effect<B>
): (asked: ReadonlyArray<A>) => Effect.Effect<B> => {
  let open: Batch<A, B> | undefined

  const begin = Effect.suspend(() => {
    const asked: Array<A> = []
    const quiet: Effect.Effect<void> = Effect.suspend(() => {
      const before = asked.length
      return Effect.zipRight(
        Effect.repeatN(Effect.yieldNow(), quietTurns - 1),
        Effect.suspend(() => asked.length === before ? Effect.void : quiet)
      )
    })
    const close = Effect.sync(() => {
      if (open?.asked === asked) open = undefined
    })
    return Effect.ensuring(quiet, close).pipe(
      Effect.zipRight(Effect.suspend(() => run(asked))),
      Effect.interruptible,
      Effect.forkDaemon,
      Effect.map((fiber) => (open = { asked, fiber, waiting: 0 }))
    )
  })

  return (asked) =>
    Effect.uninterruptibleMask((restore) =>
      Effect.flatMap(Effect.suspend(() => open === undefined ? begin : Effect.succeed(open)), (batch) => {
        batch.asked.push(...asked)
        batch.waiting++
        return Effect.onInterrupt(
          // Joining would hand the services of one fiber on to the others.
          restore(Effect.flatten(Fiber.await(batch.fiber))),
          () => --batch.waiting === 0 ? Fiber.interrupt(batch.fiber) : Effect.void
        )
      })
    )
}
