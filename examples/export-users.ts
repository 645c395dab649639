/**
 * Exports all users of an organisation to a file: `npm start`.
 *
 * Without `--live` it starts the simulator on a loopback socket, and afterwards holds the file against the simulator's
 * store. With `--live` it reads the real service, as PURECLOUD_ENVIRONMENT, PURECLOUD_CLIENT_ID and PURECLOUD_SECRET
 * say. `npm start -- --help` lists the options.
 *
 * Whatever ends it early (try `npm start -- --crash-after 40`), the same command again goes on where it stood.
 */
import { Command, Options } from "@effect/cli"
import { FileSystem, HttpServer } from "@effect/platform"
import { NodeContext, NodeHttpClient, NodeHttpServer, NodeRuntime, NodeStream } from "@effect/platform-node"
import { Config, Console, Data, Duration, Effect, Layer, Option, Redacted, Stream } from "effect"
import * as Auth from "effect-purecloud/Auth"
import * as Export from "effect-purecloud/Export"
import * as ExportFile from "effect-purecloud/ExportFile"
import type * as User from "effect-purecloud/models/User"
import * as PureCloud from "effect-purecloud/PureCloud"
import * as Simulator from "effect-purecloud/Simulator"
import * as Users from "effect-purecloud/Users"
import { createServer } from "node:http"
import { createGunzip } from "node:zlib"
import * as Progress from "./support/progress.js"

const options = {
  format: Options.choice("format", ["ndjson", "csv"]).pipe(
    Options.withDefault("ndjson" as const),
    Options.withDescription("ndjson keeps every field, csv has one row a user")
  ),
  gzip: Options.boolean("gzip").pipe(Options.withDescription("compress the file")),
  pageSize: Options.integer("page-size").pipe(
    Options.withDefault(100),
    Options.withDescription("users a request asks for, 500 at most")
  ),
  concurrency: Options.integer("concurrency").pipe(
    Options.withDefault(4),
    Options.withDescription("pages fetched at the same time")
  ),
  state: Options.choice("state", ["active", "inactive", "deleted"]).pipe(Options.withDefault("active" as const)),
  out: Options.file("out").pipe(
    Options.optional,
    Options.withDescription("the file, by default tmp/users.ndjson or as the format is; it appears when it is whole")
  ),
  anew: Options.boolean("anew").pipe(Options.withDescription("forget a run that ended early, and begin anew")),
  crashAfter: Options.integer("crash-after").pipe(
    Options.optional,
    Options.withDescription("kill this process after so many pages, to see the next run go on")
  ),
  users: Options.integer("users").pipe(
    Options.withDefault(10_000),
    Options.withDescription("users of the simulated organisation")
  ),
  live: Options.boolean("live").pipe(Options.withDescription("read the real service"))
}

type Options = Command.Command.ParseConfig<typeof options>

const formats: { readonly [K in Options["format"]]: Export.Format<User.User> } = {
  ndjson: Export.ndjson,
  csv: Export.csv({
    columns: ["id", "name", "email", "title", "department", "state", "version", "manager.id", "division.name"]
  })
}

const pathOf = ({ format, gzip, out }: Options) =>
  Option.getOrElse(out, () => `tmp/users.${format}${gzip ? ".gz" : ""}`)

/** Writes the export, and tells what it did. */
const exportUsers = (given: Options, meter: Export.Meter) =>
  Effect.gen(function*() {
    const { anew, concurrency, crashAfter, format, gzip, pageSize, state } = given
    let pages = 0
    const report = yield* Progress.show(
      meter,
      ExportFile.write(Users.getUsers, {
        path: pathOf(given),
        input: { state },
        format: formats[format],
        gzip,
        pageSize,
        concurrency,
        resume: !anew,
        onResume: meter.onResume,
        onPage: (page) =>
          Effect.zipRight(
            meter.onPage(page),
            Effect.sync(() => Option.contains(crashAfter, ++pages) && process.kill(process.pid, "SIGKILL"))
          )
      })
    )
    const { elapsed, rate, requests, retries, throttled } = yield* meter.current
    const { bytes, duplicates, moved, path, resumedFrom, rows, totalAtEnd, totalAtStart } = report
    yield* Console.log(`${path}
  users     ${rows}${duplicates === 0 ? "" : `, and ${duplicates} that a moving list showed twice`}
  bytes     ${bytes}
  pages     ${report.pages}${resumedFrom === undefined ? "" : `, this run from page ${resumedFrom}`}
  requests  ${requests}
  retries   ${retries}, of them ${throttled} for the rate limit
  seconds   ${Duration.toSeconds(elapsed).toFixed(1)}
  users/s   ${Math.round(rate)}${
      moved ? `\n  moved     the list had ${totalAtStart} users at the start and ${totalAtEnd} at the end` : ""
    }`)
  })

/** The file is not what the simulator's store says. */
class Differs extends Data.TaggedError("Differs")<{ readonly users: number }> {
  override get message(): string {
    return `${this.users} users differ from the simulator's store`
  }
}

/** Holds a file against the simulator's store, user by user. */
const verify = (given: Options) =>
  Effect.gen(function*() {
    const { format, gzip, state } = given
    const fs = yield* FileSystem.FileSystem
    const simulator = yield* Simulator.Simulator
    const bytes = fs.stream(pathOf(given))
    const lines = (gzip ? NodeStream.pipeThroughSimple(bytes, createGunzip) : bytes).pipe(
      Stream.decodeText(),
      Stream.splitLines
    )
    // Each format written from the store itself, by other means than the export.
    const expected = Stream.fromIterable(yield* simulator.users(state)).pipe(
      Stream.map((user) => format === "ndjson" ? JSON.stringify(user) : user.id)
    )
    const found = format === "ndjson"
      ? lines
      : lines.pipe(Stream.drop(1), Stream.map((line) => line.slice(0, line.indexOf(","))))
    let compared = 0
    const differences = yield* Stream.zipAllWith(expected, {
      other: found,
      onSelf: () => 1,
      onOther: () => 1,
      onBoth: (expected, found) => {
        compared++
        return expected === found ? 0 : 1
      }
    }).pipe(Stream.runSum)
    if (differences > 0) return yield* new Differs({ users: differences })
    yield* Console.log(`  verified  ${compared} users are those of the simulator's store`)
  })

const overUndici = Layer.provide(NodeHttpClient.layerUndici)

const live = (given: Options, meter: Export.Meter) => {
  const client = PureCloud.layerConfig(
    Config.map(PureCloud.config, (options) => ({ ...options, onEvent: meter.onEvent }))
  )
  return Effect.provide(exportUsers(given, meter), overUndici(client))
}

const simulated = (given: Options, meter: Export.Meter) => {
  const address = HttpServer.addressWith((address) =>
    Effect.succeed(address._tag === "TcpAddress" ? `http://127.0.0.1:${address.port}` : "")
  )
  const client = Layer.unwrapEffect(Effect.map(address, (url) =>
    PureCloud.layer({
      environment: { apiUrl: url, loginUrl: url },
      auth: Auth.layerClientCredentials({
        clientId: Simulator.defaultClient.id,
        clientSecret: Redacted.make(Simulator.defaultClient.secret)
      }),
      onEvent: meter.onEvent
    })))
  const simulator = Layer.provideMerge(
    Simulator.serve,
    Layer.merge(
      // A service as it is: now and then it throttles, a token dies, a connection breaks.
      Simulator.layerSimulator({
        users: given.users,
        faults: [
          { _tag: "Throttle", on: "getUsers", nth: [20, 60], retryAfter: "1 second" },
          { _tag: "DeadToken", on: "getUsers", nth: 40 },
          { _tag: "Reset", on: "getUsers", nth: 80 }
        ]
      }),
      NodeHttpServer.layer(createServer, { port: 0, host: "127.0.0.1" })
    )
  )
  return Effect.zipRight(exportUsers(given, meter), verify(given)).pipe(
    Effect.provide(Layer.provideMerge(overUndici(client), simulator))
  )
}

const command = Command.make(
  "export-users",
  options,
  (given) => Effect.flatMap(Export.progress, (meter) => given.live ? live(given, meter) : simulated(given, meter))
)

Command.run(command, { name: "export-users", version: "0.1.0" })(process.argv).pipe(
  Effect.provide(NodeContext.layer),
  NodeRuntime.runMain
)
