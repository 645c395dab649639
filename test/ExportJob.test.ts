/**
 * Exports in steps: plans, steps, merged files and errors. ExportJob.long.test.ts divides an export in any way.
 */
import { FileSystem } from "@effect/platform"
import { NodeContext } from "@effect/platform-node"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Exit, Schema } from "effect"
import * as Export from "effect-purecloud/Export"
import * as ExportFile from "effect-purecloud/ExportFile"
import * as ExportJob from "effect-purecloud/ExportJob"
import type { User } from "effect-purecloud/models/User"
import type * as PureCloud from "effect-purecloud/PureCloud"
import * as Users from "effect-purecloud/Users"
import * as Fs from "node:fs"
import { csv, directory, idsIn, pagesRequested, text, withUsers } from "./utils/exports.js"
import { breaking } from "./utils/files.js"
import { getUsersQuery, listing, mutableListing } from "./utils/pages.js"
import { withService } from "./utils/service.js"

/** Runs all steps of a job, one after the other. Returns their cursors. */
const runSteps = <R>(job: ExportJob.ExportJob<R>, plan: ReadonlyArray<ExportJob.Cursor>) =>
  Effect.gen(function*() {
    const cursors: Array<ExportJob.Cursor> = []
    for (const first of plan) {
      let cursor: ExportJob.Cursor | undefined = first
      while (cursor !== undefined) {
        cursors.push(cursor)
        const result: ExportJob.Step = yield* ExportJob.step(job, cursor)
        cursor = result.next
      }
    }
    return cursors
  })

describe("a merged file has the bytes of a single run", () => {
  const { list, script } = mutableListing()

  it.live("with items that are repeated after fewer than 1000 other items, and after more", () =>
    withService(script, () =>
      Effect.gen(function*() {
        const { at } = yield* directory
        list.ids = Array.from(
          { length: 1500 },
          (_, i) => i < 1200 || i % 10 > 0 ? `u${i}` : `u${300 + (i - 1200) / 10}`
        )
        const options = { format: Export.ndjson, pageSize: 50 }
        yield* ExportFile.write(Users.getUsers, { ...options, path: at("single") })
        const job = ExportJob.make(Users.getUsers, { ...options, id: "1", path: at("job"), pagesPerStep: 1 })
        const plan = yield* ExportJob.plan(job, { ranges: 5 })
        yield* runSteps(job, plan)
        const report = yield* ExportJob.merge(job, plan)
        assert.isAbove(report.duplicates, 5)
        assert.isBelow(report.duplicates, 25)
        assert.strictEqual(text(at("job")), text(at("single")))
      }).pipe(Effect.scoped, Effect.provide(NodeContext.layer))))

  it.live("a listing by cursor has one range, whose steps follow each other", () =>
    withService((seen) => {
      const from = Number(new URL(seen.url, "http://x").searchParams.get("cursor") ?? 0)
      const entities = Array.from({ length: Math.min(4, 30 - from) }, (_, i) => ({ id: `u${from + i}` }))
      return { body: { entities, ...from + 4 < 30 && { cursor: String(from + 4) } } }
    }, ({ seen }) =>
      Effect.gen(function*() {
        const { at } = yield* directory
        const options = { format: Export.ndjson, pageSize: 4 }
        yield* ExportFile.write(getUsersQuery, { ...options, path: at("single") })
        const before = seen.length
        const job = ExportJob.make(getUsersQuery, { ...options, id: "1", path: at("job"), pagesPerStep: 3 })
        const plan = yield* ExportJob.plan(job, { ranges: 5 })
        assert.deepStrictEqual(plan, [{ range: 0, step: 0 }])
        const cursors = yield* runSteps(job, plan)
        assert.deepStrictEqual(cursors.map(({ start }) => start), [undefined, "12", "24"])
        yield* ExportJob.merge(job, plan)
        assert.strictEqual(text(at("job")), text(at("single")))
        assert.strictEqual(seen.length - before, before)
      }).pipe(Effect.scoped, Effect.provide(NodeContext.layer))))

  it.live("a listing with an empty page in the middle, also in the report", () =>
    withService(({ url }) => {
      const from = Number(new URL(url, "http://x").searchParams.get("cursor") ?? 0)
      const entities = from === 4 ? [] : Array.from({ length: 4 }, (_, i) => ({ id: `u${from + i}` }))
      return { body: { entities, ...from < 12 && { cursor: String(from + 4) } } }
    }, () =>
      Effect.gen(function*() {
        const { at } = yield* directory
        const options = { format: Export.ndjson, pageSize: 4, gzip: true }
        const single = yield* ExportFile.write(getUsersQuery, { ...options, path: at("single") })
        assert.strictEqual(single.pages, 4)
        for (const pagesPerStep of [1, 3]) {
          const id = String(pagesPerStep)
          const job = ExportJob.make(getUsersQuery, { ...options, id, path: at("job"), pagesPerStep })
          const plan = yield* ExportJob.plan(job, { ranges: 5 })
          yield* runSteps(job, plan)
          const { resumedFrom: _, ...expected } = single
          assert.deepStrictEqual(yield* ExportJob.merge(job, plan), { ...expected, path: at("job") })
          assert.deepStrictEqual(Fs.readFileSync(at("job")), Fs.readFileSync(at("single")))
        }
      }).pipe(Effect.scoped, Effect.provide(NodeContext.layer))))
})

describe("steps", () => {
  const jobOf = (path: string, changes: Partial<ExportJob.Options<{}, unknown>> = {}) =>
    ExportJob.make(Users.getUsers, { id: "1", path, format: Export.ndjson, pageSize: 10, pagesPerStep: 2, ...changes })

  it.live("request each page once, the first page once more for the plan, and nothing if they were recorded", () =>
    withUsers(95, ({ at }) =>
      Effect.gen(function*() {
        const job = jobOf(at("users"))
        const [plan, requested] = yield* pagesRequested(ExportJob.plan(job, { ranges: 3 }))
        assert.deepStrictEqual(requested, [1])
        assert.deepStrictEqual(plan.map(({ end, start }) => [start, end]), [[1, 3], [4, 6], [7, undefined]])
        const [cursors, read] = yield* pagesRequested(runSteps(job, plan))
        assert.deepStrictEqual(read.sort((a, b) => a - b), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
        const [, repeated] = yield* pagesRequested(Effect.forEach(cursors, (each) => ExportJob.step(job, each)))
        assert.deepStrictEqual(repeated, [])
      })))

  it.live("a cursor, a step and a report are JSON", () =>
    withUsers(95, ({ at }) =>
      Effect.gen(function*() {
        const job = jobOf(at("users"))
        const plan = yield* ExportJob.plan(job, { ranges: 2 })
        const throughJson = <A, I>(schema: Schema.Schema<A, I>, value: A) =>
          Effect.flatMap(
            Schema.encode(Schema.parseJson(schema))(value),
            Schema.decode(Schema.parseJson(schema))
          )
        for (const cursor of yield* runSteps(job, plan)) {
          assert.deepStrictEqual(yield* throughJson(ExportJob.Cursor, cursor), cursor)
          const step = yield* ExportJob.step(job, cursor)
          assert.deepStrictEqual(yield* throughJson(ExportJob.Step, step), step)
        }
        const report = yield* ExportJob.merge(job, plan)
        assert.deepStrictEqual(yield* throughJson(ExportJob.Report, report), report)
      })))

  it.live("a step and a merge that are killed at any change of a file can be repeated", () =>
    withUsers(25, ({ at }) =>
      Effect.gen(function*() {
        const fs = yield* FileSystem.FileSystem
        const whole = jobOf(at("whole"))
        const plan = yield* ExportJob.plan(whole, { ranges: 1 })
        const all = (job: ExportJob.ExportJob) => Effect.zipRight(runSteps(job, plan), ExportJob.merge(job, plan))
        const count = breaking(Infinity)
        yield* Effect.provide(all(whole), count.layer)
        assert.isAbove(count.changes(), 10)
        for (const how of ["crash", "full"] as const) {
          for (let n = 0; n < count.changes(); n++) {
            const job = jobOf(at(`${how}-${n}`))
            const exit = yield* Effect.exit(Effect.provide(all(job), breaking(n, how).layer))
            // The removal of a temporary file is the only change whose failure is ignored.
            if (Exit.isSuccess(exit)) assert.isTrue(yield* fs.exists(job.path))
            if (yield* fs.exists(job.path)) assert.strictEqual(text(job.path), text(whole.path))
            yield* all(job)
            assert.strictEqual(text(job.path), text(whole.path))
            yield* ExportJob.clean(job)
          }
        }
      })))

  it.live("clean removes the files of the steps of its job, and no others", () =>
    withUsers(25, ({ at, names }) =>
      Effect.gen(function*() {
        const [first, second] = [jobOf(at("users")), jobOf(at("users"), { id: "2" })]
        const plan = yield* ExportJob.plan(first, { ranges: 1 })
        yield* runSteps(first, plan)
        yield* runSteps(second, plan)
        yield* ExportJob.merge(first, plan)
        yield* ExportJob.clean(first)
        yield* ExportJob.clean(first)
        assert.strictEqual(names().length, 2)
        assert.strictEqual((yield* ExportJob.merge(second, plan)).rows, 25)
        yield* ExportJob.clean(second)
        assert.deepStrictEqual(names(), ["users"])
      })))

  it.live("a job with another id, input, format, enrichment or page size has its own steps", () =>
    withUsers(25, ({ at }) =>
      Effect.gen(function*() {
        const jobs = [
          jobOf(at("users")),
          jobOf(at("users"), { id: "2" }),
          jobOf(at("users"), { pageSize: 5 }),
          jobOf(at("users"), { input: { state: "inactive" } }),
          ExportJob.make(Users.getUsers, { id: "1", path: at("users"), format: csv(), pageSize: 10 }),
          ExportJob.makeEnriched(
            Users.getUsers,
            Export.enrich({ more: () => Effect.succeed(1) }, { onFailure: () => Effect.void }),
            { id: "1", path: at("users"), format: csv(), pageSize: 10 }
          )
        ]
        const paths = yield* Effect.forEach(jobs, (job) => ExportJob.step(job, { range: 0, step: 0, start: 1 }))
        assert.strictEqual(new Set(paths.map(({ path }) => path)).size, jobs.length)
      })))

  it.live("an engine may store a cursor with its keys in another order", () =>
    withUsers(25, ({ at }) =>
      Effect.gen(function*() {
        const job = jobOf(at("users"))
        const plan = [{ range: 0, step: 0, input: { state: "active", sortOrder: "descending" } }]
        yield* runSteps(job, plan)
        const stored = [{ step: 0, input: { sortOrder: "descending", state: "active" }, range: 0 }]
        assert.strictEqual((yield* ExportJob.merge(job, stored)).rows, 25)
      })))

  it.live("the name of the file may be as long as a step allows", () =>
    withUsers(5, ({ at, names }) =>
      Effect.gen(function*() {
        // The directory of the steps adds 23 characters, and a name has at most 255.
        const name = "x".repeat(255 - 23)
        const job = jobOf(at(name))
        const plan = yield* ExportJob.plan(job, { ranges: 1 })
        yield* runSteps(job, plan)
        assert.strictEqual((yield* ExportJob.merge(job, plan)).rows, 5)
        yield* ExportJob.clean(job)
        assert.deepStrictEqual(names(), [name])
      })))

  it("an id that is given twice is in one range, and a size that is no number counts as 1", () => {
    const idsOf = (size: number) => ExportJob.planIds(["a", "b", "a", "c"], { size }).map(({ input }) => input?.["id"])
    assert.deepStrictEqual(idsOf(2), [["a", "b"], ["c"]])
    for (const size of [0, NaN]) assert.deepStrictEqual(idsOf(size), [["a"], ["b"], ["c"]])
    assert.deepStrictEqual(idsOf(Infinity), [["a", "b", "c"]])
  })

  it.live("ids are divided into ranges of equal size", () =>
    withUsers(25, ({ at }) =>
      Effect.gen(function*() {
        const everyone = jobOf(at("all"))
        const whole = yield* ExportJob.plan(everyone, { ranges: 1 })
        yield* runSteps(everyone, whole)
        yield* ExportJob.merge(everyone, whole)
        const ids = idsIn(text(at("all"))).filter((_, i) => i % 2 === 0)
        const plan = ExportJob.planIds(ids, { size: 4 })
        assert.deepStrictEqual(plan.map(({ input }) => input?.["id"]), [
          ids.slice(0, 4),
          ids.slice(4, 8),
          ids.slice(8, 12),
          ids.slice(12)
        ])
        const job = jobOf(at("some"))
        yield* runSteps(job, plan)
        const total = ids.length
        const report = yield* ExportJob.merge(job, plan)
        assert.deepInclude(report, { rows: total, totalAtStart: total, totalAtEnd: total, moved: false })
        assert.deepStrictEqual(idsIn(text(at("some"))).sort(), [...ids].sort())
      })))
})

describe("errors", () => {
  it.live("the error names a missing step or a damaged step", () =>
    withUsers(25, ({ at }) =>
      Effect.gen(function*() {
        const job = ExportJob.make(Users.getUsers, { id: "1", path: at("users"), format: Export.ndjson, pageSize: 5 })
        const plan = yield* ExportJob.plan(job, { ranges: 2 })
        const missing = yield* Effect.flip(ExportJob.merge(job, plan))
        assert.include(String(missing), "the file of this step is missing. Run all steps before the merge")
        const { path } = yield* ExportJob.step(job, plan[0]!)
        yield* runSteps(job, plan)
        const good = Fs.readFileSync(path)
        const damages = [
          good.subarray(0, 2),
          good.subarray(0, -1),
          good.subarray(1),
          Buffer.concat([good, Buffer.from("x")])
        ]
        for (const damaged of damages) {
          Fs.writeFileSync(path, damaged)
          const error = yield* Effect.flip(ExportJob.merge(job, plan))
          assert.include(String(error), "is damaged", `${damaged.length} of ${good.length} bytes`)
          assert.isFalse(Fs.existsSync(at("users")))
        }
      })))

  it.live("invalid options fail before a request is sent", () =>
    withService(listing(30), ({ seen }) =>
      Effect.gen(function*() {
        const { at } = yield* directory
        const job = (changes: Partial<ExportJob.CommonOptions<unknown>>) =>
          ExportJob.make(Users.getUsers, { id: "1", path: at("users"), format: Export.ndjson, ...changes })
        const attempts: ReadonlyArray<
          Effect.Effect<unknown, unknown, PureCloud.PureCloud | FileSystem.FileSystem>
        > = [
          ExportJob.plan(job({}), { ranges: 0 }),
          ExportJob.plan(job({}), { ranges: 1.5 }),
          ExportJob.plan(job({ pageSize: 501 }), { ranges: 1 }),
          ExportJob.step(job({ pagesPerStep: 0 }), { range: 0, step: 0 }),
          ExportJob.step(job({ concurrency: 0 }), { range: 0, step: 0 }),
          ExportJob.step(job({}), { range: 0, step: 0, start: "cursor" }),
          ExportJob.step(job({ path: "" }), { range: 0, step: 0 })
        ]
        for (const attempt of attempts) assert.isTrue(Exit.isFailure(yield* Effect.exit(attempt)))
        assert.strictEqual(seen.length, 0)
      }).pipe(Effect.scoped, Effect.provide(NodeContext.layer))))

  it.live("a row that cannot be encoded fails its step, which leaves no file", () =>
    withUsers(5, ({ at, names }) =>
      Effect.gen(function*() {
        const format = Export.format<User>({
          id: "refuses",
          encode: () => {
            throw new Error("refused")
          }
        })
        const job = ExportJob.make(Users.getUsers, { id: "1", path: at("users"), format })
        const error = yield* Effect.flip(ExportJob.step(job, { range: 0, step: 0 }))
        assert.include(String(error), "cannot be written: refused")
        assert.deepStrictEqual(Fs.readdirSync(at(names()[0]!)), [])
      })))
})

describe("a listing that changes", () => {
  it.live("has no item twice, and a range that begins after its end is empty", () => {
    const { list, script } = mutableListing()
    return withService(script, () =>
      Effect.gen(function*() {
        const { at } = yield* directory
        list.ids = Array.from({ length: 60 }, (_, i) => `u${i}`)
        const job = ExportJob.make(Users.getUsers, {
          id: "1",
          path: at("users"),
          format: Export.ndjson,
          pageSize: 5,
          pagesPerStep: 2
        })
        const plan = yield* ExportJob.plan(job, { ranges: 4 })
        for (const [n, first] of plan.entries()) {
          yield* runSteps(job, [first])
          list.ids = n === 0 ? ["a", "b", "c", ...list.ids] : list.ids.slice(0, 40)
        }
        const report = yield* ExportJob.merge(job, plan)
        const found = idsIn(text(at("users")))
        assert.strictEqual(new Set(found).size, found.length)
        assert.strictEqual(report.duplicates, 3)
        assert.isTrue(report.moved)
        assert.strictEqual(report.pages, 8)
      }).pipe(Effect.scoped, Effect.provide(NodeContext.layer)))
  })
})
