/**
 * A PostgreSQL server for a test, which listens only on a socket in a temporary directory.
 */
import { PgClient } from "@effect/sql-pg"
import { Effect } from "effect"
import { execFileSync, type ExecFileSyncOptions } from "node:child_process"
import * as Fs from "node:fs"
import { tmpdir } from "node:os"
import * as Path from "node:path"

/** The directory of the newest installed version. */
const programs = (): string => {
  const root = "/usr/lib/postgresql"
  const versions = Fs.existsSync(root) ? Fs.readdirSync(root).map(Number).filter((version) => version > 0) : []
  if (versions.length === 0) {
    throw new Error(
      `PostgreSQL is not installed: there is no ${root}. Install it, for example: apt-get install postgresql`
    )
  }
  return Path.join(root, String(Math.max(...versions)), "bin")
}

/** Runs a program of PostgreSQL. PostgreSQL refuses to run as root, so root runs it as the user postgres. */
const run = (cwd: string, program: string, ...args: ReadonlyArray<string>): void => {
  const path = Path.join(programs(), program)
  // pg_ctl leaves the server behind, which would keep a pipe open.
  const options: ExecFileSyncOptions = { cwd, stdio: "ignore" }
  if (process.getuid?.() === 0) execFileSync("runuser", ["-u", "postgres", "--", path, ...args], options)
  else execFileSync(path, args, options)
}

/** Starts a server that lives as long as its scope. */
export const postgresql = Effect.acquireRelease(
  Effect.sync(() => {
    const socket = Fs.mkdtempSync(Path.join(tmpdir(), "postgresql-"))
    if (process.getuid?.() === 0) execFileSync("chown", ["postgres", socket])
    const data = Path.join(socket, "data")
    const log = Path.join(socket, "log")
    run(socket, "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync")
    const control = (...args: ReadonlyArray<string>) =>
      Effect.sync(() => run(socket, "pg_ctl", "-w", "-s", "-D", data, "-l", log, ...args))
    const start = control("start", "-o", `-k ${socket} -c listen_addresses= -c fsync=off -c max_connections=200`)
    return { socket, start, stop: (mode: "fast" | "immediate") => control("stop", "-m", mode) }
  }),
  ({ socket, stop }) =>
    Effect.ignore(Effect.catchAllDefect(stop("immediate"), () => Effect.void)).pipe(
      Effect.zipRight(Effect.sync(() => Fs.rmSync(socket, { recursive: true, force: true })))
    )
).pipe(Effect.tap(({ start }) => start))

/** Connects to a server by the directory of its socket. */
export const connect = (socket: string, username = "postgres") =>
  PgClient.layer({ host: socket, port: 5432, username, database: "postgres" })
