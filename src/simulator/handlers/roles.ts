import * as Views from "../data/views.js"
import { refuseMissing } from "../engine/wire.js"
import type { Handlers } from "./handler.js"
import * as Listing from "./listing.js"

/** Operations on roles and trust. */
export const roles: Pick<Handlers, "getUserRoles" | "putUserRoles" | "deleteUserRoles" | "getUserTrustors"> = {
  getUserRoles: ({ userId }, call) => Views.authorization(call, Views.find(call, userId)),

  putUserRoles: ({ body, userId }, call) => {
    const { organization, roles } = call.store
    const ordinal = Views.find(call, userId)
    const ids = [...new Set(body)]
    for (const id of ids) {
      if (organization.roles.get(id) === undefined) refuseMissing("role", id)
    }
    roles.put(ordinal, ids)
    return Views.authorization(call, ordinal)
  },

  deleteUserRoles: ({ userId }, call) => call.store.roles.put(Views.find(call, userId), []),

  getUserTrustors: (input, call) =>
    Listing.page(call, input, Listing.fromArray(Views.trustors(call, Views.find(call, input.userId))))
}
