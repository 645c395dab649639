/**
 * Cross-origin requests, and the sign-in page.
 */
import { assert, describe, it } from "@effect/vitest"
import { Effect, Option, Redacted } from "effect"
import * as Auth from "effect-purecloud/Auth"
import * as PureCloudConfig from "effect-purecloud/PureCloudConfig"
import * as Simulator from "effect-purecloud/Simulator"
import * as Users from "effect-purecloud/Users"
import { address, client, served } from "../utils/socket.js"

const page = "http://localhost:5173"

const send = (path: string, init: RequestInit = {}) =>
  Effect.flatMap(
    address,
    (url) =>
      Effect.promise(() =>
        fetch(url + path, { redirect: "manual", ...init }).then(async (response) => ({
          status: response.status,
          headers: Object.fromEntries(response.headers),
          text: await response.text()
        }))
      )
  )

const preflight = (path: string, origin: string, method: string, headers = "authorization,content-type") =>
  send(path, {
    method: "OPTIONS",
    headers: { origin, "access-control-request-method": method, "access-control-request-headers": headers }
  })

const listOf = (text = ""): ReadonlyArray<string> => text.toLowerCase().split(",").map((name) => name.trim())

/** Names of the CORS headers of a response. */
const cors = (headers: { readonly [name: string]: string }) =>
  Object.keys(headers).filter((name) => name.startsWith("access-control-"))

describe("cross-origin requests", () => {
  for (const allowedOrigins of [[page], [page, "https://app.example"], ["*"]]) {
    it.live(`are allowed for ${allowedOrigins.join(" and ")}`, () =>
      Effect.gen(function*() {
        for (const path of ["/api/v2/users", "/api/v2/users/someone/routingskills/x", "/oauth/token"]) {
          for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE"]) {
            const { headers, status, text } = yield* preflight(path, page, method)
            assert.deepStrictEqual([status, text], [204, ""])
            assert.include([page, "*"], headers["access-control-allow-origin"])
            assert.include(listOf(headers["access-control-allow-methods"]), method.toLowerCase())
            assert.includeMembers(
              [...listOf(headers["access-control-allow-headers"])],
              ["authorization", "content-type"]
            )
          }
        }
        const simulator = yield* Simulator.Simulator
        assert.deepStrictEqual(yield* simulator.requests, [], "a preflight is no request of the API")
        const token = Redacted.value(yield* simulator.token())
        const authorization = `Bearer ${token}`
        for (const [headers, expected] of [[{ authorization }, 200], [{}, 401]] as const) {
          const response = yield* send("/api/v2/users", { headers: { origin: page, ...headers } })
          assert.strictEqual(response.status, expected)
          assert.include([page, "*"], response.headers["access-control-allow-origin"])
          assert.includeMembers([...listOf(response.headers["access-control-expose-headers"])], [
            "inin-correlation-id",
            "inin-ratelimit-count",
            "inin-ratelimit-allowed",
            "inin-ratelimit-reset",
            "retry-after"
          ])
        }
      }).pipe(Effect.provide(served({ allowedOrigins }))))
  }

  it.live("are not allowed for other origins", () =>
    Effect.gen(function*() {
      for (const origin of ["https://evil.example", `${page}.evil.example`, "null", "http://localhost:5174"]) {
        const refused = yield* preflight("/api/v2/users", origin, "GET")
        assert.notProperty(refused.headers, "access-control-allow-origin", origin)
        const read = yield* send("/api/v2/users", { headers: { origin } })
        assert.notProperty(read.headers, "access-control-allow-origin", origin)
      }
    }).pipe(Effect.provide(served({ allowedOrigins: [page] }))))

  it.live("get no CORS headers if no origin is allowed", () =>
    Effect.gen(function*() {
      const refused = yield* preflight("/api/v2/users", page, "GET")
      assert.deepStrictEqual([refused.status, cors(refused.headers)], [401, []])
      const read = yield* send("/api/v2/users", { headers: { origin: page } })
      assert.deepStrictEqual([read.status, cors(read.headers)], [401, []])
    }).pipe(Effect.provide(served())))

  it.live("an OPTIONS request without an origin is not a preflight request", () =>
    Effect.gen(function*() {
      const { status } = yield* send("/api/v2/users", { method: "OPTIONS" })
      assert.strictEqual(status, 401)
    }).pipe(Effect.provide(served({ allowedOrigins: [page] }))))

  it.effect("the option takes origins, not URLs", () =>
    Effect.gen(function*() {
      for (
        const origin of ["", "localhost", "http://localhost:5173/", "https://app.example/path", "https://*.example"]
      ) {
        const error = yield* Effect.flip(Simulator.make({ allowedOrigins: [origin] }))
        assert.deepInclude(error, { _op: "InvalidData", path: ["allowedOrigins"] })
      }
      yield* Simulator.make({ allowedOrigins: ["*", "https://app.example", "http://[::1]:3000"] })
    }))
})

const redirectUri = `${page}/signed-in?tab=1`

const clients = [
  { id: "web", secret: "s", redirectUris: [redirectUri] },
  { id: "job", secret: "s", grants: ["client_credentials"] },
  { id: "any", secret: "s" }
] as const

const form = (fields: { readonly [name: string]: string }): RequestInit => ({
  method: "POST",
  body: new URLSearchParams(fields)
})

describe("the sign-in page", () => {
  const state = `"><script>alert(1)</script>&`

  const start = Effect.gen(function*() {
    const { codeChallenge, codeVerifier } = yield* Auth.makeCodeVerifier
    const loginUrl = yield* address
    const config = PureCloudConfig.layer({ environment: { apiUrl: loginUrl, loginUrl } })
    const url = yield* Effect.provide(
      Auth.authorizeUrl({ clientId: "web", redirectUri, codeChallenge, state }),
      config
    )
    return { codeVerifier, url: new URL(url), fields: Object.fromEntries(new URL(url).searchParams) }
  })

  it.live("redirects with a code that can be exchanged for a token", () =>
    Effect.gen(function*() {
      const { codeVerifier, fields, url } = yield* start
      const shown = yield* send(url.pathname + url.search)
      assert.strictEqual(shown.status, 200)
      assert.match(shown.headers["content-type"]!, /^text\/html/)
      assert.notInclude(shown.text, "<script>", "the page shows its parameters as text")
      assert.include(shown.text, `method="post"`)

      const simulator = yield* Simulator.Simulator
      const [, user] = [...yield* simulator.users("active")]
      const back = yield* send(url.pathname, form({ ...fields, email: user!.email! }))
      assert.strictEqual(back.status, 302)
      const location = new URL(back.headers["location"]!)
      assert.strictEqual(location.origin + location.pathname, `${page}/signed-in`)
      assert.strictEqual(location.searchParams.get("tab"), "1")
      assert.strictEqual(location.searchParams.get("state"), state)

      const code = Redacted.make(location.searchParams.get("code")!)
      const signedIn = client(
        Auth.layerAuthorizationCode({ clientId: "web", from: { code, codeVerifier, redirectUri } })
      )
      assert.strictEqual((yield* Effect.provide(Users.getUsersMe(), signedIn)).id, user!.id)
    }).pipe(Effect.provide(served({ clients }))))

  it.live("accepts a redirect URI whose question mark is not encoded", () =>
    Effect.gen(function*() {
      const query = `redirect_uri=${page}/signed-in?tab=1&client_id=any&response_type=code`
      assert.strictEqual((yield* send(`/oauth/authorize?${query}`)).status, 200)
    }).pipe(Effect.provide(served({ clients }))))

  it.live("shows an error without a redirect if the client or its redirect URI is unknown", () =>
    Effect.gen(function*() {
      const { fields, url } = yield* start
      const wrong: ReadonlyArray<readonly [fields: { readonly [name: string]: string | undefined }, words: RegExp]> = [
        [{ client_id: "nobody" }, /client_id/],
        [{ client_id: undefined }, /client_id/],
        [{ client_id: "job" }, /grant/],
        [{ redirect_uri: `${page}/elsewhere` }, /redirect_uri/],
        [{ redirect_uri: undefined }, /redirect_uri/],
        [{ client_id: "any", redirect_uri: "/relative" }, /redirect_uri/],
        [{ client_id: "any", redirect_uri: "javascript:alert(1)" }, /redirect_uri/],
        [{ client_id: "any", redirect_uri: `${page}/#fragment` }, /redirect_uri/]
      ]
      for (const [change, words] of wrong) {
        const changed: { [name: string]: string } = {}
        for (const [name, value] of Object.entries({ ...fields, ...change })) {
          if (value !== undefined) changed[name] = value
        }
        const shown = yield* send(`${url.pathname}?${new URLSearchParams(changed)}`)
        const posted = yield* send(url.pathname, form({ ...changed, email: "x" }))
        for (const { headers, status, text } of [shown, posted]) {
          assert.strictEqual(status, 400)
          assert.match(text, words)
          assert.notProperty(headers, "location")
          assert.notInclude(text, "<script>")
        }
      }
    }).pipe(Effect.provide(served({ clients }))))

  it.live("redirects other errors to the client", () =>
    Effect.gen(function*() {
      const { fields, url } = yield* start
      for (
        const [change, error] of [
          [{ response_type: "token" }, "unsupported_response_type"],
          [{ code_challenge_method: "plain" }, "invalid_request"],
          [{ code_challenge: "short" }, "invalid_request"]
        ] as const
      ) {
        const { headers, status } = yield* send(`${url.pathname}?${new URLSearchParams({ ...fields, ...change })}`)
        assert.strictEqual(status, 302)
        const { searchParams } = new URL(headers["location"]!)
        assert.strictEqual(searchParams.get("error"), error)
        assert.strictEqual(searchParams.get("state"), state)
        assert.isFalse(searchParams.has("code"))
      }
    }).pipe(Effect.provide(served({ clients }))))

  it.live("shows the form again for an email address of no active user", () =>
    Effect.gen(function*() {
      const { fields, url } = yield* start
      const simulator = yield* Simulator.Simulator
      const [deleted] = [...yield* simulator.users("deleted")]
      assert.isTrue(Option.isSome(yield* simulator.user(deleted!.id)))
      for (const email of ["", "nobody@acme.example", deleted!.email!]) {
        const { status, text } = yield* send(url.pathname, form({ ...fields, email }))
        assert.strictEqual(status, 200)
        assert.include(text, "No active user")
        assert.include(text, `method="post"`)
      }
    }).pipe(Effect.provide(served({ clients, deletedUsers: 1 }))))

  it.live("accepts GET and POST only", () =>
    Effect.gen(function*() {
      assert.strictEqual((yield* send("/oauth/authorize", { method: "DELETE" })).status, 405)
    }).pipe(Effect.provide(served({ clients }))))
})
