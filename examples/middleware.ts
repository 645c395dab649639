/**
 * Middleware of `HttpClient`, which runs code before and after each request: it adds a header to each request, and
 * prints its method, status and duration. The client calls a simulated organization.
 *
 * `npx tsx examples/middleware.ts`
 */
import { HttpClient, HttpClientRequest } from "@effect/platform"
import { Config, Console, Data, Duration, Effect, Layer, Redacted, Ref } from "effect"
import * as Auth from "effect-purecloud/Auth"
import * as PureCloud from "effect-purecloud/PureCloud"
import * as Simulator from "effect-purecloud/Simulator"
import * as Users from "effect-purecloud/Users"
import { runMain } from "./support/command.js"

class Unexpected extends Data.TaggedError("Unexpected")<{ readonly requests: number }> {
  override get message() {
    return `Expected 3 requests, got ${this.requests}`
  }
}

/**
 * Wraps a client. It runs for every attempt and every token request. The headers contain the token: do not print them.
 */
const observed = (client: HttpClient.HttpClient, sent: Ref.Ref<number>): HttpClient.HttpClient =>
  client.pipe(
    // These run before each request. A gateway may require a header in token requests, too.
    HttpClient.mapRequest(HttpClientRequest.setHeader("x-gateway-key", "a-key")),
    HttpClient.tapRequest(() => Ref.update(sent, (n) => n + 1)),
    // This runs around each request. URLs contain ids of users, so only the method is printed.
    HttpClient.transform((response, { method }) =>
      Effect.flatMap(Effect.timed(response), ([duration, response]) =>
        Effect.as(
          Console.log(`${method} ${response.status} in ${Math.ceil(Duration.toMillis(duration))} ms`),
          response
        ))
    )
  )

const program = Effect.gen(function*() {
  const sent = yield* Ref.make(0)
  const middleware = Layer.effect(
    HttpClient.HttpClient,
    Effect.map(HttpClient.HttpClient, (client) => observed(client, sent))
  )
  const client = PureCloud.layer({
    environment: Simulator.hosts,
    auth: Auth.layerClientCredentials({
      clientId: Simulator.defaultClient.id,
      clientSecret: Redacted.make(Simulator.defaultClient.secret)
    }),
    // Headers of requests to the API need no middleware.
    headers: { "Genesys-App": yield* Config.withDefault(Config.string("GENESYS_APP"), "my-app") }
  }).pipe(Layer.provide(middleware), Layer.provide(Simulator.layerHttpClient))

  yield* Effect.zip(
    Users.getUsers({ pageSize: 1 }),
    Users.getUsers({ pageSize: 2 }).pipe(PureCloud.withHeaders({ "x-request-reason": "audit" }))
  ).pipe(Effect.provide(client))

  // One token request, and one request for each page.
  const requests = yield* Ref.get(sent)
  if (requests !== 3) return yield* new Unexpected({ requests })
}).pipe(Effect.provide(Simulator.layerSimulator({ users: 5 })))

runMain(program)
