import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type { PureCloudError } from "../../PureCloudError.js"
import * as Attributes from "../telemetry/attributes.js"
import { errorTypeOf } from "../telemetry/errorType.js"

/*
 * The log lines of calls. They contain no value of a call. In normal operation nothing is logged above the level Debug.
 */

/** Adds the operation and the correlation id to the log lines of an effect. */
export const annotated = (
  operation: string,
  correlationId: string | undefined,
  log: Effect.Effect<void>
): Effect.Effect<void> =>
  Effect.annotateLogs(log, {
    [Attributes.operation]: operation,
    ...(correlationId === undefined ? {} : { [Attributes.correlationId]: correlationId })
  })

const correlationIdOf = (error: PureCloudError): string | undefined =>
  "correlationId" in error ? error.correlationId : undefined

/** Logs a wait for the rate limit. */
export const logRateLimitWait = (operation: string, delay: Duration.Duration): Effect.Effect<void> =>
  annotated(operation, undefined, Effect.logDebug(`${operation} waits ${seconds(delay)} for the rate limit`))

/** Logs the wait before a retry. */
export const logRetry = (
  operation: string,
  attempts: number,
  delay: Duration.Duration,
  error: PureCloudError
): Effect.Effect<void> =>
  annotated(
    operation,
    correlationIdOf(error),
    Effect.logDebug(
      `${operation}: attempt ${attempts} failed with ${errorTypeOf(error)}, the next one follows in ${seconds(delay)}`
    )
  )

/** Logs that a rejected token is replaced. */
export const logReplacedToken = (operation: string, error: PureCloudError): Effect.Effect<void> =>
  annotated(
    operation,
    correlationIdOf(error),
    Effect.logDebug(`${operation}: the service rejected the token, which is replaced`)
  )

/** Logs that the last attempt of a call failed. */
export const logGiveUp = (operation: string, attempts: number, error: PureCloudError): Effect.Effect<void> =>
  annotated(
    operation,
    correlationIdOf(error),
    Effect.logDebug(`${operation} failed with ${errorTypeOf(error)}, attempts: ${attempts}`)
  )

const seconds = (delay: Duration.Duration): string => `${Duration.toSeconds(delay)} s`
