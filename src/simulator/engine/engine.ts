import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type * as Endpoint from "../../Endpoint.js"
import { applyFault, type Responding } from "./applyFault.js"
import { authenticate, authorize, countRequest, permissionsOf } from "./authorize.js"
import * as DecodeRequest from "./decodeRequest.js"
import type { Directory } from "./directory.js"
import { Accepted, catchRefusal, type Exchange, type ResponseDraft, serialize, tokenOperation } from "./exchange.js"
import type { Fault, FaultScript } from "./faults.js"
import { ids } from "./random.js"
import type { RateWindows } from "./rateWindows.js"
import * as Recorder from "./recorder.js"
import { type Refusal, refuseMethod, refuseUnknownPath } from "./refusal.js"
import * as Router from "./router.js"
import type { TokenEndpoint } from "./tokenEndpoint.js"
import type { Principal, Tokens } from "./tokens.js"
import type { ConnectionBroken, Handle, Request, Response } from "./wire.js"

/*
 * Responds to requests according to the declarations of the endpoints: finds the endpoint, checks the token, the
 * permissions and the input, runs the operation, and applies faults. The operations and the organization are passed in.
 */

/** The context of a call of an operation: the token, the time and the URL. */
export interface OperationContext {
  readonly principal: Principal
  /** The permissions of the token. */
  readonly permissions: ReadonlySet<string>
  /** Current time, in milliseconds since 1970. */
  readonly now: number
  /** The path as it was sent, for links to other pages. */
  readonly path: string
  /** The query as it was sent, for links to other pages. */
  readonly query: ReadonlyArray<readonly [key: string, value: string]>
}

/** An endpoint and the function that carries it out. */
export interface Operation {
  readonly endpoint: Endpoint.Any
  /** Fails with a refusal, or throws one. */
  readonly run: (input: never, context: OperationContext) => Effect.Effect<unknown, Refusal>
}

/** Dependencies of the engine. */
export interface Options {
  readonly seed: number
  /** If several operations have the same path and method, the last one is used. */
  readonly operations: ReadonlyArray<Operation>
  readonly directory: Directory
  readonly tokens: Tokens
  readonly tokenEndpoint: TokenEndpoint
  readonly windows: RateWindows
  readonly faults: FaultScript
  readonly maxRecordedRequests: number
}

/** Responds to requests and records them. */
export interface Engine {
  readonly handle: Handle
  /** The latest requests, oldest first. */
  readonly requests: ReadonlyArray<Recorder.RecordedRequest>
  /** Removes all recorded requests and rate limit windows. Tokens stay valid. */
  readonly reset: () => void
}

/** An operation with the decoder of its input. */
interface Route extends Operation {
  readonly decode: DecodeRequest.Decoder
}

const tokenPath = "/oauth/token"

const operationIdOf = (path: string, match: Router.Match<Route>): string | undefined =>
  path === tokenPath ? tokenOperation : match._tag === "Found" ? match.value.endpoint.id : undefined

const pathOf = ({ url }: Request): string => {
  const end = url.indexOf("?")
  return end < 0 ? url : url.slice(0, end)
}

/** Returns the status of a success. If there is no body, it is 204 for an operation that also declares 204. */
const statusOf = ({ otherStatuses, status }: Endpoint.Any, body: unknown): number =>
  body === undefined && otherStatuses.includes(204) ? 204 : status

const callApi = (
  { directory, tokens, windows }: Options,
  exchange: Exchange,
  match: Router.Match<Route>
): Effect.Effect<ResponseDraft> =>
  catchRefusal(exchange, () => {
    const { now, path, request } = exchange
    const principal = authenticate(tokens, directory, exchange)
    countRequest(windows, exchange, principal)
    if (match._tag === "NotFound") return refuseUnknownPath()
    if (match._tag === "WrongMethod") return refuseMethod(match.allowed)
    const { decode, endpoint, run } = match.value
    const permissions = permissionsOf(directory, principal)
    authorize(endpoint, principal, permissions)
    const query = [...new URLSearchParams(request.url.slice(path.length + 1))]
    const input = decode({
      path: match.path,
      query,
      contentType: request.headers["content-type"],
      body: request.body
    })
    // The decoder is made from the schemas of the endpoint, so the input has the type that the operation expects.
    return Effect.map(
      run(input as never, { principal, permissions, now, path, query }),
      (body): ResponseDraft =>
        body instanceof Accepted ? { status: 202, body: body.body } : { status: statusOf(endpoint, body), body }
    )
  })

const callTokenEndpoint = ({ tokenEndpoint }: Options, exchange: Exchange): Effect.Effect<ResponseDraft> =>
  catchRefusal(exchange, () => {
    const { now, request: { body, headers, method } } = exchange
    return method === "POST"
      ? tokenEndpoint({ authorization: headers["authorization"], form: body, now })
      : refuseMethod(["POST"])
  })

/** A request and the route that was found for it. */
interface Routed {
  readonly request: Request
  readonly path: string
  readonly match: Router.Match<Route>
}

const makeRoutes = (operations: ReadonlyArray<Operation>): Router.Router<Route> =>
  Router.make(operations.map((operation): readonly [Endpoint.Any, Route] => [
    operation.endpoint,
    { ...operation, decode: DecodeRequest.decoder(operation.endpoint) }
  ]))

/** Responds to a request, and records it. */
const respond = (
  options: Options,
  recorder: Recorder.Recorder,
  exchange: Exchange,
  match: Router.Match<Route>,
  faults: ReadonlyArray<Fault>
): Effect.Effect<Response, ConnectionBroken> => {
  const faultOptions = { tokens: options.tokens, allowance: options.windows.allowed }
  const responding: Responding = Effect.suspend(() =>
    exchange.operationId === tokenOperation
      ? callTokenEndpoint(options, exchange)
      : callApi(options, exchange, match)
  )
  return faults.reduceRight<Responding>(
    (responding, fault) => applyFault(faultOptions, exchange, fault, responding),
    responding
  ).pipe(
    Effect.tapBoth({
      onSuccess: ({ status }) => Effect.sync(() => recorder.record(exchange, status)),
      onFailure: () => Effect.sync(() => recorder.record(exchange, 0))
    }),
    Effect.map((draft) => serialize(exchange, draft))
  )
}

/** Makes an engine. */
export const make = (options: Options): Engine => {
  const router = makeRoutes(options.operations)
  const correlationIds = ids(options.seed, "correlation")
  const recorder = Recorder.make(options.maxRecordedRequests)
  let count = 0

  const begin = ({ match, path, request }: Routed, now: number): Exchange => {
    options.directory.tick(now)
    const number = ++count
    return {
      request,
      number,
      now,
      correlationId: correlationIds.of(number),
      path,
      operationId: operationIdOf(path, match),
      endpoint: match._tag === "Found" ? match.value.endpoint : undefined,
      rateLimitHeaders: {}
    }
  }

  return {
    requests: recorder.requests,
    handle: (request) =>
      Effect.suspend(() => {
        const path = pathOf(request)
        const match = router(request.method, path)
        const { delay, faults } = options.faults.next(operationIdOf(path, match))
        const response = Effect.flatMap(Clock.currentTimeMillis, (now) =>
          respond(options, recorder, begin({ request, path, match }, now), match, faults))
        return delay === 0
          ? response
          : Effect.zipRight(Effect.interruptible(Effect.sleep(Duration.millis(delay))), response)
      }),
    reset: () => {
      count = 0
      recorder.clear()
      options.windows.clear()
      options.faults.clear()
    }
  }
}
