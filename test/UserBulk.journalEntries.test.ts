/**
 * Journals with entries that were changed between two runs, by hand or by another program.
 */
import { KeyValueStore } from "@effect/platform"
import { assert, describe, it } from "@effect/vitest"
import { Chunk, Effect, Stream } from "effect"
import type * as PureCloud from "effect-purecloud/PureCloud"
import { ExportError } from "effect-purecloud/PureCloudError"
import * as Simulator from "effect-purecloud/Simulator"
import * as UserBulk from "effect-purecloud/UserBulk"
import * as Users from "effect-purecloud/Users"

type Change = (entry: { [key: string]: unknown }) => unknown

const replaceNote = (note: unknown): Change => (entry) => ({ ...entry, note })

const replaceRight = (right: unknown): Change => (entry) => ({ ...entry, result: { _tag: "Right", right } })

/** Runs one change to its end, or until it is killed after its patch. Changes its journal entry, and runs it again. */
const runWith = (changeEntry: Change, isKilled: boolean) =>
  Effect.gen(function*() {
    const { requests } = yield* Simulator.Simulator
    const store = yield* KeyValueStore.KeyValueStore
    const [user] = Chunk.toReadonlyArray(yield* Stream.runCollect(Stream.take(Users.getUsers.items(), 1)))
    assert.isDefined(user)
    let isPatched = false
    const killed: KeyValueStore.KeyValueStore = {
      ...store,
      set: (key, value) => {
        if (isPatched && isKilled) return Effect.die("killed")
        isPatched ||= key.startsWith("run.0-")
        return store.set(key, value)
      }
    }
    const run = (store: KeyValueStore.KeyValueStore) =>
      Stream.make({ userId: user!.id, change: { title: "Countess" } }).pipe(
        UserBulk.patchAll({ journal: { name: "run", store } }),
        Stream.runCollect
      )
    yield* Effect.exit(run(killed))
    const key = isKilled ? "run.0-1" : "run.0-0"
    // A finished intent has two entries. Without this removal, the earlier entry would replace the changed one.
    if (!isKilled) yield* store.remove("run.0-1")
    yield* store.modify(key, (text) => JSON.stringify(changeEntry(JSON.parse(text))))
    const before = (yield* requests).length
    const exit = yield* Effect.either(run(store))
    return { exit, sent: (yield* requests).slice(before).map(({ endpoint }) => endpoint) }
  }).pipe(
    Effect.provide([Simulator.layer({ users: 1 }), KeyValueStore.layerMemory])
  ) satisfies Effect.Effect<unknown, unknown, PureCloud.PureCloud>

describe("a journal entry", () => {
  it.effect("that was not changed is used", () =>
    Effect.gen(function*() {
      const killed = yield* runWith((entry) => entry, true)
      assert.strictEqual(killed.exit._tag, "Right")
      const finished = yield* runWith((entry) => entry, false)
      assert.strictEqual(finished.exit._tag, "Right")
      assert.deepStrictEqual(finished.sent, [])
    }))

  const invalid: ReadonlyArray<readonly [string, Change, boolean]> = [
    ["has fields that no patch can have", replaceNote({ sent: { title: 5 }, version: 1 }), true],
    ["has a field of the wrong shape", replaceNote({ sent: { addresses: [{ address: 5 }] }, version: 1 }), true],
    ["has fields that are no object", replaceNote({ sent: "title", version: 1 }), true],
    ["has no version number", replaceNote({ sent: { title: "Countess" }, version: "1" }), true],
    ["has a user without an id", replaceRight({ user: { name: "Ada" }, sent: [] }), false],
    ["has a user that is no object", replaceRight({ user: "Ada", sent: [] }), false],
    ["has patches that cannot be sent", replaceRight({ user: { id: "u" }, sent: [{ state: 1 }] }), false]
  ]
  it.effect.each(invalid)("that %s is refused, and nothing is sent", ([, change, isKilled]) =>
    Effect.gen(function*() {
      const { exit, sent } = yield* runWith(change, isKilled)
      const error = exit._tag === "Left" ? exit.left : undefined
      assert.instanceOf(error, ExportError)
      assert.strictEqual(error.reason, "Checkpoint")
      assert.deepStrictEqual(sent, [])
    }))
})
