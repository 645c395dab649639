import type * as Common from "../../models/Common.js"
import type * as UserState from "../../models/UserState.js"
import type { Account } from "../data/people.js"

/** Increments the version of an account, and sets the time of its last change, in milliseconds since 1970. */
export const touch = (account: Account, now: number): Account => ({
  ...account,
  version: account.version + 1,
  modified: now
})

/** Returns an account with a state. The reason belongs to the change: without a change, the account stays as it is. */
export const withState = (
  account: Account,
  state: Common.EntityState,
  now: number,
  reason: UserState.StateChangeReason = "Unknown"
): Account => state === account.state ? account : { ...account, state, stateChange: { reason, at: now } }
