import * as Effect from "effect/Effect"
import * as Auth from "../../Auth.js"
import * as PureCloudConfig from "../../PureCloudConfig.js"
import * as RateLimiter from "../../RateLimiter.js"
import type { Exchange } from "../http/directClient.js"
import { makeExchange } from "../http/transport.js"
import * as Queue from "../http/waitQueue.js"
import { headerIssues, type RequestHeaders } from "../schema/headers.js"
import type { Issue } from "../schema/issue.js"
import { type Server, serverOf } from "../telemetry/attributes.js"
import * as InFlight from "./inFlight.js"
import * as Metrics from "./metrics.js"
import { type Policy, policyOf } from "./policy.js"

/** A client: the services and the state that its calls share. */
export interface Client {
  readonly auth: Auth.Service
  readonly rateLimiter: RateLimiter.Service
  readonly exchange: Exchange
  readonly inFlight: InFlight.InFlight
  /** The calls that wait for a token of the pool. */
  readonly waiting: { readonly queue: Queue.WaitQueue; readonly earlier: Queue.Signal }
  readonly config: PureCloudConfig.Service
  /** Headers that are added to each request to the API. `undefined` if there are none. */
  readonly headers: RequestHeaders | undefined
  /** Reasons why the headers cannot be added. */
  readonly headerIssues: ReadonlyArray<Issue>
  /** Limits of each call, from the configuration. */
  readonly policy: Policy
  /**
   * Limits that the client was made with. They apply to the token and to pauses of the rate limit, which all calls
   * share.
   */
  readonly sharedPolicy: Policy
  /** Host of the API. */
  readonly server: Server
  /** Host of the API as errors show it, with its port if it is not the default. */
  readonly host: string
  readonly metrics: Metrics.ClientMetrics
  /** Kinds of drift that have been logged. */
  readonly loggedDrift: Set<string>
  /** Runs before each call. */
  readonly beforeCall: Effect.Effect<void>
}

/** Makes a client from its dependencies. */
export const make = Effect.gen(function*() {
  const config = yield* PureCloudConfig.PureCloudConfig
  const policy = policyOf(config)
  const server = serverOf(config.apiUrl)
  const client: Client = {
    auth: yield* Auth.Auth,
    rateLimiter: yield* RateLimiter.RateLimiter,
    exchange: yield* makeExchange,
    inFlight: InFlight.make(config.maxConcurrency),
    waiting: { queue: Queue.make(), earlier: Queue.makeSignal() },
    config,
    ...headersOf(config),
    policy,
    sharedPolicy: policy,
    server,
    host: new URL(config.apiUrl).host,
    metrics: Metrics.make(server),
    loggedDrift: new Set(),
    beforeCall: config.hasEnvironment ? Effect.void : once(Effect.logDebug(defaultEnvironmentNote(config)))
  }
  return client
})

/** Returns the client with other retries, timeouts and headers. */
export const withConfig = (client: Client, config: PureCloudConfig.Service): Client => ({
  ...client,
  config,
  ...headersOf(config),
  policy: policyOf(config)
})

const headersOf = ({ headers }: PureCloudConfig.Service): Pick<Client, "headers" | "headerIssues"> => ({
  headers: Object.keys(headers).length === 0 ? undefined : headers,
  headerIssues: headerIssues(headers)
})

/** Runs an effect the first time only. */
const once = (effect: Effect.Effect<void>): Effect.Effect<void> => {
  let isDone = false
  return Effect.suspend(() => {
    if (isDone) return Effect.void
    isDone = true
    return effect
  })
}

const defaultEnvironmentNote = ({ apiUrl }: PureCloudConfig.Service): string =>
  `No environment is set, so the client calls ${apiUrl}, in the United States (us-east-1). To call another region, set ` +
  "PURECLOUD_ENVIRONMENT or the option environment"
