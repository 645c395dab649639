/**
 * The writer of the part file of an export, with a file in memory whose writes take time or fail.
 */
import { assert, describe, it } from "@effect/vitest"
import { Effect, Exit, Fiber, TestClock } from "effect"
import * as ExportCheckpoint from "../../../src/internal/storage/exportCheckpoint.js"
import * as PartWriter from "../../../src/internal/storage/partWriter.js"
import * as RunningDigest from "../../../src/internal/storage/runningDigest.js"
import { ExportError } from "../../../src/PureCloudError.js"
import { invalid } from "../../utils/invalid.js"

const identity = {
  path: "users",
  operation: "getUsers",
  input: {},
  format: "ndjson",
  enrich: undefined,
  pageSize: undefined,
  gzip: false
}

const failure = new ExportError({ reason: "File", path: "users", text: "the disk is full" })

/** A writer, the bytes in its file, and the sizes in its checkpoints. */
const makeWriter = (
  { sync = Effect.void, write = () => Effect.void }: {
    /** Runs before a write changes the file. */
    readonly write?: (bytes: Uint8Array) => Effect.Effect<void, ExportError>
    readonly sync?: Effect.Effect<void, ExportError>
  }
) =>
  Effect.gen(function*() {
    const file: Array<number> = []
    const saved: Array<number> = []
    const writer = PartWriter.make({
      part: {
        path: "users.part",
        // The writer uses these two functions only.
        file: invalid({
          writeAll: (bytes: Uint8Array) => Effect.zipRight(write(bytes), Effect.sync(() => void file.push(...bytes))),
          sync
        }),
        digest: RunningDigest.make()
      },
      start: yield* ExportCheckpoint.initial(identity),
      due: { interval: "1 hour", bytes: Infinity },
      lease: { check: Effect.void, checkUnlessRenewed: Effect.void },
      store: ({ bytes }) => Effect.sync(() => void saved.push(bytes))
    })
    return { file, saved, writer }
  })

describe("a writer of a part file", () => {
  it.effect("writes pages one after the other, although a later write is faster", () =>
    Effect.gen(function*() {
      const { file, saved, writer } = yield* makeWriter({
        write: ([page]) => Effect.sleep(page === 1 ? "2 seconds" : "1 seconds")
      })
      const fibers: Array<Fiber.Fiber<unknown, ExportError>> = []
      for (const page of [1, 2]) {
        yield* writer.add(Uint8Array.of(page), {})
        fibers.push(yield* Effect.fork(writer.save))
        yield* TestClock.adjust(0)
      }
      yield* TestClock.adjust("3 seconds")
      yield* Fiber.joinAll(fibers)
      assert.deepStrictEqual(file, [1, 2])
      assert.deepStrictEqual(saved, [1, 2])
    }))

  it.effect("completes a write that is interrupted", () =>
    Effect.gen(function*() {
      const { file, saved, writer } = yield* makeWriter({ write: () => Effect.sleep("1 seconds") })
      yield* writer.add(Uint8Array.of(1), {})
      const fiber = yield* Effect.fork(writer.save)
      yield* TestClock.adjust(0)
      yield* Effect.fork(Fiber.interrupt(fiber))
      yield* TestClock.adjust("1 seconds")
      yield* Fiber.await(fiber)
      assert.deepStrictEqual([file, saved], [[1], [1]])
    }))

  for (const what of ["write", "flush"] as const) {
    it.effect(`writes nothing more and saves no checkpoint after a ${what} that failed`, () =>
      Effect.gen(function*() {
        let isFull = true
        const fail = Effect.suspend(() => isFull ? failure : Effect.void)
        const { file, saved, writer } = yield* makeWriter(what === "write" ? { write: () => fail } : { sync: fail })
        yield* writer.add(Uint8Array.of(1), {})
        assert.isTrue(Exit.isFailure(yield* Effect.exit(writer.save)))
        const before = [...file]
        isFull = false
        yield* writer.add(Uint8Array.of(2), {})
        assert.strictEqual((yield* writer.save).bytes, 0)
        assert.deepStrictEqual([file, saved], [before, []])
      }))
  }
})
