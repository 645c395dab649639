import { assert, describe, it } from "@effect/vitest"
import { Cause, Duration, Effect, Exit, Fiber, Stream, TestClock } from "effect"
import * as Auth from "effect-purecloud/Auth"
import * as PureCloud from "effect-purecloud/PureCloud"
import * as Users from "effect-purecloud/Users"
import * as Redacted from "effect/Redacted"
import { until } from "../../utils/eventLoop.js"
import { errorOf, fine, inTurn, limited, outcomeOf, reset, silence, status, trial } from "../../utils/faults.js"
import { invalid } from "../../utils/invalid.js"
import { clientOf, type Reply, service, token, withService } from "../../utils/service.js"

const unavailable = status(503)

const onePage: Reply = { body: { entities: [{ id: "u1" }], pageCount: 2 } }

const listing = Users.getUsers.items({}, { concurrency: 1 })
const read = Users.getUser({ userId: "u" })
const write = Users.patchUser({ userId: "u", body: { version: 1 } })
const create = Users.postUsers({ body: { name: "N", email: "n@example.com" } })

/** Waits for a number of real milliseconds, which the test clock does not control. */
const realSleep = (millis: number) => Effect.promise(() => new Promise((resolve) => setTimeout(resolve, millis)))

/** Runs a program while the test clock advances second by second. Returns the exit, and the seconds that it took. */
const timed = <A, E, R>(program: Effect.Effect<A, E, R>) =>
  Effect.gen(function*() {
    const fiber = yield* Effect.fork(program)
    let seconds = 0
    while (seconds < 2000) {
      // A response on a real socket needs some turns of the event loop, which may take long on a busy machine.
      for (let turn = 0; turn < 10; turn++) {
        yield* Effect.promise(() => new Promise((resolve) => setTimeout(() => setImmediate(resolve), 1)))
      }
      const exit = yield* fiber.poll
      if (exit._tag === "Some") return { exit: exit.value, seconds }
      yield* TestClock.adjust("1 seconds")
      seconds++
    }
    return { exit: yield* Fiber.await(fiber), seconds }
  })

describe.concurrent("a request is retried:", () => {
  for (const status of [500, 502, 503, 504, 408]) {
    it.live(`a read after ${status}`, () =>
      withService(inTurn({ status }, { status }), ({ seen }) =>
        Effect.gen(function*() {
          assert.deepStrictEqual(yield* read, { id: "u1" })
          assert.strictEqual(seen.length, 3)
        })))

    it.live(`no PATCH and no POST after ${status}, because it may have been carried out`, () =>
      withService(() => ({ status }), ({ seen }) =>
        Effect.gen(function*() {
          const error = yield* Effect.flip(write)
          assert.strictEqual(error._tag, status === 408 ? "PureCloudRequestTimeout" : "PureCloudServerError")
          yield* Effect.flip(create)
          assert.deepStrictEqual(seen.map(({ method }) => method), ["PATCH", "POST"])
        })))
  }

  it.live("PUT, DELETE and a POST that only reads", () =>
    withService(
      ({ url }, n) =>
        n % 2 === 0
          ? unavailable
          : url.endsWith("search")
          ? { body: { results: [] } }
          : url.endsWith("roles")
          ? fine
          : { body: {} },
      ({ seen }) =>
        Effect.gen(function*() {
          yield* Users.putUserRoles({ userId: "u", body: ["r"] })
          yield* Users.deleteUser({ userId: "u" })
          yield* Users.postUsersSearch({ body: { query: [] } })
          assert.deepStrictEqual(seen.map(({ method }) => method), ["PUT", "PUT", "DELETE", "DELETE", "POST", "POST"])
        })
    ))

  it.live("no request after 501, 400, 404, 413", () =>
    withService((_, n) => ({ status: [501, 400, 404, 413][n]! }), ({ seen }) =>
      Effect.gen(function*() {
        yield* Effect.forEach([read, read, read, read], Effect.flip)
        assert.strictEqual(seen.length, 4)
      })))

  it.live("a read whose connection was reset, and no write", () =>
    withService(
      (_, n) => n < 2 ? reset : fine,
      ({ seen }) =>
        Effect.gen(function*() {
          const error = yield* Effect.flip(write)
          assert.deepInclude(error, { _tag: "PureCloudTransportError", reason: "Reset" })
          assert.deepStrictEqual(yield* read, { id: "u1" })
          assert.deepStrictEqual(seen.map(({ method }) => method), ["PATCH", "GET", "GET"])
        })
    ))

  it.live("any method if no connection was opened", () =>
    Effect.gen(function*() {
      const gone = yield* Effect.scoped(service(() => fine))
      for (const program of [read, write]) {
        const error = yield* Effect.flip(Effect.provide(
          program,
          clientOf(gone, { auth: Auth.layerStatic(Redacted.make("t")), retry: { attempts: 3, baseDelay: "1 millis" } })
        ))
        assert.deepInclude(error, { _tag: "PureCloudTransportError", reason: "Connect", code: "ECONNREFUSED" })
        assert.strictEqual(error.origin.attempts, 3)
      }
    }))
})

describe.concurrent("the limits of retries", () => {
  it.live("bound the number of requests, and the last error has that number", () =>
    withService(() => unavailable, ({ seen }) =>
      Effect.gen(function*() {
        const error = yield* Effect.flip(read)
        assert.strictEqual(error._tag, "PureCloudServerError")
        assert.strictEqual(error.origin.attempts, 3)
        assert.strictEqual(seen.length, 3)
        assert.include(error.message, "after 3 requests")
      }), { retry: { attempts: 3, baseDelay: "1 millis" } }))

  it.effect("double the backoff each time, up to maxDelay", () => {
    const waits: Array<number> = []
    return withService(() => unavailable, () =>
      Effect.gen(function*() {
        const { exit } = yield* timed(read)
        assert.isTrue(Exit.isFailure(exit))
        assert.strictEqual(waits.length, 6)
        const longest = [500, 1000, 2000, 4000, 5000, 5000]
        waits.forEach((wait, i) => assert.isTrue(wait >= longest[i]! / 2 && wait <= longest[i]!, `${i}: ${wait}`))
      }), {
      retry: { attempts: 7, baseDelay: "500 millis", maxDelay: "5 seconds" },
      onEvent: (event) => Effect.sync(() => event._tag === "Wait" && waits.push(Duration.toMillis(event.delay)))
    })
  })

  it.effect("end a call at the deadline, and the error names the last failure", () =>
    withService(() => unavailable, ({ seen }) =>
      Effect.gen(function*() {
        const { exit, seconds } = yield* timed(read)
        assert.isTrue(Exit.isFailure(exit))
        const error = yield* Effect.flip(exit)
        assert.deepInclude({ ...error }, { _tag: "PureCloudTransportError", reason: "Deadline" })
        assert.include(error.message, "503")
        assert.isAtMost(seconds, 60)
        assert.isAbove(seen.length, 3)
      }), { retry: { attempts: 1000, baseDelay: "1 seconds", maxDelay: "10 seconds", deadline: "60 seconds" } }))

  for (
    const [what, script, tokenScript] of [
      ["the response", (n: number) => n < 2 ? unavailable : silence, () => token(0)],
      ["a token", () => unavailable, (n: number) => n < 1 ? token(0, 1) : silence]
    ] as const
  ) {
    it.live(`end a call that waits for ${what} at the deadline, and the error names the last failure`, () =>
      Effect.gen(function*() {
        const { run, time } = yield* trial({
          script: (_, n) => script(n),
          token: (_, n) => tokenScript(n),
          options: { retry: { baseDelay: "4 seconds", deadline: "20 seconds" } }
        })
        const exit = yield* run(read)
        assert.strictEqual(outcomeOf(exit), "TransportError/Deadline")
        assert.include(errorOf(exit)!.message, "PureCloudServerError (503)")
        assert.strictEqual(time.elapsed(), 20_000)
      }).pipe(Effect.scoped))
  }

  it.effect("end an attempt at the timeout, and retry reads only", () =>
    withService((_, n) => n === 1 ? fine : () => {}, ({ seen }) =>
      Effect.gen(function*() {
        const written = yield* timed(write)
        assert.strictEqual(written.seconds, 30)
        assert.deepInclude({ ...(yield* Effect.flip(written.exit)) }, {
          _tag: "PureCloudTransportError",
          reason: "Timeout"
        })
        assert.isTrue(Exit.isSuccess((yield* timed(read)).exit))
        assert.deepStrictEqual(seen.map(({ method }) => method), ["PATCH", "GET"])
      })))
})

describe("withRetry and withTimeout", () => {
  it.live("apply to the calls of an effect, with the same token", () =>
    withService(() => unavailable, ({ seen, tokens }) =>
      Effect.gen(function*() {
        yield* Effect.flip(PureCloud.withRetry({ attempts: 1 })(read))
        assert.strictEqual(seen.length, 1)
        yield* Effect.flip(read.pipe(PureCloud.withRetry({ attempts: 2 })))
        assert.strictEqual(seen.length, 3)
        assert.strictEqual(tokens.length, 1)
      })))

  it.effect("replace the timeout of the client, with the effect first or last", () =>
    withService(() => () => {}, () =>
      Effect.gen(function*() {
        assert.strictEqual((yield* timed(PureCloud.withTimeout("3 seconds")(write))).seconds, 3)
        assert.strictEqual((yield* timed(PureCloud.withTimeout(write, "2 seconds"))).seconds, 2)
      })))

  it.live("take the effect first or last", () =>
    withService(() => unavailable, ({ seen }) =>
      Effect.gen(function*() {
        yield* Effect.flip(PureCloud.withRetry(read, { attempts: 1 }))
        assert.strictEqual(seen.length, 1)
        yield* Effect.flip(read.pipe(PureCloud.withRetry({ attempts: 1 })))
        assert.strictEqual(seen.length, 2)
      })))

  it.live("apply to the calls of a stream, and not to those of its consumer", () =>
    withService(
      ({ url }) => url.includes("pageNumber=1") ? onePage : unavailable,
      ({ seen }) =>
        Effect.gen(function*() {
          for (
            const users of [
              PureCloud.withRetry(listing, { attempts: 1 }),
              listing.pipe(PureCloud.withRetry({ attempts: 1 }))
            ]
          ) {
            seen.length = 0
            const program = Stream.runForEach(users, () => Effect.ignore(PureCloud.withRetry(read, { baseDelay: 1 })))
            yield* Effect.flip(program)
            assert.strictEqual(seen.filter(({ url }) => url.includes("pageNumber=2")).length, 1)
            assert.strictEqual(seen.filter(({ url }) => url.endsWith("/u")).length, 5)
          }
        })
    ))

  it.live("nest: the innermost value of each option applies", () =>
    withService(() => unavailable, () =>
      Effect.gen(function*() {
        const config = Effect.map(PureCloud.PureCloud, ({ config }) => config)
        const { retry, timeout } = yield* config.pipe(
          PureCloud.withRetry({ attempts: 2 }),
          PureCloud.withTimeout("7 seconds"),
          PureCloud.withRetry({ attempts: 3, maxDelay: "9 seconds" })
        )
        assert.strictEqual(retry.attempts, 2)
        assert.strictEqual(Duration.toMillis(retry.maxDelay), 9000)
        assert.strictEqual(Duration.toMillis(timeout), 7000)
        assert.strictEqual((yield* config).retry.attempts, 5)
      })))

  it.live("do not build a client at each use: equal options use the same client", () =>
    withService(() => unavailable, () =>
      Effect.gen(function*() {
        const client = yield* PureCloud.PureCloud
        const current = PureCloud.PureCloud
        const one = yield* PureCloud.withRetry(current, { attempts: 1, baseDelay: "1 seconds" })
        assert.notStrictEqual(one, client)
        assert.strictEqual(yield* PureCloud.withRetry(current, { attempts: 1, baseDelay: 1000 }), one)
        assert.strictEqual(client.with({ retry: { attempts: 1 } }).with({ retry: { baseDelay: "1 seconds" } }), one)
        assert.notStrictEqual(yield* PureCloud.withTimeout(current, "1 seconds"), one)
        const forever = client.with({ timeout: Duration.infinity })
        assert.strictEqual(Duration.toMillis(forever.config.timeout), Infinity)
        // A program that always uses new options keeps only a bounded number of clients.
        for (let i = 0; i < 1000; i++) client.with({ timeout: i + 1 })
        assert.notStrictEqual(client.with({ retry: { attempts: 1, baseDelay: 1000 } }), one)
      })))

  it.live("end the fiber with the ConfigError of an invalid option", () =>
    withService(() => unavailable, ({ seen }) =>
      Effect.gen(function*() {
        for (
          const program of [PureCloud.withRetry(read, { attempts: 0 }), PureCloud.withTimeout(read, invalid("soon"))]
        ) {
          const exit = yield* Effect.exit(program)
          assert.isTrue(Exit.isFailure(exit) && Cause.isDie(exit.cause), String(exit))
        }
        assert.strictEqual(seen.length, 0)
      })))
})

describe.concurrent("429", () => {
  // The token is one secret, however often it is sent. As 300 secrets, it would make the test exceed its timeout.
  it.live(
    "is retried 300 times within a deadline of five minutes",
    () =>
      Effect.gen(function*() {
        const { run, service } = yield* trial({
          script: () => ({ status: 429, headers: { "retry-after": "1" }, body: { message: "Rate limit exceeded" } })
        })
        assert.strictEqual(outcomeOf(yield* run(read)), "TransportError/Deadline")
        assert.strictEqual(service.seen.length, 300)
      }).pipe(Effect.scoped)
  )

  for (const [program, method] of [[read, "GET"], [write, "PATCH"], [create, "POST"]] as const) {
    it.effect(`with ${method} causes a wait of at least Retry-After, and does not count as an attempt`, () =>
      withService(inTurn(limited("7"), limited("61"), limited()), ({ seen }) =>
        Effect.gen(function*() {
          const { exit, seconds } = yield* timed<unknown, unknown, PureCloud.PureCloud>(program)
          assert.isTrue(Exit.isSuccess(exit))
          assert.isAtLeast(seconds, 68)
          assert.isAtMost(seconds, 72)
          assert.strictEqual(seen.length, 4)
        }), { retry: { attempts: 1 } }))
  }

  it.effect("may have a date as its Retry-After", () =>
    withService(inTurn(limited(new Date(90_000).toUTCString())), () =>
      Effect.gen(function*() {
        const { seconds } = yield* timed(read)
        assert.isTrue(seconds >= 90 && seconds <= 92, `${seconds}`)
      })))

  it.effect("is followed by a backoff if Retry-After is zero", () =>
    withService((_, n) => n < 20 ? limited("0") : fine, ({ seen }) =>
      Effect.gen(function*() {
        const fiber = yield* Effect.fork(read)
        yield* until(() => seen.length > 0)
        yield* realSleep(100)
        assert.strictEqual(seen.length, 1)
        yield* Fiber.interrupt(fiber)
      }), { retry: { baseDelay: "500 millis" } }))

  it.effect("fails at once if the wait is too long", () =>
    withService(() => limited("181"), ({ seen }) =>
      Effect.gen(function*() {
        const { exit, seconds } = yield* timed(read)
        const error = yield* Effect.flip(exit)
        assert.isTrue(error._tag === "PureCloudRateLimited" && error.isRetryable)
        assert.deepStrictEqual(error._tag === "PureCloudRateLimited" && error.retryAfter, Duration.seconds(181))
        assert.strictEqual(seconds, 0)
        assert.strictEqual(seen.length, 1)
      })))

  it.effect("pauses all calls of the token, unless it is about a separate limit of an endpoint", () =>
    withService(
      ({ url }) =>
        url.includes("geolocations")
          ? { ...limited("50"), body: { code: "geolocationservice.toomanyrequests" } }
          : url.endsWith("/first")
          ? limited("30")
          : fine,
      ({ seen }) =>
        Effect.gen(function*() {
          const geolocation = yield* Effect.fork(Users.getUserGeolocation({ userId: "u", clientId: "c" }))
          yield* realSleep(50)
          assert.strictEqual((yield* timed(read)).seconds, 0)
          const first = yield* Effect.fork(Users.getUser({ userId: "first" }))
          yield* realSleep(50)
          assert.strictEqual((yield* timed(read)).seconds, 30)
          yield* Fiber.interruptAll([first, geolocation])
          assert.isAtLeast(seen.length, 4)
        })
    ))
})
