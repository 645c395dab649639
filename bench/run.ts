/**
 * Measures all rows, or those whose id begins with an argument, and prints the table. With all rows, it also writes the
 * table and the plot of bench/results, and the table of the README. `--rounds N` takes up to N samples of each variant
 * instead of 3. `--quick` takes one sample of a tenth of the work, which shows that each row runs, and writes no files.
 */
import * as Esbuild from "esbuild"
import { execFile, execFileSync, fork } from "node:child_process"
import { once } from "node:events"
import * as Fs from "node:fs"
import * as Path from "node:path"
import { parseArgs, promisify } from "node:util"
import * as Calls from "./calls.js"
import * as Files from "./files.js"
import * as Guard from "./guard.js"
import * as Latency from "./latency.js"
import * as Memory from "./memory.js"
import * as Pages from "./pages.js"
import { inReadme, line, type Measured, plot, table } from "./report.js"
import { ours, type Row, type Sample, type Service, type ServiceName } from "./sample.js"
import type { Listener } from "./server.js"
import * as Startup from "./startup.js"

const root = Path.join(import.meta.dirname, "..")
const built = Path.join(import.meta.dirname, ".build")

const subjects = {
  pages: Pages.rows,
  files: Files.rows,
  calls: Calls.rows,
  latency: Latency.rows,
  guard: Guard.rows,
  startup: Startup.rows,
  memory: Memory.rows
}

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: "boolean", default: false }, rounds: { type: "string" } }
})
const rounds = Number(values.rounds ?? (values.quick ? 1 : 3))
if (!(rounds >= 1)) throw new Error("--rounds takes a number, from 1 on")

/** Variants that have no target have fewer samples. */
const roundsOf = (row: Row, variant: string): number =>
  Math.min(rounds, row.rounds ?? rounds, variant === ours || variant === row.base ? Infinity : 2)

const isChosen = ({ id }: Row) => positionals.length === 0 || positionals.some((prefix) => id.startsWith(prefix))

// ------------------------------------------------------------------------------------------------------------ builds

/** Installs the other clients, which are not dependencies of the package. */
const install = () => {
  if (Fs.existsSync(Path.join(import.meta.dirname, "node_modules/purecloud-platform-client-v2"))) return
  execFileSync("npm", ["ci", "--no-audit", "--no-fund"], { cwd: import.meta.dirname, stdio: "inherit" })
}

const common = { bundle: true, format: "esm", platform: "node" } as const

/** Bundles the subjects. Their imports are separate files, so that a variant loads only its own client. */
const buildSubjects = () =>
  Esbuild.build({
    ...common,
    tsconfig: Path.join(root, "tsconfig.json"),
    entryPoints: [...Object.keys(subjects), "server"].map((name) => Path.join(import.meta.dirname, `${name}.ts`)),
    outdir: built,
    outExtension: { ".js": ".mjs" },
    splitting: true,
    packages: "external"
  })

interface Bundle {
  readonly file: string
  /** Size of the code of this package, in KB. */
  readonly ownCode: number
}

/**
 * Bundles a program like for a deployment. The modules of the vendor's SDK are bundled, because its own bundle is larger.
 */
const buildProgram = async (entry: string): Promise<Bundle> => {
  const file = Path.join(built, entry.replace(/\.ts$/, ".mjs"))
  const { metafile } = await Esbuild.build({
    ...common,
    entryPoints: [Path.join(import.meta.dirname, entry)],
    outfile: file,
    minify: true,
    mainFields: ["module", "main"],
    metafile: true,
    absWorkingDir: root,
    tsconfigRaw: {},
    alias: aliases,
    banner: { js: "import { createRequire } from \"node:module\"; const require = createRequire(import.meta.url);" }
  })
  const [output] = Object.values(metafile.outputs)
  const own = Object.entries(output?.inputs ?? {}).filter(([path]) => path.startsWith("dist/"))
  return { file, ownCode: own.reduce((sum, [, { bytesInOutput }]) => sum + bytesInOutput, 0) / 1000 }
}

/** The published modules, for programs that are deployed. */
const aliases = Object.fromEntries(
  Fs.readdirSync(Path.join(root, "src")).filter((name) => name.endsWith(".ts")).map((name) => {
    const module = name.replace(/\.ts$/, "")
    return [`effect-purecloud/${module}`, Path.join(root, "dist/esm", `${module}.js`)]
  })
)

// ----------------------------------------------------------------------------------------------------------- samples

const scale = values.quick ? 0.1 : 1

const listeners: { readonly [name in ServiceName]: Listener } = {
  users: { users: 25_000 * scale, delayMillis: 0 },
  "small users": { users: 25_000 * scale, delayMillis: 0, small: true },
  "20 ms": { users: 2_000 * scale, delayMillis: 20 },
  // 200 pages. The first page is fetched alone, so 40 pages on 8 connections cannot be more than 40 / 6 times as fast.
  "100 ms": { users: 5_000 * scale, delayMillis: 100 },
  "many users": { users: 500_000 * scale, delayMillis: 0 },
  "most users": { users: 1_000_000 * scale, delayMillis: 0 }
}

const run = promisify(execFile)

const startServer = async () => {
  const server = fork(Path.join(built, "server.mjs"))
  server.send(Object.values(listeners))
  const [ports] = await once(server, "message") as [ReadonlyArray<number>]
  const services = Object.fromEntries(
    Object.entries(listeners).map(([name, { users }], i) => [name, { url: `http://127.0.0.1:${ports[i]}`, users }])
  ) as { readonly [name in ServiceName]: Service }
  return { services, stop: () => server.disconnect() }
}

const sampler =
  (server: Awaited<ReturnType<typeof startServer>>, bundles: ReadonlyMap<string, Bundle>) =>
  async (subject: string, row: Row, name: string): Promise<Sample> => {
    const variant = row.variants[name]
    const service = JSON.stringify(server.services[row.service ?? "users"])
    if (variant !== undefined && "bundle" in variant && row.metric === "KB") {
      return { figure: bundles.get(variant.bundle)?.ownCode ?? NaN, utilization: 0 }
    }
    if (variant === undefined || typeof variant === "function") {
      const { stdout } = await run(process.execPath, [Path.join(built, `${subject}.mjs`), row.id, name, service])
      return JSON.parse(stdout) as Sample
    }
    const args = "bundle" in variant
      ? [bundles.get(variant.bundle)?.file ?? "", service]
      : ["--input-type=module", "--eval", variant.script]
    const { stdout } = await run(process.execPath, args, { cwd: root })
    return { figure: Number(stdout), utilization: 0 }
  }

// -------------------------------------------------------------------------------------------------------------- main

install()
await buildSubjects()
const programs = Startup.rows.flatMap(({ variants }) =>
  Object.values(variants).flatMap((variant) =>
    typeof variant === "object" && "bundle" in variant ? [variant.bundle] : []
  )
)
const bundles = new Map<string, Bundle>()
for (const program of new Set(programs)) bundles.set(program, await buildProgram(program))
const server = await startServer()
const sample = sampler(server, bundles)

const measured: Array<Measured> = []
for (const [subject, rows] of Object.entries(subjects)) {
  for (const row of rows.filter(isChosen)) {
    const samples: Measured = { row, figures: new Map(), utilization: 0 }
    // Variants are interleaved, so that other load of the machine affects all of them.
    for (let round = 0; round < rounds; round++) {
      for (const name of Object.keys(row.variants).filter((name) => round < roundsOf(row, name))) {
        const { figure, utilization } = await sample(subject, row, name)
        if (!Number.isFinite(figure)) throw new Error(`${row.id} of ${name} gave no figure`)
        samples.figures.set(name, [...samples.figures.get(name) ?? [], figure])
        samples.utilization = Math.max(samples.utilization, utilization)
      }
    }
    measured.push(samples)
    console.log(line(samples))
  }
}
server.stop()

console.log(`\n${table(measured)}`)
if (positionals.length === 0 && !values.quick) {
  const results = Path.join(import.meta.dirname, "results")
  Fs.mkdirSync(results, { recursive: true })
  Fs.writeFileSync(Path.join(results, "results.md"), table(measured))
  Fs.writeFileSync(Path.join(results, "results.svg"), plot(measured))
  const readme = Path.join(root, "README.md")
  Fs.writeFileSync(readme, inReadme(Fs.readFileSync(readme, "utf8"), measured))
}
