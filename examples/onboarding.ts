/**
 * Onboards the newcomers in a file: `npx tsx examples/onboarding.ts`. With `--dry-run` it only prints the changes.
 *
 * It changes a simulated organization. With `--live` it changes the organization that PURECLOUD_ENVIRONMENT,
 * PURECLOUD_CLIENT_ID and PURECLOUD_SECRET specify. The application and its tests are in `onboarding/`.
 */
import { Command, Options } from "@effect/cli"
import { FileSystem } from "@effect/platform"
import { Console, Effect, Layer, Schema } from "effect"
import * as NodeHttp from "effect-purecloud/NodeHttp"
import * as PureCloud from "effect-purecloud/PureCloud"
import * as Simulator from "effect-purecloud/Simulator"
import * as Onboarding from "./onboarding/Onboarding.js"
import { runMain } from "./support/command.js"

const options = {
  file: Options.file("file").pipe(
    Options.withDefault("examples/data/newcomers.json"),
    Options.withDescription("JSON file of the newcomers")
  ),
  dryRun: Options.boolean("dry-run").pipe(Options.withDescription("only print the changes")),
  live: Options.boolean("live").pipe(Options.withDescription("change the real organization"))
}

const live = Onboarding.Names.layer.pipe(
  Layer.provideMerge(PureCloud.layerConfig()),
  Layer.provide(NodeHttp.layerConfig())
)

const simulated = Onboarding.Names.layer.pipe(
  Layer.provideMerge(Simulator.layer({ users: 50, deletedUsers: 5 }))
)

const command = Command.make("onboarding", options, ({ dryRun, file, live: isLive }) =>
  Effect.gen(function*() {
    const fs = yield* FileSystem.FileSystem
    const newcomers = yield* fs.readFileString(file).pipe(
      Effect.flatMap(Schema.decode(Schema.parseJson(Onboarding.Newcomers), { errors: "all" }))
    )
    if (dryRun) {
      yield* Console.log("Dry run: nothing is changed. A run needs these permissions:")
      yield* Effect.forEach(Onboarding.permissions, ({ permissions }) => Console.log(`  ${permissions.join(" or ")}`))
    }
    yield* Console.log(Onboarding.summary(yield* Onboarding.onboard(newcomers, { dryRun })))
  }).pipe(Effect.provide(isLive ? live : simulated)))

runMain(Command.run(command, { name: "onboarding", version: "0.1.0" })(process.argv))
