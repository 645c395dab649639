// Runs the install line of the README in an empty folder, with the packed tarball in place of the package's name, by npm,
// pnpm and yarn. The README's program must run there. Both programs of the package must run in a folder that has nothing
// but the package and its peers, and `npx` must run them in an empty one.
//   node scripts/install-line.mjs TARBALL CONSUMER
// CONSUMER is the folder of consumer.mjs, which has the required peers only.
import assert from "node:assert"
import { execFileSync, spawn } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import ts from "typescript"

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

/** Starts the simulator and ends it when it is ready. */
const checkSimulator = async (dir, command, ...args) => {
  const server = spawn(command, [...args, "--port", "0"], { cwd: dir, stdio: ["ignore", "pipe", "inherit"] })
  const ended = new Promise((resolve) => server.on("exit", resolve))
  let output = ""
  for await (const chunk of server.stdout) {
    output += chunk
    if (output.includes("ready at http://")) break
  }
  assert.match(output, /ready at http:/)
  server.kill("SIGTERM")
  await ended
}

const programs = join(consumer, "node_modules/.bin")
run(consumer, join(programs, "effect-purecloud"), "export", "users", "--simulate", "--out", "users.csv")
assert.strictEqual(readFileSync(join(consumer, "users.csv"), "utf8").trim().split("\n").length, 1001)
await checkSimulator(consumer, join(programs, "effect-purecloud-simulator"))
await inEmptyFolder((dir) => run(dir, "npx", "--yes", "--package", tarball, "effect-purecloud", "whoami", "--simulate"))
console.log("-- the programs run without further packages")
