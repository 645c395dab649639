import { FileSystem, KeyValueStore } from "@effect/platform"
import { NodeContext } from "@effect/platform-node"
import { assert, describe, it } from "@effect/vitest"
import { Chunk, Effect, Fiber, Stream } from "effect"
import type * as PureCloud from "effect-purecloud/PureCloud"
import type { ExportError } from "effect-purecloud/PureCloudError"
import * as Simulator from "effect-purecloud/Simulator"
import * as UserBulk from "effect-purecloud/UserBulk"
import * as Users from "effect-purecloud/Users"
import * as Path from "node:path"
import * as Leases from "./utils/leases.js"
import * as Time from "./utils/time.js"

// ------------------------------------------------------------------------------------------------------------- tools

interface Tools {
  readonly journal: UserBulk.Journal
  readonly time: Time.Time
  /** Promotes all users, one after the other, and runs an effect after each of them. */
  readonly promote: (
    after?: Effect.Effect<unknown, unknown>
  ) => Effect.Effect<number, unknown, PureCloud.PureCloud>
  /** Fails if a user was not promoted, or was promoted twice. */
  readonly assertPromotedOnce: Effect.Effect<void, unknown, PureCloud.PureCloud>
  readonly patches: Effect.Effect<number>
}

const count = 40

/** Runs a program with a journal in memory, and with a journal in files, in simulated time. */
const withJournal = <A>(program: (tools: Tools) => Effect.Effect<A, unknown, PureCloud.PureCloud>) => {
  const run = (store: KeyValueStore.KeyValueStore) =>
    Effect.gen(function*() {
      const time = Time.make("files")
      const simulator = yield* Simulator.Simulator
      const listed = Effect.map(Stream.runCollect(Users.getUsers.items({ pageSize: count })), Chunk.toReadonlyArray)
      const users = yield* listed
      const journal = { name: "promote", store }
      return yield* Effect.flatten(time.run(program({
        journal,
        time,
        promote: (after: Effect.Effect<unknown, unknown> = Effect.void) =>
          Stream.fromIterable(users).pipe(
            Stream.map(({ id }) => ({
              userId: id,
              change: ({ title = "" }: { readonly title?: string | undefined }) => ({ title: `Senior ${title}` })
            })),
            UserBulk.patchAll({ journal, concurrency: 1 }),
            Stream.tap(() => after),
            Stream.runCount
          ),
        assertPromotedOnce: Effect.map(
          listed,
          (now) =>
            assert.deepStrictEqual(now.map(({ title }) => title), users.map(({ title = "" }) => `Senior ${title}`))
        ),
        patches: Effect.map(
          simulator.requests,
          (requests) => requests.filter(({ endpoint, status }) => endpoint === "patchUser" && status === 200).length
        )
      })))
    }).pipe(Effect.provide(Simulator.layer({ users: count, allowance: 100_000 })))

  const inFiles = Effect.gen(function*() {
    const fs = yield* FileSystem.FileSystem
    const directory = Path.join(yield* fs.makeTempDirectoryScoped(), "journal")
    yield* Effect.provide(
      Effect.flatMap(KeyValueStore.KeyValueStore, run),
      KeyValueStore.layerFileSystem(directory)
    )
  })
  return Effect.gen(function*() {
    yield* Effect.provide(Effect.flatMap(KeyValueStore.KeyValueStore, run), KeyValueStore.layerMemory)
    yield* Effect.scoped(inFiles).pipe(Effect.provide(NodeContext.layer))
  })
}

const lockedBy = (error: unknown): ExportError => {
  const locked = Leases.lockedBy(error)
  assert.strictEqual(locked.path, "promote")
  return locked
}

// ------------------------------------------------------------------------------------------------------------- tests

describe("two runs on one journal", () => {
  it.live("the second fails with the holder of the lease and its time; each change is made once", () =>
    withJournal(({ journal, patches, promote, time, assertPromotedOnce }) =>
      Effect.gen(function*() {
        const since = time.now()
        const { goOn, pause, reached } = yield* Leases.pausing(10)
        const first = yield* Effect.fork(promote(pause))
        yield* reached
        yield* Effect.sleep("30 seconds")
        const before = yield* patches
        const error = lockedBy(yield* Effect.flip(promote()))
        assert.include(error.message, "promote: another run in this process has held it since 2026-11-23T")
        assert.strictEqual(error.since === undefined ? undefined : Number(error.since.epochMillis), since)
        // endJournal fails too while the lease is held.
        lockedBy(yield* Effect.flip(UserBulk.endJournal(journal)))
        assert.strictEqual(yield* patches, before)
        yield* goOn
        assert.strictEqual(yield* Fiber.join(first), count)
        assert.strictEqual(yield* patches, count)
        yield* assertPromotedOnce
      })
    ))

  it.live("only one of many that begin at the same time makes the changes", () =>
    withJournal(({ patches, promote, assertPromotedOnce }) =>
      Effect.gen(function*() {
        const results = yield* Effect.all(
          Array.from({ length: 8 }, () => Effect.either(promote(Effect.sleep("1 second")))),
          { concurrency: "unbounded" }
        )
        assert.strictEqual(results.filter(({ _tag }) => _tag === "Right").length, 1)
        for (const result of results) if (result._tag === "Left") lockedBy(result.left)
        assert.strictEqual(yield* patches, count)
        yield* assertPromotedOnce
      })
    ))
})

describe("the lease of a journal", () => {
  it.live("is released however a run ends", () =>
    withJournal(({ journal: { store }, patches, promote, assertPromotedOnce }) =>
      Effect.gen(function*() {
        let calls = 0
        for (const end of [Effect.interrupt, Effect.die("boom"), Effect.fail("no")]) {
          yield* Effect.exit(promote(Effect.suspend(() => ++calls % 5 === 0 ? end : Effect.void)))
          assert.isFalse(yield* store.has("promote.lease-0"))
        }
        yield* Effect.exit(Effect.timeout(promote(Effect.never), "10 seconds"))
        assert.isFalse(yield* store.has("promote.lease-0"))
        assert.strictEqual(yield* promote(), count)
        assert.isFalse(yield* store.has("promote.lease-0"))
        assert.strictEqual(yield* patches, count)
        yield* assertPromotedOnce
      })
    ))

  it.live("of a run that died on another host is taken over after 10 seconds", () =>
    withJournal(({ journal, journal: { store }, promote, time, assertPromotedOnce }) =>
      Effect.gen(function*() {
        yield* Effect.exit(promote(Effect.interrupt))
        yield* store.set("promote.lease-0", Leases.lease({ id: "dead" }))
        const before = time.elapsed()
        assert.strictEqual(yield* promote(), count)
        assert.isAtLeast(time.elapsed() - before, 10_000)
        yield* assertPromotedOnce
        yield* store.set("promote.lease-0", Leases.lease({ id: "dead, too" }))
        yield* UserBulk.endJournal(journal)
        assert.strictEqual(yield* store.size, 0)
      })
    ))

  it.live("that another run took over stops a run before its next request", () =>
    withJournal(({ journal: { store }, patches, promote, assertPromotedOnce }) =>
      Effect.gen(function*() {
        const { goOn, pause, reached } = yield* Leases.pausing(10)
        const first = yield* Effect.fork(Effect.flip(promote(pause)))
        yield* reached
        // The sequence continues that of the lease that it replaces, which may have been renewed.
        yield* store.set("promote.lease-0", Leases.lease({ sequence: 1000 }))
        const before = yield* patches
        yield* goOn
        const error = lockedBy(yield* Fiber.join(first))
        assert.include(error.message, "process 1 on web-7) has taken over")
        assert.isAtMost((yield* patches) - before, 1)
        assert.isTrue(yield* store.has("promote.lease-0"))
        // The run that holds the lease continues, and makes each change once.
        yield* store.remove("promote.lease-0")
        yield* promote()
        yield* assertPromotedOnce
        assert.strictEqual(yield* patches, count)
      })
    ))

  it.live("is not acquired in a dry run", () =>
    withJournal(({ journal }) =>
      Effect.gen(function*() {
        yield* journal.store.set("promote.lease-0", Leases.lease())
        const [user] = (yield* Users.getUsers()).entities
        const dry = Stream.make({ userId: user?.id ?? "", change: { title: "T" } }).pipe(
          UserBulk.patchAll({ journal, dryRun: true })
        )
        assert.strictEqual(yield* Stream.runCount(dry), 1)
      })
    ))
})
