/**
 * Tokens. `Auth` hands the same one to all callers, renews it before it ends, and throws it away when the service
 * refuses it. How a token is got is a layer of its own for each OAuth grant. White space around credentials, for example
 * the line break at the end of a file, is not sent.
 *
 * @since 0.1.0
 */

import * as HttpClient from "@effect/platform/HttpClient"
import * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import * as Cause from "effect/Cause"
import type * as Clock from "effect/Clock"
import * as Config from "effect/Config"
import * as ConfigError from "effect/ConfigError"
import * as Context from "effect/Context"
import * as Deferred from "effect/Deferred"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Encoding from "effect/Encoding"
import * as Equal from "effect/Equal"
import * as Exit from "effect/Exit"
import * as FiberId from "effect/FiberId"
import * as Hash from "effect/Hash"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import * as Redacted from "effect/Redacted"
import type * as Scope from "effect/Scope"
import type { Grant } from "./Endpoint.js"
import { correlationIdOf, quoting, retryAfterOf } from "./internal/http/decodeResponse.js"
import { RequestFailure, transportError } from "./internal/http/failure.js"
import { isHeaderSafe } from "./internal/http/headerValue.js"
import { stopwatch } from "./internal/http/stopwatch.js"
import { exchange, type RawResponse } from "./internal/http/transport.js"
import { PureCloudConfig } from "./PureCloudConfig.js"
import { AuthError, type Origin } from "./PureCloudError.js"

// ----------------------------------------------------------------------------------------------------------- models

/**
 * @since 0.1.0
 * @category models
 */
export interface Service {
  /** How the token is got. */
  readonly grant: Grant
  /** Tells tokens apart without showing them: calls of one key share a rate limit. */
  readonly key: string
  /**
   * A token that is valid now. It is waited for no longer than the configured `timeout`: a call that has more time left
   * does not look at the clock meanwhile.
   */
  readonly get: Effect.Effect<Redacted.Redacted, AuthError>
  /** Throws the token away, if it still is the one that was refused. */
  readonly invalidate: (refused: Redacted.Redacted) => Effect.Effect<void>
}

/**
 * A token as a grant gives it.
 *
 * @since 0.1.0
 * @category models
 */
export interface Token {
  readonly value: Redacted.Redacted
  /** How long it lives, where that is known. */
  readonly expiresIn: Duration.Duration | undefined
}

// ------------------------------------------------------------------------------------------------------------- tags

/**
 * The token service.
 *
 * @since 0.1.0
 * @category tags
 */
export class Auth extends Context.Tag("effect-purecloud/Auth")<Auth, Service>() {}

// ----------------------------------------------------------------------------------------------------- constructors

interface Held {
  readonly token: Redacted.Redacted
  readonly expiresAt: number
  renewAt: number
}

/** The token endpoint asks for patience: who comes before its time gets the same answer. */
interface Refusal {
  readonly error: AuthError
  readonly times: number
  readonly until: number
}

/** What is told to who comes later: of the time that was asked for, some is over. */
const stillRefused = (error: AuthError, millis: number): AuthError =>
  error.retryAfter === undefined ? error : new AuthError({ ...error, retryAfter: Duration.millis(millis) })

/** How long a renewal that failed is left alone, while the token still holds. */
const renewalPause = 5_000

/**
 * Shares the tokens that `fetch` gets: one fetch at a time for all callers, in a fiber of its own, so that a caller
 * who is interrupted takes nothing from the others. While a token is still valid it is renewed in the background. A
 * fetch has the configured `timeout`. Where it fails with a `retryAfter` there is no other before that time.
 *
 * @since 0.1.0
 * @category constructors
 */
export const make = (options: {
  readonly grant: Grant
  readonly key: string
  readonly fetch: Effect.Effect<Token, AuthError>
}): Effect.Effect<Service, never, PureCloudConfig | Scope.Scope> =>
  Effect.gen(function*() {
    const { retry, timeout, tokenRefreshMargin } = yield* PureCloudConfig
    const scope = yield* Effect.scope
    let held: Held | undefined
    let pending: Deferred.Deferred<Redacted.Redacted, AuthError> | undefined
    let refusal: Refusal | undefined

    const inTime = <A>(effect: Effect.Effect<A, AuthError>): Effect.Effect<A, AuthError> =>
      Effect.timeoutFail(effect, { duration: timeout, onTimeout: () => requestError(new RequestFailure("Timeout")) })

    const refused = (error: AuthError, now: number): Refusal | undefined => {
      const times = (refusal?.times ?? 0) + 1
      const asked = error.retryAfter === undefined ? 0 : Duration.toMillis(error.retryAfter)
      // To wait no time at all is no answer to the question when.
      if (asked > 0) return { error, times, until: now + asked }
      if (error.reason !== "RateLimited") return undefined
      const millis = Math.min(Duration.toMillis(retry.maxDelay), Duration.toMillis(retry.baseDelay) * 2 ** (times - 1))
      // A caller who is alone waits longer than half of it.
      return { error, times, until: now + millis / 2 }
    }

    /** Milliseconds until the endpoint may be asked again. */
    const untilAsked = (clock: Clock.Clock): number => refusal === undefined ? 0 : refusal.until - stopwatch(clock)

    const hold = (token: Token, now: number): void => {
      const life = token.expiresIn === undefined ? Infinity : Duration.toMillis(token.expiresIn)
      const ahead = Math.min(Duration.toMillis(tokenRefreshMargin), life / 10)
      held = {
        token: token.value,
        expiresAt: now + life,
        renewAt: life === Infinity ? Infinity : now + life - ahead
      }
    }

    const renew = Effect.suspend(() => {
      if (pending !== undefined) return Effect.succeed(pending)
      const deferred = Deferred.unsafeMake<Redacted.Redacted, AuthError>(FiberId.none)
      pending = deferred
      return inTime(options.fetch).pipe(
        Effect.interruptible,
        // Who waits is not interrupted because the client is closed.
        Effect.mapErrorCause((cause) => Cause.isInterruptedOnly(cause) ? Cause.fail(closed()) : cause),
        Effect.onExit((exit) =>
          Effect.clockWith((clock) => {
            pending = undefined
            const now = clock.unsafeCurrentTimeMillis()
            const error = Option.flatMap(Exit.causeOption(exit), Cause.failureOption)
            refusal = Option.isSome(error) ? refused(error.value, stopwatch(clock)) : undefined
            if (Exit.isSuccess(exit)) {
              hold(exit.value, now)
            } else if (held !== undefined) {
              held.renewAt = now + Math.max(renewalPause, untilAsked(clock))
            }
            return Deferred.done(deferred, Exit.map(exit, (token) => token.value))
          })
        ),
        Effect.ignore,
        Effect.forkIn(scope),
        Effect.as(deferred)
      )
    }).pipe(Effect.uninterruptible)

    const get = Effect.clockWith((clock) => {
      const now = clock.unsafeCurrentTimeMillis()
      if (held === undefined || now >= held.expiresAt) {
        const millis = untilAsked(clock)
        // A timer may go off a millisecond early, and whoever waited it out has waited enough.
        return refusal !== undefined && millis > 1
          ? Effect.fail(stillRefused(refusal.error, millis))
          : Effect.flatMap(renew, (deferred) => inTime(Effect.interruptible(Deferred.await(deferred))))
      }
      const { renewAt, token } = held
      return now < renewAt ? Effect.succeed(token) : Effect.as(renew, token)
    })

    return {
      grant: options.grant,
      key: options.key,
      get,
      invalidate: (refused) =>
        Effect.sync(() => {
          if (held !== undefined && Equal.equals(held.token, refused)) held = undefined
        })
    }
  })

// ----------------------------------------------------------------------------------------------------------- layers

/**
 * A token that somebody else got. It is never renewed: once it ends, calls fail with Unauthorized. Where no header can
 * hold it, as with a line break at its end, they fail with AuthError, and nothing is sent.
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
 * The client credentials grant: a token for an OAuth client of the organisation, for programs that act for no user.
 * Operations on the user who calls (`getUsersMe`, `postUsersMePassword`) cannot be used with it.
 *
 * @since 0.1.0
 * @category layers
 */
export const layerClientCredentials = (options: {
  readonly clientId: string
  readonly clientSecret: Redacted.Redacted
}): Layer.Layer<Auth, never, PureCloudConfig | HttpClient.HttpClient> =>
  Layer.scoped(
    Auth,
    Effect.gen(function*() {
      const { loginUrl } = yield* PureCloudConfig
      return yield* make({
        grant: "client_credentials",
        key: `client_credentials:${loginUrl}:${options.clientId.trim()}`,
        fetch: (yield* tokenRequest(options))({ grant_type: "client_credentials" })
      })
    })
  )

/**
 * The SAML2 bearer grant: an assertion of the organisation's identity provider for a token of its user. Assertions are
 * short-lived, so each renewal asks for one.
 *
 * @since 0.1.0
 * @category layers
 */
export const layerSaml2Bearer = (options: {
  readonly clientId: string
  readonly clientSecret: Redacted.Redacted
  /** The short name of the organisation. */
  readonly orgName: string
  readonly assertion: Effect.Effect<Redacted.Redacted, AuthError>
}): Layer.Layer<Auth, never, PureCloudConfig | HttpClient.HttpClient> =>
  Layer.scoped(
    Auth,
    Effect.gen(function*() {
      const { loginUrl } = yield* PureCloudConfig
      const request = yield* tokenRequest(options)
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
 * came back with, and then renews with the refresh tokens that the service hands out. See {@link authorizeUrl}.
 *
 * A code can be exchanged once. Keep what `onRefreshToken` tells, and start from it the next time. Where a code brings no
 * refresh token, calls fail once its token ends: AuthError, `Credentials`. Then the user has to log in again.
 *
 * @since 0.1.0
 * @category layers
 */
export const layerAuthorizationCode = (options: {
  readonly clientId: string
  /** For clients that have one. */
  readonly clientSecret?: Redacted.Redacted
  /** Where to start: the code of a login, or the refresh token of an earlier one. */
  readonly from:
    | { readonly code: Redacted.Redacted; readonly codeVerifier: Redacted.Redacted; readonly redirectUri: string }
    | { readonly refreshToken: Redacted.Redacted }
  /**
   * Called with each refresh token: the one before it may be of no use any more. Calls that need the token wait for it,
   * it is not interrupted, and where it dies the log says so and the token is used all the same.
   */
  readonly onRefreshToken?: (refreshToken: Redacted.Redacted) => Effect.Effect<void>
}): Layer.Layer<Auth, never, PureCloudConfig | HttpClient.HttpClient> =>
  Layer.scoped(
    Auth,
    Effect.gen(function*() {
      const { loginUrl } = yield* PureCloudConfig
      const request = yield* tokenRequest(options)
      const { from } = options
      const refresh = (refreshToken: Redacted.Redacted): Form => ({
        grant_type: "refresh_token",
        refresh_token: refreshToken
      })
      // None, once the code of the login is used up.
      let form: Form | undefined = "refreshToken" in from ? refresh(from.refreshToken) : {
        grant_type: "authorization_code",
        code: from.code,
        code_verifier: from.codeVerifier,
        redirect_uri: from.redirectUri
      }
      const keep = ({ refreshToken }: FetchedToken): Effect.Effect<void> => {
        if (refreshToken !== undefined) {
          form = refresh(refreshToken)
          return save(refreshToken, options.onRefreshToken)
        }
        // Who sends a code twice may lose the token that it brought (RFC 6749, section 4.1.2). Where none came, as the
        // answer was lost, there is none to lose.
        if (form?.["grant_type"] === "authorization_code") form = undefined
        return Effect.void
      }
      return yield* make({
        grant: "authorization_code",
        key: `authorization_code:${loginUrl}:${options.clientId.trim()}:${
          Hash.hash("code" in from ? from.code : from.refreshToken)
        }`,
        // The service takes the new refresh token from here on, and none before it.
        fetch: Effect.uninterruptibleMask((restore) =>
          restore(Effect.suspend(() => form === undefined ? Effect.fail(loginOver()) : request(form))).pipe(
            Effect.tap(keep)
          )
        )
      })
    })
  )

/**
 * Where to send a user's browser for {@link layerAuthorizationCode}. It comes back to `redirectUri` with `code` and
 * `state` in the query: check that the state is yours.
 *
 * @since 0.1.0
 * @category authorization code
 */
export const authorizeUrl = (options: {
  readonly clientId: string
  readonly redirectUri: string
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
 * A new verifier and its challenge (RFC 7636, S256), from the platform's own cryptography.
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

const trimmed = (name: string): Config.Config<string> =>
  Config.mapOrFail(Config.nonEmptyString(name), (text) =>
    text.trim() === ""
      ? Either.left(ConfigError.MissingData([name], "Expected more than white space"))
      : Either.right(text.trim()))

/**
 * What the environment says: `PURECLOUD_CLIENT_ID` and `PURECLOUD_SECRET`, the names the vendor's page uses. White space
 * around them is dropped.
 *
 * @since 0.1.0
 * @category config
 */
export const config: Config.Config<{ readonly clientId: string; readonly clientSecret: Redacted.Redacted }> = Config
  .all({
    clientId: trimmed("PURECLOUD_CLIENT_ID"),
    clientSecret: Config.redacted(trimmed("PURECLOUD_SECRET"))
  })

/**
 * The client credentials grant from a `Config`, by default the environment's.
 *
 * @since 0.1.0
 * @category layers
 */
export const layerConfig = (
  options = config
): Layer.Layer<Auth, ConfigError.ConfigError, PureCloudConfig | HttpClient.HttpClient> =>
  Layer.unwrapEffect(Effect.map(options, layerClientCredentials))

// ------------------------------------------------------------------------------------------------ the token endpoint

const origin: Origin = { endpoint: "token", method: "POST", route: "/oauth/token", attempts: 1 }

/** Most characters that an error keeps of what the login service says. */
const longestWord = 300

/** The token endpoint answers with a few hundred bytes. */
const maxTokenBytes = 64 * 1024

/** A field of the form: secrets are unwrapped at the last moment. */
type Form = { readonly [key: string]: string | Redacted.Redacted }

const tokenRequest = (options: {
  readonly clientId: string
  readonly clientSecret?: Redacted.Redacted
}): Effect.Effect<
  (form: Form) => Effect.Effect<FetchedToken, AuthError>,
  never,
  PureCloudConfig | HttpClient.HttpClient
> =>
  Effect.gen(function*() {
    const { loginUrl, timeout } = yield* PureCloudConfig
    const client = yield* HttpClient.HttpClient
    return (form) =>
      Effect.suspend(() => {
        // Files and secret stores hand out credentials with a line break at their end.
        const clientId = options.clientId.trim()
        const secret = options.clientSecret === undefined ? undefined : Redacted.value(options.clientSecret).trim()
        const fields = new URLSearchParams(secret === undefined ? { client_id: clientId } : {})
        const basic = secret === undefined ? undefined : Encoding.encodeBase64(`${clientId}:${secret}`)
        const secrets = secret === undefined || basic === undefined ? [] : [secret, basic]
        for (const [key, value] of Object.entries(form)) {
          const text = (typeof value === "string" ? value : Redacted.value(value)).trim()
          if (typeof value !== "string") secrets.push(text)
          fields.set(key, text)
        }
        const request = HttpClientRequest.post(`${loginUrl}/oauth/token`, {
          headers: {
            accept: "application/json",
            ...(basic === undefined ? {} : { authorization: `Basic ${basic}` })
          }
        }).pipe(HttpClientRequest.bodyText(fields.toString(), "application/x-www-form-urlencoded"))
        return exchange(client, request, { timeoutMillis: Duration.toMillis(timeout), maxBytes: maxTokenBytes }).pipe(
          Effect.mapError((failure) => requestError(failure, secrets)),
          Effect.flatMap((answer) =>
            Effect.clockWith((clock) => readToken(answer, clock.unsafeCurrentTimeMillis(), secrets))
          )
        )
      })
  })

interface FetchedToken extends Token {
  readonly refreshToken: Redacted.Redacted | undefined
}

const closed = () => new AuthError({ origin, reason: "Transport", text: "the client is closed" })

const requestError = (failure: RequestFailure, secrets: ReadonlyArray<string> = []): AuthError =>
  new AuthError({
    origin,
    reason: "Transport",
    code: failure.code,
    cause: transportError(failure, origin, () => secrets)
  })

const loginOver = () =>
  new AuthError({
    origin: { ...origin, attempts: 0 },
    reason: "Credentials",
    text: "the code of the login is used up, and brought no refresh token: log in again"
  })

/** What a hook dies of may quote what it could not save. */
const save = (
  refreshToken: Redacted.Redacted,
  hook: (refreshToken: Redacted.Redacted) => Effect.Effect<void> = () => Effect.void
): Effect.Effect<void> =>
  Effect.catchAllCause(Effect.suspend(() => hook(refreshToken)), (cause) => {
    const quote = quoting(() => [Redacted.value(refreshToken)])
    return Effect.logError(`onRefreshToken failed: ${quote(Cause.pretty(cause), longestWord)}`)
  })

const readToken = (
  answer: RawResponse,
  now: number,
  secrets: ReadonlyArray<string>
): Effect.Effect<FetchedToken, AuthError> => {
  const body = parseObject(answer.text)
  if (answer.status === 200) {
    const value = body?.["access_token"]
    const expiresIn = body?.["expires_in"]
    const refreshToken = body?.["refresh_token"]
    return typeof value === "string" && isHeaderSafe(value)
      ? Effect.succeed({
        value: Redacted.make(value),
        expiresIn: typeof expiresIn === "number" && expiresIn > 0 ? Duration.seconds(expiresIn) : undefined,
        refreshToken: typeof refreshToken === "string" ? Redacted.make(refreshToken) : undefined
      })
      : Effect.fail(new AuthError({ origin, reason: "Unexpected", status: 200, text: "there is no token in it" }))
  }
  const quote = quoting(() => secrets)
  const word = (key: string) => quote(body?.[key], longestWord)
  const code = word("error")
  const text = word("error_description") ?? word("description")
  const isThrottled = answer.status === 429 || (answer.status === 400 && /^rate limit exceeded/i.test(text ?? ""))
  const asksForPatience = isThrottled || answer.status === 408 || answer.status >= 500
  return Effect.fail(
    new AuthError({
      origin,
      reason: isThrottled
        ? "RateLimited"
        : code === "unauthorized_client" || code === "unsupported_grant_type"
        ? "GrantNotAllowed"
        : answer.status === 400 || answer.status === 401 || answer.status === 403
        ? "Credentials"
        : "Unexpected",
      status: answer.status,
      code,
      correlationId: quote(correlationIdOf(answer), longestWord),
      text,
      retryAfter: asksForPatience ? retryAfterOf(answer, now) : undefined
    })
  )
}

const parseObject = (text: string): { readonly [key: string]: unknown } | undefined => {
  try {
    const value: unknown = JSON.parse(text)
    return Predicate.isRecord(value) ? value : undefined
  } catch {
    return undefined
  }
}
