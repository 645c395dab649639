import { assert, describe, it } from "@effect/vitest"
import { Effect, Either, Exit, Redacted } from "effect"
import * as Endpoint from "effect-purecloud/Endpoint"
import * as Permissions from "effect-purecloud/Permissions"
import * as PureCloud from "effect-purecloud/PureCloud"
import { EncodeError } from "effect-purecloud/PureCloudError"
import * as Users from "effect-purecloud/Users"
import * as Schema from "effect/Schema"
import { invalid } from "../../utils/invalid.js"
import { type Reply, withService } from "../../utils/service.js"

const user: Reply = { body: { id: "u1" } }

/** Runs a call with invalid input, and returns the paths of its issues. */
const refused = (program: Effect.Effect<unknown, unknown, PureCloud.PureCloud>) =>
  withService(() => user, ({ seen, tokens }) =>
    Effect.gen(function*() {
      const error = yield* Effect.flip(program)
      assert.instanceOf(error, EncodeError)
      assert.strictEqual(seen.length + tokens.length, 0, "nothing was sent")
      return error.issues.map(({ path }) => path)
    }))

describe("path values", () => {
  it.effect("are percent-encoded, so that an id reaches no other endpoint", () =>
    withService(() => user, ({ seen }) =>
      Effect.gen(function*() {
        yield* Users.getUser({ userId: "../oauth/clients?x=1" })
        yield* Users.getUser({ userId: "a b/ü#%2e" })
        yield* Users.getUser({ userId: "%2e%2e" })
        assert.deepStrictEqual(seen.map(({ url }) => url), [
          "/api/v2/users/..%2Foauth%2Fclients%3Fx%3D1",
          "/api/v2/users/a%20b%2F%C3%BC%23%252e",
          "/api/v2/users/%252e%252e"
        ])
      })))

  for (const userId of ["", ".", "..", "\ud800", 7, null, undefined, {}]) {
    it.effect(`${JSON.stringify(userId)} is rejected before a request`, () =>
      Effect.gen(function*() {
        assert.deepStrictEqual(yield* refused(Users.getUser({ userId: invalid(userId) })), ["userId"])
      }))
  }
})

describe("query values", () => {
  it.effect("repeat the key for arrays, include false and 0, and omit undefined", () =>
    withService(() => ({ body: { entities: [], pageCount: 0 } }), ({ seen }) =>
      Effect.gen(function*() {
        yield* Users.getUsers({ id: ["a&b", "c=d"], expand: ["presence"], state: undefined, pageNumber: 1 })
        yield* Users.getUserQueues({ userId: "u", joined: false })
        const getTeams = PureCloud.call(Endpoint.make({
          id: "getTeams",
          method: "GET",
          path: "/api/v2/teams",
          query: { from: Endpoint.optional(Schema.Int) },
          permissions: Permissions.none
        }))
        yield* getTeams({ from: 0 })
        assert.deepStrictEqual(seen.map(({ url }) => url), [
          "/api/v2/users?pageNumber=1&id=a%26b&id=c%3Dd&expand=presence",
          "/api/v2/users/u/queues?joined=false",
          "/api/v2/teams?from=0"
        ])
      })))

  it.effect("reject an empty array, which would return everyone", () =>
    Effect.gen(function*() {
      assert.deepStrictEqual(yield* refused(Users.getUsers({ id: [] })), ["id"])
    }))

  it.effect("reject empty text, unknown values, wrong types and unknown keys", () =>
    Effect.gen(function*() {
      assert.deepStrictEqual(yield* refused(Users.getUsers({ id: ["a", ""] })), ["id[1]"])
      const holes = ["a"]
      holes[2] = "c"
      assert.deepStrictEqual(yield* refused(Users.getUsers({ id: holes })), ["id[1]"])
      assert.deepStrictEqual(yield* refused(Users.getUsers({ state: invalid("activ") })), ["state"])
      assert.deepStrictEqual(yield* refused(Users.getUsers({ pageSize: 2.5 })), ["pageSize"])
      assert.deepStrictEqual(yield* refused(Users.getUsers(invalid({ pagesize: 100 }))), ["pagesize"])
      assert.deepStrictEqual(yield* refused(Users.getUsers(invalid(7))), [""])
    }))
})

describe("bodies", () => {
  it.effect("are JSON, with null sent as null, unknown fields kept and undefined absent", () =>
    withService(() => user, ({ seen }) =>
      Effect.gen(function*() {
        const body = { version: 3, title: null, department: undefined, name: "N", custom: { a: [null] } }
        yield* Users.patchUser({ userId: "u", body })
        assert.strictEqual(seen[0]!.headers["content-type"], "application/json")
        assert.deepStrictEqual(JSON.parse(seen[0]!.body), {
          version: 3,
          title: null,
          name: "N",
          custom: { a: [null] }
        })
      })))

  it.effect("reject values that JSON would drop or change", () =>
    Effect.gen(function*() {
      const circle: { [key: string]: unknown } = { version: 1 }
      circle["self"] = circle
      const patch = (body: unknown) => refused(Users.patchUser({ userId: "u", body: invalid(body) }))
      assert.deepStrictEqual(yield* patch({ version: 1, extra: { deep: [1, NaN] } }), ["body.extra.deep[1]"])
      assert.deepStrictEqual(yield* patch({ version: 1, extra: new Map() }), ["body.extra"])
      assert.deepStrictEqual(yield* patch({ version: 1, extra: 1n }), ["body.extra"])
      assert.deepStrictEqual(yield* patch({ version: 1, extra: [undefined] }), ["body.extra[0]"])
      assert.deepStrictEqual(yield* patch(circle), ["body"])
      assert.deepStrictEqual(yield* patch({ name: "no version" }), ["body.version"])
      assert.deepStrictEqual(yield* patch({ version: 1, name: 5 }), ["body.name"])
      assert.deepStrictEqual(yield* patch(undefined), ["body"])
      assert.deepStrictEqual(yield* patch(null), ["body"])
    }))

  for (const depth of [1000, 2000, 3000, 3500, 4000, 5000, 6000, 8000]) {
    it.effect(`nested ${depth} deep are rejected, or sent and the response is returned`, () =>
      withService(() => ({ status: 400 }), ({ seen }) =>
        Effect.gen(function*() {
          let unknown: object = {}
          for (let i = 0; i < depth; i++) unknown = { unknown }
          const body = invalid({ version: 1, unknown })
          const error = yield* Effect.flip(Users.patchUser({ userId: "u", body }))
          assert.strictEqual(error._tag, seen.length === 0 ? "PureCloudEncodeError" : "PureCloudBadRequest")
        })))
  }

  it.effect("reject a Redacted value, which would be written as <redacted>", () =>
    Effect.gen(function*() {
      const newPassword = invalid(Redacted.make("pw"))
      assert.deepStrictEqual(yield* refused(Users.postUserPassword({ userId: "u", body: { newPassword } })), [
        "body.newPassword"
      ])
    }))
})

describe("an endpoint that a program declares", () => {
  const getTeam = PureCloud.call(Endpoint.make({
    id: "getTeam",
    method: "GET",
    path: "/api/v2/teams/{teamId}",
    pathParams: { teamId: Schema.String },
    query: { kind: Schema.Literal("small", "large") },
    success: Schema.Struct({ id: Schema.String }),
    permissions: Permissions.any("groups:team:view")
  }))

  it.effect("is called like those of the package", () =>
    withService(() => user, ({ seen }) =>
      Effect.gen(function*() {
        assert.deepStrictEqual(yield* getTeam({ teamId: "t/1", kind: "small" }), { id: "u1" })
        assert.strictEqual(seen[0]!.url, "/api/v2/teams/t%2F1?kind=small")
        const missing = yield* Effect.either(getTeam(invalid({ teamId: "t" })))
        assert.isTrue(Either.isLeft(missing) && missing.left._tag === "PureCloudEncodeError")
      })))

  for (const path of [".evil.example/x", "@evil.example/x", "api/v2/x", ""]) {
    it.effect(`is not called at ${JSON.stringify(path)}, which would become part of the host name`, () =>
      withService(() => user, ({ seen, tokens }) =>
        Effect.gen(function*() {
          const call = PureCloud.call(
            Endpoint.make({ id: "x", method: "GET", path: invalid(path), permissions: Permissions.none })
          )
          const exit = yield* Effect.exit(call())
          assert.isTrue(Exit.isFailure(exit) && String(exit.cause).includes("does not begin with a slash"))
          assert.strictEqual(seen.length + tokens.length, 0, "nothing was sent")
        })))
  }
})
