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
import { RequestFailure } from "../http/failure.js"
import { stopwatch } from "../http/stopwatch.js"
import { clientClosed, requestError } from "./errors.js"
import type { Token } from "./token.js"

/*
 * One token for all calls: one fetch at a time, in a fiber of its own, so that the interruption of a call does not
 * interrupt it. A token that is still valid is refreshed in the background.
 */

/** The token of a client. */
export interface TokenCache {
  /** Returns a valid token. Fails after the configured `timeout`. */
  readonly get: Effect.Effect<Redacted.Redacted, AuthError>
  /** Removes a token that was refused, unless another one is cached by now. */
  readonly invalidate: (refused: Redacted.Redacted) => Effect.Effect<void>
}

interface CachedToken {
  readonly token: Redacted.Redacted
  /** Time of day of the expiry. */
  readonly expiresAt: number
  /** Time of day from which on the token is refreshed. */
  refreshAt: number
}

/** A failure that the next fetch has to wait after. Until then, it is the result of each `get`. */
interface Rejection {
  readonly error: AuthError
  /** Number of such failures in a row. */
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
  rejection: Rejection | undefined
}

/** Minimum time between two refreshes if the first one failed, in milliseconds. */
const refreshPauseMillis = 5_000

/** Makes the cache of the tokens that an effect fetches. */
export const make = (
  fetch: Effect.Effect<Token, AuthError>
): Effect.Effect<TokenCache, never, PureCloudConfig.PureCloudConfig | Scope.Scope> =>
  Effect.gen(function*() {
    const config = yield* PureCloudConfig.PureCloudConfig
    const scope = yield* Effect.scope
    const cache: Cache = { config, fetch, scope, cached: undefined, pending: undefined, rejection: undefined }
    return {
      get: get(cache),
      invalidate: (refused) =>
        Effect.sync(() => {
          if (cache.cached !== undefined && Equal.equals(cache.cached.token, refused)) cache.cached = undefined
        })
    }
  })

const get = (cache: Cache): Effect.Effect<Redacted.Redacted, AuthError> => {
  const refreshing = refresh(cache)
  return Effect.clockWith((clock) => {
    const { cached, rejection } = cache
    const now = clock.unsafeCurrentTimeMillis()
    if (cached !== undefined && now < cached.expiresAt) {
      return now < cached.refreshAt ? Effect.succeed(cached.token) : Effect.as(refreshing, cached.token)
    }
    const millis = remainingWait(cache, clock)
    // A timer may end a millisecond early.
    return rejection !== undefined && millis > 1
      ? Effect.fail(withRemainingWait(rejection.error, millis))
      : Effect.flatMap(refreshing, (pending) => withTimeout(cache, Effect.interruptible(Deferred.await(pending))))
  })
}

/** Starts a fetch, unless one is running, and returns its result to be. */
const refresh = (cache: Cache): Effect.Effect<Deferred.Deferred<Redacted.Redacted, AuthError>> =>
  Effect.uninterruptible(Effect.suspend(() => {
    if (cache.pending !== undefined) return Effect.succeed(cache.pending)
    const pending = Deferred.unsafeMake<Redacted.Redacted, AuthError>(FiberId.none)
    cache.pending = pending
    return withTimeout(cache, cache.fetch).pipe(
      Effect.interruptible,
      // The calls that wait for the token are not interrupted by the end of the client.
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
  cache.rejection = Option.isSome(error) ? rejectionOf(cache, error.value, stopwatch(clock)) : undefined
  if (Exit.isSuccess(exit)) {
    cache.cached = withExpiry(exit.value, cache.config.tokenRefreshMargin, now)
  } else if (cache.cached !== undefined) {
    cache.cached.refreshAt = now + Math.max(refreshPauseMillis, remainingWait(cache, clock))
  }
}

const withExpiry = ({ expiresIn, value }: Token, refreshMargin: Duration.Duration, now: number): CachedToken => {
  const lifetime = expiresIn === undefined ? Infinity : Duration.toMillis(expiresIn)
  const margin = Math.min(Duration.toMillis(refreshMargin), lifetime / 10)
  return {
    token: value,
    expiresAt: now + lifetime,
    refreshAt: lifetime === Infinity ? Infinity : now + lifetime - margin
  }
}

/** The wait that a failure calls for: its `Retry-After`, or a backoff if the login service limits the rate without one. */
const rejectionOf = (
  { config: { retry }, rejection }: Cache,
  error: AuthError,
  now: number
): Rejection | undefined => {
  const count = (rejection?.count ?? 0) + 1
  const retryAfterMillis = error.retryAfter === undefined ? 0 : Duration.toMillis(error.retryAfter)
  // A `Retry-After` of zero counts as none.
  if (retryAfterMillis > 0) return { error, count, until: now + retryAfterMillis }
  if (error.reason !== "RateLimited") return undefined
  const backoff = Math.min(Duration.toMillis(retry.maxDelay), Duration.toMillis(retry.baseDelay) * 2 ** (count - 1))
  // Half of it, because the call that failed waits longer than that.
  return { error, count, until: now + backoff / 2 }
}

/** Milliseconds until the next fetch may start. */
const remainingWait = ({ rejection }: Cache, clock: Clock.Clock): number =>
  rejection === undefined ? 0 : rejection.until - stopwatch(clock)

/** The error for later calls: a part of its `Retry-After` has passed. */
const withRemainingWait = (error: AuthError, millis: number): AuthError =>
  error.retryAfter === undefined ? error : new AuthError({ ...error, retryAfter: Duration.millis(millis) })

const withTimeout = <A>({ config }: Cache, effect: Effect.Effect<A, AuthError>): Effect.Effect<A, AuthError> =>
  Effect.timeoutFail(effect, {
    duration: config.timeout,
    onTimeout: () => requestError(new RequestFailure("Timeout"))
  })
