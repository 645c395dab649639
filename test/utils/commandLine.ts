/**
 * Command lines that run in the process of the test.
 */
import { NodeContext } from "@effect/platform-node"
import { ConfigProvider, Effect, Exit } from "effect"
import { exitCodeOf, report } from "../../src/bin/main.js"

/** Runs a command without environment variables. Returns its exit code and its output. */
export const runHere = <A, E>(self: Effect.Effect<A, E, NodeContext.NodeContext>) =>
  Effect.gen(function*() {
    const out: Array<string> = []
    const err: Array<string> = []
    const console = yield* Effect.console
    const exit = yield* self.pipe(
      Effect.tapErrorCause(report),
      Effect.withConsole({
        ...console,
        log: (...values) => Effect.sync(() => void out.push(values.join(" "))),
        error: (...values) => Effect.sync(() => void err.push(values.join(" ")))
      }),
      Effect.provide(NodeContext.layer),
      Effect.withConfigProvider(ConfigProvider.fromMap(new Map())),
      Effect.exit
    )
    const code = Exit.match(exit, { onSuccess: () => 0, onFailure: exitCodeOf })
    return { code, out: out.join("\n"), err: err.join("\n") }
  })
