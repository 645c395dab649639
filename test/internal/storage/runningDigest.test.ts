/**
 * The digest of the bytes of an export, which checkpoints contain.
 */
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import * as FC from "effect/FastCheck"
import { createHash } from "node:crypto"
import { vi } from "vitest"
import * as RunningDigest from "../../../src/internal/storage/runningDigest.js"
import { invalid } from "../../utils/invalid.js"

const blockSize = 256 * 1024

/** Computes the digest as the module documents it, from all bytes at once. */
const expected = (bytes: Uint8Array) => {
  let digest = Buffer.alloc(32)
  let start = 0
  for (; start + blockSize <= bytes.length; start += blockSize) {
    digest = createHash("sha256").update(digest).update(bytes.subarray(start, start + blockSize)).digest()
  }
  return createHash("sha256").update(digest).update(bytes.subarray(start)).digest("hex")
}

const chunks = FC.array(FC.integer({ min: 0, max: blockSize + 50_000 }), { maxLength: 5 }).map((sizes) =>
  sizes.map((size, i) => new Uint8Array(size).fill(i + 1))
)

describe("the running digest", () => {
  for (const hasNode of [true, false]) {
    const name = hasNode ? "node:crypto" : "crypto.subtle"
    it.effect.prop(
      `depends on the bytes, and not on their chunks, with ${name}`,
      [chunks],
      ([chunks]) =>
        Effect.gen(function*() {
          const subtle = vi.spyOn(crypto.subtle, "digest")
          const builtin = vi.spyOn(process, "getBuiltinModule")
          if (!hasNode) builtin.mockReturnValue(invalid(undefined))
          const { append, digest } = RunningDigest.make()
          for (const chunk of chunks) yield* append(chunk)
          assert.strictEqual(yield* digest, expected(Buffer.concat(chunks)))
          assert.strictEqual(subtle.mock.calls.length === 0, hasNode)
        }).pipe(Effect.ensuring(Effect.sync(() => vi.restoreAllMocks()))),
      { fastCheck: { numRuns: 20 } }
    )
  }
})
