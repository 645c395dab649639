/**
 * Texts in which a program may show a value, for tests that search them for secrets.
 */
import { Cause, Effect, Layer, Logger, LogLevel } from "effect"
import { inspect } from "node:util"
import { recordingTracer } from "./tracer.js"

const everything = { depth: Infinity, getters: true, maxArrayLength: null, maxStringLength: null }

const orEmpty = (text: () => string | undefined): string => {
  try {
    return text() ?? ""
  } catch {
    return ""
  }
}

/** Returns the text of a value in each form, for example as JSON and with `inspect`. */
export const shown = (value: unknown): string =>
  [
    orEmpty(() => String(value)),
    inspect(value, { ...everything, showHidden: true }),
    inspect(value, { ...everything, customInspect: false }),
    orEmpty(() => JSON.stringify(value, (_, inner: unknown) => typeof inner === "bigint" ? String(inner) : inner))
  ].join("\n")

/** Returns the text of a cause and of its errors in each form. */
export const shownCause = (cause: Cause.Cause<unknown>): string =>
  [
    shown(cause),
    Cause.pretty(cause, { renderErrorCause: true }),
    ...[...Cause.failures(cause)].flatMap((error) => [
      shown(error),
      ...error instanceof Error ? [error.message, String(error.stack)] : []
    ])
  ].join("\n")

/** Runs an effect. Returns its exit, its spans, and the texts of its log and its spans. */
export const observed = <A, E, R>(self: Effect.Effect<A, E, R>) =>
  Effect.gen(function*() {
    const log: Array<string> = []
    const { spans, tracer } = recordingTracer()
    const logger = Logger.make(({ annotations, cause, message }) =>
      void log.push(shown(message), shownCause(cause), shown([...annotations]))
    )
    const exit = yield* self.pipe(
      Effect.exit,
      Effect.withTracer(tracer),
      Effect.provide(Layer.merge(Logger.replace(Logger.defaultLogger, logger), Logger.minimumLogLevel(LogLevel.All)))
    )
    const traces = spans.flatMap(({ attributes, events, exits, name }) => [
      shown([name, [...attributes], events]),
      ...exits.map((exit) => exit._tag === "Failure" ? shownCause(exit.cause) : shown(exit))
    ])
    return { exit, spans, texts: [...log, ...traces] }
  })
