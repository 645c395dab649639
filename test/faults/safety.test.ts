/**
 * Hostile and invalid responses, and the effects that they must not have.
 */
import { assert, describe, it } from "@effect/vitest"
import { Effect, Exit, Stream } from "effect"
import * as Users from "effect-purecloud/Users"
import { calls, errorOf, fine, methods, outcomeOf, status, trial } from "../utils/faults.js"
import * as Network from "../utils/network.js"
import { secretMark, service, token } from "../utils/service.js"
import * as Time from "../utils/time.js"
import { recordingTracer } from "../utils/tracer.js"

for (const [name, client] of Object.entries(Network.clients)) {
  describe(`over ${name}`, () => {
    it.live("a redirect is not followed: the other host receives no request, whatever the status and the method", () =>
      Effect.gen(function*() {
        const other = yield* service(() => fine)
        let code = 0
        const { run, service: ours } = yield* trial({
          script: ({ url }) => status(code, { location: `${other.url}${url}` }),
          client,
          time: Time.real()
        })
        for (code of [301, 302, 303, 307, 308]) {
          for (const method of methods) {
            const exit = yield* run(calls[method])
            assert.strictEqual(outcomeOf(exit), "UnexpectedResponse")
          }
        }
        assert.strictEqual(ours.seen.length, 25)
        assert.strictEqual(other.seen.length, 0)
        assert.strictEqual(other.sockets(), 0)
      }).pipe(Effect.scoped))

    it.live("a redirect of the token endpoint is not followed", () =>
      Effect.gen(function*() {
        const other = yield* service(() => fine)
        const { run } = yield* trial({
          script: () => fine,
          token: () => status(307, { location: `${other.url}/oauth/token` }),
          client,
          time: Time.real()
        })
        assert.strictEqual(outcomeOf(yield* run(calls.GET)), "AuthError/Unexpected")
        assert.strictEqual(other.seen.length + other.tokens.length + other.sockets(), 0)
      }).pipe(Effect.scoped))

    it.live("no trace headers are sent, and spans contain no value of the call", () =>
      Effect.gen(function*() {
        const { spans, tracer } = recordingTracer()
        const { run, service } = yield* trial({
          script: (_, n) => n === 0 ? status(503) : { body: { entities: [], pageCount: 0 } },
          token: (_, n) => token(n),
          client,
          time: Time.real(),
          options: { retry: { baseDelay: 1 } }
        })
        const exit = yield* run(
          Users.getUsers({ id: ["an-id-of-somebody"], jabberId: [secretMark] }).pipe(
            Effect.withSpan("the application's own"),
            Effect.withTracer(tracer)
          )
        )
        assert.isTrue(Exit.isSuccess(exit))
        for (const { headers } of [...service.seen, ...service.tokens]) {
          const allowed = [
            "accept",
            "accept-encoding",
            "accept-language",
            "authorization",
            "connection",
            "content-length",
            "content-type",
            "host",
            "sec-fetch-mode",
            "user-agent"
          ]
          assert.deepStrictEqual(Object.keys(headers).filter((name) => !allowed.includes(name)), [])
        }
        const { hostname, port } = new URL(service.url)
        const shared = {
          "http.request.method": "GET",
          "url.template": "/api/v2/users",
          "server.address": hostname,
          "server.port": Number(port)
        }
        assert.deepStrictEqual(
          spans.map(({ attributes, name }) => [name, Object.fromEntries(attributes)]),
          [
            ["the application's own", {}],
            ["getUsers", { ...shared, "http.response.status_code": 200, "http.request.resend_count": 1 }],
            ["GET /api/v2/users", { ...shared, "http.response.status_code": 503, "error.type": "503" }],
            ["GET /api/v2/users", { ...shared, "http.response.status_code": 200, "http.request.resend_count": 1 }]
          ]
        )
      }).pipe(Effect.scoped))
  })
}

describe("a response", () => {
  const read = (body: string, program = calls.GET) =>
    Effect.gen(function*() {
      const { run } = yield* trial({ script: () => ({ body }), time: Time.real() })
      return yield* run(program)
    }).pipe(Effect.scoped)

  it.live("with __proto__ and constructor as keys changes no prototype, whether or not it has nulls to remove", () =>
    Effect.gen(function*() {
      for (const name of ["\"N\"", "null"]) {
        const inner = `{"polluted":true,"id":"p","name":null}`
        const body = `{"__proto__":${inner},"constructor":{"prototype":${inner}},"name":${name},"id":"u1",` +
          `"manager":{"__proto__":${inner},"id":"m","title":null},"toString":null,"hasOwnProperty":1}`
        const exit = yield* read(body)
        const user = yield* exit
        assert.strictEqual(Object.getPrototypeOf(user), Object.prototype)
        assert.strictEqual(Object.getPrototypeOf((user as { manager: unknown }).manager), Object.prototype)
        assert.isUndefined((user as { polluted?: unknown }).polluted)
        assert.isUndefined(({} as { polluted?: unknown }).polluted)
      }
    }))

  it.live("with such keys in the body of an error becomes a typed error", () =>
    Effect.gen(function*() {
      const { run } = yield* trial({
        script: () =>
          status(400, {}, "{\"__proto__\":{\"message\":\"m\"},\"constructor\":1,\"details\":[{\"__proto__\":null}]}"),
        time: Time.real()
      })
      const exit = yield* run(calls.GET)
      assert.strictEqual(outcomeOf(exit), "BadRequest")
      assert.strictEqual((errorOf(exit) as { text?: string }).text, undefined)
    }).pipe(Effect.scoped))

  it.live("nested a million deep becomes a typed error or a value, and does not end the program", () =>
    Effect.gen(function*() {
      const deep = (n: number) => "[".repeat(n) + "]".repeat(n)
      const managers = (n: number) => `{"id":"m","manager":`.repeat(n) + "null" + "}".repeat(n)
      assert.strictEqual(outcomeOf(yield* read(deep(1_000_000))), "DecodeError")
      assert.strictEqual(outcomeOf(yield* read(`{"id":"u1","unknown":${deep(1_000_000)}}`)), "ok")
      assert.strictEqual(outcomeOf(yield* read(managers(100_000))), "DecodeError")
      const { run } = yield* trial({ script: () => status(400, {}, deep(1_000_000)), time: Time.real() })
      assert.strictEqual(outcomeOf(yield* run(calls.GET)), "BadRequest")
    }).pipe(Effect.scoped))

  it.live("with links to another host causes no request to it: only the q64 of a link is used", () =>
    Effect.gen(function*() {
      const other = yield* service(() => fine)
      const { run, service: ours } = yield* trial({
        script: ({ url }) => ({
          body: {
            results: [{ id: url }],
            pageNumber: url.includes("next") ? 2 : 1,
            pageCount: 2,
            nextPage: `${other.url}/api/v2/users/search?q64=next`
          }
        }),
        time: Time.real()
      })
      const exit = yield* run(Stream.runCount(Users.getUsersSearch.items({ q64: "first" })))
      assert.deepStrictEqual(exit, Exit.succeed(2))
      assert.strictEqual(ours.seen.length, 2)
      assert.strictEqual(other.sockets(), 0)
    }).pipe(Effect.scoped))

  it.live("that repeats the token causes no error and no event with the token", () =>
    Effect.gen(function*() {
      for (const code of [200, 302, 400, 401, 403, 409, 418, 429, 500]) {
        for (const type of ["application/json", "text/html"]) {
          const { events, run } = yield* trial({
            script: ({ headers }) =>
              status(code, {
                "content-type": type,
                "retry-after": "500",
                "inin-correlation-id": headers.authorization!
              }, {
                id: 7,
                code: headers.authorization,
                message: `You sent ${headers.authorization}`,
                details: [{ errorCode: headers.authorization }]
              }),
            time: Time.make(),
            options: { retry: { attempts: 2 }, decode: "strict" }
          })
          const exit = yield* run(calls.PATCH)
          assert.isTrue(Exit.isFailure(exit))
          assert.notInclude(JSON.stringify([exit, events]) + String(exit) + String(errorOf(exit)), secretMark)
        }
      }
    }).pipe(Effect.scoped))
})
