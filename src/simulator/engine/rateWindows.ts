/*
 * Requests are counted per token, in windows of a minute that begin with the first request.
 */

/** What was counted for a token. */
export interface Count {
  readonly count: number
  readonly allowed: number
  /** Whole seconds until the window ends. */
  readonly reset: number
  readonly exceeded: boolean
}

/** Counts requests. */
export interface Windows {
  /** In a window. */
  readonly allowed: number
  readonly count: (key: string, now: number) => Count
  readonly clear: () => void
}

const length = 60_000

/** Counts up to an allowance in each window. */
export const make = (allowed: number): Windows => {
  const windows = new Map<string, { count: number; endsAt: number }>()
  return {
    allowed,
    count: (key, now) => {
      let window = windows.get(key)
      if (window === undefined || now >= window.endsAt) {
        window = { count: 0, endsAt: now + length }
        windows.set(key, window)
      }
      const exceeded = window.count >= allowed
      if (!exceeded) window.count++
      return { count: window.count, allowed, reset: Math.ceil((window.endsAt - now) / 1000), exceeded }
    },
    clear: () => windows.clear()
  }
}
