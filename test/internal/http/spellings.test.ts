/**
 * Redaction of generated secrets in generated encodings.
 */
import { assert, describe, it } from "@effect/vitest"
import { FastCheck } from "effect"
import { redactor } from "../../../src/internal/http/redaction.js"
import { spellings, whiteSpace, withoutPadding } from "../../utils/spellings.js"
import { cpuMillis } from "../../utils/time.js"

/** Checks a property for a number of generated values. */
const law = <A extends object>(
  title: string,
  numRuns: number,
  values: { readonly [K in keyof A]: FastCheck.Arbitrary<A[K]> },
  holds: (values: A) => void
) =>
  it(title, () =>
    FastCheck.assert(
      FastCheck.property(FastCheck.record<A>(values), holds),
      { numRuns }
    ))

/** Secrets that services generate, and those that people type. */
const secrets = FastCheck.oneof(
  FastCheck.base64String({ minLength: 8, maxLength: 60 }),
  FastCheck.stringOf(FastCheck.constantFrom(..."abcXYZ019-_.~+/=&%<>\"'\\ é€😀"), { minLength: 6, maxLength: 40 }),
  FastCheck.uuid(),
  FastCheck.hexaString({ minLength: 16, maxLength: 64 })
).filter((text) => text.trim().replace(/=+$/, "").length >= 6)

const names = Object.keys(spellings)

/** Base64 in upper case is base64 of other text. */
const last = names.filter((name) => name !== "in upper case")

describe("a secret is redacted", () => {
  law(
    "in each encoding, and in any two encodings one after the other",
    700,
    {
      secret: secrets,
      before: whiteSpace,
      after: whiteSpace,
      first: FastCheck.constantFrom(...names),
      second: FastCheck.constantFrom(...last),
      glued: FastCheck.boolean()
    },
    ({ after, before, first, glued, second, secret }) => {
      const spelled = spellings[second]!(spellings[first]!(before + secret + after)).trim()
      const redacted = redactor([before + secret + after])(glued ? `no/${spelled}/x` : `you sent "${spelled}" to us`)
      assert.include(redacted, "[redacted]", `${first}, then ${second}`)
      assert.notInclude(redacted, spelled)
      assert.notInclude(redacted, secret.trim())
      assert.notInclude(redacted, withoutPadding(spelled))
    }
  )

  law(
    "and text without it is unchanged",
    1000,
    {
      secret: FastCheck.hexaString({ minLength: 20, maxLength: 40 }),
      words: FastCheck.oneof(
        FastCheck.lorem({ maxCount: 30 }),
        FastCheck.uuid(),
        FastCheck.json({ maxDepth: 2 }),
        FastCheck.webUrl({ withQueryParameters: true }),
        FastCheck.base64String({ maxLength: 200 })
      )
    },
    ({ secret, words }) => assert.strictEqual(redactor([secret])(words), words)
  )

  it("in limited time, whatever the text", () => {
    const words = [
      "%25".repeat(21_845),
      "\\\\".repeat(32_768),
      "&amp;".repeat(13_107),
      "QUFB".repeat(16_384),
      "3431".repeat(16_384)
    ]
    for (const each of [...words, words.map((text) => text.slice(0, 16_384)).join("")]) {
      const startedAt = cpuMillis()
      redactor(Array.from({ length: 16 }, (_, i) => `secret-number-${i}-${"x".repeat(300)}`))(each)
      assert.isBelow(cpuMillis() - startedAt, 2000)
    }
  })
})
