/**
 * A tracer that records its spans.
 */
import type { Exit } from "effect"
import { Tracer } from "effect"

export interface RecordedSpan extends Tracer.Span {
  readonly attributes: Map<string, unknown>
  readonly events: Array<readonly [name: string, attributes: Record<string, unknown>]>
  /** The times at which the span was ended, in nanoseconds since 1970. */
  readonly ends: Array<bigint>
  /** One exit for each time that the span was ended. */
  readonly exits: Array<Exit.Exit<unknown, unknown>>
}

export const traceId = "0123456789abcdef0123456789abcdef"

export const recordingTracer = (): {
  readonly spans: ReadonlyArray<RecordedSpan>
  readonly tracer: Tracer.Tracer
} => {
  const spans: Array<RecordedSpan> = []
  const tracer = Tracer.make({
    context: (f) => f(),
    span: (name, parent, context, links, startTime, kind, options) => {
      const attributes = new Map<string, unknown>(Object.entries(options?.attributes ?? {}))
      const events: RecordedSpan["events"] = []
      const ends: RecordedSpan["ends"] = []
      const exits: RecordedSpan["exits"] = []
      const span: RecordedSpan = {
        _tag: "Span",
        spanId: (spans.length + 1).toString(16).padStart(16, "0"),
        traceId,
        sampled: true,
        name,
        parent,
        context,
        status: { _tag: "Started", startTime },
        attributes,
        events,
        ends,
        exits,
        links,
        kind,
        attribute: (key, value) => void attributes.set(key, value),
        event: (name, _, attributes = {}) => void events.push([name, attributes]),
        addLinks: () => {},
        end: (time, exit) => {
          ends.push(time)
          exits.push(exit)
        }
      }
      spans.push(span)
      return span
    }
  })
  return { spans, tracer }
}
