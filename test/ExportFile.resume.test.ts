/**
 * Exports that ended early, and the next run, which continues them.
 */
import { KeyValueStore } from "@effect/platform"
import { NodeContext } from "@effect/platform-node"
import { assert, describe, it } from "@effect/vitest"
import { type Duration, Effect, Exit } from "effect"
import * as Export from "effect-purecloud/Export"
import * as ExportFile from "effect-purecloud/ExportFile"
import type * as PureCloud from "effect-purecloud/PureCloud"
import { ExportError } from "effect-purecloud/PureCloudError"
import * as Users from "effect-purecloud/Users"
import * as Fs from "node:fs"
import {
  checkpoint,
  csv,
  directory,
  idsIn,
  pagesRequested,
  type Services,
  stopAt,
  stopped,
  text,
  withUsers
} from "./utils/exports.js"
import { type Script, withService } from "./utils/service.js"

describe("a run that ended early", () => {
  it.live("is continued from its checkpoint", () =>
    withUsers(100, ({ at, names }) =>
      Effect.gen(function*() {
        const options = {
          input: { state: "active" as const },
          format: Export.ndjson,
          pageSize: 10,
          concurrency: 1,
          checkpointBytes: 0
        }
        yield* ExportFile.write(Users.getUsers, { ...options, path: at("whole") })
        yield* Effect.exit(
          ExportFile.write(Users.getUsers, { ...options, path: at("users"), onPage: stopAt(4) })
        )
        const kept = checkpoint(text(at("users.checkpoint-0")))
        assert.deepInclude(kept, { operation: "getUsers", next: 5, pages: 4, rows: 40, totalAtStart: 100 })
        assert.strictEqual(kept.bytes, Fs.statSync(at("users.part")).size)

        const resumed: Array<ExportFile.Checkpoint> = []
        const pages: Array<PureCloud.PageInfo> = []
        const [report, requested] = yield* pagesRequested(ExportFile.write(Users.getUsers, {
          ...options,
          path: at("users"),
          onResume: (checkpoint) => Effect.sync(() => void resumed.push(checkpoint)),
          onPage: (page) => Effect.sync(() => void pages.push(page))
        }))
        assert.deepStrictEqual(resumed, [kept])
        assert.strictEqual(pages.length, 6)
        assert.deepStrictEqual(requested, [5, 6, 7, 8, 9, 10])
        assert.deepInclude(report, { rows: 100, pages: 10, resumedFrom: 5, moved: false })
        assert.deepStrictEqual(Fs.readFileSync(at("users")), Fs.readFileSync(at("whole")))
        assert.deepStrictEqual(names(), ["users", "whole"])

        // After the last page there is no page to request.
        yield* Effect.exit(ExportFile.write(Users.getUsers, { ...options, path: at("last"), onPage: stopAt(10) }))
        const last = yield* pagesRequested(ExportFile.write(Users.getUsers, { ...options, path: at("last") }))
        assert.deepStrictEqual(last, [{ ...report, path: at("last"), resumedFrom: 11 }, []])
        assert.deepStrictEqual(Fs.readFileSync(at("last")), Fs.readFileSync(at("whole")))
      })))

  it.live("is not continued if resume is false", () =>
    withUsers(30, ({ at }) =>
      Effect.gen(function*() {
        const options = { path: at("users"), pageSize: 10 }
        yield* Effect.exit(
          ExportFile.write(Users.getUsers, { ...options, format: Export.ndjson, onPage: stopAt(2) })
        )
        // Nothing is left from which the next run could continue.
        yield* Effect.exit(
          ExportFile.write(Users.getUsers, { ...options, format: csv(), resume: false, onPage: stopAt(1) })
        )
        const report = yield* ExportFile.write(Users.getUsers, { ...options, format: csv() })
        assert.strictEqual(report.resumedFrom, 2)
        assert.strictEqual(text(at("users")).split("\r\n").length, 32)
      })))

  it.live("is continued from checkpoints in any store", () =>
    withUsers(30, ({ at, names }) =>
      Effect.gen(function*() {
        const checkpoints = yield* KeyValueStore.KeyValueStore
        const write = (onPage: () => Effect.Effect<void>) =>
          ExportFile.write(Users.getUsers, {
            path: at("users"),
            format: Export.ndjson,
            pageSize: 10,
            checkpoints,
            checkpointBytes: 0,
            onPage
          })
        yield* Effect.exit(write(stopAt(2)))
        assert.deepStrictEqual(names(), ["users.part"])
        assert.strictEqual(yield* checkpoints.size, 2)
        assert.strictEqual((yield* write(() => Effect.void)).resumedFrom, 3)
        assert.strictEqual(yield* checkpoints.size, 0)
      }).pipe(Effect.provide(KeyValueStore.layerMemory))))

  it.live("is continued in a listing by links", () => {
    const results = (n: number) => Array.from({ length: 2 }, (_, i) => ({ id: `u${n * 2 + i}` }))
    const links: Script = ({ url }) => {
      const n = Number(new URL(url, "http://x").searchParams.get("q64"))
      return {
        body: { results: results(n), total: 8, ...(n < 3 ? { nextPage: `/api/v2/users/search?q64=${n + 1}` } : {}) }
      }
    }
    return withService(links, ({ seen }) =>
      Effect.gen(function*() {
        const { at } = yield* directory
        const write = (onPage: () => Effect.Effect<void>) =>
          ExportFile.write(Users.getUsersSearch, {
            path: at("users"),
            input: { q64: "0" },
            format: Export.ndjson,
            onPage
          })
        yield* Effect.exit(write(stopAt(2)))
        const report = yield* write(() => Effect.void)
        assert.deepInclude(report, { rows: 8, pages: 4, resumedFrom: 3 })
        assert.deepStrictEqual(idsIn(text(at("users"))), ["u0", "u1", "u2", "u3", "u4", "u5", "u6", "u7"])
        assert.deepStrictEqual(seen.map(({ url }) => url.replace(/.*q64=/, "")), ["0", "1", "2", "3"])
      }).pipe(Effect.scoped, Effect.provide(NodeContext.layer)))
  })
})

describe("a checkpoint", () => {
  const refused = (effect: Effect.Effect<unknown, unknown, Services>, ...words: ReadonlyArray<string>) =>
    Effect.map(Effect.flip(effect), (error) => {
      assert.instanceOf(error, ExportError)
      assert.strictEqual(error.reason, "Checkpoint")
      for (const word of [...words, "resume: false"]) assert.include(error.message, word)
    })

  it.live("of another export is refused with the difference", () =>
    stopped((at, write) =>
      Effect.gen(function*() {
        yield* refused(write({ pageSize: 20 }), "pageSize 10, here 20")
        yield* refused(write({ format: csv() }), "format ndjson, here csv")
        yield* refused(write({ gzip: true }), "gzip false, here true")
        yield* refused(write({ input: { state: "deleted" } }), "another input")
        yield* refused(
          ExportFile.write(Users.getProfilesUsers, { path: at("users"), format: Export.ndjson, pageSize: 10 }),
          "operation getUsers, here getProfilesUsers"
        )
        // The checkpoint is still there.
        assert.deepInclude(yield* write(), { rows: 50, resumedFrom: 4 })
      })
    ))

  it.live("is refused if its file was changed, is too short or is missing", () =>
    stopped((at, write) =>
      Effect.gen(function*() {
        const part = at("users.part")
        const bytes = Fs.readFileSync(part)
        for (const place of [0, bytes.length >> 1, bytes.length - 1]) {
          const changed = Uint8Array.from(bytes)
          changed[place]! ^= 1
          Fs.writeFileSync(part, changed)
          yield* refused(write(), "was changed")
          assert.deepStrictEqual(Fs.readFileSync(part), Buffer.from(changed))
        }
        Fs.writeFileSync(part, bytes.subarray(0, -1))
        yield* refused(write(), `has ${bytes.length - 1} bytes and should have ${bytes.length}`)
        Fs.rmSync(part)
        yield* refused(write(), "is missing")
        // Bytes that the checkpoint does not count are removed, also if no further bytes are written.
        Fs.writeFileSync(part, Buffer.concat([bytes, Buffer.from("{\"id\":\"half a line".repeat(10_000))]))
        assert.deepInclude(yield* write(), { rows: 50, resumedFrom: 4 })
        assert.strictEqual(new Set(idsIn(text(at("users")))).size, 50)
      })
    ))

  it.live("that is incomplete is replaced by the one before", () =>
    stopped((at, write) =>
      Effect.gen(function*() {
        const latest = at("users.checkpoint-1")
        const before = text(at("users.checkpoint-0"))
        const whole = text(latest)
        assert.strictEqual(checkpoint(whole).sequence, 3)
        const part = Fs.readFileSync(at("users.part"))
        for (const length of [0, 1, whole.length >> 1, whole.length - 1]) {
          Fs.writeFileSync(at("users.checkpoint-0"), before)
          Fs.writeFileSync(latest, whole.slice(0, length))
          Fs.writeFileSync(at("users.part"), part)
          assert.deepInclude(yield* write(), { rows: 50, resumedFrom: 3 })
          assert.strictEqual(new Set(idsIn(text(at("users")))).size, 50)
        }
        // There is no checkpoint before the first one. No page is lost.
        Fs.writeFileSync(latest, "{")
        assert.deepInclude(yield* write(), { rows: 50, resumedFrom: undefined })
        // A crash cannot leave two incomplete checkpoints.
        Fs.writeFileSync(latest, "{")
        Fs.writeFileSync(at("users.checkpoint-0"), whole.replace("\"version\":1", "\"version\":2"))
        yield* refused(write(), "damaged")
      })
    ))
})

describe("the export of the next day", () => {
  const options = { format: Export.ndjson, pageSize: 5, concurrency: 1, checkpointBytes: 0 }

  it.live("ignores an old checkpoint of other options, or without a time", () =>
    withUsers(12, ({ at }) =>
      Effect.gen(function*() {
        const write = (pageSize: number, resumeWithin?: Duration.DurationInput) =>
          ExportFile.write(Users.getUsers, {
            ...options,
            path: at("users"),
            pageSize,
            ...resumeWithin !== undefined && { resumeWithin },
            onPage: stopAt(2)
          })
        yield* Effect.exit(write(5))
        yield* Effect.sleep("2 millis")
        const other = yield* Effect.flip(write(10))
        assert.include(other.message, "pageSize 5, here 10")
        assert.isTrue(Exit.isInterrupted(yield* Effect.exit(write(4, 0))))
        const latest = at("users.checkpoint-0")
        const { savedAt, ...kept } = checkpoint(text(latest))
        assert.isNumber(savedAt)
        Fs.writeFileSync(latest, JSON.stringify(kept))
        Fs.rmSync(at("users.checkpoint-1"))
        const report = yield* ExportFile.write(Users.getUsers, { ...options, path: at("users") })
        assert.deepInclude(report, { rows: 12, resumedFrom: undefined })
      })))
})
