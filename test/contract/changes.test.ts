/**
 * The list of changes between two snapshots, and the reader of the vendor's Swagger file.
 */
import { assert, describe, it } from "@effect/vitest"
import * as Schema from "effect/Schema"
import { existsSync, readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { type Change, changesOf, render } from "../../scripts/contract/changes.js"
import { type Facts, factsAt, today } from "../../scripts/contract/facts.js"
import { readContract } from "../../scripts/contract/files.js"
import { factsOf, Swagger } from "../../scripts/contract/swagger.js"
import { recordedChanges } from "../utils/recorded.js"
import { toSwagger } from "../utils/swagger.js"

const contract = readContract(fileURLToPath(new URL("../../contract", import.meta.url)))
const facts2018 = factsAt("2018-06-20", contract)
const facts2026 = factsAt("2026-08-15", contract)

const read = (swagger: unknown, known?: Facts): Facts => factsOf(Schema.decodeUnknownSync(Swagger)(swagger), known)

const linesOf = (changes: ReadonlyArray<Change>): ReadonlyArray<string> =>
  changes.map((change) => JSON.stringify(change, ["of", "name", "action", "item", "detail"])).sort()

/**
 * Whether the models of a change are used only by operations that were added after 2018. The record omits such changes.
 */
const isLater = ({ name, of }: Change, recorded: ReadonlyArray<Change>): boolean =>
  of === "model" && facts2018.models[name] === undefined && !recorded.some((change) => change.name === name)

describe("the list of changes", () => {
  it("between the file of 2018 and today's facts equals the record of those years", () => {
    const changes = changesOf(read(toSwagger(facts2018)), read(toSwagger(facts2026), facts2018))
    const recorded = recordedChanges(facts2018)
    assert.deepStrictEqual(linesOf(changes.filter((change) => !isLater(change, recorded))), linesOf(recorded))
    const later = changes.filter((change) => isLater(change, recorded))
    assert.lengthOf(later, 89)
    assert.isTrue(later.every(({ action, item }) => action === "added" && item === undefined))
  })

  it("of the same facts is empty", () => {
    for (const facts of [facts2018, facts2026]) assert.deepStrictEqual(changesOf(facts, facts), [])
    assert.strictEqual(render([]), "0 added, 0 removed, 0 changed")
  })

  it("in reverse, adds what was removed and removes what was added", () => {
    const there = changesOf(facts2018, facts2026)
    const back = changesOf(facts2026, facts2018)
    const count = (changes: ReadonlyArray<Change>, action: Change["action"]) =>
      changes.filter((change) => change.action === action).length
    assert.strictEqual(count(there, "added"), count(back, "removed"))
    assert.strictEqual(count(there, "removed"), count(back, "added"))
  })

  it("ignores the order of values, permissions and fields", () => {
    const group = facts2026.models["Group"]!
    const { type } = group.fields
    const reordered = {
      ...facts2026,
      models: {
        ...facts2026.models,
        Group: { fields: { ...group.fields, type: { ...type!, values: [...type!.values!].reverse() } } }
      }
    }
    assert.deepStrictEqual(changesOf(facts2026, reordered), [])
  })

  it("is printed by operation and by model, with the number of changes", () => {
    const { Group, ...models } = facts2026.models
    const { visibility: _, ...fields } = Group!.fields
    const newer: Facts = {
      operations: facts2026.operations,
      models: {
        ...models,
        Group: { fields: { ...fields, motto: { type: "string", readOnly: true } } },
        Pet: { fields: {} }
      }
    }
    assert.strictEqual(
      render(changesOf(facts2026, newer)),
      `Models
Group
  + field motto: string; read-only
  - field visibility
+ Pet: fields 

2 added, 1 removed, 0 changed`
    )
  })
})

describe("the reader of Swagger files", () => {
  it("reads the facts of each snapshot from a Swagger file with the same facts", () => {
    for (const day of contract.index.snapshots) {
      const facts = factsAt(day, contract)
      assert.deepStrictEqual(changesOf(facts, read(toSwagger(facts), facts)), [], day)
    }
  })

  it("reads operations tagged Users and those known before, and the models that they reach", () => {
    const facts = factsAt(today(contract), contract)
    const swagger = toSwagger(facts) as { paths: Record<string, Record<string, { tags: ReadonlyArray<string> }>> }
    swagger.paths["/api/v2/users"]!["get"]!.tags = ["People"]
    assert.notProperty(read(swagger).operations, "getUsers")
    assert.property(read(swagger, facts).operations, "getUsers")
    const only = read({ ...swagger, paths: { "/api/v2/users": { post: swagger.paths["/api/v2/users"]!["post"] } } })
    assert.sameMembers(Object.keys(only.operations), ["postUsers"])
    assert.property(only.models, "CreateUser")
    assert.notProperty(only.models, "UserQueue")
  })

  it("rejects a file of another format", () => {
    assert.throws(() => read({ openapi: "3.1.0", paths: {} }))
    assert.throws(() => read({ swagger: "2.0", paths: {} }))
  })

  const vendors = fileURLToPath(new URL("../../../shared/contract/users-api.swagger.json", import.meta.url))
  // The vendor's file is not part of the repository.
  if (existsSync(vendors)) {
    it("finds the facts of 2018 in the vendor's file", () => {
      assert.deepStrictEqual(changesOf(facts2018, read(JSON.parse(readFileSync(vendors, "utf8")))), [])
    })
  }
})
