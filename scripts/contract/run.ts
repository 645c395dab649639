/**
 * Writes newer facts of the API to `contract/` and to the source of a package.
 */
import * as Schema from "effect/Schema"
import { execFileSync } from "node:child_process"
import { readFileSync } from "node:fs"
import { join, relative } from "node:path"
import { type Change, changesOf, render } from "./changes.js"
import { type Contract, Day, type Facts, factsAt, today, withNewer } from "./facts.js"
import { readContract, writeContract } from "./files.js"
import { openSource } from "./source.js"
import { factsOf, Swagger } from "./swagger.js"
import { updateSource } from "./write.js"

/** An error whose message is printed without a stack. */
export class CommandError extends Error {}

export interface Options {
  /** Folder of the package. */
  readonly root: string
  /** Path of the vendor's Swagger file. If it is absent, only the source is updated, with the facts in `contract/`. */
  readonly file?: string | undefined
  /** Day of the Swagger file, `yyyy-MM-dd`. */
  readonly day: string
  /** Version of the package in which the additions appear first (`@since`). Default: the version in `package.json`. */
  readonly since?: string | undefined
  /** Whether to print the changes without writing them. */
  readonly dryRun?: boolean | undefined
}

/** Reads the facts of the vendor's file. */
const readNewer = (file: string, known: Facts): Facts => {
  try {
    return factsOf(Schema.decodeUnknownSync(Schema.parseJson(Swagger))(readFileSync(file, "utf8")), known)
  } catch (error) {
    throw new CommandError(
      `${file} cannot be read as a Swagger 2.0 file: ${error instanceof Error ? error.message : String(error)}`
    )
  }
}

/** Returns the contract with newer facts. New operations are listed as undeclared. */
const updated = (contract: Contract, newer: Facts, changes: ReadonlyArray<Change>, day: string): Contract => {
  const { index, ...facts } = withNewer(contract, newer, day)
  const added = changes.flatMap(({ action, item, name, of }) =>
    of === "operation" && action === "added" && item === undefined ? [name] : []
  )
  return { ...facts, index: { ...index, undeclared: [...index.undeclared, ...added].sort() } }
}

/** Whether a person must make a change. Additions to models and declarations are made by this program. */
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

const files = ["operations.json", "models.json", "index.json"]

/** Writes the contract if it has changed, and writes additions to the source. Returns a line for each change. */
const write = (root: string, contract: Contract, isNew: boolean, since: string): ReadonlyArray<string> => {
  const folder = join(root, "contract")
  if (isNew) writeContract(folder, contract)
  const project = openSource(root)
  const edits = updateSource(contract, project, since)
  const sources = project.getSourceFiles().filter((source) => !source.isSaved()).map((source) => source.getFilePath())
  project.saveSync()
  format(root, [...sources, ...(isNew ? files.map((name) => join(folder, name)) : [])])
  return edits.map((edit) => `${relative(root, edit.file)}: ${edit.what}`)
}

/**
 * Updates a package. Returns the text to print: all changes, the written ones, and the ones that a person must decide.
 */
export const update = ({ day, dryRun, file, root, since }: Options): string => {
  if (!Schema.is(Day)(day)) throw new CommandError(`"${day}" is not a day, for example 2026-09-16.`)
  const before = readContract(join(root, "contract"))
  const known = factsAt(today(before), before)
  const newer = file === undefined ? known : readNewer(file, known)
  const changes = changesOf(known, newer)
  const isNew = changes.length > 0
  if (isNew && day < today(before)) {
    throw new CommandError(`The contract has facts of ${today(before)}, which are newer than ${day}.`)
  }
  const written = dryRun === true
    ? []
    : write(root, isNew ? updated(before, newer, changes, day) : before, isNew, since ?? versionOf(root))
  const decisions = changes.filter(isDecision)
  return [
    ...(file === undefined ? [] : [render(changes)]),
    ...(written.length === 0 ? [] : [`Written\n${written.join("\n")}`]),
    ...(decisions.length === 0 ? [] : [`Left to decide\n${render(decisions)}`])
  ].join("\n\n")
}
