/**
 * Users and errors of the programs in `test/simulator/roundTrips`.
 */
import type { HttpServer } from "@effect/platform"
import { Effect } from "effect"
import * as Auth from "effect-purecloud/Auth"
import * as Endpoints from "effect-purecloud/endpoints/index"
import * as PureCloud from "effect-purecloud/PureCloud"
import * as Simulator from "effect-purecloud/Simulator"
import { client } from "./socket.js"

export const call = PureCloud.call

/** Runs with a token of a user. */
export const as = <A, E>(userId: string, program: Effect.Effect<A, E, PureCloud.PureCloud>) =>
  Effect.flatMap(
    Simulator.Simulator,
    (simulator) =>
      Effect.flatMap(simulator.token({ userId }), (token) => Effect.provide(program, client(Auth.layerStatic(token))))
  )

export const someUsers = Effect.map(call(Endpoints.getUsers)({ pageSize: 20 }), ({ entities }) => entities)

export const userAt = (place: number) => Effect.map(someUsers, (users) => users[place]!)

/** A new user, who has no history. */
export const newUser = (name: string) =>
  call(Endpoints.postUsers)({ body: { name, email: `${name.toLowerCase().replaceAll(" ", ".")}@acme.example` } })

/** A new user who has the role Admin. */
export const newAdmin = (name: string) =>
  Effect.gen(function*() {
    const { organization: { roles } } = yield* Simulator.Simulator
    const user = yield* newUser(name)
    yield* call(Endpoints.putUserRoles)({ userId: user.id, body: [roles.find((role) => role.name === "Admin")!.id] })
    return user
  })

export const tagOf = <A, E extends object, R>(program: Effect.Effect<A, E, R>) =>
  Effect.map(Effect.flip(program), (error) => "_tag" in error ? error._tag : error)

export const codeOf = <A, E extends object, R>(program: Effect.Effect<A, E, R>) =>
  Effect.map(Effect.flip(program), (error) => "code" in error ? error.code : error)

export type Program = Effect.Effect<void, unknown, PureCloud.PureCloud | Simulator.Simulator | HttpServer.HttpServer>
