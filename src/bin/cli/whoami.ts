import * as Command from "@effect/cli/Command"
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import { PureCloud } from "../../PureCloud.js"
import * as Users from "../../Users.js"
import * as Client from "./client.js"

/*
 * Shows the user or the client to which the credentials belong.
 */

/** Error code of the service for a token that has no user. */
const notAUser = "not.a.user"

const ofUser = Effect.map(
  Users.getUsersMe(),
  ({ email, id, name }) => [["user", `${name} (${email ?? "no email address"})`], ["user id", id]] as const
)

/** Reads a page with one user, to check that the service accepts the token. */
const ofClient = Effect.map(
  Users.getUsers({ pageSize: 1 }),
  ({ total }) =>
    [["user", "none, this is the token of a client"], ["visible users", String(total ?? "unknown")]] as const
)

const whoami = Effect.gen(function*() {
  const { config } = yield* PureCloud
  const identity = yield* Effect.catchTags(ofUser, {
    // The credentials of a client have no user, so the SDK sends no request for the current user.
    PureCloudAuthError: (error) => error.reason === "GrantNotAllowed" ? ofClient : Effect.fail(error),
    // The token in PURECLOUD_ACCESS_TOKEN can also belong to a client.
    PureCloudBadRequest: (error) => error.code === notAUser ? ofClient : Effect.fail(error)
  })
  const lines = [["API", config.apiUrl] as const, ...identity]
  yield* Console.log(lines.map(([name, value]) => `${name.padEnd(14)} ${value}`).join("\n"))
})

/** The command `whoami`. */
export const command = Command.make(
  "whoami",
  Client.options,
  (selection) => Effect.provide(whoami, Client.layer(selection))
).pipe(
  Command.withDescription("Shows the API host and the user of the token.")
)
