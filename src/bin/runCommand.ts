// @effect-diagnostics nodeBuiltinImport:off
import type * as CliApp from "@effect/cli/CliApp"
import * as Command from "@effect/cli/Command"
import * as HelpDoc from "@effect/cli/HelpDoc"
import * as ValidationError from "@effect/cli/ValidationError"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import { stripVTControlCharacters } from "node:util"
import { version } from "../internal/http/version.js"

/*
 * Runs a command, and prints a usage error as one line. @effect/cli would wrap it into several lines.
 */

/** A usage error that is found when the command runs. */
export class UsageError extends Data.TaggedError("UsageError")<{ readonly message: string }> {}

/** Whether an error is a usage error, which `runCommand` has printed. */
export const isUsageError = (error: unknown): error is UsageError | ValidationError.ValidationError =>
  error instanceof UsageError || ValidationError.isValidationError(error)

/** Returns the names of options on the command line. */
export const optionNamesOf = (options: object): ReadonlyArray<string> => Object.keys(options).map(toOptionName)

/** Returns the name of an option on the command line. */
export const toOptionName = (key: string): string =>
  `--${key.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`

/** Returns the message of a usage error, as one line. */
const messageOf = (
  error: UsageError | ValidationError.ValidationError,
  optionNames: ReadonlyArray<string>
): string => {
  if (error._tag === "UsageError") return error.message
  const message = stripVTControlCharacters(HelpDoc.toAnsiText(error.error)).trim().replaceAll(/\s+/g, " ")
  // The messages that `options.ts` makes already name the option.
  if (message.startsWith("--")) return message
  const unknown = /^Received unknown argument: '(.*?)=?'$/.exec(message)?.[1] ?? ""
  // @effect/cli reports an option without a value as an unknown argument.
  return optionNames.includes(unknown)
    ? `${unknown} takes a value (--help lists the options)`
    : `${message} (--help lists the options)`
}

/** Runs a command with the arguments of the process. Prints usage errors to standard error, but no other errors. */
export const runCommand = <Name extends string, R, E, A>(
  command: Command.Command<Name, R, E, A>,
  { name, optionNames }: { readonly name: string; readonly optionNames: ReadonlyArray<string> }
) =>
(
  argv: ReadonlyArray<string>
): Effect.Effect<void, E | ValidationError.ValidationError, R | CliApp.CliApp.Environment> =>
  Effect.consoleWith((console) =>
    Command.run(
      Command.transformHandler(command, (handler) => Effect.withConsole(handler, console)),
      { name, version }
    )(argv).pipe(
      Effect.withConsole({ ...console, error: () => Effect.void }),
      Effect.tapError((error) => isUsageError(error) ? console.error(messageOf(error, optionNames)) : Effect.void)
    )
  )
