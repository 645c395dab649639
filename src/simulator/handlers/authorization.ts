import * as Grants from "../data/grants.js"
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

  /*
   * The operation has no divisions. It is not documented in which division a new role applies; the simulator grants it
   * in the home division. Roles that the user already has keep their divisions.
   */
  putUserRoles: ({ body, userId }, call) => {
    const { now, store: { organization, roles } } = call
    const ordinal = Views.findUser(call, userId)
    const ids = [...new Set(body)]
    for (const id of ids) {
      if (organization.roles.get(id) === undefined) refuseMissing("role", id)
    }
    const before = roles.get(ordinal)
    const divisionId = Grants.homeDivision(organization)
    roles.put(
      ordinal,
      ids.flatMap((roleId) => {
        const kept = before.filter((grant) => grant.roleId === roleId)
        return kept.length > 0 ? kept : [{ roleId, divisionId, at: now }]
      })
    )
    return Views.authorization(call, ordinal)
  },

  deleteUserRoles: ({ userId }, call) => call.store.roles.put(Views.findUser(call, userId), []),

  getUserTrustors: (input, call) =>
    Listing.page(call, input, Listing.fromArray(Views.trustors(call, Views.findUser(call, input.userId))))
}
