/**
 * Programs with a simulator in memory.
 */
import type { HttpClientRequest } from "@effect/platform"
import { Effect } from "effect"
import * as Auth from "effect-purecloud/Auth"
import * as PureCloud from "effect-purecloud/PureCloud"
import * as Simulator from "effect-purecloud/Simulator"
import * as Users from "effect-purecloud/Users"

export const simulated = (options: Simulator.LayerOptions = {}) => Effect.provide(Simulator.layer(options))

/** With a client that decodes strictly. */
export const simulatedStrictly = (options: Simulator.LayerOptions = {}) =>
  simulated({ ...options, config: { decode: "strict", ...options.config } })

export const someUser = Effect.map(Users.getUsers({ pageSize: 1, pageNumber: 4 }), ({ entities }) => entities[0]!)

/** The requests that the simulator recorded. */
export const recordedRequests = Effect.flatMap(Simulator.Simulator, ({ requests }) => requests)

/** The entities of the simulated organization, for example its queues. */
export const organization = Effect.map(Simulator.Simulator, ({ organization }) => organization)

/** Id of the division of new users, in the organization of the default seed. */
export const home = Effect.runSync(Effect.map(Simulator.make(), ({ organization }) => organization.divisions[0]!.id))

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

/** Runs a program with a client of the simulator that decodes strictly. */
export const client = (auth: PureCloud.Options["auth"]) =>
  Effect.provide(PureCloud.layer({ environment: Simulator.hosts, auth, decode: "strict" }))

/** Runs a program with a token of a user. */
export const as = <A, E, R>(userId: string, program: Effect.Effect<A, E, R>) =>
  Effect.flatMap(
    Simulator.Simulator,
    (simulator) => Effect.flatMap(simulator.token({ userId }), (token) => client(Auth.layerStatic(token))(program))
  )
