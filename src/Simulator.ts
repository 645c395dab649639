/**
 * A PureCloud to test against. The declarations that make the client make a server too: it checks tokens, permissions
 * and input as the service does, keeps what it is told, and has an organisation full of people from the first moment.
 * The same seed gives the same people, on every machine.
 *
 * There are three ways to use it. In tests, {@link layer}: a ready `PureCloud` without any socket, ruled by the test's
 * clock. On a socket, {@link serve}, with any `HttpServer`. As a program, `effect-purecloud-simulator`, for clients in
 * other languages too.
 *
 * @example
 * ```ts
 * import { Effect } from "effect"
 * import * as Simulator from "effect-purecloud/Simulator"
 * import * as Users from "effect-purecloud/Users"
 *
 * const program = Effect.gen(function*() {
 *   const created = yield* Users.postUsers({ body: { name: "Ada Byron", email: "ada.byron@acme.example" } })
 *   const simulator = yield* Simulator.Simulator
 *   return [created.state, yield* simulator.user(created.id)] as const
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
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as Auth from "./Auth.js"
import type * as Endpoint from "./Endpoint.js"
import type { UserExpand } from "./endpoints/common.js"
import type * as Environment from "./Environment.js"
import * as Check from "./internal/schema/options.js"
import type * as Common from "./models/Common.js"
import type * as User from "./models/User.js"
import * as PureCloud from "./PureCloud.js"
import type * as PureCloudConfig from "./PureCloudConfig.js"
import * as Organizations from "./simulator/data/organization.js"
import * as Stores from "./simulator/data/store.js"
import * as Views from "./simulator/data/views.js"
import * as Cors from "./simulator/engine/cors.js"
import * as Docs from "./simulator/engine/docs.js"
import * as Machine from "./simulator/engine/engine.js"
import * as Faults from "./simulator/engine/faults.js"
import * as Login from "./simulator/engine/login.js"
import * as Memory from "./simulator/engine/memoryTransport.js"
import * as Windows from "./simulator/engine/rateWindows.js"
import * as Server from "./simulator/engine/server.js"
import * as Tokens from "./simulator/engine/tokens.js"
import * as Wire from "./simulator/engine/wire.js"

// ----------------------------------------------------------------------------------------------------------- models

/**
 * An OAuth client of the simulated organisation.
 *
 * @since 0.1.0
 * @category models
 */
export interface Client {
  readonly id: string
  readonly secret: string
  /** Names of roles: `Admin`, which may do everything, {@link Options.operations} included (default), `User Admin`, `Supervisor`, `Agent`, `Employee`. */
  readonly roles?: ReadonlyArray<string>
  /** Permissions besides those of the roles. */
  readonly permissions?: ReadonlyArray<string>
  /** The grants it may use. Default: all. */
  readonly grants?: ReadonlyArray<"client_credentials" | "authorization_code" | "saml2_bearer">
  /** Where its users may come back to after signing in at `/oauth/authorize`. Default: any `http` or `https` URL. */
  readonly redirectUris?: ReadonlyArray<string>
  /** How long its tokens live. Default a day. */
  readonly tokenLife?: Duration.DurationInput
}

/**
 * What goes wrong, and with which calls. It is a plain value, the same in a test, on the command line and in a file:
 *
 * ```ts
 * const faults: ReadonlyArray<Simulator.Fault> = [
 *   { _tag: "Latency", delay: "20 millis", upTo: "300 millis" },
 *   { _tag: "Status", status: 503, on: "getUsers", rate: 0.1 },
 *   { _tag: "Reset", done: true, on: "postUsers", nth: 2 }
 * ]
 * ```
 *
 * Which of the calls a `rate` hits, and how long a latency is, follows from the seed.
 *
 * @since 0.1.0
 * @category models
 */
export type Fault = Faults.Fault

/**
 * An operation that is simulated besides the 52, or instead of one of them. Made by {@link operation}.
 *
 * @since 0.1.0
 * @category models
 */
export interface Operation extends Machine.Operation {}

/**
 * What the meaning of an operation can see besides its input.
 *
 * @since 0.1.0
 * @category models
 */
export interface Caller {
  readonly clientId: string
  /** The user that the token stands for, where it stands for one. */
  readonly userId: string | undefined
  readonly permissions: ReadonlySet<string>
  /** A user as the store holds it, deleted or not. */
  readonly user: (userId: string) => Option.Option<User.User>
}

/**
 * What an operation answers where it refuses. Made by {@link refuse}.
 *
 * @since 0.1.0
 * @category models
 */
export type Refusal = Wire.Refusal

/**
 * What can be set.
 *
 * @since 0.1.0
 * @category models
 */
export interface Options {
  /** The organisation's seed: a whole number. Default 1. */
  readonly seed?: number
  /** Active users to begin with. Default 100. */
  readonly users?: number
  /** Inactive users to begin with. Default 0. */
  readonly inactiveUsers?: number
  /** Deleted users to begin with. Default 0. */
  readonly deletedUsers?: number
  /** Default: one client, {@link defaultClient}. */
  readonly clients?: ReadonlyArray<Client>
  /** Requests that a token is allowed in a minute. Default 300, as the service. */
  readonly allowance?: number
  /**
   * The API that is simulated. Operations that today's API (2026) no longer has respond with 404, unless this is 2018.
   * Default 2026.
   */
  readonly api?: 2018 | 2026
  /** What a wrong `version` is answered with: the service does both. Default 409. */
  readonly versionConflict?: 409 | 400
  /** How long a password stays before it can be changed again. Default zero. */
  readonly passwordAge?: Duration.DurationInput
  /** How long searches do not know of a change. Default zero. */
  readonly searchLag?: Duration.DurationInput
  /** Tokens that a client is given in a minute. Default: as many as it likes. */
  readonly tokenAllowance?: number
  /**
   * Origins of pages that browsers let call the simulator (CORS), for example `http://localhost:5173`, or `*` for all.
   * Default none: then no response is marked for other origins.
   */
  readonly allowedOrigins?: ReadonlyArray<string>
  /** What goes wrong. Default: nothing. */
  readonly faults?: ReadonlyArray<Fault>
  /** Operations besides the 52, or instead of them. */
  readonly operations?: ReadonlyArray<Operation>
  /** Maximum number of requests in {@link Service.requests}: the latest ones are kept. Default 10,000. */
  readonly maxRecordedRequests?: number
}

/**
 * Options of {@link layer}.
 *
 * @since 0.1.0
 * @category models
 */
export interface LayerOptions extends Options {
  /** How the ready `PureCloud` is configured. */
  readonly config?: Omit<PureCloudConfig.Options, "environment">
}

/**
 * A request and the status of its response, in {@link Service.requests}.
 *
 * @since 0.1.0
 * @category models
 */
export interface RecordedRequest extends Machine.RecordedRequest {}

/**
 * What a simulated organisation has besides users. No operation changes it, and it is the same for the same seed.
 *
 * @since 0.1.0
 * @category models
 */
export interface Organization {
  readonly id: string
  readonly name: string
  readonly divisions: ReadonlyArray<Named>
  /** `Admin`, `User Admin`, `Supervisor`, `Agent`, `Employee`. */
  readonly roles: ReadonlyArray<Named>
  readonly skills: ReadonlyArray<Named>
  readonly languages: ReadonlyArray<Named>
  readonly queues: ReadonlyArray<Named>
  readonly groups: ReadonlyArray<Named>
  readonly locations: ReadonlyArray<Named>
}

/**
 * Something with an id and a name.
 *
 * @since 0.1.0
 * @category models
 */
export interface Named {
  readonly id: string
  readonly name: string
}

/**
 * What was written to an organisation since its beginning, as plain values that JSON can hold.
 *
 * @since 0.1.0
 * @category models
 */
export interface Snapshot extends Stores.Snapshot {}

/**
 * @since 0.1.0
 * @category models
 */
export interface Service {
  /** The OAuth clients. */
  readonly clients: ReadonlyArray<Client>
  /** What there is besides users, with the ids that operations ask for. */
  readonly organization: Organization
  /** The station at the desk of a user: free, unless somebody sits there. */
  readonly station: (userId: string) => Effect.Effect<string>
  /** The requests answered since the beginning or the last reset, oldest first. */
  readonly requests: Effect.Effect<ReadonlyArray<RecordedRequest>>
  /** A user as the store holds it, deleted or not, with what is asked for besides. */
  readonly user: (
    userId: string,
    expand?: ReadonlyArray<UserExpand>
  ) => Effect.Effect<Option.Option<User.User>>
  /** The users of a state, or all, in the order of a listing. They are made one by one, as they are read. */
  readonly users: (state?: Common.EntityState) => Effect.Effect<Iterable<User.User>>
  /** A token without asking the login service: of a user, or of a client alone. */
  readonly token: (options?: {
    /** Default: the first one. */
    readonly clientId?: string
    /** Default: none, as with client credentials. */
    readonly userId?: string
    readonly life?: Duration.DurationInput
  }) => Effect.Effect<Redacted.Redacted>
  /** What a user's browser comes back with after a login, for the authorization code grant. It can be used once. */
  readonly code: (options: {
    readonly userId: string
    readonly redirectUri: string
    /** For PKCE (S256). */
    readonly codeChallenge?: string
    /** Default: the first one. */
    readonly clientId?: string
  }) => Effect.Effect<Redacted.Redacted>
  /** What an identity provider says of a user, for the SAML2 bearer grant. The organisation's name is `simulated`. */
  readonly assertion: (userId: string) => Effect.Effect<Redacted.Redacted>
  /** Other faults than before, counted from the beginning. */
  readonly setFaults: (faults: ReadonlyArray<Fault>) => Effect.Effect<void>
  /** Everything that was written. */
  readonly snapshot: Effect.Effect<Snapshot>
  /** Goes back to a snapshot, of a simulator of the same seed and size. Tokens and requests stay. */
  readonly restore: (snapshot: Snapshot) => Effect.Effect<void>
  /** Goes back to the beginning: nothing was written, no request seen or counted. Tokens still hold. */
  readonly reset: Effect.Effect<void>
  /** Answers whatever arrives. */
  readonly httpApp: HttpApp.Default
  /** The same without a socket, whatever host a request is for. */
  readonly httpClient: HttpClient.HttpClient
}

// ------------------------------------------------------------------------------------------------------------- tags

/**
 * The simulated service.
 *
 * @since 0.1.0
 * @category tags
 */
export class Simulator extends Context.Tag("effect-purecloud/Simulator")<Simulator, Service>() {}

// ----------------------------------------------------------------------------------------------------- constructors

/**
 * The client that there is where no other was set.
 *
 * @since 0.1.0
 * @category constructors
 */
export const defaultClient: Client = { id: "simulator", secret: "simulator-secret" }

/**
 * The hosts by which the client of {@link layer} calls: nothing is ever sent to them.
 *
 * @since 0.1.0
 * @category constructors
 */
export const hosts: Environment.Hosts = {
  apiUrl: "https://api.simulated.example",
  loginUrl: "https://login.simulated.example"
}

const invalid = (option: string, message: string) => Check.invalid([option], message)

const whole = (option: string, value: number, min: number) => Check.wholeNumber([option], value, min)

const millis = (option: string, value: Duration.DurationInput) =>
  Either.map(Check.duration([option], value), Duration.toMillis)

const readClient = (
  client: Client,
  permitted: Organizations.Roles
): Either.Either<Tokens.Client, ConfigError.ConfigError> =>
  Either.gen(function*() {
    const { id, permissions = [], roles = ["Admin"], secret } = client
    for (const role of roles) {
      if (!Object.hasOwn(permitted, role)) {
        yield* invalid("clients", `Expected one of the roles ${Object.keys(permitted).join(", ")}`)
      }
    }
    return {
      id,
      secret,
      permissions: new Set([...roles.flatMap((role) => permitted[role] ?? []), ...permissions]),
      grants: new Set(client.grants ?? ["client_credentials", "authorization_code", "saml2_bearer"]),
      redirectUris: client.redirectUris,
      tokenLife: yield* millis("clients", client.tokenLife ?? "1 day")
    }
  })

const build = (options: Options): Either.Either<Service, ConfigError.ConfigError> =>
  Either.gen(function*() {
    const seed = yield* whole("seed", options.seed ?? 1, 0)
    const census = {
      active: yield* whole("users", options.users ?? 100, 0),
      inactive: yield* whole("inactiveUsers", options.inactiveUsers ?? 0, 0),
      deleted: yield* whole("deletedUsers", options.deletedUsers ?? 0, 0)
    }
    const given = options.clients ?? [defaultClient]
    const operations = options.operations ?? []
    const permitted = Organizations.rolesWith(operations.map(({ endpoint }) => endpoint))
    const clients = yield* Either.all(given.map((client) => readClient(client, permitted)))
    const store = Stores.make(seed, census, yield* millis("searchLag", options.searchLag ?? 0), permitted)
    const { api = 2026 } = options
    if (api !== 2018 && api !== 2026) yield* invalid("api", "Expected 2018 or 2026")
    const beginning = store.snapshot()
    const activeUser = (email: string): number => {
      const ordinal = store.holderOf(email)
      return ordinal >= 0 && store.accounts.get(ordinal).state === "active" ? ordinal : -1
    }
    const tokens = Tokens.make(
      seed,
      clients,
      { orgName: "simulated", userOf: activeUser },
      options.tokenAllowance === undefined ? Infinity : yield* whole("tokenAllowance", options.tokenAllowance, 1)
    )
    const { allowedOrigins = [] } = options
    const wrongOrigin = allowedOrigins.find((origin) => !Cors.isOrigin(origin))
    if (wrongOrigin !== undefined) {
      yield* invalid("allowedOrigins", `Expected * or an origin, for example http://localhost:5173, not ${wrongOrigin}`)
    }
    for (const fault of options.faults ?? []) {
      const wrong = Faults.check(fault)
      if (wrong !== undefined) yield* invalid("faults", wrong)
    }
    const script = Faults.make(seed, options.faults ?? [])
    const machine = Machine.make({
      seed,
      store,
      tokens,
      windows: Windows.make(yield* whole("allowance", options.allowance ?? 300, 1)),
      script,
      behavior: {
        api,
        versionConflict: options.versionConflict ?? 409,
        passwordAge: yield* millis("passwordAge", options.passwordAge ?? 0)
      },
      operations,
      memory: yield* whole("maxRecordedRequests", options.maxRecordedRequests ?? 10_000, 0)
    })

    const clientOf = (id: string | undefined): Tokens.Client => {
      const client = id === undefined ? clients[0] : clients.find((client) => client.id === id)
      if (client === undefined) throw new Error(`the simulator has no client ${id}`)
      return client
    }
    const ordinalOf = (userId: string): number => {
      const ordinal = store.ordinalOf(userId)
      if (ordinal < 0) throw new Error(`the simulator has no user ${userId}`)
      return ordinal
    }

    return {
      clients: given,
      organization: describe(store.organization),
      station: (userId) => Effect.sync(() => store.organization.stations.of(ordinalOf(userId))),
      requests: Effect.sync(() => machine.seen.slice()),
      user: (userId, expand) =>
        Effect.clockWith((clock) => Effect.sync(() => userOf(store, userId, clock.unsafeCurrentTimeMillis(), expand))),
      users: (state) =>
        Effect.sync(() => ({
          *[Symbol.iterator]() {
            const ranks = store.listed(state)
            for (let place = 0; place < ranks.size(); place++) yield Views.user({ store, now: 0 }, ranks.at(place))
          }
        })),
      token: ({ clientId, life, userId } = {}) =>
        Effect.clockWith((clock) =>
          Effect.sync(() => {
            const issue: Tokens.Issue = {
              client: clientOf(clientId),
              grant: userId === undefined ? "client_credentials" : "authorization_code",
              user: userId === undefined ? undefined : ordinalOf(userId),
              life: life === undefined ? undefined : Duration.toMillis(life)
            }
            return Redacted.make(tokens.issue(issue, clock.unsafeCurrentTimeMillis()).token)
          })
        ),
      code: ({ clientId, codeChallenge, redirectUri, userId }) =>
        Effect.sync(() =>
          Redacted.make(
            tokens.issueCode({ client: clientOf(clientId), user: ordinalOf(userId), redirectUri, codeChallenge })
          )
        ),
      assertion: (userId) =>
        Effect.sync(() => Redacted.make(Tokens.assertion(store.accounts.get(ordinalOf(userId)).email))),
      setFaults: (faults) => Effect.sync(() => script.set(faults)),
      snapshot: Effect.sync(store.snapshot),
      restore: (snapshot) =>
        store.fits(snapshot)
          ? Effect.sync(() => store.restore(snapshot))
          : Effect.dieMessage("The snapshot is of a simulator of another seed or size."),
      reset: Effect.sync(() => {
        machine.reset()
        store.restore(beginning)
      }),
      httpApp: Server.app(machine.handle).pipe(
        (app) => Login.mount(app, { clients, store, tokens, userOf: activeUser }),
        (app) => Docs.mount(app, operations.map(({ endpoint }) => endpoint)),
        (app) => Cors.allow(app, allowedOrigins)
      ),
      httpClient: Memory.client(machine.handle)
    }
  })

const named = (
  { all }: { readonly all: ReadonlyArray<{ readonly id: string; readonly name?: string | undefined }> }
): ReadonlyArray<Named> => all.map(({ id, name = "" }) => ({ id, name }))

const describe = ({ organization, ...rest }: Organizations.Organization): Organization => ({
  id: organization.id,
  name: organization.name ?? "",
  divisions: named(rest.divisions),
  roles: named(rest.roles),
  skills: named(rest.skills),
  languages: named(rest.languages),
  queues: named(rest.queues),
  groups: named(rest.groups),
  locations: named(rest.locations)
})

const userOf = (
  store: Stores.Store,
  userId: string,
  now = 0,
  expand: ReadonlyArray<UserExpand> = []
): Option.Option<User.User> => {
  const ordinal = store.ordinalOf(userId)
  return ordinal < 0 ? Option.none() : Option.some(Views.user({ store, now }, ordinal, { expand }))
}

/**
 * What an operation answers where it refuses.
 *
 * @since 0.1.0
 * @category operations
 */
export const refuse = (status: number, code: string, message: string): Effect.Effect<never, Refusal> =>
  Effect.fail(new Wire.Refusal(status, { code, messageWithParams: message }))

/**
 * Simulates an operation of your own, by its endpoint and its meaning. Tokens, permissions and input are looked after.
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
  meaning: (input: Input, caller: Caller) => Effect.Effect<Success, Refusal>
): Operation => ({
  endpoint,
  run: (input, { permissions, principal, store }) =>
    meaning(input, {
      clientId: principal.client.id,
      userId: principal.user === undefined ? undefined : store.people.idOf(principal.user),
      permissions,
      user: (userId) => userOf(store, userId)
    })
})

/**
 * A simulated service as a value.
 *
 * @since 0.1.0
 * @category constructors
 */
export const make = (options: Options = {}): Effect.Effect<Service, ConfigError.ConfigError> =>
  Effect.suspend(() => build(options))

// ----------------------------------------------------------------------------------------------------------- layers

/**
 * The simulated service alone.
 *
 * @since 0.1.0
 * @category layers
 */
export const layerSimulator = (options?: Options): Layer.Layer<Simulator, ConfigError.ConfigError> =>
  Layer.effect(Simulator, make(options))

/**
 * An `HttpClient` that reaches the simulated service and nothing else, whatever host is called. With it a program keeps
 * its own layers, down to the transport.
 *
 * @since 0.1.0
 * @category layers
 */
export const layerHttpClient: Layer.Layer<HttpClient.HttpClient, never, Simulator> = Layer.fresh(
  Layer.effect(HttpClient.HttpClient, Effect.map(Simulator, ({ httpClient }) => httpClient))
)

/**
 * For tests: a ready `PureCloud` with the first client's credentials, the simulated service behind it, and no socket
 * in between. Time is the `Clock`'s, so a test clock rules rate limits, waits and the life of tokens.
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
 * Serves the token endpoint and the API on an `HttpServer`, at one address. `/docs` is a page to read and try the
 * operations, which opens without a network; `/openapi.json` is the document behind it. On `/oauth/authorize` users sign
 * in without a password, for the authorization code grant with PKCE. Pages of other origins may call it where
 * `allowedOrigins` has them.
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
