/**
 * Where the service is and how patient to be with it. Every default is documented here.
 *
 * @since 0.1.0
 */

import * as Config from "effect/Config"
import * as ConfigError from "effect/ConfigError"
import * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import { identity } from "effect/Function"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Environment from "./Environment.js"
import type { Issue, PureCloudError } from "./PureCloudError.js"

// ----------------------------------------------------------------------------------------------------------- models

/**
 * How often and how long to try. One budget for a call as a whole.
 *
 * @since 0.1.0
 * @category models
 */
export interface RetryPolicy {
  /** Requests at most, the first one included. A 429 that is waited out uses none. Default 5. */
  readonly attempts: number
  /** The first wait; each further one is twice as long. What is waited lies between half and all of it. Default 500 ms. */
  readonly baseDelay: Duration.Duration
  /** The longest wait between two attempts, where no `Retry-After` asks for a longer one. Default 20 s. */
  readonly maxDelay: Duration.Duration
  /**
   * A `Retry-After` over this, the login service's too, is not waited out: its error is returned. A 429 up to the
   * client's own holds back all calls of the token. Default 180 s, as the vendor's SDKs.
   */
  readonly maxRetryAfter: Duration.Duration
  /**
   * For all attempts and the waits between them. Waiting for the rate limit, or for a place among the requests in flight,
   * does not count. Default 300 s.
   */
  readonly deadline: Duration.Duration
}

/**
 * What to do with an answer that does not fit its schema.
 *
 * - `"lenient"` (default): hand it on and report the drift. Schemas grow every month; an export should not end of it.
 * - `"strict"`: fail with DecodeError.
 * - `"off"`: do not look.
 *
 * What the types promise without a question mark (ids, the items of a page) fails with DecodeError in every mode.
 *
 * @since 0.1.0
 * @category models
 */
export type DecodeMode = "lenient" | "strict" | "off"

/**
 * An answer did not fit its schema and was handed on.
 *
 * @since 0.1.0
 * @category models
 */
export interface Drift {
  /** The vendor's method name. */
  readonly endpoint: string
  readonly issues: ReadonlyArray<Issue>
  readonly correlationId: string | undefined
}

/**
 * What happens inside a call: for logs, metrics and progress bars. The call waits for the hook, within its deadline; what
 * the hook dies of is logged and ends no call.
 *
 * - `Attempt`: a request is about to be sent, unless the hook itself takes what is left of the deadline.
 * - `Response`: a response was received, whatever its status.
 * - `Wait`: the call waits, for the rate limit, because of `Retry-After`, or before it tries again.
 * - `GiveUp`: the call fails after it could have been, or was, tried again.
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
 * The configuration as the interpreter reads it.
 *
 * @since 0.1.0
 * @category models
 */
export interface Service extends Omit<Environment.Hosts, "allowHttp"> {
  /** Whether an environment was set. Without one the default is called, in the United States. */
  readonly hasEnvironment: boolean
  /** For one attempt, from sending to the last byte of the answer, and for getting a token. Default 30 s. */
  readonly timeout: Duration.Duration
  readonly retry: RetryPolicy
  /** How long before its end a token is renewed, or a tenth of its life if that is less. Default 60 s. */
  readonly tokenRefreshMargin: Duration.Duration
  /** The largest answer that is read. Default 64 MiB. */
  readonly maxResponseBytes: number
  /** Pages fetched at the same time by a stream of pages. Default 4. */
  readonly pageConcurrency: number
  /**
   * Maximum number of requests in flight at the same time. Further calls wait, first come, first served; the wait does not
   * count against the deadline. Until a response shows what the rate limit is there are fewer. It bounds the connections
   * too: undici opens two for each at most. Default 64.
   */
  readonly maxConcurrency: number
  readonly decode: DecodeMode
  /** Called for each answer that drifts. What it dies of is logged. */
  readonly onDrift: ((drift: Drift) => Effect.Effect<void>) | undefined
  /** Called for each {@link Event}. */
  readonly onEvent: ((event: Event) => Effect.Effect<void>) | undefined
}

/**
 * What can be set. Durations are written as Effect reads them: `"30 seconds"`, `Duration.seconds(30)`, or a number of
 * milliseconds.
 *
 * @since 0.1.0
 * @category models
 */
export interface Options {
  /** See {@link Environment.hosts}. Default `"mypurecloud.com"`, in the United States, as in the vendor's SDKs. */
  readonly environment?: Environment.Environment
  readonly timeout?: Duration.DurationInput
  readonly retry?: { readonly [K in keyof RetryPolicy]?: K extends "attempts" ? number : Duration.DurationInput }
  readonly tokenRefreshMargin?: Duration.DurationInput
  readonly maxResponseBytes?: number
  readonly pageConcurrency?: number
  readonly maxConcurrency?: number
  readonly decode?: DecodeMode
  readonly onDrift?: (drift: Drift) => Effect.Effect<void>
  readonly onEvent?: (event: Event) => Effect.Effect<void>
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

const invalid = (path: ReadonlyArray<string>, message: string) =>
  Either.left(ConfigError.InvalidData([...path], message))

const duration = (
  path: ReadonlyArray<string>,
  input: Duration.DurationInput
): Either.Either<Duration.Duration, ConfigError.ConfigError> => {
  const decoded = Duration.decodeUnknown(input)
  return decoded._tag === "Some" ? Either.right(decoded.value) : invalid(path, "Expected a duration")
}

const count = (
  path: ReadonlyArray<string>,
  input: number
): Either.Either<number, ConfigError.ConfigError> =>
  Number.isSafeInteger(input) && input >= 1 ? Either.right(input) : invalid(path, "Expected a whole number from 1 on")

/**
 * Checks options and fills in the defaults.
 *
 * @since 0.1.0
 * @category constructors
 */
export const make = (options: Options = {}): Either.Either<Service, ConfigError.ConfigError> =>
  Either.gen(function*() {
    const { apiUrl, loginUrl } = yield* Either.mapLeft(
      Environment.hosts(options.environment ?? "mypurecloud.com"),
      (message) => ConfigError.InvalidData(["environment"], message)
    )
    return {
      apiUrl,
      loginUrl,
      hasEnvironment: options.environment !== undefined,
      timeout: yield* duration(["timeout"], options.timeout ?? "30 seconds"),
      retry: {
        attempts: yield* count(["retry", "attempts"], options.retry?.attempts ?? 5),
        baseDelay: yield* duration(["retry", "baseDelay"], options.retry?.baseDelay ?? "500 millis"),
        maxDelay: yield* duration(["retry", "maxDelay"], options.retry?.maxDelay ?? "20 seconds"),
        maxRetryAfter: yield* duration(["retry", "maxRetryAfter"], options.retry?.maxRetryAfter ?? "180 seconds"),
        deadline: yield* duration(["retry", "deadline"], options.retry?.deadline ?? "300 seconds")
      },
      tokenRefreshMargin: yield* duration(["tokenRefreshMargin"], options.tokenRefreshMargin ?? "60 seconds"),
      maxResponseBytes: yield* count(["maxResponseBytes"], options.maxResponseBytes ?? 64 * 1024 * 1024),
      pageConcurrency: yield* count(["pageConcurrency"], options.pageConcurrency ?? 4),
      maxConcurrency: yield* count(["maxConcurrency"], options.maxConcurrency ?? 64),
      decode: options.decode ?? "lenient",
      onDrift: options.onDrift,
      onEvent: options.onEvent
    }
  })

/**
 * A configuration with other patience. Throws the ConfigError of a value that makes no sense, as `attempts: 0`.
 *
 * @since 0.1.0
 * @category constructors
 */
export const override = (self: Service, options: Pick<Options, "retry" | "timeout">): Service => {
  const { retry, timeout } = Either.getOrThrowWith(
    make({ timeout: options.timeout ?? self.timeout, retry: { ...self.retry, ...options.retry } }),
    identity
  )
  return { ...self, retry, timeout }
}

// ----------------------------------------------------------------------------------------------------------- layers

/**
 * The configuration from options.
 *
 * @since 0.1.0
 * @category layers
 */
export const layer = (options?: Options): Layer.Layer<PureCloudConfig, ConfigError.ConfigError> =>
  Layer.effect(PureCloudConfig, Effect.suspend(() => make(options)))

/** The hosts that variables name. The error of a value that makes no sense names its variable. */
const resolve = (variables: {
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
    const rest = Option.getOrUndefined(PURECLOUD_ENVIRONMENT) ?? api?.apiUrl ?? login?.loginUrl
    if (rest === undefined) return {}
    const hosts = yield* named("PURECLOUD_ENVIRONMENT", Environment.hosts(rest, { allowHttp }))
    return {
      environment: {
        apiUrl: api?.apiUrl ?? hosts.apiUrl,
        loginUrl: login?.loginUrl ?? hosts.loginUrl,
        allowHttp
      }
    }
  })

/**
 * The configuration from environment variables.
 *
 * - `PURECLOUD_ENVIRONMENT`: a region, its domain or a URL, see {@link Environment.hosts}. Without any of these variables
 *   it is `mypurecloud.com`, in the United States.
 * - `PURECLOUD_API_URL` and `PURECLOUD_LOGIN_URL`: the URL of the API and of the login. The one that is not set is that of
 *   the environment; without an environment it follows from the other one.
 * - `PURECLOUD_ALLOW_HTTP`: `true` allows URLs of other machines without TLS.
 *
 * @since 0.1.0
 * @category config
 */
export const config: Config.Config<Options> = Config.mapOrFail(
  Config.all({
    PURECLOUD_ENVIRONMENT: Config.option(Config.string("PURECLOUD_ENVIRONMENT")),
    PURECLOUD_API_URL: Config.option(Config.string("PURECLOUD_API_URL")),
    PURECLOUD_LOGIN_URL: Config.option(Config.string("PURECLOUD_LOGIN_URL")),
    PURECLOUD_ALLOW_HTTP: Config.withDefault(Config.boolean("PURECLOUD_ALLOW_HTTP"), false)
  }),
  resolve
)

/**
 * The configuration from a `Config`, by default the environment's.
 *
 * @since 0.1.0
 * @category layers
 */
export const layerConfig = (
  options: Config.Config<Options> = config
): Layer.Layer<PureCloudConfig, ConfigError.ConfigError> => Layer.unwrapEffect(Effect.map(options, layer))
