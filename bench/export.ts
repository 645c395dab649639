/**
 * What an export of 1,000,000 users needs: heap and memory of this process, second by second, on the screen and in
 * `bench/export-memory.svg`; then whether all users are in the file, and none twice; then how much faster pages are read
 * beside each other. Run it with `npx tsx bench/export.ts [users]`.
 */
import { NodeContext, NodeHttpClient } from "@effect/platform-node"
import { Effect, Layer, Redacted } from "effect"
import * as Auth from "effect-purecloud/Auth"
import * as Export from "effect-purecloud/Export"
import * as ExportFile from "effect-purecloud/ExportFile"
import * as PureCloud from "effect-purecloud/PureCloud"
import * as Simulator from "effect-purecloud/Simulator"
import * as Users from "effect-purecloud/Users"
import { spawn } from "node:child_process"
import * as Fs from "node:fs"
import * as Os from "node:os"
import * as Path from "node:path"
import { createInterface } from "node:readline"

const users = Number(process.argv[2] ?? 1_000_000)
const directory = Fs.mkdtempSync(Path.join(Os.tmpdir(), "export-"))

/** Starts a simulator in a process of its own, and gives its address. */
const simulator = async (...options: ReadonlyArray<string>) => {
  const program = Path.join(import.meta.dirname, "../src/bin/simulator.ts")
  const child = spawn(
    process.execPath,
    ["--import", "tsx", program, "--port", "0", "--allowance", "1000000000", ...options],
    { stdio: ["ignore", "pipe", "inherit"] }
  )
  for await (const line of createInterface(child.stdout)) {
    const [, url] = /ready at (\S+)/.exec(line) ?? []
    if (url !== undefined) return { url, stop: () => child.kill() }
  }
  throw new Error("the simulator did not start")
}

/** Exports the users of a simulator. */
const exported = (
  url: string,
  name: string,
  options: Pick<ExportFile.CommonOptions<never>, "concurrency" | "pageSize">
) =>
  Effect.runPromise(
    ExportFile.write(Users.getUsers, { path: Path.join(directory, name), format: Export.ndjson, ...options }).pipe(
      Effect.provide([
        NodeContext.layer,
        PureCloud.layer({
          environment: { apiUrl: url, loginUrl: url },
          auth: Auth.layerClientCredentials({
            clientId: Simulator.defaultClient.id,
            clientSecret: Redacted.make(Simulator.defaultClient.secret)
          })
        }).pipe(Layer.provide(NodeHttpClient.layerUndici))
      ])
    )
  )

// ------------------------------------------------------------------------------------------------------------ memory

interface Sample {
  readonly second: number
  readonly heap: number
  readonly rss: number
}

const samples: Array<Sample> = []
const mebibytes = (bytes: number) => bytes / 2 ** 20

const large = await simulator("--users", String(users))
const startedAt = performance.now()
const seconds = () => (performance.now() - startedAt) / 1000
const sampling = setInterval(() => {
  const { heapUsed, rss } = process.memoryUsage()
  samples.push({ second: seconds(), heap: mebibytes(heapUsed), rss: mebibytes(rss) })
}, 1000)
const report = await exported(large.url, "users.ndjson", { pageSize: 500 })
const took = seconds()
clearInterval(sampling)
large.stop()

/** The samples after the first tenth, in four parts: least and most heap, least and most memory of the process. */
const warm = samples.filter(({ second }) => second > took / 10)
const parts = [0, 1, 2, 3].map((part) => {
  const some = warm.slice(Math.floor((warm.length * part) / 4), Math.floor((warm.length * (part + 1)) / 4))
  const [heap, rss] = [some.map(({ heap }) => heap), some.map(({ rss }) => rss)]
  return {
    "from s": Math.round(some[0]?.second ?? 0),
    "heap min MiB": Math.round(Math.min(...heap)),
    "heap mean MiB": Math.round(heap.reduce((a, b) => a + b, 0) / heap.length),
    "heap max MiB": Math.round(Math.max(...heap)),
    "RSS min MiB": Math.round(Math.min(...rss)),
    "RSS mean MiB": Math.round(rss.reduce((a, b) => a + b, 0) / rss.length),
    "RSS max MiB": Math.round(Math.max(...rss))
  }
})

const range = (key: "heap" | "rss") => {
  const values = warm.map((sample) => sample[key])
  return `${Math.round(Math.min(...values))} to ${Math.round(Math.max(...values))} MiB`
}

const ids = new Set<string>()
let rows = 0
for await (const line of createInterface(Fs.createReadStream(Path.join(directory, "users.ndjson")))) {
  rows++
  ids.add((JSON.parse(line) as { readonly id: string }).id)
}
const summary = `${rows.toLocaleString("en")} rows, ${(rows - ids.size).toLocaleString("en")} of them twice, ` +
  `${Math.round(report.bytes / 1e6).toLocaleString("en")} MB in ${Math.round(took)} s`

console.log(`\n${summary}; the report says ${report.rows.toLocaleString("en")} rows, moved: ${report.moved}\n`)
console.table(
  samples.filter((_, i) => i % Math.ceil(samples.length / 20) === 0).map(({ heap, rss, second }) => ({
    second: Math.round(second),
    "heap MiB": Math.round(heap),
    "RSS MiB": Math.round(rss)
  }))
)
console.log("after the first tenth, in four parts")
console.table(parts)

// -------------------------------------------------------------------------------------------------------------- plot

const plot = () => {
  const [width, height, left, top] = [800, 360, 60, 50]
  const most = Math.ceil(Math.max(...samples.map(({ rss }) => rss)) / 50) * 50
  const x = (second: number) => left + (second / took) * (width - left - 20)
  const y = (mebibytes: number) => height - 40 - (mebibytes / most) * (height - 40 - top)
  const line = (key: "heap" | "rss", color: string) =>
    `<polyline fill="none" stroke="${color}" stroke-width="1.5" points="${
      samples.map((sample) => `${x(sample.second).toFixed(1)},${y(sample[key]).toFixed(1)}`).join(" ")
    }"/>`
  const text = (x: number, y: number, anchor: string, content: string, color = "#333") =>
    `<text x="${x}" y="${y}" text-anchor="${anchor}" fill="${color}">${content}</text>`
  const rows = Array.from({ length: 6 }, (_, i) => (most * i) / 5).map((value) =>
    `<line x1="${left}" x2="${width - 20}" y1="${y(value)}" y2="${y(value)}" stroke="#ddd"/>` +
    text(left - 8, y(value) + 4, "end", String(Math.round(value)))
  )
  const columns = Array.from({ length: 6 }, (_, i) => (took * i) / 5).map((value) =>
    text(x(value), height - 22, "middle", String(Math.round(value)))
  )
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12">
<rect width="${width}" height="${height}" fill="#fff"/>
${text(left, 22, "start", `Export of ${users.toLocaleString("en")} users to NDJSON: ${summary}`)}
${text(left, 40, "start", "MiB")}
${text(width - 240, 40, "end", `resident set ${range("rss")}`, "#c50")}
${text(width - 20, 40, "end", `heap used ${range("heap")}`, "#06c")}
${rows.join("\n")}
${columns.join("\n")}
${text(width / 2, height - 6, "middle", "seconds")}
${line("rss", "#c50")}
${line("heap", "#06c")}
</svg>
`
}

Fs.writeFileSync(Path.join(import.meta.dirname, "export-memory.svg"), plot())

// ------------------------------------------------------------------------------------------------------------- speed

const slow = await simulator("--users", "5000", "--latency", "100")
const speeds: Array<{ readonly concurrency: number; readonly seconds: string; readonly times: string }> = []
let one = 0
for (const concurrency of [1, 4, 8]) {
  const from = performance.now()
  await exported(slow.url, `slow-${concurrency}`, { concurrency, pageSize: 25 })
  const millis = performance.now() - from
  if (concurrency === 1) one = millis
  speeds.push({ concurrency, seconds: (millis / 1000).toFixed(1), times: (one / millis).toFixed(2) })
}
slow.stop()
console.log("200 pages at 100 ms each, to a file")
console.table(speeds)

Fs.rmSync(directory, { recursive: true })
