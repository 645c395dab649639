/**
 * Sends the traces and metrics of a client to a receiver of OpenTelemetry, and checks that they arrive. The receiver is
 * a server in this program, on the loopback address. In production, `baseUrl` is the URL of your collector.
 *
 * `npx tsx examples/telemetry.ts`
 */
import { Otlp } from "@effect/opentelemetry"
import { HttpRouter, HttpServer, HttpServerRequest, HttpServerResponse } from "@effect/platform"
import { NodeHttpClient, NodeHttpServer } from "@effect/platform-node"
import { Console, Data, Effect, Layer, Ref, Schema } from "effect"
import * as Simulator from "effect-purecloud/Simulator"
import * as Users from "effect-purecloud/Users"
import { createServer } from "node:http"
import { runMain } from "./support/command.js"

const Value = Schema.Struct({
  key: Schema.String,
  value: Schema.Struct({
    stringValue: Schema.optional(Schema.String),
    intValue: Schema.optional(Schema.Union(Schema.Number, Schema.String))
  })
})

const Span = Schema.Struct({
  name: Schema.String,
  spanId: Schema.String,
  parentSpanId: Schema.optional(Schema.String),
  attributes: Schema.Array(Value)
})

const Traces = Schema.Struct({
  resourceSpans: Schema.Array(Schema.Struct({
    scopeSpans: Schema.Array(Schema.Struct({ spans: Schema.Array(Span) }))
  }))
})

const Metrics = Schema.Struct({
  resourceMetrics: Schema.Array(Schema.Struct({
    scopeMetrics: Schema.Array(Schema.Struct({
      metrics: Schema.Array(Schema.Struct({ name: Schema.String, unit: Schema.String }))
    }))
  }))
})

class NotReceived extends Data.TaggedError("NotReceived")<{ readonly what: string }> {
  override get message() {
    return `The receiver did not get ${this.what}`
  }
}

/** Starts a receiver of OTLP over HTTP, in JSON. */
const receiver = Effect.gen(function*() {
  const spans = yield* Ref.make<ReadonlyArray<typeof Span.Type>>([])
  const units = yield* Ref.make<ReadonlyMap<string, string>>(new Map())
  const router = HttpRouter.empty.pipe(
    HttpRouter.post(
      "/v1/traces",
      Effect.flatMap(HttpServerRequest.schemaBodyJson(Traces), ({ resourceSpans }) =>
        Ref.update(spans, (before) => [
          ...before,
          ...resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans))
        ])).pipe(Effect.as(HttpServerResponse.empty()))
    ),
    HttpRouter.post(
      "/v1/metrics",
      Effect.flatMap(HttpServerRequest.schemaBodyJson(Metrics), ({ resourceMetrics }) =>
        Ref.set(
          units,
          new Map(resourceMetrics.flatMap(({ scopeMetrics }) =>
            scopeMetrics.flatMap(({ metrics }) => metrics.map(({ name, unit }) => [name, unit] as const))
          ))
        )).pipe(Effect.as(HttpServerResponse.empty()))
    ),
    HttpRouter.post("/v1/logs", HttpServerResponse.empty())
  )
  yield* HttpServer.serveEffect(router)
  const { address } = yield* HttpServer.HttpServer
  const port = address._tag === "TcpAddress" ? address.port : 0
  return { baseUrl: `http://127.0.0.1:${port}`, spans: Ref.get(spans), units: Ref.get(units) }
})

/** Reads a user. The first request fails with 503, so it is retried. */
const job = Effect.gen(function*() {
  const { organization } = yield* Simulator.Simulator
  const { id } = yield* Users.postUsers({
    body: { name: "Ada Byron", email: "ada.byron@acme.example", divisionId: organization.divisions[0]?.id }
  })
  yield* Users.getUser({ userId: id })
  return id
}).pipe(
  Effect.withSpan("nightly job"),
  Effect.provide(
    Simulator.layer({ users: 5, faults: [{ _tag: "Status", on: "getUser", nth: 1, status: 503 }] })
  )
)

const check = (isTrue: boolean, what: string) => isTrue ? Effect.void : new NotReceived({ what })

const program = Effect.gen(function*() {
  const { baseUrl, spans, units } = yield* receiver
  // The exporter sends the remaining data when its layer is closed, so all data has arrived after `provide`.
  const id = yield* job.pipe(
    Effect.provide(
      Otlp.layerJson({ baseUrl, resource: { serviceName: "nightly-job" } }).pipe(
        Layer.provide(NodeHttpClient.layerUndici)
      )
    )
  )

  const received = yield* spans
  const call = received.find(({ name }) => name === "getUser")
  const attempts = received.filter(({ parentSpanId }) => parentSpanId === call?.spanId)
  yield* check(call !== undefined, "the span of the call")
  yield* check(attempts.length === 2, "the spans of both attempts")
  yield* check(
    attempts.every(({ name }) => name === "GET /api/v2/users/{userId}"),
    "the names of the attempts"
  )
  yield* check(!JSON.stringify(received).includes(id), "spans without the id of the user")
  for (const { attributes, name } of [...call === undefined ? [] : [call], ...attempts]) {
    yield* Console.log(name)
    for (const { key, value } of attributes) {
      yield* Console.log(`  ${key.padEnd(30)} ${value.stringValue ?? value.intValue}`)
    }
  }

  for (const [name, unit] of yield* units) yield* Console.log(`${name.padEnd(40)} ${unit}`)
  yield* check((yield* units).get("purecloud.client.calls") === "{call}", "the number of calls")
  yield* check((yield* units).get("http.client.request.duration") === "s", "the durations of the requests")
}).pipe(
  Effect.scoped,
  Effect.provide(NodeHttpServer.layer(createServer, { port: 0, host: "127.0.0.1" }))
)

runMain(program)
