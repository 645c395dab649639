import * as Either from "effect/Either"
import * as Encoding from "effect/Encoding"
import type { Grant } from "../../Endpoint.js"
import { roll } from "./dice.js"

/*
 * The login service: who may have a token, and which tokens hold.
 */

/** An OAuth client of the organisation. */
export interface Client {
  readonly id: string
  readonly secret: string
  /** Permissions of its roles. */
  readonly permissions: ReadonlySet<string>
  /** Milliseconds. */
  readonly tokenLife: number
}

/** What a token stands for. */
export interface Principal {
  readonly token: string
  readonly client: Client
  readonly grant: Grant
  /** The number of the user, where it stands for one. */
  readonly user: number | undefined
  readonly issuedAt: number
  readonly expiresAt: number
}

/** An answer of the token endpoint. */
export interface TokenAnswer {
  readonly status: number
  readonly body: { readonly [key: string]: unknown }
}

/** The login service. */
export interface Tokens {
  /** Answers `POST /oauth/token`. */
  readonly answer: (authorization: string | undefined, form: string, now: number) => TokenAnswer
  /** Who a token stands for, or why it is not taken. */
  readonly resolve: (token: string, now: number) => Principal | "unknown" | "expired"
  readonly issue: (
    options: {
      readonly client: Client
      readonly grant: Grant
      readonly user: number | undefined
      readonly life?: number | undefined
    },
    now: number
  ) => Principal
  readonly clear: () => void
}

const failure = (status: number, error: string, description: string): TokenAnswer => ({
  status,
  body: { error, description, error_description: description }
})

const basic = (authorization: string | undefined): readonly [id: string, secret: string] | undefined => {
  const [, encoded] = /^Basic +(\S+)$/i.exec(authorization ?? "") ?? []
  if (encoded === undefined) return undefined
  const decoded = Encoding.decodeBase64String(encoded)
  if (Either.isLeft(decoded)) return undefined
  const colon = decoded.right.indexOf(":")
  return colon < 0 ? undefined : [decoded.right.slice(0, colon), decoded.right.slice(colon + 1)]
}

/** The login service of an organisation. */
export const make = (seed: number, clients: ReadonlyArray<Client>): Tokens => {
  const byId = new Map(clients.map((client) => [client.id, client]))
  const issued = new Map<string, Principal>()
  let count = 0

  const issue: Tokens["issue"] = ({ client, grant, life, user }, now) => {
    count++
    const token = `sim-${count}-${
      [1, 2, 3, 4, 5].map((part) => roll(seed, count, part).toString(36).padStart(7, "0")).join("")
    }`
    const principal: Principal = {
      token,
      client,
      grant,
      user,
      issuedAt: now,
      expiresAt: now + (life ?? client.tokenLife)
    }
    issued.set(token, principal)
    return principal
  }

  const granted = ({ client, token }: Principal): TokenAnswer => ({
    status: 200,
    body: { access_token: token, token_type: "bearer", expires_in: Math.floor(client.tokenLife / 1000) }
  })

  return {
    issue,
    resolve: (token, now) => {
      const principal = issued.get(token)
      return principal === undefined ? "unknown" : now >= principal.expiresAt ? "expired" : principal
    },
    clear: () => {
      issued.clear()
      count = 0
    },
    answer: (authorization, form, now) => {
      const params = new URLSearchParams(form)
      const credentials = basic(authorization)
      if (credentials === undefined) return failure(400, "invalid_request", "client credentials are missing")
      const [id, secret] = credentials
      const client = byId.get(id)
      if (client === undefined) return failure(400, "invalid_client", "client not found: invalid client_id")
      if (client.secret !== secret) return failure(401, "invalid_client", "authentication failed")
      switch (params.get("grant_type")) {
        case null:
          return failure(400, "invalid_request", "grant_type is missing")
        case "client_credentials":
          return granted(issue({ client, grant: "client_credentials", user: undefined }, now))
        default:
          return failure(400, "unsupported_grant_type", "grant_type is not supported")
      }
    }
  }
}
