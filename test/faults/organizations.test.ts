/**
 * Two organizations in one program, each with its own server: no request of one goes to the other.
 */
import { NodeHttpClient, NodeHttpServer } from "@effect/platform-node"
import { assert, describe, it } from "@effect/vitest"
import { Chunk, Config, Context, Effect, Layer, Option, Redacted, Stream } from "effect"
import * as Auth from "effect-purecloud/Auth"
import * as PureCloud from "effect-purecloud/PureCloud"
import * as PureCloudConfig from "effect-purecloud/PureCloudConfig"
import * as RateLimiter from "effect-purecloud/RateLimiter"
import * as Simulator from "effect-purecloud/Simulator"
import * as Users from "effect-purecloud/Users"
import { createServer } from "node:http"
import { address } from "../utils/socket.js"

interface Organization {
  readonly url: string
  readonly simulator: Simulator.Service
}

class ProdServer extends Context.Tag("test/ProdServer")<ProdServer, Organization>() {}
class TestServer extends Context.Tag("test/TestServer")<TestServer, Organization>() {}

/** A simulator on a socket. Its OAuth client has the same id everywhere, as in organizations with the same setup. */
const server = <I>(tag: Context.Tag<I, Organization>, users: number) =>
  Layer.effect(tag, Effect.all({ url: address, simulator: Simulator.Simulator })).pipe(
    Layer.provide(Simulator.serve),
    Layer.provide(Layer.merge(
      Simulator.layerSimulator({ users, seed: users }),
      NodeHttpServer.layer(createServer, { port: 0, host: "127.0.0.1" })
    ))
  )

const servers = Layer.orDie(Layer.merge(server(ProdServer, 7), server(TestServer, 3)))

class Prod extends Context.Tag("test/Prod")<Prod, PureCloud.Service>() {}
class Test extends Context.Tag("test/Test")<Test, PureCloud.Service>() {}

const makeAuth = () =>
  Auth.layerClientCredentials({
    clientId: Simulator.defaultClient.id,
    clientSecret: Redacted.make(Simulator.defaultClient.secret)
  })

const sharedAuth = makeAuth()

const hostsOf = ({ url }: Organization) => ({ apiUrl: url, loginUrl: url })

type ClientOf = (organization: Organization) => Layer.Layer<PureCloud.PureCloud>

/** Ways to build a client, by name. */
const ways: { readonly [name: string]: ClientOf } = {
  "PureCloud.layer": (organization) =>
    PureCloud.layer({
      environment: hostsOf(organization),
      auth: makeAuth()
    }).pipe(Layer.provide(NodeHttpClient.layerUndici), Layer.orDie),
  "PureCloud.layer with one auth for both": (organization) =>
    PureCloud.layer({ environment: hostsOf(organization), auth: sharedAuth }).pipe(
      Layer.provide(NodeHttpClient.layerUndici),
      Layer.orDie
    ),
  "PureCloud.layerConfig": (organization) =>
    PureCloud.layerConfig(Config.succeed({ environment: hostsOf(organization), auth: sharedAuth })).pipe(
      Layer.provide(NodeHttpClient.layerUndici),
      Layer.orDie
    ),
  "PureCloud.layerWithoutDependencies": (organization) =>
    PureCloud.layerWithoutDependencies.pipe(
      Layer.provide(makeAuth()),
      Layer.provide(RateLimiter.layer),
      Layer.provide(PureCloudConfig.layer({ environment: hostsOf(organization) })),
      Layer.provide(NodeHttpClient.layerUndici),
      Layer.orDie
    ),
  "PureCloud.make": (organization) =>
    Layer.scoped(
      PureCloud.PureCloud,
      PureCloud.make({ environment: hostsOf(organization), auth: sharedAuth })
    ).pipe(Layer.provide(NodeHttpClient.layerUndici), Layer.orDie)
}

const names = Users.getUsers.items().pipe(Stream.map(({ id }) => id), Stream.runCollect, Effect.map(Chunk.toArray))

/** Lists both organizations, and then deletes a user of TEST. */
const program = Effect.gen(function*() {
  const prod = yield* Prod
  const test = yield* Test
  const inProd = Effect.provideService(PureCloud.PureCloud, prod)
  const inTest = Effect.provideService(PureCloud.PureCloud, test)
  const [prodIds, testIds] = yield* Effect.all([inProd(names), inTest(names)], { concurrency: 2 })
  yield* inTest(Users.deleteUser({ userId: testIds[0]! }))
  return { prodIds, testIds }
})

describe("two organizations", () => {
  for (const [name, clientOf] of Object.entries(ways)) {
    it.live(`by ${name}: each call goes to its own, with its own token`, () =>
      Effect.gen(function*() {
        const prod = yield* ProdServer
        const test = yield* TestServer
        const { prodIds, testIds } = yield* Effect.provide(
          program,
          Layer.merge(
            Layer.provide(Layer.effect(Prod, PureCloud.PureCloud), clientOf(prod)),
            Layer.provide(Layer.effect(Test, PureCloud.PureCloud), clientOf(test))
          )
        )
        assert.strictEqual(prodIds.length, 7)
        assert.strictEqual(testIds.length, 3)
        const [prodRequests, testRequests] = yield* Effect.all([prod.simulator.requests, test.simulator.requests])
        const shown = (requests: ReadonlyArray<Simulator.RecordedRequest>) =>
          requests.map(({ method, status, url }) => `${method} ${url.replace(/\?.*/, "")} ${status}`)
        // The other organization would reject the token.
        assert.deepStrictEqual(shown(prodRequests), ["POST /oauth/token 200", "GET /api/v2/users 200"])
        assert.deepStrictEqual(shown(testRequests), [
          "POST /oauth/token 200",
          "GET /api/v2/users 200",
          `DELETE /api/v2/users/${testIds[0]} 200`
        ])
        const deleted = yield* test.simulator.user(testIds[0]!)
        assert.strictEqual(Option.getOrThrow(deleted).state, "deleted")
      }).pipe(Effect.provide(servers)))
  }

  it.effect("simulated in memory have their own users", () =>
    Effect.gen(function*() {
      const count = Effect.map(names, (ids) => ids.length)
      class Seven extends Context.Tag("test/Seven")<Seven, number>() {}
      class None extends Context.Tag("test/None")<None, number>() {}
      const counts = Layer.merge(
        Layer.provide(Layer.effect(Seven, Effect.orDie(count)), Simulator.layer({ users: 7 })),
        Layer.provide(Layer.effect(None, Effect.orDie(count)), Simulator.layer({ users: 0 }))
      )
      assert.deepStrictEqual(yield* Effect.provide(Effect.all([Seven, None]), counts), [7, 0])
    }))
})
