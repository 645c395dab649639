/**
 * Exports all users of an organisation to a file: `npm start`.
 *
 * Without `--live` it starts the simulator on a loopback socket and shows that an export survives a crash: the first run
 * is killed half-way, a second run continues it, and the file is compared with the users of the simulator. Then the users
 * with one title are exported with their skills and queues, which takes calls for each user. With `--live` it reads the
 * organisation that PURECLOUD_ENVIRONMENT, PURECLOUD_CLIENT_ID and PURECLOUD_SECRET specify. `npm start -- --help` lists
 * the options.
 */
import { Command, Options } from "@effect/cli"
import { FileSystem, HttpServer } from "@effect/platform"
import { NodeHttpServer, NodeStream } from "@effect/platform-node"
import { Chunk, Config, Console, Data, Duration, Effect, Layer, Option, Redacted, Schema, Stream } from "effect"
import * as Auth from "effect-purecloud/Auth"
import * as Export from "effect-purecloud/Export"
import * as ExportFile from "effect-purecloud/ExportFile"
import type * as User from "effect-purecloud/models/User"
import * as NodeHttp from "effect-purecloud/NodeHttp"
import * as PureCloud from "effect-purecloud/PureCloud"
import { PureCloudError } from "effect-purecloud/PureCloudError"
import * as Simulator from "effect-purecloud/Simulator"
import * as Users from "effect-purecloud/Users"
import { spawn } from "node:child_process"
import { createServer } from "node:http"
import { createGunzip } from "node:zlib"
import { runMain, wholeNumber } from "./support/command.js"
import * as Progress from "./support/progress.js"

const options = {
  format: Options.choice("format", ["ndjson", "csv"]).pipe(
    Options.withDefault("ndjson" as const),
    Options.withDescription("ndjson has all fields of each user, csv a few columns")
  ),
  gzip: Options.boolean("gzip").pipe(Options.withDescription("compress the file")),
  pageSize: wholeNumber("page-size", { from: 1, to: 500 }).pipe(
    Options.withDefault(100),
    Options.withDescription("users per page, 1 to 500")
  ),
  concurrency: wholeNumber("concurrency", { from: 1 }).pipe(
    Options.withDefault(4),
    Options.withDescription("pages fetched at the same time")
  ),
  state: Options.choice("state", ["active", "inactive", "deleted"]).pipe(Options.withDefault("active" as const)),
  out: Options.text("out").pipe(
    Options.withPseudoName("file"),
    Options.optional,
    Options.withDescription(
      "path of the file, by default tmp/users.ndjson or tmp/users.csv; the file exists when it is complete"
    )
  ),
  restart: Options.boolean("restart").pipe(
    Options.withDescription("start over, instead of continuing a run that was interrupted")
  ),
  crashAfter: wholeNumber("crash-after", { from: 1 }).pipe(
    Options.optional,
    Options.withDescription(
      "kill this process after this number of pages; the same command without this option continues"
    )
  ),
  users: wholeNumber("users", { from: 0 }).pipe(
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

/** Shows the progress of an export, and prints its report. */
const reported = <E, R>(meter: Export.Meter, write: Effect.Effect<ExportFile.Report, E, R>) =>
  Effect.gen(function*() {
    const { bytes, duplicates, failures, moved, pages, path, resumedFrom, rows, totalAtEnd, totalAtStart } =
      yield* Progress.show(meter, write)
    const { elapsed, rate, requests, retries, throttled } = yield* meter.current
    yield* Console.log(`${path}
  users      ${rows}${duplicates > 0 ? `, and ${duplicates} repeated ones that were dropped` : ""}${
      failures > 0 ? `, and ${failures} that could not be read` : ""
    }
  bytes      ${bytes}
  pages      ${pages}${resumedFrom === undefined ? "" : `, this run from page ${resumedFrom}`}
  requests   ${requests}
  retries    ${retries}
  throttled  ${throttled}
  seconds    ${Duration.toSeconds(elapsed).toFixed(1)}
  users/s    ${Math.round(rate)}${
      moved ? `\n  changed    the listing had ${totalAtStart} users at the start and ${totalAtEnd} at the end` : ""
    }`)
  })

const killThisProcess = (pages: number) =>
  Progress.endLine.pipe(
    Effect.zipRight(Console.log(`${pages} pages are written. This process kills itself now.`)),
    Effect.zipRight(Effect.sync(() => process.kill(process.pid, "SIGKILL")))
  )

/** The export cannot continue from its checkpoint. The message advises an option of this command. */
class CannotContinue extends Data.TaggedError("CannotContinue")<{ readonly path: string; readonly text: string }> {
  override get message(): string {
    return `${this.path}: ${this.text}. Finish the other export first, or start over with --restart`
  }
}

/** Exports all users. */
const exportUsers = (given: Options, meter: Export.Meter) =>
  Effect.suspend(() => {
    const { concurrency, crashAfter, format, gzip, pageSize, restart, state } = given
    let pages = 0
    return reported(
      meter,
      ExportFile.write(Users.getUsers, {
        path: pathOf(given),
        input: { state },
        format: formats[format],
        gzip,
        pageSize,
        concurrency,
        resume: !restart,
        onResume: meter.onResume,
        onPage: (page) =>
          Effect.zipRight(
            meter.onPage(page),
            Effect.suspend(() => Option.contains(crashAfter, ++pages) ? killThisProcess(pages) : Effect.void)
          )
      })
    )
  }).pipe(
    Effect.mapError((error) =>
      error._tag === "PureCloudExportError" && error.reason === "Checkpoint"
        ? new CannotContinue({ path: error.path, text: error.text })
        : error
    )
  )

const encodeError = Schema.encode(PureCloudError)

/** Exports the users with a title, with their skills and queues. Users that could not be read go to another file. */
const exportTitle = (title: string, { concurrency }: Options, meter: Export.Meter) =>
  Effect.gen(function*() {
    const fs = yield* FileSystem.FileSystem
    const failed = "tmp/failed.ndjson"
    yield* fs.remove(failed, { force: true })
    const names = <E, R>(listed: Stream.Stream<{ readonly name?: string | undefined }, E, R>) =>
      Effect.map(Stream.runCollect(listed), (all) => Chunk.toReadonlyArray(all).map(({ name }) => name).join("; "))
    yield* reported(
      meter,
      ExportFile.writeEnriched(
        Users.postUsersSearch,
        Export.enrich({
          skills: ({ id }) => names(Users.getUserRoutingskills.items({ userId: id })),
          queues: ({ id }) => names(Users.getUserQueues.items({ userId: id }))
        }, {
          concurrency,
          onFailure: ({ id, name }, error) =>
            encodeError(error).pipe(
              Effect.flatMap((error) =>
                fs.writeFileString(failed, `${JSON.stringify({ id, name, error })}\n`, { flag: "a" })
              ),
              Effect.orDie
            )
        }),
        {
          path: "tmp/skills-and-queues.csv",
          input: { body: { query: [{ type: "EXACT", fields: ["title"], value: title }] } },
          format: Export.csv({ columns: ["id", "name", "title", "skills", "queues"] }),
          pageSize: 100,
          resume: false,
          onPage: meter.onPage
        }
      )
    )
    yield* Console.log(`  errors     ${failed}`)
  })

/** The file does not have the users of the simulator. */
class Differs extends Data.TaggedError("Differs")<{ readonly users: number }> {
  override get message(): string {
    return `${this.users} users differ from those of the simulator`
  }
}

/** Compares the file with the users of the simulator. */
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
    // The expected lines do not depend on the code of the export.
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
    yield* Console.log(`  verified   ${compared} users are those of the simulator`)
  })

/** Runs a program with a meter, and with a client whose requests the meter counts. */
const metered = <A, E, E2, R, R2>(
  client: (onEvent: Export.Meter["onEvent"]) => Layer.Layer<PureCloud.PureCloud, E2, R2>,
  program: (meter: Export.Meter) => Effect.Effect<A, E, R>
) => Effect.flatMap(Export.progress, (meter) => Effect.provide(program(meter), client(meter.onEvent)))

const live = (given: Options) =>
  metered(
    (onEvent) =>
      PureCloud.layerConfig(Config.map(PureCloud.config, (options) => ({ ...options, onEvent }))).pipe(
        Layer.provide(NodeHttp.layerConfig())
      ),
    (meter) => exportUsers(given, meter)
  )

/** The first run ended before it killed itself. It has printed its own message. */
class FirstRunFailed extends Data.TaggedError("FirstRunFailed")<{ readonly how: string }> {
  override get message(): string {
    return `The first run failed: it ended before it was half-way, with ${this.how}`
  }
}

/** Runs this command in another process, which shares the terminal. */
const runAgain = (args: ReadonlyArray<string>) =>
  Effect.async<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>((resume) => {
    const child = spawn(process.execPath, [...process.execArgv, ...process.argv.slice(1), ...args], {
      stdio: "inherit"
    })
    child.on("error", (error) => resume(Effect.die(error)))
    child.on("exit", (code, signal) => resume(Effect.succeed({ code, signal })))
    return Effect.sync(() => void child.kill())
  })

/** Runs the same command in a process that kills itself half-way, unless the export has only one page. */
const runKilled = ({ pageSize, users }: Options) =>
  Effect.gen(function*() {
    const half = Math.floor(users / pageSize / 2)
    if (half === 0) return yield* Effect.void
    const { code, signal } = yield* runAgain(["--crash-after", String(half)])
    if (signal !== "SIGKILL") {
      return yield* new FirstRunFailed({ how: code === null ? `signal ${signal}` : `exit code ${code}` })
    }
    yield* Console.log("The process was killed (SIGKILL). The same command again:")
  })

/** A client of the simulator's server. */
const simulatedClient = (onEvent: Export.Meter["onEvent"]) =>
  Layer.unwrapEffect(HttpServer.addressWith((address) => {
    const url = address._tag === "TcpAddress" ? `http://127.0.0.1:${address.port}` : ""
    return Effect.succeed(PureCloud.layer({
      environment: { apiUrl: url, loginUrl: url },
      auth: Auth.layerClientCredentials({
        clientId: Simulator.defaultClient.id,
        clientSecret: Redacted.make(Simulator.defaultClient.secret)
      }),
      onEvent
    }))
  })).pipe(
    // No proxy of the environment stands between this program and its own simulator.
    Layer.provide(NodeHttp.layer())
  )

const simulated = (given: Options) =>
  Effect.gen(function*() {
    const all = metered(simulatedClient, (meter) => exportUsers(given, meter))
    if (Option.isSome(given.crashAfter)) return yield* all
    yield* runKilled(given)
    yield* all
    yield* verify(given)
    yield* metered(simulatedClient, (meter) => exportTitle("Quality Coach", given, meter))
  }).pipe(
    Effect.provide(Layer.provideMerge(
      Simulator.serve,
      Layer.merge(
        // Like the real service: a request is throttled, a token expires, a connection breaks, a user is missing.
        Simulator.layerSimulator({
          users: given.users,
          allowance: 100_000,
          faults: [
            { _tag: "Throttle", on: "getUsers", nth: 20, retryAfter: "1 second" },
            { _tag: "DeadToken", on: "getUsers", nth: 30 },
            { _tag: "Reset", on: "getUsers", nth: 40 },
            { _tag: "Status", on: "getUserRoutingskills", nth: 7, status: 404, code: "not.found" }
          ]
        }),
        NodeHttpServer.layer(createServer, { port: 0, host: "127.0.0.1" })
      )
    ))
  )

const command = Command.make("export-users", options, (given) => given.live ? live(given) : simulated(given))

runMain(Command.run(command, { name: "export-users", version: "0.1.0" })(process.argv))
