import { assert, it } from "@effect/vitest"
import { execFileSync } from "node:child_process"
import * as Fs from "node:fs"
import * as Os from "node:os"
import * as Path from "node:path"
// @ts-expect-error The configuration of the linter is JavaScript without types.
import * as config from "../oxlint.config.mjs"

const root = Path.resolve(import.meta.dirname, "..")
const floors: ReadonlyArray<ReadonlyArray<string>> = config.floors
const general: ReadonlyArray<string> = config.general

/** Returns a file of an entry of the table: the module itself, or a module in its folder. */
const fileOf = (entry: string, name: string) =>
  /^[A-Z]|^index$/.test(Path.basename(entry)) ? `src/${entry}.ts` : `src/${entry}/${name}.ts`

/** Lints files that each import one other file. Returns the files with an error. */
const refused = (imports: ReadonlyArray<readonly [from: string, to: string]>): ReadonlyArray<string> => {
  const folder = Fs.mkdtempSync(Path.join(Os.tmpdir(), "lint-"))
  try {
    for (const [from, to] of imports) {
      const path = Path.relative(Path.dirname(from), to).replace(/\.ts$/, ".js")
      Fs.mkdirSync(Path.join(folder, Path.dirname(from)), { recursive: true })
      Fs.writeFileSync(
        Path.join(folder, from),
        `import type * as Planted from "${
          path.startsWith(".") ? path : `./${path}`
        }"\nexport type Type = typeof Planted\n`
      )
    }
    Fs.copyFileSync(Path.join(root, "oxlint.config.mjs"), Path.join(folder, "oxlint.config.mjs"))
    const oxlint = Path.join(root, "node_modules/.bin/oxlint")
    const output = execFileSync("sh", ["-c", `"${oxlint}" -c oxlint.config.mjs --format unix || true`], {
      cwd: folder,
      encoding: "utf8"
    })
    return [
      ...new Set(output.split("\n").flatMap((line) => /no-restricted-imports/.test(line) ? [line.split(":")[0]!] : []))
    ]
  } finally {
    Fs.rmSync(folder, { recursive: true })
  }
}

it("refuses an import of the next floor, from each file of each floor", () => {
  const planted = floors.slice(0, -1).flatMap((entries, i) =>
    entries
      .filter((entry) => entry !== "index")
      .map((entry) => [fileOf(entry, "planted"), fileOf(floors[i + 1]![0]!, "target")] as const)
  )
  assert.deepStrictEqual([...refused(planted)].sort(), planted.map(([from]) => from).sort())
})

it("has each folder of the source on a floor", () => {
  const folders = Fs.readdirSync(Path.join(root, "src"), { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile() && each.name.endsWith(".ts"))
    .map(({ parentPath }) => Path.relative(Path.join(root, "src"), parentPath))
  assert.includeMembers(floors.flat(), [...new Set(folders)].filter((folder) => folder !== ""))
})

it("refuses an import of the simulator from the core", () => {
  const core = floors.slice(0, floors.findIndex(([first]) => first === "simulator/engine")).flat()
  const planted = core
    .filter((entry) => entry !== "index")
    .map((entry) => [fileOf(entry, "planted"), "src/simulator/data/store.ts"] as const)
  assert.deepStrictEqual([...refused(planted)].sort(), planted.map(([from]) => from).sort())
})

it("refuses an import of single operations from modules that serve all operations", () => {
  const planted = general.map((entry) => [fileOf(entry, "planted"), "src/endpoints/Users.ts"] as const)
  assert.deepStrictEqual([...refused(planted)].sort(), planted.map(([from]) => from).sort())
})

it("accepts an import of the floor before", () => {
  const planted = floors.slice(1).flatMap((entries, i) =>
    entries
      .filter((entry) => ![entry, floors[i]![0]].includes("index") && !general.includes(entry))
      .map((entry) => [fileOf(entry, "planted"), fileOf(floors[i]![0]!, "target")] as const)
  )
  assert.deepStrictEqual(refused(planted), [])
})
