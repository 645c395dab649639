import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Encoding from "effect/Encoding"
import type { Grant } from "../../Endpoint.js"
import type { Directory } from "./directory.js"
import type { RateWindows } from "./rateWindows.js"
import * as Saml from "./saml.js"
import type { Client, Tokens, TokenSubject } from "./tokens.js"

/*
 * The token endpoint of the login service, `POST /oauth/token`.
 */

/** A response of the token endpoint. */
export interface TokenResponse {
  readonly status: number
  readonly body: { readonly [key: string]: unknown }
}

/** A request for a token. */
export interface TokenRequest {
  /** Value of the `Authorization` header. */
  readonly authorization: string | undefined
  /** The body: a URL-encoded form. */
  readonly form: string
  /** Current time, in milliseconds since 1970. */
  readonly now: number
}

/** Responds to a request for a token. */
export type TokenEndpoint = (request: TokenRequest) => Effect.Effect<TokenResponse>

/** Dependencies of the token endpoint. */
export interface Options {
  readonly clients: ReadonlyArray<Client>
  readonly tokens: Tokens
  readonly directory: Directory
  /** Counts the tokens of each client. */
  readonly windows: RateWindows
}

const failure = (status: number, error: string, description: string): TokenResponse => ({
  status,
  body: { error, description, error_description: description }
})

/** The response to a client that requests too many tokens. */
export const rateLimitExceeded = failure(
  400,
  "invalid_request",
  "rate limit exceeded; wait before asking for another token"
)

// ------------------------------------------------------------------------------------------------------------ client

const basicCredentials = (
  authorization: string | undefined
): { readonly id: string; readonly secret: string } | undefined => {
  const [, encoded] = /^Basic +(\S+)$/i.exec(authorization ?? "") ?? []
  if (encoded === undefined) return undefined
  const decoded = Encoding.decodeBase64String(encoded)
  if (Either.isLeft(decoded)) return undefined
  const colon = decoded.right.indexOf(":")
  return colon < 0 ? undefined : { id: decoded.right.slice(0, colon), secret: decoded.right.slice(colon + 1) }
}

/** Grants for which a public client sends its id without a secret. */
const publicGrantTypes: ReadonlyArray<string | null> = ["authorization_code", "refresh_token"]

const authenticateClient = (
  clients: ReadonlyArray<Client>,
  authorization: string | undefined,
  form: URLSearchParams
): Either.Either<Client, TokenResponse> => {
  const credentials = basicCredentials(authorization)
  const id = credentials?.id ?? (publicGrantTypes.includes(form.get("grant_type")) ? form.get("client_id") : null)
  if (id === null) return Either.left(failure(400, "invalid_request", "client credentials are missing"))
  const client = clients.find((client) => client.id === id)
  if (client === undefined) return Either.left(failure(400, "invalid_client", "client not found: invalid client_id"))
  return credentials === undefined || client.secret === credentials.secret
    ? Either.right(client)
    : Either.left(failure(401, "invalid_client", "authentication failed"))
}

// ------------------------------------------------------------------------------------------------------------ grants

/** An authenticated request for a token. */
interface GrantRequest {
  readonly client: Client
  readonly form: URLSearchParams
  readonly now: number
}

type GrantHandler = (options: Options, request: GrantRequest) => Effect.Effect<TokenResponse>

const grantToken = ({ tokens }: Options, subject: TokenSubject, now: number): TokenResponse => {
  const { client, token } = tokens.issue(subject, now)
  const body = { access_token: token, token_type: "bearer", expires_in: Math.floor(client.tokenLife / 1000) }
  return {
    status: 200,
    body: subject.grant === "authorization_code"
      ? { ...body, refresh_token: tokens.issueRefreshToken(subject) }
      : body
  }
}

const clientCredentials: GrantHandler = (options, { client, now }) =>
  Effect.sync(() => grantToken(options, { client, grant: "client_credentials", user: undefined }, now))

const sha256 = (text: string): Effect.Effect<string> =>
  Effect.map(
    Effect.promise(() => crypto.subtle.digest("SHA-256", new TextEncoder().encode(text))),
    (digest) => Encoding.encodeBase64Url(new Uint8Array(digest))
  )

const authorizationCode: GrantHandler = (options, { client, form, now }) =>
  Effect.suspend(() => {
    const code = options.tokens.takeCode(form.get("code"))
    if (code?.client !== client || code.redirectUri !== form.get("redirect_uri")) {
      return Effect.succeed(failure(400, "invalid_grant", "authorization code is not valid"))
    }
    const subject: TokenSubject = { client, grant: "authorization_code", user: code.user }
    if (code.codeChallenge === undefined) return Effect.succeed(grantToken(options, subject, now))
    return Effect.map(sha256(form.get("code_verifier") ?? ""), (challenge) =>
      challenge === code.codeChallenge
        ? grantToken(options, subject, now)
        : failure(400, "invalid_grant", "code verifier does not match"))
  })

const refreshToken: GrantHandler = (options, { client, form, now }) =>
  Effect.sync(() => {
    const subject = options.tokens.takeRefreshToken(form.get("refresh_token"))
    return subject?.client === client
      ? grantToken(options, subject, now)
      : failure(400, "invalid_grant", "refresh token is not valid")
  })

const samlBearer: GrantHandler = (options, { client, form, now }) =>
  Effect.sync(() => {
    const { directory } = options
    if (form.get("orgName") !== directory.orgName) return failure(400, "invalid_request", "no such organization")
    const email = Saml.subjectOf(form.get("assertion") ?? "")
    const user = email === undefined ? -1 : directory.activeUserByEmail(email)
    return user < 0
      ? failure(400, "invalid_grant", "the assertion names no user")
      : grantToken(options, { client, grant: "saml2_bearer", user }, now)
  })

/** The handler of each `grant_type`, and the grant that a client must be permitted to use for it. */
const grantTypes: ReadonlyMap<string, { readonly grant: Grant; readonly handle: GrantHandler }> = new Map([
  ["client_credentials", { grant: "client_credentials", handle: clientCredentials }],
  ["authorization_code", { grant: "authorization_code", handle: authorizationCode }],
  ["refresh_token", { grant: "authorization_code", handle: refreshToken }],
  ["urn:ietf:params:oauth:grant-type:saml2-bearer", { grant: "saml2_bearer", handle: samlBearer }]
])

/** Makes the token endpoint. */
export const make = (options: Options): TokenEndpoint => ({ authorization, form: text, now }) => {
  const form = new URLSearchParams(text)
  const client = authenticateClient(options.clients, authorization, form)
  if (Either.isLeft(client)) return Effect.succeed(client.left)
  const type = form.get("grant_type")
  if (type === null) return Effect.succeed(failure(400, "invalid_request", "grant_type is missing"))
  const grantType = grantTypes.get(type)
  if (grantType === undefined) {
    return Effect.succeed(failure(400, "unsupported_grant_type", "grant_type is not supported"))
  }
  if (!client.right.grants.has(grantType.grant)) {
    return Effect.succeed(failure(400, "unauthorized_client", "the client may not use this grant"))
  }
  return options.windows.count(client.right.id, now).isExceeded
    ? Effect.succeed(rateLimitExceeded)
    : grantType.handle(options, { client: client.right, form, now })
}
