// @effect-diagnostics nodeBuiltinImport:off
import * as NodeContext from "@effect/platform-node/NodeContext"
import * as NodeRuntime from "@effect/platform-node/NodeRuntime"
import * as Cause from "effect/Cause"
import * as Chunk from "effect/Chunk"
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import process from "node:process"
import { isUsageError } from "./runCommand.js"
import { makeTeardown } from "./teardown.js"

/*
 * Runs a command line as the main program.
 */

const messageOf = (error: unknown): string => error instanceof Error ? error.message : String(error)

/** Prints an error as one line, and a defect with its stack. Usage errors were printed by `runCommand`. */
export const report = (cause: Cause.Cause<unknown>): Effect.Effect<void> =>
  Chunk.isNonEmpty(Cause.defects(cause))
    ? Console.error(Cause.pretty(cause))
    : Effect.forEach(
      Chunk.filter(Cause.failures(cause), (error) => !isUsageError(error)),
      (error) => Console.error(messageOf(error)),
      { discard: true }
    )

/** Returns the exit code of a failure: 2 for a usage error, otherwise 1. */
export const exitCodeOf = (cause: Cause.Cause<unknown>): number =>
  Option.exists(Cause.failureOption(cause), isUsageError) ? 2 : 1

/** The exit code of a program that SIGPIPE ends. Node ignores the signal, and reports an error instead. */
const closedOutput = 141

/** Ends the process if the reader of its output has ended, for example `head`. */
const endWithReader = (): void => {
  for (const output of [process.stdout, process.stderr]) {
    output.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error
      process.exit(closedOutput)
    })
  }
}

/**
 * Runs a program. The exit code is 0 after success, 2 after a usage error, 1 after another error, 130 after SIGINT, 143
 * after SIGTERM, and 141 if the reader of the output has ended.
 */
export const runMain = <A, E>(self: Effect.Effect<A, E, NodeContext.NodeContext>): void => {
  endWithReader()
  self.pipe(
    Effect.tapErrorCause(report),
    Effect.provide(NodeContext.layer),
    NodeRuntime.runMain({ disableErrorReporting: true, teardown: makeTeardown(exitCodeOf) })
  )
}
