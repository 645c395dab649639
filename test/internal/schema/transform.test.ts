/**
 * Endpoints whose schemas transform: dates, brands, classes, renamed fields.
 */
import { assert, describe, it } from "@effect/vitest"
import { Arbitrary, Effect, FastCheck, Option, Schema, Stream } from "effect"
import * as Endpoint from "effect-purecloud/Endpoint"
import * as User from "effect-purecloud/models/User"
import * as Pagination from "effect-purecloud/Pagination"
import * as Permissions from "effect-purecloud/Permissions"
import * as PureCloud from "effect-purecloud/PureCloud"
import * as Simulator from "effect-purecloud/Simulator"
import { transforms, wireOf } from "../../../src/internal/schema/transform.js"
import { errorOf, outcomeOf, trial } from "../../utils/faults.js"
import { invalid } from "../../utils/invalid.js"

const TeamId = Schema.String.pipe(Schema.brand("TeamId"))

class Size extends Schema.Class<Size>("Size")({ members: Schema.NumberFromString }) {}

const Team = Schema.Struct({
  id: TeamId,
  created: Schema.Date,
  size: Schema.optional(Size),
  parent: Schema.optionalWith(TeamId, { as: "Option" })
})

const declared = Endpoint.make({
  id: "putTeam",
  method: "PUT",
  path: "/api/v2/teams/{teamId}",
  pathParams: { teamId: TeamId },
  query: { since: Schema.Date },
  body: Team,
  success: Team,
  permissions: Permissions.none
})

const putTeam = PureCloud.call(declared)

const wire = { id: "t", created: "2026-11-26T00:00:00.000Z", size: { members: "3" }, parent: "p" }

const input = {
  teamId: TeamId.make("a/b"),
  since: new Date(0),
  body: {
    id: TeamId.make("t"),
    created: new Date(wire.created),
    size: new Size({ members: 3 }),
    parent: Option.some(TeamId.make("p"))
  }
}

describe("transforms", () => {
  it("finds transformations at any place in a schema", () => {
    interface Tree {
      readonly date: Date
      readonly below: ReadonlyArray<Tree>
    }
    interface Encoded {
      readonly date: string
      readonly below: ReadonlyArray<Encoded>
    }
    const Tree: Schema.Schema<Tree, Encoded> = Schema.Struct({
      date: Schema.Date,
      below: Schema.Array(Schema.suspend((): Schema.Schema<Tree, Encoded> => Tree))
    })
    const yes = [
      Team,
      Tree,
      Schema.Array(Schema.Date),
      Schema.Union(Schema.String, Schema.NumberFromString),
      Size,
      Schema.Tuple(Schema.Date)
    ]
    const no = [
      User.User,
      TeamId,
      Schema.Struct({ a: TeamId }),
      Schema.Unknown,
      Schema.Record({ key: Schema.String, value: Schema.Int })
    ]
    assert.deepStrictEqual(yes.map(({ ast }) => transforms(ast)), yes.map(() => true))
    assert.deepStrictEqual(no.map(({ ast }) => transforms(ast)), no.map(() => false))
    assert.isFalse(transforms(wireOf(Team).ast))
  })
})

describe("an endpoint whose schemas transform", () => {
  for (const decode of ["lenient", "strict", "off"] as const) {
    const run = (body: unknown) =>
      Effect.gen(function*() {
        const { run, service } = yield* trial({ script: () => ({ body }), options: { decode } })
        return { exit: yield* run(putTeam(input)), seen: service.seen }
      }).pipe(Effect.scoped)

    it.live(`encodes the request and decodes the response: ${decode}`, () =>
      Effect.gen(function*() {
        const { exit, seen } = yield* run({ ...wire, unknown: [1] })
        const team = yield* exit
        assert.strictEqual(team.created.getTime(), Date.parse(wire.created))
        assert.instanceOf(team.size, Size)
        assert.strictEqual(team.size?.members, 3)
        assert.deepStrictEqual(team.parent, Option.some(TeamId.make("p")))
        assert.deepStrictEqual((team as { readonly unknown?: unknown }).unknown, [1])
        assert.strictEqual(seen[0]!.url, "/api/v2/teams/a%2Fb?since=1970-01-01T00%3A00%3A00.000Z")
        assert.deepStrictEqual(JSON.parse(seen[0]!.body), wire)
      }))

    it.live(`accepts null as an absent optional field: ${decode}`, () =>
      Effect.gen(function*() {
        const { exit } = yield* run({ ...wire, size: null, parent: null })
        const team = yield* exit
        assert.isUndefined(team.size)
        assert.deepStrictEqual(team.parent, Option.none())
      }))

    it.live(`fails with DecodeError if a value cannot be decoded, without the value: ${decode}`, () =>
      Effect.gen(function*() {
        for (
          const broken of [{ created: "s3cret" }, { size: { members: "s3cret" } }, { id: 7 }, { created: undefined }]
        ) {
          const { exit } = yield* run({ ...wire, ...broken })
          assert.strictEqual(outcomeOf(exit), "DecodeError", JSON.stringify(broken))
          const error = errorOf(exit)!
          assert.include(error.message, Object.keys(broken)[0]!)
          assert.notInclude(error.message + JSON.stringify(error), "s3cret")
        }
      }))
  }

  it.live("refuses a value that cannot be encoded, and sends nothing", () =>
    Effect.gen(function*() {
      const { run, service } = yield* trial({ script: () => ({ body: wire }) })
      for (const wrong of [{ since: new Date(NaN) }, { body: { ...input.body, created: "2026" } }, { teamId: 7 }]) {
        assert.strictEqual(outcomeOf(yield* run(putTeam(invalid({ ...input, ...wrong })))), "EncodeError")
      }
      assert.lengthOf(service.seen, 0)
    }).pipe(Effect.scoped))

  it.live("is paged like other endpoints, and its items are decoded", () =>
    Effect.gen(function*() {
      const listTeams = PureCloud.call(Endpoint.make({
        id: "listTeams",
        method: "GET",
        path: "/api/v2/teams",
        query: { pageNumber: Endpoint.optional(Schema.Int), pageSize: Endpoint.optional(Schema.Int) },
        success: Schema.Struct({ entities: Schema.Array(Team) }),
        permissions: Permissions.none,
        pagination: Pagination.pageNumber({ items: "entities", maxPageSize: 100 })
      }))
      const { run } = yield* trial({
        script: (_, n) => ({
          body: { entities: [{ ...wire, id: `t${n}` }], pageNumber: n + 1, pageCount: 2, total: 2 }
        })
      })
      const teams = yield* (yield* run(Stream.runCollect(listTeams.items())))
      assert.deepStrictEqual([...teams].map(({ created, id }) => [id, created.getUTCFullYear()]), [["t0", 2026], [
        "t1",
        2026
      ]])
    }).pipe(Effect.scoped))

  it.effect("returns any value unchanged after a round trip through the simulator", () =>
    Effect.gen(function*() {
      const echoTeam = Simulator.operation(declared, ({ body }) => Effect.succeed(body))
      const dates = FastCheck.date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true })
      const values = FastCheck.tuple(Arbitrary.make(Schema.typeSchema(Team)), dates)
      yield* Effect.forEach(FastCheck.sample(values, { numRuns: 50, seed: 5 }), ([team, created]) =>
        Effect.gen(function*() {
          const body = { ...team, created, size: new Size({ members: Math.trunc(created.getTime() / 7) }) }
          const result = yield* putTeam({ ...input, body })
          assert.deepStrictEqual({ ...result }, { ...body })
        })).pipe(Effect.provide(Simulator.layer({ users: 1, allowance: 10_000, operations: [echoTeam] })))
    }))
})
