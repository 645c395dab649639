import * as Arr from "effect/Array"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import type { Pool, Source } from "../../Auth.js"
import { advanceTo, readStopwatch } from "../http/stopwatch.js"
import type { CallState } from "./callState.js"
import type { Client } from "./client.js"

/*
 * Chooses the token of a request. A token of a pool is chosen and the request is started in its rate limit window in
 * one step, so that another call cannot use the remaining allowance first.
 */

/** Returns the source of the token if calls may use only one now. Returns `undefined` if they may use several. */
export const onlySource = ({ auth }: Client): Source | undefined => {
  const [first, second] = auth.pool?.sources() ?? [auth]
  return second === undefined ? first : undefined
}

/** Called before each wait, with its expected duration. */
type OnWait = (delay: Duration.Duration) => Effect.Effect<void>

/** Waits until the rate limit of a token allows a request. Returns the source of the token. */
export const acquire = (client: Client, state: CallState, onWait: OnWait): Effect.Effect<Source> => {
  const { auth: { pool }, rateLimiter, waiting: { queue } } = client
  const source = state.source
  if (pool === undefined || state.keepsSource) {
    state.keepsSource = false
    return Effect.as(rateLimiter.acquire(source.key, onWait), source)
  }
  const waiting = queue.run(waitForPool(client, pool, onWait))
  return Effect.suspend(() =>
    queue.isEmpty()
      ? Effect.flatMap(startFirst(client, pool), Either.match({ onLeft: () => waiting, onRight: Effect.succeed }))
      : waiting
  )
}

/**
 * Starts a request with a token of the pool. Returns the source of the token, or the time until a request may start.
 */
const startFirst = (
  { rateLimiter }: Client,
  pool: Pool
): Effect.Effect<Either.Either<Source, Duration.Duration>> =>
  Effect.suspend(() => {
    const sources = pool.sources()
    return Effect.map(
      rateLimiter.tryAcquire(Arr.map(sources, ({ key }) => key)),
      Either.map((chosen) => sources.find(({ key }) => key === chosen) ?? sources[0])
    )
  })

/** Waits until a token of the pool allows a request, or the pool has grown. Meanwhile the pool fetches a token. */
const waitForPool = (client: Client, pool: Pool, onWait: OnWait): Effect.Effect<Source> =>
  Effect.flatMap(startFirst(client, pool), (started) => {
    if (Either.isRight(started)) return Effect.succeed(started.right)
    const delay = started.left
    // Interruptible, so that the timeout can end the wait even if the caller is uninterruptible.
    const earlier = Effect.interruptible(Effect.raceFirst(pool.grown(), client.waiting.earlier.next()))
    return Effect.clockWith((clock) => {
      const end = readStopwatch(clock) + Duration.toMillis(delay)
      return onWait(delay).pipe(
        Effect.zipRight(pool.grow),
        Effect.zipRight(Effect.timeoutOption(earlier, delay)),
        Effect.map((signal) => Option.isNone(signal) ? advanceTo(clock, end) : 0),
        Effect.zipRight(waitForPool(client, pool, onWait))
      )
    })
  })
