import * as Args from "@effect/cli/Args"
import * as Command from "@effect/cli/Command"
import * as CliOptions from "@effect/cli/Options"
import * as FileSystem from "@effect/platform/FileSystem"
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import type * as Endpoint from "../../Endpoint.js"
import * as PureCloud from "../../PureCloud.js"
import type { PureCloudError } from "../../PureCloudError.js"
import { text } from "../options.js"
import { UsageError } from "../runCommand.js"
import * as Client from "./client.js"
import { operations } from "./operations.js"

/*
 * Calls an operation and prints its response.
 */

/** Options of the command. */
export const options = {
  input: text(
    "input",
    "Input of the call, a JSON object: path parameters and query keys by name, and the body under \"body\". @FILE reads it from a file. Default: {}.",
    "json"
  ).pipe(CliOptions.withDefault("{}")),
  all: CliOptions.boolean("all").pipe(
    CliOptions.withDescription(
      "Print the items of all pages, one line of JSON each, instead of the response of one call."
    )
  ),
  ...Client.options
}

const JsonObject = Schema.parseJson(Schema.Record({ key: Schema.String, value: Schema.Unknown }))

const readInput = (
  given: string
): Effect.Effect<{ readonly [key: string]: unknown }, UsageError, FileSystem.FileSystem> =>
  Effect.gen(function*() {
    const fs = yield* FileSystem.FileSystem
    const text = given.startsWith("@")
      ? yield* Effect.mapError(fs.readFileString(given.slice(1)), ({ message }) =>
        new UsageError({ message: `--input: ${message}` }))
      : given
    return yield* Effect.mapError(
      Schema.decode(JsonObject)(text),
      () =>
        new UsageError({ message: `--input takes a JSON object, for example '{"userId":"…"}'` })
    )
  })

/** An endpoint whose types are not known. The client checks the input before it sends a request. */
type AnyEndpoint = Endpoint.Endpoint<{ readonly [key: string]: unknown }, unknown, unknown>

const findOperation = (name: string): Effect.Effect<AnyEndpoint, UsageError> =>
  Effect.mapBoth(Effect.fromNullable(operations.get(name)), {
    onFailure: () =>
      new UsageError({ message: `${name} is not an operation. "effect-purecloud operations" lists them` }),
    // The type of an endpoint does not exist at run time.
    onSuccess: (endpoint) => endpoint as AnyEndpoint
  })

/** Prints each value as one line of JSON. */
const printLine = (value: unknown): Effect.Effect<void> => Console.log(JSON.stringify(value))

const run = (
  endpoint: AnyEndpoint,
  input: { readonly [key: string]: unknown },
  all: boolean
): Effect.Effect<void, PureCloudError | UsageError, PureCloud.PureCloud> => {
  if (!all) {
    return Effect.flatMap(PureCloud.PureCloud, (client) =>
      Effect.flatMap(
        client.run(endpoint, input),
        (value) => value === undefined ? Effect.void : Console.log(JSON.stringify(value, null, 2))
      ))
  }
  return endpoint.pagination === undefined
    ? Effect.fail(new UsageError({ message: `--all: ${endpoint.id} is not paged` }))
    : Stream.runForEach(PureCloud.call(endpoint).items(input), printLine)
}

const operation = Args.text({ name: "operation" }).pipe(
  Args.withDescription("Name of the operation, for example getUser.")
)

/** The command `call`. */
export const command = Command.make(
  "call",
  { operation, ...options },
  ({ all, input, operation, ...selection }) =>
    Effect.flatMap(
      Effect.all([findOperation(operation), readInput(input)]),
      ([endpoint, input]) => Effect.provide(run(endpoint, input, all), Client.layer(selection))
    )
).pipe(
  Command.withDescription("Calls an operation and prints its response as JSON.")
)
