import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import type { AuthError } from "../../PureCloudError.js"
import { quoting } from "../http/quote.js"
import { codeUsed, notLoggedIn } from "./errors.js"
import type { FetchedToken } from "./token.js"
import type { Form } from "./tokenEndpoint.js"

/**
 * Start of the authorization code grant: the authorization code of a login, or the refresh token of an earlier login.
 */
export type Start =
  | { readonly code: Redacted.Redacted; readonly codeVerifier: Redacted.Redacted; readonly redirectUri: string }
  | { readonly refreshToken: Redacted.Redacted }

/** Called with each refresh token. */
type OnRefreshToken = (refreshToken: Redacted.Redacted) => Effect.Effect<void>

/**
 * Returns a function that fetches a token: first with the code or the refresh token of the start, then with the latest
 * refresh token. A refresh token from a store replaces the one in memory. The result has the latest refresh token: if a
 * response has none, the earlier one is still valid.
 */
export const makeFetch = (
  request: (form: Form) => Effect.Effect<FetchedToken, AuthError>,
  start: Start | undefined,
  onRefreshToken: OnRefreshToken | undefined
): (stored: Redacted.Redacted | undefined) => Effect.Effect<FetchedToken, AuthError> => {
  let latest = start !== undefined && "refreshToken" in start ? start.refreshToken : undefined
  /** Form with the code. `undefined` if there is none, or if it was exchanged. */
  let codeForm = start !== undefined && "code" in start ? formOf(start) : undefined
  const keep = (token: FetchedToken): Effect.Effect<FetchedToken> => {
    // If a code is sent twice, the service may revoke the token of the first response (RFC 6749, section 4.1.2). If
    // that response was lost, there is no token to lose, and the code is sent again.
    codeForm = undefined
    if (token.refreshToken === undefined) return Effect.succeed({ ...token, refreshToken: latest })
    latest = token.refreshToken
    return Effect.as(save(latest, onRefreshToken), token)
  }
  // After a response, the service accepts only the new refresh token, so an interruption must not prevent saving it.
  return (stored) =>
    Effect.uninterruptibleMask((restore) => {
      latest = stored ?? latest
      const form = latest === undefined ? codeForm : refreshForm(latest)
      const failure = start === undefined ? notLoggedIn() : codeUsed()
      return Effect.flatMap(restore(form === undefined ? Effect.fail(failure) : request(form)), keep)
    })
}

const formOf = (start: Extract<Start, { readonly code: Redacted.Redacted }>): Form => ({
  grant_type: "authorization_code",
  code: start.code,
  code_verifier: start.codeVerifier,
  redirect_uri: start.redirectUri
})

const refreshForm = (refreshToken: Redacted.Redacted): Form => ({
  grant_type: "refresh_token",
  refresh_token: refreshToken
})

/** Maximum length of the cause of a failed hook in the log. */
const maxCauseLength = 300

/**
 * Runs the hook. A failure of the hook is logged. The refresh token is redacted, because the failure may contain it.
 */
const save = (refreshToken: Redacted.Redacted, hook: OnRefreshToken = () => Effect.void): Effect.Effect<void> =>
  Effect.catchAllCause(Effect.suspend(() => hook(refreshToken)), (cause) => {
    const quote = quoting(() => [Redacted.value(refreshToken)])
    return Effect.logError(`onRefreshToken failed: ${quote(Cause.pretty(cause), maxCauseLength)}`)
  })
