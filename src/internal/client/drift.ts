import * as Effect from "effect/Effect"
import type { Drift } from "../../PureCloudConfig.js"
import { formatIssues } from "../schema/issue.js"
import type { Client } from "./client.js"
import { runHook } from "./hooks.js"

/** Maximum number of kinds of drift that are logged. */
const maxLogged = 1000

/** Passes a drift (a response that does not fit its schema) to `onDrift`, and logs each kind of drift once. */
export const reportDrift = ({ config, loggedDrift }: Client, drift: Drift): Effect.Effect<void> => {
  const { onDrift } = config
  const hook = onDrift === undefined ? Effect.void : runHook("onDrift", () => onDrift(drift))
  const unlogged = drift.issues.filter(({ expected, found, path }) => {
    const kind = `${drift.endpoint} ${path.replace(/\[\d+\]/g, "[]")} ${expected} ${found}`
    if (loggedDrift.has(kind) || loggedDrift.size >= maxLogged) return false
    loggedDrift.add(kind)
    return true
  })
  return unlogged.length === 0 ? hook : Effect.zipRight(
    Effect.logWarning(`${drift.endpoint}: the response does not fit its schema: ${formatIssues(unlogged)}`),
    hook
  )
}
