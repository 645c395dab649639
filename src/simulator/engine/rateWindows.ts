/*
 * Rate limit windows. Requests are counted per key, in windows of equal length that begin with a request.
 */

/** The state of a window after a request. */
export interface Count {
  /** Requests in the window. Refused requests are not counted. */
  readonly count: number
  /** Maximum number of requests in a window. */
  readonly allowed: number
  /** Seconds until the window ends, rounded up. */
  readonly reset: number
  /** Whether the request is refused. */
  readonly isExceeded: boolean
}

/** Counts requests. */
export interface RateWindows {
  /** Maximum number of requests in a window. */
  readonly allowed: number
  /** Counts a request at a time in milliseconds, unless the window of its key is full. */
  readonly count: (key: string, now: number) => Count
  /** Ends all windows. */
  readonly clear: () => void
}

/** Makes a counter that allows a number of requests in each window of `windowMillis` milliseconds. */
export const make = (allowed: number, windowMillis: number): RateWindows => {
  const windows = new Map<string, { count: number; endsAt: number }>()
  const windowOf = (key: string, now: number) => {
    const current = windows.get(key)
    if (current !== undefined && now < current.endsAt) return current
    const next = { count: 0, endsAt: now + windowMillis }
    windows.set(key, next)
    return next
  }
  return {
    allowed,
    count: (key, now) => {
      const window = windowOf(key, now)
      const isExceeded = window.count >= allowed
      if (!isExceeded) window.count++
      return { count: window.count, allowed, reset: Math.ceil((window.endsAt - now) / 1000), isExceeded }
    },
    clear: () => windows.clear()
  }
}
