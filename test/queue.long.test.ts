/**
 * The example that exports users as a job of BullMQ: two workers, one of which is killed half-way.
 */
import { FileSystem } from "@effect/platform"
import { assert, describe, it, vi } from "@effect/vitest"
import { Duration, Effect } from "effect"
import * as Export from "effect-purecloud/Export"
import * as ExportFile from "effect-purecloud/ExportFile"
import type { User } from "effect-purecloud/models/User"
import * as Simulator from "effect-purecloud/Simulator"
import * as Users from "effect-purecloud/Users"
import * as Fs from "node:fs"
import * as Path from "node:path"
import { clientWithToken } from "./utils/clientWithToken.js"
import { access, servedWithFiles, start, until } from "./utils/processes.js"
import * as Redis from "./utils/redis.js"
import { recordedRequests } from "./utils/simulator.js"

const columns = ["id", "name", "email"] as const

/** Names of the files of recorded steps beside the file of an export. */
const recordedSteps = (path: string): ReadonlyArray<string> =>
  Fs.readdirSync(Path.dirname(path)).flatMap((name) =>
    name.endsWith(".steps")
      ? Fs.readdirSync(Path.join(Path.dirname(path), name)).filter((file) => /^\d{5}-\d{5}-[0-9a-f]{16}$/.test(file))
      : []
  )

const requestedPages = Effect.map(
  recordedRequests,
  (requests) => requests.flatMap(({ url }) => new URL(url, "http://x").searchParams.get("pageNumber") ?? [])
)

describe("the example of BullMQ", () => {
  it.live(
    "two workers, one killed half-way: the file of a single run, and no recorded page is requested again",
    () =>
      Effect.gen(function*() {
        const fs = yield* FileSystem.FileSystem
        const root = yield* fs.makeTempDirectoryScoped({ prefix: "queue-" })
        const { port } = yield* Redis.server
        const { token, url } = yield* access
        const environment = {
          PURECLOUD_API_URL: url,
          PURECLOUD_LOGIN_URL: url,
          PURECLOUD_CLIENT_ID: Simulator.defaultClient.id,
          PURECLOUD_SECRET: Simulator.defaultClient.secret,
          REDIS_URL: `redis://127.0.0.1:${port}`
        }
        // The example reads the variable when it is imported.
        yield* Effect.acquireRelease(
          Effect.sync(() => vi.stubEnv("REDIS_URL", environment.REDIS_URL)),
          () => Effect.sync(() => vi.unstubAllEnvs())
        )
        const { add } = yield* Effect.promise(() => import("../examples/queue/worker.js"))

        const path = Path.join(root, "files", "users.csv")
        Fs.mkdirSync(Path.dirname(path))
        const single = Path.join(root, "single.csv")
        yield* Effect.gen(function*() {
          const format = Export.csv<User, typeof columns[number]>({ columns })
          yield* ExportFile.write(Users.getUsers, { path: single, format, pageSize: 25 })
          yield* add({ id: "1", path })
        }).pipe(Effect.provide(clientWithToken(url, token)))

        const worker = start(
          ["--import", "tsx", Path.join(import.meta.dirname, "../examples/queue/worker.ts")],
          { ...process.env, ...environment }
        )
        const { child, ended } = yield* worker
        yield* worker
        yield* until(Effect.sync(() => recordedSteps(path).length >= 20))
        child.kill("SIGKILL")
        yield* ended
        const done = recordedSteps(path).map((name) => {
          const [range, step] = name.split("-").map(Number)
          return String(1 + range! * 4 + step!)
        })
        const before = (yield* requestedPages).length
        // The file of the export is the only one that is left.
        yield* until(Effect.sync(() => Fs.existsSync(path) && Fs.readdirSync(Path.dirname(path)).length === 1))
        assert.strictEqual(Fs.readFileSync(path, "utf8"), Fs.readFileSync(single, "utf8"))
        assert.deepStrictEqual((yield* requestedPages).slice(before).filter((page) => done.includes(page)), [])
      }).pipe(
        Effect.scoped,
        Effect.provide(servedWithFiles({
          users: 1000,
          allowance: 10_000_000,
          faults: [{ _tag: "Latency", delay: Duration.millis(200), upTo: Duration.millis(300) }]
        }))
      ),
    120_000
  )
})
