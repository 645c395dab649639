/**
 * Crashes of exports between two checkpoints.
 */
import { assert } from "@effect/vitest"
import { Effect, Option } from "effect"
import * as Export from "effect-purecloud/Export"
import * as ExportFile from "effect-purecloud/ExportFile"
import type { User } from "effect-purecloud/models/User"
import * as Users from "effect-purecloud/Users"
import * as Fs from "node:fs"
import * as Path from "node:path"
import { checkpoint, pagesRequested, withUsers } from "./exports.js"

export type Options = Partial<ExportFile.CommonOptions<User>>

export const write = (path: string, options: Options = {}) =>
  ExportFile.write(Users.getUsers, { path, format: Export.ndjson, pageSize: 10, concurrency: 1, ...options })

/** The latest complete checkpoint of a path. */
export const latest = (path: string) =>
  [0, 1].flatMap((n) => Option.toArray(read(`${path}.checkpoint-${n}`))).sort((a, b) => b.sequence - a.sequence)[0]

const read = Option.liftThrowable((name: string) => checkpoint(Fs.readFileSync(name, "utf8")))

/**
 * Continues an export of 12 pages from the files that a crash after each page would leave: it reads the pages after the last
 * checkpoint again, and no row is repeated or missing.
 */
export const crashAfterEachPage = (format: Export.Format<User>, gzip: boolean, limit: Options) =>
  withUsers(1200, ({ at }) =>
    Effect.gen(function*() {
      const options = { format, gzip, pageSize: 100, ...limit }
      Fs.mkdirSync(at("run"))
      let pages = 0
      // The files that a crash would leave after each page.
      const onPage = () => Effect.sync(() => Fs.cpSync(at("run"), at(`crash-${++pages}`), { recursive: true }))
      yield* write(Path.join(at("run"), "users"), { ...options, onPage })
      const expected = Fs.readFileSync(Path.join(at("run"), "users"))
      const seen = { again: 0, cut: 0 }
      for (let page = 1; page <= pages; page++) {
        const path = Path.join(at(`crash-${page}`), "users")
        const kept = latest(path)
        assert.isAtMost(kept?.pages ?? 0, page)
        if ((kept?.pages ?? 0) < page) seen.again++
        if (Fs.statSync(`${path}.part`).size > (kept?.bytes ?? 0)) seen.cut++
        const [report, requested] = yield* pagesRequested(write(path, options))
        assert.deepInclude(report, { rows: 1200, pages: 12, duplicates: 0, moved: false })
        assert.strictEqual(report.resumedFrom, kept === undefined ? undefined : kept.pages + 1)
        assert.deepStrictEqual(
          requested.sort((a, b) => a - b),
          Array.from({ length: 12 - (kept?.pages ?? 0) }, (_, i) => i + 1 + (kept?.pages ?? 0))
        )
        assert.isTrue(Fs.readFileSync(path).equals(expected))
      }
      assert.strictEqual(pages, 12)
      if (limit.checkpointBytes === 400_000) assert.isAbove(seen.again, 5)
      if (limit.checkpointBytes === 400_000 && !gzip) assert.isAbove(seen.cut, 2)
      if (limit.checkpointBytes === 0) assert.deepStrictEqual(seen, { again: 0, cut: 0 })
    }))
