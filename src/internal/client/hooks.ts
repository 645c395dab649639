import * as Effect from "effect/Effect"

/**
 * Runs what the owner of the program hung in. Nothing here depends on it, so that what it dies of, or throws, goes to
 * the log. That the caller is interrupted passes.
 */
export const runHook = (name: string, hook: () => Effect.Effect<void>): Effect.Effect<void> =>
  Effect.catchAllCause(Effect.suspend(hook), (cause) => Effect.logWarning(`${name} failed`, cause))
