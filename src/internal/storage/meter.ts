import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type * as PureCloud from "../../PureCloud.js"
import type * as PureCloudConfig from "../../PureCloudConfig.js"
import { elapsed } from "../http/stopwatch.js"

/** Counts of a meter. Times are readings of the stopwatch, in milliseconds. */
interface Counts {
  rows: number
  /** Rows of the earlier runs that this run continues. */
  rowsBefore: number
  pages: number
  duplicates: number
  total: number | undefined
  requests: number
  retries: number
  throttled: number
  startedAt: number | undefined
  waitsUntil: number
}

/** Makes a meter. `Export.Meter` describes its functions, and `Export.Progress` the fields of `current`. */
export const make = () => {
  const counts: Counts = {
    rows: 0,
    rowsBefore: 0,
    pages: 0,
    duplicates: 0,
    total: undefined,
    requests: 0,
    retries: 0,
    throttled: 0,
    startedAt: undefined,
    waitsUntil: -Infinity
  }
  /** Updates the counts, and records the time of the first update. */
  const update = (f: (now: number) => void): Effect.Effect<void> =>
    Effect.map(elapsed, (now) => {
      counts.startedAt ??= now
      f(now)
    })
  return {
    onPage: ({ duplicates, items, total }: Pick<PureCloud.PageInfo, "items" | "duplicates" | "total">) =>
      update(() => {
        counts.pages++
        counts.rows += items
        counts.duplicates += duplicates
        counts.total = total
      }),
    onEvent: (event: PureCloudConfig.Event) => update((now) => addEvent(counts, event, now)),
    onResume: ({ pages, rows }: { readonly rows: number; readonly pages: number }) =>
      Effect.sync(() => {
        counts.rowsBefore = rows
        counts.pages += pages
      }),
    current: Effect.map(elapsed, (now) => progressOf(counts, now))
  }
}

const addEvent = (counts: Counts, event: PureCloudConfig.Event, now: number): void => {
  if (event._tag === "Attempt") {
    counts.requests++
    if (event.attempt > 1) counts.retries++
  } else if (event._tag === "Response" && event.status === 429) {
    counts.throttled++
  } else if (event._tag === "Wait" && event.reason !== "Backoff") {
    counts.waitsUntil = Math.max(counts.waitsUntil, now + Duration.toMillis(event.delay))
  }
}

const progressOf = (counts: Counts, now: number) => {
  const { duplicates, pages, requests, retries, rows, rowsBefore, startedAt, throttled, total, waitsUntil } = counts
  const elapsed = startedAt === undefined ? 0 : now - startedAt
  const rate = elapsed <= 0 ? 0 : (rows / elapsed) * 1000
  const done = rowsBefore + rows
  return {
    done,
    total,
    duplicates,
    pages,
    requests,
    retries,
    throttled,
    elapsed: Duration.millis(elapsed),
    rate,
    eta: total === undefined || rate === 0 ? undefined : Duration.seconds(Math.max(0, total - done) / rate),
    waiting: waitsUntil > now ? Duration.millis(waitsUntil - now) : undefined
  }
}
