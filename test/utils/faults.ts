/**
 * Calls to a service with simulated faults, and observations after them: requests, events, sockets and fibers.
 */
import { NodeHttpClient } from "@effect/platform-node"
import type * as HttpClient from "@effect/platform/HttpClient"
import { Cause, Duration, Effect, Exit, Layer, Option, Redacted, Scope, Supervisor } from "effect"
import * as Auth from "effect-purecloud/Auth"
import * as PureCloud from "effect-purecloud/PureCloud"
import type * as PureCloudConfig from "effect-purecloud/PureCloudConfig"
import type * as PureCloudError from "effect-purecloud/PureCloudError"
import * as Users from "effect-purecloud/Users"
import type { ServerResponse } from "node:http"
import { gzipSync } from "node:zlib"
import { type Reply, type Script, secretMark, type Service, service } from "./service.js"
import * as Time from "./time.js"

export type Options = Omit<Partial<PureCloud.Options>, "environment">

export type Call = Effect.Effect<unknown, PureCloudError.PureCloudError, PureCloud.PureCloud>

/** A call of each method. POST and PATCH must not be carried out twice. */
export const calls: { readonly [method in "GET" | "PUT" | "POST" | "PATCH" | "DELETE"]: Call } = {
  GET: Users.getUser({ userId: "u" }),
  PUT: Users.putUserRoles({ userId: "u", body: ["r"] }),
  POST: Users.postUsers({ body: { name: "N", email: "n@example.com", divisionId: "d" } }),
  PATCH: Users.patchUser({ userId: "u", body: { version: 1 } }),
  DELETE: Users.deleteUser({ userId: "u" })
}

export type Method = keyof typeof calls

export const methods = Object.keys(calls) as ReadonlyArray<Method>

/** Runs calls at the same time. Returns their exits. */
export const many = (n: number, call: (i: number) => Call = () => calls.GET) =>
  Effect.forEach(Array.from({ length: n }), (_, i) => Effect.exit(call(i)), { concurrency: "unbounded" })

export const isRepeatable = (method: string) => method !== "POST" && method !== "PATCH"

// ---------------------------------------------------------------------------------------------------------- replies

/** A success of each of {@link calls}. */
export const fine: Reply = { body: { id: "u1" } }

export const status = (status: number, headers: Reply["headers"] = {}, body: unknown = { code: "x" }): Reply => ({
  status,
  headers,
  body
})

export const limited = (retryAfter?: string): Reply =>
  status(429, retryAfter === undefined ? {} : { "retry-after": retryAfter }, { code: "too.many.requests.retry.after" })

export const unauthorized = status(401, {}, { code: "bad.credentials" })

export const throttledToken = status(400, {}, {
  error: "invalid_request",
  error_description: "rate limit exceeded; please try again later"
})

export const silence = () => {}

/** A success whose body is sent byte by byte, and never ends. */
export const drip = (response: ServerResponse) => {
  response.writeHead(200, { "content-type": "application/json" })
  const timer = setInterval(() => response.write(" "), 1)
  response.on("close", () => clearInterval(timer))
}

export const reset = (_: unknown, socket: { readonly resetAndDestroy: () => unknown }) => void socket.resetAndDestroy()

export const html = `<!DOCTYPE html><html><body>Gateway ${"<p>of some sort</p>".repeat(30)}</body></html>`

export const gzipped = (body: string | Buffer, headers: Reply["headers"] = {}): Reply => ({
  headers: { "content-type": "application/json", "content-encoding": "gzip", ...headers },
  body: gzipSync(body)
})

/** The replies in order, then successes. */
export const inTurn = (...replies: ReadonlyArray<ReturnType<Script>>): Script => (_, n) => replies[n] ?? fine

// ------------------------------------------------------------------------------------------------------------ trials

export interface Trial {
  readonly service: Service
  readonly time: Time.Time
  readonly events: ReadonlyArray<PureCloudConfig.Event>
  /** Number of tokens that were requested. */
  readonly tokens: () => number
  /** Runs a program with the client of the trial, under its time. */
  readonly run: <A, E>(program: Effect.Effect<A, E, PureCloud.PureCloud>) => Effect.Effect<Exit.Exit<A, E>>
  /** Closes the client. */
  readonly close: Effect.Effect<void>
  /** Resources that remain when the program is idle. In simulated time, those that remain a minute later. */
  readonly left: Effect.Effect<{ readonly sockets: number; readonly asleep: number; readonly fibers: number }>
}

export interface Setting {
  readonly script: Script
  /** Responses of the token endpoint. Default: tokens are created in memory. */
  readonly token?: Script
  readonly options?: Options
  readonly client?: Layer.Layer<HttpClient.HttpClient>
  /** The URL that the client uses for the service. */
  readonly url?: (url: string) => string
  readonly time?: Time.Time
}

/** Waits until the sockets that are closing are closed. */
const settle = Effect.promise(async () => {
  for (let i = 0; i < 5; i++) await new Promise((resolve) => setTimeout(() => setImmediate(resolve), 2))
})

export const trial = (setting: Setting): Effect.Effect<Trial, never, Scope.Scope> =>
  Effect.gen(function*() {
    const time = setting.time ?? Time.make()
    const touched = (script: Script): Script => (seen, n) => {
      time.touch()
      return script(seen, n)
    }
    const started = yield* service(touched(setting.script), setting.token && touched(setting.token))
    const supervisor = yield* Supervisor.track
    const events: Array<PureCloudConfig.Event> = []
    const url = setting.url?.(started.url) ?? started.url
    // These tokens need no connection, so only the connections of calls are counted.
    let tokens = 0
    const memoryTokens = Auth.make({
      grant: "client_credentials",
      key: "k",
      fetch: Effect.sync(() => ({
        value: Redacted.make(`token-${tokens++}-${secretMark}`),
        expiresIn: Duration.days(1)
      }))
    })
    const scope = yield* Scope.make()
    const close = Scope.close(scope, Exit.void)
    yield* Effect.addFinalizer(() => close)
    const context = yield* PureCloud.layer({
      environment: { apiUrl: url, loginUrl: url },
      auth: setting.token === undefined ? Layer.scoped(Auth.Auth, memoryTokens) : Auth.layerClientCredentials({
        clientId: "a-client",
        clientSecret: Redacted.make(`client-${secretMark}`)
      }),
      onEvent: (event) => Effect.sync(() => void events.push(event)),
      ...setting.options
    }).pipe(
      Layer.provide(setting.client ?? NodeHttpClient.layerUndici),
      Layer.orDie,
      Layer.buildWithScope(scope),
      Effect.withClock(time.clock),
      Effect.supervised(supervisor)
    )
    return {
      service: started,
      time,
      events,
      tokens: () => tokens + started.tokens.length,
      run: (program) => time.run(Effect.supervised(Effect.provide(program, context), supervisor)),
      close,
      left: Effect.gen(function*() {
        if (!time.isReal) yield* time.run(Effect.sleep("1 minutes"))
        yield* settle
        const fibers = yield* supervisor.value
        return { sockets: started.sockets(), asleep: time.asleep(), fibers: fibers.length }
      })
    }
  })

/** Returns `ok` for a success, otherwise the tag and the reason of the error. */
export const outcomeOf = (exit: Exit.Exit<unknown, PureCloudError.PureCloudError>): string => {
  if (exit._tag === "Success") return "ok"
  const failure = Cause.failureOption(exit.cause)
  if (Option.isNone(failure)) return `no typed error: ${Cause.pretty(exit.cause)}`
  const error = failure.value
  const reason = error._tag === "PureCloudUnexpectedResponse" ? undefined : "reason" in error ? error.reason : undefined
  return [error._tag.replace("PureCloud", ""), ...(reason === undefined ? [] : [reason])].join("/")
}

export const errorOf = <E>(exit: Exit.Exit<unknown, E>): E | undefined =>
  exit._tag === "Failure" ? Option.getOrUndefined(Cause.failureOption(exit.cause)) : undefined

export const secondsOf = (events: ReadonlyArray<PureCloudConfig.Event>, reason?: string): ReadonlyArray<number> =>
  events.flatMap((event) =>
    event._tag === "Wait" && (reason === undefined || event.reason === reason)
      ? [Duration.toSeconds(event.delay)]
      : []
  )
