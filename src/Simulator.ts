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
import * as HttpServer from "@effect/platform/HttpServer"
import * as ConfigError from "effect/ConfigError"
import * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as Auth from "./Auth.js"
import type * as Environment from "./Environment.js"
import * as Machine from "./internal/simulator/machine.js"
import * as Memory from "./internal/simulator/memory.js"
import * as Organization from "./internal/simulator/organization.js"
import * as Server from "./internal/simulator/server.js"
import * as Stores from "./internal/simulator/store.js"
import * as Tokens from "./internal/simulator/tokens.js"
import * as Views from "./internal/simulator/views.js"
import * as Windows from "./internal/simulator/windows.js"
import type { Answer, Request as WireRequest } from "./internal/simulator/wire.js"
import type * as Common from "./models/Common.js"
import type * as User from "./models/User.js"
import * as PureCloud from "./PureCloud.js"
import type * as PureCloudConfig from "./PureCloudConfig.js"

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
  /** Names of roles: `Admin`, which may do everything (default), `User Admin`, `Supervisor`, `Agent`, `Employee`. */
  readonly roles?: ReadonlyArray<string>
  /** Permissions besides those of the roles. */
  readonly permissions?: ReadonlyArray<string>
  /** How long its tokens live. Default a day. */
  readonly tokenLife?: Duration.DurationInput
}

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
  /** What a wrong `version` is answered with: the service does both. Default 409. */
  readonly versionConflict?: 409 | 400
  /** How long searches do not know of a change. Default zero. */
  readonly searchLag?: Duration.DurationInput
  /** Requests that are remembered: the last ones. Default 10,000. */
  readonly remember?: number
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
 * A request that was answered.
 *
 * @since 0.1.0
 * @category models
 */
export interface Request extends Machine.Seen {}

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
  /** The requests answered since the beginning or the last reset, oldest first. */
  readonly requests: Effect.Effect<ReadonlyArray<Request>>
  /** A user as the store holds it, deleted or not. */
  readonly user: (userId: string) => Effect.Effect<Option.Option<User.User>>
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
  /** Everything that was written. */
  readonly snapshot: Effect.Effect<Snapshot>
  /** Goes back to a snapshot, of a simulator of the same seed and size. Tokens and requests stay. */
  readonly restore: (snapshot: Snapshot) => Effect.Effect<void>
  /** Goes back to the beginning: no token holds, no request was seen. */
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

const invalid = (path: string, message: string) => Either.left(ConfigError.InvalidData([path], message))

const whole = (path: string, value: number, least: number): Either.Either<number, ConfigError.ConfigError> =>
  Number.isSafeInteger(value) && value >= least
    ? Either.right(value)
    : invalid(path, `Expected a whole number from ${least} on`)

const millis = (path: string, value: Duration.DurationInput): Either.Either<number, ConfigError.ConfigError> =>
  Option.match(Duration.decodeUnknown(value), {
    onNone: () => invalid(path, "Expected a duration"),
    onSome: (duration) => Either.right(Duration.toMillis(duration))
  })

const readClient = (
  { id, permissions = [], roles = ["Admin"], secret, tokenLife = "1 day" }: Client
): Either.Either<Tokens.Client, ConfigError.ConfigError> =>
  Either.gen(function*() {
    for (const role of roles) {
      if (!Object.hasOwn(Organization.roles, role)) {
        yield* invalid("clients", `Expected one of the roles ${Object.keys(Organization.roles).join(", ")}`)
      }
    }
    return {
      id,
      secret,
      permissions: new Set([...roles.flatMap((role) => Organization.roles[role] ?? []), ...permissions]),
      tokenLife: yield* millis("clients", tokenLife)
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
    const clients = yield* Either.all(given.map(readClient))
    const store = Stores.make(seed, census, yield* millis("searchLag", options.searchLag ?? 0))
    const tokens = Tokens.make(seed, clients)
    const machine = Machine.make({
      seed,
      store,
      tokens,
      windows: Windows.make(yield* whole("allowance", options.allowance ?? 300, 1)),
      manners: { versionConflict: options.versionConflict ?? 409 },
      memory: yield* whole("remember", options.remember ?? 10_000, 0)
    })
    const beginning = store.snapshot()
    const handle = (request: WireRequest): Effect.Effect<Answer> => machine.handle(request)

    return {
      clients: given,
      requests: Effect.sync(() => machine.seen.slice()),
      user: (userId) =>
        Effect.sync(() => {
          const ordinal = store.ordinalOf(userId)
          return ordinal < 0 ? Option.none() : Option.some(Views.user({ store, now: 0 }, ordinal))
        }),
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
            const client = clientId === undefined ? clients[0] : clients.find(({ id }) => id === clientId)
            if (client === undefined) throw new Error(`no such client: ${clientId}`)
            const user = userId === undefined ? undefined : store.ordinalOf(userId)
            if (user === -1) throw new Error(`no such user: ${userId}`)
            const { token } = tokens.issue(
              {
                client,
                grant: user === undefined ? "client_credentials" : "authorization_code",
                user,
                life: life === undefined ? undefined : Duration.toMillis(life)
              },
              clock.unsafeCurrentTimeMillis()
            )
            return Redacted.make(token)
          })
        ),
      snapshot: Effect.sync(store.snapshot),
      restore: (snapshot) => Effect.sync(() => store.restore(snapshot)),
      reset: Effect.sync(() => {
        machine.reset()
        store.restore(beginning)
      }),
      httpApp: Server.app(handle),
      httpClient: Memory.client(handle)
    }
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
export const layerHttpClient: Layer.Layer<HttpClient.HttpClient, never, Simulator> = Layer.effect(
  HttpClient.HttpClient,
  Effect.map(Simulator, ({ httpClient }) => httpClient)
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
 * Serves the token endpoint and the API on an `HttpServer`, at one address.
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
export const serve: Layer.Layer<never, never, Simulator | HttpServer.HttpServer> = Layer.unwrapEffect(
  Effect.map(Simulator, ({ httpApp }) => HttpServer.serve(httpApp))
)
