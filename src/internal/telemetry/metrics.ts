import * as Metric from "effect/Metric"
import * as MetricBoundaries from "effect/MetricBoundaries"

/*
 * The metrics of this package, without their tags. `PureCloudMetrics` documents them.
 */

/** Number of calls that began. */
export const calls = Metric.counter("purecloud.client.calls", {
  description: "Number of calls that began",
  incremental: true
})

/** Number of requests sent for calls. */
export const attempts = Metric.counter("purecloud.client.attempts", {
  description: "Number of requests sent for calls",
  incremental: true
})

/** Duration of calls, with all attempts and waits. */
export const callDuration = Metric.histogram(
  "purecloud.client.call.duration",
  MetricBoundaries.fromIterable([0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300]),
  "Duration of calls, with all attempts and waits"
)

/** Duration of requests. The boundaries are those of OpenTelemetry. */
export const requestDuration = Metric.histogram(
  "http.client.request.duration",
  MetricBoundaries.fromIterable([0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10]),
  "Duration of HTTP client requests"
)

/** Duration of waits. */
export const waitDuration = Metric.histogram(
  "purecloud.client.wait.duration",
  MetricBoundaries.fromIterable([0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300]),
  "Duration of waits for the rate limit and before retries"
)

/** Number of requests left in the rate limit window. */
export const allowanceRemaining = Metric.gauge("purecloud.client.allowance.remaining", {
  description: "Number of requests left in the rate limit window, according to the latest response"
})

/** Number of token requests that ended, with a token or with an error. */
export const tokenRefreshes = Metric.counter("purecloud.client.token.refreshes", {
  description: "Number of token requests",
  incremental: true
})

/** Number of responses with drift. */
export const drift = Metric.counter("purecloud.client.drift", {
  description: "Number of responses that were returned although they do not fit their schema",
  incremental: true
})
