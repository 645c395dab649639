/**
 * Bulk changes that are killed and started again.
 */
import { assert, describe, it } from "@effect/vitest"
import { Duration, Effect, Option } from "effect"
import type { User } from "effect-purecloud/models/User"
import * as Simulator from "effect-purecloud/Simulator"
import type * as UserUpdate from "effect-purecloud/UserUpdate"
import * as Fs from "node:fs"
import * as Os from "node:os"
import * as Path from "node:path"
import { access, bundleFixture, runFor, servedWithFiles } from "./utils/processes.js"
import { home } from "./utils/simulator.js"

/** Number of processes that are killed. */
const kills = 100

/** Number of intents of a bulk run, which is killed and started again until it ends. */
const intents = 40

interface Line {
  readonly index: number
  readonly done?:
    | { readonly id?: string; readonly user?: User; readonly sent?: ReadonlyArray<UserUpdate.Fields> }
    | null
  readonly failed?: string
}

/** A bulk operation, and its effects on users, which do not depend on the moment when it is killed. */
interface Track {
  readonly operation: string
  /** Number of requests that change one user. */
  readonly writes: readonly [operation: string, times: number]
  /** Returns the fields of a patch that must be in the report as sent. */
  readonly sent?: (before: User) => ReadonlyArray<UserUpdate.Fields>
  readonly assertDone?: (before: User, after: User) => void
}

const tracks: ReadonlyArray<Track> = [
  {
    operation: "promote",
    writes: ["patchUser", 1],
    sent: ({ title }) => [{ title: `Senior ${title}` }],
    assertDone: (before, after) =>
      assert.deepInclude(after, { title: `Senior ${before.title}`, version: before.version! + 1 })
  },
  {
    operation: "retire",
    writes: ["patchUser", 2],
    sent: ({ title }) => [{ state: "inactive" }, { title: `Former ${title}` }],
    assertDone: (before, after) =>
      assert.deepInclude(after, { state: "inactive", title: `Former ${before.title}`, version: before.version! + 2 })
  },
  {
    operation: "set",
    writes: ["patchUser", 2],
    assertDone: (before, after) => {
      assert.deepInclude(after, { state: "inactive", title: "Gone", version: before.version! + 2 })
      assert.deepStrictEqual(after.addresses?.map(({ address }) => address), ["+13175550100"])
    }
  },
  { operation: "create", writes: ["postUsers", 1] },
  {
    operation: "delete",
    writes: ["deleteUser", 1],
    assertDone: (_, after) => assert.strictEqual(after.state, "deleted")
  }
]

/** A temporary directory, which is removed. */
const directory = Effect.acquireRelease(
  Effect.sync(() => Fs.mkdtempSync(Path.join(Os.tmpdir(), "bulk-"))),
  (root) => Effect.sync(() => Fs.rmSync(root, { recursive: true, force: true }))
)

const linesOf = (path: string): ReadonlyArray<string> => Fs.readFileSync(path, "utf8").split("\n")

const parsed = (lines: ReadonlyArray<string>) => lines.map((line) => JSON.parse(line) as Line)

interface Context {
  readonly root: string
  /** Arguments of the program before the operation. */
  readonly program: ReadonlyArray<string>
  readonly simulator: Simulator.Service
  readonly seen: { kills: number; resumed: number; lost: number; doubts: number }
}

interface Reported {
  readonly killed: number
  /** Milliseconds of the longest run. */
  readonly millis: number
  /** Lines of the report, which is the same each time. */
  readonly lines: ReadonlyArray<string>
}

/** Kills a run a number of times at most, and starts it again until its report is not lost any more. */
const runToEnd = ({ seen }: Context, args: ReadonlyArray<string>, report: string, budget: number, millis: number) =>
  Effect.gen(function*() {
    let killed = 0
    let longest = millis
    let lines: ReadonlyArray<string> | undefined
    for (let isOver = false; !isOver;) {
      const moment = killed < budget ? Math.random() * longest * 0.6 : Infinity
      const outcome = yield* runFor(args, moment)
      if (outcome.killed) {
        killed++
        if (Fs.existsSync(`${report}.emitted`)) seen.resumed++
      } else longest = Math.max(longest, outcome.millis)
      if (!Fs.existsSync(report)) continue
      const written = linesOf(report)
      // After a report was lost, the next run writes the same report.
      assert.deepStrictEqual(written, lines ?? written)
      isOver = lines !== undefined && Math.random() < 0.5
      lines = written
      Fs.rmSync(report)
      if (!isOver) seen.lost++
    }
    seen.kills += killed
    return { killed, millis: longest, lines: lines ?? [] } satisfies Reported
  })

/**
 * Checks the outcomes that were emitted before a kill. The first line of a run is appended to an incomplete line.
 */
const checkEmitted = (report: string, lines: ReadonlyArray<string>): void => {
  for (const line of linesOf(`${report}.emitted`).filter((line) => line !== "")) {
    const whole = line.slice(line.lastIndexOf("{\"index\":"))
    assert.strictEqual(whole, lines[(JSON.parse(whole) as Line).index])
  }
}

/** Checks that each user was changed once, and that the report has the patches. */
const checkChanges = (
  { simulator }: Context,
  { assertDone, operation, sent, writes: [endpoint, times] }: Track,
  users: ReadonlyArray<User>,
  outcomes: ReadonlyArray<Line>
) =>
  Effect.gen(function*() {
    assert.deepStrictEqual(outcomes.filter(({ failed }) => failed !== undefined), [])
    const done = (yield* simulator.requests).filter((request) =>
      request.endpoint === endpoint && request.status < 300 && users.some(({ id }) => request.url.includes(id))
    )
    assert.strictEqual(done.length, users.length * times, operation)
    for (const [i, before] of users.entries()) {
      assertDone?.(before, Option.getOrThrow(yield* simulator.user(before.id)))
      if (sent) assert.deepStrictEqual(outcomes[i]!.done?.sent, sent(before))
    }
  })

/** Checks that each creation created one user at most, and that the report has its id or says that it is in doubt. */
const checkCreations = (
  { seen, simulator }: Context,
  people: ReadonlyArray<{ readonly email: string }>,
  outcomes: ReadonlyArray<Line>
) =>
  Effect.gen(function*() {
    const byEmail = new Map<string, ReadonlyArray<string>>()
    for (const { email = "", id } of [...yield* simulator.users("active"), ...yield* simulator.users("inactive")]) {
      byEmail.set(email, [...(byEmail.get(email) ?? []), id])
    }
    for (const [i, { email }] of people.entries()) {
      const { done, failed } = outcomes[i]!
      const created = byEmail.get(email) ?? []
      assert.isAtMost(created.length, 1)
      if (failed === undefined) assert.deepStrictEqual(created, [done!.id!])
      else {
        assert.strictEqual(failed, "PureCloudInDoubt")
        seen.doubts++
      }
    }
    // No creation was sent twice: the service would have rejected the second one.
    const refused = (yield* simulator.requests).filter(({ endpoint, status }) =>
      endpoint === "postUsers" && status === 409
    )
    assert.lengthOf(refused, 0)
  })

/** Kills a bulk run until it ends, and checks its effects. No other run changes its users. */
const round = (context: Context, track: Track, n: number, users: ReadonlyArray<User>, budget: number, millis: number) =>
  Effect.gen(function*() {
    const { assertDone, operation } = track
    const at = (name: string) => Path.join(context.root, `${operation}-${n}${name}`)
    const people = users.map((_, i) => ({
      name: `New ${i}`,
      email: `${operation}.${n}.${i}@acme.example`,
      divisionId: home
    }))
    Fs.writeFileSync(at(".intents"), JSON.stringify(operation === "create" ? people : users.map(({ id }) => id)))
    const report = at(".report")
    const args = [...context.program, operation, at(".intents"), at(".journal"), "run", report]
    const { lines, ...result } = yield* runToEnd(context, args, report, budget, millis)
    const outcomes = parsed(lines)
    assert.deepStrictEqual(outcomes.map(({ index }) => index), users.map((_, i) => i))
    checkEmitted(report, lines)
    yield* assertDone === undefined
      ? checkCreations(context, people, outcomes)
      : checkChanges(context, track, users, outcomes)
    return result
  })

/** Runs a bulk operation with other users each time, until its share of processes was killed. */
const runTrack = (context: Context, track: Track, index: number, active: ReadonlyArray<User>) =>
  Effect.gen(function*() {
    let left = kills / tracks.length
    let millis = 400
    for (let n = 0; left > 0; n++) {
      const first = (n * tracks.length + index) * intents
      const users = active.slice(first, first + intents)
      assert.lengthOf(users, intents, "there are users left")
      // The first round has no kills. It measures the time of a run.
      const result = yield* round(context, track, n, users, n === 0 ? 0 : left, millis)
      left -= result.killed
      millis = result.millis
    }
  })

describe("kill -9", () => {
  it.live(
    `at ${kills} random moments, with reports lost: each change is made once, each report is right`,
    () =>
      Effect.gen(function*() {
        const root = yield* directory
        const simulator = yield* Simulator.Simulator
        const { token, url } = yield* access
        const active = [...yield* simulator.users("active")]
        const seen = { kills: 0, resumed: 0, lost: 0, doubts: 0 }
        const bundle = yield* bundleFixture("changeUsers.ts", Path.join(root, "change.cjs"))
        const context: Context = { root, program: [bundle, url, token], simulator, seen }
        yield* Effect.forEach(tracks, (track, i) => runTrack(context, track, i, active), { concurrency: 2 })
        assert.strictEqual(seen.kills, kills)
        // Many runs were killed while they sent requests, and some reports were lost.
        assert.isAbove(seen.resumed, kills / 4, JSON.stringify(seen))
        assert.isAbove(seen.lost, 0)
      }).pipe(
        Effect.scoped,
        Effect.provide(servedWithFiles({
          users: 8000,
          allowance: 10_000_000,
          faults: [{ _tag: "Latency", delay: Duration.millis(2), upTo: Duration.millis(25) }]
        }))
      ),
    600_000
  )
})
