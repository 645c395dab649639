/**
 * Logins that the token endpoint limits, or whose code can be sent only once.
 */
import { assert, describe, it } from "@effect/vitest"
import { Duration, Effect, Exit } from "effect"
import * as Auth from "effect-purecloud/Auth"
import * as Redacted from "effect/Redacted"
import {
  calls,
  errorOf,
  fine,
  many,
  outcomeOf,
  reset,
  status,
  throttledToken,
  trial,
  unauthorized
} from "../utils/faults.js"
import { recordingLogger } from "../utils/logs.js"
import { secretMark, token } from "../utils/service.js"
import * as Time from "../utils/time.js"

describe("the rate limit of the login service", () => {
  it.live(
    "makes 200 calls wait together: the number of token requests is the same as for one call",
    () =>
      Effect.gen(function*() {
        const time = Time.make("sockets", 100)
        const { run, service } = yield* trial({
          script: () => fine,
          token: (_, n) => time.elapsed() < 60_000 ? throttledToken : token(n),
          time
        })
        const exits = yield* Effect.flatten(run(many(200)))
        assert.isTrue(exits.every(Exit.isSuccess))
        assert.strictEqual(service.seen.length, 200)
        assert.isAtMost(service.tokens.length, 15)
        assert.isAtMost(time.elapsed(), 100_000)
      }).pipe(Effect.scoped)
  )

  it.live("with a Retry-After makes calls wait for that time", () =>
    Effect.gen(function*() {
      const { run, service, time } = yield* trial({
        script: () => fine,
        token: (_, n) => n < 2 ? status(429, { "retry-after": "20" }) : token(n)
      })
      assert.isTrue((yield* Effect.flatten(run(many(20)))).every(Exit.isSuccess))
      assert.strictEqual(service.tokens.length, 3)
      assert.isAtLeast(time.elapsed(), 40_000)
    }).pipe(Effect.scoped))

  it.live("with a Retry-After that is too long fails at once, and no request is sent before its end", () =>
    Effect.gen(function*() {
      const time = Time.make()
      const requestedAt: Array<number> = []
      const { run, service } = yield* trial({
        script: () => fine,
        token: (_, n) => {
          requestedAt.push(time.elapsed())
          return n === 0 ? status(429, { "retry-after": "600" }) : token(n)
        },
        time
      })
      const refused = yield* run(calls.GET)
      assert.deepInclude(errorOf(refused), { reason: "RateLimited", retryAfter: Duration.minutes(10) })
      assert.strictEqual(time.elapsed(), 0)
      const later = yield* run(Effect.zipRight(Effect.sleep("5 minutes"), calls.GET))
      assert.deepInclude(errorOf(later), { reason: "RateLimited", retryAfter: Duration.minutes(5) })
      yield* Effect.flatten(run(Effect.zipRight(Effect.sleep("3 minutes"), many(20))))
      assert.deepStrictEqual(requestedAt, [0, 600_000])
      assert.strictEqual(service.seen.length, 20)
    }).pipe(Effect.scoped))

  it.live("with a Retry-After beyond the deadline of a call ends it at once", () =>
    Effect.gen(function*() {
      const { run, service, time } = yield* trial({
        script: () => fine,
        token: () => status(429, { "retry-after": "120" }),
        options: { retry: { deadline: "60 seconds" } }
      })
      const exit = yield* run(calls.GET)
      assert.strictEqual(outcomeOf(exit), "TransportError/Deadline")
      assert.include(errorOf(exit)!.message, "RateLimited")
      assert.strictEqual(time.elapsed(), 0)
      assert.strictEqual(service.tokens.length, 1)
    }).pipe(Effect.scoped))

  it.live("applies to a refresh too, while the old token is valid", () =>
    Effect.gen(function*() {
      const time = Time.make()
      const requestedAt: Array<number> = []
      const { run } = yield* trial({
        script: () => fine,
        token: (_, n) => {
          requestedAt.push(time.elapsed() / 1000)
          return n === 1 ? status(429, { "retry-after": "50" }) : token(n, 1000)
        },
        time
      })
      yield* Effect.flatten(run(Effect.forEach(
        Array.from({ length: 110 }),
        () => Effect.zipRight(calls.GET, Effect.sleep("10 seconds"))
      )))
      assert.deepStrictEqual(requestedAt, [0, 940, 990])
    }).pipe(Effect.scoped))

  it.live("does not use the rate limit of the API", () =>
    Effect.gen(function*() {
      const time = Time.make()
      let used = 0
      const { run } = yield* trial({
        script: () => ({
          ...fine,
          headers: {
            "inin-ratelimit-count": String(++used),
            "inin-ratelimit-allowed": "30",
            "inin-ratelimit-reset": "60"
          }
        }),
        token: (_, n) => time.elapsed() > 1000 && time.elapsed() < 25_000 ? throttledToken : token(n, 1),
        time
      })
      yield* Effect.flatten(run(Effect.gen(function*() {
        yield* calls.GET
        yield* Effect.sleep("2 seconds")
        yield* many(20)
      })))
      assert.isAtMost(time.elapsed(), 59_000)
    }).pipe(Effect.scoped))
})

/** Options of a client whose user logged in. By default, it exchanges a code. */
const loginOptions = (
  onRefreshToken?: (refreshToken: Redacted.Redacted) => Effect.Effect<void>,
  from: Parameters<typeof Auth.layerAuthorizationCode>[0]["from"] = {
    code: Redacted.make(`code-${secretMark}`),
    codeVerifier: Redacted.make("v"),
    redirectUri: "http://localhost/back"
  }
) => ({ auth: Auth.layerAuthorizationCode({ clientId: "c", from, ...(onRefreshToken && { onRefreshToken }) }) })

/** The nth response of the token endpoint, with a refresh token. */
const refreshing = (n: number) => ({
  body: { access_token: `t${n}`, expires_in: 1000, refresh_token: `r${n}-${secretMark}` }
})

describe("the code of a login", () => {
  it.live("is not sent again if the response had no refresh token", () =>
    Effect.gen(function*() {
      const { left, run, service } = yield* trial({
        script: () => fine,
        token: (_, n) => token(n, 1000),
        options: loginOptions()
      })
      yield* Effect.flatten(run(Effect.forEach(
        Array.from({ length: 99 }),
        () => Effect.zipRight(calls.GET, Effect.sleep("10 seconds"))
      )))
      assert.strictEqual(service.tokens.length, 1)
      const exit = yield* run(Effect.zipRight(Effect.sleep("11 seconds"), calls.GET))
      assert.strictEqual(outcomeOf(exit), "AuthError/Credentials")
      assert.include(errorOf(exit)!.message, "log in again")
      assert.strictEqual(errorOf(exit)!.origin.attempts, 0)
      assert.strictEqual(service.tokens.length, 1)
      assert.deepInclude(yield* left, { asleep: 0, fibers: 0 })
    }).pipe(Effect.scoped))

  it.live("is not sent again if the service rejects its token", () =>
    Effect.gen(function*() {
      const { run, service } = yield* trial({
        script: () => unauthorized,
        token: (_, n) => token(n),
        options: loginOptions()
      })
      assert.strictEqual(outcomeOf(yield* run(calls.GET)), "AuthError/Credentials")
      assert.strictEqual(service.tokens.length, 1)
    }).pipe(Effect.scoped))

  it.live("is sent again if the response had no token", () =>
    Effect.gen(function*() {
      for (const failure of [reset, status(503), throttledToken]) {
        const { run, service } = yield* trial({
          script: () => fine,
          token: (_, n) => n === 0 ? failure : token(n),
          options: loginOptions()
        })
        assert.strictEqual(outcomeOf(yield* run(calls.GET)), "ok")
        assert.strictEqual(service.tokens.length, 2)
      }
    }).pipe(Effect.scoped))

  it.live("is exchanged for a token, which all waiting calls get, even if the refresh token cannot be saved", () =>
    Effect.gen(function*() {
      for (
        const hook of [
          (refreshToken: Redacted.Redacted) => Effect.die(new Error(`cannot write ${Redacted.value(refreshToken)}`)),
          (refreshToken: Redacted.Redacted) => {
            throw new Error(`cannot write ${Redacted.value(refreshToken)}`)
          }
        ]
      ) {
        const { layer, lines } = recordingLogger()
        const { run, service } = yield* trial({
          script: () => fine,
          token: (_, n) => refreshing(n),
          options: loginOptions(hook)
        }).pipe(Effect.provide(layer))
        const exits = yield* Effect.flatten(
          run(Effect.provide(many(5), layer))
        )
        assert.deepStrictEqual(exits.map(outcomeOf), Array(5).fill("ok"))
        yield* run(Effect.zipRight(Effect.sleep("1001 seconds"), calls.GET))
        assert.include(service.tokens[1]!.body, `refresh_token=r0-${secretMark}`)
        assert.include(lines.join(), "cannot write")
        assert.notInclude(lines.join(), secretMark)
      }
    }).pipe(Effect.scoped))
})

describe("a refresh token", () => {
  it.live("is replaced by the next one, which is saved even if the client is closed meanwhile", () =>
    Effect.gen(function*() {
      const time = Time.make()
      const saved: Array<string> = []
      const save = (refreshToken: Redacted.Redacted) =>
        Effect.zipRight(Effect.sleep("5 seconds"), Effect.sync(() => saved.push(Redacted.value(refreshToken))))
      const { close, left, run, service } = yield* trial({
        script: () => fine,
        token: (_, n) => refreshing(n),
        options: loginOptions((refreshToken) => Effect.asVoid(save(refreshToken)), {
          refreshToken: Redacted.make(`r-${secretMark}`)
        }),
        time
      })
      yield* Effect.flatten(run(Effect.gen(function*() {
        yield* calls.GET
        yield* Effect.sleep("950 seconds")
        // The refresh continues in the background.
        yield* calls.GET
        yield* Effect.sleep("1 seconds")
        yield* close
      })))
      assert.strictEqual(service.tokens.length, 2)
      assert.deepStrictEqual(saved, [0, 1].map((n) => `r${n}-${secretMark}`))
      assert.deepInclude(yield* left, { asleep: 0, fibers: 0 })
    }).pipe(Effect.scoped))
})
