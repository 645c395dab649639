import type { Grant } from "../../Endpoint.js"
import { hash } from "./random.js"

/*
 * Access tokens, refresh tokens and authorization codes that were issued.
 */

/** An OAuth client of the organization. */
export interface Client {
  readonly id: string
  readonly secret: string
  /** Names of the roles that it has at first. */
  readonly roles: ReadonlyArray<string>
  /** Permissions in addition to those of its roles. */
  readonly permissions: ReadonlySet<string>
  /** The grants that the client may use. */
  readonly grants: ReadonlySet<Grant>
  /** Milliseconds until its tokens expire. */
  readonly tokenLife: number
  /** Allowed redirect URIs. `undefined` allows any `http` or `https` URL. */
  readonly redirectUris: ReadonlyArray<string> | undefined
}

/** The client and the user for whom a token is issued. */
export interface TokenSubject {
  readonly client: Client
  readonly grant: Grant
  /** Ordinal of the user, or `undefined` for client credentials. */
  readonly user: number | undefined
}

/** A valid access token, with the client and the user for whom it was issued. */
export interface Principal extends TokenSubject {
  readonly token: string
  /** Milliseconds since 1970. */
  readonly expiresAt: number
}

/** The client, the user and the redirect URI for which an authorization code was issued. */
export interface AuthorizationCode {
  readonly client: Client
  readonly user: number
  readonly redirectUri: string
  /** SHA-256 of the code verifier in base64url. `undefined` without PKCE. */
  readonly codeChallenge: string | undefined
}

/** Issues and resolves tokens. */
export interface Tokens {
  /** Issues an access token. `life` is in milliseconds. Default: the client's token life. */
  readonly issue: (subject: TokenSubject, now: number, life?: number) => Principal
  /** Returns the principal of an access token. */
  readonly resolve: (token: string, now: number) => Principal | "unknown" | "expired"
  /** Invalidates an access token. */
  readonly revoke: (token: string) => void
  readonly issueCode: (code: AuthorizationCode) => string
  /** Returns the data of an authorization code, and invalidates the code. */
  readonly takeCode: (code: string | null) => AuthorizationCode | undefined
  readonly issueRefreshToken: (subject: TokenSubject) => string
  /** Returns the subject of a refresh token, and invalidates the refresh token. */
  readonly takeRefreshToken: (token: string | null) => TokenSubject | undefined
}

const take = <A>(from: Map<string, A>, key: string | null): A | undefined => {
  if (key === null) return undefined
  const value = from.get(key)
  from.delete(key)
  return value
}

/** Makes an empty set of tokens. The text of a token depends only on the seed and on the number of tokens before it. */
export const make = (seed: number): Tokens => {
  const principals = new Map<string, Principal>()
  const codes = new Map<string, AuthorizationCode>()
  const refreshTokens = new Map<string, TokenSubject>()
  let count = 0

  const secret = (kind: string): string => {
    count++
    const random = [1, 2, 3, 4, 5].map((part) => hash(seed, count, part).toString(36).padStart(7, "0")).join("")
    return `sim-${kind}-${count}-${random}`
  }
  const put = <A>(into: Map<string, A>, key: string, value: A): string => {
    into.set(key, value)
    return key
  }

  return {
    issue: (subject, now, life = subject.client.tokenLife) => {
      const principal: Principal = { ...subject, token: secret("token"), expiresAt: now + life }
      put(principals, principal.token, principal)
      return principal
    },
    resolve: (token, now) => {
      const principal = principals.get(token)
      return principal === undefined ? "unknown" : now >= principal.expiresAt ? "expired" : principal
    },
    revoke: (token) => void principals.delete(token),
    issueCode: (code) => put(codes, secret("code"), code),
    takeCode: (code) => take(codes, code),
    issueRefreshToken: (subject) => put(refreshTokens, secret("refresh"), subject),
    takeRefreshToken: (token) => take(refreshTokens, token)
  }
}
