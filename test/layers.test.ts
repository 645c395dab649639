/**
 * Layers are memoized by reference. Two instances that one program builds must still be separate.
 */
import { HttpClient } from "@effect/platform"
import { NodeHttpServer } from "@effect/platform-node"
import { assert, describe, it } from "@effect/vitest"
import { Config, Context, Duration, Effect, Fiber, Layer, Redacted, type Scope, TestClock } from "effect"
import * as Auth from "effect-purecloud/Auth"
import * as NodeHttp from "effect-purecloud/NodeHttp"
import * as PureCloud from "effect-purecloud/PureCloud"
import * as PureCloudConfig from "effect-purecloud/PureCloudConfig"
import * as RateLimiter from "effect-purecloud/RateLimiter"
import * as Redis from "effect-purecloud/Redis"
import * as Simulator from "effect-purecloud/Simulator"
import * as Users from "effect-purecloud/Users"
import { readdirSync } from "node:fs"
import { createServer } from "node:http"
import { Agent } from "undici"
import { address } from "./utils/socket.js"

const credentials = { clientId: "c", clientSecret: Redacted.make("s") }

/** One value for all clients, as a program may declare it. */
const sharedAuth = Auth.layerClientCredentials(credentials)

const silentClient = Layer.succeed(HttpClient.HttpClient, HttpClient.make(() => Effect.never))

const hostsOf = (name: string) => ({ apiUrl: `https://api.${name}.example`, loginUrl: `https://login.${name}.example` })

const config = (name: string) => PureCloudConfig.layer({ environment: hostsOf(name) })

const around = (name: string) => Layer.merge(config(name), silentClient)

/** A connection to a port that nothing listens at. */
const redis = (prefix: string) => Redis.layer({ url: Redacted.make("redis://127.0.0.1:1"), prefix })

const server = () => NodeHttpServer.layer(createServer, { port: 0, host: "127.0.0.1" })

/** A layer for each organization, by its name. */
interface Subject {
  readonly of: (name: string) => Layer.Layer<Instance, unknown>
}

class Instance extends Context.Tag("test/Instance")<Instance, unknown>() {}

const subject = <I, S>(
  tag: Effect.Effect<S, never, I>,
  layer: (name: string) => Layer.Layer<I, unknown>
): Subject => ({ of: (name) => Layer.provide(Layer.effect(Instance, tag), layer(name)) })

/** Every exported layer, and every exported function that returns one. */
const subjects: { readonly [name: string]: Subject } = {
  "Auth.layerAuthorizationCode": subject(
    Auth.Auth,
    (name) =>
      Layer.provide(
        Auth.layerAuthorizationCode({ clientId: "c", from: { refreshToken: Redacted.make("r") } }),
        around(name)
      )
  ),
  "Auth.layerClientCredentials": subject(
    Auth.Auth,
    (name) => Layer.provide(Auth.layerClientCredentials(credentials), around(name))
  ),
  "Auth.layerConfig": subject(
    Auth.Auth,
    (name) => Layer.provide(Auth.layerConfig(Config.succeed(credentials)), around(name))
  ),
  "Redis.layer": subject(Redis.Redis, redis),
  "Redis.layerConfig": subject(
    Redis.Redis,
    (prefix) =>
      Redis.layerConfig({ url: Config.succeed(Redacted.make("redis://127.0.0.1:1")), prefix: Config.succeed(prefix) })
  ),
  "Redis.layerRateLimiter": subject(
    RateLimiter.RateLimiter,
    (name) => Layer.provide(Redis.layerRateLimiter, redis(name))
  ),
  "Redis.layerTokens": subject(
    Auth.SharedTokens,
    (name) =>
      Layer.provide(
        Redis.layerTokens({ encryptionKey: Redacted.make("k") }),
        Layer.merge(redis(name), config(name))
      )
  ),
  "Auth.layerPool": subject(
    Auth.Auth,
    (name) => Layer.provide(Auth.layerPool({ size: 2, credentials }), around(name))
  ),
  "Auth.layerSaml2Bearer": subject(
    Auth.Auth,
    (name) =>
      Layer.provide(Auth.layerSaml2Bearer({ ...credentials, orgName: "o", assertion: Effect.never }), around(name))
  ),
  "Auth.layerStatic": subject(Auth.Auth, () => Auth.layerStatic(Redacted.make("t"))),
  "NodeHttp.layer": subject(HttpClient.HttpClient, () => NodeHttp.layer()),
  "NodeHttp.layerConfig": subject(HttpClient.HttpClient, () => NodeHttp.layerConfig()),
  "NodeHttp.layerFromDispatcher": subject(
    HttpClient.HttpClient,
    () => NodeHttp.layerFromDispatcher(Effect.sync(() => new Agent()))
  ),
  "PureCloud.layer": subject(
    PureCloud.PureCloud,
    (name) => Layer.provide(PureCloud.layer({ environment: hostsOf(name), auth: sharedAuth }), silentClient)
  ),
  "PureCloud.layerConfig": subject(
    PureCloud.PureCloud,
    (name) =>
      Layer.provide(
        PureCloud.layerConfig(Config.succeed({ environment: hostsOf(name), auth: sharedAuth })),
        silentClient
      )
  ),
  "PureCloud.layerWithoutDependencies": subject(
    PureCloud.PureCloud,
    (name) =>
      PureCloud.layerWithoutDependencies.pipe(
        Layer.provide(Auth.layerStatic(Redacted.make(name))),
        Layer.provide(RateLimiter.layer),
        Layer.provide(around(name))
      )
  ),
  "PureCloudConfig.layer": subject(PureCloudConfig.PureCloudConfig, config),
  "PureCloudConfig.layerConfig": subject(
    PureCloudConfig.PureCloudConfig,
    (name) => PureCloudConfig.layerConfig(Config.succeed({ environment: hostsOf(name) }))
  ),
  "Simulator.layer": subject(Simulator.Simulator, () => Simulator.layer()),
  "Simulator.layerHttpClient": subject(
    HttpClient.HttpClient,
    () => Layer.provide(Simulator.layerHttpClient, Simulator.layerSimulator())
  ),
  "Simulator.layerSimulator": subject(Simulator.Simulator, () => Simulator.layerSimulator()),
  // It provides no service. Another test checks that each server uses its own simulator, with two organizations.
  "Simulator.serve": subject(
    address,
    () => Layer.provideMerge(Simulator.serve, Layer.merge(Simulator.layerSimulator(), server()))
  )
}

class First extends Context.Tag("test/First")<First, unknown>() {}
class Second extends Context.Tag("test/Second")<Second, unknown>() {}

/** Layers without options. A limiter keeps the windows of each token apart, so a program needs one for all clients. */
const constants: { readonly [name: string]: Subject } = {
  "RateLimiter.layer": subject(RateLimiter.RateLimiter, () => RateLimiter.layer)
}

/** Builds two layers in one program, with one memo map. */
const both = (
  first: Layer.Layer<Instance, unknown>,
  second: Layer.Layer<Instance, unknown>
): Effect.Effect<readonly [unknown, unknown], unknown, Scope.Scope> =>
  Layer.build(Layer.merge(
    Layer.provide(Layer.effect(First, Instance), first),
    Layer.provide(Layer.effect(Second, Instance), second)
  )).pipe(Effect.map((context) => [Context.get(context, First), Context.get(context, Second)] as const))

/** Exports that are layers or make them, by their names. */
const exported = Effect.promise(async () => {
  const names: Array<string> = []
  for (const file of readdirSync("src").filter((file) => file.endsWith(".ts") && file !== "index.ts")) {
    const name = file.slice(0, -3)
    const module: object = await import(`../src/${file}`)
    for (const [key, value] of Object.entries(module)) {
      if (/^(layer|serve)/.test(key) || Layer.isLayer(value)) names.push(`${name}.${key}`)
    }
  }
  return names.sort()
})

describe("layers", () => {
  it.effect("are all tested here", () =>
    Effect.map(exported, (names) => assert.deepStrictEqual(Object.keys({ ...subjects, ...constants }).sort(), names)))

  for (const [name, { of }] of Object.entries(subjects)) {
    it.scoped(`${name}: two instances in one program share nothing`, () =>
      Effect.gen(function*() {
        const [first, second] = yield* both(of("a"), of("b"))
        assert.notStrictEqual(first, second)
      }))

    it.scoped(`${name}: one instance that is used twice is built once`, () =>
      Effect.gen(function*() {
        const shared = of("a")
        const [first, second] = yield* both(shared, shared)
        assert.strictEqual(first, second)
      }))
  }

  for (const [name, { of }] of Object.entries(constants)) {
    it.scoped(`${name}: one program has one instance`, () =>
      Effect.gen(function*() {
        const [first, second] = yield* both(of("a"), of("b"))
        assert.strictEqual(first, second)
      }))

    it.scoped(`${name}: two programs have two instances`, () =>
      Effect.gen(function*() {
        const first = yield* Layer.build(of("a"))
        const second = yield* Layer.build(of("a"))
        assert.notStrictEqual(Context.get(first, Instance), Context.get(second, Instance))
      }))
  }

  it.scoped("PureCloud.layer: one layer that is provided to two services is one client", () =>
    Effect.gen(function*() {
      const live = Layer.provide(PureCloud.layer({ environment: hostsOf("a"), auth: sharedAuth }), silentClient)
      const instance = Layer.effect(Instance, PureCloud.PureCloud)
      const [first, second] = yield* both(Layer.provide(instance, live), Layer.provide(instance, live))
      assert.strictEqual(first, second)
    }))

  const auths = {
    layerClientCredentials: Auth.layerClientCredentials(credentials),
    layerConfig: Auth.layerConfig(Config.succeed(credentials)),
    layerSaml2Bearer: Auth.layerSaml2Bearer({ ...credentials, orgName: "o", assertion: Effect.never }),
    layerAuthorizationCode: Auth.layerAuthorizationCode({ clientId: "c", from: { refreshToken: Redacted.make("r") } })
  }
  for (const [name, auth] of Object.entries(auths)) {
    it.scoped(`Auth.${name}: provideMerge builds one instance, so that there is one token`, () =>
      Effect.gen(function*() {
        const context = yield* Layer.effect(Instance, Auth.Auth).pipe(
          Layer.provideMerge(auth),
          Layer.provide(around("a")),
          Layer.build
        )
        assert.strictEqual(Context.get(context, Instance), Context.get(context, Auth.Auth))
      }))
  }

  it.effect("RateLimiter.layer: a pause that the program asks for delays the calls of its client", () =>
    Effect.gen(function*() {
      let requests = 0
      const client = PureCloud.layerWithoutDependencies.pipe(
        Layer.provideMerge(RateLimiter.layer),
        Layer.provideMerge(Auth.layerStatic(Redacted.make("t"))),
        Layer.provide(config("a")),
        Layer.provide(Layer.succeed(
          HttpClient.HttpClient,
          HttpClient.make(() => Effect.zipRight(Effect.sync(() => requests++), Effect.never))
        ))
      )
      yield* Effect.gen(function*() {
        const limiter = yield* RateLimiter.RateLimiter
        const { key } = yield* Auth.Auth
        yield* limiter.pause(key, Duration.minutes(1))
        const call = yield* Effect.fork(Users.getUsers())
        yield* TestClock.adjust("59 seconds")
        assert.strictEqual(requests, 0)
        yield* TestClock.adjust("1 second")
        assert.strictEqual(requests, 1)
        yield* Fiber.interrupt(call)
      }).pipe(Effect.provide(client))
    }))
})
