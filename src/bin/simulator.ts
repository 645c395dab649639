#!/usr/bin/env node
// @effect-diagnostics nodeBuiltinImport:off
import type * as Server from "@effect/platform-node/NodeHttpServer"
import type * as Runtime from "@effect/platform-node/NodeRuntime"
import * as HttpServer from "@effect/platform/HttpServer"
import type * as HttpServerError from "@effect/platform/HttpServerError"
import type * as ConfigError from "effect/ConfigError"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import { readFileSync } from "node:fs"
import { createServer } from "node:http"
import process from "node:process"
import { parseArgs } from "node:util"
import * as Simulator from "../Simulator.js"

/*
 * The simulator as a program. Its arguments are read before the platform is loaded, so that it can say what is wrong
 * with them, and what is missing, in plain words.
 */

const help = `effect-purecloud-simulator: a PureCloud to test against, token endpoint and API at one address.

  --port <number>            default 4010; 0 takes any that is free
  --host <name>              default 127.0.0.1: nobody outside this machine can reach it
  --seed <number>            of the organisation, default 1
  --users <number>           active ones, default 100
  --inactive-users <number>  default 0
  --deleted-users <number>   default 0
  --client-id <text>         default ${Simulator.defaultClient.id}
  --client-secret <text>     default ${Simulator.defaultClient.secret}
  --roles <names>            of the client, with commas between: Admin (default), User Admin, Supervisor, Agent, Employee
  --permissions <names>      of the client besides those of its roles, with commas between
  --token-life <duration>    default "1 day"
  --allowance <number>       requests a token has in a minute, default 300
  --token-allowance <number> tokens the client has in a minute, default any number
  --api <year>               2026 (default), or 2018 for operations that were removed since
  --version-conflict <code>  what a wrong version is answered with, 409 (default) or 400
  --password-age <duration>  how long a password stays before it can be changed, default "0 seconds"
  --search-lag <duration>    how long searches do not know of a change, default "0 seconds"
  --allowed-origins <list>   origins of web pages that may call it, with commas between, or "*"; default none
  --latency <from>[-<to>]    milliseconds that each answer takes
  --error-rate <rate>        share of the calls that are answered with 503, from 0 to 1
  --faults <file>            a JSON array of faults, as the module Simulator describes them
  --help
`

/** The same line as in README.md. The versions are named because npm's `latest` of these packages is Effect 4. */
const installLine =
  "npm install effect-purecloud effect@3.22 @effect/platform@0.97 @effect/platform-node@0.108 undici@7"

const say = (text: string): void => void process.stdout.write(text)

const fail = (text: string): never => {
  process.stderr.write(`${text}\n`)
  process.exit(1)
}

const text = { type: "string" } as const

const read = () => {
  try {
    return parseArgs({
      options: {
        port: text,
        host: text,
        seed: text,
        users: text,
        "inactive-users": text,
        "deleted-users": text,
        "client-id": text,
        "client-secret": text,
        roles: text,
        permissions: text,
        "token-life": text,
        allowance: text,
        "token-allowance": text,
        api: text,
        "version-conflict": text,
        "password-age": text,
        "search-lag": text,
        "allowed-origins": text,
        latency: text,
        "error-rate": text,
        faults: text,
        help: { type: "boolean" }
      }
    }).values
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    return fail(`${message.replaceAll("\n", " ")} (--help lists the options)`)
  }
}

const given = read()

const number = (name: keyof typeof given, otherwise: number): number => {
  const value = given[name]
  if (value === undefined) return otherwise
  return /^\d{1,15}$/.test(String(value)) ? Number(value) : fail(`--${name} takes a whole number, not ${value}`)
}

const nonEmpty = (name: "client-id" | "client-secret", otherwise: string): string => {
  const value = given[name] ?? otherwise
  return value === "" ? fail(`--${name} takes a text that is not empty`) : value
}

/** One of a few numbers. */
const oneOf = <A extends number>(name: keyof typeof given, otherwise: A, ...others: ReadonlyArray<A>): A => {
  const value = number(name, otherwise)
  return [otherwise, ...others].find((each) => each === value) ??
    fail(`--${name} takes ${[otherwise, ...others].sort().join(" or ")}, not ${value}`)
}

const duration = (name: keyof typeof given): Duration.Duration | undefined => {
  const value = given[name]
  return value === undefined ? undefined : Option.getOrElse(
    Duration.decodeUnknown(value),
    () => fail(`--${name} takes a duration, for example "1 day", not ${value}`)
  )
}

const names = (value: string): ReadonlyArray<string> => value.split(",").map((name) => name.trim())

const faults = (): ReadonlyArray<Simulator.Fault> => {
  const out: Array<Simulator.Fault> = []
  if (given.latency !== undefined) {
    const [, from, to = from] = /^(\d+)(?:-(\d+))?$/.exec(given.latency) ?? []
    if (from === undefined || Number(to) < Number(from)) {
      return fail(`--latency takes milliseconds, for example 200 or 20-300, not ${given.latency}`)
    }
    out.push({ _tag: "Latency", delay: Number(from), upTo: Number(to) })
  }
  if (given["error-rate"] !== undefined) {
    const rate = given["error-rate"] === "" ? NaN : Number(given["error-rate"])
    if (!(rate >= 0 && rate <= 1)) return fail(`--error-rate takes a number from 0 to 1, not ${given["error-rate"]}`)
    out.push({ _tag: "Status", status: 503, code: "service.unavailable", rate })
  }
  return given.faults === undefined ? out : [...out, ...readFaults(given.faults)]
}

const readFaults = (file: string): ReadonlyArray<Simulator.Fault> => {
  try {
    const value: unknown = JSON.parse(readFileSync(file, "utf8"))
    return Array.isArray(value) ? value : fail(`--faults takes a JSON array, which ${file} does not hold`)
  } catch (error) {
    return fail(`--faults: ${error instanceof Error ? error.message : error}`)
  }
}

const port = (): number => {
  const value = number("port", 4010)
  return value <= 65_535 ? value : fail(`--port takes a number from 0 to 65535, not ${value}`)
}

const client = (): Simulator.Client => {
  const tokenLife = duration("token-life")
  return {
    id: nonEmpty("client-id", Simulator.defaultClient.id),
    secret: nonEmpty("client-secret", Simulator.defaultClient.secret),
    ...(given.roles === undefined ? {} : { roles: names(given.roles) }),
    ...(given.permissions === undefined ? {} : { permissions: names(given.permissions) }),
    ...(tokenLife === undefined ? {} : { tokenLife })
  }
}

const options = (): Omit<Simulator.Options, "clients"> => {
  const passwordAge = duration("password-age")
  const searchLag = duration("search-lag")
  return {
    seed: number("seed", 1),
    users: number("users", 100),
    inactiveUsers: number("inactive-users", 0),
    deletedUsers: number("deleted-users", 0),
    allowance: number("allowance", 300),
    ...(given["token-allowance"] === undefined ? {} : { tokenAllowance: number("token-allowance", 1) }),
    api: oneOf<2018 | 2026>("api", 2026, 2018),
    versionConflict: oneOf<409 | 400>("version-conflict", 409, 400),
    ...(passwordAge === undefined ? {} : { passwordAge }),
    ...(searchLag === undefined ? {} : { searchLag }),
    ...(given["allowed-origins"] === undefined ? {} : { allowedOrigins: names(given["allowed-origins"]) }),
    faults: faults()
  }
}

const announce = ({ id, secret }: Simulator.Client) =>
  HttpServer.addressWith((address) =>
    Effect.sync(() => {
      const url = address._tag === "UnixAddress" ? address.path : `http://${address.hostname}:${address.port}`
      say(
        `The simulator is ready at ${url}

  token   curl -u ${id}:${secret} -d grant_type=client_credentials ${url}/oauth/token
  API     curl -H "Authorization: Bearer <token>" ${url}/api/v2/users
  docs    ${url}/docs
  here    PureCloud.layer({ environment: { apiUrl: "${url}", loginUrl: "${url}" }, auth: … })
  others  set the base path of the API and of the login to ${url}

`
      )
    })
  )

const server = createServer()

/** Connections that have no request, as browsers open them ahead, would keep the server from closing. */
const closing = Layer.scopedDiscard(Effect.addFinalizer(() => Effect.sync(() => server.closeAllConnections())))

/** Names the option where the simulator refuses a value. */
const messageOf = (error: ConfigError.ConfigError | HttpServerError.ServeError): string => {
  if (error._tag === "ServeError") return String(error.cause)
  if (error._op !== "InvalidData") return String(error)
  const path = error.path.join(".")
  const option = path === "clients" ? "roles" : path.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
  return `--${option}: ${error.message}`
}

/** A simulator of options that were checked, on a port that is opened after that. */
const run = (NodeHttpServer: typeof Server, NodeRuntime: typeof Runtime): void => {
  const first = client()
  const listening = { port: port(), host: given.host ?? "127.0.0.1" }
  Simulator.make({ ...options(), clients: [first] }).pipe(
    Effect.flatMap((simulator) =>
      Layer.mergeAll(Simulator.serve, Layer.effectDiscard(announce(first)), closing).pipe(
        Layer.provide(Layer.succeed(Simulator.Simulator, simulator)),
        Layer.provide(NodeHttpServer.layer(() => server, listening)),
        Layer.launch
      )
    ),
    Effect.catchAll((error) => Effect.sync(() => fail(messageOf(error)))),
    NodeRuntime.runMain
  )
}

if (given.help === true) {
  say(help)
} else {
  // An optional peer: whoever only imports the library need not have it.
  void Promise.all([import("@effect/platform-node/NodeHttpServer"), import("@effect/platform-node/NodeRuntime")]).then(
    ([NodeHttpServer, NodeRuntime]) => run(NodeHttpServer, NodeRuntime),
    (error) =>
      fail(
        Predicate.hasProperty(error, "code") && error.code === "ERR_MODULE_NOT_FOUND"
          ? `The simulator needs @effect/platform-node, which is not installed. Install it with:\n  ${installLine}`
          : `@effect/platform-node cannot be loaded: ${error}`
      )
  )
}
