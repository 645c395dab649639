/**
 * The fault matrix: the result of a call of each method when the network or its connections fail. It uses real loopback
 * sockets, so that connections can be counted, and simulated time.
 */
import { NodeHttpClient, Undici } from "@effect/platform-node"
import { Effect, Layer } from "effect"
import type { ServerResponse } from "node:http"
import { drip, fine, inTurn, reset, silence } from "../utils/faults.js"
import { backoffs, exhausted, ok, once, type Row, row, runRows, staticToken } from "../utils/matrix.js"
import type { Reply } from "../utils/service.js"

/** A response that ends within its body. */
const broken = (headers: Reply["headers"], end: (response: ServerResponse) => void) => (response: ServerResponse) => {
  response.writeHead(200, { "content-type": "application/json", ...headers })
  response.write("{\"id\":", () => setImmediate(() => end(response)))
}

const networkRows: ReadonlyArray<Row> = [
  {
    fault: "connection refused",
    setting: { script: () => fine, url: () => "http://127.0.0.1:1", options: staticToken },
    repeatable: { ...exhausted("TransportError/Connect", 0), requests: 0, attempts: 5, tokens: 0 }
  },
  {
    fault: "DNS failure",
    setting: {
      script: () => fine,
      url: () => "https://api.nowhere.invalid",
      options: staticToken,
      // The resolver of the machine may be slow, so its error for a name that does not exist is simulated.
      client: NodeHttpClient.layerUndiciWithoutDispatcher.pipe(
        Layer.provide(Layer.scoped(
          NodeHttpClient.Dispatcher,
          Effect.acquireRelease(
            Effect.sync(() =>
              new Undici.Agent({
                connect: {
                  lookup: (hostname, _, done) => {
                    const error = Object.assign(new Error(`getaddrinfo ENOTFOUND ${hostname}`), {
                      errno: -3008,
                      code: "ENOTFOUND",
                      syscall: "getaddrinfo",
                      hostname
                    })
                    setImmediate(() => done(error, "", 4))
                  }
                }
              })
            ),
            (agent) => Effect.promise(() => agent.destroy())
          )
        ))
      )
    },
    repeatable: { ...exhausted("TransportError/Connect", 0), requests: 0, attempts: 5, tokens: 0 }
  },
  row(
    "accepts, then silence",
    () => silence,
    { ...exhausted("TransportError/Timeout", 0), hangs: 150 },
    { ...once("TransportError/Timeout", 0), hangs: 30 }
  ),
  row(
    "silence until the deadline",
    () => silence,
    { ends: "TransportError/Deadline", requests: 1, hangs: 10, sockets: 0 },
    { ends: "TransportError/Timeout", requests: 1, hangs: 10, sockets: 0 },
    { retry: { deadline: "10 seconds" } }
  ),
  row("silence once", inTurn(silence), { ...ok(2, backoffs(1)), hangs: 30 }, {
    ...once("TransportError/Timeout", 0),
    hangs: 30
  }),
  row("reset before the response", () => reset, exhausted("TransportError/Reset", 0), once("TransportError/Reset", 0)),
  row("reset before the response, once", inTurn(reset), ok(2, backoffs(1)), once("TransportError/Reset", 0)),
  row(
    "reset inside the body",
    () => broken({ "content-length": "100" }, ({ socket }) => void socket?.resetAndDestroy()),
    exhausted("TransportError/Body", 0),
    once("TransportError/Body", 0)
  ),
  row(
    "reset inside a chunked body",
    () => broken({}, ({ socket }) => void socket?.resetAndDestroy()),
    exhausted("TransportError/Body", 0),
    once("TransportError/Body", 0)
  ),
  row(
    "closed inside the body",
    () => broken({ "content-length": "100" }, ({ socket }) => void socket?.end()),
    exhausted("TransportError/Body", 0),
    once("TransportError/Body", 0)
  ),
  row(
    "closed inside a chunked body",
    () => broken({}, ({ socket }) => void socket?.end()),
    exhausted("TransportError/Body", 0),
    once("TransportError/Body", 0)
  ),
  row(
    "slow body that takes longer than the timeout",
    () => drip,
    { ...exhausted("TransportError/Timeout", 0), hangs: 150 },
    { ...once("TransportError/Timeout", 0), hangs: 30 }
  ),
  row(
    "response that is not HTTP",
    () => (_, socket) => void socket.end("SSH-2.0-OpenSSH_9.6\r\n"),
    exhausted("TransportError/Reset", 0),
    once("TransportError/Reset", 0)
  ),
  row(
    "headers that are too large",
    () => (response, _) => void response.writeHead(200, { "x-large": "x".repeat(20_000) }).end(),
    exhausted("TransportError/Reset", 0),
    once("TransportError/Reset", 0)
  )
]

runRows("network", networkRows)
