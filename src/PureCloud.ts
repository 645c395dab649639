/**
 * The client. {@link call} makes a typed function from an endpoint. If the operation is paged, the function also has
 * streams of pages and items.
 *
 * @example
 * ```ts
 * import { Effect, Layer, Stream } from "effect"
 * import * as NodeHttp from "effect-purecloud/NodeHttp"
 * import * as PureCloud from "effect-purecloud/PureCloud"
 * import * as Users from "effect-purecloud/Users"
 *
 * // Reads PURECLOUD_ENVIRONMENT, PURECLOUD_CLIENT_ID and PURECLOUD_SECRET.
 * const live = PureCloud.layerConfig().pipe(Layer.provide(NodeHttp.layerConfig()))
 *
 * const program = Users.getUsers.items({ state: "active" }).pipe(
 *   Stream.runForEach((user) => Effect.log(user.name)),
 *   Effect.provide(live)
 * )
 * ```
 *
 * @since 0.1.0
 */

import type * as Headers from "@effect/platform/Headers"
import type * as HttpClient from "@effect/platform/HttpClient"
import * as Config from "effect/Config"
import type * as ConfigError from "effect/ConfigError"
import * as Context from "effect/Context"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import { dual } from "effect/Function"
import * as Layer from "effect/Layer"
import type * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import * as Auth from "./Auth.js"
import type * as Endpoint from "./Endpoint.js"
import * as Client from "./internal/client/client.js"
import type { PageInput, PageRequest } from "./internal/client/pageRequest.js"
import * as PageStreams from "./internal/client/pageStreams.js"
import * as Run from "./internal/client/run.js"
import { unwrap } from "./internal/schema/config.js"
import type { PageInfo, PagePosition } from "./Pagination.js"
import * as PureCloudConfig from "./PureCloudConfig.js"
import type * as PureCloudError from "./PureCloudError.js"
import * as RateLimiter from "./RateLimiter.js"

// ----------------------------------------------------------------------------------------------------------- models

/**
 * Result of a call with its response.
 *
 * @since 0.1.0
 * @category models
 */
export interface Response<out A> {
  readonly value: A
  readonly status: number
  readonly headers: Headers.Headers
  /** Correlation id of the response. Genesys support asks for it. */
  readonly correlationId: string | undefined
}

/**
 * Client of one organization. Its calls share a token and a rate limit.
 *
 * @since 0.1.0
 * @category models
 */
export interface Service {
  readonly config: PureCloudConfig.Service
  /** Calls an endpoint and returns its decoded body. */
  readonly run: <Input, Success, Item>(
    endpoint: Endpoint.Endpoint<Input, Success, Item>,
    input: Input
  ) => Effect.Effect<Success, PureCloudError.PureCloudError>
  /** Calls an endpoint and returns its decoded body with status, headers and correlation id. */
  readonly runWithResponse: <Input, Success, Item>(
    endpoint: Endpoint.Endpoint<Input, Success, Item>,
    input: Input
  ) => Effect.Effect<Response<Success>, PureCloudError.PureCloudError>
  /**
   * Calls an endpoint and returns an effect that decodes the response, and can run once. Use it for responses that are
   * not used at once: the text of a response takes less memory than its decoded value. The streams of pages use it.
   */
  readonly send: <Input, Success, Item>(
    endpoint: Endpoint.Endpoint<Input, Success, Item>,
    input: Input
  ) => Effect.Effect<Effect.Effect<Response<Success>, PureCloudError.PureCloudError>, PureCloudError.PureCloudError>
  /**
   * Returns a client with other retries, timeouts and headers, which shares the token and the rate limit with this
   * client. Equal options return the same client. Throws a `ConfigError` if an option is invalid. See {@link withRetry},
   * {@link withTimeout} and {@link withHeaders}.
   */
  readonly with: (options: CallOptions) => Service
}

/**
 * Options that can differ from call to call. Options that are left out keep their configured values.
 *
 * @since 0.2.0
 * @category models
 */
export type CallOptions = Pick<PureCloudConfig.Options, "retry" | "timeout" | "headers">

/**
 * An endpoint as a function.
 *
 * @since 0.1.0
 * @category models
 */
export interface Call<Input, Success> {
  (...input: InputArgs<Input>): Effect.Effect<Success, PureCloudError.PureCloudError, PureCloud>
  /** The declaration. */
  readonly endpoint: Endpoint.Endpoint<Input, Success, unknown>
  /** Returns the decoded body with status, headers and correlation id. */
  readonly withResponse: (
    ...input: InputArgs<Input>
  ) => Effect.Effect<Response<Success>, PureCloudError.PureCloudError, PureCloud>
}

/**
 * A paged endpoint as a function with streams.
 *
 * A stream fetches the first page when it is first pulled. It fetches further pages only if it is pulled again, up to
 * `concurrency` pages at the same time, and emits them in order. Pages by cursor or link are fetched one after the
 * other.
 *
 * @since 0.1.0
 * @category models
 */
export interface PagedCall<Input, Success, Item> extends Call<Input, Success> {
  readonly endpoint: Endpoint.Endpoint<Input, Success, Item>
  /** Streams the pages. */
  readonly pages: (
    ...args: PageArgs<Input>
  ) => Stream.Stream<Success, PureCloudError.PureCloudError, PureCloud>
  /**
   * Streams the items of all pages. If the data changes while it is read, later pages may repeat items: an item is not
   * emitted if its id is among the latest 1000 ids.
   */
  readonly items: (...args: PageArgs<Input>) => Stream.Stream<Item, PureCloudError.PureCloudError, PureCloud>
}

/**
 * The function that {@link call} makes from an endpoint: a {@link PagedCall} if the endpoint is paged, else a
 * {@link Call}.
 *
 * @since 0.2.0
 * @category models
 */
export type CallOf<Declared> = Declared extends Endpoint.Endpoint<infer Input, infer Success, infer Item>
  ? [Item] extends [never] ? Call<Input, Success> : PagedCall<Input, Success, Item>
  : never

export type { PageInfo, PagePosition } from "./Pagination.js"

/**
 * Options of the streams of a {@link PagedCall}. If a value is not allowed, the stream fails with `EncodeError` and sends
 * nothing.
 *
 * @since 0.1.0
 * @category models
 */
export interface PageOptions extends PagePosition {
  /**
   * Maximum number of pages fetched at the same time, at least 1. It has no effect on pages by cursor or link. Default:
   * `pageConcurrency` of the configuration, which is 4.
   */
  readonly concurrency?: number
  /**
   * Items per page, up to the maximum of the operation. Default: `pageSize` of the input, else 25, or the default of the
   * service if the operation is paged by cursor or link. If the operation has no page size, the stream fails with
   * `EncodeError`.
   */
  readonly pageSize?: number
  /**
   * Called for each page, in order, before its items are emitted. Use it to report progress, or to detect that the data
   * changes while it is read. Default: nothing is called.
   */
  readonly onPage?: (page: PageInfo) => Effect.Effect<void>
}

/** Arguments of a call: the input, which is optional if it has no required key. */
type InputArgs<Input> = {} extends Input ? [input?: Input] : [input: Input]

type PageArgs<Input> = {} extends Input ? [input?: Input, options?: PageOptions] : [input: Input, options?: PageOptions]

/**
 * Options of {@link layer} and {@link make}: the configuration, and the source of tokens.
 *
 * @since 0.1.0
 * @category models
 */
export interface Options extends PureCloudConfig.Options {
  /**
   * Source of the tokens, for example `Auth.layerClientCredentials({ clientId, clientSecret })`. Each client builds its
   * own.
   */
  readonly auth: Layer.Layer<
    Auth.Auth,
    ConfigError.ConfigError,
    PureCloudConfig.PureCloudConfig | HttpClient.HttpClient
  >
  /**
   * Rate limiter, for programs that share one, for example `Redis.layerRateLimiter`. Default: a limiter of this client, in
   * memory.
   */
  readonly rateLimiter?: Layer.Layer<RateLimiter.RateLimiter, ConfigError.ConfigError>
}

/**
 * Options of {@link layerConfig}: the options of {@link layer}, but all of them are optional, and `environment` may be
 * any string.
 *
 * @since 0.2.0
 * @category models
 */
export interface ConfigOptions extends PureCloudConfig.ConfigOptions {
  /** Default: {@link Auth.layerClientCredentials} with `PURECLOUD_CLIENT_ID` and `PURECLOUD_SECRET`. */
  readonly auth?: Options["auth"]
  /** Default: a limiter of this client, in memory. */
  readonly rateLimiter?: Options["rateLimiter"]
}

// ------------------------------------------------------------------------------------------------------------- tags

/**
 * The tag of the client.
 *
 * @since 0.1.0
 * @category tags
 */
export class PureCloud extends Context.Tag("effect-purecloud/PureCloud")<PureCloud, Service>() {}

// ----------------------------------------------------------------------------------------------------------- calling

/**
 * Makes a function from an endpoint: it takes the input and returns an Effect. If the endpoint is paged, it also has
 * the streams `.pages` and `.items`.
 *
 * @since 0.1.0
 * @category constructors
 */
export function call<Input, Success>(endpoint: Endpoint.Endpoint<Input, Success, never>): Call<Input, Success>
export function call<Input, Success, Item>(
  endpoint: Endpoint.Endpoint<Input, Success, Item>
): PagedCall<Input, Success, Item>
export function call<Input, Success, Item>(
  endpoint: Endpoint.Endpoint<Input, Success, Item>
): Call<Input, Success> | PagedCall<Input, Success, Item> {
  const call: Call<Input, Success> = Object.assign(
    (input?: Input) => Effect.flatMap(PureCloud, (client) => client.run(endpoint, orEmpty(input))),
    {
      endpoint,
      withResponse: (input?: Input) =>
        Effect.flatMap(PureCloud, (client) => client.runWithResponse(endpoint, orEmpty(input)))
    }
  )
  return endpoint.pagination === undefined ? call : Object.assign(call, streamsOf(endpoint))
}

/** Makes the streams of a paged endpoint. */
const streamsOf = <Input, Success, Item>(
  endpoint: Endpoint.Endpoint<Input, Success, Item>
): Pick<PagedCall<Input, Success, Item>, "endpoint" | "pages" | "items"> => {
  const streamWith =
    (stream: (request: PageRequest) => Stream.Stream<unknown, PureCloudError.PureCloudError>) =>
    (input?: Input, options: PageOptions = {}) =>
      Stream.unwrap(Effect.map(PureCloud, ({ config, send }) =>
        stream({
          endpoint,
          // The encoder of the endpoint checks that the input is an object of named values.
          input: orEmpty(input) as PageInput,
          // The argument is the input of the call with another page number or cursor.
          fetch: (input) => send(endpoint, input as Input),
          concurrency: options.concurrency ?? config.pageConcurrency,
          pageSize: options.pageSize,
          startPage: options.startPage,
          startCursor: options.startCursor,
          onPage: options.onPage
        })))
  return {
    endpoint,
    // The pages have the type `Success`, and the items that of its field of items.
    pages: streamWith(PageStreams.pages) as PagedCall<Input, Success, Item>["pages"],
    items: streamWith(PageStreams.items) as PagedCall<Input, Success, Item>["items"]
  }
}

/** Replaces an absent input by an object without keys. The types allow an absent input only if no key is required. */
const orEmpty = <Input>(input: Input | undefined): Input => input ?? ({} as Input)

// ------------------------------------------------------------------------------------------------------- combinators

/**
 * Type of the result of {@link withRetry}, {@link withTimeout} and {@link withHeaders}: that of the effect or stream,
 * which also requires the client.
 *
 * @since 0.2.0
 * @category models
 */
export type WithClient<Self> = [Self] extends [Effect.Effect<infer A, infer E, infer R>]
  ? Effect.Effect<A, E, R | PureCloud>
  : [Self] extends [Stream.Stream<infer A, infer E, infer R>] ? Stream.Stream<A, E, R | PureCloud>
  : never

/** An effect or a stream. The type of an effect is a subtype of that of a stream. */
type AnyStream = Stream.Stream<unknown, unknown, unknown>

/** Returns whether a value is an effect. The type parameters remain those of the stream. */
const isEffect = <A, E, R>(self: Stream.Stream<A, E, R>): self is Effect.Effect<A, E, R> => Effect.isEffect(self)

const withOptions = <A, E, R>(
  self: Stream.Stream<A, E, R>,
  options: CallOptions
): Stream.Stream<A, E, R | PureCloud> =>
  isEffect(self)
    ? Effect.updateService(self, PureCloud, (client) => client.with(options))
    : Stream.updateService(self, PureCloud, (client) => client.with(options))

/**
 * Changes the retries of all calls in an effect or a stream. Options that are left out keep their values. If an option
 * is invalid, the fiber dies with a `ConfigError`.
 *
 * @example
 * ```ts
 * import * as PureCloud from "effect-purecloud/PureCloud"
 * import * as Users from "effect-purecloud/Users"
 *
 * // Fails at the first error.
 * export const user = Users.getUser({ userId: "u" }).pipe(PureCloud.withRetry({ attempts: 1 }))
 *
 * // Each page may take up to an hour.
 * export const users = PureCloud.withRetry(Users.getUsers.items(), { attempts: 100, deadline: "1 hour" })
 * ```
 *
 * @since 0.1.0
 * @category combinators
 */
export const withRetry: {
  (retry: NonNullable<CallOptions["retry"]>): <Self extends AnyStream>(self: Self) => WithClient<Self>
  <Self extends AnyStream>(self: Self, retry: NonNullable<CallOptions["retry"]>): WithClient<Self>
} = dual(2, (self: AnyStream, retry: NonNullable<CallOptions["retry"]>) => withOptions(self, { retry }))

/**
 * Changes the timeout of each attempt of all calls in an effect or a stream. If the timeout is invalid, the fiber dies
 * with a `ConfigError`.
 *
 * @since 0.1.0
 * @category combinators
 */
export const withTimeout: {
  (timeout: Duration.DurationInput): <Self extends AnyStream>(self: Self) => WithClient<Self>
  <Self extends AnyStream>(self: Self, timeout: Duration.DurationInput): WithClient<Self>
} = dual(2, (self: AnyStream, timeout: Duration.DurationInput) => withOptions(self, { timeout }))

/**
 * Adds headers to the requests of all calls in an effect or a stream, in addition to those of the configuration. A header
 * of the same name is replaced. Requests to the login service do not have them.
 *
 * If a header is one that the client sets, for example `authorization` or `content-type`, or cannot be sent, each call
 * fails with `EncodeError` and sends nothing.
 *
 * @example
 * ```ts
 * import * as PureCloud from "effect-purecloud/PureCloud"
 * import * as Users from "effect-purecloud/Users"
 *
 * export const user = Users.getUser({ userId: "u" }).pipe(PureCloud.withHeaders({ "x-request-reason": "audit" }))
 * ```
 *
 * @since 0.2.0
 * @category combinators
 */
export const withHeaders: {
  (headers: NonNullable<CallOptions["headers"]>): <Self extends AnyStream>(self: Self) => WithClient<Self>
  <Self extends AnyStream>(self: Self, headers: NonNullable<CallOptions["headers"]>): WithClient<Self>
} = dual(2, (self: AnyStream, headers: NonNullable<CallOptions["headers"]>) => withOptions(self, { headers }))

// ----------------------------------------------------------------------------------------------------------- layers

/** Maximum number of clients with other options that a client caches. */
const maxDerived = 100

/** Makes the service of a client. Services with other options are cached by their policy and their headers. */
const serviceOf = (client: Client.Client, derived: Map<string, Service> = new Map()): Service => ({
  config: client.config,
  // The decoder has checked the value with the schema of the endpoint, as far as the decode mode requires.
  run: <Input, Success, Item>(endpoint: Endpoint.Endpoint<Input, Success, Item>, input: Input) =>
    Effect.map(Run.run(client, endpoint, input), ({ value }) => value as Success),
  runWithResponse: <Input, Success, Item>(endpoint: Endpoint.Endpoint<Input, Success, Item>, input: Input) =>
    Run.run(client, endpoint, input) as Effect.Effect<Response<Success>, PureCloudError.PureCloudError>,
  send: <Input, Success, Item>(endpoint: Endpoint.Endpoint<Input, Success, Item>, input: Input) =>
    Run.send(client, endpoint, input) as Effect.Effect<
      Effect.Effect<Response<Success>, PureCloudError.PureCloudError>,
      PureCloudError.PureCloudError
    >,
  with: (options) => {
    const other = Client.withConfig(client, PureCloudConfig.override(client.config, options))
    const key = JSON.stringify([Object.values(other.policy).join(), other.headers])
    const existing = derived.get(key)
    if (existing !== undefined) return existing
    const service = serviceOf(other, derived)
    for (const oldest of derived.keys()) {
      if (derived.size < maxDerived) break
      derived.delete(oldest)
    }
    derived.set(key, service)
    return service
  }
})

/**
 * Provides a client, and requires its dependencies. Each place where the layer is provided gets a client of its own, made
 * from the services provided there. Clients with the same services share a token and a rate limit, but each client counts
 * its own `maxConcurrency`.
 *
 * @since 0.2.0
 * @category layers
 */
export const layerWithoutDependencies: Layer.Layer<
  PureCloud,
  never,
  Auth.Auth | RateLimiter.RateLimiter | PureCloudConfig.PureCloudConfig | HttpClient.HttpClient
> = Layer.fresh(Layer.effect(PureCloud, Effect.map(Client.make, (client) => serviceOf(client))))

/**
 * Provides the client of one organization. It requires an `HttpClient`: on Node, `NodeHttp.layerConfig()` is the
 * fastest. Each call of this function makes a client with its own token and rate limit.
 *
 * With `FetchHttpClient`, set the options of each request, for example a `dispatcher` for a proxy, in
 * `FetchHttpClient.Fetch`. A `FetchHttpClient.RequestInit` that is provided to `FetchHttpClient.layer` has no effect:
 * this client provides its own, so that a redirect does not send the token to another host.
 *
 * @example
 * ```ts
 * import { Redacted } from "effect"
 * import * as Auth from "effect-purecloud/Auth"
 * import * as PureCloud from "effect-purecloud/PureCloud"
 *
 * export const live = PureCloud.layer({
 *   environment: "mypurecloud.ie",
 *   auth: Auth.layerClientCredentials({ clientId: "my-client", clientSecret: Redacted.make("my-secret") }),
 *   decode: "strict"
 * })
 * ```
 *
 * @since 0.1.0
 * @category layers
 */
export const layer = (options: Options): Layer.Layer<PureCloud, ConfigError.ConfigError, HttpClient.HttpClient> =>
  layerOf(options)

const layerOf = (
  { auth, rateLimiter, ...options }: ConfigOptions & Pick<Options, "auth">
): Layer.Layer<PureCloud, ConfigError.ConfigError, HttpClient.HttpClient> =>
  layerWithoutDependencies.pipe(
    // Each client must build its own tokens, even if two clients have the same auth layer.
    Layer.provide(Layer.fresh(auth)),
    // A layer of its own for each client, because layers are memoized by reference.
    Layer.provide(rateLimiter ?? Layer.effect(RateLimiter.RateLimiter, RateLimiter.make)),
    Layer.provide(Layer.effect(PureCloudConfig.PureCloudConfig, Effect.suspend(() => PureCloudConfig.make(options))))
  )

/**
 * Reads options from environment variables: `PURECLOUD_CLIENT_ID`, `PURECLOUD_SECRET`, and those of
 * {@link PureCloudConfig.config}.
 *
 * @since 0.1.0
 * @category config
 */
export const config: Config.Config<Options> = Config.map(
  Config.all([PureCloudConfig.config, Auth.config]),
  ([options, credentials]) => ({ ...options, auth: Auth.layerClientCredentials(credentials) })
)

/**
 * Provides the client with options from `Config`: one config of all options, or a config for each option. Options that
 * are left out have their defaults, but `environment`, `propagateTrace` and `auth` are read from the environment
 * variables of {@link config}.
 *
 * @example
 * ```ts
 * import { Config } from "effect"
 * import * as PureCloud from "effect-purecloud/PureCloud"
 *
 * // Reads PURECLOUD_ENVIRONMENT, PURECLOUD_CLIENT_ID and PURECLOUD_SECRET.
 * export const live = PureCloud.layerConfig()
 *
 * // Reads GENESYS_REGION, PURECLOUD_CLIENT_ID and PURECLOUD_SECRET.
 * export const strict = PureCloud.layerConfig({
 *   environment: Config.string("GENESYS_REGION"),
 *   decode: Config.succeed("strict")
 * })
 * ```
 *
 * @since 0.1.0
 * @category layers
 */
export const layerConfig = (
  options: Config.Config.Wrap<ConfigOptions> = {}
): Layer.Layer<PureCloud, ConfigError.ConfigError, HttpClient.HttpClient> =>
  Layer.unwrapEffect(Effect.map(Effect.flatMap(unwrap(options), complete), layerOf))

/** Reads the options that were left out from the environment variables. */
const complete = (options: ConfigOptions): Config.Config<ConfigOptions & Pick<Options, "auth">> =>
  Config.map(
    Config.all([
      PureCloudConfig.withVariables(options),
      options.auth === undefined
        ? Config.map(Auth.config, Auth.layerClientCredentials)
        : Config.succeed(options.auth)
    ]),
    ([options, auth]) => ({ ...options, auth })
  )

/**
 * Makes a client as a value, for programs that use several organizations. It is closed when its scope closes. Provide
 * it with `Effect.provideService(PureCloud.PureCloud, client)`.
 *
 * @since 0.1.0
 * @category constructors
 */
export const make = (
  options: Options
): Effect.Effect<Service, ConfigError.ConfigError, HttpClient.HttpClient | Scope.Scope> =>
  Effect.map(Layer.build(layer(options)), Context.get(PureCloud))
