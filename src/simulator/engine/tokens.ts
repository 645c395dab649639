import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Encoding from "effect/Encoding"
import type { Grant } from "../../Endpoint.js"
import { hash } from "./random.js"
import * as Windows from "./rateWindows.js"

/*
 * The login service: who may have a token, and which tokens hold.
 */

/** An OAuth client of the organisation. */
export interface Client {
  readonly id: string
  readonly secret: string
  /** Permissions of its roles. */
  readonly permissions: ReadonlySet<string>
  /** The grants it may use. */
  readonly grants: ReadonlySet<Grant>
  /** Milliseconds. */
  readonly tokenLife: number
  /** Where users come back to after a login: any address of a web page, unless some are registered. */
  readonly redirectUris?: ReadonlyArray<string> | undefined
}

/** What a token stands for. */
export interface Principal {
  readonly token: string
  readonly client: Client
  readonly grant: Grant
  /** The number of the user, where it stands for one. */
  readonly user: number | undefined
  readonly expiresAt: number
}

/** Who a token is to stand for. */
export interface Issue {
  readonly client: Client
  readonly grant: Grant
  readonly user: number | undefined
  readonly life?: number | undefined
}

/** What a browser came back with. */
export interface Code {
  readonly client: Client
  readonly user: number
  readonly redirectUri: string
  /** SHA-256 of the verifier, where one was announced. */
  readonly codeChallenge: string | undefined
}

/** An answer of the token endpoint. */
export interface TokenResponse {
  readonly status: number
  readonly body: { readonly [key: string]: unknown }
}

/** The login service. */
export interface Tokens {
  /** Answers `POST /oauth/token`. */
  readonly answer: (authorization: string | undefined, form: string, now: number) => Effect.Effect<TokenResponse>
  /** Who a token stands for, or why it is not taken. */
  readonly resolve: (token: string, now: number) => Principal | "unknown" | "expired"
  readonly issue: (issue: Issue, now: number) => Principal
  /** A code for a login, to be exchanged once. */
  readonly issueCode: (code: Code) => string
  /** A token that nobody takes any more. */
  readonly revoke: (token: string) => void
}

/** What the login service knows of the organisation. */
export interface Directory {
  /** Its short name. */
  readonly orgName: string
  /** The number of the active user of an email address, or -1. */
  readonly userOf: (email: string) => number
}

const failure = (status: number, error: string, description: string): TokenResponse => ({
  status,
  body: { error, description, error_description: description }
})

/** What is said when tokens are asked for too often. */
export const throttled = failure(400, "invalid_request", "rate limit exceeded; wait before asking for another token")

const basic = (authorization: string | undefined): readonly [id: string, secret: string] | undefined => {
  const [, encoded] = /^Basic +(\S+)$/i.exec(authorization ?? "") ?? []
  if (encoded === undefined) return undefined
  const decoded = Encoding.decodeBase64String(encoded)
  if (Either.isLeft(decoded)) return undefined
  const colon = decoded.right.indexOf(":")
  return colon < 0 ? undefined : [decoded.right.slice(0, colon), decoded.right.slice(colon + 1)]
}

const sha256 = (text: string): Effect.Effect<string> =>
  Effect.map(
    Effect.promise(() => crypto.subtle.digest("SHA-256", new TextEncoder().encode(text))),
    (digest) => Encoding.encodeBase64Url(new Uint8Array(digest))
  )

const samlGrant = "urn:ietf:params:oauth:grant-type:saml2-bearer"

/** An assertion that the simulated identity provider gives out: unsigned, and as short as can be. */
export const assertion = (email: string): string =>
  Encoding.encodeBase64(
    `<saml2:Assertion xmlns:saml2="urn:oasis:names:tc:SAML:2.0:assertion"><saml2:Subject><saml2:NameID>${email}` +
      "</saml2:NameID></saml2:Subject></saml2:Assertion>"
  )

const subject = (assertion: string): string | undefined => {
  const decoded = Encoding.decodeBase64String(assertion)
  return Either.isLeft(decoded) ? undefined : /<(?:\w+:)?NameID[^>]*>([^<]+)</.exec(decoded.right)?.[1]?.trim()
}

/** The login service of an organisation. It gives out so many tokens in a minute. */
export const make = (
  seed: number,
  clients: ReadonlyArray<Client>,
  { orgName, userOf }: Directory,
  allowance: number
): Tokens => {
  const byId = new Map(clients.map((client) => [client.id, client]))
  const windows = Windows.make(allowance)
  const issued = new Map<string, Principal>()
  const codes = new Map<string, Code>()
  const refreshes = new Map<string, Issue>()
  let count = 0

  const secret = (kind: string): string => {
    count++
    const random = [1, 2, 3, 4, 5].map((part) => hash(seed, count, part).toString(36).padStart(7, "0")).join("")
    return `sim-${kind}-${count}-${random}`
  }

  const issue = ({ client, grant, life, user }: Issue, now: number): Principal => {
    const expiresAt = now + (life ?? client.tokenLife)
    const principal: Principal = { token: secret("token"), client, grant, user, expiresAt }
    issued.set(principal.token, principal)
    return principal
  }

  const granted = (to: Issue, now: number): TokenResponse => {
    const { client, token } = issue(to, now)
    const body = { access_token: token, token_type: "bearer", expires_in: Math.floor(client.tokenLife / 1000) }
    if (to.grant !== "authorization_code") return { status: 200, body }
    const refreshToken = secret("refresh")
    refreshes.set(refreshToken, to)
    return { status: 200, body: { ...body, refresh_token: refreshToken } }
  }

  /** Takes what can be used once. */
  const take = <A>(from: Map<string, A>, key: string | null): A | undefined => {
    const value = key === null ? undefined : from.get(key)
    if (key !== null) from.delete(key)
    return value
  }

  const exchange = (client: Client, form: URLSearchParams, now: number): Effect.Effect<TokenResponse> => {
    const code = take(codes, form.get("code"))
    if (code?.client !== client || code.redirectUri !== form.get("redirect_uri")) {
      return Effect.succeed(failure(400, "invalid_grant", "authorization code is not valid"))
    }
    const to: Issue = { client, grant: "authorization_code", user: code.user }
    if (code.codeChallenge === undefined) return Effect.sync(() => granted(to, now))
    return Effect.map(sha256(form.get("code_verifier") ?? ""), (challenge) =>
      challenge === code.codeChallenge
        ? granted(to, now)
        : failure(400, "invalid_grant", "code verifier does not match"))
  }

  const renew = (client: Client, form: URLSearchParams, now: number): TokenResponse => {
    const to = take(refreshes, form.get("refresh_token"))
    return to?.client === client ? granted(to, now) : failure(400, "invalid_grant", "refresh token is not valid")
  }

  const assert = (client: Client, form: URLSearchParams, now: number): TokenResponse => {
    if (form.get("orgName") !== orgName) return failure(400, "invalid_request", "no such organization")
    const email = subject(form.get("assertion") ?? "")
    const user = email === undefined ? -1 : userOf(email)
    return user < 0
      ? failure(400, "invalid_grant", "the assertion names no user")
      : granted({ client, grant: "saml2_bearer", user }, now)
  }

  const grants: {
    readonly [type: string]: readonly [
      Grant,
      (client: Client, form: URLSearchParams, now: number) => Effect.Effect<TokenResponse>
    ]
  } = {
    client_credentials: [
      "client_credentials",
      (client, _, now) => Effect.sync(() => granted({ client, grant: "client_credentials", user: undefined }, now))
    ],
    authorization_code: ["authorization_code", exchange],
    refresh_token: ["authorization_code", (client, form, now) => Effect.sync(() => renew(client, form, now))],
    [samlGrant]: ["saml2_bearer", (client, form, now) => Effect.sync(() => assert(client, form, now))]
  }

  /** Who asks: by secret, or by name alone where the browser's code is proof enough. */
  const identify = (authorization: string | undefined, form: URLSearchParams): Client | TokenResponse => {
    const isPublic = form.get("grant_type") === "authorization_code" || form.get("grant_type") === "refresh_token"
    const [id, secret] = basic(authorization) ?? [isPublic ? form.get("client_id") : null, undefined]
    if (id === null) return failure(400, "invalid_request", "client credentials are missing")
    const client = byId.get(id)
    if (client === undefined) return failure(400, "invalid_client", "client not found: invalid client_id")
    return secret === undefined || client.secret === secret
      ? client
      : failure(401, "invalid_client", "authentication failed")
  }

  return {
    issue,
    issueCode: (code) => {
      const key = secret("code")
      codes.set(key, code)
      return key
    },
    resolve: (token, now) => {
      const principal = issued.get(token)
      return principal === undefined ? "unknown" : now >= principal.expiresAt ? "expired" : principal
    },
    revoke: (token) => void issued.delete(token),
    answer: (authorization, text, now) => {
      const form = new URLSearchParams(text)
      const client = identify(authorization, form)
      if ("status" in client) return Effect.succeed(client)
      const type = form.get("grant_type")
      const [grant, run] = (type === null ? undefined : grants[type]) ?? []
      if (type === null) return Effect.succeed(failure(400, "invalid_request", "grant_type is missing"))
      if (grant === undefined || run === undefined) {
        return Effect.succeed(failure(400, "unsupported_grant_type", "grant_type is not supported"))
      }
      if (!client.grants.has(grant)) {
        return Effect.succeed(failure(400, "unauthorized_client", "the client may not use this grant"))
      }
      return windows.count(client.id, now).exceeded ? Effect.succeed(throttled) : run(client, form, now)
    }
  }
}
