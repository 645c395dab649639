/**
 * The cost of starting a program: the import of the package, and a bundle from its start to the first page.
 */
import { ours, type Row } from "./sample.js"

/**
 * Prints the CPU time of imports in milliseconds, without the imports that each program with schemas and an HTTP client
 * has.
 */
const importing = (modules: ReadonlyArray<string>) => `
  for (const name of ["effect/Schema", "@effect/platform/HttpClient"]) await import(name)
  const start = process.cpuUsage()
  for (const name of ${JSON.stringify(modules)}) await import(name)
  const { system, user } = process.cpuUsage(start)
  process.stdout.write(String((system + user) / 1000))`

export const rows: ReadonlyArray<Row> = [
  {
    id: "import",
    title: "import of Auth, PureCloud and Users, without effect/Schema and HttpClient",
    metric: "ms",
    target: 40,
    variants: {
      [ours]: { script: importing(["Auth", "PureCloud", "Users"].map((name) => `effect-purecloud/${name}`)) }
    }
  },
  {
    id: "cold-start",
    title: "bundle that lists users: start to first page",
    metric: "cpu",
    base: "vendor",
    target: 1.1,
    variants: {
      vendor: { bundle: "startup/vendor.ts" },
      HttpClient: { bundle: "startup/httpClient.ts" },
      [ours]: { bundle: "startup/ours.ts" }
    }
  },
  {
    id: "bundle",
    title: "the same bundle: own code, without effect and platform",
    metric: "KB",
    target: 30,
    rounds: 1,
    variants: { [ours]: { bundle: "startup/ours.ts" } }
  }
]
