import * as Cause from "effect/Cause"
import type * as Clock from "effect/Clock"
import * as Deferred from "effect/Deferred"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Equal from "effect/Equal"
import * as Exit from "effect/Exit"
import * as FiberId from "effect/FiberId"
import * as Option from "effect/Option"
import type * as Redacted from "effect/Redacted"
import type * as Scope from "effect/Scope"
import * as PureCloudConfig from "../../PureCloudConfig.js"
import { AuthError } from "../../PureCloudError.js"
import { backoffMillis } from "../http/backoff.js"
import { RequestFailure } from "../http/failure.js"
import { readStopwatch } from "../http/stopwatch.js"
import { clientClosed, requestError } from "./errors.js"
import { marginMillis, type Token } from "./token.js"

/*
 * A cache of one token for all calls. At most one fetch runs at a time. It runs in its own fiber, so that the
 * interruption of a call does not interrupt it. A token that is still valid is refreshed in the background.
 */

/** The token of a client. */
export interface TokenCache {
  /** Returns a valid token. Fails after the configured `timeout`. */
  readonly get: Effect.Effect<Redacted.Redacted, AuthError>
  /** Removes a token that the service rejected. Does nothing if another token is cached already. */
  readonly invalidate: (token: Redacted.Redacted) => Effect.Effect<void>
}

interface CachedToken {
  readonly token: Redacted.Redacted
  /** Time of day when the token expires. */
  readonly expiresAt: number
  /** Time of day when the token should be refreshed. */
  refreshAt: number
}

/** Error of a fetch after which the next fetch has to wait. Until the end of the wait, each `get` fails with it. */
interface Failure {
  readonly error: AuthError
  /** Number of such errors in a row. */
  readonly count: number
  /** Stopwatch reading at the end of the wait. */
  readonly until: number
}

interface Cache {
  readonly config: PureCloudConfig.Service
  readonly fetch: Effect.Effect<Token, AuthError>
  readonly scope: Scope.Scope
  cached: CachedToken | undefined
  /** Result of the fetch that is running. */
  pending: Deferred.Deferred<Redacted.Redacted, AuthError> | undefined
  failure: Failure | undefined
}

/** Minimum time between a failed refresh and the next one, in milliseconds. */
const refreshPauseMillis = 5_000

/** Makes the cache of the tokens that an effect fetches. */
export const make = (
  fetch: Effect.Effect<Token, AuthError>
): Effect.Effect<TokenCache, never, PureCloudConfig.PureCloudConfig | Scope.Scope> =>
  Effect.gen(function*() {
    const config = yield* PureCloudConfig.PureCloudConfig
    const scope = yield* Effect.scope
    const cache: Cache = { config, fetch, scope, cached: undefined, pending: undefined, failure: undefined }
    return {
      get: get(cache),
      invalidate: (token) =>
        Effect.sync(() => {
          if (cache.cached !== undefined && Equal.equals(cache.cached.token, token)) cache.cached = undefined
        })
    }
  })

const get = (cache: Cache): Effect.Effect<Redacted.Redacted, AuthError> => {
  const refreshing = refresh(cache)
  return Effect.clockWith((clock) => {
    const { cached, failure } = cache
    const now = clock.unsafeCurrentTimeMillis()
    if (cached !== undefined && now < cached.expiresAt) {
      return now < cached.refreshAt ? Effect.succeed(cached.token) : Effect.as(refreshing, cached.token)
    }
    const millis = remainingWait(cache, clock)
    // Timers may fire one millisecond early.
    return failure !== undefined && millis > 1
      ? Effect.fail(withRemainingWait(failure.error, millis))
      : Effect.flatMap(refreshing, (pending) => withTimeout(cache, Effect.interruptible(Deferred.await(pending))))
  })
}

/** Starts a fetch if none is running. Returns the Deferred of its result. */
const refresh = (cache: Cache): Effect.Effect<Deferred.Deferred<Redacted.Redacted, AuthError>> =>
  Effect.uninterruptible(Effect.suspend(() => {
    if (cache.pending !== undefined) return Effect.succeed(cache.pending)
    const pending = Deferred.unsafeMake<Redacted.Redacted, AuthError>(FiberId.none)
    cache.pending = pending
    return withTimeout(cache, cache.fetch).pipe(
      Effect.interruptible,
      // If the client is closed, the calls that wait for the token fail. They are not interrupted.
      Effect.mapErrorCause((cause) => Cause.isInterruptedOnly(cause) ? Cause.fail(clientClosed()) : cause),
      Effect.onExit((exit) =>
        Effect.clockWith((clock) => {
          store(cache, exit, clock)
          return Deferred.done(pending, Exit.map(exit, (token) => token.value))
        })
      ),
      Effect.ignore,
      Effect.forkIn(cache.scope),
      Effect.as(pending)
    )
  }))

/** Stores the result of a fetch. */
const store = (cache: Cache, exit: Exit.Exit<Token, AuthError>, clock: Clock.Clock): void => {
  const now = clock.unsafeCurrentTimeMillis()
  cache.pending = undefined
  const error = Option.flatMap(Exit.causeOption(exit), Cause.failureOption)
  cache.failure = Option.isSome(error) ? failureOf(cache, error.value, readStopwatch(clock)) : undefined
  if (Exit.isSuccess(exit)) {
    cache.cached = withExpiry(exit.value, cache.config.tokenRefreshMargin, now)
  } else if (cache.cached !== undefined) {
    cache.cached.refreshAt = now + Math.max(refreshPauseMillis, remainingWait(cache, clock))
  }
}

const withExpiry = ({ expiresIn, value }: Token, refreshMargin: Duration.Duration, now: number): CachedToken => {
  const lifetime = expiresIn === undefined ? Infinity : Duration.toMillis(expiresIn)
  return {
    token: value,
    expiresAt: now + lifetime,
    refreshAt: lifetime === Infinity ? Infinity : now + lifetime - marginMillis(refreshMargin, lifetime)
  }
}

/**
 * Returns the wait after an error: its `Retry-After`, or a backoff if the login service responded with 429 without
 * one.
 */
const failureOf = (
  { config: { retry }, failure }: Cache,
  error: AuthError,
  now: number
): Failure | undefined => {
  const count = (failure?.count ?? 0) + 1
  const retryAfterMillis = error.retryAfter === undefined ? 0 : Duration.toMillis(error.retryAfter)
  // A `Retry-After` of zero is ignored.
  if (retryAfterMillis > 0) return { error, count, until: now + retryAfterMillis }
  if (error.reason !== "RateLimited") return undefined
  const backoff = backoffOf(retry, count - 1)
  // Half of the backoff, because the call that failed waits longer than half of it.
  return { error, count, until: now + backoff / 2 }
}

/** Returns the backoff of a retry policy in milliseconds. */
export const backoffOf = ({ baseDelay, maxDelay }: PureCloudConfig.RetryPolicy, earlier: number): number =>
  backoffMillis({ baseDelayMillis: Duration.toMillis(baseDelay), maxDelayMillis: Duration.toMillis(maxDelay) }, earlier)

/** Returns the milliseconds until the next fetch may start. */
const remainingWait = ({ failure }: Cache, clock: Clock.Clock): number =>
  failure === undefined ? 0 : failure.until - readStopwatch(clock)

/** Returns the error for later calls, with the part of its `Retry-After` that has not passed. */
const withRemainingWait = (error: AuthError, millis: number): AuthError =>
  error.retryAfter === undefined ? error : new AuthError({ ...error, retryAfter: Duration.millis(millis) })

const withTimeout = <A>({ config }: Cache, effect: Effect.Effect<A, AuthError>): Effect.Effect<A, AuthError> =>
  Effect.timeoutFail(effect, {
    duration: config.timeout,
    onTimeout: () => requestError(new RequestFailure("Timeout"))
  })
