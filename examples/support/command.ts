/**
 * The parts that the command lines of the examples share. Other programs need nothing of it.
 */
import { HelpDoc, Options, ValidationError } from "@effect/cli"
import { NodeContext, NodeRuntime } from "@effect/platform-node"
import { Cause, Chunk, Console, Effect } from "effect"
import { makeTeardown } from "./teardown.js"

/** An option that takes a whole number. The error for any other value names the option and the range. */
export const wholeNumber = (name: string, { from, to }: { readonly from: number; readonly to?: number }) =>
  Options.text(name).pipe(
    Options.withPseudoName("number"),
    Options.mapEffect((text) => {
      const value = Number(text)
      return /^\d+$/.test(text) && value >= from && value <= (to ?? Number.MAX_SAFE_INTEGER)
        ? Effect.succeed(value)
        : Effect.fail(ValidationError.invalidValue(HelpDoc.p(
          `--${name} takes a whole number from ${from}${to === undefined ? "" : ` to ${to}`}, not ${text}`
        )))
    })
  )

const messageOf = (error: unknown) => error instanceof Error ? error.message : String(error)

/** Prints each error as one line, and a defect with its stack. The command has printed its own usage errors. */
const report = (cause: Cause.Cause<unknown>): Effect.Effect<void> =>
  Chunk.isNonEmpty(Cause.defects(cause))
    ? Console.error(Cause.pretty(cause))
    : Effect.forEach(
      Chunk.filter(Cause.failures(cause), (error) => !ValidationError.isValidationError(error)),
      (error) => Console.error(messageOf(error)),
      { discard: true }
    )

/** Runs a command as the process. The exit code is 0 after success only: see `teardown.ts`. */
export const runMain = <A, E>(self: Effect.Effect<A, E, NodeContext.NodeContext>): void =>
  self.pipe(
    Effect.tapErrorCause(report),
    Effect.provide(NodeContext.layer),
    NodeRuntime.runMain({
      disableErrorReporting: true,
      teardown: makeTeardown()
    })
  )
