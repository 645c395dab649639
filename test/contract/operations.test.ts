/**
 * Comparison of the declarations with the vendor's list.
 */
import { assert, describe, it } from "@effect/vitest"
import type * as Endpoint from "effect-purecloud/Endpoint"
import * as endpoints from "effect-purecloud/endpoints/index"
import * as Users from "effect-purecloud/Users"
import { operations } from "../fixtures/operations.js"

describe("the operations", () => {
  it("are declared under the vendor's names, with its methods and paths", () => {
    const declared = Object.entries<Endpoint.Any>(endpoints)
    assert.lengthOf(declared, 131)
    for (const [name, { id }] of declared) assert.strictEqual(id, name)
    assert.deepStrictEqual(
      Object.fromEntries(declared.map(([name, { method, path }]) => [name, `${method} ${path}`])),
      operations
    )
  })

  it("are exported as calls with the same names", () => {
    assert.deepStrictEqual(
      Object.fromEntries(Object.entries(Users).map(([name, { endpoint }]) => [name, endpoint])),
      { ...endpoints }
    )
  })

  it("are idempotent if they only read, or by their method", () => {
    for (const { id, idempotent, method } of Object.values<Endpoint.Any>(endpoints)) {
      const onlyReads = method === "GET" || /Query$|^postUsersSearch/.test(id)
      assert.strictEqual(idempotent, onlyReads || method === "PUT" || method === "DELETE", id)
    }
  })

  it("name the replacement of those that are deprecated", () => {
    const deprecated = Object.values<Endpoint.Any>(endpoints).filter((endpoint) => endpoint.deprecated !== undefined)
    assert.deepStrictEqual(
      Object.fromEntries(deprecated.map(({ deprecated, id }) => [id, deprecated?.since])),
      {
        deleteUserRoles: "2020-03-31",
        // The vendor documents no day of removal for these.
        getAuthorizationDivisionspermittedMe: undefined,
        getAuthorizationDivisionspermittedPagedSubjectId: undefined,
        getFieldconfig: "2021-07-02",
        getProfilesUsers: "2020-06-26",
        getUserFavorites: "2021-06-22",
        getUserProfile: "2020-06-26"
      }
    )
    for (const { deprecated: fact } of deprecated) assert.isNotEmpty(fact?.use)
  })
})
