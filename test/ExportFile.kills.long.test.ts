/**
 * Exports that are killed and started again.
 */
import { FileSystem } from "@effect/platform"
import { assert, describe, it } from "@effect/vitest"
import { Duration, Effect } from "effect"
import * as Fs from "node:fs"
import * as Path from "node:path"
import { access, bundleFixture, runFor, servedWithFiles } from "./utils/processes.js"

describe("kill -9", () => {
  const kills = 100
  const tracks = [["ndjson"], ["csv"], ["ndjson", "gzip"], ["csv", "gzip"]] as const

  it.live(`at ${kills} random moments: the file is right each time`, () =>
    Effect.gen(function*() {
      const fs = yield* FileSystem.FileSystem
      const root = yield* fs.makeTempDirectoryScoped({ prefix: "export-" })
      const at = (name: string) => Path.join(root, name)
      const program = yield* bundleFixture("exportUsers.ts", at("export.cjs"))
      const { token, url } = yield* access

      /** Runs an export to its end, or to a moment after its beginning. */
      const run = (path: string, track: ReadonlyArray<string>, millis: number) =>
        runFor([program, url, token, path, ...track], millis)

      const seen = { kills: 0, resumed: 0 }
      yield* Effect.forEach(tracks, (track, i) =>
        Effect.gen(function*() {
          const { millis } = yield* run(at(`whole-${i}`), track, Infinity)
          const expected = Fs.readFileSync(at(`whole-${i}`))
          const path = at(`users-${i}`)
          let killed = 0
          let isOver = false
          while (!isOver) {
            const moment = killed < kills / tracks.length ? Math.random() * millis * 0.5 : Infinity
            const outcome = yield* run(path, track, moment)
            if (Fs.existsSync(path)) assert.isTrue(Fs.readFileSync(path).equals(expected))
            if (outcome.killed) {
              killed++
              seen.kills++
              if (Fs.existsSync(`${path}.checkpoint-1`)) seen.resumed++
            } else {
              assert.isTrue(Fs.existsSync(path))
              Fs.rmSync(path)
              assert.deepStrictEqual(Fs.readdirSync(Path.dirname(path)).filter((n) => n.startsWith(`users-${i}`)), [])
              isOver = moment === Infinity
            }
          }
        }), { concurrency: "unbounded" })
      assert.strictEqual(seen.kills, kills)
      // Most of them while it was writing.
      assert.isAbove(seen.resumed, kills / 2)
    }).pipe(
      Effect.scoped,
      Effect.provide(servedWithFiles({
        users: 600,
        allowance: 10_000_000,
        faults: [{ _tag: "Latency", delay: Duration.millis(2), upTo: Duration.millis(12) }]
      }))
    ), 300_000)
})
