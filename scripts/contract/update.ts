// Writes newer facts of the API to contract/ and to the source.
//   npm run contract:update -- swagger.json       the vendor's published Swagger file
//   npm run contract:update                       updates the source only, with the facts in contract/
// Prints all changes, the changes that were written, and the changes that a person must decide.
import { resolve } from "node:path"
import { fileURLToPath } from "node:url"
import { parseArgs } from "node:util"
import { CommandError, update } from "./run.js"

const usage = `usage: npm run contract:update -- [swagger.json] [options]

  --day yyyy-MM-dd   day of the Swagger file; today by default
  --since version    version of this package for @since; that of package.json by default
  --root folder      the package to update; this one by default
  --dry-run          print the list, write nothing`

const readOptions = () => {
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
  const [file, second] = positionals
  if (second !== undefined) throw new CommandError(`Only one Swagger file is read. Remove ${second}.`)
  return { ...values, file }
}

try {
  const { day = new Date().toISOString().slice(0, 10), help, root, ...options } = readOptions()
  const text = help === true ? usage : update({
    ...options,
    day,
    dryRun: options["dry-run"],
    root: resolve(root ?? fileURLToPath(new URL("../..", import.meta.url)))
  })
  if (text !== "") console.log(text)
} catch (error) {
  const isUsage = error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS")
  if (!isUsage && !(error instanceof CommandError)) throw error
  console.error(isUsage ? `${error.message}\n\n${usage}` : error.message)
  process.exitCode = 2
}
