/**
 * Loggers that record what is logged.
 */
import { Cause, Layer, Logger, LogLevel } from "effect"

/**
 * A logger that replaces the default one, and the lines that it received: the level, the message, and the cause if there
 * is one.
 */
export const recordingLogger = (minimum: LogLevel.LogLevel = LogLevel.Info) => {
  const lines: Array<string> = []
  const logger = Logger.make(({ cause, logLevel, message }) =>
    void lines.push([logLevel.label, String(message), ...Cause.isEmpty(cause) ? [] : [Cause.pretty(cause)]].join(" "))
  )
  const layer = Layer.merge(Logger.replace(Logger.defaultLogger, logger), Logger.minimumLogLevel(minimum))
  return { lines, layer }
}
