/**
 * The digest of the bytes of an export, which checkpoints contain.
 */
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import * as FC from "effect/FastCheck"
import { createHash } from "node:crypto"
import { vi } from "vitest"
import * as RunningDigest from "../../../src/internal/storage/runningDigest.js"

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

/** Loads the module as in a runtime without `node:crypto`. */
const loadWithoutNode = async (): Promise<typeof RunningDigest> => {
  const builtin = vi.spyOn(process, "getBuiltinModule").mockReturnValue(undefined as never)
  // The query makes it another module, which reads `process` again.
  const path = "../../../src/internal/storage/runningDigest.js?without-node"
  return await import(path).finally(() => builtin.mockRestore())
}

const chunks = FC.array(FC.integer({ min: 0, max: blockSize + 50_000 }), { maxLength: 5 }).map((sizes) =>
  sizes.map((size, i) => new Uint8Array(size).fill(i + 1))
)

describe("the running digest", () => {
  const modules = {
    "with node:crypto": async () => RunningDigest,
    "with crypto.subtle": loadWithoutNode
  }
  for (const [name, load] of Object.entries(modules)) {
    it.effect.prop(
      `depends on the bytes, and not on their chunks, ${name}`,
      [chunks],
      ([chunks]) =>
        Effect.gen(function*() {
          const subtle = vi.spyOn(crypto.subtle, "digest")
          const { append, digest } = (yield* Effect.promise(load)).make()
          for (const chunk of chunks) yield* append(chunk)
          assert.strictEqual(yield* digest, expected(Buffer.concat(chunks)))
          assert.strictEqual(subtle.mock.calls.length > 0, name === "with crypto.subtle")
          subtle.mockRestore()
        }),
      { fastCheck: { numRuns: 20 } }
    )
  }
})
