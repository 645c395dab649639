/**
 * The bodies that the client for Node reads, on real sockets of the loopback interface.
 */
import type * as Headers from "@effect/platform/Headers"
import * as HttpClient from "@effect/platform/HttpClient"
import * as HttpClientResponse from "@effect/platform/HttpClientResponse"
import { assert, describe, it } from "@effect/vitest"
import { Chunk, Effect, Fiber, Layer, Redacted, Schema, Stream } from "effect"
import * as Auth from "effect-purecloud/Auth"
import * as NodeHttp from "effect-purecloud/NodeHttp"
import * as PureCloud from "effect-purecloud/PureCloud"
import * as Users from "effect-purecloud/Users"
import * as V8 from "node:v8"
import * as Vm from "node:vm"
import * as Zlib from "node:zlib"
import { turn, until } from "./utils/eventLoop.js"
import { against, endless, get, ok, textOf } from "./utils/nodeHttp.js"
import { type Script, service } from "./utils/service.js"

const large = Buffer.from(JSON.stringify({ text: "Ünïcödé ".repeat(300_000) }))

/** Collects the young generation. Objects that survive this twice are old. */
const freeYoung = (): void => {
  V8.setFlagsFromString("--expose-gc")
  Vm.runInNewContext("gc")({ type: "minor" })
}

describe("a body", () => {
  it.live("is read in any form, and more than once, except as a stream", () =>
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

  it.live("is read as a stream after it was read whole, but not again after it was read as a stream", () =>
    against(() => ({ body: "abc" }), ({ url }) =>
      Effect.gen(function*() {
        const textOfStream = (response: HttpClientResponse.HttpClientResponse) =>
          Stream.mkString(Stream.decodeText(response.stream))
        const whole = yield* get(url)
        assert.strictEqual(yield* whole.text, "abc")
        assert.strictEqual(yield* textOfStream(whole), "abc")
        const streamed = yield* get(url)
        assert.strictEqual(yield* textOfStream(streamed), "abc")
        for (const again of [streamed.text, textOfStream(streamed)]) {
          assert.deepInclude(yield* Effect.flip(again), { _tag: "ResponseError", reason: "Decode" })
        }
      })))

  it.live("with the content type of a form is read as a form", () =>
    against(
      () => ({ body: "a=1&b=%C3%A4", headers: { "content-type": "application/x-www-form-urlencoded" } }),
      ({ url }) =>
        Effect.gen(function*() {
          const response = yield* get(url)
          assert.deepStrictEqual([...(yield* response.formData).entries()], [["a", "1"], ["b", "ä"]])
          assert.deepStrictEqual([...(yield* response.urlParamsBody)], [["a", "1"], ["b", "ä"]])
        })
    ))

  it.live("of 2 MB is complete, whether it is read at once, as a stream, or after a pause", () =>
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

  it.live("that is small and is not read does not keep its connection in use", () =>
    against(ok, ({ sockets, url }) =>
      Effect.gen(function*() {
        for (let i = 0; i < 10; i++) {
          yield* get(url)
          yield* turn
          yield* turn
        }
        assert.strictEqual(sockets(), 1)
      })))

  it.live("is not received faster than it is read, because the connection is paused", () =>
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

  it.live("that was read is freed with the young objects, not only with the old ones", () => {
    // Old objects are freed so rarely that a program would keep dozens of bodies.
    const body = Buffer.alloc(512 * 1024, "a")
    return against(() => ({ body }), ({ url }) =>
      Effect.gen(function*() {
        const readTen = Effect.forEach(Array.from({ length: 10 }), () => Effect.map(textOf(url), freeYoung))
        yield* readTen
        const before = process.memoryUsage().arrayBuffers
        yield* readTen
        assert.isBelow(process.memoryUsage().arrayBuffers - before, 4 * body.byteLength)
        // If requests are traced, the client of the platform keeps their responses until old objects are freed.
      }).pipe(Effect.withTracerEnabled(false)))
  })

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

describe("the maximum size of a response", () => {
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

  it.live("accepts a body of exactly that size, with a Date header or without", () =>
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

  it.live("is requested, unless the request or an option disables it", () =>
    Effect.gen(function*() {
      const acceptedBy = (options: NodeHttp.Options | undefined, headers: Headers.Input = {}) =>
        against(ok, ({ seen, url }) =>
          Effect.gen(function*() {
            const client = yield* HttpClient.HttpClient
            yield* client.get(url, { headers })
            return seen[0]?.headers["accept-encoding"]
          }), options)
      assert.deepStrictEqual(yield* acceptedBy(undefined), ["gzip, deflate, br", "gzip, deflate, br"])
      assert.deepStrictEqual(yield* acceptedBy(undefined, { "Accept-Encoding": "identity" }), ["identity", "identity"])
      assert.deepStrictEqual(yield* acceptedBy({ compression: false }), [undefined, undefined])
    }))

  it.live("of a body without bytes is ignored", () =>
    Effect.gen(function*() {
      for (const encoding of Object.keys(encodings)) {
        const headers = { "content-encoding": encoding }
        yield* against(({ url }) => ({ status: Number(url.slice(1)), headers }), ({ url }) =>
          Effect.gen(function*() {
            for (const status of [200, 202, 204]) assert.strictEqual(yield* textOf(`${url}/${status}`), "")
          }))
        const { url } = yield* service(() => ({ status: 202, headers }))
        const clear = Users.deleteUserStationAssociatedstation({ userId: "u" })
        const client = PureCloud.layer({
          environment: { apiUrl: url, loginUrl: url },
          auth: Auth.layerStatic(Redacted.make("a-token")),
          retry: { attempts: 1 }
        }).pipe(Layer.provide(NodeHttp.layer()))
        assert.isUndefined(yield* Effect.provide(clear, client))
      }
    }).pipe(Effect.scoped))

  it.live("that is invalid is an error", () =>
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
