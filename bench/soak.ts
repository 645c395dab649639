/**
 * Makes many calls from 64 fibers to a service that disturbs one request in twenty. Checks that every call has an outcome,
 * no write is carried out twice, and the heap does not grow. Run it with
 * `node --expose-gc --import tsx bench/soak.ts 200000`.
 */
import { NodeHttpClient } from "@effect/platform-node"
import { Effect, Exit, Layer, Redacted } from "effect"
import * as Auth from "effect-purecloud/Auth"
import * as PureCloud from "effect-purecloud/PureCloud"
import * as Users from "effect-purecloud/Users"
import { fork } from "node:child_process"
import { once } from "node:events"
import * as Http from "node:http"
import { text } from "node:stream/consumers"

// ----------------------------------------------------------------------------------------------------------- service

const faultRate = 0.05

const json = "application/json"

const send = (response: Http.ServerResponse, status: number, body: unknown, headers: Http.OutgoingHttpHeaders = {}) => {
  const text = JSON.stringify(body)
  response.writeHead(status, { "content-type": json, "content-length": Buffer.byteLength(text), ...headers })
  response.end(text)
}

/** Sends the beginning of a response, and closes the connection. */
const sendPart = (request: Http.IncomingMessage, response: Http.ServerResponse) => {
  response.writeHead(200, { "content-type": json, "content-length": 1000 })
  response.write("{\"id\":")
  setTimeout(() => request.socket.destroy(), 1)
}

/** Counts of the service. It sends them to the process that started it. */
interface Counts {
  readonly requests: number
  /** How often each write was carried out. */
  readonly done: ReadonlyArray<number>
}

const makeHandler = () => {
  const done = new Map<string, number>()
  let requests = 0
  let seed = 1
  const random = () => (seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31
  const counts = (): Counts => ({ requests, done: [...done.values()] })
  const handle = (request: Http.IncomingMessage, response: Http.ServerResponse, body: string) => {
    if (request.url === "/oauth/token") {
      return send(response, 200, { access_token: "t0ken".repeat(17), expires_in: 86_400 })
    }
    requests++
    const fault = random() < faultRate ? Math.floor(random() * 6) : -1
    // A refused request is not carried out. The other faults may occur after a request was carried out.
    if (fault === 0) return send(response, 429, { code: "too.many.requests" }, { "retry-after": "0" })
    if (fault === 1) return void request.socket.resetAndDestroy()
    // The only body is that of a new user.
    const { email } = body === "" ? { email: "u" } : JSON.parse(body) as { readonly email: string }
    if (request.method === "POST") done.set(email, (done.get(email) ?? 0) + 1)
    if (fault === 2) return send(response, 500, { code: "internal.server.error" })
    if (fault === 3) return send(response, 503, { code: "service.unavailable" })
    if (fault === 4) return void request.socket.resetAndDestroy()
    if (fault === 5) return sendPart(request, response)
    return send(response, 200, { id: email, name: "A", version: 1 })
  }
  return { counts, handle }
}

/** Serves until the process that started this one disconnects. Sends the port to it, and the counts at each message. */
const serve = () => {
  const { counts, handle } = makeHandler()
  const server = Http.createServer((request, response) =>
    void text(request).then((body) => handle(request, response, body), () => response.destroy())
  )
  server.listen(0, "127.0.0.1", () => {
    const address = server.address()
    if (typeof address === "object" && address !== null) process.send?.(address.port)
  })
  process.on("message", () => process.send?.(counts()))
  process.on("disconnect", () => process.exit(0))
}

// ------------------------------------------------------------------------------------------------------------- calls

const layerOf = (url: string) =>
  PureCloud.layer({
    environment: { apiUrl: url, loginUrl: url },
    auth: Auth.layerClientCredentials({ clientId: "c", clientSecret: Redacted.make("s") }),
    retry: { baseDelay: "1 millis", maxDelay: "10 millis" }
  }).pipe(Layer.provide(NodeHttpClient.layerUndici))

/** Results of the calls. */
interface Results {
  /** Number of calls by method and outcome. */
  readonly outcomes: ReadonlyMap<string, number>
  /** Size of the heap during the calls, in MiB. */
  readonly heap: ReadonlyArray<number>
}

const isWrite = (n: number) => n % 4 === 0

const call = (n: number) =>
  isWrite(n) ? Users.postUsers({ body: { name: "N", email: `${n}@example.com` } }) : Users.getUser({ userId: "u" })

/** Makes the calls: one of four is a write. */
const callAll = (calls: number): Effect.Effect<Results, never, PureCloud.PureCloud> =>
  Effect.gen(function*() {
    const outcomes = new Map<string, number>()
    const heap: Array<number> = []
    let ended = 0
    const one = (n: number) =>
      Effect.map(Effect.exit(call(n)), (exit) => {
        const outcome = Exit.match(exit, {
          onSuccess: () => "ok",
          onFailure: (cause) => cause._tag === "Fail" ? cause.error._tag : cause._tag
        })
        const key = `${isWrite(n) ? "POST" : "GET"} ${outcome}`
        outcomes.set(key, (outcomes.get(key) ?? 0) + 1)
        if (++ended % Math.ceil(calls / 30) === 0) {
          globalThis.gc?.()
          heap.push(process.memoryUsage().heapUsed / 2 ** 20)
        }
      })
    let next = 0
    // Each fiber has a loop, because forEach over all requests would keep every fiber that it started.
    const fiber = Effect.whileLoop({ while: () => next < calls, body: () => one(next++), step: () => {} })
    yield* Effect.all(Array.from({ length: 64 }, () => fiber), { concurrency: 64, discard: true })
    return { outcomes, heap }
  })

const median = (values: ReadonlyArray<number>) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN

/** Prints the results. Returns whether they are right. */
const report = (calls: number, { heap, outcomes }: Results, { done, requests }: Counts, seconds: number): boolean => {
  const third = Math.floor(heap.length / 3)
  const [early, late] = [median(heap.slice(third / 2, third)), median(heap.slice(-third))]
  const counted = [...outcomes.values()].reduce((sum, n) => sum + n, 0)
  const succeeded = outcomes.get("POST ok") ?? 0
  const twice = done.filter((times) => times > 1).length
  const isFlat = late < early * 1.1 + 2
  console.log(`${calls} calls, ${requests} requests, ${seconds.toFixed(0)} s`)
  for (const [outcome, n] of [...outcomes].sort()) console.log(`  ${outcome.padEnd(32)} ${n}`)
  console.log(
    `outcomes: ${counted}; writes carried out: ${done.length}, reported as successes: ${succeeded}, ` +
      `carried out twice: ${twice}`
  )
  console.log(`heap, MiB: ${heap.map((n) => n.toFixed(1)).join(" ")}`)
  console.log(`heap: ${early.toFixed(1)} MiB early, ${late.toFixed(1)} MiB late, ${isFlat ? "flat" : "growing"}`)
  return counted === calls && twice === 0 && done.length >= succeeded && isFlat
}

const soak = async (calls: number) => {
  const server = fork(new URL(import.meta.url), ["serve"], { execArgv: ["--import", "tsx"] })
  const [port] = await once(server, "message") as [number]
  const startedAt = performance.now()
  const results = await Effect.runPromise(Effect.provide(callAll(calls), layerOf(`http://127.0.0.1:${port}`)))
  const seconds = (performance.now() - startedAt) / 1000
  server.send("count")
  const [counts] = await once(server, "message") as [Counts]
  server.disconnect()
  process.exitCode = report(calls, results, counts, seconds) ? 0 : 1
}

if (process.argv[2] === "serve") serve()
else await soak(Number(process.argv[2] ?? 200_000))
