import * as ConfigError from "effect/ConfigError"
import * as Duration from "effect/Duration"
import * as Either from "effect/Either"
import type { Grant } from "../Endpoint.js"
import * as Check from "../internal/schema/options.js"
import * as Organizations from "./data/organization.js"
import type { Census } from "./data/people.js"
import * as Cors from "./engine/cors.js"
import * as Faults from "./engine/faults.js"
import { seedOf } from "./engine/random.js"
import type * as Tokens from "./engine/tokens.js"
import type { Behavior, Operation } from "./handlers/handler.js"
import { endpoints } from "./handlers/operations.js"

/*
 * The options of a simulator, and their validation.
 */

/**
 * An OAuth client of the simulated organization.
 *
 * @since 0.1.0
 * @category models
 */
export interface Client {
  readonly id: string
  readonly secret: string
  /**
   * Names of roles: `Admin`, `User Admin`, `Supervisor`, `Agent`, `Employee`. Default: `Admin`, which may call all
   * operations, also those of the option `operations`.
   */
  readonly roles?: ReadonlyArray<string>
  /** Permissions in addition to those of the roles. Default: none. */
  readonly permissions?: ReadonlyArray<string>
  /** The grants that the client may use. Default: all. */
  readonly grants?: ReadonlyArray<Grant>
  /** Allowed redirect URIs of the authorization code grant. Default: any `http` or `https` URL. */
  readonly redirectUris?: ReadonlyArray<string>
  /** Time until its tokens expire. Default: one day. */
  readonly tokenLife?: Duration.DurationInput
}

/**
 * Options of a simulator. Each of them has a default.
 *
 * @since 0.1.0
 * @category models
 */
export interface Options {
  /** Seed of the organization: a whole number from 0. The same seed gives the same organization. Default: 1. */
  readonly seed?: number
  /** Initial number of active users. Default: 100. */
  readonly users?: number
  /** Initial number of inactive users. Default: 0. */
  readonly inactiveUsers?: number
  /** Initial number of deleted users. Default: 0. */
  readonly deletedUsers?: number
  /** OAuth clients. Default: `defaultClient`. */
  readonly clients?: ReadonlyArray<Client>
  /** Requests that a token may send in a rate limit window. Default: 300, like the real service. */
  readonly allowance?: number
  /** Length of a rate limit window, in whole seconds. Default: one minute, like the real service. */
  readonly rateLimitWindow?: Duration.DurationInput
  /**
   * Year of the API. With 2026, operations that were removed after 2018 respond with 404, and a new user needs a
   * `divisionId`. Default: 2026.
   */
  readonly api?: 2018 | 2026
  /** Status of the response to an update with an outdated `version`. The real service uses both. Default: 409. */
  readonly versionConflict?: 409 | 400
  /** Time until a password can be changed again. Default: 0. */
  readonly passwordAge?: Duration.DurationInput
  /** Time until an analytics job has results. Default: 10 seconds. */
  readonly jobDuration?: Duration.DurationInput
  /** Time until searches find a change. Default: 0. */
  readonly searchLag?: Duration.DurationInput
  /** Tokens that are issued to a client in a minute. Default: unlimited. */
  readonly tokenAllowance?: number
  /**
   * Origins of web pages that may call the simulator (CORS), for example `http://localhost:5173`, or `*` for all
   * origins. Default: none, and responses have no CORS headers.
   */
  readonly allowedOrigins?: ReadonlyArray<string>
  /** Faults of the simulated service. Default: none. */
  readonly faults?: ReadonlyArray<Faults.Fault>
  /** Custom operations. They replace those that have the same path and method. Default: none. */
  readonly operations?: ReadonlyArray<Operation>
  /** Maximum number of requests in `requests`. The latest ones are kept. Default: 10,000. */
  readonly maxRecordedRequests?: number
}

/** Valid options. Durations are in milliseconds. */
export interface ValidOptions {
  readonly seed: number
  readonly census: Census
  readonly clients: ReadonlyArray<Tokens.Client>
  readonly roles: Organizations.Roles
  readonly allowance: number
  readonly rateLimitWindow: number
  readonly tokenAllowance: number
  readonly api: 2018 | 2026
  readonly behavior: Behavior
  readonly searchLag: number
  readonly allowedOrigins: ReadonlyArray<string>
  readonly faults: ReadonlyArray<Faults.Fault>
  readonly operations: ReadonlyArray<Operation>
  readonly maxRecordedRequests: number
}

type Validated<A> = Either.Either<A, ConfigError.ConfigError>

const invalid = (name: string, message: string): Validated<never> => Check.invalid([name], message)

const wholeNumber = (name: string, value: number, min: number): Validated<number> =>
  Check.wholeNumber([name], value, min)

const millis = (name: string, value: Duration.DurationInput): Validated<number> =>
  Either.map(Check.duration([name], value), Duration.toMillis)

/** Checks a duration that responses contain, or the time after it. Neither can be infinite there. */
const finiteMillis = (name: string, value: Duration.DurationInput): Validated<number> =>
  Either.flatMap(
    millis(name, value),
    (checked) => Number.isFinite(checked) ? Either.right(checked) : invalid(name, "Expected a finite duration")
  )

const validateClient = (client: Client, rolePermissions: Organizations.Roles): Validated<Tokens.Client> =>
  Either.gen(function*() {
    const { grants, id, permissions = [], redirectUris, roles = ["Admin"], secret, tokenLife = "1 day" } = client
    const unknown = roles.find((role) => !Object.hasOwn(rolePermissions, role))
    if (unknown !== undefined) {
      yield* invalid("roles", `Expected one of the roles ${Object.keys(rolePermissions).join(", ")}`)
    }
    return {
      id,
      secret,
      roles,
      permissions: new Set(permissions),
      grants: new Set(grants ?? ["client_credentials", "authorization_code", "saml2_bearer"]),
      redirectUris,
      tokenLife: yield* finiteMillis("tokenLife", tokenLife)
    }
  })

const validateOrigins = (origins: ReadonlyArray<string>): Validated<ReadonlyArray<string>> => {
  const wrong = origins.find((origin) => !Cors.isOrigin(origin))
  return wrong === undefined
    ? Either.right(origins)
    : invalid("allowedOrigins", `Expected * or an origin, for example http://localhost:5173, not ${wrong}`)
}

const validateWindow = (window: Duration.DurationInput): Validated<number> =>
  Either.flatMap(millis("rateLimitWindow", window), (length) =>
    length > 0 && length % 1000 === 0
      ? Either.right(length)
      : invalid("rateLimitWindow", "Expected a whole number of seconds, at least one"))

const validateBehavior = (
  { api, jobDuration = "10 seconds", passwordAge = 0, versionConflict = 409 }: Options
): Validated<Behavior> =>
  Either.all({
    versionConflict: Check.oneOf(["versionConflict"], versionConflict, [400, 409]),
    passwordAge: finiteMillis("passwordAge", passwordAge),
    requiresDivision: Either.right(api !== 2018),
    jobDuration: millis("jobDuration", jobDuration)
  })

/** Decodes the faults of a service with custom operations, or returns an error message. */
export const decodeFaults = (
  faults: ReadonlyArray<unknown>,
  operations: ReadonlyArray<Operation> = []
): Either.Either<ReadonlyArray<Faults.Fault>, string> =>
  Faults.decodeAll(
    faults,
    new Set([...endpoints, ...operations.map(({ endpoint }) => endpoint)].map(({ id }) => id))
  )

/** Validates options. */
export const validate = (options: Options, clients: ReadonlyArray<Client>): Validated<ValidOptions> => {
  const { operations = [], tokenAllowance } = options
  const roles = Organizations.rolesWith(operations.map(({ endpoint }) => endpoint))
  return Either.all({
    seed: Either.map(wholeNumber("seed", options.seed ?? 1, 0), seedOf),
    census: Either.all({
      active: wholeNumber("users", options.users ?? 100, 0),
      inactive: wholeNumber("inactiveUsers", options.inactiveUsers ?? 0, 0),
      deleted: wholeNumber("deletedUsers", options.deletedUsers ?? 0, 0)
    }),
    clients: Either.mapLeft(
      Either.all(clients.map((client) => validateClient(client, roles))),
      ConfigError.prefixed(["clients"])
    ),
    roles: Either.right(roles),
    allowance: wholeNumber("allowance", options.allowance ?? 300, 1),
    rateLimitWindow: validateWindow(options.rateLimitWindow ?? "1 minute"),
    tokenAllowance: tokenAllowance === undefined
      ? Either.right(Infinity)
      : wholeNumber("tokenAllowance", tokenAllowance, 1),
    api: Check.oneOf(["api"], options.api ?? 2026, [2018, 2026]),
    behavior: validateBehavior(options),
    searchLag: millis("searchLag", options.searchLag ?? 0),
    allowedOrigins: validateOrigins(options.allowedOrigins ?? []),
    faults: Either.orElse(decodeFaults(options.faults ?? [], operations), (message) => invalid("faults", message)),
    operations: Either.right(operations),
    maxRecordedRequests: wholeNumber("maxRecordedRequests", options.maxRecordedRequests ?? 10_000, 0)
  })
}
