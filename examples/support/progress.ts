/**
 * What a long read tells of itself: a bar on a terminal, a line now and then elsewhere.
 */
import { Clock, Console, Duration, Effect, Schedule } from "effect"
import type * as PureCloud from "effect-purecloud/PureCloud"
import type * as PureCloudConfig from "effect-purecloud/PureCloudConfig"

export interface Counts {
  users: number
  total: number | undefined
  pages: number
  duplicates: number
  requests: number
  retries: number
  throttled: number
  waitingUntil: number
}

/** Counts what the two hooks tell. */
export const make = () => {
  const counts: Counts = {
    users: 0,
    total: undefined,
    pages: 0,
    duplicates: 0,
    requests: 0,
    retries: 0,
    throttled: 0,
    waitingUntil: 0
  }
  const onPage = (page: PureCloud.PageInfo): Effect.Effect<void> =>
    Effect.sync(() => {
      counts.pages++
      counts.users += page.items
      counts.duplicates += page.duplicates
      counts.total = page.total
    })
  const onEvent = (event: PureCloudConfig.Event): Effect.Effect<void> =>
    Effect.clockWith((clock) =>
      Effect.sync(() => {
        if (event._tag === "Attempt") {
          counts.requests++
          if (event.attempt > 1) counts.retries++
        }
        if (event._tag === "Answer" && event.status === 429) counts.throttled++
        if (event._tag === "Wait") {
          counts.waitingUntil = clock.unsafeCurrentTimeMillis() + Duration.toMillis(event.delay)
        }
      })
    )
  return { counts, onPage, onEvent }
}

const line = (counts: Counts, now: number, startedAt: number): string => {
  const seconds = Math.max(0.001, (now - startedAt) / 1000)
  const rate = `${Math.round(counts.users / seconds).toLocaleString("en")} users/s`
  const waits = counts.waitingUntil > now ? `, waiting ${Math.ceil((counts.waitingUntil - now) / 1000)} s` : ""
  const of = counts.total === undefined ? "" : ` of ${counts.total.toLocaleString("en")}`
  return `${counts.users.toLocaleString("en")}${of} users, ${counts.requests} requests, ${rate}${waits}`
}

const bar = (counts: Counts): string => {
  const part = counts.total === undefined || counts.total === 0 ? 0 : Math.min(1, counts.users / counts.total)
  return `[${"#".repeat(Math.round(part * 30)).padEnd(30, ".")}] ${String(Math.floor(part * 100)).padStart(3)} %`
}

/** Shows the counts while an effect runs. */
export const show = <A, E, R>(counts: Counts, self: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
  Effect.gen(function*() {
    const startedAt = yield* Clock.currentTimeMillis
    const isTerminal = process.stderr.isTTY === true
    const print = Effect.flatMap(Clock.currentTimeMillis, (now) =>
      isTerminal
        ? Effect.sync(() => process.stderr.write(`\r\u001b[K${bar(counts)} ${line(counts, now, startedAt)}`))
        : Console.error(line(counts, now, startedAt)))
    const ticking = print.pipe(
      Effect.delay(isTerminal ? "100 millis" : "1 seconds"),
      Effect.repeat(Schedule.forever)
    )
    const result = yield* Effect.raceFirst(self, Effect.zipRight(ticking, Effect.never))
    yield* print
    if (isTerminal) yield* Effect.sync(() => process.stderr.write("\n"))
    return result
  })
