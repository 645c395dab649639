import * as Effect from "effect/Effect"
import type * as Endpoint from "../../Endpoint.js"
import type { Drift } from "../../PureCloudConfig.js"
import { formatIssues } from "../schema/issue.js"
import type { Client } from "./client.js"
import { runHook } from "./hooks.js"
import { annotated } from "./logging.js"

/** Maximum number of kinds of drift that are logged. */
const maxLogged = 1000

/** Passes a drift (a response that does not fit its schema) to `onDrift`, and logs each kind of drift once. */
export const reportDrift = (
  { config: { onDrift }, loggedDrift, metrics }: Client,
  endpoint: Endpoint.Any,
  drift: Drift
): Effect.Effect<void> => {
  metrics.of(endpoint).drifted()
  const hook = onDrift === undefined ? Effect.void : runHook("onDrift", drift.endpoint, () => onDrift(drift))
  const unlogged = drift.issues.filter(({ expected, found, path }) => {
    const kind = `${drift.endpoint} ${path.replace(/\[\d+\]/g, "[]")} ${expected} ${found}`
    if (loggedDrift.has(kind) || loggedDrift.size >= maxLogged) return false
    loggedDrift.add(kind)
    return true
  })
  return unlogged.length === 0 ? hook : Effect.zipRight(
    annotated(
      drift.endpoint,
      drift.correlationId,
      Effect.logWarning(`${drift.endpoint}: the response does not fit its schema: ${formatIssues(unlogged)}`)
    ),
    hook
  )
}
