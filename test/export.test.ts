import { assert, describe, it } from "@effect/vitest"
import { Chunk, Effect, Stream } from "effect"
import * as Export from "effect-purecloud/Export"

const text = (bytes: Stream.Stream<Uint8Array>) =>
  Effect.map(Stream.runCollect(bytes), (chunks) => Buffer.concat(Chunk.toReadonlyArray(chunks)).toString("utf8"))

describe("ndjson", () => {
  it.effect("writes each value as it came, on a line of its own", () =>
    Effect.gen(function*() {
      const values = [{ id: "a", name: "line\nbreak\u2028", nested: { x: [null] } }, { id: "ü" }]
      const written = yield* text(Export.ndjson(Stream.fromIterable(values)))
      assert.deepStrictEqual(written.trimEnd().split("\n").map((line) => JSON.parse(line)), values)
    }))

  it.effect("writes a page as one chunk, and no chunk for an empty page", () =>
    Effect.gen(function*() {
      const pages = Stream.fromChunks(Chunk.make(1, 2), Chunk.empty<number>(), Chunk.make(3))
      const chunks = yield* Stream.runCollect(Export.ndjson(pages))
      assert.deepStrictEqual(Chunk.toReadonlyArray(chunks).map((bytes) => Buffer.from(bytes).toString()), [
        "1\n2\n",
        "3\n"
      ])
    }))
})

describe("csv", () => {
  const rows = Stream.make(
    { id: "1", name: "Zoë, \"Z\"", tags: ["a", "b"], manager: { id: "m" }, version: -3, active: false },
    { id: "=cmd|' /C calc'!A0", name: "two\r\nlines", tags: [], manager: { id: "+1 317" }, version: 0, active: true },
    { id: " ", name: "", tags: null, manager: null, version: undefined, active: null }
  )

  it.effect("is RFC 4180, with formulas made harmless and numbers left alone", () =>
    Effect.gen(function*() {
      const written = yield* text(
        rows.pipe(Export.csv({ columns: ["id", "name", "tags", "manager.id", "version", "active"] }))
      )
      assert.strictEqual(
        written,
        "id,name,tags,manager.id,version,active\r\n" +
          "1,\"Zoë, \"\"Z\"\"\",\"[\"\"a\"\",\"\"b\"\"]\",m,-3,false\r\n" +
          "'=cmd|' /C calc'!A0,\"two\r\nlines\",[],'+1 317,0,true\r\n" +
          "\" \",,,,,\r\n"
      )
    }))

  it.effect("leaves formulas as they are where that is asked for", () =>
    Effect.gen(function*() {
      const written = yield* text(rows.pipe(Export.csv({ columns: ["manager.id"], guardFormulas: false })))
      assert.strictEqual(written, "manager.id\r\nm\r\n+1 317\r\n\r\n")
    }))

  it.effect("has its header where there are no rows", () =>
    Effect.gen(function*() {
      const none: Stream.Stream<{ readonly id: string }> = Stream.fromChunk(Chunk.empty())
      assert.strictEqual(yield* text(none.pipe(Export.csv({ columns: ["id"] }))), "id\r\n")
    }))
})
