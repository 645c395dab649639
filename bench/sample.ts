/**
 * What is measured: rows of a table, each with some variants. A sample is one variant, in a process of its own.
 */
import * as Http from "node:http"
import * as Path from "node:path"
import { text } from "node:stream/consumers"

export interface Service {
  readonly url: string
  readonly users: number
}

export type ServiceName = "users" | "small users" | "20 ms" | "100 ms" | "many users" | "most users"

/** Does a part of the work of a row: all of it, or less to warm up. Returns a figure where not time is measured. */
export type Job = (service: Service, part: number) => Promise<number | void>

export interface Row {
  readonly id: string
  readonly title: string
  /**
   * - `cpu`: processor time, divided by that of the base
   * - `speed`: time of the base, divided by the time of the variant
   * - otherwise the unit of what the variants report
   */
  readonly metric: "cpu" | "speed" | "ms" | "KB" | "MB" | "×"
  readonly base?: string
  /** What `effect-purecloud` has to reach: at most this, or at least this for `speed`. */
  readonly target: number
  readonly rounds?: number
  /** The part of the work that is done before the measured one, which includes the imports. Default 0.1. */
  readonly warmUp?: number
  /** Default `"users"`. */
  readonly service?: ServiceName
  /** A job of this module, a program that is bundled with all it imports, or a script that runs as it is. */
  readonly variants: { readonly [name: string]: Job | { readonly bundle: string } | { readonly script: string } }
}

export const ours = "effect-purecloud"

/** The figure of a variant, and the share of the time in which the service was busy meanwhile. */
export interface Sample {
  readonly figure: number
  readonly utilization: number
}

/** Asks the service for the share of the time since the last such request in which it was busy. */
const utilizationOf = ({ url }: Service): Promise<number> =>
  new Promise((resolve, reject) =>
    Http.get(`${url}/utilization`, (response) => text(response).then((share) => resolve(Number(share)), reject))
      .on("error", reject)
  )

/** Runs the sample that the arguments name, if this process was started for this subject, and prints it as JSON. */
export const main = async (subject: string, rows: ReadonlyArray<Row>): Promise<void> => {
  const [, file = "", rowId, variant = "", service = ""] = process.argv
  if (Path.basename(file) !== `${subject}.mjs`) return
  const row = rows.find(({ id }) => id === rowId)
  const job = row?.variants[variant]
  if (row === undefined || typeof job !== "function") throw new Error(`there is no ${rowId} of ${variant}`)
  const given = JSON.parse(service) as Service
  await job(given, row.warmUp ?? 0.1)
  await utilizationOf(given)
  const startedAt = performance.now()
  const before = process.cpuUsage()
  const figure = await job(given, 1)
  const { system, user } = process.cpuUsage(before)
  const time = row.metric === "cpu" ? (system + user) / 1000 : performance.now() - startedAt
  const sample: Sample = { figure: figure ?? time, utilization: await utilizationOf(given) }
  process.stdout.write(JSON.stringify(sample))
  process.exit(0)
}
