import type * as Redacted from "effect/Redacted"
import type * as Tracer from "effect/Tracer"
import type { Source } from "../../Auth.js"
import type * as Endpoint from "../../Endpoint.js"
import type { PureCloudError } from "../../PureCloudError.js"
import type { HttpRequest } from "../http/requests.js"

/** State of one call, from its input to its result. The stages of the call change it. */
export interface CallState {
  readonly endpoint: Endpoint.Any
  /** The request, without a token. */
  readonly request: HttpRequest
  /** Secrets of the call, which are removed from the texts of errors: tokens and passwords. */
  readonly secrets: () => ReadonlyArray<string>
  /** Stopwatch reading at the start of the call. */
  readonly startedAt: number
  /** Milliseconds of waits that do not count toward the deadline: for the rate limit, and for `maxConcurrency`. */
  uncountedMillis: number
  /** Number of requests sent. */
  sent: number
  /** Number of failed attempts that count toward the maximum. */
  failures: number
  /** Number of responses with the status 429 and no `Retry-After`. Each of them lengthens the next wait. */
  throttled: number
  /** Whether a rejected token may be replaced. A call replaces it at most once. */
  canReplaceToken: boolean
  /** Source of the token of the latest request. */
  source: Source
  /**
   * Whether the next request must use a token of the same source, because the token of the last request was rejected.
   */
  keepsSource: boolean
  /**
   * Whether the latest request got a 429 that paused only its token. The wait for a token of the pool then counts toward
   * the deadline, like the wait for a `Retry-After`.
   */
  isThrottled: boolean
  /** Token of the latest request. */
  token: Redacted.Redacted | undefined
  /** Values of all tokens sent. */
  readonly tokens: Set<string>
  /** Error of the latest attempt. */
  error: PureCloudError | undefined
  /** Span of the call, if a tracer is set. */
  span: Tracer.Span | undefined
  /** Status of the response to the latest request. It is set only if the call has a span. */
  status: number | undefined
  /** Correlation id of that response, without secrets. It is set only if the call has a span. */
  correlationId: string | undefined
}

/** Makes the state of a call that has not sent a request. */
export const make = (options: {
  readonly endpoint: Endpoint.Any
  readonly request: HttpRequest
  readonly passwords: ReadonlyArray<string>
  readonly startedAt: number
  readonly canReplaceToken: boolean
  readonly source: Source
}): CallState => {
  const tokens = new Set<string>()
  return {
    endpoint: options.endpoint,
    request: options.request,
    secrets: () => [...tokens, ...options.passwords],
    startedAt: options.startedAt,
    uncountedMillis: 0,
    sent: 0,
    failures: 0,
    throttled: 0,
    canReplaceToken: options.canReplaceToken,
    source: options.source,
    keepsSource: false,
    isThrottled: false,
    token: undefined,
    tokens,
    error: undefined,
    span: undefined,
    status: undefined,
    correlationId: undefined
  }
}

/** Returns the milliseconds that are left until the deadline. */
export const remainingMillis = (state: CallState, deadlineMillis: number, now: number): number =>
  deadlineMillis - (now - state.startedAt - state.uncountedMillis)
