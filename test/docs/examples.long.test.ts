/**
 * The main job of the examples, requirements for all examples, and the examples in the documentation.
 */
import { afterAll, assert, describe, it } from "@effect/vitest"
import { spawn } from "node:child_process"
import * as Fs from "node:fs"
import * as Os from "node:os"
import * as Path from "node:path"
import { blocksIn, blocksOf, guides } from "../utils/guides.js"

const root = Path.resolve(import.meta.dirname, "../..")

const directory = Fs.mkdtempSync(Path.join(Os.tmpdir(), "examples-"))

afterAll(() => {
  Fs.rmSync(directory, { recursive: true, force: true })
})

interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly output: string
}

const start = (...args: ReadonlyArray<string>) => {
  const child = spawn(process.execPath, args, {
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

const mainJob = ["--import", "tsx", "examples/export-users.ts"]

/** Runs the main job until it ends. */
const run = (...args: ReadonlyArray<string>) => start(...mainJob, ...args).ended

const linesOf = ({ output }: Ended) => output.split("\n").filter((line) => line.trim() !== "")

// Each test starts processes.
describe("export-users", () => {
  it("reports that the first run failed, if it was not killed", async () => {
    // This path needs a directory, but there is a file.
    const out = Path.join(directory, "file", "users.ndjson")
    Fs.writeFileSync(Path.dirname(out), "")
    const ended = await run("--users", "400", "--out", out)
    assert.strictEqual(ended.code, 1)
    assert.notMatch(ended.output, /killed|page 1\b/)
    assert.include(ended.output, out)
    assert.include(linesOf(ended).at(-1), "exit code 1")
  })

  it("reports that the first run was killed, and continues its export", async () => {
    const out = Path.join(directory, "killed.ndjson")
    const ended = await run("--users", "800", "--out", out)
    assert.strictEqual(ended.code, 0, ended.output)
    assert.match(ended.output, /^The process was killed \(SIGKILL\)\. The same command again:$/m)
    assert.match(ended.output, /verified +800 users/)
  })
})

describe("each example", () => {
  const examples = Fs.readdirSync(Path.join(root, "examples")).filter((name) => name.endsWith(".ts"))

  it.each(examples)("%s has a special exit code for an interrupted run", (name) => {
    const code = Fs.readFileSync(Path.join(root, "examples", name), "utf8")
    assert.match(code, /import \{ runMain\b.*from "\.\/support\/command\.js"|NodeRuntime\.runMain\(\{ teardown: /)
  })
})

/** The examples in the doc comments of the public modules, by the name of a file. */
const docExamples = Fs.readdirSync(Path.join(root, "src")).filter((name) => name.endsWith(".ts")).flatMap((name) => {
  const source = Fs.readFileSync(Path.join(root, "src", name), "utf8")
  return [...source.matchAll(/@example\n \* ```ts\n([^]*?) \* ```/g)].map(([, code = ""], i) =>
    [`example-${i}-${name}`, code.replaceAll(/^ \* ?/gm, "")] as const
  )
})

describe("the examples in the doc comments and the code of the guides", () => {
  it("compile", async () => {
    assert.isAbove(docExamples.length, 5)
    Fs.mkdirSync(Path.join(root, "tmp"), { recursive: true })
    // The directory is inside the repository, so that the compiler finds the packages.
    const directory = Fs.mkdtempSync(Path.join(root, "tmp", "examples-"))
    try {
      for (const [name, code] of docExamples) Fs.writeFileSync(Path.join(directory, name), code)
      for (const { code, name } of [...guides.flatMap(blocksOf), ...blocksIn("AGENTS.md", "agents")]) {
        Fs.writeFileSync(Path.join(directory, `guide-${name}.ts`), code)
      }
      const config = {
        extends: "../../tsconfig.json",
        compilerOptions: { noUnusedLocals: false },
        include: ["*.ts"]
      }
      Fs.writeFileSync(Path.join(directory, "tsconfig.json"), JSON.stringify(config))
      const compiler = Path.join(root, "node_modules/typescript-7/bin/tsc")
      assert.deepInclude(await start(compiler, "-p", directory).ended, { code: 0, output: "" })
    } finally {
      Fs.rmSync(directory, { recursive: true })
    }
  })
})
