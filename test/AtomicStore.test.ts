/**
 * Stores with atomic operations, in memory, in a real Redis and in a real PostgreSQL.
 */
import { KeyValueStore } from "@effect/platform"
import type { PlatformError } from "@effect/platform/Error"
import { SqlClient } from "@effect/sql"
import { assert, describe, it } from "@effect/vitest"
import { Chunk, Effect, Layer, Option, pipe, Schedule, Schema, type Scope } from "effect"
import * as AtomicStore from "effect-purecloud/AtomicStore"
import * as Redis from "effect-purecloud/Redis"
import * as Sql from "effect-purecloud/Sql"
import * as FC from "effect/FastCheck"
import { atomicMemoryStore } from "./utils/atomicStore.js"
import { connect, postgresql } from "./utils/postgresql.js"
import * as RedisServer from "./utils/redis.js"

// -------------------------------------------------------------------------------------------------------------- stores

type Two = readonly [AtomicStore.AtomicStore, AtomicStore.AtomicStore]

const sqlStore = (socket: string, table?: string) =>
  Effect.flatMap(
    Layer.build(connect(socket)),
    (context) => Effect.provide(Sql.keyValueStore(table === undefined ? {} : { table }), context)
  )

/** Two stores with connections of their own and the same content. */
const stores: { readonly [name: string]: Effect.Effect<Two, unknown, Scope.Scope> } = {
  "in memory": Effect.map(atomicMemoryStore, (store): Two => [store, store]),
  "in Redis": Effect.flatMap(RedisServer.server, ({ url }) => {
    // Special characters of patterns in the prefix.
    const store = Effect.flatMap(
      Redis.make({ url, prefix: "a*[b]?\\" }),
      (connection) => Effect.provideService(Redis.keyValueStore, Redis.Redis, connection)
    )
    return Effect.all([store, store])
  }),
  "in PostgreSQL": Effect.flatMap(
    postgresql,
    ({ socket }) => Effect.all([sqlStore(socket), sqlStore(socket)], { concurrency: 2 })
  )
}

// ---------------------------------------------------------------------------------------------------------------- laws

const keys = ["a", "b", "a/b.lease", "\"; ' %_{}*"]
const values = ["", "1", "{\"é\":\"😀\"}"]

const key = FC.constantFrom(...keys)
const value = FC.constantFrom(...values)
const step = FC.oneof(
  FC.record({ tag: FC.constant("set" as const), key, value }),
  FC.record({ tag: FC.constant("remove" as const), key }),
  FC.record({ tag: FC.constant("create" as const), key, value }),
  FC.record({ tag: FC.constant("setIf" as const), condition: FC.record({ key, value }), key, value }),
  FC.record({ tag: FC.constant("removeIf" as const), condition: FC.record({ key, value }), key }),
  FC.record({ tag: FC.constant("clear" as const) })
)
type Step = typeof step extends FC.Arbitrary<infer A> ? A : never

/** Carries out a step in a store. */
const carryOut = (store: AtomicStore.AtomicStore, step: Step): Effect.Effect<unknown, unknown> => {
  const { create, removeIf, setIf } = store[AtomicStore.TypeId]
  switch (step.tag) {
    case "set":
      return Effect.as(store.set(step.key, step.value), undefined)
    case "remove":
      return Effect.as(store.remove(step.key), undefined)
    case "create":
      return create(step.key, step.value)
    case "setIf":
      return setIf(step.condition, step.key, step.value)
    case "removeIf":
      return removeIf(step.condition, step.key)
    case "clear":
      return Effect.as(store.clear, undefined)
  }
}

/** Carries out a step in a map, as the documentation describes it. */
const expected = (map: Map<string, string>, step: Step): unknown => {
  const isMet = "condition" in step && map.get(step.condition.key) === step.condition.value
  switch (step.tag) {
    case "set":
      return void map.set(step.key, step.value)
    case "remove":
      return void map.delete(step.key)
    case "create":
      return !map.has(step.key) && Boolean(map.set(step.key, step.value))
    case "setIf":
      if (isMet) map.set(step.key, step.value)
      return isMet
    case "removeIf":
      if (isMet) map.delete(step.key)
      return isMet
    case "clear":
      return void map.clear()
  }
}

const property = <A>(arbitrary: FC.Arbitrary<A>, numRuns: number, law: (a: A) => Effect.Effect<unknown, unknown>) =>
  Effect.promise(() =>
    FC.assert(FC.asyncProperty(arbitrary, (a) => Effect.runPromise(Effect.asVoid(law(a)))), { numRuns })
  )

for (const [name, make] of Object.entries(stores)) {
  describe(`an atomic store ${name}`, () => {
    it.scopedLive("carries out each operation as documented", () =>
      Effect.gen(function*() {
        const [a, b] = yield* make
        yield* property(FC.array(FC.tuple(FC.boolean(), step), { maxLength: 25 }), 60, (steps) =>
          Effect.gen(function*() {
            yield* a.clear
            const map = new Map<string, string>()
            for (const [isFirst, step] of steps) {
              assert.deepStrictEqual(yield* carryOut(isFirst ? a : b, step), expected(map, step), step.tag)
            }
            for (const key of keys) {
              assert.deepStrictEqual(yield* b.get(key), Option.fromNullable(map.get(key)))
              assert.strictEqual(yield* b.has(key), map.has(key))
            }
            assert.strictEqual(yield* b.size, map.size)
            assert.strictEqual(yield* b.isEmpty, map.size === 0)
          }))
      }))

    it.scopedLive("lets one of many that create or replace a value at the same time win", () =>
      Effect.gen(function*() {
        const two = yield* make
        yield* property(FC.integer({ min: 2, max: 12 }), 15, (count) =>
          Effect.gen(function*() {
            yield* two[0].clear
            const all = (f: (operations: AtomicStore.Operations, i: number) => Effect.Effect<boolean, unknown>) =>
              Effect.forEach(
                Array.from({ length: count }, (_, i) => i),
                (i) => Effect.map(f(two[i % 2]![AtomicStore.TypeId], i), (isDone) => isDone ? [i] : []),
                { concurrency: "unbounded" }
              )
            const created = (yield* all(({ create }, i) => create("key", `${i}`))).flat()
            assert.lengthOf(created, 1)
            const condition = { key: "key", value: `${created[0]}` }
            const replaced = (yield* all(({ setIf }, i) => setIf(condition, "key", `next ${i}`))).flat()
            assert.lengthOf(replaced, 1)
            assert.deepStrictEqual(yield* two[0].get("key"), Option.some(`next ${replaced[0]}`))
            const last = { key: "key", value: `next ${replaced[0]}` }
            assert.lengthOf((yield* all(({ removeIf }) => removeIf(last, "key"))).flat(), 1)
            assert.deepStrictEqual(yield* two[1].get("key"), Option.none())
          }))
      }))

    it.scopedLive("loses no increment of a counter that several change", () =>
      Effect.gen(function*() {
        const two = yield* make
        yield* two[0].set("counter", "0")
        const increment = (store: AtomicStore.AtomicStore): Effect.Effect<void, unknown> =>
          Effect.flatMap(store.get("counter"), (found) => {
            const value = Option.getOrElse(found, () => "")
            const next = String(Number(value) + 1)
            return Effect.flatMap(
              store[AtomicStore.TypeId].setIf({ key: "counter", value }, "counter", next),
              (isDone) => isDone ? Effect.void : increment(store)
            )
          })
        yield* Effect.forEach(Array.from({ length: 60 }, (_, i) => i), (i) => increment(two[i % 2]!), {
          concurrency: 6
        })
        assert.deepStrictEqual(yield* two[1].get("counter"), Option.some("60"))
      }))

    it.scopedLive("changes nothing any more under a condition, once the value of the condition was replaced", () =>
      Effect.gen(function*() {
        const [a, b] = yield* make
        for (let round = 0; round < 20; round++) {
          yield* a.set("lease", "mine")
          yield* a.set("removed", "there")
          const write = (n: number) => a[AtomicStore.TypeId].setIf({ key: "lease", value: "mine" }, "data", `${n}`)
          const remove = a[AtomicStore.TypeId].removeIf({ key: "lease", value: "mine" }, "removed")
          const writes = Effect.forEach([1, 2, 3, 4, 5, 6], write, { concurrency: 3 })
          const replaced = Effect.gen(function*() {
            assert.isTrue(yield* b[AtomicStore.TypeId].setIf({ key: "lease", value: "mine" }, "lease", "other's"))
            yield* b.set("removed", "again")
            return yield* b.get("data")
          })
          const [after] = yield* Effect.all([replaced, writes, remove], { concurrency: "unbounded" })
          assert.deepStrictEqual(yield* b.get("data"), after)
          assert.deepStrictEqual(yield* b.get("removed"), Option.some("again"))
          assert.isFalse(yield* write(7))
          assert.isFalse(yield* remove)
        }
      }))

    it.scopedLive("stores bytes, and values with a schema", () =>
      Effect.gen(function*() {
        const [a, b] = yield* make
        yield* a.set("bytes", new Uint8Array([0, 255]))
        assert.deepStrictEqual(yield* b.getUint8Array("bytes"), Option.some(new Uint8Array([0, 255])))
        yield* a.forSchema(Schema.Struct({ n: Schema.Number })).set("n", { n: 1 })
        assert.deepStrictEqual(yield* b.modify("n", (text) => `${text} `), Option.some("{\"n\":1} "))
      }))

    it.scopedLive("with a prefix has keys of its own, and stays atomic; any other copy is not atomic", () =>
      Effect.gen(function*() {
        const [a] = yield* make
        const prefixed = AtomicStore.prefix(a, "p/")
        const { create, removeIf, setIf } = prefixed[AtomicStore.TypeId]
        assert.isTrue(AtomicStore.isAtomicStore(prefixed))
        assert.isTrue(yield* create("k", "1"))
        assert.isTrue(yield* a[AtomicStore.TypeId].create("k", "other"))
        assert.isTrue(yield* setIf({ key: "k", value: "1" }, "x", "2"))
        assert.isFalse(yield* removeIf({ key: "k", value: "other" }, "x"))
        assert.deepStrictEqual(yield* a.get("p/x"), Option.some("2"))
        assert.isTrue(yield* prefixed.has("x"))
        assert.deepStrictEqual(yield* prefixed.modify("x", (x) => `${x}!`), Option.some("2!"))
        yield* prefixed.set("bytes", new Uint8Array([1]))
        assert.deepStrictEqual(yield* prefixed.getUint8Array("bytes"), Option.some(new Uint8Array([1])))
        assert.deepStrictEqual(
          yield* prefixed.modifyUint8Array("bytes", () => new Uint8Array([2])),
          Option.some(new Uint8Array([2]))
        )
        yield* prefixed.remove("x")
        yield* pipe(a, AtomicStore.prefix("q/")).set("x", "3")
        assert.deepStrictEqual(yield* a.get("q/x"), Option.some("3"))
        assert.deepStrictEqual(yield* a.get("p/x"), Option.none())
        assert.isFalse(AtomicStore.isAtomicStore(KeyValueStore.prefix(a, "p/")))
        assert.isFalse(AtomicStore.isAtomicStore({ ...a }))
      }))
  })
}

// ------------------------------------------------------------------------------------------------------------- servers

describe("a store in Redis", () => {
  it.scopedLive("fails while Redis is away, and works again afterwards", () =>
    Effect.gen(function*() {
      const server = yield* RedisServer.server
      const connection = yield* Redis.make({ url: server.url })
      const store = yield* Effect.provideService(Redis.keyValueStore, Redis.Redis, connection)
      yield* server.kill
      const operations: ReadonlyArray<Effect.Effect<unknown, PlatformError>> = [
        store.get("k"),
        store.size,
        store[AtomicStore.TypeId].create("k", "secret")
      ]
      for (const operation of operations) {
        const error = yield* Effect.flip(operation)
        assert.strictEqual(error._tag, "SystemError")
        assert.include(error.message, "Redis")
        assert.notInclude(error.message, "secret")
      }
      yield* server.restart
      yield* Effect.retry(store.set("k", "v"), Schedule.spaced("20 millis"))
      assert.deepStrictEqual(yield* store.get("k"), Option.some("v"))
    }))

  it.scopedLive("leaves the other keys of the prefix alone", () =>
    Effect.gen(function*() {
      const { url } = yield* RedisServer.server
      const connection = yield* Redis.make({ url })
      const store = yield* Effect.provideService(Redis.keyValueStore, Redis.Redis, connection)
      yield* connection.run((redis) => redis.set("effect-purecloud:token:x", "t"))
      yield* Effect.forEach(Chunk.range(1, 2500), (n) => store.set(`${n}`, "v"), { concurrency: 50 })
      assert.strictEqual(yield* store.size, 2500)
      yield* store.clear
      assert.strictEqual(yield* store.size, 0)
      assert.strictEqual(yield* connection.run((redis) => redis.get("effect-purecloud:token:x")), "t")
    }))
})

describe("a store in PostgreSQL", () => {
  it.scopedLive("creates its table once, also if many processes do so at the same time", () =>
    Effect.gen(function*() {
      const { socket } = yield* postgresql
      const all = yield* Effect.all(Array.from({ length: 8 }, () => sqlStore(socket, "public.jobs")), {
        concurrency: "unbounded"
      })
      yield* all[0]!.set("k", "v")
      for (const store of all) assert.deepStrictEqual(yield* store.get("k"), Option.some("v"))
      // A role that may read and write this table, and may not create a table.
      const sql = yield* Effect.flatMap(
        Layer.build(connect(socket)),
        (context) => Effect.provide(SqlClient.SqlClient, context)
      )
      yield* sql`CREATE ROLE worker LOGIN`
      yield* sql`GRANT ALL ON public.jobs TO worker`
      const worker = yield* Layer.build(connect(socket, "worker"))
      const store = yield* Effect.provide(Sql.keyValueStore({ table: "public.jobs" }), worker)
      assert.deepStrictEqual(yield* store.get("k"), Option.some("v"))
      const error = yield* Effect.flip(Effect.provide(Sql.keyValueStore({ table: "public.others" }), worker))
      assert.strictEqual(error._tag, "SqlError")
    }))

  it.scopedLive("writes outside the transaction of the caller, so that others see a lease at once", () =>
    Effect.gen(function*() {
      const { socket } = yield* postgresql
      const context = yield* Layer.build(connect(socket))
      const sql = yield* Effect.provide(SqlClient.SqlClient, context)
      const [mine, other] = [yield* Effect.provide(Sql.keyValueStore(), context), yield* sqlStore(socket)]
      yield* Effect.flip(sql.withTransaction(Effect.gen(function*() {
        yield* sql`SELECT 1`
        assert.isTrue(yield* mine[AtomicStore.TypeId].create("lease", "1"))
        assert.deepStrictEqual(yield* other.get("lease"), Option.some("1"))
        return yield* Effect.fail("rolled back")
      })))
      assert.deepStrictEqual(yield* other.get("lease"), Option.some("1"))
    }))

  it.scopedLive("fails without the values of a statement", () =>
    Effect.gen(function*() {
      const { socket } = yield* postgresql
      const context = yield* Layer.build(connect(socket))
      const sql = yield* Effect.provide(SqlClient.SqlClient, context)
      const store = yield* Effect.provide(Sql.keyValueStore(), context)
      yield* sql`DROP TABLE effect_purecloud`
      const error = yield* Effect.flip(store.set("k", "secret"))
      assert.include(error.message, "KeyValueStore.set (k)")
      assert.include(error.message, "does not exist")
      assert.notInclude(error.message, "secret")
    }))
})
