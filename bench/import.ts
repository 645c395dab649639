/**
 * What importing the package costs: processor time of a process that imports it, over one that imports only what any
 * program with schemas and an HTTP client imports. Run it with `npm run build && npx tsx bench/import.ts`.
 */
import { spawnSync } from "node:child_process"

const rounds = 15

const dependencies = ["effect/Schema", "@effect/platform/HttpClient"]
const cases: ReadonlyArray<readonly [name: string, modules: ReadonlyArray<string>]> = [
  ["Auth", ["Auth"]],
  ["Auth, PureCloud", ["Auth", "PureCloud"]],
  ["Auth, PureCloud, Users", ["Auth", "PureCloud", "Users"]]
]

/** Milliseconds of processor time that the last imports of a fresh process take. */
const millisOf = (before: ReadonlyArray<string>, measured: ReadonlyArray<string>): number => {
  const script = `
    for (const name of ${JSON.stringify(before)}) await import(name)
    const start = process.cpuUsage()
    for (const name of ${JSON.stringify(measured)}) await import(name)
    const { system, user } = process.cpuUsage(start)
    console.log((system + user) / 1000)`
  const { status, stderr, stdout } = spawnSync(process.execPath, ["--input-type=module", "--eval", script], {
    encoding: "utf8"
  })
  if (status !== 0) throw new Error(stderr)
  return Number(stdout)
}

const median = (values: ReadonlyArray<number>): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN

const report = (name: string, before: ReadonlyArray<string>, measured: ReadonlyArray<string>): void => {
  const times = Array.from({ length: rounds }, () => millisOf(before, measured))
  console.log(`${name.padEnd(32)} median ${median(times).toFixed(1)} ms, least ${Math.min(...times).toFixed(1)} ms`)
}

report(dependencies.join(", "), [], dependencies)
for (const [name, modules] of cases) {
  report(`+ ${name}`, dependencies, modules.map((module) => `effect-purecloud/${module}`))
}
