/**
 * The measurements: rows of a table, each with some variants. A sample is one run of a variant, in a separate process.
 */
import * as Http from "node:http"
import * as Path from "node:path"
import { text } from "node:stream/consumers"

export interface Service {
  readonly url: string
  readonly users: number
}

export type ServiceName = "users" | "small users" | "20 ms" | "100 ms" | "many users" | "most users"

/**
 * Does a part of the work of a row: 1 for all of it, less for the warm-up. Returns a value if the metric is not time.
 */
export type Job = (service: Service, part: number) => Promise<number | void>

export interface Row {
  readonly id: string
  readonly title: string
  /**
   * - `cpu`: CPU time divided by that of the base
   * - `speed`: elapsed time of the base divided by that of the variant
   * - otherwise the unit of the values that the variants return
   */
  readonly metric: "cpu" | "speed" | "ms" | "KB" | "MB" | "×"
  readonly base?: string
  /** The target of `effect-purecloud`: a maximum, or a minimum for `speed`. */
  readonly target: number
  readonly rounds?: number
  /** The part of the work that is done before the measurement, together with the imports. Default: 0.1. */
  readonly warmUp?: number
  /** The listener of the service. Default: `"users"`. */
  readonly service?: ServiceName
  /** A job of this module, a program that is bundled with its imports, or a script that runs unchanged. */
  readonly variants: { readonly [name: string]: Job | { readonly bundle: string } | { readonly script: string } }
}

export const ours = "effect-purecloud"

/** The measured value of a variant, and the utilization of the service meanwhile. */
export interface Sample {
  readonly figure: number
  readonly utilization: number
}

/** Requests the utilization of the service since the last such request. */
const utilizationOf = ({ url }: Service): Promise<number> =>
  new Promise((resolve, reject) =>
    Http.get(`${url}/utilization`, (response) => text(response).then((share) => resolve(Number(share)), reject))
      .on("error", reject)
  )

/** Runs the sample in the arguments, if this process was started for this subject, and prints its result as JSON. */
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
