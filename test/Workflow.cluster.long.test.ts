/**
 * Exports by several runners over PostgreSQL, while runners are killed, added and restarted, and PostgreSQL is restarted.
 */
import { FileSystem } from "@effect/platform"
import { PgClient } from "@effect/sql-pg"
import { assert, describe, it } from "@effect/vitest"
import { Duration, Effect, Fiber, Schedule, type Scope } from "effect"
import * as ExportFile from "effect-purecloud/ExportFile"
import * as Simulator from "effect-purecloud/Simulator"
import * as Users from "effect-purecloud/Users"
import * as Fs from "node:fs"
import * as Path from "node:path"
import { client, exportUsers, options, ranges } from "./fixtures/clusterExport.js"
import { clientWithToken } from "./utils/clientWithToken.js"
import { closedPort } from "./utils/network.js"
import { connect, postgresql } from "./utils/postgresql.js"
import { access, bundleFixture, type Process, servedWithFiles, start, until } from "./utils/processes.js"

/** Number of pages of each range. */
const pagesPerRange = 6

const pages = ranges * pagesPerRange

/** Number of runners that hold shards, if all shards are held. */
const holders = Effect.gen(function*() {
  const sql = yield* PgClient.PgClient
  const rows = yield* sql<{ readonly count: number }>`
    SELECT count(*)::int AS count FROM pg_locks WHERE locktype = 'advisory' AND granted GROUP BY pid`
  return rows.reduce((sum, { count }) => sum + count, 0) >= 300 ? rows.length : 0
}).pipe(Effect.orElseSucceed(() => 0), Effect.catchAllDefect(() => Effect.succeed(0)))

/** Removes the rows of all runs as docs/scaling.md shows. Returns the number of rows that are left. */
const prune = Effect.gen(function*() {
  const sql = yield* PgClient.PgClient
  const guide = Fs.readFileSync(Path.join(import.meta.dirname, "../docs/scaling.md"), "utf8")
  const statement = /```sql\n([^]*?)```/.exec(guide)?.[1] ?? ""
  assert.include(statement, "30 days")
  yield* sql.unsafe(statement.replace("30 days", "0 days"))
  const rows = yield* sql<{ readonly count: number }>`
    SELECT ((SELECT count(*) FROM cluster_messages WHERE entity_type LIKE 'Workflow/%')
      + (SELECT count(*) FROM cluster_replies))::int AS count`
  return rows[0]?.count
})

/** Numbers of the pages that have a recorded step. */
const recorded = (path: string): ReadonlyArray<number> => {
  const directory = Fs.readdirSync(Path.dirname(path)).find((name) => name.endsWith(".steps"))
  if (directory === undefined) return []
  return Fs.readdirSync(Path.join(Path.dirname(path), directory)).flatMap((name) => {
    const [, range, step] = /^(\d{5})-(\d{5})-[0-9a-f]{16}$/.exec(name) ?? []
    return range === undefined ? [] : [1 + Number(range) * pagesPerRange + Number(step)]
  })
}

/** Numbers of the pages that were requested, in order. */
const requested = Effect.gen(function*() {
  const { requests } = yield* Simulator.Simulator
  return (yield* requests).flatMap(({ url }) => {
    const page = new URL(url, "http://x").searchParams.get("pageNumber")
    return page === null ? [] : [Number(page)]
  })
})

interface Disturbance {
  readonly server: Effect.Effect.Success<typeof postgresql>
  /** The runners that were started first. */
  readonly runners: ReadonlyArray<Process>
  /** Starts another runner. */
  readonly add: Effect.Effect<Process, never, Scope.Scope>
  /** Waits until a part of the pages is recorded. */
  readonly progress: (part: number) => Effect.Effect<unknown>
}

/** Runs an export over three runners and disturbs it. Checks the file, and that no recorded page was requested again. */
const exported = <E, R>(disturb: (disturbance: Disturbance) => Effect.Effect<void, E, R>) =>
  Effect.gen(function*() {
    const fs = yield* FileSystem.FileSystem
    const root = yield* fs.makeTempDirectoryScoped({ prefix: "cluster-" })
    const path = Path.join(root, "files", "users.csv.gz")
    Fs.mkdirSync(Path.dirname(path))
    const { token, url } = yield* access
    const single = Path.join(root, "single")
    const report = yield* ExportFile.write(Users.getUsers, { ...options, path: single, concurrency: 40 }).pipe(
      Effect.provide(clientWithToken(url, token))
    )
    assert.strictEqual(report.pages, pages)
    const before = (yield* requested).length

    /** The pages that were recorded at some moments, and the number of requests that came before each. */
    const moments: Array<{ readonly done: ReadonlyArray<number>; readonly requests: number }> = []
    const observe = Effect.gen(function*() {
      const done = recorded(path)
      moments.push({ done, requests: (yield* requested).length })
    })

    const server = yield* postgresql
    const program = yield* bundleFixture("exportRunner.ts", Path.join(root, "runner.cjs"))
    const add = Effect.flatMap(closedPort, (port) => start([program, url, token, server.socket, String(port)]))
    const result = yield* Effect.gen(function*() {
      // The client has created the tables by now. Runners that start together could race.
      const runners = yield* Effect.replicateEffect(add, 3)
      yield* until(Effect.map(holders, (count) => count === 3))
      const run = yield* Effect.fork(
        // A client whose connection broke executes the same run again, which returns the result of the run.
        Effect.retry(Effect.sandbox(exportUsers.execute({ run: "1", path })), Schedule.spaced("500 millis"))
      )
      yield* Effect.forkScoped(Effect.forever(Effect.delay(observe, "100 millis")))
      const progress = (part: number) =>
        until(Effect.sync(() => {
          assert.isTrue(run.unsafePoll() === null, "the run ended too early")
          return recorded(path).length >= pages * part
        }))
      yield* disturb({ server, runners, add, progress })
      const result = yield* Fiber.join(run)
      // On a connection of its own: those of the client may be from before a restart.
      yield* until(Effect.provide(Effect.map(prune, (rows) => rows === 0), connect(server.socket)))
      return result
    }).pipe(Effect.provide(client(server.socket)))

    assert.isTrue(Fs.readFileSync(path).equals(Fs.readFileSync(single)))
    assert.strictEqual(result.rows, report.rows)
    assert.deepStrictEqual(Fs.readdirSync(Path.dirname(path)), ["users.csv.gz"])
    const all = yield* requested
    for (const { done, requests } of moments) {
      assert.deepStrictEqual(all.slice(requests).filter((page) => done.includes(page)), [])
    }
    return all.slice(before)
  }).pipe(
    Effect.scoped,
    Effect.provide(servedWithFiles({
      users: pages * options.pageSize,
      allowance: 10_000_000,
      faults: [{ _tag: "Latency", delay: Duration.millis(600), upTo: Duration.millis(800) }]
    }))
  )

/** The first page is requested once more, for the plan. */
const everyPageOnce = [1, ...Array.from({ length: pages }, (_, i) => i + 1)]

describe("an export by three runners", () => {
  it.live("equals the file of a single run, and requests each page once", () =>
    Effect.gen(function*() {
      const requests = yield* exported(() => Effect.void)
      assert.deepStrictEqual(requests.sort((a, b) => a - b), everyPageOnce)
    }), 300_000)

  it.live(
    "one killed half-way and one added: the same file, and no page is requested after its step was recorded",
    () =>
      exported(({ add, progress, runners: [first] }) =>
        Effect.gen(function*() {
          yield* progress(0.5)
          first?.child.kill("SIGKILL")
          yield* first?.ended ?? Effect.void
          yield* add
        })
      ),
    300_000
  )

  it.live(
    "all of them restarted, one after the other",
    () =>
      exported(({ add, progress, runners }) =>
        Effect.forEach(runners, (each, i) =>
          Effect.gen(function*() {
            yield* progress((i + 1) / 8)
            each.child.kill("SIGTERM")
            yield* each.ended
            yield* add
            yield* until(Effect.map(holders, (count) => count === 3))
          }), { discard: true })
      ),
    300_000
  )

  it.live("PostgreSQL restarted half-way", () =>
    exported(({ progress, server }) =>
      Effect.gen(function*() {
        yield* progress(0.5)
        yield* server.stop("fast")
        yield* server.start
      })
    ), 300_000)
})
