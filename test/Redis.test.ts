/**
 * Rate limits and tokens in a real Redis.
 */
import { assert, describe, it } from "@effect/vitest"
import { Config, Duration, Effect, Either, Layer, Option, Redacted } from "effect"
import * as Auth from "effect-purecloud/Auth"
import * as PureCloud from "effect-purecloud/PureCloud"
import * as RateLimiter from "effect-purecloud/RateLimiter"
import * as Redis from "effect-purecloud/Redis"
import * as Simulator from "effect-purecloud/Simulator"
import * as Users from "effect-purecloud/Users"
import * as FC from "effect/FastCheck"
import { environmentVariables } from "./utils/environmentVariables.js"
import { recordingLogger } from "./utils/logs.js"
import { observed } from "./utils/rateLimits.js"
import * as RedisServer from "./utils/redis.js"
import * as Time from "./utils/time.js"

const key = Redacted.make("a key of more than 32 random characters")

const limiter = (options: Redis.Options) =>
  Effect.flatMap(
    Layer.build(Redis.layerRateLimiter.pipe(Layer.provide(Redis.layer(options)))),
    (context) => Effect.provide(RateLimiter.RateLimiter, context)
  )

const { id, secret } = Simulator.defaultClient

/** A client of the simulator that shares its tokens and its rate limit. */
const client = (connection: Redis.Service, { encryptionKey = key, size = 1 } = {}) => {
  const redis = Layer.succeed(Redis.Redis, connection)
  return PureCloud.layer({
    environment: { apiUrl: "https://api.simulated", loginUrl: "https://login.simulated" },
    auth: Auth.layerPool({ size, credentials: { clientId: id, clientSecret: Redacted.make(secret) } }).pipe(
      Layer.provide(Redis.layerTokens({ encryptionKey })),
      Layer.provide(redis)
    ),
    rateLimiter: Redis.layerRateLimiter.pipe(Layer.provide(redis))
  }).pipe(Layer.provide(Simulator.layerHttpClient))
}

const call = Users.getUsers({ pageSize: 1 })

const count = (endpoint: string, status = 200) =>
  Effect.flatMap(
    Simulator.Simulator,
    ({ requests }) =>
      Effect.map(requests, (all) =>
        all.filter((request) => request.endpoint === endpoint && request.status === status).length)
  )

describe("layerConfig", () => {
  const prefixWith = (
    env: { readonly [name: string]: string },
    options?: Parameters<typeof Redis.layerConfig>[0]
  ) =>
    Effect.flatMap(Redis.Redis, ({ prefix, run }) => Effect.as(run((redis) => redis.ping()), prefix)).pipe(
      Effect.provide(Layer.provide(Redis.layerConfig(options), environmentVariables(env)))
    )
  const closed = "redis://127.0.0.1:1"

  it.scopedLive("reads REDIS_URL", () =>
    Effect.gen(function*() {
      const { url } = yield* RedisServer.server
      const env = { REDIS_URL: Redacted.value(url) }
      assert.strictEqual(yield* prefixWith(env), "effect-purecloud")
      assert.strictEqual(yield* prefixWith(env, { prefix: Config.succeed("a") }), "a")
      assert.strictEqual(yield* prefixWith(env, Config.succeed({ prefix: "a" })), "a")
      assert.strictEqual((yield* Effect.flip(prefixWith({ REDIS_URL: closed })))._tag, "RedisError")
    }))

  it.scopedLive("takes a Config of the URL instead", () =>
    Effect.gen(function*() {
      const { url } = yield* RedisServer.server
      const options = { url: Config.redacted("CACHE"), prefix: Config.string("PREFIX") }
      const env = { CACHE: Redacted.value(url), PREFIX: "b" }
      assert.strictEqual(yield* prefixWith(env, options), "b")
      assert.strictEqual(yield* prefixWith({ ...env, REDIS_URL: closed }, options), "b")
    }))

  it.effect("fails with a ConfigError without a URL", () =>
    Effect.gen(function*() {
      const error = yield* Effect.flip(prefixWith({}))
      assert.strictEqual(error._tag, "ConfigError")
      assert.include(String(error), "REDIS_URL")
    }))
})

describe("a rate limiter in Redis", () => {
  it.scopedLive("counts the requests of all processes", () =>
    Effect.gen(function*() {
      const { url } = yield* RedisServer.server
      const [a, b] = [yield* limiter({ url }), yield* limiter({ url })]
      assert.deepStrictEqual(yield* a.tryAcquire(["k"]), Either.right("k"))
      yield* a.observe("k", observed(1, 5, 60))
      for (const each of [b, a, b, a]) assert.isTrue(Either.isRight(yield* each.tryAcquire(["k"])))
      for (const each of [a, b]) assert.isTrue(Either.isLeft(yield* each.tryAcquire(["k"])))
      // Another prefix has windows of its own.
      const other = yield* limiter({ url, prefix: "other" })
      assert.isTrue(Either.isRight(yield* other.tryAcquire(["k"])))
    }))

  it.scopedLive("counts requests of programs that do not use it, and pauses all that use it", () =>
    Effect.gen(function*() {
      const { url } = yield* RedisServer.server
      const [a, b] = [yield* limiter({ url }), yield* limiter({ url })]
      yield* a.tryAcquire(["k"])
      yield* a.observe("k", observed(299, 300, 60))
      assert.isTrue(Either.isRight(yield* b.tryAcquire(["k"])))
      assert.isTrue(Either.isLeft(yield* a.tryAcquire(["k"])))
      yield* a.pause("other", Duration.seconds(30))
      assert.isTrue(Either.isLeft(yield* b.tryAcquire(["other"])))
      // Of several tokens, the limiter returns one that allows a request.
      assert.deepStrictEqual(yield* b.tryAcquire(["k", "other", "third"]), Either.right("third"))
    }))

  it.scopedLive("lets waiting requests start in their order when the window ends", () =>
    Effect.gen(function*() {
      const { url } = yield* RedisServer.server
      const a = yield* limiter({ url })
      yield* a.pause("k", Duration.seconds(1))
      const order: Array<number> = []
      yield* Effect.forEach(
        [1, 2, 3],
        (n) => Effect.tap(a.acquire("k", () => Effect.void), () => Effect.sync(() => order.push(n))),
        { concurrency: "unbounded" }
      )
      assert.deepStrictEqual(order, [1, 2, 3])
    }))

  it.scopedLive("agrees with the limiter in memory", () =>
    Effect.gen(function*() {
      const { url } = yield* RedisServer.server
      let run = 0
      const step = FC.oneof(
        FC.record({ tag: FC.constant("acquire" as const), keys: FC.subarray(["a", "b", "c"], { minLength: 1 }) }),
        FC.record({ tag: FC.constant("observe" as const), key: FC.constantFrom("a", "b", "c"), count: FC.nat(8) }),
        FC.record({ tag: FC.constant("pause" as const), key: FC.constantFrom("a", "b", "c") })
      )
      const property = FC.asyncProperty(FC.array(step, { maxLength: 30 }), (steps) =>
        Effect.gen(function*() {
          const shared = yield* limiter({ url, prefix: `run-${run++}` })
          const memory = yield* RateLimiter.make
          for (const step of steps) {
            if (step.tag === "acquire") {
              const keys = step.keys as [string, ...Array<string>]
              const [inRedis, inMemory] = [yield* shared.tryAcquire(keys), yield* memory.tryAcquire(keys)]
              assert.deepStrictEqual(Either.getRight(inRedis), Either.getRight(inMemory))
            } else {
              for (const each of [shared, memory]) {
                yield* step.tag === "observe"
                  ? each.observe(step.key, observed(step.count, 6, 60))
                  : each.pause(step.key, Duration.seconds(90))
              }
            }
          }
        }).pipe(Effect.scoped, Effect.runPromise))
      yield* Effect.promise(() => FC.assert(property, { numRuns: 40 }))
    }))
})

describe("tokens in Redis", () => {
  it.scopedLive("are fetched once for all processes, and are encrypted", () =>
    Effect.gen(function*() {
      const { url } = yield* RedisServer.server
      const connections = yield* Effect.replicateEffect(Redis.make({ url }), 3)
      yield* Effect.forEach(connections, (connection) => Effect.provide(call, client(connection)), {
        concurrency: "unbounded"
      })
      assert.strictEqual(yield* count("token"), 1)
      const [{ run }] = connections as [Redis.Service]
      const keys = yield* run((redis) => redis.keys("*token:*"))
      assert.strictEqual(keys.length, 1)
      const stored = yield* run((redis) => redis.get(keys[0]!))
      assert.notInclude(stored!, "sim-token")
      assert.notInclude(Buffer.from(stored!, "base64url").toString("latin1"), "sim-token")
      assert.isAbove(yield* run((redis) => redis.pttl(keys[0]!)), 0)
    }).pipe(Effect.provide(Simulator.layerSimulator())))

  it.scopedLive("of another key, or damaged, are replaced", () =>
    Effect.gen(function*() {
      const { url } = yield* RedisServer.server
      const connection = yield* Redis.make({ url })
      yield* Effect.provide(call, client(connection))
      yield* Effect.provide(call, client(connection, { encryptionKey: Redacted.make("another key") }))
      assert.strictEqual(yield* count("token"), 2)
      const [name] = yield* connection.run((redis) => redis.keys("*token:*"))
      for (const damaged of ["", "AAAA", "not base64!"]) {
        yield* connection.run((redis) => redis.set(name!, damaged))
        yield* Effect.provide(call, client(connection))
      }
      assert.strictEqual(yield* count("token"), 5)
    }).pipe(Effect.provide(Simulator.layerSimulator())))

  it.scopedLive("that the service rejected are replaced for all", () =>
    Effect.gen(function*() {
      const { url } = yield* RedisServer.server
      const connection = yield* Redis.make({ url })
      yield* Effect.provide(Effect.zipRight(call, call), client(connection))
      assert.strictEqual(yield* count("token"), 2)
      yield* Effect.provide(call, client(connection))
      assert.strictEqual(yield* count("token"), 2)
      assert.strictEqual(yield* count("getUsers"), 3)
    }).pipe(Effect.provide(Simulator.layerSimulator({ faults: [{ _tag: "DeadToken", nth: 2 }] }))))

  it.scopedLive("of a pool are shared one by one", () =>
    Effect.gen(function*() {
      const { url } = yield* RedisServer.server
      const connections = yield* Effect.replicateEffect(Redis.make({ url }), 2)
      yield* Effect.forEach(
        connections,
        (connection) => Effect.provide(Effect.replicateEffect(call, 14), client(connection, { size: 3 })),
        { concurrency: "unbounded" }
      )
      assert.strictEqual(yield* count("token"), 3)
      assert.strictEqual(yield* count("getUsers"), 28)
      assert.strictEqual(yield* count("getUsers", 429), 0)
    }).pipe(Effect.provide(Simulator.layerSimulator({ allowance: 10 }))))
})

describe("a connection to Redis", () => {
  it.scopedLive("has no time limit if its timeout is infinite", () =>
    Effect.gen(function*() {
      const { url } = yield* RedisServer.server
      const connection = yield* Redis.make({ url, timeout: Duration.infinity })
      assert.strictEqual(yield* connection.run((redis) => redis.echo("a")), "a")
    }))

  it.scopedLive("ignores a prefix of ioredis, which the commands that list keys do not have", () =>
    Effect.gen(function*() {
      const { url } = yield* RedisServer.server
      const connection = yield* Redis.make({ url, options: { keyPrefix: "other:" } })
      const store = yield* Effect.provideService(Redis.keyValueStore, Redis.Redis, connection)
      yield* store.set("a", "1")
      assert.strictEqual(yield* store.size, 1)
      yield* store.clear
      assert.isTrue(Option.isNone(yield* store.get("a")))
    }))
})

describe("a Redis that is not available", () => {
  it.scopedLive("is replaced by the rate limits in responses, with one log line, until it is available again", () =>
    Effect.gen(function*() {
      const { kill, restart, url } = yield* RedisServer.server
      const { layer, lines } = recordingLogger()
      const logged = () => lines.filter((line) => line.includes("Redis"))
      yield* Effect.gen(function*() {
        const connection = yield* Redis.make({ url })
        yield* Effect.gen(function*() {
          yield* Effect.replicateEffect(call, 5)
          yield* kill
          yield* Effect.replicateEffect(call, 5)
          assert.strictEqual(logged().length, 1)
          yield* restart
          while (logged().length < 2) yield* Effect.delay(call, "200 millis")
        }).pipe(Effect.provide(client(connection)))
      }).pipe(Effect.scoped, Effect.provide(layer))
      assert.match(logged()[0]!, /does not respond/)
      assert.match(logged()[1]!, /responds again/)
      assert.strictEqual(logged().length, 2)
      assert.strictEqual(yield* count("token"), 1)
    }).pipe(Effect.provide(Simulator.layerSimulator())))

  it.scopedLive("is used again when it is available again, although the time of day was set back", () =>
    Effect.gen(function*() {
      const { kill, restart, url } = yield* RedisServer.server
      const connection = yield* Redis.make({ url })
      const ping = connection.run((redis) => redis.ping())
      const used = connection.orElse(ping, Effect.succeed("alone"))
      const time = Time.make()
      const program = Effect.gen(function*() {
        yield* kill
        assert.strictEqual(yield* used, "alone")
        yield* restart
        time.shift(-3_600_000)
        yield* Effect.sleep("2 seconds")
        yield* Effect.repeat(Effect.isSuccess(Effect.withClock(Effect.delay(ping, "50 millis"), Time.real().clock)), {
          until: (isBack) => isBack
        })
        assert.strictEqual(yield* used, "PONG")
      })
      yield* Effect.flatten(time.run(program)).pipe(Effect.provide(recordingLogger().layer))
    }))

  it.scopedLive("does not prevent a program from starting", () =>
    Effect.gen(function*() {
      const { kill, url } = yield* RedisServer.server
      yield* kill
      const connection = yield* Redis.make({ url })
      yield* Effect.provide(call, client(connection))
      assert.strictEqual(yield* count("token"), 1)
    }).pipe(Effect.provide(Simulator.layerSimulator())))

  it.scopedLive("gets the window from the process when it is available again without data", () =>
    Effect.gen(function*() {
      const { kill, restart, url } = yield* RedisServer.server
      const connection = yield* Redis.make({ url })
      const context = yield* Layer.build(
        Redis.layerRateLimiter.pipe(Layer.provide(Layer.succeed(Redis.Redis, connection)))
      )
      const shared = yield* Effect.provide(RateLimiter.RateLimiter, context)
      yield* shared.tryAcquire(["k"])
      yield* shared.observe("k", observed(5, 5, 60))
      yield* kill
      yield* restart
      const isBack = Effect.isSuccess(connection.run((redis) => redis.ping()))
      yield* Effect.repeat(Effect.delay(isBack, "50 millis"), { until: (isBack) => isBack })
      assert.isTrue(Either.isLeft(yield* shared.tryAcquire(["k"])))
      // The window is in Redis again.
      assert.isTrue(Either.isLeft(yield* (yield* limiter({ url })).tryAcquire(["k"])))
    }))

  it.scopedLive("gets a window of at most two minutes, even if a response has a longer one", () =>
    Effect.gen(function*() {
      const { url } = yield* RedisServer.server
      const connection = yield* Redis.make({ url, prefix: "p" })
      const context = yield* Layer.build(
        Redis.layerRateLimiter.pipe(Layer.provide(Layer.succeed(Redis.Redis, connection)))
      )
      const shared = yield* Effect.provide(RateLimiter.RateLimiter, context)
      yield* shared.observe("k", observed(5, 5, 1_000_000))
      yield* connection.run((redis) => redis.flushall())
      assert.isTrue(Either.isLeft(yield* shared.tryAcquire(["k"])))
      const [ends, [seconds]] = yield* connection.run((redis) =>
        Promise.all([redis.hget("p:{limit}:k", "ends"), redis.time()])
      )
      assert.isAtMost(Number(ends) - Number(seconds) * 1000, 121_000)
    }))
})
