import * as Data from "effect/Data"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import type * as Scope from "effect/Scope"
import { Redis, type RedisOptions } from "ioredis"
import { elapsed } from "../http/stopwatch.js"

/*
 * A connection to Redis. Its commands fail at once while Redis is not available, so that callers can use another
 * effect.
 */

/** Options of a connection. */
export interface Options {
  readonly url: Redacted.Redacted
  readonly prefix?: string
  readonly timeout?: Duration.DurationInput
  readonly options?: RedisOptions
}

/**
 * Error of a command that Redis did not carry out, or whose response was lost.
 *
 * @since 0.2.0
 * @category models
 */
export class RedisError extends Data.TaggedError("RedisError")<{ readonly cause: unknown }> {}

/** A connection. */
export interface Connection {
  /** Prefix of all keys. */
  readonly prefix: string
  /** Runs commands. */
  readonly run: <A>(commands: (redis: Redis) => Promise<A>) => Effect.Effect<A, RedisError>
  /** Runs a Lua script. */
  readonly evaluate: (
    script: string,
    keys: ReadonlyArray<string>,
    args: ReadonlyArray<string | number>
  ) => Effect.Effect<unknown, RedisError>
  /**
   * Runs an effect that uses Redis, or another effect while Redis is not available. The first failure and the recovery
   * are logged. While Redis is not available, it is tried at most once a second.
   */
  readonly orElse: <A, E>(
    shared: Effect.Effect<A, E | RedisError>,
    alone: Effect.Effect<A, E>
  ) => Effect.Effect<A, E>
}

/** Time between two attempts to use Redis while it is not available, in milliseconds. */
const pauseMillis = 1_000

/** Maximum of a timer. Node throws an error for an infinite timeout of a socket. */
const maxTimerMillis = 2 ** 31 - 1

/** Makes a connection. Succeeds even if Redis is not available. */
export const make = (
  { options, prefix = "effect-purecloud", timeout = "1 seconds", url }: Options
): Effect.Effect<Connection, never, Scope.Scope> =>
  Effect.gen(function*() {
    const timeoutMillis = Math.min(Duration.toMillis(timeout), maxTimerMillis)
    const redis = yield* Effect.acquireRelease(
      Effect.sync(() =>
        new Redis(Redacted.value(url), {
          retryStrategy: (attempt) => Math.min(50 * attempt, pauseMillis),
          ...options,
          lazyConnect: true,
          enableOfflineQueue: false,
          maxRetriesPerRequest: 0,
          connectTimeout: timeoutMillis,
          commandTimeout: timeoutMillis,
          // The patterns of commands that list keys would not have it.
          keyPrefix: ""
        })
      ),
      (redis) => Effect.sync(() => redis.disconnect())
    )
    // Commands fail with the error. Without a listener, ioredis would print it too.
    redis.on("error", () => {})
    // ioredis connects again in the background after a failure.
    yield* Effect.ignore(Effect.tryPromise(() => redis.connect()))
    const run: Connection["run"] = (commands) =>
      Effect.tryPromise({ try: () => commands(redis), catch: (cause) => new RedisError({ cause }) })
    return {
      prefix,
      run,
      evaluate: (script, keys, args) => run((redis) => redis.eval(script, keys.length, ...keys, ...args)),
      orElse: makeOrElse()
    }
  })

const makeOrElse = (): Connection["orElse"] => {
  /** Stopwatch reading at the next attempt to use Redis. `undefined` while it is available. */
  let unavailableUntil: number | undefined
  const failed = Effect.flatMap(elapsed, (now) => {
    const isFirst = unavailableUntil === undefined
    unavailableUntil = now + pauseMillis
    return isFirst
      ? Effect.logWarning(
        "Redis does not respond. Until it does, this process follows the rate limit that responses show, and does not " +
          "share tokens"
      )
      : Effect.void
  })
  const succeeded = Effect.suspend(() => {
    if (unavailableUntil === undefined) return Effect.void
    unavailableUntil = undefined
    return Effect.logInfo("Redis responds again")
  })
  return <A, E>(shared: Effect.Effect<A, E | RedisError>, alone: Effect.Effect<A, E>) =>
    Effect.flatMap(elapsed, (now) =>
      unavailableUntil !== undefined && now < unavailableUntil
        ? alone
        : Effect.zipLeft(shared, succeeded).pipe(
          Effect.catchIf(
            (error): error is RedisError => error instanceof RedisError,
            () => Effect.zipRight(failed, alone)
          ),
          // The remaining errors are those of the effect.
          (effect) => effect as Effect.Effect<A, E>
        ))
}
