/**
 * Many callers at once on a new client, which knows nothing of the rate limit.
 */
import { NodeHttpClient, NodeHttpServer } from "@effect/platform-node"
import { assert } from "@effect/vitest"
import { Effect, Exit, Layer } from "effect"
import * as PureCloud from "effect-purecloud/PureCloud"
import * as Simulator from "effect-purecloud/Simulator"
import * as Users from "effect-purecloud/Users"
import { createServer } from "node:http"
import { address, clientCredentials } from "./socket.js"
import * as Time from "./time.js"

/** The simulator on a socket, whose connections are counted, under a time that goes on when nothing moves. */
const counted = (time: Time.Time, options: Simulator.Options) => {
  let open = 0
  let peak = 0
  const server = createServer()
  server.on("connection", (socket) => {
    peak = Math.max(peak, ++open)
    socket.on("close", () => open--)
  })
  server.on("request", (_, response) => {
    time.touch()
    response.on("finish", time.touch)
  })
  const layer = Layer.provideMerge(
    Simulator.serve,
    Layer.merge(
      Simulator.layerSimulator(options),
      NodeHttpServer.layer(() => server, { port: 0, host: "127.0.0.1" })
    )
  )
  return { layer, peak: () => peak }
}

/** Calls in the order of their numbers, all at once. */
export const storm = (callers: number) =>
  Effect.forEach(
    Array.from({ length: callers }, (_, n) => n),
    (n) => Effect.exit(Users.getUsers({ pageSize: 1, pageNumber: n + 1 })),
    { concurrency: "unbounded" }
  )

/** Checks a cold start over sockets: no 429, few connections, and no longer than the rate limit makes it. */
export const coldStartOverSockets = (callers: number) =>
  Effect.gen(function*() {
    const time = Time.make("threads", 100)
    const { layer, peak } = counted(time, { users: 1, maxRecordedRequests: 20_000 })
    const program = Effect.gen(function*() {
      const url = yield* address
      const client = yield* PureCloud.make({
        environment: { apiUrl: url, loginUrl: url },
        auth: clientCredentials()
      })
      const exits = yield* Effect.provideService(storm(callers), PureCloud.PureCloud, client)
      const { requests } = yield* Simulator.Simulator
      return { exits, requests: yield* requests }
    }).pipe(
      Effect.scoped,
      Effect.provide(Layer.merge(NodeHttpClient.layerUndici, layer))
    )
    const { exits, requests } = yield* Effect.flatten(time.run(program))
    assert.isTrue(exits.every(Exit.isSuccess))
    assert.strictEqual(requests.filter(({ status }) => status === 429).length, 0)
    assert.strictEqual(requests.length, callers + 1)
    assert.isAtMost(peak(), 2 * 64)
    // A window and its margin for each 300 callers.
    assert.isAtMost(time.elapsed(), Math.ceil(callers / 300) * 61_000)
  })
