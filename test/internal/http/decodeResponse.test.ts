/**
 * Responses that can or cannot be read.
 */
import { HttpClient, HttpClientResponse } from "@effect/platform"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Layer } from "effect"
import * as Auth from "effect-purecloud/Auth"
import * as PureCloud from "effect-purecloud/PureCloud"
import type * as PureCloudError from "effect-purecloud/PureCloudError"
import * as Users from "effect-purecloud/Users"
import * as Redacted from "effect/Redacted"
import { failure, list, type Mode, modes, outcome, read, respondWith, typed } from "../../utils/decoding.js"
import { assertFields } from "../../utils/errors.js"
import type { Reply, Script } from "../../utils/service.js"
import { cpuMillis } from "../../utils/time.js"

const setPassword = Users.postUserPassword({ userId: "u", body: { newPassword: "a-password" } })

const html = "<!DOCTYPE html><html><body>Please sign in. Session 4711.</body></html>"

describe("a success that is not JSON is an error, whatever the mode:", () => {
  it.effect("an HTML page", () =>
    Effect.gen(function*() {
      for (const program of [read, list, setPassword, Users.deleteUser({ userId: "u" })]) {
        const error = yield* failure(typed("text/html; charset=utf-8", html), program)
        assertFields(error, {
          _tag: "PureCloudUnexpectedResponse",
          status: 200,
          contentType: "text/html; charset=utf-8",
          snippet: html
        })
        assert.include(error.message, "a success that is not JSON")
        assert.isFalse(error.isRetryable)
      }
    }))

  it.effect("an HTML page with the content type of JSON or without one, which is not in the error", () =>
    Effect.gen(function*() {
      for (const program of [read, setPassword]) {
        assertFields(yield* failure(typed("application/json", html), program), {
          _tag: "PureCloudUnexpectedResponse",
          reason: "a success with invalid JSON",
          snippet: undefined
        })
        const error = yield* failure(() => (response) => void response.end(html), program)
        assertFields(error, { _tag: "PureCloudUnexpectedResponse", contentType: undefined, status: 200 })
      }
    }))

  it.effect("JSON with the content type of HTML, which is not in the error", () =>
    Effect.gen(function*() {
      for (const type of ["text/html", "text/plain", "application/xml", "application/jsonp", "json", "text/json5"]) {
        assertFields(yield* failure(typed(type, { id: "u", name: "Ada" })), {
          _tag: "PureCloudUnexpectedResponse",
          reason: "a success that is not JSON",
          contentType: type,
          snippet: undefined
        })
      }
    }))

  it.effect("no body although one is declared", () =>
    Effect.gen(function*() {
      const none: ReadonlyArray<Reply> = [
        { status: 204 },
        { status: 200 },
        { status: 200, headers: { "content-type": "application/json" } },
        { status: 202, headers: { "content-type": "application/json" }, body: " \r\n" },
        { status: 206, headers: { "content-type": "text/html" } }
      ]
      for (const reply of none) {
        for (const program of [read, list]) {
          assertFields(yield* failure(respondWith(reply), program), {
            _tag: "PureCloudUnexpectedResponse",
            status: reply.status,
            reason: "a success without a body",
            snippet: undefined
          })
        }
      }
    }))

  it.effect("invalid JSON", () =>
    Effect.gen(function*() {
      for (
        const body of [`{"id":"u"`, `{"id":"u"}}`, `{'id':'u'}`, `{"id":"u",}`, `{"id":NaN}`, `)]}',\n{"id":"u"}`, "u"]
      ) {
        assertFields(yield* failure(typed("application/json", body)), {
          _tag: "PureCloudUnexpectedResponse",
          reason: "a success with invalid JSON",
          snippet: undefined
        })
      }
    }))
})

describe("a success that is larger than the maximum is a TransportError:", () => {
  for (
    const [what, headers] of [["hidden, for example across origins", {}], ["shown", {
      date: "Mon, 23 Nov 2026 00:00:00 GMT"
    }]] as const
  ) {
    it.effect(`if a browser has decoded it and shows its encoded length, with a date that is ${what}`, () =>
      Effect.gen(function*() {
        let sent = 0
        const body = () =>
          new ReadableStream<Uint8Array>({
            pull: (controller) => sent++ < 100 ? controller.enqueue(new Uint8Array(10_000)) : controller.close()
          })
        const client = HttpClient.make((request) =>
          Effect.sync(() =>
            HttpClientResponse.fromWeb(
              request,
              new Response(body(), {
                headers: { "content-type": "application/json", "content-length": "50", ...headers }
              })
            )
          )
        )
        const error = yield* Effect.flip(read).pipe(Effect.provide(
          PureCloud.layer({
            auth: Auth.layerStatic(Redacted.make("a-token")),
            retry: { attempts: 1 },
            maxResponseBytes: 50_000
          }).pipe(Layer.provide(Layer.succeed(HttpClient.HttpClient, client)))
        ))
        assertFields(error, { _tag: "PureCloudTransportError", reason: "TooLarge" })
        if (what !== "shown") assert.isBelow(sent, 20)
      }))
  }
})

describe("a success that is incomplete is a TransportError:", () => {
  const cut = { _tag: "PureCloudTransportError", reason: "Body" }

  it.effect("shorter than its content-length", () =>
    Effect.gen(function*() {
      for (const program of [read, setPassword]) {
        const error = yield* failure(
          () => (response, socket) => {
            response.writeHead(200, { "content-type": "application/json", "content-length": "100" })
            response.write(`{"id":"u"}`, () => void setTimeout(() => socket.destroy(), 5))
          },
          program
        )
        assertFields(error, cut)
        assert.isTrue(error.isRetryable)
      }
    }))

  it.effect("ends before its last chunk", () =>
    Effect.gen(function*() {
      const error = yield* failure(() => (response, socket) => {
        response.writeHead(200, { "content-type": "application/json" })
        response.write(`{"id":"u"}`, () => void setTimeout(() => socket.destroy(), 5))
      })
      assertFields(error, cut)
    }))

  it.effect("invalid UTF-8, which would be decoded as other text", () =>
    Effect.gen(function*() {
      const bytes = Buffer.concat([Buffer.from(`{"id":"`), Buffer.from([0xff, 0xfe]), Buffer.from(`"}`)])
      const error = yield* failure(typed("application/json", bytes))
      assertFields(error, cut)
      assert.include(error.message, "not UTF-8")
      assertFields(yield* failure(typed("application/json", Buffer.from(`{"id":"J\u00fcrgen"}`, "latin1"))), cut)
    }))
})

describe("a success is read", () => {
  for (
    const type of [
      "application/json",
      "application/json; charset=utf-8",
      "application/json;charset=UTF-8",
      "Application/JSON ; charset=\"utf-8\"",
      "application/problem+json",
      "application/vnd.genesys.v2+json; profile=x",
      "text/json",
      ""
    ]
  ) {
    it.effect(`with the content type "${type}"`, () =>
      Effect.gen(function*() {
        assert.deepStrictEqual((yield* outcome(typed(type, `{"id":"ü"}`), read)).value, { id: "ü" })
      }))
  }

  it.effect("without a content type, with any 2xx, with a BOM, in chunks", () =>
    Effect.gen(function*() {
      const scripts: ReadonlyArray<Script> = [
        () => (response) => void response.end(`{"id":"ü"}`),
        respondWith({ status: 201, body: { id: "ü" } }),
        respondWith({ status: 299, body: { id: "ü" } }),
        respondWith({ body: `\uFEFF {"id":"ü"}\n` }),
        () => (response) => {
          response.writeHead(200, { "content-type": "application/json" })
          // The chunk ends in the middle of a character.
          const bytes = Buffer.from(`{"id":"ü"}`)
          response.write(bytes.subarray(0, 8), () => void setTimeout(() => response.end(bytes.subarray(8)), 5))
        }
      ]
      for (const script of scripts) assert.deepStrictEqual((yield* outcome(script, read)).value, { id: "ü" })
    }))

  it.effect("if no body is declared, with and without one", () =>
    Effect.gen(function*() {
      const replies: ReadonlyArray<Reply> = [
        { status: 204 },
        { status: 200 },
        { status: 202, body: {} },
        { status: 200, body: "null" },
        { status: 200, body: " ", headers: { "content-type": "text/plain" } }
      ]
      for (const reply of replies) {
        for (const program of [setPassword, Users.deleteUser({ userId: "u" })]) {
          const { error, value } = yield* outcome(respondWith(reply), program)
          assert.isUndefined(error)
          assert.isUndefined(value)
        }
      }
    }))
})

describe("hostile JSON", () => {
  const raw = (json: string): Script => typed("application/json", json)

  const managers = (depth: number, end = `{"id":"u"}`) =>
    raw(`${`{"id":"u","manager":`.repeat(depth)}${end}${"}".repeat(depth)}`)

  it.effect("100,000 nested managers are a DecodeError if managers are checked", () =>
    Effect.gen(function*() {
      for (const mode of ["lenient", "strict"] as const) {
        const { drifts, error } = yield* outcome(managers(100_000), read, mode)
        assertFields(error!, {
          _tag: "PureCloudDecodeError",
          issues: [{ path: "", expected: "at most 200 nested references", found: "more" }]
        })
        assert.isEmpty(drifts)
      }
      assert.isUndefined((yield* outcome(managers(100_000), read, "off")).error)
    }))

  it.effect("100,000 nested managers are a DecodeError in every mode if another field does not fit", () =>
    Effect.gen(function*() {
      for (const mode of modes) {
        const body = raw(`{"id":5,"manager":${`{"id":"u","manager":`.repeat(100_000)}null${"}".repeat(100_000)}}`)
        assertFields((yield* outcome(body, read, mode)).error!, { _tag: "PureCloudDecodeError" })
        const page = raw(`{"entities":[{"manager":${`{"manager":`.repeat(100_000)}null${"}".repeat(100_000)}}]}`)
        assertFields((yield* outcome(page, list, mode)).error!, { _tag: "PureCloudDecodeError" })
      }
    }))

  it.effect("a value that does not fit below 150 nested managers is found quickly", () =>
    Effect.gen(function*() {
      const started = cpuMillis()
      const { drifts, value } = yield* outcome(managers(150, `{"id":7,"name":null}`), read)
      assert.isBelow(cpuMillis() - started, 5000)
      assertFields(value as object, { id: "u" })
      assert.lengthOf(drifts, 1)
      assertFields(drifts[0]!.issues[0]!, { expected: "string", found: "number" })
      assert.match(drifts[0]!.issues[0]!.path, /^manager\.manager\..*\.id$/)
    }))

  it.effect("nested arrays that are not checked are returned", () =>
    Effect.gen(function*() {
      const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`
      for (const mode of modes) {
        const { error, value } = yield* outcome(raw(`{"id":"u","custom":${deep}}`), read, mode)
        assert.isUndefined(error)
        assert.isArray((value as { readonly custom: unknown }).custom)
      }
      assertFields((yield* outcome(raw(deep), read)).error!, { _tag: "PureCloudDecodeError" })
    }))

  it.effect("very large numbers do not fit a field of integers", () =>
    Effect.gen(function*() {
      const found = (json: string, mode: Mode) =>
        Effect.map(outcome(raw(json), read, mode), ({ drifts, error, value }) => ({
          value,
          issues: error === undefined ? drifts[0]?.issues : (error as PureCloudError.DecodeError).issues
        }))
      for (
        const [digits, kind] of [["1e400", "a number that JSON cannot write"], ["9007199254740993", "number"]] as const
      ) {
        const issues = [{ path: "version", expected: "Int", found: kind }]
        const json = `{"id":"u","version":${digits}}`
        assert.deepStrictEqual(yield* found(json, "lenient"), { value: { id: "u", version: Number(digits) }, issues })
        assert.deepStrictEqual(yield* found(json, "strict"), { value: undefined, issues })
        assert.deepStrictEqual((yield* found(json, "off")).issues, undefined)
      }
      assert.deepStrictEqual((yield* found(`{"id":"u","version":-0,"custom":1e-400}`, "strict")).value, {
        id: "u",
        version: -0,
        custom: 0
      })
    }))

  it.effect("the last one of duplicate keys counts", () =>
    Effect.gen(function*() {
      assert.deepStrictEqual((yield* outcome(raw(`{"id":5,"id":"u","name":1,"name":"n"}`), read, "strict")).value, {
        id: "u",
        name: "n"
      })
    }))

  it.effect("__proto__ and similar keys are ordinary keys", () =>
    Effect.gen(function*() {
      const json =
        `{"id":"u","name":null,"__proto__":{"name":5,"polluted":1},"constructor":null,"toString":{"x":1},"hasOwnProperty":7}`
      for (const mode of modes) {
        const { drifts, error, value } = yield* outcome(raw(json), read, mode)
        assert.isUndefined(error)
        assert.isEmpty(drifts)
        assert.strictEqual(Object.getPrototypeOf(value), Object.prototype)
        const parsed: { [key: string]: unknown } = JSON.parse(json)
        if (mode !== "off") delete parsed["name"]
        assert.strictEqual(JSON.stringify(value), JSON.stringify(parsed))
      }
      assert.isUndefined(({} as { readonly polluted?: unknown }).polluted)
      const missing = (yield* outcome(raw(`{"__proto__":{"id":"u"}}`), read)).error as PureCloudError.DecodeError
      assert.deepStrictEqual(missing.issues, [{ path: "id", expected: "string", found: "nothing" }])
    }))

  it.effect("other JSON values instead of an object are a DecodeError", () =>
    Effect.gen(function*() {
      for (
        const [json, found] of [["null", "null"], ["[]", "array"], ["5", "number"], [`"u"`, "string"], [
          "true",
          "boolean"
        ]]
      ) {
        for (const program of [read, list]) {
          const error = yield* failure(raw(json!), program)
          assertFields(error, { _tag: "PureCloudDecodeError" })
          const [issue, ...others] = (error as PureCloudError.DecodeError).issues
          assert.isEmpty(others)
          assertFields(issue!, { path: "", found })
        }
      }
      const error = yield* failure(raw(`{"id":"u"}`), Users.getUserDirectreports({ userId: "u" }))
      assertFields(error, { issues: [{ path: "", expected: "ReadonlyArray<User>", found: "object" }] })
    }))
})
