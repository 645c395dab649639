/**
 * Requests to the simulator without the SDK.
 */
import type { HttpClientRequest } from "@effect/platform"
import { Effect } from "effect"
import * as PureCloud from "effect-purecloud/PureCloud"
import * as Simulator from "effect-purecloud/Simulator"

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
