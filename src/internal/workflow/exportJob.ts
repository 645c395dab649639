import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import * as ExportJob from "../../ExportJob.js"
import type * as PureCloud from "../../PureCloud.js"
import type { ExportError, PureCloudError } from "../../PureCloudError.js"
import * as Durable from "./durable.js"

/*
 * An export as a workflow. The parent makes the plan, executes a workflow for each range, and merges the steps.
 */

/** Options of a workflow, which `Workflow` documents. */
export interface Options<Name extends string, A, I, R> {
  readonly name: Name
  readonly payload: Schema.Schema<A, I>
  readonly job: (payload: A) => ExportJob.ExportJob<R>
  readonly plan: (
    job: ExportJob.ExportJob<R>,
    payload: A
  ) => Effect.Effect<ReadonlyArray<ExportJob.Cursor>, PureCloudError | ExportError, R | PureCloud.PureCloud>
  readonly retry: Durable.Retry
}

/** Makes the workflow, and the layer that carries it out. */
export const exportJob = <const Name extends string, A, I, R>(options: Options<Name, A, I, R>) => {
  const { job, name, plan, retry } = options
  const whole = Durable.make(name, Schema.Struct({ payload: options.payload }), ExportJob.Report, Durable.errors())
  const range = Durable.make(
    `${name}/range`,
    Schema.Struct({ payload: options.payload, first: ExportJob.Cursor }),
    Schema.Void,
    Durable.errors()
  )

  const rangeLayer = range.toLayer(({ first, payload }) =>
    Effect.gen(function*() {
      let cursor: ExportJob.Cursor | undefined = first
      while (cursor !== undefined) {
        const step: ExportJob.Step = yield* Durable.activity(
          `step-${cursor.step}`,
          ExportJob.Step,
          ExportJob.step(job(payload), cursor),
          retry
        )
        cursor = step.next
      }
    })
  )

  const wholeLayer = whole.toLayer(({ payload }) =>
    Effect.gen(function*() {
      const made = job(payload)
      const activity = <A2, I2, R2>(
        name: string,
        success: Schema.Schema<A2, I2>,
        self: Effect.Effect<A2, PureCloudError | ExportError, R2>
      ) => Durable.activity(name, success, self, retry)
      const cursors = yield* activity("plan", Schema.Array(ExportJob.Cursor), plan(made, payload))
      yield* Effect.forEach(cursors, (first) => range.execute({ payload, first }), {
        concurrency: "unbounded",
        discard: true
      })
      const report = yield* activity("merge", ExportJob.Report, ExportJob.merge(made, cursors))
      yield* activity("clean", Schema.Void, ExportJob.clean(made))
      return report
    })
  )

  return {
    workflow: whole,
    execute: (payload: A) => whole.execute({ payload }),
    layer: Layer.merge(wholeLayer, rangeLayer)
  }
}
