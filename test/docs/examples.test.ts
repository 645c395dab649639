/**
 * The command line of the main job: what it prints and how it ends when something is wrong.
 */
import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { spawn } from "node:child_process"
import * as Fs from "node:fs"
import * as Os from "node:os"
import * as Path from "node:path"
import { setTimeout } from "node:timers/promises"
import { bundle, type Program } from "../utils/program.js"

const root = Path.resolve(import.meta.dirname, "../..")

const directory = Fs.mkdtempSync(Path.join(Os.tmpdir(), "examples-"))
let program: Program

beforeAll(async () => {
  program = await bundle("examples/export-users.ts")
})

afterAll(() => {
  program.remove()
  Fs.rmSync(directory, { recursive: true, force: true })
})

interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly output: string
}

const start = (...args: ReadonlyArray<string>) => {
  const child = spawn(process.execPath, [program.file, ...args], {
    cwd: root,
    env: { ...process.env, NO_COLOR: "1" },
    stdio: ["ignore", "pipe", "pipe"]
  })
  const ended = new Promise<Ended>((resolve, reject) => {
    let output = ""
    child.stdout.on("data", (data) => output += data)
    child.stderr.on("data", (data) => output += data)
    child.on("error", reject)
    child.on("close", (code, signal) => resolve({ code, signal, output }))
  })
  return { child, ended }
}

/** Runs the main job until it ends. */
const run = (...args: ReadonlyArray<string>) => start(...args).ended

const linesOf = ({ output }: Ended) => output.split("\n").filter((line) => line.trim() !== "")

// Each test starts processes.
describe("export-users", () => {
  for (
    const [option, value, range] of [
      ["--page-size", "0", "from 1 to 500"],
      ["--page-size", "501", "from 1 to 500"],
      ["--page-size", "many", "from 1 to 500"],
      ["--concurrency", "0", "from 1"],
      ["--concurrency", "1.5", "from 1"],
      ["--crash-after", "0", "from 1"],
      ["--users", "-1", "from 0"]
    ] as const
  ) {
    it(`refuses ${option} ${value} with one line`, async () => {
      const ended = await run(`${option}=${value}`)
      assert.strictEqual(ended.code, 1)
      assert.lengthOf(linesOf(ended), 1, ended.output)
      for (const word of [option, range, value]) assert.include(ended.output, word)
    })
  }

  it("says that the first run failed, where it was not killed", async () => {
    // A file where a directory is needed.
    const out = Path.join(directory, "file", "users.ndjson")
    Fs.writeFileSync(Path.dirname(out), "")
    const ended = await run("--users", "400", "--out", out)
    assert.strictEqual(ended.code, 1)
    assert.notMatch(ended.output, /killed|page 1\b/)
    assert.include(ended.output, out)
    assert.include(linesOf(ended).at(-1), "exit code 1")
  })

  it("says that the first run was killed, and goes on with it", async () => {
    const out = Path.join(directory, "killed.ndjson")
    const ended = await run("--users", "800", "--out", out)
    assert.strictEqual(ended.code, 0, ended.output)
    assert.match(ended.output, /^4 pages are written\. This process kills itself now\.$/m)
    assert.match(ended.output, /^The process was killed \(SIGKILL\)\. The same command again:$/m)
    assert.match(ended.output, /verified +800 users/)
  })

  for (const [signal, code] of [["SIGTERM", 143], ["SIGINT", 130]] as const) {
    it(`ends with the exit code ${code} after ${signal}, and goes on the next time`, async () => {
      const out = Path.join(directory, `${signal}.ndjson`)
      const args = ["--users", "20000", "--out", out]
      const { child, ended } = start(...args, "--crash-after", "100000")
      while (!Fs.existsSync(`${out}.checkpoint-1`)) await setTimeout(10)
      child.kill(signal)
      assert.deepInclude(await ended, { code, signal: null })
      // It has given back what it held.
      assert.isFalse(Fs.existsSync(`${out}.lease`))
      assert.isFalse(Fs.existsSync(out))

      const again = await run(...args, "--crash-after", "100000")
      assert.strictEqual(again.code, 0, again.output)
      assert.match(again.output, /users +20000/)
      assert.match(again.output, /this run from page/)
    })
  }

  it("advises an option of the command line, which helps", async () => {
    const args = ["--users", "800", "--out", Path.join(directory, "restarted.ndjson")]
    const killed = await run(...args, "--crash-after", "2")
    assert.strictEqual(killed.signal, "SIGKILL", killed.output)

    const other = [...args, "--page-size", "50", "--crash-after", "100"]
    const refused = await run(...other)
    assert.strictEqual(refused.code, 1)
    assert.lengthOf(linesOf(refused), 1, refused.output)
    assert.include(refused.output, "another export (pageSize 100, here 50)")
    assert.include(refused.output, "--restart")
    assert.notInclude(refused.output, "resume")

    const restarted = await run(...other, "--restart")
    assert.strictEqual(restarted.code, 0, restarted.output)
    assert.match(restarted.output, /users +800/)
  })
})

describe("each example", () => {
  const examples = Fs.readdirSync(Path.join(root, "examples")).filter((name) => name.endsWith(".ts"))

  it.each(examples)("%s has an exit code of its own for a run that was interrupted", (name) => {
    const code = Fs.readFileSync(Path.join(root, "examples", name), "utf8")
    assert.match(code, /import \{ runMain\b.*from "\.\/support\/command\.js"|NodeRuntime\.runMain\(\{ teardown: /)
  })
})
