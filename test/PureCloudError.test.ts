import { assert, describe, it } from "@effect/vitest"
import { Cause, Duration, Effect, Either, Exit, Layer, Logger, LogLevel, Option, Tracer } from "effect"
import * as Auth from "effect-purecloud/Auth"
import type * as Endpoint from "effect-purecloud/Endpoint"
import * as endpoints from "effect-purecloud/endpoints/index"
import * as PureCloud from "effect-purecloud/PureCloud"
import type * as PureCloudConfig from "effect-purecloud/PureCloudConfig"
import * as PureCloudError from "effect-purecloud/PureCloudError"
import * as Users from "effect-purecloud/Users"
import * as Arbitrary from "effect/Arbitrary"
import * as FastCheck from "effect/FastCheck"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import * as AST from "effect/SchemaAST"
import { inspect } from "node:util"
import { examples } from "./fixtures/models.js"
import { type Reply, secretMark, withService } from "./utils/service.js"
import { cpuMillis } from "./utils/time.js"

const auth = Auth.layerStatic(Redacted.make(`token-${secretMark}`))
const once = { auth, retry: { attempts: 1 } }

const read = Users.getUser({ userId: "a-user" })

/** Returns the error of one call with this response. */
const errorOf = <A>(reply: Reply, program: Effect.Effect<A, PureCloudError.PureCloudError, PureCloud.PureCloud>) =>
  withService(() => reply, () => Effect.map(Effect.exit(program), failureOf), once)

/** Returns the error of an exit, which is not a success and has no defect. */
const failureOf = <A, E>(exit: Exit.Exit<A, E>): E => {
  assert.isTrue(Exit.isFailure(exit), "it fails")
  const cause = (exit as Exit.Failure<A, E>).cause
  assert.isTrue(Option.isNone(Cause.dieOption(cause)), `no defect: ${Cause.pretty(cause)}`)
  return Option.getOrThrow(Cause.failureOption(cause))
}

const encode = Schema.encodeSync(PureCloudError.PureCloudError)
const decode = Schema.decodeUnknownSync(PureCloudError.PureCloudError)

/** Checks what every error must satisfy. */
const soundnessOf = (error: PureCloudError.PureCloudError) => {
  assert.isTrue(PureCloudError.isPureCloudError(error))
  assert.instanceOf(error, Error)
  assert.strictEqual(error.name, error._tag)
  assert.isBoolean(error.isRetryable)
  assert.isNotEmpty(error.message)
  assert.isBelow(error.message.length, 3000)
  assert.notMatch(error.message, /undefined|\[object|NaN|\p{Cc}|\s\s/u)
  assert.include(String(error), error.message)
  assert.include(Cause.pretty(Cause.fail(error)), error.message)

  const json = JSON.stringify(error)
  assert.isBelow(json.length, 40_000)
  assert.strictEqual(JSON.parse(json)._tag, error._tag)

  const wire: unknown = JSON.parse(JSON.stringify(encode(error)))
  const again = decode(wire)
  assert.instanceOf(again, error.constructor as typeof Error)
  assert.strictEqual(again.message, error.message)
  assert.strictEqual(again.isRetryable, error.isRetryable)
  assert.deepStrictEqual(JSON.parse(JSON.stringify(encode(again))), wire)
  assert.deepStrictEqual({ ...decode(encode(error)) }, { ...error })
  return error
}

const has = (value: object, fields: { readonly [key: string]: unknown }) =>
  assert.deepInclude<{ readonly [key: string]: unknown }>({ ...value }, fields)

/** Checks that an error is of a class. */
const as = <C extends new(...args: never) => PureCloudError.PureCloudError>(
  error: PureCloudError.PureCloudError,
  Class: C
): InstanceType<C> => {
  assert.isTrue(error instanceof Class, `${error._tag} is ${Class.name}`)
  return soundnessOf(error) as InstanceType<C>
}

// ------------------------------------------------------------------------------------------ every status of every call

const classes: { readonly [status: number]: readonly [tag: string, isRetryable: boolean] } = {
  400: ["PureCloudBadRequest", false],
  401: ["PureCloudUnauthorized", false],
  403: ["PureCloudForbidden", false],
  404: ["PureCloudNotFound", false],
  405: ["PureCloudUnexpectedResponse", false],
  408: ["PureCloudRequestTimeout", true],
  409: ["PureCloudConflict", false],
  410: ["PureCloudNotFound", false],
  413: ["PureCloudPayloadTooLarge", false],
  415: ["PureCloudUnsupportedMediaType", false],
  424: ["PureCloudUnexpectedResponse", false],
  429: ["PureCloudRateLimited", true],
  500: ["PureCloudServerError", true],
  501: ["PureCloudServerError", false],
  502: ["PureCloudServerError", true],
  503: ["PureCloudServerError", true],
  504: ["PureCloudServerError", true]
}

const declared = Object.values(endpoints) as ReadonlyArray<Endpoint.Any>

const sampleOf = (schema: Schema.Schema.AnyNoContext): unknown => {
  if (AST.isTupleType(schema.ast)) return []
  const name = Option.getOrUndefined(AST.getIdentifierAnnotation(schema.ast))
  const known = name === undefined
    ? undefined
    : (examples as unknown as { readonly [name: string]: ReadonlyArray<unknown> })[name]?.[0]
  return known ?? FastCheck.sample(Arbitrary.make(schema), { numRuns: 1, seed: 1 })[0]
}

/** Input with required keys only. */
const inputOf = (endpoint: Endpoint.Any): never => {
  const body = endpoint.body
  return {
    ...Object.fromEntries(Object.keys(endpoint.pathParams).map((key) => [key, `${key}-value`])),
    ...Object.fromEntries(
      Object.entries(endpoint.query).flatMap(([key, param]) =>
        Schema.isSchema(param) ? [[key, sampleOf(param as Schema.Schema.AnyNoContext)]] : []
      )
    ),
    ...(Schema.isSchema(body) ? { body: sampleOf(body as Schema.Schema.AnyNoContext) } : {})
  } as never
}

describe("every status that a call documents", () => {
  it("is listed in this test, for 52 calls", () => {
    assert.lengthOf(declared, 52)
    for (const { errors, id } of declared) {
      assert.isNotEmpty(errors, id)
      for (const status of errors) assert.property(classes, String(status))
    }
  })

  it.effect.each(declared.map((endpoint) => [endpoint.id, endpoint] as const))(
    "of %s is its error",
    ([_, endpoint]) => {
      const id = "b9ad1e3a-4f53-4a0c-9be6-a29d0d0c1a1e"
      const statuses = [...endpoint.errors, 410, 501, 502]
      return withService(
        (_, n): Reply => {
          const status = statuses[n]!
          return {
            status,
            headers: { "retry-after": "200", [n % 2 === 0 ? "ININ-Correlation-Id" : "inin-correlation-id"]: id },
            body: {
              status,
              code: `code.of.${status}`,
              message: "It is not possible.",
              contextId: "not this one",
              details: [{ errorCode: "e", fieldName: "f", entityId: "i", entityName: "n", other: "o" }, {}, null]
            }
          }
        },
        ({ seen }) =>
          Effect.gen(function*() {
            for (const [n, status] of statuses.entries()) {
              const client = yield* PureCloud.PureCloud
              const error = soundnessOf(failureOf(yield* Effect.exit(client.run(endpoint, inputOf(endpoint)))))
              const [tag, isRetryable] = classes[status]!
              has(error, {
                _tag: tag,
                status,
                code: `code.of.${status}`,
                correlationId: id,
                text: "It is not possible.",
                details: [
                  { errorCode: "e", fieldName: "f", entityId: "i", entityName: "n" },
                  { errorCode: undefined, fieldName: undefined, entityId: undefined, entityName: undefined }
                ],
                origin: { endpoint: endpoint.id, method: endpoint.method, route: endpoint.path, attempts: 1 }
              })
              assert.strictEqual(error.isRetryable, isRetryable)
              for (
                const part of [endpoint.id, endpoint.path, String(status), `code.of.${status}`, "not possible", id]
              ) {
                assert.include(error.message, part)
              }
              assert.notMatch(JSON.stringify(error.origin), /-value|value-/)
              assert.lengthOf(seen, n + 1)
              if (error._tag === "PureCloudForbidden") assert.deepStrictEqual(error.required, endpoint.permissions)
              if (status === 429 || status === 408 || status >= 500) {
                has(error, { retryAfter: Duration.seconds(200) })
                assert.include(error.message, "Wait 3m 20s.")
              }
            }
          }),
        once
      )
    }
  )
})

describe("statuses that are not documented", () => {
  for (const status of [300, 301, 302, 304, 307, 308, 399, 402, 406, 412, 418, 422, 499, 600, 999]) {
    it.effect(`${status} is an unexpected response`, () =>
      Effect.gen(function*() {
        const reply = { status, headers: { location: "http://127.0.0.1:1/elsewhere" } }
        const error = as(yield* errorOf(reply, read), PureCloudError.UnexpectedResponse)
        assert.strictEqual(error.status, status)
        assert.isFalse(error.isRetryable)
        assert.strictEqual(error.message.includes("redirect"), status < 400)
      }))
  }

  for (const status of [505, 511, 520, 599]) {
    it.effect(`${status} is a ServerError`, () =>
      Effect.gen(function*() {
        const error = as(yield* errorOf({ status }, read), PureCloudError.ServerError)
        assert.strictEqual(error.status, status)
        assert.isTrue(error.isRetryable)
      }))
  }

  it.effect("a redirect is not followed, and the token is not sent to another host", () =>
    withService(
      () => ({ status: 307, headers: { location: "/elsewhere" } }),
      ({ seen }) =>
        Effect.gen(function*() {
          as(yield* Effect.flip(read), PureCloudError.UnexpectedResponse)
          assert.lengthOf(seen, 1)
        }),
      once
    ))

  it.effect("of a call that the test declares, too", () =>
    Effect.gen(function*() {
      const reply = { status: 424, body: { code: "station.not.there", message: "No station" } }
      const error = yield* errorOf(
        reply,
        Users.putUserStationAssociatedstationStationId({ userId: "u", stationId: "s" })
      )
      const { message } = as(error, PureCloudError.UnexpectedResponse)
      assert.notInclude(message, "unknown status", "the vendor documents 424 here")
      assert.include(message, "424 station.not.there")
    }))
})

// ------------------------------------------------------------------------------------------------ what the body decides

describe("conflicts", () => {
  const stale = "Version 3 does not match the current version 4"
  const cases: ReadonlyArray<readonly [number, string, string]> = [
    [400, stale, "Version"],
    [409, stale, "Version"],
    [409, "The user already exists", "General"]
  ]
  for (const [status, message, reason] of cases) {
    it.effect(`${status} "${message}" is ${reason}`, () =>
      Effect.gen(function*() {
        const change = Users.patchUser({ userId: "u", body: { title: "T", version: 3 } })
        const error = as(yield* errorOf({ status, body: { message } }, change), PureCloudError.Conflict)
        assert.strictEqual(error.reason, reason)
        assert.strictEqual(/version read/.test(error.message), reason === "Version")
      }))
  }

  for (const body of [undefined, "", {}, { code: "general.conflict" }, { message: { text: stale } }]) {
    it.effect(`409 with ${JSON.stringify(body)} is General`, () =>
      Effect.gen(function*() {
        assert.strictEqual(as(yield* errorOf({ status: 409, body }, read), PureCloudError.Conflict).reason, "General")
      }))
  }

  it.effect("400 about something else is not a conflict", () =>
    Effect.gen(function*() {
      const body = { message: "The conversion failed", details: [{ fieldName: "version" }, { fieldName: "name" }] }
      const error = as(yield* errorOf({ status: 400, body }, read), PureCloudError.BadRequest)
      assert.include(error.message, "Check these fields: version, name.")
    }))
})

describe("403", () => {
  const create = Users.postUsers({ body: { name: "N", email: "n@example.com" } as never })
  const forbidden = (body: unknown) =>
    Effect.map(errorOf({ status: 403, body }, create), (error) => as(error, PureCloudError.Forbidden))

  const cases: ReadonlyArray<readonly [string, unknown, ReadonlyArray<string>]> = [
    ["its parameter", { messageParams: { permissions: "[directory:user:add, admin]" } }, [
      "directory:user:add",
      "admin"
    ]],
    ["its parameter in the singular", { messageParams: { permission: "directory:user:add" } }, ["directory:user:add"]],
    [
      "its text",
      { message: "Missing any of: [directory:user:add, routing:queue-x:*] or directory:user:add." },
      ["directory:user:add", "routing:queue-x:*"]
    ],
    ["nothing", undefined, []],
    ["text without a permission", { message: "At 10:30 you may not" }, []],
    ["parameters of odd kinds", { messageParams: { permissions: { a: 1 } }, message: 5 }, []],
    ["parameters that are none", { messageParams: "permissions" }, []],
    ["an empty list", { messageParams: { permissions: "[]" } }, []]
  ]
  for (const [name, body, missing] of cases) {
    it.effect(`names the missing permissions, from ${name}`, () =>
      Effect.gen(function*() {
        const error = yield* forbidden(body)
        assert.deepStrictEqual(error.missing, missing)
        assert.deepStrictEqual(error.required, { type: "ANY", permissions: ["directory:user:add"] })
        assert.include(
          error.message,
          missing.length === 0
            ? "It requires one of these permissions: directory:user:add."
            : `Missing permissions: ${missing.join(", ")}.`
        )
      }))
  }

  it.effect("names no permissions if none are required", () =>
    Effect.gen(function*() {
      const error = as(yield* errorOf({ status: 403 }, read), PureCloudError.Forbidden)
      assert.deepStrictEqual(error.required, { type: "ANY", permissions: [] })
      assert.notMatch(error.message, /Missing|requires/)
    }))
})

describe("429", () => {
  const now = new Date(0)
  const at = (seconds: number) => new Date(now.getTime() + seconds * 1000).toUTCString()

  const cases: ReadonlyArray<readonly [string, number]> = [
    ["181", 181],
    ["  200 ", 200],
    ["0000200", 200],
    [at(3600), 3600],
    ["Thursday, 01-Jan-70 01:00:00 GMT", 3600],
    ["Thu Jan  1 01:00:00 1970", 3600]
  ]
  for (const [retryAfter, seconds] of cases) {
    it.effect(`with Retry-After "${retryAfter}" is returned with its wait`, () =>
      Effect.gen(function*() {
        const reply = { status: 429, headers: { "Retry-After": retryAfter } }
        const error = as(yield* errorOf(reply, read), PureCloudError.RateLimited)
        assert.deepStrictEqual(error.retryAfter, Duration.seconds(seconds))
        assert.include(error.message, `Wait ${Duration.format(Duration.seconds(seconds))}.`)
      }))
  }

  it.effect("with a very long wait is returned, and can be encoded", () =>
    Effect.gen(function*() {
      for (const digits of [20, 400]) {
        const reply = { status: 429, headers: { "retry-after": "9".repeat(digits) } }
        const error = as(yield* errorOf(reply, read), PureCloudError.RateLimited)
        assert.isTrue(Duration.greaterThan(error.retryAfter!, Duration.days(365)))
      }
    }))

  for (
    const retryAfter of [
      undefined,
      "",
      "soon",
      "Wait 30",
      "May 5",
      "Mon",
      "-5",
      "1e3",
      "0x10",
      "60, 61",
      "2026-01-01T00:00:00Z",
      "Sun Nov 31 08:49:37 2044"
    ]
  ) {
    it.effect(`with Retry-After ${JSON.stringify(retryAfter)} has no valid wait`, () =>
      Effect.gen(function*() {
        const waits: Array<PureCloudConfig.Event> = []
        const headers = retryAfter === undefined ? {} : { "retry-after": retryAfter }
        const exit = yield* withService(
          () => ({ status: 429, headers, body: { code: "too.many.requests" } }),
          () => Effect.exit(read),
          {
            ...once,
            retry: { attempts: 1, baseDelay: "1 hours", maxDelay: "1 hours", deadline: "1 seconds" },
            onEvent: (event) => Effect.sync(() => waits.push(event))
          }
        )
        // Without a valid wait the client backs off, and the deadline is too short for that.
        const error = as(failureOf(exit), PureCloudError.TransportError)
        assert.strictEqual(error.reason, "Deadline")
        assert.include(error.message, "PureCloudRateLimited (429)")
        assert.deepStrictEqual(waits.map(({ _tag }) => _tag), ["Attempt", "Response", "GiveUp"])
      }))
  }
})

// -------------------------------------------------------------------------------------------------------------- bodies

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
    Effect.map(errorOf({ status: 404, ...reply }, read), (error) => as(error, PureCloudError.NotFound))

  for (const [year, body] of [[2018, bodyOf2018], [2026, bodyOf2026]] as const) {
    it.effect(`of ${year} are read`, () =>
      Effect.gen(function*() {
        const error = yield* notFound({ body })
        has(error, {
          code: "not.found",
          text: "User not found",
          correlationId: "from-the-body",
          details: bodyOf2018.details
        })
        assert.strictEqual(
          error.message,
          "getUser (GET /api/v2/users/{userId}) found no such resource (404 not.found): User not found. Correlation id from-the-body."
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
    it.effect(`${name}: still an error`, () =>
      Effect.gen(function*() {
        const error = yield* notFound(reply)
        has(error, { status: 404, code: undefined, text: undefined, correlationId: undefined })
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
        for (const body of bodies) soundnessOf(yield* errorOf({ status, body }, read))
      }
      assert.isBelow(cpuMillis() - started, 15_000)
      const headers = { "inin-correlation-id": "c".repeat(10_000), "content-type": `text/${"x".repeat(5000)}` }
      soundnessOf(yield* errorOf({ status: 418, body: long, headers }, read))
    }))

  it.effect("do not write control characters to a terminal", () =>
    Effect.gen(function*() {
      const nasty = "red \u001b[31m\r\nnext\u0007\u009b2J line"
      const body = { message: nasty, code: nasty, details: [{ fieldName: nasty }] }
      for (const status of [400, 404]) soundnessOf(yield* errorOf({ status, body }, read))
      const reply = { status: 418, body: nasty, headers: { "content-type": "text/plain" } }
      const error = as(yield* errorOf(reply, read), PureCloudError.UnexpectedResponse)
      assert.notMatch(error.snippet!, /\p{Cc}/u)
    }))
})

describe("snippets", () => {
  const snippetOf = (reply: Reply) =>
    Effect.map(
      errorOf({ status: 418, ...reply }, read),
      (error) => as(error, PureCloudError.UnexpectedResponse).snippet
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

// ------------------------------------------------------------------------------------------------------------- secrets

const marks = new RegExp(secretMark, "i")

/** Everything that a program, its log and its spans show when it fails. */
const everythingSaid = <A, E>(
  run: (
    onEvent: (event: PureCloudConfig.Event) => Effect.Effect<void>
  ) => Effect.Effect<A, E>
) =>
  Effect.gen(function*() {
    const said: Array<string> = []
    const say = (value: unknown) => {
      said.push(inspect(value, { depth: null, showHidden: true, maxStringLength: null }))
      said.push(inspect(value, { depth: null, customInspect: false, getters: true, maxStringLength: null }))
      said.push(String(JSON.stringify(value, (_, v: unknown) => typeof v === "bigint" ? String(v) : v)))
      said.push(String(value))
    }
    const sayCause = (cause: Cause.Cause<unknown>) => {
      say(cause)
      said.push(Cause.pretty(cause, { renderErrorCause: true }))
      for (const error of Cause.failures(cause)) {
        say(error)
        if (error instanceof Error) said.push(error.message, String(error.stack))
      }
    }
    const logger = Logger.make(({ cause, message }) => {
      say(message)
      sayCause(cause)
    })
    const exit = yield* run((event) => Effect.sync(() => say(event))).pipe(
      Effect.tapErrorCause((cause) => Effect.logError("it failed", cause)),
      Effect.withSpan("outer"),
      Effect.withTracer(recordingTracer((name, exit, attributes, events) => {
        say([name, attributes, events])
        if (Exit.isFailure(exit)) sayCause(exit.cause)
      })),
      Effect.provide(Layer.merge(Logger.replace(Logger.defaultLogger, logger), Logger.minimumLogLevel(LogLevel.All))),
      Effect.exit
    )
    if (Exit.isFailure(exit)) sayCause(exit.cause)
    else say(exit.value)
    return { exit, said: said.join("\n") }
  })

const recordingTracer = (
  ended: (name: string, exit: Exit.Exit<unknown, unknown>, attributes: unknown, events: unknown) => void
): Tracer.Tracer =>
  Tracer.make({
    context: (f) => f(),
    span: (name, parent, context, links, startTime, kind) => {
      const attributes = new Map<string, unknown>()
      const events: Array<unknown> = []
      return {
        _tag: "Span",
        spanId: name,
        traceId: "trace",
        sampled: true,
        name,
        parent,
        context,
        status: { _tag: "Started", startTime },
        attributes,
        links,
        kind,
        end: (_, exit) => ended(name, exit, [...attributes], events),
        attribute: (key, value) => void attributes.set(key, value),
        event: (...event) => void events.push(event),
        addLinks: () => {}
      }
    }
  })

describe("a secret that the service repeats is not shown", () => {
  const token = `t0k.en-${secretMark}_x+/=`
  const oldPassword = "0ld"
  const newPassword = `0ld"<${secretMark}>&'\\ ü`
  const change = Users.postUsersMePassword({ body: { oldPassword, newPassword } })

  const spellings = (secret: string) => [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
    secret.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll("\"", "&quot;")
      .replaceAll("'", "&#39;")
  ]
  const echo = [token, newPassword, oldPassword].flatMap(spellings).join(" and ")
  const words = `Refused: ${echo}`

  const replies: ReadonlyArray<readonly [string, Reply]> = [
    ["in the message", { body: { message: words } }],
    ["in all of the body", {
      body: {
        code: words,
        message: `${words} does not match the current version`,
        messageWithParams: words,
        messageParams: { permissions: words, password: words },
        contextId: words,
        details: [{ errorCode: words, fieldName: words, entityId: words, entityName: words }],
        errors: [{ message: words }]
      }
    }],
    ["as a permission", { body: { message: `needs a:b:${token} or ${secretMark.slice(0, 0)}x:y:${token}` } }],
    ["far down in the message", { body: { message: "x".repeat(480) + words } }],
    ["in headers", {
      headers: {
        "inin-correlation-id": token,
        "content-type": `text/html; token="${token}"`,
        "retry-after": token,
        location: `/login?token=${token}`
      },
      body: words
    }],
    ["in HTML", { headers: { "content-type": "text/html" }, body: `<p>${words}</p>` }],
    ["in HTML, over the end of the snippet", {
      headers: { "content-type": "text/html" },
      body: "x".repeat(190) + words
    }],
    ["in broken JSON", { body: `{"message": ${JSON.stringify(words)}` }],
    ["in JSON of another kind", { body: [words] }]
  ]

  for (const [name, reply] of replies) {
    it.effect(name, () =>
      Effect.gen(function*() {
        for (const status of [200, 302, 400, 401, 403, 404, 409, 418, 429, 500]) {
          const retryAfter = status === 429 ? { "retry-after": "9999" } : {}
          const { exit, said } = yield* everythingSaid((onEvent) =>
            withService(
              () => ({ ...reply, status, headers: { ...reply.headers, ...retryAfter } }),
              () => Effect.zipRight(change, read),
              { auth: Auth.layerStatic(Redacted.make(token)), retry: { attempts: 1 }, onEvent }
            )
          )
          assert.notMatch(said, marks, `${status}`)
          if (status !== 200) soundnessOf(failureOf(exit))
        }
      }))
  }

  it.effect("by the token endpoint", () =>
    Effect.gen(function*() {
      const clientSecret = `client-${secretMark}`
      const bodies = [
        { error: "invalid_client", error_description: `Wrong secret ${clientSecret}` },
        { error: clientSecret, description: clientSecret },
        `<p>${clientSecret}</p>`,
        { access_token: 5, secret: clientSecret }
      ]
      for (const body of bodies) {
        for (const status of [200, 302, 400, 401, 403, 429, 500]) {
          const { exit, said } = yield* everythingSaid((onEvent) =>
            withService(() => ({}), () => read, {
              retry: { attempts: 1, deadline: "1 millis" },
              onEvent,
              token: () => ({ status, body })
            })
          )
          soundnessOf(failureOf(exit))
          assert.notMatch(said, marks)
        }
      }
    }))

  it.effect("nor by the client, transport errors, or errors of the input", () =>
    Effect.gen(function*() {
      const programs = [
        Effect.flatMap(PureCloud.PureCloud, Effect.fail),
        read,
        Users.getUser({ userId: secretMark, [secretMark]: "u" } as never),
        Users.postUserPassword({ userId: "u", body: { newPassword: { [secretMark]: secretMark } } as never }),
        Users.getUsers({ state: secretMark as never })
      ]
      for (const program of programs) {
        const { exit, said } = yield* everythingSaid((onEvent) =>
          withService(() => (_, socket) => void socket.destroy(), () => program as typeof read, {
            retry: { attempts: 1 },
            onEvent
          })
        )
        assert.isTrue(Exit.isFailure(exit))
        if (program !== programs[2]) assert.notMatch(said, marks)
      }
    }))
})

// ------------------------------------------------------------------------------------------------ the errors themselves

describe("error classes", () => {
  const origin = { endpoint: "getUser", method: "GET", route: "/api/v2/users/{userId}", attempts: 2 }
  const answer = { origin, status: 400, code: "c", correlationId: "i", text: "Text.", details: [] }
  const issues = [{ path: "a[0].b", expected: "string", found: "null" }]

  const all: ReadonlyArray<PureCloudError.PureCloudError> = [
    new PureCloudError.BadRequest(answer),
    new PureCloudError.Unauthorized(answer),
    new PureCloudError.Forbidden({ ...answer, required: { type: "ALL", permissions: ["p", "q"] }, missing: [] }),
    new PureCloudError.NotFound(answer),
    new PureCloudError.RequestTimeout(answer),
    new PureCloudError.Conflict({ ...answer, reason: "General" }),
    new PureCloudError.PayloadTooLarge(answer),
    new PureCloudError.UnsupportedMediaType(answer),
    new PureCloudError.RateLimited({ ...answer, retryAfter: Duration.millis(1500) }),
    new PureCloudError.RateLimited({ origin, status: 429, details: [] }),
    new PureCloudError.ServerError({ ...answer, status: 503 }),
    new PureCloudError.ServerError({ ...answer, status: 503, retryAfter: Duration.seconds(30) }),
    new PureCloudError.RequestTimeout({ ...answer, status: 408, retryAfter: Duration.seconds(30) }),
    new PureCloudError.UnexpectedResponse({ ...answer, reason: "r", contentType: "text/html", snippet: "<p>" }),
    new PureCloudError.DecodeError({ ...answer, issues }),
    new PureCloudError.EncodeError({ origin, issues }),
    ...PureCloudError.PagingError.fields.reason.literals.map((reason) =>
      new PureCloudError.PagingError({ origin, reason, pages: 2, correlationId: "i", text: "100 pages have no items" })
    ),
    new PureCloudError.PagingError({ origin, reason: "NothingNew", pages: 2, text: "t" }),
    ...PureCloudError.TransportError.fields.reason.literals.map((reason) =>
      new PureCloudError.TransportError({ origin, reason, host: "api.example", code: "ECODE", text: "what happened" })
    ),
    new PureCloudError.AuthError({
      origin,
      reason: "Transport",
      cause: new PureCloudError.TransportError({ origin, reason: "Tls", host: "login.example", code: "CERT_REVOKED" })
    }),
    new PureCloudError.AuthError({ origin, reason: "RateLimited", status: 429, retryAfter: Duration.minutes(2) }),
    ...(["Credentials", "GrantNotAllowed", "RateLimited", "Transport", "Unexpected"] as const).map((reason) =>
      new PureCloudError.AuthError({ origin, reason, status: 500, code: "e", correlationId: "i", text: "t" })
    )
  ]

  it("are all in the union, once each, with different tags", () => {
    assert.lengthOf(new Set(all.map(({ _tag }) => _tag)), PureCloudError.PureCloudError.members.length)
    assert.isTrue(all.every(({ _tag }) => _tag.startsWith("PureCloud")))
    assert.isFalse(PureCloudError.isPureCloudError(new Error("x")))
    assert.isFalse(PureCloudError.isPureCloudError({ ...all[0] }))
  })

  it.each(all.map((error) => [`${error._tag} ${"reason" in error ? error.reason : ""}`, error] as const))(
    "%s can be written, read back, shown and sent",
    (_, error) => {
      soundnessOf(error)
      assert.include(error.message, "getUser (GET /api/v2/users/{userId})")
      assert.match(error.message, /after 2 (requests|attempts)\./)
      assert.include(inspect(error), error.message)
      assert.notInclude(error.message, "..")
    }
  )

  it("are not decoded from other values", () => {
    for (
      const json of [null, {}, { _tag: "PureCloudNotFound" }, { ...JSON.parse(JSON.stringify(all[3])), status: "404" }]
    ) {
      assert.isTrue(Either.isLeft(Schema.decodeUnknownEither(PureCloudError.PureCloudError)(json)))
    }
  })

  it("an ExportError is encoded and decoded too, and is not an error of a call", () => {
    const error = new PureCloudError.ExportError({ reason: "File", path: "users.ndjson", text: "No space" })
    const again = Schema.decodeUnknownSync(PureCloudError.ExportError)(
      JSON.parse(JSON.stringify(Schema.encodeSync(PureCloudError.ExportError)(error)))
    )
    assert.strictEqual(again.message, "users.ndjson: No space")
    assert.isFalse(PureCloudError.isPureCloudError(error))
  })
})
