/**
 * The options of a client, from code and from the environment.
 */
import { FetchHttpClient } from "@effect/platform"
import { assert, describe, it } from "@effect/vitest"
import { Config, Duration, Effect, Either, Exit, Layer } from "effect"
import * as Auth from "effect-purecloud/Auth"
import * as Environment from "effect-purecloud/Environment"
import * as PureCloud from "effect-purecloud/PureCloud"
import * as PureCloudConfig from "effect-purecloud/PureCloudConfig"
import * as Redacted from "effect/Redacted"
import { environmentVariables } from "./utils/environmentVariables.js"
import { invalid } from "./utils/invalid.js"

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
    assert.strictEqual(Duration.toMillis(config.tokenRefreshMargin), 60_000)
    assert.strictEqual(config.maxResponseBytes, 64 * 1024 * 1024)
    assert.strictEqual(config.pageConcurrency, 4)
    assert.strictEqual(config.maxConcurrency, 64)
    assert.strictEqual(config.decode, "lenient")
  })

  it("refuses an invalid option, and names it", () => {
    const bad: ReadonlyArray<readonly [PureCloudConfig.Options, string]> = [
      [{ retry: { attempts: 0 } }, "attempts"],
      [{ retry: { attempts: 1.5 } }, "attempts"],
      [{ pageConcurrency: NaN }, "pageConcurrency"],
      [{ maxConcurrency: 0 }, "maxConcurrency"],
      [{ maxResponseBytes: -1 }, "maxResponseBytes"],
      [{ timeout: invalid("soon") }, "timeout"],
      [{ timeout: 0 }, "timeout"],
      [{ timeout: "0 seconds" }, "timeout"],
      [{ timeout: Duration.zero }, "timeout"],
      [{ timeout: -1 }, "timeout"],
      [{ timeout: NaN }, "timeout"],
      [{ timeout: "-5 seconds" }, "timeout"],
      [{ timeout: [-1, 0] }, "timeout"],
      [{ timeout: -1n }, "timeout"],
      [{ tokenRefreshMargin: "-1 minute" }, "tokenRefreshMargin"],
      [{ retry: { baseDelay: -1 } }, "baseDelay"],
      [{ retry: { maxDelay: "-1 seconds" } }, "maxDelay"],
      [{ retry: { maxRetryAfter: -1 } }, "maxRetryAfter"],
      [{ retry: { deadline: "-1 seconds" } }, "deadline"],
      [{ decode: invalid("stict") }, "decode"],
      [{ environment: invalid("mypurecloud.fr") }, "environment"]
    ]
    for (const [options, where] of bad) {
      const made = PureCloudConfig.make(options)
      assert.isTrue(Either.isLeft(made) && String(made.left).includes(where), where)
    }
  })

  it("refuses a timeout of zero with a message that says so, and allows waits of zero", () => {
    const error = Either.getOrThrow(Either.flip(PureCloudConfig.make({ timeout: 0 })))
    assert.include(String(error), "Expected a duration longer than zero")
    const negative = Either.getOrThrow(Either.flip(PureCloudConfig.make({ timeout: "-5 seconds" })))
    assert.include(String(negative), "Expected a duration that is not negative")
    const zeros = { tokenRefreshMargin: 0, retry: { baseDelay: 0, maxDelay: 0, maxRetryAfter: 0, deadline: 0 } }
    const config = Either.getOrThrow(PureCloudConfig.make({ ...zeros, timeout: Duration.infinity }))
    assert.strictEqual(Duration.toMillis(config.timeout), Infinity)
    for (const timeout of [0, -1, "-5 seconds"] as const) {
      assert.throws(
        () => PureCloudConfig.override(config, { timeout }),
        /Expected a duration (longer than|that is not)/
      )
    }
  })

  it("keeps the values of options that an override sets to undefined", () => {
    const config = Either.getOrThrow(
      PureCloudConfig.make({ timeout: "7 seconds", retry: { attempts: 2, deadline: 9 } })
    )
    // Without `exactOptionalPropertyTypes`, TypeScript accepts `undefined` for each option.
    const unset: unknown = {
      timeout: undefined,
      headers: undefined,
      retry: { attempts: undefined, deadline: undefined }
    }
    assert.deepStrictEqual(PureCloudConfig.override(config, unset as PureCloud.CallOptions), config)
  })

  const live = PureCloud.layerConfig().pipe(Layer.provide(FetchHttpClient.layer))
  const apiUrl = Effect.map(PureCloud.PureCloud, ({ config }) => config.apiUrl).pipe(Effect.provide(live))
  const credentials = { PURECLOUD_CLIENT_ID: "c", PURECLOUD_SECRET: "s" }

  it.effect("is read from environment variables with the vendor's names", () =>
    Effect.gen(function*() {
      assert.strictEqual(
        yield* Effect.provide(apiUrl, environmentVariables(credentials)),
        "https://api.mypurecloud.com"
      )
      const ireland = environmentVariables({ ...credentials, PURECLOUD_ENVIRONMENT: "eu-west-1" })
      assert.strictEqual(yield* Effect.provide(apiUrl, ireland), "https://api.mypurecloud.ie")
    }))

  for (
    const [what, values] of [
      ["PURECLOUD_CLIENT_ID", { PURECLOUD_SECRET: "s" }],
      ["PURECLOUD_CLIENT_ID", { PURECLOUD_CLIENT_ID: "", PURECLOUD_SECRET: "s" }],
      ["PURECLOUD_SECRET", { PURECLOUD_CLIENT_ID: "c" }],
      ["PURECLOUD_ENVIRONMENT", { ...credentials, PURECLOUD_ENVIRONMENT: "mypurecloud.fr" }],
      ["PURECLOUD_ENVIRONMENT", { ...credentials, PURECLOUD_ENVIRONMENT: "" }],
      ["PURECLOUD_API_URL", { ...credentials, PURECLOUD_API_URL: "api.mypurecloud.ie" }],
      ["PURECLOUD_API_URL", { ...credentials, PURECLOUD_API_URL: "" }],
      ["PURECLOUD_API_URL", { ...credentials, PURECLOUD_API_URL: "http://simulator:4010" }],
      ["PURECLOUD_LOGIN_URL", { ...credentials, PURECLOUD_LOGIN_URL: "https://u:p@login.mypurecloud.ie" }],
      ["PURECLOUD_ALLOW_HTTP", { ...credentials, PURECLOUD_ALLOW_HTTP: "perhaps" }]
    ] as const
  ) {
    it.effect(`fails with a ConfigError that names ${what} given ${JSON.stringify(values)}`, () =>
      Effect.gen(function*() {
        const exit = yield* Effect.exit(Effect.provide(apiUrl, environmentVariables(values)))
        assert.isTrue(Exit.isFailure(exit) && String(exit.cause).includes(what), String(exit))
      }))
  }
})

describe("layerConfig", () => {
  const credentials = { PURECLOUD_CLIENT_ID: "c", PURECLOUD_SECRET: "s" }
  const auth = Auth.layerStatic(Redacted.make("t"))

  /** The configuration that a layer builds, given environment variables. */
  const built = (layer: ReturnType<typeof PureCloud.layerConfig>, values: Record<string, string>) =>
    Effect.map(PureCloud.PureCloud, ({ config }) => config).pipe(
      Effect.provide(Layer.provide(layer, [
        FetchHttpClient.layer,
        environmentVariables(values)
      ]))
    )

  it.effect("takes a config for each option, and reads omitted options from the environment variables", () =>
    Effect.gen(function*() {
      const layer = PureCloud.layerConfig({
        decode: Config.succeed("strict"),
        pageConcurrency: Config.integer("PAGES"),
        retry: { attempts: Config.integer("ATTEMPTS"), deadline: Config.duration("DEADLINE") }
      })
      const values = { PAGES: "7", ATTEMPTS: "3", DEADLINE: "10 seconds" }
      const config = yield* built(layer, { ...credentials, ...values, PURECLOUD_ENVIRONMENT: "eu-west-1" })
      assert.strictEqual(config.apiUrl, "https://api.mypurecloud.ie")
      assert.strictEqual(config.decode, "strict")
      assert.strictEqual(config.pageConcurrency, 7)
      assert.strictEqual(config.retry.attempts, 3)
      assert.strictEqual(Duration.toMillis(config.retry.deadline), 10_000)
      assert.strictEqual(Duration.toMillis(config.retry.maxDelay), 20_000)
      for (const missing of ["PURECLOUD_CLIENT_ID", "ATTEMPTS"]) {
        const { [missing]: _, ...rest } = { ...credentials, ...values } as Record<string, string>
        const exit = yield* Effect.exit(built(layer, rest))
        assert.isTrue(Exit.isFailure(exit) && String(exit.cause).includes(missing), missing)
      }
    }))

  it.effect("takes a config of all options, and an object without any", () =>
    Effect.gen(function*() {
      const values = { ...credentials, PURECLOUD_ENVIRONMENT: "eu-west-1" }
      const layers = [
        PureCloud.layerConfig(),
        PureCloud.layerConfig({}),
        PureCloud.layerConfig({ retry: {} }),
        PureCloud.layerConfig({ environment: invalid(undefined) }),
        PureCloud.layerConfig(PureCloud.config),
        PureCloud.layerConfig(Config.succeed({ auth })),
        PureCloud.layerConfig(Config.map(PureCloud.config, (options) => ({ ...options, auth })))
      ]
      for (const layer of layers) {
        assert.strictEqual((yield* built(layer, values)).apiUrl, "https://api.mypurecloud.ie")
      }
    }))

  it.effect("needs no environment variable where both options are set", () =>
    Effect.gen(function*() {
      const layer = PureCloud.layerConfig({ auth: Config.succeed(auth), environment: Config.succeed("eu-west-1") })
      assert.strictEqual((yield* built(layer, {})).apiUrl, "https://api.mypurecloud.ie")
      const wins = yield* built(layer, { PURECLOUD_API_URL: "https://gw.example", PURECLOUD_ENVIRONMENT: "nonsense" })
      assert.strictEqual(wins.apiUrl, "https://api.mypurecloud.ie")
    }))

  it.effect("names all invalid environment variables at once", () =>
    Effect.gen(function*() {
      const exit = yield* Effect.exit(built(PureCloud.layerConfig(), { PURECLOUD_ENVIRONMENT: "nonsense" }))
      for (const name of ["PURECLOUD_ENVIRONMENT", "PURECLOUD_CLIENT_ID", "PURECLOUD_SECRET"]) {
        assert.isTrue(Exit.isFailure(exit) && String(exit.cause).includes(name), name)
      }
    }))

  const accepted = [
    ...Object.keys(Environment.domains),
    ...Object.keys(Environment.domains).map((region) => region.replaceAll("-", "_")),
    ...Object.values(Environment.domains),
    ...Object.values(Environment.domains).flatMap((domain) => [`https://api.${domain}`, `https://login.${domain}/`]),
    "afs1.pure.cloud",
    "https://gw.example/genesys",
    "https://api.gw.example",
    "http://localhost:4010",
    " eu-west-1\n"
  ]

  it.effect("accepts each environment that code accepts, and refuses the others", () =>
    Effect.gen(function*() {
      for (const text of accepted) {
        const { apiUrl, loginUrl } = Either.getOrThrow(PureCloudConfig.make({ environment: text }))
        const named = PureCloud.layerConfig({ environment: Config.string("REGION") })
        for (const [layer, name] of [[named, "REGION"], [PureCloud.layerConfig(), "PURECLOUD_ENVIRONMENT"]] as const) {
          const config = yield* built(layer, { ...credentials, [name]: text })
          assert.deepInclude(config, { apiUrl, loginUrl, hasEnvironment: true }, `${name}=${text}`)
        }
      }
      for (
        const text of ["", " ", "mypurecloud.fr", "http://gw.example", "ftp://gw.example", "https://u:p@gw.example"]
      ) {
        assert.isTrue(Either.isLeft(PureCloudConfig.make({ environment: text })), text)
        const named = PureCloud.layerConfig({ environment: Config.string("REGION") })
        const exit = yield* Effect.exit(built(named, { ...credentials, REGION: text }))
        assert.isTrue(Exit.isFailure(exit) && String(exit.cause).includes("environment"), text)
      }
    }))

  it.effect("of PureCloudConfig and of Auth takes a config for an option, and reads environment variables", () =>
    Effect.gen(function*() {
      const config = PureCloudConfig.PureCloudConfig.pipe(
        Effect.provide(Layer.provide(
          PureCloudConfig.layerConfig({ maxConcurrency: Config.integer("MOST") }),
          environmentVariables({ MOST: "3", PURECLOUD_ENVIRONMENT: "eu-west-1" })
        ))
      )
      assert.deepInclude(yield* config, { apiUrl: "https://api.mypurecloud.ie", maxConcurrency: 3 })
      const layer = Auth.layerConfig({ clientId: Config.string("ID") }).pipe(
        Layer.provide([PureCloudConfig.layer(), FetchHttpClient.layer]),
        Layer.provide(environmentVariables({ ID: " c ", PURECLOUD_SECRET: "s" }))
      )
      const { key } = yield* Effect.provide(Auth.Auth, layer)
      assert.strictEqual(key, "client_credentials:https://login.mypurecloud.com:c")
    }))
})
