/**
 * Requests that the service did not carry out because they reached a server for another host (421).
 */
import * as FetchHttpClient from "@effect/platform/FetchHttpClient"
import { assert, describe, it } from "@effect/vitest"
import { Chunk, Effect, Either, Stream } from "effect"
import * as UserBulk from "effect-purecloud/UserBulk"
import * as Network from "../../utils/network.js"
import { service } from "../../utils/service.js"
import { body, create, withClient } from "../../utils/transport.js"

describe("421, which means that the request was not carried out", () => {
  const misdirected = { status: 421, body: { message: "Misdirected Request" } }

  for (const name of Network.clientNames) {
    // The Fetch standard requires that fetch sends it again over a new connection. undici and node:http do not.
    const perAttempt = name === "fetch" ? 2 : 1

    it.live(`is not retried by this client; over ${name} each attempt is ${perAttempt} request(s)`, () =>
      Effect.scoped(Effect.gen(function*() {
        const { seen, url } = yield* service(() => misdirected)
        const live = withClient(Network.clients[name], { url })
        const error = yield* Effect.flip(Effect.provide(create, live))
        assert.deepInclude(error, { _tag: "PureCloudUnexpectedResponse", status: 421, isRetryable: false })
        assert.strictEqual(error.origin.attempts, 1)
        assert.match(error.message, /fetch/)
        assert.deepStrictEqual(
          seen.map(({ body, method }) => [method, JSON.parse(body)]),
          Array.from({ length: perAttempt }, () => ["POST", body])
        )
        const outcomes = yield* Stream.make(body).pipe(UserBulk.createAll(), Stream.runCollect, Effect.provide(live))
        assert.deepStrictEqual(
          Chunk.toReadonlyArray(outcomes).map(({ result }) => Either.isLeft(result) ? result.left._tag : "done"),
          ["PureCloudUnexpectedResponse"]
        )
      })))
  }

  it.live("is hidden by fetch if its second request succeeds", () =>
    Effect.scoped(Effect.gen(function*() {
      const { seen, url } = yield* service((_, n) => n === 0 ? misdirected : { body: { id: "u1" } })
      assert.deepStrictEqual(yield* Effect.provide(create, withClient(FetchHttpClient.layer, { url })), { id: "u1" })
      assert.strictEqual(seen.length, 2)
    })))
})
