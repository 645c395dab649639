import * as Cause from "effect/Cause"
import * as Context from "effect/Context"
import * as DefaultServices from "effect/DefaultServices"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as FiberRef from "effect/FiberRef"
import * as Option from "effect/Option"
import * as Tracer from "effect/Tracer"
import type * as Endpoint from "../../Endpoint.js"
import type { PureCloudError } from "../../PureCloudError.js"
import { quoting } from "../http/quote.js"
import { correlationIdOf, type RawResponse } from "../http/rawResponse.js"
import * as Attributes from "../telemetry/attributes.js"
import { errorTypeOfCause } from "../telemetry/errorType.js"
import type { CallState } from "./callState.js"

/*
 * The spans of calls and attempts. They contain no value of a call: no path value, query, header or body, and no
 * message of the service, which may repeat them.
 */

/** The tracer of a program that does not set one. It records nothing. */
const defaultTracer = Context.get(DefaultServices.liveServices, Tracer.Tracer)

/** Returns the attributes of the spans of an endpoint. */
const attributesOf = ({ method, path }: Endpoint.Any, { address, port }: Attributes.Server) => ({
  [Attributes.method]: method,
  [Attributes.urlTemplate]: path,
  [Attributes.serverAddress]: address,
  [Attributes.serverPort]: port
})

/** Runs a call in a span, if a tracer is set. */
export const withCallSpan = <A>(
  call: Effect.Effect<A, PureCloudError>,
  state: CallState,
  server: Attributes.Server
): Effect.Effect<A, PureCloudError> =>
  Effect.tracerWith((tracer) =>
    tracer === defaultTracer ? call : inSpan(
      state.endpoint.id,
      { kind: "internal", attributes: attributesOf(state.endpoint, server), captureStackTrace: false },
      (span) => {
        state.span = span
        return call
      },
      (span, exit) => {
        if (state.sent > 1) span.attribute(Attributes.resendCount, state.sent - 1)
        return annotate(span, exit, state.status, state.correlationId)
      }
    )
  )

/**
 * Runs an attempt in a child of the span of its call, if the call has a span. `attempt` receives the span of the
 * attempt.
 */
export const withAttemptSpan = (
  state: CallState,
  server: Attributes.Server,
  attempt: (span: Tracer.Span | undefined) => Effect.Effect<Classified, PureCloudError>
): Effect.Effect<Classified, PureCloudError> => {
  const { endpoint, secrets, sent, span: parent } = state
  if (parent === undefined) return attempt(undefined)
  return inSpan(
    `${endpoint.method} ${endpoint.path}`,
    { kind: "client", parent, attributes: attributesOf(endpoint, server), captureStackTrace: false },
    attempt,
    (span, exit) => {
      if (sent > 1) span.attribute(Attributes.resendCount, sent - 1)
      if (Exit.isFailure(exit)) return annotate(span, exit, undefined, undefined)
      const { error, response } = exit.value
      state.status = response.status
      state.correlationId = quoting(secrets)(correlationIdOf(response))
      const result = error === undefined ? exit : Exit.fail(error)
      return annotate(span, result, state.status, state.correlationId)
    }
  )
}

/** A response, and its error if it is not a success. */
export interface Classified {
  readonly response: RawResponse
  readonly error: PureCloudError | undefined
}

/**
 * Runs an effect in a span, which ends without the values of its result. `end` sets the last attributes, and returns
 * the result of the span.
 */
const inSpan = <A>(
  name: string,
  options: Tracer.SpanOptions,
  use: (span: Tracer.Span) => Effect.Effect<A, PureCloudError>,
  end: (span: Tracer.Span, exit: Exit.Exit<A, PureCloudError>) => Exit.Exit<unknown, PureCloudError>
): Effect.Effect<A, PureCloudError> =>
  Effect.uninterruptibleMask((restore) =>
    Effect.flatMap(Effect.makeSpan(name, options), (span) =>
      Effect.onExit(
        restore(Effect.withParentSpan(Effect.suspend(() => use(span)), span)),
        (exit) =>
          Effect.zipWith(FiberRef.get(FiberRef.currentTracerTimingEnabled), Effect.clock, (isTimed, clock) => {
            span.end(isTimed ? clock.unsafeCurrentTimeNanos() : 0n, withoutValues(end(span, exit)))
          })
      ))
  )

const annotate = (
  span: Tracer.Span,
  exit: Exit.Exit<unknown, PureCloudError>,
  status: number | undefined,
  correlationId: string | undefined
): Exit.Exit<unknown, PureCloudError> => {
  if (status !== undefined) span.attribute(Attributes.statusCode, status)
  if (correlationId !== undefined) span.attribute(Attributes.correlationId, correlationId)
  if (Exit.isFailure(exit) && !Cause.isInterruptedOnly(exit.cause)) {
    span.attribute(Attributes.errorType, errorTypeOfCause(exit.cause))
  }
  return exit
}

/**
 * Returns the exit for a span. Tracers export the message of its error, so it is not the message of the call's error.
 */
const withoutValues = (exit: Exit.Exit<unknown, PureCloudError>): Exit.Exit<unknown, unknown> =>
  Exit.match(exit, {
    onSuccess: () => Exit.void,
    onFailure: (cause) => {
      if (Cause.isInterruptedOnly(cause)) return Exit.failCause(cause)
      const error = Cause.failureOption(cause)
      const message = errorTypeOfCause(cause)
      return Option.isNone(error)
        ? Exit.die({ name: "Defect", message })
        : Exit.fail({ name: error.value._tag, message })
    }
  })
