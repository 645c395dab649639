import type * as Endpoint from "../../Endpoint.js"
import * as Attributes from "../telemetry/attributes.js"
import { type Labels, makeLabels, update } from "../telemetry/labels.js"
import * as Metrics from "../telemetry/metrics.js"

/*
 * Updates the metrics of calls. The labels of an endpoint are made once for each client, so that an update only adds
 * numbers.
 */

/** Value of the tag for the reason of a wait. */
export type WaitReason = "rate_limit" | "retry_after" | "backoff"

/** Updates the metrics of the calls of an endpoint. */
export interface CallMetrics {
  readonly began: () => void
  readonly ended: (millis: number, errorType: string | undefined) => void
  readonly sent: () => void
  readonly received: (millis: number, status: number | undefined, errorType: string | undefined) => void
  readonly waited: (millis: number, reason: WaitReason) => void
  readonly drifted: () => void
}

/** Updates the metrics of a client. */
export interface ClientMetrics {
  readonly of: (endpoint: Endpoint.Any) => CallMetrics
  readonly allowance: (remaining: number) => void
}

/** Makes the functions that update the metrics of a client. */
export const make = ({ address, port }: Attributes.Server): ClientMetrics => {
  const known = new WeakMap<Endpoint.Any, CallMetrics>()
  const server = { [Attributes.serverAddress]: address, [Attributes.serverPort]: String(port) }
  const allowanceLabels = makeLabels({ unit: "{request}", ...server })
  return {
    of: (endpoint) => {
      let metrics = known.get(endpoint)
      if (metrics === undefined) {
        metrics = makeCallMetrics(endpoint, server)
        known.set(endpoint, metrics)
      }
      return metrics
    },
    allowance: (remaining) => update(Metrics.allowanceRemaining, remaining, allowanceLabels)
  }
}

const makeCallMetrics = (
  { id, method, path }: Endpoint.Any,
  server: { readonly [key: string]: string }
): CallMetrics => {
  const operation = { [Attributes.operation]: id }
  const calls = makeLabels({ unit: "{call}", ...operation })
  const attempts = makeLabels({ unit: "{request}", ...operation })
  const responses = makeLabels({ unit: "{response}", ...operation })
  const request = { unit: "s", [Attributes.method]: method, [Attributes.urlTemplate]: path, ...server }
  const ended = memo((errorType) => makeLabels({ unit: "s", ...operation, [Attributes.errorType]: errorType }))
  const waited = memo((reason) => makeLabels({ unit: "s", ...operation, [Attributes.waitReason]: reason }))
  const received = memo((status, errorType) =>
    makeLabels({ ...request, [Attributes.statusCode]: status, [Attributes.errorType]: errorType })
  )
  return {
    began: () => update(Metrics.calls, 1, calls),
    ended: (millis, errorType) => update(Metrics.callDuration, millis / 1000, ended(errorType)),
    sent: () => update(Metrics.attempts, 1, attempts),
    received: (millis, status, errorType) =>
      update(Metrics.requestDuration, millis / 1000, received(status?.toString(), errorType)),
    waited: (millis, reason) => update(Metrics.waitDuration, millis / 1000, waited(reason)),
    drifted: () => update(Metrics.drift, 1, responses)
  }
}

type Text = string | undefined

/** Caches the labels that a function makes for one or two values. */
const memo = (build: (a: Text, b: Text) => Labels): (a: Text, b?: Text) => Labels => {
  const cached = new Map<Text, Map<Text, Labels>>()
  return (a, b) => {
    let byB = cached.get(a)
    if (byB === undefined) cached.set(a, byB = new Map())
    let labels = byB.get(b)
    if (labels === undefined) byB.set(b, labels = build(a, b))
    return labels
  }
}
