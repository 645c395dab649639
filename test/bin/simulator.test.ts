/**
 * The program effect-purecloud-simulator.
 */
import { NodeHttpClient, NodeHttpServer } from "@effect/platform-node"
import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { Duration, Effect, Layer, Redacted } from "effect"
import * as Auth from "effect-purecloud/Auth"
import * as PureCloud from "effect-purecloud/PureCloud"
import * as Users from "effect-purecloud/Users"
import { spawn } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { createServer as createHttpServer } from "node:http"
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { run as command } from "../../src/bin/simulatorCommand.js"
import { runHere } from "../utils/commandLine.js"
import { bundle, type Program } from "../utils/program.js"

let program: Program

beforeAll(async () => {
  program = await bundle("src/bin/simulator.ts")
})

afterAll(() => program.remove())

/** Starts the program, and ends it with the scope. */
const start = (args: ReadonlyArray<string>) =>
  Effect.acquireRelease(
    Effect.sync(() => {
      const child = spawn(process.execPath, [program.file, ...args])
      const output = { out: "", err: "" }
      child.stdout.on("data", (data) => output.out += data)
      child.stderr.on("data", (data) => output.err += data)
      const ended = new Promise<number | null>((resolve) => child.on("close", (code) => resolve(code)))
      return { child, output, ended }
    }),
    ({ child, ended }) =>
      Effect.promise(() => {
        child.kill("SIGTERM")
        return ended
      })
  )

/** Waits until the program has printed its URL. Returns the URL. */
const urlOf = ({ output }: Effect.Effect.Success<ReturnType<typeof start>>) =>
  Effect.gen(function*() {
    while (!output.out.includes("ready at")) yield* Effect.sleep("50 millis")
    const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(output.out)!
    return url
  })

/** Runs the command in this process, until it ends. */
const run = (...args: ReadonlyArray<string>) =>
  runHere(command(["node", "simulator", ...args], (options) => NodeHttpServer.layer(createHttpServer, options)))

/** A port that is in use. */
const takenPort = Effect.acquireRelease(
  Effect.async<Server>((resume) => {
    const server = createServer().listen(0, "127.0.0.1", () => resume(Effect.succeed(server)))
  }),
  (server) => Effect.sync(() => server.close())
).pipe(Effect.map((server) => (server.address() as AddressInfo).port))

/** A file that is deleted with the scope. */
const temporary = (name: string, content: string) =>
  Effect.acquireRelease(
    Effect.sync(() => {
      const file = join(mkdtempSync(join(tmpdir(), "simulator-")), name)
      writeFileSync(file, content)
      return file
    }),
    (file) => Effect.sync(() => rmSync(dirname(file), { recursive: true }))
  )

describe("the program", () => {
  it.scopedLive("prints its URL, listens on this machine only, and responds", () =>
    Effect.gen(function*() {
      const faults = yield* temporary(
        "faults.json",
        JSON.stringify([{ _tag: "Status", status: 503, on: "getUser" }])
      )
      const args = "--port 0 --users 40 --client-id a --client-secret b --allowance 7 --latency 1-5".split(" ")
      const url = yield* urlOf(yield* start([...args, "--roles", "Employee, Agent", "--faults", faults]))
      const live = PureCloud.layer({
        environment: { apiUrl: url, loginUrl: url },
        auth: Auth.layerClientCredentials({ clientId: "a", clientSecret: Redacted.make("b") }),
        retry: { attempts: 1 }
      }).pipe(Layer.provide(NodeHttpClient.layerUndici))
      yield* Effect.gen(function*() {
        const { headers, value } = yield* Users.getUsers.withResponse()
        assert.strictEqual(value.total, 40)
        assert.strictEqual(headers["inin-ratelimit-allowed"], "7")
        const userId = value.entities[0]!.id
        assert.strictEqual((yield* Effect.flip(Users.getUser({ userId })))._tag, "PureCloudServerError")
        assert.strictEqual((yield* Effect.flip(Users.deleteUser({ userId })))._tag, "PureCloudForbidden")
      }).pipe(Effect.provide(live))
    }))

  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    it.scopedLive(`exits at once on ${signal}, with open requests`, () =>
      Effect.gen(function*() {
        const faults = JSON.stringify([{ _tag: "Latency", delay: "10 minutes" }, { _tag: "Silence", on: "token" }])
        const file = yield* temporary("faults.json", faults)
        const started = yield* start(["--port", "0", "--faults", file])
        const { child, ended } = started
        const url = yield* urlOf(started)
        const slow = ["/api/v2/users", "/oauth/token"].map((path) =>
          fetch(url + path, { method: "POST", body: "{}" }).then(({ status }) => status, () => "broken")
        )
        // The third request got its response, so the others have arrived.
        yield* Effect.promise(() => fetch(`${url}/openapi.json`).then((response) => response.text()))
        // Browsers also open connections without a request.
        const { hostname, port } = new URL(url)
        yield* Effect.acquireRelease(
          Effect.async<Socket>((resume) => {
            const socket = connect(Number(port), hostname, () => resume(Effect.succeed(socket)))
            socket.on("error", () => {})
          }),
          (socket) => Effect.sync(() => socket.destroy())
        )
        child.kill(signal)
        const [elapsed] = yield* Effect.timed(Effect.promise(() => ended))
        assert.isBelow(Duration.toSeconds(elapsed), 10)
        assert.deepStrictEqual(yield* Effect.promise(() => Promise.all(slow)), ["broken", "broken"])
      }))
  }

  it.scopedLive("reports each invalid argument in one line, before it opens a port", () =>
    Effect.gen(function*() {
      // The port is in use. The invalid argument is reported first.
      const port = yield* takenPort
      const faults = yield* temporary("faults.json", "[null]")
      const wrong: ReadonlyArray<readonly [args: ReadonlyArray<string>, message: RegExp]> = [
        [["--port", "x"], /--port takes a whole number from 0 to 65535, not x/],
        [["--port", "70000"], /^--port takes a whole number from 0 to 65535, not 70000$/m],
        [["--port"], /--port takes a value.*--help/],
        [["--nonsense"], /--nonsense.*--help/],
        [["--page-size", "0"], /--page-size.*--help/],
        [["4010"], /4010.*--help/],
        [["--token-life", "-1 day"], /--token-life takes a duration, for example "1 day", not -1 day/],
        [["--users", "99999999999999999999"], /--users takes a whole number/],
        [["--client-id", ""], /--client-id takes a text/],
        [["--error-rate", ""], /--error-rate takes a number from 0 to 1/],
        [["--latency", "5-1"], /--latency takes milliseconds.*not 5-1/],
        [["--roles", "Queen"], /--roles: Expected one of the roles Admin/],
        [["--faults", "/nowhere.json"], /--faults: .*nowhere/],
        [["--faults", faults], /--faults: Expected one of the faults/],
        [["--token-life", "soon"], /--token-life takes a duration, for example "1 day", not soon/],
        [["--search-lag", "7"], /--search-lag takes a duration/],
        [["--version-conflict", "418"], /^--version-conflict takes 400 or 409, not 418$/m],
        [["--version-conflict", "500"], /^--version-conflict takes 400 or 409, not 500$/m],
        [["--api", "2020"], /--api takes 2018 or 2026, not 2020/],
        [["--allowance", "0"], /--allowance: Expected a whole number from 1 on/],
        [[], /EADDRINUSE.*:\d+/]
      ]
      yield* Effect.forEach(wrong, ([args, message]) =>
        Effect.gen(function*() {
          const { code, err, out } = yield* run(...args.includes("--port") ? args : ["--port", String(port), ...args])
          assert.match(err, message, args.join(" "))
          assert.deepStrictEqual([code, out], [2, ""])
          assert.lengthOf(err.trimEnd().split("\n"), 1, err)
        }), { discard: true })
    }))

  it.scopedLive("has the exit code 2 after an invalid argument", () =>
    Effect.gen(function*() {
      const { ended, output } = yield* start(["--port", "x"])
      assert.strictEqual(yield* Effect.promise(() => ended), 2)
      assert.lengthOf(output.err.trimEnd().split("\n"), 1, output.err)
    }))

  it.live("prints the version of the package", () =>
    Effect.gen(function*() {
      const { version } = JSON.parse(readFileSync("package.json", "utf8"))
      const { code, out } = yield* run("--version")
      assert.deepStrictEqual([code, out.trim()], [0, version])
    }))

  it.scopedLive("decodes the faults of a file", () =>
    Effect.gen(function*() {
      const wrong: ReadonlyArray<readonly [faults: string, message: RegExp]> = [
        ["{}", /^--faults: .*faults\.json is not a JSON array$/m],
        ["[", /^--faults: .*faults\.json is not a JSON array$/m],
        ["[{\"_tag\":\"Quake\"}]", /^--faults: Expected one of the faults Latency, /m],
        [
          "[{\"_tag\":\"Cut\",\"rate\":2}]",
          /^--faults: Expected a number from 0 to 1 as rate of the fault Cut, found number$/m
        ],
        [
          "[{\"_tag\":\"Status\"}]",
          /^--faults: Expected a status from 200 to 599 as status of the fault Status, found nothing$/m
        ],
        [
          "[{\"_tag\":\"Reset\",\"done\":\"yes\"}]",
          /^--faults: Expected boolean as done of the fault Reset, found string$/m
        ],
        [
          "[{\"_tag\":\"Latency\",\"delay\":\"soon\"}]",
          /^--faults: Expected a finite duration, for example "20 millis" as delay /m
        ],
        [
          "[{\"_tag\":\"Drift\",\"change\":\"Sideways\"}]",
          /^--faults: Expected "NewValues" \| .* as change of the fault Drift/m
        ]
      ]
      yield* Effect.forEach(wrong, ([text, message]) =>
        Effect.gen(function*() {
          const { code, err } = yield* run("--port", "0", "--faults", yield* temporary("faults.json", text))
          assert.strictEqual(code, 2)
          assert.match(err, message)
          assert.lengthOf(err.trimEnd().split("\n"), 1, err)
        }), { discard: true })
    }))
})
