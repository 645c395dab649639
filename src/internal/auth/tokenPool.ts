import * as Arr from "effect/Array"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Order from "effect/Order"
import type * as Scope from "effect/Scope"
import { PureCloudConfig, type Service as Config } from "../../PureCloudConfig.js"
import { AuthError } from "../../PureCloudError.js"
import { readStopwatch, sleep } from "../http/stopwatch.js"
import * as Queue from "../http/waitQueue.js"
import * as Attributes from "../telemetry/attributes.js"
import type { Token } from "./token.js"
import { backoffOf, type TokenCache } from "./tokenCache.js"

/*
 * A pool of tokens. It starts with one token, and fetches another token when none of its tokens allows a request.
 */

/** Source of one token of the pool. */
export interface Source extends TokenCache {
  readonly key: string
}

/** The tokens that calls may use, and functions that add tokens. */
export interface Pool {
  /** Returns the tokens that calls may use now, in the order of the pool. */
  readonly sources: () => Arr.NonEmptyReadonlyArray<Source>
  /** Starts to fetch one more token, unless one is being fetched or the pool is full. */
  readonly grow: Effect.Effect<void>
  /** Waits until the pool has grown. The wait begins when the function is called. */
  readonly grown: () => Effect.Effect<void>
}

interface Member extends Source {
  readonly index: number
  /** Stopwatch reading before which the token is not fetched, because the latest fetch failed. */
  unusedUntil: number
}

/**
 * Minimum time between a failed fetch of a token and the next fetch, in milliseconds. It does not apply if the login
 * service throttled the fetch.
 */
const retryMillis = 60_000

/** Makes a pool of tokens. Calls can use the first token at once. */
export const make = (
  sources: Arr.NonEmptyReadonlyArray<Source>
): Effect.Effect<Pool, never, PureCloudConfig | Scope.Scope> =>
  Effect.gen(function*() {
    const config = yield* PureCloudConfig
    const scope = yield* Effect.scope
    const grown = Queue.makeSignal()
    const members = Arr.map(sources, (source, index): Member => ({
      key: source.key,
      invalidate: source.invalidate,
      // A token that cannot be fetched is removed from the pool. The last token is kept, and calls fail with its error.
      get: Effect.tapError(source.get, () => Effect.sync(() => leave(index))),
      index,
      unusedUntil: -Infinity
    }))
    let active: Arr.NonEmptyReadonlyArray<Member> = [members[0]]
    let isGrowing = false

    const leave = (index: number): void => {
      const others = active.filter((member) => member.index !== index)
      if (Arr.isNonEmptyReadonlyArray(others)) active = others
    }
    const join = (member: Member): void => {
      active = Arr.sortWith(Arr.append(active, member), ({ index }) => index, Order.number)
      grown.send()
    }
    const next = (now: number): Member | undefined =>
      members.find((member) => !active.includes(member) && member.unusedUntil <= now)

    return {
      sources: () => active,
      grown: grown.next,
      grow: Effect.clockWith((clock) =>
        Effect.suspend(() => {
          if (isGrowing || next(readStopwatch(clock)) === undefined) return Effect.void
          isGrowing = true
          return fill(config, next, join).pipe(
            Effect.ensuring(Effect.sync(() => void (isGrowing = false))),
            Effect.interruptible,
            Effect.forkIn(scope),
            Effect.asVoid
          )
        })
      )
    }
  })

/** Fetches tokens until one of them has joined the pool, or no token is left to fetch. */
const fill = (
  config: Config,
  next: (now: number) => Member | undefined,
  join: (member: Member) => void,
  throttled = 0
): Effect.Effect<void> =>
  Effect.clockWith((clock) => {
    const member = next(readStopwatch(clock))
    if (member === undefined) return Effect.void
    return Effect.matchEffect(member.get, {
      onSuccess: () => Effect.sync(() => join(member)),
      onFailure: (error) => {
        const millis = throttleMillis(config, error, throttled)
        if (millis > 0) return Effect.zipRight(sleep(millis), fill(config, next, join, throttled + 1))
        member.unusedUntil = readStopwatch(clock) + retryMillis
        const warning = Effect.annotateLogs(
          Effect.logWarning(`The pool does not use one of its tokens for a minute. ${error.message}`),
          Attributes.grant,
          "client_credentials"
        )
        return Effect.zipRight(warning, fill(config, next, join, throttled))
      }
    })
  })

/** Returns the wait in milliseconds if the login service throttled a fetch, or 0 for another error. */
const throttleMillis = ({ retry }: Config, error: AuthError, throttled: number): number => {
  const retryAfterMillis = error.retryAfter === undefined ? 0 : Duration.toMillis(error.retryAfter)
  if (retryAfterMillis > 0 || error.reason !== "RateLimited") return retryAfterMillis
  return backoffOf(retry, throttled)
}

/**
 * Makes a function that runs the fetches of several tokens one after the other. After the login service has throttled a
 * fetch, all fetches fail with its error until the `Retry-After` has passed.
 */
export const oneAtATime: Effect.Effect<
  <A extends Token>(fetch: Effect.Effect<A, AuthError>) => Effect.Effect<A, AuthError>
> = Effect.map(Effect.makeSemaphore(1), (semaphore) => {
  let throttled: { readonly error: AuthError; readonly until: number } | undefined
  return (fetch) =>
    semaphore.withPermits(1)(Effect.clockWith((clock) => {
      const left = throttled === undefined ? 0 : throttled.until - readStopwatch(clock)
      // Timers may fire one millisecond early.
      if (throttled !== undefined && left > 1) {
        return Effect.fail(new AuthError({ ...throttled.error, retryAfter: Duration.millis(left) }))
      }
      return Effect.tapError(fetch, (error) =>
        Effect.sync(() => {
          if (error.reason !== "RateLimited" || error.retryAfter === undefined) return
          throttled = { error, until: readStopwatch(clock) + Duration.toMillis(error.retryAfter) }
        }))
    }))
})
