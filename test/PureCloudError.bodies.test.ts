/**
 * The fields that an error takes from the body of its response.
 */
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import * as PureCloudError from "effect-purecloud/PureCloudError"
import { assertFields, assertInstance, assertSound, errorOfReply, read } from "./utils/errors.js"
import type { Reply } from "./utils/service.js"
import { cpuMillis } from "./utils/time.js"

const bodyOf2018 = {
  status: 404,
  code: "not.found",
  entityId: "u",
  entityName: "user",
  message: "User not found",
  messageWithParams: "{entity} not found",
  messageParams: { entity: "User" },
  contextId: "from-the-body",
  details: [{ errorCode: "d", fieldName: "userId", entityId: "u", entityName: "user" }],
  errors: []
}

const bodyOf2026 = {
  ...bodyOf2018,
  messageParams: { entity: { nested: 1 } },
  limit: { namespace: "users", key: "users.rate", value: 300 },
  errors: [bodyOf2018]
}

const html = `<!DOCTYPE html>\n<html><head><title>404</title></head>\r\n<body>${
  "<p>Not here</p>\t".repeat(50)
}</body></html>`

describe("bodies of errors", () => {
  const notFound = (reply: Reply) =>
    Effect.map(errorOfReply({ status: 404, ...reply }, read), (error) => assertInstance(error, PureCloudError.NotFound))

  for (const [year, body] of [[2018, bodyOf2018], [2026, bodyOf2026]] as const) {
    it.effect(`of ${year} are read`, () =>
      Effect.gen(function*() {
        const error = yield* notFound({ body })
        assertFields(error, {
          code: "not.found",
          text: "User not found",
          correlationId: "from-the-body",
          details: bodyOf2018.details
        })
        assert.match(error.origin.host ?? "", /^127\.0\.0\.1:\d+$/)
        assert.strictEqual(
          error.message,
          `getUser (GET /api/v2/users/{userId} at ${error.origin.host}) found no such resource (404 not.found): User not found. Correlation id from-the-body.`
        )
      }))
  }

  it.effect("have the correlation id if the header does not", () =>
    Effect.gen(function*() {
      const ids = yield* Effect.forEach(
        [{ "ININ-Correlation-ID": "h" }, { "inin-correlation-id": "" }, {} as { [key: string]: string }],
        (headers) => Effect.map(notFound({ headers, body: { contextId: "b" } }), ({ correlationId }) => correlationId)
      )
      assert.deepStrictEqual(ids, ["h", "b", "b"])
      assert.isUndefined((yield* notFound({ body: { contextId: "" } })).correlationId)
      assert.isUndefined((yield* notFound({ body: { contextId: 7 } })).correlationId)
    }))

  const odd: ReadonlyArray<readonly [string, Reply]> = [
    ["none", {}],
    ["empty JSON", { headers: { "content-type": "application/json" } }],
    ["HTML", { body: html, headers: { "content-type": "text/html" } }],
    ["HTML that says it is JSON", { body: html }],
    ["plain text", { body: "nope", headers: { "content-type": "text/plain" } }],
    ["broken JSON", { body: `{"message":"cut of` }],
    ["an array", { body: [bodyOf2018] }],
    ["a string", { body: `"not found"` }],
    ["a number", { body: "404" }],
    ["null", { body: "null" }],
    ["an empty object", { body: {} }],
    ["fields of other kinds", {
      body: { code: 404, message: { toString: "x" }, contextId: ["c"], details: { 0: { fieldName: "f" } }, status: "x" }
    }],
    ["empty fields", { body: { code: "", message: "", contextId: "", details: [] } }],
    ["details of other kinds", { body: { details: [null, 1, "x", [], [{}]] } }],
    ["fields that are not its own", {
      body: `{"__proto__":{"message":"m","code":"c","contextId":"x","details":[{"fieldName":"f"}]}}`
    }],
    ["nested without end", { body: `{"errors":${"[".repeat(50_000)}${"]".repeat(50_000)}}` }],
    ["BOM and nothing", { body: "\uFEFF" }]
  ]
  for (const [name, reply] of odd) {
    it.effect(`without a usable field still give an error: ${name}`, () =>
      Effect.gen(function*() {
        const error = yield* notFound(reply)
        assertFields(error, { status: 404, code: undefined, text: undefined, correlationId: undefined })
        assert.isEmpty(error.details)
      }))
  }

  it.effect("details keep fields that are text", () =>
    Effect.gen(function*() {
      const body = `{"details":[{"errorCode":5,"fieldName":"f","entityId":null,"__proto__":{"entityName":"n"}}]}`
      assert.deepStrictEqual((yield* notFound({ body })).details, [
        { errorCode: undefined, fieldName: "f", entityId: undefined, entityName: undefined }
      ])
    }))

  it.effect("of any size become small errors, quickly", () =>
    Effect.gen(function*() {
      const long = "a-".repeat(500_000)
      const permissions = "a:b:c, ".repeat(150_000)
      const details = Array.from({ length: 10_000 }, () => ({ errorCode: long.slice(0, 90), fieldName: "name" }))
      const bodies = [
        { message: long, code: long, contextId: long, details },
        { details: [{ errorCode: long, fieldName: long, entityId: long, entityName: long }] },
        { message: permissions },
        { messageParams: { permissions } },
        { messageParams: { permissions: long } },
        { message: `${"x:".repeat(300_000)} ` },
        { message: "version ".repeat(100_000) }
      ]
      const started = cpuMillis()
      for (const status of [400, 403, 418]) {
        for (const body of bodies) assertSound(yield* errorOfReply({ status, body }, read))
      }
      assert.isBelow(cpuMillis() - started, 15_000)
      const headers = { "inin-correlation-id": "c".repeat(10_000), "content-type": `text/${"x".repeat(5000)}` }
      assertSound(yield* errorOfReply({ status: 418, body: long, headers }, read))
    }))

  it.effect("are cut between characters, and not within one", () =>
    Effect.gen(function*() {
      for (const length of [499, 500]) {
        const { text } = yield* notFound({ body: JSON.stringify({ message: `${"a".repeat(length)}😀😀` }) })
        assert.strictEqual(text, "a".repeat(length))
      }
    }))

  it.effect("do not write control characters to a terminal", () =>
    Effect.gen(function*() {
      const nasty = "red \u001b[31m\r\nnext\u0007\u009b2J line"
      const body = { message: nasty, code: nasty, details: [{ fieldName: nasty }] }
      for (const status of [400, 404]) assertSound(yield* errorOfReply({ status, body }, read))
      const reply = { status: 418, body: nasty, headers: { "content-type": "text/plain" } }
      const error = assertInstance(yield* errorOfReply(reply, read), PureCloudError.UnexpectedResponse)
      assert.notMatch(error.snippet!, /\p{Cc}/u)
    }))
})

describe("snippets", () => {
  const snippetOf = (reply: Reply) =>
    Effect.map(
      errorOfReply({ status: 418, ...reply }, read),
      (error) => assertInstance(error, PureCloudError.UnexpectedResponse).snippet
    )

  it.effect("show the beginning of text", () =>
    Effect.gen(function*() {
      const page = (yield* snippetOf({ body: html, headers: { "content-type": "text/html; charset=utf-8" } }))!
      assert.lengthOf(page, 200)
      assert.isTrue(page.startsWith("<!DOCTYPE html> <html>"))
      assert.strictEqual(yield* snippetOf({ body: "nope", headers: { "content-type": "text/plain" } }), "nope")
      assert.isUndefined(yield* snippetOf({}))
    }))

  it.effect("never show JSON, valid or not, whatever its content type", () =>
    Effect.gen(function*() {
      for (const type of ["application/json", "application/problem+json", "text/html", "text/plain"]) {
        for (
          const body of [
            `{"name":"Ada"}`,
            `{"name":"Ada"`,
            ` \n[{"name":"Ada`,
            `"Ada`,
            `"Ada"`,
            "1234567890",
            "\uFEFF{\"name\":\"Ada"
          ]
        ) {
          assert.isUndefined(yield* snippetOf({ body, headers: { "content-type": type } }), `${type}: ${body}`)
        }
      }
    }))
})
