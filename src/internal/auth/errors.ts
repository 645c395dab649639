import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { AuthError, type Origin } from "../../PureCloudError.js"
import { type RequestFailure, transportError } from "../http/failure.js"
import { quoting } from "../http/quote.js"
import { correlationIdOf, type RawResponse } from "../http/rawResponse.js"
import { retryAfterOf } from "../http/retryAfter.js"

const origin: Origin = { endpoint: "token", method: "POST", route: "/oauth/token", attempts: 1 }

/** Maximum length of a text of the login service in an error. */
const maxTextLength = 300

/** Makes the error of a request without a response. */
export const requestError = (failure: RequestFailure, secrets: ReadonlyArray<string> = []): AuthError =>
  new AuthError({
    origin,
    reason: "Transport",
    code: failure.code,
    cause: transportError(failure, origin, () => secrets)
  })

/** Origin of an error without a token request. */
const notRequested: Origin = { ...origin, attempts: 0 }

/** Makes the error of a call that waits for a token when the client is closed. */
export const clientClosed = (): AuthError =>
  new AuthError({ origin: notRequested, reason: "Transport", text: "the client is closed" })

/** Makes the error of an authorization code whose response had no refresh token. */
export const codeUsed = (): AuthError =>
  new AuthError({
    origin: notRequested,
    reason: "Credentials",
    text: "the authorization code was used, and its response had no refresh token, so the user must log in again"
  })

/** Makes the error of a program that has neither a login nor a stored token. */
export const notLoggedIn = (): AuthError =>
  new AuthError({
    origin: notRequested,
    reason: "Credentials",
    text: "no login is stored, so the user must log in"
  })

/** Makes the error of a successful response without a token. */
export const noToken = (host: string): AuthError =>
  new AuthError({ origin: { ...origin, host }, reason: "Unexpected", status: 200, text: "the response has no token" })

const field = Schema.optional(Schema.Unknown)

/** Decodes the body of an OAuth error. */
const decodeBody = Schema.decodeUnknownOption(
  Schema.parseJson(Schema.Struct({ error: field, error_description: field, description: field }))
)

/** Makes the error of a response that is not a success. */
export const responseError = (
  host: string,
  response: RawResponse,
  now: number,
  secrets: ReadonlyArray<string>
): AuthError => {
  const { status } = response
  const body = Option.getOrUndefined(decodeBody(response.text))
  const quote = quoting(() => secrets)
  const code = quote(body?.error, maxTextLength)
  const text = quote(body?.error_description, maxTextLength) ?? quote(body?.description, maxTextLength)
  const isThrottled = status === 429 || (status === 400 && /^rate limit exceeded/i.test(text ?? ""))
  const mayHaveRetryAfter = isThrottled || status === 408 || status >= 500
  return new AuthError({
    origin: { ...origin, host },
    reason: isThrottled ? "RateLimited" : reasonOf(status, code),
    status,
    code,
    correlationId: quote(correlationIdOf(response), maxTextLength),
    text,
    retryAfter: mayHaveRetryAfter ? retryAfterOf(response, now) : undefined
  })
}

const reasonOf = (status: number, code: string | undefined): AuthError["reason"] => {
  if (code === "unauthorized_client" || code === "unsupported_grant_type") return "GrantNotAllowed"
  return status === 400 || status === 401 || status === 403 ? "Credentials" : "Unexpected"
}
