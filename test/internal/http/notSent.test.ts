/**
 * Requests that certainly did not reach the service, on real sockets. They are not in doubt, they are retried only if a
 * retry may succeed, and their error has the host, the reason, and advice.
 */
import type * as HttpClient from "@effect/platform/HttpClient"
import { assert, describe, it } from "@effect/vitest"
import { Chunk, Effect, Either, Layer, Redacted, type Scope, Stream } from "effect"
import * as Auth from "effect-purecloud/Auth"
import * as NodeHttp from "effect-purecloud/NodeHttp"
import * as PureCloud from "effect-purecloud/PureCloud"
import type { PureCloudError, TransportError } from "effect-purecloud/PureCloudError"
import * as UserBulk from "effect-purecloud/UserBulk"
import * as Users from "effect-purecloud/Users"
import type * as Net from "node:net"
import * as Network from "../../utils/network.js"
import { secretMark, service } from "../../utils/service.js"
import { body, create, manyAttempts, optionsOf, type Setting, withClient } from "../../utils/transport.js"

const read = Users.getUser({ userId: `u-${secretMark}` })

const transportOf = (error: PureCloudError): TransportError => {
  if (error._tag !== "PureCloudTransportError") return assert.fail(`${error._tag}: ${error.message}`)
  return error
}

interface Expected {
  readonly reason: TransportError["reason"]
  /** The expected code. By client, if the clients report different codes. */
  readonly code: string | { readonly [name in Network.ClientName]?: string | undefined }
  readonly isRetryable: boolean
  readonly advice: RegExp
}

const check = (name: Network.ClientName, setting: Setting, expected: Expected) =>
  Effect.gen(function*() {
    const client = setting.clients?.[name] ?? Network.clients[name]
    const { host } = new URL(setting.url)
    const live = withClient(client, setting)
    for (const program of [read, create]) {
      const error = transportOf(yield* Effect.flip(Effect.provide(program, live)))
      assert.strictEqual(error.reason, expected.reason, error.message)
      assert.strictEqual(error.code, typeof expected.code === "string" ? expected.code : expected.code[name])
      assert.isTrue(error.isNotSent)
      assert.strictEqual(error.isRetryable, expected.isRetryable)
      assert.strictEqual(error.origin.attempts, expected.isRetryable ? setting.attempts ?? manyAttempts : 1)
      assert.strictEqual(error.host, host)
      assert.include(error.message, host)
      assert.match(error.message, expected.advice)
      assert.notInclude(error.message, secretMark)
      assert.notMatch(error.message, /\/users\/u-|requests?\./)
    }
    const outcomes = yield* Stream.make(body).pipe(UserBulk.createAll(), Stream.runCollect, Effect.provide(live))
    assert.deepStrictEqual(
      Chunk.toReadonlyArray(outcomes).map(({ result }) => Either.isLeft(result) ? result.left._tag : "done"),
      ["PureCloudTransportError"]
    )
    assert.strictEqual(setting.received?.() ?? 0, 0)
    yield* checkLogin(client, setting, expected)
  })

/** Checks the same failure for the login host. */
const checkLogin = (client: Layer.Layer<HttpClient.HttpClient>, setting: Setting, expected: Expected) =>
  Effect.gen(function*() {
    const auth = Auth.layerClientCredentials({ clientId: "id", clientSecret: Redacted.make(secretMark) })
    const waits: Array<unknown> = []
    const live = PureCloud.layer({
      ...optionsOf(setting),
      auth,
      onEvent: (event) => Effect.sync(() => void (event._tag === "Wait" && waits.push(event)))
    }).pipe(Layer.provide(client), Layer.orDie)
    const error = yield* Effect.flip(Effect.provide(create, live))
    assert.deepInclude(error, { _tag: "PureCloudAuthError", reason: "Transport" })
    assert.strictEqual(error.isRetryable, expected.isRetryable)
    assert.include(error.message, new URL(setting.url).host)
    assert.match(error.message, expected.advice)
    assert.notInclude(error.message, secretMark)
    assert.strictEqual(waits.length, expected.isRetryable ? (setting.attempts ?? manyAttempts) - 1 : 0)
  })

interface Case {
  readonly title: string
  readonly start: Effect.Effect<Setting, never, Scope.Scope>
  readonly expected: Expected
  readonly only?: ReadonlyArray<Network.ClientName>
}

const at = (port: number): Setting => ({ url: `https://127.0.0.1:${port}` })

const tlsCase = (
  title: string,
  name: Parameters<typeof Network.certificate>[0],
  code: string,
  advice: RegExp
): Case => ({
  title,
  start: Effect.map(Network.tls(Network.certificate(name)), ({ port, received }) => ({ ...at(port), received })),
  expected: { reason: "Tls", code, isRetryable: false, advice }
})

const alertCase = (title: string, description: number, code: string): Case => ({
  title,
  start: Effect.map(Network.tcpAfterHello((connection) => void connection.end(Network.alert(description))), at),
  expected: { reason: "Tls", code, isRetryable: false, advice: /refuses the TLS handshake/ }
})

const proxyCase = (status: string, isRetryable: boolean, advice: RegExp): Case => ({
  title: `a proxy that responds to CONNECT with ${status}`,
  start: Effect.map(
    Network.tcpAfterHello((connection) => void connection.end(`HTTP/1.1 ${status}\r\ncontent-length: 0\r\n\r\n`)),
    (port) => ({ url: "https://api.example.com", clients: Network.clientsBehind(`http://127.0.0.1:${port}`) })
  ),
  only: ["NodeHttp", "undici"],
  expected: { reason: "Proxy", code: status.slice(0, 3), isRetryable, advice }
})

/**
 * A proxy that opens no tunnel and whose response is not HTTP. Only NodeHttp is tested: the ProxyAgent of undici 7
 * connects again without end.
 */
const brokenProxyCase = (title: string, onConnect: (connection: Net.Socket) => void): Case => ({
  title: `a proxy that ${title}`,
  start: Effect.map(Network.tcpAfterHello(onConnect), (port) => ({
    url: "https://api.example.com",
    attempts: 2,
    clients: {
      ...Network.clients,
      NodeHttp: Layer.orDie(NodeHttp.layer({ httpsProxy: `http://127.0.0.1:${port}`, connectTimeout: "500 millis" }))
    }
  })),
  only: ["NodeHttp"],
  expected: { reason: "Proxy", code: "UND_ERR_PRX_CONN", isRetryable: true, advice: /supports CONNECT/ }
})

const unreachable = /Check the host, the network, the firewall and the proxy/

const untrusted = /NODE_EXTRA_CA_CERTS/

const noTls = /does not use TLS/

const cases: ReadonlyArray<Case> = [
  tlsCase("a self-signed certificate", "selfsigned", "DEPTH_ZERO_SELF_SIGNED_CERT", untrusted),
  {
    ...tlsCase("an unknown authority", "valid", "UNABLE_TO_VERIFY_LEAF_SIGNATURE", untrusted),
    start: Effect.map(Network.tls(Network.certificate("valid")), ({ port, received }) => ({
      ...at(port),
      received,
      clients: Network.clientsWith({ ca: Network.certificate("selfsigned").cert })
    })),
    only: ["NodeHttp", "undici"]
  },
  tlsCase("an expired certificate", "expired", "CERT_HAS_EXPIRED", /clock/),
  tlsCase("a certificate that is not yet valid", "future", "CERT_NOT_YET_VALID", /clock/),
  tlsCase("a certificate of another host", "other", "ERR_TLS_CERT_ALTNAME_INVALID", /another host/),
  alertCase("an alert: handshake failure", 40, "ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE"),
  alertCase("an alert: access denied", 49, "ERR_SSL_TLSV1_ALERT_ACCESS_DENIED"),
  alertCase("an alert: protocol version", 70, "ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION"),
  alertCase("an alert: insufficient security", 71, "ERR_SSL_TLSV1_ALERT_INSUFFICIENT_SECURITY"),
  alertCase("an alert: unrecognized name", 112, "ERR_SSL_TLSV1_UNRECOGNIZED_NAME"),
  {
    title: "a server that speaks HTTP without TLS",
    start: Effect.map(
      Network.tcpAfterHello((connection) => void connection.end("HTTP/1.1 400 Bad Request\r\n\r\n")),
      at
    ),
    expected: { reason: "Tls", code: "ERR_SSL_WRONG_VERSION_NUMBER", isRetryable: false, advice: noTls }
  },
  {
    title: "a server that speaks another protocol",
    start: Effect.map(Network.tcp((connection) => void connection.end("SSH-2.0-OpenSSH_9.6\r\n")), at),
    expected: { reason: "Tls", code: "ERR_SSL_WRONG_VERSION_NUMBER", isRetryable: false, advice: noTls }
  },
  {
    title: "a client certificate that is required (TLS 1.2)",
    start: Effect.map(
      Network.tls({
        ...Network.certificate("valid"),
        ca: Network.authority,
        requestCert: true,
        rejectUnauthorized: true,
        maxVersion: "TLSv1.2"
      }),
      ({ port, received }) => ({ ...at(port), received })
    ),
    expected: {
      reason: "Tls",
      code: "ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE",
      isRetryable: false,
      advice: /client certificate/
    }
  },
  {
    title: "a server of old TLS versions only",
    start: Effect.map(
      Network.tls({
        ...Network.certificate("valid"),
        minVersion: "TLSv1",
        maxVersion: "TLSv1.1",
        ciphers: "DEFAULT@SECLEVEL=0"
      }),
      ({ port, received }) => ({ ...at(port), received })
    ),
    expected: {
      reason: "Tls",
      code: "ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION",
      isRetryable: false,
      advice: /refuses the TLS handshake/
    }
  },
  {
    title: "a connection that ends in the handshake",
    start: Effect.map(Network.tcpAfterHello((connection) => void connection.end()), at),
    expected: { reason: "Connect", code: "ECONNRESET", isRetryable: true, advice: unreachable }
  },
  {
    title: "a connection that is refused",
    start: Effect.map(Network.closedPort, at),
    expected: { reason: "Connect", code: "ECONNREFUSED", isRetryable: true, advice: unreachable }
  },
  {
    title: "a name that does not exist",
    start: Effect.succeed({ url: "https://no-such-host.invalid" }),
    expected: { reason: "Connect", code: "ENOTFOUND", isRetryable: true, advice: /region.*DNS/ }
  },
  {
    title: "a port that fetch refuses",
    start: Effect.succeed({ url: "http://127.0.0.1:6000" }),
    only: ["fetch"],
    expected: { reason: "Connect", code: { fetch: undefined }, isRetryable: true, advice: unreachable }
  },
  {
    title: "a handshake that takes too long",
    start: Effect.map(Network.tcp(() => {}), (port) => ({
      ...at(port),
      attempts: 1,
      clients: Network.clientsWith({ connectTimeout: 50 })
    })),
    only: ["NodeHttp", "undici"],
    expected: { reason: "Connect", code: "UND_ERR_CONNECT_TIMEOUT", isRetryable: true, advice: unreachable }
  },
  proxyCase("407 Proxy Authentication Required", false, /proxy requires credentials/),
  proxyCase("403 Forbidden", false, /proxy does not allow/),
  proxyCase("400 Bad Request", false, /proxy/),
  proxyCase("429 Too Many Requests", true, /proxy/),
  proxyCase("502 Bad Gateway", true, /proxy/),
  proxyCase("503 Service Unavailable", true, /proxy/),
  proxyCase("504 Gateway Timeout", true, /proxy/),
  brokenProxyCase("closes the connection", (connection) => void connection.end()),
  brokenProxyCase("resets the connection", (connection) => void connection.resetAndDestroy()),
  brokenProxyCase("breaks off its response", (connection) => void connection.end("HTTP/1.1 200 Conn")),
  brokenProxyCase("speaks another protocol", (connection) => void connection.end("SSH-2.0-OpenSSH_9.6\r\n")),
  brokenProxyCase("sends headers without an end", (connection) => {
    connection.end(`HTTP/1.1 200 OK\r\nx: ${"x".repeat(100_000)}\r\n\r\n`)
  }),
  brokenProxyCase("never responds", () => {}),
  {
    title: "a proxy that is not there",
    start: Effect.map(Network.closedPort, (port) => ({
      url: "https://api.example.com",
      clients: Network.clientsBehind(`http://127.0.0.1:${port}`)
    })),
    only: ["NodeHttp", "undici"],
    expected: { reason: "Connect", code: "ECONNREFUSED", isRetryable: true, advice: /127\.0\.0\.1:\d+/ }
  },
  {
    title: "a proxy whose certificate is of another host",
    start: Effect.map(Network.tls(Network.certificate("other")), ({ port, received }) => ({
      url: "https://api.example.com",
      received,
      clients: Network.clientsBehind(`https://localhost:${port}`)
    })),
    only: ["NodeHttp", "undici"],
    expected: { reason: "Proxy", code: "UND_ERR_PRX_TLS", isRetryable: false, advice: /certificate of the proxy/ }
  },
  {
    title: "a self-signed certificate behind a proxy",
    start: Effect.gen(function*() {
      const { port, received } = yield* Network.tls(Network.certificate("selfsigned"))
      const proxy = yield* Network.proxyTo(port)
      return { url: "https://localhost", received, clients: Network.clientsBehind(`http://127.0.0.1:${proxy}`) }
    }),
    only: ["NodeHttp", "undici"],
    expected: { reason: "Tls", code: "DEPTH_ZERO_SELF_SIGNED_CERT", isRetryable: false, advice: untrusted }
  }
]

for (const name of Network.clientNames) {
  describe.concurrent(`certainly not sent, over ${name}:`, () => {
    for (const { expected, only, start, title } of cases) {
      if (only !== undefined && !only.includes(name)) continue
      it.live(title, () => Effect.scoped(Effect.flatMap(start, (setting) => check(name, setting, expected))))
    }
  })

  describe.concurrent(`perhaps sent, over ${name}:`, () => {
    /** A write is attempted once and is in doubt. A read is retried. */
    const inDoubt = (start: Effect.Effect<Setting, never, Scope.Scope>) =>
      Effect.scoped(Effect.gen(function*() {
        const setting = yield* start
        const live = withClient(setting.clients?.[name] ?? Network.clients[name], setting)
        const failed = transportOf(yield* Effect.flip(Effect.provide(read, live)))
        assert.deepInclude(failed, { reason: "Reset", isNotSent: false, host: new URL(setting.url).host })
        assert.include(failed.message, `after ${manyAttempts} requests`)
        assert.strictEqual(failed.origin.attempts, manyAttempts)
        const error = transportOf(yield* Effect.flip(Effect.provide(create, live)))
        assert.deepInclude(error, { reason: "Reset", isNotSent: false })
        assert.strictEqual(error.origin.attempts, 1)
        const outcomes = yield* Stream.make(body).pipe(UserBulk.createAll(), Stream.runCollect, Effect.provide(live))
        const [outcome] = Chunk.toReadonlyArray(outcomes)
        assert.isTrue(outcome !== undefined && Either.isLeft(outcome.result))
        assert.strictEqual(Effect.runSync(Effect.flip(outcome!.result))._tag, "PureCloudInDoubt")
      }))

    it.live("a connection that is reset after the request", () =>
      inDoubt(Effect.map(
        Network.tls(Network.certificate("valid"), (connection) => void connection.destroy()),
        ({ port }) => at(port)
      )))

    // The operating system reports it like a reset after the request.
    it.live("a connection that is reset in the handshake", () =>
      inDoubt(Effect.map(Network.tcpAfterHello((connection) => void connection.resetAndDestroy()), at)))
  })
}

it.live("a valid certificate is accepted by all clients", () =>
  Effect.scoped(Effect.gen(function*() {
    const { port, received } = yield* Network.tls(Network.certificate("valid"))
    for (const name of Network.clientNames) {
      assert.deepStrictEqual(yield* Effect.provide(read, withClient(Network.clients[name], at(port))), { id: "u1" })
    }
    assert.strictEqual(received(), Network.clientNames.length)
  })))

it.live("a 407 of a proxy, as the response of a request, is described and not retried", () =>
  Effect.scoped(Effect.gen(function*() {
    const { seen, url } = yield* service(() => ({ status: 407, headers: { "proxy-authenticate": "Basic" } }))
    const error = yield* Effect.flip(Effect.provide(create, withClient(Network.clients.undici, { url })))
    assert.deepInclude(error, { _tag: "PureCloudUnexpectedResponse", status: 407, isRetryable: false })
    assert.include(error.message, "proxy")
    assert.strictEqual(seen.length, 1)
  })))
