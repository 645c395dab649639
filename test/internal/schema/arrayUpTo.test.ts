/**
 * Arrays with a maximum number of items.
 */
import { assert, describe, it } from "@effect/vitest"
import { Either } from "effect"
import * as Endpoint from "effect-purecloud/Endpoint"
import * as OpenApi from "effect-purecloud/OpenApi"
import * as Permissions from "effect-purecloud/Permissions"
import * as PureCloud from "effect-purecloud/PureCloud"
import * as Model from "../../../src/internal/schema/model.js"
import { invalid } from "../../utils/invalid.js"
import { memory } from "../../utils/memory.js"

const { run } = memory()

describe("a body with a maximum number of items", () => {
  const endpoint = Endpoint.make({
    id: "patchTeams",
    method: "PATCH",
    path: "/api/v2/teams",
    body: Model.arrayUpTo(2, Model.model("Team", { id: Model.string, lead: Model.optional(Model.string) })),
    permissions: Permissions.none
  })
  const patchTeams = PureCloud.call(endpoint)
  const teams = (n: number) => Array.from({ length: n }, (_, i) => ({ id: `t${i}` }))

  /** Returns the issues of a body that is refused. */
  const issuesOf = async (body: unknown) => {
    const { result, sent } = await run({ status: 204 }, patchTeams({ body: invalid(body) }))
    if (Either.isRight(result)) return []
    assert.isEmpty(sent)
    return result.left._tag === "PureCloudEncodeError"
      ? result.left.issues.map(({ expected, path }) => `${path}: ${expected}`)
      : assert.fail(result.left._tag)
  }

  it("is refused if it has more", async () => {
    for (const n of [0, 1, 2]) assert.deepStrictEqual(await issuesOf(teams(n)), [])
    assert.deepStrictEqual(await issuesOf(teams(3)), ["body: an array of at most 2 items"])
    assert.deepStrictEqual(await issuesOf([{ id: 1 }]), ["body[0].id: string"])
    for (const body of [null, {}, "t1"]) {
      assert.deepStrictEqual(await issuesOf(body), ["body: an array of at most 2 items"], JSON.stringify(body))
    }
  })

  it("may have a null for an absent field, like any body", async () => {
    assert.deepStrictEqual(await issuesOf([{ id: "t1", lead: null }]), [])
  })

  it("has the maximum in the OpenAPI document", () => {
    const { requestBody } = OpenApi.fromEndpoints([endpoint]).paths["/api/v2/teams"]!["patch"]!
    assert.deepInclude(requestBody?.content["application/json"].schema, { type: "array", maxItems: 2 })
    assert.notProperty(requestBody?.content["application/json"].schema, "title")
  })
})
