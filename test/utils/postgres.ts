/**
 * A PostgreSQL server of a test. It listens only on a socket in a directory of its own, which is removed.
 */
import { PgClient } from "@effect/sql-pg"
import { Effect } from "effect"
import { execFileSync, spawn } from "node:child_process"
import { once } from "node:events"
import * as Fs from "node:fs"
import * as Os from "node:os"
import * as Path from "node:path"

const versions = "/usr/lib/postgresql"

/** The directory of the programs of the newest version that is installed. */
const programs = (): string => {
  const found = Fs.existsSync(versions) ? Fs.readdirSync(versions) : []
  const [newest] = found
    .filter((version) => Fs.existsSync(Path.join(versions, version, "bin/initdb")))
    .sort((a, b) => Number(b) - Number(a))
  if (newest === undefined) {
    throw new Error("PostgreSQL is missing. Install it, for example with `apt-get install postgresql`")
  }
  return Path.join(versions, newest, "bin")
}

/** PostgreSQL refuses to run as root, so root runs it as the user postgres. */
const isRoot = process.getuid?.() === 0

const command = (program: string, args: ReadonlyArray<string>): readonly [string, Array<string>] =>
  isRoot ? ["runuser", ["-u", "postgres", "--", program, ...args]] : [program, [...args]]

export interface Server {
  /** Directory of the socket: the host to connect to. */
  readonly host: string
}

/** Starts a server that lives as long as its scope. */
export const server = Effect.acquireRelease(
  Effect.promise(async (): Promise<Server & { readonly close: () => Promise<void> }> => {
    const bin = programs()
    const host = Fs.mkdtempSync(Path.join(Os.tmpdir(), "postgres-"))
    if (isRoot) execFileSync("chown", ["postgres", host])
    const data = Path.join(host, "data")
    const initdb = ["-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync"]
    const [file, args] = command(`${bin}/initdb`, initdb)
    execFileSync(file, args, { cwd: host, stdio: ["ignore", "ignore", "pipe"] })
    const settings = ["-D", data, "-k", host, "-c", "listen_addresses=", "-c", "fsync=off"]
    const child = spawn(...command(`${bin}/postgres`, settings), { cwd: host, stdio: ["ignore", "ignore", "pipe"] })
    let output = ""
    while (!output.includes("ready to accept connections")) {
      const [data] = await Promise.race([once(child.stderr, "data"), once(child, "exit")]) as [unknown]
      output += String(data)
      if (child.exitCode !== null) throw new Error(`postgres ended with ${child.exitCode}: ${output}`)
    }
    child.stderr.resume()
    return {
      host,
      close: async () => {
        const pid = Number(Fs.readFileSync(Path.join(data, "postmaster.pid"), "utf8").split("\n")[0])
        process.kill(pid, "SIGQUIT")
        if (child.exitCode === null) await once(child, "exit")
        Fs.rmSync(host, { recursive: true, force: true })
      }
    }
  }),
  ({ close }) => Effect.promise(close)
)

/** Connects to a server. */
export const client = (host: string, username = "postgres") => PgClient.layer({ host, username, database: "postgres" })
