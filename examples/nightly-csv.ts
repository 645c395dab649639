/**
 * Exports the active users to a compressed CSV file for each day, and keeps the files of the last two weeks. A scheduler
 * runs `npx tsx examples/nightly-csv.ts` every night. If a run was killed, start the command again: it continues the
 * export. The exit code is 0 only if the file of the day is complete.
 *
 * It reads a simulated organization. With `--live` it reads the organization that PURECLOUD_ENVIRONMENT,
 * PURECLOUD_CLIENT_ID and PURECLOUD_SECRET specify.
 */
import { Command, Options } from "@effect/cli"
import { FileSystem, Path } from "@effect/platform"
import { Console, DateTime, Effect, Layer } from "effect"
import * as Export from "effect-purecloud/Export"
import * as ExportFile from "effect-purecloud/ExportFile"
import * as NodeHttp from "effect-purecloud/NodeHttp"
import * as PureCloud from "effect-purecloud/PureCloud"
import * as Simulator from "effect-purecloud/Simulator"
import * as Users from "effect-purecloud/Users"
import { runMain, wholeNumber } from "./support/command.js"

const fileName = /^users-\d{4}-\d\d-\d\d\.csv\.gz$/

const exportDay = (directory: string, day: string) =>
  Effect.gen(function*() {
    const path = yield* Path.Path
    const report = yield* ExportFile.write(Users.getUsers, {
      path: path.join(directory, `users-${day}.csv.gz`),
      input: { state: "active" },
      format: Export.csv({
        columns: ["id", "name", "email", "department", "title", "manager.id", "division.name", "version"]
      }),
      pageSize: 500,
      gzip: true,
      onResume: ({ pages, rows }) => Console.log(`Continues after ${pages} pages with ${rows} users`)
    })
    yield* Console.log(`${report.path}: ${report.rows} users, ${report.bytes} bytes`)
    if (report.moved) {
      yield* Console.log(
        "The listing changed during the export: a user who moved to another page may be missing in the file."
      )
    }
  })

/** Removes the files of the days before a day. */
const removeBefore = (directory: string, day: string) =>
  Effect.gen(function*() {
    const fs = yield* FileSystem.FileSystem
    const path = yield* Path.Path
    const names = yield* fs.readDirectory(directory)
    yield* Effect.forEach(
      // ISO dates sort by time.
      names.filter((name) => fileName.test(name) && name < `users-${day}`),
      (name) => Effect.zipRight(fs.remove(path.join(directory, name)), Console.log(`removed ${name}`)),
      { discard: true }
    )
  })

const live = PureCloud.layerConfig().pipe(Layer.provide(NodeHttp.layerConfig()))

const command = Command.make("nightly-csv", {
  directory: Options.directory("directory").pipe(
    Options.withDefault("tmp/nightly"),
    Options.withDescription("directory of the files")
  ),
  keep: wholeNumber("keep", "number of days to keep, including today", { from: 1 }).pipe(Options.withDefault(14)),
  live: Options.boolean("live").pipe(Options.withDescription("read the real organization"))
}, ({ directory, keep, live: isLive }) =>
  Effect.gen(function*() {
    const today = yield* DateTime.now
    yield* exportDay(directory, DateTime.formatIsoDateUtc(today))
    yield* removeBefore(directory, DateTime.formatIsoDateUtc(DateTime.subtract(today, { days: keep - 1 })))
  }).pipe(Effect.provide(isLive ? live : Simulator.layer({ users: 1200 }))))

runMain(Command.run(command, { name: "nightly-csv", version: "0.1.0" })(process.argv))
