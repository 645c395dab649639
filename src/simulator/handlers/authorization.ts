import * as Views from "../data/views.js"
import { refuseMissing } from "../engine/refusal.js"
import type { Handlers } from "./handler.js"
import * as Listing from "./listing.js"

/** Handlers of roles, and of the organizations that trust a user. */
export const authorization: Pick<
  Handlers,
  "getUserRoles" | "putUserRoles" | "deleteUserRoles" | "getUserTrustors"
> = {
  getUserRoles: ({ userId }, call) => Views.authorization(call, Views.findUser(call, userId)),

  putUserRoles: ({ body, userId }, call) => {
    const { organization, roles } = call.store
    const ordinal = Views.findUser(call, userId)
    const ids = [...new Set(body)]
    for (const id of ids) {
      if (organization.roles.get(id) === undefined) refuseMissing("role", id)
    }
    roles.put(ordinal, ids)
    return Views.authorization(call, ordinal)
  },

  deleteUserRoles: ({ userId }, call) => call.store.roles.put(Views.findUser(call, userId), []),

  getUserTrustors: (input, call) =>
    Listing.page(call, input, Listing.fromArray(Views.trustors(call, Views.findUser(call, input.userId))))
}
