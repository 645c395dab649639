import * as Effect from "effect/Effect"
import type { Event, Service as Config } from "../../PureCloudConfig.js"
import { annotated } from "./logging.js"

/*
 * Runs the hooks of the configuration.
 */

/** Runs a hook. Its failures and the errors it throws are logged, so that they do not end the call. */
export const runHook = (name: string, operation: string, hook: () => Effect.Effect<void>): Effect.Effect<void> =>
  Effect.catchAllCause(
    Effect.suspend(hook),
    (cause) => annotated(operation, undefined, Effect.logWarning(`${name} failed`, cause))
  )

/** Passes an event to `onEvent`. */
export const emit = ({ onEvent }: Config, event: Event): Effect.Effect<void> =>
  onEvent === undefined ? Effect.void : runHook("onEvent", event.endpoint, () => onEvent(event))
