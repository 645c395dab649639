import * as NodeRuntime from "@effect/platform-node/NodeRuntime"
import { Console, Effect, Exit, Layer, Stream } from "effect"
import * as Catalog from "effect-purecloud/Catalog"
import * as NodeHttp from "effect-purecloud/NodeHttp"
import * as PureCloud from "effect-purecloud/PureCloud"
import * as Simulator from "effect-purecloud/Simulator"
import * as Users from "effect-purecloud/Users"
import * as UserUpdate from "effect-purecloud/UserUpdate"

const program = Effect.gen(function*() {
  // A program is an Effect: nothing is sent until it runs. A new user needs the id of a division.
  const { divisions: [home] } = yield* Catalog.resolve({ divisions: ["Home"] })
  const created = yield* Users.postUsers({
    body: { name: "Ada Byron", email: "ada.byron@acme.example", divisionId: home.id }
  })

  // Every error is tagged and typed. After catchTag, the error type has no NotFound.
  const nameOf = (userId: string) =>
    Users.getUser({ userId }).pipe(
      Effect.map((user) => user.name),
      Effect.catchTag("PureCloudNotFound", () => Effect.succeed("nobody"))
    )
  yield* Console.log(`${yield* nameOf(created.id)} and ${yield* nameOf("who-is-this")}`)

  // Reads the user, sends the change with the version that was read, and repeats both after a version conflict.
  yield* UserUpdate.update(created.id, (user) => ({ title: `Senior ${user.title ?? "Analyst"}` }))

  // Paged operations are streams. A page is fetched when the consumer needs it.
  const agents = yield* Users.getUsers.items({ pageSize: 500 }).pipe(
    Stream.filter((user) => user.department === "Customer Care"),
    Stream.runCount
  )
  yield* Console.log(`${agents} users in Customer Care`)
})

// Reads PURECLOUD_ENVIRONMENT, PURECLOUD_CLIENT_ID and PURECLOUD_SECRET.
const live = PureCloud.layerConfig().pipe(Layer.provide(NodeHttp.layerConfig()))

program.pipe(
  Effect.provide(process.argv.includes("--live") ? live : Simulator.layer({ users: 50 })),
  // The exit code is 0 only after success. By default it is also 0 after SIGTERM, and cron would not see the difference.
  NodeRuntime.runMain({ teardown: (exit, onExit) => onExit(Exit.isSuccess(exit) ? 0 : 1) })
)
