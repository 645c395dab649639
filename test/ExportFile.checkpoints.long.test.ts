/**
 * The crashes of test/ExportFile.checkpoints.test.ts with all settings, and a disk that fails at each change.
 */
import { assert, describe, it } from "@effect/vitest"
import { Cause, Effect, Exit } from "effect"
import * as Export from "effect-purecloud/Export"
import * as Fs from "node:fs"
import { crashAfterEachPage, type Options, write } from "./utils/checkpoints.js"
import { csv, withUsers } from "./utils/exports.js"
import { breaking } from "./utils/files.js"

describe("a crash between two checkpoints", () => {
  const limits: ReadonlyArray<Options> = [
    {},
    { checkpointBytes: 400_000 },
    { checkpointBytes: 150_000, concurrency: 4 },
    { checkpointInterval: 0 },
    { checkpointBytes: 0 }
  ]
  for (const [format, gzip] of [[Export.ndjson, false], [csv(), true]] as const) {
    for (const limit of limits) {
      const name = `${gzip ? "csv, gzip" : "ndjson"}, ${JSON.stringify(limit)}`
      it.live(`reads the pages after the last one again, and no row is repeated or missing: ${name}`, () =>
        crashAfterEachPage(format, gzip, limit))
    }
  }
})

describe("a write to the disk", () => {
  it.live("that fails once, at any change: the next run continues, and the file is correct", () =>
    withUsers(23, ({ at }) =>
      Effect.gen(function*() {
        const resumed = new Set<number | undefined>()
        for (const options of [{ checkpointBytes: 0 }, { checkpointBytes: 9000 }, { checkpointInterval: 0 }, {}]) {
          const run = (path: string) => write(path, { pageSize: 5, ...options, onPage: () => Effect.yieldNow() })
          const whole = breaking(Infinity)
          yield* Effect.provide(run(at("whole")), whole.layer)
          for (let n = 0; n < whole.changes(); n++) {
            const path = at(`users-${n}`)
            const exit = yield* Effect.exit(Effect.provide(run(path), breaking(n, "once").layer))
            // A lease that cannot be removed is replaced by the next run.
            if (Exit.isFailure(exit)) assert.include(Cause.pretty(exit.cause), "no space left")
            const report = yield* run(path)
            resumed.add(report.resumedFrom)
            assert.strictEqual(report.rows, 23)
            assert.isTrue(Fs.readFileSync(path).equals(Fs.readFileSync(at("whole"))))
            Fs.rmSync(path)
          }
        }
        assert.isAbove(resumed.size, 4)
      })))
})
