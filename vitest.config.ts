import { availableParallelism } from "node:os"
import { fileURLToPath } from "node:url"
import { defineConfig } from "vitest/config"

const src = fileURLToPath(new URL("src", import.meta.url))

/** The files of each mode: `--mode long` runs the tests that take long, `--mode browser` those that need a browser. */
const files: { readonly [mode: string]: { readonly include: Array<string>; readonly exclude: Array<string> } } = {
  browser: { include: ["test/browser/*.test.ts"], exclude: [] },
  long: { include: ["test/**/*.long.test.ts"], exclude: [] }
}

const usual = {
  include: ["test/**/*.test.ts", "examples/**/*.test.ts"],
  exclude: ["test/**/*.long.test.ts", "test/browser/**"]
}

/** Where the JSON report of a mode goes in CI, which counts the tests in it. */
const reports: { readonly [mode: string]: string } = { test: "tmp/vitest.json", long: "tmp/vitest-long.json" }

/** Number of processes. It is larger than the number of cores, because tests wait for timers and other processes. */
const workers = Math.ceil(availableParallelism() * 1.5)

export default defineConfig(({ mode }) => ({
  resolve: {
    alias: [
      { find: /^effect-purecloud$/, replacement: `${src}/index.ts` },
      { find: /^effect-purecloud\/(.*)$/, replacement: `${src}/$1.ts` }
    ]
  },
  test: {
    ...(files[mode] ?? usual),
    // A process runs many files, because loading Effect and the sources for each file takes longer than most tests.
    pool: "forks",
    isolate: false,
    minWorkers: workers,
    maxWorkers: workers,
    // The default makes the garbage collector a fifth of the CPU time.
    poolOptions: { forks: { execArgv: ["--max-semi-space-size=64"] } },
    // A test that hangs ends. A machine that is busy makes no test fail.
    testTimeout: mode === "long" ? 600_000 : 120_000,
    hookTimeout: 120_000,
    reporters: process.env.CI && reports[mode] !== undefined
      ? ["default", ["json", { outputFile: reports[mode] }]]
      : ["default"]
  }
}))
