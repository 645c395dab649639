/**
 * The fault matrix: what a call of each method does when the network or its connections fail. On real
 * loopback sockets, so that connections are counted; time jumps, so that nothing waits.
 */
import { NodeHttpClient, Undici } from "@effect/platform-node"
import { Effect, Layer } from "effect"
import type { ServerResponse } from "node:http"
import { fine, inTurn, reset, silence } from "../utils/faults.js"
import { backoffs, exhausted, ok, once, type Row, row, runRows, staticToken } from "../utils/matrix.js"
import type { Reply } from "../utils/service.js"

const drip = (response: ServerResponse) => {
  response.writeHead(200, { "content-type": "application/json" })
  const timer = setInterval(() => response.write(" "), 1)
  response.on("close", () => clearInterval(timer))
}

/** An answer that breaks off in its body. */
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
      // The resolver of this machine may take its time: it is asked, and says what it says of names that do not exist.
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
    "silence past the deadline",
    () => silence,
    { ends: "TransportError/Deadline", requests: 1, hangs: 10, sockets: 0 },
    { ends: "TransportError/Timeout", requests: 1, hangs: 10, sockets: 0 },
    { retry: { deadline: "10 seconds" } }
  ),
  row("silence once", inTurn(silence), { ...ok(2, backoffs(1)), hangs: 30 }, {
    ...once("TransportError/Timeout", 0),
    hangs: 30
  }),
  row("reset before the answer", () => reset, exhausted("TransportError/Reset", 0), once("TransportError/Reset", 0)),
  row("reset before the answer, once", inTurn(reset), ok(2, backoffs(1)), once("TransportError/Reset", 0)),
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
    "slow drip past the timeout",
    () => drip,
    { ...exhausted("TransportError/Timeout", 0), hangs: 150 },
    { ...once("TransportError/Timeout", 0), hangs: 30 }
  ),
  row(
    "no HTTP",
    () => (_, socket) => void socket.end("SSH-2.0-OpenSSH_9.6\r\n"),
    exhausted("TransportError/Reset", 0),
    once("TransportError/Reset", 0)
  ),
  row(
    "headers without end",
    () => (response, _) => void response.writeHead(200, { "x-large": "x".repeat(20_000) }).end(),
    exhausted("TransportError/Reset", 0),
    once("TransportError/Reset", 0)
  )
]

runRows("network", networkRows)
