/**
 * Content encodings. A body is decoded if the platform can do it, up to the maximum size, by the HTTP client or by this
 * package. An error names any other encoding, and is not retried.
 */
import * as FetchHttpClient from "@effect/platform/FetchHttpClient"
import * as HttpClient from "@effect/platform/HttpClient"
import * as HttpClientResponse from "@effect/platform/HttpClientResponse"
import { assert, describe, it } from "@effect/vitest"
import { Effect, FastCheck, Layer, Redacted } from "effect"
import * as Auth from "effect-purecloud/Auth"
import * as PureCloud from "effect-purecloud/PureCloud"
import * as Users from "effect-purecloud/Users"
import * as Zlib from "node:zlib"
import { reset } from "../../utils/faults.js"
import * as Network from "../../utils/network.js"
import { type Reply, service } from "../../utils/service.js"

const user = { id: "u1", name: "Ünïcödé".repeat(20) }
const json = Buffer.from(JSON.stringify(user))

const encoders = {
  gzip: Zlib.gzipSync,
  "x-gzip": Zlib.gzipSync,
  deflate: Zlib.deflateSync,
  "raw deflate": Zlib.deflateRawSync,
  identity: (bytes: Buffer) => bytes
} satisfies { readonly [name: string]: (bytes: Buffer) => Buffer }

type Coding = keyof typeof encoders

const encode = (codings: ReadonlyArray<Coding>, bytes: Buffer): Buffer =>
  codings.reduce((bytes, coding) => encoders[coding](bytes), bytes)

const headerOf = (codings: ReadonlyArray<Coding>): string =>
  codings.map((coding) => coding === "raw deflate" ? "deflate" : coding).join(", ")

const read = Users.getUser({ userId: "u" })

const maxResponseBytes = 100_000

const layerOf = (url: string, client: Layer.Layer<HttpClient.HttpClient>) =>
  PureCloud.layer({
    environment: { apiUrl: url, loginUrl: url },
    auth: Auth.layerStatic(Redacted.make("a-token")),
    retry: { attempts: 3, baseDelay: "1 millis" },
    maxResponseBytes
  }).pipe(Layer.provide(client), Layer.orDie)

/** Reads the response of a service with each client. */
const throughEach = <A, E>(
  reply: Reply,
  program: Effect.Effect<A, E, PureCloud.PureCloud>,
  check: (a: A, requests: number, client: Network.ClientName) => void
) =>
  Effect.scoped(Effect.gen(function*() {
    const { seen, url } = yield* service(() => reply)
    for (const name of Network.clientNames) {
      seen.length = 0
      check(yield* Effect.provide(program, layerOf(url, Network.clients[name])), seen.length, name)
    }
  }))

/** A client that returns bytes unchanged, with any header. */
const bytesClient = (reply: { readonly body: Buffer; readonly encoding: string; readonly status?: number }) => {
  let requests = 0
  const client = HttpClient.make((request) =>
    Effect.sync(() => {
      requests++
      return HttpClientResponse.fromWeb(
        request,
        new Response(new Uint8Array(reply.body), {
          status: reply.status ?? 200,
          headers: { "content-type": "application/json", "content-encoding": reply.encoding }
        })
      )
    })
  )
  return {
    live: layerOf("https://api.example", Layer.succeed(HttpClient.HttpClient, client)),
    requests: () => requests
  }
}

describe("a response is decoded", () => {
  for (const coding of Object.keys(encoders) as ReadonlyArray<Coding>) {
    // Some implementations of fetch do not decode raw deflate. That of Node does.
    it.live(`from ${coding}, over every client`, () =>
      throughEach(
        { body: encode([coding], json), headers: { "content-encoding": headerOf([coding]) } },
        read,
        (found, requests) => {
          assert.deepStrictEqual(found, user)
          assert.strictEqual(requests, 1)
        }
      ))
  }

  it.live("from brotli, if the client decodes it, like fetch", () =>
    Effect.scoped(Effect.gen(function*() {
      const { url } = yield* service(() => ({
        body: Zlib.brotliCompressSync(json),
        headers: { "content-encoding": "br" }
      }))
      assert.deepStrictEqual(yield* Effect.provide(read, layerOf(url, FetchHttpClient.layer)), user)
    })))

  it.live.prop(
    "from any list of encodings, in any case and with white space, for any body",
    {
      codings: FastCheck.array(FastCheck.constantFrom(...Object.keys(encoders) as Array<Coding>), { maxLength: 4 }),
      name: FastCheck.fullUnicodeString(),
      upper: FastCheck.boolean(),
      separator: FastCheck.constantFrom(",", ", ", " ,\t", ",,")
    },
    ({ codings, name, separator, upper }) =>
      Effect.gen(function*() {
        const header = codings.length === 0 ? "identity" : headerOf(codings).replaceAll(", ", separator)
        const value = { id: "u1", name }
        const { live } = bytesClient({
          body: encode(codings, Buffer.from(JSON.stringify(value))),
          encoding: upper ? header.toUpperCase() : header
        })
        assert.deepStrictEqual(yield* Effect.provide(read, live), value)
      }),
    { fastCheck: { numRuns: 200 } }
  )

  it.live.prop(
    "only once, if the client decoded it and did not remove the header",
    { encoding: FastCheck.constantFrom("gzip", "deflate", "br", "zstd", "gzip, br", "utf-8", "x-unknown") },
    ({ encoding }) =>
      Effect.gen(function*() {
        const { live } = bytesClient({ body: json, encoding })
        assert.deepStrictEqual(yield* Effect.provide(read, live), user)
      })
  )
})

describe("an encoding that cannot be decoded", () => {
  const secret = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x04, 0x00, 0x21, 0xff, 0xfe])
  for (const encoding of ["zstd", "compress", "gzip, zstd", "X-Unknown"]) {
    it.live(`${encoding} is named in the error, which is not retried`, () =>
      Effect.gen(function*() {
        const { live, requests } = bytesClient({ body: secret, encoding })
        const error = yield* Effect.flip(Effect.provide(read, live))
        assert.deepInclude(error, { _tag: "PureCloudTransportError", reason: "Encoding", host: "api.example" })
        assert.isFalse(error.isRetryable)
        assert.include(error.message, encoding.toLowerCase().split(", ").at(-1)!)
        assert.strictEqual(requests(), 1)
      }))
  }

  it.live("is named on one line of limited length", () =>
    Effect.gen(function*() {
      const { live } = bytesClient({ body: secret, encoding: "z".repeat(10_000) })
      const error = yield* Effect.flip(Effect.provide(read, live))
      assert.isBelow(error.message.length, 500)
    }))

  it.live("is also a list of more than five encodings", () =>
    Effect.gen(function*() {
      const codings = Array.from({ length: 6 }, () => "gzip" as const)
      const { live, requests } = bytesClient({ body: encode(codings, json), encoding: headerOf(codings) })
      const error = yield* Effect.flip(Effect.provide(read, live))
      assert.deepInclude(error, { _tag: "PureCloudTransportError", reason: "Encoding" })
      assert.strictEqual(requests(), 1)
    }))

  it.live("does not change the status of an error", () =>
    Effect.gen(function*() {
      const { live, requests } = bytesClient({ body: secret, encoding: "zstd", status: 404 })
      const error = yield* Effect.flip(Effect.provide(read, live))
      assert.deepInclude(error, { _tag: "PureCloudNotFound", status: 404 })
      assert.strictEqual(requests(), 1)
    }))
})

describe("the maximum size applies to the decoded body", () => {
  const bomb = Buffer.alloc(20_000_000, " ")
  for (const codings of [["gzip"], ["deflate"], ["raw deflate"], ["gzip", "gzip"], ["deflate", "x-gzip"]] as const) {
    it.live(`${codings.join(", ")}`, () =>
      Effect.gen(function*() {
        const { live, requests } = bytesClient({ body: encode(codings, bomb), encoding: headerOf(codings) })
        const error = yield* Effect.flip(Effect.provide(read, live))
        assert.deepInclude(error, { _tag: "PureCloudTransportError", reason: "TooLarge" })
        assert.strictEqual(requests(), 1)
      }))
  }
})

describe("an encoded response that is invalid or incomplete", () => {
  for (const coding of ["gzip", "deflate", "raw deflate"] as const) {
    it.live(`${coding}: is an error, which is retried`, () =>
      Effect.gen(function*() {
        const whole = encode([coding], json)
        const { live, requests } = bytesClient({
          body: whole.subarray(0, whole.length - 9),
          encoding: headerOf([coding])
        })
        const error = yield* Effect.flip(Effect.provide(read, live))
        assert.deepInclude(error, { _tag: "PureCloudTransportError", reason: "Body" })
        assert.strictEqual(requests(), 3)
      }))
  }
})

describe("an error of the connection has the host, and nothing else of the URL", () => {
  const reply = { ...user, name: "x".repeat(maxResponseBytes) }
  const ends: { readonly [reason: string]: Parameters<typeof service>[0] } = {
    Reset: () => reset,
    Timeout: () => () => {},
    Body: () => (response, socket) => {
      response.writeHead(200, { "content-type": "application/json", "content-length": 100 })
      response.write("{\"id\"")
      setImmediate(() => socket.destroy())
    },
    TooLarge: () => ({ body: reply }),
    Encoding: () => ({ body: Buffer.from([0xff, 0xfe]), headers: { "content-encoding": "zstd" } })
  }
  const search = Users.getUsersSearch({ q64: "secret-query" })
  for (const [reason, script] of Object.entries(ends)) {
    it.live(reason, () =>
      Effect.scoped(Effect.gen(function*() {
        const { url } = yield* service(script)
        for (const program of [Effect.asVoid(Users.getUser({ userId: "secret-path" })), Effect.asVoid(search)]) {
          const error = yield* program.pipe(
            PureCloud.withTimeout("50 millis"),
            Effect.provide(layerOf(url, Network.clients.undici)),
            Effect.flip
          )
          assert.deepStrictEqual([error._tag, "reason" in error ? error.reason : undefined], [
            "PureCloudTransportError",
            reason
          ])
          assert.include(error.message, new URL(url).host)
          assert.notMatch(error.message, /secret|q64|http:/)
        }
      })))
  }
})
