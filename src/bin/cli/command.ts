import type * as CliApp from "@effect/cli/CliApp"
import * as Command from "@effect/cli/Command"
import type * as ValidationError from "@effect/cli/ValidationError"
import type * as ConfigError from "effect/ConfigError"
import type * as Effect from "effect/Effect"
import type { ExportError, PureCloudError } from "../../PureCloudError.js"
import { optionNamesOf, runCommand, type UsageError } from "../runCommand.js"
import * as Call from "./call.js"
import * as ExportUsers from "./exportUsers.js"
import * as Operations from "./operations.js"
import * as Whoami from "./whoami.js"

/*
 * The command `effect-purecloud`.
 */

const name = "effect-purecloud"

const description = `Exports users of Genesys Cloud to a file, and calls operations of its Users API.

Environment variables: PURECLOUD_ENVIRONMENT is a region (eu-west-1), its domain (mypurecloud.ie) or a URL. \
PURECLOUD_CLIENT_ID and PURECLOUD_SECRET are the credentials of an OAuth client. PURECLOUD_ACCESS_TOKEN is a token that \
is used instead of them. HTTPS_PROXY and NO_PROXY are obeyed. With --simulate no variable is needed.

Exit codes: 0 success, 1 error, 2 wrong usage, 130 SIGINT, 141 closed output, 143 SIGTERM.`

const command = Command.make(name).pipe(
  Command.withDescription(description),
  Command.withSubcommands([
    Command.make("export").pipe(
      Command.withDescription("Exports to a file."),
      Command.withSubcommands([ExportUsers.command])
    ),
    Whoami.command,
    Call.command,
    Operations.command
  ])
)

/** Runs the command. */
export const run: (
  argv: ReadonlyArray<string>
) => Effect.Effect<
  void,
  ConfigError.ConfigError | ExportError | PureCloudError | UsageError | ValidationError.ValidationError,
  CliApp.CliApp.Environment
> = runCommand(command, {
  name,
  optionNames: optionNamesOf({ ...ExportUsers.options, ...Call.options })
})
