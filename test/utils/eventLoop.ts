/**
 * Waits for turns of the event loop.
 */
import { Effect } from "effect"

/** Waits for one turn of the event loop. */
export const turn = Effect.promise(() => new Promise((resolve) => setImmediate(resolve)))

/** Waits until a condition is true, and checks it in each turn of the event loop. */
export const until = (condition: () => boolean): Effect.Effect<void> =>
  Effect.suspend(() => condition() ? Effect.void : Effect.zipRight(turn, until(condition)))
