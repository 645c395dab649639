import { iso } from "../data/time.js"
import * as Views from "../data/views.js"
import { refuse, refuseField } from "../engine/refusal.js"
import { type Call, currentUser, type Handlers } from "./handler.js"

/** Refuses a password that does not meet the policy. */
export const checkPassword = (field: string, password: string): void => {
  if (password.length < 8 || !/\p{L}/u.test(password) || !/\d/.test(password)) {
    refuseField(
      field,
      "invalid.password",
      "The password does not meet the policy: at least 8 characters, with a letter and a digit."
    )
  }
}

const changePassword = ({ behavior, now, store }: Call, ordinal: number, value: string): void => {
  checkPassword("newPassword", value)
  const until = (store.passwords.get(ordinal).changed ?? -Infinity) + behavior.passwordAge
  if (now < until) {
    refuse(400, "bad.request", "The password cannot be changed until {until}", { messageParams: { until: iso(until) } })
  }
  store.passwords.put(ordinal, { value, changed: now })
}

/** Handlers of invitations and passwords. */
export const password: Pick<Handlers, "postUserInvite" | "postUserPassword" | "postUsersMePassword"> = {
  postUserInvite: ({ force = false, userId }, call) => {
    const { accounts } = call.store
    const ordinal = Views.findUser(call, userId)
    const account = accounts.get(ordinal)
    // A second invitation is sent only with `force`.
    if (account.invited === undefined || force) accounts.put(ordinal, { ...account, invited: call.now })
  },

  postUserPassword: ({ body, userId }, call) =>
    changePassword(
      call,
      Views.findUser(call, userId, { errorCode: "general.resource.not.found" }),
      body.newPassword
    ),

  postUsersMePassword: ({ body }, call) => {
    const ordinal = currentUser(call)
    if (call.store.passwords.get(ordinal).value !== body.oldPassword) {
      refuseField("oldPassword", "invalid.password", "The old password is wrong.")
    }
    changePassword(call, ordinal, body.newPassword)
  }
}
