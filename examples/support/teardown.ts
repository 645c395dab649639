/**
 * Exit codes that cron and Kubernetes understand: 0 after success, 143 after SIGTERM, 130 after SIGINT, otherwise 1.
 * `NodeRuntime.runMain` alone gives 0 after a signal too, so an interrupted run looks like a finished one.
 */
import type { Teardown } from "@effect/platform/Runtime"
import { Cause, Exit } from "effect"
import { constants } from "node:os"

/** Makes a teardown for `NodeRuntime.runMain`. Call it when the program starts: it listens for signals from then on. */
export const makeTeardown = (): Teardown => {
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
    onExit(received !== undefined && Cause.isInterrupted(exit.cause) ? 128 + constants.signals[received] : 1)
  }
}
