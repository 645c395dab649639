import type * as HttpApp from "@effect/platform/HttpApp"
import * as Directories from "./data/directory.js"
import * as Stores from "./data/store.js"
import * as Cors from "./engine/cors.js"
import type { Directory } from "./engine/directory.js"
import * as Docs from "./engine/docs.js"
import * as Engines from "./engine/engine.js"
import * as Faults from "./engine/faults.js"
import * as Login from "./engine/login.js"
import * as RateWindows from "./engine/rateWindows.js"
import * as Server from "./engine/server.js"
import * as TokenEndpoint from "./engine/tokenEndpoint.js"
import * as Tokens from "./engine/tokens.js"
import * as Operations from "./handlers/operations.js"
import type { ValidOptions } from "./options.js"

/*
 * Connects the data, the handlers and the engine.
 */

/** The parts of a simulated service. */
export interface Simulation {
  readonly clients: ReadonlyArray<Tokens.Client>
  readonly store: Stores.Store
  readonly tokens: Tokens.Tokens
  readonly faults: Faults.FaultScript
  readonly engine: Engines.Engine
  readonly httpApp: HttpApp.Default
  /** Returns to the initial state. Tokens stay valid. */
  readonly reset: () => void
}

const makeHttpApp = (
  { allowedOrigins, clients, operations }: ValidOptions,
  engine: Engines.Engine,
  tokens: Tokens.Tokens,
  directory: Directory
): HttpApp.Default =>
  Server.app(engine.handle).pipe(
    (app) => Login.mount(app, { clients, tokens, directory }),
    (app) => Docs.mount(app, [...Operations.endpoints, ...operations.map(({ endpoint }) => endpoint)]),
    (app) => Cors.allow(app, allowedOrigins)
  )

/** Makes a simulated service. */
export const make = (options: ValidOptions): Simulation => {
  const { clients, seed } = options
  const store = Stores.make(options)
  const initial = store.snapshot()
  const directory = Directories.make(store)
  const tokens = Tokens.make(seed)
  const tokenWindows = RateWindows.make(options.tokenAllowance, 60_000)
  const faults = Faults.make(seed, options.faults)
  const engine = Engines.make({
    seed,
    operations: Operations.make({ ...options, store }),
    directory,
    tokens,
    tokenEndpoint: TokenEndpoint.make({ clients, tokens, directory, windows: tokenWindows }),
    windows: RateWindows.make(options.allowance, options.rateLimitWindow),
    faults,
    maxRecordedRequests: options.maxRecordedRequests
  })
  return {
    clients,
    store,
    tokens,
    faults,
    engine,
    httpApp: makeHttpApp(options, engine, tokens, directory),
    reset: () => {
      engine.reset()
      tokenWindows.clear()
      store.restore(initial)
    }
  }
}
