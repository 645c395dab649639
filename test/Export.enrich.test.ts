import { assert, describe, it } from "@effect/vitest"
import { Chunk, Effect, Stream } from "effect"
import * as Export from "effect-purecloud/Export"

class RowError {
  readonly _tag = "RowError"
  constructor(readonly id: number) {}
}

const rows = Stream.fromIterable(Array.from({ length: 40 }, (_, id) => ({ id })))

describe("enrich", () => {
  it.live("keeps the order, bounds the rows processed at the same time, and passes failed rows to onFailure", () =>
    Effect.gen(function*() {
      let running = 0
      let most = 0
      const failed: Array<readonly [number, RowError]> = []
      const found = yield* Stream.runCollect(rows.pipe(Export.enrich({
        double: ({ id }) =>
          Effect.gen(function*() {
            most = Math.max(most, ++running)
            yield* Effect.sleep(`${(40 - id) % 7} millis`)
            running--
            return id * 2
          }),
        odd: ({ id }) => id % 10 === 3 ? Effect.fail(new RowError(id)) : Effect.succeed(id % 2 === 1)
      }, {
        concurrency: 5,
        onFailure: (row, error) => Effect.sync(() => void failed.push([row.id, error]))
      })))
      const good = Array.from({ length: 40 }, (_, id) => id).filter((id) => id % 10 !== 3)
      assert.deepStrictEqual(
        Chunk.toReadonlyArray(found),
        good.map((id) => ({ id, double: id * 2, odd: id % 2 === 1 }))
      )
      assert.deepStrictEqual(failed.map(([id, error]) => [id, error.id]).sort(), [[13, 13], [23, 23], [3, 3], [33, 33]])
      assert.isAtMost(most, 5)
      assert.isAbove(most, 1)
    }))
})
