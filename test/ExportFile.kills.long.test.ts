/**
 * Exports that are killed and started again.
 */
import { FileSystem } from "@effect/platform"
import { assert, describe, it } from "@effect/vitest"
import { Duration, Effect, Option } from "effect"
import * as Simulator from "effect-purecloud/Simulator"
import * as Fs from "node:fs"
import { hostname } from "node:os"
import * as Path from "node:path"
import { checkpoint as decodeCheckpoint } from "./utils/exports.js"
import { access, bundleFixture, runFor, servedWithFiles, start } from "./utils/processes.js"

/** Number of pages in the latest complete checkpoint of a path. */
const pagesSaved = (path: string) => {
  const read = Option.liftThrowable((name: string) => decodeCheckpoint(Fs.readFileSync(name, "utf8")).pages)
  return Math.max(...[0, 1].map((n) => Option.getOrElse(read(`${path}.checkpoint-${n}`), () => 0)))
}

/** Number of the last page that a run printed. */
const pagesOf = (output: string) => Number(/page (\d+)\n$/.exec(output)?.[1] ?? 0)

describe("kill -9", () => {
  const kills = 100
  /** Checkpoints after each page, by bytes, by time, and by both. */
  const frequent = [
    ["ndjson", "bytes=0"],
    ["csv", "bytes=3000"],
    ["ndjson", "gzip", "interval=10"],
    ["csv", "gzip", "bytes=2000", "interval=20"]
  ]
  // With the defaults, such a short run has no checkpoint before its end.
  const tracks = [...frequent, ["ndjson"], ["csv", "gzip"]]
  const killsOfTrack = kills / frequent.length

  it.live(
    `at ${killsOfTrack * tracks.length} random moments: the file is correct each time`,
    () =>
      Effect.gen(function*() {
        const fs = yield* FileSystem.FileSystem
        const root = yield* fs.makeTempDirectoryScoped({ prefix: "export-" })
        const at = (name: string) => Path.join(root, name)
        const program = yield* bundleFixture("exportUsers.ts", at("export.cjs"))
        const { token, url } = yield* access

        /** Runs an export to its end, or to a moment after its beginning. */
        const run = (path: string, track: ReadonlyArray<string>, millis: number) =>
          runFor([program, url, token, path, ...track], millis)

        const seen = { kills: 0, resumed: 0, between: 0 }
        yield* Effect.forEach(tracks, (track, i) =>
          Effect.gen(function*() {
            const { millis } = yield* run(at(`whole-${i}`), track, Infinity)
            const expected = Fs.readFileSync(at(`whole-${i}`))
            const path = at(`users-${i}`)
            let killed = 0
            let isOver = false
            while (!isOver) {
              const moment = killed < killsOfTrack ? Math.random() * millis * 0.5 : Infinity
              const outcome = yield* run(path, track, moment)
              if (Fs.existsSync(path)) assert.isTrue(Fs.readFileSync(path).equals(expected))
              if (outcome.killed) {
                killed++
                seen.kills++
                if (Fs.existsSync(`${path}.checkpoint-1`)) seen.resumed++
                if (pagesOf(outcome.output) > pagesSaved(path)) seen.between++
              } else {
                assert.isTrue(Fs.existsSync(path))
                Fs.rmSync(path)
                assert.deepStrictEqual(Fs.readdirSync(Path.dirname(path)).filter((n) => n.startsWith(`users-${i}`)), [])
                isOver = moment === Infinity
              }
            }
          }), { concurrency: "unbounded" })
        assert.strictEqual(seen.kills, killsOfTrack * tracks.length)
        // Most runs were killed while they were writing.
        assert.isAbove(seen.resumed, kills / 2)
        assert.isAbove(seen.between, kills / 10)
      }).pipe(
        Effect.scoped,
        Effect.provide(servedWithFiles({
          users: 600,
          allowance: 10_000_000,
          faults: [{ _tag: "Latency", delay: Duration.millis(2), upTo: Duration.millis(12) }]
        }))
      ),
    300_000
  )
})

describe("SIGTERM", () => {
  it.live("saves a checkpoint and releases the lease: the next run reads no page again", () =>
    Effect.gen(function*() {
      const fs = yield* FileSystem.FileSystem
      const root = yield* fs.makeTempDirectoryScoped({ prefix: "export-" })
      const { token, url } = yield* access
      const { requests } = yield* Simulator.Simulator
      const program = yield* bundleFixture("exportUsers.ts", Path.join(root, "export.cjs"))
      /** Runs an export to its end, or ends it with a signal when it has requested eight pages. */
      const run = (path: string, signal?: NodeJS.Signals) =>
        Effect.scoped(Effect.gen(function*() {
          const before = (yield* requests).length
          const { child, ended } = yield* start([program, url, token, path, "ndjson"])
          if (signal !== undefined) {
            yield* Effect.repeat(Effect.delay(requests, "2 millis"), { until: (all) => all.length >= before + 8 })
            child.kill(signal)
          }
          yield* ended
          return (yield* requests).slice(before).map((each) =>
            Number(new URL(each.url, "http://x").searchParams.get("pageNumber"))
          )
        }))
      yield* run(Path.join(root, "whole"))
      for (const signal of ["SIGTERM", "SIGINT"] as const) {
        const path = Path.join(root, signal)
        yield* run(path, signal)
        const kept = decodeCheckpoint(Fs.readFileSync(`${path}.checkpoint-1`, "utf8"))
        assert.isAbove(kept.pages, 0)
        assert.strictEqual(Fs.statSync(`${path}.part`).size, kept.bytes)
        assert.isFalse(Fs.existsSync(`${path}.lease`))
        const requested = yield* run(path)
        assert.deepStrictEqual(
          requested.sort((a, b) => a - b),
          Array.from({ length: 24 - kept.pages }, (_, i) => kept.pages + 1 + i)
        )
        assert.isTrue(Fs.readFileSync(path).equals(Fs.readFileSync(Path.join(root, "whole"))))
      }
    }).pipe(
      Effect.scoped,
      Effect.provide(servedWithFiles({
        users: 600,
        allowance: 10_000_000,
        faults: [{ _tag: "Latency", delay: Duration.millis(30), upTo: Duration.millis(40) }]
      }))
    ))
})

describe("two processes", () => {
  it.live.runIf(process.platform === "linux")(
    "the second fails; a killed one is replaced at once",
    () =>
      Effect.gen(function*() {
        const fs = yield* FileSystem.FileSystem
        const root = yield* fs.makeTempDirectoryScoped({ prefix: "lease-" })
        const path = Path.join(root, "users")
        const { token, url } = yield* access
        const program = yield* bundleFixture("exportUsers.ts", Path.join(root, "export.cjs"))
        const begin = (to = path) => start([program, url, token, to, "ndjson", "bytes=0"])
        /** Runs an export to its end. */
        const complete = (to = path) => Effect.tap(begin(to), ({ ended }) => ended)
        /** Waits until a run has written something. */
        const untilWriting = Effect.repeat(
          Effect.delay(Effect.sync(() => Fs.existsSync(`${path}.checkpoint-1`)), "5 millis"),
          { until: (is) => is }
        )

        const first = yield* begin()
        yield* untilWriting
        const refused = yield* complete()
        assert.strictEqual(refused.child.exitCode, 1)
        assert.include(
          refused.output(),
          `another run (process ${first.child.pid} on ${hostname()}) has held it since 20`
        )
        first.child.kill("SIGKILL")
        yield* first.ended
        assert.strictEqual(first.child.signalCode, "SIGKILL")

        const [usual] = yield* Effect.timed(complete(Path.join(root, "others")))
        const [duration, again] = yield* Effect.timed(complete())
        assert.strictEqual(again.child.exitCode, 0, again.output())
        assert.isBelow(Duration.toSeconds(duration) - Duration.toSeconds(usual), 9)
        assert.strictEqual(Fs.readFileSync(path, "utf8").trimEnd().split("\n").length, 600)
      }).pipe(
        Effect.scoped,
        Effect.provide(servedWithFiles({
          users: 600,
          allowance: 10_000_000,
          faults: [{ _tag: "Latency", delay: Duration.millis(700), upTo: Duration.millis(800) }]
        }))
      )
  )
})
