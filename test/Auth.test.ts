import { assert, describe, it } from "@effect/vitest"
import { Deferred, Duration, Effect, Exit, Fiber, Layer, Ref, TestClock } from "effect"
import * as Auth from "effect-purecloud/Auth"
import * as PureCloudConfig from "effect-purecloud/PureCloudConfig"
import * as PureCloudError from "effect-purecloud/PureCloudError"
import * as Users from "effect-purecloud/Users"
import * as Redacted from "effect/Redacted"
import { createHash } from "node:crypto"
import { until } from "./utils/eventLoop.js"
import { errorOf, fine, outcomeOf, trial, unauthorized } from "./utils/faults.js"
import * as Network from "./utils/network.js"
import { type Reply, secretMark, token, withService } from "./utils/service.js"

describe("the token endpoint", () => {
  it.effect("receives the request that the vendor documents", () =>
    withService(() => fine, ({ seen, tokens }) =>
      Effect.gen(function*() {
        yield* Users.getUser({ userId: "u" })
        assert.strictEqual(tokens.length, 1)
        assert.strictEqual(tokens[0]!.method, "POST")
        assert.strictEqual(tokens[0]!.body, "grant_type=client_credentials")
        assert.strictEqual(tokens[0]!.headers["content-type"], "application/x-www-form-urlencoded")
        assert.strictEqual(
          tokens[0]!.headers.authorization,
          `Basic ${Buffer.from(`a-client:client-${secretMark}`).toString("base64")}`
        )
        assert.strictEqual(seen[0]!.headers.authorization, `Bearer token-0-${secretMark}`)
      })))

  it.live("receives one request for 100 calls, also if the first call is interrupted", () => {
    let release = () => {}
    const held = new Promise<void>((resolve) => (release = resolve))
    return withService(() => fine, ({ seen, tokens }) =>
      Effect.gen(function*() {
        const first = yield* Effect.fork(Users.getUser({ userId: "first" }))
        yield* until(() => tokens.length > 0)
        const others = yield* Effect.forkAll(
          Array.from({ length: 99 }, (_, i) => Users.getUser({ userId: `u${i}` }))
        )
        yield* Fiber.interrupt(first)
        release()
        assert.strictEqual((yield* Fiber.join(others)).length, 99)
        assert.strictEqual(tokens.length, 1)
        assert.strictEqual(seen.length, 99)
      }), { token: () => held.then(() => token()) })
  })

  const failing: ReadonlyArray<readonly [string, Reply, Partial<PureCloudError.AuthError>]> = [
    ["wrong credentials", {
      status: 400,
      body: { error: "invalid_client", description: "client not found", error_description: "authentication failed" }
    }, { reason: "Credentials", code: "invalid_client", status: 400, isRetryable: false }],
    ["a grant the client may not use", { status: 400, body: { error: "unauthorized_client" } }, {
      reason: "GrantNotAllowed",
      isRetryable: false
    }],
    ["a response without a token", { body: { token_type: "bearer" } }, { reason: "Unexpected", isRetryable: false }],
    ["a token that no header can hold", { body: { access_token: "a\nb" } }, { reason: "Unexpected" }],
    ["a page instead of JSON", { body: `<html>${secretMark}</html>`, headers: { "content-type": "text/html" } }, {
      reason: "Unexpected"
    }],
    ["a redirect", { status: 302, headers: { location: "http://127.0.0.1:9/" } }, { reason: "Unexpected" }]
  ]
  for (const [what, reply, expected] of failing) {
    it.effect(`fails with AuthError on ${what}`, () =>
      withService(() => fine, ({ seen }) =>
        Effect.gen(function*() {
          const error = yield* Effect.flip(Users.getUser({ userId: "u" }))
          assert.instanceOf(error, PureCloudError.AuthError)
          for (const [key, value] of Object.entries(expected)) {
            assert.strictEqual(error[key as keyof PureCloudError.AuthError], value, key)
          }
          assert.strictEqual(seen.length, 0)
          assert.notInclude(JSON.stringify(error) + String(error), secretMark)
        }), { token: () => reply }))
  }

  it.live("is called again after its rate limit, also for a write", () =>
    withService(() => fine, ({ seen, tokens }) =>
      Effect.gen(function*() {
        yield* Users.patchUser({ userId: "u", body: { version: 1 } })
        assert.strictEqual(tokens.length, 8)
        assert.strictEqual(seen.length, 1)
      }), {
      token: (_, n) =>
        n < 7
          ? { status: 400, body: { error: "invalid_request", error_description: "rate limit exceeded; try later" } }
          : token()
    }))
})

/** A success with the headers of the rate limit. */
const known: Reply = {
  ...fine,
  headers: { "inin-ratelimit-count": "1", "inin-ratelimit-allowed": "300", "inin-ratelimit-reset": "60" }
}

describe("a token that the service rejects", () => {
  it.live("is replaced once, and the request is sent again, also a write", () =>
    withService((_, n) => n === 0 ? unauthorized : fine, ({ seen, tokens }) =>
      Effect.gen(function*() {
        yield* Users.patchUser({ userId: "u", body: { version: 1 } })
        assert.strictEqual(tokens.length, 2)
        assert.deepStrictEqual(seen.map(({ headers }) => headers.authorization), [
          `Bearer token-0-${secretMark}`,
          `Bearer token-1-${secretMark}`
        ])
      })))

  it.live("fails with Unauthorized after two requests if the new token is rejected too", () =>
    withService(() => unauthorized, ({ seen, tokens }) =>
      Effect.gen(function*() {
        const error = yield* Effect.flip(Users.getUser({ userId: "u" }))
        assert.strictEqual(error._tag, "PureCloudUnauthorized")
        assert.strictEqual(error.origin.attempts, 2)
        assert.strictEqual(seen.length, 2)
        assert.strictEqual(tokens.length, 2)
      })))

  it.live("is invalidated once for all calls that used it", () =>
    withService(
      ({ headers }, n) => n > 0 && headers.authorization!.includes("token-0") ? unauthorized : known,
      ({ seen, tokens }) =>
        Effect.gen(function*() {
          // Once the rate limit is known, 50 requests are in flight together.
          yield* Users.getUser({ userId: "first" })
          yield* Effect.forEach(Array.from({ length: 50 }), () => Users.getUser({ userId: "u" }), {
            concurrency: "unbounded"
          })
          assert.strictEqual(tokens.length, 2)
          assert.strictEqual(seen.length - 1, 100)
        })
    ))

  it.live("is sent by a few calls of a new client: the others wait, and send the next token", () =>
    withService(
      ({ headers }) => headers.authorization!.includes("token-0") ? unauthorized : fine,
      ({ seen, tokens }) =>
        Effect.gen(function*() {
          yield* Effect.forEach(Array.from({ length: 50 }), () => Users.getUser({ userId: "u" }), {
            concurrency: "unbounded"
          })
          assert.strictEqual(tokens.length, 2)
          assert.strictEqual(seen.length, 54)
        })
    ))
})

describe("the lifetime of a token", () => {
  const shared = Effect.gen(function*() {
    const fetched = yield* Ref.make(0)
    const gate = yield* Ref.make<Effect.Effect<void, PureCloudError.AuthError>>(Effect.void)
    const auth = yield* Auth.make({
      grant: "client_credentials",
      key: "k",
      fetch: Effect.flatten(Ref.get(gate)).pipe(
        Effect.zipRight(Ref.getAndUpdate(fetched, (n) => n + 1)),
        Effect.map((n) => ({ value: Redacted.make(`t${n}`), expiresIn: Duration.minutes(10) }))
      )
    })
    return { auth, fetched, gate, get: Effect.map(auth.get, Redacted.value) }
  })
  const run = <A, E>(program: (_: Effect.Effect.Success<typeof shared>) => Effect.Effect<A, E>) =>
    Effect.flatMap(shared, program).pipe(
      Effect.scoped,
      Effect.provide(Layer.orDie(PureCloudConfig.layer()))
    )
  const down = new PureCloudError.AuthError({
    origin: { endpoint: "token", method: "POST", route: "/oauth/token", attempts: 1 },
    reason: "Transport"
  })

  it.effect("ends with a refresh in the background, and calls use the old token while it is valid", () =>
    run(({ fetched, gate, get }) =>
      Effect.gen(function*() {
        assert.strictEqual(yield* get, "t0")
        yield* TestClock.adjust(Duration.seconds(539))
        assert.strictEqual(yield* get, "t0")
        assert.strictEqual(yield* Ref.get(fetched), 1)
        const open = yield* Deferred.make<void>()
        yield* Ref.set(gate, Deferred.await(open))
        yield* TestClock.adjust("2 seconds")
        assert.strictEqual(yield* get, "t0")
        assert.strictEqual(yield* get, "t0")
        yield* Deferred.succeed(open, undefined)
        yield* Effect.yieldNow()
        yield* TestClock.adjust("1 millis")
        assert.strictEqual(yield* get, "t1")
        assert.strictEqual(yield* Ref.get(fetched), 2)
      })
    ))

  it.effect("continues while the token endpoint fails for a while", () =>
    run(({ fetched, gate, get }) =>
      Effect.gen(function*() {
        yield* get
        yield* TestClock.adjust(Duration.seconds(570))
        yield* Ref.set(gate, Effect.fail(down))
        for (let i = 0; i < 20; i++) {
          assert.strictEqual(yield* get, "t0")
          yield* TestClock.adjust("1 seconds")
        }
        yield* Ref.set(gate, Effect.void)
        yield* TestClock.adjust("6 seconds")
        assert.strictEqual(yield* get, "t0")
        yield* TestClock.adjust("1 millis")
        assert.strictEqual(yield* get, "t1")
        assert.strictEqual(yield* Ref.get(fetched), 2)
      })
    ))

  it.effect("ends when the token expires: then calls wait for the new token, or fail with its error", () =>
    run(({ gate, get }) =>
      Effect.gen(function*() {
        yield* get
        yield* TestClock.adjust("11 minutes")
        yield* Ref.set(gate, Effect.fail(down))
        assert.deepStrictEqual(yield* Effect.exit(get), Exit.fail(down))
        yield* Ref.set(gate, Effect.void)
        assert.strictEqual(yield* get, "t1")
      })
    ))

  it.effect("does not end if the service rejects an older token", () =>
    run(({ auth, fetched, get }) =>
      Effect.gen(function*() {
        yield* get
        yield* auth.invalidate(Redacted.make("t0"))
        assert.strictEqual(yield* get, "t1")
        yield* auth.invalidate(Redacted.make("t0"))
        assert.strictEqual(yield* get, "t1")
        assert.strictEqual(yield* Ref.get(fetched), 2)
      })
    ))
})

describe("grants", () => {
  it.effect("send nothing if an operation does not allow them", () =>
    withService(() => fine, ({ seen, tokens }) =>
      Effect.gen(function*() {
        const error = yield* Effect.flip(Users.getUsersMe())
        assert.deepInclude(error, { _tag: "PureCloudAuthError", reason: "GrantNotAllowed" })
        assert.strictEqual(seen.length + tokens.length, 0)
      })))

  it.live("a static token is sent unchanged, and not sent again after the service rejects it", () =>
    withService(() => unauthorized, ({ seen, tokens }) =>
      Effect.gen(function*() {
        const error = yield* Effect.flip(Users.getUsersMe())
        assert.strictEqual(error._tag, "PureCloudUnauthorized")
        assert.deepStrictEqual(seen.map(({ headers }) => headers.authorization), ["Bearer mine"])
        assert.strictEqual(tokens.length, 0)
      }), { auth: Auth.layerStatic(Redacted.make("mine")) }))

  for (const [name, client] of Object.entries(Network.clients)) {
    it.live(`a token that is invalid in a header fails before a request is sent: ${name}`, () =>
      Effect.gen(function*() {
        for (const value of [`${secretMark}\n`, `${secretMark}\r\nx: y`, `${secretMark}é`, `a ${secretMark}`, ""]) {
          const { events, run, service } = yield* trial({
            script: () => fine,
            client,
            options: { auth: Auth.layerStatic(Redacted.make(value)) }
          })
          const exit = yield* run(Users.getUsersMe())
          assert.strictEqual(outcomeOf(exit), "AuthError/Unexpected")
          assert.strictEqual(errorOf(exit)!.origin.attempts, 0)
          assert.notInclude(JSON.stringify(exit) + errorOf(exit)!.message, secretMark)
          assert.deepStrictEqual(events.map(({ _tag }) => _tag), ["GiveUp"])
          assert.strictEqual(service.seen.length, 0)
        }
      }).pipe(Effect.scoped))
  }

  it.live("SAML2 bearer sends a new assertion for each token", () => {
    let assertions = 0
    return withService((_, n) => n === 0 ? unauthorized : fine, ({ tokens }) =>
      Effect.gen(function*() {
        yield* Users.getUsersMe()
        assert.deepStrictEqual(
          tokens.map(({ body }) => Object.fromEntries(new URLSearchParams(body))),
          [1, 2].map((n) => ({
            grant_type: "urn:ietf:params:oauth:grant-type:saml2-bearer",
            orgName: "acme",
            assertion: `<a${n}+/=>`
          }))
        )
        assert.match(tokens[0]!.headers.authorization!, /^Basic /)
      }), {
      auth: Auth.layerSaml2Bearer({
        clientId: "c",
        clientSecret: Redacted.make("s"),
        orgName: "acme",
        assertion: Effect.sync(() => Redacted.make(`<a${++assertions}+/=>`))
      })
    })
  })

  it.live("an authorization code is exchanged once, and then the latest refresh token is sent", () => {
    const received: Array<string> = []
    return withService(
      (_, n) => n < 4 && n % 2 === 0 ? unauthorized : fine,
      ({ seen, tokens }) =>
        Effect.gen(function*() {
          yield* Users.getUsersMe()
          yield* Users.getUsersMe()
          assert.deepStrictEqual(tokens.map(({ body }) => Object.fromEntries(new URLSearchParams(body))), [
            {
              client_id: "public-client",
              grant_type: "authorization_code",
              code: "code+1",
              code_verifier: "v",
              redirect_uri: "http://localhost:8080/back"
            },
            { client_id: "public-client", grant_type: "refresh_token", refresh_token: "r0" },
            { client_id: "public-client", grant_type: "refresh_token", refresh_token: "r1" }
          ])
          assert.isUndefined(tokens[0]!.headers.authorization)
          assert.deepStrictEqual(received, ["r0", "r1", "r2"])
          assert.strictEqual(seen.length, 4)
        }),
      {
        token: (_, n) => ({ body: { access_token: `t${n}`, expires_in: 900, refresh_token: `r${n}` } }),
        auth: Auth.layerAuthorizationCode({
          clientId: "public-client",
          from: {
            code: Redacted.make("code+1"),
            codeVerifier: Redacted.make("v"),
            redirectUri: "http://localhost:8080/back"
          },
          onRefreshToken: (token) => Effect.sync(() => void received.push(Redacted.value(token)))
        })
      }
    )
  })

  it.effect("a verifier and its challenge are those of RFC 7636", () =>
    Effect.gen(function*() {
      const { codeChallenge, codeVerifier } = yield* Auth.makeCodeVerifier
      assert.match(Redacted.value(codeVerifier), /^[A-Za-z0-9_-]{43}$/)
      assert.strictEqual(
        codeChallenge,
        createHash("sha256").update(Redacted.value(codeVerifier)).digest("base64url")
      )
      const url = yield* Auth.authorizeUrl({ clientId: "c&d", redirectUri: "http://x/y", codeChallenge, state: "s" })
        .pipe(
          Effect.provide(PureCloudConfig.layer({ environment: "eu-west-1" }))
        )
      assert.strictEqual(
        url,
        "https://login.mypurecloud.ie/oauth/authorize?response_type=code&client_id=c%26d&redirect_uri=http%3A%2F%2Fx%2Fy" +
          `&code_challenge=${codeChallenge}&code_challenge_method=S256&state=s`
      )
    }))
})
