// @effect-diagnostics processEnv:off
import * as Console from "effect/Console"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import type * as Export from "../Export.js"

/*
 * Shows the progress of an export: as a bar on a terminal, otherwise as a line every five seconds. Environment
 * variables and streams of the process describe the terminal.
 */

const integer = (n: number) => Math.round(n).toLocaleString("en")

/** Formats a duration, rounded up to whole seconds. */
const seconds = (duration: Duration.Duration) =>
  Duration.format(Duration.seconds(Math.ceil(Duration.toSeconds(duration)))) || "0s"

/** Returns the parts of a line, the most important first. */
const partsOf = ({ done, eta, rate, requests, total, waiting }: Export.Progress): ReadonlyArray<string> => [
  `${integer(done)}${total === undefined ? "" : ` of ${integer(total)}`} users`,
  ...(waiting === undefined ? [] : [`waiting ${seconds(waiting)} for the rate limit`]),
  ...(eta === undefined || done === total ? [] : [`${seconds(eta)} left`]),
  `${integer(rate)} users/s`,
  `${integer(requests)} requests`
]

/**
 * Joins as many parts as fit into the width. A part that does not fit is omitted, because half a number would mislead.
 */
const fit = (parts: ReadonlyArray<string>, width: number): string => {
  const lines = parts.map((_, i) => parts.slice(0, i + 1).join(", "))
  return lines.filter(({ length }) => length <= width).at(-1) ?? ""
}

/** Returns the bar and the text beside it, for the width of a terminal. Each character takes one column. */
const bar = (progress: Export.Progress, columns: number): string => {
  const { done, total } = progress
  const share = total === undefined || total === 0 ? 0 : Math.min(1, done / total)
  const cells = total === undefined ? 0 : Math.min(30, Math.floor((columns - 50) / 3))
  const filled = Math.round(share * cells)
  const drawn = cells < 5 ? "" : `[${"#".repeat(filled)}${".".repeat(cells - filled)}] `
  const percentage = total === undefined ? [] : [`${String(Math.floor(share * 100)).padStart(3)} %`]
  // Some terminals wrap as soon as their last column is written.
  return drawn + fit([...percentage, ...partsOf(progress)], columns - 1 - drawn.length)
}

/** Whether escape sequences may be written to stderr. `NO_COLOR` is a convention: https://no-color.org */
const isTerminal = (): boolean =>
  process.stderr.isTTY === true && (process.env["NO_COLOR"] ?? "") === "" && process.env["TERM"] !== "dumb"

/** Returns the width of the terminal. Node updates it when the terminal is resized; some terminals report none. */
const columns = (): number => process.stderr.columns || 80

const draw = (progress: Export.Progress): Effect.Effect<void> =>
  isTerminal()
    ? Effect.sync(() => void process.stderr.write(`\r\u001b[K${bar(progress, columns())}`))
    : Console.error(partsOf(progress).join(", "))

/** Ends the line of the bar, so that other output begins on a new line. */
const endLine: Effect.Effect<void> = Effect.sync(() => void (isTerminal() && process.stderr.write("\n")))

/** Shows the progress of a meter while an effect runs. */
export const show = <A, E, R>(meter: Export.Meter, self: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
  Effect.suspend(() => {
    let isDrawn = false
    const drawNext = (progress: Export.Progress): Effect.Effect<void> => {
      isDrawn = true
      return draw(progress)
    }
    return meter.every(isTerminal() ? "100 millis" : "5 seconds").pipe(
      Stream.drop(1),
      Stream.runForEach(drawNext),
      Effect.zipRight(Effect.never),
      Effect.raceFirst(self),
      Effect.tap(() => Effect.flatMap(meter.current, drawNext)),
      Effect.ensuring(Effect.suspend(() => isDrawn ? endLine : Effect.void))
    )
  })
