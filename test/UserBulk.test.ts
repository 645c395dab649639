import { FileSystem, KeyValueStore } from "@effect/platform"
import { NodeContext } from "@effect/platform-node"
import { assert, describe, it } from "@effect/vitest"
import { Chunk, Effect, Either, Exit, Fiber, Stream } from "effect"
import * as PureCloud from "effect-purecloud/PureCloud"
import * as Simulator from "effect-purecloud/Simulator"
import * as UserBulk from "effect-purecloud/UserBulk"
import * as Users from "effect-purecloud/Users"
import type * as UserUpdate from "effect-purecloud/UserUpdate"
import { type Script, withService } from "./utils/service.js"

/** A store that is kept between runs. */
const memory = Effect.provide(KeyValueStore.KeyValueStore, KeyValueStore.layerMemory)

const simulated = <A, E>(
  program: (_: {
    readonly ids: ReadonlyArray<string>
    readonly journal: UserBulk.Journal
    readonly simulator: Simulator.Service
    readonly patches: Effect.Effect<number>
  }) => Effect.Effect<A, E, PureCloud.PureCloud>
) =>
  Effect.gen(function*() {
    const simulator = yield* Simulator.Simulator
    const ids = Chunk.toReadonlyArray(yield* Stream.runCollect(Users.getUsers.items({ pageSize: 25 }))).map(({ id }) =>
      id
    )
    const patches = Effect.map(simulator.requests, (requests) =>
      requests.filter(({ endpoint, status }) => endpoint === "patchUser" && status === 200).length)
    return yield* program({ ids, simulator, patches, journal: { name: "run", store: yield* memory } })
  }).pipe(Effect.provide(Simulator.layer({ users: 25, allowance: 100_000, config: { retry: { attempts: 1 } } })))

const collect = <A, E, R>(stream: Stream.Stream<A, E, R>) =>
  Effect.map(Stream.runCollect(stream), Chunk.toReadonlyArray)

/** A client that dies after the nth request of an operation was carried out, before it returns the response. */
const dyingAfter = (operation: string, n: number) =>
  Effect.map(PureCloud.PureCloud, (client): PureCloud.Service => {
    let left = n
    const runWithResponse: PureCloud.Service["runWithResponse"] = (endpoint, input) =>
      Effect.flatMap(client.runWithResponse(endpoint, input), (response) =>
        endpoint.id === operation && --left === 0 ? Effect.die("killed") : Effect.succeed(response))
    return {
      ...client,
      runWithResponse,
      run: (endpoint, input) =>
        Effect.map(runWithResponse(endpoint, input), ({ value }) => value)
    }
  })

const untilKilled = <A, E>(
  stream: Stream.Stream<A, E, PureCloud.PureCloud>,
  operation: string,
  n: number
) =>
  Effect.gen(function*() {
    const taken: Array<A> = []
    const client = yield* dyingAfter(operation, n)
    const exit = yield* Effect.exit(
      Stream.runForEach(stream, (outcome) => Effect.sync(() => taken.push(outcome))).pipe(
        Effect.provideService(PureCloud.PureCloud, client)
      )
    )
    assert.include(String(exit), "killed")
    return taken
  })

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

  it.effect("stores its journal in files, and no note for an intent without a change", () =>
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
          UserBulk.patchAll({ journal: { name: "run", store: yield* memory } })
        )
        const fiber = yield* Effect.fork(collect(run))
        while (reads < 2) yield* Effect.promise(() => new Promise((resolve) => setImmediate(resolve)))
        yield* Fiber.interrupt(fiber)
        const [outcome] = yield* collect(run)
        assert.strictEqual(Either.getOrThrow(Either.flip(outcome!.result))._tag, "PureCloudDecodeError")
        assert.deepStrictEqual(
          seen.filter(({ method }) => method === "PATCH").map(({ body }) => JSON.parse(body)),
          [{ state: "inactive", version: 3 }]
        )
      }))
  })

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

/** A store that fails: its nth write is incomplete, and from then on it does nothing. */
const breakingStore = (store: KeyValueStore.KeyValueStore, at: number) => {
  let changes = 0
  const change = <A, E>(self: Effect.Effect<A, E>, half: Effect.Effect<unknown, E>): Effect.Effect<A, E> =>
    Effect.suspend(() => {
      const n = changes++
      if (n < at) return self
      return Effect.zipRight(n === at ? half : Effect.void, Effect.die("killed"))
    })
  return {
    changes: () => changes,
    store: {
      ...store,
      set: (key: string, value: string | Uint8Array) =>
        change(store.set(key, value), store.set(key, value.slice(0, value.length / 2))),
      remove: (key: string) => change(store.remove(key), Effect.void)
    }
  }
}

describe("a journal", () => {
  const change = ({ title }: { readonly title?: string | undefined }) => ({ state: "inactive", title: `${title}!` })
  const people = Array.from({ length: 4 }, (_, i) => ({ name: `New ${i}`, email: `new.${i}@acme.example` }))

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
        /** Stops a run at a write, completes it with another run, and returns the number of writes. */
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
              // A creation that was under way is in doubt; every other outcome is known.
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

describe("a finished journal", () => {
  const people = Array.from({ length: 8 }, (_, i) => ({ name: `New ${i}`, email: `new.${i}@acme.example` }))
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
      Stream.fromIterable([people[0]!, ...people, { name: "No address" } as never]).pipe(
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
    it.effect(`refuses other intents, and accepts further ones after its own: ${what}`, () =>
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
    withService(() => (_, socket) => void socket.resetAndDestroy(), ({ seen }) =>
      Effect.gen(function*() {
        const run = Stream.fromIterable(people).pipe(
          UserBulk.createAll({ journal: { name: "run", store: yield* memory } })
        )
        const first = yield* collect(run)
        assert.deepStrictEqual(
          first.map(({ result }) => Either.isLeft(result) && result.left._tag),
          people.map(() => "PureCloudInDoubt" as const)
        )
        assert.deepStrictEqual(yield* collect(run), first)
        assert.strictEqual(seen.length, people.length)
      })))

  it.live("records the outcome of a creation that was under way when the run was interrupted", () => {
    let arrived: () => void = () => {}
    const posted = new Promise<void>((resolve) => void (arrived = resolve))
    return withService(() => {
      arrived()
      return new Promise((resolve) => setTimeout(() => resolve({ body: { id: "u" } }), 50))
    }, ({ seen }) =>
      Effect.gen(function*() {
        const run = Stream.fromIterable(people.slice(0, 1)).pipe(
          UserBulk.createAll({ journal: { name: "run", store: yield* memory } })
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
          UserBulk.createAll({ journal: { name: "run", store: yield* memory } })
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
          { title: circle as never },
          () => ({ title: 7n as never }),
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

  it.live("that cannot hold an outcome fails with a typed error", () => {
    const deep = `{"id":"u","version":3,"extra":${"[".repeat(20_000)}${"]".repeat(20_000)}}`
    return withService(
      ({ method }) => ({ body: method === "PATCH" ? deep : { id: "u", version: 3 } }),
      () =>
        Effect.gen(function*() {
          const error = yield* Effect.flip(collect(
            Stream.make({ userId: "u", change: { title: "T" } }).pipe(
              UserBulk.patchAll({ journal: { name: "run", store: yield* memory } })
            )
          ))
          assert.deepInclude({ ...error }, { _tag: "PureCloudExportError", text: "JSON cannot write it" })
        }),
      { maxResponseBytes: 1_000_000 }
    )
  })

  it.effect("of another version of this library is refused, and does not count as incomplete", () =>
    simulated(({ ids, journal, simulator }) =>
      Effect.gen(function*() {
        const sent = (yield* simulator.requests).length
        for (const key of ["run.head-0", "run.0-1"]) {
          const store = yield* memory
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
          UserBulk.patchAll({ journal: { name: "run", store: yield* memory } })
        )
        const first = yield* collect(run)
        assert.deepInclude(Either.getOrThrow(first[0]!.result).user, { name: 7 as never, version: 4 })
        assert.deepStrictEqual(yield* collect(run), first)
        assert.strictEqual(seen.length, 2)
      })))
})

describe("createAll", () => {
  const people = Array.from({ length: 12 }, (_, i) => ({ name: `New ${i}`, email: `new.${i}@acme.example` }))

  it.effect("reports a creation that was under way at a crash as in doubt, and never sends it again", () =>
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

  it.live("reports a creation without a response as in doubt", () =>
    withService(() => (_, socket) => void socket.resetAndDestroy(), ({ seen }) =>
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
            UserBulk.createAll({ journal: { name: "run", store: yield* memory } })
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
            UserBulk.createAll({ journal: { name: "run", store: yield* memory } })
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
        const bodies = [{ name: "No address" } as never, circle as never, people[0]!]
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
        const bodies = [people[0]!, { name: "No address" } as never]
        const outcomes = yield* collect(Stream.fromIterable(bodies).pipe(UserBulk.createAll({ dryRun: true })))
        assert.deepStrictEqual(outcomes.map(({ result }) => Either.isRight(result)), [true, false])
        assert.isFalse((yield* simulator.requests).some(({ endpoint }) => endpoint === "postUsers"))
      })
    ))
})

describe("deleteAll", () => {
  it.live("counts a user as deleted whom an earlier request of the same call deleted", () =>
    withService(
      (_, n) => n === 0 ? (_, socket) => void socket.resetAndDestroy() : { status: 404 },
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
