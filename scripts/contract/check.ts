// Compares an OpenAPI document with the contract in contract/, and prints the differences. Exits 1 if there are any.
//   npm run -s openapi > openapi.json && npx tsx scripts/contract/check.ts openapi.json
import * as Schema from "effect/Schema"
import { readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { readContract } from "./files.js"
import { check, Document } from "./openapi.js"

const [file] = process.argv.slice(2)
if (file === undefined) {
  console.error("usage: tsx scripts/contract/check.ts openapi.json")
  process.exit(2)
}
const document = Schema.decodeUnknownSync(Schema.parseJson(Document))(readFileSync(file, "utf8"))
const { failures, passed } = check(readContract(fileURLToPath(new URL("../../contract", import.meta.url))), document)
for (const failure of failures) console.log(failure)
console.log(`${passed} passed, ${failures.length} failed`)
process.exitCode = failures.length === 0 ? 0 : 1
