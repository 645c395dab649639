/**
 * Many calls at the same time with a new client, which does not know the rate limit.
 */
import { NodeHttpClient } from "@effect/platform-node"
import { assert } from "@effect/vitest"
import { Effect, Exit, Layer } from "effect"
import * as PureCloud from "effect-purecloud/PureCloud"
import * as Simulator from "effect-purecloud/Simulator"
import * as Users from "effect-purecloud/Users"
import * as FC from "effect/FastCheck"
import { createServer } from "node:http"
import { address, clientCredentials, simulatorOnSocket } from "./socket.js"
import * as Time from "./time.js"

/** The simulator on a socket, with simulated time, and the number of its connections. */
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
  const layer = simulatorOnSocket(options, () => server)
  return { layer, peak: () => peak }
}

/** Starts a number of calls at the same time, in the order of their numbers. */
export const storm = (callers: number) =>
  Effect.forEach(
    Array.from({ length: callers }, (_, n) => n),
    (n) => Effect.exit(Users.getUsers({ pageSize: 1, pageNumber: n + 1 })),
    { concurrency: "unbounded" }
  )

/** Checks a cold start over sockets: no 429, few connections, and no wait beyond those of the rate limit. */
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
    // One window and its margin for each 300 calls.
    assert.isAtMost(time.elapsed(), Math.ceil(callers / 300) * 61_000)
  })

/** Runs a number of calls with a simulator in memory. */
export const coldStartInMemory = (callers: number, options: Simulator.Options = {}) =>
  Effect.flatten(
    Time.make("memory").run(
      Effect.gen(function*() {
        const exits = yield* storm(callers)
        const { requests } = yield* Simulator.Simulator
        return { exits, requests: yield* requests }
      }).pipe(Effect.provide(Simulator.layer({ users: 1, maxRecordedRequests: 20_000, ...options })))
    )
  )

/** Allowances of a minute, and latencies of responses in milliseconds. */
export const limits = FC.oneof(
  // The simulator counts a request at the end of its latency. With a latency of more than a second, 64 requests, the
  // maximum, may be in flight before the first response.
  FC.record({ allowance: FC.integer({ min: 4, max: 400 }), latency: FC.integer({ min: 0, max: 900 }) }),
  FC.record({ allowance: FC.integer({ min: 64, max: 400 }), latency: FC.integer({ min: 0, max: 1500 }) })
)

export const numbersOfCallers = FC.integer({ min: 1, max: 400 })

/** Checks that a cold start in memory receives no 429. */
export const coldStartWithin = (
  { allowance, latency }: { readonly allowance: number; readonly latency: number },
  callers: number
) =>
  Effect.gen(function*() {
    const { exits, requests } = yield* coldStartInMemory(callers, {
      allowance,
      faults: [{ _tag: "Latency", delay: latency }]
    })
    assert.isTrue(exits.every(Exit.isSuccess))
    assert.strictEqual(requests.filter(({ status }) => status === 429).length, 0)
  })
