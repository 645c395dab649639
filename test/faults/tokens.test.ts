/**
 * Waits for a token, and the lifetime of a token, when callers are interrupted, the client is closed or the clock is
 * set.
 */
import { assert, describe, it } from "@effect/vitest"
import { Duration, Effect, Exit, Fiber, Layer, Scope, Stream } from "effect"
import * as Auth from "effect-purecloud/Auth"
import * as PureCloud from "effect-purecloud/PureCloud"
import * as PureCloudConfig from "effect-purecloud/PureCloudConfig"
import type * as PureCloudError from "effect-purecloud/PureCloudError"
import * as Users from "effect-purecloud/Users"
import * as Redacted from "effect/Redacted"
import { until } from "../utils/eventLoop.js"
import { calls, fine, outcomeOf, silence, trial, unauthorized } from "../utils/faults.js"
import { secretMark, token } from "../utils/service.js"
import * as Time from "../utils/time.js"

/** A token service with the given token request. */
const auth = (fetch: Effect.Effect<Auth.Token, PureCloudError.AuthError>) =>
  Effect.provide(
    Auth.make({ grant: "client_credentials", key: "k", fetch }),
    Layer.orDie(PureCloudConfig.layer())
  )

describe("closing the client", () => {
  it.live("ends the waits for a token", () =>
    Effect.gen(function*() {
      const scope = yield* Scope.make()
      const { get } = yield* Scope.extend(auth(Effect.never), scope)
      const waiting = yield* Effect.fork(get)
      yield* Effect.yieldNow()
      yield* Scope.close(scope, Exit.void)
      const exit = yield* Fiber.await(waiting)
      assert.strictEqual(outcomeOf(exit), "AuthError/Transport")
    }))

  it.live("makes later calls fail at once", () =>
    Effect.gen(function*() {
      const scope = yield* Scope.make()
      const { get } = yield* Scope.extend(auth(Effect.never), scope)
      yield* Scope.close(scope, Exit.void)
      for (let i = 0; i < 2; i++) assert.strictEqual(outcomeOf(yield* Effect.exit(get)), "AuthError/Transport")
    }))

  it.live("makes calls fail with a message that does not blame the network", () =>
    Effect.gen(function*() {
      const scope = yield* Scope.make()
      const { get } = yield* Scope.extend(auth(Effect.never), scope)
      yield* Scope.close(scope, Exit.void)
      const { message } = yield* Effect.flip(get)
      assert.strictEqual(message, "token (POST /oauth/token) got no token: the client is closed.")
    }))
})

describe("callers", () => {
  it.live("that are interrupted while a token is fetched do not affect the others, and no fiber remains", () =>
    Effect.gen(function*() {
      let respond = () => {}
      const released = new Promise<void>((resolve) => (respond = resolve))
      const { left, run, service } = yield* trial({ script: () => fine, token: () => released.then(() => token()) })
      yield* Effect.flatten(run(Effect.gen(function*() {
        const fibers = yield* Effect.forEach(
          Array.from({ length: 20 }),
          (_, i) => Effect.fork(Users.getUser({ userId: `u${i}` }))
        )
        yield* until(() => service.tokens.length > 0)
        yield* Fiber.interruptAll(fibers.filter((_, i) => i % 2 === 0))
        respond()
        yield* Fiber.joinAll(fibers.filter((_, i) => i % 2 === 1))
      })))
      assert.strictEqual(service.tokens.length, 1)
      assert.strictEqual(service.seen.length, 10)
      assert.deepInclude(yield* left, { asleep: 0, fibers: 0 })
    }).pipe(Effect.scoped))

  it.live("wait for a token until their deadline, and later callers get it", () =>
    Effect.gen(function*() {
      const { run, service, time } = yield* trial({
        script: () => fine,
        token: (_, n) => n > 0 ? token(n) : silence,
        options: { retry: { deadline: "10 seconds" } }
      })
      const exit = yield* run(calls.PATCH)
      assert.strictEqual(outcomeOf(exit), "TransportError/Deadline")
      assert.strictEqual(time.elapsed(), 10_000)
      assert.strictEqual(service.seen.length, 0)
      yield* Effect.flatten(run(Effect.zipRight(Effect.sleep("30 seconds"), calls.PATCH)))
      assert.strictEqual(service.tokens.length, 2)
    }).pipe(Effect.scoped))
})

describe("waiting for a token", () => {
  it.live("ends at the deadline of a call that is shorter than the timeout", () =>
    Effect.gen(function*() {
      const { run, time } = yield* trial({ script: () => fine, token: () => silence })
      const exit = yield* run(
        calls.GET.pipe(PureCloud.withTimeout("5 seconds"), PureCloud.withRetry({ deadline: "10 seconds" }))
      )
      assert.strictEqual(outcomeOf(exit), "TransportError/Deadline")
      assert.strictEqual(time.elapsed(), 10_000)
    }).pipe(Effect.scoped))

  it.live("ends at the deadline of an uninterruptible call", () =>
    Effect.gen(function*() {
      const { run, time } = yield* trial({
        script: () => fine,
        options: {
          auth: Layer.succeed(Auth.Auth, {
            grant: "client_credentials",
            key: "k",
            get: Effect.never,
            invalidate: () => Effect.void
          }),
          retry: { deadline: "10 seconds" }
        }
      })
      const exit = yield* run(Effect.uninterruptible(calls.GET))
      assert.strictEqual(outcomeOf(exit), "TransportError/Deadline")
      assert.strictEqual(time.elapsed(), 10_000)
    }).pipe(Effect.scoped))

  it.live("ends after the timeout if the effect of the assertion never ends", () =>
    Effect.gen(function*() {
      let assertions = 0
      const { left, run, service, time } = yield* trial({
        script: () => fine,
        token: () => token(),
        options: {
          auth: Auth.layerSaml2Bearer({
            clientId: "c",
            clientSecret: Redacted.make("s"),
            orgName: "o",
            assertion: Effect.suspend(() => ++assertions < 3 ? Effect.never : Effect.succeed(Redacted.make("a")))
          })
        }
      })
      assert.strictEqual(outcomeOf(yield* run(calls.GET)), "ok")
      assert.strictEqual(assertions, 3)
      assert.strictEqual(service.tokens.length, 1)
      assert.isAtMost(time.elapsed(), 62_000)
      assert.deepInclude(yield* left, { asleep: 0, fibers: 0 })
    }).pipe(Effect.scoped))
})

describe("the lifetime of a token", () => {
  for (const jump of [-7200, 7200]) {
    it.live(`is kept if the clock jumps by ${jump} s`, () =>
      Effect.gen(function*() {
        const time = Time.make()
        let current = ""
        let endsAt = Infinity
        const { run, service } = yield* trial({
          // The clock of the service is not set.
          script: ({ headers }) => headers.authorization === current && time.elapsed() < endsAt ? fine : unauthorized,
          token: (_, n) => {
            current = `Bearer token-${n}-${secretMark}`
            endsAt = time.elapsed() + 3_600_000
            return token(n, 3600)
          },
          time
        })
        yield* Effect.flatten(run(Effect.gen(function*() {
          for (let i = 0; i < 30; i++) {
            yield* calls.POST
            if (i === 3) time.shift(jump * 1000)
            yield* Effect.sleep("10 minutes")
          }
        })))
        // The calls take five hours: one token for each hour, and one more because of the jump.
        assert.isAtMost(service.tokens.length, 7)
        assert.isAtMost(service.seen.length, 32)
      }).pipe(Effect.scoped))
  }

  it.live("may end while 100 pages are read", () =>
    Effect.gen(function*() {
      const time = Time.make()
      let revoked = 0
      const { run, service } = yield* trial({
        script: ({ headers, url }, n) => {
          // The service rejects tokens before they expire.
          if (n % 40 === 39) revoked = service.tokens.length
          if (Number(/token-(\d+)/.exec(headers.authorization!)![1]) < revoked) return unauthorized
          const pageNumber = Number(new URL(url, "http://x").searchParams.get("pageNumber"))
          return {
            body: { entities: [{ id: `u${pageNumber}` }], pageNumber, pageSize: 25, pageCount: 100, total: 100 }
          }
        },
        token: (_, n) => token(n, 600),
        time
      })
      const read: Array<string> = []
      yield* Effect.flatten(run(Stream.runForEach(
        Users.getUsers.items(),
        ({ id }) => Effect.zipRight(Effect.sync(() => read.push(id)), Effect.sleep("1 minutes"))
      )))
      assert.deepStrictEqual(read, Array.from({ length: 100 }, (_, i) => `u${i + 1}`))
      assert.isAtLeast(service.tokens.length, 11)
      assert.isAtMost(service.tokens.length, 16)
    }).pipe(Effect.scoped))

  it.live("of more than a day ends with a refresh", () =>
    Effect.gen(function*() {
      const time = Time.make("memory")
      let fetched = 0
      yield* Effect.flatten(time.run(Effect.scoped(Effect.gen(function*() {
        const { get } = yield* auth(Effect.sync(() => ({
          value: Redacted.make(`t${fetched++}`),
          expiresIn: Duration.hours(48)
        })))
        for (let hour = 0; hour < 24 * 10; hour++) {
          yield* get
          yield* Effect.sleep("1 hours")
        }
      }))))
      assert.strictEqual(fetched, 5)
    }))
})
