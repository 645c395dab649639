/**
 * The client for Node, on real sockets of the loopback interface.
 */
import * as Cookies from "@effect/platform/Cookies"
import type * as Headers from "@effect/platform/Headers"
import * as HttpBody from "@effect/platform/HttpBody"
import * as HttpClient from "@effect/platform/HttpClient"
import * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import * as HttpClientResponse from "@effect/platform/HttpClientResponse"
import { assert, describe, it } from "@effect/vitest"
import {
  Chunk,
  Config,
  ConfigProvider,
  Context,
  Effect,
  Exit,
  Fiber,
  Layer,
  Option,
  Redacted,
  Ref,
  Schema,
  Scope,
  Stream,
  Tracer
} from "effect"
import * as Auth from "effect-purecloud/Auth"
import * as NodeHttp from "effect-purecloud/NodeHttp"
import * as PureCloud from "effect-purecloud/PureCloud"
import * as Users from "effect-purecloud/Users"
import * as Crypto from "node:crypto"
import type { ServerResponse } from "node:http"
import * as Net from "node:net"
import * as Zlib from "node:zlib"
import { Agent } from "undici"
import * as Network from "./utils/network.js"
import { type Reply, type Script, service } from "./utils/service.js"

const authority = Network.authority.toString()

const get = (url: string) => Effect.flatMap(HttpClient.HttpClient, (client) => client.get(url))

const textOf = (url: string) => Effect.flatMap(get(url), (response) => response.text)

/** As the calls of this package are, which takes a shorter way through the client. */
const untraced = HttpClient.withTracerDisabledWhen(() => true)

const layers = (options?: NodeHttp.Options) => {
  const traced = NodeHttp.layer(options)
  return [
    traced,
    Layer.map(traced, (context) => {
      const client = Context.get(context, HttpClient.HttpClient)
      return Context.make(HttpClient.HttpClient, untraced(client))
    })
  ]
}

/** Runs with the client traced, and then untraced. */
const withEach = <A, E>(program: Effect.Effect<A, E, HttpClient.HttpClient>, options?: NodeHttp.Options) =>
  Effect.forEach(layers(options), (live) => Effect.provide(program, live))

/** Runs against a service with each client, whose scope closes before the service does. */
const against = <A, E>(
  script: Script,
  program: (started: Effect.Effect.Success<ReturnType<typeof service>>) => Effect.Effect<A, E, HttpClient.HttpClient>,
  options?: NodeHttp.Options
) =>
  Effect.forEach(
    layers(options),
    (live) => Effect.scoped(Effect.flatMap(service(script), (started) => Effect.provide(program(started), live)))
  )

const ok = (): Reply => ({ body: { id: "u1" } })

const turn = Effect.promise(() => new Promise((resolve) => setImmediate(resolve)))

const until = (condition: () => boolean): Effect.Effect<void> =>
  Effect.suspend(() => condition() ? Effect.void : Effect.zipRight(turn, until(condition)))

const large = Buffer.from(JSON.stringify({ text: "Ünïcödé ".repeat(300_000) }))

/** Sends without end, until the connection breaks. */
const endless = (response: ServerResponse) => {
  const more = () => {
    while (response.write("x".repeat(16_384)));
  }
  response.writeHead(200, { "content-type": "text/plain" })
  response.on("drain", more)
  more()
}

describe("connections", () => {
  // undici lets a connection rest for a turn of the event loop before it uses it again.
  it.live("are kept alive: requests one after another use two at most", () =>
    against(ok, ({ sockets, url }) =>
      Effect.gen(function*() {
        for (let i = 0; i < 20; i++) assert.strictEqual(yield* textOf(`${url}/${i}`), "{\"id\":\"u1\"}")
        assert.isAtMost(sockets(), 2)
      })))

  it.live("are bounded: 64 requests at the same time use no more than the maximum", () =>
    Effect.gen(function*() {
      for (const maxConnections of [1, 3, 64]) {
        let most = 0
        yield* against(async () => {
          await new Promise((resolve) => setTimeout(resolve, 2))
          return ok()
        }, ({ seen, sockets, url }) =>
          Effect.gen(function*() {
            yield* Effect.forEach(Array.from({ length: 64 }), () =>
              Effect.map(textOf(url), () => {
                most = Math.max(most, sockets())
              }), { concurrency: "unbounded", discard: true })
            assert.strictEqual(seen.length, 64)
            assert.strictEqual(most, maxConnections)
          }), { maxConnections })
      }
    }))

  it.live("close with the scope, also those of requests on their way, which fail", () =>
    Effect.scoped(Effect.gen(function*() {
      const { seen, sockets, url } = yield* service(({ url }) => url === "/slow" ? () => {} : ok())
      const scope = yield* Scope.make()
      const client = yield* Scope.extend(NodeHttp.make(), scope)
      yield* Effect.flatMap(client.get(url), (response) => response.text)
      const fiber = yield* Effect.fork(client.get(`${url}/slow`))
      yield* until(() => seen.length === 2)
      assert.isAbove(sockets(), 0)
      yield* Scope.close(scope, Exit.void)
      yield* until(() => sockets() === 0)
      assert.deepInclude(yield* Effect.flip(Fiber.join(fiber)), { _tag: "RequestError", reason: "Transport" })
      assert.deepInclude(yield* Effect.flip(client.get(url)), { _tag: "RequestError", reason: "Transport" })
    })))

  it.live("that the server closed are replaced", () =>
    against(
      ({ url }) => url === "/close" ? { ...ok(), headers: { connection: "close" } } : ok(),
      ({ sockets, url }) =>
        Effect.gen(function*() {
          for (const path of ["/", "/close", "/", "/close", "/"]) {
            assert.strictEqual(yield* textOf(url + path), "{\"id\":\"u1\"}")
          }
          assert.strictEqual(sockets(), 1)
        })
    ))
})

describe("interruption", () => {
  const cases: { readonly [when: string]: Script } = {
    "before the headers": () => () => {},
    "inside the body": () => (response) => {
      response.writeHead(200, { "content-length": 100 })
      response.write("{")
    }
  }
  for (const [when, script] of Object.entries(cases)) {
    it.live(`${when} aborts the request and closes its connection`, () =>
      against(script, ({ seen, sockets, url }) =>
        Effect.gen(function*() {
          for (const read of [textOf(url), Effect.flatMap(get(url), ({ stream }) => Stream.runDrain(stream))]) {
            const before = seen.length
            const fiber = yield* Effect.fork(read)
            yield* until(() => seen.length === before + 1)
            yield* Effect.sleep(5)
            yield* Fiber.interrupt(fiber)
            yield* until(() => sockets() === 0)
          }
        })))
  }

  it.live("of a request that waits for a connection does not send it", () =>
    against(({ url }) => url === "/slow" ? () => {} : ok(), ({ seen, url }) =>
      Effect.gen(function*() {
        const slow = yield* Effect.fork(textOf(`${url}/slow`))
        yield* until(() => seen.length === 1)
        const waiting = yield* Effect.fork(textOf(`${url}/waiting`))
        yield* Effect.sleep(5)
        yield* Fiber.interrupt(waiting)
        yield* Fiber.interrupt(slow)
        assert.strictEqual(yield* textOf(`${url}/next`), "{\"id\":\"u1\"}")
        assert.deepStrictEqual(seen.map(({ url }) => url), ["/slow", "/next"])
      }), { maxConnections: 1 }))

  it.live("by a time limit does the same", () =>
    against(() => () => {}, ({ sockets, url }) =>
      Effect.gen(function*() {
        assert.isTrue(Option.isNone(yield* Effect.timeoutOption(textOf(url), "20 millis")))
        yield* until(() => sockets() === 0)
      })))
})

describe("a body", () => {
  it.live("is read in any way, and more than once, but for the stream", () =>
    against(() => ({ body: "{\"a\":[1,2]}" }), ({ url }) =>
      Effect.gen(function*() {
        const response = yield* get(url)
        assert.deepStrictEqual(yield* response.json, { a: [1, 2] })
        assert.strictEqual(yield* response.text, "{\"a\":[1,2]}")
        assert.strictEqual((yield* response.arrayBuffer).byteLength, 11)
        assert.deepStrictEqual([...(yield* (yield* get(url)).urlParamsBody)], [["{\"a\":[1,2]}", ""]])
        const schema = HttpClientResponse.schemaBodyJson(Schema.Struct({ a: Schema.Array(Schema.Number) }))
        assert.deepStrictEqual(yield* Effect.flatMap(get(url), schema), { a: [1, 2] })
      })))

  it.live("of a form is read as one", () =>
    against(
      () => ({ body: "a=1&b=%C3%A4", headers: { "content-type": "application/x-www-form-urlencoded" } }),
      ({ url }) =>
        Effect.gen(function*() {
          const response = yield* get(url)
          assert.deepStrictEqual([...(yield* response.formData).entries()], [["a", "1"], ["b", "ä"]])
          assert.deepStrictEqual([...(yield* response.urlParamsBody)], [["a", "1"], ["b", "ä"]])
        })
    ))

  it.live("of 2 MB is whole, read at once, by a stream, and after a pause", () =>
    against(() => ({ body: large }), ({ url }) =>
      Effect.gen(function*() {
        assert.strictEqual(yield* textOf(url), large.toString())
        const chunks = yield* Effect.flatMap(get(url), ({ stream }) => Stream.runCollect(stream))
        assert.isAbove(chunks.length, 1)
        assert.isTrue(Buffer.concat(Chunk.toArray(chunks)).equals(large))
        const response = yield* get(url)
        yield* Effect.sleep(20)
        assert.isTrue(Buffer.from(yield* response.arrayBuffer).equals(large))
      })))

  it.live("without content is empty: 204, 304, HEAD, content-length 0", () =>
    against(({ url }) => ({ status: Number(url.slice(1)) }), ({ sockets, url }) =>
      Effect.gen(function*() {
        const client = yield* HttpClient.HttpClient
        for (const response of [client.get(`${url}/204`), client.get(`${url}/304`), client.head(`${url}/200`)]) {
          const received = yield* response
          assert.strictEqual(yield* received.text, "")
          assert.strictEqual(yield* received.json, null)
          assert.strictEqual((yield* received.arrayBuffer).byteLength, 0)
        }
        const { stream } = yield* client.get(`${url}/200`)
        assert.strictEqual((yield* Stream.runCollect(stream)).length, 0)
        assert.strictEqual(sockets(), 1)
      })))

  it.live("that nobody reads does not keep a small response's connection", () =>
    against(ok, ({ sockets, url }) =>
      Effect.gen(function*() {
        for (let i = 0; i < 10; i++) {
          yield* get(url)
          yield* turn
          yield* turn
        }
        assert.strictEqual(sockets(), 1)
      })))

  it.live("is not received faster than it is read: the connection is paused", () =>
    against(() => endless, ({ sockets, url }) =>
      Effect.gen(function*() {
        const response = yield* get(url)
        yield* Effect.sleep(30)
        const before = process.memoryUsage().arrayBuffers
        yield* Effect.sleep(100)
        assert.isBelow(process.memoryUsage().arrayBuffers - before, 16_000_000)
        const first = yield* response.stream.pipe(Stream.take(5), Stream.runCollect)
        assert.strictEqual(first.length, 5)
        yield* until(() => sockets() === 0)
      })))

  it.live("is read by one fiber at a time", () =>
    against(() => endless, ({ url }) =>
      Effect.gen(function*() {
        const response = yield* get(url)
        const fiber = yield* Effect.fork(response.text)
        yield* turn
        assert.deepInclude(yield* Effect.flip(response.text), { _tag: "ResponseError", reason: "Decode" })
        yield* Fiber.interrupt(fiber)
      })))
})

describe("the size bound of a call", () => {
  const layerOf = (url: string) =>
    PureCloud.layer({
      environment: { apiUrl: url, loginUrl: url },
      auth: Auth.layerStatic(Redacted.make("a-token")),
      retry: { attempts: 3, baseDelay: "1 millis" },
      maxResponseBytes: 100_000
    }).pipe(Layer.provide(NodeHttp.layer()), Layer.orDie)
  const bomb = Buffer.alloc(20_000_000, " ")
  const replies: { readonly [name: string]: ReturnType<Script> } = {
    "a longer content-length": { body: bomb },
    "no content-length and no end": endless,
    "gzip": { body: Zlib.gzipSync(bomb), headers: { "content-encoding": "gzip" } },
    "br": { body: Zlib.brotliCompressSync(bomb), headers: { "content-encoding": "br" } },
    "deflate": { body: Zlib.deflateSync(bomb), headers: { "content-encoding": "deflate" } }
  }
  for (const [name, reply] of Object.entries(replies)) {
    it.live(`ends the request: ${name}`, () =>
      Effect.scoped(Effect.gen(function*() {
        const { seen, url } = yield* service(() => reply)
        const error = yield* Effect.flip(Effect.provide(Users.getUser({ userId: "u" }), layerOf(url)))
        assert.deepInclude(error, { _tag: "PureCloudTransportError", reason: "TooLarge" })
        assert.strictEqual(seen.length, 1)
      })))
  }

  it.live("lets a body of exactly that size pass, with a date or without", () =>
    Effect.scoped(Effect.gen(function*() {
      const user = { id: "u1", name: "x".repeat(100_000 - JSON.stringify({ id: "u1", name: "" }).length) }
      const body = JSON.stringify(user)
      const { url } = yield* service((_, n) => (response) => {
        response.sendDate = n === 0
        response.setHeader("content-type", "application/json")
        response.end(body)
      })
      const read = Users.getUser({ userId: "u" })
      assert.deepStrictEqual(yield* Effect.provide(Effect.zip(read, read), layerOf(url)), [user, user])
    })))
})

describe("compression", () => {
  const json = Buffer.from(JSON.stringify({ id: "u1", name: "Ünïcödé".repeat(20) }))
  const encodings = {
    gzip: Zlib.gzipSync,
    "x-gzip": Zlib.gzipSync,
    deflate: Zlib.deflateSync,
    br: Zlib.brotliCompressSync,
    GZIP: Zlib.gzipSync
  }
  for (const [encoding, encode] of Object.entries(encodings)) {
    it.live(`${encoding} is decompressed, however the body is read`, () =>
      against(
        () => ({ body: encode(json), headers: { "content-encoding": encoding } }),
        ({ url }) =>
          Effect.gen(function*() {
            assert.strictEqual(yield* textOf(url), json.toString())
            assert.isTrue(Buffer.from(yield* Effect.flatMap(get(url), (_) => _.arrayBuffer)).equals(json))
            const chunks = yield* Effect.flatMap(get(url), ({ stream }) => Stream.runCollect(stream))
            assert.isTrue(Buffer.concat(Chunk.toArray(chunks)).equals(json))
          })
      ))
  }

  it.live("is asked for, unless the request or an option says otherwise", () =>
    Effect.gen(function*() {
      const asked = (options: NodeHttp.Options | undefined, headers: Headers.Input = {}) =>
        against(ok, ({ seen, url }) =>
          Effect.gen(function*() {
            const client = yield* HttpClient.HttpClient
            yield* client.get(url, { headers })
            return seen[0]?.headers["accept-encoding"]
          }), options)
      assert.deepStrictEqual(yield* asked(undefined), ["gzip, deflate, br", "gzip, deflate, br"])
      assert.deepStrictEqual(yield* asked(undefined, { "Accept-Encoding": "identity" }), ["identity", "identity"])
      assert.deepStrictEqual(yield* asked({ compression: false }), [undefined, undefined])
    }))

  it.live("that is broken is an error", () =>
    Effect.gen(function*() {
      for (const [encoding, encode] of Object.entries(encodings)) {
        const broken = encode(json)
        yield* against(
          () => ({ body: broken.subarray(0, broken.length - 9), headers: { "content-encoding": encoding } }),
          ({ url }) =>
            Effect.gen(function*() {
              assert.deepInclude(yield* Effect.flip(textOf(url)), { _tag: "ResponseError", reason: "Decode" })
              const read = Effect.flatMap(get(url), ({ stream }) => Stream.runDrain(stream))
              assert.deepInclude(yield* Effect.flip(read), { _tag: "ResponseError", reason: "Decode" })
            })
        )
      }
    }))
})

describe("a response that is no HTTP, or ends early", () => {
  const replies = {
    "no HTTP at all": ["SSH-2.0-OpenSSH_9.6\r\n", "RequestError"],
    "a header without an end": [`HTTP/1.1 200 OK\r\nx: ${"y".repeat(100_000)}`, "RequestError"],
    "two lengths": ["HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab", "RequestError"],
    "an end before the headers": ["HTTP/1.1 200 OK\r\ncontent-", "RequestError"],
    "an end inside the body": ["HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n{", "ResponseError"],
    "a chunk of no size": ["HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n", "ResponseError"]
  } as const
  for (const [name, [bytes, tag]] of Object.entries(replies)) {
    it.live(`fails with ${tag}: ${name}`, () =>
      Effect.scoped(Effect.gen(function*() {
        const port = yield* Network.tcpAfterHello((connection) => void connection.end(bytes))
        for (const path of ["text", "stream"] as const) {
          const read = Effect.flatMap(get(`http://127.0.0.1:${port}/`), (response) =>
            path === "text" ? Effect.asVoid(response.text) : Stream.runDrain(response.stream))
          assert.strictEqual((yield* Effect.flip(read))._tag, tag)
        }
      })).pipe(Effect.provide(NodeHttp.layer())))
  }

  it.live("an informational response is passed over", () =>
    Effect.scoped(Effect.gen(function*() {
      const port = yield* Network.tcpAfterHello((connection) =>
        void connection.write(
          "HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}"
        )
      )
      assert.strictEqual(yield* textOf(`http://127.0.0.1:${port}/`), "{}")
    })).pipe(Effect.provide(NodeHttp.layer())))
})

describe("redirects", () => {
  it.live("are not followed, whatever the status", () =>
    Effect.gen(function*() {
      for (const status of [301, 302, 303, 307, 308]) {
        yield* against(() => ({ status, headers: { location: "/elsewhere" } }), ({ seen, url }) =>
          Effect.gen(function*() {
            const response = yield* get(url)
            assert.strictEqual(response.status, status)
            assert.strictEqual(response.headers["location"], "/elsewhere")
            assert.strictEqual(seen.length, 1)
          }))
      }
    }))
})

describe("a request", () => {
  it.live("has method, headers and body as they are, of every kind of body", () =>
    against(
      (seen) => ({ body: { method: seen.method, body: seen.body, type: seen.headers["content-type"] } }),
      ({ url }) =>
        Effect.gen(function*() {
          const client = yield* HttpClient.HttpClient
          const send = (body: HttpBody.HttpBody) =>
            HttpClientRequest.put(url, { body }).pipe(
              client.execute,
              Effect.flatMap((response) => response.json)
            )
          const sent = (body: string, type: string | undefined) => ({ method: "PUT", body, ...(type && { type }) })
          assert.deepStrictEqual(yield* send(HttpBody.empty), sent("", undefined))
          assert.deepStrictEqual(yield* send(HttpBody.text("täxt", "text/b")), sent("täxt", "text/b"))
          assert.deepStrictEqual(yield* send(HttpBody.raw("raw", { contentType: "text/c" })), sent("raw", "text/c"))
          const stream = Stream.make("a", "b", "c").pipe(Stream.encodeText)
          assert.deepStrictEqual(yield* send(HttpBody.stream(stream, "text/d")), sent("abc", "text/d"))
          const form = new FormData()
          form.append("name", "välue")
          const multipart = yield* client.post(url, { body: HttpBody.formData(form) }).pipe(
            Effect.flatMap((response) => response.text)
          )
          assert.include(multipart, "multipart/form-data; boundary=")
          assert.include(multipart, "välue")
        })
    ))

  it.live("whose body fails is an error, and its connection closes", () =>
    against(ok, ({ sockets, url }) =>
      Effect.gen(function*() {
        const client = yield* HttpClient.HttpClient
        const body = HttpBody.stream(Stream.concat(Stream.make(new Uint8Array(10)), Stream.fail("broken")))
        assert.deepInclude(yield* Effect.flip(client.post(url, { body })), {
          _tag: "RequestError",
          reason: "Transport"
        })
        yield* until(() => sockets() === 0)
      })))

  it.live("with a header that HTTP does not allow is refused before it is sent", () =>
    against(ok, ({ seen, url }) =>
      Effect.gen(function*() {
        const client = yield* HttpClient.HttpClient
        const error = yield* Effect.flip(client.get(url, { headers: { "x-a": "b\r\nx-c: d" } }))
        assert.deepInclude(error, { _tag: "RequestError", reason: "Transport" })
        assert.strictEqual(seen.length, 0)
      })))

  it.live("with a URL that is none fails with InvalidUrl", () =>
    withEach(Effect.gen(function*() {
      for (const url of ["", "/relative", "http://", "https://a b/"]) {
        assert.deepInclude(yield* Effect.flip(get(url)), { _tag: "RequestError", reason: "InvalidUrl" })
      }
    })))
})

describe("middleware", () => {
  it.live("changes requests and responses, retries, and filters by status", () =>
    against(
      ({ headers, url }, n) => ({ status: n === 0 ? 503 : 200, body: { url, header: headers["x-a"] } }),
      ({ seen, url }) =>
        Effect.gen(function*() {
          const client = (yield* HttpClient.HttpClient).pipe(
            HttpClient.mapRequest(HttpClientRequest.prependUrl(url)),
            HttpClient.mapRequest(HttpClientRequest.setHeader("x-a", "b")),
            HttpClient.mapRequest(HttpClientRequest.appendUrlParam("q", "ä ö")),
            HttpClient.filterStatusOk,
            HttpClient.retry({ times: 1 })
          )
          const response = yield* client.get("/path#fragment")
          assert.deepStrictEqual(yield* response.json, { url: "/path?q=%C3%A4+%C3%B6", header: "b" })
          assert.strictEqual(seen.length, 2)
        })
    ))

  it.live("closes a scoped response with its scope", () =>
    Effect.scoped(Effect.gen(function*() {
      const { sockets, url } = yield* service(() => endless)
      const client = HttpClient.withScope(yield* NodeHttp.make())
      yield* Effect.scoped(client.get(url))
      yield* until(() => sockets() === 0)
    })))

  it.live("reads and keeps cookies", () =>
    against(
      ({ headers }) => ({ body: { cookie: headers.cookie }, headers: { "set-cookie": "a=b; Path=/" } }),
      ({ url }) =>
        Effect.gen(function*() {
          const jar = yield* Ref.make(Cookies.empty)
          const client = HttpClient.withCookiesRef(yield* HttpClient.HttpClient, jar)
          const first = yield* client.get(url)
          assert.deepStrictEqual(Cookies.toRecord(first.cookies), { a: "b" })
          assert.deepStrictEqual(yield* Effect.flatMap(client.get(url), (_) => _.json), { cookie: "a=b" })
        })
    ))

  it.live("sees a span for each request, whose context is sent, unless tracing is off", () =>
    Effect.scoped(Effect.gen(function*() {
      const { seen, url } = yield* service(ok)
      const client = yield* NodeHttp.make()
      const spans: Array<{ readonly name: string; readonly attributes: Map<string, unknown> }> = []
      const tracer = Tracer.make({
        span: (name, parent, context, links, startTime, kind) => {
          const attributes = new Map<string, unknown>()
          spans.push({ name, attributes })
          return {
            _tag: "Span",
            name,
            spanId: "0123456789abcdef",
            traceId: "0123456789abcdef0123456789abcdef",
            parent,
            context,
            status: { _tag: "Started", startTime },
            attributes,
            links,
            sampled: true,
            kind,
            end: () => {},
            attribute: (key, value) => void attributes.set(key, value),
            event: () => {},
            addLinks: () => {}
          }
        },
        context: (f) => f()
      })
      yield* client.get(`${url}/a`).pipe(Effect.withTracer(tracer))
      yield* untraced(client).get(`${url}/b`).pipe(Effect.withTracer(tracer))
      yield* client.get(`${url}/c`).pipe(Effect.withTracer(tracer), Effect.withTracerEnabled(false))
      assert.deepStrictEqual(spans.map(({ attributes, name }) => [name, attributes.get("url.path")]), [
        ["http.client GET", "/a"]
      ])
      assert.strictEqual(spans[0]?.attributes.get("http.response.status_code"), 200)
      assert.deepStrictEqual(seen.map(({ headers }) => "traceparent" in headers), [true, false, false])
    })))
})

// ------------------------------------------------------------------------------------------------------------- TLS

const valid = Network.certificate("valid")

describe("certificate authorities", () => {
  it.live("are trusted beside those of Node, one or several", () =>
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
    it.live(`is shown, ${name}`, () =>
      Effect.scoped(Effect.gen(function*() {
        const { port, received } = yield* Network.tls(wanting)
        const options = { certificateAuthorities: authority, clientCertificate }
        yield* withEach(textOf(`https://127.0.0.1:${port}/`), options)
        assert.strictEqual(received(), 2)
      })))
  }
})

// ---------------------------------------------------------------------------------------------------------- proxies

/** A proxy that connects every client with one port, and notes the heads of the requests to it. */
const proxyTo = (port: number) =>
  Effect.gen(function*() {
    const heads: Array<string> = []
    const own = yield* Network.tcp((connection) =>
      void connection.once("data", (head) => {
        heads.push(head.toString())
        connection.write("HTTP/1.1 200 Connection established\r\n\r\n")
        const upstream = Net.connect(port, "127.0.0.1")
        upstream.on("error", () => {})
        connection.pipe(upstream).pipe(connection)
      })
    )
    return { heads, url: `http://127.0.0.1:${own}` }
  })

describe("a proxy", () => {
  it.live("carries every request through a tunnel, and reads none of it", () =>
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

  it.live("also carries requests without TLS", () =>
    Effect.scoped(Effect.gen(function*() {
      const started = yield* service(ok)
      const proxy = yield* proxyTo(Number(new URL(started.url).port))
      yield* withEach(textOf("http://api.example.com/a"), { httpProxy: proxy.url })
      assert.match(proxy.heads[0] ?? "", /^CONNECT api\.example\.com:80 /)
      assert.strictEqual(started.seen[0]?.headers.host, "api.example.com")
    })))

  it.live("is chosen by scheme", () =>
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

  it.live("is given the name and the password of its URL", () =>
    Effect.scoped(Effect.gen(function*() {
      const started = yield* service(ok)
      const proxy = yield* proxyTo(Number(new URL(started.url).port))
      const httpProxy = Redacted.make(proxy.url.replace("//", "//user:p%40ss@"))
      yield* withEach(textOf("http://api.example.com/"), { httpProxy })
      assert.include(proxy.heads[0] ?? "", `proxy-authorization: Basic ${btoa("user:p@ss")}`)
      assert.notProperty(started.seen[0]?.headers, "proxy-authorization")
    })))

  it.live("is left out for hosts of noProxy", () =>
    Effect.scoped(Effect.gen(function*() {
      const { seen, url } = yield* service(ok)
      const { host } = new URL(url)
      for (const noProxy of ["127.0.0.1", host, `example.com,${host}`, "*"]) {
        yield* withEach(textOf(url), { httpProxy: `http://127.0.0.1:${yield* Network.closedPort}`, noProxy })
      }
      assert.strictEqual(seen.length, 8)
    })))

  it.live("does not change the headers of a request, which others may share", () =>
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
  const withEnv = (env: { readonly [name: string]: string }) =>
    Effect.provide(
      NodeHttp.layerConfig().pipe(
        Layer.provide(Layer.setConfigProvider(ConfigProvider.fromMap(new Map(Object.entries(env)))))
      )
    )

  it.live("reads the proxies of the environment, first in lower case", () =>
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

  it.live("reads the limits", () =>
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
      const live = NodeHttp.layerConfig({ certificateAuthorities: Config.string("CA") }).pipe(
        Layer.provide(Layer.setConfigProvider(ConfigProvider.fromMap(new Map([["CA", authority]]))))
      )
      assert.include(yield* Effect.provide(textOf(`https://127.0.0.1:${port}/`), live), "u1")
    })))
})

describe("options that make no sense", () => {
  const secret = "s3cr3t"
  const options: { readonly [name: string]: NodeHttp.Options } = {
    "maxConnections 0": { maxConnections: 0 },
    "maxConnections 1.5": { maxConnections: 1.5 },
    "connectTimeout 0": { connectTimeout: 0 },
    "connectTimeout Infinity": { connectTimeout: "Infinity" as "1 millis" },
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
    it.effect(`name themselves in a ConfigError, without their value: ${name}`, () =>
      Effect.gen(function*() {
        const error = yield* Effect.flip(Effect.scoped(NodeHttp.make(given)))
        assert.include(String(error), name.split(" ")[0] ?? "")
        assert.notInclude(String(error), secret)
      }))
  }
})

describe("a dispatcher of one's own", () => {
  it.live("sends, and stays open", () =>
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

  it.live("is closed with the scope where its effect says so", () =>
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
