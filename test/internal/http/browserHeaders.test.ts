/**
 * Headers that are passed to fetch in a browser. The service has to allow each one that is not safelisted, in its
 * response to a preflight, and Genesys Cloud allows those that its own SDK sends.
 */
import * as FetchHttpClient from "@effect/platform/FetchHttpClient"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Layer, Redacted } from "effect"
import * as Auth from "effect-purecloud/Auth"
import * as PureCloud from "effect-purecloud/PureCloud"
import * as Users from "effect-purecloud/Users"
import { afterEach, vi } from "vitest"

/** Globals of each kind of browser context, which no server has. */
const contexts = { "a page": "document", "a worker": "WorkerGlobalScope", "a service worker": "WorkerGlobalScope" }

const urls = { apiUrl: "https://api.example", loginUrl: "https://login.example" }

/** Runs a program and returns the headers of its requests to the API and to the token endpoint. */
const headersOf = (program: Effect.Effect<unknown, unknown, PureCloud.PureCloud>, auth: PureCloud.Options["auth"]) =>
  Effect.gen(function*() {
    const api: Array<ReadonlyArray<string>> = []
    const login: Array<Headers> = []
    const fetch: typeof globalThis.fetch = (input, init) => {
      const headers = new Headers(init?.headers)
      const isLogin = String(input).startsWith(urls.loginUrl)
      if (isLogin) login.push(headers)
      else api.push([...headers.keys()].sort())
      return Promise.resolve(Response.json(isLogin ? { access_token: "a-token", refresh_token: "r" } : { id: "u1" }))
    }
    const client = FetchHttpClient.layer.pipe(Layer.provide(Layer.succeed(FetchHttpClient.Fetch, fetch)))
    yield* Effect.provide(
      program,
      PureCloud.layer({ environment: urls, auth }).pipe(Layer.provide(client), Layer.orDie)
    )
    return { api, login }
  })

const calls = Effect.all([
  Users.getUser({ userId: "u" }),
  Users.deleteUser({ userId: "u" }),
  Users.patchUser({ userId: "u", body: { version: 1 } }),
  Users.postUsers({ body: { name: "N", email: "n@example.com", divisionId: "d" } })
])

afterEach(() => void vi.unstubAllGlobals())

const secret = Redacted.make("secret")

describe("headers of requests", () => {
  for (const [context, global] of Object.entries(contexts)) {
    it.effect(`in ${context} are those that the service allows`, () =>
      Effect.gen(function*() {
        vi.stubGlobal(global, {})
        const { api } = yield* headersOf(calls, Auth.layerStatic(Redacted.make("a-token")))
        const withoutBody = ["accept", "authorization"]
        const withBody = ["accept", "authorization", "content-type"]
        assert.deepStrictEqual(api, [withoutBody, withoutBody, withBody, withBody])
      }))

    it.effect(`in ${context}: a login with PKCE needs no preflight`, () =>
      Effect.gen(function*() {
        vi.stubGlobal(global, {})
        const { login } = yield* headersOf(
          Users.getUsersMe(),
          Auth.layerAuthorizationCode({
            clientId: "c",
            from: { code: secret, codeVerifier: secret, redirectUri: "https://app.example" }
          })
        )
        assert.deepStrictEqual(login.map((headers) => [...headers.keys()].sort()), [["accept", "content-type"]])
        assert.strictEqual(login[0]?.get("content-type"), "application/x-www-form-urlencoded")
      }))
  }

  it.effect("on a server have a user agent", () =>
    Effect.gen(function*() {
      const { api } = yield* headersOf(Users.getUser({ userId: "u" }), Auth.layerStatic(Redacted.make("a-token")))
      assert.deepStrictEqual(api, [["accept", "authorization", "user-agent"]])
    }))
})
