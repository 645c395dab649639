/**
 * Bulk runs of several processes with one journal in a real Redis or PostgreSQL.
 */
import { FileSystem } from "@effect/platform"
import { assert, describe, it } from "@effect/vitest"
import { Cause, Duration, Effect, Layer, Redacted, type Scope } from "effect"
import type * as AtomicStore from "effect-purecloud/AtomicStore"
import * as Redis from "effect-purecloud/Redis"
import * as Simulator from "effect-purecloud/Simulator"
import * as Sql from "effect-purecloud/Sql"
import { connect, postgresql } from "./utils/postgresql.js"
import { access, bundleFixture, type Process, servedWithFiles, start, until } from "./utils/processes.js"
import * as RedisServer from "./utils/redis.js"

const count = 40

interface Opened {
  readonly address: string
  readonly store: AtomicStore.AtomicStore
}

/** Servers, and a store in each of them for the test itself. */
const servers: { readonly [kind: string]: Effect.Effect<Opened, unknown, Scope.Scope> } = {
  redis: Effect.gen(function*() {
    const { url } = yield* RedisServer.server
    const connection = yield* Redis.make({ url })
    const store = yield* Effect.provideService(Redis.keyValueStore, Redis.Redis, connection)
    return { address: Redacted.value(url), store }
  }),
  postgres: Effect.gen(function*() {
    const { socket } = yield* postgresql
    const store = yield* Effect.provide(Sql.keyValueStore(), yield* Layer.build(connect(socket)))
    return { address: socket, store }
  })
}

interface Run extends Process {
  /** Waits until the process has printed a number of outcomes. */
  readonly outcomes: (n: number) => Effect.Effect<void>
}

interface Tools extends Opened {
  readonly start: Effect.Effect<Run, never, Scope.Scope>
  /** Fails if a user was not promoted, or was promoted twice. */
  readonly assertPromotedOnce: Effect.Effect<void>
  /** The keys and values of the journal. */
  readonly journal: Effect.Effect<ReadonlyArray<readonly [string, unknown]>, unknown>
}

const dots = (output: string) => output.split(".").length - 1

const startWith = (args: ReadonlyArray<string>): Effect.Effect<Run, never, Scope.Scope> =>
  Effect.map(start(args), ({ child, ended, output }) => {
    const within = <A>(self: Effect.Effect<A>) =>
      Effect.timeoutFailCause(self, {
        duration: "60 seconds",
        onTimeout: () => Cause.die(new Error(`the process takes too long: ${output()}`))
      })
    return {
      child,
      output,
      ended: within(ended),
      outcomes: (n) => within(until(Effect.sync(() => dots(output()) >= n)))
    }
  })

const withProcesses = (kind: string, program: (tools: Tools) => Effect.Effect<void, unknown, Scope.Scope>) =>
  Effect.gen(function*() {
    const fs = yield* FileSystem.FileSystem
    const bundle = yield* bundleFixture("leasedRun.ts", `${yield* fs.makeTempDirectoryScoped()}/leasedRun.cjs`)
    const opened = yield* servers[kind]!
    const simulator = yield* Simulator.Simulator
    const { token, url } = yield* access
    const titles = Effect.map(simulator.users("active"), (users) => [...users].map(({ title }) => title))
    const before = yield* titles
    // Each entry of the journal, and its head, has two keys.
    const names = ["head", ...Array.from({ length: count }, (_, i) => `${i}`)]
    const keys = names.flatMap((name) => [`promote.${name}-0`, `promote.${name}-1`])
    yield* program({
      ...opened,
      start: startWith([bundle, url, token, kind, opened.address]),
      assertPromotedOnce: Effect.map(
        titles,
        (after) => assert.deepStrictEqual(after, before.map((title) => `Senior ${title}`))
      ),
      journal: Effect.forEach(keys, (key) => Effect.map(opened.store.get(key), (value) => [key, value] as const))
    })
  }).pipe(
    Effect.scoped,
    Effect.provide(servedWithFiles({
      users: count,
      allowance: 100_000,
      faults: [{ _tag: "Latency", delay: Duration.millis(15), upTo: Duration.millis(25) }]
    }))
  )

for (const kind of Object.keys(servers)) {
  describe(`processes with one journal in ${kind}`, () => {
    it.live("that start at the same time: one makes the changes, the others fail", () =>
      withProcesses(kind, ({ assertPromotedOnce, start, store }) =>
        Effect.gen(function*() {
          const all = yield* Effect.replicateEffect(start, 3)
          yield* Effect.forEach(all, ({ ended }) => ended, { concurrency: "unbounded" })
          const outputs = all.map(({ output }) => output())
          const won = outputs.filter((output) => output.includes(`${count} outcomes`))
          assert.isNotEmpty(won, outputs.join("\n"))
          // A process that started after the journal was finished got its outcomes.
          for (const output of outputs) {
            if (won.includes(output)) continue
            assert.include(output, "Locked")
            assert.strictEqual(dots(output.split("\n")[1] ?? ""), 0)
          }
          yield* assertPromotedOnce
          assert.isFalse(yield* store.has("promote.lease"))
        })))

    it.live("one of which is killed: the next one takes over at once, and makes the other changes", () =>
      withProcesses(kind, ({ assertPromotedOnce, start, store }) =>
        Effect.gen(function*() {
          const first = yield* start
          yield* first.outcomes(10)
          first.child.kill("SIGKILL")
          yield* first.ended
          assert.isTrue(yield* store.has("promote.lease"))
          const second = yield* start
          yield* second.ended
          assert.include(second.output(), `${count} outcomes`)
          yield* assertPromotedOnce
        })))

    it.live("one of which is suspended: after ten seconds the next one takes over; the first writes nothing more", () =>
      withProcesses(kind, ({ assertPromotedOnce, journal, start }) =>
        Effect.gen(function*() {
          const first = yield* start
          yield* first.outcomes(10)
          first.child.kill("SIGSTOP")
          const second = yield* start
          yield* second.ended
          assert.include(second.output(), `${count} outcomes`)
          yield* assertPromotedOnce
          const before = yield* journal
          first.child.kill("SIGCONT")
          yield* first.ended
          assert.include(first.output(), "Locked")
          assert.deepStrictEqual(yield* journal, before)
          yield* assertPromotedOnce
        })))
  })
}
