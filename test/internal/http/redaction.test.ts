import { NodeHttpClient } from "@effect/platform-node"
import { assert, describe, it } from "@effect/vitest"
import { Context, Effect, Exit, Layer, Option, Stream } from "effect"
import * as Auth from "effect-purecloud/Auth"
import * as Endpoint from "effect-purecloud/Endpoint"
import * as Permissions from "effect-purecloud/Permissions"
import * as PureCloud from "effect-purecloud/PureCloud"
import * as PureCloudConfig from "effect-purecloud/PureCloudConfig"
import type { PureCloudError } from "effect-purecloud/PureCloudError"
import * as RateLimiter from "effect-purecloud/RateLimiter"
import * as Users from "effect-purecloud/Users"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import { reset } from "../../utils/faults.js"
import { type RecordedRequest, type Reply, secretMark, service, withService } from "../../utils/service.js"
import { observed, shown } from "../../utils/shown.js"

const password = `password-${secretMark}`
const program = Users.postUserPassword({ userId: "u", body: { newPassword: password } })

/** A service that repeats everything it receives. */
const echo = (status: number) => ({ headers }: RecordedRequest): Reply => ({
  status,
  headers: { "inin-correlation-id": "c" },
  body: {
    code: `bad ${password}`,
    message: `refused ${password} for ${headers.authorization}`,
    details: [{ fieldName: password, entityName: headers.authorization }]
  }
})

describe("planted secrets", () => {
  for (const status of [400, 401, 403, 404, 409, 413, 415, 500, 503]) {
    it.live(`are not in an error, log line or span of ${status}, although the service repeats them`, () =>
      withService(echo(status), () =>
        Effect.gen(function*() {
          const { exit, spans, texts } = yield* observed(program)
          assert.isTrue(Exit.isFailure(exit))
          assert.deepStrictEqual(spans.map(({ name }) => name), [
            "postUserPassword",
            ...Array(status === 401 ? 2 : 1).fill("POST /api/v2/users/{userId}/password")
          ])
          assert.notInclude(texts.join("\n"), secretMark)
          const error = yield* Effect.flip(exit)
          assert.notInclude(shown(error) + error.message + (error.stack ?? ""), secretMark)
        })))
  }

  it.live("are not in the errors, logs and spans of a broken connection", () =>
    withService(() => reset, () =>
      Effect.gen(function*() {
        const { exit, texts } = yield* observed(program)
        assert.notInclude(texts.join("\n") + shown(exit), secretMark)
        assert.isTrue(Exit.isFailure(exit))
      })))

  it.live("are not in an error, although the service repeats a token that it rejected before", () =>
    withService((_, n) => ({
      status: n === 0 ? 401 : 400,
      body: { message: `neither token-0-${secretMark} nor token-1-${secretMark}` }
    }), ({ seen }) =>
      Effect.gen(function*() {
        const { exit, texts } = yield* observed(Users.getUser({ userId: "u" }))
        assert.notInclude(texts.join("\n") + shown(exit), secretMark)
        assert.strictEqual(seen.length, 2)
      })))

  it.live("are not in an error of the token endpoint, although it repeats them", () =>
    withService(() => ({}), () =>
      Effect.gen(function*() {
        const { exit, texts } = yield* observed(Users.getUser({ userId: "u" }))
        const basic = Buffer.from(`a-client:client-${secretMark}`).toString("base64")
        const all = texts.join("\n") + shown(yield* Effect.flip(exit))
        assert.include(all, "you sent")
        assert.notInclude(all, secretMark)
        assert.notInclude(all, basic)
      }), {
      token: ({ headers }) => ({
        status: 400,
        body: { error: "invalid_client", error_description: `you sent ${headers.authorization} client-${secretMark}` }
      })
    }))

  it.live("are not in the snippet of a page", () =>
    withService(({ headers }) => ({
      status: 200,
      headers: { "content-type": "text/html" },
      body: `<p>You sent ${headers.authorization}</p>`
    }), () =>
      Effect.gen(function*() {
        const { exit, texts } = yield* observed(Users.getUser({ userId: "u" }))
        const error = yield* Effect.flip(exit)
        assert.include(shown(error), "You sent")
        assert.notInclude(texts.join("\n") + shown(error), secretMark)
      })))

  const getCounts = PureCloud.call(Endpoint.make({
    id: "getCounts",
    method: "GET",
    path: "/api/v2/counts",
    success: Schema.Struct({
      counts: Schema.optional(Schema.Record({ key: Schema.String, value: Schema.Number }))
    }),
    permissions: Permissions.none
  }))
  for (const decode of ["lenient", "strict"] as const) {
    for (const before of ["", "k".repeat(105)]) {
      it.live(`are not in a ${decode} report if a ${before === "" ? "" : "long "}key or a correlation id is one`, () => {
        const drifts: Array<PureCloudConfig.Drift> = []
        return withService(({ headers }) => ({
          headers: { "inin-correlation-id": headers.authorization! },
          body: { counts: { [before + headers.authorization!]: "x" } }
        }), () =>
          Effect.gen(function*() {
            const { exit, texts } = yield* observed(getCounts())
            assert.strictEqual(Exit.isSuccess(exit), decode === "lenient")
            assert.lengthOf(drifts, decode === "lenient" ? 1 : 0)
            // The value itself is the response of the service, which is not redacted.
            const log = texts.filter((line) => line.includes("does not fit its schema"))
            const text = Exit.isSuccess(exit) ? log.join("\n") + shown(drifts) : texts.join("\n") + shown(exit)
            assert.include(text, "counts[")
            assert.notInclude(text, "s3cr3t")
            for (const { correlationId } of drifts) assert.strictEqual(correlationId, "Bearer [redacted]")
          }), {
          decode,
          auth: Auth.layerStatic(Redacted.make(secretMark)),
          onDrift: (drift) => Effect.sync(() => void drifts.push(drift))
        })
      })
    }
  }

  for (const written of [password, [...password].map((char) => `&#${char.codePointAt(0)};`).join("")]) {
    it.live(`are not in a text that is cut within ${written.length} characters`, () =>
      Effect.gen(function*() {
        for (let kept = 1; kept < written.length; kept += 7) {
          const message = `no${" ".repeat(65_536 - 2 - kept)}${written} and so on`
          const error = yield* withService(() => ({ status: 400, body: { message } }), () => Effect.flip(program))
          assert.deepInclude(error, { _tag: "PureCloudBadRequest", text: "no" })
        }
      }))
  }

  it.live("are not in an event, response, service, layer or configuration", () =>
    Effect.scoped(Effect.gen(function*() {
      const started = yield* service(() => ({ body: { id: "u", entities: [], pageCount: 0 } }))
      const events: Array<PureCloudConfig.Event> = []
      const layer = PureCloud.layerWithoutDependencies.pipe(
        Layer.provideMerge(
          Auth.layerClientCredentials({ clientId: "c", clientSecret: Redacted.make(`client-${secretMark}`) })
        ),
        Layer.provideMerge(PureCloudConfig.layer({
          environment: { apiUrl: started.url, loginUrl: started.url },
          onEvent: (event) => Effect.sync(() => void events.push(event))
        }))
      )
      const full = Layer.provide(layer, Layer.merge(NodeHttpClient.layerUndici, RateLimiter.layer))
      const context = yield* Layer.build(full)
      const client = Context.get(context, PureCloud.PureCloud)
      const { response, token } = yield* Effect.gen(function*() {
        yield* Stream.runDrain(Users.getUsers.items())
        return {
          response: yield* Users.getUser.withResponse({ userId: "u" }),
          token: yield* Context.get(context, Auth.Auth).get
        }
      }).pipe(Effect.provideService(PureCloud.PureCloud, client))
      const all = [full, context, client, response, events, token, Context.get(context, Auth.Auth), Users.getUser]
      for (const value of all) assert.notInclude(shown(value), secretMark)
      assert.isTrue(Option.isSome(Option.liftPredicate(Redacted.value(token), (text) => text.includes(secretMark))))
    })))

  it.live("no trace header is sent to the vendor, and no URL is in a span", () =>
    withService(() => ({ body: { id: "u" } }), ({ seen, url }) =>
      Effect.gen(function*() {
        const { spans } = yield* observed(Users.getUser({ userId: "somebody", expand: ["presence"] }))
        assert.deepStrictEqual([...spans[0]!.attributes], [
          ["http.request.method", "GET"],
          ["url.template", "/api/v2/users/{userId}"],
          ["server.address", new URL(url).hostname],
          ["server.port", Number(new URL(url).port)],
          ["http.response.status_code", 200]
        ])
        assert.deepStrictEqual(
          Object.keys(seen[0]!.headers).filter((name) => /trace|b3|baggage/i.test(name)),
          []
        )
      })))
})

describe("secrets that are too long for a pattern", () => {
  const setPasswords = PureCloud.call(Endpoint.make({
    id: "setPasswords",
    method: "POST",
    path: "/api/v2/passwords",
    body: Schema.Array(Schema.Struct({ password: Schema.String })),
    permissions: Permissions.none
  }))
  const passwords = (n: number, of: (i: number) => string) =>
    setPasswords({ body: Array.from({ length: n }, (_, i) => ({ password: of(i) })) })

  /** Returns the text of an error whose response repeats a secret. */
  const errorWith = (program: Effect.Effect<unknown, PureCloudError, PureCloud.PureCloud>, secret: string) =>
    withService(() => ({ status: 400, body: { message: `no good: ${secret}` } }), () =>
      Effect.gen(function*() {
        const { exit, texts } = yield* observed(program)
        const error = yield* Effect.flip(exit)
        assert.notInclude(texts.join("\n") + shown(error) + (error.stack ?? ""), secretMark)
        return error
      }))

  for (const length of [250, 6000, 100_000]) {
    it.live(`of ${length} characters are not in an error`, () =>
      Effect.gen(function*() {
        const newPassword = `${secretMark}${"-\u00e9!".repeat(length)}`.slice(0, length) + secretMark
        const error = yield* errorWith(Users.postUserPassword({ userId: "u", body: { newPassword } }), newPassword)
        assert.deepInclude(error, { _tag: "PureCloudBadRequest", text: "no good: [redacted]" })
      }))
  }

  it.live("are redacted once, however often they were sent", () =>
    Effect.gen(function*() {
      const same = `${secretMark}${"-\u00e9!".repeat(100)}`
      const error = yield* errorWith(passwords(3000, () => same), same)
      assert.deepInclude(error, { _tag: "PureCloudBadRequest", text: "no good: [redacted]" })
    }))

  it.live("are redacted with the whole text if they are too many", () =>
    Effect.gen(function*() {
      const error = yield* errorWith(passwords(3000, (i) => `${i}-${password}`), `2999-${password}`)
      assert.deepInclude(error, { _tag: "PureCloudBadRequest", text: "[redacted]" })
    }))

  const assertion = Buffer.from(`<saml>${"\u00e9?>".repeat(10_000)}</saml>`).toString("base64")

  it.live("are not in an error of the token endpoint", () =>
    withService(() => ({}), () =>
      Effect.gen(function*() {
        const { exit } = yield* observed(Users.getUser({ userId: "u" }))
        const error = yield* Effect.flip(exit)
        assert.deepInclude(error, { _tag: "PureCloudAuthError", text: "no good: [redacted]" })
        assert.notInclude(shown(error), assertion.slice(0, 20))
      }), {
      auth: Auth.layerSaml2Bearer({
        clientId: "c",
        clientSecret: Redacted.make("s"),
        orgName: "o",
        assertion: Effect.succeed(Redacted.make(assertion))
      }),
      token: ({ body }) => ({
        status: 400,
        body: { error: "invalid_grant", error_description: `no good: ${new URLSearchParams(body).get("assertion")}` }
      })
    }))
})
