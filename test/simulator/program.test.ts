/**
 * The simulator as a program of its own.
 */
import { NodeHttpClient } from "@effect/platform-node"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Layer, Redacted } from "effect"
import * as Auth from "effect-purecloud/Auth"
import * as PureCloud from "effect-purecloud/PureCloud"
import * as Users from "effect-purecloud/Users"
import { spawn } from "node:child_process"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"

const program = fileURLToPath(new URL("../../src/bin/simulator.ts", import.meta.url))

/** Starts it, and ends it with the scope. */
const start = (args: ReadonlyArray<string>, nodeArgs: ReadonlyArray<string> = []) =>
  Effect.acquireRelease(
    Effect.sync(() => {
      const child = spawn(process.execPath, [...nodeArgs, "--import", "tsx", program, ...args])
      const said = { out: "", err: "" }
      child.stdout.on("data", (data) => said.out += data)
      child.stderr.on("data", (data) => said.err += data)
      const ended = new Promise<number | null>((resolve) => child.on("close", (code) => resolve(code)))
      return { child, said, ended }
    }),
    ({ child, ended }) =>
      Effect.promise(() => {
        child.kill("SIGTERM")
        return ended
      })
  )

const ended = (args: ReadonlyArray<string>, nodeArgs?: ReadonlyArray<string>) =>
  Effect.scoped(
    Effect.flatMap(start(args, nodeArgs), ({ ended, said }) =>
      Effect.map(
        Effect.promise(() => ended),
        (code) => ({ code, ...said })
      ))
  )

/** A module hook under which a package is not there. */
const without = (name: string) => {
  const hook = `export const resolve = (specifier, context, next) => specifier.startsWith(${JSON.stringify(name)}) ?` +
    ` Promise.reject(Object.assign(new Error("not found"), { code: "ERR_MODULE_NOT_FOUND" })) : next(specifier, context)`
  const register = `import { register } from "node:module"; register("data:text/javascript,${
    encodeURIComponent(hook)
  }")`
  return ["--import", `data:text/javascript,${encodeURIComponent(register)}`]
}

describe("the program", () => {
  it.scopedLive("says where it is, on this machine only, and answers there", () =>
    Effect.gen(function*() {
      const directory = yield* Effect.acquireRelease(
        Effect.sync(() => mkdtempSync(join(tmpdir(), "simulator-"))),
        (directory) => Effect.sync(() => rmSync(directory, { recursive: true }))
      )
      const faults = join(directory, "faults.json")
      writeFileSync(faults, JSON.stringify([{ _tag: "Status", status: 503, on: "getUser" }]))
      const args = "--port 0 --users 40 --client-id a --client-secret b --allowance 7 --latency 1-5".split(" ")
      const { said } = yield* start([...args, "--roles", "Employee, Agent", "--faults", faults])
      while (!said.out.includes("ready at")) yield* Effect.sleep("50 millis")
      const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(said.out)!
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
    }), 60_000)

  it.live("says what is wrong with its arguments", () =>
    Effect.gen(function*() {
      const results = yield* Effect.forEach(
        [["--port", "x"], ["--nonsense"], ["--roles", "Queen"], ["--faults", "/nowhere.json"]],
        (args) => ended(args),
        { concurrency: 2 }
      )
      assert.deepStrictEqual(results.map(({ code }) => code), [1, 1, 1, 1])
      const words = [/--port takes a whole number/, /--nonsense/, /Expected one of the roles Admin/, /--faults/]
      results.forEach(({ err }, i) => assert.match(err, words[i]!))
    }), 60_000)

  it.live("says what it needs where that is missing", () =>
    Effect.gen(function*() {
      const { code, err } = yield* ended(["--port", "0"], without("@effect/platform-node"))
      assert.strictEqual(code, 1)
      assert.match(err, /needs @effect\/platform-node beside it: npm install @effect\/platform-node/)
      const help = yield* ended(["--help"], without("@effect/platform-node"))
      assert.strictEqual(help.code, 0)
      assert.match(help.out, /--allowance <number>/)
    }), 60_000)
})
