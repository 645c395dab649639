/**
 * The programs of the guides run against the simulator, and print what the guides show. `examples.long.test.ts` type-checks
 * them. A block that imports `@effect/vitest` is a test file: its tests run here.
 */
import { afterAll, assert, describe, it, vi } from "@effect/vitest"
import * as Fs from "node:fs"
import * as Path from "node:path"
import { type Block, blocksOf, guides } from "../utils/guides.js"

// The programs are inside this project, so that they import its sources.
const folder = Path.resolve(import.meta.dirname, "../../tmp/guides", String(process.pid))

Fs.mkdirSync(folder, { recursive: true })
afterAll(() => Fs.rmSync(folder, { recursive: true, force: true }))

const load = ({ code, name }: Block): Promise<unknown> => {
  const file = Path.join(folder, `${name}.ts`)
  Fs.writeFileSync(file, code)
  return import(/* @vite-ignore */ file)
}

/** Runs a program in a folder of its own, and returns the lines that it prints. */
const run = async (block: Block): Promise<string> => {
  let printed = ""
  const log = vi.spyOn(console, "log").mockImplementation((...args) => {
    printed += `${args.join(" ")}\n`
  })
  const dir = vi.spyOn(console, "dir").mockImplementation(() => undefined)
  const directory = process.cwd()
  try {
    process.chdir(Fs.mkdtempSync(Path.join(folder, "run-")))
    await load(block)
  } finally {
    process.chdir(directory)
    log.mockRestore()
    dir.mockRestore()
  }
  return printed
}

const programs = guides.flatMap(blocksOf).filter(({ isRun }) => isRun)

describe("a program of a guide prints what the guide shows", () => {
  const [test, program] = ["test", "program"].map((kind) =>
    programs.filter(({ code }) => code.includes(`from "@effect/vitest"`) === (kind === "test"))
  )
  it.each(program!.map((block) => [block.name, block] as const))("%s", async (_, block) => {
    const printed = await run(block)
    if (block.output !== undefined) assert.strictEqual(printed, block.output)
  })
  describe.each(test!.map((block) => [block.name, block] as const))("%s", async (_, block) => {
    await load(block)
  })
})
