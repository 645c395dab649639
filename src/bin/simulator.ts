#!/usr/bin/env node
// @effect-diagnostics nodeBuiltinImport:off
import * as NodeHttpServer from "@effect/platform-node/NodeHttpServer"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { createServer } from "node:http"
import process from "node:process"
import { runMain } from "./main.js"
import { run, type ServerLayer } from "./simulatorCommand.js"

/*
 * The program `effect-purecloud-simulator`.
 */

const serverLayer: ServerLayer = (options) => {
  const server = createServer()
  // Browsers open connections before they need them. An open connection keeps the server from closing.
  const closeConnections = Layer.scopedDiscard(
    Effect.addFinalizer(() => Effect.sync(() => server.closeAllConnections()))
  )
  return Layer.provideMerge(closeConnections, NodeHttpServer.layer(() => server, options))
}

runMain(run(process.argv, serverLayer))
