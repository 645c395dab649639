/**
 * Regions, hosts and edges of an environment.
 */
import { HttpClient, HttpClientResponse } from "@effect/platform"
import { assert, describe, it } from "@effect/vitest"
import { ConfigProvider, Effect, Either, Layer, LogLevel } from "effect"
import * as Auth from "effect-purecloud/Auth"
import * as Environment from "effect-purecloud/Environment"
import * as PureCloud from "effect-purecloud/PureCloud"
import * as PureCloudConfig from "effect-purecloud/PureCloudConfig"
import * as Users from "effect-purecloud/Users"
import * as FC from "effect/FastCheck"
import * as Redacted from "effect/Redacted"
import { invalid } from "./utils/invalid.js"
import { recordingLogger } from "./utils/logs.js"

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

  // Paths are appended to the URL, so that it has no slash at its end.
  it("with other hosts are normalized URLs", () => {
    for (const url of ["https://gateway.example/?", "https://gateway.example/#", "https://GATEWAY.example\n"]) {
      assert.deepStrictEqual(
        Environment.hosts({ apiUrl: url, loginUrl: url }),
        Either.right({ apiUrl: "https://gateway.example", loginUrl: "https://gateway.example" })
      )
    }
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
    // Anybody can own these domains.
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

  it("may be without TLS if an option allows it", () => {
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

  it("are named in the error if they are invalid, with the allowed values", () => {
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
        const made = PureCloudConfig.make({ environment: invalid(environment) })
        assert.isTrue(Either.isLeft(made), url)
        assert.notInclude(String(made), "hunter2")
      }
    }
  })
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
  /** Returns the log lines of three calls at the same time, and of one after them. */
  const logged = (options: Partial<PureCloud.Options>, level = LogLevel.Debug) =>
    Effect.gen(function*() {
      const logger = recordingLogger(level)
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
        Effect.provide(Layer.merge(layer, logger.layer))
      )
      return logger.lines
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
