import { FetchHttpClient } from "@effect/platform"
import { NodeHttpClient } from "@effect/platform-node"
import { assert, describe, it } from "@effect/vitest"
import { ConfigProvider, Duration, Effect, Either, Exit, Layer } from "effect"
import * as Auth from "effect-purecloud/Auth"
import * as Environment from "effect-purecloud/Environment"
import * as PureCloud from "effect-purecloud/PureCloud"
import * as PureCloudConfig from "effect-purecloud/PureCloudConfig"
import * as Users from "effect-purecloud/Users"
import * as Redacted from "effect/Redacted"
import { service } from "./utils/service.js"

describe("environments", () => {
  it("are regions and their domains, as people paste them", () => {
    const ireland = { apiUrl: "https://api.mypurecloud.ie", loginUrl: "https://login.mypurecloud.ie" }
    for (
      const name of [
        "eu-west-1",
        "mypurecloud.ie",
        "https://api.mypurecloud.ie/",
        "login.mypurecloud.ie",
        " MyPureCloud.IE "
      ]
    ) assert.deepStrictEqual(Environment.hosts(name), Either.right(ireland))
    assert.strictEqual(Object.keys(Environment.domains).length, 18)
  })

  it("are refused where they are none", () => {
    for (const name of ["", "mypurecloud.fr", "mypurecloud.ie.evil.example", "api.api.mypurecloud.ie"]) {
      assert.isTrue(Either.isLeft(Environment.hosts(name)), name)
    }
  })

  it("of one's own need TLS, but on this machine", () => {
    const of = (url: string) => Environment.hosts({ apiUrl: url, loginUrl: url })
    for (
      const url of ["https://gateway.example/genesys/", "http://localhost:1", "http://127.0.0.1:1", "http://[::1]:1"]
    ) {
      assert.deepStrictEqual(
        of(url),
        Either.right({ apiUrl: url.replace(/\/$/, ""), loginUrl: url.replace(/\/$/, "") })
      )
    }
    // What means the same is written in one way: a path is going to follow.
    for (const url of ["https://gateway.example/?", "https://gateway.example/#", "https://GATEWAY.example\n"]) {
      assert.deepStrictEqual(
        of(url),
        Either.right({ apiUrl: "https://gateway.example", loginUrl: "https://gateway.example" })
      )
    }
    for (
      const url of [
        "http://gateway.example",
        "http://127.0.0.1.evil.example",
        "http://localhost.evil.example",
        "ftp://localhost",
        "https://user:pw@gateway.example",
        "https://gateway.example?x=1",
        "gateway.example",
        "https://user:hunter2@gateway.example:99999",
        "https://user:hunter2@gateway.example",
        "http://user:hunter2@gateway.example"
      ]
    ) assert.notInclude(Either.getOrThrow(Either.flip(of(url))), "hunter2")
  })

  it("of one's own are what the URL means, whatever its text", () => {
    for (
      const url of [
        "https://x/?",
        "https://x/#",
        "https://x\n",
        " https://x ",
        "HTTPS://X",
        "https:\\\\x",
        "https://x//"
      ]
    ) {
      assert.deepStrictEqual(
        Environment.hosts({ apiUrl: url, loginUrl: url }),
        Either.right({ apiUrl: "https://x", loginUrl: "https://x" })
      )
    }
  })

  it("are not said again where there may be a password in them", () => {
    for (const url of ["https://user:hunter2@host:99999", "https://user:hunter2@host", "ftp://user:hunter2@host"]) {
      for (const environment of [url, { apiUrl: url, loginUrl: url }]) {
        const made = PureCloudConfig.make({ environment: environment as Environment.Hosts })
        assert.isTrue(Either.isLeft(made), url)
        assert.notInclude(String(made), "hunter2")
      }
    }
  })
})

describe("the configuration", () => {
  it("has the defaults that it documents", () => {
    const config = Either.getOrThrow(PureCloudConfig.make())
    assert.strictEqual(config.apiUrl, "https://api.mypurecloud.com")
    assert.strictEqual(Duration.toMillis(config.timeout), 30_000)
    assert.strictEqual(config.retry.attempts, 5)
    assert.strictEqual(Duration.toMillis(config.retry.baseDelay), 500)
    assert.strictEqual(Duration.toMillis(config.retry.maxDelay), 20_000)
    assert.strictEqual(Duration.toMillis(config.retry.maxRetryAfter), 180_000)
    assert.strictEqual(Duration.toMillis(config.retry.deadline), 300_000)
    assert.strictEqual(Duration.toMillis(config.tokenRenewal), 60_000)
    assert.strictEqual(config.maxResponseBytes, 64 * 1024 * 1024)
    assert.strictEqual(config.pageConcurrency, 4)
    assert.strictEqual(config.maxConcurrency, 64)
    assert.strictEqual(config.decode, "lenient")
  })

  it("refuses what makes no sense, and says where", () => {
    const bad: ReadonlyArray<readonly [PureCloudConfig.Options, string]> = [
      [{ retry: { attempts: 0 } }, "attempts"],
      [{ retry: { attempts: 1.5 } }, "attempts"],
      [{ pageConcurrency: NaN }, "pageConcurrency"],
      [{ maxConcurrency: 0 }, "maxConcurrency"],
      [{ maxResponseBytes: -1 }, "maxResponseBytes"],
      [{ timeout: "soon" as never }, "timeout"],
      [{ environment: "mypurecloud.fr" as never }, "environment"]
    ]
    for (const [options, where] of bad) {
      const made = PureCloudConfig.make(options)
      assert.isTrue(Either.isLeft(made) && String(made.left).includes(where), where)
    }
  })

  const provide = (values: Record<string, string>) =>
    Layer.setConfigProvider(ConfigProvider.fromMap(new Map(Object.entries(values))))
  const live = PureCloud.layerConfig().pipe(Layer.provide(FetchHttpClient.layer))
  const apiUrl = Effect.map(PureCloud.PureCloud, ({ config }) => config.apiUrl).pipe(Effect.provide(live))
  const credentials = { PURECLOUD_CLIENT_ID: "c", PURECLOUD_SECRET: "s" }

  it.effect("comes from the environment, in the vendor's names", () =>
    Effect.gen(function*() {
      assert.strictEqual(yield* Effect.provide(apiUrl, provide(credentials)), "https://api.mypurecloud.com")
      const ireland = provide({ ...credentials, PURECLOUD_ENVIRONMENT: "eu-west-1" })
      assert.strictEqual(yield* Effect.provide(apiUrl, ireland), "https://api.mypurecloud.ie")
    }))

  for (
    const [what, values] of [
      ["PURECLOUD_CLIENT_ID", { PURECLOUD_SECRET: "s" }],
      ["PURECLOUD_CLIENT_ID", { PURECLOUD_CLIENT_ID: "", PURECLOUD_SECRET: "s" }],
      ["PURECLOUD_SECRET", { PURECLOUD_CLIENT_ID: "c" }],
      ["PURECLOUD_ENVIRONMENT", { ...credentials, PURECLOUD_ENVIRONMENT: "mypurecloud.fr" }]
    ] as const
  ) {
    it.effect(`fails as ConfigError naming ${what} where ${JSON.stringify(Object.keys(values))} is set`, () =>
      Effect.gen(function*() {
        const exit = yield* Effect.exit(Effect.provide(apiUrl, provide(values)))
        assert.isTrue(Exit.isFailure(exit) && String(exit.cause).includes(what), String(exit))
      }))
  }
})

describe("several organisations", () => {
  it.live("live in one program, each with its token and its limit", () =>
    Effect.gen(function*() {
      const organisation = (name: string) =>
        Effect.gen(function*() {
          const started = yield* service(
            ({ headers }) => ({ body: { id: `${name} ${headers.authorization}` } }),
            () => ({
              body: { access_token: name, expires_in: 60 }
            })
          )
          return yield* PureCloud.make({
            environment: { apiUrl: started.url, loginUrl: started.url },
            auth: Auth.layerClientCredentials({ clientId: name, clientSecret: Redacted.make("s") })
          })
        })
      const [one, two] = yield* Effect.all([organisation("one"), organisation("two")])
      const read = Users.getUser({ userId: "u" })
      const [first, second] = yield* Effect.all([
        Effect.provideService(read, PureCloud.PureCloud, one),
        Effect.provideService(read, PureCloud.PureCloud, two)
      ], { concurrency: 2 })
      assert.strictEqual(first.id, "one Bearer one")
      assert.strictEqual(second.id, "two Bearer two")
    }).pipe(Effect.scoped, Effect.provide(NodeHttpClient.layerUndici)))
})
