/**
 * The token endpoint of the simulator.
 */
import { HttpClientRequest } from "@effect/platform"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Encoding, Redacted, TestClock } from "effect"
import * as Auth from "effect-purecloud/Auth"
import * as Simulator from "effect-purecloud/Simulator"
import * as Users from "effect-purecloud/Users"
import { client, send, simulated } from "../utils/simulator.js"

const login = (form: Record<string, string>, credentials = "simulator:simulator-secret") =>
  send(
    HttpClientRequest.post(`${Simulator.hosts.loginUrl}/oauth/token`, {
      headers: credentials === "" ? {} : { authorization: `Basic ${Encoding.encodeBase64(credentials)}` }
    }).pipe(HttpClientRequest.bodyUrlParams(form))
  )

describe("the token endpoint", () => {
  it.effect("responds with the error of OAuth", () =>
    Effect.gen(function*() {
      const errorOf = (form: Record<string, string>, credentials?: string) =>
        Effect.map(login(form, credentials), ({ body, status }) => {
          assert.strictEqual(body.description, body.error_description)
          return [status, body.error]
        })
      const grant = { grant_type: "client_credentials" }
      assert.deepStrictEqual(yield* errorOf(grant, ""), [400, "invalid_request"])
      assert.deepStrictEqual(yield* errorOf(grant, "who:secret"), [400, "invalid_client"])
      assert.deepStrictEqual(yield* errorOf(grant, "simulator:wrong"), [401, "invalid_client"])
      assert.deepStrictEqual(yield* errorOf({}), [400, "invalid_request"])
      assert.deepStrictEqual(yield* errorOf({ grant_type: "password" }), [400, "unsupported_grant_type"])
      assert.deepStrictEqual(yield* errorOf({ grant_type: "authorization_code" }), [400, "unauthorized_client"])
    }).pipe(simulated({ clients: [{ ...Simulator.defaultClient, grants: ["client_credentials"] }] })))

  it.effect("limits the tokens in a minute", () =>
    Effect.gen(function*() {
      const grant = login({ grant_type: "client_credentials" })
      assert.strictEqual((yield* grant).status, 200)
      const { body, status } = yield* grant
      assert.deepStrictEqual([status, body.error], [400, "invalid_request"])
      assert.match(body.error_description, /^rate limit exceeded;/)
      yield* TestClock.adjust("1 minute")
      assert.strictEqual((yield* grant).status, 200)
    }).pipe(simulated({ tokenAllowance: 1 })))

  it.effect("issues tokens again after a reset", () =>
    Effect.gen(function*() {
      const grant = login({ grant_type: "client_credentials" })
      yield* grant
      assert.strictEqual((yield* grant).status, 400)
      const simulator = yield* Simulator.Simulator
      yield* simulator.reset
      assert.strictEqual((yield* grant).status, 200)
    }).pipe(simulated({ tokenAllowance: 1 })))

  it.effect("issues tokens that expire, and the SDK requests new ones", () =>
    Effect.gen(function*() {
      const simulator = yield* Simulator.Simulator
      yield* Users.getUsers()
      yield* TestClock.adjust("10 minutes")
      yield* Users.getUsers()
      const tokens = (yield* simulator.requests).filter(({ endpoint }) => endpoint === "token")
      assert.strictEqual(tokens.length, 2)
    }).pipe(simulated({ clients: [{ ...Simulator.defaultClient, tokenLife: "5 minutes" }] })))

  it.effect("accepts SAML assertions", () =>
    Effect.gen(function*() {
      const simulator = yield* Simulator.Simulator
      const { entities: [, user] } = yield* Users.getUsers()
      const auth = (orgName: string, assertion = simulator.assertion(user!.id)) =>
        Auth.layerSaml2Bearer({
          clientId: Simulator.defaultClient.id,
          clientSecret: Redacted.make(Simulator.defaultClient.secret),
          orgName,
          assertion
        })
      assert.strictEqual((yield* Users.getUsersMe().pipe(client(auth("simulated")))).id, user!.id)
      const reason = (layer: ReturnType<typeof auth>) =>
        Effect.map(Effect.flip(Users.getUsersMe().pipe(client(layer))), (error) => "code" in error ? error.code : error)
      assert.strictEqual(yield* reason(auth("elsewhere")), "invalid_request")
      assert.strictEqual(
        yield* reason(auth("simulated", Effect.succeed(Redacted.make(Encoding.encodeBase64("<NameID>x@y</NameID>"))))),
        "invalid_grant"
      )
    }).pipe(simulated()))

  it.live("accepts an authorization code once, and refresh tokens after it", () =>
    Effect.gen(function*() {
      const simulator = yield* Simulator.Simulator
      const { entities: [, user] } = yield* Users.getUsers()
      const redirectUri = "http://localhost:1234/back"
      const { codeChallenge, codeVerifier } = yield* Auth.makeCodeVerifier
      const code = yield* simulator.code({ userId: user!.id, redirectUri, codeChallenge })
      const refreshTokens: Array<Redacted.Redacted> = []
      const auth = (from: Parameters<typeof Auth.layerAuthorizationCode>[0]["from"]) =>
        Auth.layerAuthorizationCode({
          clientId: Simulator.defaultClient.id,
          from,
          onRefreshToken: (token) => Effect.sync(() => void refreshTokens.push(token))
        })
      const me = Users.getUsersMe()
      assert.strictEqual((yield* me.pipe(client(auth({ code, codeVerifier, redirectUri })))).id, user!.id)
      const used = yield* Effect.flip(me.pipe(client(auth({ code, codeVerifier, redirectUri }))))
      assert.deepInclude(used, { _tag: "PureCloudAuthError", code: "invalid_grant" })

      const [refreshToken] = refreshTokens as [Redacted.Redacted]
      assert.strictEqual((yield* me.pipe(client(auth({ refreshToken })))).id, user!.id)
      assert.strictEqual(refreshTokens.length, 2)
      assert.deepInclude(yield* Effect.flip(me.pipe(client(auth({ refreshToken })))), { code: "invalid_grant" })

      const other = yield* simulator.code({ userId: user!.id, redirectUri, codeChallenge })
      const wrong = auth({ code: other, codeVerifier: Redacted.make("guessed"), redirectUri })
      assert.deepInclude(yield* Effect.flip(me.pipe(client(wrong))), { code: "invalid_grant" })
    }).pipe(simulated()))
})
