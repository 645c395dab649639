/**
 * Programs of test/fixtures as processes of their own, which use the simulator on a socket and can be killed.
 */
import { HttpServer } from "@effect/platform"
import { NodeContext, NodeHttpServer } from "@effect/platform-node"
import { Effect, Layer, Redacted } from "effect"
import * as Simulator from "effect-purecloud/Simulator"
import { build } from "esbuild"
import { spawn } from "node:child_process"
import { once } from "node:events"
import { createServer } from "node:http"
import * as Path from "node:path"

/** Bundles a program of test/fixtures into one file, which Node starts quickly. Returns the file. */
export const bundleFixture = (name: string, outfile: string): Effect.Effect<string> =>
  Effect.as(
    Effect.promise(() =>
      build({
        entryPoints: [Path.join(import.meta.dirname, "../fixtures", name)],
        bundle: true,
        minify: true,
        platform: "node",
        format: "cjs",
        external: ["pg-native"],
        outfile
      })
    ),
    outfile
  )

export interface Ended {
  /** Milliseconds from the first output to the end. */
  readonly millis: number
  readonly killed: boolean
  readonly output: string
}

/**
 * Runs a program with Node to its end, or kills it a number of milliseconds after its first output. Dies if the program
 * fails.
 */
export const runFor = (args: ReadonlyArray<string>, millis: number): Effect.Effect<Ended> =>
  Effect.promise(async () => {
    const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"] })
    let output = ""
    child.stderr.on("data", (data) => output += data)
    child.stdout.on("data", (data) => output += data)
    const ended = once(child, "exit")
    await Promise.race([once(child.stdout, "data"), ended])
    const from = performance.now()
    const timer = millis === Infinity ? undefined : setTimeout(() => child.kill("SIGKILL"), millis)
    const [code] = await ended as [number | null]
    clearTimeout(timer)
    if (code !== null && code !== 0) throw new Error(output)
    return { millis: performance.now() - from, killed: code === null, output }
  })

/** The simulator on a socket, and files. */
export const servedWithFiles = (options: Simulator.Options) =>
  Layer.provideMerge(
    Simulator.serve,
    Layer.mergeAll(
      Simulator.layerSimulator(options),
      NodeHttpServer.layer(createServer, { port: 0, host: "127.0.0.1" }),
      NodeContext.layer
    )
  )

/** The address of the simulator on a socket, and a token for it: the arguments with which the fixtures begin. */
export const access = Effect.gen(function*() {
  const { token } = yield* Simulator.Simulator
  const url = yield* HttpServer.addressWith((address) =>
    Effect.succeed(address._tag === "TcpAddress" ? `http://127.0.0.1:${address.port}` : "")
  )
  return { url, token: Redacted.value(yield* token()) }
})
