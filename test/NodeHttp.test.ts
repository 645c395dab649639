/**
 * The client for Node, on real sockets of the loopback interface.
 */
import * as Cookies from "@effect/platform/Cookies"
import * as HttpBody from "@effect/platform/HttpBody"
import * as HttpClient from "@effect/platform/HttpClient"
import * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Exit, Fiber, Option, Ref, Scope, Stream } from "effect"
import * as NodeHttp from "effect-purecloud/NodeHttp"
import { until } from "./utils/eventLoop.js"
import * as Network from "./utils/network.js"
import { against, endless, get, ok, textOf, untraced, withEach } from "./utils/nodeHttp.js"
import { type Script, service } from "./utils/service.js"
import { recordingTracer } from "./utils/tracer.js"

describe("connections", () => {
  // undici does not use a connection again before the next turn of the event loop.
  it.live("are kept alive: sequential requests use two connections at most", () =>
    against(ok, ({ sockets, url }) =>
      Effect.gen(function*() {
        for (let i = 0; i < 20; i++) assert.strictEqual(yield* textOf(`${url}/${i}`), "{\"id\":\"u1\"}")
        assert.isAtMost(sockets(), 2)
      })))

  it.live("are bounded: 64 concurrent requests use no more than the maximum", () =>
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

  it.live("close with the scope, also those of requests in flight, which fail", () =>
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

  it.live("by a timeout closes the connection", () =>
    against(() => () => {}, ({ sockets, url }) =>
      Effect.gen(function*() {
        assert.isTrue(Option.isNone(yield* Effect.timeoutOption(textOf(url), "20 millis")))
        yield* until(() => sockets() === 0)
      })))
})

describe("a response that is not HTTP, or ends early", () => {
  const replies = {
    "no HTTP at all": ["SSH-2.0-OpenSSH_9.6\r\n", "RequestError"],
    "a header without an end": [`HTTP/1.1 200 OK\r\nx: ${"y".repeat(100_000)}`, "RequestError"],
    "two lengths": ["HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab", "RequestError"],
    "an end before the headers": ["HTTP/1.1 200 OK\r\ncontent-", "RequestError"],
    "an end inside the body": ["HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n{", "ResponseError"],
    "a chunk without a size": ["HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n", "ResponseError"]
  } as const
  for (const [name, [bytes, tag]] of Object.entries(replies)) {
    it.live(`fails with ${tag}: ${name}`, () =>
      Effect.scoped(Effect.gen(function*() {
        const port = yield* Network.tcpAfterHello((connection) => void connection.end(bytes))
        for (const form of ["text", "stream"] as const) {
          const read = Effect.flatMap(get(`http://127.0.0.1:${port}/`), (response) =>
            form === "text" ? Effect.asVoid(response.text) : Stream.runDrain(response.stream))
          assert.strictEqual((yield* Effect.flip(read))._tag, tag)
        }
      })).pipe(Effect.provide(NodeHttp.layer())))
  }
})

it.live("an informational response is ignored", () =>
  Effect.scoped(Effect.gen(function*() {
    const port = yield* Network.tcpAfterHello((connection) =>
      void connection.write(
        "HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}"
      )
    )
    assert.strictEqual(yield* textOf(`http://127.0.0.1:${port}/`), "{}")
  })).pipe(Effect.provide(NodeHttp.layer())))

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
  it.live("is sent with its method, headers and body, for every kind of body", () =>
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

  it.live("with a header that HTTP does not allow fails before it is sent", () =>
    against(ok, ({ seen, url }) =>
      Effect.gen(function*() {
        const client = yield* HttpClient.HttpClient
        const error = yield* Effect.flip(client.get(url, { headers: { "x-a": "b\r\nx-c: d" } }))
        assert.deepInclude(error, { _tag: "RequestError", reason: "Transport" })
        assert.strictEqual(seen.length, 0)
      })))

  it.live("with an invalid URL fails with InvalidUrl", () =>
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

  it.live("gets a span for each request, whose trace context is sent, unless tracing is disabled", () =>
    Effect.scoped(Effect.gen(function*() {
      const { seen, url } = yield* service(ok)
      const client = yield* NodeHttp.make()
      const { spans, tracer } = recordingTracer()
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
