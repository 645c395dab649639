import type * as Clock from "effect/Clock"
import * as Attributes from "../telemetry/attributes.js"
import type { CallState } from "./callState.js"
import type { Client } from "./client.js"
import type { WaitReason } from "./metrics.js"

/** Adds a wait that has ended to the metrics, and to the span of the call. */
export const noteWait = (
  { metrics }: Client,
  { endpoint, span }: CallState,
  clock: Clock.Clock,
  millis: number,
  reason: WaitReason
): void => {
  metrics.of(endpoint).waited(millis, reason)
  span?.event("purecloud.wait", clock.unsafeCurrentTimeNanos(), {
    [Attributes.waitReason]: reason,
    [Attributes.waitDuration]: millis / 1000
  })
}
