import * as Arr from "effect/Array"
import * as Queue from "./waitQueue.js"

/*
 * The rate limit window of a token, as far as responses have shown it. All times are stopwatch readings in
 * milliseconds.
 */

/** Rate limit window of a token, and the requests that wait for it. */
export interface RateWindow {
  /** Maximum number of requests in a window. Infinite until a response has shown it. */
  allowed: number
  /** Start times of the requests of this program that count in the window. */
  starts: Array<number>
  /** Number of requests that other programs have sent with the same token, as far as responses show. */
  others: number
  startedAt: number
  /** Earliest possible end of the window. Responses show the end with a precision of two seconds. */
  earliestEnd: number
  /** Latest possible end of the window. */
  latestEnd: number
  /** Whether the end is estimated, because no response has shown it. */
  isEstimate: boolean
  /** End of a pause after a 429. */
  pausedUntil: number
  readonly queue: Queue.WaitQueue
  /** Signal that the first request of the queue may start earlier than expected. */
  readonly earlier: Queue.Signal
}

/** Length of a window: the service counts requests per minute. Responses show when a window ends. */
const windowMillis = 60_000

/** Precision of `inin-ratelimit-reset`, which is in whole seconds. */
const resetPrecision = 2_000

/**
 * Maximum time until the end of a window. It limits the value of a response, because an invalid header must not stop
 * all calls.
 */
const maxReset = 120_000

/** Makes the window of a token before its first response. */
export const make = (): RateWindow => ({
  allowed: Infinity,
  starts: [],
  others: 0,
  startedAt: -Infinity,
  earliestEnd: -Infinity,
  latestEnd: -Infinity,
  isEstimate: true,
  pausedUntil: -Infinity,
  queue: Queue.make(),
  earlier: Queue.makeSignal()
})

/** Starts the next window. A request that may have started after the end of the previous window counts in both. */
const begin = (window: RateWindow, startedAt: number, latestEnd: number): void => {
  window.starts = window.starts.filter((start) => start >= window.earliestEnd)
  window.others = 0
  window.startedAt = startedAt
  window.earliestEnd = latestEnd - resetPrecision
  window.latestEnd = latestEnd
  window.isEstimate = true
}

/** Returns the time when the next request may start. */
const opensAt = ({ allowed, latestEnd, others, pausedUntil, starts }: RateWindow): number =>
  starts.length + others >= allowed ? Math.max(pausedUntil, latestEnd) : pausedUntil

/** Whether the window and its pause have ended, so that the next request begins a window. */
const isOver = ({ latestEnd, pausedUntil }: RateWindow, now: number): boolean => now >= Math.max(pausedUntil, latestEnd)

/** Starts a request and returns 0, or returns the milliseconds until a request may start. */
export const start = (window: RateWindow, now: number): number => {
  if (isOver(window, now)) begin(window, now, now + windowMillis)
  const millis = opensAt(window) - now
  if (millis > 0) return millis
  window.starts.push(now)
  return 0
}

/** Returns the milliseconds until a request may start, and the number of requests that are left in the window. */
const preview = (window: RateWindow, now: number): { readonly millis: number; readonly left: number } => {
  if (!isOver(window, now)) {
    return {
      millis: opensAt(window) - now,
      left: window.allowed - window.starts.length - window.others
    }
  }
  const left = window.allowed - window.starts.filter((start) => start >= window.earliestEnd).length
  return { millis: left > 0 ? 0 : windowMillis, left }
}

/** A window for a request, and the milliseconds until the request may start. 0 means that the request has started. */
export interface Choice {
  readonly window: RateWindow
  readonly millis: number
}

/**
 * Starts a request in the window that has most requests left, or returns the window that opens first. The limit of a
 * window without a response is assumed to be the lowest of the others.
 */
export const startFirst = (windows: Arr.NonEmptyReadonlyArray<RateWindow>, now: number): Choice => {
  const lowest = windows.reduce((lowest, { allowed }) => Math.min(lowest, allowed), Infinity)
  const previews = Arr.map(windows, (window) => {
    if (window.allowed === Infinity) window.allowed = lowest
    return { window, ...preview(window, now) }
  })
  const { window } = previews.reduce((best, other) => {
    const difference = Math.max(0, other.millis) - Math.max(0, best.millis)
    return difference < 0 || (difference === 0 && other.left > best.left) ? other : best
  })
  return { window, millis: start(window, now) }
}

/** Updates the window from the headers of a response. */
export const observe = (
  window: RateWindow,
  now: number,
  { age, allowed, count, reset }: {
    readonly count: number
    readonly allowed: number
    readonly reset: number
    readonly age: number
  }
): void => {
  const before = opensAt(window)
  const millis = Math.min(reset, maxReset)
  const sentAt = now - age
  const earliestEnd = sentAt + millis - resetPrecision
  const latestEnd = now + millis
  window.allowed = allowed
  // A response to a request of an earlier window does not describe this window.
  if (sentAt >= window.startedAt) {
    if (earliestEnd > window.latestEnd) begin(window, sentAt, latestEnd)
    window.earliestEnd = window.isEstimate ? earliestEnd : Math.max(window.earliestEnd, earliestEnd)
    window.latestEnd = window.isEstimate ? latestEnd : Math.min(window.latestEnd, latestEnd)
    window.isEstimate = false
    window.others = Math.max(window.others, count - window.starts.length)
  }
  if (opensAt(window) < before) window.earlier.send()
}

/** Pauses all requests of the token. It does not shorten an earlier pause. */
export const pause = (window: RateWindow, now: number, millis: number): void => {
  window.pausedUntil = Math.max(window.pausedUntil, now + millis)
}

// ----------------------------------------------------------------------------------------------------------- windows

/** Windows of several tokens. */
export interface RateWindows {
  readonly get: (key: string, now: number) => RateWindow
}

/**
 * Time that the window of an unused token is kept after its end, in milliseconds. Without its window a token has no
 * limit.
 */
const keepMillis = 3_600_000

/** Number of tokens up to which all windows are kept. */
const minKept = 16

/**
 * Makes a collection of windows. When the number of tokens has doubled, windows that were not used for a long time are
 * removed.
 */
export const makeWindows = (): RateWindows => {
  const windows = new Map<string, RateWindow>()
  let maxSize = minKept

  const removeUnused = (now: number): void => {
    if (windows.size < maxSize) return
    for (const [key, { latestEnd, pausedUntil, queue }] of windows) {
      if (queue.isEmpty() && Math.max(latestEnd, pausedUntil) + keepMillis <= now) windows.delete(key)
    }
    maxSize = Math.max(minKept, 2 * windows.size)
  }

  return {
    get: (key, now) => {
      let window = windows.get(key)
      if (window === undefined) {
        removeUnused(now)
        window = make()
        windows.set(key, window)
      }
      return window
    }
  }
}
