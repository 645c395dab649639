import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type * as Endpoint from "../../Endpoint.js"
import * as Endpoints from "../../endpoints/index.js"
import type { Store } from "../data/store.js"
import * as Views from "../data/views.js"
import type { Behavior, Call } from "../handlers/handler.js"
import { handlers } from "../handlers/index.js"
import { missingPermissions } from "../handlers/users.js"
import * as Contract from "./decodeRequest.js"
import { drift } from "./drift.js"
import type { Fault, Script } from "./faults.js"
import { ids } from "./random.js"
import type { Windows } from "./rateWindows.js"
import * as Routers from "./router.js"
import { type Principal, throttled, type Tokens } from "./tokens.js"
import { Broken, errorBody, type Handle, Refusal, refuse, type Request, type Response } from "./wire.js"

/*
 * The interpreter: it answers a request by the endpoint it is for. Everything but an operation's meaning follows from
 * the endpoint value.
 */

/** A request that was answered. */
export interface RecordedRequest {
  /** Counted from 1. */
  readonly number: number
  /** The vendor's method name, where the request was for an operation; `token` for the token endpoint. */
  readonly endpoint: string | undefined
  readonly method: string
  /** Path and query. */
  readonly url: string
  /** The body, but never one of the token endpoint. */
  readonly body: string
  /** 0 where the connection ended without an answer. */
  readonly status: number
  readonly correlationId: string
  /** When it came, in milliseconds. */
  readonly at: number
}

/** An operation and its meaning. */
export interface Operation {
  readonly endpoint: Endpoint.Any
  /** It may throw a {@link Refusal} too. */
  readonly run: (input: never, call: Call) => Effect.Effect<unknown, Refusal>
}

/** A machine. */
export interface Machine {
  readonly handle: Handle
  readonly seen: ReadonlyArray<RecordedRequest>
  readonly reset: () => void
}

/** What a machine is made of. */
export interface Parts {
  readonly seed: number
  readonly store: Store
  readonly tokens: Tokens
  readonly windows: Windows
  readonly script: Script
  readonly behavior: Behavior
  /** Operations besides the 52, or instead of them. */
  readonly operations: ReadonlyArray<Operation>
  /** Requests remembered: the last ones. */
  readonly memory: number
}

const endpoints: ReadonlyArray<readonly [id: string, endpoint: Endpoint.Any]> = Object.entries(Endpoints)

const builtIn: ReadonlyArray<Operation> = endpoints.map(([id, endpoint]) => {
  const handler: (input: never, call: Call) => unknown = handlers[id as keyof typeof handlers]
  return { endpoint, run: (input, call) => Effect.succeed(handler(input, call)) }
})

const notFound = () => refuse(404, "not.found", "The requested resource was not found.")

/** The operations of an API. */
const operationsOf = (api: Behavior["api"]): ReadonlyArray<Operation> =>
  api === 2018
    ? builtIn
    : builtIn.map(({ endpoint, run }) => ({
      endpoint,
      run: endpoint.deprecated?.removed === undefined ? run : notFound
    }))

const utf8 = new TextEncoder()

/** An answer before it is written. */
interface Draft {
  readonly status: number
  readonly headers?: { readonly [name: string]: string }
  readonly body: unknown
  /** Whether the body is text to be sent as it is. */
  readonly plain?: boolean
  readonly cut?: boolean
}

/** A request on its way through. */
interface Visit {
  readonly request: Request
  readonly now: number
  readonly correlationId: string
  readonly path: string
  /** Which operation it is for. */
  readonly id: string | undefined
  readonly endpoint: Endpoint.Any | undefined
  readonly rate: { [name: string]: string }
}

interface Prepared extends Operation {
  readonly decode: Contract.Decoder
}

const tokenPath = "/oauth/token"
const tokenId = "token"

const bearer = ({ headers }: Request): string | undefined =>
  /^Bearer +(\S+)$/i.exec(headers["authorization"] ?? "")?.[1]

/** Makes a machine. */
export const make = (parts: Parts): Machine => {
  const { behavior, memory, script, store, tokens, windows } = parts
  const router = Routers.make(
    [...operationsOf(behavior.api), ...parts.operations].map(({ endpoint, run }): readonly [Endpoint.Any, Prepared] => [
      endpoint,
      { endpoint, run, decode: Contract.decoder(endpoint) }
    ])
  )
  const correlationIds = ids(parts.seed, "correlation")
  const seen: Array<RecordedRequest> = []
  let count = 0

  // ------------------------------------------------------------------------------------------------- who may do it

  const authenticate = ({ now, request }: Visit): Principal => {
    const token = bearer(request)
    if (token === undefined) {
      return refuse(
        401,
        "authentication.required",
        "No authentication bearer token specified in authorization header."
      )
    }
    const principal = tokens.resolve(token, now)
    if (principal === "expired") {
      return refuse(401, "bad.credentials", "The supplied credentials are expired and cannot be used.")
    }
    if (principal === "unknown" || (principal.user !== undefined && !isActive(principal.user))) {
      return refuse(401, "bad.credentials", "Invalid login credentials.")
    }
    return principal
  }

  const isActive = (user: number): boolean => user < store.next() && store.accounts.get(user).state === "active"

  const meter = ({ now, rate }: Visit, { token }: Principal): void => {
    const { allowed, count, exceeded, reset } = windows.count(token, now)
    rate["inin-ratelimit-count"] = String(count)
    rate["inin-ratelimit-allowed"] = String(allowed)
    rate["inin-ratelimit-reset"] = String(reset)
    if (exceeded) throttle(reset, allowed)
  }

  const throttle = (seconds: number, allowed: number): never =>
    refuse(
      429,
      "too.many.requests.retry.after",
      "Rate limit exceeded the maximum. Retry the request in [{retryAfter}] seconds",
      {
        messageParams: { retryAfter: String(seconds) },
        limit: { namespace: "platform.api", key: "client.credentials.token.rate.per.minute", value: allowed },
        headers: { "retry-after": String(seconds) }
      }
    )

  const permissionsOf = ({ client, user }: Principal, now: number): ReadonlySet<string> =>
    user === undefined ? client.permissions : new Set(Views.authorization({ store, now }, user).permissions)

  const authorize = (endpoint: Endpoint.Any, { grant }: Principal, held: ReadonlySet<string>): void => {
    if (endpoint.invalidFor.includes(grant)) {
      refuse(
        400,
        "not.a.user",
        "This request requires a user context. Client credentials cannot be used for requests to this resource."
      )
    }
    const { permissions, type } = endpoint.permissions
    const missing = permissions.filter((permission) => !held.has(permission))
    if (missing.length === 0 || (type === "ANY" && missing.length < permissions.length)) return
    const messageParams = { permissions: `[${missing.join(", ")}]` }
    if (type === "ALL") refuse(403, "missing.permissions", missingPermissions, { messageParams })
    refuse(
      403,
      "missing.any.permissions",
      "Unable to perform the requested action. You must have at least one of the following permissions assigned: {permissions}",
      { messageParams }
    )
  }

  // ---------------------------------------------------------------------------------------------------- one answer

  const refused = ({ headers, status, words }: Refusal, { correlationId }: Visit): Draft => ({
    status,
    headers,
    body: errorBody(status, words, correlationId)
  })

  /** Runs what may refuse. */
  const attempt = (visit: Visit, answer: () => Effect.Effect<Draft, Refusal>): Effect.Effect<Draft> => {
    const settled = (refusal: Refusal) => Effect.succeed(refused(refusal, visit))
    try {
      return Effect.catchAll(answer(), settled)
    } catch (error) {
      if (error instanceof Refusal) return settled(error)
      throw error
    }
  }

  const callApi = (visit: Visit, match: Routers.Match<Prepared>): Effect.Effect<Draft> =>
    attempt(visit, () => {
      const { now, path, request } = visit
      const principal = authenticate(visit)
      meter(visit, principal)
      if (match._tag === "NotFound") return notFound()
      if (match._tag === "WrongMethod") return wrongMethod(match.allowed)
      const { decode, endpoint, run } = match.value
      const permissions = permissionsOf(principal, now)
      authorize(endpoint, principal, permissions)
      const pairs = [...new URLSearchParams(request.url.slice(path.length + 1))]
      const input = decode({
        path: match.path,
        query: pairs,
        contentType: request.headers["content-type"],
        body: request.body
      })
      const call: Call = { store, principal, permissions, behavior, now, path, query: pairs }
      return Effect.map(run(input as never, call), (body): Draft => ({ status: endpoint.status, body }))
    })

  const wrongMethod = (allowed: ReadonlyArray<string>): never =>
    refuse(405, "method.not.allowed", "The method is not allowed for the requested resource.", {
      headers: { allow: allowed.join(", ") }
    })

  const callLogin = (visit: Visit): Effect.Effect<Draft> =>
    attempt(visit, () =>
      visit.request.method === "POST"
        ? tokens.answer(visit.request.headers["authorization"], visit.request.body, visit.now)
        : wrongMethod(["POST"]))

  // --------------------------------------------------------------------------------------------------- what goes wrong

  const page = (status: number): Draft => ({
    status,
    headers: { "content-type": "text/html; charset=utf-8" },
    plain: true,
    body: `<html><head><title>${status} Gateway</title></head><body><h1>${status}</h1></body></html>`
  })

  const seconds = (duration: Duration.DurationInput): number => Math.ceil(Duration.toSeconds(duration))

  const scripted = (visit: Visit, fault: Extract<Fault, { readonly _tag: "Status" }>): Draft => {
    const { code = "simulated.fault", message = "The script says so.", retryAfter, status } = fault
    const headers = retryAfter === undefined ? {} : { "retry-after": String(seconds(retryAfter)) }
    return visit.id === tokenId
      ? { status, headers, body: { error: code, description: message, error_description: message } }
      : refused(new Refusal(status, { code, messageWithParams: message }, headers), visit)
  }

  /** Applies a fault to what would be answered without it. */
  const spoil = (
    visit: Visit,
    fault: Fault,
    answer: Effect.Effect<Draft, Broken>
  ): Effect.Effect<Draft, Broken> => {
    const instead = (done: boolean | undefined, end: Effect.Effect<Draft, Broken>) =>
      done === true ? Effect.zipRight(answer, end) : end
    switch (fault._tag) {
      case "Status":
        return instead(fault.done, Effect.sync(() => scripted(visit, fault)))
      case "Throttle":
        return visit.id === tokenId
          ? Effect.succeed(throttled)
          : attempt(visit, () => throttle(seconds(fault.retryAfter ?? "1 minute"), windows.allowed))
      case "Html":
        return Effect.sync(() => page(fault.status ?? 502))
      case "Reset":
        return instead(fault.done, Effect.fail(new Broken()))
      case "Silence":
        return Effect.interruptible(Effect.never)
      case "DeadToken":
        return Effect.suspend(() => {
          tokens.revoke(bearer(visit.request) ?? "")
          return answer
        })
      case "Cut":
        return Effect.map(answer, (draft) => ({ ...draft, cut: true }))
      case "Drift": {
        const success = visit.endpoint?.success
        if (success === undefined) return answer
        return Effect.map(
          answer,
          (draft) => draft.status < 300 ? { ...draft, body: drift(success.ast, draft.body, fault.change) } : draft
        )
      }
      case "Latency":
        return answer
    }
  }

  // ----------------------------------------------------------------------------------------------------------- writing

  const remember = ({ correlationId, id, now, request }: Visit, number: number, status: number): void => {
    seen.push({
      number,
      endpoint: id,
      method: request.method,
      url: request.url,
      body: id === tokenId ? "" : request.body,
      status,
      correlationId,
      at: now
    })
    if (seen.length > memory) seen.shift()
  }

  const write = ({ correlationId, rate }: Visit, { body, cut = false, headers, plain, status }: Draft): Response => {
    const bytes = utf8.encode(body === undefined ? "" : plain === true ? String(body) : JSON.stringify(body))
    return {
      status,
      headers: {
        ...(bytes.length === 0 ? {} : { "content-type": "application/json" }),
        "content-length": String(bytes.length),
        "inin-correlation-id": correlationId,
        ...rate,
        ...headers
      },
      body: bytes,
      cut
    }
  }

  const answer = (request: Request, path: string, match: Routers.Match<Prepared>, faults: ReadonlyArray<Fault>) =>
    Effect.clockWith((clock) => {
      const now = clock.unsafeCurrentTimeMillis()
      store.tick(now)
      const number = ++count
      const endpoint = match._tag === "Found" ? match.value.endpoint : undefined
      const visit: Visit = {
        request,
        now,
        correlationId: correlationIds.of(number),
        path,
        id: idOf(path, match),
        endpoint,
        rate: {}
      }
      const whole: Effect.Effect<Draft, Broken> = Effect.suspend(() =>
        visit.id === tokenId ? callLogin(visit) : callApi(visit, match)
      )
      return Effect.mapBoth(faults.reduceRight((answer, fault) => spoil(visit, fault, answer), whole), {
        onSuccess: (draft) => {
          remember(visit, number, draft.status)
          return write(visit, draft)
        },
        onFailure: (broken) => {
          remember(visit, number, 0)
          return broken
        }
      })
    })

  const idOf = (path: string, match: Routers.Match<Prepared>): string | undefined =>
    path === tokenPath ? tokenId : match._tag === "Found" ? match.value.endpoint.id : undefined

  return {
    seen,
    handle: (request) =>
      Effect.suspend(() => {
        const mark = request.url.indexOf("?")
        const path = mark < 0 ? request.url : request.url.slice(0, mark)
        const match = router(request.method, path)
        const { delay, faults } = script.draw(idOf(path, match))
        const answered = answer(request, path, match, faults)
        return delay === 0
          ? answered
          : Effect.zipRight(Effect.interruptible(Effect.sleep(Duration.millis(delay))), answered)
      }),
    reset: () => {
      count = 0
      seen.length = 0
      windows.clear()
      script.clear()
    }
  }
}
