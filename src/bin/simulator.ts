#!/usr/bin/env node
// @effect-diagnostics nodeBuiltinImport:off
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Predicate from "effect/Predicate"
import { createServer } from "node:http"
import process from "node:process"
import type { ServerLayer } from "./simulatorCommand.js"

/*
 * Starts the command of `simulatorCommand.ts`. The packages that it needs are optional peers, because programs that import
 * the library do not need them. So they are loaded here, and a missing one is reported with the command that installs it.
 */

/**
 * The command that installs all packages of the simulator. README.md shows the same command. It names versions because npm's
 * `latest` of these packages requires Effect 4.
 */
const installLine =
  "npm install effect-purecloud effect@3.22 @effect/platform@0.97 @effect/platform-node@0.108 @effect/cli@0.77"

/** A package that cannot be loaded. */
class PackageError extends Data.TaggedError("PackageError")<{ readonly message: string }> {}

/** Loads modules of a package. */
const load = <A>(name: string, modules: () => Promise<A>): Effect.Effect<A, PackageError> =>
  Effect.tryPromise({
    try: modules,
    catch: (error) =>
      new PackageError({
        message: Predicate.hasProperty(error, "code") && error.code === "ERR_MODULE_NOT_FOUND"
          ? `The simulator needs ${name}, which is not installed. Install it with:\n  ${installLine}`
          : `${name} cannot be loaded: ${error}`
      })
  })

const loadPlatform = () =>
  Promise.all([
    import("@effect/platform-node/NodeContext"),
    import("@effect/platform-node/NodeHttpServer"),
    import("@effect/platform-node/NodeRuntime")
  ])

/** Loads the packages and starts the command. */
const main = (args: ReadonlyArray<string>): Effect.Effect<void, PackageError> =>
  Effect.gen(function*() {
    const { help, run } = yield* load("@effect/cli", () => import("./simulatorCommand.js"))
    // The help is printed without the platform package.
    if (args.includes("--help") || args.includes("-h")) return void process.stdout.write(help)
    const [NodeContext, NodeHttpServer, NodeRuntime] = yield* load("@effect/platform-node", loadPlatform)

    const server: ServerLayer = (options) => {
      const server = createServer()
      // Browsers open connections before they need them. An open connection keeps the server from closing.
      const closeConnections = Layer.scopedDiscard(
        Effect.addFinalizer(() => Effect.sync(() => server.closeAllConnections()))
      )
      return Layer.provideMerge(closeConnections, NodeHttpServer.layer(() => server, options))
    }

    NodeRuntime.runMain(Effect.provide(run(args, server), NodeContext.layer), { disableErrorReporting: true })
  })

// A promise, because a defect must end the process with an error. A fiber would only log it at debug level.
void Effect.runPromise(Effect.catchAll(main(process.argv), ({ message }) =>
  Effect.sync(() => {
    process.stderr.write(`${message}\n`)
    process.exitCode = 1
  })))
