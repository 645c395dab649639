import * as Fiber from "effect/Fiber"
import * as FiberRef from "effect/FiberRef"
import type * as Metric from "effect/Metric"
import * as MetricLabel from "effect/MetricLabel"
import * as Option from "effect/Option"

/*
 * Updates metrics. Effect caches the state of a metric by the identity of its array of labels, so callers make these
 * arrays once.
 */

/** Labels of a metric. */
export type Labels = ReadonlyArray<MetricLabel.MetricLabel>

/** Makes labels. Keys without a value are omitted. */
export const makeLabels = (values: { readonly [key: string]: string | undefined }): Labels =>
  Object.entries(values).flatMap(([key, value]) => value === undefined ? [] : [MetricLabel.make(key, value)])

/** Updates a metric. Adds the labels that the program has set with `Effect.tagMetrics`. */
export const update = <In>(
  metric: Pick<Metric.Metric<unknown, In, unknown>, "unsafeUpdate">,
  input: In,
  labels: Labels
): void => {
  const fiber = Option.getOrUndefined(Fiber.getCurrentFiber())
  const added = fiber?.getFiberRef(FiberRef.currentMetricLabels) ?? []
  metric.unsafeUpdate(input, added.length === 0 ? labels : [...labels, ...added])
}
