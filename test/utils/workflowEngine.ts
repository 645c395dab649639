/**
 * An engine of workflows in memory that loses the result of each activity and repeats it.
 */
import * as EffectWorkflow from "@effect/workflow/Workflow"
import { makeUnsafe, WorkflowEngine, WorkflowInstance } from "@effect/workflow/WorkflowEngine"
import { Effect, Layer } from "effect"

type Execute = (
  payload: object,
  executionId: string
) => Effect.Effect<unknown, unknown, WorkflowInstance | WorkflowEngine>

/** An engine that runs each activity to its end a number of times, and returns the last result. */
export const engine = (times: number, between: (activity: string) => Effect.Effect<void> = () => Effect.void) => {
  const workflows = new Map<string, Execute>()
  const unused = () => Effect.dieMessage("not used")
  const self: WorkflowEngine["Type"] = makeUnsafe({
    register: (workflow, execute) => Effect.sync(() => void workflows.set(workflow.name, execute)),
    // The type of the result depends on `discard`, which this engine does not support.
    execute: (workflow, { executionId, payload }) =>
      workflows.get(workflow.name)!(payload, executionId).pipe(
        EffectWorkflow.intoResult,
        Effect.provideService(WorkflowInstance, WorkflowInstance.initial(workflow, executionId)),
        Effect.provideService(WorkflowEngine, self)
      ) as never,
    activityExecute: (activity) => {
      const once = EffectWorkflow.intoResult(activity.executeEncoded)
      const again = Effect.zipRight(between(activity.name), once)
      return Array.from({ length: times - 1 }, () => again).reduce(
        (before, next) => Effect.zipRight(before, next),
        once
      )
    },
    poll: unused,
    interrupt: unused,
    resume: unused,
    deferredResult: unused,
    deferredDone: unused,
    scheduleClock: unused
  })
  return Layer.succeed(WorkflowEngine, self)
}

/** Registers a workflow on an engine, and runs a program with both. */
export const on = <A, E, R, R2>(
  { layer }: { readonly layer: Layer.Layer<never, never, R2> },
  used: Layer.Layer<WorkflowEngine>,
  program: Effect.Effect<A, E, R>
) => Effect.provide(program, Layer.provideMerge(layer, used))
