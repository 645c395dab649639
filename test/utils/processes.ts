/**
 * Programs of test/fixtures as processes of their own, which use the simulator on a socket and can be killed.
 */
import { NodeContext } from "@effect/platform-node"
import { Effect, Layer, Redacted, Schedule, type Scope } from "effect"
import * as Simulator from "effect-purecloud/Simulator"
import { build } from "esbuild"
import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import * as Path from "node:path"
import { address, simulatorOnSocket } from "./socket.js"

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

export interface Process {
  readonly child: ChildProcess
  /** Ends when the process has ended, and its output is complete. */
  readonly ended: Effect.Effect<void>
  /** Text that the process has printed so far. */
  readonly output: () => string
}

/** Starts a program with Node. It is killed when the scope ends. */
export const start = (
  args: ReadonlyArray<string>,
  env: NodeJS.ProcessEnv = process.env
): Effect.Effect<Process, never, Scope.Scope> =>
  Effect.acquireRelease(
    Effect.sync((): Process => {
      const child = spawn(process.execPath, args, { env, stdio: ["ignore", "pipe", "pipe"] })
      const closed = once(child, "close")
      let output = ""
      for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => output += data)
      return { child, ended: Effect.asVoid(Effect.promise(() => closed)), output: () => output }
    }),
    ({ child, ended }) => {
      child.kill("SIGKILL")
      return ended
    }
  )

/** Waits until a condition is true, and checks it 20 times in a second. */
export const until = <E, R>(condition: Effect.Effect<boolean, E, R>) =>
  Effect.repeat(condition, { until: (isMet) => isMet, schedule: Schedule.spaced("50 millis") })

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
    const ended = once(child, "close")
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
  Layer.merge(simulatorOnSocket(options), NodeContext.layer)

/** The address of the simulator on a socket, and a token for it: the arguments with which the fixtures begin. */
export const access = Effect.gen(function*() {
  const { token } = yield* Simulator.Simulator
  return { url: yield* address, token: Redacted.value(yield* token()) }
})
