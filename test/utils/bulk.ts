/**
 * Bulk operations on the users of an organization in memory.
 */
import { KeyValueStore } from "@effect/platform"
import { assert } from "@effect/vitest"
import { Chunk, Effect, Stream } from "effect"
import * as PureCloud from "effect-purecloud/PureCloud"
import * as Simulator from "effect-purecloud/Simulator"
import type * as UserBulk from "effect-purecloud/UserBulk"
import * as Users from "effect-purecloud/Users"

/** A store that is kept between runs. */
export const memoryStore = Effect.provide(KeyValueStore.KeyValueStore, KeyValueStore.layerMemory)

export const simulated = <A, E>(
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
    return yield* program({ ids, simulator, patches, journal: { name: "run", store: yield* memoryStore } })
  }).pipe(Effect.provide(Simulator.layer({ users: 25, allowance: 100_000, config: { retry: { attempts: 1 } } })))

export const collect = <A, E, R>(stream: Stream.Stream<A, E, R>) =>
  Effect.map(Stream.runCollect(stream), Chunk.toReadonlyArray)

/** A client that dies before it returns the response to the nth request of an operation, which was carried out. */
const dyingAfter = (operation: string, n: number) =>
  Effect.map(PureCloud.PureCloud, (client): PureCloud.Service => {
    let left = n
    const runWithResponse: PureCloud.Service["runWithResponse"] = (endpoint, input) =>
      Effect.flatMap(
        client.runWithResponse(endpoint, input),
        (response) => endpoint.id === operation && --left === 0 ? Effect.die("killed") : Effect.succeed(response)
      )
    return {
      ...client,
      runWithResponse,
      run: (endpoint, input) => Effect.map(runWithResponse(endpoint, input), ({ value }) => value)
    }
  })

/** Runs a stream until its client dies after the nth request of an operation. Returns the items up to then. */
export const untilKilled = <A, E>(
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

/**
 * A store that breaks at a change, counted from 0: it writes half of that value and dies. It dies at each later change
 * too, which it does not carry out. `changes` returns the number of changes so far.
 */
export const breakingStore = (
  store: KeyValueStore.KeyValueStore,
  at: number
): { readonly changes: () => number; readonly store: KeyValueStore.KeyValueStore } => {
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
