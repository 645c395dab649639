import type * as CliApp from "@effect/cli/CliApp"
import * as Command from "@effect/cli/Command"
import type * as ValidationError from "@effect/cli/ValidationError"
import * as FileSystem from "@effect/platform/FileSystem"
import * as HttpServer from "@effect/platform/HttpServer"
import type * as HttpServerError from "@effect/platform/HttpServerError"
import type * as ConfigError from "effect/ConfigError"
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as Simulator from "../Simulator.js"
import * as SimulatorOptions from "../simulator/options.js"
import { optionNamesOf, runCommand, toOptionName, UsageError } from "./runCommand.js"
import { options } from "./simulatorOptions.js"

/*
 * The command `effect-purecloud-simulator`.
 */

type Arguments = Command.Command.ParseConfig<typeof options>

// ----------------------------------------------------------------------------------------------------------- options

const readFaults = (
  file: string
): Effect.Effect<ReadonlyArray<Simulator.Fault>, UsageError, FileSystem.FileSystem> =>
  Effect.gen(function*() {
    const fs = yield* FileSystem.FileSystem
    const text = yield* fs.readFileString(file)
    const faults = yield* Effect.mapError(
      Schema.decode(Schema.parseJson(Schema.Array(Schema.Unknown)))(text),
      () => new UsageError({ message: `${file} is not a JSON array` })
    )
    return yield* Effect.mapError(SimulatorOptions.decodeFaults(faults), (message) => new UsageError({ message }))
  }).pipe(Effect.mapError(({ message }) => new UsageError({ message: `--faults: ${message}` })))

const readAllFaults = (
  { errorRate, faults, latency }: Arguments
): Effect.Effect<ReadonlyArray<Simulator.Fault>, UsageError, FileSystem.FileSystem> =>
  Effect.map(
    Option.match(faults, { onNone: () => Effect.succeed([]), onSome: readFaults }),
    (faults): ReadonlyArray<Simulator.Fault> => [
      ...Option.toArray(
        Option.map(latency, ([delay = 0, upTo = delay]) => ({ _tag: "Latency", delay, upTo } as const))
      ),
      ...Option.toArray(Option.map(
        errorRate,
        (rate) => ({ _tag: "Status", status: 503, code: "service.unavailable", rate } as const)
      )),
      ...faults
    ]
  )

const clientOf = ({ clientId, clientSecret, permissions, roles, tokenLife }: Arguments): Simulator.Client => ({
  id: clientId,
  secret: clientSecret,
  roles,
  permissions,
  tokenLife
})

const makeSimulator = (
  args: Arguments
): Effect.Effect<Simulator.Service, ConfigError.ConfigError | UsageError, FileSystem.FileSystem> =>
  Effect.flatMap(readAllFaults(args), (faults) => {
    const { allowance, allowedOrigins, api, deletedUsers, inactiveUsers, seed, users } = args
    const { jobDuration, passwordAge, searchLag, tokenAllowance, versionConflict } = args
    return Simulator.make({
      seed,
      users,
      inactiveUsers,
      deletedUsers,
      clients: [clientOf(args)],
      allowance,
      api,
      versionConflict,
      passwordAge,
      jobDuration,
      searchLag,
      ...(Option.isSome(tokenAllowance) ? { tokenAllowance: tokenAllowance.value } : {}),
      allowedOrigins,
      faults
    })
  })

// ------------------------------------------------------------------------------------------------------------ server

const announce = ({ clientId, clientSecret }: Arguments): Effect.Effect<void, never, HttpServer.HttpServer> =>
  HttpServer.addressWith((address) => {
    const url = address._tag === "UnixAddress" ? address.path : `http://${address.hostname}:${address.port}`
    return Console.log(`The simulator is ready at ${url}

  token         curl -u ${clientId}:${clientSecret} -d grant_type=client_credentials ${url}/oauth/token
  API           curl -H "Authorization: Bearer <token>" ${url}/api/v2/users
  docs          ${url}/docs
  this SDK      PureCloud.layer({ environment: { apiUrl: "${url}", loginUrl: "${url}" }, auth: … })
  other SDKs    set the base paths of the API and of the login to ${url}
`)
  })

/** Makes the layer of an HTTP server that listens on an address. */
export type ServerLayer = (
  options: { readonly port: number; readonly host: string }
) => Layer.Layer<HttpServer.HttpServer, HttpServerError.ServeError>

const serve = (
  args: Arguments,
  serverLayer: ServerLayer
): Effect.Effect<never, ConfigError.ConfigError | HttpServerError.ServeError | UsageError, FileSystem.FileSystem> =>
  Effect.flatMap(
    makeSimulator(args),
    (simulator) =>
      Layer.merge(Simulator.serve, Layer.effectDiscard(announce(args))).pipe(
        Layer.provide(Layer.succeed(Simulator.Simulator, simulator)),
        Layer.provide(serverLayer(args)),
        Layer.launch
      )
  )

// ----------------------------------------------------------------------------------------------------------- command

const name = "effect-purecloud-simulator"

/** Returns the message of an error, as one line. The error for an invalid option of the simulator names the option. */
const messageOf = (error: ConfigError.ConfigError | HttpServerError.ServeError | UsageError): string => {
  if (error._tag === "ServeError") return String(error.cause)
  if (error._tag === "UsageError") return error.message
  if (error._op !== "InvalidData") return String(error)
  return `${toOptionName(error.path.at(-1) ?? "")}: ${error.message}`
}

/** Runs the command. */
export const run = (
  argv: ReadonlyArray<string>,
  serverLayer: ServerLayer
): Effect.Effect<void, UsageError | ValidationError.ValidationError, CliApp.CliApp.Environment> =>
  runCommand(
    Command.make(name, options, (args) =>
      Effect.mapError(serve(args, serverLayer), (error) =>
        new UsageError({ message: messageOf(error) }))),
    { name, optionNames: optionNamesOf(options) }
  )(argv)
