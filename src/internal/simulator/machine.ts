import * as Effect from "effect/Effect"
import type * as Endpoint from "../../Endpoint.js"
import * as Endpoints from "../../endpoints/index.js"
import * as Contract from "./contract.js"
import { ids } from "./dice.js"
import type { Call, Manners } from "./handler.js"
import { handlers } from "./handlers.js"
import * as Routers from "./router.js"
import type { Store } from "./store.js"
import type { Principal, Tokens } from "./tokens.js"
import { missingPermissions } from "./users.js"
import type { Windows } from "./windows.js"
import { type Answer, errorBody, Refusal, refuse, type Request } from "./wire.js"

/*
 * The interpreter: it answers a request by the endpoint it is for. Everything but an operation's meaning follows from
 * the endpoint value.
 */

/** A request that was answered. */
export interface Seen {
  /** Counted from 1. */
  readonly number: number
  /** The vendor's method name, where the request was for one of the operations; `token` for the token endpoint. */
  readonly endpoint: string | undefined
  readonly method: string
  /** Path and query. */
  readonly url: string
  /** The body, but never one of the token endpoint. */
  readonly body: string
  readonly status: number
  readonly correlationId: string
  /** When it came, in milliseconds. */
  readonly at: number
}

/** An operation, ready to be run. */
interface Operation {
  readonly endpoint: Endpoint.Any
  readonly decode: Contract.Decoder
  readonly run: (input: never, call: Call) => unknown
}

/** Answers requests. */
export interface Machine {
  readonly handle: (request: Request) => Effect.Effect<Answer>
  readonly seen: ReadonlyArray<Seen>
  readonly reset: () => void
}

/** What a machine is made of. */
export interface Parts {
  readonly seed: number
  readonly store: Store
  readonly tokens: Tokens
  readonly windows: Windows
  readonly manners: Manners
  /** Requests remembered: the last ones. */
  readonly memory: number
}

const operations = (): ReadonlyArray<readonly [Endpoint.Any, Operation]> =>
  (Object.keys(Endpoints) as Array<keyof typeof Endpoints>).map((id) => {
    const endpoint: Endpoint.Any = Endpoints[id]
    return [endpoint, {
      endpoint,
      decode: Contract.decoder(endpoint),
      run: handlers[id] ?? (() => refuse(501, "not.implemented", "Not yet."))
    }]
  })

const utf8 = new TextEncoder()

interface Draft {
  readonly status: number
  readonly headers: { readonly [name: string]: string }
  readonly body: unknown
}

/** Makes a machine. */
export const make = ({ manners, memory, seed, store, tokens, windows }: Parts): Machine => {
  const router = Routers.make(operations())
  const correlationIds = ids(seed, "correlation")
  const seen: Array<Seen> = []
  let count = 0

  const refused = (refusal: Refusal, correlationId: string): Draft => ({
    status: refusal.status,
    headers: refusal.headers,
    body: errorBody(refusal.status, refusal.words, correlationId)
  })

  const authenticate = (authorization: string | undefined, now: number): Principal => {
    const [, token] = /^Bearer +(\S+)$/i.exec(authorization ?? "") ?? []
    if (token === undefined) {
      return refuse(
        401,
        "authentication.required",
        "No authentication bearer token specified in authorization header."
      )
    }
    const principal = tokens.resolve(token, now)
    if (principal === "unknown") return refuse(401, "bad.credentials", "Invalid login credentials.")
    if (principal === "expired") {
      return refuse(401, "bad.credentials", "The supplied credentials are expired and cannot be used.")
    }
    return principal
  }

  const authorize = ({ invalidFor, permissions: { permissions, type } }: Endpoint.Any, principal: Principal): void => {
    if (invalidFor.includes(principal.grant)) {
      refuse(
        400,
        "not.a.user",
        "This request requires a user context. Client credentials cannot be used for requests to this resource."
      )
    }
    const held = principal.client.permissions
    const missing = permissions.filter((permission) => !held.has(permission))
    if (type === "ANY" && missing.length === permissions.length && missing.length > 0) {
      refuse(
        403,
        "missing.any.permissions",
        "Unable to perform the requested action. You must have at least one of the following permissions assigned: {permissions}",
        { messageParams: { permissions: `[${missing.join(", ")}]` } }
      )
    }
    if (type === "ALL" && missing.length > 0) {
      refuse(403, "missing.permissions", missingPermissions, {
        messageParams: { permissions: `[${missing.join(", ")}]` }
      })
    }
  }

  /** Answers a request to the API, and says which operation it was for. */
  const api = (request: Request, path: string, query: string, now: number, correlationId: string) => {
    const rate: { [name: string]: string } = {}
    let operation: Operation | undefined
    const answer = (): Draft => {
      const match = router(request.method, path)
      if (match._tag === "Found") operation = match.value
      const principal = authenticate(request.headers["authorization"], now)
      const { allowed, count, exceeded, reset } = windows.count(principal.token, now)
      rate["inin-ratelimit-count"] = String(count)
      rate["inin-ratelimit-allowed"] = String(allowed)
      rate["inin-ratelimit-reset"] = String(reset)
      if (exceeded) {
        return refuse(
          429,
          "too.many.requests.retry.after",
          "Rate limit exceeded the maximum. Retry the request in [{retryAfter}] seconds",
          {
            messageParams: { retryAfter: String(reset) },
            limit: { namespace: "platform.api", key: "client.credentials.token.rate.per.minute", value: allowed },
            headers: { "retry-after": String(reset) }
          }
        )
      }
      if (match._tag === "NotFound") return refuse(404, "not.found", "The requested resource was not found.")
      if (match._tag === "WrongMethod") {
        return refuse(405, "method.not.allowed", "The method is not allowed for the requested resource.", {
          headers: { allow: match.allowed.join(", ") }
        })
      }
      const { decode, endpoint, run } = match.value
      authorize(endpoint, principal)
      const pairs = [...new URLSearchParams(query)]
      const input = decode({
        path: match.path,
        query: pairs,
        contentType: request.headers["content-type"],
        body: request.body
      })
      const value = run(input as never, { store, principal, manners, now, path, query: pairs })
      return { status: endpoint.status, headers: {}, body: value }
    }
    const draft = attempt(answer, correlationId)
    return { draft: { ...draft, headers: { ...rate, ...draft.headers } }, operation }
  }

  const attempt = (answer: () => Draft, correlationId: string): Draft => {
    try {
      return answer()
    } catch (error) {
      if (error instanceof Refusal) return refused(error, correlationId)
      throw error
    }
  }

  const token = (request: Request, now: number, correlationId: string): Draft =>
    attempt(() => {
      if (request.method !== "POST") {
        return refuse(405, "method.not.allowed", "The method is not allowed for the requested resource.", {
          headers: { allow: "POST" }
        })
      }
      const answer = tokens.answer(request.headers["authorization"], request.body, now)
      return { ...answer, headers: {} }
    }, correlationId)

  const handle = (request: Request): Effect.Effect<Answer> =>
    Effect.clockWith((clock) =>
      Effect.sync(() => {
        const now = clock.unsafeCurrentTimeMillis()
        store.tick(now)
        count++
        const correlationId = correlationIds.of(count)
        const mark = request.url.indexOf("?")
        const path = mark < 0 ? request.url : request.url.slice(0, mark)
        const isToken = path === "/oauth/token"
        const { draft, operation } = isToken
          ? { draft: token(request, now, correlationId), operation: undefined }
          : api(request, path, mark < 0 ? "" : request.url.slice(mark + 1), now, correlationId)
        const { status } = draft
        seen.push({
          number: count,
          endpoint: isToken ? "token" : operation?.endpoint.id,
          method: request.method,
          url: request.url,
          body: isToken ? "" : request.body,
          status,
          correlationId,
          at: now
        })
        if (seen.length > memory) seen.shift()
        const body = draft.body === undefined ? new Uint8Array(0) : utf8.encode(JSON.stringify(draft.body))
        return {
          status,
          headers: {
            ...(body.length === 0 ? {} : { "content-type": "application/json" }),
            "content-length": String(body.length),
            "inin-correlation-id": correlationId,
            ...draft.headers
          },
          body
        }
      })
    )

  return {
    handle,
    seen,
    reset: () => {
      count = 0
      seen.length = 0
      tokens.clear()
      windows.clear()
    }
  }
}
