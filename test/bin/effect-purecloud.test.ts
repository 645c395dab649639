/**
 * The program effect-purecloud.
 */
import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { Effect, Redacted, Schedule } from "effect"
import * as Simulator from "effect-purecloud/Simulator"
import { spawn } from "node:child_process"
import * as Fs from "node:fs"
import * as Os from "node:os"
import * as Path from "node:path"
import { gunzipSync } from "node:zlib"
import { run as command } from "../../src/bin/cli/command.js"
import { runHere } from "../utils/commandLine.js"
import { bundle, type Program } from "../utils/program.js"
import { home } from "../utils/simulator.js"
import { address, simulatorOnSocket } from "../utils/socket.js"

const directory = Fs.mkdtempSync(Path.join(Os.tmpdir(), "command-"))
let program: Program

beforeAll(async () => {
  program = await bundle("src/bin/effect-purecloud.ts")
})

afterAll(() => {
  program.remove()
  Fs.rmSync(directory, { recursive: true, force: true })
})

interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly out: string
  readonly err: string
}

interface Environment {
  readonly [name: string]: string
}

const start = (args: ReadonlyArray<string>, env: Environment = {}) => {
  const child = spawn(process.execPath, [program.file, ...args], {
    cwd: directory,
    env: { PATH: process.env["PATH"], NO_COLOR: "1", ...env },
    stdio: ["ignore", "pipe", "pipe"]
  })
  const ended = new Promise<Ended>((resolve, reject) => {
    let out = ""
    let err = ""
    child.stdout.on("data", (data) => out += data)
    child.stderr.on("data", (data) => err += data)
    child.on("error", reject)
    child.on("close", (code, signal) => resolve({ code, signal, out, err }))
  })
  return { child, ended }
}

const linesOf = (text: string) => text.split("\n").filter((line) => line.trim() !== "")

/** Environment variables for the simulator on a socket. */
const environment = Effect.map(address, (url) => ({
  PURECLOUD_API_URL: url,
  PURECLOUD_LOGIN_URL: url,
  PURECLOUD_CLIENT_ID: Simulator.defaultClient.id,
  PURECLOUD_SECRET: Simulator.defaultClient.secret
}))

/** Runs the command in this process. */
const run = (...args: ReadonlyArray<string>) => runHere(command(["node", "effect-purecloud", ...args]))

const file = (name: string) => Path.join(directory, name)

describe("wrong usage", () => {
  for (
    const [args, ...words] of [
      [["export", "users", "--page-size=0"], "--page-size", "from 1 to 500", "not 0"],
      [["export", "users", "--page-size=501"], "--page-size", "from 1 to 500", "not 501"],
      [["export", "users", "--page-size=many"], "--page-size", "from 1 to 500", "not many"],
      [["export", "users", "--concurrency=0"], "--concurrency", "from 1", "not 0"],
      [["export", "users", "--concurrency=1.5"], "--concurrency", "from 1", "not 1.5"],
      [["export", "users", "--state=retired"], "--state", "active, inactive, deleted, any", "retired"],
      [["export", "users", "--format=xlsx"], "--format", "ndjson, csv", "xlsx"],
      [["export", "users", "--columns=id,emial"], "--columns", "emial is not a field", "email"],
      [["export", "users", "--columns=manager.nmae"], "--columns", "manager.nmae is not a field", "name"],
      [["export", "users", "--format=ndjson", "--columns=id"], "--columns", "only csv"],
      [["export", "users", "--columns=id,,name"], "--columns takes a list separated by commas, not id,,name"],
      [["export", "users", "--expand=skills,"], "--expand takes a list separated by commas"],
      [["export", "users", "--expand="], "--expand takes a value"],
      [["export", "users", "--out"], "--out", "takes a value"],
      [["export", "users", "--outt=x"], "--outt"],
      [["call", "getNobody", "--simulate"], "getNobody", "operations"],
      [["call", "getUser", "--simulate", "--input=[1]"], "--input", "JSON object"],
      [["call", "getUser", "--simulate", "--input=@missing.json"], "--input", "missing.json"],
      [["call", "getUser", "--simulate", "--all"], "--all", "not paged"],
      [["whoami"], "PURECLOUD_CLIENT_ID", "PURECLOUD_SECRET", "PURECLOUD_ACCESS_TOKEN", "--simulate"],
      [["dance"], "export", "whoami", "call", "operations"]
    ] as const
  ) {
    it.live(`is reported in one line: ${args.join(" ")}`, () =>
      Effect.gen(function*() {
        const { code, err, out } = yield* run(...args)
        assert.strictEqual(code, 2, err)
        assert.strictEqual(out, "")
        assert.lengthOf(linesOf(err), 1, err)
        for (const word of words) assert.include(err, word)
      }))
  }

  it("has the exit code 2", async () => {
    const { code, err } = await start(["dance"]).ended
    assert.strictEqual(code, 2)
    assert.lengthOf(linesOf(err), 1, err)
  })
})

describe.concurrent("export users", () => {
  it.live("writes a line of JSON for each user", () =>
    Effect.gen(function*() {
      const { code, err, out } = yield* run(
        "export",
        "users",
        "--simulate",
        "--simulated-users=250",
        `--out=${file("plain.ndjson")}`
      )
      assert.strictEqual(code, 0, err)
      assert.match(out, /users +250$/m)
      const users = linesOf(Fs.readFileSync(file("plain.ndjson"), "utf8")).map((line) => JSON.parse(line))
      assert.lengthOf(users, 250)
      assert.strictEqual(new Set(users.map(({ id }) => id)).size, 250)
    }))

  it.live("writes columns as compressed CSV if the name of the file ends with .csv.gz", () =>
    Effect.gen(function*() {
      const { code, err } = yield* run(
        "export",
        "users",
        "--simulate",
        "--columns=id,manager.id",
        `--out=${file("columns.csv.gz")}`
      )
      assert.strictEqual(code, 0, err)
      const [header, ...rows] = linesOf(gunzipSync(Fs.readFileSync(file("columns.csv.gz"))).toString())
      assert.strictEqual(header?.trim(), "id,manager.id")
      assert.lengthOf(rows, 1000)
    }))

  it.live("requests additional fields", () =>
    Effect.gen(function*() {
      const args = [
        "export",
        "users",
        "--simulate",
        "--simulated-users=20",
        "--expand=presence",
        `--out=${file("expanded.ndjson")}`
      ]
      assert.strictEqual((yield* run(...args)).code, 0)
      assert.include(Fs.readFileSync(file("expanded.ndjson"), "utf8"), `"presence":`)
      const { code, err } = yield* run(...args, "--expand=presents")
      assert.notStrictEqual(code, 0)
      assert.lengthOf(linesOf(err), 1, err)
    }))

  it("suggests an option of this command, which solves the problem", () =>
    Effect.gen(function*() {
      const env = yield* environment
      const args = ["export", "users", "--out=other.ndjson"]
      // The listing fails after some pages, so there is a checkpoint.
      const failed = yield* Effect.promise(() => start(args, env).ended)
      assert.strictEqual(failed.code, 1, failed.err)

      const refused = yield* Effect.promise(() => start([...args, "--page-size=50"], env).ended)
      assert.strictEqual(refused.code, 1)
      assert.lengthOf(linesOf(refused.err), 1, refused.err)
      assert.include(refused.err, "another export (pageSize 100, here 50)")
      assert.include(refused.err, "--restart")
      assert.notInclude(refused.err, "resume")

      const restarted = yield* Effect.promise(() => start([...args, "--page-size=50", "--restart"], env).ended)
      assert.strictEqual(restarted.code, 0, restarted.err)
      assert.match(restarted.out, /users +800\n/)
    }).pipe(
      Effect.provide(
        simulatorOnSocket({ users: 800, faults: [{ _tag: "Status", status: 400, on: "getUsers", nth: 6 }] })
      ),
      Effect.scoped,
      Effect.runPromise
    ))

  it("suggests to start over if the part file of the last run is missing", () =>
    Effect.gen(function*() {
      const env = yield* environment
      const args = ["export", "users", "--out=missing.ndjson"]
      const failed = yield* Effect.promise(() => start(args, env).ended)
      assert.strictEqual(failed.code, 1, failed.err)

      Fs.rmSync(file("missing.ndjson.part"))
      const { code, err } = yield* Effect.promise(() => start(args, env).ended)
      assert.strictEqual(code, 1)
      assert.lengthOf(linesOf(err), 1, err)
      assert.include(err, "is missing")
      assert.include(err, "Start over with --restart")
      assert.notInclude(err, "other export")
    }).pipe(
      Effect.provide(
        simulatorOnSocket({ users: 800, faults: [{ _tag: "Status", status: 400, on: "getUsers", nth: 6 }] })
      ),
      Effect.scoped,
      Effect.runPromise
    ))

  for (const [signal, code] of [["SIGTERM", 143], ["SIGINT", 130]] as const) {
    it(`ends with the exit code ${code} after ${signal}, and continues the next time`, () =>
      Effect.gen(function*() {
        const env = yield* environment
        const simulator = yield* Simulator.Simulator
        const out = file(`${signal}.ndjson`)
        const args = ["export", "users", "--out", out]
        const { child, ended } = start(args, env)
        yield* simulator.requests.pipe(
          Effect.filterOrFail(({ length }) => length > 20),
          Effect.retry(Schedule.spaced("5 millis"))
        )
        child.kill(signal)
        const { err, ...first } = yield* Effect.promise(() => ended)
        assert.deepInclude(first, { code, signal: null }, err)
        // The lease was released.
        assert.isFalse(Fs.existsSync(`${out}.lease`))
        assert.isFalse(Fs.existsSync(out))

        const again = yield* Effect.promise(() => start(args, env).ended)
        assert.strictEqual(again.code, 0, again.err)
        assert.match(again.out, /users +4000\n/)
        assert.match(again.out, /this run from page/)
      }).pipe(
        Effect.provide(
          simulatorOnSocket({ users: 4000, allowance: 100_000, faults: [{ _tag: "Latency", delay: "20 millis" }] })
        ),
        Effect.scoped,
        Effect.runPromise
      ))
  }
})

describe("whoami", () => {
  it.live("shows that the token of a client has no user", () =>
    Effect.gen(function*() {
      const { code, err, out } = yield* run("whoami", "--simulate", "--simulated-users=7")
      assert.strictEqual(code, 0, err)
      assert.match(out, /^API +https:/)
      assert.match(out, /user +none/)
      assert.match(out, /visible users +7$/m)
    }))

  it("shows the user of a token", () =>
    Effect.gen(function*() {
      const { PURECLOUD_CLIENT_ID: _1, PURECLOUD_SECRET: _2, ...env } = yield* environment
      const simulator = yield* Simulator.Simulator
      const [user] = Array.from(yield* simulator.users("active"))
      assert.isDefined(user)
      const token = yield* simulator.token({ userId: user.id })
      const { code, err, out } = yield* Effect.promise(() =>
        start(["whoami"], { ...env, PURECLOUD_ACCESS_TOKEN: Redacted.value(token) }).ended
      )
      assert.strictEqual(code, 0, err)
      assert.include(out, `${user.name} (${user.email})`)
      assert.include(out, user.id)
      assert.notInclude(out, Redacted.value(token))
    }).pipe(Effect.provide(simulatorOnSocket({ users: 5 })), Effect.scoped, Effect.runPromise))

  it("prints one line for wrong credentials, with exit code 1", () =>
    Effect.gen(function*() {
      const env = yield* environment
      const { code, err, out } = yield* Effect.promise(() =>
        start(["whoami"], { ...env, PURECLOUD_SECRET: "a-wrong-secret" }).ended
      )
      assert.strictEqual(code, 1)
      assert.strictEqual(out, "")
      assert.lengthOf(linesOf(err), 1, err)
      assert.notInclude(err, "a-wrong-secret")
    }).pipe(Effect.provide(simulatorOnSocket({ users: 1 })), Effect.scoped, Effect.runPromise))
})

describe("call", () => {
  it.live("prints the response as JSON", () =>
    Effect.gen(function*() {
      const { code, err, out } = yield* run("call", "getUsers", "--simulate", `--input={"pageSize":2}`)
      assert.strictEqual(code, 0, err)
      assert.lengthOf(JSON.parse(out).entities, 2)
    }))

  it.live("prints the items of all pages, one line each", () =>
    Effect.gen(function*() {
      const { code, err, out } = yield* run("call", "getUsers", "--simulate", "--simulated-users=60", "--all")
      assert.strictEqual(code, 0, err)
      const ids = linesOf(out).map((line) => JSON.parse(line).id)
      assert.strictEqual(new Set(ids).size, 60)
    }))

  it.live("reads the input from a file, and sends a body", () =>
    Effect.gen(function*() {
      const body = { name: "Ada Byron", email: "ada.byron@acme.example" }
      Fs.writeFileSync(file("input.json"), JSON.stringify({ body: { ...body, divisionId: home } }))
      const { code, err, out } = yield* run("call", "postUsers", "--simulate", `--input=@${file("input.json")}`)
      assert.strictEqual(code, 0, err)
      assert.deepInclude(JSON.parse(out), body)
    }))

  it("ends without a message, as after SIGPIPE, if the reader of its output has ended", async () => {
    const args = ["--simulate", "--simulated-users=20000", "--all", `--input={"pageSize":500}`]
    const { child, ended } = start(["call", "getUsers", ...args])
    child.stdout.once("data", () => child.stdout.destroy())
    const { code, err } = await ended
    assert.deepStrictEqual([code, err], [141, ""])
  })

  it.live("prints an error of the service as one line", () =>
    Effect.gen(function*() {
      const { code, err, out } = yield* run("call", "getUser", "--simulate", `--input={"userId":"nobody"}`)
      assert.strictEqual(code, 1)
      assert.strictEqual(out, "")
      assert.lengthOf(linesOf(err), 1, err)
      assert.include(err, "getUser")
    }))

  it.live("refuses invalid input before a request", () =>
    Effect.gen(function*() {
      const { code, err } = yield* run("call", "getUser", "--simulate")
      assert.strictEqual(code, 1)
      assert.include(err, "userId")
      assert.include(err, "not sent")
    }))
})

describe("operations", () => {
  it.live("lists each operation with its method, path and permissions", () =>
    Effect.gen(function*() {
      const { code, err, out } = yield* run("operations")
      assert.strictEqual(code, 0, err)
      assert.match(out, /^getUser +GET +\/api\/v2\/users\/\{userId\}/m)
      assert.match(out, /^postUsers +POST +\/api\/v2\/users +\(directory:user:add\)/m)
    }))
})

describe("help", () => {
  it.live("shows options with their defaults, environment variables and exit codes", () =>
    Effect.gen(function*() {
      const whole = yield* run("--help")
      const exporting = yield* run("export", "users", "--help")
      for (const word of ["PURECLOUD_ENVIRONMENT", "PURECLOUD_ACCESS_TOKEN", "Exit codes"]) {
        assert.include(whole.out, word)
      }
      for (const option of ["--out", "--format", "--columns", "--state", "--page-size", "--concurrency"]) {
        assert.match(exporting.out, new RegExp(`${option} [^]*?Default`))
      }
    }))
})
