import { FetchHttpClient, HttpClient, HttpClientResponse } from "@effect/platform"
import { NodeHttpClient } from "@effect/platform-node"
import { assert, describe, it } from "@effect/vitest"
import { Config, ConfigProvider, Duration, Effect, Either, Exit, Layer, Logger, LogLevel } from "effect"
import * as Auth from "effect-purecloud/Auth"
import * as Environment from "effect-purecloud/Environment"
import * as PureCloud from "effect-purecloud/PureCloud"
import * as PureCloudConfig from "effect-purecloud/PureCloudConfig"
import * as Users from "effect-purecloud/Users"
import * as FC from "effect/FastCheck"
import * as Redacted from "effect/Redacted"
import { service } from "./utils/service.js"

describe("environments", () => {
  it("are regions and their domains, with white space or as a URL", () => {
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

  it("are refused if they are unknown", () => {
    for (const name of ["", "mypurecloud.fr", "mypurecloud.ie.evil.example", "api.api.mypurecloud.ie"]) {
      assert.isTrue(Either.isLeft(Environment.hosts(name)), name)
    }
  })

  it("with other hosts need TLS, except on this machine", () => {
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

  it("with other hosts are normalized URLs", () => {
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

  it("are accepted in the spelling of the vendor's SDKs", () => {
    for (const [region, domain] of Object.entries(Environment.domains)) {
      const hosts = Either.right({ apiUrl: `https://api.${domain}`, loginUrl: `https://login.${domain}` })
      const spellings = [
        region,
        region.replaceAll("-", "_"),
        region.replaceAll("-", "_").toUpperCase(),
        domain,
        `https://${domain}`,
        `https://api.${domain}`,
        `https://login.${domain}/`,
        `https://apps.${domain}/directory/#/admin/welcomeV2`
      ]
      for (const name of spellings) assert.deepStrictEqual(Environment.hosts(name), hosts, name)
    }
  })

  it("may be regions that are newer than this package", () => {
    for (const domain of ["afs1.pure.cloud", "usw1.us-gov-pure.cloud", "fre1.eusc-pure.cloud"]) {
      const hosts = Either.right({ apiUrl: `https://api.${domain}`, loginUrl: `https://login.${domain}` })
      for (const name of [domain, `https://api.${domain}`, ` API.${domain}\n`]) {
        assert.deepStrictEqual(Environment.hosts(name), hosts, name)
      }
    }
    // Anybody can own these.
    for (
      const name of [
        "evil-pure.cloud",
        "x.evil-pure.cloud",
        "pure.cloud",
        "a.b.pure.cloud",
        ".pure.cloud",
        "pure.cloud.evil"
      ]
    ) {
      assert.isTrue(Either.isLeft(Environment.hosts(name)), name)
    }
  })

  it("may be the URL of a gateway or a simulator", () => {
    const both = (url: string) => Either.right({ apiUrl: url, loginUrl: url })
    assert.deepStrictEqual(
      Environment.hosts("https://gateway.example/genesys/"),
      both("https://gateway.example/genesys")
    )
    assert.deepStrictEqual(Environment.hosts("http://127.0.0.1:4010"), both("http://127.0.0.1:4010"))
    assert.deepStrictEqual(
      Environment.hosts("https://mypurecloud.ie.evil.example"),
      both("https://mypurecloud.ie.evil.example")
    )
    // The vendor's SDKs go from one host to the other in the same way.
    for (const name of ["https://api.acme.example:8443", "https://login.acme.example:8443/"]) {
      assert.deepStrictEqual(
        Environment.hosts(name),
        Either.right({ apiUrl: "https://api.acme.example:8443", loginUrl: "https://login.acme.example:8443" })
      )
    }
  })

  it("may be without TLS if that is allowed", () => {
    for (const url of ["http://simulator:4010", "http://gateway.example"]) {
      const refused = Either.getOrThrow(Either.flip(Environment.hosts(url)))
      assert.include(refused, url)
      assert.include(refused, "allowHttp")
      assert.deepStrictEqual(
        Environment.hosts({ apiUrl: url, loginUrl: url, allowHttp: true }),
        Either.right({ apiUrl: url, loginUrl: url })
      )
      assert.isTrue(Either.isLeft(Environment.hosts({ apiUrl: url, loginUrl: url, allowHttp: false })))
    }
    for (const url of ["ftp://simulator", "http://user:pw@simulator", "http://simulator?x=1", "simulator:4010"]) {
      assert.isTrue(Either.isLeft(Environment.hosts({ apiUrl: url, loginUrl: url, allowHttp: true })), url)
    }
  })

  it("are named in the error that refuses them, with the allowed values", () => {
    for (
      const name of ["mypurecloud.fr", "eu-west-9", "ireland", "https//api.mypurecloud.ie", "a\nb", "x".repeat(5000)]
    ) {
      const message = Either.getOrThrow(Either.flip(Environment.hosts(name)))
      assert.include(message, JSON.stringify(name).slice(1, 60).replace(/"$/, ""))
      assert.isAtMost(message.length, 1500)
      for (const word of ["eu-west-1", "mypurecloud.com", "https://"]) assert.include(message, word)
    }
    const both = { apiUrl: "https://api.acme.example", loginUrl: "login.acme.example" }
    assert.include(Either.getOrThrow(Either.flip(Environment.hosts(both))), "login.acme.example")
    assert.include(Either.getOrThrow(Either.flip(Environment.hosts(""))), "empty")
    for (const url of ["https://user:hunter2", "https://user:hunter2%40host", "https://host:99999?token=hunter2"]) {
      assert.notInclude(String(Environment.hosts(url)), "hunter2")
    }
  })

  it.prop(
    "never show the password of a URL",
    [
      FC.constantFrom("https://", "http://", "ftp://", "//", "", "https:/"),
      FC.string({ unit: "grapheme-ascii", maxLength: 8 }),
      FC.constantFrom("host", "host:99999", "mypurecloud.ie", "api.mypurecloud.ie/", "", "[::1", "host?x#y")
    ],
    ([scheme, noise, host]) => {
      const password = `hun${noise}ter2`
      for (const url of [`${scheme}user:${password}@${host}`, `${scheme}:${password}@${host}`]) {
        for (
          const environment of [url, { apiUrl: url, loginUrl: url }, { apiUrl: url, loginUrl: url, allowHttp: true }]
        ) {
          const made = Environment.hosts(environment)
          assert.isTrue(Either.isLeft(made), url)
          assert.notInclude(String(made), "hun")
          assert.notInclude(String(made), "ter2")
        }
      }
    }
  )

  it("are not shown in errors if they may contain a password", () => {
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
      [{ timeout: "soon" as never }, "timeout"],
      [{ decode: "stict" as never }, "decode"],
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

  it.effect("is read from environment variables with the vendor's names", () =>
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
      ["PURECLOUD_ENVIRONMENT", { ...credentials, PURECLOUD_ENVIRONMENT: "mypurecloud.fr" }],
      ["PURECLOUD_ENVIRONMENT", { ...credentials, PURECLOUD_ENVIRONMENT: "" }],
      ["PURECLOUD_API_URL", { ...credentials, PURECLOUD_API_URL: "api.mypurecloud.ie" }],
      ["PURECLOUD_API_URL", { ...credentials, PURECLOUD_API_URL: "" }],
      ["PURECLOUD_API_URL", { ...credentials, PURECLOUD_API_URL: "http://simulator:4010" }],
      ["PURECLOUD_LOGIN_URL", { ...credentials, PURECLOUD_LOGIN_URL: "https://u:p@login.mypurecloud.ie" }],
      ["PURECLOUD_ALLOW_HTTP", { ...credentials, PURECLOUD_ALLOW_HTTP: "perhaps" }]
    ] as const
  ) {
    it.effect(`fails with a ConfigError that names ${what} if ${JSON.stringify(Object.keys(values))} is set`, () =>
      Effect.gen(function*() {
        const exit = yield* Effect.exit(Effect.provide(apiUrl, provide(values)))
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
        Layer.setConfigProvider(ConfigProvider.fromMap(new Map(Object.entries(values))))
      ]))
    )

  it.effect("takes a config for each option, and reads what is left out from the environment variables", () =>
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
        PureCloud.layerConfig({ environment: undefined as never }),
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

  it.effect("names all that is wrong in the environment variables at once", () =>
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

  it.effect("of PureCloudConfig and of Auth does the same", () =>
    Effect.gen(function*() {
      const env = (values: Record<string, string>) =>
        Layer.setConfigProvider(ConfigProvider.fromMap(new Map(Object.entries(values))))
      const config = PureCloudConfig.PureCloudConfig.pipe(
        Effect.provide(Layer.provide(
          PureCloudConfig.layerConfig({ maxConcurrency: Config.integer("MOST") }),
          env({ MOST: "3", PURECLOUD_ENVIRONMENT: "eu-west-1" })
        ))
      )
      assert.deepInclude(yield* config, { apiUrl: "https://api.mypurecloud.ie", maxConcurrency: 3 })
      const layer = Auth.layerConfig({ clientId: Config.string("ID") }).pipe(
        Layer.provide([PureCloudConfig.layer(), FetchHttpClient.layer]),
        Layer.provide(env({ ID: " c ", PURECLOUD_SECRET: "s" }))
      )
      const { key } = yield* Effect.provide(Auth.Auth, layer)
      assert.strictEqual(key, "client_credentials:https://login.mypurecloud.com:c")
    }))
})

describe("the hosts of the environment", () => {
  const hostsOf = (values: Record<string, string>) =>
    Effect.withConfigProvider(
      Effect.flatMap(PureCloudConfig.config, (options) => PureCloudConfig.make(options)),
      ConfigProvider.fromMap(new Map(Object.entries(values)))
    )

  const cases: ReadonlyArray<readonly [Record<string, string>, string, string]> = [
    [{}, "https://api.mypurecloud.com", "https://login.mypurecloud.com"],
    [{ ENVIRONMENT: "eu_west_1" }, "https://api.mypurecloud.ie", "https://login.mypurecloud.ie"],
    [{ ENVIRONMENT: "https://api.afs1.pure.cloud" }, "https://api.afs1.pure.cloud", "https://login.afs1.pure.cloud"],
    [{ ENVIRONMENT: "http://localhost:4010" }, "http://localhost:4010", "http://localhost:4010"],
    [{ API_URL: "https://api.euw2.pure.cloud" }, "https://api.euw2.pure.cloud", "https://login.euw2.pure.cloud"],
    [{ LOGIN_URL: "https://login.euw2.pure.cloud" }, "https://api.euw2.pure.cloud", "https://login.euw2.pure.cloud"],
    [{ API_URL: "https://gw.example/genesys" }, "https://gw.example/genesys", "https://gw.example/genesys"],
    [
      { API_URL: "https://gw.example/api", LOGIN_URL: "https://gw.example/login" },
      "https://gw.example/api",
      "https://gw.example/login"
    ],
    [
      { ENVIRONMENT: "mypurecloud.ie", API_URL: "https://gw.example" },
      "https://gw.example",
      "https://login.mypurecloud.ie"
    ],
    [
      { ENVIRONMENT: "mypurecloud.ie", LOGIN_URL: "https://gw.example" },
      "https://api.mypurecloud.ie",
      "https://gw.example"
    ],
    [{ API_URL: "http://simulator:4010", ALLOW_HTTP: "true" }, "http://simulator:4010", "http://simulator:4010"],
    [{ ENVIRONMENT: "http://simulator:4010", ALLOW_HTTP: "true" }, "http://simulator:4010", "http://simulator:4010"]
  ]
  for (const [values, apiUrl, loginUrl] of cases) {
    it.effect(`${JSON.stringify(values)} are ${apiUrl} and ${loginUrl}`, () =>
      Effect.gen(function*() {
        const set = Object.fromEntries(Object.entries(values).map(([name, value]) => [`PURECLOUD_${name}`, value]))
        const made = yield* hostsOf(set)
        assert.deepStrictEqual([made.apiUrl, made.loginUrl], [apiUrl, loginUrl])
      }))
  }
})

describe("a region that is not set", () => {
  /** What the first and the second call log. */
  const logged = (options: Partial<PureCloud.Options>, level = LogLevel.Debug) =>
    Effect.gen(function*() {
      const lines: Array<string> = []
      const logger = Logger.make(({ logLevel, message }) => void lines.push(`${logLevel.label} ${String(message)}`))
      const client = Layer.succeed(
        HttpClient.HttpClient,
        HttpClient.make((request) => Effect.succeed(HttpClientResponse.fromWeb(request, Response.json({ id: "u" }))))
      )
      const layer = PureCloud.layer({ auth: Auth.layerStatic(Redacted.make("t")), ...options }).pipe(
        Layer.provide(client)
      )
      const call = Users.getUser({ userId: "u" })
      yield* Effect.all([call, call, call], { concurrency: "unbounded" }).pipe(
        Effect.zipRight(call),
        Effect.provide(Layer.merge(layer, Logger.replace(Logger.defaultLogger, logger))),
        Logger.withMinimumLogLevel(level)
      )
      return lines
    })

  it.effect("is logged once, at the first call, with level Debug", () =>
    Effect.gen(function*() {
      const [line = "", ...more] = yield* logged({})
      assert.deepStrictEqual(more, [])
      for (const word of ["DEBUG", "mypurecloud.com", "PURECLOUD_ENVIRONMENT", "us-east-1"]) assert.include(line, word)
      assert.deepStrictEqual(yield* logged({}, LogLevel.Info), [])
    }))

  it.effect("is not logged if any region is set", () =>
    Effect.gen(function*() {
      for (const environment of ["us-east-1", "mypurecloud.com", "https://gateway.example"] as const) {
        assert.deepStrictEqual(yield* logged({ environment }), [])
      }
    }))
})

describe("several organizations", () => {
  it.live("run in one program, each with its own token and rate limit", () =>
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
