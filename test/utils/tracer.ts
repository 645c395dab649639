/**
 * A tracer that records its spans.
 */
import type { Exit } from "effect"
import { Tracer } from "effect"

export interface RecordedSpan extends Tracer.Span {
  readonly attributes: Map<string, unknown>
  readonly events: Array<Parameters<Tracer.Span["event"]>>
  /** How the span ended, `undefined` until then. */
  exit?: Exit.Exit<unknown, unknown>
}

export const recordingTracer = (): {
  readonly spans: ReadonlyArray<RecordedSpan>
  readonly tracer: Tracer.Tracer
} => {
  const spans: Array<RecordedSpan> = []
  const tracer = Tracer.make({
    context: (f) => f(),
    span: (name, parent, context, links, startTime, kind) => {
      const attributes = new Map<string, unknown>()
      const events: RecordedSpan["events"] = []
      const span: RecordedSpan = {
        _tag: "Span",
        spanId: "0123456789abcdef",
        traceId: "0123456789abcdef0123456789abcdef",
        sampled: true,
        name,
        parent,
        context,
        status: { _tag: "Started", startTime },
        attributes,
        events,
        links,
        kind,
        attribute: (key, value) => void attributes.set(key, value),
        event: (...event) => void events.push(event),
        addLinks: () => {},
        end: (_, exit) => void (span.exit = exit)
      }
      spans.push(span)
      return span
    }
  })
  return { spans, tracer }
}
