import type * as UserState from "../../models/UserState.js"
import type { Account } from "../data/people.js"
import { iso } from "../data/time.js"
import * as Views from "../data/views.js"
import { refuse, refuseField } from "../engine/refusal.js"
import { touch, withState } from "./accountChange.js"
import type { Call, Handlers } from "./handler.js"

const toResponse = ({ created, state, stateChange, version }: Account): UserState.UserState => ({
  state,
  version,
  stateChangeReason: stateChange?.reason ?? "Unknown",
  stateChangeDate: iso(stateChange?.at ?? created)
})

/** Returns the ordinal of a user, even of a deleted one, whose state can be changed too. */
const findUser = (call: Call, userId: string): number =>
  Views.findUser(call, userId, { includeDeleted: true, errorCode: "general.resource.not.found" })

/** Refuses an outdated version. The only code that the vendor declares for it has status 400. */
const checkVersion = (account: Account, version: number | undefined): void => {
  if (version === undefined || version === account.version) return
  refuse(400, "general.conflict", "The version [{version}] does not match the current version [{current}].", {
    messageParams: { version: String(version), current: String(account.version) }
  })
}

/** Handlers of the state of a user. */
export const userState: Pick<Handlers, "getUserState" | "putUserState"> = {
  getUserState: ({ userId }, call) => toResponse(call.store.accounts.get(findUser(call, userId))),

  putUserState: ({ body, userId }, call) => {
    const { now, store: { accounts } } = call
    const ordinal = findUser(call, userId)
    const account = accounts.get(ordinal)
    checkVersion(account, body.version)
    // The model does not require the state, but the effect of a request without it is not known.
    const state = body.state ?? refuseField("state", "general.bad.request", "[state] is missing.")
    // It is not known what a request with the same state does. The simulator keeps the date and the reason.
    accounts.put(ordinal, touch(withState(account, state, now, body.stateChangeReason), now))
    return toResponse(accounts.get(ordinal))
  }
}
