// Runs the two install lines of the README in an empty folder. The tarball of this package replaces the package's name.
// After the first line, the program of the README must run. After the second line, the simulator must start. Where the
// packages of the second line are missing, the simulator must print that line.
//   node scripts/install-line.mjs TARBALL CONSUMER
// CONSUMER is the folder that consumer.mjs has written. It has only the peer dependencies that are not optional.
import assert from "node:assert"
import { execFileSync, spawn, spawnSync } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import ts from "typescript"

const [tarball, consumer] = process.argv.slice(2).map((path) => resolve(path))
const simulator = (dir) => join(dir, "node_modules/.bin/effect-purecloud-simulator")

const readme = readFileSync("README.md", "utf8")
const lines = readme.match(/^npm install effect-purecloud .*$/mg) ?? []
assert.strictEqual(lines.length, 2, "README.md shows an install line for programs and one for the simulator")
const [programLine, simulatorLine] = lines
const [, program] = /```ts\n([^]*?)```/.exec(readme) ?? assert.fail("README.md shows no program")

const withoutPeer = spawnSync(simulator(consumer), ["--port", "0"], { encoding: "utf8", timeout: 30_000 })
assert.strictEqual(withoutPeer.status, 1)
assert.ok(
  withoutPeer.stderr.includes(simulatorLine),
  `the simulator does not print the line of README.md: ${withoutPeer.stderr}`
)

const dir = mkdtempSync(join(tmpdir(), "install-line-"))
try {
  const install = (line) =>
    execFileSync("sh", ["-c", line.replace(" effect-purecloud ", ` ${tarball} `)], { cwd: dir, stdio: "inherit" })

  install(programLine)
  const { outputText } = ts.transpileModule(program, { compilerOptions: { module: "ESNext", target: "ES2022" } })
  writeFileSync(join(dir, "program.mjs"), outputText)
  execFileSync("node", ["program.mjs"], { cwd: dir, stdio: "inherit" })

  install(simulatorLine)
  const server = spawn(simulator(dir), ["--port", "0"], { stdio: ["ignore", "pipe", "inherit"] })
  const ended = new Promise((resolve) => server.on("exit", resolve))
  let output = ""
  for await (const chunk of server.stdout) {
    output += chunk
    if (output.includes("ready at http://")) break
  }
  assert.match(output, /ready at http:/)
  server.kill("SIGTERM")
  await ended
  console.log(`works in an empty folder: ${lines.join(", ")}`)
} finally {
  rmSync(dir, { recursive: true, force: true })
}
