/**
 * The declarations and models against the facts in contract/, and the reader of those facts.
 */
import { assert, describe, it } from "@effect/vitest"
import * as OpenApi from "effect-purecloud/OpenApi"
import * as Schema from "effect/Schema"
import { fileURLToPath } from "node:url"
import { changesOf } from "../../scripts/contract/changes.js"
import { type Contract, emptyContract, factsAt, today, withNewer } from "../../scripts/contract/facts.js"
import { readContract } from "../../scripts/contract/files.js"
import { check, Document } from "../../scripts/contract/openapi.js"

const contract = readContract(fileURLToPath(new URL("../../contract", import.meta.url)))

interface Json {
  [key: string]: Json
}

const copyOf = (value: unknown): Json => JSON.parse(JSON.stringify(value)) as Json

const failuresOf = (document: unknown, of: Contract = contract): ReadonlyArray<string> =>
  check(of, Schema.decodeUnknownSync(Document)(document)).failures

/** Returns the failures of the contract check after a change to the document. */
const failuresAfter = (change: (document: Json) => void): ReadonlyArray<string> => {
  const document = copyOf(OpenApi.users())
  change(document)
  return failuresOf(document)
}

describe("the contract check", () => {
  it("passes for this package", () => {
    const { failures, passed } = check(contract, Schema.decodeUnknownSync(Document)(copyOf(OpenApi.users())))
    assert.deepStrictEqual(failures, [])
    assert.isAbove(passed, 4000)
  })

  const schemaOf = (document: Json, name: string): Json => document["components"]!["schemas"]![name]!
  const operationOf = (document: Json, path: string, method: string): Json => document["paths"]![path]![method]!

  it("reports an operation under another name", () => {
    assert.deepStrictEqual(
      failuresAfter((doc) => Object.assign(operationOf(doc, "/api/v2/users", "get"), { operationId: "listUsers" })),
      ["getUsers: operationId is listUsers"]
    )
  })

  it("reports a forgotten operation", () => {
    assert.deepStrictEqual(failuresAfter((doc) => delete doc["paths"]!["/api/v2/users"]!["get"]), ["getUsers: missing"])
  })

  it("reports a model that is missing, by each name that it may have", () => {
    assert.deepInclude(
      failuresAfter((doc) => delete doc["components"]!["schemas"]!["Queue"]),
      "model QueueFullReference: missing"
    )
  })

  it("reports a forgotten field", () => {
    assert.deepStrictEqual(failuresAfter((doc) => delete schemaOf(doc, "Group")["properties"]!["email"]), [
      "model Group.email: missing"
    ])
  })

  it("reports a field of another type, alone and inside an array", () => {
    assert.deepStrictEqual(
      failuresAfter((doc) => Object.assign(schemaOf(doc, "Group")["properties"]!, { email: { type: "number" } })),
      ["model Group.email: expected string, found number"]
    )
    assert.deepStrictEqual(
      failuresAfter((doc) =>
        Object.assign(schemaOf(doc, "Biography")["properties"]!, {
          education: { type: "array", items: { $ref: "#/components/schemas/Chat" } }
        })
      ),
      ["model Biography.education: each: expected model Education, found Chat"]
    )
  })

  it("reports a listed value that is forgotten", () => {
    assert.deepStrictEqual(
      failuresAfter((doc) => Object.assign(schemaOf(doc, "Group")["properties"]!, { type: { enum: ["official"] } })),
      ["model Group.type: values not listed: social"]
    )
  })

  it("reports a field that is required in requests, but optional in the contract", () => {
    assert.deepStrictEqual(
      failuresAfter((doc) => Object.assign(schemaOf(doc, "CreateUser"), { required: ["name", "email", "title"] })),
      ["model CreateUser.title: required in requests, but not documented as required"]
    )
  })

  it("reports parameters that are missing, or required although they are optional in the contract", () => {
    assert.deepStrictEqual(
      failuresAfter((doc) => Object.assign(operationOf(doc, "/api/v2/users", "get"), { parameters: [] }))
        .map((failure) => failure.replace(/: missing.*/, "")),
      Object.keys(contract.operations["getUsers"]!.parameters).map((name) => `getUsers parameter ${name}`)
    )
    assert.deepStrictEqual(
      failuresAfter((doc) =>
        Object.assign(operationOf(doc, "/api/v2/users/{userId}/favorites", "get")["parameters"]![1]!, {
          required: true
        })
      ).map((failure) => failure.replace(/parameter \w+/, "parameter")),
      ["getUserFavorites parameter: required true, expected false"]
    )
  })

  it("reports statuses, permissions, bodies, paging and deprecation that are not declared", () => {
    const at = (doc: Json) => operationOf(doc, "/api/v2/users/search", "post")
    assert.deepStrictEqual(failuresAfter((doc) => delete at(doc)["responses"]!["413"]), [
      "postUsersSearch: error status 413 not declared"
    ])
    assert.deepStrictEqual(failuresAfter((doc) => delete at(doc)["x-inin-requires-permissions"]), [
      "postUsersSearch: permissions not declared: directory:user:view"
    ])
    assert.deepStrictEqual(failuresAfter((doc) => Object.assign(at(doc)["requestBody"]!, { required: false })), [
      "postUsersSearch body: should be required"
    ])
    assert.deepStrictEqual(failuresAfter((doc) => delete at(doc)["x-paging"]), ["postUsersSearch: not paged"])
    assert.deepStrictEqual(
      failuresAfter((doc) => delete operationOf(doc, "/api/v2/profiles/users", "get")["deprecated"]),
      ["getProfilesUsers: deprecated undefined, expected true"]
    )
  })

  it("reports an operation that is declared, but also listed as undeclared", () => {
    const index = { ...contract.index, undeclared: [...contract.index.undeclared, "getUsers"] }
    assert.deepStrictEqual(failuresOf(copyOf(OpenApi.users()), { ...contract, index }), [
      `getUsers: declared, but also listed in "undeclared" of index.json`
    ])
  })

  it("reports an operation that is neither declared nor listed as undeclared", () => {
    const document = copyOf(OpenApi.users())
    delete document["paths"]!["/api/v2/users/{userId}/state"]
    const failuresWith = (undeclared: ReadonlyArray<string>) =>
      failuresOf(document, { ...contract, index: { ...contract.index, undeclared } }).filter((failure) =>
        failure.endsWith("UserState: missing") && !failure.startsWith("model")
      )
    assert.deepStrictEqual(failuresWith(["putUserState"]), ["getUserState: missing"])
    assert.deepStrictEqual(failuresWith(["getUserState", "putUserState"]), [])
  })
})

describe("the history of facts", () => {
  const { snapshots } = contract.index

  it("has the facts of each snapshot", () => {
    const counts = snapshots.map((day) => factsAt(day, contract)).map(({ models, operations }) => [
      Object.keys(operations).length,
      Object.keys(models).length
    ])
    assert.deepStrictEqual(counts, [[52, 112], [130, 259], [130, 259]])
  })

  it("equals the result of adding the snapshots in order", () => {
    const built = snapshots.reduce(
      (old, day) => withNewer(old, factsAt(day, contract), day),
      emptyContract(snapshots[0])
    )
    for (const day of snapshots) {
      assert.deepStrictEqual(changesOf(factsAt(day, contract), factsAt(day, built)), [], day)
    }
  })

  it("stays the same if newer facts are the same", () => {
    const facts = factsAt(today(contract), contract)
    assert.deepStrictEqual(copyOf(withNewer(contract, facts, today(contract))), copyOf(contract))
  })

  it("keeps removed facts with the day of their removal, and returns them for the days before", () => {
    const facts = factsAt(today(contract), contract)
    const { Group: _, ...models } = facts.models
    const newer = withNewer(contract, { ...facts, models }, "2027-01-01")
    assert.strictEqual(newer.models["Group"]?.removed, "2027-01-01")
    assert.isUndefined(factsAt("2027-01-01", newer).models["Group"])
    assert.deepStrictEqual(factsAt(today(contract), newer), facts)
  })
})
