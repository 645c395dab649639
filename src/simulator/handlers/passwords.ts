import { iso } from "../data/time.js"
import * as Views from "../data/views.js"
import { refuse, refuseField } from "../engine/wire.js"
import type { Call, Handlers } from "./handler.js"
import { checkPassword, me } from "./users.js"

/*
 * Invitations and passwords.
 */

const change = ({ behavior, now, store }: Call, ordinal: number, value: string): void => {
  checkPassword("newPassword", value)
  const until = store.passwords.get(ordinal).changed + behavior.passwordAge
  if (now < until) {
    refuse(400, "bad.request", "The password cannot be changed until {until}", { messageParams: { until: iso(until) } })
  }
  store.passwords.put(ordinal, { value, changed: now })
}

/** Operations on invitations and passwords. */
export const passwords: Pick<Handlers, "postUserInvite" | "postUserPassword" | "postUsersMePassword"> = {
  postUserInvite: ({ force = false, userId }, call) => {
    const { accounts } = call.store
    const ordinal = Views.find(call, userId)
    const account = accounts.get(ordinal)
    // One that is outstanding is sent again by force only.
    if (account.invited === undefined || force) accounts.put(ordinal, { ...account, invited: call.now })
  },

  postUserPassword: ({ body, userId }, call) =>
    change(call, Views.find(call, userId, { code: "general.resource.not.found" }), body.newPassword),

  postUsersMePassword: ({ body }, call) => {
    const ordinal = me(call)
    if (call.store.passwords.get(ordinal).value !== body.oldPassword) {
      refuseField("oldPassword", "invalid.password", "The old password is wrong.")
    }
    change(call, ordinal, body.newPassword)
  }
}
