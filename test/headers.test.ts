/**
 * Headers of the program in requests: those of a client, those of a call, and those that are refused.
 */
import { assert, describe, it } from "@effect/vitest"
import { ConfigError, Effect, Either, FastCheck, Schema, Stream } from "effect"
import * as PureCloud from "effect-purecloud/PureCloud"
import * as PureCloudConfig from "effect-purecloud/PureCloudConfig"
import * as Users from "effect-purecloud/Users"
import * as Fs from "node:fs"
import { calls, errorOf, fine, inTurn, methods, outcomeOf, status, trial } from "./utils/faults.js"
import { token } from "./utils/service.js"

const version = Schema.decodeUnknownSync(Schema.parseJson(Schema.Struct({ version: Schema.String })))(
  Fs.readFileSync(new URL("../package.json", import.meta.url), "utf8")
).version

describe("headers of a client", () => {
  it.live("are in each attempt to the API, and not in token requests", () =>
    Effect.gen(function*() {
      const { run, service } = yield* trial({
        script: inTurn(status(503)),
        token: (_, n) => token(n),
        options: { headers: { "Genesys-App": "my-app" } }
      })
      yield* run(calls.GET)
      assert.deepStrictEqual(service.seen.map(({ headers }) => headers["genesys-app"]), ["my-app", "my-app"])
      assert.deepStrictEqual(service.tokens.map(({ headers }) => headers["genesys-app"]), [undefined])
    }).pipe(Effect.scoped))

  it("that the client sets, or that cannot be sent, are refused with the name of the option and without the value", () => {
    const refused = ["authorization", "Authorization", "CONTENT-TYPE", "host", "accept", "a b", "ä", ""]
    // Undici and fetch do not send a request that has one of these.
    for (const name of [...refused, "expect", "keep-alive", "Upgrade"]) {
      const result = PureCloudConfig.make({ headers: { [name]: "s3cret" } })
      assert.isTrue(Either.isLeft(result), name)
      if (Either.isRight(result) || !ConfigError.isInvalidData(result.left)) return assert.fail(name)
      assert.deepStrictEqual(result.left.path, ["headers", name])
      assert.notInclude(String(result.left), "s3cret")
    }
    for (const value of ["a\r\nb: c", "a\nb", "ü", "\u0000"]) {
      assert.isTrue(Either.isLeft(PureCloudConfig.make({ headers: { "x-a": value } })), value)
    }
  })
})

describe("withHeaders", () => {
  it.live("adds to the headers of the client, for this effect only; the inner one wins", () =>
    Effect.gen(function*() {
      const { run, service } = yield* trial({ script: () => fine, options: { headers: { "x-a": "1", "x-b": "1" } } })
      yield* run(
        calls.GET.pipe(PureCloud.withHeaders({ "X-B": "3" }), PureCloud.withHeaders({ "X-B": "2", "x-c": "2" }))
      )
      yield* run(calls.GET)
      yield* run(PureCloud.withHeaders(calls.GET, { "user-agent": "mine" }))
      const seen = service.seen.map(({ headers }) => ["x-a", "x-b", "x-c", "user-agent"].map((name) => headers[name]))
      const agent = `effect-purecloud/${version}`
      assert.deepStrictEqual(seen, [["1", "3", "2", agent], ["1", "1", undefined, agent], [
        "1",
        "1",
        undefined,
        "mine"
      ]])
    }).pipe(Effect.scoped))

  it.live("applies to streams as well", () =>
    Effect.gen(function*() {
      const { run, service } = yield* trial({
        script: (_, n) => ({ body: { entities: [], pageNumber: n + 1, pageCount: 2 } })
      })
      yield* run(Stream.runDrain(PureCloud.withHeaders(Users.getUsers.items(), { "x-a": "1" })))
      assert.isAbove(service.seen.length, 0)
      for (const { headers } of service.seen) assert.strictEqual(headers["x-a"], "1")
    }).pipe(Effect.scoped))

  it.live("replaces neither the token nor the content type: the call fails with EncodeError and sends nothing", () =>
    Effect.gen(function*() {
      const { run, service } = yield* trial({ script: () => fine })
      for (
        const headers of [{ Authorization: "Bearer s3cret" }, { "content-type": "text/plain" }, { "x-a": "a\r\nb" }]
      ) {
        for (const method of methods) {
          const exit = yield* run(PureCloud.withHeaders(calls[method], headers))
          assert.strictEqual(outcomeOf(exit), "EncodeError")
          const error = errorOf(exit)!
          assert.include(error.message, `headers.${Object.keys(headers)[0]!.toLowerCase()}`)
          assert.notInclude(JSON.stringify(error) + error.message, "s3cret")
        }
      }
      assert.lengthOf(service.seen, 0)
    }).pipe(Effect.scoped))

  it.live("sends any accepted header unchanged", () =>
    Effect.gen(function*() {
      const { run, service } = yield* trial({ script: () => fine })
      const text = FastCheck.stringMatching(/^[!-~]([ -~]{0,20}[!-~])?$/)
      const header = FastCheck.tuple(FastCheck.stringMatching(/^x-[a-z0-9]{1,12}$/), text)
      for (const [name, value] of FastCheck.sample(header, { numRuns: 50, seed: 7 })) {
        yield* run(PureCloud.withHeaders(calls.GET, { [name]: value }))
        assert.strictEqual(service.seen.at(-1)!.headers[name], value)
      }
      assert.lengthOf(service.seen, 50)
    }).pipe(Effect.scoped))
})
