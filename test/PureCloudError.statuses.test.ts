/**
 * The error of each status.
 */
import * as FetchHttpClient from "@effect/platform/FetchHttpClient"
import { assert, describe, it } from "@effect/vitest"
import { Duration, Effect, Layer, Option, Redacted } from "effect"
import * as Auth from "effect-purecloud/Auth"
import type * as Endpoint from "effect-purecloud/Endpoint"
import * as endpoints from "effect-purecloud/endpoints/index"
import * as PureCloud from "effect-purecloud/PureCloud"
import type * as PureCloudConfig from "effect-purecloud/PureCloudConfig"
import * as PureCloudError from "effect-purecloud/PureCloudError"
import * as Users from "effect-purecloud/Users"
import * as Arbitrary from "effect/Arbitrary"
import * as FastCheck from "effect/FastCheck"
import * as Schema from "effect/Schema"
import * as AST from "effect/SchemaAST"
import { examples } from "./fixtures/models.js"
import {
  assertFields,
  assertInstance,
  assertSound,
  errorClasses,
  errorOfReply,
  failureOf,
  once,
  read
} from "./utils/errors.js"
import { callOf, type Input } from "./utils/inputs.js"
import { type Reply, withService } from "./utils/service.js"

const declared = Object.values(endpoints) as ReadonlyArray<Endpoint.Any>

const sampleOf = (schema: Schema.Schema.AnyNoContext): unknown => {
  if (AST.isTupleType(schema.ast) || (AST.isRefinement(schema.ast) && AST.isTupleType(schema.ast.from))) return []
  const name = Option.getOrUndefined(AST.getIdentifierAnnotation(schema.ast))
  const known = name === undefined
    ? undefined
    : (examples as { readonly [name: string]: ReadonlyArray<unknown> })[name]?.[0]
  return known ?? FastCheck.sample(Arbitrary.make(schema), { numRuns: 1, seed: 1 })[0]
}

/** Input with required keys only. */
const inputOf = (endpoint: Endpoint.Any): Input => {
  const body = endpoint.body
  return {
    ...Object.fromEntries(Object.keys(endpoint.pathParams).map((key) => [key, `${key}-value`])),
    ...Object.fromEntries(
      Object.entries(endpoint.query).flatMap(([key, param]) =>
        Schema.isSchema(param)
          ? [[key, sampleOf(param as Schema.Schema.AnyNoContext)]]
          : param._tag === "Repeated" && param.required
          ? [[key, [sampleOf(param.schema)]]]
          : []
      )
    ),
    ...(Schema.isSchema(body) ? { body: sampleOf(body as Schema.Schema.AnyNoContext) } : {})
  }
}

const correlationId = "b9ad1e3a-4f53-4a0c-9be6-a29d0d0c1a1e"

const replyOf = (status: number, header: string): Reply => ({
  status,
  headers: { "retry-after": "200", [header]: correlationId },
  body: {
    status,
    code: `code.of.${status}`,
    message: "It is not possible.",
    contextId: "not this one",
    details: [{ errorCode: "e", fieldName: "f", entityId: "i", entityName: "n", other: "o" }, {}, null]
  }
})

/** Checks the fields and the message of the error of a status. */
const checkError = (
  error: PureCloudError.PureCloudError,
  { id, method, path, permissions }: Endpoint.Any,
  status: number,
  host: string
) => {
  const [tag, isRetryable] = errorClasses[status]!
  assertFields(error, {
    _tag: tag,
    status,
    code: `code.of.${status}`,
    correlationId,
    text: "It is not possible.",
    details: [
      { errorCode: "e", fieldName: "f", entityId: "i", entityName: "n" },
      { errorCode: undefined, fieldName: undefined, entityId: undefined, entityName: undefined }
    ],
    origin: { endpoint: id, method, route: path, host, attempts: 1 }
  })
  assert.strictEqual(error.isRetryable, isRetryable)
  const place = `(${method} ${path} at ${host})`
  for (const part of [id, place, String(status), `code.of.${status}`, "not possible", correlationId]) {
    assert.include(error.message, part)
  }
  assert.notMatch(JSON.stringify(error.origin), /-value|value-/)
  if (error._tag === "PureCloudForbidden") assert.deepStrictEqual(error.required, permissions)
  if (status === 429 || status === 408 || status >= 500) {
    assertFields(error, { retryAfter: Duration.seconds(200) })
    assert.include(error.message, "Wait 3m 20s.")
  }
}

describe("every status that a call documents", () => {
  it("is listed in this test, for every call", () => {
    assert.lengthOf(declared, 131)
    for (const { errors, id } of declared) {
      assert.isNotEmpty(errors, id)
      for (const status of errors) assert.property(errorClasses, String(status))
    }
  })

  it.effect.each(declared.map((endpoint) => [endpoint.id, endpoint] as const))(
    "of %s is its error",
    ([_, endpoint]) => {
      const statuses = [...endpoint.errors, 410, 501, 502]
      return withService(
        (_, n) => replyOf(statuses[n]!, n % 2 === 0 ? "ININ-Correlation-Id" : "inin-correlation-id"),
        ({ seen }) =>
          Effect.gen(function*() {
            const client = yield* PureCloud.PureCloud
            for (const [n, status] of statuses.entries()) {
              const error = assertSound(failureOf(yield* Effect.exit(callOf(endpoint)(inputOf(endpoint)))))
              checkError(error, endpoint, status, new URL(client.config.apiUrl).host)
              assert.lengthOf(seen, n + 1)
            }
          }),
        once
      )
    }
  )
})

describe("statuses without an error class of their own", () => {
  for (const status of [300, 301, 302, 304, 307, 308, 399, 402, 406, 412, 418, 422, 499, 600, 999]) {
    it.effect(`${status} is an unexpected response`, () =>
      Effect.gen(function*() {
        const reply = { status, headers: { location: "http://127.0.0.1:1/elsewhere" } }
        const error = assertInstance(yield* errorOfReply(reply, read), PureCloudError.UnexpectedResponse)
        assert.strictEqual(error.status, status)
        assert.isFalse(error.isRetryable)
        assert.strictEqual(error.message.includes("redirect"), status < 400)
      }))
  }

  for (const status of [505, 511, 520, 599]) {
    it.effect(`${status} is a ServerError`, () =>
      Effect.gen(function*() {
        const error = assertInstance(yield* errorOfReply({ status }, read), PureCloudError.ServerError)
        assert.strictEqual(error.status, status)
        assert.isTrue(error.isRetryable)
      }))
  }

  it.effect("a redirect is not followed", () =>
    withService(
      () => ({ status: 307, headers: { location: "/elsewhere" } }),
      ({ seen }) =>
        Effect.gen(function*() {
          assertInstance(yield* Effect.flip(read), PureCloudError.UnexpectedResponse)
          assert.lengthOf(seen, 1)
        }),
      once
    ))

  it.effect("424 of an operation that documents it is an unexpected response with a known status", () =>
    Effect.gen(function*() {
      const reply = { status: 424, body: { code: "station.not.there", message: "No station" } }
      const error = yield* errorOfReply(
        reply,
        Users.putUserStationAssociatedstationStationId({ userId: "u", stationId: "s" })
      )
      const { message } = assertInstance(error, PureCloudError.UnexpectedResponse)
      assert.notInclude(message, "unknown status", "the vendor documents 424 here")
      assert.include(message, "424 station.not.there")
    }))
})

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
        const error = assertInstance(
          yield* errorOfReply({ status, body: { message } }, change),
          PureCloudError.Conflict
        )
        assert.strictEqual(error.reason, reason)
        assert.strictEqual(/version read/.test(error.message), reason === "Version")
      }))
  }

  for (const body of [undefined, "", {}, { code: "general.conflict" }, { message: { text: stale } }]) {
    it.effect(`409 with ${JSON.stringify(body)} is General`, () =>
      Effect.gen(function*() {
        assert.strictEqual(
          assertInstance(yield* errorOfReply({ status: 409, body }, read), PureCloudError.Conflict).reason,
          "General"
        )
      }))
  }

  it.effect("400 about something else is not a conflict", () =>
    Effect.gen(function*() {
      const body = { message: "The conversion failed", details: [{ fieldName: "version" }, { fieldName: "name" }] }
      const error = assertInstance(yield* errorOfReply({ status: 400, body }, read), PureCloudError.BadRequest)
      assert.include(error.message, "Check these fields: version, name.")
    }))
})

describe("403", () => {
  const create = Users.postUsers({ body: { name: "N", email: "n@example.com" } })
  const forbidden = (body: unknown) =>
    Effect.map(errorOfReply({ status: 403, body }, create), (error) => assertInstance(error, PureCloudError.Forbidden))

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
      const error = assertInstance(yield* errorOfReply({ status: 403 }, read), PureCloudError.Forbidden)
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
        const error = assertInstance(yield* errorOfReply(reply, read), PureCloudError.RateLimited)
        assert.deepStrictEqual(error.retryAfter, Duration.seconds(seconds))
        assert.include(error.message, `Wait ${Duration.format(Duration.seconds(seconds))}.`)
      }))
  }

  it.effect("with a very long wait is returned, and can be encoded", () =>
    Effect.gen(function*() {
      for (const digits of [20, 400]) {
        const reply = { status: 429, headers: { "retry-after": "9".repeat(digits) } }
        const error = assertInstance(yield* errorOfReply(reply, read), PureCloudError.RateLimited)
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
        // Without a valid wait the client waits for its backoff, for which the deadline is too short.
        const error = assertInstance(failureOf(exit), PureCloudError.TransportError)
        assert.strictEqual(error.reason, "Deadline")
        assert.include(error.message, "PureCloudRateLimited (429)")
        assert.deepStrictEqual(waits.map(({ _tag }) => _tag), ["Attempt", "Response", "GiveUp"])
      }))
  }
})

it.effect("a redirect in a browser, which hides its status, is named as such", () =>
  Effect.gen(function*() {
    // Like the response of a browser to a redirect that is not followed, this one has the status 0 and no headers.
    const fetch = Layer.succeed(FetchHttpClient.Fetch, () => Promise.resolve(Response.error()))
    const live = PureCloud.layer({
      environment: "mypurecloud.ie",
      auth: Auth.layerStatic(Redacted.make("t"))
    }).pipe(Layer.provide(FetchHttpClient.layer), Layer.provide(fetch))
    const error = yield* Effect.flip(Effect.provide(Users.getUser({ userId: "u" }), live))
    assert.deepInclude(error, { _tag: "PureCloudUnexpectedResponse", reason: "a redirect, which is not followed" })
  }))
