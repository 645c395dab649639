/**
 * Runs that are stopped at each write of their journal, and continued.
 */
import { assert, describe, it } from "@effect/vitest"
import { Effect, Either, Exit, Stream } from "effect"
import type * as PureCloud from "effect-purecloud/PureCloud"
import * as UserBulk from "effect-purecloud/UserBulk"
import * as Users from "effect-purecloud/Users"
import { breakingStore, collect, simulated } from "./utils/bulk.js"
import { home } from "./utils/simulator.js"

describe("a journal", () => {
  const change = ({ title }: { readonly title?: string | undefined }) => ({ state: "inactive", title: `${title}!` })
  const people = Array.from(
    { length: 4 },
    (_, i) => ({ name: `New ${i}`, email: `new.${i}@acme.example`, divisionId: home })
  )

  const runs: ReadonlyArray<{
    readonly what: string
    /** The state of the users before the run. */
    readonly state?: "deleted"
    readonly run: (
      ids: ReadonlyArray<string>,
      journal: UserBulk.Journal
    ) => Stream.Stream<UserBulk.Outcome<unknown, unknown>, unknown, PureCloud.PureCloud>
    /** The requests of an uninterrupted run. */
    readonly sent: Readonly<Record<string, number>>
  }> = [
    {
      what: "patchAll with fields",
      run: (ids, journal) =>
        Stream.fromIterable(ids).pipe(
          Stream.map((userId) => ({ userId, change: { state: "inactive", title: "T" } })),
          UserBulk.patchAll({ journal, concurrency: 2 })
        ),
      sent: { patchUser: 8 }
    },
    {
      what: "patchAll with a function",
      run: (ids, journal) =>
        Stream.fromIterable(ids).pipe(
          Stream.map((userId) => ({ userId, change })),
          UserBulk.patchAll({ journal, concurrency: 2 })
        ),
      sent: { patchUser: 8 }
    },
    {
      what: "patchAll that restores, with a function",
      state: "deleted",
      run: (ids, journal) =>
        Stream.fromIterable(ids).pipe(
          Stream.map((userId) => ({
            userId,
            change: (user: { readonly title?: string | undefined }) => ({ ...change(user), state: "active" }),
            options: { state: "deleted" as const }
          })),
          UserBulk.patchAll({ journal, concurrency: 2 })
        ),
      sent: { patchUser: 8 }
    },
    {
      what: "createAll",
      run: (_, journal) => Stream.fromIterable(people).pipe(UserBulk.createAll({ journal, concurrency: 2 })),
      sent: { postUsers: 4 }
    },
    {
      what: "deleteAll",
      run: (ids, journal) => Stream.fromIterable(ids).pipe(UserBulk.deleteAll({ journal, concurrency: 2 })),
      sent: { deleteUser: 4 }
    }
  ]

  for (const { run, sent, state = "active", what } of runs) {
    it.effect(`survives a crash at any of its writes, also incomplete ones: ${what}`, () =>
      Effect.gen(function*() {
        /** Stops a run at a write, and completes it with another run. Returns the number of writes. */
        const at = (n: number) =>
          simulated(({ ids, journal, simulator }) =>
            Effect.gen(function*() {
              const some = ids.slice(0, 4)
              if (state === "deleted") yield* Effect.forEach(some, (userId) => Users.deleteUser({ userId }))
              const before = yield* Effect.forEach(some, (userId) => Users.getUser({ userId, state }))
              const { changes, store } = breakingStore(journal.store, n)
              const first: Array<number> = []
              const exit = yield* Effect.exit(
                Stream.runForEach(run(some, { ...journal, store }), ({ index }) => Effect.sync(() => first.push(index)))
              )
              const second = Exit.isSuccess(exit) ? [] : yield* collect(run(some, journal))
              const doubts = second.filter(({ result }) => Either.isLeft(result))
              // A creation that was in flight is in doubt. Every other outcome is known.
              for (const { result } of doubts) {
                assert.deepInclude({ what, ...Either.getOrThrow(Either.flip(result)) }, {
                  what: "createAll",
                  _tag: "PureCloudInDoubt"
                })
              }
              assert.isAtMost(doubts.length, 2)
              assert.deepStrictEqual(
                [...new Set([...first, ...second.map(({ index }) => index)])].sort(),
                [0, 1, 2, 3]
              )
              const done = (yield* simulator.requests).filter(({ endpoint, status }) =>
                endpoint !== undefined && endpoint in sent && status < 300
              )
              const [[operation = "", times = 0] = []] = Object.entries(sent)
              assert.isTrue(done.every(({ endpoint }) => endpoint === operation))
              if (doubts.length === 0) assert.strictEqual(done.length, times, `broken off at ${n}`)
              else assert.isAtMost(done.length, times)
              if (operation === "patchUser") {
                for (const [i, userId] of some.entries()) {
                  const user = yield* Effect.flatten(simulator.user(userId))
                  assert.deepInclude(user, {
                    state: state === "deleted" ? "active" : "inactive",
                    title: what.endsWith("function") ? `${before[i]!.title}!` : "T"
                  })
                }
              }
              yield* UserBulk.endJournal(journal)
              assert.strictEqual(yield* journal.store.size, 0, `nothing is left behind, broken off at ${n}`)
              return changes()
            })
          )
        const changes = yield* at(Infinity)
        assert.isAbove(changes, 8)
        for (let n = 0; n < changes; n++) yield* at(n)
      }))
  }
})
