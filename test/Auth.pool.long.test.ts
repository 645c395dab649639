/**
 * Large exports with a pool of tokens: they take only as long as the rate limits of the tokens require, and get no 429.
 */
import { FileSystem, Headers, HttpClient, type HttpClientRequest, HttpClientResponse } from "@effect/platform"
import { NodeContext, NodeHttpClient, NodeHttpServer } from "@effect/platform-node"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Layer, Redacted } from "effect"
import * as Auth from "effect-purecloud/Auth"
import * as Export from "effect-purecloud/Export"
import * as ExportFile from "effect-purecloud/ExportFile"
import * as PureCloud from "effect-purecloud/PureCloud"
import type * as PureCloudConfig from "effect-purecloud/PureCloudConfig"
import * as Simulator from "effect-purecloud/Simulator"
import * as Users from "effect-purecloud/Users"
import { createServer } from "node:http"
import { address } from "./utils/socket.js"
import * as Time from "./utils/time.js"

const { id, secret } = Simulator.defaultClient

const auth = (size: number) =>
  Auth.layerPool({ size, credentials: { clientId: id, clientSecret: Redacted.make(secret) } })

/** A client that counts its responses by status. */
const counting = () => {
  const counts: Record<string, number> = {}
  const onEvent: PureCloudConfig.Options["onEvent"] = (event) =>
    Effect.sync(() => {
      if (event._tag === "Response") counts[event.status] = (counts[event.status] ?? 0) + 1
    })
  return { counts, onEvent }
}

/** Exports all users, with two calls for each of them. */
const exportAll = Effect.gen(function*() {
  const fs = yield* FileSystem.FileSystem
  const directory = yield* fs.makeTempDirectoryScoped()
  return yield* ExportFile.writeEnriched(
    Users.getUsers,
    Export.enrich({
      routing: ({ id }) => Effect.map(Users.getUserRoutingstatus({ userId: id }), ({ status }) => status),
      away: ({ id }) => Effect.map(Users.getUserOutofoffice({ userId: id }), ({ active }) => active)
    }, { concurrency: 100, onFailure: (_, error) => Effect.die(error) }),
    { path: `${directory}/users.csv`, format: Export.csv({ columns: ["id", "routing", "away"] }), pageSize: 500 }
  )
}).pipe(Effect.scoped)

const bytesOf = (text: string): ArrayBuffer => new TextEncoder().encode(text).slice().buffer

const empty = new Response()

/** A response in memory. It has no `Response` with a stream of its own, which would take longer to read than the call. */
const respond = (
  request: HttpClientRequest.HttpClientRequest,
  status: number,
  body: ArrayBuffer,
  headers: Readonly<Record<string, string>> = {}
): HttpClientResponse.HttpClientResponse =>
  Object.create(HttpClientResponse.fromWeb(request, empty), {
    status: { value: status },
    headers: {
      value: Headers.unsafeFromRecord({
        "content-type": "application/json",
        "content-length": String(body.byteLength),
        date: "Mon, 23 Nov 2026 00:00:00 GMT",
        ...headers
      })
    },
    arrayBuffer: { value: Effect.succeed(body) }
  })

/**
 * A service in memory that counts the requests of each token in windows of a minute, like the real one. Its pages and
 * bodies are made in advance, so that 200,000 requests cost little.
 */
const countingService = (users: number, pageSize: number, allowance: number) => {
  const pageCount = users / pageSize
  const pages = Array.from({ length: pageCount }, (_, page) => {
    const entities = Array.from({ length: pageSize }, (_, i) => ({ id: `user-${page * pageSize + i}`, name: "Ada" }))
    return bytesOf(JSON.stringify({ entities, pageSize, pageNumber: page + 1, pageCount, total: users }))
  })
  const windows = new Map<string, { readonly endsAt: number; count: number }>()
  const statuses: Record<string, number> = {}
  let tokens = 0

  const windowOf = (token: string, now: number) => {
    const found = windows.get(token)
    if (found !== undefined && now < found.endsAt) return found
    const window = { endsAt: now + 60_000, count: 0 }
    windows.set(token, window)
    return window
  }
  const bodyOf = ({ pathname, searchParams }: URL): ArrayBuffer => {
    const [last = "", id = ""] = pathname.split("/").reverse()
    if (last === "routingstatus") return bytesOf(`{"userId":"${id}","status":"IDLE"}`)
    if (last === "outofoffice") return bytesOf(`{"user":{"id":"${id}"},"active":false}`)
    return pages[Number(searchParams.get("pageNumber") ?? 1) - 1] ?? bytesOf("{}")
  }
  const client = HttpClient.make((request, url) =>
    Effect.clockWith((clock) =>
      Effect.sync(() => {
        if (url.pathname === "/oauth/token") {
          const token = { access_token: `token-${++tokens}`, token_type: "bearer", expires_in: 86_400 }
          return respond(request, 200, bytesOf(JSON.stringify(token)))
        }
        const now = clock.unsafeCurrentTimeMillis()
        const window = windowOf(request.headers["authorization"] ?? "", now)
        const status = window.count < allowance ? 200 : 429
        if (status === 200) window.count++
        statuses[status] = (statuses[status] ?? 0) + 1
        const reset = String(Math.ceil((window.endsAt - now) / 1000))
        return respond(request, status, status === 200 ? bodyOf(url) : bytesOf("{}"), {
          "inin-ratelimit-count": String(window.count),
          "inin-ratelimit-allowed": String(allowance),
          "inin-ratelimit-reset": reset,
          "retry-after": reset
        })
      })
    )
  )
  return { client, statuses, tokens: () => tokens }
}

const tokensIssued = Effect.flatMap(
  Simulator.Simulator,
  ({ requests }) => Effect.map(requests, (all) => all.filter(({ endpoint }) => endpoint === "token").length)
)

describe("an export with a pool of tokens", () => {
  it.live(
    "of 100,000 users with two calls each takes users × calls ÷ (300 × 15) minutes",
    () =>
      Effect.gen(function*() {
        const [users, size] = [100_000, 15]
        const time = Time.make("files")
        const { client, statuses, tokens } = countingService(users, 500, 300)
        const layer = PureCloud.layer({
          environment: { apiUrl: "https://api.simulated", loginUrl: "https://login.simulated" },
          auth: auth(size),
          maxConcurrency: 200
        }).pipe(Layer.provide(Layer.succeed(HttpClient.HttpClient, client)))
        const program = Effect.provide(exportAll, Layer.merge(layer, NodeContext.layer))
        // Spans of 200,000 calls, which nothing records, are not made.
        const report = yield* Effect.flatten(time.run(Effect.withTracerEnabled(program, false)))
        assert.strictEqual(report.rows, users)
        assert.deepStrictEqual(statuses, { "200": 2 * users + users / 500 })
        assert.strictEqual(tokens(), size)
        const expected = (users * 2) / (300 * size)
        assert.isAtLeast(time.elapsed() / 60_000, expected * 0.9)
        assert.isAtMost(time.elapsed() / 60_000, expected * 1.1)
      }),
    600_000
  )

  it.live("on a socket waits for the rate limit windows in real time", () =>
    Effect.gen(function*() {
      const [users, size, allowance, seconds] = [100, 4, 20, 5]
      const { counts, onEvent } = counting()
      const layer = Layer.unwrapEffect(Effect.map(address, (url) =>
        PureCloud.layer({ environment: { apiUrl: url, loginUrl: url }, auth: auth(size), onEvent }))).pipe(
          Layer.provide(NodeHttpClient.layerUndici),
          Layer.provideMerge(Simulator.serve),
          Layer.provideMerge(Layer.mergeAll(
            Simulator.layerSimulator({ users, allowance, rateLimitWindow: `${seconds} seconds` }),
            NodeHttpServer.layer(createServer, { port: 0, host: "127.0.0.1" }),
            NodeContext.layer
          ))
        )
      const before = performance.now()
      const [report, tokens] = yield* Effect.provide(Effect.all([exportAll, tokensIssued]), layer)
      const elapsed = (performance.now() - before) / 1000
      assert.strictEqual(report.rows, users)
      assert.strictEqual(tokens, size)
      assert.deepStrictEqual(counts, { "200": 2 * users + 1 })
      // The last window has just begun, so one window less than the number of windows has passed. A window appears up
      // to a second longer, because its header is in whole seconds.
      const windows = Math.ceil((2 * users + 1) / (allowance * size))
      assert.isAtLeast(elapsed, (windows - 1) * seconds - 0.1)
      assert.isAtMost(elapsed, windows * (seconds + 1))
    }))
})
