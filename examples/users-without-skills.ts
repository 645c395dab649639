/**
 * Finds the active users whom routing gives nothing to do, because they have no skill: `npx tsx
 * examples/users-without-skills.ts`, with `--live` in the organisation that PURECLOUD_ENVIRONMENT, PURECLOUD_CLIENT_ID
 * and PURECLOUD_SECRET name.
 */
import { Chunk, Console, Effect, Layer, Ref, Stream } from "effect"
import * as Export from "effect-purecloud/Export"
import * as NodeHttp from "effect-purecloud/NodeHttp"
import * as PureCloud from "effect-purecloud/PureCloud"
import * as Simulator from "effect-purecloud/Simulator"
import * as Users from "effect-purecloud/Users"
import { runMain } from "./support/command.js"

const program = Effect.gen(function*() {
  const unread = yield* Ref.make(Chunk.empty<string>())

  const found = yield* Users.getUsers.items({ state: "active" }, { pageSize: 100 }).pipe(
    // Eight users at a time, and never more requests than the rate limit allows. The order stays.
    Export.enrich({
      skills: ({ id }) => Stream.runCollect(Users.getUserRoutingskills.items({ userId: id }))
    }, {
      concurrency: 8,
      onFailure: ({ id, name = id }, error) => Ref.update(unread, Chunk.append(`${name}: ${error.message}`))
    }),
    Stream.filter(({ skills }) => Chunk.isEmpty(skills)),
    Stream.tap(({ department, email, name }) => Console.log(`${name} <${email}>, ${department}`)),
    Stream.runCount
  )
  yield* Console.log(`${found} active users have no skill`)

  const failures = yield* unread
  if (Chunk.isNonEmpty(failures)) {
    yield* Console.log(`Could not be read:\n${Chunk.join(failures, "\n")}`)
  }
})

const live = PureCloud.layerConfig().pipe(Layer.provide(NodeHttp.layerConfig()))

const simulated = Simulator.layer({
  users: 200,
  faults: [
    { _tag: "Latency", delay: "5 millis", upTo: "40 millis" },
    // One answer broken, which is asked for again, and one user gone since the listing.
    { _tag: "Reset", on: "getUserRoutingskills", nth: 20 },
    { _tag: "Status", status: 404, code: "not.found", message: "No such user.", on: "getUserRoutingskills", nth: 50 }
  ]
})

runMain(Effect.provide(program, process.argv.includes("--live") ? live : simulated))
