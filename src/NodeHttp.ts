/**
 * The HTTP client for Node: an `HttpClient` that sends requests with undici directly. It replaces
 * `NodeHttpClient.layerUndici` everywhere, including middleware and tracing, and its overhead for each request is half
 * as large. It requires the package `undici`, version 7.
 *
 * Connections are pooled and kept alive. Proxies, certificate authorities and client certificates are options.
 * {@link layerConfig} reads the proxies from environment variables. Redirects are not followed. The only time limit is
 * `connectTimeout`. `PureCloud` sets its own timeout for each attempt; other programs use `Effect.timeout`.
 *
 * @since 0.2.0
 */

import * as HttpClient from "@effect/platform/HttpClient"
import * as Config from "effect/Config"
import type * as ConfigError from "effect/ConfigError"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import type * as Redacted from "effect/Redacted"
import type * as Scope from "effect/Scope"
import type { Dispatcher } from "undici"
import * as client from "./internal/nodeHttp/client.js"
import * as dispatcher from "./internal/nodeHttp/dispatcher.js"
import { unwrap } from "./internal/schema/config.js"
import { withoutUndefined } from "./internal/schema/options.js"

// ----------------------------------------------------------------------------------------------------------- models

/**
 * Certificate that the client sends to the service in the TLS handshake, and its private key, both as PEM text.
 *
 * @since 0.2.0
 * @category models
 */
export interface ClientCertificate {
  /** The certificate, followed in the same text by the certificates of intermediate authorities, if any. */
  readonly certificate: string
  readonly privateKey: string | Redacted.Redacted
  /** Passphrase of the private key. Required if the key is encrypted. */
  readonly passphrase?: string | Redacted.Redacted
}

/**
 * Options of the client. All of them have defaults.
 *
 * @since 0.2.0
 * @category models
 */
export interface Options {
  /** Maximum number of connections to one host. Further requests wait for a free connection. Default: 64. */
  readonly maxConnections?: number
  /**
   * Maximum time to open a connection, including the TLS handshake, and for a proxy to open a tunnel. Default: 10
   * seconds.
   */
  readonly connectTimeout?: Duration.DurationInput
  /**
   * Time that an unused connection stays open, unless the `Keep-Alive` header of the server sets another time.
   * Default: 4 seconds. If it is longer than the time of the server, a request can be sent on a connection that the
   * server is closing, and fail.
   */
  readonly keepAliveTimeout?: Duration.DurationInput
  /**
   * Whether requests have the header `Accept-Encoding: gzip, deflate, br`. Compressed responses are decompressed in
   * both cases. Default: `true`.
   */
  readonly compression?: boolean
  /** URL of the proxy for `http:` hosts. It may contain a user name and a password. Default: none. */
  readonly httpProxy?: string | Redacted.Redacted
  /** URL of the proxy for `https:` hosts. Default: `httpProxy`. */
  readonly httpsProxy?: string | Redacted.Redacted
  /**
   * Hosts that are reached without a proxy, separated by commas, for example `"localhost,.example.com:8443"`. A host
   * includes its subdomains. `"*"` means all hosts. Default: none.
   */
  readonly noProxy?: string
  /**
   * Certificate authorities to trust in addition to those of Node, as PEM texts with one certificate each. Default:
   * none. On Node before 22.15, they replace the authorities of `NODE_EXTRA_CA_CERTS`.
   */
  readonly certificateAuthorities?: string | ReadonlyArray<string>
  /** Certificate of the client. It is sent to services, not to proxies. Default: none. */
  readonly clientCertificate?: ClientCertificate
}

// ----------------------------------------------------------------------------------------------------- constructors

/**
 * Makes a client whose connections are closed when the scope closes; requests in flight then fail. Fails with a
 * `ConfigError` if an option is invalid, for example `maxConnections: 0`.
 *
 * @since 0.2.0
 * @category constructors
 */
export const make = (
  options: Options = {}
): Effect.Effect<HttpClient.HttpClient, ConfigError.ConfigError, Scope.Scope> =>
  Effect.acquireRelease(
    Effect.suspend(() => dispatcher.make(settingsOf(options))),
    (dispatcher) => Effect.promise(() => dispatcher.destroy())
  ).pipe(Effect.map((dispatcher) => fromDispatcher(dispatcher, options)))

const settingsOf = (options: Options): dispatcher.Settings => {
  const { certificateAuthorities = [] } = options
  return {
    maxConnections: options.maxConnections ?? 64,
    connectTimeout: options.connectTimeout ?? "10 seconds",
    keepAliveTimeout: options.keepAliveTimeout ?? "4 seconds",
    httpProxy: options.httpProxy,
    httpsProxy: options.httpsProxy,
    noProxy: options.noProxy ?? "",
    certificateAuthorities: typeof certificateAuthorities === "string"
      ? [certificateAuthorities]
      : certificateAuthorities,
    clientCertificate: options.clientCertificate
  }
}

/**
 * Makes a client that sends requests with a dispatcher of undici, for example a dispatcher with interceptors. The
 * client never closes the dispatcher.
 *
 * @example
 * ```ts
 * import * as NodeHttp from "effect-purecloud/NodeHttp"
 * import { Agent } from "undici"
 *
 * const client = NodeHttp.fromDispatcher(new Agent({ localAddress: "10.0.0.7" }))
 * ```
 *
 * @since 0.2.0
 * @category constructors
 */
export const fromDispatcher = (
  dispatcher: Dispatcher,
  options: Pick<Options, "compression"> = {}
): HttpClient.HttpClient => client.fromDispatcher(dispatcher, { compression: options.compression ?? true })

// ----------------------------------------------------------------------------------------------------------- layers

/**
 * Provides a client with options. Fails with a `ConfigError` if an option is invalid.
 *
 * @example
 * ```ts
 * import * as NodeHttp from "effect-purecloud/NodeHttp"
 * import * as PureCloud from "effect-purecloud/PureCloud"
 * import { Layer, Redacted } from "effect"
 *
 * const proxy = Redacted.make("http://user:password@proxy.example.com:8080")
 * const live = PureCloud.layerConfig().pipe(Layer.provide(NodeHttp.layer({ httpProxy: proxy })))
 * ```
 *
 * @since 0.2.0
 * @category layers
 */
export const layer = (options?: Options): Layer.Layer<HttpClient.HttpClient, ConfigError.ConfigError> =>
  Layer.scoped(HttpClient.HttpClient, make(options))

/**
 * Provides a client with options from `Config`: one config of all options, or a config for each option. Options that
 * are left out are read from the environment variables of {@link config}, or have their defaults.
 *
 * @example
 * ```ts
 * import * as NodeHttp from "effect-purecloud/NodeHttp"
 * import * as PureCloud from "effect-purecloud/PureCloud"
 * import { Layer } from "effect"
 *
 * const live = PureCloud.layerConfig().pipe(Layer.provide(NodeHttp.layerConfig()))
 * ```
 *
 * @since 0.2.0
 * @category layers
 */
export const layerConfig = (
  options: Config.Config.Wrap<Options> = {}
): Layer.Layer<HttpClient.HttpClient, ConfigError.ConfigError> =>
  Layer.unwrapEffect(
    Effect.map(
      Config.all([config, unwrap(options)]),
      ([variables, given]) => layer({ ...variables, ...withoutUndefined(given) })
    )
  )

/**
 * Provides a client that sends requests with the dispatcher that the effect makes. The effect can close the dispatcher
 * in a finalizer of its scope.
 *
 * @example
 * ```ts
 * import { Effect } from "effect"
 * import * as NodeHttp from "effect-purecloud/NodeHttp"
 * import { Agent, interceptors } from "undici"
 *
 * const dispatcher = Effect.acquireRelease(
 *   Effect.sync(() => new Agent().compose(interceptors.dns())),
 *   (dispatcher) => Effect.promise(() => dispatcher.destroy())
 * )
 * const live = NodeHttp.layerFromDispatcher(dispatcher)
 * ```
 *
 * @since 0.2.0
 * @category layers
 */
export const layerFromDispatcher = <E, R>(
  dispatcher: Effect.Effect<Dispatcher, E, R>,
  options?: Pick<Options, "compression">
): Layer.Layer<HttpClient.HttpClient, E, Exclude<R, Scope.Scope>> =>
  Layer.scoped(HttpClient.HttpClient, Effect.map(dispatcher, (dispatcher) => fromDispatcher(dispatcher, options)))

// ----------------------------------------------------------------------------------------------------------- config

const variable = (name: string): Config.Config<string> =>
  Config.orElse(Config.nonEmptyString(name.toLowerCase()), () => Config.nonEmptyString(name))

/**
 * Reads `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY` (the names in lower case have precedence, like in other programs),
 * `PURECLOUD_CONNECT_TIMEOUT`, for example `5 seconds`, and `PURECLOUD_MAX_CONNECTIONS`. All are optional.
 *
 * @since 0.2.0
 * @category config
 */
export const config: Config.Config<Options> = Config.all({
  httpProxy: Config.option(Config.redacted(variable("HTTP_PROXY"))),
  httpsProxy: Config.option(Config.redacted(variable("HTTPS_PROXY"))),
  noProxy: Config.option(variable("NO_PROXY")),
  connectTimeout: Config.option(Config.duration("PURECLOUD_CONNECT_TIMEOUT")),
  maxConnections: Config.option(Config.integer("PURECLOUD_MAX_CONNECTIONS"))
}).pipe(Config.map(({ connectTimeout, httpProxy, httpsProxy, maxConnections, noProxy }): Options => ({
  ...(Option.isSome(httpProxy) && { httpProxy: httpProxy.value }),
  ...(Option.isSome(httpsProxy) && { httpsProxy: httpsProxy.value }),
  ...(Option.isSome(noProxy) && { noProxy: noProxy.value }),
  ...(Option.isSome(connectTimeout) && { connectTimeout: connectTimeout.value }),
  ...(Option.isSome(maxConnections) && { maxConnections: maxConnections.value })
})))
