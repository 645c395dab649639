/**
 * When exports save checkpoints. Neither a crash between two checkpoints nor a failure repeats or loses a row.
 */
import { FileSystem, KeyValueStore } from "@effect/platform"
import { SystemError } from "@effect/platform/Error"
import { assert, describe, it } from "@effect/vitest"
import { Cause, Deferred, Effect, Exit, Fiber, Layer } from "effect"
import * as Export from "effect-purecloud/Export"
import * as ExportFile from "effect-purecloud/ExportFile"
import type { User } from "effect-purecloud/models/User"
import * as Users from "effect-purecloud/Users"
import * as Fs from "node:fs"
import { crashAfterEachPage, latest, type Options, write } from "./utils/checkpoints.js"
import { checkpoint, pagesRequested, type Services, stopAt, withUsers } from "./utils/exports.js"
import { fileWith } from "./utils/files.js"
import * as Time from "./utils/time.js"

// ------------------------------------------------------------------------------------------------------------- tools

/** A store in memory, and the checkpoints that were saved in it. */
const recording = Effect.gen(function*() {
  const store = yield* KeyValueStore.KeyValueStore
  const saved: Array<ExportFile.Checkpoint> = []
  const checkpoints: KeyValueStore.KeyValueStore = {
    ...store,
    set: (key, value) =>
      Effect.zipRight(
        store.set(key, value),
        Effect.sync(() => {
          if (key.includes(".checkpoint") && typeof value === "string") saved.push(checkpoint(value))
        })
      )
  }
  return { checkpoints, saved }
}).pipe(Effect.provide(KeyValueStore.layerMemory))

/**
 * Runs an export of 100 users on 10 pages under a clock that jumps. Returns the numbers of pages in its checkpoints.
 */
const pagesSaved = (options: (time: Time.Time) => Options) => {
  const time = Time.make("files")
  return withUsers(100, ({ at }) =>
    Effect.gen(function*() {
      const { checkpoints, saved } = yield* recording
      const report = yield* Effect.flatten(time.run(write(at("users"), { checkpoints, ...options(time) })))
      assert.deepInclude(report, { rows: 100, pages: 10 })
      return saved.map(({ pages }) => pages)
    }))
}

// ------------------------------------------------------------------------------------------------------------- tests

describe("a checkpoint is saved", () => {
  it.live("at the end only, if the export is small and fast", () =>
    Effect.map(pagesSaved(() => ({})), (pages) => assert.deepStrictEqual(pages, [10])))

  it.live("when the bytes since the last checkpoint reach checkpointBytes, or after each page if it is 0", () =>
    withUsers(100, ({ at }) =>
      Effect.gen(function*() {
        const all = yield* recording
        yield* write(at("all"), { checkpoints: all.checkpoints, checkpointBytes: 0 })
        assert.deepStrictEqual(all.saved.map(({ pages }) => pages), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 10])
        const bytes = all.saved.slice(0, 10).map((each) => each.bytes)
        for (const checkpointBytes of [1, bytes[0]!, bytes[0]! + 1, 25_000, 70_000, bytes[9]! + 1, Infinity]) {
          const { checkpoints, saved } = yield* recording
          yield* write(at("users"), { checkpoints, checkpointBytes })
          let last = 0
          const expected = bytes.flatMap((bytes, i) => {
            if (bytes - last < checkpointBytes) return []
            last = bytes
            return [i + 1]
          })
          assert.deepStrictEqual(saved.map(({ pages }) => pages), [...expected, 10], `${checkpointBytes}`)
          assert.deepStrictEqual(Fs.readFileSync(at("users")), Fs.readFileSync(at("all")))
        }
      })))

  it.live("after checkpointInterval", () =>
    Effect.gen(function*() {
      const onPage = () => Effect.sleep("1 second")
      assert.deepStrictEqual(yield* pagesSaved(() => ({ onPage, checkpointInterval: "3500 millis" })), [4, 8, 10])
      // The default is five seconds.
      assert.deepStrictEqual(yield* pagesSaved(() => ({ onPage: () => Effect.sleep("1300 millis") })), [4, 8, 10])
      assert.deepStrictEqual(yield* pagesSaved(() => ({ onPage, checkpointInterval: Infinity })), [10])
      const minute = () => Effect.sleep("1 minute")
      assert.deepStrictEqual(
        yield* pagesSaved(() => ({ onPage: minute, checkpointInterval: 0 })),
        [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 10]
      )
    }))

  it.live("after five seconds, while the next page does not arrive", () => {
    const time = Time.make("files")
    return withUsers(100, ({ at }) => {
      const seen: Array<number | undefined> = []
      const look = Effect.sync(() => void seen.push(latest(at("users"))?.pages))
      const onPage = ({ position }: { readonly position: { readonly startPage?: number } }) =>
        position.startPage === 3
          ? Effect.all([Effect.sleep("4900 millis"), look, Effect.sleep("200 millis"), look], { discard: true })
          : Effect.void
      return Effect.zipRight(
        Effect.flatten(time.run(write(at("users"), { onPage }))),
        Effect.sync(() => assert.deepStrictEqual(seen, [undefined, 3]))
      )
    })
  })

  it.live("before onPage is called, if it is saved after each page", () =>
    withUsers(30, ({ at }) => {
      const seen: Array<number | undefined> = []
      const onPage = () => Effect.sync(() => void seen.push(latest(at("users"))?.pages))
      return Effect.zipRight(
        write(at("users"), { onPage, checkpointBytes: 0 }),
        Effect.sync(() => assert.deepStrictEqual(seen, [1, 2, 3]))
      )
    }))
})

describe("a run that does not succeed saves a checkpoint of the pages that it added", () => {
  /** Runs an export that ends early after some pages, and runs it again to its end. */
  const ends = (
    pages: number,
    first: (path: string) => Effect.Effect<unknown, unknown, Services>,
    next = (path: string): Effect.Effect<ExportFile.Report, unknown, Services> => write(path)
  ) =>
    withUsers(100, ({ at, names }) =>
      Effect.gen(function*() {
        yield* next(at("whole"))
        const exit = yield* Effect.exit(first(at("users")))
        assert.isTrue(Exit.isFailure(exit))
        assert.deepInclude(latest(at("users")), { pages, rows: pages * 10, next: pages + 1 })
        assert.strictEqual(Fs.statSync(at("users.part")).size, latest(at("users"))?.bytes)
        assert.notInclude(names(), "users.lease")
        const [report, requested] = yield* pagesRequested(next(at("users")))
        assert.deepInclude(report, { rows: 100, pages: 10, resumedFrom: pages + 1 })
        assert.strictEqual(requested[0], pages + 1)
        assert.isTrue(Fs.readFileSync(at("users")).equals(Fs.readFileSync(at("whole"))))
        return exit
      }))

  it.live("when it is interrupted between two pages", () => ends(4, (path) => write(path, { onPage: stopAt(4) })))

  it.live("when its fiber is interrupted while it waits", () =>
    ends(6, (path) =>
      Effect.gen(function*() {
        const reached = yield* Deferred.make<void>()
        const onPage = ({ position }: { readonly position: { readonly startPage?: number } }) =>
          position.startPage === 6
            ? Effect.zipRight(Deferred.succeed(reached, undefined), Effect.never)
            : Effect.void
        const fiber = yield* Effect.fork(write(path, { onPage }))
        yield* Deferred.await(reached)
        return yield* Effect.flatten(Fiber.interrupt(fiber))
      })))

  it.live("when a page is interrupted while it is enriched: its items do not count as repeated", () => {
    const enrich = (stop: string | undefined) =>
      Export.enrich({ first: ({ id }: User) => id === stop ? Effect.interrupt : Effect.succeed(id) }, {
        onFailure: () => Effect.void
      })
    const options = { format: Export.ndjson, pageSize: 10, concurrency: 3 }
    return ends(5, (path) =>
      Effect.gen(function*() {
        const { entities } = yield* Users.getUsers({ pageSize: 10, pageNumber: 6 })
        return yield* ExportFile.writeEnriched(Users.getUsers, enrich(entities[7]!.id), { ...options, path })
      }), (path) => ExportFile.writeEnriched(Users.getUsers, enrich(undefined), { ...options, path }))
  })

  it.live("when a page fails", () =>
    withUsers(100, ({ at }) =>
      Effect.gen(function*() {
        const error = yield* Effect.flip(write(at("users")))
        assert.strictEqual(error._tag, "PureCloudBadRequest")
        assert.deepInclude(latest(at("users")), { pages: 3, rows: 30, next: 4 })
        const [report, requested] = yield* pagesRequested(write(at("users")))
        assert.deepInclude(report, { rows: 100, resumedFrom: 4 })
        assert.deepStrictEqual(requested, [4, 5, 6, 7, 8, 9, 10])
      }), { faults: [{ _tag: "Status", status: 400, on: "getUsers", nth: 4 }] }))

  it.live("when a hook or the format throws", () =>
    Effect.gen(function*() {
      let pages = 0
      yield* ends(2, (path) => write(path, { onPage: () => ++pages === 2 ? Effect.die("boom") : Effect.void }))
      let encoded = 0
      const exit = yield* ends(7, (path) =>
        write(path, {
          format: Export.format<User>({
            id: "ndjson",
            encode: (rows) => {
              if (++encoded > 7) throw new Error("no")
              return Export.ndjson.encode(rows)
            }
          })
        }))
      assert.include(Exit.isFailure(exit) ? Cause.pretty(exit.cause) : "", "cannot be written")
    }))

  it.live("in any store, and fails with its own error if the store fails too", () =>
    withUsers(50, ({ at }) =>
      Effect.gen(function*() {
        const { checkpoints, saved } = yield* recording
        yield* Effect.exit(write(at("users"), { checkpoints, onPage: stopAt(3) }))
        assert.deepStrictEqual(saved.map(({ pages }) => pages), [3])
        const failing = {
          ...checkpoints,
          set: (key: string, value: string | Uint8Array) =>
            key.includes(".checkpoint")
              ? Effect.fail(new SystemError({ reason: "Busy", module: "KeyValueStore", method: "set" }))
              : checkpoints.set(key, value)
        }
        const exit = yield* Effect.exit(write(at("users"), { checkpoints: failing, onPage: stopAt(1) }))
        assert.isTrue(Exit.isInterrupted(exit))
        assert.deepInclude(yield* write(at("users"), { checkpoints }), { rows: 50, resumedFrom: 4 })
      })))
})

describe("a crash between two checkpoints", () => {
  it.live("reads the pages after the last one again, and no row is repeated or missing", () =>
    crashAfterEachPage(Export.ndjson, false, { checkpointBytes: 400_000 }))
})

describe("a write to the disk", () => {
  /** A file system in which a function changes some operations of part files. */
  const withPart = (change: (file: FileSystem.File) => Partial<FileSystem.File>) =>
    Layer.effect(
      FileSystem.FileSystem,
      Effect.map(FileSystem.FileSystem, (fs): FileSystem.FileSystem => ({
        ...fs,
        open: (path, options) =>
          Effect.map(fs.open(path, options), (file) =>
            path.endsWith(".part") && options?.flag !== "r" ? fileWith(file, change(file)) : file)
      }))
    )

  const full = new SystemError({ reason: "Unknown", module: "FileSystem", method: "x", description: "no space left" })

  it.live("that fails in the background: pages that were added meanwhile are not written after the missing bytes", () =>
    withUsers(100, ({ at }) =>
      Effect.gen(function*() {
        const [writing, added] = [yield* Deferred.make<void>(), yield* Deferred.make<void>()]
        let writes = 0
        const layer = withPart((file) => ({
          writeAll: (bytes) =>
            ++writes > 1 ? file.writeAll(bytes) : Effect.zipRight(
              file.writeAll(bytes.subarray(0, bytes.length >> 1)),
              Effect.zipRight(Deferred.succeed(writing, undefined), Effect.zipRight(Deferred.await(added), full))
            )
        }))
        const onPage = ({ position }: { readonly position: { readonly startPage?: number } }) =>
          position.startPage === 1
            ? Deferred.await(writing)
            : position.startPage === 5
            ? Effect.zipRight(Deferred.succeed(added, undefined), Effect.never)
            : Effect.void
        const error = yield* Effect.flip(
          Effect.provide(write(at("users"), { onPage, checkpointInterval: 0 }), layer)
        )
        assert.include(error.message, "no space left")
        assert.strictEqual(writes, 1)
        assert.isUndefined(latest(at("users")))
        assert.deepInclude(yield* write(at("users")), { rows: 100, resumedFrom: undefined })
        yield* write(at("whole"))
        assert.isTrue(Fs.readFileSync(at("users")).equals(Fs.readFileSync(at("whole"))))
      })))

  it.live("that cannot be flushed: no checkpoint counts its bytes", () =>
    withUsers(100, ({ at }) =>
      Effect.gen(function*() {
        let flushes = 0
        const layer = withPart((file) => ({ sync: Effect.suspend(() => ++flushes === 3 ? full : file.sync) }))
        const error = yield* Effect.flip(Effect.provide(write(at("users"), { checkpointBytes: 0 }), layer))
        assert.include(error.message, "no space left")
        assert.strictEqual(flushes, 3)
        assert.deepInclude(latest(at("users")), { pages: 2, next: 3 })
        assert.deepInclude(yield* write(at("users")), { rows: 100, resumedFrom: 3 })
      })))

  it.live("ends before an interruption of its run ends", () =>
    withUsers(100, ({ at }) =>
      Effect.gen(function*() {
        const [writing, goOn] = [yield* Deferred.make<void>(), yield* Deferred.make<void>()]
        let writes = 0
        const layer = withPart((file) => ({
          writeAll: (bytes) =>
            ++writes > 1 ? file.writeAll(bytes) : Deferred.succeed(writing, undefined).pipe(
              Effect.zipRight(Deferred.await(goOn)),
              Effect.zipRight(file.writeAll(bytes))
            )
        }))
        const fiber = yield* Effect.fork(Effect.provide(write(at("users"), { checkpointBytes: 30_000 }), layer))
        yield* Deferred.await(writing)
        const interruption = yield* Effect.fork(Fiber.interrupt(fiber))
        yield* Effect.yieldNow()
        yield* Deferred.succeed(goOn, undefined)
        assert.isTrue(Exit.isInterrupted(yield* Fiber.join(interruption)))
        const kept = latest(at("users"))
        assert.strictEqual(Fs.statSync(at("users.part")).size, kept?.bytes)
        assert.deepInclude(yield* write(at("users")), { rows: 100, resumedFrom: (kept?.pages ?? 0) + 1 })
      })))
})

describe("before the first request", () => {
  it.live("an invalid number of bytes fails", () =>
    withUsers(3, ({ at, names }) =>
      Effect.gen(function*() {
        for (const checkpointBytes of [-1, NaN, -Infinity]) {
          const [error, requested] = yield* pagesRequested(Effect.flip(write(at("new/users"), { checkpointBytes })))
          assert.strictEqual(error._tag, "PureCloudEncodeError")
          assert.include(error.message, "checkpointBytes")
          assert.deepStrictEqual([requested, names()], [[], []])
        }
      })))
})
