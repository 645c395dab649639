import type { Account, People } from "./people.js"

/*
 * The accounts that searches find. A change becomes visible to searches after a delay.
 */

/** The accounts that searches find. */
export interface SearchIndex {
  /** Sets the current time, in milliseconds. */
  readonly tick: (now: number) => void
  /** Adds a changed account. It becomes visible to searches after the delay. */
  readonly put: (ordinal: number, account: Account) => void
  /** Returns the account that is visible to searches, or `undefined` for a new user who is not visible yet. */
  readonly get: (ordinal: number) => Account | undefined
  /** Returns the users whom a search for an email address may find, in the order of their ordinals. */
  readonly byEmail: (email: string) => ReadonlyArray<number>
  /** Makes all changes visible to searches. */
  readonly flush: () => void
  /** Removes all changes. */
  readonly clear: () => void
}

/** Makes an index in which a change becomes visible after `lag` milliseconds. */
export const make = (people: People, lag: number): SearchIndex => {
  const visible = new Map<number, Account>()
  /** Changes that are not visible yet, in the order in which they become visible. */
  let pending: Array<{ readonly dueAt: number; readonly ordinal: number; readonly account: Account }> = []
  let time = 0

  const publish = (until: number): void => {
    const firstLater = pending.findIndex(({ dueAt }) => dueAt > until)
    for (const { account, ordinal } of pending.splice(0, firstLater < 0 ? pending.length : firstLater)) {
      visible.set(ordinal, account)
    }
  }

  return {
    tick: (now) => {
      time = now
      if (pending.length > 0) publish(now)
    },
    put: (ordinal, account) => {
      if (lag === 0) visible.set(ordinal, account)
      else pending.push({ dueAt: time + lag, ordinal, account })
    },
    get: (ordinal) => visible.get(ordinal) ?? (ordinal < people.total ? people.account(ordinal) : undefined),
    byEmail: (email) => {
      const found = new Set<number>()
      const initial = people.ordinalOfEmail(email)
      if (initial >= 0) found.add(initial)
      for (const [ordinal, account] of visible) if (account.email.toLowerCase() === email) found.add(ordinal)
      return [...found].sort((a, b) => a - b)
    },
    flush: () => publish(Infinity),
    clear: () => {
      visible.clear()
      pending = []
    }
  }
}
