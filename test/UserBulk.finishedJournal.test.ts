/**
 * The outcomes in the journal of a finished run.
 */
import { SystemError } from "@effect/platform/Error"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Either, Exit, Fiber, Stream } from "effect"
import type * as PureCloud from "effect-purecloud/PureCloud"
import * as UserBulk from "effect-purecloud/UserBulk"
import * as Users from "effect-purecloud/Users"
import type * as UserUpdate from "effect-purecloud/UserUpdate"
import { breakingStore, collect, memoryStore, simulated, untilKilled } from "./utils/bulk.js"
import { reset } from "./utils/faults.js"
import { invalid } from "./utils/invalid.js"
import { withService } from "./utils/service.js"
import { home } from "./utils/simulator.js"

describe("a finished journal", () => {
  const people = Array.from(
    { length: 8 },
    (_, i) => ({ name: `New ${i}`, email: `new.${i}@acme.example`, divisionId: home })
  )
  const promote = ({ title }: { readonly title?: string | undefined }) => ({ title: `Senior ${title}` })
  type Bulk = Stream.Stream<UserBulk.Outcome<unknown, unknown>, unknown, PureCloud.PureCloud>

  const runs: ReadonlyArray<
    readonly [string, (ids: ReadonlyArray<string>, journal: UserBulk.Journal) => Bulk]
  > = [
    ["patchAll with fields", (ids, journal) =>
      Stream.fromIterable(["nobody", ...ids]).pipe(
        Stream.map((userId) => ({ userId, change: { state: "inactive", title: "T" } })),
        UserBulk.patchAll({ journal })
      )],
    ["patchAll with a function", (ids, journal) =>
      Stream.fromIterable(["nobody", ...ids]).pipe(
        Stream.map((userId) => ({ userId, change: promote })),
        UserBulk.patchAll({ journal })
      )],
    ["createAll", (_, journal) =>
      Stream.fromIterable([people[0]!, ...people, invalid({ name: "No address" })]).pipe(
        UserBulk.createAll({ journal, concurrency: 1 })
      )],
    ["deleteAll", (ids, journal) => Stream.fromIterable(["nobody", ...ids]).pipe(UserBulk.deleteAll({ journal }))]
  ]

  for (const [what, run] of runs) {
    it.effect(`returns the recorded outcomes and sends nothing: ${what}`, () =>
      simulated(({ ids, journal, simulator }) =>
        Effect.gen(function*() {
          const first = yield* collect(run(ids, journal))
          assert.isTrue(first.some(({ result }) => Either.isLeft(result)))
          assert.isTrue(first.some(({ result }) => Either.isRight(result)))
          const sent = (yield* simulator.requests).length
          for (let again = 0; again < 2; again++) {
            const outcomes = yield* collect(run(ids, journal))
            assert.deepStrictEqual(outcomes, first)
            assert.deepStrictEqual(
              outcomes.map(({ result }) => Either.isLeft(result) && result.left.message),
              first.map(({ result }) => Either.isLeft(result) && result.left.message)
            )
          }
          assert.strictEqual((yield* simulator.requests).length, sent)
        })
      ))

    it.effect(`has the outcomes of a consumer that stopped early: ${what}`, () =>
      simulated(({ ids, journal, simulator }) =>
        Effect.gen(function*() {
          const some = ids.slice(0, 8)
          const taken = yield* collect(Stream.take(run(some, journal), 4))
          const again = yield* collect(Stream.take(run(some, journal), 4))
          assert.deepStrictEqual(again, taken)
          const all = yield* collect(run(some, journal))
          assert.deepStrictEqual(all.slice(0, 4), taken)
          assert.isFalse(all.some(({ result }) => Either.isLeft(result) && result.left._tag === "PureCloudInDoubt"))
          const sent = (yield* simulator.requests).length
          assert.deepStrictEqual(yield* collect(run(some, journal)), all)
          assert.strictEqual((yield* simulator.requests).length, sent)
          const writes = (yield* simulator.requests).filter(({ endpoint, method, status }) =>
            endpoint !== "token" && method !== "GET" && status < 300
          )
          assert.strictEqual(writes.length, what.includes("fields") ? 16 : 8)
        })
      ))

    it.effect(`is removed by endJournal, also if that is interrupted at any write: ${what}`, () =>
      simulated(({ ids, journal, simulator }) =>
        Effect.gen(function*() {
          const some = ids.slice(0, 3)
          yield* collect(run(some, journal))
          const sent = (yield* simulator.requests).length
          assert.isAbove(yield* journal.store.size, 0)
          let n = 0
          for (let ended = false; !ended && n < 50; n++) {
            const { store } = breakingStore(journal.store, n % 5)
            ended = Exit.isSuccess(yield* Effect.exit(UserBulk.endJournal({ ...journal, store })))
          }
          assert.isTrue(n > 2 && n < 50, `${n} attempts`)
          assert.strictEqual(yield* journal.store.size, 0)
          // Ending a journal that does not exist is not an error.
          yield* UserBulk.endJournal(journal)
          yield* collect(run(some, journal))
          assert.isAbove((yield* simulator.requests).length, sent)
          assert.isAbove(yield* journal.store.size, 0)
        })
      ))
  }

  for (const [what, run] of runs.filter(([what]) => what !== "createAll")) {
    it.effect(`refuses other intents, and accepts further intents after its own: ${what}`, () =>
      simulated(({ ids, journal, simulator }) =>
        Effect.gen(function*() {
          const some = ids.slice(0, 5)
          const first = yield* collect(run(some, journal))
          const sent = (yield* simulator.requests).length
          for (const others of [[...some].reverse(), some.slice(0, 4), []]) {
            const error = yield* Effect.flip(collect(run(others, journal)))
            assert.deepInclude({ ...error as object }, { _tag: "PureCloudExportError", reason: "Checkpoint" })
          }
          assert.strictEqual((yield* simulator.requests).length, sent)
          const more = yield* collect(run(ids.slice(0, 6), journal))
          assert.deepStrictEqual(more.slice(0, first.length), first)
          assert.deepStrictEqual(more.slice(first.length).map(({ result }) => Either.isRight(result)), [true])
        })
      ))
  }

  it.effect("is open to the next run at once, although the lease of its run could not be removed", () =>
    simulated(({ ids, journal }) =>
      Effect.gen(function*() {
        const store: UserBulk.Journal["store"] = {
          ...journal.store,
          remove: (key) =>
            key.includes(".lease")
              ? Effect.fail(new SystemError({ reason: "Busy", module: "KeyValueStore", method: "remove" }))
              : journal.store.remove(key)
        }
        const deletion = Stream.make(ids[0]!).pipe(UserBulk.deleteAll({ journal: { ...journal, store } }))
        const first = yield* collect(deletion)
        assert.isAbove(yield* journal.store.size, 0)
        assert.deepStrictEqual(yield* collect(deletion), first)
      })
    ))

  it.effect("of a run that was killed is removed by endJournal", () =>
    simulated(({ ids, journal }) =>
      Effect.gen(function*() {
        const deletions = Stream.fromIterable(ids).pipe(UserBulk.deleteAll({ journal, concurrency: 1 }))
        for (const n of [1, 2]) {
          yield* untilKilled(deletions, "deleteUser", n)
          assert.isAbove(yield* journal.store.size, 0)
          yield* UserBulk.endJournal(journal)
          assert.strictEqual(yield* journal.store.size, 0)
        }
      })
    ))

  it.effect("whose removal was interrupted belongs to no operation", () =>
    simulated(({ ids, journal }) =>
      Effect.gen(function*() {
        const promotions = (userIds: ReadonlyArray<string>) =>
          Stream.fromIterable(userIds).pipe(
            Stream.map((userId) => ({ userId, change: promote })),
            UserBulk.patchAll({ journal })
          )
        yield* collect(promotions(ids.slice(0, 5)))
        const { store } = breakingStore(journal.store, 3)
        assert.isTrue(Exit.isFailure(yield* Effect.exit(UserBulk.endJournal({ ...journal, store }))))
        // Another operation with other intents.
        const deleted = yield* collect(Stream.make(ids[6]!).pipe(UserBulk.deleteAll({ journal })))
        assert.deepStrictEqual(deleted.map(({ result }) => Either.isRight(result)), [true])
        yield* UserBulk.endJournal(journal)
        assert.strictEqual(yield* journal.store.size, 0)
      })
    ))

  it.live("does not send again a creation that is in doubt", () =>
    withService(() => reset, ({ seen }) =>
      Effect.gen(function*() {
        const run = Stream.fromIterable(people).pipe(
          UserBulk.createAll({ journal: { name: "run", store: yield* memoryStore } })
        )
        const first = yield* collect(run)
        assert.deepStrictEqual(
          first.map(({ result }) => Either.isLeft(result) && result.left._tag),
          people.map(() => "PureCloudInDoubt" as const)
        )
        assert.deepStrictEqual(yield* collect(run), first)
        assert.strictEqual(seen.length, people.length)
      })))

  it.live("records the outcome of a creation that was in flight when the run was interrupted", () => {
    let arrived: () => void = () => {}
    const posted = new Promise<void>((resolve) => void (arrived = resolve))
    return withService(() => {
      arrived()
      return new Promise((resolve) => setTimeout(() => resolve({ body: { id: "u" } }), 50))
    }, ({ seen }) =>
      Effect.gen(function*() {
        const run = Stream.fromIterable(people.slice(0, 1)).pipe(
          UserBulk.createAll({ journal: { name: "run", store: yield* memoryStore } })
        )
        const fiber = yield* Effect.fork(collect(run))
        yield* Effect.promise(() => posted)
        yield* Fiber.interrupt(fiber)
        const [outcome] = yield* collect(run)
        assert.deepStrictEqual(Either.getOrThrow(outcome!.result), { id: "u" })
        assert.strictEqual(seen.length, 1)
      }))
  })

  it.live("of a run that was interrupted without a response is in doubt after a bounded time", () => {
    let arrived: () => void = () => {}
    const posted = new Promise<void>((resolve) => void (arrived = resolve))
    return withService(() => {
      arrived()
      return () => {}
    }, ({ seen }) =>
      Effect.gen(function*() {
        const run = Stream.fromIterable(people.slice(0, 1)).pipe(
          UserBulk.createAll({ journal: { name: "run", store: yield* memoryStore } })
        )
        const fiber = yield* Effect.fork(collect(run))
        yield* Effect.promise(() => posted)
        yield* Fiber.interrupt(fiber)
        const [outcome] = yield* collect(run)
        assert.strictEqual(Either.getOrThrow(Either.flip(outcome!.result))._tag, "PureCloudInDoubt")
        assert.strictEqual(seen.length, 1)
      }))
  })

  it.effect("records a change that cannot be sent as the error of its intent", () =>
    simulated(({ ids, journal }) =>
      Effect.gen(function*() {
        const circle: { self?: unknown } = {}
        circle.self = circle
        const changes: ReadonlyArray<UserUpdate.Change> = [
          { title: invalid(circle) },
          () => ({ title: invalid(7n) }),
          { title: "T" }
        ]
        const run = Stream.fromIterable(changes).pipe(
          Stream.map((change) => ({ userId: ids[0]!, change })),
          UserBulk.patchAll({ journal, concurrency: 1 })
        )
        for (let again = 0; again < 2; again++) {
          assert.deepStrictEqual(
            (yield* collect(run)).map(({ result }) => Either.isRight(result) ? "ok" : result.left._tag),
            ["PureCloudEncodeError", "PureCloudEncodeError", "ok"]
          )
        }
      })
    ))

  it.effect("has each patch that was sent once, after any number of attempts and runs", () =>
    simulated(({ ids, journal }) =>
      Effect.gen(function*() {
        const change = (
          { state, title }: { readonly state?: string | undefined; readonly title?: string | undefined }
        ) => state === "active" ? { state: "inactive", title: `Former ${title}` } : undefined
        for (const [i, killedAfter] of [1, 2].entries()) {
          const userId = ids[i]!
          const { title } = yield* Users.getUser({ userId })
          const run = Stream.make({ userId, change }).pipe(
            UserBulk.patchAll({ journal: { ...journal, name: `run-${i}` } })
          )
          yield* untilKilled(run, "patchUser", killedAfter)
          const [outcome] = yield* collect(run)
          assert.deepStrictEqual(Either.getOrThrow(outcome!.result).sent, [
            { state: "inactive" },
            { title: `Former ${title}` }
          ])
        }
      })
    ))

  it.effect("of another version of this library is refused, and does not count as incomplete", () =>
    simulated(({ ids, journal, simulator }) =>
      Effect.gen(function*() {
        const sent = (yield* simulator.requests).length
        for (const key of ["run.head-0", "run.0-1"]) {
          const store = yield* memoryStore
          yield* store.set(key, JSON.stringify({ operation: "deleteAll", next: 7, trail: "", sequence: 3 }))
          const error = yield* Effect.flip(
            collect(Stream.make(ids[0]!).pipe(UserBulk.deleteAll({ journal: { ...journal, store } })))
          )
          assert.deepInclude({ ...error }, { _tag: "PureCloudExportError", reason: "Checkpoint" })
          assert.include(error.message, "another version")
        }
        assert.strictEqual((yield* simulator.requests).length, sent)
      })
    ))

  it.effect("records a user as received, with unknown fields", () =>
    withService(({ method }) => {
      const user = { id: "u", version: 3, name: 7, extra: { deep: [1, null] } }
      return { body: method === "PATCH" ? { ...user, version: 4, title: "T" } : user }
    }, ({ seen }) =>
      Effect.gen(function*() {
        const run = Stream.make({ userId: "u", change: { title: "T" } }).pipe(
          UserBulk.patchAll({ journal: { name: "run", store: yield* memoryStore } })
        )
        const first = yield* collect(run)
        assert.deepInclude(Either.getOrThrow(first[0]!.result).user, { name: invalid(7), version: 4 })
        assert.deepStrictEqual(yield* collect(run), first)
        assert.strictEqual(seen.length, 2)
      })))
})
