/**
 * What a checked call costs beside what a user would pick instead: processor time, side by side in one run, as ratios
 * to a bare undici request with `JSON.parse`. Run it with `npx tsx bench/calls.ts`.
 */
import { HttpClient, HttpClientResponse } from "@effect/platform"
import { NodeHttpClient } from "@effect/platform-node"
import { Effect, Layer, ManagedRuntime, Redacted, Schedule, type Schema } from "effect"
import * as Auth from "effect-purecloud/Auth"
import * as User from "effect-purecloud/models/User"
import * as PureCloud from "effect-purecloud/PureCloud"
import * as Users from "effect-purecloud/Users"
import { fork } from "node:child_process"
import { once } from "node:events"
import { request } from "undici"

const server = fork(new URL("./server.ts", import.meta.url), { execArgv: ["--import", "tsx"] })
const [port] = await once(server, "message") as [number]
const url = `http://127.0.0.1:${port}`

const runtime = ManagedRuntime.make(
  PureCloud.layer({
    environment: { apiUrl: url, loginUrl: url },
    auth: Auth.layerClientCredentials({ clientId: "c", clientSecret: Redacted.make("s") })
  }).pipe(Layer.provideMerge(NodeHttpClient.layerUndici))
)

interface Case {
  readonly name: string
  readonly path: string
  readonly calls: number
  readonly ours: Effect.Effect<unknown, unknown, PureCloud.PureCloud>
  readonly schema: Schema.Schema.AnyNoContext
}

const cases: ReadonlyArray<Case> = [
  {
    name: "one small user",
    path: "/api/v2/users/u",
    calls: 400,
    ours: Users.getUser({ userId: "u" }),
    schema: User.User
  },
  ...[25, 100, 500].map((pageSize) => ({
    name: `a page of ${pageSize}`,
    path: `/api/v2/users?pageSize=${pageSize}`,
    calls: Math.round(4000 / (pageSize + 15)),
    ours: Users.getUsers({ pageSize }),
    schema: User.UserEntityListing
  }))
]

const http = (path: string) =>
  Effect.flatMap(HttpClient.HttpClient, (client) => client.get(url + path, { headers: { authorization: "Bearer t" } }))

const variants = (of: Case): ReadonlyArray<readonly [string, () => Promise<unknown>]> => {
  const run = (effect: Effect.Effect<unknown, unknown, PureCloud.PureCloud | HttpClient.HttpClient>) => () =>
    runtime.runPromise(repeated(effect, of.calls))
  return [
    ["undici + JSON.parse", async () => {
      for (let i = 0; i < of.calls; i++) {
        const { body } = await request(url + of.path, { headers: { authorization: "Bearer t" } })
        JSON.parse(await body.text())
      }
    }],
    ["HttpClient", run(Effect.flatMap(http(of.path), (response) => response.json))],
    ["HttpClient + Schema", run(Effect.flatMap(http(of.path), HttpClientResponse.schemaBodyJson(of.schema)))],
    [
      "HttpClient + Schema + retry + timeout + span",
      run(
        Effect.flatMap(http(of.path), HttpClientResponse.schemaBodyJson(of.schema)).pipe(
          Effect.timeout("30 seconds"),
          Effect.retry(Schedule.recurs(4)),
          Effect.withSpan("call")
        )
      )
    ],
    ["effect-purecloud", run(of.ours)]
  ]
}

const repeated = <E, R>(effect: Effect.Effect<unknown, E, R>, times: number) => Effect.repeatN(effect, times - 1)

const processorTime = async (f: () => Promise<unknown>): Promise<number> => {
  const before = process.cpuUsage()
  await f()
  const { system, user } = process.cpuUsage(before)
  return user + system
}

const median = (values: ReadonlyArray<number>): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN

const rounds = Number(process.argv[2] ?? 9)
for (const of of cases) {
  const all = variants(of)
  const times = all.map(() => Array<number>())
  for (let round = -1; round < rounds; round++) {
    for (const [i, [, run]] of all.entries()) {
      const time = await processorTime(run)
      // The first round warms up.
      if (round >= 0) times[i]?.push(time)
    }
  }
  console.log(`\n${of.name}: ${of.calls} calls a round, ${rounds} rounds`)
  for (const [i, [name]] of all.entries()) {
    const ratios = (times[i] ?? []).map((time, round) => time / (times[0]?.[round] ?? NaN))
    const micros = median(times[i] ?? []) / of.calls
    console.log(`  ${name.padEnd(46)} ${micros.toFixed(0).padStart(6)} µs  ${median(ratios).toFixed(2)}`)
  }
}

await runtime.dispose()
server.disconnect()
