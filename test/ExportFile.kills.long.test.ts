/**
 * Exports that are killed and started again.
 */
import { FileSystem } from "@effect/platform"
import { assert, describe, it } from "@effect/vitest"
import { Duration, Effect, Fiber } from "effect"
import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import * as Fs from "node:fs"
import { hostname } from "node:os"
import * as Path from "node:path"
import { access, bundleFixture, runFor, servedWithFiles } from "./utils/processes.js"

describe("kill -9", () => {
  const kills = 100
  const tracks = [["ndjson"], ["csv"], ["ndjson", "gzip"], ["csv", "gzip"]] as const

  it.live(`at ${kills} random moments: the file is correct each time`, () =>
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
        const start = (to = path) => spawn(process.execPath, [program, url, token, to, "ndjson"], { stdio: "pipe" })
        const ended = (child: ChildProcess) =>
          Effect.promise(async () => {
            let said = ""
            child.stdout?.on("data", (data) => said += data)
            child.stderr?.on("data", (data) => said += data)
            const [code] = await once(child, "exit") as [number | null]
            return { code, said }
          })
        /** Waits until a run has written something. */
        const isWriting = Effect.repeat(
          Effect.delay(Effect.sync(() => Fs.existsSync(`${path}.checkpoint-1`)), "5 millis"),
          { until: (is) => is }
        )

        const first = start()
        const firstEnd = yield* Effect.fork(ended(first))
        yield* isWriting
        const refused = yield* ended(start())
        assert.strictEqual(refused.code, 1)
        assert.include(refused.said, `another run (process ${first.pid} on ${hostname()}) holds it since 20`)
        first.kill("SIGKILL")
        assert.strictEqual((yield* Fiber.join(firstEnd)).code, null)

        const [usual] = yield* Effect.timed(ended(start(Path.join(root, "others"))))
        const [duration, again] = yield* Effect.timed(ended(start()))
        assert.strictEqual(again.code, 0, again.said)
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
