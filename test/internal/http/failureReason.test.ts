/**
 * The classification of failed requests by the errors of sockets. An error that proves nothing is a `Reset`.
 */
import { assert, describe, it } from "@effect/vitest"
import { failureOf } from "../../../src/internal/http/failureReason.js"

const refused = { code: "ECONNREFUSED", syscall: "connect", address: "127.0.0.1", port: 443 }
const unreachable = { code: "EHOSTUNREACH", syscall: "connect", address: "::1", port: 443 }
const timedOut = { code: "ETIMEDOUT", syscall: "read" }

/** An error in which another one is nested. */
const nested = (cause: unknown, depth: number): unknown => depth === 0 ? cause : { cause: nested(cause, depth - 1) }

describe("a failed request", () => {
  const rows: ReadonlyArray<readonly [title: string, cause: unknown, reason: string, code: string | undefined]> = [
    ["to a port that refuses it", refused, "Connect", "ECONNREFUSED"],
    ["to a host without a route", unreachable, "Connect", "EHOSTUNREACH"],
    ["whose host has no address", { code: "EAI_FAIL", syscall: "getaddrinfo" }, "Connect", "EAI_FAIL"],
    ["to several addresses, none of which was reached", { errors: [unreachable, refused] }, "Connect", "EHOSTUNREACH"],
    [
      "to several addresses, one of which may have been reached",
      { errors: [refused, timedOut] },
      "Reset",
      "ECONNREFUSED"
    ],
    ["whose connection timed out after it was opened", timedOut, "Reset", "ETIMEDOUT"],
    ["whose connection was reset", { code: "ECONNRESET", message: "read ECONNRESET" }, "Reset", "ECONNRESET"],
    ["whose error is nested", nested(refused, 5), "Connect", "ECONNREFUSED"],
    ["whose error is nested too deeply", nested(refused, 6), "Reset", undefined],
    ["without an error", undefined, "Reset", undefined]
  ]
  for (const [title, cause, reason, code] of rows) {
    it(`${title} is a ${reason}`, () => {
      const failure = failureOf(cause)
      assert.deepStrictEqual([failure.reason, failure.code], [reason, code])
    })
  }

  it("has the address of its connection", () => {
    assert.strictEqual(failureOf(refused).text, "127.0.0.1:443")
    assert.strictEqual(failureOf(unreachable).text, "[::1]:443")
    for (const change of [{ address: "user name" }, { address: undefined }, { port: undefined }]) {
      assert.isUndefined(failureOf({ ...refused, ...change }).text)
    }
  })
})
