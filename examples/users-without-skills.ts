/**
 * Finds the active users who have no routing skill: `npx tsx examples/users-without-skills.ts`.
 *
 * It reads a simulated organization. With `--live` it reads the organization that PURECLOUD_ENVIRONMENT,
 * PURECLOUD_CLIENT_ID and PURECLOUD_SECRET specify.
 */
import { Command, Options } from "@effect/cli"
import { Chunk, Console, Effect, Layer, Ref, Stream } from "effect"
import * as Export from "effect-purecloud/Export"
import * as NodeHttp from "effect-purecloud/NodeHttp"
import * as PureCloud from "effect-purecloud/PureCloud"
import * as Simulator from "effect-purecloud/Simulator"
import * as Users from "effect-purecloud/Users"
import { runMain } from "./support/command.js"

const program = Effect.gen(function*() {
  const failed = yield* Ref.make(Chunk.empty<string>())

  const found = yield* Users.getUsers.items({ state: "active" }, { pageSize: 100 }).pipe(
    // Reads the skills of eight users at a time, within the rate limit, and keeps the order of the users.
    Export.enrich({
      skills: ({ id }) => Stream.runCollect(Users.getUserRoutingskills.items({ userId: id }))
    }, {
      concurrency: 8,
      onFailure: ({ id, name = id }, error) => Ref.update(failed, Chunk.append(`${name}: ${error.message}`))
    }),
    Stream.filter(({ skills }) => Chunk.isEmpty(skills)),
    Stream.tap(({ department, email, name }) => Console.log(`${name} <${email}>, ${department}`)),
    Stream.runCount
  )
  yield* Console.log(`${found} active users have no skill`)

  const failures = yield* failed
  if (Chunk.isNonEmpty(failures)) {
    yield* Console.log(`The skills of these users could not be read:\n${Chunk.join(failures, "\n")}`)
  }
})

const live = PureCloud.layerConfig().pipe(Layer.provide(NodeHttp.layerConfig()))

const simulated = Simulator.layer({
  users: 200,
  faults: [
    { _tag: "Latency", delay: "5 millis", upTo: "40 millis" },
    // One connection breaks, so a request is retried. One user was deleted after the listing, so a request fails.
    { _tag: "Reset", on: "getUserRoutingskills", nth: 20 },
    { _tag: "Status", status: 404, code: "not.found", message: "No such user.", on: "getUserRoutingskills", nth: 50 }
  ]
})

const command = Command.make("users-without-skills", {
  live: Options.boolean("live").pipe(Options.withDescription("read the real organization"))
}, ({ live: isLive }) => Effect.provide(program, isLive ? live : simulated))

runMain(Command.run(command, { name: "users-without-skills", version: "0.1.0" })(process.argv))
