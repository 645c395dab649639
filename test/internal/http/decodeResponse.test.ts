import { HttpClient, HttpClientResponse } from "@effect/platform"
import { assert, describe, it } from "@effect/vitest"
import { Cause, Effect, Exit, Layer, Logger, Option } from "effect"
import * as Auth from "effect-purecloud/Auth"
import * as Endpoint from "effect-purecloud/Endpoint"
import * as Permissions from "effect-purecloud/Permissions"
import * as PureCloud from "effect-purecloud/PureCloud"
import type * as PureCloudConfig from "effect-purecloud/PureCloudConfig"
import type * as PureCloudError from "effect-purecloud/PureCloudError"
import * as Users from "effect-purecloud/Users"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import { type Reply, type Script, withService } from "../../utils/service.js"
import { cpuMillis } from "../../utils/time.js"

type Program = Effect.Effect<unknown, PureCloudError.PureCloudError, PureCloud.PureCloud>
type Mode = PureCloudConfig.DecodeMode

const modes: ReadonlyArray<Mode> = ["lenient", "strict", "off"]

const read = Users.getUser({ userId: "u" })
const list = Users.getUsers()
const setPassword = Users.postUserPassword({ userId: "u", body: { newPassword: "a-password" } })

/** Returns the outcome of a call, its drifts and its log. It is never a defect. */
const outcome = (script: Script, program: Program, decode: Mode = "lenient") =>
  Effect.gen(function*() {
    const drifts: Array<PureCloudConfig.Drift> = []
    const lines: Array<string> = []
    const logger = Logger.make(({ logLevel, message }) => void lines.push(`${logLevel.label} ${String(message)}`))
    const exit = yield* withService(script, () => Effect.exit(program), {
      auth: Auth.layerStatic(Redacted.make("a-token")),
      retry: { attempts: 1 },
      decode,
      onDrift: (drift) => Effect.sync(() => drifts.push(drift))
    }).pipe(Effect.provide(Logger.replace(Logger.defaultLogger, logger)))
    if (Exit.isFailure(exit)) {
      assert.isTrue(Option.isNone(Cause.dieOption(exit.cause)), `no defect: ${Cause.pretty(exit.cause)}`)
    }
    return {
      value: Exit.isSuccess(exit) ? exit.value : undefined,
      error: Exit.isFailure(exit) ? Option.getOrUndefined(Cause.failureOption(exit.cause)) : undefined,
      drifts,
      lines
    }
  })

/** Returns the error of a call with this response, which is the same in each mode. */
const failure = (script: Script, program: Program = read) =>
  Effect.gen(function*() {
    const [first, ...others] = yield* Effect.forEach(modes, (mode) => outcome(script, program, mode))
    for (const each of [first!, ...others]) {
      assert.isDefined(each.error, "it fails")
      assert.strictEqual(withoutPort(each.error!.message), withoutPort(first!.error!.message))
      assert.isEmpty(each.drifts)
    }
    return first!.error!
  })

/** Each mode has a server of its own, and so a port of its own. */
const withoutPort = (message: string): string => message.replace(/127\.0\.0\.1:\d+/, "127.0.0.1")

const answer = (reply: Reply): Script => () => reply

const typed = (type: string, body: unknown): Script => answer({ headers: { "content-type": type }, body })

const html = "<!DOCTYPE html><html><body>Please sign in. Session 4711.</body></html>"

/** Expected fields of an error. `undefined` is a field that is absent. */
const has = (value: object, fields: { readonly [key: string]: unknown }) =>
  assert.deepInclude<{ readonly [key: string]: unknown }>({ ...value }, fields)

// -------------------------------------------------------------------------------------------- bodies that are not JSON

describe("a success that is not JSON is an error, whatever the mode:", () => {
  it.effect("a page in HTML", () =>
    Effect.gen(function*() {
      for (const program of [read, list, setPassword, Users.deleteUser({ userId: "u" })]) {
        const error = yield* failure(typed("text/html; charset=utf-8", html), program)
        has(error, {
          _tag: "PureCloudUnexpectedResponse",
          status: 200,
          contentType: "text/html; charset=utf-8",
          snippet: html
        })
        assert.include(error.message, "a success that is not JSON")
        assert.isFalse(error.isRetryable)
      }
    }))

  it.effect("a page in HTML with the content type of JSON or none, of which nothing is shown", () =>
    Effect.gen(function*() {
      for (const program of [read, setPassword]) {
        has(yield* failure(typed("application/json", html), program), {
          _tag: "PureCloudUnexpectedResponse",
          reason: "a success with invalid JSON",
          snippet: undefined
        })
        const error = yield* failure(() => (response) => void response.end(html), program)
        has(error, { _tag: "PureCloudUnexpectedResponse", contentType: undefined, status: 200 })
      }
    }))

  it.effect("JSON with the content type of HTML, of which nothing is shown", () =>
    Effect.gen(function*() {
      for (const type of ["text/html", "text/plain", "application/xml", "application/jsonp", "json", "text/json5"]) {
        has(yield* failure(typed(type, { id: "u", name: "Ada" })), {
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
          has(yield* failure(answer(reply), program), {
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
        has(yield* failure(typed("application/json", body)), {
          _tag: "PureCloudUnexpectedResponse",
          reason: "a success with invalid JSON",
          snippet: undefined
        })
      }
    }))
})

describe("a success that is larger than the maximum is a TransportError:", () => {
  for (
    const [what, headers] of [["hidden, as across origins", {}], ["shown", {
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
        has(error, { _tag: "PureCloudTransportError", reason: "TooLarge" })
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
        has(error, cut)
        assert.isTrue(error.isRetryable)
      }
    }))

  it.effect("ends before its last chunk", () =>
    Effect.gen(function*() {
      const error = yield* failure(() => (response, socket) => {
        response.writeHead(200, { "content-type": "application/json" })
        response.write(`{"id":"u"}`, () => void setTimeout(() => socket.destroy(), 5))
      })
      has(error, cut)
    }))

  it.effect("invalid UTF-8, which would be decoded as other text", () =>
    Effect.gen(function*() {
      const bytes = Buffer.concat([Buffer.from(`{"id":"`), Buffer.from([0xff, 0xfe]), Buffer.from(`"}`)])
      const error = yield* failure(typed("application/json", bytes))
      has(error, cut)
      assert.include(error.message, "not UTF-8")
      has(yield* failure(typed("application/json", Buffer.from(`{"id":"J\u00fcrgen"}`, "latin1"))), cut)
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
        answer({ status: 201, body: { id: "ü" } }),
        answer({ status: 299, body: { id: "ü" } }),
        answer({ body: `\uFEFF {"id":"ü"}\n` }),
        () => (response) => {
          response.writeHead(200, { "content-type": "application/json" })
          // In the middle of a character.
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
          const { error, value } = yield* outcome(answer(reply), program)
          assert.isUndefined(error)
          assert.isUndefined(value)
        }
      }
    }))
})

// ---------------------------------------------------------------------------------------------------------- hostile JSON

describe("hostile JSON", () => {
  const raw = (json: string): Script => typed("application/json", json)

  const managers = (depth: number, end = `{"id":"u"}`) =>
    raw(`${`{"id":"u","manager":`.repeat(depth)}${end}${"}".repeat(depth)}`)

  it.effect("a chain of 100,000 managers is a DecodeError if managers are checked", () =>
    Effect.gen(function*() {
      for (const mode of ["lenient", "strict"] as const) {
        const { drifts, error } = yield* outcome(managers(100_000), read, mode)
        has(error!, {
          _tag: "PureCloudDecodeError",
          issues: [{ path: "", expected: "at most 200 nested references", found: "more" }]
        })
        assert.isEmpty(drifts)
      }
      assert.isUndefined((yield* outcome(managers(100_000), read, "off")).error)
    }))

  it.effect("it is also one if something else does not fit, in every mode", () =>
    Effect.gen(function*() {
      for (const mode of modes) {
        const body = raw(`{"id":5,"manager":${`{"id":"u","manager":`.repeat(100_000)}null${"}".repeat(100_000)}}`)
        has((yield* outcome(body, read, mode)).error!, { _tag: "PureCloudDecodeError" })
        const page = raw(`{"entities":[{"manager":${`{"manager":`.repeat(100_000)}null${"}".repeat(100_000)}}]}`)
        has((yield* outcome(page, list, mode)).error!, { _tag: "PureCloudDecodeError" })
      }
    }))

  it.effect("a misfit 150 managers up is found quickly", () =>
    Effect.gen(function*() {
      const started = cpuMillis()
      const { drifts, value } = yield* outcome(managers(150, `{"id":7,"name":null}`), read)
      assert.isBelow(cpuMillis() - started, 5000)
      has(value as object, { id: "u" })
      assert.lengthOf(drifts, 1)
      has(drifts[0]!.issues[0]!, { expected: "string", found: "number" })
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
      has((yield* outcome(raw(deep), read)).error!, { _tag: "PureCloudDecodeError" })
    }))

  it.effect("very large numbers", () =>
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

  it.effect("other JSON values instead of an object", () =>
    Effect.gen(function*() {
      for (
        const [json, found] of [["null", "null"], ["[]", "array"], ["5", "number"], [`"u"`, "string"], [
          "true",
          "boolean"
        ]]
      ) {
        for (const program of [read, list]) {
          const error = yield* failure(raw(json!), program)
          has(error, { _tag: "PureCloudDecodeError" })
          const [issue, ...others] = (error as PureCloudError.DecodeError).issues
          assert.isEmpty(others)
          has(issue!, { path: "", found })
        }
      }
      const error = yield* failure(raw(`{"id":"u"}`), Users.getUserDirectreports({ userId: "u" }))
      has(error, { issues: [{ path: "", expected: "ReadonlyArray<User>", found: "object" }] })
    }))
})

describe("an endpoint that a program declares", () => {
  const call = <A>(success: Schema.Schema<A>) =>
    PureCloud.call(Endpoint.make({ id: "own", method: "GET", path: "/own", success, permissions: Permissions.none }))()

  type Deep = readonly [{ readonly a?: number | undefined }, Deep | null]
  const Deep: Schema.Schema<Deep> = Schema.Tuple(
    Schema.Struct({ a: Schema.optional(Schema.Number) }),
    Schema.suspend(() => Schema.NullOr(Deep))
  )

  it.effect("whose schema nests in a way that only Schema can check fails too", () =>
    Effect.gen(function*() {
      const body = `${"[{},".repeat(50_000)}null${"]".repeat(50_000)}`
      for (const mode of modes) {
        has((yield* outcome(typed("application/json", body), call(Deep), mode)).error!, {
          _tag: "PureCloudDecodeError"
        })
      }
      assert.isUndefined((yield* outcome(answer({ body: [{}, [{ a: 1 }, null]] }), call(Deep), "strict")).error)
    }))

  it.effect("whose union has a tag that Schema cannot read fails too", () =>
    Effect.gen(function*() {
      const either = Schema.Union(
        Schema.Struct({ kind: Schema.Literal("a") }),
        Schema.Struct({ kind: Schema.Literal("b") })
      )
      has(yield* failure(answer({ body: { kind: { toString: 1 } } }), call(either)), { _tag: "PureCloudDecodeError" })
    }))
})

// ------------------------------------------------------------------------------------------------------- the three modes

const secret = "Ada's own value"

/** Outcome of a response. `value` is the result if it differs from the body, `issues` are those reported. */
interface Expected {
  readonly value?: unknown
  readonly issues?: ReadonlyArray<PureCloudError.Issue>
  readonly fails?: boolean
}

interface Case {
  readonly name: string
  readonly program: Program
  readonly body: unknown
  readonly lenient: Expected
  readonly strict: Expected
  readonly off: Expected
}

const everywhere = (expected: Expected) => ({ lenient: expected, strict: expected, off: expected })
const fits = everywhere({})

/** A misfit: ignored with `off`, reported with `lenient`, an error with `strict`. */
const drifts = (...issues: ReadonlyArray<PureCloudError.Issue>) => ({
  lenient: { issues },
  strict: { issues, fails: true },
  off: {}
})
const refused = (...issues: ReadonlyArray<PureCloudError.Issue>) => everywhere({ issues, fails: true })
const issue = (path: string, expected: string, found: string): PureCloudError.Issue => ({ path, expected, found })

const page = { pageSize: 25, pageNumber: 1, total: 1, pageCount: 1 }

const cases: ReadonlyArray<Case> = [
  { name: "all that is promised", program: read, body: { id: "u", name: secret, version: 1 }, ...fits },
  {
    name: "unknown fields",
    program: read,
    body: { id: "u", next: { a: [null, { b: secret }] }, presence: { id: "p", next: null } },
    ...fits
  },
  {
    name: "unknown values of an enum",
    program: read,
    body: { id: "u", state: "hibernating", presence: { presenceDefinition: { id: "p", systemPresence: "Asleep" } } },
    ...fits
  },
  { name: "an empty page", program: list, body: { ...page, entities: [] }, ...fits },
  {
    name: "null in what is optional",
    program: read,
    body: { id: "u", name: null, manager: null, unknown: null, presence: { name: null }, skills: [] },
    lenient: { value: { id: "u", unknown: null, presence: {}, skills: [] } },
    strict: { value: { id: "u", unknown: null, presence: {}, skills: [] } },
    off: {}
  },
  {
    name: "null in what is optional of a page's item",
    program: list,
    body: { ...page, nextUri: null, entities: [{ id: "u", title: null }, { id: "v", name: secret }] },
    lenient: { value: { ...page, entities: [{ id: "u" }, { id: "v", name: secret }] } },
    strict: { value: { ...page, entities: [{ id: "u" }, { id: "v", name: secret }] } },
    off: {}
  },
  { name: "null in what is required", program: read, body: { id: null }, ...refused(issue("id", "string", "null")) },
  {
    name: "another kind in what is required",
    program: read,
    body: { id: 5, name: secret },
    ...refused(issue("id", "string", "number"))
  },
  { name: "what is required left out", program: read, body: {}, ...refused(issue("id", "string", "nothing")) },
  {
    name: "another kind in what is optional",
    program: read,
    body: { id: "u", name: [secret], version: "3", unknown: 1 },
    ...drifts(issue("name", "string", "array"), issue("version", "Int", "string"))
  },
  {
    name: "another kind, and null beside it",
    program: read,
    body: { id: "u", name: [secret], title: null },
    lenient: { value: { id: "u", name: [secret] }, issues: [issue("name", "string", "array")] },
    strict: { issues: [issue("name", "string", "array")], fails: true },
    off: {}
  },
  {
    name: "a misfit far inside of what is optional",
    program: read,
    body: { id: "u", manager: { name: secret, addresses: [{ address: secret }, { address: 7 }] } },
    ...drifts(issue("manager.id", "string", "nothing"), issue("manager.addresses[1].address", "string", "number"))
  },
  {
    name: "an item without its id",
    program: list,
    body: { ...page, entities: [{ id: "u" }, { name: secret }] },
    ...refused(issue("entities[1].id", "string", "nothing"))
  },
  {
    name: "an item that is none",
    program: list,
    body: { ...page, entities: [{ id: "u" }, null, secret] },
    ...refused(issue("entities[1]", "User", "null"), issue("entities[2]", "User", "string"))
  },
  {
    name: "a misfit in an item",
    program: list,
    body: { ...page, entities: [{ id: "u", name: 5 }] },
    ...drifts(issue("entities[0].name", "string", "number"))
  },
  {
    name: "items of another kind",
    program: list,
    body: { ...page, entities: { id: "u" } },
    ...refused(issue("entities", "ReadonlyArray<User>", "object"))
  },
  {
    name: "items that are null",
    program: list,
    body: { ...page, entities: null },
    ...refused(issue("entities", "ReadonlyArray<User>", "null"))
  },
  {
    name: "no items",
    program: list,
    body: page,
    ...refused(issue("entities", "ReadonlyArray<User>", "nothing"))
  },
  {
    name: "an odd number of pages, which one page does without",
    program: list,
    body: { ...page, pageCount: secret, entities: [] },
    ...drifts(issue("pageCount", "Int", "string"))
  }
]

describe.each(modes)("decode: %s", (mode) => {
  it.effect.each(cases.map((each) => [each.name, each] as const))(
    "%s",
    ([_, { body, program, ...expectations }]) =>
      Effect.gen(function*() {
        const expected: Expected = expectations[mode]
        const headers = { "inin-correlation-id": "c-1" }
        const { drifts, error, lines, value } = yield* outcome(answer({ body, headers }), program, mode)
        if (expected.fails) {
          has(error!, { _tag: "PureCloudDecodeError", status: 200, correlationId: "c-1", issues: expected.issues })
          assert.isFalse(error!.isRetryable)
          assert.notInclude(JSON.stringify(error) + error!.message, secret)
          for (const { expected: wanted, found, path } of expected.issues!) {
            assert.include(error!.message, `${path}: expected ${wanted}, found ${found}`)
          }
          assert.isEmpty(drifts)
          assert.isEmpty(lines)
          return
        }
        assert.isUndefined(error)
        assert.deepStrictEqual(value, "value" in expected ? expected.value : body)
        if (expected.issues === undefined) {
          assert.isEmpty(drifts)
          assert.isEmpty(lines)
        } else {
          const { issues } = expected
          const endpoint = program === read ? "getUser" : "getUsers"
          assert.deepStrictEqual(drifts, [{ endpoint, issues, correlationId: "c-1" }])
          assert.lengthOf(lines, 1)
          assert.include(
            lines[0],
            `WARN ${endpoint}: the response does not fit its schema: ${issues[0]!.path}: expected`
          )
          assert.notInclude(lines[0], secret)
          assert.notInclude(JSON.stringify(drifts), secret)
        }
      })
  )
})

describe("drift", () => {
  it.effect("is passed to the hook each time, and logged once for each kind", () =>
    Effect.gen(function*() {
      const bodies = [
        { id: "u", name: 1 },
        { id: "v", name: 2 },
        { id: "w", name: 3, title: 4 },
        { id: "x", name: false },
        { id: "y", addresses: [{ address: 1 }, { address: 2 }] },
        { id: "z", addresses: [{}, {}, { address: 3 }] }
      ]
      const { drifts, lines, value } = yield* outcome(
        (_, n) => ({ body: bodies[n] }),
        Effect.forEach(bodies, () => read)
      )
      assert.deepStrictEqual(value, bodies)
      assert.deepStrictEqual(drifts.map(({ issues }) => issues.map(({ path }) => path)), [
        ["name"],
        ["name"],
        ["name", "title"],
        ["name"],
        ["addresses[0].address", "addresses[1].address"],
        ["addresses[2].address"]
      ])
      assert.deepStrictEqual(lines.map((line) => line.replace(/^.*schema: /, "")), [
        "name: expected string, found number",
        "title: expected string, found number",
        "name: expected string, found boolean",
        "addresses[0].address: expected string, found number"
      ])
    }))

  it.effect("of a whole page is reported briefly", () =>
    Effect.gen(function*() {
      const entities = Array.from({ length: 500 }, (_, i) => ({ id: `u${i}`, name: i, title: i, department: i }))
      const { drifts, error, lines, value } = yield* outcome(answer({ body: { ...page, entities } }), list)
      assert.isUndefined(error)
      assert.lengthOf((value as { readonly entities: ReadonlyArray<unknown> }).entities, 500)
      assert.lengthOf(drifts, 1)
      assert.isAtMost(drifts[0]!.issues.length, 20)
      assert.lengthOf(lines, 1)
      assert.isBelow(lines[0]!.length, 1000)
    }))

  it.effect("shows keys of limited length", () =>
    Effect.gen(function*() {
      const { drifts, lines } = yield* outcome(
        answer({
          body: {
            id: "u",
            station: { defaultStation: { id: "s", providerInfo: { [`a\n${"k".repeat(100_000)}`]: 1 } } }
          }
        }),
        read
      )
      assert.lengthOf(drifts, 1)
      assert.isBelow(JSON.stringify(drifts).length, 1000)
      assert.notMatch(lines.join(""), /\p{Cc}/u)
    }))
})

describe("withResponse", () => {
  it.effect("has status and headers with drift, and with nulls removed", () =>
    Effect.gen(function*() {
      const reply = { status: 201, headers: { "ININ-Correlation-Id": "c-2" }, body: { id: "u", title: null, name: 1 } }
      const { value } = yield* outcome(answer(reply), Users.getUser.withResponse({ userId: "u" }))
      const { correlationId, headers, status, value: inner } = value as PureCloud.Response<unknown>
      assert.deepStrictEqual({ correlationId, status, inner }, {
        correlationId: "c-2",
        status: 201,
        inner: { id: "u", name: 1 }
      })
      assert.strictEqual(headers["inin-correlation-id"], "c-2")
    }))
})
