/**
 * An HTTP client of the program that fails if the status of a response is not a success.
 */
import { NodeHttpClient } from "@effect/platform-node"
import * as HttpClient from "@effect/platform/HttpClient"
import { assert, it } from "@effect/vitest"
import { Effect, Layer, Redacted } from "effect"
import * as Auth from "effect-purecloud/Auth"
import * as NodeHttp from "effect-purecloud/NodeHttp"
import * as PureCloud from "effect-purecloud/PureCloud"
import * as Users from "effect-purecloud/Users"
import { secretMark, type Service, service } from "../../utils/service.js"

const clients = { NodeHttp: NodeHttp.layer(), undici: NodeHttpClient.layerUndici }

const clientOf = ({ url }: Service, client: Layer.Layer<HttpClient.HttpClient, unknown>) => {
  const filtered = Layer.effect(HttpClient.HttpClient, Effect.map(HttpClient.HttpClient, HttpClient.filterStatusOk))
  return PureCloud.layer({
    environment: { apiUrl: url, loginUrl: url },
    auth: Auth.layerClientCredentials({ clientId: "c", clientSecret: Redacted.make(secretMark) }),
    retry: { baseDelay: "1 millis" }
  }).pipe(Layer.provide(filtered), Layer.provide(client), Layer.orDie)
}

for (const [name, client] of Object.entries(clients)) {
  it.scopedLive(`does not hide the status of a response from the API or the login service: ${name}`, () =>
    Effect.gen(function*() {
      const started = yield* service(
        (_, n) => n === 0 ? { status: 429 } : { status: 404, body: { code: "not.found" } },
        (_, n) => n === 0 ? { body: { access_token: "a" } } : { status: 401, body: { error: "invalid_client" } }
      )
      const error = yield* Effect.flip(Effect.provide(Users.getUser({ userId: "u" }), clientOf(started, client)))
      assert.deepInclude(error, { _tag: "PureCloudNotFound", code: "not.found" })
      assert.lengthOf(started.seen, 2)
      const refused = yield* Effect.flip(Effect.provide(Users.getUser({ userId: "u" }), clientOf(started, client)))
      assert.deepInclude(refused, { _tag: "PureCloudAuthError", reason: "Credentials" })
    }))
}
