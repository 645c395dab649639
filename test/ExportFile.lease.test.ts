import { KeyValueStore } from "@effect/platform"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Exit, Fiber } from "effect"
import * as Export from "effect-purecloud/Export"
import * as Simulator from "effect-purecloud/Simulator"
import { spawn } from "node:child_process"
import { once } from "node:events"
import * as Fs from "node:fs"
import { write } from "./utils/checkpoints.js"
import * as Exports from "./utils/exports.js"
import { lease, lockedBy, pausing } from "./utils/leases.js"
import * as Time from "./utils/time.js"

// ------------------------------------------------------------------------------------------------------------- tools

/** Runs a program with 100 simulated users and a temporary directory, in simulated time. */
const withUsers = <A, E>(
  program: (at: (name: string) => string, time: Time.Time) => Effect.Effect<A, E, Exports.Services>
) => {
  const time = Time.make("files")
  return Exports.withUsers(100, ({ at }) => Effect.flatten(time.run(program(at, time))))
}

const rows = (path: string) => Fs.readFileSync(path, "utf8").trimEnd().split("\n").length

/** This process, as Linux shows it. */
const thisProcess = () => {
  const stat = Fs.readFileSync("/proc/self/stat", "utf8")
  return {
    host: Fs.readFileSync("/proc/sys/kernel/hostname", "utf8").trim(),
    boot: Fs.readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim(),
    namespace: Fs.readlinkSync("/proc/self/ns/pid"),
    pid: String(process.pid),
    start: stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19]!
  }
}

const isLinux = process.platform === "linux"

// ------------------------------------------------------------------------------------------------------------- tests

describe("two runs on one path", () => {
  it.live("the second fails with the holder of the lease and its time; the first succeeds", () =>
    withUsers((at, time) =>
      Effect.gen(function*() {
        const since = time.now()
        const { goOn, pause, reached } = yield* pausing(4)
        const first = yield* Effect.fork(write(at("users"), { onPage: () => pause }))
        yield* reached
        yield* Effect.sleep("1 minute")
        const requests = (yield* (yield* Simulator.Simulator).requests).length
        for (const options of [{}, { resume: false }, { format: Exports.csv() }]) {
          const error = lockedBy(yield* Effect.flip(write(at("users"), options)))
          assert.include(error.message, `${at("users")}: another run in this process has held it since 2026-11-23T`)
          assert.strictEqual(error.since === undefined ? undefined : Number(error.since.epochMillis), since)
        }
        // Another path is not locked.
        yield* write(at("others"), { pageSize: 100 })
        assert.strictEqual((yield* (yield* Simulator.Simulator).requests).length, requests + 1)
        yield* goOn
        assert.deepInclude(yield* Fiber.join(first), { rows: 100, pages: 10, resumedFrom: undefined })
        assert.strictEqual(rows(at("users")), 100)
        assert.deepStrictEqual(Fs.readdirSync(at(".")).sort(), ["others", "users"])
      })
    ))

  it.live("only one of many that begin at the same time writes", () =>
    withUsers((at) =>
      Effect.gen(function*() {
        for (const checkpoints of [undefined, yield* KeyValueStore.KeyValueStore]) {
          const path = at(checkpoints === undefined ? "files" : "store")
          const onPage = () => Effect.sleep("1 second")
          const exits = yield* Effect.all(
            Array.from(
              { length: 12 },
              () => Effect.either(write(path, { onPage, ...checkpoints && { checkpoints } }))
            ),
            { concurrency: "unbounded" }
          )
          assert.strictEqual(exits.filter(({ _tag }) => _tag === "Right").length, 1)
          for (const exit of exits) if (exit._tag === "Left") lockedBy(exit.left)
          assert.strictEqual(rows(path), 100)
        }
        assert.deepStrictEqual(Fs.readdirSync(at(".")).sort(), ["files", "store"])
      }).pipe(Effect.provide(KeyValueStore.layerMemory))
    ))

  it.live("a lease is released however a run ends", () =>
    withUsers((at) =>
      Effect.gen(function*() {
        const boom = () => Effect.die("boom")
        for (const onPage of [Exports.stopAt(2), boom]) {
          const exit = yield* Effect.exit(write(at("users"), { onPage }))
          assert.isTrue(Exit.isFailure(exit))
          assert.isFalse(Fs.existsSync(at("users.lease")))
        }
        yield* Effect.exit(Effect.timeout(write(at("users"), { onPage: () => Effect.never }), "1 minute"))
        assert.isFalse(Fs.existsSync(at("users.lease")))
        assert.deepInclude(yield* write(at("users")), { rows: 100 })
      })
    ))
})

describe("the lease of a run that died", () => {
  /** Writes a lease for an export that was interrupted after three pages, and measures the time of the next run. */
  const next = (left: string, isKept = false) =>
    withUsers((at, time) =>
      Effect.gen(function*() {
        yield* Effect.exit(write(at("users"), { onPage: Exports.stopAt(3) }))
        Fs.writeFileSync(at("users.lease"), left)
        if (isKept) {
          // The holder of the lease is alive, and renews it.
          let sequence = 0
          yield* Effect.forkScoped(Effect.forever(Effect.delay(
            Effect.sync(() => Fs.writeFileSync(at("users.lease"), lease({ sequence: ++sequence }))),
            "3 seconds"
          )))
        }
        const before = time.elapsed()
        const result = yield* Effect.either(write(at("users")))
        const seconds = (time.elapsed() - before) / 1000
        if (result._tag === "Right") {
          assert.deepInclude(result.right, { rows: 100, resumedFrom: 4 })
          assert.strictEqual(rows(at("users")), 100)
          assert.deepStrictEqual(Fs.readdirSync(at(".")), ["users"])
        }
        return { seconds, result }
      }).pipe(Effect.scoped)
    )

  const presumed = {
    "another host": lease(),
    "another host, with a clock that is ahead": lease({ since: Date.UTC(2300, 0) }),
    "another host, with a clock that is behind": lease({ since: 0 }),
    "a platform that does not show processes": lease({ process: undefined }),
    "another version of this library": JSON.stringify({ version: 9 })
  }
  for (const [name, left] of Object.entries(presumed)) {
    it.live(`of ${name}: it is taken over after 10 seconds without a renewal`, () =>
      Effect.map(next(left), ({ result, seconds }) => {
        assert.strictEqual(result._tag, "Right")
        assert.isAtLeast(seconds, 10)
        assert.isAtMost(seconds, 20)
      }))
  }

  it.live("of another host that still renews its lease: the run fails within seconds", () =>
    Effect.map(next(lease(), true), ({ result, seconds }) => {
      const error = lockedBy(result._tag === "Left" ? result.left : undefined)
      assert.include(error.message, "another run (process 1 on web-7) has held it since 2026-11-22T00:00:00.000Z")
      assert.isAtMost(seconds, 8)
    }))

  it.live.runIf(isLinux)(
    "of a process that does not exist any more, on this host: it is taken over at once",
    () =>
      Effect.gen(function*() {
        const child = spawn(process.execPath, ["-e", ""])
        yield* Effect.promise(() => once(child, "exit"))
        for (const holder of [{ pid: String(child.pid) }, { start: "1" }]) {
          const { result, seconds } = yield* next(lease({ process: { ...thisProcess(), ...holder } }))
          assert.strictEqual(result._tag, "Right")
          assert.isBelow(seconds, 8)
        }
      })
  )

  it.live.runIf(isLinux)(
    "before the host was started again, in another container, or in a clone of the host: after 10 seconds",
    () =>
      Effect.gen(function*() {
        // A virtual machine that was cloned while it ran has the boot id and the namespace of the original.
        const clone = { host: "web-7", pid: "4194305" }
        for (const holder of [{ boot: "before" }, { namespace: "pid:[1]" }, clone, {}]) {
          const { result, seconds } = yield* next(lease({ process: { ...thisProcess(), ...holder } }))
          assert.strictEqual(result._tag, "Right")
          assert.isAtLeast(seconds, 10)
        }
      })
  )

  it.live("is taken over by one run only, also if another run died during its takeover", () =>
    withUsers((at) =>
      Effect.gen(function*() {
        for (
          const [i, claims] of [[], [lease({ id: "b" })], [lease({ id: "b" }), lease({ id: "c" })], [""]].entries()
        ) {
          const path = at(`users-${i}`)
          Fs.writeFileSync(`${path}.lease`, lease({ id: "a" }))
          let claim = `${path}.lease.a`
          for (const text of claims) {
            Fs.writeFileSync(claim, text)
            claim += ".b"
          }
          const exits = yield* Effect.all(
            Array.from({ length: 8 }, () => Effect.either(write(path, { onPage: () => Effect.sleep("3 seconds") }))),
            { concurrency: "unbounded" }
          )
          assert.strictEqual(exits.filter(({ _tag }) => _tag === "Right").length, 1)
          for (const exit of exits) if (exit._tag === "Left") lockedBy(exit.left)
          assert.strictEqual(rows(path), 100)
        }
        assert.deepStrictEqual(Fs.readdirSync(at(".")).sort(), ["users-0", "users-1", "users-2", "users-3"])
      })
    ))

  it.live("is taken over in any store", () =>
    withUsers((at, time) =>
      Effect.gen(function*() {
        const checkpoints = yield* KeyValueStore.KeyValueStore
        yield* checkpoints.set(`${at("users")}.lease-0`, lease())
        const before = time.elapsed()
        assert.deepInclude(yield* write(at("users"), { checkpoints }), { rows: 100 })
        assert.isAtLeast(time.elapsed() - before, 10_000)
        assert.strictEqual(yield* checkpoints.size, 0)
      }).pipe(Effect.provide(KeyValueStore.layerMemory))
    ))
})

describe("a run that was only suspended", () => {
  for (const left of [lease(), undefined]) {
    it.live(`writes nothing once its lease is ${left === undefined ? "gone" : "another run's"}`, () =>
      withUsers((at) =>
        Effect.gen(function*() {
          const { goOn, pause, reached } = yield* pausing(4)
          const first = yield* Effect.fork(Effect.flip(write(at("users"), { onPage: () => pause })))
          yield* reached
          const part = Fs.readFileSync(at("users.part"))
          if (left === undefined) Fs.rmSync(at("users.lease"))
          else Fs.writeFileSync(at("users.lease"), left)
          yield* goOn
          const error = lockedBy(yield* Fiber.join(first))
          assert.include(error.message, left === undefined ? "another run has taken over" : "process 1 on web-7")
          assert.deepStrictEqual(Fs.readFileSync(at("users.part")), part)
          // It does not remove the lease of the other run.
          assert.strictEqual(Fs.existsSync(at("users.lease")), left !== undefined)
          assert.isFalse(Fs.existsSync(at("users")))
        })
      ))
  }

  for (const checkpointBytes of [undefined, 0, 25_000]) {
    it.live(`writes nothing when it is interrupted, with a checkpoint every ${checkpointBytes ?? "8 MiB"} bytes`, () =>
      withUsers((at) =>
        Effect.gen(function*() {
          const { pause, reached } = yield* pausing(6)
          const options = { onPage: () => pause, ...checkpointBytes !== undefined && { checkpointBytes } }
          const first = yield* Effect.fork(write(at("users"), options))
          yield* reached
          Fs.writeFileSync(at("users.lease"), lease())
          const left = () => Fs.readdirSync(at(".")).map((name) => [name, Fs.readFileSync(at(name), "utf8")])
          const before = left()
          assert.isTrue(Exit.isInterrupted(yield* Fiber.interrupt(first)))
          assert.deepStrictEqual(left(), before)
        })
      ))
  }

  it.live("writes nothing more between two checkpoints", () =>
    withUsers((at) =>
      Effect.gen(function*() {
        const { goOn, pause, reached } = yield* pausing(4)
        // The bytes of each page are written at once, because there are many.
        const format = Export.format({ id: "large", encode: (users) => "x".repeat(50_000 * [...users].length) })
        const options = { format, checkpointBytes: Infinity, checkpointInterval: "1 hour" } as const
        const first = yield* Effect.fork(Effect.flip(write(at("users"), { ...options, onPage: () => pause })))
        yield* reached
        const part = Fs.readFileSync(at("users.part"))
        assert.strictEqual(part.length, 4 * 500_000)
        Fs.writeFileSync(at("users.lease"), lease())
        yield* Effect.sleep("10 seconds")
        yield* goOn
        lockedBy(yield* Fiber.join(first))
        assert.isTrue(Fs.readFileSync(at("users.part")).equals(part))
      })
    ))

  it.live("does not rename its file after another run took over", () =>
    withUsers((at) =>
      Effect.gen(function*() {
        const { goOn, pause, reached } = yield* pausing(10)
        const first = yield* Effect.fork(Effect.flip(write(at("users"), { onPage: () => pause })))
        yield* reached
        Fs.writeFileSync(at("users.lease"), lease())
        yield* goOn
        lockedBy(yield* Fiber.join(first))
        assert.isFalse(Fs.existsSync(at("users")))
      })
    ))

  for (const page of [0, 3]) {
    it.live(`cannot change the file of the run that took over ${page === 0 ? "before" : "after"} its first page`, () =>
      withUsers((at) =>
        Effect.gen(function*() {
          yield* write(at("whole"))
          if (page > 0) yield* Effect.exit(write(at("users"), { onPage: Exports.stopAt(page) }))
          else Fs.writeFileSync(at("users.part"), "")
          Fs.writeFileSync(at("users.lease"), lease())
          const fd = Fs.openSync(at("users.part"), "r+")
          yield* write(at("users"), { onPage: () => Effect.sync(() => void Fs.writeSync(fd, "late", 5000)) })
          Fs.writeSync(fd, "later", 0)
          Fs.closeSync(fd)
          assert.deepStrictEqual(Fs.readFileSync(at("users")), Fs.readFileSync(at("whole")))
        })
      ))
  }
})

describe("a file that another program changes while it is written", () => {
  const changes: { readonly [name: string]: (part: string) => void } = {
    "a byte is changed": (part) => {
      const fd = Fs.openSync(part, "r+")
      Fs.writeSync(fd, "\0", 10)
      Fs.closeSync(fd)
    },
    "bytes are appended": (part) => Fs.appendFileSync(part, "more".repeat(100_000)),
    "it is cut": (part) => Fs.truncateSync(part, 20),
    "it is replaced": (part) => {
      Fs.rmSync(part)
      Fs.writeFileSync(part, "yesterday's")
    },
    "it is removed": (part) => Fs.rmSync(part)
  }
  for (const [name, change] of Object.entries(changes)) {
    for (const page of [5, 10]) {
      it.live(`${name} at page ${page}: it does not get its final name`, () =>
        withUsers((at) =>
          Effect.gen(function*() {
            Fs.writeFileSync(at("users"), "before")
            let pages = 0
            const onPage = () => Effect.sync(() => void (++pages === page && change(at("users.part"))))
            const error = yield* Effect.flip(write(at("users"), { onPage, checkpointBytes: 0 }))
            assert.strictEqual(error._tag, "PureCloudExportError")
            assert.include(error.message, at("users.part"))
            assert.strictEqual(Fs.readFileSync(at("users"), "utf8"), "before")
            // The export cannot continue, but it can start over.
            assert.deepInclude(yield* write(at("users"), { resume: false }), { rows: 100 })
            assert.strictEqual(rows(at("users")), 100)
          })
        ))
    }
  }
})
