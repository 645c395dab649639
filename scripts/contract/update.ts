// Brings newer facts of the API into contract/ and into the source.
//   npm run contract:update -- swagger.json       the vendor's published Swagger file
//   npm run contract:update                       only the source, from the facts in contract/
// Prints what was added, removed and changed, what was written, and what is left to decide.
import * as Schema from "effect/Schema"
import { execFileSync } from "node:child_process"
import { readFileSync } from "node:fs"
import { join, relative, resolve } from "node:path"
import { fileURLToPath } from "node:url"
import { parseArgs } from "node:util"
import { type Change, changesOf, render } from "./changes.js"
import { type Contract, type Facts, factsAt, today, withNewer } from "./facts.js"
import { readContract, writeContract } from "./files.js"
import { openSource } from "./source.js"
import { factsOf, Swagger } from "./swagger.js"
import { bringUpToDate } from "./write.js"

const usage = `usage: npm run contract:update -- [swagger.json] [options]

  --day yyyy-MM-dd   day of the Swagger file; today by default
  --since version    version of this package for @since; that of package.json by default
  --root folder      the package to update; this one by default
  --dry-run          print the list, write nothing`

const fail = (message: string): never => {
  console.error(message)
  process.exit(2)
}

const readOptions = () => {
  try {
    const { positionals, values } = parseArgs({
      allowPositionals: true,
      options: {
        day: { type: "string" },
        since: { type: "string" },
        root: { type: "string" },
        "dry-run": { type: "boolean" },
        help: { type: "boolean" }
      }
    })
    return { ...values, files: positionals }
  } catch (error) {
    return fail(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`)
  }
}

/** The facts of the vendor's file. */
const readNewer = (file: string, known: Facts): Facts => {
  try {
    return factsOf(Schema.decodeUnknownSync(Schema.parseJson(Swagger))(readFileSync(file, "utf8")), known)
  } catch (error) {
    return fail(
      `${file} cannot be read as a Swagger 2.0 file: ${error instanceof Error ? error.message : String(error)}`
    )
  }
}

/** The contract with newer facts. Operations that came with them have no declaration yet. */
const updated = (contract: Contract, newer: Facts, changes: ReadonlyArray<Change>, day: string): Contract => {
  const { index, ...facts } = withNewer(contract, newer, day)
  const added = changes.flatMap(({ action, item, name, of }) =>
    of === "operation" && action === "added" && item === undefined ? [name] : []
  )
  return { ...facts, index: { ...index, undeclared: [...index.undeclared, ...added].sort() } }
}

/** Changes that the source is not given without a person: everything but additions to models and to declarations. */
const isDecision = ({ action, detail = "", item, of }: Change): boolean =>
  of === "operation"
    ? item === undefined || !(action === "added" && item.startsWith("parameter")) && !detail.startsWith("values added")
    : item !== undefined && action === "changed" && !detail.startsWith("values")

const format = (root: string, files: ReadonlyArray<string>): void => {
  if (files.length === 0) return
  execFileSync(join(root, "node_modules/.bin/dprint"), ["fmt", ...files.map((file) => relative(root, file))], {
    cwd: root,
    stdio: ["ignore", "ignore", "inherit"]
  })
}

const versionOf = (root: string): string =>
  Schema.decodeUnknownSync(Schema.parseJson(Schema.Struct({ version: Schema.String })))(
    readFileSync(join(root, "package.json"), "utf8")
  ).version

const options = readOptions()
if (options.help === true) {
  console.log(usage)
  process.exit(0)
}
if (options.files.length > 1) fail(usage)
const root = resolve(options.root ?? fileURLToPath(new URL("../..", import.meta.url)))
const folder = join(root, "contract")
const before = readContract(folder)
const known = factsAt(today(before), before)
const day = options.day ?? new Date().toISOString().slice(0, 10)
const [file] = options.files

const newer = file === undefined ? known : readNewer(file, known)
const changes = changesOf(known, newer)
if (file !== undefined) console.log(render(changes))
if (changes.length > 0 && day < today(before)) fail(`The contract has facts of ${today(before)}, newer than ${day}.`)

if (options["dry-run"] !== true) {
  const contract = changes.length === 0 ? before : updated(before, newer, changes, day)
  if (changes.length > 0) writeContract(folder, contract)
  const project = openSource(root)
  const edits = bringUpToDate(contract, project, options.since ?? versionOf(root))
  const files = [
    ...new Set(project.getSourceFiles().filter((source) => !source.isSaved()).map((source) => source.getFilePath()))
  ]
  project.saveSync()
  format(root, [
    ...files,
    ...(changes.length > 0 ? ["operations.json", "models.json", "index.json"].map((name) => join(folder, name)) : [])
  ])
  if (edits.length > 0) console.log("\nWritten")
  for (const edit of edits) console.log(`${relative(root, edit.file)}: ${edit.what}`)
  const decisions = changes.filter(isDecision)
  if (decisions.length > 0) console.log(`\nLeft to decide\n${render(decisions)}`)
}
