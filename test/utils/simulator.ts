/**
 * Programs with a simulator in memory.
 */
import type { HttpClientRequest } from "@effect/platform"
import { Effect } from "effect"
import * as PureCloud from "effect-purecloud/PureCloud"
import * as Simulator from "effect-purecloud/Simulator"
import * as Users from "effect-purecloud/Users"

export const simulated = (options: Simulator.LayerOptions = {}) => Effect.provide(Simulator.layer(options))

/** With a client that decodes strictly. */
export const simulatedStrictly = (options: Simulator.LayerOptions = {}) =>
  simulated({ ...options, config: { decode: "strict", ...options.config } })

export const someUser = Effect.map(Users.getUsers({ pageSize: 1, pageNumber: 4 }), ({ entities }) => entities[0]!)

/** Sends a request without the SDK. */
export const send = (request: HttpClientRequest.HttpClientRequest) =>
  Effect.flatMap(
    Simulator.Simulator,
    ({ httpClient }) =>
      Effect.flatMap(httpClient.execute(request), (response) =>
        Effect.map(response.text, (text) => ({
          status: response.status,
          headers: response.headers,
          body: text === "" ? undefined : JSON.parse(text)
        })))
  )

export const client = (auth: PureCloud.Options["auth"]) =>
  Effect.provide(PureCloud.layer({ environment: Simulator.hosts, auth, decode: "strict" }))
