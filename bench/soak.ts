/**
 * Many requests from 64 fibers to a service with random faults, one in twenty. Every call has an outcome, no write is
 * carried out twice, and the heap does not grow. Run it with `node --expose-gc --import tsx bench/soak.ts 200000`.
 */
import { NodeHttpClient } from "@effect/platform-node"
import { Effect, Exit, Layer, Redacted } from "effect"
import * as Auth from "effect-purecloud/Auth"
import * as PureCloud from "effect-purecloud/PureCloud"
import * as Users from "effect-purecloud/Users"
import { fork } from "node:child_process"
import { once } from "node:events"
import * as Http from "node:http"

const faultRate = 0.05

/** The service. It counts how often it carried out each write. */
const serve = () => {
  const done = new Map<string, number>()
  let requests = 0
  let seed = 1
  const random = () => (seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31
  const server = Http.createServer((request, response) => {
    const chunks: Array<Buffer> = []
    request.on("data", (chunk: Buffer) => chunks.push(chunk))
    request.on("end", () => {
      const send = (status: number, body: unknown, headers: Http.OutgoingHttpHeaders = {}) => {
        const text = JSON.stringify(body)
        response.writeHead(status, {
          "content-type": "application/json",
          "content-length": Buffer.byteLength(text),
          ...headers
        })
        response.end(text)
      }
      if (request.url === "/oauth/token") return send(200, { access_token: "t0ken".repeat(17), expires_in: 86_400 })
      requests++
      const isWrite = request.method === "POST"
      const fault = random() < faultRate ? Math.floor(random() * 6) : -1
      // A refused request is not carried out. The other faults may occur after a request was carried out.
      if (fault === 0) return send(429, { code: "too.many.requests" }, { "retry-after": "0" })
      if (fault === 1) return void request.socket.resetAndDestroy()
      const { email } = isWrite
        ? JSON.parse(Buffer.concat(chunks).toString()) as { readonly email: string }
        : { email: "" }
      if (isWrite) done.set(email, (done.get(email) ?? 0) + 1)
      if (fault === 2) return send(500, { code: "internal.server.error" })
      if (fault === 3) return send(503, { code: "service.unavailable" })
      if (fault === 4) return void request.socket.resetAndDestroy()
      if (fault === 5) {
        response.writeHead(200, { "content-type": "application/json", "content-length": 1000 })
        response.write("{\"id\":")
        return void setTimeout(() => request.socket.destroy(), 1)
      }
      return send(200, { id: isWrite ? email : "u", name: "A", version: 1 })
    })
  })
  server.listen(0, "127.0.0.1", () => {
    const address = server.address()
    if (typeof address === "object" && address !== null) process.send?.(address.port)
  })
  process.on("message", () => process.send?.({ requests, done: [...done.values()] }))
  process.on("disconnect", () => process.exit(0))
}

const soak = async (calls: number) => {
  const server = fork(new URL(import.meta.url), ["serve"], { execArgv: ["--import", "tsx"] })
  const [port] = await once(server, "message") as [number]
  const url = `http://127.0.0.1:${port}`
  const live = PureCloud.layer({
    environment: { apiUrl: url, loginUrl: url },
    auth: Auth.layerClientCredentials({ clientId: "c", clientSecret: Redacted.make("s") }),
    retry: { baseDelay: "1 millis", maxDelay: "10 millis" }
  }).pipe(Layer.provide(NodeHttpClient.layerUndici))

  const outcomes = new Map<string, number>()
  const heap: Array<number> = []
  let issued = 0
  let written = 0
  const one = (n: number) =>
    Effect.map(
      Effect.exit(
        n % 4 === 0
          ? Users.postUsers({ body: { name: "N", email: `${n}@example.com` } })
          : Users.getUser({ userId: "u" })
      ),
      (exit) => {
        const outcome = Exit.match(exit, {
          onSuccess: () => "ok",
          onFailure: (cause) => cause._tag === "Fail" ? cause.error._tag : cause._tag
        })
        const key = `${n % 4 === 0 ? "POST" : "GET"} ${outcome}`
        outcomes.set(key, (outcomes.get(key) ?? 0) + 1)
        if (n % 4 === 0 && outcome === "ok") written++
        if (++issued % Math.ceil(calls / 30) === 0) {
          globalThis.gc?.()
          heap.push(process.memoryUsage().heapUsed / 2 ** 20)
        }
      }
    )
  const startedAt = performance.now()
  let next = 0
  // Each fiber has a loop, because forEach over all requests would keep every fiber that it started.
  const fiber = Effect.whileLoop({ while: () => next < calls, body: () => one(next++), step: () => {} })
  await Effect.runPromise(
    Effect.provide(Effect.all(Array.from({ length: 64 }, () => fiber), { concurrency: 64 }), live)
  )
  const seconds = (performance.now() - startedAt) / 1000
  server.send("count")
  const [{ done, requests }] = await once(server, "message") as [{ requests: number; done: ReadonlyArray<number> }]
  server.disconnect()

  const median = (values: ReadonlyArray<number>) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN
  const third = Math.floor(heap.length / 3)
  const [first, last] = [median(heap.slice(third / 2, third)), median(heap.slice(-third))]
  const accounted = [...outcomes.values()].reduce((sum, n) => sum + n, 0)
  const twice = done.filter((times) => times > 1).length
  const isFlat = last < first * 1.1 + 2
  console.log(`${calls} calls, ${requests} requests, ${seconds.toFixed(0)} s`)
  for (const [outcome, n] of [...outcomes].sort()) console.log(`  ${outcome.padEnd(32)} ${n}`)
  console.log(
    `accounted for: ${accounted}; writes done: ${done.length}, told as done: ${written}, done twice: ${twice}`
  )
  console.log(`heap, MiB: ${heap.map((n) => n.toFixed(1)).join(" ")}`)
  console.log(`heap: ${first.toFixed(1)} MiB early, ${last.toFixed(1)} MiB late, ${isFlat ? "flat" : "growing"}`)
  process.exitCode = accounted === calls && twice === 0 && done.length >= written && isFlat ? 0 : 1
}

if (process.argv[2] === "serve") serve()
else await soak(Number(process.argv[2] ?? 200_000))
