/**
 * Leases of bulk runs and exports in an atomic store, in simulated time.
 */
import { FileSystem, type KeyValueStore } from "@effect/platform"
import { NodeContext } from "@effect/platform-node"
import { type PlatformError, SystemError } from "@effect/platform/Error"
import { assert, describe, it } from "@effect/vitest"
import { Chunk, Effect, Fiber, Option, Stream } from "effect"
import * as AtomicStore from "effect-purecloud/AtomicStore"
import * as Export from "effect-purecloud/Export"
import * as ExportFile from "effect-purecloud/ExportFile"
import type * as PureCloud from "effect-purecloud/PureCloud"
import * as Simulator from "effect-purecloud/Simulator"
import * as UserBulk from "effect-purecloud/UserBulk"
import * as Users from "effect-purecloud/Users"
import { atomicMemoryStore } from "./utils/atomicStore.js"
import { lease, lockedBy, pausing } from "./utils/leases.js"
import * as Time from "./utils/time.js"

// --------------------------------------------------------------------------------------------------------------- tools

const count = 20

const run = <A, E>(
  program: (
    store: AtomicStore.AtomicStore,
    time: Time.Time
  ) => Effect.Effect<A, E, PureCloud.PureCloud | Simulator.Simulator | NodeContext.NodeContext>
) => {
  const time = Time.make("files")
  return Effect.flatMap(atomicMemoryStore, (store) => Effect.flatten(time.run(program(store, time)))).pipe(
    Effect.provide([Simulator.layer({ users: count, allowance: 100_000 }), NodeContext.layer])
  )
}

const promote = (store: KeyValueStore.KeyValueStore, after: Effect.Effect<unknown> = Effect.void) =>
  Users.getUsers.items({ pageSize: count }).pipe(
    Stream.map(({ id }) => ({ userId: id, change: { title: "Senior" } })),
    UserBulk.patchAll({ journal: { name: "promote", store }, concurrency: 1 }),
    Stream.tap(() => after),
    Stream.runCount
  )

const patches = Effect.flatMap(
  Simulator.Simulator,
  ({ requests }) => Effect.map(requests, (all) => all.filter(({ endpoint }) => endpoint === "patchUser").length)
)

/** Removes a lease, like a run that took over and has ended. */
const removeLease = (store: AtomicStore.AtomicStore, name: string) =>
  Effect.forEach([`${name}.lease`, `${name}.lease-0`, `${name}.lease-1`], store.remove, { discard: true })

/** The content of a store, except leases. */
const contentOf = (store: AtomicStore.AtomicStore, keys: Iterable<string>) =>
  Effect.forEach(
    [...keys].filter((key) => !key.includes(".lease")).sort(),
    (key) => Effect.map(store.get(key), (value) => [key, Option.getOrUndefined(value)])
  )

/** Replaces an operation of a store. `key` is that of the operation. */
type Replace = <A>(key: string, operation: Effect.Effect<A, PlatformError>) => Effect.Effect<A, PlatformError>

/** A store that runs a function with each change of it. */
const changing = (store: AtomicStore.AtomicStore, f: Replace): AtomicStore.AtomicStore => {
  const { create, removeIf, setIf } = store[AtomicStore.TypeId]
  return AtomicStore.make({
    ...store,
    set: (key, value) => f(key, store.set(key, value)),
    remove: (key) => f(key, store.remove(key))
  }, {
    create: (key, value) => f(key, create(key, value)),
    setIf: (condition, key, value) => f(key, setIf(condition, key, value)),
    removeIf: (condition, key) => f(key, removeIf(condition, key))
  })
}

/** Suspends the nth change of a store that is not one of a lease, until `goOn` runs. The keys are recorded. */
const suspending = (store: AtomicStore.AtomicStore, n: number) =>
  Effect.gen(function*() {
    const { goOn, pause, reached } = yield* pausing(n)
    const keys = new Set<string>()
    return {
      keys,
      reached,
      goOn,
      store: changing(store, (key, change) => {
        keys.add(key)
        return key.includes(".lease") ? change : Effect.zipRight(pause, change)
      })
    }
  })

const timedOut = new SystemError({ reason: "TimedOut", module: "KeyValueStore", method: "setIf" })

/** Suspends the nth operation of a store that meets a condition, until `goOn` runs. Then the operation fails. */
const timingOut = (store: AtomicStore.AtomicStore, n: number, isMeant: (key: string, isRead: boolean) => boolean) =>
  Effect.gen(function*() {
    const { goOn, pause, reached } = yield* pausing(n, Effect.fail(timedOut))
    const replace = (isRead: boolean): Replace => (key, operation) =>
      isMeant(key, isRead) ? Effect.zipRight(pause, operation) : operation
    const reading = AtomicStore.make(
      { ...store, get: (key) => replace(true)(key, store.get(key)) },
      store[AtomicStore.TypeId]
    )
    return { reached, goOn, store: changing(reading, replace(false)) }
  })

const operations: { readonly [name: string]: (key: string, isRead: boolean) => boolean } = {
  "check of its lease": (key, isRead) => key === "promote.lease" && isRead,
  "read": (key, isRead) => !key.includes(".lease") && isRead,
  "write": (key, isRead) => !key.includes(".lease") && !isRead
}

// --------------------------------------------------------------------------------------------------------------- tests

for (const [name, isMeant] of Object.entries(operations)) {
  for (const n of [1, 2, 3, 8, 41]) {
    describe(`a run whose ${name} ${n} fails, because the process was suspended`, () => {
      it.live("finds that another run took over, and writes nothing more", () =>
        run((store) =>
          Effect.gen(function*() {
            const suspended = yield* timingOut(store, n, isMeant)
            const first = yield* Effect.fork(Effect.flip(promote(suspended.store)))
            yield* suspended.reached
            yield* store.set("promote.lease", lease({ id: "second", number: 2, sequence: 100 }))
            const [size, sent] = [yield* store.size, yield* patches]
            yield* suspended.goOn
            lockedBy(yield* Fiber.join(first))
            assert.strictEqual(yield* patches, sent)
            assert.strictEqual(yield* store.size, size)
          })
        ))

      it.live("continues if no other run took over", () =>
        run((store) =>
          Effect.gen(function*() {
            const suspended = yield* timingOut(store, n, isMeant)
            const first = yield* Effect.fork(promote(suspended.store))
            yield* suspended.reached
            yield* suspended.goOn
            assert.strictEqual(yield* Fiber.join(first), count)
            assert.strictEqual(yield* patches, count)
          })
        ))
    })
  }
}

describe("a run that is suspended between the check of its lease and a write", () => {
  // The head, the entry before the first request, its outcome, later ones, and the last entry.
  for (const n of [1, 2, 3, 8, 41]) {
    it.live(`writes nothing after another run took over, for write ${n} of a journal`, () =>
      run((store) =>
        Effect.gen(function*() {
          const suspended = yield* suspending(store, n)
          const first = yield* Effect.fork(Effect.flip(promote(suspended.store)))
          yield* suspended.reached
          // Another run takes over, carries out all intents, and ends the journal. A third one begins.
          yield* removeLease(store, "promote")
          assert.strictEqual(yield* promote(store), count)
          yield* UserBulk.endJournal({ name: "promote", store })
          assert.strictEqual(yield* store.size, 0)
          yield* store.set("promote.lease", lease({ id: "third", number: 2, sequence: 100 }))
          const before = yield* patches
          yield* suspended.goOn
          lockedBy(yield* Fiber.join(first))
          assert.strictEqual(yield* patches, before)
          assert.deepStrictEqual(
            yield* contentOf(store, suspended.keys),
            (yield* contentOf(store, suspended.keys)).map(([key]) => [key, undefined])
          )
          assert.strictEqual(yield* store.size, 1)
        })
      ))
  }

  for (const n of [1, 3, 5]) {
    it.live(`writes nothing after another run took over, for write ${n} of the checkpoints of an export`, () =>
      run((store) =>
        Effect.scoped(Effect.gen(function*() {
          const fs = yield* FileSystem.FileSystem
          const path = `${yield* fs.makeTempDirectoryScoped()}/users`
          const write = (checkpoints: KeyValueStore.KeyValueStore) =>
            ExportFile.write(Users.getUsers, {
              path,
              format: Export.ndjson,
              pageSize: 5,
              concurrency: 1,
              checkpointBytes: 0,
              checkpoints
            })
          const suspended = yield* suspending(store, n)
          const first = yield* Effect.fork(Effect.flip(write(suspended.store)))
          yield* suspended.reached
          yield* removeLease(store, path)
          assert.strictEqual((yield* write(store)).rows, count)
          yield* store.set(`${path}.lease`, lease({ id: "third", number: 2, sequence: 100 }))
          const file = yield* fs.readFileString(path)
          yield* suspended.goOn
          lockedBy(yield* Fiber.join(first))
          assert.strictEqual(yield* store.size, 1)
          assert.strictEqual(yield* fs.readFileString(path), file)
        }))
      ))
  }

  it.live("does not remove the entries of a journal that another run uses", () =>
    run((store) =>
      Effect.gen(function*() {
        yield* promote(store)
        // The journal is marked as ended, and then its first entry is removed.
        const suspended = yield* suspending(store, 2)
        const ending = yield* Effect.fork(Effect.flip(UserBulk.endJournal({ name: "promote", store: suspended.store })))
        yield* suspended.reached
        yield* removeLease(store, "promote")
        yield* promote(store)
        yield* store.set("promote.lease", lease({ id: "third", number: 2, sequence: 100 }))
        const before = yield* store.size
        yield* suspended.goOn
        lockedBy(yield* Fiber.join(ending))
        assert.strictEqual(yield* store.size, before)
      })
    ))
})

describe("a lease in an atomic store", () => {
  it.live("is acquired by one of many that begin at the same time", () =>
    run((store) =>
      Effect.gen(function*() {
        const results = yield* Effect.all(
          Array.from({ length: 12 }, () => Effect.either(promote(store, Effect.sleep("1 second")))),
          { concurrency: "unbounded" }
        )
        assert.strictEqual(results.filter(({ _tag }) => _tag === "Right").length, 1)
        for (const result of results) if (result._tag === "Left") lockedBy(result.left)
        assert.strictEqual(yield* patches, count)
        assert.deepStrictEqual(yield* store.get("promote.lease"), Option.none())
      })
    ))

  it.live("of a run on another host that died is taken over by one of many, after ten seconds", () =>
    run((store, time) =>
      Effect.gen(function*() {
        yield* store.set("promote.lease", lease({ id: "dead", number: 2, sequence: 100 }))
        const before = time.elapsed()
        const results = yield* Effect.all(
          Array.from({ length: 12 }, () => Effect.either(promote(store, Effect.sleep("1 second")))),
          { concurrency: "unbounded" }
        )
        assert.isAtLeast(time.elapsed() - before, 10_000)
        assert.strictEqual(results.filter(({ _tag }) => _tag === "Right").length, 1)
        assert.strictEqual(yield* patches, count)
      })
    ))

  it.live("is renewed after a renewal whose response was lost", () =>
    run((store) =>
      Effect.gen(function*() {
        let renewals = 0
        const flaky = changing(store, (key, change) => {
          if (key !== "promote.lease" || ++renewals !== 3) return change
          return Effect.zipRight(change, Effect.fail(timedOut))
        })
        const first = yield* Effect.fork(promote(flaky, Effect.sleep("3 seconds")))
        yield* Effect.sleep("20 seconds")
        const records = new Set<string>()
        for (let i = 0; i < 4; i++) {
          records.add(Option.getOrElse(yield* store.get("promote.lease"), () => ""))
          yield* Effect.sleep("2 seconds")
        }
        assert.isAtLeast(records.size, 3)
        assert.strictEqual(yield* Fiber.join(first), count)
      })
    ))
})

describe("a lease in a store without atomic operations", () => {
  it.live("is renewed after a renewal whose response was lost", () =>
    run((atomic) =>
      Effect.gen(function*() {
        const store: KeyValueStore.KeyValueStore = { ...atomic }
        let renewals = 0
        const flaky: KeyValueStore.KeyValueStore = {
          ...store,
          set: (key, value) =>
            Effect.zipRight(
              store.set(key, value),
              key.startsWith("promote.lease") && ++renewals === 3 ? Effect.fail(timedOut) : Effect.void
            )
        }
        const first = yield* Effect.fork(promote(flaky, Effect.sleep("3 seconds")))
        yield* Effect.sleep("20 seconds")
        const records = new Set<string>()
        for (let i = 0; i < 4; i++) {
          const both = yield* Effect.forEach(["promote.lease-0", "promote.lease-1"], store.get)
          records.add(Chunk.join(Chunk.fromIterable(both.map(Option.getOrElse(() => ""))), "|"))
          yield* Effect.sleep("2 seconds")
        }
        assert.isAtLeast(records.size, 3)
        assert.strictEqual(yield* Fiber.join(first), count)
      })
    ))
})
