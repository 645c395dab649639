/**
 * Models as arbitraries: `Arbitrary.make` terminates for each model, even if it refers to itself.
 */
import { assert, describe, it } from "@effect/vitest"
import * as Arbitrary from "effect/Arbitrary"
import * as FastCheck from "effect/FastCheck"
import * as Schema from "effect/Schema"
import { fileURLToPath } from "node:url"
import { readContract } from "../../scripts/contract/files.js"
import { acceptedNames, expectedModels } from "../../scripts/contract/scope.js"
import * as Models from "../../src/models/index.js"
import { schemas } from "../utils/models.js"

/** Depth of the nested objects and arrays of a value. */
const depthOf = (value: unknown): number =>
  typeof value === "object" && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0

describe("Arbitrary.make", () => {
  it.each(schemas)("of %s gives values of the model, for 50 seeds", (_, schema) => {
    const arbitrary = Arbitrary.make(schema)
    const is = Schema.is(schema)
    for (let seed = 1; seed <= 50; seed++) {
      for (const value of FastCheck.sample(arbitrary, { seed, numRuns: 3 })) assert.isTrue(is(value))
    }
  })

  it.each(schemas)("of %s gives values that are the same after a request and a response", (_, schema) => {
    const encode = Schema.encodeSync(schema)
    const decode = Schema.decodeUnknownSync(schema)
    for (let seed = 1; seed <= 20; seed++) {
      for (const value of FastCheck.sample(Arbitrary.make(schema), { seed, numRuns: 3 })) {
        const sent = JSON.stringify(encode(value))
        const received: unknown = decode(JSON.parse(sent))
        assert.deepEqual(received, JSON.parse(sent))
        assert.strictEqual(JSON.stringify(encode(received)), sent)
      }
    }
  })

  it("is tested for the models of each operation", () => {
    const names = schemas.map(([name]) => name)
    const contract = readContract(fileURLToPath(new URL("../../contract", import.meta.url)))
    const missing = expectedModels(contract).filter((name) =>
      !acceptedNames(contract, name).some((accepted) => names.includes(accepted))
    )
    assert.deepStrictEqual(missing, [])
  })

  // The model without fields has one value.
  it.each(schemas.filter(([name]) => name !== "Empty"))(
    "of %s gives another value for another seed, and the same value for the same seed",
    (_, schema) => {
      const sample = (seed: number) => JSON.stringify(FastCheck.sample(Arbitrary.make(schema), { seed, numRuns: 10 }))
      assert.strictEqual(sample(1), sample(1))
      assert.isAbove(new Set([1, 2, 3, 4, 5].map(sample)).size, 1)
    }
  )

  it("follows references, to a bounded depth", () => {
    const users = FastCheck.sample(Arbitrary.make(Models.User), { seed: 7, numRuns: 100 })
    assert.isTrue(users.some(({ manager }) => manager?.name !== undefined))
    assert.isTrue(users.some(({ manager }) => manager?.manager !== undefined))
    assert.isBelow(Math.max(...users.map(depthOf)), 20)
    const criteria = FastCheck.sample(Arbitrary.make(Models.UserSearchCriteria), { seed: 7, numRuns: 100 })
    assert.isTrue(criteria.some(({ group }) => group?.some(({ group }) => group !== undefined)))
  })

  it("is bounded for a schema of a program that contains a model", () => {
    const Team = Schema.Struct({ lead: Models.User, members: Schema.Array(Schema.suspend(() => Models.User)) })
    for (let seed = 1; seed <= 20; seed++) {
      for (const team of FastCheck.sample(Arbitrary.make(Team), { seed, numRuns: 2 })) {
        assert.isTrue(Schema.is(Team)(team))
      }
    }
  })

  it("shrinks to a small value", () => {
    const { counterexample } = FastCheck.check(
      FastCheck.property(Arbitrary.make(Models.User), (user) => user.manager === undefined),
      { seed: 1, numRuns: 200 }
    )
    assert.isBelow(JSON.stringify(counterexample).length, 2_000)
  })
})
