/**
 * Exports that crash at each change to a file, one after the other.
 */
import { assert, describe, it } from "@effect/vitest"
import { type Clock, Duration, Effect, Exit } from "effect"
import * as Export from "effect-purecloud/Export"
import * as ExportFile from "effect-purecloud/ExportFile"
import type { User } from "effect-purecloud/models/User"
import * as Users from "effect-purecloud/Users"
import * as Fs from "node:fs"
import { csv, idsIn, pagesRequested, stopped, text, withUsers } from "./utils/exports.js"
import { breaking } from "./utils/files.js"
import { home } from "./utils/simulator.js"

describe("a run that ended early", () => {
  it.live(
    "continues with a correct file after a crash at any change to a file, and at any change of the next run",
    () =>
      withUsers(23, ({ at }) =>
        Effect.gen(function*() {
          const kinds = [
            { format: Export.ndjson, gzip: false, checkpointBytes: 0 },
            { format: csv(), gzip: true, checkpointBytes: 0 },
            { format: Export.ndjson, gzip: false, checkpointBytes: 9000 },
            { format: csv(), gzip: true, checkpointInterval: 0 },
            { format: Export.ndjson, gzip: false }
          ]
          for (const [i, kind] of kinds.entries()) {
            const options = { ...kind, pageSize: 5 }
            const whole = breaking(Infinity)
            yield* Effect.provide(ExportFile.write(Users.getUsers, { ...options, path: at("whole") }), whole.layer)
            const expected = Fs.readFileSync(at("whole"))
            assert.isAbove(whole.changes(), i < 2 ? 30 : 12)
            for (let n = 0; n < whole.changes(); n++) {
              const path = at(`users-${i}-${n}`)
              const write = ExportFile.write(Users.getUsers, { ...options, path })
              for (let crashes = 0; crashes < 3; crashes++) {
                const exit = yield* Effect.exit(Effect.provide(write, breaking(n).layer))
                if (Exit.isFailure(exit)) assert.isTrue(Exit.isInterrupted(exit), String(exit.cause))
                // An incomplete file never has the final name.
                if (Fs.existsSync(path)) assert.deepStrictEqual(Fs.readFileSync(path), expected)
              }
              const { rows } = yield* write
              assert.strictEqual(rows, 23)
              assert.deepStrictEqual(Fs.readFileSync(path), expected)
            }
          }
        }))
  )
})

describe("a checkpoint", () => {
  it.live(
    "is ignored if its run ended after the rename of the file: the next export has its own rows",
    () =>
      stopped((at, write) =>
        Effect.gen(function*() {
          // The run ended after the rename, and before both checkpoints were removed.
          const renamed = (yield* Effect.forEach(Array.from({ length: 40 }, (_, n) => n), (n) =>
            Effect.gen(function*() {
              const path = at(`users-${n}`)
              yield* Effect.exit(Effect.provide(write({ path }), breaking(n).layer))
              const left = [0, 1].map((n) => `${path}.checkpoint-${n}`).filter((name) => Fs.existsSync(name))
              return Fs.existsSync(path) && left.length > 0 ? [{ path, left }] : []
            }))).flat()
          assert.deepStrictEqual(renamed.map(({ left }) => left.length), [2, 1])
          for (const { left, path } of renamed) {
            const kept = left.map((name) => [name, text(name)] as const)
            const [report, requested] = yield* pagesRequested(write({ path }))
            assert.deepInclude(report, { rows: 50, pages: 5, resumedFrom: undefined })
            assert.deepStrictEqual(requested, [1, 2, 3, 4, 5])
            assert.isFalse(left.some((name) => Fs.existsSync(name)))
            // A complete export whose file was removed does not continue: a new export begins.
            Fs.rmSync(path)
            for (const [name, value] of kept) Fs.writeFileSync(name, value)
            assert.deepInclude(yield* write({ path }), { rows: 50, resumedFrom: undefined })
          }
        })
      )
  )
})

describe("the export of the next day", () => {
  const options = { format: Export.ndjson, pageSize: 5, concurrency: 1, checkpointBytes: 0 }
  const day = Duration.toMillis("1 day")

  /** Interrupts a run at a write to a file, lets time pass, and adds a user. Returns the report of the next run. */
  const next = (path: string, n: number, millis: number, changes: Partial<ExportFile.CommonOptions<User>> = {}) =>
    Effect.gen(function*() {
      const write = ExportFile.write(Users.getUsers, { ...options, ...changes, path })
      yield* Effect.exit(Effect.provide(write, breaking(n).layer))
      const isNamed = Fs.existsSync(path)
      const { id } = yield* Users.postUsers({
        body: { name: "New", email: `new.${n}.${millis}@acme.example`, divisionId: home }
      })
      const clock = yield* Effect.clock
      const later: Clock.Clock = {
        ...clock,
        sleep: (duration) => clock.sleep(duration),
        currentTimeNanos: clock.currentTimeNanos,
        unsafeCurrentTimeNanos: () => clock.unsafeCurrentTimeNanos(),
        unsafeCurrentTimeMillis: () => clock.unsafeCurrentTimeMillis() + millis,
        currentTimeMillis: Effect.map(clock.currentTimeMillis, (now) => now + millis)
      }
      const [report, requested] = yield* pagesRequested(Effect.withClock(write, later))
      yield* Users.deleteUser({ userId: id })
      return { report, requested, isNamed, hasNew: idsIn(text(path)).includes(id) }
    })

  it.live(
    "has the rows of its day, wherever the run of the day before was killed",
    () =>
      withUsers(12, ({ at }) =>
        Effect.gen(function*() {
          for (const millis of [day, -day]) {
            const whole = breaking(Infinity)
            yield* Effect.provide(
              ExportFile.write(Users.getUsers, { ...options, path: at(`whole${millis}`) }),
              whole.layer
            )
            let named = 0
            for (let n = 0; n < whole.changes(); n++) {
              const { requested, hasNew, isNamed, report } = yield* next(at(`users${millis}-${n}`), n, millis)
              assert.strictEqual(report.resumedFrom, undefined)
              assert.deepStrictEqual(requested, Array.from({ length: report.pages }, (_, i) => i + 1))
              assert.isTrue(hasNew)
              if (isNamed) named++
            }
            // Some of the runs ended after the rename.
            assert.isAtLeast(named, 2)
          }
        }))
  )

  it.live(
    "continues a killed run within the maximum age in the options, unless its file has the final name",
    () =>
      withUsers(12, ({ at }) =>
        Effect.gen(function*() {
          const whole = breaking(Infinity)
          yield* Effect.provide(ExportFile.write(Users.getUsers, { ...options, path: at("whole") }), whole.layer)
          const steps = { resumed: 0, named: 0 }
          for (let n = 0; n < whole.changes(); n++) {
            const { requested, hasNew, isNamed, report } = yield* next(at(`users-${n}`), n, day, {
              resumeWithin: "2 days"
            })
            if (report.resumedFrom !== undefined) steps.resumed++
            if (isNamed) {
              steps.named++
              assert.strictEqual(report.resumedFrom, undefined)
              assert.isTrue(hasNew)
            }
            assert.strictEqual(requested[0] ?? report.pages + 1, report.resumedFrom ?? 1)
          }
          assert.isAtLeast(steps.resumed, 5)
          assert.isAtLeast(steps.named, 2)
        }))
  )
})
