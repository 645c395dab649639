/**
 * A redis-server for a test, on a free port, with its files in a temporary directory.
 */
import { Effect, Redacted } from "effect"
import { type ChildProcess, spawn, spawnSync } from "node:child_process"
import { once } from "node:events"
import * as Fs from "node:fs"
import * as Net from "node:net"
import * as Os from "node:os"
import * as Path from "node:path"
import { closedPort } from "./network.js"

const isUp = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = Net.connect(port, "127.0.0.1", () => socket.write("PING\r\n"))
    socket.on("data", (data) => {
      socket.destroy()
      resolve(String(data).startsWith("+PONG"))
    })
    socket.on("error", () => resolve(false))
  })

const start = async (port: number, dir: string): Promise<ChildProcess> => {
  const args = ["--port", String(port), "--bind", "127.0.0.1", "--dir", dir, "--save", "", "--appendonly", "no"]
  const child = spawn("redis-server", args, { stdio: "ignore" })
  while (!(await isUp(port))) {
    if (child.exitCode !== null) throw new Error(`redis-server ended with ${child.exitCode}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return child
}

export interface Server {
  readonly port: number
  readonly url: Redacted.Redacted
  /** Ends the server at once. It loses its data. */
  readonly kill: Effect.Effect<void>
  readonly restart: Effect.Effect<void>
}

/** Starts a server that lives as long as its scope. */
export const server = Effect.acquireRelease(
  Effect.promise(async (): Promise<Server & { readonly close: () => Promise<void> }> => {
    if (spawnSync("redis-server", ["--version"]).status !== 0) {
      throw new Error("redis-server is missing. Install it, for example with `apt-get install redis-server`")
    }
    const [port, dir] = [await Effect.runPromise(closedPort), Fs.mkdtempSync(Path.join(Os.tmpdir(), "redis-"))]
    let child = await start(port, dir)
    const kill = async () => {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill("SIGKILL")
      await once(child, "exit")
    }
    return {
      port,
      url: Redacted.make(`redis://127.0.0.1:${port}`),
      kill: Effect.promise(kill),
      restart: Effect.promise(async () => {
        child = await start(port, dir)
      }),
      close: async () => {
        await kill()
        Fs.rmSync(dir, { recursive: true, force: true })
      }
    }
  }),
  ({ close }) => Effect.promise(close)
)
