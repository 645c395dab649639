import * as Context from "effect/Context"
import * as DefaultServices from "effect/DefaultServices"
import * as Effect from "effect/Effect"
import * as Tracer from "effect/Tracer"
import type * as Endpoint from "../../Endpoint.js"
import type { PureCloudError } from "../../PureCloudError.js"
import type { CallState } from "./callState.js"
import { statusOf } from "./errors.js"

/** Name and attributes of the spans of an endpoint. */
export interface CallSpan {
  readonly name: string
  readonly attributes: { readonly [key: string]: string }
}

/** Returns the name and the attributes of the spans of an endpoint. They contain no value of a call. */
export const spanOf = ({ id, method, path }: Endpoint.Any): CallSpan => ({
  name: `PureCloud.${id}`,
  attributes: { "http.request.method": method, "http.route": path }
})

/** The tracer of a program that does not set one. It records nothing. */
const defaultTracer = Context.get(DefaultServices.liveServices, Tracer.Tracer)

/** Runs a call in a span, if a tracer is set. */
export const withCallSpan = <A>(
  call: Effect.Effect<A, PureCloudError>,
  state: CallState,
  { attributes, name }: CallSpan
): Effect.Effect<A, PureCloudError> =>
  Effect.tracerWith((tracer) =>
    tracer === defaultTracer ? call : Effect.useSpan(
      name,
      { kind: "client", attributes, captureStackTrace: false },
      (span) =>
        Effect.tapBoth(call, {
          onSuccess: () => Effect.sync(() => annotate(span, state, state.status)),
          onFailure: (error) => Effect.sync(() => annotate(span, state, statusOf(error)))
        }).pipe(Effect.withParentSpan(span))
    )
  )

const annotate = (span: Tracer.Span, { sent }: CallState, status: number | undefined): void => {
  if (status !== undefined) span.attribute("http.response.status_code", status)
  if (sent > 1) span.attribute("http.request.resend_count", sent - 1)
}
