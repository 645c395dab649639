/**
 * Draws how far a long read is: a bar on a terminal, a line now and then elsewhere.
 */
import { Console, Duration, Effect, Stream } from "effect"
import type * as Export from "effect-purecloud/Export"

const whole = (n: number) => Math.round(n).toLocaleString("en")

/** To the second, and something even where it is soon. */
const seconds = (duration: Duration.Duration) =>
  Duration.format(Duration.seconds(Math.ceil(Duration.toSeconds(duration)))) || "0s"

const line = ({ done, eta, rate, requests, total, waiting }: Export.Progress): string =>
  [
    `${whole(done)}${total === undefined ? "" : ` of ${whole(total)}`} users`,
    `${requests} requests`,
    `${whole(rate)} users/s`,
    ...(eta === undefined || done === total ? [] : [`${seconds(eta)} left`]),
    ...(waiting === undefined ? [] : [`waiting ${seconds(waiting)} for the rate limit`])
  ].join(", ")

const bar = ({ done, total }: Export.Progress): string => {
  const part = total === undefined || total === 0 ? 0 : Math.min(1, done / total)
  return `[${"#".repeat(Math.round(part * 30)).padEnd(30, ".")}] ${String(Math.floor(part * 100)).padStart(3)} %`
}

/** Shows a meter while an effect runs. */
export const show = <A, E, R>(meter: Export.Meter, self: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> => {
  const isTerminal = process.stderr.isTTY === true
  const draw = (progress: Export.Progress) =>
    isTerminal
      ? Effect.sync(() => process.stderr.write(`\r\u001b[K${bar(progress)} ${line(progress)}`))
      : Console.error(line(progress))
  const drawing = meter.every(isTerminal ? "100 millis" : "1 second").pipe(Stream.drop(1), Stream.runForEach(draw))
  return Effect.raceFirst(self, Effect.zipRight(drawing, Effect.never)).pipe(
    Effect.tap(() => Effect.flatMap(meter.current, draw)),
    Effect.ensuring(Effect.sync(() => isTerminal && process.stderr.write("\n")))
  )
}
