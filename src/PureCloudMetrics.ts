/**
 * The metrics of a client. They are metrics of `effect/Metric`, so every exporter of Effect can export them, for
 * example `Otlp` and `NodeSdk` of `@effect/opentelemetry`. {@link snapshot} reads them in a program.
 *
 * Each metric has the tag `unit` and tags with few different values, for example the operation or the status. No tag
 * contains a value of a call. `Effect.tagMetrics` adds your own tags to the metrics of a call, for example the
 * organization.
 *
 * @since 0.2.0
 */

import * as Effect from "effect/Effect"
import * as Metric from "effect/Metric"
import type * as MetricState from "effect/MetricState"
import * as Record from "effect/Record"
import * as Metrics from "./internal/telemetry/metrics.js"

// ----------------------------------------------------------------------------------------------------------- metrics

/**
 * Number of calls that started. Tag: `purecloud.operation`, the id of the endpoint.
 *
 * @since 0.2.0
 * @category metrics
 */
export const calls: Metric.Metric.Counter<number> = Metric.tagged(Metrics.calls, "unit", "{call}")

/**
 * Number of requests that were sent for calls, one for each attempt. Tag: `purecloud.operation`.
 *
 * @since 0.2.0
 * @category metrics
 */
export const attempts: Metric.Metric.Counter<number> = Metric.tagged(Metrics.attempts, "unit", "{request}")

/**
 * Duration of calls in seconds, with all attempts and waits. For pages of a stream, it does not include the decoding.
 * Interrupted calls are not counted. Tags: `purecloud.operation`, and `error.type` if the call failed: the status of
 * the response, or the tag of the error with its reason, for example `PureCloudTransportError/Timeout`.
 *
 * @since 0.2.0
 * @category metrics
 */
export const callDuration: Metric.Metric.Histogram<number> = Metric.tagged(Metrics.callDuration, "unit", "s")

/**
 * Duration of the requests of calls in seconds, until the last byte of the response. The metric and its tags are those
 * of OpenTelemetry: `http.request.method`, `url.template`, `server.address`, `server.port`, `http.response.status_code`
 * and, if the attempt failed, `error.type`.
 *
 * @since 0.2.0
 * @category metrics
 */
export const requestDuration: Metric.Metric.Histogram<number> = Metric.tagged(Metrics.requestDuration, "unit", "s")

/**
 * Duration of the waits of calls in seconds. Tags: `purecloud.operation`, and `purecloud.wait.reason`: `rate_limit`,
 * `retry_after` or `backoff`.
 *
 * @since 0.2.0
 * @category metrics
 */
export const waitDuration: Metric.Metric.Histogram<number> = Metric.tagged(Metrics.waitDuration, "unit", "s")

/**
 * Number of requests left in the rate limit window, according to the latest response. Tags: `server.address` and
 * `server.port`. Clients of the same host set the same value: to separate them, tag their calls with
 * `Effect.tagMetrics`.
 *
 * @since 0.2.0
 * @category metrics
 */
export const allowanceRemaining: Metric.Metric.Gauge<number> = Metric.tagged(
  Metrics.allowanceRemaining,
  "unit",
  "{request}"
)

/**
 * Number of token requests. Tags: `purecloud.grant`, and `error.type` if the request failed.
 *
 * @since 0.2.0
 * @category metrics
 */
export const tokenRefreshes: Metric.Metric.Counter<number> = Metric.tagged(Metrics.tokenRefreshes, "unit", "{token}")

/**
 * Number of responses that were returned although they do not fit their schema. Tag: `purecloud.operation`.
 *
 * @since 0.2.0
 * @category metrics
 */
export const drift: Metric.Metric.Counter<number> = Metric.tagged(Metrics.drift, "unit", "{response}")

// ----------------------------------------------------------------------------------------------------------- reading

/**
 * State of a metric for one set of tags.
 *
 * @since 0.2.0
 * @category models
 */
export interface Sample {
  /** Name of the metric. */
  readonly name: string
  /** Unit, for example `s`. */
  readonly unit: string
  /** Tags, without the unit. */
  readonly tags: { readonly [key: string]: string }
  /** State of the metric. */
  readonly state: MetricState.MetricState.Untyped
}

/**
 * Reads the metrics of all clients of the program.
 *
 * @example
 * ```ts
 * import { Console, Effect, MetricState } from "effect"
 * import * as PureCloudMetrics from "effect-purecloud/PureCloudMetrics"
 *
 * export const printCalls = Effect.flatMap(PureCloudMetrics.snapshot, Effect.forEach(({ name, state, tags }) =>
 *   name === "purecloud.client.calls" && MetricState.isCounterState(state)
 *     ? Console.log(`${tags["purecloud.operation"]}: ${state.count}`)
 *     : Effect.void))
 * ```
 *
 * @since 0.2.0
 * @category reading
 */
export const snapshot: Effect.Effect<ReadonlyArray<Sample>> = Effect.map(
  Metric.snapshot,
  (pairs) =>
    pairs.flatMap(({ metricKey, metricState }) => {
      if (!isOwn(metricKey.name)) return []
      const { unit = "1", ...tags } = Record.fromEntries(metricKey.tags.map(({ key, value }) => [key, value]))
      return [{ name: metricKey.name, unit, tags, state: metricState }]
    })
)

const isOwn = (name: string): boolean => name.startsWith("purecloud.client.") || name === "http.client.request.duration"
