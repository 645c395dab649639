/**
 * A simulated service for tests, with an organization and its users. It uses the same endpoint declarations as the
 * client. Like the real service, it checks tokens, permissions and input, and stores changes. The same seed gives the same
 * organization on every machine.
 *
 * There are three ways to use it. In tests, {@link layer} provides a `PureCloud` that needs no socket and uses the test
 * clock. {@link serve} serves the simulated service on a socket, with any `HttpServer`. The program
 * `effect-purecloud-simulator` serves it for clients in any language.
 *
 * @example
 * ```ts
 * import { Effect } from "effect"
 * import * as Simulator from "effect-purecloud/Simulator"
 * import * as Users from "effect-purecloud/Users"
 *
 * const program = Effect.gen(function*() {
 *   const { organization, user } = yield* Simulator.Simulator
 *   const created = yield* Users.postUsers({
 *     body: { name: "Ada Byron", email: "ada.byron@acme.example", divisionId: organization.divisions[0]?.id }
 *   })
 *   return [created.state, yield* user(created.id)] as const
 * })
 *
 * export const result = program.pipe(Effect.provide(Simulator.layer({ users: 20 })))
 * ```
 *
 * @since 0.1.0
 */

import type * as HttpApp from "@effect/platform/HttpApp"
import * as HttpClient from "@effect/platform/HttpClient"
import type * as HttpServer from "@effect/platform/HttpServer"
import type * as ConfigError from "effect/ConfigError"
import * as Context from "effect/Context"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Layer from "effect/Layer"
import type * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as Auth from "./Auth.js"
import type * as Endpoint from "./Endpoint.js"
import type { UserExpand } from "./endpoints/common.js"
import type * as Environment from "./Environment.js"
import { encoderOf } from "./internal/schema/transform.js"
import type * as Common from "./models/Common.js"
import type * as User from "./models/User.js"
import * as PureCloud from "./PureCloud.js"
import type * as PureCloudConfig from "./PureCloudConfig.js"
import type * as Organizations from "./simulator/data/organization.js"
import type * as Stores from "./simulator/data/store.js"
import type { Fault } from "./simulator/engine/faults.js"
import * as MemoryTransport from "./simulator/engine/memoryTransport.js"
import type * as Recorder from "./simulator/engine/recorder.js"
import * as Refusals from "./simulator/engine/refusal.js"
import * as Server from "./simulator/engine/server.js"
import type { Operation } from "./simulator/handlers/handler.js"
import * as Inspect from "./simulator/inspect.js"
import { type Client, decodeFaults, type Options, validate } from "./simulator/options.js"
import * as Simulations from "./simulator/simulation.js"

// ----------------------------------------------------------------------------------------------------------- models

export type { Fault, OperationId } from "./simulator/engine/faults.js"
export type { Operation } from "./simulator/handlers/handler.js"
export type { Client, Options } from "./simulator/options.js"

/**
 * Caller of an {@link operation}: the function of the operation gets it in addition to the input.
 *
 * @since 0.1.0
 * @category models
 */
export interface Caller {
  /** Id of the OAuth client of the token. */
  readonly clientId: string
  /** Id of the user of the token, or `undefined` for a token of a client. */
  readonly userId: string | undefined
  /** Permissions of the token. */
  readonly permissions: ReadonlySet<string>
  /** Returns a user, even a deleted one. */
  readonly user: (userId: string) => Option.Option<User.User>
}

/**
 * Error response of an {@link operation}. {@link refuse} makes it.
 *
 * @since 0.1.0
 * @category models
 */
export interface Refusal extends Refusals.Refusal {}

/**
 * Options of {@link layer}.
 *
 * @since 0.1.0
 * @category models
 */
export interface LayerOptions extends Options {
  /** Configuration of the `PureCloud` client. */
  readonly config?: Omit<PureCloudConfig.Options, "environment">
}

/**
 * A request and the status of its response, as {@link Service.requests} returns it.
 *
 * @since 0.2.0
 * @category models
 */
export interface RecordedRequest extends Recorder.RecordedRequest {}

/**
 * The entities of a simulated organization besides its users. They depend on the seed only, and no operation changes them.
 *
 * @since 0.1.0
 * @category models
 */
export interface Organization {
  readonly id: string
  readonly name: string
  readonly divisions: ReadonlyArray<Named>
  /** The roles `Admin`, `User Admin`, `Supervisor`, `Agent` and `Employee`. */
  readonly roles: ReadonlyArray<Named>
  readonly skills: ReadonlyArray<Named>
  readonly languages: ReadonlyArray<Named>
  readonly queues: ReadonlyArray<Named>
  readonly groups: ReadonlyArray<Named>
  readonly locations: ReadonlyArray<Named>
  /** Learning modules, whose ids `Users.getUsersDevelopmentActivities` takes. */
  readonly modules: ReadonlyArray<Named>
}

/**
 * An entity with an id and a name.
 *
 * @since 0.1.0
 * @category models
 */
export interface Named {
  readonly id: string
  readonly name: string
}

/**
 * All changes that were made to an organization since its initial state, as values that JSON can represent.
 *
 * @since 0.1.0
 * @category models
 */
export interface Snapshot extends Stores.Snapshot {}

/**
 * A simulated service.
 *
 * @since 0.1.0
 * @category models
 */
export interface Service {
  /** The OAuth clients. */
  readonly clients: ReadonlyArray<Client>
  /** The entities other than users, with the ids that operations require. */
  readonly organization: Organization
  /** Returns the id of the station of a user. Dies if the user does not exist. */
  readonly station: (userId: string) => Effect.Effect<string>
  /**
   * Returns the requests since the start or the last reset, oldest first, at most `maxRecordedRequests`. A request is
   * added when its response is sent.
   */
  readonly requests: Effect.Effect<ReadonlyArray<RecordedRequest>>
  /** Returns a user, even a deleted one, with the fields that `expand` requests. */
  readonly user: (
    userId: string,
    expand?: ReadonlyArray<UserExpand>
  ) => Effect.Effect<Option.Option<User.User>>
  /**
   * Returns the users of a state, or all users, in the order of `Users.getUsers`. Each user is made when the iteration
   * reaches it.
   */
  readonly users: (state?: Common.EntityState) => Effect.Effect<Iterable<User.User>>
  /** Issues an access token of a user or of a client. Dies if the client or the user does not exist. */
  readonly token: (options?: {
    /** Id of the client. Default: the first client. */
    readonly clientId?: string
    /** Id of the user. Default: none, and the token belongs to the client, as with the client credentials grant. */
    readonly userId?: string
    /** Time until the token expires. Default: `tokenLife` of the client. */
    readonly life?: Duration.DurationInput
  }) => Effect.Effect<Redacted.Redacted>
  /**
   * Issues an authorization code, as the sign-in page does. It can be used once. Dies if the client or the user does not
   * exist.
   */
  readonly code: (options: {
    readonly userId: string
    readonly redirectUri: string
    /** SHA-256 of the code verifier in base64url (PKCE, S256). Default: no PKCE. */
    readonly codeChallenge?: string
    /** Id of the client. Default: the first client. */
    readonly clientId?: string
  }) => Effect.Effect<Redacted.Redacted>
  /**
   * Issues a SAML assertion of a user, for the SAML2 bearer grant. The name of the organization (`orgName`) is `simulated`.
   * Dies if the user does not exist.
   */
  readonly assertion: (userId: string) => Effect.Effect<Redacted.Redacted>
  /**
   * Replaces the faults. Requests are counted from 1 again, for the option `nth` of faults. Dies if a fault is invalid, or
   * if it is for an operation that does not exist.
   */
  readonly setFaults: (faults: ReadonlyArray<Fault>) => Effect.Effect<void>
  /** Returns all changes since the initial state. */
  readonly snapshot: Effect.Effect<Snapshot>
  /**
   * Replaces all changes by those of a snapshot. Tokens and recorded requests are kept. Dies if the snapshot was taken
   * from a simulator with another seed or other initial numbers of users.
   */
  readonly restore: (snapshot: Snapshot) => Effect.Effect<void>
  /**
   * Restores the initial state: removes all changes and recorded requests, ends the rate limit windows, and counts the
   * requests of faults from 1 again. The faults are kept, and tokens stay valid.
   */
  readonly reset: Effect.Effect<void>
  /** Serves the API, the token endpoint, the sign-in page and the documentation. */
  readonly httpApp: HttpApp.Default
  /** Calls the API and the token endpoint without a socket. Requests may be for any host. */
  readonly httpClient: HttpClient.HttpClient
}

// ------------------------------------------------------------------------------------------------------------- tags

/**
 * The tag of the simulated service.
 *
 * @since 0.1.0
 * @category tags
 */
export class Simulator extends Context.Tag("effect-purecloud/Simulator")<Simulator, Service>() {}

// ----------------------------------------------------------------------------------------------------- constructors

/**
 * OAuth client that a simulator has if the option `clients` is absent.
 *
 * @since 0.1.0
 * @category constructors
 */
export const defaultClient: Client = { id: "simulator", secret: "simulator-secret" }

/**
 * Hosts that the client of {@link layer} calls. No request is sent over the network.
 *
 * @since 0.1.0
 * @category constructors
 */
export const hosts: Environment.Hosts = {
  apiUrl: "https://api.simulated.example",
  loginUrl: "https://login.simulated.example"
}

const toOrganization = ({ organization, ...entities }: Organizations.Organization): Organization => ({
  id: organization.id,
  name: organization.name ?? "",
  divisions: Inspect.namesOf(entities.divisions),
  roles: Inspect.namesOf(entities.roles),
  skills: Inspect.namesOf(entities.skills),
  languages: Inspect.namesOf(entities.languages),
  queues: Inspect.namesOf(entities.queues),
  groups: Inspect.namesOf(entities.groups),
  locations: Inspect.namesOf(entities.locations),
  modules: Inspect.namesOf(entities.modules)
})

const toService = (
  simulation: Simulations.Simulation,
  { clients, operations }: { readonly clients: ReadonlyArray<Client>; readonly operations: ReadonlyArray<Operation> }
): Service => {
  const { engine, faults, httpApp, store } = simulation
  return {
    clients,
    organization: toOrganization(store.organization),
    station: (userId) => Inspect.station(simulation, userId),
    requests: Effect.sync(() => engine.requests.slice()),
    user: (userId, expand) => Inspect.user(store, userId, expand),
    users: (state) => Effect.sync(() => Inspect.users(store, state)),
    token: (options = {}) => Inspect.token(simulation, options),
    code: (options) => Inspect.code(simulation, options),
    assertion: (userId) => Inspect.assertion(simulation, userId),
    setFaults: (next) =>
      Effect.suspend(() =>
        Either.match(decodeFaults(next, operations), {
          onLeft: Effect.dieMessage,
          onRight: (valid) => Effect.sync(() => faults.set(valid))
        })
      ),
    snapshot: Effect.sync(store.snapshot),
    restore: (snapshot) =>
      store.fits(snapshot)
        ? Effect.sync(() => store.restore(snapshot))
        : Effect.dieMessage(
          "The snapshot was taken from a simulator with another seed or other initial numbers of users."
        ),
    reset: Effect.sync(simulation.reset),
    httpApp,
    httpClient: MemoryTransport.client(engine.handle)
  }
}

/**
 * Makes a simulated service. Fails with a `ConfigError` if an option is invalid.
 *
 * @since 0.1.0
 * @category constructors
 */
export const make = (options: Options = {}): Effect.Effect<Service, ConfigError.ConfigError> =>
  Effect.suspend(() => {
    const { clients = [defaultClient] } = options
    return Effect.map(
      validate(options, clients),
      (valid) => toService(Simulations.make(valid), { clients, operations: valid.operations })
    )
  })

// ------------------------------------------------------------------------------------------------------- operations

/**
 * Makes an {@link operation} respond with an error. Takes the HTTP status, the error code and the message of the response.
 *
 * @since 0.1.0
 * @category operations
 */
export const refuse = (status: number, code: string, message: string): Effect.Effect<never, Refusal> =>
  Effect.fail(new Refusals.Refusal(status, { code, messageWithParams: message }))

/**
 * Simulates a custom operation. Takes its endpoint and a function that carries it out. Tokens, permissions and input
 * are checked before the function is called.
 *
 * @example
 * ```ts
 * import { Effect, Schema } from "effect"
 * import * as Endpoint from "effect-purecloud/Endpoint"
 * import * as Permissions from "effect-purecloud/Permissions"
 * import * as Simulator from "effect-purecloud/Simulator"
 *
 * const getTeam = Endpoint.make({
 *   id: "getTeam",
 *   method: "GET",
 *   path: "/api/v2/teams/{teamId}",
 *   pathParams: { teamId: Schema.String },
 *   success: Schema.Struct({ id: Schema.String, name: Schema.String }),
 *   permissions: Permissions.none
 * })
 *
 * export const simulated = Simulator.layer({
 *   operations: [
 *     Simulator.operation(getTeam, ({ teamId }) =>
 *       teamId === "t1"
 *         ? Effect.succeed({ id: teamId, name: "Night Shift" })
 *         : Simulator.refuse(404, "not.found", "There is no such team."))
 *   ]
 * })
 * ```
 *
 * @since 0.1.0
 * @category operations
 */
export const operation = <Input, Success, Item>(
  endpoint: Endpoint.Endpoint<Input, Success, Item>,
  run: (input: NoInfer<Input>, caller: Caller) => Effect.Effect<NoInfer<Success>, Refusal>
): Operation => ({
  endpoint,
  run: (input, { now, permissions, principal, store }) =>
    Effect.map(
      run(input, {
        clientId: principal.client.id,
        userId: principal.user === undefined ? undefined : store.people.idOf(principal.user),
        permissions,
        user: (userId) => Inspect.userAt({ store, now }, userId)
      }),
      (success) =>
        endpoint.success === undefined ? success : Either.getOrThrow(encoderOf(endpoint.success.ast)(success))
    )
})

// ----------------------------------------------------------------------------------------------------------- layers

/**
 * Provides the simulated service.
 *
 * @since 0.1.0
 * @category layers
 */
export const layerSimulator = (options?: Options): Layer.Layer<Simulator, ConfigError.ConfigError> =>
  Layer.effect(Simulator, make(options))

/**
 * Provides an `HttpClient` that calls the simulated service. Requests may be for any host. Use it to test a program
 * with its own `PureCloud` layers.
 *
 * @since 0.1.0
 * @category layers
 */
export const layerHttpClient: Layer.Layer<HttpClient.HttpClient, never, Simulator> = Layer.fresh(
  Layer.effect(HttpClient.HttpClient, Effect.map(Simulator, ({ httpClient }) => httpClient))
)

/**
 * Provides a `PureCloud` that calls the simulated service without a socket, with the credentials of the first client,
 * for tests. The service and the client use the time of the `Clock`, so a `TestClock` controls rate limits, waits and
 * the expiry of tokens.
 *
 * @since 0.1.0
 * @category layers
 */
export const layer = (
  { config, ...options }: LayerOptions = {}
): Layer.Layer<PureCloud.PureCloud | Simulator | HttpClient.HttpClient, ConfigError.ConfigError> => {
  const { id, secret } = options.clients?.[0] ?? defaultClient
  return PureCloud.layer({
    ...config,
    environment: hosts,
    auth: Auth.layerClientCredentials({ clientId: id, clientSecret: Redacted.make(secret) })
  }).pipe(
    Layer.provideMerge(layerHttpClient),
    Layer.provideMerge(layerSimulator(options))
  )
}

/**
 * Serves the simulated service on an `HttpServer`: the API and the token endpoint at one address, the sign-in page of the
 * authorization code grant at `/oauth/authorize`, which asks for no password, the documentation at `/docs`, and its OpenAPI
 * document at `/openapi.json`. Web pages of other origins may call it if the option `allowedOrigins` includes their origin.
 *
 * @example
 * ```ts
 * import { NodeHttpServer, NodeRuntime } from "@effect/platform-node"
 * import { Layer } from "effect"
 * import * as Simulator from "effect-purecloud/Simulator"
 * import { createServer } from "node:http"
 *
 * Simulator.serve.pipe(
 *   Layer.provide(Simulator.layerSimulator({ users: 5000 })),
 *   Layer.provide(NodeHttpServer.layer(createServer, { port: 4010, host: "127.0.0.1" })),
 *   Layer.launch,
 *   NodeRuntime.runMain
 * )
 * ```
 *
 * @since 0.1.0
 * @category layers
 */
export const serve: Layer.Layer<never, never, Simulator | HttpServer.HttpServer> = Layer.fresh(
  Layer.scopedDiscard(Effect.flatMap(Simulator, ({ httpApp }) => Server.serve(httpApp)))
)
