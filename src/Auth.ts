/**
 * Access tokens. All calls of a client share one token. It is refreshed before it expires, and each call replaces it at
 * most once if the service rejects it. There is a layer for each OAuth grant. White space around credentials, for
 * example the line break at the end of a file, is removed.
 *
 * @since 0.1.0
 */

import type * as HttpClient from "@effect/platform/HttpClient"
import * as Arr from "effect/Array"
import * as Config from "effect/Config"
import * as ConfigError from "effect/ConfigError"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Encoding from "effect/Encoding"
import * as Hash from "effect/Hash"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import type * as Scope from "effect/Scope"
import type { Grant } from "./Endpoint.js"
import * as AuthorizationCode from "./internal/auth/authorizationCode.js"
import { countRefreshes } from "./internal/auth/telemetry.js"
import type { FetchedToken, Token } from "./internal/auth/token.js"
import * as TokenCache from "./internal/auth/tokenCache.js"
import * as TokenEndpoint from "./internal/auth/tokenEndpoint.js"
import * as TokenPool from "./internal/auth/tokenPool.js"
import * as TokenStore from "./internal/auth/tokenStore.js"
import { unwrap } from "./internal/schema/config.js"
import { PureCloudConfig } from "./PureCloudConfig.js"
import type { AuthError } from "./PureCloudError.js"

// ----------------------------------------------------------------------------------------------------------- models

/**
 * Source of one token, which has its own rate limit.
 *
 * @since 0.2.0
 * @category models
 */
export interface Source {
  /**
   * Key that identifies the source of the tokens. It does not contain a token. Calls with the same key share a rate
   * limit.
   */
  readonly key: string
  /**
   * Returns a valid token. It must fail within the configured `timeout`, because a call sets a timer of its own only if
   * its deadline is earlier.
   */
  readonly get: Effect.Effect<Redacted.Redacted, AuthError>
  /** Removes a token that the service rejected. Does nothing if another token has replaced it already. */
  readonly invalidate: (token: Redacted.Redacted) => Effect.Effect<void>
}

/**
 * Service that provides the access tokens of a client. It is the source of the only token, or of the first token of a
 * pool.
 *
 * @since 0.1.0
 * @category models
 */
export interface Service extends Source {
  /** Grant that the tokens come from. */
  readonly grant: Grant
  /** Further tokens that calls may use. Absent if all calls share one token. */
  readonly pool?: Pool
}

/**
 * Pool of tokens. Each call uses the token whose rate limit allows a request first.
 *
 * @since 0.2.0
 * @category models
 */
export interface Pool {
  /** Returns the tokens that calls may use now. There is always one. Each key identifies one token. */
  readonly sources: () => Arr.NonEmptyReadonlyArray<Source>
  /** Starts to fetch another token, unless one is being fetched or the pool is full. Does not wait for the token. */
  readonly grow: Effect.Effect<void>
  /** Waits until the pool has grown. The wait begins when the function is called. */
  readonly grown: () => Effect.Effect<void>
}

export type { Token } from "./internal/auth/token.js"

export type { TokenStore } from "./internal/auth/tokenStore.js"

/**
 * Option of the layers that store their token.
 *
 * The next run of a program uses the stored token until the token is due to be refreshed, so a restarted job or a
 * reloaded page does not log in again. A token that the service rejects with 401 is not used again. An entry that
 * cannot be read, was changed, or was encrypted with another key is logged as a warning and counts as absent. A token
 * without a known lifetime is stored only if it has a refresh token, which the next run uses.
 *
 * Several processes may share a store. They do not lock it: if two of them start at the same moment, both may fetch a
 * token, and the store keeps the later one. Processes that share the login of a user should share the store, and not
 * start at the same moment, because the service may accept a refresh token only once.
 *
 * @example
 * ```ts
 * import { KeyValueStore } from "@effect/platform"
 * import { Effect, Layer } from "effect"
 * import * as Auth from "effect-purecloud/Auth"
 *
 * // Reads PURECLOUD_CLIENT_ID, PURECLOUD_SECRET and PURECLOUD_TOKEN_KEY. Requires a KeyValueStore.
 * export const auth = Layer.unwrapEffect(Effect.gen(function*() {
 *   const store = yield* KeyValueStore.KeyValueStore
 *   const encryptionKey = yield* Auth.tokenKey
 *   return Auth.layerClientCredentials({ ...yield* Auth.config, tokenStore: { store, encryptionKey } })
 * }))
 * ```
 *
 * @since 0.2.0
 * @category models
 */
export interface StoreOptions {
  /** Store of the token. Default: the token is in memory only. */
  readonly tokenStore?: TokenStore.TokenStore
}

/**
 * Credentials of an OAuth client of the organization.
 *
 * @since 0.2.0
 * @category models
 */
export interface ClientCredentials {
  /** Id of the OAuth client. */
  readonly clientId: string
  /** Secret of the OAuth client. */
  readonly clientSecret: Redacted.Redacted
}

// ------------------------------------------------------------------------------------------------------------- tags

/**
 * The tag of the token service.
 *
 * @since 0.1.0
 * @category tags
 */
export class Auth extends Context.Tag("effect-purecloud/Auth")<Auth, Service>() {}

/**
 * Tokens that several processes share. Provide them to the layers of the client credentials grant:
 * {@link layerClientCredentials}, {@link layerConfig} and {@link layerPool}. `Redis.layerTokens` is an implementation.
 *
 * @since 0.2.0
 * @category tags
 */
export class SharedTokens extends Context.Tag("effect-purecloud/Auth/SharedTokens")<SharedTokens, {
  /** Returns the shared token of a key, or runs `fetch` and shares its token. */
  readonly share: (key: string, fetch: Effect.Effect<Token, AuthError>) => Effect.Effect<Token, AuthError>
  /** Removes a token that the service rejected. Does nothing if another token has replaced it already. */
  readonly invalidate: (key: string, token: Redacted.Redacted) => Effect.Effect<void>
}>() {}

// ----------------------------------------------------------------------------------------------------- constructors

/**
 * Makes the token service from an effect that fetches a token. The token is cached until shortly before it expires, and
 * then refreshed in the background. At most one fetch runs at a time. All calls wait for the same fetch, and the
 * interruption of a call does not interrupt it. A fetch ends after the configured `timeout`. If it fails with a
 * `retryAfter`, further calls fail with the same error until that time has passed.
 *
 * @since 0.1.0
 * @category constructors
 */
export const make = (options: {
  readonly grant: Grant
  /** See {@link Service}. */
  readonly key: string
  readonly fetch: Effect.Effect<Token, AuthError>
}): Effect.Effect<Service, never, PureCloudConfig | Scope.Scope> =>
  Effect.map(TokenCache.make(countRefreshes(options.grant, options.fetch)), ({ get, invalidate }) => ({
    grant: options.grant,
    key: options.key,
    get,
    invalidate
  }))

/** Makes the token service of a layer, whose token may be stored. */
const makeStored = (options: {
  readonly grant: Grant
  readonly key: string
  readonly tokenStore: TokenStore.TokenStore | undefined
  /** Default name of the stored entry. Default: `key`. */
  readonly entry?: string
  readonly login?: Redacted.Redacted | undefined
  readonly fetch: (refreshToken: Redacted.Redacted | undefined) => Effect.Effect<FetchedToken, AuthError>
}): Effect.Effect<Service, never, PureCloudConfig | Scope.Scope> =>
  Effect.gen(function*() {
    const { fetch, grant, key, tokenStore } = options
    if (tokenStore === undefined) return yield* make({ grant, key, fetch: Effect.suspend(() => fetch(undefined)) })
    const { tokenRefreshMargin } = yield* PureCloudConfig
    const stored = yield* TokenStore.make({
      tokenStore,
      grant,
      key: options.entry ?? key,
      login: options.login,
      refreshMargin: tokenRefreshMargin,
      fetch: (refreshToken) => countRefreshes(grant, fetch(refreshToken))
    })
    const { get, invalidate } = yield* TokenCache.make(stored.fetch)
    return {
      grant,
      key,
      get,
      invalidate: (token) => Effect.zipRight(stored.invalidate(token), invalidate(token))
    }
  })

/**
 * Returns the keys of the token of a user. Each user has a rate limit of its own, so `key` has the name of the stored
 * entry, which differs from user to user, and the hash of the login.
 */
const keysOf = (entry: string, tokenStore: TokenStore.TokenStore | undefined, login?: Redacted.Redacted) => {
  const named = tokenStore?.name === undefined ? entry : `${entry}:${tokenStore.name}`
  return { entry, key: login === undefined ? named : `${named}:${Hash.hash(login)}` }
}

// ----------------------------------------------------------------------------------------------------------- layers

/**
 * Provides one token that was obtained in another way. It is never refreshed. After it has expired, calls fail with
 * `Unauthorized`. If a header cannot contain the token, for example because it ends with a line break, calls fail with
 * `AuthError` and send nothing.
 *
 * @since 0.1.0
 * @category layers
 */
export const layerStatic = (token: Redacted.Redacted): Layer.Layer<Auth> =>
  Layer.succeed(Auth, {
    grant: "static",
    key: `static:${Hash.string(Redacted.value(token))}`,
    get: Effect.succeed(token),
    invalidate: () => Effect.void
  })

/**
 * Provides tokens of the client credentials grant, for programs that do not act for a user. Operations on the calling
 * user (`getUsersMe`, `postUsersMePassword`) fail with `AuthError`, reason `GrantNotAllowed`.
 *
 * @since 0.1.0
 * @category layers
 */
export const layerClientCredentials = (
  { tokenStore, ...credentials }: ClientCredentials & StoreOptions
): Layer.Layer<Auth, never, PureCloudConfig | HttpClient.HttpClient> =>
  Layer.scoped(
    Auth,
    Effect.gen(function*() {
      const { loginUrl } = yield* PureCloudConfig
      const request = yield* TokenEndpoint.make(credentials)
      return yield* makeClientCredentials(
        `client_credentials:${loginUrl}:${credentials.clientId.trim()}`,
        request({ grant_type: "client_credentials" }),
        tokenStore
      )
    })
  )

/** Makes the service of a token of the client credentials grant, which other processes may share. */
const makeClientCredentials = (
  key: string,
  fetch: Effect.Effect<FetchedToken, AuthError>,
  tokenStore?: TokenStore.TokenStore
): Effect.Effect<Service, never, PureCloudConfig | Scope.Scope> =>
  Effect.gen(function*() {
    const shared = Option.getOrUndefined(yield* Effect.serviceOption(SharedTokens))
    const fetchShared = shared === undefined
      ? fetch
      : Effect.map(shared.share(key, fetch), (token): FetchedToken => ({ ...token, refreshToken: undefined }))
    const service = yield* makeStored({ grant: "client_credentials", key, tokenStore, fetch: () => fetchShared })
    return shared === undefined ? service : {
      ...service,
      invalidate: (token) => Effect.zipRight(shared.invalidate(key, token), service.invalidate(token))
    }
  })

/**
 * Provides a pool of tokens of the client credentials grant, for work that takes too long with the rate limit of one
 * token.
 *
 * Each token has its own rate limit, by default 300 requests a minute. A call uses the token with the most requests
 * left, or waits for the token whose rate limit window ends first. So the duration is about users × calls ÷ (300 ×
 * size) minutes: 100,000 users with two calls each take eleven hours with one token, and 44 minutes with a pool of 15.
 *
 * The pool starts with one token. It fetches another token only if none of its tokens allows a request, and one token
 * at a time, because the login service limits the number of tokens that it issues. If the login service throttles a
 * token request, the pool waits for the `Retry-After`, and calls use the other tokens meanwhile. A token is refreshed
 * independently of the others. A 401 replaces, and a 429 pauses, only the token of the request. If a token cannot be
 * fetched, the pool logs a warning and does not use this token for a minute. With a `size` of 1 the layer is
 * {@link layerClientCredentials}.
 *
 * Ask the administrator of the organization before you use a pool. The vendor's limits for a token exist to protect a
 * service that all users of the organization share, and its guidance for most programs is a single token. Besides the
 * limit of a token, there are limits of the organization and of single operations, which a pool does not raise: calls
 * that exceed them get 429 with each token, and other programs of the organization may then get 429 too. Every token is
 * a login of the OAuth client, which the administrator sees in its usage and audits. The vendor's support can raise the
 * limit of a client instead. Start with a small pool and observe the number of 429s. For comparison, the vendor's own
 * Terraform provider uses 15 tokens of one client to list users.
 *
 * The layer fails with a `ConfigError` if `size` is not a whole number from 1 to 50, or is smaller than the number of
 * clients.
 *
 * @example
 * ```ts
 * import { Redacted } from "effect"
 * import * as Auth from "effect-purecloud/Auth"
 * import * as PureCloud from "effect-purecloud/PureCloud"
 *
 * export const live = PureCloud.layer({
 *   environment: "mypurecloud.ie",
 *   auth: Auth.layerPool({
 *     size: 15,
 *     credentials: { clientId: "my-client", clientSecret: Redacted.make("my-secret") }
 *   })
 * })
 * ```
 *
 * @since 0.2.0
 * @category layers
 */
export const layerPool = (options: {
  /** Maximum number of tokens, from 1 to 50. */
  readonly size: number
  /** Credentials of one client, or of several clients, to which the tokens are assigned alternately. */
  readonly credentials: ClientCredentials | Arr.NonEmptyReadonlyArray<ClientCredentials>
  /**
   * See {@link StoreOptions}. Each token has an entry of its own, whose name may end with a number.
   */
  readonly tokenStore?: TokenStore.TokenStore
}): Layer.Layer<Auth, ConfigError.ConfigError, PureCloudConfig | HttpClient.HttpClient> => {
  const { credentials, size, tokenStore } = options
  const clients = Arr.ensure(credentials)
  const [first] = clients
  if (first === undefined) return Layer.fail(invalidPool("Expected the credentials of a client"))
  if (!Number.isInteger(size) || size < clients.length || size > maxPoolSize) {
    return Layer.fail(invalidPool(`Expected a whole number from ${clients.length} to ${maxPoolSize} as size`))
  }
  return size === 1
    ? layerClientCredentials({ ...first, ...tokenStore !== undefined && { tokenStore } })
    : Layer.scoped(Auth, makePool(Arr.makeBy(size, (index) => clients[index % clients.length] ?? first), tokenStore))
}

/** Maximum number of tokens of a pool, which is the maximum of the vendor's Terraform provider. */
const maxPoolSize = 50

const invalidPool = (message: string): ConfigError.ConfigError => ConfigError.InvalidData(["pool"], message)

/** Makes a pool with a token for each of the credentials. */
const makePool = (
  members: Arr.NonEmptyReadonlyArray<ClientCredentials>,
  tokenStore: TokenStore.TokenStore | undefined
): Effect.Effect<Service, never, PureCloudConfig | HttpClient.HttpClient | Scope.Scope> =>
  Effect.gen(function*() {
    const { loginUrl } = yield* PureCloudConfig
    const oneAtATime = yield* TokenPool.oneAtATime
    const counts = new Map<string, number>()
    const sources = yield* Effect.forEach(members, (credentials, index) =>
      Effect.gen(function*() {
        const key = `client_credentials:${loginUrl}:${credentials.clientId.trim()}`
        const count = (counts.get(key) ?? 0) + 1
        counts.set(key, count)
        const request = yield* TokenEndpoint.make(credentials)
        return yield* makeClientCredentials(
          count === 1 ? key : `${key}:${count}`,
          oneAtATime(request({ grant_type: "client_credentials" })),
          memberStore(tokenStore, index)
        )
      }))
    const pool = yield* TokenPool.make(sources)
    const [first] = pool.sources()
    return {
      grant: "client_credentials",
      key: first.key,
      get: first.get,
      invalidate: (token) => Effect.forEach(sources, ({ invalidate }) => invalidate(token), { discard: true }),
      pool
    }
  })

/** Returns the store of a token of a pool. Its default name, the key, already differs from those of the others. */
const memberStore = (
  tokenStore: TokenStore.TokenStore | undefined,
  index: number
): TokenStore.TokenStore | undefined =>
  tokenStore?.name === undefined || index === 0
    ? tokenStore
    : { ...tokenStore, name: `${tokenStore.name}:${index + 1}` }

/**
 * Provides tokens of the SAML2 bearer grant: exchanges an assertion of the organization's identity provider for a token
 * of the user that it identifies. Assertions expire soon, so each fetch of a token runs the effect `assertion`.
 *
 * @since 0.1.0
 * @category layers
 */
export const layerSaml2Bearer = (options: {
  readonly clientId: string
  readonly clientSecret: Redacted.Redacted
  /** Short name of the organization. */
  readonly orgName: string
  readonly assertion: Effect.Effect<Redacted.Redacted, AuthError>
  /** See {@link StoreOptions}. */
  readonly tokenStore?: TokenStore.TokenStore
}): Layer.Layer<Auth, never, PureCloudConfig | HttpClient.HttpClient> =>
  Layer.scoped(
    Auth,
    Effect.gen(function*() {
      const { loginUrl } = yield* PureCloudConfig
      const request = yield* TokenEndpoint.make(options)
      return yield* makeStored({
        grant: "saml2_bearer",
        tokenStore: options.tokenStore,
        ...keysOf(
          `saml2_bearer:${loginUrl}:${options.clientId.trim()}:${options.orgName.trim()}`,
          options.tokenStore
        ),
        fetch: () =>
          Effect.flatMap(options.assertion, (assertion) =>
            request({
              grant_type: "urn:ietf:params:oauth:grant-type:saml2-bearer",
              orgName: options.orgName,
              assertion
            }))
      })
    })
  )

/**
 * Provides tokens of the authorization code grant with PKCE, for programs that act for a user: exchanges the
 * authorization code of a login for a token, and refreshes it with the refresh tokens of the service. See
 * {@link authorizeUrl}.
 *
 * A code can be exchanged once. With a `tokenStore`, which a browser needs for a reload without a login, omit `from`
 * after the first run: the stored token of the latest login is used, and if there is none, calls fail with `AuthError`,
 * reason `Credentials`. A `from` of another login replaces the stored token. Without a store, save each refresh token
 * that `onRefreshToken` receives, and pass the latest one in `from` the next time. If the response to a code has no
 * refresh token, calls fail with `AuthError`, reason `Credentials`, once its token has expired. Then the user has to log
 * in again.
 *
 * @since 0.1.0
 * @category layers
 */
export const layerAuthorizationCode = (options: {
  readonly clientId: string
  /** Secret of the client, if it has one. */
  readonly clientSecret?: Redacted.Redacted
  /** The authorization code of a login, or the refresh token of an earlier login. Default: the stored login. */
  readonly from?:
    | { readonly code: Redacted.Redacted; readonly codeVerifier: Redacted.Redacted; readonly redirectUri: string }
    | { readonly refreshToken: Redacted.Redacted }
    | undefined
  /**
   * Called with each refresh token. It replaces the refresh token before it, which may become invalid. Calls that need
   * the access token wait for the hook, which is not interrupted. Failures of the hook are logged, and the access token
   * is used nevertheless. Default: nothing is called.
   */
  readonly onRefreshToken?: (refreshToken: Redacted.Redacted) => Effect.Effect<void>
  /** See {@link StoreOptions}. */
  readonly tokenStore?: TokenStore.TokenStore
}): Layer.Layer<Auth, never, PureCloudConfig | HttpClient.HttpClient> =>
  Layer.scoped(
    Auth,
    Effect.gen(function*() {
      const { from } = options
      const { loginUrl } = yield* PureCloudConfig
      const request = yield* TokenEndpoint.make(options)
      const login = from === undefined ? undefined : "code" in from ? from.code : from.refreshToken
      const entry = `authorization_code:${loginUrl}:${options.clientId.trim()}`
      return yield* makeStored({
        grant: "authorization_code",
        ...keysOf(entry, options.tokenStore, login),
        login,
        tokenStore: options.tokenStore,
        fetch: AuthorizationCode.makeFetch(request, from, options.onRefreshToken)
      })
    })
  )

/**
 * Returns the URL of the login page for {@link layerAuthorizationCode}. After the login the user's browser is
 * redirected to `redirectUri` with `code` and `state` in the query: check that `state` is the value that was passed
 * here.
 *
 * @since 0.1.0
 * @category authorization code
 */
export const authorizeUrl = (options: {
  readonly clientId: string
  readonly redirectUri: string
  /** See {@link makeCodeVerifier}. */
  readonly codeChallenge: string
  readonly state: string
}): Effect.Effect<string, never, PureCloudConfig> =>
  Effect.map(PureCloudConfig, ({ loginUrl }) => {
    const query = new URLSearchParams({
      response_type: "code",
      client_id: options.clientId.trim(),
      redirect_uri: options.redirectUri,
      code_challenge: options.codeChallenge,
      code_challenge_method: "S256",
      state: options.state
    })
    return `${loginUrl}/oauth/authorize?${query}`
  })

/**
 * Makes a random code verifier and its challenge (RFC 7636, S256) with the Web Crypto API.
 *
 * @since 0.1.0
 * @category authorization code
 */
export const makeCodeVerifier: Effect.Effect<{
  readonly codeVerifier: Redacted.Redacted
  readonly codeChallenge: string
}> = Effect.gen(function*() {
  const codeVerifier = Encoding.encodeBase64Url(crypto.getRandomValues(new Uint8Array(32)))
  const digest = yield* Effect.promise(() => crypto.subtle.digest("SHA-256", new TextEncoder().encode(codeVerifier)))
  return {
    codeVerifier: Redacted.make(codeVerifier),
    codeChallenge: Encoding.encodeBase64Url(new Uint8Array(digest))
  }
})

// ----------------------------------------------------------------------------------------------------------- config

const trimmed = (name: string): Config.Config<string> =>
  Config.mapOrFail(Config.nonEmptyString(name), (text) =>
    text.trim() === ""
      ? Either.left(ConfigError.MissingData([name], "Expected more than white space"))
      : Either.right(text.trim()))

const clientId = trimmed("PURECLOUD_CLIENT_ID")

const clientSecret = Config.redacted(trimmed("PURECLOUD_SECRET"))

/**
 * Reads credentials from the environment variables `PURECLOUD_CLIENT_ID` and `PURECLOUD_SECRET`, which the vendor's
 * documentation uses too. White space around them is removed.
 *
 * @since 0.1.0
 * @category config
 */
export const config: Config.Config<ClientCredentials> = Config.all({ clientId, clientSecret })

/**
 * Reads the key that encrypts stored tokens from the environment variable `PURECLOUD_TOKEN_KEY`, see
 * {@link StoreOptions}.
 *
 * @since 0.2.0
 * @category config
 */
export const tokenKey: Config.Config<Redacted.Redacted> = Config.redacted(trimmed("PURECLOUD_TOKEN_KEY"))

/**
 * Provides tokens of the client credentials grant, with credentials from `Config`: one config of both, or a config for
 * each of them. Credentials without a config are read from the environment variables of {@link config}. The token may be
 * stored, see {@link StoreOptions}.
 *
 * @since 0.1.0
 * @category layers
 */
export const layerConfig = (
  credentials: Config.Config.Wrap<Partial<ClientCredentials>> = {},
  options: StoreOptions = {}
): Layer.Layer<Auth, ConfigError.ConfigError, PureCloudConfig | HttpClient.HttpClient> =>
  Layer.unwrapEffect(Effect.map(
    Effect.flatMap(unwrap(credentials), (given) =>
      Config.all({
        clientId: given.clientId === undefined ? clientId : Config.succeed(given.clientId),
        clientSecret: given.clientSecret === undefined ? clientSecret : Config.succeed(given.clientSecret)
      })),
    (credentials) => layerClientCredentials({ ...credentials, ...options })
  ))
