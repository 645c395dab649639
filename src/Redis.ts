/**
 * Shares the rate limits and the tokens of OAuth clients between processes, through Redis. It requires the package
 * `ioredis`.
 *
 * The service counts all requests with a token, also those of other processes. Processes that share a token and its
 * rate limit use the whole allowance together, and none of them causes a 429. With any number of processes, the work
 * takes about users × calls ÷ (300 × tokens) minutes, where calls is the number of calls for each user.
 *
 * While Redis is not available, each process uses the rate limit in the headers of responses, and fetches its own
 * tokens. A warning is logged once, and the recovery too. Meanwhile the processes together may exceed the allowance at
 * the end of a window, and wait after the 429s.
 *
 * @example
 * ```ts
 * import { Config, Effect, Layer } from "effect"
 * import * as Auth from "effect-purecloud/Auth"
 * import * as PureCloud from "effect-purecloud/PureCloud"
 * import * as Redis from "effect-purecloud/Redis"
 *
 * export const live = Layer.unwrapScoped(Effect.gen(function*() {
 *   const connection = yield* Redis.make({ url: yield* Config.redacted("REDIS_URL") })
 *   const redis = Layer.succeed(Redis.Redis, connection)
 *   const tokens = Redis.layerTokens({ encryptionKey: yield* Config.redacted("TOKEN_KEY") })
 *   return PureCloud.layer({
 *     environment: "mypurecloud.ie",
 *     auth: Auth.layerConfig().pipe(Layer.provide(tokens), Layer.provide(redis)),
 *     rateLimiter: Redis.layerRateLimiter.pipe(Layer.provide(redis))
 *   })
 * }))
 * ```
 *
 * @since 0.2.0
 */

import * as Config from "effect/Config"
import type * as ConfigError from "effect/ConfigError"
import * as Context from "effect/Context"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type * as Redacted from "effect/Redacted"
import type * as Scope from "effect/Scope"
import type { RedisOptions } from "ioredis"
import type * as AtomicStore from "./AtomicStore.js"
import * as Auth from "./Auth.js"
import * as Connections from "./internal/redis/connection.js"
import * as Stores from "./internal/redis/keyValueStore.js"
import * as RateLimits from "./internal/redis/rateLimiter.js"
import * as Tokens from "./internal/redis/tokens.js"
import { unwrap } from "./internal/schema/config.js"
import { PureCloudConfig } from "./PureCloudConfig.js"
import * as RateLimiter from "./RateLimiter.js"

// ------------------------------------------------------------------------------------------------------------- models

/**
 * Options of {@link layer} and {@link make}.
 *
 * @since 0.2.0
 * @category models
 */
export interface Options {
  /** URL of the server, for example `redis://localhost:6379`. It may contain a password. */
  readonly url: Redacted.Redacted
  /**
   * Prefix of all keys. Processes that share limits and tokens must have the same prefix. Default: `effect-purecloud`.
   */
  readonly prefix?: string
  /** Time without a response after which Redis counts as not available. Default: one second. */
  readonly timeout?: Duration.DurationInput
  /**
   * Further options of `ioredis`, for example `tls`. `lazyConnect`, `enableOfflineQueue`, `maxRetriesPerRequest`,
   * `connectTimeout`, `commandTimeout` and `keyPrefix` have no effect.
   */
  readonly options?: RedisOptions
}

/**
 * A connection to Redis. {@link layer} and {@link make} make it.
 *
 * @since 0.2.0
 * @category models
 */
export interface Service extends Connections.Connection {}

export type { RedisError } from "./internal/redis/connection.js"

// --------------------------------------------------------------------------------------------------------------- tags

/**
 * The tag of the connection to Redis.
 *
 * @since 0.2.0
 * @category tags
 */
export class Redis extends Context.Tag("effect-purecloud/Redis")<Redis, Service>() {}

// ------------------------------------------------------------------------------------------------------- constructors

/**
 * Makes a connection, which is closed with the scope. It does not fail if Redis is not available: it connects later.
 *
 * @since 0.2.0
 * @category constructors
 */
export const make = (options: Options): Effect.Effect<Service, never, Scope.Scope> => Connections.make(options)

/**
 * Makes a store for checkpoints and journals, with atomic operations, so that several processes can use it. See
 * `AtomicStore`. While Redis is not available, its operations fail.
 *
 * A checkpoint or a journal entry is as durable as the configuration of Redis makes it: use `appendonly yes`, and
 * `maxmemory-policy noeviction`. If Redis loses the writes of the last second, a bulk run may repeat the changes of that
 * second.
 *
 * @example
 * ```ts
 * import { Effect, Redacted } from "effect"
 * import * as Export from "effect-purecloud/Export"
 * import * as ExportFile from "effect-purecloud/ExportFile"
 * import * as Redis from "effect-purecloud/Redis"
 * import * as Users from "effect-purecloud/Users"
 *
 * export const exported = Effect.gen(function*() {
 *   const checkpoints = yield* Redis.keyValueStore
 *   return yield* ExportFile.write(Users.getUsers, { path: "users.ndjson", format: Export.ndjson, checkpoints })
 * }).pipe(Effect.provide(Redis.layer({ url: Redacted.make("redis://localhost:6379") })))
 * ```
 *
 * @since 0.2.0
 * @category constructors
 */
export const keyValueStore: Effect.Effect<AtomicStore.AtomicStore, never, Redis> = Effect.map(Redis, Stores.make)

// ------------------------------------------------------------------------------------------------------------- layers

/**
 * Provides a connection. It does not fail if Redis is not available: it connects later.
 *
 * @since 0.2.0
 * @category layers
 */
export const layer = (options: Options): Layer.Layer<Redis> => Layer.scoped(Redis, make(options))

/**
 * Provides a connection with options from `Config`: one config of all options, or a config for each option. A `url` that
 * is left out is read from the environment variable `REDIS_URL`.
 *
 * @example
 * ```ts
 * import { Config } from "effect"
 * import * as Redis from "effect-purecloud/Redis"
 *
 * const redis = Redis.layerConfig({ prefix: Config.string("REDIS_PREFIX") })
 * ```
 *
 * @since 0.2.0
 * @category layers
 */
export const layerConfig = (
  // Not `Config.Wrap`, which would wrap each option of ioredis too.
  options:
    | Config.Config<Partial<Options>>
    | {
      readonly [K in keyof Options]?: Config.Config<Exclude<Options[K], undefined>>
    } = {}
): Layer.Layer<Redis, ConfigError.ConfigError> =>
  Layer.unwrapEffect(
    Effect.flatMap(unwrap(options), ({ url, ...rest }) =>
      Effect.map(
        url === undefined ? Config.redacted("REDIS_URL") : Effect.succeed(url),
        (url) => layer({ ...rest, url })
      ))
  )

/**
 * Provides a rate limiter that all processes with the same Redis and prefix share. Pass it as `rateLimiter` of
 * `PureCloud.layer`, together with {@link layerTokens}: each token has its own limit, so processes must share both.
 *
 * @since 0.2.0
 * @category layers
 */
export const layerRateLimiter: Layer.Layer<RateLimiter.RateLimiter, never, Redis> = Layer.fresh(
  Layer.effect(RateLimiter.RateLimiter, Effect.flatMap(Redis, RateLimits.make))
)

/**
 * Provides the tokens that processes share to the layers of the client credentials grant:
 * `Auth.layerClientCredentials`, `Auth.layerConfig` and `Auth.layerPool`. One process fetches a token, and the others
 * use it. Redis stores it encrypted (AES-GCM, with a key derived by PBKDF2), until it expires.
 *
 * @since 0.2.0
 * @category layers
 */
export const layerTokens = (options: {
  /**
   * Secret of the encryption: a random text of at least 32 characters, the same in all processes. A token that was
   * encrypted with another secret is replaced.
   */
  readonly encryptionKey: Redacted.Redacted
}): Layer.Layer<Auth.SharedTokens, never, Redis | PureCloudConfig> =>
  Layer.effect(
    Auth.SharedTokens,
    Effect.map(
      Effect.all([Redis, PureCloudConfig]),
      ([connection, { tokenRefreshMargin }]) => Tokens.make(connection, options.encryptionKey, tokenRefreshMargin)
    )
  )
