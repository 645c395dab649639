/**
 * Access tokens. All calls of a client share one token. It is refreshed before it expires, and replaced once if the
 * service refuses it. There is a layer for each OAuth grant. White space around credentials, for example the line break at
 * the end of a file, is removed.
 *
 * @since 0.1.0
 */

import type * as HttpClient from "@effect/platform/HttpClient"
import * as Config from "effect/Config"
import * as ConfigError from "effect/ConfigError"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Encoding from "effect/Encoding"
import * as Hash from "effect/Hash"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import type * as Scope from "effect/Scope"
import type { Grant } from "./Endpoint.js"
import * as AuthorizationCode from "./internal/auth/authorizationCode.js"
import type { Token } from "./internal/auth/token.js"
import * as TokenCache from "./internal/auth/tokenCache.js"
import * as TokenEndpoint from "./internal/auth/tokenEndpoint.js"
import { unwrap } from "./internal/schema/config.js"
import { PureCloudConfig } from "./PureCloudConfig.js"
import type { AuthError } from "./PureCloudError.js"

// ----------------------------------------------------------------------------------------------------------- models

/**
 * Source of the tokens of a client.
 *
 * @since 0.1.0
 * @category models
 */
export interface Service {
  /** Grant that the tokens come from. */
  readonly grant: Grant
  /** Identifies the tokens without containing one: calls with the same key share a rate limit. */
  readonly key: string
  /**
   * Returns a valid token. Fails after the configured `timeout`: calls rely on it, and set no timer of their own as long
   * as their deadline is later.
   */
  readonly get: Effect.Effect<Redacted.Redacted, AuthError>
  /** Removes a token that was refused, unless another one is current by now. */
  readonly invalidate: (refused: Redacted.Redacted) => Effect.Effect<void>
}

export type { Token } from "./internal/auth/token.js"

/**
 * Credentials of an OAuth client of the organization.
 *
 * @since 0.2.0
 * @category models
 */
export interface ClientCredentials {
  readonly clientId: string
  readonly clientSecret: Redacted.Redacted
}

// ------------------------------------------------------------------------------------------------------------- tags

/**
 * The tag of the token source.
 *
 * @since 0.1.0
 * @category tags
 */
export class Auth extends Context.Tag("effect-purecloud/Auth")<Auth, Service>() {}

// ----------------------------------------------------------------------------------------------------- constructors

/**
 * Makes a source of tokens from an effect that fetches one. The token is cached until shortly before it expires, and then
 * refreshed in the background. One fetch runs at a time, for all calls, and no call interrupts it. A fetch ends after the
 * configured `timeout`. If it fails with a `retryAfter`, further calls fail with the same error until that time has
 * passed.
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
  Effect.map(TokenCache.make(options.fetch), ({ get, invalidate }) => ({
    grant: options.grant,
    key: options.key,
    get,
    invalidate
  }))

// ----------------------------------------------------------------------------------------------------------- layers

/**
 * A token from elsewhere, which is never refreshed. After it has expired, calls fail with Unauthorized. A token that no
 * header can hold, for example with a line break at its end, fails with AuthError before anything is sent.
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
 * The client credentials grant, for programs that do not act for a user. Operations on the calling user (`getUsersMe`,
 * `postUsersMePassword`) fail with AuthError, reason `GrantNotAllowed`.
 *
 * @since 0.1.0
 * @category layers
 */
export const layerClientCredentials = (
  credentials: ClientCredentials
): Layer.Layer<Auth, never, PureCloudConfig | HttpClient.HttpClient> =>
  Layer.scoped(
    Auth,
    Effect.gen(function*() {
      const { loginUrl } = yield* PureCloudConfig
      const request = yield* TokenEndpoint.make(credentials)
      return yield* make({
        grant: "client_credentials",
        key: `client_credentials:${loginUrl}:${credentials.clientId.trim()}`,
        fetch: request({ grant_type: "client_credentials" })
      })
    })
  )

/**
 * The SAML2 bearer grant: exchanges an assertion of the organization's identity provider for a token of its user.
 * Assertions expire soon, so each fetch of a token runs `assertion`.
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
}): Layer.Layer<Auth, never, PureCloudConfig | HttpClient.HttpClient> =>
  Layer.scoped(
    Auth,
    Effect.gen(function*() {
      const { loginUrl } = yield* PureCloudConfig
      const request = yield* TokenEndpoint.make(options)
      return yield* make({
        grant: "saml2_bearer",
        key: `saml2_bearer:${loginUrl}:${options.clientId.trim()}:${options.orgName.trim()}`,
        fetch: Effect.flatMap(options.assertion, (assertion) =>
          request({
            grant_type: "urn:ietf:params:oauth:grant-type:saml2-bearer",
            orgName: options.orgName,
            assertion
          }))
      })
    })
  )

/**
 * The authorization code grant with PKCE, for programs that act for a user: exchanges the code that the user's browser
 * returns with for a token, and refreshes it with the refresh tokens of the service. See {@link authorizeUrl}.
 *
 * A code can be exchanged once. Save each refresh token that `onRefreshToken` receives, and start from it the next time.
 * If a code brings no refresh token, calls fail with AuthError, reason `Credentials`, once its token has expired. Then the
 * user has to log in again.
 *
 * @since 0.1.0
 * @category layers
 */
export const layerAuthorizationCode = (options: {
  readonly clientId: string
  /** Secret of the client, if it has one. */
  readonly clientSecret?: Redacted.Redacted
  /** The code of a login, or the refresh token of an earlier one. */
  readonly from:
    | { readonly code: Redacted.Redacted; readonly codeVerifier: Redacted.Redacted; readonly redirectUri: string }
    | { readonly refreshToken: Redacted.Redacted }
  /**
   * Called with each refresh token. It replaces the one before, which may be invalid from then on. Calls that need the
   * token wait for the hook, and it is not interrupted. Its failures are logged, and the token is used all the same.
   */
  readonly onRefreshToken?: (refreshToken: Redacted.Redacted) => Effect.Effect<void>
}): Layer.Layer<Auth, never, PureCloudConfig | HttpClient.HttpClient> =>
  Layer.scoped(
    Auth,
    Effect.gen(function*() {
      const { from } = options
      const { loginUrl } = yield* PureCloudConfig
      const request = yield* TokenEndpoint.make(options)
      const login = Hash.hash("code" in from ? from.code : from.refreshToken)
      return yield* make({
        grant: "authorization_code",
        key: `authorization_code:${loginUrl}:${options.clientId.trim()}:${login}`,
        fetch: AuthorizationCode.makeFetch(request, from, options.onRefreshToken)
      })
    })
  )

/**
 * Returns the URL of the login page for {@link layerAuthorizationCode}. After the login the user's browser returns to
 * `redirectUri` with `code` and `state` in the query: check that the state is yours.
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
 * Credentials from the environment variables `PURECLOUD_CLIENT_ID` and `PURECLOUD_SECRET`, the names in the vendor's
 * documentation. White space around them is removed.
 *
 * @since 0.1.0
 * @category config
 */
export const config: Config.Config<ClientCredentials> = Config.all({ clientId, clientSecret })

/**
 * The client credentials grant with credentials from `Config`: one config, or a config for each of them. Those that are
 * left out are read from the environment variables of {@link config}.
 *
 * @since 0.1.0
 * @category layers
 */
export const layerConfig = (
  credentials: Config.Config.Wrap<Partial<ClientCredentials>> = {}
): Layer.Layer<Auth, ConfigError.ConfigError, PureCloudConfig | HttpClient.HttpClient> =>
  Layer.unwrapEffect(Effect.map(
    Effect.flatMap(unwrap(credentials), (given) =>
      Config.all({
        clientId: given.clientId === undefined ? clientId : Config.succeed(given.clientId),
        clientSecret: given.clientSecret === undefined ? clientSecret : Config.succeed(given.clientSecret)
      })),
    layerClientCredentials
  ))
