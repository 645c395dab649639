/**
 * Configuration of a client: its hosts, timeouts, retries, limits and hooks. {@link Options} and {@link RetryPolicy}
 * document the defaults.
 *
 * @since 0.1.0
 */

import * as Config from "effect/Config"
import * as ConfigError from "effect/ConfigError"
import * as Context from "effect/Context"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import { identity } from "effect/Function"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Environment from "./Environment.js"
import { unwrap } from "./internal/schema/config.js"
import { headerIssues, joinHeaders, type RequestHeaders } from "./internal/schema/headers.js"
import * as Check from "./internal/schema/options.js"
import type { Issue, PureCloudError } from "./PureCloudError.js"

// ----------------------------------------------------------------------------------------------------------- models

/**
 * Limits of the retries of one call.
 *
 * @since 0.1.0
 * @category models
 */
export interface RetryPolicy {
  /**
   * Maximum number of attempts, including the first one, at least 1. Attempts that end with a 429, and an attempt whose
   * token is replaced after a 401, do not count. Default: 5.
   */
  readonly attempts: number
  /**
   * Backoff after the first failure. It doubles with each further failure. The wait is a random time between half of
   * the backoff and the backoff. Default: 500 ms.
   */
  readonly baseDelay: Duration.Duration
  /** Maximum backoff. It does not limit `Retry-After`. Default: 20 s. */
  readonly maxDelay: Duration.Duration
  /**
   * Maximum `Retry-After`, of the API or the login service, that a call waits for. If it is longer, the call fails with
   * the error of that response. A 429 pauses all calls of the token, unless its `Retry-After` exceeds the maximum that
   * the client was made with. Default: 180 s, as in the vendor's SDKs.
   */
  readonly maxRetryAfter: Duration.Duration
  /**
   * Maximum time for all attempts and the waits between them. Waits for the rate limit and for `maxConcurrency` do not
   * count. Default: 300 s.
   */
  readonly deadline: Duration.Duration
}

/**
 * Handling of a response that does not fit its schema.
 *
 * - `"lenient"` (default): returns it and reports the drift, because the API gets new fields and values every month.
 * - `"strict"`: fails with `DecodeError`.
 * - `"off"`: returns it without a full check. Optional fields that are `null` stay `null`.
 *
 * A required field that is missing (an id, the items of a page) fails with `DecodeError` in every mode.
 *
 * @since 0.1.0
 * @category models
 */
export type DecodeMode = "lenient" | "strict" | "off"

/**
 * Describes a response that was returned although it does not fit its schema.
 *
 * @since 0.1.0
 * @category models
 */
export interface Drift {
  /** Id of the endpoint: the vendor's method name, for example `getUsers`. */
  readonly endpoint: string
  readonly issues: ReadonlyArray<Issue>
  readonly correlationId: string | undefined
}

/**
 * Event of a call, for logs, metrics and progress bars. The call waits until the hook has ended, even after its deadline.
 * Failures of the hook, and errors thrown by it, are logged and do not end the call. A hook may not call the client: a
 * call in a wait for the rate limit would wait for itself.
 *
 * `endpoint` is the id of the endpoint. `attempt` is the number of the attempt, from 1.
 *
 * - `Attempt`: a request is about to be sent. It is not sent if the deadline passes while the hook runs.
 * - `Response`: a response was received, whatever its status.
 * - `Wait`: the call waits for the rate limit, for a `Retry-After`, or for its backoff. `error` is that of the last
 *   attempt. It is `undefined` for the rate limit.
 * - `GiveUp`: the last attempt failed, so the call fails. There is no such event if the input is invalid, or if a
 *   successful response cannot be decoded.
 *
 * @since 0.1.0
 * @category models
 */
export type Event =
  | { readonly _tag: "Attempt"; readonly endpoint: string; readonly attempt: number }
  | { readonly _tag: "Response"; readonly endpoint: string; readonly attempt: number; readonly status: number }
  | {
    readonly _tag: "Wait"
    readonly endpoint: string
    readonly reason: "RateLimit" | "RetryAfter" | "Backoff"
    readonly delay: Duration.Duration
    readonly error: PureCloudError | undefined
  }
  | { readonly _tag: "GiveUp"; readonly endpoint: string; readonly error: PureCloudError }

/**
 * Options of a client, all optional. A duration is any `DurationInput` of Effect: `"30 seconds"`,
 * `Duration.seconds(30)`, or a number of milliseconds.
 *
 * @since 0.1.0
 * @category models
 */
export interface Options {
  /** See {@link Environment.hosts}. Default: `"mypurecloud.com"`, in the United States, as in the vendor's SDKs. */
  readonly environment?: Environment.Environment
  /**
   * Maximum time of one attempt, from the start of the request to the last byte of the response. Also the maximum time
   * to get a token. Default: 30 s.
   */
  readonly timeout?: Duration.DurationInput
  /** Limits of the retries of one call. {@link RetryPolicy} documents the defaults. */
  readonly retry?: { readonly [K in keyof RetryPolicy]?: K extends "attempts" ? number : Duration.DurationInput }
  /** A token is refreshed this long before it expires, but at most a tenth of its lifetime before. Default: 60 s. */
  readonly tokenRefreshMargin?: Duration.DurationInput
  /** Maximum size of the body of a response, in bytes. Default: 64 MiB. */
  readonly maxResponseBytes?: number
  /** Maximum number of pages that a stream fetches at the same time, at least 1. Default: 4. */
  readonly pageConcurrency?: number
  /**
   * Maximum number of requests in flight at the same time, at least 1. Further calls wait in the order in which they
   * came, and this wait does not count toward the deadline. Until a response shows the rate limit, the maximum is
   * lower. It also limits the number of connections: undici opens at most two for each request. Default: 64.
   */
  readonly maxConcurrency?: number
  /** Handling of responses that do not fit their schema. Default: `"lenient"`. */
  readonly decode?: DecodeMode
  /**
   * Headers that are added to each request to the API, for example the vendor's `Genesys-App`. They may not be those
   * that the client sets, for example `authorization` and `content-type`. On servers the client also sets a
   * `user-agent`, which these headers may replace. Default: none.
   */
  readonly headers?: { readonly [name: string]: string }
  /**
   * Whether requests to the API have the header `traceparent` of the span of their attempt, so that the ids of your
   * traces are sent to the vendor. It requires a tracer. In browsers the service does not allow the header. Default:
   * `false`.
   */
  readonly propagateTrace?: boolean
  /**
   * Called for each response that is returned although it does not fit its schema. Failures of the hook are logged.
   * Default: none.
   */
  readonly onDrift?: (drift: Drift) => Effect.Effect<void>
  /** Called for each {@link Event}. Default: none. */
  readonly onEvent?: (event: Event) => Effect.Effect<void>
}

/**
 * A configuration whose options were checked, with all defaults. {@link Options} documents the fields.
 *
 * @since 0.1.0
 * @category models
 */
export interface Service extends Omit<Environment.Hosts, "allowHttp"> {
  /** Whether an environment was set. If not, the client calls `mypurecloud.com`, in the United States. */
  readonly hasEnvironment: boolean
  readonly timeout: Duration.Duration
  readonly retry: RetryPolicy
  readonly tokenRefreshMargin: Duration.Duration
  readonly maxResponseBytes: number
  readonly pageConcurrency: number
  readonly maxConcurrency: number
  readonly decode: DecodeMode
  /** Headers with names in lower case. */
  readonly headers: { readonly [name: string]: string }
  readonly propagateTrace: boolean
  readonly onDrift: ((drift: Drift) => Effect.Effect<void>) | undefined
  readonly onEvent: ((event: Event) => Effect.Effect<void>) | undefined
}

/**
 * Options whose `environment` may be any string, for example one from a `Config`. {@link make} checks it.
 *
 * @since 0.2.0
 * @category models
 */
export interface ConfigOptions extends Omit<Options, "environment"> {
  /**
   * See {@link Environment.hosts}. Default: `"mypurecloud.com"`, in the United States. {@link layerConfig} reads the
   * environment variables of {@link config} first.
   */
  readonly environment?: Environment.Environment | (string & {})
}

// ------------------------------------------------------------------------------------------------------------- tags

/**
 * The configuration service.
 *
 * @since 0.1.0
 * @category tags
 */
export class PureCloudConfig extends Context.Tag("effect-purecloud/PureCloudConfig")<PureCloudConfig, Service>() {}

// ----------------------------------------------------------------------------------------------------- constructors

/**
 * Checks options and adds the defaults. Fails with a `ConfigError` that has the path of an invalid option.
 *
 * @since 0.1.0
 * @category constructors
 */
export const make = (options: ConfigOptions = {}): Either.Either<Service, ConfigError.ConfigError> =>
  Either.gen(function*() {
    const { apiUrl, loginUrl } = yield* Either.mapLeft(
      Environment.hosts(options.environment ?? "mypurecloud.com"),
      (message) => ConfigError.InvalidData(["environment"], message)
    )
    const decode = options.decode ?? "lenient"
    return {
      apiUrl,
      loginUrl,
      hasEnvironment: options.environment !== undefined,
      timeout: yield* Check.positiveDuration(["timeout"], options.timeout ?? "30 seconds"),
      retry: yield* makeRetryPolicy(options.retry),
      tokenRefreshMargin: yield* Check.duration(["tokenRefreshMargin"], options.tokenRefreshMargin ?? "60 seconds"),
      maxResponseBytes: yield* Check.wholeNumber(["maxResponseBytes"], options.maxResponseBytes ?? 64 * 1024 * 1024, 1),
      pageConcurrency: yield* Check.wholeNumber(["pageConcurrency"], options.pageConcurrency ?? 4, 1),
      maxConcurrency: yield* Check.wholeNumber(["maxConcurrency"], options.maxConcurrency ?? 64, 1),
      decode: yield* Check.oneOf(["decode"], decode, ["lenient", "strict", "off"]),
      headers: yield* checkHeaders(options.headers ?? {}),
      propagateTrace: options.propagateTrace ?? false,
      onDrift: options.onDrift,
      onEvent: options.onEvent
    }
  })

const checkHeaders = (headers: RequestHeaders): Either.Either<RequestHeaders, ConfigError.ConfigError> => {
  const [issue] = headerIssues(headers)
  return issue === undefined
    ? Either.right(joinHeaders({}, headers))
    : Check.invalid(["headers", issue.path.slice("headers.".length)], `Expected ${issue.expected}`)
}

const makeRetryPolicy = (
  { attempts, baseDelay, deadline, maxDelay, maxRetryAfter }: NonNullable<Options["retry"]> = {}
): Either.Either<RetryPolicy, ConfigError.ConfigError> =>
  Either.all({
    attempts: Check.wholeNumber(["retry", "attempts"], attempts ?? 5, 1),
    baseDelay: Check.duration(["retry", "baseDelay"], baseDelay ?? "500 millis"),
    maxDelay: Check.duration(["retry", "maxDelay"], maxDelay ?? "20 seconds"),
    maxRetryAfter: Check.duration(["retry", "maxRetryAfter"], maxRetryAfter ?? "180 seconds"),
    deadline: Check.duration(["retry", "deadline"], deadline ?? "300 seconds")
  })

/**
 * Returns a configuration with other retries and timeouts, and with further headers. Throws a `ConfigError` if an option
 * is invalid, for example `attempts: 0` or `timeout: 0`. Headers are not checked: calls check them, and fail with
 * `EncodeError`.
 *
 * @since 0.1.0
 * @category constructors
 */
export const override = (self: Service, options: Pick<Options, "retry" | "timeout" | "headers">): Service => ({
  ...self,
  retry: Either.getOrThrowWith(
    makeRetryPolicy({ ...self.retry, ...Check.withoutUndefined(options.retry ?? {}) }),
    identity
  ),
  timeout: Either.getOrThrowWith(Check.positiveDuration(["timeout"], options.timeout ?? self.timeout), identity),
  headers: options.headers === undefined ? self.headers : joinHeaders(self.headers, options.headers)
})

// ----------------------------------------------------------------------------------------------------------- layers

/**
 * Provides the configuration from options.
 *
 * @since 0.1.0
 * @category layers
 */
export const layer = (options?: Options): Layer.Layer<PureCloudConfig, ConfigError.ConfigError> =>
  Layer.effect(PureCloudConfig, Effect.suspend(() => make(options)))

/** Returns the hosts that environment variables define. An error has the name of the variable that is invalid. */
const hostsOf = (variables: {
  readonly PURECLOUD_ENVIRONMENT: Option.Option<string>
  readonly PURECLOUD_API_URL: Option.Option<string>
  readonly PURECLOUD_LOGIN_URL: Option.Option<string>
  readonly PURECLOUD_ALLOW_HTTP: boolean
}): Either.Either<Options, ConfigError.ConfigError> =>
  Either.gen(function*() {
    const { PURECLOUD_ALLOW_HTTP: allowHttp, PURECLOUD_API_URL, PURECLOUD_ENVIRONMENT, PURECLOUD_LOGIN_URL } = variables
    const named = <A>(name: string, result: Either.Either<A, string>) =>
      Either.mapLeft(result, (message) => ConfigError.InvalidData([name], message))
    const url = (name: string, value: Option.Option<string>) =>
      Option.match(value, {
        onNone: () => Either.right(undefined),
        onSome: (text) => named(name, Environment.hosts({ apiUrl: text, loginUrl: text, allowHttp }))
      })
    const api = yield* url("PURECLOUD_API_URL", PURECLOUD_API_URL)
    const login = yield* url("PURECLOUD_LOGIN_URL", PURECLOUD_LOGIN_URL)
    const base = Option.getOrUndefined(PURECLOUD_ENVIRONMENT) ?? api?.apiUrl ?? login?.loginUrl
    if (base === undefined) return {}
    const hosts = yield* named("PURECLOUD_ENVIRONMENT", Environment.hosts(base, { allowHttp }))
    return {
      environment: {
        apiUrl: api?.apiUrl ?? hosts.apiUrl,
        loginUrl: login?.loginUrl ?? hosts.loginUrl,
        allowHttp
      }
    }
  })

const hostsConfig: Config.Config<Options> = Config.mapOrFail(
  Config.all({
    PURECLOUD_ENVIRONMENT: Config.option(Config.string("PURECLOUD_ENVIRONMENT")),
    PURECLOUD_API_URL: Config.option(Config.string("PURECLOUD_API_URL")),
    PURECLOUD_LOGIN_URL: Config.option(Config.string("PURECLOUD_LOGIN_URL")),
    PURECLOUD_ALLOW_HTTP: Config.withDefault(Config.boolean("PURECLOUD_ALLOW_HTTP"), false)
  }),
  hostsOf
)

const propagateTrace: Config.Config<boolean> = Config.withDefault(Config.boolean("PURECLOUD_PROPAGATE_TRACE"), false)

/**
 * Reads options from environment variables.
 *
 * - `PURECLOUD_ENVIRONMENT`: a region, its domain or a URL, see {@link Environment.hosts}. If none of the variables of
 *   hosts is set, it is `mypurecloud.com`, in the United States.
 * - `PURECLOUD_API_URL` and `PURECLOUD_LOGIN_URL`: the URLs of the API and of the login service. If one of them is not
 *   set, the URL of `PURECLOUD_ENVIRONMENT` is used; if that is not set either, the URL is derived from the other one.
 * - `PURECLOUD_ALLOW_HTTP`: `true` allows URLs of other machines without TLS. Default: `false`.
 * - `PURECLOUD_PROPAGATE_TRACE`: `true` sends the header `traceparent`, see `propagateTrace` of {@link Options}.
 *   Default: `false`.
 *
 * @since 0.1.0
 * @category config
 */
export const config: Config.Config<Options> = Config.map(
  Config.all([hostsConfig, propagateTrace]),
  ([hosts, propagateTrace]) => ({ ...hosts, propagateTrace })
)

/**
 * Adds to options those that were left out and that environment variables define, see {@link config}.
 *
 * @since 0.2.0
 * @category config
 */
export const withVariables = <A extends ConfigOptions>(options: A): Config.Config<A> =>
  Config.map(
    Config.all([
      options.environment === undefined ? hostsConfig : Config.succeed({}),
      options.propagateTrace === undefined ? propagateTrace : Config.succeed(options.propagateTrace)
    ]),
    ([hosts, propagateTrace]) => ({ ...options, ...hosts, propagateTrace })
  )

/**
 * Provides the configuration with options from `Config`: one config of all options, or a config for each option.
 * Options that are left out have their defaults, but `environment` and `propagateTrace` are read from the environment
 * variables of {@link config}.
 *
 * @since 0.1.0
 * @category layers
 */
export const layerConfig = (
  options: Config.Config.Wrap<ConfigOptions> = {}
): Layer.Layer<PureCloudConfig, ConfigError.ConfigError> =>
  Layer.effect(
    PureCloudConfig,
    Effect.flatMap(Effect.flatMap(unwrap(options), withVariables), make)
  )
