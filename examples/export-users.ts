/**
 * Exports all users of an organisation to a file: `npm start`.
 *
 * Without `--live` it starts the simulator on a loopback socket, and afterwards holds the file against the simulator's
 * store. With `--live` it reads the real service, as PURECLOUD_ENVIRONMENT, PURECLOUD_CLIENT_ID and PURECLOUD_SECRET
 * say. `npm start -- --help` lists the options.
 */
import { Command, Options } from "@effect/cli"
import { FileSystem, HttpServer, Path } from "@effect/platform"
import { NodeContext, NodeHttpClient, NodeHttpServer, NodeRuntime } from "@effect/platform-node"
import { Clock, Config, Console, Effect, Layer, Redacted, Stream } from "effect"
import * as Auth from "effect-purecloud/Auth"
import * as Export from "effect-purecloud/Export"
import type * as User from "effect-purecloud/models/User"
import * as PureCloud from "effect-purecloud/PureCloud"
import type * as PureCloudError from "effect-purecloud/PureCloudError"
import * as Simulator from "effect-purecloud/Simulator"
import * as Users from "effect-purecloud/Users"
import { createServer } from "node:http"
import * as Progress from "./support/progress.js"

const options = {
  format: Options.choice("format", ["ndjson", "csv"]).pipe(
    Options.withDefault("ndjson" as const),
    Options.withDescription("ndjson keeps every field, csv has one row a user")
  ),
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
    Options.withDefault("tmp/users.ndjson"),
    Options.withDescription("the file, written beside and renamed when it is whole")
  ),
  users: Options.integer("users").pipe(
    Options.withDefault(10_000),
    Options.withDescription("users of the simulated organisation")
  ),
  live: Options.boolean("live").pipe(Options.withDescription("read the real service"))
}

type Options = Command.Command.ParseConfig<typeof options>

type Users = Stream.Stream<User.User, PureCloudError.PureCloudError, PureCloud.PureCloud>

const formats = {
  ndjson: (users: Users) => Export.ndjson(users),
  csv: (users: Users) =>
    users.pipe(Export.csv({
      columns: ["id", "name", "email", "title", "department", "state", "version", "manager.id", "division.name"]
    }))
}

/** Writes the export, and tells what it did. */
const exportUsers = (
  { concurrency, format, out, pageSize, state }: Options,
  progress: ReturnType<typeof Progress.make>
) =>
  Effect.gen(function*() {
    const fs = yield* FileSystem.FileSystem
    const path = yield* Path.Path
    yield* fs.makeDirectory(path.dirname(out), { recursive: true })
    const unfinished = `${out}.part`
    const startedAt = yield* Clock.currentTimeMillis
    yield* Users.getUsers.items({ state }, { concurrency, pageSize, onPage: progress.onPage }).pipe(
      formats[format],
      Stream.run(fs.sink(unfinished)),
      (writing) => Progress.show(progress.counts, writing)
    )
    yield* fs.rename(unfinished, out)
    const seconds = ((yield* Clock.currentTimeMillis) - startedAt) / 1000
    const { duplicates, pages, requests, retries, throttled, users } = progress.counts
    yield* Console.log(`${out}
  users     ${users}${duplicates === 0 ? "" : `, and ${duplicates} that a moving list showed twice`}
  pages     ${pages}
  requests  ${requests}
  retries   ${retries}, of them ${throttled} for the rate limit
  seconds   ${seconds.toFixed(1)}
  users/s   ${Math.round(users / Math.max(seconds, 0.001))}`)
  })

/** Holds a file against the simulator's store, user by user. */
const verify = ({ format, out, state }: Options) =>
  Effect.gen(function*() {
    const fs = yield* FileSystem.FileSystem
    const simulator = yield* Simulator.Simulator
    const lines = Stream.splitLines(Stream.decodeText(fs.stream(out)))
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
    if (differences > 0) return yield* Effect.fail(new Error(`${differences} users differ from the simulator's store`))
    yield* Console.log(`  verified  ${compared} users are those of the simulator's store`)
  })

const overUndici = Layer.provide(NodeHttpClient.layerUndici)

const live = (given: Options) => {
  const progress = Progress.make()
  const client = PureCloud.layerConfig(
    Config.map(PureCloud.config, (options) => ({ ...options, onEvent: progress.onEvent }))
  )
  return Effect.provide(exportUsers(given, progress), overUndici(client))
}

const simulated = (given: Options) => {
  const progress = Progress.make()
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
      onEvent: progress.onEvent
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
  return Effect.zipRight(exportUsers(given, progress), verify(given)).pipe(
    Effect.provide(Layer.provideMerge(overUndici(client), simulator))
  )
}

const command = Command.make("export-users", options, (given) => given.live ? live(given) : simulated(given))

Command.run(command, { name: "export-users", version: "0.1.0" })(process.argv).pipe(
  Effect.provide(NodeContext.layer),
  NodeRuntime.runMain
)
