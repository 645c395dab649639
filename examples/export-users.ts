/**
 * Shows that an export survives a crash: `npm start`.
 *
 * The simulator listens on a loopback socket, and behaves like the real service: a request is throttled, a token expires,
 * a connection breaks. A first process runs the command line `effect-purecloud export users`, and is killed half-way. A
 * second process continues the export, and the file is compared with the users of the simulator. Then the users with one
 * title are exported with their skills and queues, for which two operations are called for each user.
 */
import { Command, Options } from "@effect/cli"
import { FileSystem, HttpServer } from "@effect/platform"
import { NodeHttpServer } from "@effect/platform-node"
import { Chunk, Console, Data, Effect, Layer, Redacted, Schema, Stream } from "effect"
import * as Auth from "effect-purecloud/Auth"
import * as Export from "effect-purecloud/Export"
import * as ExportFile from "effect-purecloud/ExportFile"
import * as NodeHttp from "effect-purecloud/NodeHttp"
import * as PureCloud from "effect-purecloud/PureCloud"
import { PureCloudError } from "effect-purecloud/PureCloudError"
import * as Simulator from "effect-purecloud/Simulator"
import * as Users from "effect-purecloud/Users"
import { spawn } from "node:child_process"
import { createServer } from "node:http"
import { runMain, wholeNumber } from "./support/command.js"

/** Command line of the package. In your own project it is `npx effect-purecloud`. */
const commandLine = [...process.execArgv, "src/bin/effect-purecloud.ts"]

/** Starts `effect-purecloud export users` in a process that shares the terminal. It is killed with the scope. */
const startExport = (url: string, out: string) =>
  Effect.acquireRelease(
    Effect.sync(() => {
      const child = spawn(process.execPath, [...commandLine, "export", "users", "--out", out], {
        stdio: "inherit",
        env: {
          ...process.env,
          PURECLOUD_API_URL: url,
          PURECLOUD_LOGIN_URL: url,
          PURECLOUD_CLIENT_ID: Simulator.defaultClient.id,
          PURECLOUD_SECRET: Simulator.defaultClient.secret,
          NO_PROXY: "127.0.0.1"
        }
      })
      const ended = new Promise<string>((resolve) =>
        child.on("exit", (code, signal) => resolve(signal ?? `exit code ${code}`))
      )
      return { child, ended: Effect.promise(() => ended) }
    }),
    ({ child, ended }) => Effect.zipRight(Effect.sync(() => child.kill()), ended)
  )

class ExportFailed extends Data.TaggedError("ExportFailed")<{ readonly run: string; readonly how: string }> {
  override get message() {
    return `The ${this.run} run of the export ended with ${this.how}`
  }
}

/** Runs the export, and kills its process when it has read half of the pages. An export of one page is not killed. */
const runKilled = (url: string, out: string, users: number) =>
  Effect.gen(function*() {
    const simulator = yield* Simulator.Simulator
    const { child, ended } = yield* startExport(url, out)
    const half = Math.floor(users / 100 / 2)
    const isHalfRead = Effect.map(simulator.requests, (requests) =>
      half > 0 && requests.filter(({ endpoint }) => endpoint === "getUsers").length >= half)
    yield* isHalfRead.pipe(
      Effect.delay("20 millis"),
      Effect.repeat({
        until: (isHalfRead) =>
          isHalfRead
      }),
      Effect.zipRight(Effect.sync(() => child.kill("SIGKILL"))),
      Effect.raceFirst(ended)
    )
    const how = yield* ended
    if (how === "SIGKILL") return yield* Console.log("The process was killed (SIGKILL). The same command again:")
    if (how !== "exit code 0") return yield* new ExportFailed({ run: "first", how })
  }).pipe(Effect.scoped)

const runAgain = (url: string, out: string) =>
  startExport(url, out).pipe(
    Effect.flatMap(({ ended }) => ended),
    Effect.scoped,
    Effect.flatMap((how) => how === "exit code 0" ? Effect.void : new ExportFailed({ run: "second", how }))
  )

class Differs extends Data.TaggedError("Differs")<{ readonly users: number }> {
  override get message() {
    return `${this.users} users of the file differ from those of the simulator`
  }
}

/** Compares the file with the users of the simulator. The expected lines do not depend on the code of the export. */
const verify = (out: string) =>
  Effect.gen(function*() {
    const fs = yield* FileSystem.FileSystem
    const simulator = yield* Simulator.Simulator
    const expected = Array.from(yield* simulator.users("active"), (user) => JSON.stringify(user))
    const differing = yield* fs.stream(out).pipe(
      Stream.decodeText(),
      Stream.splitLines,
      Stream.zipAllWith({
        other: Stream.fromIterable(expected),
        onSelf: () => 1,
        onOther: () => 1,
        onBoth: (found, expected) => found === expected ? 0 : 1
      }),
      Stream.runSum
    )
    if (differing > 0) return yield* new Differs({ users: differing })
    yield* Console.log(`  verified   ${expected.length} users are those of the simulator`)
  })

const encodeError = Schema.encode(PureCloudError)

/** Exports the users with a title, with their skills and queues. Users that could not be read go to another file. */
const exportTitle = (title: string) =>
  Effect.gen(function*() {
    const fs = yield* FileSystem.FileSystem
    const failed = "tmp/failed.ndjson"
    yield* fs.remove(failed, { force: true })
    const names = <E, R>(listed: Stream.Stream<{ readonly name?: string | undefined }, E, R>) =>
      Effect.map(Stream.runCollect(listed), (all) => Chunk.toReadonlyArray(all).map(({ name }) => name).join("; "))
    const report = yield* ExportFile.writeEnriched(
      Users.postUsersSearch,
      Export.enrich({
        skills: ({ id }) => names(Users.getUserRoutingskills.items({ userId: id })),
        queues: ({ id }) => names(Users.getUserQueues.items({ userId: id }))
      }, {
        concurrency: 4,
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
        resume: false
      }
    )
    yield* Console.log(`${report.path}
  users      ${report.rows}, and ${report.failures} that could not be read
  errors     ${failed}`)
  })

/** A client of the simulator's server. It ignores the proxy of the environment variables. */
const clientOf = (url: string) =>
  PureCloud.layer({
    environment: { apiUrl: url, loginUrl: url },
    auth: Auth.layerClientCredentials({
      clientId: Simulator.defaultClient.id,
      clientSecret: Redacted.make(Simulator.defaultClient.secret)
    })
  }).pipe(Layer.provide(NodeHttp.layer()))

const simulated = (users: number) =>
  Layer.provideMerge(
    Simulator.serve,
    Layer.merge(
      Simulator.layerSimulator({
        users,
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
  )

const options = {
  users: wholeNumber("users", "users of the simulated organization").pipe(Options.withDefault(20_000)),
  out: Options.text("out").pipe(
    Options.withPseudoName("file"),
    Options.withDefault("tmp/users.ndjson"),
    Options.withDescription("path of the file; it appears when it is complete")
  )
}

const command = Command.make("export-users", options, ({ out, users }) =>
  HttpServer.addressWith((address) => {
    const url = address._tag === "TcpAddress" ? `http://127.0.0.1:${address.port}` : ""
    return runKilled(url, out, users).pipe(
      Effect.zipRight(runAgain(url, out)),
      Effect.zipRight(verify(out)),
      Effect.zipRight(Effect.provide(exportTitle("Quality Coach"), clientOf(url)))
    )
  }).pipe(Effect.provide(simulated(users))))

runMain(Command.run(command, { name: "export-users", version: "0.1.0" })(process.argv))
