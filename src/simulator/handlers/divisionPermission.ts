import * as Grants from "../data/grants.js"
import * as Subjects from "../data/subjects.js"
import { refuse } from "../engine/refusal.js"
import type { Call } from "./handler.js"

/** A division, or a grant in a division. */
type Division = Pick<Grants.Grant, "divisionId"> & Partial<Grants.Grant>

/**
 * Refuses a token that does not have a permission in all of the given divisions. The division `*` requires the
 * permission in all divisions. It is not documented when the service responds with the code
 * `missing.division.permission.implied`, so the simulator does not.
 */
export const checkPermission = (
  { principal: { client, user }, store }: Call,
  permission: string,
  divisions: ReadonlyArray<Division>
): void => {
  // The permissions that a client has in addition to its roles apply in all divisions.
  if (user === undefined && client.permissions.has(permission)) return
  const caller = user === undefined ? Subjects.ofClient(store, client.id) : Subjects.ofUser(store, user)
  const permitted = Subjects.divisionsWith(store, caller, permission)
  if (permitted.has(Grants.everywhere)) return
  const missing = divisions.find(({ divisionId }) => !permitted.has(divisionId))
  if (missing === undefined) return
  refuse(
    403,
    "missing.division.permissions",
    "Unable to perform the requested action. You are missing the permission [{permission}] in the division [{divisionId}].",
    { messageParams: { permission, divisionId: missing.divisionId } }
  )
}
