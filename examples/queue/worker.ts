/**
 * Exports users as a job of BullMQ over Redis. Start any number of workers with `npx tsx examples/queue/worker.ts`, and add
 * exports with {@link add}. Each range of pages is a job. When all ranges are recorded, the last job merges them into the
 * file. REDIS_URL specifies the server, and PURECLOUD_* the organization. All workers need the directory of the file.
 */
import { NodeContext } from "@effect/platform-node"
import { FlowProducer, Worker } from "bullmq"
import { Effect, Layer, ManagedRuntime, Schema } from "effect"
import * as Export from "effect-purecloud/Export"
import * as ExportJob from "effect-purecloud/ExportJob"
import type { User } from "effect-purecloud/models/User"
import * as NodeHttp from "effect-purecloud/NodeHttp"
import * as PureCloud from "effect-purecloud/PureCloud"
import * as Users from "effect-purecloud/Users"
import { fileURLToPath } from "node:url"

const queueName = "export-users"
const connection = { url: process.env["REDIS_URL"] ?? "redis://127.0.0.1:6379", maxRetriesPerRequest: null }

/** Data of a job: the export, and the first cursor of a range, or of all ranges for the merge. */
const Data = Schema.Struct({ id: Schema.String, path: Schema.String, plan: Schema.Array(ExportJob.Cursor) })

type Options = Omit<typeof Data.Type, "plan">
const format = Export.csv<User, "id" | "name" | "email">({ columns: ["id", "name", "email"] })
const jobOf = ({ id, path }: Options) =>
  ExportJob.make(Users.getUsers, { id, path, format, pageSize: 25, pagesPerStep: 1 })

type Services = PureCloud.PureCloud | NodeContext.NodeContext

/** Runs the steps of a range. A range that a killed worker left behind continues: its recorded steps read nothing. */
const runRange = (job: ExportJob.ExportJob, cursor: ExportJob.Cursor): Effect.Effect<void, unknown, Services> =>
  Effect.flatMap(ExportJob.step(job, cursor), ({ next }) => next ? runRange(job, next) : Effect.void)

/** Adds an export: a job for each range, and the job of the merge, which waits for them. */
export const add = (options: Options) =>
  Effect.gen(function*() {
    const plan = yield* ExportJob.plan(jobOf(options), { ranges: 10 })
    const opts = { attempts: 10, backoff: { type: "exponential", delay: 1000 } }
    const task = (name: string, plan: unknown) => ({ name, queueName, data: { ...options, plan }, opts })
    const flow = { ...task("merge", plan), children: plan.map((first) => task("range", [first])) }
    const producer = new FlowProducer({ connection })
    yield* Effect.promise(() => producer.add(flow).finally(() => producer.close()))
  })

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const live = Layer.merge(PureCloud.layerConfig().pipe(Layer.provide(NodeHttp.layerConfig())), NodeContext.layer)
  const { runPromise } = ManagedRuntime.make(live)
  // The jobs of a killed worker are repeated after the lock has expired.
  const options = { connection, concurrency: 2, lockDuration: 5000, stalledInterval: 1000, maxStalledCount: 10 }
  new Worker(queueName, ({ data, name }) => {
    const { plan, ...options } = Schema.decodeUnknownSync(Data)(data)
    const job = jobOf(options)
    const merge = Effect.zipLeft(ExportJob.merge(job, plan), ExportJob.clean(job))
    return runPromise<unknown, unknown>(
      name === "merge" ? merge : Effect.forEach(plan, (first) => runRange(job, first))
    )
  }, options)
}
