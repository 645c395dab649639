/**
 * The HTTP client for Node: an `HttpClient` with as little as possible between the calls and undici. It stands wherever
 * `NodeHttpClient.layerUndici` does, middleware and tracing included, and costs half of it. It needs the package
 * `undici`, version 7.
 *
 * Connections are pooled and kept alive. Proxies, certificate authorities and client certificates are options, or come
 * from the environment with {@link layerConfig}. Redirects are not followed. There are no time limits but that for
 * connecting: `PureCloud` has its own for each attempt, elsewhere use `Effect.timeout`.
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

// ----------------------------------------------------------------------------------------------------------- models

/**
 * A certificate that the client shows to the service, with its private key, both as PEM text.
 *
 * @since 0.2.0
 * @category models
 */
export interface ClientCertificate {
  /** The certificate. Those of intermediate authorities follow it in the same text. */
  readonly certificate: string
  readonly privateKey: string | Redacted.Redacted
  /** Decrypts the private key, where that is encrypted. */
  readonly passphrase?: string | Redacted.Redacted
}

/**
 * The options of the client. All of them have defaults.
 *
 * @since 0.2.0
 * @category models
 */
export interface Options {
  /** Maximum number of connections to one host. Requests beyond it wait for a free one. Default 64. */
  readonly maxConnections?: number
  /** Time limit for a connection to open, its TLS handshake included. Default 10 seconds. */
  readonly connectTimeout?: Duration.DurationInput
  /**
   * How long an unused connection stays open, unless the server gives another time in its `Keep-Alive` header.
   * Default 4 seconds. With a longer one than the server's, requests meet connections that it is about to close.
   */
  readonly keepAliveTimeout?: Duration.DurationInput
  /**
   * Whether responses are asked for in gzip, deflate or br, and decompressed. `false` sends no `Accept-Encoding`; what
   * is compressed all the same is still decompressed. Default `true`.
   */
  readonly compression?: boolean
  /** URL of the proxy for `http:` hosts. It may contain a user name and a password. Default: none. */
  readonly httpProxy?: string | Redacted.Redacted
  /** URL of the proxy for `https:` hosts. Default: `httpProxy`. */
  readonly httpsProxy?: string | Redacted.Redacted
  /**
   * Hosts that are reached without a proxy, separated by commas, for example `"localhost,.example.com:8443"`. A host
   * includes its subdomains. `"*"` means all hosts.
   */
  readonly noProxy?: string
  /**
   * Certificate authorities that are trusted beside Node's own, as PEM text with one certificate each. On Node before
   * 22.15, they replace those that `NODE_EXTRA_CA_CERTS` names.
   */
  readonly certificateAuthorities?: string | ReadonlyArray<string>
  /** Shown to the services, not to proxies. */
  readonly clientCertificate?: ClientCertificate
}

// ----------------------------------------------------------------------------------------------------- constructors

/**
 * Makes a client whose connections close with the scope. Requests that are on their way then fail. Fails with a
 * ConfigError where an option makes no sense, for example `maxConnections: 0`.
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
 * Makes a client that sends with a dispatcher of undici, for example one with interceptors. Closing the dispatcher is up
 * to its owner.
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
 * Provides a client with options.
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
 * Provides a client with options from a `Config`, by default {@link config}: the environment variables.
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
  options: Config.Config.Wrap<Options> = config
): Layer.Layer<HttpClient.HttpClient, ConfigError.ConfigError> =>
  Layer.unwrapEffect(Effect.map(Config.unwrap(options), layer))

/**
 * Provides a client that sends with the dispatcher which the effect makes. The dispatcher may be closed with the scope.
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
 * Reads `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY` (first in lower case, as other programs do),
 * `PURECLOUD_CONNECT_TIMEOUT`, for example `5 seconds`, and `PURECLOUD_MAX_CONNECTIONS`. All may be unset.
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
