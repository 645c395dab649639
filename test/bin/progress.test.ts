/**
 * The progress bar of the examples, on a real pseudo-terminal.
 */
import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { spawn } from "node:child_process"
import { bundle, type Program } from "../utils/program.js"

let bundled: Program

beforeAll(async () => {
  bundled = await bundle("test/fixtures/progress.ts")
})

afterAll(() => bundled.remove())

const missing = "script is missing, which provides a terminal. Install it, for example with apt-get install bsdutils"

const output = (command: string, args: ReadonlyArray<string>, env: NodeJS.ProcessEnv) =>
  new Promise<string>((resolve, reject) => {
    const child = spawn(command, args, { env, stdio: ["ignore", "pipe", "pipe"] })
    let output = ""
    child.stdout.on("data", (data) => output += data)
    child.stderr.on("data", (data) => output += data)
    child.on("error", (error) => reject(command === "script" ? new Error(missing, { cause: error }) : error))
    child.on("close", (code) => code === 0 ? resolve(output) : reject(new Error(`exit code ${code}: ${output}`)))
  })

const { FORCE_COLOR: _1, NO_COLOR: _2, ...inherited } = process.env
const environment = { ...inherited, TERM: "xterm-256color" }

type Argument = number | "unknown" | "failed"

const program = (
  columns: ReadonlyArray<Argument>
) => [process.execPath, bundled.file, ...columns.map(String)]

/** Returns the output of the program in a terminal, which has the given width when the program starts. */
const onTerminal = (start: number, columns: ReadonlyArray<Argument>, env: NodeJS.ProcessEnv = {}) => {
  const command = `stty cols ${start} rows 24; ${program(columns).join(" ")}`
  return output(
    "script",
    process.platform === "darwin"
      ? ["-q", "/dev/null", "sh", "-c", command]
      : ["-qec", command, "/dev/null"],
    { ...environment, ...env }
  )
}

/** Returns the text of each drawing, without the final line break. */
const framesOf = (output: string) => {
  assert.match(output, /\r?\n$/)
  return output.trimEnd().split("\r\u001b[K").slice(1)
}

const escape = "\u001b"

// Each test starts processes.
describe.concurrent("the progress bar", () => {
  it("uses one line of the terminal, and adapts to its width", async () => {
    const widths = [59, 8, 200, 20, 100, 40, 80, 1, 140]
    const frames = framesOf(await onTerminal(59, widths))
    assert.strictEqual(frames.length, widths.length * 3 + 1)
    for (const [i, columns] of widths.entries()) {
      const drawn = frames.slice(i * 3, i * 3 + 3)
      for (const frame of drawn) {
        assert.isBelow(frame.length, columns)
        assert.match(frame, /^[ -~]*$/)
      }
      // A wider terminal shows more.
      if (columns >= 8) assert.include(drawn[1], "1 %")
      if (columns >= 40) assert.include(drawn[1], "1 %, 10,100 of 1,000,000 users")
      if (columns >= 80) assert.match(drawn[1]!, /^\[#*\.+\] {3}1 %/)
      if (columns >= 80) assert.include(drawn[1], "waiting 59s")
      if (columns >= 140) assert.match(drawn[1]!, /101 requests$/)
    }
    assert.include(frames.at(-1), "100 %")
  })

  it("assumes 80 columns for a terminal without a width", async () => {
    for (const frame of framesOf(await onTerminal(0, []))) assert.isBelow(frame.length, 80)
  })

  for (
    const [name, env] of [
      ["NO_COLOR is set", { NO_COLOR: "1" }],
      ["the terminal is dumb", { TERM: "dumb" }]
    ] as const
  ) {
    it(`is plain lines if ${name}`, async () => {
      const written = await onTerminal(40, [40], env)
      assert.notInclude(written, escape)
      assert.strictEqual(written.trimEnd().split("\r\n").length, 4)
      assert.notMatch(written, /\r(?!\n)/)
    })
  }

  it("has no bar and no percentage if the total is unknown", async () => {
    const frames = framesOf(await onTerminal(80, ["unknown", 80]))
    assert.lengthOf(frames, 4)
    assert.match(frames[1]!, /^10,100 users, waiting 59s/)
    for (const frame of frames) assert.notInclude(frame, "%")
  })

  it("writes nothing if the export fails before the first drawing", async () => {
    assert.strictEqual(await onTerminal(80, ["failed"]), "")
  })

  it("is drawn if NO_COLOR is empty", async () => {
    assert.strictEqual(framesOf(await onTerminal(80, [80], { NO_COLOR: "" })).length, 4)
  })

  it("is plain, complete lines if the output is a pipe", async () => {
    const [command, ...args] = program([])
    const lines = (await output(command!, args, environment)).trimEnd().split("\n")
    assert.strictEqual(lines.length, 4)
    assert.notInclude(lines.join(""), escape)
    assert.notInclude(lines.join(""), "\r")
    assert.match(lines[1]!, /10,100 of 1,000,000 users.*101 requests/)
  })
})
