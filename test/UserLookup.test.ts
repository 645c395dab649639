import { assert, describe, it } from "@effect/vitest"
import { Effect, Fiber, Request, Stream } from "effect"
import * as Export from "effect-purecloud/Export"
import * as PureCloud from "effect-purecloud/PureCloud"
import * as UserLookup from "effect-purecloud/UserLookup"
import * as Users from "effect-purecloud/Users"
import { until } from "./utils/eventLoop.js"
import { type RecordedRequest, type Reply, withService } from "./utils/service.js"
import { simulatedStrictly, someUser } from "./utils/simulator.js"

describe("lookup", () => {
  const listed = (known: (id: string) => boolean) => ({ url }: RecordedRequest): Reply => {
    const ids = new URL(url, "http://x").searchParams.getAll("id")
    return { body: { entities: ids.filter(known).map((id) => ({ id })), total: ids.length, pageCount: 1 } }
  }
  const idsOf = (seen: ReadonlyArray<RecordedRequest>) =>
    seen.map(({ url }) => new URL(url, "http://x").searchParams.getAll("id").length)

  it.live("shares requests with others, at most 100 ids to a request, each id once", () =>
    withService(listed(() => true), ({ seen }) =>
      Effect.gen(function*() {
        const ids = Array.from({ length: 250 }, (_, i) => `u${i % 240}`)
        const users = yield* Effect.forEach(ids, (id) => UserLookup.lookup(id), { batching: true })
        assert.deepStrictEqual(users.map(({ id }) => id), ids)
        assert.deepStrictEqual(idsOf(seen), [100, 100, 40])
        assert.isTrue(seen.every(({ url }) => url.includes("pageSize=100")))
      })))

  const concurrently: ReadonlyArray<
    readonly [string, (ids: ReadonlyArray<string>) => Effect.Effect<unknown, unknown, PureCloud.PureCloud>]
  > = [
    ["forEach", (ids) => Effect.forEach(ids, (id) => UserLookup.lookup(id), { concurrency: "unbounded" })],
    [
      "fibers",
      (ids) => Effect.flatMap(Effect.forEach(ids, (id) => Effect.fork(UserLookup.lookup(id))), Fiber.joinAll)
    ],
    [
      "a stream",
      (ids) =>
        Stream.runDrain(
          Stream.mapEffect(Stream.fromIterable(ids), (id) => UserLookup.lookup(id), { concurrency: "unbounded" })
        )
    ],
    [
      "a join",
      (ids) =>
        Stream.fromIterable(ids.map((id) => ({ id }))).pipe(
          Export.enrich({ manager: ({ id }) => UserLookup.lookup(id) }, {
            concurrency: 50,
            onFailure: () => Effect.void
          }),
          Stream.runDrain
        )
    ]
  ]
  for (const [what, lookUpAll] of concurrently) {
    it.live(`shares a request with others that run at the same time: ${what}`, () =>
      withService(listed(() => true), ({ seen }) =>
        Effect.gen(function*() {
          yield* lookUpAll(Array.from({ length: 50 }, (_, i) => `u${i}`))
          assert.deepStrictEqual(idsOf(seen), [50])
        })))
  }

  it.live("does not affect the others when it is interrupted; the last one interrupts the request", () =>
    withService(
      (seen, n) => n === 0 ? () => {} : listed(() => true)(seen),
      ({ seen, sockets }) =>
        Effect.gen(function*() {
          const lookUp = (id: string) => Effect.fork(UserLookup.lookup(id))
          const [a, b] = [yield* lookUp("a"), yield* lookUp("b")]
          yield* until(() => seen.length === 1)
          yield* Fiber.interrupt(a)
          assert.strictEqual(sockets(), 2)
          yield* Fiber.interrupt(b)
          yield* until(() => sockets() <= 1)
          const [c, d] = [yield* lookUp("c"), yield* lookUp("d")]
          yield* Effect.yieldNow()
          yield* Fiber.interrupt(c)
          assert.strictEqual((yield* Fiber.join(d)).id, "d")
          assert.strictEqual(seen.length, 2)
        })
    ))

  it.live("is cached separately for each client and for other options", () =>
    withService(
      (seen) => ({ body: { entities: [{ id: "u", name: seen.url }], pageCount: 1 } }),
      ({ seen }) =>
        Effect.gen(function*() {
          const client = yield* PureCloud.PureCloud
          const cache = yield* Request.makeCache({ capacity: 10, timeToLive: "1 minute" })
          const names = yield* Effect.forEach([
            UserLookup.lookup("u"),
            UserLookup.lookup("u", { state: "any" }),
            UserLookup.lookup("u", { state: "any" }),
            Effect.provideService(UserLookup.lookup("u"), PureCloud.PureCloud, client.with({}))
          ], (lookup) => Effect.map(lookup, ({ name }) => name)).pipe(
            Effect.withRequestCaching(true),
            Effect.withRequestCache(cache)
          )
          assert.strictEqual(seen.length, 3)
          assert.strictEqual(names[1], names[2])
        })
    ))

  it.live("fails with NotFound for a missing user and EncodeError for an invalid id, without affecting others", () =>
    withService(listed((id) => id !== "u1"), ({ seen }) =>
      Effect.gen(function*() {
        const found = yield* Effect.forEach(["u0", "u1", "", "__proto__"], (id) =>
          UserLookup.lookup(id).pipe(Effect.match({ onFailure: ({ _tag }) => _tag, onSuccess: ({ id }) => id })), {
          batching: true
        })
        assert.deepStrictEqual(found, ["u0", "PureCloudNotFound", "PureCloudEncodeError", "__proto__"])
        assert.deepStrictEqual(idsOf(seen), [3])
      })))

  it.live("says in the error which state the user must have", () =>
    withService(listed(() => false), () =>
      Effect.gen(function*() {
        const texts = yield* Effect.forEach(
          [{}, { state: "deleted" }, { state: "any" }] as const,
          (options) =>
            Effect.map(Effect.flip(UserLookup.lookup("u", options)), (e) => e._tag === "PureCloudNotFound" && e.text)
        )
        assert.deepStrictEqual(texts, [
          "the response has no active user with this id",
          "the response has no deleted user with this id",
          "the response has no user with this id"
        ])
      })))

  it.effect("finds an inactive user in that state or in any, unlike getUser", () =>
    Effect.gen(function*() {
      const { id, version } = yield* someUser
      yield* Users.patchUser({ userId: id, body: { version: version!, state: "inactive" } })
      assert.strictEqual((yield* Users.getUser({ userId: id })).state, "inactive")
      assert.strictEqual((yield* UserLookup.lookup(id, { state: "inactive" })).id, id)
      assert.strictEqual((yield* UserLookup.lookup(id, { state: "any" })).id, id)
      assert.strictEqual((yield* Effect.flip(UserLookup.lookup(id)))._tag, "PureCloudNotFound")
    }).pipe(simulatedStrictly()))

  it.live("expands nothing with an empty list, and shares a request with lookups without one", () =>
    withService(listed(() => true), ({ seen }) =>
      Effect.gen(function*() {
        yield* Effect.all([UserLookup.lookup("u0", { expand: [] }), UserLookup.lookup("u1")], { batching: true })
        assert.deepStrictEqual(idsOf(seen), [2])
        assert.isFalse(seen.some(({ url }) => url.includes("expand")))
      })))

  it.live("fails with the error of the shared request", () =>
    withService(() => ({ status: 403, body: { code: "missing.permissions" } }), () =>
      Effect.gen(function*() {
        const tags = yield* Effect.forEach(["a", "b"], (id) =>
          Effect.map(Effect.flip(UserLookup.lookup(id)), (e) => e._tag), {
          batching: true
        })
        assert.deepStrictEqual(tags, ["PureCloudForbidden", "PureCloudForbidden"])
      })))

  it.live("does not share a request with lookups of other options", () =>
    withService(listed(() => true), ({ seen }) =>
      Effect.gen(function*() {
        yield* Effect.all([
          UserLookup.lookup("a"),
          UserLookup.lookup("b", { state: "inactive" }),
          UserLookup.lookup("c", { expand: ["presence"] }),
          UserLookup.lookup("d")
        ], { batching: true, concurrency: "unbounded" })
        assert.deepStrictEqual(seen.map(({ url }) => url).sort(), [
          "/api/v2/users?pageSize=100&id=a&id=d",
          "/api/v2/users?pageSize=100&id=b&state=inactive",
          "/api/v2/users?pageSize=100&id=c&expand=presence"
        ])
      })))
})
