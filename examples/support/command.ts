/**
 * Shared by the command lines of the examples.
 */
import { HelpDoc, Options, ValidationError } from "@effect/cli"
import { NodeContext, NodeRuntime } from "@effect/platform-node"
import { Cause, Chunk, Console, Effect, Schema } from "effect"
import { makeTeardown } from "./teardown.js"

const Digits = Schema.String.pipe(Schema.pattern(/^\d+$/), Schema.compose(Schema.NumberFromString))

/** An option that takes a whole number. The error for any other value names the option and the range. */
export const wholeNumber = (name: string, { from, to }: { readonly from: number; readonly to?: number }) => {
  const decode = Schema.decode(Digits.pipe(Schema.between(from, to ?? Number.MAX_SAFE_INTEGER)))
  return Options.text(name).pipe(
    Options.withPseudoName("number"),
    Options.mapEffect((text) =>
      Effect.mapError(decode(text), () =>
        ValidationError.invalidValue(HelpDoc.p(
          `--${name} takes a whole number from ${from}${to === undefined ? "" : ` to ${to}`}, not ${text}`
        )))
    )
  )
}

const messageOf = (error: unknown) => error instanceof Error ? error.message : String(error)

/** Prints an error as one line, and a defect with its stack. The command itself has printed usage errors. */
const report = (cause: Cause.Cause<unknown>): Effect.Effect<void> =>
  Chunk.isNonEmpty(Cause.defects(cause))
    ? Console.error(Cause.pretty(cause))
    : Effect.forEach(
      Chunk.filter(Cause.failures(cause), (error) => !ValidationError.isValidationError(error)),
      (error) => Console.error(messageOf(error)),
      { discard: true }
    )

/** Runs a command as the main program. The exit code is 0 only after success: see `teardown.ts`. */
export const runMain = <A, E>(self: Effect.Effect<A, E, NodeContext.NodeContext>): void =>
  self.pipe(
    Effect.tapErrorCause(report),
    Effect.provide(NodeContext.layer),
    NodeRuntime.runMain({
      disableErrorReporting: true,
      teardown: makeTeardown()
    })
  )
