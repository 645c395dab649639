import { NodeHttpClient, NodeRuntime } from "@effect/platform-node"
import { Console, Effect, Layer, Stream } from "effect"
import * as PureCloud from "effect-purecloud/PureCloud"
import * as Simulator from "effect-purecloud/Simulator"
import * as Users from "effect-purecloud/Users"

const program = Effect.gen(function*() {
  // A program is an Effect: nothing is sent until it runs.
  const created = yield* Users.postUsers({ body: { name: "Ada Byron", email: "ada.byron@acme.example" } })

  // Every error is tagged and typed. Handled here, NotFound is gone from the error type.
  const nameOf = (userId: string) =>
    Users.getUser({ userId }).pipe(
      Effect.map((user) => user.name),
      Effect.catchTag("PureCloudNotFound", () => Effect.succeed("nobody"))
    )
  yield* Console.log(`${yield* nameOf(created.id)} and ${yield* nameOf("who-is-this")}`)

  // An update sends the version that was read: who comes second gets PureCloudConflict.
  yield* Users.patchUser({ userId: created.id, body: { version: created.version ?? 1, title: "Analyst" } })

  // Paged operations stream: page by page, only as far as the consumer goes.
  const agents = yield* Users.getUsers.items({ pageSize: 500 }).pipe(
    Stream.filter((user) => user.department === "Customer Care"),
    Stream.runCount
  )
  yield* Console.log(`${agents} users in Customer Care`)
})

// PURECLOUD_ENVIRONMENT, PURECLOUD_CLIENT_ID and PURECLOUD_SECRET say where and who.
const live = PureCloud.layerConfig().pipe(Layer.provide(NodeHttpClient.layerUndici))

program.pipe(
  Effect.provide(process.argv.includes("--live") ? live : Simulator.layer({ users: 50 })),
  NodeRuntime.runMain
)
