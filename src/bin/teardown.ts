// @effect-diagnostics nodeBuiltinImport:off
import type { Teardown } from "@effect/platform/Runtime"
import * as Cause from "effect/Cause"
import * as Exit from "effect/Exit"
import { constants } from "node:os"
import process from "node:process"

/*
 * Exit codes that cron and Kubernetes understand: 0 after success, 143 after SIGTERM, 130 after SIGINT, another code
 * after a failure. `NodeRuntime.runMain` alone ends with 0 after a signal, so an interrupted run looks like a finished
 * one.
 */

/**
 * Makes a teardown for `NodeRuntime.runMain`. Call it when the program starts: it listens for signals from then on.
 * `exitCode` returns the exit code of a failure.
 */
export const makeTeardown = (exitCode: (cause: Cause.Cause<unknown>) => number): Teardown => {
  let received: "SIGINT" | "SIGTERM" | undefined
  const listen = (signal: "SIGINT" | "SIGTERM") => {
    received = signal
    stop()
  }
  // A second signal ends the process at once.
  const stop = () => process.off("SIGINT", listen).off("SIGTERM", listen)
  process.on("SIGINT", listen).on("SIGTERM", listen)

  return (exit, onExit) => {
    stop()
    if (Exit.isSuccess(exit)) return onExit(0)
    onExit(
      received !== undefined && Cause.isInterrupted(exit.cause)
        ? 128 + constants.signals[received]
        : exitCode(exit.cause)
    )
  }
}
