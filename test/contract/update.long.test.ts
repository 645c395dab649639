/**
 * The command `contract:update`, on copies of this package.
 */
import { assert, describe, it } from "@effect/vitest"
import * as Schema from "effect/Schema"
import { execFile } from "node:child_process"
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import { afterAll } from "vitest"
import { type Facts, factsAt, today } from "../../scripts/contract/facts.js"
import { readContract } from "../../scripts/contract/files.js"
import { check, Document } from "../../scripts/contract/openapi.js"
import { CommandError, update } from "../../scripts/contract/run.js"
import { acceptedNames, expectedModels } from "../../scripts/contract/scope.js"
import { lostComments, newerThan, probe, report } from "../fixtures/contract/newer.js"
import { toSwagger } from "../utils/swagger.js"

const root = fileURLToPath(new URL("../..", import.meta.url))
const contract = readContract(join(root, "contract"))
const facts = factsAt(today(contract), contract)

const copies: Array<string> = []
afterAll(() => {
  for (const copy of copies) rmSync(copy, { recursive: true })
})

/** A copy of this package, with the same dependencies. */
const copyOfPackage = (): string => {
  const copy = mkdtempSync(join(tmpdir(), "contract-"))
  copies.push(copy)
  for (const name of ["src", "contract", "scripts", "package.json", "tsconfig.json", "dprint.json"]) {
    cpSync(join(root, name), join(copy, name), { recursive: true })
  }
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"))
  return copy
}

/** The text of every file that the command may write. */
const textsOf = (copy: string): { readonly [file: string]: string } =>
  Object.fromEntries(
    ["src", "contract"].flatMap((folder) =>
      readdirSync(join(copy, folder), { recursive: true, encoding: "utf8" }).map((name) => join(folder, name))
    )
      .filter((name) => /\.(ts|json)$/.test(name))
      .map((name) => [name, readFileSync(join(copy, name), "utf8")])
  )

const day = "2027-01-15"

const writeSwagger = (copy: string, newer: Facts): string => {
  const file = join(copy, "swagger.json")
  writeFileSync(file, JSON.stringify(toSwagger(newer)))
  return file
}

/** Runs a program to its end without blocking the event loop. */
const run = (cwd: string, ...[program, ...args]: readonly [string, ...Array<string>]) =>
  promisify(execFile)(join(root, "node_modules/.bin", program), args, { cwd, maxBuffer: 1e8 }).then(
    ({ stdout }) => ({ code: 0, stdout, stderr: "" }),
    (error: { readonly code: number; readonly stdout: string; readonly stderr: string }) => error
  )

const command = join(root, "scripts/contract/update.ts")

/**
 * Updates a copy in another process, because an update blocks the event loop for seconds, and the test worker must send
 * messages meanwhile. Returns what the command prints.
 */
const updateCopy = async (copy: string, ...args: ReadonlyArray<string>): Promise<string> => {
  const updated = await run(root, "tsx", command, "--root", copy, "--day", day, ...args)
  assert.deepInclude(updated, { code: 0, stderr: "" })
  return updated.stdout.trimEnd()
}

const updateWith = (copy: string, newer: Facts): Promise<string> =>
  updateCopy(copy, "--since", "0.9.0", writeSwagger(copy, newer))

const typeErrorsOf = async (copy: string): Promise<string> => (await run(copy, "tsc", "-p", "src", "--noEmit")).stdout

const openApiOf = async (copy: string) =>
  Schema.decodeUnknownSync(Schema.parseJson(Document))((await run(copy, "tsx", "scripts/openapi.ts")).stdout)

const commentsOf = (text: string): ReadonlyArray<string> => text.match(/\/\*\*[^]*?\*\//g) ?? []

type Texts = ReturnType<typeof textsOf>

/** Checks the files that the update has written, and their doc comments. */
const checkTexts = (before: Texts, after: Texts): void => {
  // Only the files that contain changed facts are written.
  const changed = Object.keys(after).filter((name) => after[name] !== before[name])
  assert.sameMembers(changed, [
    "contract/index.json",
    "contract/models.json",
    "contract/operations.json",
    "src/endpoints/Users.ts",
    "src/endpoints/common.ts",
    "src/models/AnalyticsJob.ts",
    "src/models/ExternalId.ts",
    "src/models/Queue.ts",
    "src/models/SkillGroup.ts",
    "src/models/User.ts",
    "src/models/Utilization.ts"
  ])

  // Doc comments are unchanged, except those of removed fields.
  for (const name of changed) {
    const comments = commentsOf(after[name]!)
    const lost = commentsOf(before[name]!).filter((comment) => !comments.includes(comment))
    assert.deepStrictEqual(lost, lostComments[name] ?? [], name)
  }
  assert.include(
    after["src/models/User.ts"]!,
    "   * Users who can see the group.\n   * @deprecated Removed on 2027-01-15.\n   */"
  )
  assert.include(
    after["src/models/User.ts"]!,
    "  /** @deprecated Removed on 2027-01-15. */\n  readonly spouse?: string"
  )
  assert.include(after["src/models/User.ts"]!, "  /** Read-only. */\n  readonly shoeSize?: number | undefined\n")
  assert.match(
    after["src/models/User.ts"]!,
    /\/\*\*\n \* Pet\.\n \*\n \* @since 0\.9\.0\n[^]*?export interface Pet \{/
  )

  assert.include(after["src/models/User.ts"]!, `readonly type?: "official" | "social" | "secret" | (string & {})`)
  assert.match(after["src/models/Queue.ts"]!, /export const WrapupPrompt = Model\.open\([^)]*"NEVER"\n\)/)
  assert.match(after["src/models/AnalyticsJob.ts"]!, /export const AsyncQueryState = Model\.open\([^)]*"PAUSED"\)/)
  assert.include(
    after["src/models/Utilization.ts"]!,
    `readonly level?: "Agent" | "Organization" | "Team" | (string & {})`
  )
  assert.include(after["src/models/Utilization.ts"]!, "  readonly reservedCapacity?: number | undefined\n}")
  assert.match(after["src/models/ExternalId.ts"]!, /export interface Badge \{\n {2}readonly code: string\n\}/)
  assert.include(
    after["src/models/SkillGroup.ts"]!,
    "   * Text for administrators.\n   * @deprecated Removed on 2027-01-15.\n   */\n  readonly description?: string"
  )
}

const checkTypes = async (copy: string): Promise<void> => {
  const file = join(copy, "src/probe.ts")
  writeFileSync(file, probe)
  assert.strictEqual(await typeErrorsOf(copy), "")
  rmSync(file)
}

/** The OpenAPI document lacks only the items that need a decision. */
const checkDocument = async (copy: string): Promise<void> => {
  const document = await openApiOf(copy)
  assert.sameMembers(Object.keys(document.components.schemas["Pet"]!.properties!), [
    "born",
    "friends",
    "kind",
    "name",
    "owner"
  ])
  assert.containsAllKeys(document.components.schemas["MediaUtilization"]!.properties!, ["reservedCapacity"])
  assert.containsAllKeys(document.components.schemas["Badge"]!.properties!, ["code"])
  assert.containsAllKeys(document.components.schemas["User"]!.properties!, ["pets", "shoeSize", "title"])
  assert.deepStrictEqual(check(readContract(join(copy, "contract")), document).failures, [
    "postUsers: permissions not declared: a:b:c"
  ])
}

const newer = newerThan(facts)

describe("contract:update", { timeout: 300_000 }, () => {
  it("changes nothing with the present facts", async () => {
    const copy = copyOfPackage()
    const before = textsOf(copy)
    assert.strictEqual(await updateWith(copy, facts), "0 added, 0 removed, 0 changed")
    assert.deepStrictEqual(textsOf(copy), before)
  })

  it("writes additions into the right files, and prints the changes", async () => {
    const copy = copyOfPackage()
    const before = textsOf(copy)
    assert.strictEqual(await updateWith(copy, newer), report)
    checkTexts(before, textsOf(copy))
    await checkTypes(copy)
    await checkDocument(copy)

    // A second update writes nothing.
    const written = textsOf(copy)
    assert.strictEqual(await updateWith(copy, newer), "0 added, 0 removed, 0 changed")
    assert.deepStrictEqual(textsOf(copy), written)
  })

  it("writes every model of the contract into an empty folder", async () => {
    const copy = copyOfPackage()
    const emptied = join(copy, "src/models")
    for (const name of readdirSync(emptied)) rmSync(join(emptied, name))
    writeFileSync(join(emptied, "index.ts"), "/**\n * Models.\n *\n * @since 0.9.0\n */\n\nexport {}\n")
    // Modules that import the removed models are removed too.
    for (const name of readdirSync(join(copy, "src"))) {
      if (!["internal", "models", "tsconfig.json"].includes(name)) rmSync(join(copy, "src", name), { recursive: true })
    }
    for (const name of readdirSync(join(copy, "src/internal"))) {
      if (name !== "schema") rmSync(join(copy, "src/internal", name), { recursive: true })
    }
    const printed = await updateCopy(copy, "--since", "0.9.0")
    assert.isAtLeast(printed.match(/: added$/gm)?.length ?? 0, 89)
    writeFileSync(
      join(copy, "src/probe.ts"),
      `import * as Schema from "effect/Schema"
import * as models from "./models/index.js"

const texts = Object.values<unknown>(models).flatMap((model) => Schema.isSchema(model) ? [String(model.ast)] : [])
console.log(JSON.stringify(texts))
`
    )
    const probed = await run(copy, "tsx", "src/probe.ts")
    assert.deepInclude(probed, { code: 0, stderr: "" })
    const found = new Set(Schema.decodeUnknownSync(Schema.parseJson(Schema.Array(Schema.String)))(probed.stdout))
    assert.deepStrictEqual(
      expectedModels(contract).filter((name) => !acceptedNames(contract, name).some((accepted) => found.has(accepted))),
      []
    )
    rmSync(join(copy, "src/probe.ts"))
    assert.strictEqual(await typeErrorsOf(copy), "")
    const written = textsOf(copy)
    assert.strictEqual(await updateCopy(copy), "")
    assert.deepStrictEqual(textsOf(copy), written)
  })

  it("prints the list alone with --dry-run", async () => {
    const copy = copyOfPackage()
    const before = textsOf(copy)
    const stdout = await updateCopy(copy, "--dry-run", writeSwagger(copy, newer))
    assert.include(stdout, "13 added, 3 removed, 6 changed")
    assert.notInclude(stdout, "Written")
    assert.deepStrictEqual(textsOf(copy), before)
  })

  it("refuses files that it cannot read, a day in another format, and facts that are older than its own", () => {
    const copy = copyOfPackage()
    const before = textsOf(copy)
    const other = join(copy, "openapi.json")
    writeFileSync(other, JSON.stringify({ openapi: "3.1.0" }))
    assert.throws(() => update({ root: copy, file: other, day }), CommandError, /cannot be read as a Swagger 2\.0 file/)
    assert.throws(
      () => update({ root: copy, file: join(copy, "none.json"), day }),
      CommandError,
      /none\.json cannot be read/
    )
    const file = writeSwagger(copy, newer)
    assert.throws(() => update({ root: copy, file, day: "2020-01-01" }), CommandError, /newer than 2020-01-01/)
    assert.throws(() => update({ root: copy, file, day: "2027-1-15" }), CommandError, /"2027-1-15" is not a day/)
    assert.deepStrictEqual(textsOf(copy), before)
  })

  it("is a command with options", async () => {
    const copy = copyOfPackage()
    const file = writeSwagger(copy, newer)
    const listed = await run(root, "tsx", command, file, "--root", copy, "--dry-run")
    assert.deepInclude(listed, { code: 0, stderr: "" })
    assert.match(listed.stdout, /^Operations\n/)
    const unknown = await run(root, "tsx", command, "--daze")
    assert.strictEqual(unknown.code, 2)
    assert.match(unknown.stderr, /usage: npm run contract:update/)
    assert.deepInclude(await run(root, "tsx", command, file, "second.json"), {
      code: 2,
      stderr: "Only one Swagger file is read. Remove second.json.\n"
    })
  })
})
