/**
 * Waits for turns of the event loop.
 */
import { Effect } from "effect"

export const turn = Effect.promise(() => new Promise((resolve) => setImmediate(resolve)))

export const until = (condition: () => boolean): Effect.Effect<void> =>
  Effect.suspend(() => condition() ? Effect.void : Effect.zipRight(turn, until(condition)))
