import { FileSystem, KeyValueStore } from "@effect/platform"
import { NodeContext } from "@effect/platform-node"
import { SystemError } from "@effect/platform/Error"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Either, Fiber, Stream, TestClock } from "effect"
import * as UserBulk from "effect-purecloud/UserBulk"
import * as Users from "effect-purecloud/Users"
import { breakingStore, collect, memoryStore, simulated, untilKilled } from "./utils/bulk.js"
import { turn, until } from "./utils/eventLoop.js"
import { reset } from "./utils/faults.js"
import { invalid } from "./utils/invalid.js"
import { type Script, withService } from "./utils/service.js"
import { home } from "./utils/simulator.js"

describe("patchAll", () => {
  it.effect("emits an outcome with its intent for each intent, in order", () =>
    simulated(({ ids }) =>
      Effect.gen(function*() {
        const intents = [...ids.slice(0, 10), "nobody", "", ...ids.slice(10, 15)].map((userId) => ({
          userId,
          change: { title: "T" }
        }))
        const outcomes = yield* collect(Stream.fromIterable(intents).pipe(UserBulk.patchAll({ concurrency: 3 })))
        assert.deepStrictEqual(outcomes.map(({ intent }) => intent), intents)
        assert.deepStrictEqual(outcomes.map(({ index }) => index), intents.map((_, i) => i))
        const failed = outcomes.flatMap(({ index, result }) => Either.isLeft(result) ? [[index, result.left._tag]] : [])
        assert.deepStrictEqual(failed, [[10, "PureCloudNotFound"], [11, "PureCloudEncodeError"]])
        assert.strictEqual((yield* Users.getUser({ userId: ids[14]! })).title, "T")
      })
    ))

  it.effect("returns in a dry run the patches that it would send, and sends none", () =>
    simulated(({ ids, patches }) =>
      Effect.gen(function*() {
        const intents = Stream.fromIterable(ids).pipe(Stream.map((userId) => ({ userId, change: { title: "T" } })))
        const outcomes = yield* collect(UserBulk.patchAll({ dryRun: true })(intents))
        for (const { result } of outcomes) {
          assert.deepStrictEqual(Either.getOrThrow(result).sent, [{ title: "T" }])
        }
        assert.strictEqual(yield* patches, 0)
      })
    ))

  for (const killedAfter of [1, 2, 7, 24, 25]) {
    for (
      const [what, change] of [["fields", { title: "T" }], [
        "a function",
        ({ title }: { readonly title?: string | undefined }) => ({ title: `${title}!` })
      ]] as const
    ) {
      it.effect(`continues after a crash in patch ${killedAfter}, and applies ${what} once`, () =>
        simulated(({ ids, journal, patches, simulator }) =>
          Effect.gen(function*() {
            const before = yield* Effect.forEach(ids, (userId) => Users.getUser({ userId }))
            const run = Stream.fromIterable(ids).pipe(
              Stream.map((userId) => ({ userId, change })),
              UserBulk.patchAll({ concurrency: 3, journal })
            )
            const first = yield* untilKilled(run, "patchUser", killedAfter)
            const second = yield* collect(run)
            assert.isTrue(second.every(({ result }) => Either.isRight(result)), JSON.stringify(second))
            const covered = new Set([...first, ...second].map(({ index }) => index))
            assert.strictEqual(covered.size, ids.length)
            assert.strictEqual(yield* patches, ids.length)
            for (const user of before) {
              const after = yield* Effect.flatten(simulator.user(user.id))
              assert.strictEqual(after.version, user.version! + 1)
              assert.strictEqual(after.title, what === "fields" ? "T" : `${user.title}!`)
            }
            // A journal that was ended is empty.
            yield* UserBulk.endJournal(journal)
            assert.strictEqual(yield* journal.store.size, 0)
          })
        ))
    }
  }

  it.effect("stores its journal in files, and sends no patch for an intent without a change", () =>
    simulated(({ ids, patches }) =>
      Effect.gen(function*() {
        const fs = yield* FileSystem.FileSystem
        const directory = yield* fs.makeTempDirectoryScoped()
        const store = yield* Effect.provide(KeyValueStore.KeyValueStore, KeyValueStore.layerFileSystem(directory))
        const run = (userIds: ReadonlyArray<string>) =>
          collect(
            Stream.fromIterable(userIds).pipe(
              Stream.map((userId) => ({ userId, change: { title: "T" } })),
              UserBulk.patchAll({ journal: { name: "run", store } })
            )
          )
        for (const userIds of [ids.slice(0, 3), ids, ids, []]) {
          const outcomes = yield* run(userIds)
          assert.deepStrictEqual(outcomes.map(({ result }) => Either.isRight(result)), userIds.map(() => true))
          yield* UserBulk.endJournal({ name: "run", store })
          assert.deepStrictEqual(yield* fs.readDirectory(directory), [])
        }
        assert.strictEqual(yield* patches, ids.length)
      }).pipe(Effect.scoped, Effect.provide(NodeContext.layer))
    ))

  it.live("sends no patch without a version, also if it continues after the state", () => {
    let reads = 0
    return withService(({ method }) => {
      const user = { id: "u", state: reads === 0 ? "active" : "inactive" }
      if (method === "PATCH") return { body: user }
      reads++
      // The run is interrupted at the second read. Users that are read later have no version.
      return reads === 1 ? { body: { ...user, version: 3 } } : reads === 2 ? () => {} : { body: user }
    }, ({ seen }) =>
      Effect.gen(function*() {
        const run = Stream.make({ userId: "u", change: { state: "inactive", title: "T" } }).pipe(
          UserBulk.patchAll({ journal: { name: "run", store: yield* memoryStore } })
        )
        const fiber = yield* Effect.fork(collect(run))
        yield* until(() => reads === 2)
        yield* Fiber.interrupt(fiber)
        const [outcome] = yield* collect(run)
        assert.strictEqual(Either.getOrThrow(Either.flip(outcome!.result))._tag, "PureCloudDecodeError")
        assert.deepStrictEqual(
          seen.filter(({ method }) => method === "PATCH").map(({ body }) => JSON.parse(body)),
          [{ state: "inactive", version: 3 }]
        )
      }))
  })

  it.effect("compares intents that have a delay in nanoseconds", () =>
    simulated(({ ids, journal }) =>
      Effect.gen(function*() {
        const run = (userId: string) =>
          collect(
            Stream.make({ userId, change: { title: "T" }, options: { delay: 1n } }).pipe(UserBulk.patchAll({ journal }))
          )
        const [first] = yield* run(ids[0]!)
        assert.isTrue(Either.isRight(first!.result))
        const error = yield* Effect.flip(run(ids[1]!))
        assert.deepInclude({ ...error }, { _tag: "PureCloudExportError", reason: "Checkpoint" })
      })
    ))

  it.effect("refuses a journal of another run", () =>
    simulated(({ ids, journal }) =>
      Effect.gen(function*() {
        const intents = (userIds: ReadonlyArray<string>) =>
          Stream.fromIterable(userIds).pipe(Stream.map((userId) => ({ userId, change: { title: "T" } })))
        yield* untilKilled(UserBulk.patchAll({ journal, concurrency: 1 })(intents(ids)), "patchUser", 3)
        const other = yield* Effect.flip(collect(UserBulk.patchAll({ journal })(intents([...ids].reverse()))))
        assert.deepInclude({ ...other }, { _tag: "PureCloudExportError", reason: "Checkpoint" })
        // Also if only finished intents differ, or some of them are missing.
        const [first = "", ...rest] = ids
        for (const userIds of [["somebody", ...rest], [...rest, first], ids.slice(0, 1)]) {
          const others = yield* Effect.flip(collect(UserBulk.patchAll({ journal })(intents(userIds))))
          assert.deepInclude({ ...others }, { _tag: "PureCloudExportError", reason: "Checkpoint" })
        }
        const change = intents(ids).pipe(Stream.map((intent) => ({ ...intent, change: { title: "U" } })))
        assert.strictEqual(
          (yield* Effect.flip(collect(UserBulk.patchAll({ journal })(change))))._tag,
          "PureCloudExportError"
        )
        const operation = yield* Effect.flip(collect(UserBulk.deleteAll({ journal })(Stream.fromIterable(ids))))
        assert.deepInclude({ ...operation }, { _tag: "PureCloudExportError", reason: "Checkpoint" })
      })
    ))
})

describe("createAll", () => {
  const people = Array.from(
    { length: 12 },
    (_, i) => ({ name: `New ${i}`, email: `new.${i}@acme.example`, divisionId: home })
  )

  it.effect("reports a creation that was in flight at a crash as in doubt, and never sends it again", () =>
    simulated(({ journal, simulator }) =>
      Effect.gen(function*() {
        const run = Stream.fromIterable(people).pipe(UserBulk.createAll({ concurrency: 2, journal }))
        const first = yield* untilKilled(run, "postUsers", 5)
        const second = yield* collect(run)
        const doubts = second.filter(({ result }) => Either.isLeft(result) && result.left._tag === "PureCloudInDoubt")
        assert.isTrue(doubts.length >= 1 && doubts.length <= 2, `${doubts.length}`)
        assert.strictEqual(new Set([...first, ...second].map(({ index }) => index)).size, people.length)
        const posts = (yield* simulator.requests).filter(({ endpoint }) => endpoint === "postUsers")
        assert.strictEqual(posts.filter(({ status }) => status !== 200).length, 0, "none was a conflict with itself")
      })
    ))

  it.effect("never sends a creation again, although the next run ends at any of its writes", () =>
    Effect.gen(function*() {
      for (let n = 0; n < 4; n++) {
        yield* simulated(({ journal, simulator }) =>
          Effect.gen(function*() {
            const run = (journal: UserBulk.Journal) => Stream.make(people[0]!).pipe(UserBulk.createAll({ journal }))
            yield* untilKilled(run(journal), "postUsers", 1)
            yield* Effect.exit(collect(run({ ...journal, store: breakingStore(journal.store, n).store })))
            yield* collect(run(journal))
            const posts = (yield* simulator.requests).filter(({ endpoint }) => endpoint === "postUsers")
            assert.lengthOf(posts, 1, `ended at ${n}`)
          })
        )
      }
    }))

  it.effect("fails and sends nothing if the note of a request cannot be recorded, and the next run sends it", () =>
    simulated(({ journal, simulator }) =>
      Effect.gen(function*() {
        const run = (journal: UserBulk.Journal) => Stream.make(people[0]!).pipe(UserBulk.createAll({ journal }))
        const store: UserBulk.Journal["store"] = {
          ...journal.store,
          set: (key, value) =>
            key === "run.0-1"
              ? Effect.fail(new SystemError({ reason: "WriteZero", module: "KeyValueStore", method: "set" }))
              : journal.store.set(key, value)
        }
        const fiber = yield* Effect.fork(Effect.flip(collect(run({ ...journal, store }))))
        // A write that failed is repeated once, after a second.
        while ((yield* fiber.poll)._tag === "None") yield* Effect.zipRight(TestClock.adjust("1 seconds"), turn)
        assert.deepInclude({ ...yield* Fiber.join(fiber) }, { _tag: "PureCloudExportError" })
        const posts = Effect.map(simulator.requests, (requests) =>
          requests.filter(({ endpoint }) => endpoint === "postUsers").length)
        assert.strictEqual(yield* posts, 0)
        const outcomes = yield* collect(run(journal))
        assert.isTrue(Either.isRight(outcomes[0]!.result))
        assert.strictEqual(yield* posts, 1)
      })
    ))

  it.live("reports a creation without a response as in doubt", () =>
    withService(() => reset, ({ seen }) =>
      Effect.gen(function*() {
        const outcomes = yield* collect(Stream.fromIterable(people.slice(0, 3)).pipe(UserBulk.createAll()))
        assert.deepStrictEqual(
          outcomes.map(({ result }) => Either.isLeft(result) && result.left._tag),
          ["PureCloudInDoubt", "PureCloudInDoubt", "PureCloudInDoubt"]
        )
        assert.strictEqual(seen.length, 3)
      })))

  for (
    const [what, script, options] of [
      ["that is too large", () => ({ body: { id: "u", name: "x".repeat(5000) } }), { maxResponseBytes: 1000 }],
      ["that does not fit", () => ({ body: { id: "u", name: 7 } }), { decode: "strict" }],
      ["without an id", () => ({ body: { name: "N" } }), {}],
      ["that never comes", () => () => {}, { timeout: 50 }]
    ] as ReadonlyArray<readonly [string, Script, Parameters<typeof withService>[2]]>
  ) {
    it.live(`reports a response ${what} as in doubt, and sends nothing after a crash`, () =>
      withService(script, ({ seen }) =>
        Effect.gen(function*() {
          const run = Stream.fromIterable(people.slice(0, 1)).pipe(
            UserBulk.createAll({ journal: { name: "run", store: yield* memoryStore } })
          )
          yield* Effect.exit(Stream.runForEach(run, () => Effect.die("killed")))
          const [outcome] = yield* collect(run)
          assert.strictEqual(Either.getOrThrow(Either.flip(outcome!.result))._tag, "PureCloudInDoubt")
          assert.strictEqual(seen.length, 1)
        }), options))
  }

  it.live("counts a user as created who cannot be read yet", () =>
    withService(
      ({ method }) => method === "POST" ? { body: { id: "u" } } : { status: 404 },
      ({ seen }) =>
        Effect.gen(function*() {
          const run = Stream.fromIterable(people.slice(0, 1)).pipe(
            UserBulk.createAll({ journal: { name: "run", store: yield* memoryStore } })
          )
          yield* Effect.exit(Stream.runForEach(run, () => Effect.die("killed")))
          const [outcome] = yield* collect(run)
          assert.deepStrictEqual(Either.getOrThrow(outcome!.result), { id: "u" })
          assert.deepStrictEqual(seen.map(({ method }) => method), ["POST"])
        })
    ))

  it.effect("fails for a body that cannot be sent, also with a journal, and continues with the others", () =>
    simulated(({ journal }) =>
      Effect.gen(function*() {
        const circle: { name: string; self?: unknown } = { name: "N" }
        circle.self = circle
        const bodies = [invalid({ name: "No address" }), invalid(circle), people[0]!]
        const outcomes = yield* collect(Stream.fromIterable(bodies).pipe(UserBulk.createAll({ journal })))
        assert.deepStrictEqual(
          outcomes.map(({ result }) => Either.match(result, { onLeft: ({ _tag }) => _tag, onRight: () => "ok" })),
          ["PureCloudEncodeError", "PureCloudEncodeError", "ok"]
        )
      })
    ))

  it.effect("checks the bodies in a dry run", () =>
    simulated(({ simulator }) =>
      Effect.gen(function*() {
        const bodies = [people[0]!, invalid({ name: "No address" })]
        const outcomes = yield* collect(Stream.fromIterable(bodies).pipe(UserBulk.createAll({ dryRun: true })))
        assert.deepStrictEqual(outcomes.map(({ result }) => Either.isRight(result)), [true, false])
        assert.isFalse((yield* simulator.requests).some(({ endpoint }) => endpoint === "postUsers"))
      })
    ))
})

describe("deleteAll", () => {
  it.live("counts a user as deleted whom an earlier request of the same call deleted", () =>
    withService(
      (_, n) => n === 0 ? reset : { status: 404 },
      ({ seen }) =>
        Effect.gen(function*() {
          const [first, second] = yield* collect(Stream.make("a", "b").pipe(UserBulk.deleteAll({ concurrency: 1 })))
          assert.isTrue(Either.isRight(first!.result))
          assert.isTrue(Either.isLeft(second!.result))
          assert.strictEqual(seen.length, 3)
        }),
      { retry: { baseDelay: 1 } }
    ))

  it.effect("continues after a crash; a user deleted by the earlier run counts as deleted", () =>
    simulated(({ ids, journal, simulator }) =>
      Effect.gen(function*() {
        const run = Stream.fromIterable(ids).pipe(UserBulk.deleteAll({ journal }))
        const first = yield* untilKilled(run, "deleteUser", 9)
        const second = yield* collect(run)
        assert.strictEqual(new Set([...first, ...second].map(({ index }) => index)).size, ids.length)
        assert.isTrue(second.every(({ result }) => Either.isRight(result)))
        assert.strictEqual([...(yield* simulator.users("deleted"))].length, ids.length)
      })
    ))
})
