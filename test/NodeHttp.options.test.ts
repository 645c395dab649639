/**
 * The options of the client for Node: certificates, proxies, limits and dispatchers.
 */
import * as HttpClient from "@effect/platform/HttpClient"
import * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import { assert, describe, it } from "@effect/vitest"
import { Config, Effect, Layer, Redacted } from "effect"
import * as NodeHttp from "effect-purecloud/NodeHttp"
import * as Crypto from "node:crypto"
import { Agent } from "undici"
import { environmentVariables } from "./utils/environmentVariables.js"
import { invalid } from "./utils/invalid.js"
import * as Network from "./utils/network.js"
import { get, ok, textOf, withEach } from "./utils/nodeHttp.js"
import { service } from "./utils/service.js"

const authority = Network.authority.toString()

const valid = Network.certificate("valid")

describe("certificate authorities", () => {
  it.live("are trusted in addition to those of Node, one or several", () =>
    Effect.scoped(Effect.gen(function*() {
      const { port } = yield* Network.tls(valid)
      const url = `https://127.0.0.1:${port}/`
      const selfsigned = Network.certificate("selfsigned").cert.toString()
      for (const certificateAuthorities of [authority, [authority], [selfsigned, authority], `${authority}\n`]) {
        yield* withEach(Effect.map(textOf(url), (text) => assert.include(text, "u1")), { certificateAuthorities })
      }
      for (const options of [{}, { certificateAuthorities: selfsigned }, { certificateAuthorities: [] }]) {
        const [error] = yield* withEach(Effect.flip(get(url)), options)
        assert.deepInclude(error?.cause, { code: "UNABLE_TO_VERIFY_LEAF_SIGNATURE" })
      }
    })))
})

describe("a client certificate", () => {
  const wanting = { ...valid, ca: Network.authority, requestCert: true, rejectUnauthorized: true }
  const own = Network.certificate("other")
  const certificate = own.cert.toString()
  const encrypted = Crypto.createPrivateKey(own.key).export({
    type: "pkcs8",
    format: "pem",
    cipher: "aes-256-cbc",
    passphrase: "a-passphrase"
  }).toString()
  const certificates: { readonly [name: string]: NodeHttp.ClientCertificate } = {
    "with its key": { certificate, privateKey: own.key.toString() },
    "with a redacted key": { certificate, privateKey: Redacted.make(own.key.toString()) },
    "with an encrypted key": { certificate, privateKey: encrypted, passphrase: Redacted.make("a-passphrase") }
  }
  for (const [name, clientCertificate] of Object.entries(certificates)) {
    it.live(`is sent, ${name}`, () =>
      Effect.scoped(Effect.gen(function*() {
        const { port, received } = yield* Network.tls(wanting)
        const options = { certificateAuthorities: authority, clientCertificate }
        yield* withEach(textOf(`https://127.0.0.1:${port}/`), options)
        assert.strictEqual(received(), 2)
      })))
  }
})

/** A proxy that connects every client with one port, and the heads of the requests that it received. */
const proxyTo = (port: number) =>
  Effect.gen(function*() {
    const heads: Array<string> = []
    const own = yield* Network.proxyTo(port, (head) => heads.push(head))
    return { heads, url: `http://127.0.0.1:${own}` }
  })

describe("a proxy", () => {
  it.live("transports every request through a tunnel, and cannot read it", () =>
    Effect.scoped(Effect.gen(function*() {
      const { port } = yield* Network.tls(valid)
      const proxy = yield* proxyTo(port)
      const options = { httpProxy: proxy.url, certificateAuthorities: authority }
      yield* withEach(Effect.zipRight(textOf("https://localhost/secret"), textOf("https://localhost/secret")), options)
      assert.isAtLeast(proxy.heads.length, 2)
      for (const head of proxy.heads) {
        assert.match(head, /^CONNECT localhost:443 /)
        assert.notInclude(head, "secret")
      }
    })))

  it.live("also transports requests without TLS through a tunnel", () =>
    Effect.scoped(Effect.gen(function*() {
      const started = yield* service(ok)
      const proxy = yield* proxyTo(Number(new URL(started.url).port))
      yield* withEach(textOf("http://api.example.com/a"), { httpProxy: proxy.url })
      assert.match(proxy.heads[0] ?? "", /^CONNECT api\.example\.com:80 /)
      assert.strictEqual(started.seen[0]?.headers.host, "api.example.com")
    })))

  it.live("is selected by the scheme of the URL", () =>
    Effect.scoped(Effect.gen(function*() {
      const plain = yield* service(ok)
      const secure = yield* Network.tls(valid)
      const httpProxy = yield* proxyTo(Number(new URL(plain.url).port))
      const httpsProxy = yield* proxyTo(secure.port)
      yield* withEach(Effect.zip(textOf("http://localhost/"), textOf("https://localhost/")), {
        httpProxy: httpProxy.url,
        httpsProxy: httpsProxy.url,
        certificateAuthorities: authority
      })
      assert.strictEqual(httpProxy.heads.length, 2)
      assert.strictEqual(httpsProxy.heads.length, 2)
    })))

  it.live("receives the user name and the password of its URL", () =>
    Effect.scoped(Effect.gen(function*() {
      const started = yield* service(ok)
      const proxy = yield* proxyTo(Number(new URL(started.url).port))
      const httpProxy = Redacted.make(proxy.url.replace("//", "//user:p%40ss@"))
      yield* withEach(textOf("http://api.example.com/"), { httpProxy })
      assert.include(proxy.heads[0] ?? "", `proxy-authorization: Basic ${btoa("user:p@ss")}`)
      assert.notProperty(started.seen[0]?.headers, "proxy-authorization")
    })))

  it.live("is not used for the hosts in noProxy", () =>
    Effect.scoped(Effect.gen(function*() {
      const { seen, url } = yield* service(ok)
      const { host } = new URL(url)
      for (const noProxy of ["127.0.0.1", host, `example.com,${host}`, "*"]) {
        yield* withEach(textOf(url), { httpProxy: `http://127.0.0.1:${yield* Network.closedPort}`, noProxy })
      }
      assert.strictEqual(seen.length, 8)
    })))

  it.live("does not change the headers of a request, which other requests may share", () =>
    Effect.scoped(Effect.gen(function*() {
      const started = yield* service(ok)
      const proxy = yield* proxyTo(Number(new URL(started.url).port))
      const request = HttpClientRequest.get("http://api.example.com/")
      yield* withEach(Effect.flatMap(HttpClient.HttpClient, (client) => client.execute(request)), {
        httpProxy: proxy.url
      })
      assert.deepStrictEqual({ ...request.headers }, {})
    })))
})

describe("layerConfig", () => {
  const withEnv = (
    env: { readonly [name: string]: string },
    options?: Config.Config.Wrap<NodeHttp.Options>
  ) =>
    Effect.provide(
      Layer.provide(NodeHttp.layerConfig(options), environmentVariables(env))
    )

  it.live("reads the proxies from environment variables, of which those in lower case have precedence", () =>
    Effect.scoped(Effect.gen(function*() {
      const { seen, url } = yield* service(ok)
      const proxy = yield* proxyTo(Number(new URL(url).port))
      const nowhere = `http://127.0.0.1:${yield* Network.closedPort}`
      const environments: ReadonlyArray<{ readonly [name: string]: string }> = [
        { HTTP_PROXY: proxy.url },
        { http_proxy: proxy.url, HTTP_PROXY: nowhere },
        { http_proxy: "", HTTP_PROXY: proxy.url, no_proxy: "", NO_PROXY: "localhost" }
      ]
      for (const env of environments) yield* textOf("http://api.example.com/").pipe(withEnv(env))
      assert.strictEqual(proxy.heads.length, environments.length)
      yield* textOf(url).pipe(withEnv({ HTTP_PROXY: nowhere, NO_PROXY: "127.0.0.1" }))
      yield* textOf(url).pipe(withEnv({}))
      assert.strictEqual(seen.length, environments.length + 2)
    })))

  it.live("reads the limits from environment variables", () =>
    Effect.scoped(Effect.gen(function*() {
      const { sockets, url } = yield* service(ok)
      const all = Effect.forEach([1, 2, 3, 4], () => textOf(url), { concurrency: "unbounded" })
      const most = Effect.map(all, sockets)
      assert.strictEqual(yield* most.pipe(withEnv({ PURECLOUD_MAX_CONNECTIONS: "2" })), 2)
      const error = yield* Effect.flip(textOf(url).pipe(withEnv({ PURECLOUD_CONNECT_TIMEOUT: "soon" })))
      assert.strictEqual(error._tag, "ConfigError")
    })))

  it.live("takes a Config for each option", () =>
    Effect.scoped(Effect.gen(function*() {
      const { port } = yield* Network.tls(valid)
      const live = Layer.provide(
        NodeHttp.layerConfig({ certificateAuthorities: Config.string("CA") }),
        environmentVariables({ CA: authority })
      )
      assert.include(yield* Effect.provide(textOf(`https://127.0.0.1:${port}/`), live), "u1")
    })))

  it.live("reads options that are left out from environment variables", () =>
    Effect.scoped(Effect.gen(function*() {
      const { url } = yield* service(ok)
      const proxy = yield* proxyTo(Number(new URL(url).port))
      const env = { HTTP_PROXY: proxy.url }
      for (const options of [{}, { compression: Config.succeed(false) }, Config.succeed({ maxConnections: 1 })]) {
        yield* textOf("http://api.example.com/").pipe(withEnv(env, options))
      }
      assert.strictEqual(proxy.heads.length, 3)
      const nowhere = { HTTP_PROXY: `http://127.0.0.1:${yield* Network.closedPort}` }
      yield* textOf("http://api.example.com/").pipe(withEnv(nowhere, { httpProxy: Config.succeed(proxy.url) }))
      assert.strictEqual(proxy.heads.length, 4)
    })))

  it.live("reads options that are undefined from environment variables", () =>
    Effect.scoped(Effect.gen(function*() {
      const { url } = yield* service(ok)
      const proxy = yield* proxyTo(Number(new URL(url).port))
      // Without `exactOptionalPropertyTypes`, TypeScript accepts `undefined` for each option.
      const unset: unknown = { httpProxy: undefined }
      const options = Config.succeed(unset as NodeHttp.Options)
      yield* textOf("http://api.example.com/").pipe(withEnv({ HTTP_PROXY: proxy.url }, options))
      assert.strictEqual(proxy.heads.length, 1)
    })))
})

describe("invalid options", () => {
  const secret = "s3cr3t"
  const options: { readonly [name: string]: NodeHttp.Options } = {
    "maxConnections 0": { maxConnections: 0 },
    "maxConnections 1.5": { maxConnections: 1.5 },
    "connectTimeout 0": { connectTimeout: 0 },
    "connectTimeout Infinity": { connectTimeout: invalid("Infinity") },
    "keepAliveTimeout -1": { keepAliveTimeout: -1 },
    "httpProxy without a scheme": { httpProxy: `user:${secret}@proxy:8080` },
    "httpsProxy by ftp": { httpsProxy: Redacted.make(`ftp://user:${secret}@proxy`) },
    "certificateAuthorities no PEM": { certificateAuthorities: secret },
    "certificateAuthorities one of two": { certificateAuthorities: [authority, secret] },
    "clientCertificate no PEM": { clientCertificate: { certificate: secret, privateKey: secret } },
    "clientCertificate of another key": {
      clientCertificate: { certificate: valid.cert.toString(), privateKey: Network.certificate("other").key.toString() }
    }
  }
  for (const [name, given] of Object.entries(options)) {
    it.effect(`are named in a ConfigError, without their value: ${name}`, () =>
      Effect.gen(function*() {
        const error = yield* Effect.flip(Effect.scoped(NodeHttp.make(given)))
        assert.include(String(error), name.split(" ")[0] ?? "")
        assert.notInclude(String(error), secret)
      }))
  }
})

describe("a dispatcher of the program", () => {
  it.live("sends requests, and stays open", () =>
    Effect.scoped(Effect.gen(function*() {
      const { url } = yield* service(ok)
      const agent = new Agent()
      let dispatched = 0
      const counting = agent.compose((dispatch) => (options, handler) => {
        dispatched++
        return dispatch(options, handler)
      })
      yield* Effect.provide(textOf(url), NodeHttp.layerFromDispatcher(Effect.succeed(counting)))
      yield* NodeHttp.fromDispatcher(counting).get(url)
      assert.strictEqual(dispatched, 2)
      assert.isFalse(agent.destroyed)
      yield* Effect.promise(() => agent.close())
      const error = yield* Effect.flip(NodeHttp.fromDispatcher(agent).get(url))
      assert.deepInclude(error, { _tag: "RequestError", reason: "Transport" })
    })))

  it.live("is closed with the scope if its effect has a finalizer", () =>
    Effect.gen(function*() {
      let closed = false
      const dispatcher = Effect.acquireRelease(Effect.sync(() => new Agent()), (agent) =>
        Effect.promise(async () => {
          await agent.close()
          closed = true
        }))
      yield* Effect.scoped(Layer.build(NodeHttp.layerFromDispatcher(dispatcher)))
      assert.isTrue(closed)
    }))

  it.live("that throws is an error of the request", () =>
    Effect.gen(function*() {
      class Broken extends Agent {
        override dispatch(): boolean {
          throw new Error("broken")
        }
      }
      const error = yield* Effect.flip(NodeHttp.fromDispatcher(new Broken()).get("http://127.0.0.1/"))
      assert.deepInclude(error, { _tag: "RequestError", reason: "Transport" })
    }))
})
