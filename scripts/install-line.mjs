// Runs the install line of the README in an empty folder, with the packed tarball in place of the package's name, by npm,
// pnpm and yarn. The README's program must run there. Both programs of the package must run in a folder that has only
// the package and its peers, and `npx` must run the command line in an empty folder.
//   node scripts/install-line.mjs TARBALL CONSUMER
// CONSUMER is the folder of consumer.mjs, which has the required peers only.
import assert from "node:assert"
import { execFileSync } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import ts from "typescript"
import { simulatorReady, start } from "./program.mjs"

const [tarball, consumer] = process.argv.slice(2).map((path) => resolve(path))

const readme = readFileSync("README.md", "utf8")
const [line, ...others] = readme.match(/^npm install effect-purecloud .*$/mg) ?? []
assert.ok(line !== undefined && others.length === 0, "README.md shows one install line")
const [, program] = /```ts\n([^]*?)```/.exec(readme) ?? assert.fail("README.md shows no program")
const { outputText } = ts.transpileModule(program, { compilerOptions: { module: "ESNext", target: "ES2022" } })

const inEmptyFolder = async (use) => {
  const dir = mkdtempSync(join(tmpdir(), "install-line-"))
  try {
    await use(dir)
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

const packages = line.replace("npm install effect-purecloud", tarball).split(" ")
const run = (dir, command, ...args) =>
  execFileSync(command, args, { cwd: dir, stdio: ["ignore", "inherit", "inherit"] })
const managers = {
  npm: (dir) => run(dir, "npm", "install", ...packages),
  pnpm: (dir) => run(dir, "npx", "--yes", "pnpm@10", "add", ...packages),
  yarn: (dir) =>
    run(dir, "npx", "--yes", "yarn@1.22", "add", ...packages.map((name) => name.replace(tarball, `file:${tarball}`)))
}

for (const [name, install] of Object.entries(managers)) {
  await inEmptyFolder((dir) => {
    // Otherwise pnpm and yarn look for a project in the folders above.
    writeFileSync(join(dir, "package.json"), `{ "private": true }`)
    install(dir)
    writeFileSync(join(dir, "program.mjs"), outputText)
    run(dir, "node", "program.mjs")
    console.log(`-- the install line works with ${name}`)
  })
}

const programs = join(consumer, "node_modules/.bin")
run(consumer, join(programs, "effect-purecloud"), "export", "users", "--simulate", "--out", "users.csv")
assert.strictEqual(readFileSync(join(consumer, "users.csv"), "utf8").trim().split("\n").length, 1001)
const simulator = await start(
  consumer,
  join(programs, "effect-purecloud-simulator"),
  ["--port", "0"],
  simulatorReady
)
await simulator.stop("SIGTERM")
await inEmptyFolder((dir) => run(dir, "npx", "--yes", "--package", tarball, "effect-purecloud", "whoami", "--simulate"))
console.log("-- the programs run without further packages")
