/**
 * Reads and writes the files of `contract/`.
 */
import * as Schema from "effect/Schema"
import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { type Contract, Index, Models, Operations } from "./facts.js"

const read = <A, I>(schema: Schema.Schema<A, I>, folder: string, name: string): A =>
  Schema.decodeUnknownSync(Schema.parseJson(schema), { onExcessProperty: "error" })(
    readFileSync(join(folder, name), "utf8")
  )

export const readContract = (folder: string): Contract => ({
  operations: read(Operations, folder, "operations.json"),
  models: read(Models, folder, "models.json"),
  index: read(Index, folder, "index.json")
})

/** Keys that come first in an entry, in this order. The others follow in alphabetical order. */
const first = ["method", "path", "in", "type", "format", "required", "readOnly"]

const inOrder = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => {
  const [i, j] = [first.indexOf(a), first.indexOf(b)]
  if (i >= 0 || j >= 0) return (i < 0 ? first.length : i) - (j < 0 ? first.length : j)
  return a < b ? -1 : 1
}

const entriesOf = (value: object): ReadonlyArray<readonly [string, unknown]> =>
  Object.entries(value).filter(([, v]) => v !== undefined).sort(inOrder)

const isObject = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/** Formats a value on one line. */
const line = (value: unknown): string =>
  Array.isArray(value)
    ? `[${value.map(line).join(", ")}]`
    : isObject(value)
    ? `{ ${entriesOf(value).map(([key, v]) => `${JSON.stringify(key)}: ${line(v)}`).join(", ")} }`
    : JSON.stringify(value)

/** Keys whose entries are written on one line each. */
const tables = ["fields", "parameters"]

const block = (entries: ReadonlyArray<readonly [string, string]>, indent: string): string =>
  entries.length === 0
    ? "{}"
    : `{\n${entries.map(([key, text]) => `${indent}  ${JSON.stringify(key)}: ${text}`).join(",\n")}\n${indent}}`

const entry = (value: object): string =>
  block(
    entriesOf(value).map(([key, v]) => [
      key,
      tables.includes(key) && isObject(v)
        ? block(entriesOf(v).map(([name, inner]) => [name, line(inner)]), "    ")
        : line(v)
    ]),
    "  "
  )

const table = (value: object): string => block(entriesOf(value).map(([name, v]) => [name, entry(Object(v))]), "")

/**
 * Writes the files, with one line for each operation, parameter, model and field. `dprint` breaks lines that are too
 * long.
 */
export const writeContract = (folder: string, { index, models, operations }: Contract): void => {
  const write = (name: string, text: string): void => writeFileSync(join(folder, name), `${text}\n`)
  write("operations.json", table(operations))
  write("models.json", table(models))
  write("index.json", JSON.stringify(index, null, 2))
}
